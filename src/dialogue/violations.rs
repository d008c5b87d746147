//! What is recorded against borrowers, for the manager: points per person, and who may borrow again (A8.04, A9.08); and
//! who approved each other's loans (T6).
//!
//! ```text
//! List -- lift --> Lifting -- words --> receipt;  Lifted: a notice to the borrower
//! List -- approved each other --> Mutual
//! ```

use super::effect::{Effect, Outcome};
use super::loan_lines::reason;
use super::paper_file::{PaperEffect, PaperOutcome};
use super::screen::{Button, Choice as Press, Door, Say as Root, Screen, back, button, home};
use super::{Ctx, Input, State as Place, Step, open, puzzled};
use crate::model::StaffId;
use crate::model::loan::{MUTUAL_DAYS, Mutual};
use crate::model::paper::Violation;
use crate::model::policy::{Action, may};
use crate::model::value::{Moment, Word};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// All of the branch.
    List,
    /// Who approved each other's loans.
    Mutual,
    /// Asking why this person may borrow again.
    Lifting { staff: StaffId },
    /// In the borrower's own chat: they may borrow again.
    Lifted { reason: String },
}

/// What the buttons mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Let this person borrow again.
    Lift(StaffId),
    /// Who approved each other's loans.
    Mutual,
}

/// What is said.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Button,
    Title,
    None,
    Person { name: String, points: i64 },
    Suspended { name: String, points: i64 },
    Line { number: String, offence: Word, points: i64, at: Moment },
    Lifted { by: String, at: Moment, reason: String },
    Lift { name: String },
    LiftTitle { name: String },
    AskWhy,
    LiftedTitle { name: String },
    LiftedReceipt,
    AgainTitle,
    Again { reason: String },
    Mutual,
    MutualTitle,
    Pair { one: String, other: String, by_one: i64, by_other: i64 },
    LetOthersDecide { days: i64 },
    NoPair { days: i64 },
}

/// Shows a state; the notice needs nothing but its reader.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    match state {
        State::Lifted { reason } => {
            let screen = Screen::of(root(Say::AgainTitle))
                .line(root(Say::Again { reason: reason.clone() }))
                .row([home()]);
            Step::Wait(Place::Violations(State::Lifted { reason }), screen)
        }
        State::Mutual => work(State::Mutual, PaperEffect::Mutual),
        state => work(state, PaperEffect::Violations),
    }
}

/// Takes what the person did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::List, Input::Press(Press::Violations(Choice::Lift(staff)))) => {
            Step::Go(Place::Violations(State::Lifting { staff }))
        }
        (State::List, Input::Press(Press::Violations(Choice::Mutual))) => {
            Step::Go(Place::Violations(State::Mutual))
        }
        (State::Lifting { staff }, Input::Text(typed)) => match reason(&typed) {
            Ok(reason) => work(State::Lifting { staff }, PaperEffect::Lift { staff, reason }),
            Err(say) => Step::Mend(Place::Violations(State::Lifting { staff }), say),
        },
        (State::List, Input::Text(query)) => Step::Go(open(Door::Search { query })),
        (state, input) => puzzled(Place::Violations(state), input),
    }
}

/// Takes what the archive answered: the pairs, else always the list, before and after.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let all = match outcome {
        Outcome::Paper(PaperOutcome::Violations(all)) => all,
        Outcome::Paper(PaperOutcome::Mutual(pairs)) => {
            return Step::Wait(Place::Violations(state), mutual(&pairs));
        }
        _ => unreachable!("the lists of violations and of pairs ask for themselves"),
    };
    let State::Lifting { staff } = state else {
        return Step::Wait(Place::Violations(State::List), list(ctx, &all));
    };
    let of: Vec<&Violation> = all.iter().filter(|it| it.staff == staff).collect();
    let name = of.first().map(|it| it.name.clone()).unwrap_or_default();
    if of.iter().any(|it| it.suspends()) {
        let screen = Screen::of(root(Say::LiftTitle { name })).line(root(Say::AskWhy));
        return Step::Wait(Place::Violations(state), screen.row([back(), home()]));
    }
    let title = root(Say::LiftedTitle { name });
    Step::End(Screen::of(title).line(root(Say::LiftedReceipt)).row([way(), home()]))
}

/// By person: the points, what they are for, and whether they may borrow.
fn list(ctx: &Ctx, all: &[Violation]) -> Screen {
    let mut people: Vec<StaffId> = Vec::new();
    for violation in all {
        if !people.contains(&violation.staff) {
            people.push(violation.staff);
        }
    }
    let mut screen = Screen::of(root(Say::Title));
    let mut lifts = Vec::new();
    for person in people {
        let of = || all.iter().filter(|it| it.staff == person);
        let points = of().map(|it| i64::from(it.points)).sum();
        let name = of().next().map(|it| it.name.clone()).unwrap_or_default();
        if of().any(Violation::suspends) {
            screen = screen.line(root(Say::Suspended { name: name.clone(), points }));
            let lift = Press::Violations(Choice::Lift(person));
            lifts.push(button(root(Say::Lift { name }), lift));
        } else {
            screen = screen.line(root(Say::Person { name, points }));
        }
        for violation in of() {
            screen = screen.line(root(Say::Line {
                number: violation.number.clone(),
                offence: violation.offence.word(),
                points: violation.points.into(),
                at: violation.at.into(),
            }));
            screen = screen.maybe(
                violation
                    .lifted
                    .clone()
                    .map(|(by, at, reason)| root(Say::Lifted { by, at: at.into(), reason })),
            );
        }
    }
    let reviews = may(ctx.who.role, Action::ReviewApprovals);
    let pairs = reviews.then(|| button(root(Say::Mutual), Press::Violations(Choice::Mutual)));
    let screen = screen.maybe(all.is_empty().then(|| root(Say::None)));
    screen.grid(2, lifts).grid(1, pairs).row([back(), home()])
}

/// Who approved each other's loans, most first.
fn mutual(pairs: &[Mutual]) -> Screen {
    let screen = Screen::of(root(Say::MutualTitle));
    let pair = |it: &Mutual| {
        let (one, other) = (it.one.clone(), it.other.clone());
        root(Say::Pair { one, other, by_one: it.by_one, by_other: it.by_other })
    };
    let days = MUTUAL_DAYS;
    let end = if pairs.is_empty() { Say::NoPair { days } } else { Say::LetOthersDecide { days } };
    pairs.iter().map(pair).fold(screen, Screen::line).line(root(end)).row([back(), home()])
}

/// The way to the list.
pub fn way() -> Button {
    button(root(Say::Button), Press::Go(Door::Violations))
}

fn work(state: State, effect: PaperEffect) -> Step {
    Step::Do(Place::Violations(state), Effect::Paper(effect))
}

fn root(say: Say) -> Root {
    Root::Violations(say)
}
