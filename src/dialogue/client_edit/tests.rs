//! Walks through a correction of a card: old and new, the reason, what is closed, what somebody else did first.

use super::super::form::tests::{ctx, odd_inputs, offered, press as form_press, says};
use super::*;
use crate::model::card::Field;
use crate::model::policy::Role;

const CLIENT: ClientId = ClientId(147);
const LIKES: Detail = Detail::Fact(Field::Likes);
const EMAIL: Detail = Detail::Fact(Field::Email);

fn desk() -> Ctx {
    ctx(Role::Manager)
}

fn view(likes: Option<&str>) -> Correctable {
    let on_record = |detail, value: Option<&str>| OnRecord {
        detail,
        value: value.map(str::to_owned),
        removable: detail != Detail::Name,
        in_chat: InChat::On,
        adds: false,
    };
    Correctable {
        number: "A-0147".to_owned(),
        details: vec![
            on_record(Detail::Name, Some("Emma Sample")),
            on_record(EMAIL, None),
            on_record(LIKES, likes),
        ],
        locked: false,
        same: Vec::new(),
    }
}

/// Lets it read the card until it waits.
fn waits(step: Step, view: &Correctable) -> (State, Screen) {
    match step {
        Step::Wait(super::super::State::ClientEdit(state), screen) => (state, screen),
        Step::Go(super::super::State::ClientEdit(state))
        | Step::Mend(super::super::State::ClientEdit(state), _) => {
            waits(show(&desk(), state), view)
        }
        Step::Do(
            super::super::State::ClientEdit(state),
            Effect::Client(ClientEffect::Correctable { client: CLIENT, .. }),
        ) => {
            let outcome = Outcome::Correctable {
                view: Box::new(view.clone()),
                issue: IssueId(9),
                until: desk().now,
            };
            waits(resume(&desk(), state, outcome), view)
        }
        _ => panic!("it does not wait"),
    }
}

fn filling_in(detail: Detail, view: &Correctable) -> State {
    let (state, screen) = waits(show(&desk(), State::Choosing { client: CLIENT }), view);
    let on_record = view.details.iter().find(|it| it.detail == detail).unwrap();
    let (replaces, adds) = (on_record.value.is_some(), on_record.adds);
    let chosen = Press::Edit(Choice::Detail { detail, replaces, adds });
    assert!(offered(&screen).contains(&chosen) && screen.issue == Some(IssueId(9)));
    waits(step(&desk(), state, Input::Press(chosen)), view).0
}

fn saved(state: State) -> Correction {
    match step(&desk(), state, form_press(form::Choice::Save)) {
        Step::Do(_, Effect::Client(ClientEffect::Correct(change))) => change,
        _ => panic!("it is not saved"),
    }
}

#[test]
fn a_replaced_value_asks_for_a_reason_and_a_new_one_does_not() {
    let old = view(Some("tea"));
    let state = filling_in(LIKES, &old);
    let (state, screen) = waits(step(&desk(), state, says("coffee")), &old);
    assert!(screen.lines.contains(&say(Say::AskReason)));
    let (state, screen) = waits(step(&desk(), state, says("she told me")), &old);
    assert!(screen.lines.contains(&say(Say::OldStays)));
    let change = saved(state);
    assert!(change.value.as_deref() == Some("coffee") && change.reason == "she told me");
    assert!(change.replaces && change.source == Source::Visit);
    let none = view(None);
    let (state, _) = waits(step(&desk(), filling_in(LIKES, &none), says("coffee")), &none);
    let change = saved(state);
    assert!(change.reason.is_empty() && !change.replaces);
}

#[test]
fn a_value_is_taken_off_where_the_card_keeps_another() {
    let old = view(Some("tea"));
    let (state, screen) = waits(show(&desk(), filling_in(LIKES, &old)), &old);
    assert!(offered(&screen).contains(&Press::Edit(Choice::Remove)));
    let (state, _) = waits(step(&desk(), state, Input::Press(Press::Edit(Choice::Remove))), &old);
    let (state, _) = waits(step(&desk(), state, says("not true any more")), &old);
    assert!(saved(state).value.is_none());
    let (_, screen) = waits(show(&desk(), filling_in(Detail::Name, &old)), &old);
    assert!(!offered(&screen).contains(&Press::Edit(Choice::Remove)));
}

#[test]
fn the_same_value_and_a_broken_address_are_mended() {
    let old = view(Some("tea"));
    let (state, screen) = waits(step(&desk(), filling_in(LIKES, &old), says("tea")), &old);
    assert!(matches!(&state, State::Filling { draft, .. } if value(draft).is_none()));
    assert!(!screen.lines.contains(&say(Say::AskReason)));
    for typed in ["emma", "emma@", "@example.com", "a b@example.com", "a@b@c.d", "emma@home"] {
        let mended = step(&desk(), filling_in(EMAIL, &old), says(typed));
        assert!(
            matches!(mended, Step::Mend(_, say) if say == self::say(Say::EmailWrong)),
            "{typed}"
        );
    }
    let taken = step(&desk(), filling_in(EMAIL, &old), says("emma@example.com"));
    assert!(matches!(taken, Step::Go(_)));
}

#[test]
fn what_another_corrected_first_leads_back_to_the_card() {
    let state = filling_in(LIKES, &view(None));
    let outcome = Outcome::Correctable {
        view: Box::new(view(Some("milk"))),
        issue: IssueId(9),
        until: desk().now,
    };
    let choosing = wrap(State::Choosing { client: CLIENT });
    let read = resume(&desk(), state.clone(), outcome);
    assert!(
        matches!(read, Step::Mend(state, say) if state == choosing && say == self::say(Say::Changed))
    );
    let lost = resume(&desk(), state, Outcome::CardChanged);
    assert!(matches!(lost, Step::Mend(state, _) if state == choosing));
}

#[test]
fn what_is_not_seen_is_told_of_and_shown_first_or_added_to() {
    let mut hidden = view(Some("•••"));
    for (in_chat, adds, told, shows) in [
        (InChat::Masked, false, Say::Masked, true),
        (InChat::Off, true, Say::Added, false),
        (InChat::Off, false, Say::Unseen, false),
    ] {
        let likes = &mut hidden.details[2];
        (likes.in_chat, likes.adds, likes.removable) = (in_chat, adds, !adds);
        let (state, screen) = waits(show(&desk(), filling_in(LIKES, &hidden)), &hidden);
        assert!(screen.lines.contains(&say(told)));
        let offers = |choice| offered(&screen).contains(&Press::Edit(choice));
        assert!(offers(Choice::ShowFirst) == shows && offers(Choice::Remove) != adds);
        let (mut state, _) = waits(step(&desk(), state, says("cats")), &hidden);
        if !adds {
            state = waits(step(&desk(), state, says("she told me")), &hidden).0;
        }
        assert!(saved(state).adds == adds);
    }
    let state = filling_in(LIKES, &view(Some("tea")));
    let first = step(&desk(), state, Input::Press(Press::Edit(Choice::ShowFirst)));
    assert!(matches!(first, Step::Go(super::super::State::ClientReveal(_))));
}

#[test]
fn every_other_input_keeps_the_place() {
    let old = view(Some("tea"));
    for state in [State::Choosing { client: CLIENT }, filling_in(LIKES, &old)] {
        for input in odd_inputs() {
            let Step::Mend(kept, _) = step(&desk(), state.clone(), input) else { panic!() };
            assert!(kept == wrap(state.clone()));
        }
    }
}
