//! STUB.
use super::{Ctx, Input, Step, effect::Outcome};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    Help,
    Privacy,
    /// After the seat became active; opened by the archive.
    Welcome,
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
