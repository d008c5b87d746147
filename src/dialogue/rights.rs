//! Work for the archive about the trail and the client's rights, as data.

use crate::model::ClientId;
use crate::model::consent::{ConsentFor, Register};
use crate::model::policy::Action;
use crate::model::trail::{History, Incident, Mark, SeenOn, Tab, Verdict};
use crate::model::{IssueId, value::Moment};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An order to the archive; each becomes one `Right`, or `Outcome::NoSuchClient`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum RightEffect {
    /// A page of a card's history: a showing is recorded; becomes `Right::History`.
    History { client: ClientId, tab: Tab, page: u32 },
    /// A page of who saw a client's file; becomes `Right::Seen`.
    Seen { client: ClientId, page: u32 },
    /// The client's word on every purpose; becomes `Right::Register`.
    Register { client: ClientId },
    /// Record the client's word on one; becomes `Right::Recorded`.
    Record { client: ClientId, purpose: ConsentFor, given: bool },
    /// The open incident, if there is one; this and the next two become `Right::Incident`.
    Incident,
    /// Open one.
    OpenIncident { since: DateTime<Utc> },
    /// Close it.
    CloseIncident,
    /// What the last walk of the trail found; this and the next become `Right::Trail`.
    CheckTrail,
    /// Ask for a walk of all of it. Whoever asked is told what it found.
    WalkTrail,
}

/// What such an order became.
#[derive(Clone, PartialEq)]
pub enum Right {
    /// A page of the history, its showing and the end of that.
    History { history: Box<History>, issue: IssueId, until: DateTime<Utc> },
    /// The client's number, days with roles, and whether older ones follow.
    Seen { number: String, days: Vec<SeenOn>, more: bool },
    /// The client's word on every purpose.
    Register(Box<Register>),
    /// The same, after the client's word was recorded.
    Recorded(Box<Register>),
    /// The open incident, and whether that was just changed.
    Incident { incident: Option<Incident>, changed: bool },
    /// What the last walk of the trail found and when, the last anchor, and whether one asked for another walk.
    Trail { walk: Option<(Verdict, Moment)>, anchor: Option<(Mark, Moment)>, asked: bool },
}

impl RightEffect {
    /// See `Effect::needs`.
    pub fn needs(&self) -> Action {
        match self {
            RightEffect::History { .. } | RightEffect::Seen { .. } => Action::ReadTrail,
            RightEffect::Register { .. } | RightEffect::Record { .. } => Action::RecordConsent,
            RightEffect::Incident
            | RightEffect::OpenIncident { .. }
            | RightEffect::CloseIncident => Action::HandleIncident,
            RightEffect::CheckTrail | RightEffect::WalkTrail => Action::CheckTrail,
        }
    }

    /// See `Effect::writes`.
    pub fn writes(&self) -> bool {
        matches!(
            self,
            RightEffect::Record { .. }
                | RightEffect::OpenIncident { .. }
                | RightEffect::CloseIncident
                | RightEffect::WalkTrail
        )
    }
}
