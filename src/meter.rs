//! What this process counts of its own work: numbers of everybody together, never of one person. `health` shows them.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Upper bounds of a histogram's buckets, in seconds: from an idle commit to a turn that somebody notices.
pub const BOUNDS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// How a call of the Bot API can end: `ok`, or as `telegram::classify` judges its refusal.
pub const ENDS: [&str; 10] = [
    "ok",
    "done",
    "gone",
    "forbidden",
    "retry_after",
    "conflict",
    "unauthorized",
    "too_old",
    "bad_content",
    "unknown",
];

/// The meters of this process.
pub static METERS: LazyLock<Meters> = LazyLock::new(Meters::new);

/// A number that only grows.
#[derive(Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Counts so many.
    pub fn add(&self, many: u64) {
        self.0.fetch_add(many, Relaxed);
    }

    /// The number so far.
    pub fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// How long something took, by buckets.
#[derive(Default)]
pub struct Histogram {
    /// One for each of `BOUNDS`, and one for what took longer; each time is in one of them.
    buckets: [AtomicU64; BOUNDS.len() + 1],
    total_us: AtomicU64,
}

impl Histogram {
    /// Counts one that took so long.
    pub fn observe(&self, took: Duration) {
        let seconds = took.as_secs_f64();
        let at = BOUNDS.iter().position(|bound| seconds <= *bound).unwrap_or(BOUNDS.len());
        self.total_us.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
        self.buckets[at].fetch_add(1, Relaxed);
    }

    /// How many took at most as long as each bound, the last without one, and the seconds of all together.
    pub fn read(&self) -> ([u64; BOUNDS.len() + 1], f64) {
        let mut sum = 0;
        let counts = self.buckets.each_ref().map(|bucket| {
            sum += bucket.load(Relaxed);
            sum
        });
        (counts, Duration::from_micros(self.total_us.load(Relaxed)).as_secs_f64())
    }
}

/// The meters.
pub struct Meters {
    /// Turns, from the queue to their end.
    pub turns: Histogram,
    /// Commits of the writer.
    pub commits: Histogram,
    /// Messages sent with the mark that they may be there twice.
    pub repeats: Counter,
    calls: [Counter; ENDS.len()],
    begun: Instant,
    quiet_until_ms: AtomicU64,
    queued: AtomicU64,
    polled_ms: AtomicI64,
}

impl Meters {
    fn new() -> Self {
        Self {
            turns: Histogram::default(),
            commits: Histogram::default(),
            repeats: Counter::default(),
            calls: Default::default(),
            begun: Instant::now(),
            quiet_until_ms: AtomicU64::new(0),
            queued: AtomicU64::new(0),
            polled_ms: AtomicI64::new(0),
        }
    }

    /// Counts a call of the Bot API by its end, one of `ENDS`.
    pub fn called(&self, end: &str) {
        if let Some(at) = ENDS.iter().position(|known| *known == end) {
            self.calls[at].add(1);
        }
    }

    /// How many calls ended in each way.
    pub fn calls(&self) -> impl Iterator<Item = (&'static str, u64)> {
        ENDS.into_iter().zip(self.calls.iter().map(Counter::get))
    }

    /// Telegram asked to wait for so many seconds.
    pub fn told_to_wait(&self, seconds: u64) {
        let until = self.age_ms().saturating_add(seconds.saturating_mul(1_000));
        self.quiet_until_ms.fetch_max(until, Relaxed);
    }

    /// Seconds that the longest pause that Telegram asked for still lasts.
    pub fn waits(&self) -> f64 {
        let left = self.quiet_until_ms.load(Relaxed).saturating_sub(self.age_ms());
        Duration::from_millis(left).as_secs_f64()
    }

    /// So many people have an update that waits or is in its turn.
    pub fn set_queued(&self, people: usize) {
        self.queued.store(people as u64, Relaxed);
    }

    /// People with an update that waits or is in its turn.
    pub fn queued(&self) -> u64 {
        self.queued.load(Relaxed)
    }

    /// Telegram answered a poll at this moment, in milliseconds since 1970.
    pub fn polled(&self, at_ms: i64) {
        self.polled_ms.store(at_ms, Relaxed);
    }

    /// When Telegram answered the last poll, in milliseconds since 1970; 0 if it never did.
    pub fn polled_ms(&self) -> i64 {
        self.polled_ms.load(Relaxed)
    }

    fn age_ms(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_each_time_once_and_sums_up() {
        let histogram = Histogram::default();
        for ms in [1, 5, 6, 700, 60_000] {
            histogram.observe(Duration::from_millis(ms));
        }
        let (counts, seconds) = histogram.read();
        assert_eq!(counts, [2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5]);
        assert!((seconds - 60.712).abs() < 1e-6, "{seconds}");
    }

    #[test]
    fn the_longest_pause_counts_and_calls_are_told_apart() {
        let meters = Meters::new();
        assert!(meters.waits() == 0.0);
        meters.told_to_wait(30);
        meters.told_to_wait(3);
        assert!((29.0..=30.0).contains(&meters.waits()), "{}", meters.waits());
        for end in ["ok", "ok", "unknown", "never heard of"] {
            meters.called(end);
        }
        let some: Vec<_> = meters.calls().filter(|(_, count)| *count > 0).collect();
        assert_eq!(some, [("ok", 2), ("unknown", 1)]);
    }
}
