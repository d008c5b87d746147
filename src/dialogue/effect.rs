//! Work for the archive, as data: each `Effect` names the right it needs and becomes exactly one `Outcome`.

use super::Chosen;
use super::staff_people::{PeopleEffect, PeopleOutcome};
use super::staff_pin::{PinEffect, PinOutcome};
use crate::model::access::Part;
use crate::model::card::NewClient;
use crate::model::lang::Lang;
use crate::model::loan::{Decision, LoanForm, LoanView};
use crate::model::mask::CardView;
use crate::model::policy::{Action, Role};
use crate::model::visit::{Amendment, NewVisit, VisitMenu};
use crate::model::{
    ClientId, DraftId, InviteId, IssueId, LoanId, StaffId, TaskId, UndoId, VisitId,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// An order to the archive.
#[derive(Clone, PartialEq)]
pub enum Effect {
    /// Clients and cards.
    Client(ClientEffect),
    /// Visits.
    Visit(VisitEffect),
    /// Loans.
    Loan(LoanEffect),
    /// Follow-ups and the day.
    Task(TaskEffect),
    /// Seats and settings.
    Staff(StaffEffect),
    /// Colleagues' seats.
    People(PeopleEffect),
    /// The PIN.
    Pin(PinEffect),
}

/// Clients and cards.
#[derive(Clone, PartialEq)]
pub enum ClientEffect {
    /// Search; becomes `Outcome::Hits`.
    Find { query: String, page: u32 },
    /// Open a card: a showing is recorded; becomes `Outcome::Card` or `NoSuchClient`.
    Open { client: ClientId },
    /// Look for the same client under this phone (E.164) or name; becomes `Outcome::Hits` (at most 5).
    Duplicates { phone: Option<String>, name: Option<String> },
    /// Create; becomes `Outcome::Created`.
    Create(NewClient),
    /// Record the health consent; becomes `Outcome::ConsentRecorded`.
    Consent { client: ClientId, given: bool },
}

/// Visits.
#[derive(Clone, PartialEq)]
pub enum VisitEffect {
    /// What the form offers; becomes `Outcome::Menu`.
    Menu { client: ClientId },
    /// Log; becomes `Outcome::Logged`, or `NoConsent` if the client took it back meanwhile.
    Log(NewVisit),
    /// Read one visit for correction; becomes `Outcome::Visit`.
    Read { visit: VisitId },
    /// Correct; becomes `Outcome::Amended`.
    Amend(Amendment),
}

/// Loans.
#[derive(Clone, PartialEq)]
pub enum LoanEffect {
    /// What can be asked for; becomes `Outcome::Lendable`.
    Lendable { client: ClientId },
    /// Ask; becomes `Outcome::Requested`, `NobodyDecides` or `AlreadyAsked`.
    Request(LoanForm),
    /// Read a request or loan without content; becomes `Outcome::Loan`.
    View { loan: LoanId },
    /// Decide; becomes `Outcome::Loan` with the new status, or `LoanGone`.
    Decide { loan: LoanId, decision: Decision },
    /// Withdraw one's own request; becomes `Outcome::Loan` or `LoanGone`.
    Withdraw { loan: LoanId },
    /// Open one's own running loan: a showing is recorded; becomes `Outcome::Lent` or `LoanOver`.
    Open { loan: LoanId },
    /// Give back; becomes `Outcome::Loan` or `LoanGone`.
    Return { loan: LoanId },
    /// End a running loan; becomes `Outcome::Loan` or `LoanGone`.
    Recall { loan: LoanId, reason: String },
    /// One's own requests and running loans; becomes `Outcome::Loans`.
    Mine,
    /// All running loans and waiting requests of the branch; becomes `Outcome::Loans`.
    Out,
}

/// Follow-ups and the day.
#[derive(Clone, PartialEq)]
pub enum TaskEffect {
    /// The counts for Home; becomes `Outcome::Day`.
    Day,
    /// What is due on this day for this person; becomes `Outcome::Digest`.
    Digest { day: NaiveDate },
    /// Done; becomes `Outcome::TaskChanged` or `TaskGone`.
    Done { task: TaskId },
    /// Put off; becomes `Outcome::TaskChanged` or `TaskGone`.
    Snooze { task: TaskId, days: u32 },
    /// Colleagues who may take it over; becomes `Outcome::Colleagues`.
    Colleagues { task: TaskId },
    /// Hand over; becomes `Outcome::TaskChanged` or `TaskGone`.
    HandOver { task: TaskId, to: StaffId },
}

/// Seats and settings.
#[derive(Clone, PartialEq)]
pub enum StaffEffect {
    /// The seats of the branch; becomes `Outcome::Seats`.
    Seats,
    /// A one-time link; becomes `Outcome::Invited`.
    Invite { role: Role },
    /// Who accepted an invitation; becomes `Outcome::Acceptance` or `InviteGone`.
    Acceptance { invite: InviteId },
    /// Confirm or refuse an acceptance; becomes `Outcome::Acceptance` or `InviteGone`.
    Confirm { invite: InviteId, accept: bool },
    /// One's own settings; becomes `Outcome::Settings`.
    Settings,
    /// Choose a language; becomes `Outcome::Settings`.
    SetLang(Lang),
    /// Choose the digest's local time; becomes `Outcome::Settings`.
    SetDigest(NaiveTime),
    /// Choose a time zone; becomes `Outcome::Settings`.
    SetZone(Tz),
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
    /// A follow-up that is due.
    FollowUp {
        task: TaskId,
        client: ClientId,
        name: String,
        number: String,
        due: NaiveDate,
        done: bool,
    },
    /// A birthday today or within the next days.
    Birthday { client: ClientId, name: String, number: String, on: NaiveDate },
    /// A loan of one's own that ends today.
    LoanDue { loan: LoanId, number: String, due: DateTime<Utc> },
    /// A request that waits for a decision.
    Request { loan: LoanId, number: String, borrower: String },
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
    /// My drafts: id and what it is.
    pub drafts: Vec<(DraftId, super::screen::Say)>,
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
    /// Amount, minor units.
    pub amount: Option<i64>,
    /// Whether the amount may be shown and corrected.
    pub amount_open: bool,
    /// Next date.
    pub next_on: Option<NaiveDate>,
    /// Whether effect and note may be shown and corrected.
    pub health_consent: bool,
}

/// What an order became.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// Hits, in the order of the key; `more` if the page is not the last.
    Hits { hits: Vec<Hit>, more: bool },
    /// The query is too short to search.
    TooShort,
    /// A card as this person sees it, its showing and the end of that showing.
    Card { view: Box<CardView>, issue: IssueId, until: DateTime<Utc> },
    /// Not there, or not for this person.
    NoSuchClient,
    /// Created, under this number.
    Created { client: ClientId, number: String, name: String, undo: UndoId },
    /// A consent was recorded.
    ConsentRecorded { client: ClientId, given: bool },
    /// The visit form's menu.
    Menu(Box<VisitMenu>),
    /// Logged; perhaps with a follow-up on this day.
    Logged {
        client: ClientId,
        client_name: String,
        follow_up: Option<NaiveDate>,
        photos: u32,
        undo: UndoId,
    },
    /// Nothing was logged: its health data needs a consent that is no longer on the card.
    NoConsent,
    /// A visit to correct.
    Visit(Box<VisitView>),
    /// Corrected.
    Amended { visit: VisitId, client: ClientId },
    /// Name, number and the parts that can be asked for; empty if none.
    Lendable { client: ClientId, name: String, number: String, parts: Vec<Part> },
    /// Asked for.
    Requested(Box<LoanView>),
    /// Nobody else may decide it (decisions 13).
    NobodyDecides,
    /// The same client is already asked for or lent.
    AlreadyAsked(Box<LoanView>),
    /// A loan or request.
    Loan(Box<LoanView>),
    /// Somebody was first, or it is over: how it stands now.
    LoanGone(Box<LoanView>),
    /// A lent record.
    Lent { view: Box<CardView>, loan: Box<LoanView>, issue: IssueId },
    /// The loan does not run: how it stands now.
    LoanOver(Box<LoanView>),
    /// A list of loans, newest first.
    Loans(Vec<LoanView>),
    /// The counts for Home.
    Day(Box<Day>),
    /// The digest of a day.
    Digest { day: NaiveDate, lines: Vec<DigestLine> },
    /// A follow-up was changed.
    TaskChanged { task: TaskId },
    /// The follow-up is no longer this person's or no longer open.
    TaskGone,
    /// Colleagues: id and name.
    Colleagues(Vec<(StaffId, String)>),
    /// The seats of the branch.
    Seats(Vec<Seat>),
    /// The link, its role, and until when it may be used.
    Invited { link: String, role: Role, until: DateTime<Utc> },
    /// Somebody accepted: name, role, and whether the inviter has confirmed.
    Acceptance { invite: InviteId, name: String, role: Role, confirmed: Option<bool> },
    /// The invitation is void.
    InviteGone,
    /// Colleagues' seats.
    People(PeopleOutcome),
    /// The PIN.
    Pin(PinOutcome),
    /// Own settings.
    Settings { lang: Lang, chosen: bool, digest_at: NaiveTime, zone: String },
    /// What the dialogue within handed over.
    Chosen(Chosen),
}

impl Effect {
    /// The right that this work needs. A new effect does not compile until it names one.
    pub fn needs(&self) -> Action {
        match self {
            Effect::Client(effect) => match effect {
                ClientEffect::Find { .. } => Action::FindClient,
                ClientEffect::Open { .. } => Action::OpenCard,
                ClientEffect::Duplicates { .. } | ClientEffect::Create(_) => Action::CreateClient,
                ClientEffect::Consent { .. } => Action::RecordConsent,
            },
            Effect::Visit(effect) => match effect {
                VisitEffect::Menu { .. } | VisitEffect::Log(_) => Action::LogVisit,
                VisitEffect::Read { .. } | VisitEffect::Amend(_) => Action::AmendVisit,
            },
            Effect::Loan(effect) => match effect {
                LoanEffect::Decide { .. } => Action::DecideLoan,
                LoanEffect::Recall { .. } | LoanEffect::Out => Action::RecallLoan,
                LoanEffect::Lendable { .. }
                | LoanEffect::Request(_)
                | LoanEffect::View { .. }
                | LoanEffect::Withdraw { .. }
                | LoanEffect::Open { .. }
                | LoanEffect::Return { .. }
                | LoanEffect::Mine => Action::RequestLoan,
            },
            Effect::Task(_) => Action::WorkTasks,
            Effect::People(effect) => effect.needs(),
            Effect::Pin(effect) => effect.needs(),
            Effect::Staff(effect) => match effect {
                StaffEffect::Seats
                | StaffEffect::Invite { .. }
                | StaffEffect::Acceptance { .. }
                | StaffEffect::Confirm { .. } => Action::InviteStaff,
                StaffEffect::Settings
                | StaffEffect::SetLang(_)
                | StaffEffect::SetDigest(_)
                | StaffEffect::SetZone(_) => Action::ChangeSettings,
            },
        }
    }

    /// Whether the work changes the archive; then one cannot go back behind it.
    pub fn writes(&self) -> bool {
        match self {
            Effect::Client(effect) => {
                matches!(effect, ClientEffect::Create(_) | ClientEffect::Consent { .. })
            }
            Effect::Visit(effect) => matches!(effect, VisitEffect::Log(_) | VisitEffect::Amend(_)),
            Effect::Loan(effect) => !matches!(
                effect,
                LoanEffect::Lendable { .. }
                    | LoanEffect::View { .. }
                    | LoanEffect::Open { .. }
                    | LoanEffect::Mine
                    | LoanEffect::Out
            ),
            Effect::Task(effect) => !matches!(
                effect,
                TaskEffect::Day | TaskEffect::Digest { .. } | TaskEffect::Colleagues { .. }
            ),
            Effect::People(effect) => effect.writes(),
            Effect::Pin(effect) => effect.writes(),
            Effect::Staff(effect) => {
                matches!(
                    effect,
                    StaffEffect::Invite { .. }
                        | StaffEffect::Confirm { .. }
                        | StaffEffect::SetLang(_)
                        | StaffEffect::SetDigest(_)
                        | StaffEffect::SetZone(_)
                )
            }
        }
    }
}
