//! The nouns and the rules of the archive: no I/O, no async, no clock, and no other folder is named here.

use serde::{Deserialize, Serialize};

pub mod access;
pub mod backup;
pub mod card;
pub mod consent;
pub mod correct;
pub mod grave;
pub mod lang;
pub mod loan;
pub mod loan_pack;
pub mod loan_rule;
pub mod mask;
pub mod paper;
pub mod pasted;
pub mod people;
pub mod phone;
pub mod pin;
pub mod policy;
pub mod restored;
pub mod search;
pub mod text;
pub mod trail;
pub mod value;
pub mod visit;
pub mod watch;
pub mod when;

/// Declares the ids of the archive's rows: one type each, so that none can stand for another.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// A member of staff.
    StaffId,
    /// A branch of the business; clients, seats and numbers belong to one.
    BranchId,
    /// A client, person or organisation.
    ClientId,
    /// A logged visit.
    VisitId,
    /// A loan of a client's record, from the request to its end.
    LoanId,
    /// A pack of a day's visits, from the request to its end.
    PackId,
    /// A rule of lending.
    RuleId,
    /// A follow-up that somebody is to do.
    TaskId,
    /// One showing of a card to one person, which ends at its recall.
    IssueId,
    /// A message of the bot that is rewritten in place.
    ScreenId,
    /// An invitation to a seat.
    InviteId,
    /// A booking of a client with somebody.
    AppointmentId,
    /// An alert about unusual reading.
    AlertId,
    /// A last day that is noted on a seat.
    LeavingId,
    /// A service or product on the branch's menu.
    MenuItemId,
    /// A draft that was left and can be resumed.
    DraftId,
    /// An act that can be taken back for a while.
    UndoId,
    /// A grave act that a second person confirms.
    ConfirmationId,
    /// Safety data that was opened in an emergency.
    EmergencyId,
}

/// Declares a closed list of words that are stored, listed and put into sentences:
/// the enum, its stored spelling, `ALL`, `as_str`, `parse` and serde.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident ($prefix:literal) { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),* }

        impl $name {
            /// Every value, in the order in which people read them.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The spelling in the database.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// Reads the database's spelling.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }

            /// The word as a sentence carries it; the locales hold one message `<prefix>-<spelling>` for each.
            pub fn word(self) -> crate::model::value::Word {
                crate::model::value::Word::new(concat!($prefix, "-"), self.as_str())
            }
        }
    };
}
pub(crate) use words;

/// Gives a type that holds somebody's data a `Debug` that prints its name and nothing of it (R11).
macro_rules! unsaid {
    ($type:ident) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($type))
            }
        }
    };
}
pub(crate) use unsaid;

/// Who acts: a person in their seat.
#[derive(Clone, PartialEq)]
pub struct Actor {
    /// The person.
    pub id: StaffId,
    /// The name that colleagues read.
    pub name: String,
    /// The right they act under.
    pub role: policy::Role,
    /// The branch of the seat.
    pub branch: BranchId,
}
unsaid!(Actor);
