//! Walks through a new card: contact, line, name; the same client; consent; and everything that does not fit.

use super::super::form::tests::{ctx, odd_inputs, offered, press, says, sends_photo};
use super::*;
use crate::model::card::{Field, Kind, NewClient, Source};
use crate::model::policy::Role;

const NOBODY: fn() -> Outcome = || Outcome::Hits { hits: Vec::new(), more: false, near: false };

fn care() -> Ctx {
    ctx(Role::Care)
}

fn starting() -> State {
    State::Starting { line: String::new() }
}

fn contact(phone: &str, name: &str) -> Input {
    Input::Contact { phone: phone.to_owned(), name: name.to_owned() }
}

fn ours(state: super::super::State) -> State {
    match state {
        super::super::State::ClientCreate(state) => state,
        _ => panic!("it left the dialogue"),
    }
}

/// Answers every look for the same client by nobody, until it waits.
fn waits(step: Step) -> (State, Screen) {
    match step {
        Step::Wait(state, screen) => (ours(state), screen),
        Step::Do(state, Effect::Client(ClientEffect::Duplicates { .. })) => {
            waits(resume(&care(), ours(state), NOBODY()))
        }
        _ => panic!("it does not wait"),
    }
}

/// What it looks for: phone and name.
fn looks_for(step: Step) -> (State, Option<String>, Option<String>) {
    match step {
        Step::Do(state, Effect::Client(ClientEffect::Duplicates { phone, name })) => {
            (ours(state), phone, name)
        }
        _ => panic!("it does not look for the same client"),
    }
}

fn mended(step: Step) -> (State, Root) {
    match step {
        Step::Mend(state, say) => (ours(state), say),
        _ => panic!("nothing is to be mended"),
    }
}

/// Presses a button that must be on show.
fn tap(shown: (State, Screen), choice: form::Choice) -> (State, Screen) {
    assert!(offered(&shown.1).contains(&Press::Form(choice.clone())), "not on show");
    waits(step(&care(), shown.0, press(choice)))
}

fn pick(key: &str) -> form::Choice {
    form::Choice::Pick(key.to_owned())
}

fn edit(key: &str) -> form::Choice {
    form::Choice::Edit(key.to_owned())
}

fn given(input: Input) -> (State, Screen) {
    waits(step(&care(), starting(), input))
}

fn created(state: State) -> NewClient {
    match step(&care(), state, press(form::Choice::Save)) {
        Step::Do(_, Effect::Client(ClientEffect::Create(client))) => client,
        _ => panic!("it is not created"),
    }
}

fn person(name: &str, phone: Option<&str>) -> NewClient {
    NewClient {
        kind: Kind::Person,
        name: name.to_owned(),
        phone: phone.map(str::to_owned),
        facts: Vec::new(),
        source: Source::Visit,
        health_consent: None,
        keeper: None,
    }
}

const PHONE: &str = "+8613800138000";

#[test]
fn a_contact_is_a_card_in_two_taps() {
    let shown = tap(given(contact("8613800138000", "Wang Xiaomei")), pick("later"));
    let wanted = NewClient { source: Source::Contact, ..person("Wang Xiaomei", Some(PHONE)) };
    assert!(created(shown.0) == wanted);
}

#[test]
fn a_line_is_a_card_whose_health_data_waits_for_the_clients_yes() {
    let line = || says("Wang Xiaomei 138 0013 8000 3 May combination, latex!");
    let shown = given(line());
    assert!(shown.1.lines.contains(&Root::ClientConsent(client_consent::Say::Purpose)));
    let birthday = (Field::Birthday, "--05-03".to_owned());
    let health = [(Field::Allergy, "latex".to_owned()), (Field::Skin, "combination".to_owned())];
    let agreed = NewClient {
        facts: [vec![birthday.clone()], health.to_vec()].concat(),
        health_consent: Some(true),
        ..person("Wang Xiaomei", Some(PHONE))
    };
    assert!(created(tap(shown, pick("yes")).0) == agreed);
    for (answer, health_consent) in [("no", Some(false)), ("later", None)] {
        let (state, said) = mended(step(&care(), given(line()).0, press(pick(answer))));
        assert!(said == say(Say::HealthLeftOut));
        let refused = NewClient {
            facts: vec![birthday.clone()],
            health_consent,
            ..person("Wang Xiaomei", Some(PHONE))
        };
        assert!(created(state) == refused, "{answer}");
    }
}

#[test]
fn what_a_line_says_of_health_waits_through_the_questions_before_the_consent() {
    let shown = given(says("Wang Xiaomei, latex!"));
    let shown = waits(step(&care(), shown.0, says("138 0013 8000")));
    let latex = (Field::Allergy, "latex".to_owned());
    assert!(created(tap(shown, pick("yes")).0).facts == [latex]);
}

#[test]
fn a_lines_number_that_lacks_a_digit_is_told_until_the_phone_is_given() {
    let told = |(_, screen): &(State, Screen)| match screen.lines.first() {
        Some(Root::Form(form::Say::PhoneTooShort { typed, digits: 10, .. })) => Some(typed.clone()),
        _ => None,
    };
    let shown = given(says("Wang Xiaomei, tea, 138 0013 800"));
    assert_eq!(told(&shown).as_deref(), Some("138 0013 800"));
    let (state, screen) = tap((shown.0.clone(), shown.1), form::Choice::Skip);
    assert!(told(&(state.clone(), screen)).is_none());
    let topics = |text: &str| (Field::Topics, text.to_owned());
    assert!(
        created(tap(waits(show(&care(), state)), pick("no")).0).facts
            == [topics("tea, 138 0013 800")]
    );
    let shown = waits(step(&care(), shown.0, says("138 0013 8000")));
    assert!(told(&shown).is_none());
    assert!(created(tap(shown, pick("no")).0).facts == [topics("tea")]);
    // What stands beside the number without a comma stays.
    let shown = given(says("Wang Xiaomei 138 0013 800 green tea"));
    assert_eq!(told(&shown).as_deref(), Some("138 0013 800"));
    let shown = waits(step(&care(), shown.0, says("138 0013 8000")));
    assert!(created(tap(shown, pick("no")).0).facts == [topics("green tea")]);
    // Days and amounts are no numbers.
    for line in ["2027-01-05", "2027-01-05 14", "2027-01-05 14:30", "12000000"] {
        let line = format!("Wang Xiaomei, {line}");
        assert!(told(&given(says(&line))).is_none(), "{line}");
    }
    // Of two such numbers the first was meant.
    let shown = given(says("Wang Xiaomei, 138 0013 800, 139 0013 900"));
    let shown = waits(step(&care(), shown.0, says("138 0013 8000")));
    assert!(created(tap(shown, pick("no")).0).facts == [topics("139 0013 900")]);
    // It leaves an allergy beside it alone.
    let shown = given(says("Wang Xiaomei 138 0013 800 latex!"));
    assert_eq!(told(&shown).as_deref(), Some("138 0013 800"));
    let shown = waits(step(&care(), shown.0, says("138 0013 8000")));
    assert!(created(tap(shown, pick("yes")).0).facts == [(Field::Allergy, "latex".to_owned())]);
}

#[test]
fn a_name_leads_through_phone_and_consent_and_a_phone_alone_is_enough() {
    let shown = given(says("Wang Xiaomei"));
    let shown = waits(step(&care(), shown.0, says("138 0013 8000")));
    let shown = tap(shown, pick("no"));
    let wanted = NewClient { health_consent: Some(false), ..person("Wang Xiaomei", Some(PHONE)) };
    assert!(created(shown.0) == wanted);

    let shown = tap(given(says("13800138000")), form::Choice::Skip);
    assert!(created(tap(shown, pick("later")).0) == person("", Some(PHONE)));
}

#[test]
fn what_was_searched_for_is_not_asked_again() {
    let super::super::State::ClientCreate(state) = open("Wang Xiaomei".to_owned()) else {
        panic!()
    };
    let (state, phone, name) = looks_for(show(&care(), state));
    assert_eq!((phone, name.as_deref()), (None, Some("Wang Xiaomei")));
    let (state, screen) = waits(resume(&care(), state, NOBODY()));
    assert!(screen.lines.contains(&say(Say::AskPhone)));
    assert!(
        created(tap(tap((state, screen), form::Choice::Skip), pick("later")).0)
            == person("Wang Xiaomei", None)
    );
}

#[test]
fn the_same_client_is_looked_for_before_the_second_question_and_again_after_a_change() {
    let (state, phone, name) = looks_for(step(&care(), starting(), says("Wang Xiaomei")));
    assert_eq!((phone, name.as_deref()), (None, Some("Wang Xiaomei")));
    let hit = |id, name: &str| Hit {
        client: ClientId(id),
        name: name.to_owned(),
        number: format!("A-{id:04}"),
    };
    let hits = Outcome::Hits {
        hits: vec![hit(147, "Wang Xiaomei"), hit(9, "")],
        more: false,
        near: false,
    };
    let Step::Wait(state, screen) = resume(&care(), state, hits) else { panic!() };
    let card = |id| Press::Go(Door::Card { client: ClientId(id) });
    let different = Press::Create(Choice::Different);
    assert!(
        offered(&screen) == [card(147), card(9), different.clone(), Press::Back, Press::Cancel]
    );

    let (state, _) = waits(step(&care(), ours(state), Input::Press(different)));
    let (state, phone, name) = looks_for(step(&care(), state, says("138 0013 8000")));
    assert_eq!((phone.as_deref(), name), (Some(PHONE), None), "the name was settled");
    let shown = tap(waits(resume(&care(), state, NOBODY())), pick("later"));

    let (state, _) = tap(shown, edit("name"));
    let (_, phone, name) = looks_for(step(&care(), state, says("Wang Mei")));
    assert_eq!((phone, name.as_deref()), (None, Some("Wang Mei")));
}

#[test]
fn health_data_is_locked_until_the_yes_and_again_after_a_later_no() {
    let shown = tap(given(contact(PHONE, "Wang Xiaomei")), pick("later"));
    assert!(shown.1.lines.contains(&say(Say::HealthLocked)));
    for key in ["allergy", "needs", "skin"] {
        let (state, said) = mended(step(&care(), shown.0.clone(), press(edit(key))));
        assert!(state == shown.0 && said == say(Say::HealthLocked), "{key}");
    }
    let shown = tap(tap(shown, edit("consent")), pick("yes"));
    let (state, screen) = tap(shown, edit("allergy"));
    assert!(!screen.lines.contains(&say(Say::HealthLocked)));
    let shown = waits(step(&care(), state, says("latex")));
    let locked = (Field::Allergy, "latex".to_owned());
    assert!(created(shown.0.clone()).facts == [locked]);
    let (state, _) = tap(shown, edit("consent"));
    let (state, said) = mended(step(&care(), state, press(pick("no"))));
    assert!(said == say(Say::HealthLeftOut) && created(state).facts.is_empty());
}

#[test]
fn a_company_has_its_own_fields_and_no_health_data() {
    let organisation = Input::Press(Press::Create(Choice::Organisation));
    let (state, _) = given(organisation);
    let shown = waits(step(&care(), state, says("Sample Trading")));
    let (state, _) = tap(tap(shown, form::Choice::Skip), edit("legal_person"));
    let shown = waits(step(&care(), state, says("Li Sample")));
    assert!(!offered(&shown.1).contains(&Press::Form(edit("allergy"))));
    let wanted = NewClient {
        kind: Kind::Organisation,
        facts: vec![(Field::LegalPerson, "Li Sample".to_owned())],
        ..person("Sample Trading", None)
    };
    assert!(created(shown.0.clone()) == wanted);
    assert!(!shown.1.lines.contains(&say(Say::HealthLocked)));

    let shown = tap(tap(shown, edit("kind")), pick("person"));
    let purpose = Root::ClientConsent(client_consent::Say::Purpose);
    assert!(shown.1.lines.contains(&purpose), "a person is asked after all");
    let shown = tap(shown, pick("yes"));
    let (state, _) = tap(shown, edit("skin"));
    let shown = tap(waits(step(&care(), state, says("dry"))), edit("kind"));
    let shown = tap(shown, pick("organisation"));
    assert!(created(shown.0.clone()) == wanted, "a company keeps no health data");
    let shown = tap(tap(shown, edit("kind")), pick("person"));
    let skin = (Field::Skin, "dry".to_owned());
    assert!(
        created(shown.0).facts.contains(&skin),
        "it was a slip: nothing is asked or told again"
    );
}

#[test]
fn a_contact_fills_a_card_at_any_step_and_keeps_the_name_that_was_typed() {
    let shown = given(says("Wang Xiaomei"));
    let shown = waits(step(&care(), shown.0, contact(PHONE, "wxm salon")));
    assert!(created(tap(shown, pick("later")).0) == person("Wang Xiaomei", Some(PHONE)));
}

#[test]
fn a_card_needs_a_name_or_a_phone() {
    let shown = tap(given(says("Wang Xiaomei")), form::Choice::Skip);
    let shown = tap(tap(shown, pick("later")), edit("name"));
    let shown = tap(shown, form::Choice::Skip);
    let (state, said) = mended(step(&care(), shown.0.clone(), press(form::Choice::Save)));
    assert!(state == shown.0 && said == say(Say::NameOrPhone));
}

#[test]
fn what_cannot_be_read_gets_a_sentence_that_says_how_to_mend_it() {
    let short = |typed: &str, digits| {
        let typed = typed.to_owned();
        Root::Form(form::Say::PhoneTooShort { typed, digits, expected: 11 })
    };
    for (input, wanted) in [
        (says("138 0013 800"), short("138 0013 800", 10)),
        (says("…"), say(Say::NotRead)),
        (contact("12", "Wang Xiaomei"), short("12", 2)),
        (sends_photo("card", None), Root::Common(Common::NoPhotoHere)),
    ] {
        let (state, said) = mended(step(&care(), starting(), input));
        assert!(state == starting() && said == wanted);
    }
}

#[test]
fn a_draft_tells_its_step_and_never_a_name() {
    assert!(draft(&starting()).is_none());
    let organisation = given(Input::Press(Press::Create(Choice::Organisation)));
    assert!(draft(&organisation.0).is_none(), "nothing was given yet");
    let shown = given(says("Wang Xiaomei"));
    assert!(draft(&shown.0) == Some(say(Say::Draft { step: 2 })));
    let shown = tap(tap(shown, form::Choice::Skip), pick("later"));
    assert!(draft(&shown.0) == Some(say(Say::Draft { step: 4 })));
}

#[test]
fn the_receipt_has_the_number_in_its_title_and_the_ways_on() {
    let (state, _) = tap(given(contact(PHONE, "Wang Xiaomei")), pick("later"));
    let created = || Outcome::Created {
        client: ClientId(412),
        number: "A-0412".to_owned(),
        name: "Wang Xiaomei".to_owned(),
        undo: UndoId(3),
    };
    let client = ClientId(412);
    let (undo, card) = (Press::Undo(UndoId(3)), Press::Go(Door::Card { client }));
    let (log, home) = (Press::Go(Door::LogVisit { client }), Press::Go(Door::Home));
    for (role, wanted) in [
        (Role::Care, vec![undo.clone(), card.clone(), log, home.clone()]),
        (Role::Keeper, vec![undo, card, home]),
    ] {
        let Step::End(screen) = resume(&ctx(role), state.clone(), created()) else { panic!() };
        assert!(screen.title == say(Say::Saved { number: "A-0412".to_owned() }));
        assert!(offered(&screen) == wanted);
    }
}

#[test]
fn what_does_not_fit_keeps_the_draft_everywhere() {
    let hits = Outcome::Hits {
        hits: vec![Hit { client: ClientId(1), name: String::new(), number: "A-0001".to_owned() }],
        more: false,
        near: false,
    };
    let (looking, _, _) = looks_for(step(&care(), starting(), says("Wang Xiaomei")));
    let Step::Wait(comparing, _) = resume(&care(), looking, hits) else { panic!() };
    let name = given(says("13800138000"));
    let consent = given(contact(PHONE, "Wang Xiaomei"));
    let summary = tap(consent.clone(), pick("later"));
    let mending = tap(summary.clone(), edit("birthday"));
    let states = [starting(), ours(comparing), name.0, consent.0, summary.0, mending.0];
    for state in states {
        for input in [vec![sends_photo("a", Some("b"))], odd_inputs()].concat() {
            let (kept, _) = mended(step(&care(), state.clone(), input));
            assert!(kept == state);
        }
        let stored = serde_json::to_string(&state).unwrap();
        assert!(serde_json::from_str::<State>(&stored).unwrap() == state);
    }
}
