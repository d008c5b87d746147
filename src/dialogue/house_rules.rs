//! What the owner sets for the whole house: what the chat shows of sensitive fields (security.md).
//!
//! ```text
//! InChat -- off, masked, on --> (set) --> InChat
//! Told: a notice to everybody when less is shown
//! ```

use super::effect::{Effect, Outcome};
use super::screen::{Button, Choice as Press, Common, Say as Root, Screen, back, button, home};
use super::{Ctx, Input, State as Place, Step, form, puzzled};
use crate::model::access::InChat;
use crate::model::policy::{Action, may};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What the chat shows of sensitive fields.
    InChat,
    /// It was changed just now; the screen comes back and says so.
    Saved,
    /// A notice: the chat shows less from now on.
    Told { in_chat: InChat },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// The way here.
    InChat,
    Title,
    What,
    On,
    Masked,
    Off,
    Emergency,
    Saved,
    ToldTitle,
    ToldMasked,
    ToldOff,
    ToldAgain,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Show so much.
    Show(InChat),
}

/// An order about the house's rules; each becomes `Outcome::House`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum HouseEffect {
    /// How they stand.
    Read,
    /// What the chat shows of sensitive fields.
    SetInChat(InChat),
}

/// The house's rules as they stand.
#[derive(Clone, Copy, PartialEq)]
pub struct HouseOutcome {
    /// What the chat shows of sensitive fields.
    pub in_chat: InChat,
}

impl HouseEffect {
    /// Whether the work changes the archive.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::Read)
    }
}

/// Reads how it stands; a notice says what it has to say.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match state {
        State::Told { in_chat } => Step::Wait(state.into(), told(in_chat)),
        State::InChat | State::Saved if !may(ctx.who.role, Action::SetHouseRules) => {
            Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]))
        }
        State::InChat | State::Saved => {
            Step::Do(State::InChat.into(), Effect::House(HouseEffect::Read))
        }
    }
}

/// Takes the choice.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::InChat, Input::Press(Press::House(Choice::Show(in_chat)))) => {
            Step::Do(State::Saved.into(), Effect::House(HouseEffect::SetInChat(in_chat)))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the rules as they are now.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::House(rules) = outcome else { unreachable!("rules become rules") };
    let screen = in_chat(rules.in_chat);
    let screen = match state {
        State::Saved => screen.toast(say(Say::Saved)),
        State::InChat | State::Told { .. } => screen,
    };
    Step::Wait(State::InChat.into(), screen)
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::HouseRules(state)
    }
}

fn in_chat(now: InChat) -> Screen {
    let option = |shown: &InChat| {
        let label = Root::Common(Common::Term { word: shown.word() });
        option(label, *shown == now, Choice::Show(*shown))
    };
    let meaning = match now {
        InChat::On => Say::On,
        InChat::Masked => Say::Masked,
        InChat::Off => Say::Off,
    };
    Screen::of(say(Say::Title))
        .line(say(meaning))
        .line(say(Say::What))
        .line(say(Say::Emergency))
        .grid(3, InChat::ALL.iter().map(option))
        .row([back(), home()])
}

fn told(in_chat: InChat) -> Screen {
    let meaning = if in_chat == InChat::Off { Say::ToldOff } else { Say::ToldMasked };
    Screen::of(say(Say::ToldTitle)).line(say(meaning)).line(say(Say::ToldAgain)).row([home()])
}

fn option(label: Root, chosen: bool, choice: Choice) -> Button {
    let label = match chosen {
        true => Root::Form(form::Say::Chosen { option: Box::new(label) }),
        false => label,
    };
    button(label, Press::House(choice))
}

fn say(say: Say) -> Root {
    Root::HouseRules(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::home::tests::{choices, ctx, screen};
    use crate::model::policy::Role;

    #[test]
    fn the_owner_chooses_one_of_three_and_nobody_else_comes_in() {
        let now = Outcome::House(HouseOutcome { in_chat: InChat::Masked });
        let screen = screen(resume(&ctx(Role::Owner), State::InChat, now));
        for shown in InChat::ALL {
            let press = Press::House(Choice::Show(*shown));
            assert!(choices(&screen).contains(&&press));
            let Step::Do(_, effect) = step(&ctx(Role::Owner), State::InChat, Input::Press(press))
            else {
                panic!("a choice is work");
            };
            assert!(effect == Effect::House(HouseEffect::SetInChat(*shown)));
            assert!(effect.is_locked() && effect.writes());
            assert_eq!(effect.needs(), Action::SetHouseRules);
        }
        for role in Role::ALL.iter().filter(|role| **role != Role::Owner) {
            assert!(matches!(show(&ctx(*role), State::InChat), Step::End(_)), "{role:?}");
            let told = State::Told { in_chat: InChat::Off };
            assert!(matches!(show(&ctx(*role), told), Step::Wait(..)), "{role:?}");
        }
    }

    #[test]
    fn words_are_no_choice() {
        let mended = step(&ctx(Role::Owner), State::InChat, Input::Text("off".into()));
        assert!(matches!(mended, Step::Mend(..)));
    }
}
