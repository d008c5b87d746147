//! Everything that the archive may answer to each effect: the full, the empty, the refused, the late.

use crate::fixture::{
    CANARY, bare_card, correctable, day, full_card, history, hits, incident, lent, lines, loan,
    menu, now, register, today, visit,
};
use chrono::{Duration, NaiveTime};
use kartoteka::dialogue::effect::{
    ClientEffect, Day, Effect, LoanEffect, Outcome, Seat, StaffEffect, TaskEffect, VisitEffect,
};
use kartoteka::dialogue::rights::{Right, RightEffect};
use kartoteka::model::access::Part;
use kartoteka::model::lang::Lang;
use kartoteka::model::loan::{Decision, LoanStatus, LoanView};
use kartoteka::model::policy::Role;
use kartoteka::model::trail::{Incident, Mark, SeenOn, Verdict};
use kartoteka::model::{ClientId, InviteId, IssueId, StaffId, TaskId, UndoId, VisitId};

/// An answer of the archive, with its name for the diagram.
type Answer = (&'static str, Outcome);

/// The effect's name, and all that the archive may answer.
pub fn outcomes(effect: &Effect) -> (&'static str, Vec<Answer>) {
    match effect {
        Effect::Client(effect) => of_client(effect),
        Effect::Visit(effect) => of_visit(effect),
        Effect::Loan(effect) => of_loan(effect),
        Effect::Task(effect) => of_task(effect),
        Effect::Staff(effect) => of_staff(effect),
        Effect::Right(effect) => of_right(effect),
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

fn of_loan(effect: &LoanEffect) -> (&'static str, Vec<Answer>) {
    let boxed = |status| Box::new(loan(status));
    let lendable = |parts: &[Part]| Outcome::Lendable {
        client: ClientId(3),
        name: CANARY.to_owned(),
        number: "A-0147".to_owned(),
        parts: parts.to_vec(),
    };
    let gone = |status| ("gone", Outcome::LoanGone(Box::new(loan(status))));
    let loans: Vec<LoanView> =
        LoanStatus::ALL.iter().chain(LoanStatus::ALL).map(|s| loan(*s)).collect();
    let (none, many) = (("none", Outcome::Loans(vec![])), ("many", Outcome::Loans(loans)));
    let missing = ("no such client", Outcome::NoSuchClient);
    match effect {
        LoanEffect::Lendable { .. } => (
            "Lendable",
            vec![
                ("many", lendable(&[Part::Contact, Part::Care, Part::Documents])),
                ("one", lendable(&[Part::Care])),
                ("nothing", lendable(&[])),
                missing,
            ],
        ),
        LoanEffect::Request(_) => (
            "Request",
            vec![
                ("requested", Outcome::Requested(boxed(LoanStatus::Asked))),
                ("nobody decides", Outcome::NobodyDecides),
                ("already asked", Outcome::AlreadyAsked(boxed(LoanStatus::Asked))),
                ("already out", Outcome::AlreadyAsked(boxed(LoanStatus::Out))),
            ],
        ),
        LoanEffect::View { .. } => {
            let each = LoanStatus::ALL.iter().map(|s| (s.as_str(), Outcome::Loan(boxed(*s))));
            ("View", each.chain([missing]).collect())
        }
        LoanEffect::Decide { decision, .. } => {
            let status = match decision {
                Decision::Deny(_) => LoanStatus::Denied,
                Decision::Approve | Decision::Shorten(..) => LoanStatus::Out,
            };
            let decided = ("decided", Outcome::Loan(boxed(status)));
            ("Decide", vec![decided, gone(LoanStatus::Denied), gone(LoanStatus::Expired)])
        }
        LoanEffect::Withdraw { .. } => {
            let withdrawn = ("withdrawn", Outcome::Loan(boxed(LoanStatus::Withdrawn)));
            ("Withdraw", vec![withdrawn, gone(LoanStatus::Out)])
        }
        LoanEffect::Open { .. } => (
            "OpenLent",
            vec![
                ("lent", lent(full_card())),
                ("lent, bare", lent(bare_card())),
                ("over", Outcome::LoanOver(boxed(LoanStatus::Ended))),
                ("recalled", Outcome::LoanOver(boxed(LoanStatus::Recalled))),
                missing,
            ],
        ),
        LoanEffect::Return { .. } => {
            let returned = ("returned", Outcome::Loan(boxed(LoanStatus::Returned)));
            ("Return", vec![returned, gone(LoanStatus::Ended)])
        }
        LoanEffect::Recall { .. } => {
            let recalled = ("recalled", Outcome::Loan(boxed(LoanStatus::Recalled)));
            ("Recall", vec![recalled, gone(LoanStatus::Returned)])
        }
        LoanEffect::Mine => ("Mine", vec![none, many]),
        LoanEffect::Out => ("Out", vec![none, many]),
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

fn of_right(effect: &RightEffect) -> (&'static str, Vec<Answer>) {
    let gone = ("no such client", Outcome::NoSuchClient);
    let page = |many| {
        let history = Box::new(history(many));
        Outcome::Right(Right::History { history, issue: IssueId(4), until: now() })
    };
    let seen = |days: Vec<SeenOn>| {
        let more = !days.is_empty();
        Outcome::Right(Right::Seen { number: "A-0147".into(), days, more })
    };
    let on = |roles: &[Role]| SeenOn { day: today(), roles: roles.to_vec() };
    match effect {
        RightEffect::History { .. } => {
            ("History", vec![("some", page(12)), ("none", page(0)), gone])
        }
        RightEffect::Register { .. } => {
            let words = |given| Outcome::Right(Right::Register(Box::new(register(given))));
            let each = [("yes", words(Some(true))), ("no", words(Some(false)))];
            ("Register", each.into_iter().chain([("unasked", words(None)), gone]).collect())
        }
        RightEffect::Record { given, .. } => {
            let recorded = Right::Recorded(Box::new(register(Some(*given))));
            ("Record", vec![("recorded", Outcome::Right(recorded))])
        }
        RightEffect::Incident => {
            let is = |incident| Outcome::Right(Right::Incident { incident, changed: false });
            let old = Incident { opened_at: now() - Duration::days(4), ..incident(0) };
            let open = [("fresh", is(Some(incident(30)))), ("overdue", is(Some(old)))];
            ("Incident", open.into_iter().chain([("none", is(None))]).collect())
        }
        RightEffect::OpenIncident { .. } => {
            let opened = Right::Incident { incident: Some(incident(1)), changed: true };
            ("OpenIncident", vec![("opened", Outcome::Right(opened))])
        }
        RightEffect::CloseIncident => {
            let closed = Right::Incident { incident: None, changed: true };
            ("CloseIncident", vec![("closed", Outcome::Right(closed))])
        }
        RightEffect::CheckTrail => {
            let mark = Some((Mark::of(12, "0123456789abcdef"), now().into()));
            let trail = |verdict, anchor| Outcome::Right(Right::Trail { verdict, anchor });
            (
                "CheckTrail",
                vec![
                    ("intact", trail(Verdict::Intact { entries: 12 }, mark.clone())),
                    ("no anchor", trail(Verdict::Intact { entries: 0 }, None)),
                    ("changed", trail(Verdict::Changed { entry: 3 }, mark.clone())),
                    ("cut", trail(Verdict::CutOrExtended { entry: 3 }, mark.clone())),
                    ("off", trail(Verdict::OffAnchor { entry: 3 }, mark)),
                ],
            )
        }
        RightEffect::Seen { .. } => {
            let some = seen(vec![on(&[Role::Care, Role::Sales]), on(&[])]);
            ("Seen", vec![("some", some), ("nobody", seen(vec![])), gone])
        }
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
