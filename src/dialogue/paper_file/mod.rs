//! Paper files that go out with a loan: handed out by whoever keeps the cabinet, taken back with their condition; and the
//! notices to everybody concerned when one stays away (A8.02–A8.04, A8.12; access.md, Ladder).
//!
//! ```text
//! List -- one --> One -- handed out --> One -- taken back --> Taking -- intact ----------------> One
//!                 Told (a notice) --------^                    Taking -- damaged, missing --> Words -^
//! ```

use super::effect::{Effect, Outcome};
use super::loan_lines::{no_such_client, reason};
use super::screen::{self, Button, Choice as Press, Common, Door, Say as Root, Screen};
use super::screen::{back, button, home};
use super::{Ctx, Input, State as Place, Step, open, puzzled};
use crate::model::LoanId;
use crate::model::paper::{Condition, PaperView, Rung, Standing};
use crate::model::policy::{Action, may};
use crate::model::value::{Moment, Word};
use serde::{Deserialize, Serialize};
pub use work::{PaperEffect, PaperOutcome};

mod work;

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// All that are out or to be handed out.
    List,
    /// One of them; as a notice, too: to whoever keeps the cabinet, and to the borrower.
    One { loan: LoanId },
    /// A notice: one has come to this rung of the ladder.
    Told { loan: LoanId, rung: Rung },
    /// A notice: points were recorded for the condition in which it came back.
    Marked { loan: LoanId },
    /// Asking in what condition it came back.
    Taking { loan: LoanId },
    /// Asking what is wrong with it.
    Words { loan: LoanId, condition: Condition },
}

/// What the buttons mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// This one.
    One(LoanId),
    /// The borrower has it now.
    HandOut,
    /// It came back.
    TakeBack,
    /// In this condition.
    Condition(Condition),
}

/// What is said.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    ListTitle { count: i64 },
    ListNone,
    Button,
    Line { number: String, borrower: String, client: Box<Root>, standing: Box<Root> },
    Title { number: String },
    Borrower { borrower: String },
    Lies { place: String },
    StandsAsked,
    StandsToHandOut,
    StandsOut { until: Moment },
    // The loan was given back, the file not yet taken back.
    StandsComing { until: Moment },
    StandsLate { until: Moment },
    StandsBack { at: Moment, by: String, condition: Word },
    StandsVoid,
    Said { condition: Word },
    Noted { words: String },
    HandOut,
    TakeBack,
    AskHandOut,
    Yours,
    NotYet,
    AskCondition,
    AskWords,
    Points { points: i64 },
    MarkedTitle { points: i64 },
    Marked { number: String, condition: Word },
    MarkedOfTitle { borrower: String, points: i64 },
    SoonTitle { until: Moment },
    Soon,
    DueTitle,
    Due,
    KeeperTitle { borrower: String },
    Keeper,
    SlipTitle { number: String },
    Slip { borrower: String },
    ViolationTitle { borrower: String },
    Violation { borrower: String, points: i64 },
    LateTitle { number: String },
    Late,
    SuspendedTitle,
    Suspended { points: i64 },
}

/// Shows a state: each reads how the file stands now.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let effect = match loan(&state) {
        None => PaperEffect::List,
        Some(loan) => PaperEffect::View { loan },
    };
    work(state, effect)
}

/// Takes what the person did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let press = match &input {
        Input::Press(Press::Paper(choice)) => Some(choice.clone()),
        _ => None,
    };
    match (state, press, input) {
        (State::List, Some(Choice::One(loan)), _) => go(State::One { loan }),
        (State::One { loan } | State::Told { loan, .. }, Some(Choice::HandOut), _) => {
            work(State::One { loan }, PaperEffect::HandOut { loan })
        }
        (State::One { loan } | State::Told { loan, .. }, Some(Choice::TakeBack), _) => {
            go(State::Taking { loan })
        }
        (State::Taking { loan }, Some(Choice::Condition(Condition::Intact)), _) => {
            take_back(loan, Condition::Intact, String::new())
        }
        (State::Taking { loan }, Some(Choice::Condition(condition)), _) => {
            go(State::Words { loan, condition })
        }
        (State::Words { loan, condition }, _, Input::Text(typed)) => match reason(&typed) {
            Ok(words) => take_back(loan, condition, words),
            Err(say) => Step::Mend(Place::PaperFile(State::Words { loan, condition }), say),
        },
        (State::List, _, Input::Text(query)) => Step::Go(open(Door::Search { query })),
        (state, _, input) => puzzled(Place::PaperFile(state), input),
    }
}

/// Takes what the archive answered. Whatever was asked, a file that is back shows how it came back.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let outcome = match outcome {
        Outcome::Paper(outcome) => outcome,
        Outcome::NoSuchClient => return no_such_client(),
        _ => unreachable!("paper files ask for paper files only"),
    };
    match (state, outcome) {
        (state, PaperOutcome::List(files)) => {
            Step::Wait(Place::PaperFile(state), list(ctx, &files))
        }
        (State::Taking { loan }, PaperOutcome::One(view, true))
            if view.standing == Standing::Out =>
        {
            Step::Wait(Place::PaperFile(State::Taking { loan }), taking(&view))
        }
        (State::Words { loan, condition }, PaperOutcome::One(view, true))
            if view.standing == Standing::Out =>
        {
            let state = State::Words { loan, condition };
            Step::Wait(Place::PaperFile(state), words(&view, condition))
        }
        (State::Told { loan, rung }, PaperOutcome::One(view, keeps))
            if view.standing == Standing::Out =>
        {
            let screen = told(ctx, &view, rung, keeps);
            Step::Wait(Place::PaperFile(State::Told { loan, rung }), screen)
        }
        (State::Marked { loan }, PaperOutcome::One(view, _)) if view.back.is_some() => {
            let screen = marked(ctx, &view);
            Step::Wait(Place::PaperFile(State::Marked { loan }), screen)
        }
        (_, PaperOutcome::One(view, keeps)) => one(ctx, &view, keeps, None),
        (_, PaperOutcome::Taken(view)) => one(ctx, &view, true, Some(Say::NotYet)),
        _ => unreachable!("paper files ask for paper files only"),
    }
}

/// Whether a notice has asked for words.
pub fn listens(state: &State) -> bool {
    matches!(state, State::Words { .. })
}

fn list(ctx: &Ctx, files: &[PaperView]) -> Screen {
    let mut screen = Screen::of(root(Say::ListTitle { count: files.len() as i64 }));
    for view in files {
        screen = screen.line(root(Say::Line {
            number: view.number.clone(),
            borrower: view.borrower_name.clone(),
            client: Box::new(client(view)),
            standing: Box::new(standing(ctx, view)),
        }));
    }
    let number = |view: &PaperView| Root::Common(Common::Plain { text: view.number.clone() });
    let each = files.iter().map(|view| button(number(view), press(Choice::One(view.loan))));
    screen.maybe(files.is_empty().then(|| root(Say::ListNone))).grid(2, each).row([back(), home()])
}

/// One file: how it stands, and what this person may do about it.
fn one(ctx: &Ctx, view: &PaperView, keeps: bool, first: Option<Say>) -> Step {
    let own = view.borrower == ctx.who.id;
    let mut screen = described(ctx, root(Say::Title { number: view.number.clone() }), view, keeps)
        .maybe(first.map(root));
    if own && view.standing == Standing::Out {
        screen = screen.line(root(Say::Yours));
    }
    if keeps && !own {
        screen = acts(screen, view);
    }
    let state = Place::PaperFile(State::One { loan: view.loan });
    Step::Wait(state, screen.row([home()]))
}

/// What whoever keeps the cabinet does with it.
fn acts(screen: Screen, view: &PaperView) -> Screen {
    match view.standing {
        Standing::ToHandOut => screen
            .line(root(Say::AskHandOut))
            .row([button(root(Say::HandOut), press(Choice::HandOut))]),
        Standing::Out => screen.row([button(root(Say::TakeBack), press(Choice::TakeBack))]),
        Standing::Asked | Standing::Back | Standing::Void => screen,
    }
}

/// A file in a message that may arrive by itself: the client's number only, since a lock screen may show it (T12).
fn described(ctx: &Ctx, title: Root, view: &PaperView, keeps: bool) -> Screen {
    let words = (!view.words.is_empty()).then(|| root(Say::Noted { words: view.words.clone() }));
    let said = view.said.filter(|_| view.standing == Standing::Out);
    let place =
        (keeps && !view.place.is_empty()).then(|| root(Say::Lies { place: view.place.clone() }));
    Screen::of(title)
        .line(screen::client("", &view.client_number))
        .line(root(Say::Borrower { borrower: view.borrower_name.clone() }))
        .maybe(place)
        .line(standing(ctx, view))
        .maybe(said.map(|said| root(Say::Said { condition: said.word() })))
        .maybe(words)
}

/// A rung of the ladder: to the borrower what to do, to the others what has not been done.
fn told(ctx: &Ctx, view: &PaperView, rung: Rung, keeps: bool) -> Screen {
    let borrower = view.borrower_name.clone();
    let number = view.number.clone();
    let until = view.due.unwrap_or(ctx.now).into();
    let points = i64::from(crate::model::paper::Offence::Late.points());
    let own = view.borrower == ctx.who.id;
    let (title, line) = match (rung, own) {
        (Rung::Soon, _) => (Say::SoonTitle { until }, Say::Soon),
        (Rung::Due, _) => (Say::DueTitle, Say::Due),
        (Rung::Keeper | Rung::Slip, true) => (Say::LateTitle { number }, Say::Late),
        (Rung::Keeper, false) => (Say::KeeperTitle { borrower }, Say::Keeper),
        (Rung::Slip, false) => (Say::SlipTitle { number }, Say::Slip { borrower }),
        (Rung::Violation, true) => (Say::SuspendedTitle, Say::Suspended { points }),
        (Rung::Violation, false) => {
            let title = Say::ViolationTitle { borrower: borrower.clone() };
            (title, Say::Violation { borrower, points })
        }
    };
    let mut screen = described(ctx, root(title), view, keeps).line(root(line));
    if keeps && !own {
        screen = acts(screen, view);
    }
    if rung == Rung::Violation && !own && may(ctx.who.role, Action::JudgeBorrowers) {
        screen = screen.row([super::violations::way()]);
    }
    screen.row([home()])
}

/// Points were recorded: to the borrower, and to whoever judges borrowers.
fn marked(ctx: &Ctx, view: &PaperView) -> Screen {
    let condition = view.back.as_ref().map_or(Condition::Intact, |(_, _, condition)| *condition);
    let points = condition.offence().map_or(0, |offence| i64::from(offence.points()));
    let own = view.borrower == ctx.who.id;
    let borrower = view.borrower_name.clone();
    let title =
        if own { Say::MarkedTitle { points } } else { Say::MarkedOfTitle { borrower, points } };
    let words = (!view.words.is_empty()).then(|| root(Say::Noted { words: view.words.clone() }));
    let judges = !own && may(ctx.who.role, Action::JudgeBorrowers);
    let mut screen = Screen::of(root(title))
        .line(client(view))
        .line(root(Say::Marked { number: view.number.clone(), condition: condition.word() }))
        .line(standing(ctx, view))
        .maybe(words);
    if judges {
        screen = screen.row([super::violations::way()]);
    }
    screen.row([home()])
}

fn taking(view: &PaperView) -> Screen {
    let each = Condition::ALL.iter().map(|condition| {
        let label = Root::Common(Common::Term { word: condition.word() });
        button(label, press(Choice::Condition(*condition)))
    });
    Screen::of(root(Say::Title { number: view.number.clone() }))
        .line(client(view))
        .line(root(Say::Borrower { borrower: view.borrower_name.clone() }))
        .maybe(view.said.map(|said| root(Say::Said { condition: said.word() })))
        .line(root(Say::AskCondition))
        .grid(2, each)
        .row([back(), home()])
}

fn words(view: &PaperView, condition: Condition) -> Screen {
    let points = condition.offence().map_or(0, |offence| i64::from(offence.points()));
    Screen::of(root(Say::Title { number: view.number.clone() }))
        .line(client(view))
        .line(Root::Common(Common::Term { word: condition.word() }))
        .line(root(Say::AskWords))
        .line(root(Say::Points { points }))
        .row([back(), home()])
}

fn standing(ctx: &Ctx, view: &PaperView) -> Root {
    let until = view.due.map(Moment::from);
    root(match (view.standing, until, view.back.clone()) {
        (Standing::Asked, ..) => Say::StandsAsked,
        (Standing::Out, Some(until), _) if until.at <= ctx.now => Say::StandsLate { until },
        (Standing::Out, Some(until), _) if view.coming => Say::StandsComing { until },
        (Standing::Out, Some(until), _) => Say::StandsOut { until },
        (Standing::Back, _, Some((at, by, condition))) => {
            Say::StandsBack { at: at.into(), by, condition: condition.word() }
        }
        (Standing::ToHandOut, ..) => Say::StandsToHandOut,
        _ => Say::StandsVoid,
    })
}

/// The way to the list.
pub fn way() -> Button {
    button(root(Say::Button), Press::Go(Door::Papers))
}

fn client(view: &PaperView) -> Root {
    screen::client(&view.client_name, &view.client_number)
}

fn take_back(loan: LoanId, condition: Condition, words: String) -> Step {
    work(State::One { loan }, PaperEffect::TakeBack { loan, condition, words })
}

fn loan(state: &State) -> Option<LoanId> {
    match state {
        State::List => None,
        State::One { loan }
        | State::Told { loan, .. }
        | State::Marked { loan }
        | State::Taking { loan }
        | State::Words { loan, .. } => Some(*loan),
    }
}

fn press(choice: Choice) -> Press {
    Press::Paper(choice)
}

fn go(state: State) -> Step {
    Step::Go(Place::PaperFile(state))
}

fn work(state: State, effect: PaperEffect) -> Step {
    Step::Do(Place::PaperFile(state), Effect::Paper(effect))
}

fn root(say: Say) -> Root {
    Root::PaperFile(say)
}

#[cfg(test)]
mod tests;
