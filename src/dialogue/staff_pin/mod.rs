//! The PIN: set and changed under Settings, asked for before a decision when its person was idle (T13, decisions 15).
//!
//! ```text
//! Menu -- set --> Choosing -- OK --> Repeating -- OK --> Menu
//! Menu -- change --> Asking -- OK --> Choosing
//! (a decision) -- locked --> Asking -- OK --> (the decision goes on)
//! (a decision) -- a PIN is required --> Choosing -- OK --> Repeating -- OK --> (the decision goes on)
//! Alert: a notice to the owners. Reset: a notice to the only one, whose PIN the command line has forgotten.
//! ```
//!
//! A state counts digits; the digits themselves never leave the memory of `turn/lock`, which says how.

use super::effect::{Effect, Outcome};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, door, home,
};
use super::{Chosen, Ctx, Input, Step, puzzled};
use crate::model::pin::{DIGITS_MAX, DIGITS_MIN};
use crate::model::policy::{Action, Role, may};
use crate::model::value::Moment;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
pub use work::{PinEffect, PinOutcome, Slot, Then};

mod work;

/// The keys of a keypad, a row each.
const KEYS: [[u8; 3]; 3] = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];

/// Where the PIN stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Whether one has a PIN, and the owner's setting.
    Menu,
    /// Typing the present PIN.
    Asking { typed: u32, then: Then },
    /// Typing a new one.
    Choosing { typed: u32, then: Then },
    /// Typing it again.
    Repeating { typed: u32, then: Then },
    /// In an owner's chat: somebody's PIN was wrong too often.
    Alert { name: String, until: DateTime<Utc> },
    /// In the only owner's chat: their PIN was reset on the server.
    Reset { at: DateTime<Utc> },
}

/// What the keys mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Set a PIN; there is none yet.
    Set,
    /// Change it.
    Change,
    /// Whether those who decide must have one.
    Require(bool),
    /// A digit.
    Digit(u8),
    /// Take the last digit back.
    Erase,
    /// The present PIN is whole.
    Enter,
    /// The new PIN is whole.
    Next,
    /// The new PIN is repeated.
    Save,
}

/// What is said about a PIN. No sentence holds a digit of one.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Pin,
    Title,
    None,
    Has,
    Required,
    Voluntary,
    WhatFor,
    // For whom only a contact in full is behind the lock.
    WhatForContact,
    Forgotten,
    ForgottenOwner,
    Set,
    Change,
    Require,
    Release,
    AskTitle,
    Ask,
    AskForDecision,
    ChooseTitle,
    Choose { least: i64, most: i64 },
    ChooseForDecision,
    RepeatTitle,
    Repeat,
    Empty,
    Dots { dots: String },
    Erase,
    Ok,
    Saved,
    Wrong { left: i64 },
    Paused { until: Moment },
    TooShort { least: i64 },
    Full { most: i64 },
    TooSimple,
    Differs,
    Again,
    // Somebody typed instead of pressing.
    DoNotType,
    AlertTitle,
    Alert { name: String, until: Moment },
    AlertAdvice,
    ResetTitle,
    Reset { at: Moment },
    ResetAdvice,
}

/// Shows a state. Only the menu needs the archive.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let screen = match &state {
        State::Menu => return work(State::Menu, PinEffect::Standing),
        State::Alert { name, until } => alert(name, *until),
        State::Reset { at } => reset(*at),
        state => keypad(state),
    };
    Step::Wait(state.into(), screen)
}

/// Takes a press. What is typed instead is not looked at.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    let choice = match (&state, input) {
        (_, Input::Press(Press::Pin(choice))) => choice,
        (
            State::Asking { .. } | State::Choosing { .. } | State::Repeating { .. },
            Input::Text(_),
        ) => {
            return Step::Mend(state.into(), say(Say::DoNotType));
        }
        (_, input) => return puzzled(state.into(), input),
    };
    let count = count(&state);
    match (state, choice) {
        (State::Menu, Choice::Set) => go(State::Choosing { typed: 0, then: Then::Change }),
        (State::Menu, Choice::Change) => go(State::Asking { typed: 0, then: Then::Change }),
        (State::Menu, Choice::Require(required)) if may(ctx.who.role, Action::RequirePin) => {
            work(State::Menu, PinEffect::Require(required))
        }
        (state, Choice::Digit(digit)) if slot(&state).is_some() => {
            if count as usize >= DIGITS_MAX {
                return Step::Mend(state.into(), say(Say::Full { most: DIGITS_MAX as i64 }));
            }
            let slot = slot(&state).expect("it was asked just now");
            work(state, PinEffect::Digit { slot, at: count, digit })
        }
        (state, Choice::Erase) if slot(&state).is_some() => {
            go(with(state, count.saturating_sub(1)))
        }
        (state, Choice::Enter | Choice::Next | Choice::Save)
            if slot(&state).is_some() && (count as usize) < DIGITS_MIN =>
        {
            Step::Mend(state.into(), say(Say::TooShort { least: DIGITS_MIN as i64 }))
        }
        (state @ State::Asking { .. }, Choice::Enter) => {
            work(state, PinEffect::Enter { typed: count })
        }
        (state @ State::Choosing { .. }, Choice::Next) => {
            work(state, PinEffect::Choose { typed: count })
        }
        (state @ State::Repeating { .. }, Choice::Save) => {
            work(state, PinEffect::Save { typed: count })
        }
        (state, choice) => puzzled(state.into(), Input::Press(Press::Pin(choice))),
    }
}

/// Takes what the lock or the archive answered.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::Pin(outcome) = outcome else { unreachable!("a PIN asks about PINs only") };
    let again = |state: State, why: Say| Step::Mend(with(state, 0).into(), say(why));
    match (state, outcome) {
        (State::Menu, PinOutcome::Standing { has, required }) => {
            Step::Wait(State::Menu.into(), menu(ctx, has, required))
        }
        (state, PinOutcome::Typed(0)) => again(state, Say::Again),
        (state, PinOutcome::Typed(typed)) => go(with(state, typed)),
        (State::Asking { then: Then::Change, .. }, PinOutcome::Right) => {
            go(State::Choosing { typed: 0, then: Then::Change })
        }
        (State::Repeating { then: Then::Change, .. }, PinOutcome::Right) => {
            Step::Mend(State::Menu.into(), say(Say::Saved))
        }
        (State::Asking { then, .. } | State::Repeating { then, .. }, PinOutcome::Right) => {
            Step::Done(Chosen::Unlocked(then))
        }
        (State::Asking { then: Then::Change, .. }, PinOutcome::Unset) => go(State::Menu),
        (State::Asking { then, .. }, PinOutcome::Unset) => Step::Done(Chosen::Unlocked(then)),
        (State::Choosing { then, .. }, PinOutcome::Chosen) => {
            go(State::Repeating { typed: 0, then })
        }
        (State::Repeating { then, .. }, PinOutcome::Differs) => {
            again(State::Choosing { typed: 0, then }, Say::Differs)
        }
        (state, PinOutcome::TooSimple) => again(state, Say::TooSimple),
        (state, PinOutcome::Again) => again(state, Say::Again),
        // What counts must stand longer than a toast, and a keypad that takes nothing must not be pressed.
        (state, PinOutcome::Wrong { left }) => {
            let (state, wrong) = (with(state, 0), say(Say::Wrong { left: left.into() }));
            let mut screen = keypad(&state);
            screen.lines.insert(0, wrong);
            Step::Wait(state.into(), screen)
        }
        (state, PinOutcome::Paused { until }) => {
            let paused = say(Say::Paused { until: until.into() });
            let screen = Screen::of(say(Say::AskTitle)).line(paused).row([back(), home()]);
            Step::Wait(with(state, 0).into(), screen)
        }
        _ => unreachable!("each key becomes what it asks for"),
    }
}

/// How many digits stand on a keypad; none elsewhere.
pub fn typed(state: &super::State) -> u32 {
    match state {
        super::State::StaffPin(state) => count(state),
        _ => 0,
    }
}

fn count(state: &State) -> u32 {
    match state {
        State::Asking { typed, .. }
        | State::Choosing { typed, .. }
        | State::Repeating { typed, .. } => *typed,
        State::Menu | State::Alert { .. } | State::Reset { .. } => 0,
    }
}

/// Whether two states are one keypad, so that Back does not stop at each digit.
pub fn same_place(before: &State, after: &State) -> bool {
    std::mem::discriminant(before) == std::mem::discriminant(after)
}

fn slot(state: &State) -> Option<Slot> {
    match state {
        State::Asking { .. } => Some(Slot::Entered),
        State::Choosing { .. } => Some(Slot::Chosen),
        State::Repeating { .. } => Some(Slot::Repeated),
        State::Menu | State::Alert { .. } | State::Reset { .. } => None,
    }
}

fn with(state: State, typed: u32) -> State {
    match state {
        State::Asking { then, .. } => State::Asking { typed, then },
        State::Choosing { then, .. } => State::Choosing { typed, then },
        State::Repeating { then, .. } => State::Repeating { typed, then },
        state => state,
    }
}

fn menu(ctx: &Ctx, has: bool, required: bool) -> Screen {
    let way = match has {
        true => press(Say::Change, Choice::Change),
        false => press(Say::Set, Choice::Set),
    };
    let decides = may(ctx.who.role, Action::RecallLoan);
    let forgotten = match ctx.who.role {
        Role::Owner => Say::ForgottenOwner,
        _ => Say::Forgotten,
    };
    let screen = Screen::of(say(Say::Title))
        .line(say(if has { Say::Has } else { Say::None }))
        .line(say(if required { Say::Required } else { Say::Voluntary }))
        .line(say(if decides { Say::WhatFor } else { Say::WhatForContact }))
        .maybe(has.then(|| say(forgotten)))
        .row([way]);
    let screen = match may(ctx.who.role, Action::RequirePin) {
        true if required => screen.row([press(Say::Release, Choice::Require(false))]),
        true => screen.row([press(Say::Require, Choice::Require(true))]),
        false => screen,
    };
    screen.row([back(), home()])
}

/// The keypad. Dots stand for digits; the keys stand where they always do.
fn keypad(state: &State) -> Screen {
    let decides = |then: &Then| *then != Then::Change;
    let (title, ask, ok) = match state {
        State::Asking { then, .. } if decides(then) => {
            (Say::AskTitle, Say::AskForDecision, Choice::Enter)
        }
        State::Asking { .. } => (Say::AskTitle, Say::Ask, Choice::Enter),
        State::Choosing { then, .. } if decides(then) => {
            (Say::ChooseTitle, Say::ChooseForDecision, Choice::Next)
        }
        State::Choosing { .. } => {
            let (least, most) = (DIGITS_MIN as i64, DIGITS_MAX as i64);
            (Say::ChooseTitle, Say::Choose { least, most }, Choice::Next)
        }
        _ => (Say::RepeatTitle, Say::Repeat, Choice::Save),
    };
    let dots = match count(state) {
        0 => Say::Empty,
        typed => Say::Dots { dots: "● ".repeat(typed as usize).trim_end().to_owned() },
    };
    let mut screen = Screen::of(say(title)).line(say(ask)).line(say(dots));
    for row in KEYS {
        screen = screen.row(row.map(key));
    }
    screen.row([press(Say::Erase, Choice::Erase), key(0), press(Say::Ok, ok)]).row([back(), home()])
}

fn alert(name: &str, until: DateTime<Utc>) -> Screen {
    Screen::of(say(Say::AlertTitle))
        .line(say(Say::Alert { name: name.to_owned(), until: until.into() }))
        .line(say(Say::AlertAdvice))
        .row([button(Root::StaffPeople(super::staff_people::Say::People), Press::Go(Door::People))])
        .row([door(Common::Home, Door::Home)])
}

fn reset(at: DateTime<Utc>) -> Screen {
    Screen::of(say(Say::ResetTitle))
        .line(say(Say::Reset { at: at.into() }))
        .line(say(Say::ResetAdvice))
        .row([button(say(Say::Pin), Press::Go(Door::Pin)), home()])
}

fn key(digit: u8) -> Button {
    let label = Root::Common(Common::Plain { text: digit.to_string() });
    button(label, Press::Pin(Choice::Digit(digit)))
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Pin(choice))
}

fn go(state: State) -> Step {
    Step::Go(state.into())
}

fn work(state: State, effect: PinEffect) -> Step {
    Step::Do(state.into(), Effect::Pin(effect))
}

fn say(say: Say) -> Root {
    Root::StaffPin(say)
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::StaffPin(state)
    }
}

#[cfg(test)]
mod tests;
