//! STUB.
use super::{Ctx, Input, Step, effect::Outcome};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    Form { client: crate::model::ClientId },
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Stub,
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    Stub,
}
pub fn open(client: crate::model::ClientId) -> super::State {
    super::State::VisitLog(State::Form { client })
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
