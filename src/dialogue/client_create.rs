//! STUB.
use super::{Ctx, Input, Step, effect::Outcome};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    Form { name: String },
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Stub,
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    Stub,
}
pub fn open(name: String) -> super::State {
    super::State::ClientCreate(State::Form { name })
}
pub fn draft(_state: &State) -> Option<super::screen::Say> {
    None
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

/// STUB: a new card from a shared contact; the duplicate check comes first.
pub fn from_contact(name: String, _phone: String) -> super::State {
    open(name)
}
