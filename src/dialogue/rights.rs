//! Work for the archive about the trail and the client's rights, as data.

use crate::model::ClientId;
use crate::model::policy::Action;
use crate::model::trail::{History, Mark, SeenOn, Tab, Verdict};
use crate::model::{IssueId, value::Moment};
use chrono::{DateTime, Utc};

/// An order to the archive; each becomes one `Right`, or `Outcome::NoSuchClient`.
#[derive(Clone, PartialEq)]
pub enum RightEffect {
    /// A page of a card's history: a showing is recorded; becomes `Right::History`.
    History { client: ClientId, tab: Tab, page: u32 },
    /// A page of who saw a client's file; becomes `Right::Seen`.
    Seen { client: ClientId, page: u32 },
    /// Walks the trail; becomes `Right::Trail`.
    CheckTrail,
}

/// What such an order became.
#[derive(Clone, PartialEq)]
pub enum Right {
    /// A page of the history, its showing and the end of that.
    History { history: Box<History>, issue: IssueId, until: DateTime<Utc> },
    /// The client's number, days with roles, and whether older ones follow.
    Seen { number: String, days: Vec<SeenOn>, more: bool },
    /// How the trail stands, and its last anchor.
    Trail { verdict: Verdict, anchor: Option<(Mark, Moment)> },
}

impl RightEffect {
    /// See `Effect::needs`.
    pub fn needs(&self) -> Action {
        match self {
            RightEffect::History { .. } | RightEffect::Seen { .. } => Action::ReadTrail,
            RightEffect::CheckTrail => Action::CheckTrail,
        }
    }

    /// See `Effect::writes`.
    pub fn writes(&self) -> bool {
        false
    }
}
