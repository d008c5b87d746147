//! Pauses between tries: each about twice the one before, never longer than half a minute, never equal for two bots.

use std::time::Duration;

/// The first pause.
const FIRST: Duration = Duration::from_millis(500);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(30);

/// Counts failures in a row.
#[derive(Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The next pause: between half and all of `FIRST` doubled per failure, at most `LONGEST`.
    pub fn next(&mut self) -> Duration {
        let longest = after(self.failures);
        self.failures = self.failures.saturating_add(1);
        longest / 2 + jitter(longest / 2)
    }

    /// Waits for the next pause.
    pub async fn pause(&mut self) {
        tokio::time::sleep(self.next()).await;
    }

    /// Begins anew after a success.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

/// The longest pause after so many failures.
pub fn after(failures: u32) -> Duration {
    FIRST.saturating_mul(2u32.saturating_pow(failures)).min(LONGEST)
}

/// Some part of `most`, by chance.
pub fn jitter(most: Duration) -> Duration {
    let mut byte = [0u8; 1];
    getrandom::fill(&mut byte).expect("the system has a random source");
    most * u32::from(byte[0]) / 255
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_the_longest_and_begin_anew() {
        let mut backoff = Backoff::default();
        for failures in 0..100 {
            let pause = backoff.next();
            assert!(pause >= after(failures) / 2 && pause <= after(failures));
            assert!(pause >= FIRST / 2 && pause <= LONGEST);
        }
        assert_eq!(after(99), LONGEST);
        backoff.reset();
        assert!(backoff.next() <= FIRST);
    }
}
