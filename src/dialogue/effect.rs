//! Work for the archive, as data: each `Effect` names the right it needs and becomes exactly one `Outcome`.

use super::Chosen;
pub use super::findings::{
    AlertView, Booking, Bookings, ContactView, Day, DigestLine, Hit, LoanSheet, OriginalsView,
    Seat, VisitView,
};
use super::house_rules::{HouseEffect, HouseOutcome};
use super::loan_pack::{PackEffect, PackOutcome};
use super::paper_file::{PaperEffect, PaperOutcome};
use super::rights::{Right, RightEffect};
use super::staff_away::{AwayEffect, AwayOutcome};
use super::staff_people::{PeopleEffect, PeopleOutcome};
use super::staff_pin::{PinEffect, PinOutcome};
use crate::model::access::Part;
use crate::model::card::NewClient;
use crate::model::correct::{Correctable, Correction, Detail};
use crate::model::lang::Lang;
use crate::model::loan::{Decision, LoanForm, LoanView, Past, Running};
use crate::model::loan_rule::trial::Trial;
use crate::model::loan_rule::{Broken, Caps, Contradiction, Rule};
use crate::model::mask::CardView;
use crate::model::paper::Offer;
use crate::model::policy::Role;
use crate::model::trail::Readings;
use crate::model::visit::{Amendment, NewVisit, VisitMenu};
use crate::model::watch::Leaver;
use crate::model::{
    AlertId, AppointmentId, ClientId, InviteId, IssueId, LeavingId, LoanId, RuleId, StaffId,
    TaskId, UndoId, VisitId,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// An order to the archive. It is plain data, so that it can wait behind the lock (see `staff_pin`).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Effect {
    /// Clients and cards.
    Client(ClientEffect),
    /// Visits.
    Visit(VisitEffect),
    /// Loans.
    Loan(LoanEffect),
    /// Packs of a day's visits.
    Pack(PackEffect),
    /// Follow-ups and the day.
    Task(TaskEffect),
    /// Seats and settings.
    Staff(StaffEffect),
    /// Bookings.
    Booking(BookingEffect),
    /// Paper files and violations.
    Paper(PaperEffect),
    /// Masked contacts, originals, alerts.
    Unmasked(UnmaskedEffect),
    /// Colleagues' seats.
    People(PeopleEffect),
    /// The trail and the client's rights.
    Right(RightEffect),
    /// Being away.
    Away(AwayEffect),
    /// The PIN.
    Pin(PinEffect),
    /// What the owner sets for the whole house.
    House(HouseEffect),
}

/// Clients and cards.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum ClientEffect {
    /// Search; becomes `Outcome::Hits`.
    Find { query: String, page: u32 },
    /// Open a card: a showing is recorded; becomes `Outcome::Card` or `NoSuchClient`.
    Open { client: ClientId },
    /// Look for the same client under this phone (E.164) or name; becomes `Outcome::Hits` (at most 5).
    Duplicates { phone: Option<String>, name: Option<String> },
    /// Create; becomes `Outcome::Created`.
    Create(NewClient),
    /// What the person may correct; `at` a detail that one, with its new value so far. A showing is recorded; becomes
    /// `Outcome::Correctable` or `NoSuchClient`.
    Correctable { client: ClientId, at: Option<(Detail, Option<String>)> },
    /// Correct; becomes `Outcome::Corrected` or `CardChanged`.
    Correct(Correction),
    /// Record the health consent; becomes `Outcome::ConsentRecorded`.
    Consent { client: ClientId, given: bool },
}

/// Visits.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum LoanEffect {
    /// What can be asked for; becomes `Outcome::Lendable` or `Suspended`.
    Lendable { client: ClientId },
    /// Ask; becomes `Outcome::Requested`, `NobodyDecides`, `AlreadyAsked`, `RuleBroken` or `Suspended`.
    Request(LoanForm),
    /// Ask, and wait in line where as many are open as the rules allow; becomes what `Request` becomes.
    Wait(LoanForm),
    /// Read a request or loan without content; becomes `Outcome::Loan`.
    View { loan: LoanId },
    /// What a loan's form says; becomes `Outcome::LoanForm`.
    Form { loan: LoanId },
    /// Give a loan's form out on paper, as a message of its own; becomes `Outcome::LoanForm`.
    PrintForm { loan: LoanId },
    /// Decide; becomes `Outcome::Loan` as it stands then (waiting still after the first of two approvals), or `LoanGone`.
    Decide { loan: LoanId, decision: Decision },
    /// To whom a request can be passed on; becomes `Outcome::Colleagues`, or `Loan` once there is nothing to pass on.
    Deciders { loan: LoanId },
    /// Pass a request on; becomes `Outcome::Loan`, or `LoanGone` if it cannot be.
    PassOn { loan: LoanId, to: StaffId },
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
    /// What was declined or ran out, of the branch for who may recall, else one's own; becomes `Outcome::Loans`.
    Past(Past),
    /// The rules of lending; becomes `Outcome::Rules`.
    Rules,
    /// Try a rule on the past, in place of the one with this id; becomes `Outcome::RuleTried` or `RuleRefused`.
    TryRule { id: Option<RuleId>, rule: Rule },
    /// Save a rule, in place of the one with this id; becomes `Outcome::Rules` or `RuleRefused`.
    SaveRule { id: Option<RuleId>, rule: Rule },
    /// Delete a rule; becomes `Outcome::Rules`.
    DeleteRule { id: RuleId },
}

/// Follow-ups and the day.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum TaskEffect {
    /// The counts for Home; becomes `Outcome::Day`.
    Day,
    /// What is due on this day for this person, after its visits if they are asked for; becomes `Outcome::Digest`.
    Digest { day: NaiveDate, visits: bool },
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
#[derive(Clone, PartialEq, Serialize, Deserialize)]
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

/// Bookings.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum BookingEffect {
    /// What is booked, and with whom one may book; becomes `Outcome::Bookings` or `NoSuchClient`.
    List { client: ClientId },
    /// Book; becomes `Outcome::Booked` or `BookingClash`.
    Book { client: ClientId, with: StaffId, starts_at: DateTime<Utc> },
    /// Move; becomes `Outcome::Booked`, `BookingClash` or `BookingGone`.
    Move { booking: AppointmentId, starts_at: DateTime<Utc> },
    /// Cancel; becomes `Outcome::BookingCancelled` or `BookingGone`.
    Cancel { booking: AppointmentId },
}

/// Masked contacts, originals, alerts.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum UnmaskedEffect {
    /// Reveal what is masked: a showing is recorded and counted; becomes `Outcome::Contact`, `UsedUp` or `NoSuchClient`.
    Reveal { client: ClientId, reason: String },
    /// Look at originals: a showing is recorded; becomes `Outcome::Originals` or `NoSuchClient`.
    Originals { client: ClientId },
    /// Note a reading; becomes `Outcome::ReadingLogged` or `NoSuchClient`.
    LogReading { client: ClientId, reader: StaffId },
    /// Read an alert; becomes `Outcome::Alert` or `AlertGone`.
    Alert { alert: AlertId },
    /// Who leaves, and what they read before; becomes `Outcome::Leaver` or `AlertGone`.
    Leaver { leaving: LeavingId },
    /// What a colleague read, newest first; becomes `Outcome::Readings` or `AlertGone`.
    Readings { staff: StaffId, page: u32 },
}

/// What an order became.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// Hits, in the order of the key; `more` if the page is not the last; `near` if nothing fits what was typed, and these
    /// only come near it.
    Hits { hits: Vec<Hit>, more: bool, near: bool },
    /// The query is too short to search.
    TooShort,
    /// A card as this person sees it, its showing and the end of that showing.
    Card { view: Box<CardView>, issue: IssueId, until: DateTime<Utc> },
    /// Not there, or not for this person.
    NoSuchClient,
    /// Created, under this number.
    Created { client: ClientId, number: String, name: String, undo: UndoId },
    /// What may be corrected, the showing that it is and the end of that showing.
    Correctable { view: Box<Correctable>, issue: IssueId, until: DateTime<Utc> },
    /// Corrected.
    Corrected { client: ClientId, undo: UndoId },
    /// Nothing was corrected: the card says something else since it was read.
    CardChanged,
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
    /// Name, number and the parts that can be asked for, empty if none; how long each; the paper file; what runs already.
    Lendable {
        client: ClientId,
        name: String,
        number: String,
        parts: Vec<Part>,
        caps: Caps,
        paper: Offer,
        running: Option<Running>,
    },
    /// This person gets no new loans: for the paper file of this loan.
    Suspended { number: String },
    /// Asked for.
    Requested(Box<LoanView>),
    /// Nobody else may decide it (decisions 13).
    NobodyDecides,
    /// The rules of lending.
    Rules(Vec<(RuleId, Rule)>),
    /// What a rule would have meant for the past.
    RuleTried(Trial),
    /// A rule cannot stand beside the others.
    RuleRefused(Contradiction),
    /// A rule of lending is against the request.
    RuleBroken(Broken),
    /// The same client is already asked for or lent.
    AlreadyAsked(Box<LoanView>),
    /// A loan or request.
    Loan(Box<LoanView>),
    /// What a loan's form says.
    LoanForm(Box<LoanSheet>),
    /// Somebody was first, or it is over: how it stands now.
    LoanGone(Box<LoanView>),
    /// A lent record.
    Lent { view: Box<CardView>, loan: Box<LoanView>, issue: IssueId },
    /// The loan does not run: how it stands now.
    LoanOver(Box<LoanView>),
    /// A list of loans, newest first.
    Loans(Vec<LoanView>),
    /// What became of an order about packs.
    Pack(PackOutcome),
    /// The counts for Home.
    Day(Box<Day>),
    /// The digest of a day.
    Digest { day: NaiveDate, lines: Vec<DigestLine> },
    /// A follow-up was changed.
    TaskChanged { undo: UndoId },
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
    /// Being away.
    Away(AwayOutcome),
    /// The PIN.
    Pin(PinOutcome),
    /// What the owner has set for the whole house.
    House(HouseOutcome),
    /// Own settings.
    Settings { lang: Lang, chosen: bool, digest_at: NaiveTime, zone: String },
    /// What became of an order about paper files.
    Paper(PaperOutcome),
    /// A client's bookings.
    Bookings(Box<Bookings>),
    /// Booked or moved.
    Booked(Box<Booking>),
    /// Cancelled.
    BookingCancelled(Box<Booking>),
    /// Whoever serves is booked already: with this.
    BookingClash(Box<Booking>),
    /// The booking is over or cancelled.
    BookingGone,
    /// A contact in full.
    Contact(Box<ContactView>),
    /// The day's contacts are used up: so many.
    UsedUp { limit: u32 },
    /// Where originals lie.
    Originals(Box<OriginalsView>),
    /// A reading was noted, of this person.
    ReadingLogged { name: String },
    /// An alert.
    Alert(Box<AlertView>),
    /// The alert, or whom it is about, is not there, or not for this person.
    AlertGone,
    /// Who leaves, and what they read before.
    Leaver(Box<Leaver>),
    /// A page of what a colleague read.
    Readings(Box<Readings>),
    /// What became of an order about the trail or a client's rights.
    Right(Right),
    /// What the dialogue within handed over.
    Chosen(Chosen),
}
