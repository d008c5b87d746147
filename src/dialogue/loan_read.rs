//! A lent record in front of its borrower, as a notice: stamped, given back with one question, gone at its end (D3).
//!
//! ```text
//! Open -----return--> Returning --now--> Open (a stub: how the loan ended, how to ask again)
//! Reminder -return------^                Open, Reminder --extend--> LoanRequest (a new request)
//! ```

use super::effect::{Effect, LoanEffect, Outcome};
use super::loan_lines::{Reason, client, no_such_client, paper_left, standing, told, unnamed};
use super::loan_request::{self, again_for};
use super::paper_file::PaperEffect;
use super::screen::{Choice as Press, Common, Door, Say as Root, Screen};
use super::screen::{back, button, door, home};
use super::{Ctx, Input, State as Place, Step, client_open, loan_form};
use crate::model::loan::{LoanStatus, LoanView};
use crate::model::loan_pack::BEFORE_MINUTES;
use crate::model::mask::CardView;
use crate::model::paper::{Condition, Standing};
use crate::model::policy::Action;
use crate::model::value::{Moment, Word};
use crate::model::{IssueId, LoanId};
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// Where the reading stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The record, or the stub that stands in its place once the loan is over.
    Open { loan: LoanId },
    /// Asking what is new before the record goes back; `logs` if the borrower may log a visit.
    Returning { loan: LoanId, logs: bool },
    /// The notice shortly before the end.
    Reminder { loan: LoanId },
    /// A notice: the visit that the loan goes with is moved, and its time with it.
    Moved { loan: LoanId },
}

/// What the buttons of a lent record mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Give back; `logs` if the borrower may log a visit.
    Return { logs: bool },
    /// Give back now.
    Now,
    /// Give back now; the paper file is in this condition.
    Papers(Condition),
}

/// What a lent record says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title { number: String },
    // The stamp: it makes a picture of the screen traceable.
    Stamp { number: String, borrower: String, purpose: Word, until: Moment },
    Return,
    Extend,
    ReturnTitle { number: String },
    AskNew,
    TellKeeper,
    AskPapers,
    Now,
    LogFirst,
    ReminderTitle { until: Moment },
    Reminder { number: String },
    StubReturned { number: String },
    StubOver { number: String },
    // Approved, and to begin later.
    Begins { number: String },
    BeginsComes,
    GiveUp,
    AskGiveUp,
    GiveUpNow,
    HowAgain,
    // The visit that the loan goes with.
    MovedTitle,
    Moved { visit: Moment, opens: Moment },
    CancelledTitle,
    Cancelled { visit: Moment },
    CancelledOpen { visit: Moment },
    TooLate,
}

/// Shows a state. Opening the record is recorded as a showing each time, and its rights are read again.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let effect = match &state {
        State::Open { loan } => LoanEffect::Open { loan: *loan },
        State::Returning { loan, .. } | State::Reminder { loan } | State::Moved { loan } => {
            LoanEffect::View { loan: *loan }
        }
    };
    Step::Do(Place::LoanRead(state), Effect::Loan(effect))
}

/// Takes what the borrower did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (
            State::Open { loan } | State::Reminder { loan },
            Input::Press(Press::Read(Choice::Return { logs })),
        ) => Step::Go(Place::LoanRead(State::Returning { loan, logs })),
        (State::Returning { loan, logs }, Input::Press(Press::Read(Choice::Now))) => {
            let state = Place::LoanRead(State::Returning { loan, logs });
            Step::Do(state, Effect::Loan(LoanEffect::Return { loan }))
        }
        (State::Returning { loan, logs }, Input::Press(Press::Read(Choice::Papers(condition)))) => {
            let state = Place::LoanRead(State::Returning { loan, logs });
            Step::Do(state, Effect::Paper(PaperEffect::Say { loan, condition }))
        }
        // A record can stay open for hours: words are a search, as at home.
        (State::Open { .. }, Input::Text(query)) => Step::Go(super::open(Door::Search { query })),
        (state, input) => super::puzzled(Place::LoanRead(state), input),
    }
}

/// Takes what the archive answered. Whatever was asked, a loan that is over shows its stub.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (state @ State::Open { .. }, Outcome::Lent { view, loan, issue }) => {
            Step::Wait(Place::LoanRead(state), record(&view, &loan, issue))
        }
        (state @ State::Returning { logs, .. }, Outcome::Loan(view))
            if view.status == LoanStatus::Out =>
        {
            let screen = match view.runs(ctx.now) {
                true => returning(&view, logs),
                false => giving_up(&view),
            };
            Step::Wait(Place::LoanRead(state), screen)
        }
        (state @ State::Reminder { .. }, Outcome::Loan(view)) if view.status == LoanStatus::Out => {
            Step::Wait(Place::LoanRead(state), reminder(&view))
        }
        (State::Moved { loan }, Outcome::Loan(view))
            if view.status == LoanStatus::Out && view.starts.is_some() =>
        {
            Step::Wait(Place::LoanRead(State::Moved { loan }), moved(&view))
        }
        (State::Open { loan }, Outcome::LoanOver(view)) if view.status == LoanStatus::Out => {
            Step::Wait(Place::LoanRead(State::Open { loan }), begins(&view))
        }
        (_, Outcome::Loan(view) | Outcome::LoanOver(view)) => stub(&view, None),
        (State::Returning { .. }, Outcome::LoanGone(view)) => stub(&view, Some(Say::TooLate)),
        (State::Returning { loan, logs }, Outcome::Paper(_)) => {
            let state = Place::LoanRead(State::Returning { loan, logs });
            Step::Do(state, Effect::Loan(LoanEffect::Return { loan }))
        }
        (_, Outcome::NoSuchClient) => no_such_client(),
        _ => unreachable!("a lent record asks for its opening, a view and its return"),
    }
}

/// The record: what the mask let through, and the stamp.
fn record(view: &CardView, loan: &LoanView, issue: IssueId) -> Screen {
    let until = loan.due.expect("the archive gives a running loan an end").into();
    let (number, borrower) = (loan.number.clone(), loan.borrower_name.clone());
    let mut screen = Screen::of(Root::LoanRead(Say::Title { number: number.clone() }));
    let purpose = loan.purpose.word();
    // The stamp stands first: what a lock screen shows of the message is not the client (T12).
    screen.lines.push(Root::LoanRead(Say::Stamp { number, borrower, purpose, until }));
    screen.lines.extend(client_open::lines(view));
    screen.issue = Some(issue);
    let logs = view.acts.contains(&Action::LogVisit);
    let mut row = vec![give_back(logs), extend(loan)];
    if logs {
        row.push(door(Common::LogVisit, Door::LogVisit { client: view.client }));
    }
    screen.rows.push(row);
    let with_paper = matches!(loan.paper, Some(Standing::Out | Standing::ToHandOut));
    let paper = with_paper.then(|| {
        let label = Common::Term { word: Word::new("loan-request-field-", "paper") };
        door(label, Door::Paper { loan: loan.id })
    });
    screen.grid(1, paper).row([loan_form::print(loan.id), home()])
}

/// The one question before a record goes back.
fn returning(view: &LoanView, logs: bool) -> Screen {
    let title = Root::LoanRead(Say::ReturnTitle { number: view.number.clone() });
    let new = if logs { Say::AskNew } else { Say::TellKeeper };
    let screen = Screen::of(title).line(client(view)).line(Root::LoanRead(new));
    let now = button(Root::LoanRead(Say::Now), Press::Read(Choice::Now));
    let log = Press::Go(Door::LogVisit { client: view.client });
    let first = logs.then(|| button(Root::LoanRead(Say::LogFirst), log));
    // With a paper file, its condition is the answer that gives the record back.
    let screen = if view.paper == Some(Standing::Out) {
        let each = Condition::ALL.iter().map(|condition| {
            let label = Root::Common(Common::Term { word: condition.word() });
            button(label, Press::Read(Choice::Papers(*condition)))
        });
        screen.line(Root::LoanRead(Say::AskPapers)).grid(2, each.chain(first))
    } else {
        screen.grid(2, [now].into_iter().chain(first))
    };
    screen.row([back(), home()])
}

/// Asking whether to give up a loan that has not begun.
fn giving_up(view: &LoanView) -> Screen {
    let title = Root::LoanRead(Say::ReturnTitle { number: view.number.clone() });
    let now = button(Root::LoanRead(Say::GiveUpNow), Press::Read(Choice::Now));
    Screen::of(title)
        .line(client(view))
        .line(standing(view))
        .line(Root::LoanRead(Say::AskGiveUp))
        .row([now, back()])
        .row([home()])
}

/// Approved, and to begin later.
fn begins(view: &LoanView) -> Screen {
    let title = Root::LoanRead(Say::Begins { number: view.number.clone() });
    let give_up = Press::Read(Choice::Return { logs: false });
    told(title, view)
        .line(Root::LoanRead(Say::BeginsComes))
        .row([button(Root::LoanRead(Say::GiveUp), give_up), home()])
}

/// The visit is moved: when it is now, and when its card opens.
fn moved(view: &LoanView) -> Screen {
    let opens = view.starts.expect("a loan that goes with a visit has its time");
    let visit = (opens + Duration::minutes(BEFORE_MINUTES)).into();
    Screen::of(Root::LoanRead(Say::MovedTitle))
        .line(unnamed(view))
        .line(Root::LoanRead(Say::Moved { visit, opens: opens.into() }))
        .row([home()])
}

/// The visit is cancelled: that is no recall of what never began.
fn cancelled(view: &LoanView) -> Option<Screen> {
    let cancelled = Reason::parse(&view.answer) == Some(Reason::BookingCancelled);
    let opens = view.starts.filter(|_| cancelled && view.status == LoanStatus::Recalled)?;
    let visit = (opens + Duration::minutes(BEFORE_MINUTES)).into();
    let was_open = view.decided.as_ref().is_some_and(|(_, at)| *at >= opens);
    let say = if was_open { Say::CancelledOpen { visit } } else { Say::Cancelled { visit } };
    let screen = Screen::of(Root::LoanRead(Say::CancelledTitle)).line(unnamed(view));
    Some(screen.line(Root::LoanRead(say)).row([home()]))
}

/// Shortly before the end.
fn reminder(view: &LoanView) -> Screen {
    let until = view.due.expect("the archive gives a running loan an end").into();
    Screen::of(Root::LoanRead(Say::ReminderTitle { until }))
        .line(unnamed(view))
        .line(Root::LoanRead(Say::Reminder { number: view.number.clone() }))
        .row([give_back(false), extend(view)])
        .row([home()])
}

/// What stands in the record's place once the loan is over: how it ended, and how to ask again. A request that was
/// never granted has no record that could close.
fn stub(view: &LoanView, first: Option<Say>) -> Step {
    if let Some(screen) = cancelled(view) {
        return Step::Wait(Place::LoanRead(State::Open { loan: view.id }), screen);
    }
    let number = view.number.clone();
    let (title, was_open) = match view.status {
        LoanStatus::Asked | LoanStatus::Denied | LoanStatus::Withdrawn | LoanStatus::Expired => {
            (Root::LoanRequest(loan_request::Say::Decided { number }), false)
        }
        LoanStatus::Returned => (Root::LoanRead(Say::StubReturned { number }), true),
        _ => (Root::LoanRead(Say::StubOver { number }), true),
    };
    let screen = told(title, view)
        .maybe(first.map(Root::LoanRead))
        .maybe(paper_left(view))
        .maybe(was_open.then_some(Root::LoanRead(Say::HowAgain)))
        .row([again_for(view), home()]);
    Step::Wait(Place::LoanRead(State::Open { loan: view.id }), screen)
}

fn give_back(logs: bool) -> super::screen::Button {
    button(Root::LoanRead(Say::Return), Press::Read(Choice::Return { logs }))
}

/// An extension is a new request, filled in as this loan.
fn extend(view: &LoanView) -> super::screen::Button {
    button(Root::LoanRead(Say::Extend), Press::Go(Door::Extend { client: view.client }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::loan_lines::tests::{ctx, view};
    use crate::model::access::InChat;
    use crate::model::policy::Role;

    const LOAN: LoanId = LoanId(7);

    #[test]
    fn a_return_is_two_taps_and_leaves_a_stub() {
        let ctx = ctx(Role::Care);
        let give = Input::Press(Press::Read(Choice::Return { logs: true }));
        let returning = State::Returning { loan: LOAN, logs: true };
        for state in [State::Open { loan: LOAN }, State::Reminder { loan: LOAN }] {
            assert!(matches!(step(&ctx, state, give.clone()),
                Step::Go(Place::LoanRead(next)) if next == returning));
        }
        assert!(matches!(step(&ctx, returning.clone(), Input::Press(Press::Read(Choice::Now))),
            Step::Do(_, effect) if effect == Effect::Loan(LoanEffect::Return { loan: LOAN })));
        let outcome = Outcome::Loan(Box::new(view(LoanStatus::Returned)));
        assert!(matches!(resume(&ctx, returning, outcome),
            Step::Wait(Place::LoanRead(State::Open { loan: LOAN }), screen)
            if matches!(screen.title, Root::LoanRead(Say::StubReturned { .. })) && screen.issue.is_none()));
    }

    #[test]
    fn a_record_is_stamped_and_a_showing() {
        let loan = view(LoanStatus::Out);
        let card = CardView {
            client: loan.client,
            number: loan.client_number.clone(),
            name: loan.client_name.clone(),
            keeper: None,
            facts: Vec::new(),
            phones: Vec::new(),
            paper_lost: None,
            visits: Vec::new(),
            spend: None,
            health_locked: false,
            capped: InChat::On,
            warned: false,
            held: false,
            shown: Vec::new(),
            lendable: Vec::new(),
            acts: vec![Action::LogVisit],
        };
        let screen = record(&card, &loan, IssueId(9));
        assert!(screen.issue == Some(IssueId(9)) && !screen.open);
        assert!(matches!(screen.lines.first(), Some(Root::LoanRead(Say::Stamp { .. }))));
        assert_eq!(screen.rows[0].len(), 3);
        let screen = record(&CardView { acts: Vec::new(), ..card }, &loan, IssueId(9));
        assert_eq!(screen.rows[0].len(), 2);
    }
}
