//! Each answer to a pack, press by press.

use super::*;
use crate::dialogue::loan_lines::tests::ctx;
use crate::model::access::Part;
use crate::model::loan_pack::PackVisit;
use crate::model::{ClientId, StaffId};

const PACK: PackId = PackId(4);

fn press(choice: Choice) -> Input {
    Input::Press(Press::Pack(choice))
}

/// A pack of two visits, asked for by an invented colleague.
fn asked() -> PackView {
    let now = ctx(Role::Care).now;
    let visit = |id: i64| PackVisit {
        booking: AppointmentId(id),
        client: ClientId(id),
        number: format!("A-{id}"),
        name: "Invented Kim".into(),
        starts_at: now + chrono::Duration::hours(24 + id),
        parts: vec![Part::Documents],
        kept: true,
        booked: true,
    };
    PackView {
        id: PACK,
        number: "P-2026-0004".into(),
        borrower: StaffId(6),
        borrower_name: "Ana Invented".into(),
        day: ctx(Role::Care).today + chrono::Days::new(1),
        reason: String::new(),
        status: LoanStatus::Asked,
        visits: vec![visit(1), visit(2)],
        asked: 2,
        request_until: now + chrono::Duration::hours(1),
        decided: None,
        answer: String::new(),
        approvals: 1,
        stands_for: None,
        first: None,
    }
}

fn shown(role: Role, state: State, view: PackView) -> (State, Screen) {
    let outcome = Outcome::Pack(PackOutcome::Pack(Box::new(view)));
    match resume(&ctx(role), state, outcome) {
        Step::Wait(Place::LoanPack(state), screen) => (state, screen),
        _ => panic!("a pack is a place to wait"),
    }
}

fn offers(screen: &Screen, choice: Choice) -> bool {
    screen.rows.iter().flatten().any(|button| button.choice == Press::Pack(choice.clone()))
}

#[test]
fn some_visits_are_left_out_with_a_reason_and_never_all() {
    let manager = ctx(Role::Manager);
    let (one, two) = (AppointmentId(1), AppointmentId(2));
    let choosing = |without: &[AppointmentId]| {
        let state = State::Choosing { pack: PACK, without: without.to_vec() };
        shown(Role::Manager, state, asked()).1
    };
    for (without, goes_on) in [(&[][..], false), (&[one][..], true), (&[one, two][..], false)] {
        assert_eq!(offers(&choosing(without), Choice::Chosen), goes_on);
    }
    let why = State::ChoosingWhy { pack: PACK, without: vec![one] };
    for (input, answer) in [
        (press(Choice::Why(Reason::NotNeeded)), "not_needed"),
        (Input::Text(" later ".into()), "later"),
    ] {
        let decision = PackDecision::Approve { without: vec![one], answer: answer.into() };
        assert!(matches!(step(&manager, why.clone(), input), Step::Do(_, effect)
            if effect == Effect::Pack(PackEffect::Decide { pack: PACK, decision })));
    }
    assert!(matches!(step(&manager, why, Input::Text("  ".into())), Step::Mend(..)));
}

#[test]
fn what_is_decided_cannot_be_decided_again_whatever_the_screen_was() {
    for state in [
        State::Asked { pack: PACK },
        State::Approving { pack: PACK },
        State::DenyWhy { pack: PACK },
        State::Choosing { pack: PACK, without: vec![] },
    ] {
        for status in [LoanStatus::Denied, LoanStatus::Out, LoanStatus::Expired] {
            let view = PackView { status, ..asked() };
            let (state, screen) = shown(Role::Manager, state.clone(), view);
            assert!(state == State::Asked { pack: PACK });
            assert!(!offers(&screen, Choice::Approve) && !offers(&screen, Choice::Confirm));
            assert_eq!(offers(&screen, Choice::Recall), status == LoanStatus::Out);
        }
    }
}

#[test]
fn who_asked_or_approved_first_is_offered_no_decision() {
    let manager = ctx(Role::Manager);
    let own = PackView { borrower: manager.who.id, ..asked() };
    let first = Some((manager.who.id, "Chen Invented".to_owned(), manager.now));
    let half = PackView { approvals: 2, first, ..asked() };
    for view in [own, half] {
        let (_, screen) = shown(Role::Manager, State::Asked { pack: PACK }, view);
        assert!(screen.rows == [vec![home()]]);
    }
    let (_, keeper) = shown(Role::Keeper, State::Asked { pack: PACK }, asked());
    assert!(keeper.rows == [vec![home()]], "a keeper reads it and decides nothing");
}

#[test]
fn a_pack_is_offered_to_those_who_have_something_to_ask_for() {
    for (role, may) in [(Role::Care, true), (Role::FrontDesk, true), (Role::Manager, false)] {
        assert_eq!(offered(role), may, "{role:?}");
    }
}

#[test]
fn words_are_the_reason_only_where_one_is_asked_for() {
    let care = ctx(Role::Care);
    let tomorrow = State::Tomorrow { reason: String::new() };
    let typed = step(&care, tomorrow, Input::Text("new colour plans".into()));
    assert!(matches!(typed, Step::Go(Place::LoanPack(State::Tomorrow { reason }))
        if reason == "new colour plans"));
    let asked = step(&care, State::Asked { pack: PACK }, Input::Text("yes".into()));
    assert!(matches!(asked, Step::Mend(..)));
}
