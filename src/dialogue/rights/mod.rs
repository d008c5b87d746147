//! What weighs: a client's rights, confirmations by a second person, legal hold, retention, emergencies. A conversation
//! each, in a file of its own.
//!
//! ```text
//! (a card) -- Rights --> menu -- Erase, with a reason --> (ask) --> confirm: a notice to who may confirm
//! (a card) -- Emergency --> emergency: safety data for minutes, and a notice to who reviews it
//! (a restore on the command line) --> restore: a notice to who may confirm it
//! (settings) -- Rights --> book -- what waits, proofs --> confirm, emergency, retention
//! ```

use super::loan_lines;
use super::screen::Say as Root;
use super::{Ctx, Input, Step};
use crate::dialogue::effect::Outcome;
use crate::model::value::Word;
use crate::model::{ClientId, ConfirmationId};
use serde::{Deserialize, Serialize};
pub use work::{Right, RightEffect};

pub mod book;
pub mod confirm;
pub mod copy;
pub mod emergency;
pub mod menu;
pub mod restore;
pub mod retention;
mod work;

/// Where one of these conversations stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// See `menu`.
    Menu(menu::State),
    /// See `confirm`.
    Confirm(confirm::State),
    /// See `copy`.
    Copy(copy::State),
    /// See `book`.
    Book(book::State),
    /// See `retention`.
    Retention(retention::State),
    /// See `emergency`.
    Emergency(emergency::State),
    /// See `restore`.
    Restore(restore::State),
}

/// What a press means in them.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// See `menu`.
    Menu(menu::Choice),
    /// See `confirm`.
    Confirm(confirm::Choice),
    /// See `book`.
    Book(book::Choice),
    /// See `retention`.
    Retention(retention::Choice),
    /// See `emergency`.
    Emergency(emergency::Choice),
    /// See `restore`.
    Restore(restore::Choice),
}

/// The ways in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Way {
    /// A client's rights.
    Client { client: ClientId },
    /// Hidden safety data, in an emergency.
    Emergency { client: ClientId },
    /// What waits, and what was done.
    Book,
    /// What is kept no longer.
    Retention,
}

/// The beginning of a way.
pub fn open(way: Way) -> super::State {
    match way {
        Way::Client { client } => menu::State::Menu { client }.into(),
        Way::Emergency { client } => emergency::State::Why { client }.into(),
        Way::Book => book::State::List.into(),
        Way::Retention => retention::State::List { page: 0 }.into(),
    }
}

/// A confirmation in front of somebody.
pub fn asked(confirmation: ConfirmationId) -> super::State {
    confirm::State::Asked { confirmation }.into()
}

/// See `dialogue::show`.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match state {
        State::Menu(state) => menu::show(ctx, state),
        State::Confirm(state) => confirm::show(ctx, state),
        State::Copy(state) => copy::show(ctx, state),
        State::Book(state) => book::show(ctx, state),
        State::Retention(state) => retention::show(ctx, state),
        State::Emergency(state) => emergency::show(ctx, state),
        State::Restore(state) => restore::show(ctx, state),
    }
}

/// See `dialogue::step`.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match state {
        State::Menu(state) => menu::step(ctx, state, input),
        State::Confirm(state) => confirm::step(ctx, state, input),
        State::Copy(state) => copy::step(ctx, state, input),
        State::Book(state) => book::step(ctx, state, input),
        State::Retention(state) => retention::step(ctx, state, input),
        State::Emergency(state) => emergency::step(ctx, state, input),
        State::Restore(state) => restore::step(ctx, state, input),
    }
}

/// See `dialogue::resume`.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match state {
        State::Menu(state) => menu::resume(ctx, state, outcome),
        State::Confirm(state) => confirm::resume(ctx, state, outcome),
        State::Copy(state) => copy::resume(ctx, state, outcome),
        State::Book(state) => book::resume(ctx, state, outcome),
        State::Retention(state) => retention::resume(ctx, state, outcome),
        State::Emergency(state) => emergency::resume(ctx, state, outcome),
        State::Restore(state) => restore::resume(ctx, state, outcome),
    }
}

/// A stored reason: a word of its list, or what somebody wrote.
fn told(reason: &str, word: Option<Word>) -> Box<Root> {
    let plain = || super::screen::Common::Plain { text: reason.to_owned() };
    Box::new(Root::Common(match word {
        Some(word) => super::screen::Common::Term { word },
        None => plain(),
    }))
}

/// A typed reason, or the sentence that says how to mend it.
fn typed(words: &str) -> Result<String, Root> {
    loan_lines::reason(words)
}
