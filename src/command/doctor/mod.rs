//! `doctor`: one line per check, and how to mend what is wrong. It changes nothing.

use super::{Failure, say};
use crate::model::trail::{MARK_DIGITS, Mark};
use crate::settings::{Settings, Wrong};
use chrono::{DateTime, Duration, Utc};

mod around;
mod inside;
mod online;

/// A clock may go wrong by this much; more is told.
const CLOCK_OFF_MAX: Duration = Duration::minutes(5);

/// How a check came out.
enum Verdict {
    /// As it should be.
    Well(String),
    /// Worth knowing.
    Note(String),
    /// Wrong; the text says how to mend it.
    Bad(String),
}
use Verdict::{Bad, Note, Well};

/// The lines so far.
#[derive(Default)]
struct Sheet {
    bad: usize,
}

impl Sheet {
    fn put(&mut self, check: &str, verdict: Verdict) -> Result<(), Failure> {
        let (word, text) = match &verdict {
            Well(text) => ("ok  ", text),
            Note(text) => ("note", text),
            Bad(text) => ("BAD ", text),
        };
        self.bad += usize::from(matches!(verdict, Bad(_)));
        say(&format!("{word}  {check:<9} {text}"))
    }
}

/// Examines and prints. `offline` leaves Telegram out; `anchor` is one that the owner was sent.
///
/// # Errors
/// `Failure::Told` if anything is wrong.
pub async fn run(
    settings: Result<Settings, Wrong>,
    offline: bool,
    anchor: Option<String>,
) -> Result<(), Failure> {
    let mark = mark(anchor.as_deref())?;
    let mut sheet = Sheet::default();
    match settings {
        Err(wrong) => sheet.put("settings", Bad(wrong.to_string()))?,
        Ok(settings) => {
            around::examine(&settings, &mut sheet).await?;
            let bot = inside::examine(&settings, mark.as_ref(), &mut sheet).await?;
            if !offline {
                online::examine(&settings, bot.as_deref(), &mut sheet).await?;
            }
        }
    }
    if sheet.bad > 0 { Err(Failure::Told) } else { Ok(()) }
}

/// An anchor as the owner was sent it.
fn mark(anchor: Option<&str>) -> Result<Option<Mark>, Failure> {
    let Some(text) = anchor else { return Ok(None) };
    let wrong = || {
        Failure::Setting(format!(
            "--anchor wants an entry's number and {MARK_DIGITS} digits of its hash, such as 120:1f2e3d4c5b6a7988, as the bot sent it."
        ))
    };
    Mark::parse(text).map(Some).ok_or_else(wrong)
}

/// What a clock that is off by so much is worth; `what` is what it was compared with.
fn clock(ours: DateTime<Utc>, theirs: DateTime<Utc>, what: &str) -> Verdict {
    let off = ours - theirs;
    if off.abs() <= CLOCK_OFF_MAX {
        return Well(format!("agrees with {what}"));
    }
    let way = if off > Duration::zero() { "ahead of" } else { "behind" };
    Bad(format!(
        "{} min {way} {what}; set the system's time, for example with timedatectl set-ntp true",
        off.num_minutes().abs()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_may_be_a_little_off() {
        let now = DateTime::UNIX_EPOCH;
        for (off, told) in [
            (0, "agrees with it"),
            (300, "agrees with it"),
            (-300, "agrees with it"),
            (301, "5 min ahead of it"),
            (-7_200, "120 min behind it"),
        ] {
            let verdict = clock(now + Duration::seconds(off), now, "it");
            let (Well(text) | Note(text) | Bad(text)) = &verdict;
            assert!(text.starts_with(told), "{off}: {text}");
            assert_eq!(matches!(verdict, Bad(_)), off.abs() > 300, "{off}");
        }
    }
}
