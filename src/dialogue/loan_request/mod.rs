//! Asking for a client's record: purpose, parts, term, send; then waiting for a manager (D2, A8.02–A8.05).
//!
//! ```text
//! Opening --lendable--> Filling (the form) --send--> Waiting --withdraw--> receipt
//!    |                     |                            |
//!    nothing to ask for    nobody decides               how it was decided
//! ```

use super::effect::{Effect, LoanEffect, Outcome};
use super::form::{self, Answer, Draft, Progress};
use super::loan_lines::{self, about, client, described, no_such_client, standing};
use super::screen::{self, button, door, home};
use super::screen::{Button, Choice as Press, Common, Door, Say as Root, Screen};
use super::{Ctx, Input, State as Place, Step};
use crate::model::access::Part;
use crate::model::loan::{LINE_DAYS_MAX, LoanStatus, LoanView, Purpose};
use crate::model::loan_rule::{Breach, Broken, Caps, Key};
use crate::model::value::Day;
use crate::model::{ClientId, LoanId};
use fields::{fields, request};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod fields;
mod terms;

/// Where a request stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Before the archive said what can be asked for.
    Opening { client: ClientId },
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
    Draft { number: String },
    AskPurpose,
    AskReason,
    AskParts,
    AskTerm,
    // When the loan is to begin, if later than the approval.
    AskStart,
    AskClock,
    AllParts,
    Hours { hours: i64 },
    Today,
    Tomorrow,
    Until { day: Day },
    Days { days: i64 },
    TermTooLong { days: i64 },
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
    Place::LoanRequest(State::Opening { client })
}

/// See `super::same_place`: a page of the form is one place, and reading what can be lent is no step of its own.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (State::Filling(before), State::Filling(after)) => before.draft.at == after.draft.at,
        (State::Opening { client }, State::Filling(filling)) => *client == filling.client,
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
        State::Opening { client } => {
            work(State::Opening { client }, LoanEffect::Lendable { client })
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
        (State::Opening { .. }, Outcome::Lendable { client, name, number, parts, caps }) => {
            fill(ctx, Box::new(begin(ctx, client, name, number, parts, caps)))
        }
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
    Screen::of(title).line(client(view)).row([again(view.client), home()])
}

/// The way to ask for a client's record, once more or longer: an extension is a new request.
pub fn again(client: ClientId) -> Button {
    button(Root::LoanRequest(Say::AskAgain), Press::Go(Door::Borrow { client }))
}

/// Nothing can be asked for: why, and the way back to the card.
fn refused(title: Say, why: Say, client: ClientId) -> Step {
    let screen = Screen::of(Root::LoanRequest(title)).line(Root::LoanRequest(why));
    Step::End(screen.row([door(Common::OpenCard, Door::Card { client }), home()]))
}

/// A rule of lending is against the request: which, and what can be done.
fn against_rule(filling: &Filling, broken: Broken) -> Step {
    let rule = Box::new(loan_lines::rule(broken.by));
    let (say, way) = match broken.breach {
        Breach::Term { minutes_max } => {
            let longest = Box::new(terms::span(minutes_max));
            (Say::RuleTerm { rule, longest }, again(filling.client))
        }
        Breach::Open { open, max } => {
            return full(Box::new(filling.clone()), open, max, broken.by);
        }
        Breach::Extensions { max } => (Say::RuleExtensions { rule, max: max.into() }, my_loans()),
        Breach::Approvals { needed } => {
            (Say::RuleApprovals { rule, needed: needed.into() }, again(filling.client))
        }
    };
    let title = Root::LoanRequest(Say::RuleTitle { number: filling.number.clone() });
    Step::End(Screen::of(title).line(Root::LoanRequest(say)).row([way, home()]))
}

/// As many are open as the rule allows: the request can wait in line for one of them to end.
fn full(filling: Box<Filling>, open: u32, max: u32, by: Option<Key>) -> Step {
    let rule = Box::new(loan_lines::rule(by));
    let say = Say::RuleOpen { rule, open: open.into(), max: max.into() };
    let wait = button(Root::LoanRequest(Say::WaitInLine), Press::Request(Choice::WaitInLine));
    let title = Root::LoanRequest(Say::RuleTitle { number: filling.number.clone() });
    let screen = Screen::of(title).line(Root::LoanRequest(say));
    let state = Place::LoanRequest(State::Full { filling, open, max, by });
    Step::Wait(state, screen.row([wait, my_loans()]).row([screen::back(), home()]))
}

fn my_loans() -> Button {
    button(Root::LoanRequest(Say::MyLoans), Press::Go(Door::Loans))
}

/// The form at its first question. Where only one part can be asked for, it is chosen already.
fn begin(
    ctx: &Ctx,
    client: ClientId,
    name: String,
    number: String,
    parts: Vec<Part>,
    caps: Caps,
) -> Filling {
    let none = Draft { answers: BTreeMap::new(), at: form::At::Summary, month: None, page: 0 };
    let draft = form::begin(&fields(ctx, &parts, caps.minutes(&parts), "", &none));
    let mut filling = Filling { client, name, number, parts, caps, draft };
    if let [only] = filling.parts.as_slice() {
        let only = vec![only.as_str().to_owned()];
        filling.draft.answers.insert("parts".to_owned(), Answer::Many(only));
    }
    filling
}

/// The screen of the form: the client below the title, `Send` in place of `Save`.
fn fill(ctx: &Ctx, filling: Box<Filling>) -> Step {
    let purpose = filling.draft.text("purpose").unwrap_or_default();
    let cap = filling.minutes_max(&filling.draft);
    let fields = fields(ctx, &filling.parts, cap, purpose, &filling.draft);
    let number = filling.number.clone();
    let title = Root::LoanRequest(Say::Title { number: number.clone() });
    let mut screen = form::show(title, &fields, &filling.draft, ctx);
    screen.lines.insert(0, screen::client(&filling.name, &number));
    loan_lines::sends(&mut screen, Root::LoanRequest(Say::Send));
    Step::Wait(Place::LoanRequest(State::Filling(filling)), screen)
}

/// Takes an input for the form.
fn answer(ctx: &Ctx, filling: Box<Filling>, input: Input) -> Step {
    let cap = filling.minutes_max(&filling.draft);
    let counted = terms::counted_from(ctx, &filling.draft);
    let input = match terms::day_typed(&counted, cap, &filling.draft, input) {
        Ok(input) => input,
        Err(say) => return Step::Mend(Place::LoanRequest(State::Filling(filling)), say),
    };
    // The purpose that is being chosen decides whether a reason is asked for next.
    let purpose = match &input {
        Input::Press(Press::Form(form::Choice::Pick(key))) if Purpose::parse(key).is_some() => key,
        _ => filling.draft.text("purpose").unwrap_or_default(),
    };
    let fields = fields(ctx, &filling.parts, cap, purpose, &filling.draft);
    let keep =
        |draft| Place::LoanRequest(State::Filling(Box::new(Filling { draft, ..*filling.clone() })));
    match form::step(&fields, filling.draft.clone(), input, ctx) {
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
    let first = first.map(Root::LoanRequest);
    let state = Place::LoanRequest(State::Waiting { loan: view.id });
    if view.status != LoanStatus::Asked {
        let screen = described(Root::LoanRequest(Say::Decided { number }), view);
        let out = view.status == LoanStatus::Out;
        let way = if out { my_loans() } else { again(view.client) };
        return Step::Wait(state, screen.maybe(first).row([way, home()]));
    }
    let title = if view.line.is_some() { Say::LineTitle } else { Say::Waiting };
    let screen = Screen::of(Root::LoanRequest(title)).maybe(first);
    let mut screen = screen.line(Root::LoanRequest(Say::Sent { number })).line(client(view));
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
