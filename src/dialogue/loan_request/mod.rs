//! Asking for a client's record: purpose, parts, term, send; then waiting for a manager (D2, A8.02–A8.05).
//!
//! ```text
//! Opening --lendable--> Filling (the form) --send--> Waiting --withdraw--> receipt
//!    |                     |                            |
//!    nothing to ask for    nobody decides               how it was decided
//! ```

use super::effect::{Effect, LoanEffect, Outcome};
use super::form::{self, Draft, Progress};
use super::loan_lines::{self, about, client, described, no_such_client, standing, unnamed};
use super::screen::{self, button, home};
use super::screen::{Button, Choice as Press, Door, Say as Root, Screen};
use super::{Ctx, Input, State as Place, Step};
use crate::model::access::Part;
use crate::model::loan::{LINE_DAYS_MAX, LoanStatus, LoanView, Purpose, Running};
use crate::model::loan_rule::{Caps, Key};
use crate::model::paper::Offer;
use crate::model::value::{Day, Moment, Yearly};
use crate::model::{ClientId, LoanId};
use fields::{begin, fields_of, request};
use refused::{against_rule, full, my_loans, refused, suspended};
use serde::{Deserialize, Serialize};

mod fields;
mod refused;
mod terms;

/// Where a request stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Before the archive said what can be asked for.
    Opening {
        client: ClientId,
        /// What runs already is to run longer.
        #[serde(default)]
        extends: bool,
    },
    /// Filling in the form.
    Filling(Box<Filling>),
    /// As many are open as the rule allows: asking whether to wait in line.
    Full { filling: Box<Filling>, open: u32, max: u32, by: Option<Key> },
    /// Sent: waiting for a manager or in line, or seeing what became of it.
    Waiting { loan: LoanId },
    /// A notice: what waited in line has gone to a manager.
    TurnCame { loan: LoanId },
}

/// The form, with what the archive said at its beginning, so that it goes on after a restart.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Filling {
    /// Whose record.
    pub client: ClientId,
    /// The client's name.
    pub name: String,
    /// The client's number.
    pub number: String,
    /// The parts that can be asked for.
    pub parts: Vec<Part>,
    /// How long each can be asked for.
    #[serde(default)]
    pub caps: Caps,
    /// Whether the paper file can be had too.
    #[serde(default)]
    pub paper: Offer,
    /// What it extends.
    #[serde(default)]
    pub extends: Option<Running>,
    /// The answers so far.
    pub draft: Draft,
}

impl Filling {
    /// The longest term for the parts that are chosen, in minutes.
    fn minutes_max(&self, draft: &Draft) -> u32 {
        let chosen: Vec<Part> =
            draft.many("parts").iter().filter_map(|key| Part::parse(key)).collect();
        self.caps.minutes(&chosen)
    }
}

/// What the buttons beside the form mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Withdraw the request.
    Withdraw,
    /// Wait until another loan of one's own ends.
    WaitInLine,
}

/// What a request says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title { number: String },
    TitleExtend { number: String },
    Draft { number: String },
    AskPurpose,
    AskReason,
    AskParts,
    AskTerm,
    // When the loan is to begin, if later than the approval.
    AskStart,
    AskClock,
    TimeUnread,
    AllParts,
    AskPaper,
    // Somebody else has it; the record can be had without it.
    PaperWith { name: String, until: Moment },
    SuspendedTitle,
    Suspended { number: String },
    Hours { hours: i64 },
    Today,
    Tomorrow,
    Until { day: Day },
    // Today is the first of them.
    DaysTo { days: i64, day: Yearly },
    // From the approval, or the beginning, to the same hour.
    FullDays { days: i64 },
    Days { days: i64 },
    // An extension that would end no later.
    TermNotLonger,
    LongestTitle { number: String },
    Longest { until: Moment },
    TermTooLong { days: i64 },
    TermUnread,
    // A rule of lending allows less.
    TermCapped { longest: Box<Root> },
    Send,
    NothingTitle { number: String },
    Nothing,
    NobodyTitle { number: String },
    Nobody,
    AlreadyAsked,
    RuleTitle { number: String },
    RuleTerm { rule: Box<Root>, longest: Box<Root> },
    RuleOpen { rule: Box<Root>, open: i64, max: i64 },
    RuleExtensions { rule: Box<Root>, max: i64 },
    RuleApprovals { rule: Box<Root>, needed: i64 },
    WaitInLine,
    // It waits for another loan of the same borrower to end.
    LineTitle,
    LineComes { days: i64 },
    TurnCame,
    Waiting,
    Sent { number: String },
    Comes,
    Withdraw,
    WithdrawnReceipt { number: String },
    Decided { number: String },
    AskAgain,
    MyLoans,
}

/// So many minutes, told in whole days or hours.
pub fn span(minutes: u32) -> Root {
    terms::span(minutes)
}

/// A request for this client's record, before its first question.
pub fn open(client: ClientId) -> Place {
    Place::LoanRequest(State::Opening { client, extends: false })
}

/// A request to have this client's record longer, filled in as what runs.
pub fn extend(client: ClientId) -> Place {
    Place::LoanRequest(State::Opening { client, extends: true })
}

/// See `super::same_place`: a page of the form is one place, and reading what can be lent is no step of its own.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (State::Filling(before), State::Filling(after)) => before.draft.at == after.draft.at,
        (State::Opening { client, .. }, State::Filling(filling)) => *client == filling.client,
        (before, after) => before == after,
    }
}

/// The name of a draft that holds answers: the client's number, never the name.
pub fn draft(state: &State) -> Option<Root> {
    match state {
        State::Filling(filling) if !filling.draft.answers.is_empty() => {
            Some(Root::LoanRequest(Say::Draft { number: filling.number.clone() }))
        }
        _ => None,
    }
}

/// Shows a state.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match state {
        State::Opening { client, extends } => {
            work(State::Opening { client, extends }, LoanEffect::Lendable { client })
        }
        State::Filling(filling) => fill(ctx, filling),
        State::Full { filling, open, max, by } => full(filling, open, max, by),
        State::Waiting { loan } => work(State::Waiting { loan }, LoanEffect::View { loan }),
        State::TurnCame { loan } => work(State::TurnCame { loan }, LoanEffect::View { loan }),
    }
}

/// Takes what the person did.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Filling(filling), input) => answer(ctx, filling, input),
        (State::Full { filling, .. }, Input::Press(Press::Request(Choice::WaitInLine))) => {
            let wait = LoanEffect::Wait(request(ctx, &filling, &filling.draft));
            work(State::Filling(filling), wait)
        }
        (
            State::Waiting { loan } | State::TurnCame { loan },
            Input::Press(Press::Request(Choice::Withdraw)),
        ) => work(State::Waiting { loan }, LoanEffect::Withdraw { loan }),
        // Nobody waits idly: words are a search, as at home.
        (State::Waiting { .. }, Input::Text(query)) => {
            Step::Go(super::open(Door::Search { query }))
        }
        (state, input) => super::puzzled(Place::LoanRequest(state), input),
    }
}

/// Takes what the archive answered.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Opening { .. }, Outcome::Lendable { client, number, parts, .. })
            if parts.is_empty() =>
        {
            refused(Say::NothingTitle { number }, Say::Nothing, client)
        }
        (
            State::Opening { extends, .. },
            Outcome::Lendable { client, name, number, parts, caps, paper, running },
        ) => {
            let filling = begin(ctx, client, name, number, parts, caps);
            let filling = Filling { paper, ..filling };
            let filling = match running.filter(|_| extends) {
                Some(running) => {
                    let until = running.until;
                    let filling = fields::prefilled(ctx, filling, running);
                    let cap = filling.minutes_max(&filling.draft);
                    if !terms::can_extend(ctx, cap, until) {
                        return refused::longest(filling, until);
                    }
                    filling
                }
                None => filling,
            };
            fill(ctx, Box::new(filling))
        }
        (_, Outcome::Suspended { number }) => suspended(number),
        (State::Filling(filling), Outcome::RuleBroken(broken)) => against_rule(&filling, broken),
        (State::Filling(filling), Outcome::NobodyDecides) => {
            refused(Say::NobodyTitle { number: filling.number }, Say::Nobody, filling.client)
        }
        (State::Filling(_), Outcome::Requested(view)) => waiting(&view, None),
        (State::Filling(_), Outcome::AlreadyAsked(view)) => waiting(&view, Some(Say::AlreadyAsked)),
        (State::TurnCame { .. }, Outcome::Loan(view)) => {
            let waits = view.status == LoanStatus::Asked;
            waiting(&view, waits.then_some(Say::TurnCame))
        }
        (State::Waiting { .. }, Outcome::Loan(view)) if view.status == LoanStatus::Withdrawn => {
            Step::End(withdrawn(&view))
        }
        (State::Waiting { .. }, Outcome::Loan(view) | Outcome::LoanGone(view)) => {
            waiting(&view, None)
        }
        (_, Outcome::NoSuchClient) => no_such_client(),
        _ => {
            unreachable!("a loan request asks for lendable parts, a request, a view, a withdrawal")
        }
    }
}

/// The receipt of a request that its borrower withdrew.
pub fn withdrawn(view: &LoanView) -> Screen {
    let title = Root::LoanRequest(Say::WithdrawnReceipt { number: view.number.clone() });
    Screen::of(title).line(client(view)).row([again_for(view), home()])
}

/// The way to ask for a client's record once more.
pub fn again(client: ClientId) -> Button {
    button(Root::LoanRequest(Say::AskAgain), Press::Go(Door::Borrow { client }))
}

/// The same, after a request that came to nothing: an extension is asked for as one.
pub fn again_for(view: &LoanView) -> Button {
    let client = view.client;
    let door = match view.extends {
        Some(_) => Door::Extend { client },
        None => Door::Borrow { client },
    };
    button(Root::LoanRequest(Say::AskAgain), Press::Go(door))
}

/// The screen of the form: the client below the title, `Send` in place of `Save`.
fn fill(ctx: &Ctx, filling: Box<Filling>) -> Step {
    let purpose = filling.draft.text("purpose").unwrap_or_default();
    let fields = fields_of(ctx, &filling, &filling.draft, purpose);
    let number = filling.number.clone();
    let title = match filling.extends {
        Some(_) => Say::TitleExtend { number: number.clone() },
        None => Say::Title { number: number.clone() },
    };
    let mut screen = form::show(Root::LoanRequest(title), &fields, &filling.draft, ctx);
    screen.lines.insert(0, screen::client(&filling.name, &number));
    if let Offer::With { name, until } = &filling.paper {
        let with = Say::PaperWith { name: name.clone(), until: (*until).into() };
        screen.lines.insert(1, Root::LoanRequest(with));
    }
    if let Some(running) = &filling.extends {
        screen.lines.insert(1, loan_lines::extends(running));
    }
    loan_lines::sends(&mut screen, Root::LoanRequest(Say::Send));
    Step::Wait(Place::LoanRequest(State::Filling(filling)), screen)
}

/// Takes an input for the form.
fn answer(ctx: &Ctx, mut filling: Box<Filling>, input: Input) -> Step {
    let cap = filling.minutes_max(&filling.draft);
    let typed = terms::time_typed(&mut filling.draft, input).and_then(|input| {
        let counted = terms::counted_from(ctx, &filling.draft);
        let until = filling.extends.as_ref().map(|running| running.until);
        terms::day_typed(&counted, cap, &filling.draft, input, until)
    });
    let input = match typed.and_then(|input| fields::reason_typed(&filling.draft, input)) {
        Ok(input) => input,
        Err(say) => return Step::Mend(Place::LoanRequest(State::Filling(filling)), say),
    };
    // The purpose that is being chosen decides whether a reason is asked for next.
    let purpose = match &input {
        Input::Press(Press::Form(form::Choice::Pick(key))) if Purpose::parse(key).is_some() => key,
        _ => filling.draft.text("purpose").unwrap_or_default(),
    };
    let fields = fields_of(ctx, &filling, &filling.draft, purpose);
    let keep =
        |draft| Place::LoanRequest(State::Filling(Box::new(Filling { draft, ..*filling.clone() })));
    let mut progress = form::step(&fields, filling.draft.clone(), input.clone(), ctx);
    if let Progress::On(draft) = &progress {
        // The parts that were just chosen decide whether the paper file is asked for next.
        let after = fields_of(ctx, &filling, draft, purpose);
        let asked = |fields: &[form::Field]| fields.iter().map(|it| it.asked).collect::<Vec<_>>();
        if asked(&after) != asked(&fields) {
            progress = form::step(&after, filling.draft.clone(), input, ctx);
        }
    }
    match progress {
        Progress::On(draft) => Step::Go(keep(draft)),
        Progress::Mend(draft, say) => Step::Mend(keep(draft), say),
        Progress::NotMine(draft, input) => super::puzzled(keep(draft), input),
        Progress::Save(draft) => {
            let asked = request(ctx, &filling, &draft);
            Step::Do(keep(draft), Effect::Loan(LoanEffect::Request(asked)))
        }
    }
}

/// The borrower's own screen of a request: it waits, or it was decided.
fn waiting(view: &LoanView, first: Option<Say>) -> Step {
    let number = view.number.clone();
    let arrives = first == Some(Say::TurnCame);
    let first = first.map(Root::LoanRequest);
    let state = Place::LoanRequest(State::Waiting { loan: view.id });
    if view.status != LoanStatus::Asked {
        let screen = described(Root::LoanRequest(Say::Decided { number }), view);
        let out = view.status == LoanStatus::Out;
        let way = if out { my_loans() } else { again_for(view) };
        return Step::Wait(state, screen.maybe(first).row([way, home()]));
    }
    let title = if view.line.is_some() { Say::LineTitle } else { Say::Waiting };
    let named = if arrives { unnamed(view) } else { client(view) };
    let screen = Screen::of(Root::LoanRequest(title)).maybe(first);
    let mut screen = screen.line(Root::LoanRequest(Say::Sent { number })).line(named);
    screen.lines.extend(about(view));
    let withdraw = button(Root::LoanRequest(Say::Withdraw), Press::Request(Choice::Withdraw));
    let comes = match view.line {
        Some(_) => Say::LineComes { days: LINE_DAYS_MAX },
        None => Say::Comes,
    };
    let screen = screen.line(standing(view)).line(Root::LoanRequest(comes));
    Step::Wait(state, screen.row([withdraw, home()]))
}

fn work(state: State, effect: LoanEffect) -> Step {
    Step::Do(Place::LoanRequest(state), Effect::Loan(effect))
}

#[cfg(test)]
mod tests;
