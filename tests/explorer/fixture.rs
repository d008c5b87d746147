//! Invented clients, loans, visits and days, as the archive would give them.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use kartoteka::dialogue::effect::{Day, DigestLine, Hit, Outcome, VisitView};
use kartoteka::dialogue::screen::{Common, Say};
use kartoteka::model::access::{InChat, Part};
use kartoteka::model::card::{Class, Field, PastVisit};
use kartoteka::model::consent::{ConsentFor, Register, Said};
use kartoteka::model::correct::{Correctable, Detail, OnRecord};
use kartoteka::model::loan::{LoanStatus, LoanView, Purpose, Term};
use kartoteka::model::mask::CardView;
use kartoteka::model::paper::Standing as PaperStanding;
use kartoteka::model::policy::{Action, Role};
use kartoteka::model::trail::{Exposure, History, Incident, TrailLine};
use kartoteka::model::visit::{MenuItem, VisitMenu};
use kartoteka::model::{ClientId, DraftId, IssueId, LoanId, MenuItemId, StaffId, TaskId, VisitId};

/// The name of every client here. It must not stand in any title.
pub const CANARY: &str = "Canaria Fixture 9";

/// The moment at which everything happens: 2 March 2026, 10:00 in Seoul.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap()
}

/// That day.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// So many hits of a search.
pub fn hits(many: i64) -> Vec<Hit> {
    let hit = |id| Hit { client: ClientId(id), name: CANARY.to_owned(), number: format!("A-{id}") };
    (1..=many).map(hit).collect()
}

/// A lent card.
pub fn lent(view: CardView) -> Outcome {
    Outcome::Lent { view: Box::new(view), loan: Box::new(loan(LoanStatus::Out)), issue: IssueId(4) }
}

/// A loan that stands so.
pub fn loan(status: LoanStatus) -> LoanView {
    let decided =
        !matches!(status, LoanStatus::Asked | LoanStatus::Withdrawn | LoanStatus::Expired);
    LoanView {
        id: LoanId(7),
        number: "L-2026-0412".into(),
        client: ClientId(3),
        client_number: "A-0147".into(),
        client_name: CANARY.into(),
        class: Some(Class::A),
        borrower: StaffId(6),
        borrower_name: "Colleague 6".into(),
        purpose: Purpose::Complaint,
        reason: "a reason of some words".into(),
        parts: vec![Part::Care, Part::Documents],
        term: Term::Hours(72),
        status,
        asked: 2,
        request_until: now() + Duration::hours(1),
        decided: decided.then(|| ("Colleague 2".into(), now())),
        starts: None,
        pack: None,
        due: decided.then(|| now() + Duration::hours(2)),
        answer: if decided { "not_needed".into() } else { String::new() },
        borrower_open: 2,
        borrower_overdue: 1,
        minutes_max: 240,
        approvals: 1,
        first: None,
        stands_for: (status == LoanStatus::Asked).then(|| "Colleague 2".into()),
        line: None,
        extends: None,
        paper: Some(PaperStanding::Out),
        passed: (status == LoanStatus::Asked).then(|| ("Colleague 2".into(), "Colleague 3".into())),
    }
}

/// The first of two approvals.
pub fn half(by: Option<i64>) -> Option<(StaffId, String, DateTime<Utc>)> {
    by.map(|id| (StaffId(id), format!("Colleague {id}"), now()))
}

/// The least that a card may show.
pub fn bare_card() -> CardView {
    CardView {
        client: ClientId(3),
        number: "A-0147".into(),
        name: String::new(),
        keeper: None,
        facts: vec![],
        phones: vec![],
        paper_lost: None,
        visits: vec![],
        spend: None,
        health_locked: true,
        capped: InChat::On,
        warned: false,
        held: false,
        shown: vec![Part::Index],
        lendable: vec![],
        acts: vec![],
    }
}

/// Visits with everything in them.
pub fn visits() -> Vec<PastVisit> {
    let visit = |id| PastVisit {
        id: VisitId(id),
        at: now() - Duration::days(id),
        by: "Colleague 2".into(),
        services: vec!["Facial care".into(), "Massage".into()],
        products: vec!["Cream No. 5".into()],
        effect: Some(4),
        note: Some("note ".repeat(80)),
        photos: 2,
        amount: Some(120_000),
        next_on: Some(today()),
    };
    (1..=12).map(visit).collect()
}

/// A card of which everything is shown.
pub fn full_card() -> CardView {
    let value = |field: &Field| match field {
        Field::Birthday => "1990-03-02".to_owned(),
        _ => "some words of a fact, long enough to be cut somewhere".to_owned(),
    };
    CardView {
        name: CANARY.into(),
        keeper: Some("Colleague 2".into()),
        facts: Field::ALL.iter().map(|field| (*field, value(field))).collect(),
        phones: vec!["010-0000-0000".into()],
        paper_lost: Some(now()),
        visits: visits(),
        spend: Some(1_200_000),
        health_locked: false,
        warned: true,
        held: true,
        shown: Part::ALL.to_vec(),
        lendable: vec![Part::Care],
        acts: Action::ALL.to_vec(),
        ..bare_card()
    }
}

/// What of a card may be corrected: one detail of each kind, or this one; with a value or still without.
pub fn correctable(at: Option<Detail>, with_values: bool) -> Correctable {
    let value = |detail| match detail {
        Detail::Phone | Detail::SecondPhone => "+821000000000".to_owned(),
        Detail::Fact(Field::Birthday) => "--03-02".to_owned(),
        _ => "some words of a fact, long enough to be cut somewhere, as this one is".to_owned(),
    };
    let kinds =
        [Field::Allergy, Field::Birthday, Field::Likes, Field::CreditGrade].map(Detail::Fact);
    let kinds = [Detail::Phone, Detail::SecondPhone].into_iter().chain(kinds);
    // Every way in which a value is kept from the chat.
    let in_chat = |detail| match detail {
        Detail::Fact(Field::Likes) => InChat::Masked,
        Detail::Fact(Field::Allergy) | Detail::SecondPhone => InChat::Off,
        _ => InChat::On,
    };
    let beside = |at, detail| at == Detail::Phone && detail == Detail::SecondPhone;
    let details = kinds.filter(|detail| at.is_none_or(|at| at == *detail || beside(at, *detail)));
    Correctable {
        number: "A-0147".into(),
        details: details
            .map(|detail| OnRecord {
                detail,
                // Beside a first phone there may be no second one.
                value: (with_values && !at.is_some_and(|at| beside(at, detail)))
                    .then(|| value(detail)),
                removable: with_values && detail != Detail::Fact(Field::Allergy),
                in_chat: if with_values { in_chat(detail) } else { InChat::On },
                adds: with_values && detail == Detail::Fact(Field::Allergy),
            })
            .collect(),
        locked: !with_values,
        same: vec![(CANARY.into(), "A-0148".into()); usize::from(with_values)],
    }
}

/// A page of a card's history with so many entries; there are older ones.
pub fn history(many: i64) -> History {
    let line = |id: i64| TrailLine {
        at: now(),
        by: if id == 1 { String::new() } else { "Colleague 2".into() },
        role: (id != 2).then_some(Role::Care),
        act: if id == 3 { "of an older release".into() } else { "edited".into() },
        field: (id == 4).then(|| Field::Likes.word()),
        why: (id == 5).then(|| "asked".to_owned()),
    };
    let (number, name) = ("A-0147".into(), CANARY.into());
    History { number, name, lines: (1..=many).map(line).collect(), more: many > 0 }
}

/// The client's word on every purpose.
pub fn register(given: Option<bool>) -> Register {
    let said = given.map(|given| Said { given, at: now(), by: "Colleague 2".into() });
    let words = ConsentFor::ALL.iter().map(|purpose| (*purpose, said.clone()));
    Register { number: "A-0147".into(), words: words.collect() }
}

/// An incident in which so many people were shown cards.
pub fn incident(many: i64) -> Incident {
    let exposure =
        |id| Exposure { name: format!("Colleague {id}"), role: Role::Care, cards: id, times: 9 };
    let exposures = (1..=many).map(exposure).collect();
    Incident { opened_at: now() - Duration::hours(5), since: now() - Duration::days(3), exposures }
}

/// The visit form's menu with so many services and products.
pub fn menu(many: i64, health_consent: bool) -> VisitMenu {
    let item = |id| MenuItem {
        id: MenuItemId(id),
        name: format!("Item {id} of the menu"),
        interval_days: (id % 2 == 0).then_some(28),
    };
    VisitMenu {
        number: "A-0147".into(),
        client: ClientId(3),
        client_name: CANARY.into(),
        services: (1..=many).map(item).collect(),
        products: (101..=100 + many).map(item).collect(),
        last_products: (101..=100 + many.min(2)).map(MenuItemId).collect(),
        health_consent,
    }
}

/// A visit to correct.
pub fn visit(health_consent: bool) -> VisitView {
    VisitView {
        id: VisitId(8),
        client: ClientId(3),
        number: "A-0147".into(),
        at: now(),
        effect: health_consent.then_some(3),
        note: health_consent.then(|| "a note".into()),
        amount: Some(5_000),
        hidden: false,
        amount_open: health_consent,
        next_on: Some(today()),
        health_consent,
    }
}

/// Home's counts.
pub fn day() -> Day {
    let draft = Say::Common(Common::Plain { text: "Draft 1".into() });
    Day {
        visits: (1..=5).map(|id| (ClientId(id), CANARY.to_owned(), now())).collect(),
        follow_ups: 3,
        loans: 1,
        requests: 2,
        confirmations: 1,
        incident: Some(now()),
        packs: 1,
        papers: 1,
        drafts: vec![(DraftId(1), draft.clone()), (DraftId(2), draft)],
    }
}

/// The day's visits, more than a page of them.
pub fn booked() -> Vec<DigestLine> {
    let visit = |id: i64| DigestLine::Visit {
        client: ClientId(id),
        name: CANARY.to_owned(),
        number: format!("A-{id}"),
        at: now() + Duration::hours(id),
    };
    (1..=9).map(visit).collect()
}

/// Lines of a digest, of every kind but visits, or all done.
pub fn lines(done: bool) -> Vec<DigestLine> {
    let (client, name) = (ClientId(3), CANARY.to_owned());
    let task = |id: i64| DigestLine::FollowUp {
        task: TaskId(id),
        client,
        name: name.clone(),
        number: format!("A-{id}"),
        due: today() - Duration::days(id - 2),
        done: done || id == 2,
    };
    let birthday = |on| {
        let (name, number) = (name.clone(), "A-0150".to_owned());
        DigestLine::Birthday { client, name, number, on }
    };
    let loan = LoanId(7);
    let number = "L-2026-0412".to_owned();
    let borrower = "Colleague 6".to_owned();
    let rest = [
        birthday(today()),
        birthday(today() + Duration::days(2)),
        DigestLine::Moved { name: name.clone(), number: "A-0151".into(), until: Some(today()) },
        DigestLine::Moved { name: name.clone(), number: "A-0152".into(), until: None },
        DigestLine::PaperGiven { loan, number: number.clone(), borrower: borrower.clone() },
        DigestLine::LoanDue { loan, number: number.clone(), due: now() },
        DigestLine::Request { pack: false, number, borrower: borrower.clone() },
        DigestLine::Request { pack: true, number: "P-2026-0003".into(), borrower },
    ];
    let tasks = (1..=9).map(task);
    if done { tasks.collect() } else { tasks.chain(rest).collect() }
}
