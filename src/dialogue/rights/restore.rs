//! An archive that came back from a backup, in front of whoever may confirm it: a notice (T25, access.md "Acts that need
//! more"). Until one of them confirms, nobody works with the archive (`turn/closed`).
//!
//! ```text
//! Asked -- Confirm --> (the lock) --> Asked, as it stands now
//! Asked -- Stop --> Stopping -- Yes --> Asked, stopped
//! (confirmed) --> Open: a notice to whoever was sent away meanwhile
//! ```

use super::{Right, RightEffect};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::screen::{Choice as Press, Say as Root, Screen, back, button, home};
use crate::dialogue::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::grave::Settled;
use crate::model::policy::{Action, may};
use crate::model::restored::{Contents, Restored, RestoredView};
use crate::model::value::Moment;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// As it stands.
    Asked,
    /// Keep it closed for everybody?
    Stopping,
    /// Work goes on, with what the backup of then holds.
    Open { made_at: DateTime<Utc> },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Work goes on with it.
    Confirm,
    /// It stays closed: the question, and then the answer.
    Stop,
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    Made { at: Moment },
    Holds { clients: i64, visits: i64, loans: i64 },
    HeldBefore { clients: i64, visits: i64, loans: i64 },
    BeforeUnknown,
    Lost { entries: i64, head: i64, known: i64 },
    NothingLost { head: i64 },
    Again { erased: i64, cut: i64 },
    WhatToPress,
    Confirm,
    Stop,
    ReallyStop,
    YesStop,
    Confirmed { name: String, at: Moment },
    Stopped { name: String, at: Moment },
    WhatNext,
    First,
    Gone,
    // What everybody reads meanwhile.
    Closed { at: Moment },
    ClosedForGood { at: Moment },
    OpenTitle,
    Open { at: Moment },
}

/// Reads it as it stands.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    if let State::Open { made_at } = state {
        let line = say(Say::Open { at: made_at.into() });
        return Step::Wait(state.into(), Screen::of(say(Say::OpenTitle)).line(line).row([home()]));
    }
    Step::Do(state.into(), Effect::Right(RightEffect::Restore))
}

/// Confirms, which waits behind the lock, or stops, which shuts everybody out and is asked twice.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let confirm = match (&state, &input) {
        (State::Asked, Input::Press(Press::Rights(super::Choice::Restore(Choice::Stop)))) => {
            return Step::Go(State::Stopping.into());
        }
        (State::Asked, Input::Press(Press::Rights(super::Choice::Restore(Choice::Confirm)))) => {
            true
        }
        (State::Stopping, Input::Press(Press::Rights(super::Choice::Restore(Choice::Stop)))) => {
            false
        }
        _ => return puzzled(state.into(), input),
    };
    Step::Do(State::Asked.into(), Effect::Right(RightEffect::DecideRestore { confirm }))
}

/// Takes how it stands.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::Right(Right::Restore { view, late }) = outcome else {
        unreachable!("a restore is read and decided");
    };
    let Some(view) = view else {
        return Step::End(Screen::of(say(Say::Gone)).row([home()]));
    };
    let asks = view.restored.state == Settled::Asked && may(ctx.who.role, Action::ConfirmGrave);
    if state == State::Stopping && asks {
        return Step::Wait(state.into(), really_stop());
    }
    let mut screen = screen(ctx, &view);
    if late {
        screen.lines.insert(0, say(Say::First));
    }
    Step::Wait(State::Asked.into(), screen)
}

fn really_stop() -> Screen {
    let stop = Press::Rights(super::Choice::Restore(Choice::Stop));
    Screen::of(say(Say::Title))
        .line(say(Say::ReallyStop))
        .row([back(), button(say(Say::YesStop), stop)])
}

/// The one sentence that everybody else reads while it waits.
pub fn closed(restored: &Restored) -> Root {
    let at = restored.made_at.into();
    say(match restored.state {
        Settled::Refused => Say::ClosedForGood { at },
        _ => Say::Closed { at },
    })
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::Rights(super::State::Restore(state))
    }
}

fn screen(ctx: &Ctx, view: &RestoredView) -> Screen {
    let restored = &view.restored;
    let mut screen = Screen::of(say(Say::Title));
    screen.lines = diff(restored).into_iter().map(say).collect();
    let by = || view.by.clone();
    match (restored.state, restored.decided) {
        (Settled::Confirmed, Some((_, at))) => {
            screen = screen.line(say(Say::Confirmed { name: by(), at: at.into() }));
        }
        (Settled::Refused, Some((_, at))) => {
            let stopped = say(Say::Stopped { name: by(), at: at.into() });
            screen = screen.line(stopped).line(say(Say::WhatNext));
        }
        _ if may(ctx.who.role, Action::ConfirmGrave) => {
            let way =
                |label, choice| button(say(label), Press::Rights(super::Choice::Restore(choice)));
            screen = screen
                .line(say(Say::WhatToPress))
                .row([way(Say::Confirm, Choice::Confirm), way(Say::Stop, Choice::Stop)]);
        }
        _ => {}
    }
    screen.row([home()])
}

/// What the restore means: counts only, nothing of a client.
fn diff(restored: &Restored) -> Vec<Say> {
    let Contents { clients, visits, loans, trail: head } = restored.now;
    let mut lines =
        vec![Say::Made { at: restored.made_at.into() }, Say::Holds { clients, visits, loans }];
    lines.push(match restored.before {
        Some(Contents { clients, visits, loans, .. }) => Say::HeldBefore { clients, visits, loans },
        None => Say::BeforeUnknown,
    });
    let known = restored.before.map_or(0, |before| before.trail);
    lines.push(match restored.lost() {
        0 => Say::NothingLost { head },
        entries => Say::Lost { entries, head, known },
    });
    lines.push(Say::Again { erased: restored.erased.into(), cut: restored.cut.into() });
    lines
}

fn say(say: Say) -> Root {
    Root::RightsRestore(say)
}

#[cfg(test)]
mod tests {
    use super::super::super::form::tests::{ctx, odd_inputs, offered};
    use super::*;
    use crate::model::StaffId;
    use crate::model::policy::Role;

    fn view(state: Settled) -> RestoredView {
        let now = ctx(Role::Manager).now;
        let contents = |trail| Contents { clients: 5, visits: 7, loans: 2, trail };
        let restored = Restored {
            made_at: now,
            now: contents(40),
            before: Some(contents(52)),
            erased: 1,
            cut: 2,
            told: true,
            kept_out: Vec::new(),
            remind_at: None,
            state,
            decided: (state != Settled::Asked).then_some((StaffId(3), now)),
        };
        RestoredView { restored, by: "Mina".into() }
    }

    fn shown(role: Role, view: Option<RestoredView>, late: bool) -> Step {
        let view = view.map(Box::new);
        resume(&ctx(role), State::Asked, Outcome::Right(Right::Restore { view, late }))
    }

    #[test]
    fn only_a_manager_or_owner_gets_the_buttons_and_only_while_it_waits() {
        for (role, state, open) in [
            (Role::Manager, Settled::Asked, true),
            (Role::Owner, Settled::Asked, true),
            (Role::Keeper, Settled::Asked, false),
            (Role::Owner, Settled::Confirmed, false),
            (Role::Owner, Settled::Refused, false),
        ] {
            let Step::Wait(_, screen) = shown(role, Some(view(state)), false) else { panic!() };
            let confirm = Press::Rights(super::super::Choice::Restore(Choice::Confirm));
            assert_eq!(offered(&screen).contains(&confirm), open, "{role:?}");
            let lost = Say::Lost { entries: 12, head: 40, known: 52 };
            assert!(screen.lines.contains(&say(lost)));
        }
        assert!(matches!(shown(Role::Owner, None, false), Step::End(_)));
    }

    #[test]
    fn whoever_was_late_reads_so_and_words_decide_nothing() {
        let late = shown(Role::Owner, Some(view(Settled::Refused)), true);
        let Step::Wait(_, screen) = late else { panic!() };
        assert!(screen.lines[0] == say(Say::First));
        for input in odd_inputs() {
            assert!(matches!(step(&ctx(Role::Owner), State::Asked, input), Step::Mend(..)));
        }
    }
}
