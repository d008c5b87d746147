//! Everything that the archive may answer to each effect: the full, the empty, the refused, the late.

use crate::bookings;
use crate::fixture::{
    CANARY, bare_card, booked, correctable, day, full_card, hits, lines, menu, now, today, visit,
};
use crate::loans;
use crate::packs;
use crate::papers;
use crate::rights;
use chrono::NaiveTime;
use kartoteka::dialogue::effect::{
    ClientEffect, Day, Effect, Outcome, Seat, StaffEffect, TaskEffect, VisitEffect,
};
use kartoteka::dialogue::staff_people::{PeopleEffect, PeopleOutcome};
use kartoteka::model::lang::Lang;
use kartoteka::model::people::{Colleague, InHand, Standing};
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, InviteId, IssueId, StaffId, TaskId, UndoId, VisitId};

/// An answer of the archive, with its name for the diagram.
pub type Answer = (&'static str, Outcome);

/// The effect's name, and all that the archive may answer.
pub fn outcomes(effect: &Effect) -> (&'static str, Vec<Answer>) {
    match effect {
        Effect::Client(effect) => of_client(effect),
        Effect::Visit(effect) => of_visit(effect),
        Effect::Loan(effect) => loans::of_loan(effect),
        Effect::Pack(effect) => packs::of_pack(effect),
        Effect::Task(effect) => of_task(effect),
        Effect::Staff(effect) => of_staff(effect),
        Effect::Booking(effect) => bookings::of_booking(effect),
        Effect::Paper(effect) => papers::of_paper(effect),
        Effect::Unmasked(effect) => bookings::of_unmasked(effect),
        Effect::People(effect) => of_people(effect),
        Effect::Right(effect) => rights::of_right(effect),
        Effect::Away(effect) => packs::of_away(effect),
        Effect::Pin(effect) => bookings::of_pin(effect),
        Effect::House(effect) => bookings::of_house(effect),
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
                ("many", Outcome::Hits { hits: hits(10), more: true, near: false }),
                ("one", Outcome::Hits { hits: hits(1), more: false, near: false }),
                ("none", Outcome::Hits { hits: vec![], more: false, near: false }),
                ("near", Outcome::Hits { hits: hits(1), more: false, near: true }),
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
                ("none", Outcome::Hits { hits: vec![], more: false, near: false }),
                ("some", Outcome::Hits { hits: hits(5), more: false, near: false }),
            ],
        ),
        ClientEffect::Create(_) => (
            "Create",
            vec![("created", Outcome::Created { client, number, name, undo: UndoId(1) })],
        ),
        ClientEffect::Correctable { at, .. } => {
            let shown = |view| Outcome::Correctable {
                view: Box::new(view),
                issue: IssueId(4),
                until: now(),
            };
            let at = at.as_ref().map(|(detail, _)| *detail);
            (
                "Correctable",
                vec![
                    ("full", shown(correctable(at, true))),
                    ("bare", shown(correctable(at, false))),
                    ("no such client", Outcome::NoSuchClient),
                ],
            )
        }
        ClientEffect::Correct(_) => (
            "Correct",
            vec![
                ("corrected", Outcome::Corrected { client, undo: UndoId(1) }),
                ("changed", Outcome::CardChanged),
            ],
        ),
        ClientEffect::Consent { given, .. } => {
            ("Consent", vec![("recorded", Outcome::ConsentRecorded { client, given: *given })])
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
    let changed = |_: &TaskId| {
        vec![("changed", Outcome::TaskChanged { undo: UndoId(1) }), ("gone", Outcome::TaskGone)]
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
        TaskEffect::Digest { day, visits } => {
            let booked = || if *visits { booked() } else { Vec::new() };
            let digest = |lines| Outcome::Digest { day: *day, lines: [booked(), lines].concat() };
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
        leaves: (id % 2 == 0 && standing != Standing::Waiting).then(today),
        why: if id % 4 == 2 { "resigned".into() } else { "words of a reason".into() },
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
        PeopleEffect::NoteLeaving { .. } => ("NoteLeaving", changed()),
        PeopleEffect::TakeLeavingBack { .. } => ("TakeLeavingBack", changed()),
    }
}
