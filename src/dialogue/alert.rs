//! An alert about unusual reading, in front of those who keep watch (a notice; T3, D12).
//!
//! ```text
//! Told -- Home --> Home
//! ```

use super::effect::{AlertView, Effect, Outcome, UnmaskedEffect};
use super::screen::{Say as Root, Screen, home};
use super::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::AlertId;
use crate::model::value::{Moment, Word};
use crate::model::watch::Alert;
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Told.
    Told { alert: AlertId },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    Who { name: String, role: Word },
    Former { name: String },
    Cards { count: i64 },
    Hour { count: i64 },
    Night { at: Moment },
    Reveals { count: i64 },
    WhatToDo,
    Gone,
}

/// Reads the alert.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let State::Told { alert } = state;
    Step::Do(Place::Alert(state), Effect::Unmasked(UnmaskedEffect::Alert { alert }))
}

/// Takes nothing but what every screen takes.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    puzzled(Place::Alert(state), input)
}

/// Takes the alert.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match outcome {
        Outcome::Alert(view) => Step::Wait(Place::Alert(state), told(&view)),
        Outcome::AlertGone => Step::End(Screen::of(Root::Alert(Say::Gone)).row([home()])),
        _ => unreachable!("an alert is there or not"),
    }
}

fn told(view: &AlertView) -> Screen {
    let name = view.name.clone();
    let who = match view.role {
        Some(role) => Say::Who { name, role: role.word() },
        None => Say::Former { name },
    };
    let count = view.count.into();
    let what = match view.kind {
        Alert::Cards => Say::Cards { count },
        Alert::Hour => Say::Hour { count },
        Alert::Night => Say::Night { at: view.at.into() },
        Alert::Reveals => Say::Reveals { count },
    };
    let lines = [who, what, Say::WhatToDo].map(Root::Alert);
    lines.into_iter().fold(Screen::of(Root::Alert(Say::Title)), Screen::line).row([home()])
}
