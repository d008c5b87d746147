//! What the archive's answers carry: hits, a day, seats, a visit, bookings; only what the asker may see.

use super::screen::Say;
use crate::model::card::{Field, PastVisit};
use crate::model::loan::LoanView;
use crate::model::policy::Role;
use crate::model::watch::Alert;
use crate::model::{AppointmentId, ClientId, DraftId, IssueId, LoanId, StaffId, TaskId, VisitId};
use chrono::{DateTime, NaiveDate, Utc};

/// A client's bookings to come.
#[derive(Clone, PartialEq)]
pub struct Bookings {
    /// The client's name.
    pub name: String,
    /// The client's number.
    pub number: String,
    /// Next first.
    pub list: Vec<Booking>,
    /// With whom one may book.
    pub people: Vec<(StaffId, String)>,
}

/// One booking.
#[derive(Clone, PartialEq)]
pub struct Booking {
    /// The booking.
    pub id: AppointmentId,
    /// Its beginning.
    pub starts_at: DateTime<Utc>,
    /// Its end.
    pub ends_at: DateTime<Utc>,
    /// Who serves.
    pub with: StaffId,
    /// Their name.
    pub with_name: String,
}

/// A hit of a search: `index` only.
#[derive(Clone, PartialEq)]
pub struct Hit {
    /// The client.
    pub client: ClientId,
    /// The name; empty where unknown.
    pub name: String,
    /// The number.
    pub number: String,
}

/// A line of the digest.
#[derive(Clone, PartialEq)]
pub enum DigestLine {
    /// An appointment of the day that is not over.
    Visit { client: ClientId, name: String, number: String, at: DateTime<Utc> },
    /// A follow-up that is due.
    FollowUp {
        task: TaskId,
        client: ClientId,
        name: String,
        number: String,
        due: NaiveDate,
        done: bool,
    },
    /// A follow-up that was on the list: its reader put it off until a day, or handed it over.
    Moved { name: String, number: String, until: Option<NaiveDate> },
    /// A paper file whose borrower says that they gave it back: its reader keeps the cabinet, and is to look.
    PaperGiven { loan: LoanId, number: String, borrower: String },
    /// A birthday today or within the next days.
    Birthday { client: ClientId, name: String, number: String, on: NaiveDate },
    /// A loan of one's own that ends today.
    LoanDue { loan: LoanId, number: String, due: DateTime<Utc> },
    /// A request that waits for a decision; `pack` if it is for a day's visits.
    Request { pack: bool, number: String, borrower: String },
}

/// The counts on Home.
#[derive(Clone, Default, PartialEq)]
pub struct Day {
    /// Appointments with me that begin today and are not over: client, name, number, start; next first.
    pub visits: Vec<(ClientId, String, DateTime<Utc>)>,
    /// Follow-ups due by today.
    pub follow_ups: u32,
    /// My running loans.
    pub loans: u32,
    /// Requests that wait for my decision.
    pub requests: u32,
    /// Grave acts that wait for my confirmation.
    pub confirmations: u32,
    /// When the incident was opened that is open, for whoever handles it.
    pub incident: Option<DateTime<Utc>>,
    /// Packs that wait for my decision.
    pub packs: u32,
    /// Paper files that wait for this person to confirm that they are back.
    pub papers: u32,
    /// My drafts: id and what it is.
    pub drafts: Vec<(DraftId, Say)>,
}

/// A seat in the list.
#[derive(Clone, PartialEq)]
pub struct Seat {
    /// The person.
    pub name: String,
    /// The right.
    pub role: Role,
    /// Confirmed.
    pub active: bool,
}

/// One visit, for correction.
#[derive(Clone, PartialEq)]
pub struct VisitView {
    /// The visit.
    pub id: VisitId,
    /// The client.
    pub client: ClientId,
    /// The client's number.
    pub number: String,
    /// When it took place.
    pub at: DateTime<Utc>,
    /// Effect.
    pub effect: Option<i32>,
    /// Note.
    pub note: Option<String>,
    /// Whether the owner keeps effect and note from the chat.
    pub hidden: bool,
    /// Amount, minor units.
    pub amount: Option<i64>,
    /// Whether the amount may be shown and corrected.
    pub amount_open: bool,
    /// Next date.
    pub next_on: Option<NaiveDate>,
    /// Whether effect and note may be shown and corrected.
    pub health_consent: bool,
}

/// A contact in full, and whatever else was masked, for a minute.
#[derive(Clone, PartialEq)]
pub struct ContactView {
    /// The client's name.
    pub name: String,
    /// The client's number.
    pub number: String,
    /// Phones.
    pub phones: Vec<String>,
    /// E-mail and addresses, safety, health, documents.
    pub facts: Vec<(Field, String)>,
    /// Health details of visits.
    pub visits: Vec<PastVisit>,
    /// The showing.
    pub issue: IssueId,
    /// Its end.
    pub until: DateTime<Utc>,
}

/// Where originals lie.
#[derive(Clone, PartialEq)]
pub struct OriginalsView {
    /// The client's name.
    pub name: String,
    /// The client's number.
    pub number: String,
    /// The places.
    pub places: Vec<String>,
    /// Who read them on the spot, latest first.
    pub readings: Vec<(DateTime<Utc>, String)>,
    /// Who may have read them.
    pub people: Vec<(StaffId, String)>,
    /// Whether the person notes readings.
    pub logs: bool,
    /// The showing.
    pub issue: IssueId,
    /// Its end.
    pub until: DateTime<Utc>,
}

/// What the form of a loan says.
#[derive(Clone, PartialEq)]
pub struct LoanSheet {
    /// The loan.
    pub loan: LoanView,
    /// The branch that lends it.
    pub salon: String,
    /// Where the paper file lies, if it goes with the loan; empty if the chat does not show it.
    pub place: Option<String>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Who approved it and when, first the first.
    pub approved: Vec<(String, DateTime<Utc>)>,
}

/// An alert.
#[derive(Clone, PartialEq)]
pub struct AlertView {
    /// Why it was raised.
    pub kind: Alert,
    /// About whom.
    pub about: StaffId,
    /// Their name.
    pub name: String,
    /// Their role, while they have a seat.
    pub role: Option<Role>,
    /// How many.
    pub count: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the reader may change their seat.
    pub manages: bool,
}
