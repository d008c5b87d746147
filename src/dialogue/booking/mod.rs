//! A client's bookings: with whom, which day, what time; moved and cancelled. They carry the relation `today`.
//!
//! ```text
//! List -- New --> With (unless there is only one) --> Day --> Time --> (book) --> receipt
//! List -- one --> One -- Move --> Day --> Time --> (move) --> receipt
//!                 One -- Cancel --> Cancelling --> (cancel) --> receipt
//! ```

use crate::dialogue::effect::{Booking, BookingEffect, Bookings, Effect, Outcome};
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, client as name, door,
    home,
};
use crate::dialogue::{Ctx, Input, State as Place, Step, calendar, form, puzzled};
use crate::model::loan_pack::BEFORE_MINUTES;
use crate::model::value::{Day, Moment};
use crate::model::when::{DateOrder, parse_date, parse_time};
use crate::model::{AppointmentId, ClientId, StaffId};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// The first and the last full hour that have a button; any other time is typed.
const HOURS: std::ops::RangeInclusive<u32> = 9..=20;
/// Hours in a row of buttons.
const HOURS_WIDE: usize = 4;
/// One may book so many days ahead.
const AHEAD_DAYS: u64 = 366;

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What is booked.
    List { client: ClientId },
    /// With whom?
    With { client: ClientId },
    /// Which day?
    Day { client: ClientId, what: What, month: Option<NaiveDate> },
    /// What time?
    Time { client: ClientId, what: What, day: NaiveDate },
    /// One booking, to move or to cancel.
    One { client: ClientId, booking: AppointmentId },
    /// Cancel it? Once more.
    Cancelling { client: ClientId, booking: AppointmentId },
    /// A notice to whoever serves: the visit is at another time now, or cancelled, and the card that it opened is closed.
    Told { client: ClientId, number: String, visit: DateTime<Utc>, cancelled: bool },
}

/// What the day and the time are for.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// A new booking with this person.
    New(StaffId),
    /// A booking that moves.
    Move(AppointmentId),
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    None,
    Line { at: Moment, by: String },
    New,
    Label { at: Moment },
    WithTitle,
    AskWith,
    DayTitle,
    AskDay,
    Today,
    Tomorrow,
    DayUnread,
    DayPast,
    DayFar,
    TimeTitle,
    AskTime { day: Day },
    TimeUnread,
    TimePast,
    Hour { hour: String },
    OneTitle,
    Move,
    Cancel,
    CancelTitle,
    CancelWarning,
    ConfirmCancel,
    KeepIt,
    Booked,
    Moved,
    Cancelled,
    MovedTitle,
    MovedTold { visit: Moment, opens: Moment },
    CancelledTitle,
    CancelledTold { visit: Moment },
    Clash { from: Moment, to: Moment, by: String },
    Gone,
    All,
}

/// What a press means; days and months are the calendar's own.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    New,
    With(StaffId),
    One(AppointmentId),
    Move,
    Cancel,
    ConfirmCancel,
    At(NaiveTime),
}

/// Every screen reads what is booked first: the right and the names with it. A notice says what it has to say, without a
/// name (T12).
pub fn show(_ctx: &Ctx, state: State) -> Step {
    if let State::Told { number, visit, cancelled, .. } = &state {
        let screen = told(number, *visit, *cancelled);
        return Step::Wait(wrap(state), screen);
    }
    let client = state.client();
    work(state, BookingEffect::List { client })
}

/// Takes what the person did.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::List { client }, Input::Press(Press::Booking(Choice::New))) => {
            go(State::With { client })
        }
        (State::List { client }, Input::Press(Press::Booking(Choice::One(booking)))) => {
            go(State::One { client, booking })
        }
        (State::With { client }, Input::Press(Press::Booking(Choice::With(with)))) => {
            go(State::Day { client, what: What::New(with), month: None })
        }
        (State::One { client, booking }, Input::Press(Press::Booking(Choice::Move))) => {
            go(State::Day { client, what: What::Move(booking), month: None })
        }
        (State::One { client, booking }, Input::Press(Press::Booking(Choice::Cancel))) => {
            go(State::Cancelling { client, booking })
        }
        (
            State::Cancelling { client, booking },
            Input::Press(Press::Booking(Choice::ConfirmCancel)),
        ) => work(State::Cancelling { client, booking }, BookingEffect::Cancel { booking }),
        (state @ State::Day { .. }, input) => day(ctx, state, input),
        (state @ State::Time { .. }, input) => time(ctx, state, input),
        (state, input) => puzzled(wrap(state), input),
    }
}

fn told(number: &str, visit: DateTime<Utc>, cancelled: bool) -> Screen {
    let (title, line) = if cancelled {
        (Say::CancelledTitle, Say::CancelledTold { visit: visit.into() })
    } else {
        let opens = (visit - Duration::minutes(BEFORE_MINUTES)).into();
        (Say::MovedTitle, Say::MovedTold { visit: visit.into(), opens })
    };
    Screen::of(root(title)).line(name("", number)).line(root(line)).row([home()])
}

/// A day, pressed or typed.
fn day(ctx: &Ctx, state: State, input: Input) -> Step {
    let State::Day { client, what, .. } = state else { return puzzled(wrap(state), input) };
    let day = match input {
        Input::Press(Press::Form(form::Choice::Month(month))) => {
            return go(State::Day { client, what, month: Some(month) });
        }
        Input::Press(Press::Form(form::Choice::Day(day))) => Some(day),
        Input::Text(text) => parse_date(&text, ctx.today, DateOrder::of(ctx.country)),
        input => return puzzled(wrap(state), input),
    };
    let mend = |say| Step::Mend(wrap(State::Day { client, what, month: None }), root(say));
    match day {
        None => mend(Say::DayUnread),
        Some(day) if day < ctx.today => mend(Say::DayPast),
        Some(day) if day > ctx.today + Days::new(AHEAD_DAYS) => mend(Say::DayFar),
        Some(day) => go(State::Time { client, what, day }),
    }
}

/// A time, pressed or typed; then it is booked or moved.
fn time(ctx: &Ctx, state: State, input: Input) -> Step {
    let State::Time { what, day, client } = &state else { return puzzled(wrap(state), input) };
    let time = match input {
        Input::Press(Press::Booking(Choice::At(time))) => Some(time),
        Input::Text(text) => parse_time(&text).or_else(|| full_hour(&text)),
        input => return puzzled(wrap(state), input),
    };
    let starts_at = time.and_then(|time| {
        let local = ctx.zone.from_local_datetime(&day.and_time(time)).earliest()?;
        Some(local.to_utc())
    });
    let Some(starts_at) = starts_at else {
        return Step::Mend(wrap(state), root(Say::TimeUnread));
    };
    if starts_at <= ctx.now {
        return Step::Mend(wrap(state), root(Say::TimePast));
    }
    let effect = match *what {
        What::New(with) => BookingEffect::Book { client: *client, with, starts_at },
        What::Move(booking) => BookingEffect::Move { booking, starts_at },
    };
    work(state, effect)
}

/// A number that is one of the hours with a button.
fn full_hour(text: &str) -> Option<NaiveTime> {
    let hour = text.trim().parse().ok().filter(|hour| HOURS.contains(hour))?;
    NaiveTime::from_hms_opt(hour, 0, 0)
}

/// Takes what the archive answered.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match outcome {
        Outcome::Bookings(bookings) => listed(ctx, state, &bookings),
        Outcome::Booked(booking) => {
            let moved = matches!(state, State::Time { what: What::Move(_), .. });
            receipt(if moved { Say::Moved } else { Say::Booked }, state.client(), &booking)
        }
        Outcome::BookingCancelled(booking) => receipt(Say::Cancelled, state.client(), &booking),
        Outcome::BookingClash(other) => {
            let (from, to) = (other.starts_at.into(), other.ends_at.into());
            Step::Mend(wrap(state), root(Say::Clash { from, to, by: other.with_name }))
        }
        Outcome::BookingGone => {
            let client = state.client();
            Step::End(Screen::of(root(Say::Gone)).row([all(client), home()]))
        }
        Outcome::NoSuchClient => {
            let screen = Screen::of(Root::Common(Common::NoSuchClient));
            Step::End(screen.row([door(Common::Find, Door::Find), home()]))
        }
        _ => unreachable!("bookings are listed, made, moved and cancelled"),
    }
}

fn listed(ctx: &Ctx, state: State, bookings: &Bookings) -> Step {
    if let (State::With { client }, [(only, _)]) = (&state, &bookings.people[..]) {
        return go(State::Day { client: *client, what: What::New(*only), month: None });
    }
    let client = name(&bookings.name, &bookings.number);
    let titled = |title| Screen::of(root(title)).line(client.clone());
    let of = |id: AppointmentId| bookings.list.iter().find(|booking| booking.id == id);
    let screen = match &state {
        State::List { .. } => list(titled(Say::Title), bookings),
        State::With { .. } => titled(Say::WithTitle)
            .line(root(Say::AskWith))
            .grid(
                2,
                bookings.people.iter().map(|(id, name)| {
                    let label = Root::Common(Common::Plain { text: name.clone() });
                    press(label, Choice::With(*id))
                }),
            )
            .row([back(), home()]),
        State::Day { what, month, .. } => {
            if let What::Move(id) = what
                && of(*id).is_none()
            {
                return resume(ctx, state, Outcome::BookingGone);
            }
            days(ctx, titled(Say::DayTitle), *month)
        }
        State::Time { day, .. } => hours(ctx, titled(Say::TimeTitle), *day),
        State::One { booking, .. } | State::Cancelling { booking, .. } => match of(*booking) {
            Some(booking) => one(titled(Say::OneTitle), &state, booking),
            None => return resume(ctx, state, Outcome::BookingGone),
        },
        State::Told { number, visit, cancelled, .. } => told(number, *visit, *cancelled),
    };
    Step::Wait(wrap(state), screen)
}

fn list(screen: Screen, bookings: &Bookings) -> Screen {
    let none = bookings.list.is_empty().then(|| root(Say::None));
    let lines = bookings.list.iter().map(line);
    let label = |booking: &Booking| {
        press(root(Say::Label { at: booking.starts_at.into() }), Choice::One(booking.id))
    };
    let screen = lines.fold(screen.maybe(none), Screen::line);
    screen
        .row([press(root(Say::New), Choice::New)])
        .grid(2, bookings.list.iter().map(label))
        .row([back(), home()])
}

fn days(ctx: &Ctx, screen: Screen, month: Option<NaiveDate>) -> Screen {
    let on = |label, day| button(root(label), Press::Form(form::Choice::Day(day)));
    let tomorrow = ctx.today + Days::new(1);
    let mut screen = screen
        .line(root(Say::AskDay))
        .row([on(Say::Today, ctx.today), on(Say::Tomorrow, tomorrow)]);
    let last = ctx.today + Days::new(AHEAD_DAYS);
    screen.rows.extend(calendar::rows(month.unwrap_or(ctx.today), ctx.today, last));
    screen.row([back(), home()])
}

fn hours(ctx: &Ctx, screen: Screen, day: NaiveDate) -> Screen {
    let now = ctx.now.with_timezone(&ctx.zone);
    let first = if day == now.date_naive() { now.hour() + 1 } else { 0 };
    let at = |hour: u32| NaiveTime::from_hms_opt(hour, 0, 0);
    let hours = HOURS.filter(|hour| *hour >= first).filter_map(at);
    let label = |time: NaiveTime| {
        press(root(Say::Hour { hour: time.format("%H:%M").to_string() }), Choice::At(time))
    };
    screen
        .line(root(Say::AskTime { day: day.into() }))
        .grid(HOURS_WIDE, hours.map(label))
        .row([back(), home()])
}

fn one(screen: Screen, state: &State, booking: &Booking) -> Screen {
    let screen = screen.line(line(booking));
    match state {
        State::Cancelling { .. } => Screen { title: root(Say::CancelTitle), ..screen }
            .line(root(Say::CancelWarning))
            .row([
                button(root(Say::KeepIt), Press::Back),
                press(root(Say::ConfirmCancel), Choice::ConfirmCancel),
            ])
            .row([home()]),
        _ => screen
            .row([press(root(Say::Move), Choice::Move), press(root(Say::Cancel), Choice::Cancel)])
            .row([back(), home()]),
    }
}

fn line(booking: &Booking) -> Root {
    root(Say::Line { at: booking.starts_at.into(), by: booking.with_name.clone() })
}

fn receipt(title: Say, client: ClientId, booking: &Booking) -> Step {
    let screen = Screen::of(root(title)).line(line(booking));
    let card = door(Common::OpenCard, Door::Card { client });
    Step::End(screen.row([card, all(client)]).row([home()]))
}

fn all(client: ClientId) -> Button {
    button(root(Say::All), Press::Go(Door::Bookings { client }))
}

impl State {
    fn client(&self) -> ClientId {
        match self {
            State::List { client }
            | State::With { client }
            | State::Day { client, .. }
            | State::Time { client, .. }
            | State::One { client, .. }
            | State::Cancelling { client, .. }
            | State::Told { client, .. } => *client,
        }
    }
}

/// A turned month is the same place.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (State::Day { what: before, .. }, State::Day { what: after, .. }) => before == after,
        _ => before == after,
    }
}

fn press(label: Root, choice: Choice) -> Button {
    button(label, Press::Booking(choice))
}

fn go(state: State) -> Step {
    Step::Go(wrap(state))
}

fn work(state: State, effect: BookingEffect) -> Step {
    Step::Do(wrap(state), Effect::Booking(effect))
}

fn wrap(state: State) -> Place {
    Place::Booking(state)
}

fn root(say: Say) -> Root {
    Root::Booking(say)
}

#[cfg(test)]
mod tests;
