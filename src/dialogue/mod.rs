//! One file per conversation. A conversation only decides: it returns what to show and what to do.
//!
//! # A new dialogue in under half an hour
//! 1. `cargo demo`, play the borrow flow; read `loan_request.rs`.
//! 2. Write the wished chat in `tests/it/<name>.rs`; it fails.
//! 3. `dialogue/<name>.rs`: a header with the diagram, `State`, `Say`, `show`, `step`, `resume`.
//! 4. One line each in this file and in `screen.rs`; the compiler names the places.
//! 5. New work? One `Effect` with its `Action`, one `Outcome`, one arm in `turn/perform.rs`, one verb in `archive/`.
//! 6. `locales/*/<name>.ftl`; the tests name each missing key.
//! 7. `cargo test`, accept the transcript, look at it in `cargo demo`.

use crate::model::{Actor, lang::Lang, phone::Country};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use effect::{Effect, Outcome};
use screen::{Say, Screen};
use serde::{Deserialize, Serialize};

pub use doors::open;
pub use input::{Input, Odd};
pub use places::{back, gives_way, is_draft, listens, puzzled, same_place, subject};

pub mod alert;
pub mod booking;
mod builders;
pub mod calendar;
pub mod client_consent;
pub mod client_create;
pub mod client_edit;
pub mod client_find;
pub mod client_history;
pub mod client_open;
pub mod client_register;
pub mod client_reveal;
pub mod digest_lines;
pub mod digest_work;
mod doors;
pub mod effect;
pub mod findings;
pub mod form;
pub mod help;
pub mod home;
pub mod house_rules;
pub mod incident;
mod input;
pub mod loan_decide;
pub mod loan_form;
pub mod loan_lines;
pub mod loan_list;
pub mod loan_pack;
pub mod loan_read;
pub mod loan_request;
pub mod loan_rules;
mod needs;
pub mod originals;
pub mod paper;
pub mod paper_file;
mod places;
pub mod rights;
pub mod screen;
pub mod staff_away;
pub mod staff_confirm;
pub mod staff_invite;
pub mod staff_people;
pub mod staff_pin;
pub mod staff_settings;
pub mod trail_check;
pub mod violations;
pub mod visit_amend;
pub mod visit_log;

/// What a decision may depend on besides state and input: who acts, and when. Time is an argument.
#[derive(Clone)]
pub struct Ctx {
    /// Who acts, in their seat.
    pub who: Actor,
    /// Now, UTC.
    pub now: DateTime<Utc>,
    /// Today where the person is.
    pub today: NaiveDate,
    /// The person's time zone.
    pub zone: Tz,
    /// The language they read.
    pub lang: Lang,
    /// The branch's country, for phone numbers without a prefix.
    pub country: Country,
}

/// Where a conversation stands. One line per dialogue. It has no `Debug`: drafts hold clients' data.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Home, the root of every place.
    Home(home::State),
    /// Search.
    ClientFind(client_find::State),
    /// A card.
    ClientOpen(client_open::State),
    /// A new card.
    ClientCreate(client_create::State),
    /// A client's consents, purpose by purpose.
    ClientRegister(client_register::State),
    /// Who opened and changed a card.
    ClientHistory(client_history::State),
    /// A card being corrected.
    ClientEdit(client_edit::State),
    /// A client's consent to health data.
    ClientConsent(client_consent::State),
    /// A visit being logged.
    VisitLog(visit_log::State),
    /// A visit being corrected.
    VisitAmend(visit_amend::State),
    /// An alert about unusual reading (a notice).
    Alert(alert::State),
    /// A masked contact, revealed for a minute.
    ClientReveal(client_reveal::State),
    /// Where originals lie.
    Originals(originals::State),
    /// Paper files that go out with a loan, and notices about them.
    PaperFile(paper_file::State),
    /// What is recorded against borrowers.
    Violations(violations::State),
    /// A client's bookings.
    Booking(booking::State),
    /// A loan being asked for.
    LoanRequest(loan_request::State),
    /// A request in front of a manager (a notice).
    LoanDecide(loan_decide::State),
    /// The form of a loan, on paper (a notice).
    LoanForm(loan_form::State),
    /// A lent record in front of its borrower (a notice).
    LoanRead(loan_read::State),
    /// Loans of one's own, and those that are out.
    LoanList(loan_list::State),
    /// Packs of a day's visits; in front of a manager, a notice.
    LoanPack(loan_pack::State),
    /// The rules of lending.
    LoanRules(loan_rules::State),
    /// The digest (a notice), and the follow-ups.
    DigestWork(digest_work::State),
    /// An invitation being made, and the list of seats.
    StaffInvite(staff_invite::State),
    /// An acceptance in front of the inviter (a notice).
    StaffConfirm(staff_confirm::State),
    /// A manager who is away, and notices to the deputy.
    StaffAway(staff_away::State),
    /// Colleagues' seats, and notices to them.
    StaffPeople(staff_people::State),
    /// The PIN and its keypad, and alerts about it.
    StaffPin(staff_pin::State),
    /// Language and hours.
    StaffSettings(staff_settings::State),
    /// What the owner sets for the whole house, and notices of it.
    HouseRules(house_rules::State),
    /// An incident.
    Incident(incident::State),
    /// Whether the trail is whole, and its anchors (notices).
    TrailCheck(trail_check::State),
    /// What weighs: a client's rights, confirmations (notices), retention, emergencies.
    Rights(rights::State),
    /// Help, privacy, the welcome.
    Help(help::State),
}

/// What a conversation decides.
pub enum Step {
    /// Show this and wait here.
    Wait(State, Screen),
    /// Do this, then `resume` here with the outcome.
    Do(State, Effect),
    /// Go on in another state, and show it.
    Go(State),
    /// Keep this state, show it again, and say how to mend what came.
    Mend(State, Say),
    /// Wait here while a dialogue within runs; its `Done` comes back to `resume` as `Outcome::Chosen`.
    Start(State, State),
    /// Hand this to the dialogue that started this one.
    Done(Chosen),
    /// Show this and finish.
    End(Screen),
}

/// What a dialogue within hands to the one that started it.
#[derive(Clone, PartialEq)]
pub enum Chosen {
    /// The client's health consent was settled.
    Consent(bool),
    /// The PIN was right: this goes on. Taken by `turn`, which knows the work.
    Unlocked(staff_pin::Then),
}

/// Shows a state: its screen, or the work that its screen needs first.
/// Called when a state is entered, gone back to, resumed after a restart, or refreshed.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match state {
        State::Home(state) => home::show(ctx, state),
        State::ClientFind(state) => client_find::show(ctx, state),
        State::ClientOpen(state) => client_open::show(ctx, state),
        State::ClientCreate(state) => client_create::show(ctx, state),
        State::ClientRegister(state) => client_register::show(ctx, state),
        State::ClientHistory(state) => client_history::show(ctx, state),
        State::ClientEdit(state) => client_edit::show(ctx, state),
        State::ClientConsent(state) => client_consent::show(ctx, state),
        State::VisitLog(state) => visit_log::show(ctx, state),
        State::VisitAmend(state) => visit_amend::show(ctx, state),
        State::Alert(state) => alert::show(ctx, state),
        State::ClientReveal(state) => client_reveal::show(ctx, state),
        State::Originals(state) => originals::show(ctx, state),
        State::PaperFile(state) => paper_file::show(ctx, state),
        State::Violations(state) => violations::show(ctx, state),
        State::Booking(state) => booking::show(ctx, state),
        State::LoanRequest(state) => loan_request::show(ctx, state),
        State::LoanDecide(state) => loan_decide::show(ctx, state),
        State::LoanForm(state) => loan_form::show(ctx, state),
        State::LoanRead(state) => loan_read::show(ctx, state),
        State::LoanList(state) => loan_list::show(ctx, state),
        State::LoanPack(state) => loan_pack::show(ctx, state),
        State::LoanRules(state) => loan_rules::show(ctx, state),
        State::DigestWork(state) => digest_work::show(ctx, state),
        State::StaffInvite(state) => staff_invite::show(ctx, state),
        State::StaffConfirm(state) => staff_confirm::show(ctx, state),
        State::StaffAway(state) => staff_away::show(ctx, state),
        State::StaffPeople(state) => staff_people::show(ctx, state),
        State::StaffPin(state) => staff_pin::show(ctx, state),
        State::StaffSettings(state) => staff_settings::show(ctx, state),
        State::HouseRules(state) => house_rules::show(ctx, state),
        State::Incident(state) => incident::show(ctx, state),
        State::TrailCheck(state) => trail_check::show(ctx, state),
        State::Rights(state) => rights::show(ctx, state),
        State::Help(state) => help::show(ctx, state),
    }
}

/// Takes what the person did. They may do anything at any time: what does not fit ends in `Mend`.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match state {
        State::Home(state) => home::step(ctx, state, input),
        State::ClientFind(state) => client_find::step(ctx, state, input),
        State::ClientOpen(state) => client_open::step(ctx, state, input),
        State::ClientCreate(state) => client_create::step(ctx, state, input),
        State::ClientRegister(state) => client_register::step(ctx, state, input),
        State::ClientHistory(state) => client_history::step(ctx, state, input),
        State::ClientEdit(state) => client_edit::step(ctx, state, input),
        State::ClientConsent(state) => client_consent::step(ctx, state, input),
        State::VisitLog(state) => visit_log::step(ctx, state, input),
        State::VisitAmend(state) => visit_amend::step(ctx, state, input),
        State::Alert(state) => alert::step(ctx, state, input),
        State::ClientReveal(state) => client_reveal::step(ctx, state, input),
        State::Originals(state) => originals::step(ctx, state, input),
        State::PaperFile(state) => paper_file::step(ctx, state, input),
        State::Violations(state) => violations::step(ctx, state, input),
        State::Booking(state) => booking::step(ctx, state, input),
        State::LoanRequest(state) => loan_request::step(ctx, state, input),
        State::LoanDecide(state) => loan_decide::step(ctx, state, input),
        State::LoanForm(state) => loan_form::step(ctx, state, input),
        State::LoanRead(state) => loan_read::step(ctx, state, input),
        State::LoanList(state) => loan_list::step(ctx, state, input),
        State::LoanPack(state) => loan_pack::step(ctx, state, input),
        State::LoanRules(state) => loan_rules::step(ctx, state, input),
        State::DigestWork(state) => digest_work::step(ctx, state, input),
        State::StaffInvite(state) => staff_invite::step(ctx, state, input),
        State::StaffConfirm(state) => staff_confirm::step(ctx, state, input),
        State::StaffAway(state) => staff_away::step(ctx, state, input),
        State::StaffPeople(state) => staff_people::step(ctx, state, input),
        State::StaffPin(state) => staff_pin::step(ctx, state, input),
        State::StaffSettings(state) => staff_settings::step(ctx, state, input),
        State::HouseRules(state) => house_rules::step(ctx, state, input),
        State::Incident(state) => incident::step(ctx, state, input),
        State::TrailCheck(state) => trail_check::step(ctx, state, input),
        State::Rights(state) => rights::step(ctx, state, input),
        State::Help(state) => help::step(ctx, state, input),
    }
}

/// Takes what the archive answered. It may only answer what was asked: anything else is a mistake of ours.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match state {
        State::Home(state) => home::resume(ctx, state, outcome),
        State::ClientFind(state) => client_find::resume(ctx, state, outcome),
        State::ClientOpen(state) => client_open::resume(ctx, state, outcome),
        State::ClientCreate(state) => client_create::resume(ctx, state, outcome),
        State::ClientRegister(state) => client_register::resume(ctx, state, outcome),
        State::ClientHistory(state) => client_history::resume(ctx, state, outcome),
        State::ClientEdit(state) => client_edit::resume(ctx, state, outcome),
        State::ClientConsent(state) => client_consent::resume(ctx, state, outcome),
        State::VisitLog(state) => visit_log::resume(ctx, state, outcome),
        State::VisitAmend(state) => visit_amend::resume(ctx, state, outcome),
        State::Alert(state) => alert::resume(ctx, state, outcome),
        State::ClientReveal(state) => client_reveal::resume(ctx, state, outcome),
        State::Originals(state) => originals::resume(ctx, state, outcome),
        State::PaperFile(state) => paper_file::resume(ctx, state, outcome),
        State::Violations(state) => violations::resume(ctx, state, outcome),
        State::Booking(state) => booking::resume(ctx, state, outcome),
        State::LoanRequest(state) => loan_request::resume(ctx, state, outcome),
        State::LoanDecide(state) => loan_decide::resume(ctx, state, outcome),
        State::LoanForm(state) => loan_form::resume(ctx, state, outcome),
        State::LoanRead(state) => loan_read::resume(ctx, state, outcome),
        State::LoanList(state) => loan_list::resume(ctx, state, outcome),
        State::LoanPack(state) => loan_pack::resume(ctx, state, outcome),
        State::LoanRules(state) => loan_rules::resume(ctx, state, outcome),
        State::DigestWork(state) => digest_work::resume(ctx, state, outcome),
        State::StaffInvite(state) => staff_invite::resume(ctx, state, outcome),
        State::StaffConfirm(state) => staff_confirm::resume(ctx, state, outcome),
        State::StaffAway(state) => staff_away::resume(ctx, state, outcome),
        State::StaffPeople(state) => staff_people::resume(ctx, state, outcome),
        State::StaffPin(state) => staff_pin::resume(ctx, state, outcome),
        State::StaffSettings(state) => staff_settings::resume(ctx, state, outcome),
        State::HouseRules(state) => house_rules::resume(ctx, state, outcome),
        State::Incident(state) => incident::resume(ctx, state, outcome),
        State::TrailCheck(state) => trail_check::resume(ctx, state, outcome),
        State::Rights(state) => rights::resume(ctx, state, outcome),
        State::Help(state) => help::resume(ctx, state, outcome),
    }
}
