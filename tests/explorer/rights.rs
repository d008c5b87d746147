//! Everything that the archive may answer about the trail, and about a client's rights.

use crate::fixture::{CANARY, full_card, history, incident, now, register, today};
use crate::outcomes::Answer;
use chrono::Duration;
use kartoteka::dialogue::effect::Outcome;
use kartoteka::dialogue::rights::{Right, RightEffect};
use kartoteka::model::card::{Card, Fact, Field, Kind, Source};
use kartoteka::model::correct::Detail;
use kartoteka::model::grave::{
    ClientCopy, ClientRights, Corrected, EmergencyView, Grave, GraveView, Hold, KeptRule,
    KeptYears, Left, Proof, Proposal, Proposed, Review, Settled,
};
use kartoteka::model::phone::Phone;
use kartoteka::model::policy::Role;
use kartoteka::model::restored::{Contents, Restored, RestoredView};
use kartoteka::model::trail::{Incident, Mark, SeenOn, Verdict};
use kartoteka::model::{BranchId, ClientId, ConfirmationId, EmergencyId, IssueId, StaffId};

/// The effect's name, and all that the archive may answer.
pub fn of_right(effect: &RightEffect) -> (&'static str, Vec<Answer>) {
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
            let trail = |verdict: Option<Verdict>, anchor| {
                let walk = verdict.map(|verdict| (verdict, now().into()));
                Outcome::Right(Right::Trail { walk, anchor, asked: false })
            };
            (
                "CheckTrail",
                vec![
                    ("intact", trail(Some(Verdict::Intact { entries: 12 }), mark.clone())),
                    ("no anchor", trail(Some(Verdict::Intact { entries: 0 }), None)),
                    ("not walked", trail(None, None)),
                    ("changed", trail(Some(Verdict::Changed { entry: 3 }), mark.clone())),
                    ("cut", trail(Some(Verdict::CutOrExtended { entry: 3 }), mark.clone())),
                    ("off", trail(Some(Verdict::OffAnchor { entry: 3 }), mark)),
                ],
            )
        }
        RightEffect::WalkTrail => {
            let asked = Right::Trail { walk: None, anchor: None, asked: true };
            ("WalkTrail", vec![("asked", Outcome::Right(asked))])
        }
        RightEffect::Seen { .. } => {
            let some = seen(vec![on(&[Role::Care, Role::Sales]), on(&[])]);
            ("Seen", vec![("some", some), ("nobody", seen(vec![])), gone])
        }
        effect => of_grave(effect),
    }
}

fn of_grave(effect: &RightEffect) -> (&'static str, Vec<Answer>) {
    let right = |name, right| (name, Outcome::Right(right));
    let gone = ("no such client", Outcome::NoSuchClient);
    let client = |hold, waiting| Right::Client(Box::new(rights(hold, waiting)));
    let asked = || boxed(6, Grave::Erase, Settled::Asked);
    let held = || right("held", Right::OnHold(rights(true, false).hold.expect("it is held")));
    match effect {
        RightEffect::OfClient { .. } => (
            "OfClient",
            vec![
                right("free", client(false, false)),
                right("held", client(true, false)),
                right("waits", client(false, true)),
                gone,
            ],
        ),
        RightEffect::AskErasure { .. } => (
            "AskErasure",
            vec![
                right("asked", Right::Asked(asked())),
                right("already", Right::Already(asked())),
                right("nobody", Right::NobodyConfirms),
                held(),
                gone,
            ],
        ),
        RightEffect::AskCopy { .. } => {
            let view = || boxed(6, Grave::Copy, Settled::Asked);
            let asked = right("asked", Right::Asked(view()));
            let nobody = right("nobody", Right::NobodyConfirms);
            ("AskCopy", vec![asked, right("already", Right::Already(view())), nobody, gone])
        }
        RightEffect::Copy { .. } => {
            let copied = right("copied", Right::Copy(Box::new(copy(true))));
            let bare = right("bare", Right::Copy(Box::new(copy(false))));
            ("Copy", vec![copied, bare, right("gone", Right::CopyGone)])
        }
        RightEffect::Copies => {
            let given = || *boxed(6, Grave::Copy, Settled::Confirmed);
            let some = right("some", Right::Copies(vec![given(), given()]));
            ("Copies", vec![some, right("none", Right::Copies(vec![]))])
        }
        RightEffect::Hold { .. } => ("Hold", vec![right("held", client(true, false)), gone]),
        RightEffect::LiftHold { .. } => {
            ("LiftHold", vec![right("lifted", client(false, false)), gone])
        }
        RightEffect::Confirmation { .. } => ("Confirmation", standings()),
        RightEffect::Decide { confirm, .. } => {
            let state = if *confirm { Settled::Confirmed } else { Settled::Refused };
            let decided = right("decided", Right::Decided(boxed(6, Grave::Erase, state)));
            let late = boxed(6, Grave::Retention, Settled::Refused);
            ("Decide", vec![decided, right("too late", Right::TooLate(late)), held()])
        }
        effect => of_proposals(effect),
    }
}

fn of_proposals(effect: &RightEffect) -> (&'static str, Vec<Answer>) {
    let right = |name, right| (name, Outcome::Right(right));
    let proposal = |many, kept| Right::Proposal(Some(Box::new(proposal(many, kept, None))));
    match effect {
        RightEffect::Book => {
            let book = |many: i64, proposed| {
                let waiting = (0..many).map(|_| *boxed(6, Grave::Erase, Settled::Asked));
                let reviews = (0..many).map(|_| review(Settled::Asked, true)).collect();
                Right::Book { waiting: waiting.collect(), reviews, proposed }
            };
            ("Book", vec![right("full", book(20, 40)), right("empty", book(0, 0))])
        }
        RightEffect::Unrecalled => {
            let left =
                Left { number: "A-0147".into(), person: "Colleague 2".into(), shown_at: now() };
            let some = right("some", Right::Unrecalled(vec![left; 3]));
            ("Unrecalled", vec![some, right("none", Right::Unrecalled(vec![]))])
        }
        RightEffect::Proofs { .. } => {
            let page = |many| Right::Proofs { proofs: vec![proof(); many], more: many > 0 };
            ("Proofs", vec![right("some", page(8)), right("none", page(0))])
        }
        RightEffect::Proposal | RightEffect::Proposed { .. } | RightEffect::Keep { .. } => {
            let waits = Some(*boxed(6, Grave::Retention, Settled::Asked));
            let waits = Box::new(self::proposal(2, false, waits));
            let name = match effect {
                RightEffect::Proposal => "Proposal",
                RightEffect::Proposed { .. } => "Proposed",
                _ => "Keep",
            };
            (
                name,
                vec![
                    right("many", proposal(40, false)),
                    right("few", proposal(1, false)),
                    right("all kept", proposal(40, true)),
                    right("waits", Right::Proposal(Some(waits))),
                    right("none", Right::Proposal(None)),
                ],
            )
        }
        RightEffect::Propose => {
            let view = || boxed(6, Grave::Retention, Settled::Asked);
            (
                "Propose",
                vec![
                    right("asked", Right::Asked(view())),
                    right("already", Right::Already(view())),
                    right("nobody", Right::NobodyConfirms),
                    right("none", Right::Proposal(None)),
                ],
            )
        }
        effect => of_emergencies(effect),
    }
}

fn of_emergencies(effect: &RightEffect) -> (&'static str, Vec<Answer>) {
    let right = |name, right| (name, Outcome::Right(right));
    let gone = ("no such client", Outcome::NoSuchClient);
    match effect {
        RightEffect::Emergency { .. } => {
            let shown = |facts: Vec<(Field, String)>, told| {
                let (name, number) = (CANARY.into(), "A-0147".into());
                let (issue, until) = (IssueId(4), now());
                let view = EmergencyView { name, number, facts, told, issue, until };
                Right::Emergency(Box::new(view))
            };
            let facts = vec![(Field::Allergy, "latex".to_owned())];
            (
                "Emergency",
                vec![right("full", shown(facts, 2)), right("bare", shown(vec![], 0)), gone],
            )
        }
        RightEffect::ReviewOf { .. } => (
            "ReviewOf",
            vec![
                right("waits", reviewed(Settled::Asked, true, false)),
                right("former", reviewed(Settled::Asked, false, false)),
                right("justified", reviewed(Settled::Confirmed, true, false)),
                right("not justified", reviewed(Settled::Refused, true, false)),
                right("gone", Right::ReviewGone),
            ],
        ),
        RightEffect::Review { .. } => (
            "Review",
            vec![
                right("reviewed", reviewed(Settled::Confirmed, true, false)),
                right("late", reviewed(Settled::Refused, true, true)),
                right("gone", Right::ReviewGone),
            ],
        ),
        RightEffect::Restore => (
            "Restore",
            vec![
                right("waits", restored(Settled::Asked, true, false)),
                right("unknown before", restored(Settled::Asked, false, false)),
                right("confirmed", restored(Settled::Confirmed, true, false)),
                right("stopped", restored(Settled::Refused, true, false)),
                right("none", Right::Restore { view: None, late: false }),
            ],
        ),
        RightEffect::DecideRestore { confirm } => {
            let state = if *confirm { Settled::Confirmed } else { Settled::Refused };
            let decided = right("decided", restored(state, true, false));
            ("DecideRestore", vec![decided, right("late", restored(Settled::Refused, true, true))])
        }
        _ => unreachable!("the others are above"),
    }
}

fn restored(state: Settled, known: bool, late: bool) -> Right {
    let contents = |trail| Contents { clients: 120, visits: 900, loans: 40, trail };
    let restored = Restored {
        made_at: now() - Duration::days(2),
        now: contents(4000),
        before: known.then(|| contents(4012)),
        erased: 1,
        cut: 0,
        told: true,
        kept_out: Vec::new(),
        remind_at: None,
        state,
        decided: (state != Settled::Asked).then(|| (StaffId(2), now())),
    };
    Right::Restore {
        view: Some(Box::new(RestoredView { restored, by: "Colleague 2".into() })),
        late,
    }
}

fn rights(held: bool, waits: bool) -> ClientRights {
    ClientRights {
        client: ClientId(3),
        number: "A-0147".into(),
        hold: held.then(|| Hold { by: "Colleague 2".into(), at: now(), reason: "dispute".into() }),
        waiting: waits.then(|| *boxed(6, Grave::Erase, Settled::Asked)),
    }
}

/// A confirmation that stands so, asked for by this person; 5 is the walker.
fn boxed(asker: i64, act: Grave, state: Settled) -> Box<GraveView> {
    let decided = matches!(state, Settled::Confirmed | Settled::Refused);
    Box::new(GraveView {
        id: ConfirmationId(3),
        act,
        number: if act == Grave::Retention { String::new() } else { "A-0147".into() },
        client: (act != Grave::Retention && !decided).then_some(ClientId(3)),
        cards: if act == Grave::Retention { 12 } else { 0 },
        asker: StaffId(asker),
        asked_by: format!("Colleague {asker}"),
        reason: if decided { String::new() } else { "some words of their own".into() },
        until: now() + Duration::hours(72),
        state,
        decided: decided.then(|| ("Colleague 2".into(), now())),
        gone: (state == Settled::Confirmed).then_some((42, 1)),
    })
}

fn standings() -> Vec<Answer> {
    let each = Settled::ALL.iter().flat_map(|state| {
        let of = |asker, act| {
            let view = boxed(asker, act, *state);
            (state.as_str(), Outcome::Right(Right::Confirmation(view)))
        };
        [of(6, Grave::Erase), of(6, Grave::Retention), of(6, Grave::Copy), of(5, Grave::Erase)]
    });
    each.collect()
}

/// A client's copy, with something of everything or with nothing.
fn copy(full: bool) -> ClientCopy {
    let view = full_card();
    let fact = |field: &Field| Fact {
        field: *field,
        value: "some words of a fact".into(),
        source: Source::Visit,
        at: now(),
    };
    let many = usize::from(full);
    let card = Card {
        id: ClientId(3),
        branch: BranchId(1),
        number: "A-0147".into(),
        kind: Kind::Person,
        name: CANARY.into(),
        keeper: full.then(|| (StaffId(2), "Colleague 2".into())),
        phones: Phone::from_e164("+821012345678").into_iter().take(many).collect(),
        facts: Field::ALL.iter().take(many * Field::ALL.len()).map(fact).collect(),
        health_consent: full,
        held: false,
        paper_lost: None,
        visits: view.visits.into_iter().take(many * 2).collect(),
        spend: 0,
    };
    let corrected = Corrected {
        at: now(),
        detail: Detail::Name,
        old: None,
        new: Some(CANARY.into()),
        reason: "misheard".into(),
    };
    ClientCopy {
        business: "Salon Sample".into(),
        day: today(),
        issue: IssueId(9),
        until: now(),
        card,
        since: now(),
        register: register(full.then_some(true)),
        booked: vec![now(); many],
        corrected: vec![corrected; many],
        seen: vec![SeenOn { day: today(), roles: vec![Role::Care] }; many],
    }
}

fn proof() -> Proof {
    Proof {
        number: "A-0147".into(),
        at: now(),
        asked_by: "Colleague 2".into(),
        confirmed_by: "Colleague 3".into(),
        rows: 42,
        files: 1,
    }
}

fn proposal(many: i64, kept: bool, waiting: Option<GraveView>) -> Proposal {
    let card = |id: i64| Proposed {
        client: ClientId(id),
        number: format!("A-{id}"),
        last_on: (id % 2 == 0).then(today),
        rule: [KeptRule::Visited, KeptRule::Unvisited, KeptRule::Withdrawn][id as usize % 3],
        kept,
    };
    let (cards, years) = ((1..=many).map(card).collect(), KeptYears::default());
    Proposal { made_at: now(), cards, years, waiting }
}

fn review(state: Settled, seated: bool) -> Review {
    Review {
        id: EmergencyId(9),
        number: "A-0147".into(),
        by: "Colleague 6".into(),
        role: seated.then_some(Role::Care),
        at: now(),
        reason: "unwell".into(),
        state,
        decided: (state != Settled::Asked).then(|| ("Colleague 2".into(), now())),
    }
}

fn reviewed(state: Settled, seated: bool, late: bool) -> Right {
    Right::Review { review: Box::new(review(state, seated)), late }
}
