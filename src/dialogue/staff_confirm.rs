//! Somebody accepted an invitation: the inviter confirms that it is them, or refuses. A notice.
//!
//! ```text
//! Accepted -- Confirm, Refuse --> (receipt)
//! ```

use super::effect::{Effect, Outcome, StaffEffect};
use super::screen::{Choice as Press, Door, Say as Root, Screen, button, home};
use super::{Ctx, Input, Step, puzzled};
use crate::model::InviteId;
use crate::model::value::Word;
use serde::{Deserialize, Serialize};

/// Where the confirmation stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Waits for the inviter.
    Accepted {
        /// Which invitation.
        invite: InviteId,
    },
}

/// What the confirmation says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    Accepted {
        name: String,
        role: Word,
    },
    /// Why to look twice.
    OnlyIfKnown,
    Confirm,
    Refuse,
    ConfirmedTitle,
    Confirmed {
        name: String,
        role: Word,
    },
    RefusedTitle,
    Refused {
        name: String,
    },
    Gone,
    Invite,
    Seats,
}

/// What a press means here.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// It is them.
    Confirm,
    /// It is not, or not any more.
    Refuse,
}

/// Shows who accepted, as it stands now.
pub fn show(_ctx: &Ctx, State::Accepted { invite }: State) -> Step {
    let read = StaffEffect::Acceptance { invite };
    Step::Do(State::Accepted { invite }.into(), Effect::Staff(read))
}

/// Confirms or refuses.
pub fn step(_ctx: &Ctx, State::Accepted { invite }: State, input: Input) -> Step {
    let accept = match input {
        Input::Press(Press::Confirm(Choice::Confirm)) => true,
        Input::Press(Press::Confirm(Choice::Refuse)) => false,
        input => return puzzled(State::Accepted { invite }.into(), input),
    };
    let confirm = StaffEffect::Confirm { invite, accept };
    Step::Do(State::Accepted { invite }.into(), Effect::Staff(confirm))
}

/// Takes how it stands: open, or decided.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match outcome {
        Outcome::Acceptance { name, role, confirmed: None, .. } => {
            Step::Wait(state.into(), question(name, role.word()))
        }
        Outcome::Acceptance { name, role, confirmed: Some(true), .. } => {
            Step::End(confirmed(name, role.word()))
        }
        Outcome::Acceptance { name, confirmed: Some(false), .. } => Step::End(refused(name)),
        Outcome::InviteGone => Step::End(gone()),
        _ => unreachable!("an acceptance is open, decided or gone"),
    }
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::StaffConfirm(state)
    }
}

fn question(name: String, role: Word) -> Screen {
    let way = |label: Say, choice: Choice| button(say(label), Press::Confirm(choice));
    Screen::of(say(Say::Title))
        .line(say(Say::Accepted { name, role }))
        .line(say(Say::OnlyIfKnown))
        .row([way(Say::Confirm, Choice::Confirm), way(Say::Refuse, Choice::Refuse)])
        .row([home()])
}

fn confirmed(name: String, role: Word) -> Screen {
    Screen::of(say(Say::ConfirmedTitle))
        .line(say(Say::Confirmed { name, role }))
        .row([button(say(Say::Seats), Press::Go(Door::Seats)), home()])
}

fn refused(name: String) -> Screen {
    Screen::of(say(Say::RefusedTitle))
        .line(say(Say::Refused { name }))
        .row([button(say(Say::Invite), Press::Go(Door::Invite)), home()])
}

fn gone() -> Screen {
    Screen::of(say(Say::Gone)).row([button(say(Say::Invite), Press::Go(Door::Invite)), home()])
}

fn say(say: Say) -> Root {
    Root::StaffConfirm(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::State as Place;
    use crate::dialogue::home::tests::{choices, ctx, opens};
    use crate::model::policy::Role;

    const INVITE: InviteId = InviteId(5);

    fn accepted(confirmed: Option<bool>) -> Outcome {
        let name = "Bora Invented".to_owned();
        Outcome::Acceptance { invite: INVITE, name, role: Role::Care, confirmed }
    }

    fn after(outcome: Outcome) -> Step {
        resume(&ctx(Role::Owner), State::Accepted { invite: INVITE }, outcome)
    }

    #[test]
    fn the_notice_asks_who_it_is_and_the_name_is_not_in_the_title() {
        let Step::Wait(Place::StaffConfirm(_), screen) = after(accepted(None)) else {
            panic!("waits for the inviter");
        };
        assert!(screen.title == say(Say::Title));
        for choice in [Choice::Confirm, Choice::Refuse] {
            assert!(choices(&screen).contains(&&Press::Confirm(choice)));
        }
    }

    #[test]
    fn a_press_decides_and_anything_else_does_not() {
        let state = State::Accepted { invite: INVITE };
        for (choice, wanted) in [(Choice::Confirm, true), (Choice::Refuse, false)] {
            let press = Input::Press(Press::Confirm(choice));
            let Step::Do(_, Effect::Staff(StaffEffect::Confirm { invite: INVITE, accept })) =
                step(&ctx(Role::Owner), state.clone(), press)
            else {
                panic!("a press is work");
            };
            assert_eq!(accept, wanted);
        }
        let typed = step(&ctx(Role::Owner), state, Input::Text("yes".into()));
        assert!(matches!(typed, Step::Mend(..)));
    }

    #[test]
    fn each_end_is_a_receipt_with_a_way_on() {
        for (outcome, title, door) in [
            (accepted(Some(true)), Say::ConfirmedTitle, Door::Seats),
            (accepted(Some(false)), Say::RefusedTitle, Door::Invite),
            (Outcome::InviteGone, Say::Gone, Door::Invite),
        ] {
            let Step::End(screen) = after(outcome) else { panic!("a receipt") };
            assert!(screen.title == say(title) && opens(&screen, &door));
        }
    }
}
