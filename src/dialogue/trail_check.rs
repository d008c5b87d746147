//! The trail's proof in the chat: what the last walk of it found, a walk on demand, the daily anchor that the owner
//! keeps, the alarm (T23).
//!
//! ```text
//! Checked -- Walk it now --> Checked ... (the walk is over) --> Checked, a notice
//! Anchor, Alarm (notices) -- Check the trail --> Checked
//! ```

use super::effect::{Effect, Outcome};
use super::rights::{Right, RightEffect};
use super::screen::{Choice as Press, Common, Door, Say as Root, Screen, back, button, home};
use super::{Ctx, Input, Step, client_find, puzzled};
use crate::model::backup::Tried;
use crate::model::policy::{Action, may};
use crate::model::trail::{Mark, Verdict};
use crate::model::value::Moment;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What the last walk found.
    Checked,
    /// The day's anchor; the message stays, since it is the copy outside.
    Anchor { mark: Mark, backup: Option<Tried> },
    /// The day's check found something.
    Alarm,
    /// There is no good backup since then.
    NoBackup { since: DateTime<Utc> },
}

/// What can be pressed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Walk all of it now.
    Walk,
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    AnchorTitle,
    AlarmTitle,
    Intact {
        entries: i64,
    },
    Changed {
        entry: i64,
    },
    CutOrExtended {
        entry: i64,
    },
    OffAnchor {
        entry: i64,
    },
    LastAnchor {
        mark: String,
        at: Moment,
    },
    FirstToCome,
    /// What the anchor is for, and how to compare it.
    Keep {
        mark: String,
    },
    Check,
    /// When the walk was.
    WalkedAt {
        at: Moment,
    },
    /// The last backup, put back on trial.
    BackedUp {
        at: Moment,
        rows: i64,
    },
    NoBackupTitle,
    NoBackup {
        since: Moment,
    },
    NotWalked,
    /// One asked for a walk.
    BeingWalked,
    Walk,
}

/// Shows the anchor as it was made; all else reads the last walk first.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::CheckTrail) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    match state {
        State::Anchor { mark, backup } => {
            let screen = anchor(&mark, backup);
            Step::Wait(State::Anchor { mark, backup }.into(), screen)
        }
        State::NoBackup { since } => {
            let told = say(Say::NoBackup { since: since.into() });
            let screen = Screen::of(say(Say::NoBackupTitle)).line(told).row([home()]);
            Step::Wait(state.into(), screen)
        }
        state => Step::Do(state.into(), Effect::Right(RightEffect::CheckTrail)),
    }
}

/// Words are a search; all else is done by the buttons.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Checked, Input::Text(text)) => Step::Go(client_find::search(&text)),
        (State::Checked, Input::Press(Press::Trail(Choice::Walk))) => {
            Step::Do(State::Checked.into(), Effect::Right(RightEffect::WalkTrail))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the last walk.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::Right(Right::Trail { walk, anchor, asked }) = outcome else {
        unreachable!("the trail is told of by its last walk");
    };
    let last = match anchor {
        Some((mark, at)) => Say::LastAnchor { mark: mark.to_string(), at },
        None => Say::FirstToCome,
    };
    let title = if state == State::Alarm { Say::AlarmTitle } else { Say::Title };
    let found = match walk {
        Some((verdict, at)) => vec![told(verdict), Say::WalkedAt { at }],
        None => vec![Say::NotWalked],
    };
    let screen = found.into_iter().fold(Screen::of(say(title)), |screen, it| screen.line(say(it)));
    let screen = screen.line(say(last)).maybe(asked.then(|| say(Say::BeingWalked)));
    let check = button(say(Say::Check), Press::Go(Door::Trail));
    let walk = button(say(Say::Walk), Press::Trail(Choice::Walk));
    let screen = match state {
        State::Checked => screen.grid(1, (!asked).then_some(walk)).row([back(), home()]),
        state @ (State::Anchor { .. } | State::Alarm | State::NoBackup { .. }) => {
            return Step::Wait(state.into(), screen.row([check, home()]));
        }
    };
    Step::Wait(State::Checked.into(), screen)
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::TrailCheck(state)
    }
}

/// Arrives without a sound: it comes every day.
fn anchor(mark: &Mark, backup: Option<Tried>) -> Screen {
    let check = button(say(Say::Check), Press::Go(Door::Trail));
    let keep = Say::Keep { mark: mark.to_string() };
    let backup =
        backup.map(|it| say(Say::BackedUp { at: it.at.into(), rows: it.rows.cast_signed() }));
    let screen = Screen::of(say(Say::AnchorTitle)).line(say(keep)).maybe(backup);
    let mut screen = screen.row([check, home()]);
    screen.quiet = true;
    screen
}

fn told(verdict: Verdict) -> Say {
    match verdict {
        Verdict::Intact { entries } => Say::Intact { entries },
        Verdict::Changed { entry } => Say::Changed { entry },
        Verdict::CutOrExtended { entry } => Say::CutOrExtended { entry },
        Verdict::OffAnchor { entry } => Say::OffAnchor { entry },
    }
}

fn say(say: Say) -> Root {
    Root::TrailCheck(say)
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::{ctx, odd_inputs, offered};
    use super::*;
    use crate::model::policy::Role;

    fn mark() -> Mark {
        Mark::of(12, "0123456789abcdef")
    }

    #[test]
    fn each_verdict_is_told_with_the_last_anchor() {
        let owner = ctx(Role::Owner);
        for (verdict, line) in [
            (Verdict::Intact { entries: 12 }, Say::Intact { entries: 12 }),
            (Verdict::Changed { entry: 3 }, Say::Changed { entry: 3 }),
            (Verdict::CutOrExtended { entry: 3 }, Say::CutOrExtended { entry: 3 }),
            (Verdict::OffAnchor { entry: 3 }, Say::OffAnchor { entry: 3 }),
        ] {
            let anchor = Some((mark(), owner.now.into()));
            let walk = Some((verdict, owner.now.into()));
            let last = Say::LastAnchor { mark: mark().to_string(), at: owner.now.into() };
            let at = Say::WalkedAt { at: owner.now.into() };
            for asked in [false, true] {
                let right = Right::Trail { walk, anchor: anchor.clone(), asked };
                let step = resume(&owner, State::Checked, Outcome::Right(right));
                let Step::Wait(_, screen) = step else { panic!() };
                let mut lines = vec![say(line.clone()), say(at.clone()), say(last.clone())];
                lines.extend(asked.then(|| say(Say::BeingWalked)));
                assert!(screen.lines == lines);
                // One walk at a time.
                assert_eq!(offered(&screen).contains(&Press::Trail(Choice::Walk)), !asked);
            }
        }
    }

    #[test]
    fn the_anchor_comes_silently_and_is_not_checked_by_being_shown() {
        let state = State::Anchor { mark: mark(), backup: None };
        let Step::Wait(_, screen) = show(&ctx(Role::Owner), state) else { panic!() };
        assert!(screen.quiet);
        assert!(screen.lines == vec![say(Say::Keep { mark: "12:0123456789abcdef".into() })]);
        assert!(matches!(show(&ctx(Role::Care), State::Checked), Step::End(_)));
    }

    #[test]
    fn every_other_input_keeps_the_place() {
        for state in [State::Checked, State::Anchor { mark: mark(), backup: None }, State::Alarm] {
            for input in odd_inputs() {
                let mended = step(&ctx(Role::Owner), state.clone(), input);
                assert!(matches!(mended, Step::Mend(kept, _) if kept == state.clone().into()));
            }
        }
    }
}
