//! What managing seats asks of the archive, and what it may answer.

use crate::model::StaffId;
use crate::model::people::{Colleague, InHand, LastDay};
use crate::model::policy::{Action, Role};
use serde::{Deserialize, Serialize};

/// An order about colleagues' seats.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum PeopleEffect {
    /// The colleagues of the branch; becomes `PeopleOutcome::List`.
    List,
    /// One of them, with what they have in hand; becomes `Person` or `Gone`.
    Person { staff: StaffId },
    /// Who may take over what somebody keeps; becomes `Heirs`.
    Heirs { staff: StaffId },
    /// Give another role; becomes `Changed`, `Gone` or `OnlyOwner`.
    ChangeRole { staff: StaffId, role: Role },
    /// Cut off at once, for this reason; becomes `Changed`, `Gone` or `OnlyOwner`.
    Suspend { staff: StaffId, reason: String },
    /// Let back in; becomes `Changed` or `Gone`.
    LetIn { staff: StaffId },
    /// End the seat, for this reason, and hand over what they keep; becomes `Changed`, `Gone` or `OnlyOwner`.
    Leave { staff: StaffId, heir: Option<StaffId>, reason: String },
    /// Note a last day, at the end of which the seat ends by itself; becomes `Changed`, `Gone` or `OnlyOwner`.
    NoteLeaving { staff: StaffId, last: LastDay },
    /// Take a last day back; becomes `Changed` or `Gone`.
    TakeLeavingBack { staff: StaffId },
}

/// What an order about seats became.
#[derive(Clone, PartialEq)]
pub enum PeopleOutcome {
    /// The colleagues, by role, then name.
    List(Vec<Colleague>),
    /// One of them.
    Person(Box<(Colleague, InHand)>),
    /// Who may take over: id and name.
    Heirs(Vec<(StaffId, String)>),
    /// Done; the colleague as they were before.
    Changed(Box<Colleague>),
    /// Somebody changed the seat meanwhile, or it is not this person's to change.
    Gone,
    /// One owner must be left.
    OnlyOwner,
}

impl PeopleEffect {
    /// The right that this work needs.
    pub fn needs(&self) -> Action {
        Action::ManageStaff
    }

    /// Whether the work changes the archive.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::List | Self::Person { .. } | Self::Heirs { .. })
    }
}
