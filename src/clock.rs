//! The only reader of the time. `KARTOTEKA_CLOCK` names a file that moves it, so that tests and the demo can.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use std::path::PathBuf;
use std::sync::Arc;

/// Tells the time: the system's, or what a file says.
#[derive(Clone, Default)]
pub struct Clock {
    file: Option<Arc<PathBuf>>,
}

impl Clock {
    /// The system's clock, or one that a file moves: `+<ms>` and `-<ms>` shift it, `@<RFC 3339>` makes it stand still.
    pub fn new(file: Option<PathBuf>) -> Self {
        Self { file: file.map(Arc::new) }
    }

    /// Now, UTC, in whole milliseconds: what both databases keep exactly.
    pub fn now(&self) -> DateTime<Utc> {
        let real = Utc::now();
        let moved = self
            .file
            .as_ref()
            .and_then(|file| std::fs::read_to_string(&**file).ok())
            .and_then(|text| read(&text, real));
        moved.unwrap_or(real).trunc_subsecs(3)
    }

    /// Whether a file moves this clock.
    pub fn is_moved(&self) -> bool {
        self.file.is_some()
    }
}

/// Reads the clock file's text. What does not parse leaves the real time.
fn read(text: &str, real: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim();
    match text.strip_prefix('@') {
        Some(moment) => DateTime::parse_from_rfc3339(moment).ok().map(|moment| moment.to_utc()),
        None => {
            text.parse().ok().and_then(|ms| real.checked_add_signed(Duration::milliseconds(ms)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_shifts_or_stops_the_time() {
        let real = DateTime::parse_from_rfc3339("2026-03-02T09:00:00Z").unwrap().to_utc();
        let cases = [
            ("+60000", Some(60)),
            ("-1000\n", Some(-1)),
            ("@2026-03-02T10:00:00Z", Some(3600)),
            ("soon", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            assert_eq!(
                read(text, real).map(|moved| (moved - real).num_seconds()),
                seconds,
                "{text}"
            );
        }
    }
}
