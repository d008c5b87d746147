//! The trail as people read it: a card's history in two tabs, and who saw a client's file.

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

/// A day on which a file was seen, and by which roles: all that the client is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenOn {
    /// The day, where the reader is.
    pub day: NaiveDate,
    /// The roles, each once.
    pub roles: Vec<Role>,
}
