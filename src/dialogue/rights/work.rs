//! Work for the archive about the trail and the client's rights, as data.

use crate::model::consent::{ConsentFor, Register};
use crate::model::grave::{
    ClientCopy, ClientRights, EmergencyView, GraveView, Hold, Left, Proof, Proposal, Review,
};
use crate::model::policy::Action;
use crate::model::restored::RestoredView;
use crate::model::trail::{History, Incident, Mark, SeenOn, Tab, Verdict};
use crate::model::value::Moment;
use crate::model::{ClientId, ConfirmationId, EmergencyId, IssueId};
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
    /// What of a client's rights is under way; becomes `Right::Client`.
    OfClient { client: ClientId },
    /// Ask that a client be erased; becomes `Right::Asked`, `Already`, `OnHold` or `NobodyConfirms`.
    AskErasure { client: ClientId, reason: String },
    /// Ask for the client's own copy; becomes `Right::Asked`, `Already` or `NobodyConfirms`.
    AskCopy { client: ClientId },
    /// Read a copy that was confirmed, for who asked; becomes `Right::Copy` or `CopyGone`.
    Copy { confirmation: ConfirmationId },
    /// Copies that were handed out; becomes `Right::Copies`.
    Copies,
    /// Put a card on legal hold; becomes `Right::Client`.
    Hold { client: ClientId, reason: String },
    /// Lift the hold; becomes `Right::Client`.
    LiftHold { client: ClientId, reason: String },
    /// Read a confirmation; becomes `Right::Confirmation`.
    Confirmation { confirmation: ConfirmationId },
    /// Confirm or refuse; becomes `Right::Decided`, `TooLate` or `OnHold`.
    Decide { confirmation: ConfirmationId, confirm: bool },
    /// What waits for this person; becomes `Right::Book`.
    Book,
    /// What should have left a chat and could not; becomes `Right::Unrecalled`.
    Unrecalled,
    /// A page of the proofs of erasures; becomes `Right::Proofs`.
    Proofs { page: u32 },
    /// The month's proposal; becomes `Right::Proposal`.
    Proposal,
    /// The proposal that waits for a confirmation; becomes `Right::Proposal`.
    Proposed { confirmation: ConfirmationId },
    /// Take a card out of the proposal, or put it back; becomes `Right::Proposal`.
    Keep { client: ClientId, kept: bool },
    /// Ask that the proposal be erased; becomes `Right::Asked`, `Already`, `NobodyConfirms`, or `Proposal` if nothing goes.
    Propose,
    /// Open hidden safety data: a showing is recorded, reviewers are told; becomes `Right::Emergency`.
    Emergency { client: ClientId, reason: String },
    /// Read an emergency; this and the next become `Right::Review` or `ReviewGone`.
    ReviewOf { emergency: EmergencyId },
    /// Review it.
    Review { emergency: EmergencyId, justified: bool },
    /// Read the last restore; this and the next become `Right::Restore`.
    Restore,
    /// Confirm it, or stop it.
    DecideRestore { confirm: bool },
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
    /// What of a client's rights is under way.
    Client(Box<ClientRights>),
    /// It waits for a second person.
    Asked(Box<GraveView>),
    /// It waits already.
    Already(Box<GraveView>),
    /// Nobody else may confirm it.
    NobodyConfirms,
    /// A legal hold is against it.
    OnHold(Hold),
    /// A confirmation as it stands.
    Confirmation(Box<GraveView>),
    /// It was decided just now.
    Decided(Box<GraveView>),
    /// Somebody was first, or its time is over.
    TooLate(Box<GraveView>),
    /// The client's own copy.
    Copy(Box<ClientCopy>),
    /// It is not to be had any more, or not by this person.
    CopyGone,
    /// Copies that were handed out, latest first.
    Copies(Vec<GraveView>),
    /// What waits for this person, and the cards that are proposed.
    Book { waiting: Vec<GraveView>, reviews: Vec<Review>, proposed: u32 },
    /// What should have left a chat and could not, latest first.
    Unrecalled(Vec<Left>),
    /// A page of the proofs, and whether older ones follow.
    Proofs { proofs: Vec<Proof>, more: bool },
    /// The month's proposal, if there is one.
    Proposal(Option<Box<Proposal>>),
    /// Safety data.
    Emergency(Box<EmergencyView>),
    /// An emergency as it stands, and whether somebody else was first.
    Review { review: Box<Review>, late: bool },
    /// It is gone with its client.
    ReviewGone,
    /// The last restore as it stands, and whether somebody else was first.
    Restore { view: Option<Box<RestoredView>>, late: bool },
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
            RightEffect::OfClient { .. }
            | RightEffect::AskErasure { .. }
            | RightEffect::Confirmation { .. }
            | RightEffect::Book
            | RightEffect::Proofs { .. }
            | RightEffect::Unrecalled
            | RightEffect::Proposal
            | RightEffect::Proposed { .. }
            | RightEffect::Keep { .. }
            | RightEffect::Propose => Action::EraseClient,
            RightEffect::AskCopy { .. } | RightEffect::Copy { .. } | RightEffect::Copies => {
                Action::GiveCopy
            }
            RightEffect::Decide { .. }
            | RightEffect::Restore
            | RightEffect::DecideRestore { .. } => Action::ConfirmGrave,
            RightEffect::Hold { .. } | RightEffect::LiftHold { .. } => Action::HoldCard,
            RightEffect::Emergency { .. } => Action::BreakGlass,
            RightEffect::ReviewOf { .. } | RightEffect::Review { .. } => Action::ReviewEmergency,
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
                | RightEffect::AskErasure { .. }
                | RightEffect::AskCopy { .. }
                | RightEffect::Hold { .. }
                | RightEffect::LiftHold { .. }
                | RightEffect::Decide { .. }
                | RightEffect::Keep { .. }
                | RightEffect::Propose
                | RightEffect::Emergency { .. }
                | RightEffect::Review { .. }
                | RightEffect::DecideRestore { .. }
        )
    }
}
