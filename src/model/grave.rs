//! What weighs: acts that a second person confirms, legal hold, retention, safety data opened in an emergency
//! (access.md "Acts that need more"; security.md, Law).

use super::card::{Card, Field};
use super::consent::Register;
use super::correct::Detail;
use super::policy::Role;
use super::trail::SeenOn;
use super::{ClientId, ConfirmationId, EmergencyId, IssueId, StaffId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

super::words! {
    /// An act that a second person confirms.
    Grave ("grave") {
        /// A client's record is erased (GDPR 17, PIPL 47, PIPA 36).
        Erase = "erase",
        /// Records that are kept no longer are erased (A12.06, A12.09).
        Retention = "retention",
        /// The client gets a copy of everything that is kept about them (GDPR 15, PIPL 45, PIPA 35).
        Copy = "copy",
    }
}

super::words! {
    /// How a confirmation, or the review of an emergency, stands.
    Settled ("settled") {
        /// Waits for a second person.
        Asked = "asked",
        /// Confirmed, or found justified.
        Confirmed = "confirmed",
        /// Refused, or found not justified.
        Refused = "refused",
        /// Nobody decided in time.
        Expired = "expired",
    }
}

super::words! {
    /// Why a client is erased; any other reason is typed.
    EraseWhy ("erase-why") {
        /// The client wishes it.
        Wish = "wish",
        /// The data is needed for nothing any more.
        Unneeded = "unneeded",
        /// It should never have been recorded.
        Wrong = "wrong",
    }
}

super::words! {
    /// Why a card is put on legal hold; any other reason is typed.
    HoldWhy ("hold-why") {
        /// A dispute or a court case.
        Dispute = "dispute",
        /// An authority asks.
        Authority = "authority",
        /// Tax or accounts must be kept.
        Accounts = "accounts",
    }
}

super::words! {
    /// Why a legal hold is lifted; any other reason is typed.
    LiftWhy ("lift-why") {
        /// The matter is settled.
        Over = "over",
        /// It was set by mistake.
        Mistake = "mistake",
    }
}

super::words! {
    /// Why safety data is opened in an emergency; any other reason is typed.
    EmergencyWhy ("emergency-why") {
        /// The client shows a reaction.
        Reaction = "reaction",
        /// The client is not well.
        Unwell = "unwell",
        /// A doctor or an ambulance asks.
        Doctor = "doctor",
    }
}

/// A confirmation that nobody gives in this time expires, in hours.
pub const CONFIRM_HOURS: i64 = 72;
/// Whoever may confirm, and has not, is reminded after this many hours.
pub const REMIND_AFTER_HOURS: i64 = 24;
/// They are reminded once more this many hours before it expires.
pub const REMIND_BEFORE_HOURS: i64 = 6;
/// Safety data that was opened in an emergency is shown this long, in minutes.
pub const EMERGENCY_MINUTES: i64 = 5;
/// An open review of an emergency is reminded of this often, in hours.
pub const REVIEW_HOURS: i64 = 24;
/// Years after the last visit that the owner can choose from (security.md, Law, retention).
pub const VISITED_YEARS: [u32; 5] = [2, 3, 5, 7, 10];
/// Years for a client who never came that the owner can choose from.
pub const UNVISITED_YEARS: [u32; 3] = [1, 2, 3];
/// A record that was taken out of a proposal is not proposed again for this many months.
pub const KEPT_MONTHS: u32 = 12;
/// Records in one proposal; the rest comes in the next.
pub const PROPOSED_MAX: u64 = 40;

/// An act that waits for a second person, or how it ended.
#[derive(Clone, PartialEq)]
pub struct GraveView {
    /// The confirmation.
    pub id: ConfirmationId,
    /// What is asked for.
    pub act: Grave,
    /// The card's number; empty for a proposal.
    pub number: String,
    /// The card, while there is one.
    pub client: Option<ClientId>,
    /// Cards of a proposal that are to go.
    pub cards: u32,
    /// Who asked.
    pub asker: StaffId,
    /// Their name.
    pub asked_by: String,
    /// Why, a stored reason or words of their own; empty once the record is erased.
    pub reason: String,
    /// Until when it can be decided.
    pub until: DateTime<Utc>,
    /// How it stands.
    pub state: Settled,
    /// Who decided, and when.
    pub decided: Option<(String, DateTime<Utc>)>,
    /// Deleted rows and files, once erased.
    pub gone: Option<(u64, u64)>,
}

/// The proof of an erasure: it holds nothing of the person.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof {
    /// The card's number; empty where a restored archive never had the card.
    pub number: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who asked.
    pub asked_by: String,
    /// Who confirmed.
    pub confirmed_by: String,
    /// Deleted rows.
    pub rows: u64,
    /// Deleted files.
    pub files: u64,
}
super::unsaid!(Proof);

/// Everything that is kept about a client, for themselves: the only reading that the mask does not cut, since it is the
/// client's own. It has no `Debug`.
#[derive(Clone, PartialEq)]
pub struct ClientCopy {
    /// The salon that hands it out.
    pub business: String,
    /// The day of its making, in the salon's zone.
    pub day: NaiveDate,
    /// That it was shown.
    pub issue: IssueId,
    /// It leaves the chat of who hands it out by then.
    pub until: DateTime<Utc>,
    /// The whole record.
    pub card: Card,
    /// When it was made.
    pub since: DateTime<Utc>,
    /// The client's word on every purpose.
    pub register: Register,
    /// Bookings, past and to come.
    pub booked: Vec<DateTime<Utc>>,
    /// Corrections of the card.
    pub corrected: Vec<Corrected>,
    /// The latest days on which the file was seen, by which roles.
    pub seen: Vec<SeenOn>,
}

/// A showing that has ended and may still stand in a chat that cannot be reached (R9).
#[derive(Clone, PartialEq, Eq)]
pub struct Left {
    /// The card's number.
    pub number: String,
    /// In whose chat.
    pub person: String,
    /// When it was shown.
    pub shown_at: DateTime<Utc>,
}
super::unsaid!(Left);

/// One correction of a card.
#[derive(Clone, PartialEq)]
pub struct Corrected {
    /// When.
    pub at: DateTime<Utc>,
    /// What was corrected.
    pub detail: Detail,
    /// What it said before.
    pub old: Option<String>,
    /// What it says since.
    pub new: Option<String>,
    /// Why.
    pub reason: String,
}

/// A legal hold on a card.
#[derive(Clone, PartialEq)]
pub struct Hold {
    /// Who set it.
    pub by: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// What of a client's rights is under way.
#[derive(Clone, PartialEq)]
pub struct ClientRights {
    /// The client.
    pub client: ClientId,
    /// The card's number.
    pub number: String,
    /// The hold, if there is one.
    pub hold: Option<Hold>,
    /// An erasure that was asked for.
    pub waiting: Option<GraveView>,
}

/// How long records are kept, as the owner sets it; five years, two where nobody came, until the owner says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptYears {
    /// Years after the last visit, one of `VISITED_YEARS`.
    pub visited: u32,
    /// Years after the card was made, for a client who never came, one of `UNVISITED_YEARS`.
    pub unvisited: u32,
}

impl Default for KeptYears {
    fn default() -> Self {
        Self { visited: 5, unvisited: 2 }
    }
}

/// Which rule proposes a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptRule {
    /// The last visit is too long ago.
    Visited,
    /// The client never came.
    Unvisited,
    /// The card was taken back when it was made: its data is needed for nothing.
    Withdrawn,
}

/// A card that is proposed to be erased.
#[derive(Clone, PartialEq)]
pub struct Proposed {
    /// The client.
    pub client: ClientId,
    /// The card's number.
    pub number: String,
    /// The day of the last visit.
    pub last_on: Option<NaiveDate>,
    /// Why it is proposed.
    pub rule: KeptRule,
    /// The keeper of the archive keeps it.
    pub kept: bool,
}

/// A month's proposal: cards whose time is over.
#[derive(Clone, PartialEq)]
pub struct Proposal {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The cards.
    pub cards: Vec<Proposed>,
    /// How long records are kept.
    pub years: KeptYears,
    /// Its confirmation, once asked for.
    pub waiting: Option<GraveView>,
}

impl Proposal {
    /// Cards that are to go.
    pub fn going(&self) -> usize {
        self.cards.iter().filter(|card| !card.kept).count()
    }
}

/// Safety data, shown in an emergency.
#[derive(Clone, PartialEq)]
pub struct EmergencyView {
    /// The client's name.
    pub name: String,
    /// The card's number.
    pub number: String,
    /// Safety data.
    pub facts: Vec<(Field, String)>,
    /// People who were told.
    pub told: u32,
    /// The showing.
    pub issue: IssueId,
    /// Its end.
    pub until: DateTime<Utc>,
}

/// An emergency in front of those who review it.
#[derive(Clone, PartialEq)]
pub struct Review {
    /// The emergency.
    pub id: EmergencyId,
    /// The card's number.
    pub number: String,
    /// Who opened the data.
    pub by: String,
    /// Their role, while they have a seat.
    pub role: Option<Role>,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// How it stands.
    pub state: Settled,
    /// Who reviewed it, and when.
    pub decided: Option<(String, DateTime<Utc>)>,
}
