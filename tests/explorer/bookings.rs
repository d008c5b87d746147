//! What the archive may answer about bookings, masked contacts, originals, alerts, the PIN.

use crate::fixture::{CANARY, now, today, visits};
use crate::outcomes::Answer;
use kartoteka::dialogue::effect::{
    AlertView, Booking, BookingEffect, Bookings, ContactView, OriginalsView, Outcome,
    UnmaskedEffect,
};
use kartoteka::dialogue::house_rules::{HouseEffect, HouseOutcome};
use kartoteka::dialogue::staff_pin::{PinEffect, PinOutcome};
use kartoteka::model::access::InChat;
use kartoteka::model::card::{Field, PastVisit};
use kartoteka::model::grave::KeptYears;
use kartoteka::model::policy::Role;
use kartoteka::model::trail::Readings;
use kartoteka::model::watch::{Alert, Burst, Leaver};
use kartoteka::model::{AppointmentId, IssueId, StaffId};

/// Masked contacts, originals, alerts.
pub fn of_unmasked(effect: &UnmaskedEffect) -> (&'static str, Vec<Answer>) {
    let (name, number) = (CANARY.to_owned(), "A-0147".to_owned());
    let missing = ("no such client", Outcome::NoSuchClient);
    match effect {
        UnmaskedEffect::Reveal { .. } => {
            let contact = |phones: Vec<String>, visits: Vec<PastVisit>| {
                Outcome::Contact(Box::new(ContactView {
                    name: name.clone(),
                    number: number.clone(),
                    phones,
                    facts: vec![(Field::Email, "someone@example.com".into())],
                    visits,
                    issue: IssueId(4),
                    until: now(),
                }))
            };
            let phones = vec!["010-0000-0000".into()];
            let masked = ("all that is masked", contact(phones.clone(), visits()));
            let full = ("contact", contact(phones, vec![]));
            ("Reveal", vec![full, masked, ("used up", Outcome::UsedUp { limit: 10 }), missing])
        }
        UnmaskedEffect::Originals { .. } => {
            let originals = |places: &[&str], logs| {
                Outcome::Originals(Box::new(OriginalsView {
                    name: name.clone(),
                    number: number.clone(),
                    places: places.iter().map(|place| (*place).to_owned()).collect(),
                    readings: places.iter().map(|_| (now(), "Some Colleague".into())).collect(),
                    people: vec![(StaffId(5), "Some Colleague".into())],
                    logs,
                    issue: IssueId(4),
                    until: now(),
                }))
            };
            let (some, none) = (originals(&["cabinet 2"], true), originals(&[], false));
            ("Originals", vec![("some", some), ("none", none), missing])
        }
        UnmaskedEffect::LogReading { .. } => {
            let noted = Outcome::ReadingLogged { name: "Some Colleague".into() };
            ("Log reading", vec![("noted", noted), missing])
        }
        UnmaskedEffect::Alert { .. } => {
            let alert = |kind: &Alert| {
                let view = AlertView {
                    kind: *kind,
                    about: StaffId(5),
                    name: "Some Colleague".into(),
                    role: (*kind != Alert::Night).then_some(Role::Care),
                    count: 41,
                    at: now(),
                    manages: *kind == Alert::Cards,
                };
                (kind.as_str(), Outcome::Alert(Box::new(view)))
            };
            let gone = ("gone", Outcome::AlertGone);
            ("Alert", Alert::ALL.iter().map(alert).chain([gone]).collect())
        }
        UnmaskedEffect::Leaver { .. } => {
            let leaver = |role, manages| {
                let (last, before) =
                    (Burst { opened: 41, revealed: 9, searched: 60 }, Burst::default());
                let (name, by) = ("Some Colleague".into(), "Colleague 2".into());
                let (about, last_on) = (StaffId(5), today());
                Outcome::Leaver(Box::new(Leaver {
                    about,
                    name,
                    role,
                    last_on,
                    by,
                    last,
                    before,
                    manages,
                }))
            };
            let gone = ("gone", Outcome::AlertGone);
            (
                "Leaver",
                vec![
                    ("leaves", leaver(Some(Role::Care), true)),
                    ("left", leaver(None, false)),
                    gone,
                ],
            )
        }
        UnmaskedEffect::Readings { .. } => {
            let line = |id: i64| {
                let act = if id == 3 { "of an older release" } else { "opened" };
                (now(), act.to_owned(), (id != 2).then(|| format!("A-{id}")))
            };
            let page = |many: i64| {
                let lines = (1..=many).map(line).collect();
                let name = "Some Colleague".to_owned();
                Outcome::Readings(Box::new(Readings { name, lines, more: many > 0 }))
            };
            let gone = ("gone", Outcome::AlertGone);
            ("Readings", vec![("some", page(12)), ("none", page(0)), gone])
        }
    }
}

/// Bookings.
pub fn of_booking(effect: &BookingEffect) -> (&'static str, Vec<Answer>) {
    let booking = |id: i64| Booking {
        id: AppointmentId(id),
        starts_at: now() + chrono::Duration::hours(id),
        ends_at: now() + chrono::Duration::hours(id + 1),
        with: StaffId(5),
        with_name: "Some Colleague".into(),
    };
    let list = |count: i64| {
        Outcome::Bookings(Box::new(Bookings {
            name: CANARY.to_owned(),
            number: "A-0147".to_owned(),
            list: (1..=count).map(booking).collect(),
            people: (1..=9).map(|id| (StaffId(id), format!("Colleague {id}"))).collect(),
        }))
    };
    let gone = ("gone", Outcome::BookingGone);
    let clash = ("clash", Outcome::BookingClash(Box::new(booking(1))));
    let booked = ("booked", Outcome::Booked(Box::new(booking(1))));
    let missing = ("no such client", Outcome::NoSuchClient);
    match effect {
        BookingEffect::List { .. } => {
            ("Bookings", vec![("many", list(12)), ("none", list(0)), missing])
        }
        BookingEffect::Book { .. } => ("Book", vec![booked, clash, missing]),
        BookingEffect::Move { .. } => ("Move booking", vec![booked, clash, gone]),
        BookingEffect::Cancel { .. } => {
            let done = Outcome::BookingCancelled(Box::new(booking(1)));
            ("Cancel booking", vec![("cancelled", done), gone])
        }
    }
}

/// The PIN.
pub fn of_pin(effect: &PinEffect) -> (&'static str, Vec<Answer>) {
    let pin = |name, outcome| (name, Outcome::Pin(outcome));
    let standing = |has, required| PinOutcome::Standing { has, required };
    let again = || pin("again", PinOutcome::Again);
    match effect {
        PinEffect::Standing => {
            ("Pin", vec![pin("none", standing(false, false)), pin("has", standing(true, true))])
        }
        PinEffect::Require(required) => {
            ("Require", vec![pin("standing", standing(true, *required))])
        }
        PinEffect::Digit { at, .. } => (
            "Digit",
            vec![pin("typed", PinOutcome::Typed(at + 1)), pin("lost", PinOutcome::Typed(0))],
        ),
        PinEffect::Enter { .. } => (
            "Enter",
            vec![
                pin("right", PinOutcome::Right),
                pin("wrong", PinOutcome::Wrong { left: 1 }),
                pin("paused", PinOutcome::Paused { until: now() }),
                pin("unset", PinOutcome::Unset),
                again(),
            ],
        ),
        PinEffect::Choose { .. } => (
            "Choose",
            vec![
                pin("chosen", PinOutcome::Chosen),
                pin("too simple", PinOutcome::TooSimple),
                again(),
            ],
        ),
        PinEffect::Save { .. } => (
            "Save",
            vec![pin("saved", PinOutcome::Right), pin("differs", PinOutcome::Differs), again()],
        ),
    }
}

/// What the owner sets for the whole house.
pub fn of_house(effect: &HouseEffect) -> (&'static str, Vec<Answer>) {
    let years = KeptYears::default();
    let house = |in_chat, years| Outcome::House(HouseOutcome { in_chat, years });
    match effect {
        HouseEffect::Read => {
            let each = InChat::ALL.iter().map(|shown| (shown.as_str(), house(*shown, years)));
            ("House", each.collect())
        }
        HouseEffect::SetInChat(in_chat) => ("SetInChat", vec![("set", house(*in_chat, years))]),
        HouseEffect::Keep(years) => ("KeptYears", vec![("set", house(InChat::On, *years))]),
    }
}
