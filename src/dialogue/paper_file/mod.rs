//! Paper files that go out with a loan: handed out by whoever keeps the cabinet, taken back with their condition; and the
//! notices to everybody concerned when one stays away (A8.02–A8.04, A8.12; access.md, Ladder).
//!
//! ```text
//! List -- one --> One -- handed out --> One -- taken back --> Taking -- intact ----------------> One
//!                 Told (a notice) --------^                    Taking -- damaged, missing --> Words -^
//! ```

use super::effect::{Effect, Outcome};
use super::loan_lines::{no_such_client, reason};
use super::screen::{Button, Choice as Press, Door, Say as Root, button};
use super::{Ctx, Input, State as Place, Step, open, puzzled};
use crate::model::LoanId;
use crate::model::paper::{Condition, Rung, Standing};
use crate::model::value::{Moment, Word};
use serde::{Deserialize, Serialize};
use view::{list, marked, one, taking, told, words};
pub use work::{PaperEffect, PaperOutcome};

mod view;
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
    /// It is not where the borrower says they gave it back: whoever looked, and the notice to the borrower.
    NotHere { loan: LoanId },
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
    /// The borrower gave it back.
    Give,
    /// It is not there.
    NotHere,
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
    // Nobody who keeps the cabinet has confirmed it.
    StandsGiven { at: Moment },
    StandsLost { at: Moment, by: String },
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
    MarkedLost { number: String },
    Give,
    Given,
    YoursLost,
    AskGiven,
    NotHere,
    MissedTitle { number: String },
    MissedTold,
    MissedNoted,
    SaidLost,
    AskLost,
    LostLies,
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
        (
            State::One { loan } | State::Told { loan, .. } | State::NotHere { loan },
            Some(Choice::Give),
            _,
        ) => work(State::One { loan }, PaperEffect::Give { loan }),
        (State::One { loan } | State::Told { loan, .. }, Some(Choice::NotHere), _) => {
            work(State::NotHere { loan }, PaperEffect::NotHere { loan })
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
        // Nothing is asked here: words are a search, as at home.
        (State::List | State::One { .. }, _, Input::Text(query)) => {
            Step::Go(open(Door::Search { query }))
        }
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
        (State::NotHere { .. }, PaperOutcome::One(view, true)) if view.borrower != ctx.who.id => {
            let looked = view.standing == Standing::Out && view.given.is_none();
            one(ctx, &view, true, looked.then_some(Say::MissedNoted))
        }
        (State::NotHere { loan }, PaperOutcome::One(view, _))
            if view.standing == Standing::Out && view.given.is_none() =>
        {
            let screen = view::not_here(ctx, &view);
            Step::Wait(Place::PaperFile(State::NotHere { loan }), screen)
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

/// The way to the list.
pub fn way() -> Button {
    button(root(Say::Button), Press::Go(Door::Papers))
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
        | State::NotHere { loan }
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
