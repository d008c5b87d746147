//! How busy the bot is, seen from outside: which calls are under way, and since when none is.

use std::time::{Duration, Instant};

use crate::world::Found;

/// A wait for quiet looks again after so long.
const LOOK: Duration = Duration::from_millis(5);

/// Bot API calls under way, other than `getUpdates`.
pub(crate) struct Traffic {
    open: usize,
    quiet_since: Instant,
}

impl Traffic {
    pub(crate) fn new() -> Self {
        Self { open: 0, quiet_since: Instant::now() }
    }

    pub(crate) fn begin(&mut self) {
        self.open += 1;
    }

    pub(crate) fn end(&mut self) {
        self.open -= 1;
        self.quiet_since = Instant::now();
    }
}

/// A wait until the bot has been quiet for a while.
///
/// Only time in which this machine kept up is counted: if a look comes late, the bot may not have
/// had its turn either, so the delay is added to the while. A loaded machine makes a test slower,
/// not flaky.
pub(crate) struct Calm {
    since: Instant,
    lost: Duration,
    next_look: Option<Instant>,
}

impl Calm {
    pub(crate) fn begin() -> Self {
        Self { since: Instant::now(), lost: Duration::ZERO, next_look: None }
    }

    /// Whether it has been quiet for so long by now.
    pub(crate) fn look(&mut self, traffic: &Traffic, quiet: Duration) -> Found<()> {
        let now = Instant::now();
        if let Some(due) = self.next_look.take() {
            self.lost += now.saturating_duration_since(due);
        }
        if self.since < traffic.quiet_since {
            *self = Self { since: traffic.quiet_since, ..Self::begin() };
        }
        if traffic.open > 0 {
            return Found::Nothing;
        }
        let end = self.since + self.lost + quiet;
        if now >= end {
            return Found::It(());
        }
        let next_look = end.min(now + LOOK);
        self.next_look = Some(next_look);
        Found::NothingUntil(next_look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: Duration = Duration::from_millis(20);

    #[test]
    fn an_open_call_is_not_quiet() {
        let mut traffic = Traffic::new();
        traffic.begin();
        assert!(matches!(Calm::begin().look(&traffic, Duration::ZERO), Found::Nothing));
        traffic.end();
        assert!(matches!(Calm::begin().look(&traffic, Duration::ZERO), Found::It(())));
        assert!(matches!(Calm::begin().look(&traffic, QUIET), Found::NothingUntil(_)));
    }

    #[test]
    fn time_lost_by_a_late_look_is_waited_again() {
        let long_ago = Instant::now().checked_sub(10 * QUIET).unwrap();
        let traffic = Traffic { open: 0, quiet_since: long_ago };
        let calm = |next_look| Calm { since: long_ago, lost: Duration::ZERO, next_look };
        let late = calm(Some(long_ago)).look(&traffic, QUIET);
        assert!(matches!(late, Found::NothingUntil(_)));
        let in_time = calm(Some(Instant::now())).look(&traffic, QUIET);
        assert!(matches!(in_time, Found::It(())));
    }

    #[test]
    fn a_call_begins_the_wait_anew() {
        let long_ago = Instant::now().checked_sub(10 * QUIET).unwrap();
        let mut calm = Calm { since: long_ago, lost: Duration::ZERO, next_look: None };
        assert!(matches!(calm.look(&Traffic::new(), QUIET), Found::NothingUntil(_)));
    }
}
