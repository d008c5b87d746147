//! A manager who is away: until when, and who decides loans for them meanwhile (D2).
//!
//! ```text
//! Menu --I am away--> Until --day--> Who --a colleague--> Menu
//! Menu --I am back--> Menu             Told: a notice to the deputy
//! ```

use super::effect::{Effect, Outcome};
use super::screen::{
    Button, Choice as Press, Common, Say as Root, Screen, back, button, door, home,
};
use super::{Ctx, Input, State as Place, Step, booking, calendar, form, puzzled};
use crate::model::StaffId;
use crate::model::policy::Action;
use crate::model::value::{Day, Moment};
use crate::model::when::{DateOrder, parse_date};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One may be away for so many days ahead.
const AHEAD_DAYS: u64 = 60;
/// Colleagues that are offered.
const PEOPLE_MAX: usize = 16;

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Whether one is away.
    Menu,
    /// Until which day?
    Until { month: Option<NaiveDate> },
    /// Who decides meanwhile?
    Who { until: NaiveDate },
    /// In the deputy's chat: for whom, and until when.
    Told { name: String, until: DateTime<Utc> },
}

/// What is said about it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Away,
    Title,
    Here,
    Named { name: String, until: Moment },
    What,
    Leave,
    Back,
    UntilTitle,
    AskUntil,
    DayUnread,
    DayOut { days: i64 },
    WhoTitle,
    AskWho { day: Day },
    Nobody,
    CannotStand,
    Saved,
    ToldTitle,
    Told { name: String, until: Moment },
    // On a request that a deputy decides.
    For { name: String },
}

/// What a press means; days and months are the calendar's own.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    Leave,
    Back,
    To(StaffId),
}

/// An order about being away.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum AwayEffect {
    /// How it stands; becomes `Standing`.
    Standing,
    /// Who may stand in; becomes `Candidates`.
    Candidates,
    /// Name somebody until the end of this day; becomes `Standing` or `CannotStand`.
    Appoint { to: StaffId, until: NaiveDate },
    /// Be back; becomes `Standing`.
    Back,
}

/// What an order about being away became.
#[derive(Clone, PartialEq)]
pub enum AwayOutcome {
    /// Who decides for one, and until when; none while one is here.
    Standing(Option<(String, DateTime<Utc>)>),
    /// Who may stand in.
    Candidates(Vec<(StaffId, String)>),
    /// That person may not decide loans any more.
    CannotStand,
}

impl AwayEffect {
    /// The right that this work needs: whoever decides loans may name who decides for them.
    pub fn needs(&self) -> Action {
        Action::DecideLoan
    }

    /// Whether the work changes the archive.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Appoint { .. } | Self::Back)
    }
}

/// Shows a state.
pub fn show(ctx: &Ctx, state: State) -> Step {
    let screen = match &state {
        State::Menu => return work(state, AwayEffect::Standing),
        State::Who { .. } => return work(state, AwayEffect::Candidates),
        State::Until { month } => days(ctx, *month),
        State::Told { name, until } => Screen::of(say(Say::ToldTitle))
            .line(say(Say::Told { name: name.clone(), until: (*until).into() }))
            .row([home()]),
    };
    Step::Wait(wrap(state), screen)
}

/// Takes what the person did.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Menu, Input::Press(Press::Away(Choice::Leave))) => go(State::Until { month: None }),
        (State::Menu, Input::Press(Press::Away(Choice::Back))) => {
            work(State::Menu, AwayEffect::Back)
        }
        (State::Until { .. }, Input::Press(Press::Form(form::Choice::Month(month)))) => {
            go(State::Until { month: Some(month) })
        }
        (State::Until { .. }, Input::Press(Press::Form(form::Choice::Day(day)))) => {
            until(ctx, Some(day))
        }
        (State::Until { .. }, Input::Text(typed)) => {
            until(ctx, parse_date(&typed, ctx.today, DateOrder::of(ctx.country)))
        }
        (State::Who { until }, Input::Press(Press::Away(Choice::To(to)))) => {
            work(State::Who { until }, AwayEffect::Appoint { to, until })
        }
        (state, input) => puzzled(wrap(state), input),
    }
}

/// A day, pressed or typed.
fn until(ctx: &Ctx, day: Option<NaiveDate>) -> Step {
    let mend = |why| Step::Mend(wrap(State::Until { month: None }), say(why));
    match day {
        None => mend(Say::DayUnread),
        Some(day) if day < ctx.today || day > ctx.today + Days::new(AHEAD_DAYS) => {
            mend(Say::DayOut { days: AHEAD_DAYS as i64 })
        }
        Some(until) => go(State::Who { until }),
    }
}

/// Takes what the archive answered.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::Away(outcome) = outcome else { unreachable!("being away asks about itself only") };
    match (state, outcome) {
        (State::Who { until }, AwayOutcome::Candidates(people)) => {
            Step::Wait(wrap(State::Who { until }), who(until, &people))
        }
        (State::Who { until }, AwayOutcome::CannotStand) => {
            Step::Mend(wrap(State::Who { until }), say(Say::CannotStand))
        }
        (state, AwayOutcome::Standing(standing)) => {
            let changed = matches!(state, State::Who { .. });
            let screen = menu(standing);
            let screen = if changed { screen.toast(say(Say::Saved)) } else { screen };
            Step::Wait(wrap(State::Menu), screen)
        }
        _ => unreachable!("each order about being away becomes what it asks for"),
    }
}

fn menu(standing: Option<(String, DateTime<Utc>)>) -> Screen {
    let screen = Screen::of(say(Say::Title));
    match standing {
        None => screen
            .line(say(Say::Here))
            .line(say(Say::What))
            .row([press(say(Say::Leave), Choice::Leave)]),
        Some((name, until)) => screen
            .line(say(Say::Named { name, until: until.into() }))
            .row([press(say(Say::Back), Choice::Back), press(say(Say::Leave), Choice::Leave)]),
    }
    .row([back(), home()])
}

fn days(ctx: &Ctx, month: Option<NaiveDate>) -> Screen {
    let on = |label, day| button(Root::Booking(label), Press::Form(form::Choice::Day(day)));
    let (tomorrow, last) = (ctx.today + Days::new(1), ctx.today + Days::new(AHEAD_DAYS));
    let mut screen = Screen::of(say(Say::UntilTitle))
        .line(say(Say::AskUntil))
        .row([on(booking::Say::Today, ctx.today), on(booking::Say::Tomorrow, tomorrow)]);
    screen.rows.extend(calendar::rows(month.unwrap_or(ctx.today), ctx.today, last));
    screen.row([back(), home()])
}

fn who(until: NaiveDate, people: &[(StaffId, String)]) -> Screen {
    let ask = if people.is_empty() { Say::Nobody } else { Say::AskWho { day: until.into() } };
    let people = people.iter().take(PEOPLE_MAX).map(|(id, name)| {
        press(Root::Common(Common::Plain { text: name.clone() }), Choice::To(*id))
    });
    Screen::of(say(Say::WhoTitle)).line(say(ask)).grid(2, people).row([back(), home()])
}

/// The door to it, under the settings.
pub fn way() -> Button {
    let door = door(Common::Home, super::screen::Door::Away);
    button(say(Say::Away), door.choice)
}

fn press(label: Root, choice: Choice) -> Button {
    button(label, Press::Away(choice))
}

fn go(state: State) -> Step {
    Step::Go(wrap(state))
}

fn work(state: State, effect: AwayEffect) -> Step {
    Step::Do(wrap(state), Effect::Away(effect))
}

fn wrap(state: State) -> Place {
    Place::StaffAway(state)
}

fn say(say: Say) -> Root {
    Root::StaffAway(say)
}

/// A turned month is the same place.
pub fn same_place(before: &State, after: &State) -> bool {
    before == after || matches!((before, after), (State::Until { .. }, State::Until { .. }))
}
