//! Asking for a client's record: purpose, parts, term, send; then waiting for a manager (D2, A8.02–A8.05).
//!
//! ```text
//! Opening --lendable--> Filling (the form) --send--> Waiting --withdraw--> receipt
//!    |                     |                            |
//!    nothing to ask for    nobody decides               how it was decided
//! ```

use super::effect::{Effect, LoanEffect, Outcome};
use super::form::{self, Answer, At, Draft, Field, Kind, Progress};
use super::loan_lines::{self, about, client, described, no_such_client, standing};
use super::screen::{self, button, door, home};
use super::screen::{Button, Choice as Press, Common, Door, Say as Root, Screen};
use super::{Ctx, Input, State as Place, Step};
use crate::model::access::Part;
use crate::model::loan::{LOAN_DAYS_MAX, LoanForm, LoanStatus, LoanView, Purpose, Term};
use crate::model::value::{Day, Word};
use crate::model::{ClientId, LoanId, when};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The longest reason, in graphemes.
const REASON_GRAPHEMES_MAX: usize = 200;
/// The shortest term that is offered, in hours.
const HOURS_SHORT: u32 = 2;

/// Where a request stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Before the archive said what can be asked for.
    Opening { client: ClientId },
    /// Filling in the form.
    Filling(Box<Filling>),
    /// Sent: waiting for a manager, or seeing what became of it.
    Waiting { loan: LoanId },
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
    /// The answers so far.
    pub draft: Draft,
}

/// What the buttons beside the form mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Withdraw the request.
    Withdraw,
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
    AllParts,
    Hours { hours: i64 },
    Today,
    Tomorrow,
    Until { day: Day },
    Days { days: i64 },
    TermTooLong { days: i64 },
    Send,
    NothingTitle { number: String },
    Nothing,
    NobodyTitle { number: String },
    Nobody,
    AlreadyAsked,
    Waiting,
    Sent { number: String },
    Comes,
    Withdraw,
    WithdrawnReceipt { number: String },
    Decided { number: String },
    AskAgain,
    MyLoans,
}

/// A request for this client's record, before its first question.
pub fn open(client: ClientId) -> Place {
    Place::LoanRequest(State::Opening { client })
}

/// The page of the form, if it is being filled in.
pub fn at(state: &State) -> Option<&form::At> {
    match state {
        State::Filling(filling) => Some(&filling.draft.at),
        _ => None,
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
        State::Waiting { loan } => work(State::Waiting { loan }, LoanEffect::View { loan }),
    }
}

/// Takes what the person did.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Filling(filling), input) => answer(ctx, filling, input),
        (State::Waiting { loan }, Input::Press(Press::Request(Choice::Withdraw))) => {
            work(State::Waiting { loan }, LoanEffect::Withdraw { loan })
        }
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
        (State::Opening { .. }, Outcome::Lendable { client, name, number, parts }) => {
            fill(ctx, Box::new(begin(ctx, client, name, number, parts)))
        }
        (State::Filling(filling), Outcome::NobodyDecides) => {
            refused(Say::NobodyTitle { number: filling.number }, Say::Nobody, filling.client)
        }
        (State::Filling(_), Outcome::Requested(view)) => waiting(&view, None),
        (State::Filling(_), Outcome::AlreadyAsked(view)) => waiting(&view, Some(Say::AlreadyAsked)),
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

/// The form at its first question. Where only one part can be asked for, it is chosen already.
fn begin(ctx: &Ctx, client: ClientId, name: String, number: String, parts: Vec<Part>) -> Filling {
    let draft = form::begin(&fields(ctx, &parts, ""));
    let mut filling = Filling { client, name, number, parts, draft };
    if let [only] = filling.parts.as_slice() {
        let only = vec![only.as_str().to_owned()];
        filling.draft.answers.insert("parts".to_owned(), Answer::Many(only));
    }
    filling
}

/// The screen of the form: the client below the title, `Send` in place of `Save`.
fn fill(ctx: &Ctx, filling: Box<Filling>) -> Step {
    let fields = fields(ctx, &filling.parts, filling.draft.text("purpose").unwrap_or_default());
    let number = filling.number.clone();
    let title = Root::LoanRequest(Say::Title { number: number.clone() });
    let mut screen = form::show(title, &fields, &filling.draft, ctx);
    screen.lines.insert(0, screen::client(&filling.name, &number));
    loan_lines::sends(&mut screen, Root::LoanRequest(Say::Send));
    Step::Wait(Place::LoanRequest(State::Filling(filling)), screen)
}

/// Takes an input for the form.
fn answer(ctx: &Ctx, filling: Box<Filling>, input: Input) -> Step {
    let input = match day_typed(ctx, &filling.draft, input) {
        Ok(input) => input,
        Err(say) => return Step::Mend(Place::LoanRequest(State::Filling(filling)), say),
    };
    // The purpose that is being chosen decides whether a reason is asked for next.
    let purpose = match &input {
        Input::Press(Press::Form(form::Choice::Pick(key))) if Purpose::parse(key).is_some() => key,
        _ => filling.draft.text("purpose").unwrap_or_default(),
    };
    let fields = fields(ctx, &filling.parts, purpose);
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

/// A day typed where the term is asked for is a press of that day's button; beyond the cap it is too long.
fn day_typed(ctx: &Ctx, draft: &Draft, input: Input) -> Result<Input, Root> {
    let at_term = matches!(&draft.at, At::Field(key) | At::Edit(key) if key == "term");
    let Input::Text(typed) = &input else { return Ok(input) };
    let day = when::parse_date(typed, ctx.today, when::DateOrder::of(ctx.country));
    let Some(day) = day.filter(|_| at_term) else { return Ok(input) };
    match days_offered().find(|ahead| ctx.today + Days::new(*ahead) == day) {
        Some(ahead) => Ok(Input::Press(Press::Form(form::Choice::Pick(day_key(ahead))))),
        None => Err(Root::LoanRequest(Say::TermTooLong { days: LOAN_DAYS_MAX as i64 })),
    }
}

/// The form's fields. The reason is asked for on the way only where the purpose does not say it.
fn fields(ctx: &Ctx, parts: &[Part], purpose: &str) -> Vec<Field> {
    let other = purpose == Purpose::Other.as_str();
    let field = |key, ask, kind| Field {
        key,
        ask: Root::LoanRequest(ask),
        label: Word::new("loan-request-field-", key),
        kind,
        asked: true,
        required: true,
        catches: false,
        quick: Vec::new(),
    };
    let option = |key: &str, word| form::Option {
        key: key.to_owned(),
        label: Root::Common(Common::Term { word }),
    };
    let purposes = Purpose::ALL.iter().map(|purpose| option(purpose.as_str(), purpose.word()));
    let options: Vec<form::Option> =
        parts.iter().map(|part| option(part.as_str(), part.word())).collect();
    let all = Answer::Many(options.iter().map(|option| option.key.clone()).collect());
    let all = (parts.len() > 1).then_some((Root::LoanRequest(Say::AllParts), all));
    let reason = Kind::Text { max: REASON_GRAPHEMES_MAX };
    vec![
        field("purpose", Say::AskPurpose, Kind::One(purposes.collect())),
        Field {
            asked: other,
            required: other,
            catches: true,
            ..field("reason", Say::AskReason, reason)
        },
        Field {
            quick: all.into_iter().collect(),
            ..field("parts", Say::AskParts, Kind::Many { options, one_tap: true })
        },
        field("term", Say::AskTerm, Kind::One(terms(ctx.today))),
    ]
}

/// Every end of a term within the cap is one tap: hours, each day, and the cap itself from the approval on.
fn terms(today: NaiveDate) -> Vec<form::Option> {
    let option = |key, say| form::Option { key, label: Root::LoanRequest(say) };
    let days = days_offered().map(|ahead| {
        let say = match ahead {
            0 => Say::Today,
            1 => Say::Tomorrow,
            _ => Say::Until { day: (today + Days::new(ahead)).into() },
        };
        option(day_key(ahead), say)
    });
    let hours = option("hours".to_owned(), Say::Hours { hours: i64::from(HOURS_SHORT) });
    let cap = option("days".to_owned(), Say::Days { days: LOAN_DAYS_MAX as i64 });
    [hours].into_iter().chain(days).chain([cap]).collect()
}

/// Days ahead whose end lies within the cap.
fn days_offered() -> std::ops::Range<u64> {
    0..LOAN_DAYS_MAX
}

fn day_key(ahead: u64) -> String {
    format!("day-{ahead}")
}

/// The term of a key. Days are counted from the day on which the request is sent, also after a night as a draft.
fn term(today: NaiveDate, key: &str) -> Term {
    match days_offered().find(|ahead| day_key(*ahead) == key) {
        Some(ahead) => Term::Until(today + Days::new(ahead)),
        None if key == "days" => Term::Hours(LOAN_DAYS_MAX as u32 * 24),
        None => Term::Hours(HOURS_SHORT),
    }
}

/// The request of a form in which nothing required is missing.
fn request(ctx: &Ctx, filling: &Filling, draft: &Draft) -> LoanForm {
    LoanForm {
        client: filling.client,
        purpose: draft.text("purpose").and_then(Purpose::parse).unwrap_or(Purpose::Other),
        reason: draft.text("reason").unwrap_or_default().to_owned(),
        parts: draft.many("parts").iter().filter_map(|key| Part::parse(key)).collect(),
        term: term(ctx.today, draft.text("term").unwrap_or_default()),
    }
}

/// The borrower's own screen of a request: it waits, or it was decided.
fn waiting(view: &LoanView, first: Option<Say>) -> Step {
    let number = view.number.clone();
    let first = first.map(Root::LoanRequest);
    let state = Place::LoanRequest(State::Waiting { loan: view.id });
    if view.status != LoanStatus::Asked {
        let screen = described(Root::LoanRequest(Say::Decided { number }), view);
        let mine = button(Root::LoanRequest(Say::MyLoans), Press::Go(Door::Loans));
        let way = if view.status == LoanStatus::Out { mine } else { again(view.client) };
        return Step::Wait(state, screen.maybe(first).row([way, home()]));
    }
    let screen = Screen::of(Root::LoanRequest(Say::Waiting)).maybe(first);
    let mut screen = screen.line(Root::LoanRequest(Say::Sent { number })).line(client(view));
    screen.lines.extend(about(view));
    let withdraw = button(Root::LoanRequest(Say::Withdraw), Press::Request(Choice::Withdraw));
    let screen = screen.line(standing(view)).line(Root::LoanRequest(Say::Comes));
    Step::Wait(state, screen.row([withdraw, home()]))
}

fn work(state: State, effect: LoanEffect) -> Step {
    Step::Do(Place::LoanRequest(state), Effect::Loan(effect))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::loan_lines::tests::ctx;
    use crate::model::policy::Role;

    /// Answers a fresh form for these parts, press by press, up to the effect.
    fn sent(parts: Vec<Part>, presses: Vec<form::Choice>) -> Option<LoanForm> {
        let ctx = ctx(Role::Care);
        let mut filling = Box::new(begin(&ctx, ClientId(3), String::new(), "A-1".into(), parts));
        for choice in presses {
            match answer(&ctx, filling, Input::Press(Press::Form(choice))) {
                Step::Go(Place::LoanRequest(State::Filling(next))) => filling = next,
                Step::Do(_, Effect::Loan(LoanEffect::Request(form))) => return Some(form),
                _ => return None,
            }
        }
        None
    }

    #[test]
    fn four_taps_ask_for_a_loan_and_each_term_is_a_tap() {
        use form::Choice::{Pick, Quick, Save};
        let day = |ahead| Term::Until(ctx(Role::Care).today + Days::new(ahead));
        for (key, term) in [("hours", Term::Hours(2)), ("day-2", day(2)), ("days", Term::Hours(72))]
        {
            let parts = vec![Part::Care, Part::Documents];
            let taps = vec![Pick("visit".into()), Quick(0), Pick(key.into()), Save];
            let form = sent(parts.clone(), taps).expect("four taps are enough");
            assert!(
                (form.term, form.parts, form.purpose) == (term, parts, Purpose::Visit),
                "{key}"
            );
        }
        let one = vec![Pick("call".into()), Pick("days".into()), Save];
        assert!(sent(vec![Part::Care], one).is_some_and(|form| form.parts == [Part::Care]));
        let other = vec![Pick("other".into()), Pick("days".into()), Save];
        assert!(sent(vec![Part::Care], other).is_none(), "`other` wants a reason");
    }
}
