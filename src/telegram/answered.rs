//! Presses that were answered lately, so that none is answered twice (I5).

use super::postman::lock;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;

/// Telegram forgets a press after this time.
pub const ANSWER_MAX: Duration = Duration::from_secs(150);

/// The callback queries answered within the last `ANSWER_MAX`.
#[derive(Default)]
pub struct Answered(Mutex<VecDeque<(String, Instant)>>);

impl Answered {
    /// Notes an answer.
    pub fn note(&self, query: String) {
        let mut answered = lock(&self.0);
        while answered.front().is_some_and(|(_, at)| at.elapsed() > ANSWER_MAX) {
            answered.pop_front();
        }
        answered.push_back((query, Instant::now()));
    }

    /// Whether a press was answered.
    pub fn has(&self, query: &str) -> bool {
        lock(&self.0).iter().any(|(known, _)| known == query)
    }
}
