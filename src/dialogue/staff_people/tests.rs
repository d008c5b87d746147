//! What managing seats offers, asks and orders.

use super::*;
use crate::dialogue::State as Place;
use crate::dialogue::home::tests::{choices, ctx, screen};
use crate::model::people::{Colleague, InHand};

const CLEO: StaffId = StaffId(7);

fn cleo(role: Role, standing: Standing) -> Colleague {
    Colleague {
        id: CLEO,
        name: "Cleo Invented".into(),
        role,
        standing,
        leaves: None,
        why: String::new(),
    }
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
    let reason = "resigned".to_owned();
    let heirs = State::Heirs { staff: CLEO, reason: reason.clone(), day: None };
    let why = State::SuspendWhy { staff: CLEO };
    for (from, choice, standing, wanted) in [
        (
            roles,
            Choice::Role(Role::Sales),
            Standing::Active,
            PeopleEffect::ChangeRole { staff: CLEO, role: Role::Sales },
        ),
        (
            why,
            Choice::SuspendFor(SuspendWhy::Phone),
            Standing::Active,
            PeopleEffect::Suspend { staff: CLEO, reason: "phone".into() },
        ),
        (person, Choice::LetIn, Standing::Suspended, PeopleEffect::LetIn { staff: CLEO }),
        (
            heirs,
            Choice::Heir(StaffId(9), "Ada".into()),
            Standing::Active,
            PeopleEffect::Leave { staff: CLEO, heir: Some(StaffId(9)), reason },
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
    let reason = String::new();
    let leaving = |day| State::Leaving { staff: CLEO, reason: reason.clone(), day, heir: None };
    for (asking, person) in [
        (
            State::Suspending { staff: CLEO, reason: reason.clone() },
            cleo(Role::Care, Standing::Suspended),
        ),
        (State::Staying { staff: CLEO }, cleo(Role::Care, Standing::Active)),
        (leaving(Some(ctx(Role::Manager).today)), cleo(Role::Care, Standing::Suspended)),
        (State::Restoring { staff: CLEO }, cleo(Role::Care, Standing::Active)),
        (State::Changing { staff: CLEO, role: Role::Care }, cleo(Role::Care, Standing::Active)),
        (leaving(None), cleo(Role::Care, Standing::Waiting)),
    ] {
        let step = shown(asking, person, InHand::default());
        assert!(matches!(step, Step::Wait(Place::StaffPeople(State::Person { .. }), _)));
    }
}

#[test]
fn the_last_owner_has_no_button_and_empty_hands_need_no_heir() {
    let person = State::Person { staff: CLEO };
    let hand = InHand { only_owner: true, ..InHand::default() };
    let last = screen(shown(person, cleo(Role::Owner, Standing::Active), hand));
    assert!(last.lines.last() == Some(&Root::StaffPeople(Say::OnlyOwner)));
    assert!(!offers(&last, &Choice::Suspend) && !offers(&last, &Choice::Leave));
    let days = || State::LastDay { staff: CLEO, reason: "resigned".into(), month: None };
    for (follow_ups, full) in [(0, false), (1, true)] {
        let hand = InHand { follow_ups, ..InHand::default() };
        let asked = screen(shown(days(), cleo(Role::Care, Standing::Active), hand));
        assert!(offers(&asked, &Choice::AtOnce { full }));
        assert!(!offers(&asked, &Choice::AtOnce { full: !full }));
        let next = step(&ctx(Role::Manager), days(), press(Choice::AtOnce { full }));
        let Step::Go(Place::StaffPeople(next)) = next else { panic!("goes on") };
        assert_eq!(matches!(next, State::Heirs { day: None, .. }), full);
    }
}

#[test]
fn a_last_day_is_today_or_later_typed_or_pressed_and_is_noted_with_its_reason() {
    let manager = ctx(Role::Manager);
    let days = || State::LastDay { staff: CLEO, reason: "resigned".into(), month: None };
    let on = |day| Input::Press(Press::Form(form::Choice::Day(day)));
    let ahead = |days| manager.today + Days::new(days);
    for (input, taken) in [
        (on(manager.today), Some(manager.today)),
        (on(ahead(LAST_DAY_AHEAD)), Some(ahead(LAST_DAY_AHEAD))),
        (on(ahead(LAST_DAY_AHEAD + 1)), None),
        (on(manager.today - Days::new(1)), None),
        (Input::Text("soon".into()), None),
    ] {
        match (step(&manager, days(), input), taken) {
            (Step::Go(Place::StaffPeople(State::Heirs { day, .. })), Some(_)) => {
                assert_eq!(day, taken);
            }
            (Step::Mend(..), None) => {}
            _ => panic!("{taken:?}"),
        }
    }
    let heirs = State::Heirs { staff: CLEO, reason: "resigned".into(), day: Some(ahead(3)) };
    let Step::Go(Place::StaffPeople(asking)) =
        step(&manager, heirs, press(Choice::Heir(StaffId(9), "Ada".into())))
    else {
        panic!("asks first");
    };
    let last = LastDay { day: ahead(3), reason: "resigned".into(), heir: Some(StaffId(9)) };
    let noted = Effect::People(PeopleEffect::NoteLeaving { staff: CLEO, last });
    assert!(noted.is_locked() && noted.writes());
    assert!(matches!(step(&manager, asking, press(Choice::Confirm)),
        Step::Do(_, effect) if effect == noted));
    // Whoever is suspended has no last day to work until.
    let asked = screen(shown(days(), cleo(Role::Care, Standing::Suspended), InHand::default()));
    assert!(!choices(&asked).into_iter().any(|choice| matches!(choice, Press::Form(_))));
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
