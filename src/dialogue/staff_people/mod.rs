//! The colleagues of the branch, for those who manage seats: another role, suspended, let back in, leaving (T5, T6).
//!
//! ```text
//! List -- a name --> Person -- change role --> Roles -- a role --> Changing --------yes--+
//!                    Person -- suspend ------> SuspendWhy -- why --> Suspending ----yes--+--> (receipt)
//!                    Person -- let back in --> Restoring ---------------------------yes--+
//!                    Person -- leaving ------> LeaveWhy -- why --> LastDay               |
//!                              LastDay -- at once, or a day --> Heirs -- who --> Leaving-+
//!                    Person -- they stay ----> Staying -----------------------------yes--+
//! Reseated, Restored: notices to the colleague whose seat was changed. Over: the last day is over, to the managers.
//! Stayed: a last day was taken back, to whoever was told of it.
//! ```

use super::effect::{Effect, Outcome};
use super::loan_lines::reason;
use super::screen::{Choice as Press, Common, Say as Root, Screen, home};
use super::{Ctx, Input, Step, form, puzzled};
use crate::model::StaffId;
use crate::model::people::{LAST_DAY_AHEAD, LastDay, LeaveWhy, Standing, SuspendWhy};
use crate::model::policy::{Action, Role, may, may_invite};
use crate::model::value::{Day, Word};
use crate::model::when::{DateOrder, parse_date};
use chrono::{Days, NaiveDate};
pub use screens::people as way;
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
    /// Asking why to suspend.
    SuspendWhy { staff: StaffId },
    /// Asking whether to suspend.
    Suspending { staff: StaffId, reason: String },
    /// Asking whether to let back in.
    Restoring { staff: StaffId },
    /// Asking why they leave.
    LeaveWhy { staff: StaffId },
    /// Choosing the last day, or at once.
    LastDay { staff: StaffId, reason: String, month: Option<NaiveDate> },
    /// Choosing who takes over, at once or after that day.
    Heirs { staff: StaffId, reason: String, day: Option<NaiveDate> },
    /// Asking whether to end the seat, and hand over to this colleague if there is anything to hand over.
    Leaving {
        staff: StaffId,
        reason: String,
        day: Option<NaiveDate>,
        heir: Option<(StaffId, String)>,
    },
    /// Asking whether to take the last day back.
    Staying { staff: StaffId },
    /// In the colleague's own chat: they have another role now.
    Reseated,
    /// In the colleague's own chat: they were let back in.
    Restored,
    /// To those who manage seats: a last day is over, and who took over; or the seat could not end.
    Over { name: String, heir: Option<String>, ended: bool },
    /// To those who were told of a last day: this colleague took it back.
    Stayed { name: String, by: String },
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
    /// Suspend for this reason.
    SuspendFor(SuspendWhy),
    /// They are leaving.
    Leave,
    /// They leave for this reason.
    LeaveFor(LeaveWhy),
    /// At once; whether there is anything to hand over.
    AtOnce { full: bool },
    /// They stay after all.
    Stay,
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
    LineLeaves { name: String, role: Word, day: Day },
    Choose,
    Nobody,
    Name { name: String },
    Page { page: i64 },
    PersonTitle { name: String },
    Stands { role: Word, standing: Word },
    Keeps { clients: i64, follow_ups: i64, visits: i64 },
    Holds { loans: i64, requests: i64, shown: i64 },
    InvitationOpen,
    LeavesOn { day: Day },
    Why { why: Box<Root> },
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
    WhySuspendTitle { name: String },
    AskWhySuspend,
    SuspendTitle { name: String },
    AskSuspend,
    // What ends at once: with a suspension, and with a leave.
    Ends { loans: i64, requests: i64, shown: i64 },
    ConfirmSuspend,
    LetInTitle { name: String },
    AskLetIn { role: Word },
    ConfirmLetIn,
    WhyLeaveTitle { name: String },
    AskWhyLeave,
    DayTitle { name: String },
    AskDay,
    AskAtOnce,
    AtOnce,
    DayUnread,
    DayOut { days: i64 },
    HeirTitle,
    AskHeir,
    LeaveTitle { name: String },
    AskLeave,
    HandsOver { heir: String, clients: i64, follow_ups: i64, visits: i64 },
    ConfirmLeave,
    NoteTitle { name: String, day: Day },
    AskNote,
    HandsOverThen { heir: String, clients: i64, follow_ups: i64, visits: i64 },
    ConfirmNote,
    Stay,
    StayTitle { name: String },
    AskStay { day: Day },
    ConfirmStay,
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
    NotedTitle,
    Noted { name: String, day: Day },
    StaysTitle,
    Stays { name: String },
    OverTitle,
    OverOnlyOwner { name: String },
    Stayed { name: String, by: String },
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
    if let Some(screen) = screens::told(ctx, &state) {
        return Step::Wait(state.into(), screen);
    }
    if !may(ctx.who.role, Action::ManageStaff) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let effect = match &state {
        State::Heirs { staff, .. } => PeopleEffect::Heirs { staff: *staff },
        state => match staff(state) {
            Some(staff) => PeopleEffect::Person { staff },
            None => PeopleEffect::List,
        },
    };
    work(state, effect)
}

/// Takes what the person did.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    let (state, choice) = match (state, input) {
        (state @ State::LastDay { .. }, input) => return last_day(ctx, state, input),
        (State::SuspendWhy { staff }, Input::Text(typed)) => {
            return match reason(&typed) {
                Ok(reason) => go(State::Suspending { staff, reason }),
                Err(say) => Step::Mend(State::SuspendWhy { staff }.into(), say),
            };
        }
        (State::LeaveWhy { staff }, Input::Text(typed)) => {
            return match reason(&typed) {
                Ok(reason) => go(State::LastDay { staff, reason, month: None }),
                Err(say) => Step::Mend(State::LeaveWhy { staff }.into(), say),
            };
        }
        (state, Input::Press(Press::People(choice))) => (state, choice),
        (state, input) => return puzzled(state.into(), input),
    };
    match (state, choice) {
        (State::List { .. }, Choice::Page(page)) => go(State::List { page }),
        (State::List { .. }, Choice::Person(staff)) => go(State::Person { staff }),
        (State::Person { staff }, Choice::ChangeRole) => go(State::Roles { staff }),
        (State::Person { staff }, Choice::Suspend) => go(State::SuspendWhy { staff }),
        (State::Person { staff }, Choice::LetIn) => go(State::Restoring { staff }),
        (State::Person { staff }, Choice::Leave) => go(State::LeaveWhy { staff }),
        (State::Person { staff }, Choice::Stay) => go(State::Staying { staff }),
        (State::SuspendWhy { staff }, Choice::SuspendFor(why)) => {
            go(State::Suspending { staff, reason: why.as_str().to_owned() })
        }
        (State::LeaveWhy { staff }, Choice::LeaveFor(why)) => {
            go(State::LastDay { staff, reason: why.as_str().to_owned(), month: None })
        }
        (State::Roles { staff }, Choice::Role(role))
            if may_invite(ctx.who.role).contains(&role) =>
        {
            go(State::Changing { staff, role })
        }
        (State::Heirs { staff, reason, day }, Choice::Heir(heir, name)) => {
            go(State::Leaving { staff, reason, day, heir: Some((heir, name)) })
        }
        (state, Choice::Confirm) => match confirmed(&state) {
            Some(effect) => work(state, effect),
            None => puzzled(state.into(), Input::Press(Press::People(Choice::Confirm))),
        },
        (state, choice) => puzzled(state.into(), Input::Press(Press::People(choice))),
    }
}

/// The last day: at once, or a day that is pressed or typed.
fn last_day(ctx: &Ctx, state: State, input: Input) -> Step {
    let State::LastDay { staff, reason, .. } = &state else {
        return puzzled(state.into(), input);
    };
    let (staff, reason) = (*staff, reason.clone());
    let typed = matches!(input, Input::Text(_));
    let day = match input {
        Input::Press(Press::People(Choice::AtOnce { full: true })) => {
            return go(State::Heirs { staff, reason, day: None });
        }
        Input::Press(Press::People(Choice::AtOnce { full: false })) => {
            return go(State::Leaving { staff, reason, day: None, heir: None });
        }
        Input::Press(Press::Form(form::Choice::Month(month))) => {
            return go(State::LastDay { staff, reason, month: Some(month) });
        }
        Input::Press(Press::Form(form::Choice::Day(day))) => Some(day),
        Input::Text(words) => parse_date(&words, ctx.today, DateOrder::of(ctx.country)),
        input => return puzzled(state.into(), input),
    };
    let reach = ctx.today..=ctx.today + Days::new(LAST_DAY_AHEAD);
    match day {
        Some(day) if reach.contains(&day) => go(State::Heirs { staff, reason, day: Some(day) }),
        None if typed => Step::Mend(state.into(), Root::StaffPeople(Say::DayUnread)),
        _ => {
            let days = LAST_DAY_AHEAD as i64;
            Step::Mend(state.into(), Root::StaffPeople(Say::DayOut { days }))
        }
    }
}

/// See `super::same_place`: a turned month is the same place.
pub fn same_place(before: &State, after: &State) -> bool {
    before == after || matches!((before, after), (State::LastDay { .. }, State::LastDay { .. }))
}

/// Takes what the archive answered. A question that no longer fits the seat shows the person as they stand.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::People(outcome) = outcome else {
        unreachable!("seats ask for colleagues and changes of their seats only");
    };
    match (state, outcome) {
        (State::List { page }, PeopleOutcome::List(people)) => screens::list(ctx, page, &people),
        (state @ State::Heirs { .. }, PeopleOutcome::Heirs(heirs)) => {
            Step::Wait(state.into(), screens::heirs(&heirs))
        }
        (state, PeopleOutcome::Person(found)) => {
            let (person, hand) = *found;
            let fits = match &state {
                State::Roles { .. } | State::SuspendWhy { .. } | State::Suspending { .. } => {
                    person.standing == Standing::Active
                }
                State::Changing { role, .. } => {
                    person.standing == Standing::Active && person.role != *role
                }
                State::Restoring { .. } => person.standing == Standing::Suspended,
                State::Leaving { day: Some(_), .. } => person.standing == Standing::Active,
                State::LeaveWhy { .. } | State::LastDay { .. } | State::Leaving { .. } => {
                    person.standing != Standing::Waiting
                }
                State::Staying { .. } => person.leaves.is_some(),
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
        State::Suspending { staff, reason } => {
            Some(PeopleEffect::Suspend { staff: *staff, reason: reason.clone() })
        }
        State::Restoring { staff } => Some(PeopleEffect::LetIn { staff: *staff }),
        State::Leaving { staff, reason, day, heir } => {
            let (staff, reason) = (*staff, reason.clone());
            let heir = heir.as_ref().map(|(id, _)| *id);
            Some(match *day {
                Some(day) => {
                    PeopleEffect::NoteLeaving { staff, last: LastDay { day, reason, heir } }
                }
                None => PeopleEffect::Leave { staff, heir, reason },
            })
        }
        State::Staying { staff } => Some(PeopleEffect::TakeLeavingBack { staff: *staff }),
        _ => None,
    }
}

/// Whom a state is about.
fn staff(state: &State) -> Option<StaffId> {
    match state {
        State::Person { staff }
        | State::Roles { staff }
        | State::Changing { staff, .. }
        | State::SuspendWhy { staff }
        | State::Suspending { staff, .. }
        | State::Restoring { staff }
        | State::LeaveWhy { staff }
        | State::LastDay { staff, .. }
        | State::Heirs { staff, .. }
        | State::Staying { staff }
        | State::Leaving { staff, .. } => Some(*staff),
        State::List { .. }
        | State::Reseated
        | State::Restored
        | State::Over { .. }
        | State::Stayed { .. } => None,
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
