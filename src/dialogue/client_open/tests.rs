//! The card as tables of state, outcome and screen.

use super::*;
use crate::dialogue::State as Place;
use crate::dialogue::home::tests::{ctx, opens, screen};
use crate::model::VisitId;
use crate::model::policy::Role;
use chrono::TimeZone;

const CLIENT: ClientId = ClientId(7);

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 4, 1, 3, 0, 0).unwrap()
}

fn visit() -> PastVisit {
    PastVisit {
        id: VisitId(3),
        at: at(),
        by: "Anna Invented".into(),
        services: vec!["Colour".into()],
        products: Vec::new(),
        effect: Some(4),
        note: Some("calm ".repeat(100)),
        photos: 2,
        amount: Some(80_000),
        next_on: NaiveDate::from_ymd_opt(2026, 5, 20),
    }
}

fn view(acts: &[Action]) -> CardView {
    CardView {
        client: CLIENT,
        number: "A-0147".into(),
        name: "Mina Test".into(),
        keeper: Some("Anna Invented".into()),
        facts: vec![
            (Field::Allergy, "latex".into()),
            (Field::Birthday, "--02-29".into()),
            (Field::Birthday, "1990-05-12".into()),
            (Field::Birthday, "in spring".into()),
        ],
        phones: vec!["010-0000-0000".into()],
        paper_lost: None,
        visits: vec![visit()],
        spend: Some(80_000),
        health_locked: false,
        capped: InChat::On,
        warned: false,
        held: false,
        shown: vec![Part::Index, Part::Safety, Part::Care],
        lendable: vec![Part::Documents],
        acts: acts.to_vec(),
    }
}

fn shown(state: State, view: CardView) -> Screen {
    let outcome = Outcome::Card { view: Box::new(view), issue: IssueId(9), until: at() };
    screen(resume(&ctx(Role::Care), state, outcome))
}

fn has(screen: &Screen, line: Say) -> bool {
    screen.lines.contains(&say(line))
}

#[test]
fn every_screen_of_a_card_reads_it_first_and_is_an_issue() {
    for state in [State::Card { client: CLIENT }, State::Visits { client: CLIENT }] {
        assert!(matches!(
            show(&ctx(Role::Care), state.clone()),
            Step::Do(Place::ClientOpen(kept), Effect::Client(ClientEffect::Open { client: CLIENT })) if kept == state
        ));
        let screen = shown(state, view(&[]));
        assert!(screen.issue == Some(IssueId(9)));
        let footer = Root::Common(Common::ShownUntil { until: at().into() });
        assert!(screen.lines.last() == Some(&footer));
        assert!(screen.title != name("Mina Test", "A-0147"));
    }
}

#[test]
fn safety_comes_before_the_name_and_birthdays_are_days() {
    let lines = lines(&view(&[]));
    let latex = Say::Safety { field: Field::Allergy.word(), value: "latex".into() };
    assert!(lines[0] == say(latex) && lines[1] == name("Mina Test", "A-0147"));
    let field = Field::Birthday.word();
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let yearly = Yearly { day: day(2000, 2, 29) };
    assert!(lines.contains(&say(Say::FactYearly { field: field.clone(), day: yearly })));
    let born = day(1990, 5, 12).into();
    assert!(lines.contains(&say(Say::FactDay { field: field.clone(), day: born })));
    assert!(lines.contains(&say(Say::Fact { field, value: "in spring".into() })));
}

#[test]
fn a_locked_card_says_so_before_the_name() {
    let closed = CardView { health_locked: true, facts: Vec::new(), ..view(&[]) };
    assert!(lines(&closed)[0] == say(Say::HealthClosed));
    let locked = CardView { acts: vec![Action::RecordConsent], ..closed };
    assert!(lines(&locked)[0] == say(Say::HealthLocked));
    assert!(has(&shown(State::Visits { client: CLIENT }, locked), Say::HealthLocked));
}

#[test]
fn a_card_offers_its_acts_and_nothing_else() {
    let client = CLIENT;
    for (acts, doors) in [
        (&[][..], &[][..]),
        (&[Action::LogVisit], &[Door::LogVisit { client }]),
        (&[Action::RequestLoan], &[Door::Borrow { client }]),
        (&[Action::RecordConsent], &[Door::Consent { client }]),
        (&[Action::ReadTrail], &[Door::History { client }]),
    ] {
        let screen = shown(State::Card { client }, view(acts));
        for door in [
            Door::LogVisit { client },
            Door::Borrow { client },
            Door::Consent { client },
            Door::History { client },
        ] {
            assert_eq!(opens(&screen, &door), doors.contains(&door));
        }
        assert!(opens(&screen, &Door::Visits { client }) && opens(&screen, &Door::Home));
    }
    let nothing_lendable = CardView { lendable: Vec::new(), ..view(&[Action::RequestLoan]) };
    let screen = shown(State::Card { client }, nothing_lendable);
    assert!(!opens(&screen, &Door::Borrow { client }));
}

#[test]
fn visits_are_told_in_full_and_can_be_corrected_by_whoever_may() {
    let screen = shown(State::Visits { client: CLIENT }, view(&[Action::AmendVisit]));
    assert!(has(&screen, Say::VisitEffect { value: 4, of: 5 }));
    assert!(has(&screen, Say::VisitPhotos { count: 2 }));
    assert!(opens(&screen, &Door::AmendVisit { visit: VisitId(3) }));
    let long = screen.lines.iter().any(|line| match line {
        Root::ClientOpen(Say::VisitNote { note }) => text::length(note) == NOTE_GRAPHEMES_MAX + 1,
        _ => false,
    });
    assert!(long);
    let none = CardView { visits: Vec::new(), ..view(&[]) };
    let screen = shown(State::Visits { client: CLIENT }, none);
    assert!(has(&screen, Say::NoVisits));
    assert!(!opens(&screen, &Door::AmendVisit { visit: VisitId(3) }));
}

#[test]
fn what_is_not_there_is_a_receipt_and_typing_is_a_search() {
    let state = State::Card { client: CLIENT };
    let gone = resume(&ctx(Role::Sales), state.clone(), Outcome::NoSuchClient);
    assert!(matches!(gone, Step::End(screen) if opens(&screen, &Door::Find)));
    let typed = step(&ctx(Role::Sales), state, Input::Text("lee".into()));
    assert!(matches!(typed, Step::Go(Place::ClientFind(_))));
}

#[test]
fn what_the_owner_keeps_out_is_said_and_what_is_masked_can_be_revealed() {
    let card = State::Card { client: CLIENT };
    let masked = CardView { capped: InChat::Masked, ..view(&[Action::RevealContact]) };
    let shown_masked = shown(card.clone(), masked);
    assert!(has(&shown_masked, Say::Masked));
    let label =
        |label: Say| shown_masked.rows.iter().flatten().any(|it| it.label == say(label.clone()));
    assert!(label(Say::RevealMasked) && !label(Say::Reveal));
    let paper = (Field::PaperFile, "cabinet 2".to_owned());
    for state in [card, State::Visits { client: CLIENT }] {
        let off = CardView { capped: InChat::Off, ..view(&[]) };
        let with_place = CardView { facts: vec![paper.clone()], ..off.clone() };
        assert!(has(&shown(state.clone(), off), Say::KeptOutAsk));
        assert!(has(&shown(state, with_place), Say::KeptOut));
    }
}
