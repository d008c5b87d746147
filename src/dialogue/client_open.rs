//! STUB.
use super::{Ctx, Input, Step, effect::Outcome};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    Card { client: crate::model::ClientId },
    Visits { client: crate::model::ClientId },
    History { client: crate::model::ClientId },
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Stub,
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    Stub,
}

pub fn show(_ctx: &Ctx, _state: State) -> Step {
    unreachable!()
}
pub fn step(_ctx: &Ctx, _state: State, _input: Input) -> Step {
    unreachable!()
}
pub fn resume(_ctx: &Ctx, _state: State, _outcome: Outcome) -> Step {
    unreachable!()
}

/// A card as lines: safety first, then who it is, then the facts by part. A lent card is shown by the same lines.
pub fn lines(_view: &crate::model::mask::CardView) -> Vec<super::screen::Say> {
    Vec::new()
}
