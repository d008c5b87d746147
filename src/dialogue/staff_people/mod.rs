//! The colleagues of the branch, for those who manage seats: another role, suspended, let back in, leaving (T5, T6).
//!
//! ```text
//! List -- a name --> Person -- change role --> Roles -- a role --> Changing --yes--+
//!                    Person -- suspend ------> Suspending ------------------yes----+--> (receipt)
//!                    Person -- let back in --> Restoring -------------------yes----+
//!                    Person -- leaving ------> Heirs -- who takes over --> Leaving-+
//! Reseated, Restored: notices to the colleague whose seat was changed.
//! ```

use super::effect::{Effect, Outcome};
use super::screen::{Choice as Press, Common, Say as Root, Screen, home};
use super::{Ctx, Input, Step, puzzled};
use crate::model::StaffId;
use crate::model::people::Standing;
use crate::model::policy::{Action, Role, may, may_invite};
use crate::model::value::Word;
use serde::{Deserialize, Serialize};
pub use work::{PeopleEffect, PeopleOutcome};

mod screens;
mod work;

/// Where the managing of seats stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// A page of the colleagues, counted from 0.
    List { page: u32 },
    /// One of them.
    Person { staff: StaffId },
    /// Choosing another role.
    Roles { staff: StaffId },
    /// Asking whether to give it.
    Changing { staff: StaffId, role: Role },
    /// Asking whether to suspend.
    Suspending { staff: StaffId },
    /// Asking whether to let back in.
    Restoring { staff: StaffId },
    /// Choosing who takes over.
    Heirs { staff: StaffId },
    /// Asking whether to end the seat, and hand over to this colleague if there is anything to hand over.
    Leaving { staff: StaffId, heir: Option<(StaffId, String)> },
    /// In the colleague's own chat: they have another role now.
    Reseated,
    /// In the colleague's own chat: they were let back in.
    Restored,
}

/// What the buttons mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Another page.
    Page(u32),
    /// This colleague.
    Person(StaffId),
    /// Another role.
    ChangeRole,
    /// This role.
    Role(Role),
    /// Suspend.
    Suspend,
    /// Let back in.
    LetIn,
    /// They are leaving, and have something to hand over.
    Leave,
    /// They are leaving with empty hands.
    LeaveEmpty,
    /// This colleague takes over.
    Heir(StaffId, String),
    /// Yes, do it.
    Confirm,
}

/// What is said about seats.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    Line { name: String, role: Word },
    LineOwn { name: String, role: Word },
    LineStanding { name: String, role: Word, standing: Word },
    Choose,
    Nobody,
    Name { name: String },
    Page { page: i64 },
    PersonTitle { name: String },
    Stands { role: Word, standing: Word },
    Keeps { clients: i64, follow_ups: i64, visits: i64 },
    Holds { loans: i64, requests: i64, shown: i64 },
    InvitationOpen,
    ChangeRole,
    Suspend,
    LetIn,
    Leave,
    RoleTitle { name: String },
    AskRole,
    Role { role: Word },
    ChangeTitle { name: String },
    AskChange { from: Word, to: Word, shown: i64 },
    ConfirmChange,
    SuspendTitle { name: String },
    AskSuspend,
    // What ends at once: with a suspension, and with a leave.
    Ends { loans: i64, requests: i64, shown: i64 },
    ConfirmSuspend,
    LetInTitle { name: String },
    AskLetIn { role: Word },
    ConfirmLetIn,
    HeirTitle,
    AskHeir,
    LeaveTitle { name: String },
    AskLeave,
    HandsOver { heir: String, clients: i64, follow_ups: i64, visits: i64 },
    ConfirmLeave,
    Keep,
    ChangedTitle,
    Changed { name: String, role: Word },
    SuspendedTitle,
    Suspended { name: String },
    LetInReceiptTitle,
    LetInReceipt { name: String, role: Word },
    LeftTitle,
    Left { name: String },
    LeftTo { name: String, heir: String },
    // Somebody else changed the seat first.
    Gone,
    OnlyOwner,
    ReseatedTitle,
    Reseated { role: Word },
    RestoredTitle,
    Restored { role: Word },
    People,
}

/// Shows a state: each reads the archive first; the notices need nothing but their reader.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match &state {
        State::Reseated | State::Restored => {
            let screen = screens::notice(ctx, state == State::Restored);
            return Step::Wait(state.into(), screen);
        }
        _ if !may(ctx.who.role, Action::ManageStaff) => {
            return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
        }
        _ => {}
    }
    let effect = match &state {
        State::Heirs { staff } => PeopleEffect::Heirs { staff: *staff },
        state => match staff(state) {
            Some(staff) => PeopleEffect::Person { staff },
            None => PeopleEffect::List,
        },
    };
    work(state, effect)
}

/// Takes what the person did.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    let Input::Press(Press::People(choice)) = input else { return puzzled(state.into(), input) };
    match (state, choice) {
        (State::List { .. }, Choice::Page(page)) => go(State::List { page }),
        (State::List { .. }, Choice::Person(staff)) => go(State::Person { staff }),
        (State::Person { staff }, Choice::ChangeRole) => go(State::Roles { staff }),
        (State::Person { staff }, Choice::Suspend) => go(State::Suspending { staff }),
        (State::Person { staff }, Choice::LetIn) => go(State::Restoring { staff }),
        (State::Person { staff }, Choice::Leave) => go(State::Heirs { staff }),
        (State::Person { staff }, Choice::LeaveEmpty) => go(State::Leaving { staff, heir: None }),
        (State::Roles { staff }, Choice::Role(role))
            if may_invite(ctx.who.role).contains(&role) =>
        {
            go(State::Changing { staff, role })
        }
        (State::Heirs { staff }, Choice::Heir(heir, name)) => {
            go(State::Leaving { staff, heir: Some((heir, name)) })
        }
        (state, Choice::Confirm) => match confirmed(&state) {
            Some(effect) => work(state, effect),
            None => puzzled(state.into(), Input::Press(Press::People(Choice::Confirm))),
        },
        (state, choice) => puzzled(state.into(), Input::Press(Press::People(choice))),
    }
}

/// Takes what the archive answered. A question that no longer fits the seat shows the person as they stand.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::People(outcome) = outcome else {
        unreachable!("seats ask for colleagues and changes of their seats only");
    };
    match (state, outcome) {
        (State::List { page }, PeopleOutcome::List(people)) => screens::list(ctx, page, &people),
        (State::Heirs { staff }, PeopleOutcome::Heirs(heirs)) => {
            Step::Wait(State::Heirs { staff }.into(), screens::heirs(&heirs))
        }
        (state, PeopleOutcome::Person(found)) => {
            let (person, hand) = *found;
            let fits = match &state {
                State::Roles { .. } | State::Suspending { .. } => {
                    person.standing == Standing::Active
                }
                State::Changing { role, .. } => {
                    person.standing == Standing::Active && person.role != *role
                }
                State::Restoring { .. } => person.standing == Standing::Suspended,
                State::Leaving { .. } => person.standing != Standing::Waiting,
                _ => false,
            };
            let state = if fits { state } else { State::Person { staff: person.id } };
            let screen = screens::of_person(ctx, &state, &person, &hand);
            Step::Wait(state.into(), screen)
        }
        (state, PeopleOutcome::Changed(before)) => Step::End(screens::receipt(&state, &before)),
        (_, PeopleOutcome::Gone) => Step::End(screens::ended(Say::Gone)),
        (_, PeopleOutcome::OnlyOwner) => Step::End(screens::ended(Say::OnlyOwner)),
        _ => unreachable!("a list becomes a list, heirs become heirs"),
    }
}

/// The change that a question is about.
fn confirmed(state: &State) -> Option<PeopleEffect> {
    match state {
        State::Changing { staff, role } => {
            Some(PeopleEffect::ChangeRole { staff: *staff, role: *role })
        }
        State::Suspending { staff } => Some(PeopleEffect::Suspend { staff: *staff }),
        State::Restoring { staff } => Some(PeopleEffect::LetIn { staff: *staff }),
        State::Leaving { staff, heir } => {
            Some(PeopleEffect::Leave { staff: *staff, heir: heir.as_ref().map(|(id, _)| *id) })
        }
        _ => None,
    }
}

/// Whom a state is about.
fn staff(state: &State) -> Option<StaffId> {
    match state {
        State::Person { staff }
        | State::Roles { staff }
        | State::Changing { staff, .. }
        | State::Suspending { staff }
        | State::Restoring { staff }
        | State::Heirs { staff }
        | State::Leaving { staff, .. } => Some(*staff),
        State::List { .. } | State::Reseated | State::Restored => None,
    }
}

fn go(state: State) -> Step {
    Step::Go(state.into())
}

fn work(state: State, effect: PeopleEffect) -> Step {
    Step::Do(state.into(), Effect::People(effect))
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::StaffPeople(state)
    }
}

#[cfg(test)]
mod tests;
