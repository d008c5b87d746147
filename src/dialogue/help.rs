//! Help in three tasks, privacy in plain words, and the welcome of somebody new.
//!
//! ```text
//! Help      Privacy      Welcome -- a language --> Welcome
//! each -- text --> ClientFind
//! ```

use super::effect::{Effect, Outcome, StaffEffect};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, button, door, home,
};
use super::{Ctx, Input, Step, client_find, puzzled, staff_settings};
use crate::model::policy::Role;
use crate::model::value::Word;
use serde::{Deserialize, Serialize};

/// Which page is open.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Three tasks.
    Help,
    /// What is kept, and where it is carried.
    Privacy,
    /// After the seat became active: opened by the archive, in the new colleague's own chat.
    Welcome,
}

/// What help says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    LookUp,
    LogVisit,
    Borrow,
    Anytime,
    Settings,
    PrivacyTitle,
    /// Telegram carries what is shown.
    Carried,
    Kept,
    /// Screenshots stay possible.
    Screenshots,
    /// What the reader can do.
    YourPart,
    Privacy,
    WelcomeTitle,
    Seat {
        name: String,
        role: Word,
    },
    PrivacyInShort,
    /// A first thing to try, for those who serve clients.
    TryCreate,
    /// A first thing to try, for those who look clients up.
    TryFind,
    ChooseLanguage,
}

/// Shows a page; none of them needs the archive.
pub fn show(ctx: &Ctx, state: State) -> Step {
    let screen = match state {
        State::Help => help(),
        State::Privacy => privacy(),
        State::Welcome => welcome(ctx),
    };
    Step::Wait(state.into(), screen)
}

/// Words are a search; the welcome takes a language.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (_, Input::Text(text)) => Step::Go(client_find::search(&text)),
        (State::Welcome, Input::Press(Press::Settings(staff_settings::Choice::Speak(lang)))) => {
            Step::Do(State::Welcome.into(), Effect::Staff(StaffEffect::SetLang(lang)))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the chosen language; the welcome is shown again in it.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Welcome, Outcome::Settings { lang, .. }) => {
            show(&Ctx { lang, ..ctx.clone() }, State::Welcome)
        }
        _ => unreachable!("the welcome sets a language and nothing else"),
    }
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::Help(state)
    }
}

fn help() -> Screen {
    Screen::of(say(Say::Title))
        .line(say(Say::LookUp))
        .line(say(Say::LogVisit))
        .line(say(Say::Borrow))
        .line(say(Say::Anytime))
        .row([door(Common::Find, Door::Find), new_card()])
        .row([way(Say::Settings, Door::Settings), way(Say::Privacy, Door::Privacy)])
        .row([home()])
}

fn privacy() -> Screen {
    Screen::of(say(Say::PrivacyTitle))
        .line(say(Say::Carried))
        .line(say(Say::Kept))
        .line(say(Say::Screenshots))
        .line(say(Say::YourPart))
        .row([button(Root::Common(Common::Clear), Press::Clear), home()])
}

fn welcome(ctx: &Ctx) -> Screen {
    let seat = Say::Seat { name: ctx.who.name.clone(), role: ctx.who.role.word() };
    let (first, try_it) = match ctx.who.role {
        Role::Care | Role::Sales | Role::FrontDesk => (Say::TryCreate, new_card()),
        Role::Owner | Role::Manager | Role::Keeper => {
            (Say::TryFind, door(Common::Find, Door::Find))
        }
    };
    Screen::of(say(Say::WelcomeTitle))
        .line(say(seat))
        .line(say(Say::PrivacyInShort))
        .line(say(first))
        .line(say(Say::ChooseLanguage))
        .row(staff_settings::languages(ctx.lang))
        .row([try_it, way(Say::Privacy, Door::Privacy)])
        .row([home()])
}

fn new_card() -> Button {
    door(Common::NewCard, Door::Create { name: String::new() })
}

fn way(label: Say, door: Door) -> Button {
    button(say(label), Press::Go(door))
}

fn say(say: Say) -> Root {
    Root::Help(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::State as Place;
    use crate::dialogue::home::tests::{choices, ctx, opens, screen};
    use crate::model::lang::Lang;
    use chrono::NaiveTime;

    fn korean() -> Press {
        Press::Settings(staff_settings::Choice::Speak(Lang::Ko))
    }

    #[test]
    fn every_page_waits_and_leads_home() {
        for state in [State::Help, State::Privacy, State::Welcome] {
            let Step::Wait(Place::Help(kept), screen) = show(&ctx(Role::Care), state.clone())
            else {
                panic!("help needs no work");
            };
            assert!(kept == state && opens(&screen, &Door::Home));
        }
    }

    #[test]
    fn the_welcome_names_the_seat_and_a_first_thing_to_try() {
        let create = Door::Create { name: String::new() };
        for (role, door) in [(Role::Care, create), (Role::Manager, Door::Find)] {
            let screen = screen(show(&ctx(role), State::Welcome));
            let seat = Say::Seat { name: "Anna Invented".into(), role: role.word() };
            assert!(screen.lines[0] == say(seat));
            assert!(opens(&screen, &door) && choices(&screen).contains(&&korean()));
        }
    }

    #[test]
    fn a_language_is_set_from_the_welcome_only() {
        let care = ctx(Role::Care);
        let chosen = step(&care, State::Welcome, Input::Press(korean()));
        assert!(matches!(
            chosen,
            Step::Do(Place::Help(State::Welcome), Effect::Staff(StaffEffect::SetLang(Lang::Ko)))
        ));
        let set = Outcome::Settings {
            lang: Lang::Ko,
            chosen: true,
            digest_at: NaiveTime::MIN,
            zone: "Asia/Seoul".into(),
        };
        let shown = screen(resume(&care, State::Welcome, set));
        assert!(shown.rows[0][..] == staff_settings::languages(Lang::Ko)[..]);
        let elsewhere = step(&care, State::Help, Input::Press(korean()));
        assert!(matches!(elsewhere, Step::Mend(Place::Help(State::Help), _)));
    }

    #[test]
    fn typing_is_a_search() {
        let typed = step(&ctx(Role::Care), State::Privacy, Input::Text("lee".into()));
        assert!(matches!(typed, Step::Go(Place::ClientFind(_))));
    }
}
