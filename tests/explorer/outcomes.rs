//! Everything that the archive may answer to each effect: the full, the empty, the refused, the late.

use crate::fixture::{CANARY, bare_card, day, full_card, hits, lines, menu, now, today, visit};
use crate::loans;
use chrono::NaiveTime;
use kartoteka::dialogue::effect::{
    AlertView, Booking, BookingEffect, Bookings, ClientEffect, ContactView, Day, Effect,
    OriginalsView, Outcome, Seat, StaffEffect, TaskEffect, UnmaskedEffect, VisitEffect,
};
use kartoteka::dialogue::staff_people::{PeopleEffect, PeopleOutcome};
use kartoteka::model::card::Field;
use kartoteka::model::lang::Lang;
use kartoteka::model::people::{Colleague, InHand, Standing};
use kartoteka::model::policy::Role;
use kartoteka::model::watch::Alert;
use kartoteka::model::{
    AppointmentId, ClientId, InviteId, IssueId, StaffId, TaskId, UndoId, VisitId,
};

/// An answer of the archive, with its name for the diagram.
pub type Answer = (&'static str, Outcome);

/// The effect's name, and all that the archive may answer.
pub fn outcomes(effect: &Effect) -> (&'static str, Vec<Answer>) {
    match effect {
        Effect::Client(effect) => of_client(effect),
        Effect::Visit(effect) => of_visit(effect),
        Effect::Loan(effect) => loans::of_loan(effect),
        Effect::Task(effect) => of_task(effect),
        Effect::Staff(effect) => of_staff(effect),
        Effect::Booking(effect) => of_booking(effect),
        Effect::Unmasked(effect) => of_unmasked(effect),
        Effect::People(effect) => of_people(effect),
    }
}

fn of_client(effect: &ClientEffect) -> (&'static str, Vec<Answer>) {
    let client = ClientId(3);
    let (number, name) = ("A-0147".to_owned(), CANARY.to_owned());
    let card = |view| Outcome::Card { view: Box::new(view), issue: IssueId(4), until: now() };
    match effect {
        ClientEffect::Find { .. } => (
            "Find",
            vec![
                ("many", Outcome::Hits { hits: hits(10), more: true }),
                ("one", Outcome::Hits { hits: hits(1), more: false }),
                ("none", Outcome::Hits { hits: vec![], more: false }),
                ("too short", Outcome::TooShort),
            ],
        ),
        ClientEffect::Open { .. } => (
            "Open",
            vec![
                ("full", card(full_card())),
                ("bare", card(bare_card())),
                ("no such client", Outcome::NoSuchClient),
            ],
        ),
        ClientEffect::Duplicates { .. } => (
            "Duplicates",
            vec![
                ("none", Outcome::Hits { hits: vec![], more: false }),
                ("some", Outcome::Hits { hits: hits(5), more: false }),
            ],
        ),
        ClientEffect::Create(_) => (
            "Create",
            vec![("created", Outcome::Created { client, number, name, undo: UndoId(1) })],
        ),
        ClientEffect::Consent { given, .. } => {
            ("Consent", vec![("recorded", Outcome::ConsentRecorded { client, given: *given })])
        }
    }
}

fn of_unmasked(effect: &UnmaskedEffect) -> (&'static str, Vec<Answer>) {
    let (name, number) = (CANARY.to_owned(), "A-0147".to_owned());
    let missing = ("no such client", Outcome::NoSuchClient);
    match effect {
        UnmaskedEffect::Reveal { .. } => {
            let contact = |phones: Vec<String>| {
                Outcome::Contact(Box::new(ContactView {
                    name: name.clone(),
                    number: number.clone(),
                    phones,
                    facts: vec![(Field::Email, "someone@example.com".into())],
                    issue: IssueId(4),
                    until: now(),
                }))
            };
            let full = ("contact", contact(vec!["010-0000-0000".into()]));
            ("Reveal", vec![full, ("used up", Outcome::UsedUp), missing])
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
                    name: "Some Colleague".into(),
                    role: (*kind != Alert::Night).then_some(Role::Care),
                    count: 41,
                    at: now(),
                };
                (kind.as_str(), Outcome::Alert(Box::new(view)))
            };
            let gone = ("gone", Outcome::AlertGone);
            ("Alert", Alert::ALL.iter().map(alert).chain([gone]).collect())
        }
    }
}

fn of_booking(effect: &BookingEffect) -> (&'static str, Vec<Answer>) {
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

fn of_visit(effect: &VisitEffect) -> (&'static str, Vec<Answer>) {
    let logged = |follow_up, photos| Outcome::Logged {
        client: ClientId(3),
        client_name: CANARY.to_owned(),
        follow_up,
        photos,
        undo: UndoId(1),
    };
    let gone = ("no such client", Outcome::NoSuchClient);
    match effect {
        VisitEffect::Menu { .. } => (
            "Menu",
            vec![
                ("full", Outcome::Menu(Box::new(menu(30, true)))),
                ("short", Outcome::Menu(Box::new(menu(1, false)))),
                ("empty", Outcome::Menu(Box::new(menu(0, false)))),
                gone,
            ],
        ),
        VisitEffect::Log(_) => {
            let follow_up = ("follow-up", logged(Some(today()), 2));
            (
                "Log",
                vec![follow_up, ("logged", logged(None, 0)), ("consent gone", Outcome::NoConsent)],
            )
        }
        VisitEffect::Read { .. } => (
            "Read",
            vec![
                ("open", Outcome::Visit(Box::new(visit(true)))),
                ("locked", Outcome::Visit(Box::new(visit(false)))),
                gone,
            ],
        ),
        VisitEffect::Amend(_) => (
            "Amend",
            vec![("amended", Outcome::Amended { visit: VisitId(8), client: ClientId(3) })],
        ),
    }
}

fn of_task(effect: &TaskEffect) -> (&'static str, Vec<Answer>) {
    let changed = |task: &TaskId| {
        vec![("changed", Outcome::TaskChanged { task: *task }), ("gone", Outcome::TaskGone)]
    };
    let names = |many: i64| (0..many).map(|id| (StaffId(id), format!("Colleague {id}"))).collect();
    match effect {
        TaskEffect::Day => (
            "Day",
            vec![
                ("full", Outcome::Day(Box::new(day()))),
                ("empty", Outcome::Day(Box::<Day>::default())),
            ],
        ),
        TaskEffect::Digest { day } => {
            let digest = |lines| Outcome::Digest { day: *day, lines };
            (
                "Digest",
                vec![
                    ("full", digest(lines(false))),
                    ("done", digest(lines(true))),
                    ("empty", digest(vec![])),
                ],
            )
        }
        TaskEffect::Done { task } => ("Done", changed(task)),
        TaskEffect::Snooze { task, .. } => ("Snooze", changed(task)),
        TaskEffect::HandOver { task, .. } => ("HandOver", changed(task)),
        TaskEffect::Colleagues { .. } => (
            "Colleagues",
            vec![
                ("many", Outcome::Colleagues(names(30))),
                ("nobody", Outcome::Colleagues(names(0))),
                ("gone", Outcome::TaskGone),
            ],
        ),
    }
}

fn of_staff(effect: &StaffEffect) -> (&'static str, Vec<Answer>) {
    let invite = InviteId(2);
    let accepted = |confirmed| Outcome::Acceptance {
        invite,
        name: "New Colleague 1".to_owned(),
        role: Role::Care,
        confirmed,
    };
    let settings = |lang: Lang| Outcome::Settings {
        lang,
        chosen: true,
        digest_at: NaiveTime::from_hms_opt(8, 30, 0).unwrap(),
        zone: "Asia/Seoul".to_owned(),
    };
    let seat = |(n, role): (usize, &Role)| Seat {
        name: format!("Colleague {n}"),
        role: *role,
        active: n != 2,
    };
    match effect {
        StaffEffect::Seats => (
            "Seats",
            vec![
                ("some", Outcome::Seats(Role::ALL.iter().enumerate().map(seat).collect())),
                ("none", Outcome::Seats(vec![])),
            ],
        ),
        StaffEffect::Invite { role } => {
            let link = "https://t.me/fixture_bot?start=AbC123".to_owned();
            ("Invite", vec![("invited", Outcome::Invited { link, role: *role, until: now() })])
        }
        StaffEffect::Acceptance { .. } => (
            "Acceptance",
            vec![
                ("waits", accepted(None)),
                ("confirmed", accepted(Some(true))),
                ("refused", accepted(Some(false))),
                ("gone", Outcome::InviteGone),
            ],
        ),
        StaffEffect::Confirm { accept, .. } => {
            ("Confirm", vec![("settled", accepted(Some(*accept))), ("gone", Outcome::InviteGone)])
        }
        StaffEffect::Settings => ("Settings", vec![("settings", settings(Lang::En))]),
        StaffEffect::SetLang(lang) => ("SetLang", vec![("settings", settings(*lang))]),
        StaffEffect::SetDigest(_) => ("SetDigest", vec![("settings", settings(Lang::Ko))]),
        StaffEffect::SetZone(_) => ("SetZone", vec![("settings", settings(Lang::Ko))]),
    }
}

fn of_people(effect: &PeopleEffect) -> (&'static str, Vec<Answer>) {
    let colleague = |id: i64, role, standing| Colleague {
        id: StaffId(id),
        name: format!("Colleague {id}"),
        role,
        standing,
    };
    let hand = |many, only_owner| InHand {
        clients: many,
        follow_ups: many,
        visits: many,
        loans: many,
        requests: many,
        shown: many,
        only_owner,
    };
    let standing = |role, standing, hand| {
        let found = (colleague(6, role, standing), hand);
        Outcome::People(PeopleOutcome::Person(Box::new(found)))
    };
    let gone = ("gone", Outcome::People(PeopleOutcome::Gone));
    let changed = || {
        let before = Box::new(colleague(6, Role::Care, Standing::Active));
        vec![
            ("changed", Outcome::People(PeopleOutcome::Changed(before))),
            ("gone", Outcome::People(PeopleOutcome::Gone)),
            ("only owner", Outcome::People(PeopleOutcome::OnlyOwner)),
        ]
    };
    match effect {
        PeopleEffect::List => {
            let all = Standing::ALL.iter().cycle().zip(Role::ALL.iter().cycle().take(20));
            let all = all.zip(1..).map(|((standing, role), id)| colleague(id, *role, *standing));
            let many = Outcome::People(PeopleOutcome::List(all.collect()));
            let none = Outcome::People(PeopleOutcome::List(vec![]));
            ("People", vec![("many", many), ("none", none)])
        }
        PeopleEffect::Person { .. } => (
            "Person",
            vec![
                ("active", standing(Role::Care, Standing::Active, hand(3, false))),
                ("empty hands", standing(Role::Keeper, Standing::Active, hand(0, false))),
                ("waiting", standing(Role::Care, Standing::Waiting, hand(0, false))),
                ("suspended", standing(Role::Care, Standing::Suspended, hand(3, false))),
                ("only owner", standing(Role::Owner, Standing::Active, hand(0, true))),
                gone,
            ],
        ),
        PeopleEffect::Heirs { .. } => {
            let names = (1..=30).map(|id| (StaffId(id), format!("Colleague {id}"))).collect();
            let many = Outcome::People(PeopleOutcome::Heirs(names));
            ("Heirs", vec![("many", many), ("none", Outcome::People(PeopleOutcome::Heirs(vec![])))])
        }
        PeopleEffect::ChangeRole { .. } => ("ChangeRole", changed()),
        PeopleEffect::Suspend { .. } => ("Suspend", changed()),
        PeopleEffect::LetIn { .. } => ("LetIn", changed()),
        PeopleEffect::Leave { .. } => ("Leave", changed()),
    }
}
