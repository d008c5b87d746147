//! What the owner sets for the whole house: what the chat shows of sensitive fields, how long records are kept
//! (security.md).
//!
//! ```text
//! InChat -- on, or more --> (set) --> InChat
//! InChat -- less --> Asking -- yes --> (set) --> InChat
//! Kept -- years after a visit, years without one --> (set) --> Kept
//! Told: a notice to everybody when less is shown
//! More: a notice to owners and managers when more is shown
//! ```

use super::effect::{Effect, Outcome};
use super::screen::{Button, Choice as Press, Common, Say as Root, Screen, back, button, home};
use super::{Ctx, Input, State as Place, Step, form, puzzled};
use crate::model::access::InChat;
use crate::model::grave::{KeptYears, UNVISITED_YEARS, VISITED_YEARS};
use crate::model::policy::{Action, may};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What the chat shows of sensitive fields.
    InChat,
    /// Asking whether the chat is to show less, which closes every open card.
    Asking { in_chat: InChat },
    /// How long records are kept.
    Kept,
    /// It was changed just now; the screen comes back and says so.
    Saved { kept: bool },
    /// A notice: the chat shows less from now on.
    Told { in_chat: InChat },
    /// A notice: the chat shows more from now on, by this owner's word.
    More { in_chat: InChat, by: String },
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
    AskTitle,
    AskCloses,
    ShowLess,
    Saved,
    ToldTitle,
    ToldMasked,
    ToldOff,
    ToldAgain,
    MoreTitle,
    MoreMasked {
        name: String,
    },
    MoreOn {
        name: String,
    },
    /// The way here.
    Kept,
    KeptTitle,
    KeptNow {
        visited: i64,
        unvisited: i64,
    },
    KeptWhat,
    Visited {
        years: i64,
    },
    Unvisited {
        years: i64,
    },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Show so much.
    Show(InChat),
    /// Show less than now: ask first.
    Ask(InChat),
    /// Keep records so long.
    Keep(KeptYears),
}

/// An order about the house's rules; each becomes `Outcome::House`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum HouseEffect {
    /// How they stand.
    Read,
    /// What the chat shows of sensitive fields.
    SetInChat(InChat),
    /// How long records are kept.
    Keep(KeptYears),
}

/// The house's rules as they stand.
#[derive(Clone, Copy, PartialEq)]
pub struct HouseOutcome {
    /// What the chat shows of sensitive fields.
    pub in_chat: InChat,
    /// How long records are kept.
    pub years: KeptYears,
}

impl HouseEffect {
    /// Whether the work changes the archive.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::Read)
    }
}

/// Reads how it stands; a notice says what it has to say.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if let State::Told { in_chat } = state {
        return Step::Wait(state.into(), told(in_chat));
    }
    if let State::More { in_chat, by } = &state {
        let screen = more(*in_chat, by.clone());
        return Step::Wait(state.into(), screen);
    }
    if !may(ctx.who.role, Action::SetHouseRules) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    Step::Do(state.into(), Effect::House(HouseEffect::Read))
}

/// Takes the choice.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::InChat, Input::Press(Press::House(Choice::Ask(in_chat)))) => {
            Step::Go(State::Asking { in_chat }.into())
        }
        (
            State::InChat | State::Asking { .. },
            Input::Press(Press::House(Choice::Show(in_chat))),
        ) => Step::Do(State::Saved { kept: false }.into(), set(HouseEffect::SetInChat(in_chat))),
        (State::Kept, Input::Press(Press::House(Choice::Keep(years)))) => {
            Step::Do(State::Saved { kept: true }.into(), set(HouseEffect::Keep(years)))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

fn set(effect: HouseEffect) -> Effect {
    Effect::House(effect)
}

/// Takes the rules as they are now.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::House(rules) = outcome else { unreachable!("rules become rules") };
    let saved = matches!(state, State::Saved { .. });
    let (state, screen) = match state {
        State::Kept | State::Saved { kept: true } => (State::Kept, kept(rules.years)),
        State::Asking { in_chat } if in_chat < rules.in_chat => {
            (State::Asking { in_chat }, asking(in_chat))
        }
        _ => (State::InChat, in_chat(rules.in_chat)),
    };
    let screen = if saved { screen.toast(say(Say::Saved)) } else { screen };
    Step::Wait(state.into(), screen)
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::HouseRules(state)
    }
}

fn in_chat(now: InChat) -> Screen {
    let option = |shown: &InChat| {
        let label = Root::Common(Common::Term { word: shown.word() });
        let choice = if *shown < now { Choice::Ask(*shown) } else { Choice::Show(*shown) };
        option(label, *shown == now, choice)
    };
    Screen::of(say(Say::Title))
        .line(meaning(now))
        .line(say(Say::What))
        .line(say(Say::Emergency))
        .grid(3, InChat::ALL.iter().map(option))
        .row([back(), home()])
}

/// Asking whether to show less: what it means, and what it closes.
fn asking(in_chat: InChat) -> Screen {
    let yes = button(say(Say::ShowLess), Press::House(Choice::Show(in_chat)));
    Screen::of(say(Say::AskTitle))
        .line(meaning(in_chat))
        .line(say(Say::AskCloses))
        .row([yes, back()])
        .row([home()])
}

fn meaning(in_chat: InChat) -> Root {
    say(match in_chat {
        InChat::On => Say::On,
        InChat::Masked => Say::Masked,
        InChat::Off => Say::Off,
    })
}

fn kept(now: KeptYears) -> Screen {
    let visited = VISITED_YEARS.map(|years| {
        let label = say(Say::Visited { years: years.into() });
        option(label, years == now.visited, Choice::Keep(KeptYears { visited: years, ..now }))
    });
    let unvisited = UNVISITED_YEARS.map(|years| {
        let label = say(Say::Unvisited { years: years.into() });
        option(label, years == now.unvisited, Choice::Keep(KeptYears { unvisited: years, ..now }))
    });
    let (visit, none) = (now.visited.into(), now.unvisited.into());
    Screen::of(say(Say::KeptTitle))
        .line(say(Say::KeptNow { visited: visit, unvisited: none }))
        .line(say(Say::KeptWhat))
        .grid(3, visited)
        .grid(3, unvisited)
        .row([back(), home()])
}

fn told(in_chat: InChat) -> Screen {
    let meaning = if in_chat == InChat::Off { Say::ToldOff } else { Say::ToldMasked };
    Screen::of(say(Say::ToldTitle)).line(say(meaning)).line(say(Say::ToldAgain)).row([home()])
}

fn more(in_chat: InChat, name: String) -> Screen {
    let meaning = match in_chat {
        InChat::On => Say::MoreOn { name },
        InChat::Off | InChat::Masked => Say::MoreMasked { name },
    };
    Screen::of(say(Say::MoreTitle)).line(say(meaning)).row([home()])
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
        let now =
            Outcome::House(HouseOutcome { in_chat: InChat::Masked, years: KeptYears::default() });
        let screen = screen(resume(&ctx(Role::Owner), State::InChat, now));
        for shown in InChat::ALL {
            let less = *shown < InChat::Masked;
            let ask = if less { Choice::Ask(*shown) } else { Choice::Show(*shown) };
            assert!(choices(&screen).contains(&&Press::House(ask)), "{shown:?}");
            let press = Press::House(Choice::Show(*shown));
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
    fn less_is_asked_first_and_only_where_it_is_less() {
        let rules = |in_chat| HouseOutcome { in_chat, years: KeptYears::default() };
        let owner = ctx(Role::Owner);
        let ask = Input::Press(Press::House(Choice::Ask(InChat::Off)));
        let asking = Place::from(State::Asking { in_chat: InChat::Off });
        assert!(matches!(step(&owner, State::InChat, ask), Step::Go(state) if state == asking));
        for (now, asks) in [(InChat::On, true), (InChat::Masked, true), (InChat::Off, false)] {
            let state = State::Asking { in_chat: InChat::Off };
            let shown = screen(resume(&owner, state, Outcome::House(rules(now))));
            assert_eq!(shown.title == say(Say::AskTitle), asks, "{now:?}");
        }
    }

    #[test]
    fn a_choice_of_years_leaves_the_other_as_it_is() {
        let years = KeptYears { visited: 7, unvisited: 1 };
        let now = Outcome::House(HouseOutcome { in_chat: InChat::On, years });
        let screen = screen(resume(&ctx(Role::Owner), State::Kept, now));
        for kept in [
            KeptYears { visited: 2, ..years },
            KeptYears { visited: 10, ..years },
            KeptYears { unvisited: 3, ..years },
        ] {
            let press = Press::House(Choice::Keep(kept));
            assert!(choices(&screen).contains(&&press));
            let Step::Do(_, effect) = step(&ctx(Role::Owner), State::Kept, Input::Press(press))
            else {
                panic!("a choice is work");
            };
            assert!(effect == Effect::House(HouseEffect::Keep(kept)) && effect.is_locked());
        }
    }

    #[test]
    fn words_are_no_choice() {
        let mended = step(&ctx(Role::Owner), State::InChat, Input::Text("off".into()));
        assert!(matches!(mended, Step::Mend(..)));
    }
}
