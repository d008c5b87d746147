//! One's own settings: the language, the time zone, and when the digest comes.
//!
//! ```text
//! Menu -- a language, a time, a typed time or city --> Saved --> Menu
//! ```

use super::effect::{Effect, Outcome, StaffEffect};
use super::rights::{Way, book};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, home,
};
use super::{
    Ctx, Input, Step, form, house_rules, puzzled, staff_away, staff_people, staff_pin, trail_check,
};
use crate::model::lang::Lang;
use crate::model::policy::{Action, may};
use crate::model::when::{parse_time, parse_zone};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// The first digest time with a button of its own, in minutes after midnight: 07:30.
const FIRST_MINUTE: u32 = 7 * 60 + 30;
/// The last digest time with a button of its own: 10:00.
const LAST_MINUTE: u32 = 10 * 60;
/// From button to button.
const STEP_MINUTES: usize = 30;

/// Where the settings stand.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// All settings at once.
    Menu,
    /// A setting was changed; the menu comes back and says so.
    Saved,
}

/// What the settings say.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    /// The language, chosen here.
    Language {
        lang: String,
    },
    /// The language, as Telegram is set.
    LanguageOfTelegram {
        lang: String,
    },
    Digest {
        time: String,
        zone: String,
    },
    /// What can be pressed or typed.
    Ask,
    NotATime,
    Saved,
    LoanRules,
}

/// What a press means in the settings.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Speak this language.
    Speak(Lang),
    /// Send the digest at this local time.
    DigestAt(NaiveTime),
}

/// Shows the settings, as the archive has them.
pub fn show(_ctx: &Ctx, _state: State) -> Step {
    Step::Do(State::Menu.into(), Effect::Staff(StaffEffect::Settings))
}

/// A press, a typed time or a typed city changes a setting.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let change = match input {
        // The whole screen tells it; a word on top would still be in the language before.
        Input::Press(Press::Settings(Choice::Speak(lang))) => {
            return Step::Do(State::Menu.into(), Effect::Staff(StaffEffect::SetLang(lang)));
        }
        Input::Press(Press::Settings(Choice::DigestAt(time))) => StaffEffect::SetDigest(time),
        Input::Text(typed) => match (parse_time(&typed), parse_zone(&typed)) {
            (Some(time), _) => StaffEffect::SetDigest(time),
            (None, Some(zone)) => StaffEffect::SetZone(zone),
            (None, None) => return Step::Mend(state.into(), say(Say::NotATime)),
        },
        input => return puzzled(state.into(), input),
    };
    Step::Do(State::Saved.into(), Effect::Staff(change))
}

/// Takes the settings as they are now.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::Settings { lang, chosen, digest_at, zone } = outcome else {
        unreachable!("settings become settings");
    };
    let mut menu = menu(ctx, lang, chosen, digest_at, zone);
    if may(ctx.who.role, Action::EditLoanRules) {
        let rules = button(say(Say::LoanRules), Press::Go(Door::LoanRules));
        menu.rows.insert(menu.rows.len() - 1, vec![rules]);
    }
    if may(ctx.who.role, Action::SetHouseRules) {
        let in_chat = Root::HouseRules(house_rules::Say::InChat);
        let in_chat = button(in_chat, Press::Go(Door::InChat));
        let kept = button(Root::HouseRules(house_rules::Say::Kept), Press::Go(Door::Kept));
        menu.rows.insert(menu.rows.len() - 1, vec![in_chat, kept]);
    }
    let screen = match state {
        State::Menu => menu,
        State::Saved => menu.toast(say(Say::Saved)),
    };
    Step::Wait(State::Menu.into(), screen)
}

/// Buttons for the languages, each in its own name.
pub fn languages(current: Lang) -> [Button; 3] {
    [Lang::En, Lang::Zh, Lang::Ko].map(|lang| {
        let label = plain(own_name(lang).to_owned());
        button(marked(label, lang == current), Press::Settings(Choice::Speak(lang)))
    })
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::StaffSettings(state)
    }
}

fn menu(ctx: &Ctx, lang: Lang, chosen: bool, digest_at: NaiveTime, zone: String) -> Screen {
    let name = own_name(lang).to_owned();
    let language = match chosen {
        true => Say::Language { lang: name },
        false => Say::LanguageOfTelegram { lang: name },
    };
    let time = told(digest_at);
    let book = button(Root::RightsBook(book::Say::Book), Press::Go(Door::Rights(Way::Book)));
    let check = button(Root::TrailCheck(trail_check::Say::Check), Press::Go(Door::Trail));
    Screen::of(say(Say::Title))
        .line(say(language))
        .line(say(Say::Digest { time, zone }))
        .line(say(Say::Ask))
        .row(languages(lang))
        .grid(3, times(digest_at))
        .grid(2, ways(ctx))
        .grid(1, may(ctx.who.role, Action::CheckTrail).then_some(check))
        .grid(1, may(ctx.who.role, Action::EraseClient).then_some(book))
        .row([back(), home()])
}

/// Ways to what not everybody may set.
fn ways(ctx: &Ctx) -> Vec<Button> {
    let people = Root::StaffPeople(staff_people::Say::People);
    let people = button(people, Press::Go(Door::People));
    let pin = button(Root::StaffPin(staff_pin::Say::Pin), Press::Go(Door::Pin));
    let people = may(ctx.who.role, Action::ManageStaff).then_some(people);
    let locked = [Action::RecallLoan, Action::RevealContact];
    let pin = locked.iter().any(|action| may(ctx.who.role, *action)).then_some(pin);
    let away = may(ctx.who.role, Action::DecideLoan).then(staff_away::way);
    people.into_iter().chain(pin).chain(away).collect()
}

fn times(current: NaiveTime) -> impl Iterator<Item = Button> {
    (FIRST_MINUTE..=LAST_MINUTE).step_by(STEP_MINUTES).map(move |minute| {
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
            .expect("the buttons stay within a day");
        let press = Press::Settings(Choice::DigestAt(time));
        button(marked(plain(told(time)), time == current), press)
    })
}

fn told(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// A language's name for itself, readable for whoever cannot read the current one.
fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Zh => "中文",
        Lang::Ko => "한국어",
    }
}

fn marked(label: Root, current: bool) -> Root {
    match current {
        true => Root::Form(form::Say::Chosen { option: Box::new(label) }),
        false => label,
    }
}

fn plain(text: String) -> Root {
    Root::Common(Common::Plain { text })
}

fn say(say: Say) -> Root {
    Root::StaffSettings(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::home::tests::{choices, ctx, screen};
    use crate::dialogue::{Odd, State as Place};
    use crate::model::policy::Role;

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn settings(chosen: bool) -> Outcome {
        let zone = "Asia/Seoul".to_owned();
        Outcome::Settings { lang: Lang::Ko, chosen, digest_at: time(8, 30), zone }
    }

    #[test]
    fn the_menu_marks_what_is_set_and_offers_times_from_half_past_seven_to_ten() {
        let screen = screen(resume(&ctx(Role::Care), State::Menu, settings(false)));
        assert!(screen.lines[0] == say(Say::LanguageOfTelegram { lang: "한국어".into() }));
        assert!(screen.rows[0][2].label == marked(plain("한국어".into()), true));
        for (hour, minute) in [(7, 30), (8, 0), (8, 30), (9, 0), (9, 30), (10, 0)] {
            let press = Press::Settings(Choice::DigestAt(time(hour, minute)));
            assert!(choices(&screen).contains(&&press));
        }
        assert!(screen.toast.is_none());
    }

    #[test]
    fn a_change_is_saved_and_said() {
        let care = ctx(Role::Care);
        let speak = Input::Press(Press::Settings(Choice::Speak(Lang::Zh)));
        let Step::Do(Place::StaffSettings(State::Menu), Effect::Staff(StaffEffect::SetLang(lang))) =
            step(&care, State::Menu, speak)
        else {
            panic!("another language tells itself");
        };
        assert_eq!(lang, Lang::Zh);
        for (input, change) in [
            (Input::Text("7:45".into()), StaffEffect::SetDigest(time(7, 45))),
            (Input::Text("오전 8시 반".into()), StaffEffect::SetDigest(time(8, 30))),
            (Input::Text("９：０５".into()), StaffEffect::SetDigest(time(9, 5))),
            (Input::Text("seoul".into()), StaffEffect::SetZone(chrono_tz::Asia::Seoul)),
            (Input::Text("New York".into()), StaffEffect::SetZone(chrono_tz::America::New_York)),
            (Input::Text("Europe/Berlin".into()), StaffEffect::SetZone(chrono_tz::Europe::Berlin)),
        ] {
            let Step::Do(Place::StaffSettings(State::Saved), Effect::Staff(done)) =
                step(&care, State::Menu, input)
            else {
                panic!("a change is work");
            };
            assert!(done == change);
        }
        let saved = resume(&care, State::Saved, settings(true));
        let Step::Wait(Place::StaffSettings(State::Menu), screen) = saved else {
            panic!("the menu comes back");
        };
        assert!(screen.toast == Some(say(Say::Saved)));
    }

    #[test]
    fn what_is_no_time_is_mended() {
        let typed = ["soon", "24:00", "8", ""].map(|typed| Input::Text(typed.into()));
        for input in typed.into_iter().chain([Input::Odd(Odd::Sticker)]) {
            let mended = step(&ctx(Role::Care), State::Menu, input);
            assert!(matches!(mended, Step::Mend(Place::StaffSettings(State::Menu), _)));
        }
    }
}
