//! STUB.
use super::{Ctx, Input, Step, effect::Outcome};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    Form { visit: crate::model::VisitId },
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Stub,
}
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    Stub,
}
pub fn open(visit: crate::model::VisitId) -> super::State {
    super::State::VisitAmend(State::Form { visit })
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

pub fn same_place(before: &State, after: &State) -> bool {
    before == after
}
