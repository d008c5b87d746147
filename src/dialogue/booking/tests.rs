//! Bookings as tables of state, input and step.

use super::*;
use crate::dialogue::form::tests::{ctx, offered};
use crate::model::policy::Role;

const CLIENT: ClientId = ClientId(7);
const ANNA: StaffId = StaffId(2);

fn bookings(ctx: &Ctx, count: i64) -> Outcome {
    let list = (1..=count).map(|id| Booking {
        id: AppointmentId(id),
        starts_at: ctx.now + chrono::Duration::hours(id),
        ends_at: ctx.now + chrono::Duration::hours(id + 1),
        with: ANNA,
        with_name: "Anna Invented".into(),
    });
    Outcome::Bookings(Box::new(Bookings {
        name: "Mina Test".into(),
        number: "A-0147".into(),
        list: list.collect(),
        people: vec![(ANNA, "Anna Invented".into())],
    }))
}

fn pressed(choice: Choice) -> Input {
    Input::Press(Press::Booking(choice))
}

#[test]
fn a_day_must_be_to_come_and_readable() {
    let ctx = ctx(Role::FrontDesk);
    let state = State::Day { client: CLIENT, what: What::New(ANNA), month: None };
    let far = ctx.today + Days::new(AHEAD_DAYS + 1);
    for (text, wanted) in [
        ("soon-ish".to_owned(), Say::DayUnread),
        (ctx.today.pred_opt().unwrap().to_string(), Say::DayPast),
        (far.to_string(), Say::DayFar),
    ] {
        let Step::Mend(kept, said) = step(&ctx, state.clone(), Input::Text(text)) else { panic!() };
        assert!(kept == wrap(state.clone()) && said == root(wanted));
    }
    let typed = step(&ctx, state, Input::Text(ctx.today.to_string()));
    assert!(matches!(typed, Step::Go(Place::Booking(State::Time { day, .. })) if day == ctx.today));
}

#[test]
fn a_time_that_is_over_is_refused_and_one_to_come_is_booked() {
    let ctx = ctx(Role::FrontDesk);
    let state = State::Time { client: CLIENT, what: What::New(ANNA), day: ctx.today };
    let local = ctx.now.with_timezone(&ctx.zone).time();
    let over = pressed(Choice::At(local));
    assert!(matches!(step(&ctx, state.clone(), over), Step::Mend(..)));
    let unread = step(&ctx, state, Input::Text("later".into()));
    assert!(matches!(unread, Step::Mend(_, say) if say == root(Say::TimeUnread)));
    let tomorrow = ctx.today + Days::new(1);
    let state = State::Time { client: CLIENT, what: What::New(ANNA), day: tomorrow };
    let booked = step(&ctx, state, Input::Text("14:30".into()));
    let wanted = ctx.zone.from_local_datetime(&tomorrow.and_hms_opt(14, 30, 0).unwrap());
    let starts_at = wanted.unwrap().to_utc();
    let effect = BookingEffect::Book { client: CLIENT, with: ANNA, starts_at };
    assert!(matches!(booked, Step::Do(_, done) if done == Effect::Booking(effect)));
}

#[test]
fn cancelling_takes_two_steps_and_the_safe_choice_comes_first() {
    let ctx = ctx(Role::Manager);
    let (client, booking) = (CLIENT, AppointmentId(1));
    let one = State::One { client, booking };
    let asked = step(&ctx, one, pressed(Choice::Cancel));
    let cancelling = State::Cancelling { client, booking };
    assert!(matches!(asked, Step::Go(state) if state == wrap(cancelling.clone())));
    let Step::Wait(_, screen) = resume(&ctx, cancelling.clone(), bookings(&ctx, 1)) else {
        panic!()
    };
    assert!(offered(&screen)[0] == Press::Back);
    let done = step(&ctx, cancelling, pressed(Choice::ConfirmCancel));
    let effect = Effect::Booking(BookingEffect::Cancel { booking });
    assert!(matches!(done, Step::Do(_, wanted) if wanted == effect));
}

#[test]
fn a_booking_that_is_gone_says_so_wherever_one_stands() {
    let ctx = ctx(Role::Manager);
    let (client, booking) = (CLIENT, AppointmentId(9));
    for state in [
        State::One { client, booking },
        State::Cancelling { client, booking },
        State::Day { client, what: What::Move(booking), month: None },
    ] {
        let gone = resume(&ctx, state, bookings(&ctx, 1));
        assert!(matches!(gone, Step::End(screen) if screen.title == root(Say::Gone)));
    }
}
