//! Walks through a correction: old and new, the reason, and what is closed.

use super::super::form::tests::{ctx, odd_inputs, offered, press, says, sends_photo, today};
use super::*;
use crate::model::policy::Role;
use chrono::Days;

const VISIT: VisitId = VisitId(7);

fn care() -> Ctx {
    ctx(Role::Care)
}

fn view(health_consent: bool) -> VisitView {
    VisitView {
        id: VISIT,
        client: ClientId(147),
        number: "A-0147".to_owned(),
        at: care().now,
        effect: Some(3).filter(|_| health_consent),
        note: Some("calm skin".to_owned()).filter(|_| health_consent),
        amount: Some(35_000),
        hidden: false,
        amount_open: true,
        next_on: None,
        health_consent,
    }
}

/// Lets it read the visit until it waits.
fn waits(step: Step, health_consent: bool) -> (State, Screen) {
    let resumed = |state| {
        let super::super::State::VisitAmend(state) = state else { panic!("it left") };
        resume(&care(), state, Outcome::Visit(Box::new(view(health_consent))))
    };
    match step {
        Step::Wait(super::super::State::VisitAmend(state), screen) => (state, screen),
        Step::Go(super::super::State::VisitAmend(state)) => {
            waits(show(&care(), state), health_consent)
        }
        Step::Do(state, Effect::Visit(VisitEffect::Read { visit: VISIT })) => {
            waits(resumed(state), health_consent)
        }
        _ => panic!("it does not wait"),
    }
}

fn choosing(health_consent: bool) -> (State, Screen) {
    waits(show(&care(), State::Choosing { visit: VISIT }), health_consent)
}

fn filling(field: VisitField) -> (State, Screen) {
    let (state, screen) = choosing(true);
    let chosen = Press::Amend(Choice::Field(field));
    assert!(offered(&screen).contains(&chosen));
    waits(step(&care(), state, Input::Press(chosen)), true)
}

#[test]
fn a_correction_shows_old_and_new_and_keeps_the_old() {
    let week = today() + Days::new(7);
    let money = |minor| Money { minor };
    for (field, input, old, value) in [
        (VisitField::Effect, press(form::Choice::Scale(5)), Say::OldNumber { value: 3 }, "5"),
        (
            VisitField::Note,
            says("red spots"),
            Say::OldWords { value: "calm skin".to_owned() },
            "red spots",
        ),
        (VisitField::Amount, says("¥300"), Say::OldMoney { money: money(35_000) }, "30000"),
        (VisitField::NextOn, says(&week.to_string()), Say::OldNone, "2026-11-28"),
    ] {
        let (state, screen) = filling(field);
        assert!(screen.lines.contains(&say(old.clone())));
        let (state, _) = waits(step(&care(), state, input), true);
        let (state, screen) = waits(step(&care(), state, says("typed it wrong")), true);
        assert!(screen.lines.contains(&say(old)) && screen.lines.contains(&say(Say::OldStays)));
        let saved = step(&care(), state.clone(), press(form::Choice::Save));
        let Step::Do(kept, Effect::Visit(VisitEffect::Amend(amendment))) = saved else { panic!() };
        let (value, reason) = (value.to_owned(), "typed it wrong".to_owned());
        let wanted = Amendment { visit: VISIT, field, value, reason };
        assert!(amendment == wanted && kept == wrap(state.clone()));
        let amended = Outcome::Amended { visit: VISIT, client: ClientId(147) };
        assert!(matches!(resume(&care(), state, amended), Step::End(_)));
    }
}

#[test]
fn neither_value_nor_reason_can_be_left_out() {
    let (state, screen) = filling(VisitField::Amount);
    assert!(!offered(&screen).contains(&Press::Form(form::Choice::Skip)));
    let (state, screen) = waits(step(&care(), state, says("300")), true);
    assert!(!offered(&screen).contains(&Press::Form(form::Choice::Skip)));
    let empty = step(&care(), state, says("  "));
    assert!(matches!(empty, Step::Mend(_, Root::Form(form::Say::Empty))));
}

#[test]
fn the_value_on_record_is_no_correction() {
    let (state, _) = filling(VisitField::Amount);
    let Step::Go(super::super::State::VisitAmend(state)) = step(&care(), state, says("350")) else {
        panic!()
    };
    let same = resume(&care(), state, Outcome::Visit(Box::new(view(true))));
    let Step::Mend(super::super::State::VisitAmend(state), said) = same else { panic!() };
    assert!(said == say(Say::Same));
    let (_, screen) = waits(show(&care(), state), true);
    assert!(screen.lines.contains(&say(Say::AskAmount)));
}

#[test]
fn without_consent_effect_and_note_are_closed() {
    let (_, screen) = choosing(false);
    assert!(screen.lines.contains(&say(Say::NoConsent)));
    let field = |field| Press::Amend(Choice::Field(field));
    let ways = [Press::Back, Press::Go(Door::Home)];
    let open = [field(VisitField::Amount), field(VisitField::NextOn)];
    assert!(offered(&screen) == [open, ways].concat());
    let (state, _) = filling(VisitField::Note);
    let (state, _) = waits(show(&care(), state), false);
    assert!(state == State::Choosing { visit: VISIT }, "withdrawn meanwhile");
}

#[test]
fn an_amount_that_is_not_ones_to_see_is_closed() {
    let hidden = VisitView { amount: None, amount_open: false, ..view(true) };
    let Step::Wait(_, screen) =
        resume(&care(), State::Choosing { visit: VISIT }, Outcome::Visit(Box::new(hidden)))
    else {
        panic!("it does not wait")
    };
    assert!(!offered(&screen).contains(&Press::Amend(Choice::Field(VisitField::Amount))));
    assert!(offered(&screen).contains(&Press::Amend(Choice::Field(VisitField::NextOn))));
}

#[test]
fn what_does_not_fit_keeps_the_state_everywhere() {
    let note = filling(VisitField::Note).0;
    let next = filling(VisitField::NextOn).0;
    for state in [choosing(true).0, note, next] {
        for input in [vec![sends_photo("a", None)], odd_inputs()].concat() {
            let Step::Mend(kept, _) = step(&care(), state.clone(), input) else { panic!() };
            assert!(kept == wrap(state.clone()));
        }
        let stored = serde_json::to_string(&state).unwrap();
        assert!(serde_json::from_str::<State>(&stored).unwrap() == state);
    }
    let words = step(&care(), choosing(true).0, says("the note"));
    assert!(matches!(words, Step::Mend(_, Root::Common(Common::UseTheButtons))));
    let past = step(&care(), filling(VisitField::NextOn).0, says("yesterday"));
    assert!(matches!(past, Step::Mend(_, Root::Form(form::Say::DayTooEarly { .. }))));
}

#[test]
fn whoever_may_not_correct_is_told_at_the_door() {
    let refused = show(&ctx(Role::Keeper), State::Choosing { visit: VISIT });
    assert!(matches!(refused, Step::End(screen) if offered(&screen) == [Press::Go(Door::Home)]));
}

#[test]
fn what_the_owner_keeps_from_the_chat_is_corrected_without_being_shown() {
    let filling =
        |field| State::Filling { visit: VISIT, field, draft: form::begin(&fields(&care(), field)) };
    for field in [VisitField::Effect, VisitField::Note] {
        let hidden = VisitView { hidden: true, effect: None, note: None, ..view(true) };
        let step = resume(&care(), filling(field), Outcome::Visit(Box::new(hidden)));
        let Step::Wait(_, screen) = step else { panic!("the form waits") };
        assert!(screen.lines.contains(&say(Say::OldHidden)));
    }
}
