//! The trail as people read it: a card's history in two tabs, who saw a file, and whether the trail is whole.

use super::policy::Role;
use super::value::Word;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A tab of a card's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// Who opened it, was refused, asked for it, lent it.
    Opened,
    /// Who changed what it says.
    Changed,
}

/// One entry of a card's history.
#[derive(Clone, PartialEq)]
pub struct TrailLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; empty where it happened by itself.
    pub by: String,
    /// Their role today; none if they have no seat any more.
    pub role: Option<Role>,
    /// The act's stored spelling; one that is not an `Act` is told as it is.
    pub act: String,
    /// The field that was changed.
    pub field: Option<Word>,
    /// Why it was revealed: a ready reason's spelling, or as it was typed.
    pub why: Option<String>,
}

/// One page of a card's history, newest first.
#[derive(Clone, PartialEq)]
pub struct History {
    /// The client's number.
    pub number: String,
    /// The client's name; empty where it is not known.
    pub name: String,
    /// The entries of the page.
    pub lines: Vec<TrailLine>,
    /// Whether older ones follow.
    pub more: bool,
}

/// One page of what a colleague read, was refused and searched for, newest first.
#[derive(Clone, PartialEq)]
pub struct Readings {
    /// Who; the name that colleagues read.
    pub name: String,
    /// When, the act's stored spelling, and the number of the client's card, where one is concerned and there still.
    pub lines: Vec<(DateTime<Utc>, String, Option<String>)>,
    /// Whether older ones follow.
    pub more: bool,
}

/// A day on which a file was seen, and by which roles: all that the client is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenOn {
    /// The day, where the reader is.
    pub day: NaiveDate,
    /// The roles, each once.
    pub roles: Vec<Role>,
}

/// An open incident: cards may have been seen by whom they should not (security.md, Law).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// When its clock began.
    pub opened_at: DateTime<Utc>,
    /// Since when cards may have been seen.
    pub since: DateTime<Utc>,
    /// Who was shown cards since then, most first.
    pub exposures: Vec<Exposure>,
}

/// What one person was shown during an incident.
#[derive(Clone, PartialEq, Eq)]
pub struct Exposure {
    /// Who; the name that colleagues read.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Different cards.
    pub cards: i64,
    /// Showings of them.
    pub times: i64,
}
super::unsaid!(Exposure);

/// How the trail stands (access.md, T23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Every entry fits its content, the one before it and the anchors.
    Intact {
        /// Entries that were looked at.
        entries: i64,
    },
    /// This entry does not fit its own hash.
    Changed {
        /// Its number.
        entry: i64,
    },
    /// Before this entry some are missing, added or exchanged; or this one is anchored and missing.
    CutOrExtended {
        /// Its number.
        entry: i64,
    },
    /// The trail fits itself, but not what an anchor noted of this entry: it was written anew.
    OffAnchor {
        /// Its number.
        entry: i64,
    },
}

/// As the operator reads it.
impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Verdict::Intact { entries } => write!(f, "intact, {entries} entries"),
            Verdict::Changed { entry } => write!(f, "changed at entry {entry}"),
            Verdict::CutOrExtended { entry } => write!(f, "cut or extended at entry {entry}"),
            Verdict::OffAnchor { entry } => write!(f, "does not meet the anchor at entry {entry}"),
        }
    }
}

impl Verdict {
    /// Whether nothing is wrong.
    pub fn is_intact(self) -> bool {
        self.entry().is_none()
    }

    /// The entry at which something is wrong.
    pub fn entry(self) -> Option<i64> {
        match self {
            Verdict::Intact { .. } => None,
            Verdict::Changed { entry }
            | Verdict::CutOrExtended { entry }
            | Verdict::OffAnchor { entry } => Some(entry),
        }
    }
}

/// What is told of an entry outside: its number and the beginning of its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The entry's number.
    pub entry: i64,
    /// The first `MARK_DIGITS` digits of its hash.
    pub hash: String,
}

/// Digits of a hash that an anchor outside has.
pub const MARK_DIGITS: usize = 16;

impl Mark {
    /// The mark of an entry.
    pub fn of(entry: i64, hash: &str) -> Self {
        Self { entry, hash: hash.chars().take(MARK_DIGITS).collect() }
    }

    /// Reads `<number>:<digits>` as it was sent to the owner.
    pub fn parse(text: &str) -> Option<Self> {
        let (entry, hash) = text.trim().split_once(':')?;
        let hash = hash.trim().to_ascii_lowercase();
        let is_hash = hash.len() == MARK_DIGITS && hash.bytes().all(|c| c.is_ascii_hexdigit());
        Some(Self { entry: entry.trim().parse().ok()?, hash }).filter(|_| is_hash)
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.entry, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_back_as_it_was_told() {
        let mark = Mark::of(42, "0123456789abcdef0123");
        assert_eq!(mark.to_string(), "42:0123456789abcdef");
        assert_eq!(Mark::parse(" 42:0123456789ABCDEF "), Some(mark));
        for wrong in ["", "42", "42:0123", "x:0123456789abcdef", "42:0123456789abcdeg"] {
            assert_eq!(Mark::parse(wrong), None, "{wrong}");
        }
    }
}
