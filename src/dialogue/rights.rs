//! Work for the archive about the trail and the client's rights, as data.

use crate::model::ClientId;
use crate::model::IssueId;
use crate::model::policy::Action;
use crate::model::trail::{History, SeenOn, Tab};
use chrono::{DateTime, Utc};

/// An order to the archive; each becomes one `Right`, or `Outcome::NoSuchClient`.
#[derive(Clone, PartialEq)]
pub enum RightEffect {
    /// A page of a card's history: a showing is recorded; becomes `Right::History`.
    History { client: ClientId, tab: Tab, page: u32 },
    /// A page of who saw a client's file; becomes `Right::Seen`.
    Seen { client: ClientId, page: u32 },
}

/// What such an order became.
#[derive(Clone, PartialEq)]
pub enum Right {
    /// A page of the history, its showing and the end of that.
    History { history: Box<History>, issue: IssueId, until: DateTime<Utc> },
    /// The client's number, days with roles, and whether older ones follow.
    Seen { number: String, days: Vec<SeenOn>, more: bool },
}

impl RightEffect {
    /// See `Effect::needs`.
    pub fn needs(&self) -> Action {
        match self {
            RightEffect::History { .. } | RightEffect::Seen { .. } => Action::ReadTrail,
        }
    }

    /// See `Effect::writes`.
    pub fn writes(&self) -> bool {
        false
    }
}
