//! Durations and what is said of them.

use std::time::Duration;

/// Milliseconds, sorted.
pub struct Times(Vec<f64>);

impl Times {
    /// Of these durations.
    pub fn new(times: &[Duration]) -> Self {
        let mut times: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// The least time within which this share of them was done.
    pub fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0.get((share * last as f64).ceil() as usize).copied().unwrap_or(f64::NAN)
    }

    /// `p50 / p99`, as a cell of the table.
    pub fn cell(&self) -> String {
        if self.0.is_empty() {
            "–".into()
        } else {
            format!("{:.2} / {:.2}", self.at(0.5), self.at(0.99))
        }
    }
}
