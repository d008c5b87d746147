//! What managing seats offers, asks and orders.

use super::*;
use crate::dialogue::State as Place;
use crate::dialogue::home::tests::{choices, ctx, screen};
use crate::model::people::{Colleague, InHand};

const CLEO: StaffId = StaffId(7);

fn cleo(role: Role, standing: Standing) -> Colleague {
    Colleague { id: CLEO, name: "Cleo Invented".into(), role, standing }
}

fn shown(state: State, person: Colleague, hand: InHand) -> Step {
    let outcome = Outcome::People(PeopleOutcome::Person(Box::new((person, hand))));
    resume(&ctx(Role::Manager), state, outcome)
}

fn offers(screen: &Screen, choice: &Choice) -> bool {
    choices(screen).into_iter().any(|found| *found == Press::People(choice.clone()))
}

fn press(choice: Choice) -> Input {
    Input::Press(Press::People(choice))
}

#[test]
fn only_those_below_or_beside_are_offered_and_never_oneself() {
    let me = ctx(Role::Manager);
    let seat = |id, role| Colleague { id: StaffId(id), ..cleo(role, Standing::Active) };
    let people = vec![seat(2, Role::Owner), seat(me.who.id.0, Role::Manager), seat(7, Role::Care)];
    let list = Outcome::People(PeopleOutcome::List(people));
    let screen = screen(resume(&me, State::List { page: 0 }, list));
    assert!(offers(&screen, &Choice::Person(CLEO)));
    assert!(!offers(&screen, &Choice::Person(StaffId(2))), "an owner is above a manager");
    assert!(!offers(&screen, &Choice::Person(me.who.id)));
    assert_eq!(screen.lines.len(), 4, "all three are told");
}

#[test]
fn each_change_is_asked_for_twice_with_the_safe_answer_first() {
    let manager = ctx(Role::Manager);
    let person = State::Person { staff: CLEO };
    let roles = State::Roles { staff: CLEO };
    let heirs = State::Heirs { staff: CLEO };
    for (from, choice, standing, wanted) in [
        (
            roles,
            Choice::Role(Role::Sales),
            Standing::Active,
            PeopleEffect::ChangeRole { staff: CLEO, role: Role::Sales },
        ),
        (person.clone(), Choice::Suspend, Standing::Active, PeopleEffect::Suspend { staff: CLEO }),
        (person, Choice::LetIn, Standing::Suspended, PeopleEffect::LetIn { staff: CLEO }),
        (
            heirs,
            Choice::Heir(StaffId(9), "Ada".into()),
            Standing::Active,
            PeopleEffect::Leave { staff: CLEO, heir: Some(StaffId(9)) },
        ),
    ] {
        let Step::Go(Place::StaffPeople(asking)) = step(&manager, from, press(choice)) else {
            panic!("asks first");
        };
        let shown = shown(asking.clone(), cleo(Role::Care, standing), InHand::default());
        assert!(matches!(&shown, Step::Wait(Place::StaffPeople(state), _) if *state == asking));
        let shown = screen(shown);
        assert!(shown.rows[0][0].choice == Press::Back, "the safe answer first");
        assert!(offers(&shown, &Choice::Confirm));
        let Step::Do(_, Effect::People(ordered)) = step(&manager, asking, press(Choice::Confirm))
        else {
            panic!("the second press orders it");
        };
        assert!(ordered == wanted);
    }
}

#[test]
fn a_question_that_no_longer_fits_shows_the_person_as_they_stand() {
    for (asking, person) in [
        (State::Suspending { staff: CLEO }, cleo(Role::Care, Standing::Suspended)),
        (State::Restoring { staff: CLEO }, cleo(Role::Care, Standing::Active)),
        (State::Changing { staff: CLEO, role: Role::Care }, cleo(Role::Care, Standing::Active)),
        (State::Leaving { staff: CLEO, heir: None }, cleo(Role::Care, Standing::Waiting)),
    ] {
        let step = shown(asking, person, InHand::default());
        assert!(matches!(step, Step::Wait(Place::StaffPeople(State::Person { .. }), _)));
    }
}

#[test]
fn the_last_owner_has_no_button_and_empty_hands_need_no_heir() {
    let person = State::Person { staff: CLEO };
    let hand = InHand { only_owner: true, ..InHand::default() };
    let last = screen(shown(person.clone(), cleo(Role::Owner, Standing::Active), hand));
    assert!(last.lines.last() == Some(&Root::StaffPeople(Say::OnlyOwner)));
    assert!(!offers(&last, &Choice::Suspend) && !offers(&last, &Choice::LeaveEmpty));
    let empty = shown(person.clone(), cleo(Role::Care, Standing::Active), InHand::default());
    assert!(offers(&screen(empty), &Choice::LeaveEmpty));
    let hand = InHand { follow_ups: 1, ..InHand::default() };
    let full = screen(shown(person, cleo(Role::Care, Standing::Active), hand));
    assert!(offers(&full, &Choice::Leave) && !offers(&full, &Choice::LeaveEmpty));
}

#[test]
fn who_may_not_manage_reads_so_and_a_role_above_is_not_taken() {
    for role in [Role::Keeper, Role::FrontDesk, Role::Care, Role::Sales] {
        assert!(matches!(show(&ctx(role), State::List { page: 0 }), Step::End(_)), "{role:?}");
    }
    let above =
        step(&ctx(Role::Manager), State::Roles { staff: CLEO }, press(Choice::Role(Role::Owner)));
    assert!(matches!(above, Step::Mend(..)));
}
