//! What the keypad counts, orders and says.

use super::*;
use crate::dialogue::State as Place;
use crate::dialogue::effect::LoanEffect;
use crate::dialogue::home::tests::{choices, ctx};
use crate::model::LoanId;
use crate::model::loan::Decision;
use crate::model::policy::Role;

fn press(choice: Choice) -> Input {
    Input::Press(Press::Pin(choice))
}

fn decide() -> Then {
    let decided = LoanEffect::Decide { loan: LoanId(7), decision: Decision::Approve };
    Then::Work(Box::new(Effect::Loan(decided)))
}

fn after(state: State, outcome: PinOutcome) -> Step {
    resume(&ctx(Role::Manager), state, Outcome::Pin(outcome))
}

#[test]
fn a_digit_is_work_and_the_state_only_counts() {
    let state = State::Asking { typed: 2, then: decide() };
    let step = step(&ctx(Role::Manager), state.clone(), press(Choice::Digit(7)));
    let Step::Do(Place::StaffPin(kept), Effect::Pin(effect)) = step else { panic!("work") };
    assert!(effect == PinEffect::Digit { slot: Slot::Entered, at: 2, digit: 7 });
    assert!(kept == state, "no digit in the state");
    let counted = after(state, PinOutcome::Typed(3));
    assert!(matches!(counted, Step::Go(Place::StaffPin(State::Asking { typed: 3, .. }))));
}

#[test]
fn too_few_too_many_and_typed_words_are_mended() {
    let manager = ctx(Role::Manager);
    let at = |typed| State::Asking { typed, then: Then::Change };
    for (state, input, wanted) in [
        (at(3), press(Choice::Enter), Say::TooShort { least: 4 }),
        (at(6), press(Choice::Digit(1)), Say::Full { most: 6 }),
        (at(2), Input::Text("7391".into()), Say::DoNotType),
    ] {
        let Step::Mend(Place::StaffPin(kept), Root::StaffPin(said)) =
            step(&manager, state.clone(), input)
        else {
            panic!("mended");
        };
        assert!(kept == state && said == wanted);
    }
    let ordered = step(&manager, at(4), press(Choice::Enter));
    assert!(matches!(ordered, Step::Do(_, Effect::Pin(PinEffect::Enter { typed: 4 }))));
}

#[test]
fn a_right_pin_lets_go_on_with_what_it_was_asked_for() {
    let asked = State::Asking { typed: 4, then: decide() };
    let set = State::Repeating { typed: 4, then: decide() };
    for state in [asked, set] {
        let Step::Done(Chosen::Unlocked(then)) = after(state, PinOutcome::Right) else {
            panic!("goes on");
        };
        assert!(then == decide() && then.effect().is_some());
    }
    let change = State::Asking { typed: 4, then: Then::Change };
    let next = after(change, PinOutcome::Right);
    assert!(matches!(next, Step::Go(Place::StaffPin(State::Choosing { typed: 0, .. }))));
}

#[test]
fn whatever_went_wrong_begins_with_no_digit() {
    for (outcome, said) in [(PinOutcome::Again, Say::Again), (PinOutcome::Typed(0), Say::Again)] {
        let step = after(State::Asking { typed: 4, then: decide() }, outcome);
        let Step::Mend(Place::StaffPin(State::Asking { typed: 0, .. }), Root::StaffPin(found)) =
            step
        else {
            panic!("typed anew");
        };
        assert!(found == said);
    }
    let differs = after(State::Repeating { typed: 4, then: decide() }, PinOutcome::Differs);
    assert!(matches!(differs, Step::Mend(Place::StaffPin(State::Choosing { typed: 0, .. }), _)));
}

#[test]
fn what_counts_against_a_person_stands_on_the_screen_and_a_pause_has_no_keys() {
    let until = ctx(Role::Manager).now;
    for (outcome, said, keys) in [
        (PinOutcome::Wrong { left: 2 }, Say::Wrong { left: 2 }, true),
        (PinOutcome::Paused { until }, Say::Paused { until: until.into() }, false),
    ] {
        let step = after(State::Asking { typed: 4, then: decide() }, outcome);
        let Step::Wait(Place::StaffPin(State::Asking { typed: 0, .. }), screen) = step else {
            panic!("it waits");
        };
        assert!(screen.lines.contains(&say(said)));
        let digit = Press::Pin(Choice::Digit(1));
        assert_eq!(screen.rows.iter().flatten().any(|button| button.choice == digit), keys);
    }
}

#[test]
fn the_screen_shows_dots_and_never_a_digit_but_the_keys() {
    let screen = keypad(&State::Asking { typed: 3, then: decide() });
    assert!(screen.lines[1] == say(Say::Dots { dots: "● ● ●".into() }));
    for digit in 0..=9 {
        assert!(choices(&screen).contains(&&Press::Pin(Choice::Digit(digit))));
    }
}

#[test]
fn only_the_owner_sets_the_rule() {
    for (role, sets) in [(Role::Owner, true), (Role::Manager, false), (Role::Keeper, false)] {
        let screen = menu(&ctx(role), false, false);
        assert_eq!(
            choices(&screen).contains(&&Press::Pin(Choice::Require(true))),
            sets,
            "{role:?}"
        );
    }
}
