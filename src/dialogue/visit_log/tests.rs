//! Walks through a visit: five taps, consent in between, and everything that does not fit.

use super::super::form::tests::{ctx, odd_inputs, offered, press, says, sends_photo, today};
use super::*;
use crate::model::policy::Role;
use crate::model::visit::MenuItem;
use chrono::{Days, NaiveDate};

const CLIENT: ClientId = ClientId(147);

fn menu(health_consent: bool) -> Box<VisitMenu> {
    let item = |id, name: &str, interval_days| MenuItem {
        id: MenuItemId(id),
        name: name.to_owned(),
        interval_days,
    };
    Box::new(VisitMenu {
        client: CLIENT,
        number: "A-0147".to_owned(),
        client_name: "Wang Sample".to_owned(),
        services: vec![item(1, "Facial", Some(18)), item(2, "Massage", None)],
        products: vec![item(11, "Calming mask", None), item(12, "Serum", None)],
        last_products: vec![MenuItemId(12), MenuItemId(99)],
        health_consent,
    })
}

fn care() -> Ctx {
    ctx(Role::Care)
}

fn opened(menu: Box<VisitMenu>) -> (State, Screen) {
    waits(resume(&care(), State::Opening { client: CLIENT }, Outcome::Menu(menu)))
}

fn waits(step: Step) -> (State, Screen) {
    match step {
        Step::Wait(super::super::State::VisitLog(state), screen) => (state, screen),
        _ => panic!("it does not wait"),
    }
}

/// Presses a button that must be on show.
fn tap(shown: (State, Screen), choice: form::Choice) -> (State, Screen) {
    let (state, screen) = shown;
    assert!(offered(&screen).contains(&Press::Form(choice.clone())), "not on show");
    waits(step(&care(), state, press(choice)))
}

fn pick(key: &str) -> form::Choice {
    form::Choice::Pick(key.to_owned())
}

fn skip_to_summary(menu: Box<VisitMenu>) -> (State, Screen) {
    let mut shown = opened(menu);
    while offered(&shown.1).contains(&Press::Form(form::Choice::Skip)) {
        shown = tap(shown, form::Choice::Skip);
    }
    shown
}

fn mended(step: Step, before: &State) -> Root {
    match step {
        Step::Mend(super::super::State::VisitLog(state), say) => {
            assert!(state == *before, "the draft is kept as it was");
            say
        }
        _ => panic!("nothing is to be mended"),
    }
}

fn saved(state: State) -> NewVisit {
    match step(&care(), state, press(form::Choice::Save)) {
        Step::Do(_, Effect::Visit(VisitEffect::Log(visit))) => visit,
        _ => panic!("it is not logged"),
    }
}

#[test]
fn a_usual_visit_takes_five_taps_and_no_typing() {
    let shown = tap(opened(menu(true)), pick("1"));
    let shown = tap(shown, form::Choice::Quick(0));
    let shown = tap(shown, form::Choice::Scale(4));
    let shown = tap(shown, form::Choice::Quick(0));
    let visit = saved(shown.0);
    let wanted = NewVisit {
        client: CLIENT,
        services: vec![MenuItemId(1)],
        products: vec![MenuItemId(12)],
        effect: Some(4),
        note: None,
        amount: None,
        next_on: Some(today() + Days::new(18)),
        photos: Vec::new(),
    };
    assert!(visit == wanted);
}

#[test]
fn the_menu_is_read_first_and_a_restart_goes_on_where_it_stood() {
    let asked = show(&care(), State::Opening { client: CLIENT });
    let reads = Effect::Visit(VisitEffect::Menu { client: CLIENT });
    assert!(matches!(asked, Step::Do(_, effect) if effect == reads));
    let (state, screen) = tap(opened(menu(true)), pick("2"));
    let stored = serde_json::to_string(&state).unwrap();
    let (again, shown) = waits(show(&care(), serde_json::from_str(&stored).unwrap()));
    assert!(again == state && shown == screen);
}

#[test]
fn ready_dates_follow_the_service() {
    let dates = |service: &str| {
        let (State::Filling { menu, draft }, _) = tap(opened(menu(true)), pick(service)) else {
            panic!()
        };
        let fields = fields::of(&care(), &menu, &draft);
        let next = fields.into_iter().find(|field| field.key == NEXT).unwrap();
        next.quick
            .into_iter()
            .map(|(_, answer)| match answer {
                form::Answer::Day(day) => (day - today()).num_days(),
                _ => panic!(),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(dates("1"), [18, 7, 14, 28]);
    assert_eq!(dates("2"), [7, 14, 28]);
}

#[test]
fn a_note_and_photos_are_taken_at_any_moment() {
    let (state, _) = opened(menu(true));
    let noted = step(&care(), state, says("liked low pressure"));
    let Step::Mend(super::super::State::VisitLog(state), _) = noted else { panic!() };
    let (state, _) = waits(step(&care(), state, sends_photo("left", Some("left cheek"))));
    let (state, _) = waits(step(&care(), state, press(pick("1"))));
    let (state, _) = waits(step(&care(), state, sends_photo("right", None)));
    let State::Filling { menu, draft } = &state else { panic!() };
    let visit = new_visit(menu, draft);
    assert_eq!(visit.note.as_deref(), Some("liked low pressure\nleft cheek"));
    assert_eq!(visit.photos.len(), 2);
    let (before, _) = opened(menu.clone());
    let State::Filling { draft, .. } = back(before, &state) else { panic!() };
    assert_eq!(draft.photos(PHOTOS).len(), 2, "Back keeps what was caught");
    assert!(draft.many(SERVICES).is_empty());
}

#[test]
fn without_consent_health_data_is_neither_asked_nor_taken() {
    let mut shown = opened(menu(false));
    loop {
        assert!(offered(&shown.1).contains(&Press::Visit(Choice::Consent)));
        assert!(shown.1.lines.contains(&say(Say::NoConsent)));
        let words = step(&care(), shown.0.clone(), says("red spots"));
        let photo = step(&care(), shown.0.clone(), sends_photo("a", None));
        assert!(mended(photo, &shown.0) == say(Say::ConsentFirst));
        let State::Filling { draft, .. } = &shown.0 else { panic!() };
        match &draft.at {
            form::At::Field(key) if key == NEXT => {
                assert!(mended(words, &shown.0) == Root::Form(form::Say::NotADay));
            }
            form::At::Field(key) => {
                assert_ne!(key, EFFECT);
                assert!(mended(words, &shown.0) == say(Say::ConsentFirst));
            }
            _ => break,
        }
        shown = tap(shown, form::Choice::Skip);
    }
}

#[test]
fn the_clients_yes_opens_the_health_fields_and_a_no_closes_them() {
    let (state, _) = tap(skip_to_summary(menu(false)), form::Choice::Edit(AMOUNT.to_owned()));
    let (state, _) = waits(step(&care(), state, says("350")));
    let asked = step(&care(), state.clone(), Input::Press(Press::Visit(Choice::Consent)));
    let Step::Start(super::super::State::VisitLog(parent), child) = asked else { panic!() };
    assert!(parent == state);
    let within = client_consent::State::Within { client: CLIENT };
    assert!(child == super::super::State::ClientConsent(within));

    let yes = Outcome::Chosen(Chosen::Consent(true));
    let shown = waits(resume(&care(), parent, yes));
    let (state, _) = tap(shown, form::Choice::Scale(5));
    let visit = saved(state.clone());
    assert_eq!((visit.effect, visit.amount), (Some(5), Some(35_000)));

    let no = Outcome::Chosen(Chosen::Consent(false));
    let (state, _) = waits(resume(&care(), state, no));
    let visit = saved(state);
    assert_eq!((visit.effect, visit.amount), (None, Some(35_000)));
}

#[test]
fn nothing_given_is_neither_a_visit_nor_a_draft() {
    let (state, _) = skip_to_summary(menu(true));
    let refused = step(&care(), state.clone(), press(form::Choice::Save));
    assert!(mended(refused, &state) == say(Say::NothingGiven));
    assert!(draft(&state).is_none() && draft(&State::Opening { client: CLIENT }).is_none());
    let (state, _) = tap(opened(menu(true)), pick("1"));
    assert!(draft(&state) == Some(say(Say::Draft { number: "A-0147".to_owned() })));
}

#[test]
fn an_empty_menu_is_no_dead_end() {
    let bare = VisitMenu { services: Vec::new(), products: Vec::new(), ..*menu(false) };
    let (state, _) = opened(Box::new(bare));
    let (state, _) = waits(step(&care(), state, press(form::Choice::Quick(1))));
    assert_eq!(saved(state).next_on, Some(today() + Days::new(14)));
}

#[test]
fn a_draft_from_yesterday_does_not_save_a_day_that_is_gone() {
    let (State::Filling { menu, draft }, _) = skip_to_summary(menu(true)) else { panic!() };
    let mut draft = draft;
    let gone = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    draft.answers.insert(NEXT.to_owned(), form::Answer::Day(gone));
    let refused = step(&care(), State::Filling { menu, draft }, press(form::Choice::Save));
    let Step::Mend(super::super::State::VisitLog(state), said) = refused else { panic!() };
    assert!(said == Root::Form(form::Say::NoLonger { field: label(NEXT) }));
    let State::Filling { draft, .. } = state else { panic!() };
    assert!(draft.at == form::At::Edit(NEXT.to_owned()));
}

#[test]
fn a_logged_visit_gets_a_receipt_without_a_name_in_its_title() {
    let (state, _) = skip_to_summary(menu(true));
    let follow_up = Some(today() + Days::new(7));
    let logged = Outcome::Logged {
        client: CLIENT,
        client_name: "Wang Sample".to_owned(),
        follow_up,
        photos: 2,
        undo: UndoId(3),
    };
    let Step::End(screen) = resume(&care(), state, logged) else { panic!() };
    assert!(screen.title == say(Say::Saved));
    assert!(screen.lines.contains(&say(Say::PhotosSaved { count: 2 })));
    assert!(screen.lines.contains(&say(Say::FollowUp { day: (today() + Days::new(7)).into() })));
    let card = Press::Go(Door::Card { client: CLIENT });
    assert!(offered(&screen) == [Press::Undo(UndoId(3)), card, Press::Go(Door::Home)]);
}

#[test]
fn whoever_may_not_log_is_told_at_the_door() {
    let refused = show(&ctx(Role::Keeper), State::Opening { client: CLIENT });
    assert!(matches!(refused, Step::End(screen) if offered(&screen) == [Press::Go(Door::Home)]));
    let gone = resume(&care(), State::Opening { client: CLIENT }, Outcome::NoSuchClient);
    assert!(matches!(gone, Step::End(_)));
}

#[test]
fn what_does_not_fit_keeps_the_draft_everywhere() {
    for consent in [true, false] {
        let mut shown = opened(menu(consent));
        loop {
            let contact =
                Input::Contact { phone: "+8613800138000".to_owned(), name: String::new() };
            for input in [vec![contact], odd_inputs()].concat() {
                mended(step(&care(), shown.0.clone(), input), &shown.0);
            }
            if !offered(&shown.1).contains(&Press::Form(form::Choice::Skip)) {
                break;
            }
            shown = tap(shown, form::Choice::Skip);
        }
    }
    let opening = State::Opening { client: CLIENT };
    for input in odd_inputs() {
        mended(step(&care(), opening.clone(), input), &opening);
    }
}
