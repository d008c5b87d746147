//! Each answer to a request, press by press.

use super::view::shorter;
use super::*;
use crate::dialogue::loan_lines::tests::{ctx, view};
use crate::model::loan::{Purpose, Running};
use crate::model::policy::Role;
use chrono::Duration;

const LOAN: LoanId = LoanId(7);

fn press(choice: Choice) -> Input {
    Input::Press(Press::Decide(choice))
}

#[test]
fn each_answer_is_two_or_three_taps() {
    let ctx = ctx(Role::Manager);
    let go = |state, choice| match step(&ctx, state, press(choice)) {
        Step::Go(Place::LoanDecide(state)) => state,
        _ => panic!("goes on"),
    };
    let decided = |state, input| match step(&ctx, state, input) {
        Step::Do(_, Effect::Loan(LoanEffect::Decide { loan: LOAN, decision })) => decision,
        _ => panic!("decides"),
    };
    let asked = State::Asked { loan: LOAN };
    let approving = go(asked.clone(), Choice::Approve);
    assert!(decided(approving, press(Choice::Confirm)) == Decision::Approve);
    let why = go(go(asked.clone(), Choice::Shorten), Choice::Term(Term::Hours(1)));
    let shorten = Decision::Shorten(Term::Hours(1), "enough".into());
    assert!(decided(why, press(Choice::Why(Reason::Enough))) == shorten);
    let deny = go(asked, Choice::Deny);
    assert!(decided(deny, Input::Text(" no ".into())) == Decision::Deny("no".into()));
}

#[test]
fn only_shorter_terms_are_offered() {
    let ctx = ctx(Role::Manager);
    let day = Term::Until(ctx.today);
    let cases = [
        (Term::Hours(1), vec![]),
        (Term::Hours(2), vec![Term::Hours(1)]),
        (day, vec![Term::Hours(1), Term::Hours(2)]),
        (Term::Hours(72), vec![Term::Hours(1), Term::Hours(2), day]),
    ];
    for (term, offered) in cases {
        let view = LoanView { term, ..view(LoanStatus::Asked) };
        assert!(shorter(&ctx, &view) == offered, "{term:?}");
    }
    // An extension that ended before what runs would extend nothing.
    let running = Running {
        number: "L-2026-0411".into(),
        until: ctx.now + Duration::minutes(90),
        times: 0,
        purpose: Purpose::Visit,
        reason: String::new(),
        parts: Vec::new(),
        paper: false,
    };
    let view =
        LoanView { term: Term::Hours(72), extends: Some(running), ..view(LoanStatus::Asked) };
    assert!(shorter(&ctx, &view) == [Term::Hours(2), day]);
}

#[test]
fn what_is_decided_cannot_be_decided_again_whatever_the_screen_was() {
    let ctx = ctx(Role::Manager);
    let states = [
        State::Asked { loan: LOAN },
        State::Approving { loan: LOAN },
        State::DenyWhy { loan: LOAN },
    ];
    for status in LoanStatus::ALL.iter().filter(|status| **status != LoanStatus::Asked) {
        for state in states.clone() {
            let outcome = Outcome::Loan(Box::new(view(*status)));
            let Step::Wait(Place::LoanDecide(State::Asked { .. }), screen) =
                resume(&ctx, state, outcome)
            else {
                panic!("{status:?} stays in front of the manager")
            };
            let form = matches!(
                status,
                LoanStatus::Out | LoanStatus::Returned | LoanStatus::Ended | LoanStatus::Recalled
            );
            let ways = form.then(|| loan_form::print(LOAN)).into_iter().chain([home()]);
            assert!(screen.rows == [ways.collect::<Vec<_>>()], "{status:?}");
        }
    }
    let late = resume(
        &ctx,
        State::Approving { loan: LOAN },
        Outcome::LoanGone(Box::new(view(LoanStatus::Out))),
    );
    assert!(
        matches!(late, Step::Wait(_, screen) if screen.lines[0] == Root::LoanDecide(Say::First))
    );
}

#[test]
fn who_gave_the_first_of_two_approvals_waits_for_the_second_by_somebody_else() {
    let ctx = ctx(Role::Manager);
    let first = |id| Some((StaffId(id), "Chen Invented".to_owned(), ctx.now));
    let half = |id| LoanView { approvals: 2, first: first(id), ..view(LoanStatus::Asked) };
    let shown = |view: LoanView| match resume(
        &ctx,
        State::Approving { loan: LOAN },
        Outcome::Loan(Box::new(view)),
    ) {
        Step::Wait(Place::LoanDecide(state), screen) => (state, screen),
        _ => panic!("a request stays in front of the manager"),
    };
    let (state, screen) = shown(half(ctx.who.id.0));
    assert!(state == State::Asked { loan: LOAN } && screen.rows == [vec![home()]]);
    let (state, screen) = shown(half(2));
    assert!(state == State::Approving { loan: LOAN });
    assert!(screen.lines.iter().any(|line| matches!(line, Root::LoanDecide(Say::Confirm { .. }))));
    // Whoever is first reads that it is not the last word.
    let (_, screen) = shown(LoanView { approvals: 2, ..view(LoanStatus::Asked) });
    assert!(screen.lines.contains(&Root::LoanDecide(Say::FirstOfTwo)));
    // The other was faster: the request waits still, now for this person.
    let late = Outcome::LoanGone(Box::new(half(2)));
    let step = resume(&ctx, State::Approving { loan: LOAN }, late);
    assert!(matches!(step, Step::Wait(Place::LoanDecide(State::Asked { .. }), screen)
        if screen.lines[0] == Root::LoanDecide(Say::First) && screen.rows.len() == 3));
}

#[test]
fn fewer_parts_are_chosen_one_by_one_and_have_a_reason() {
    let ctx = ctx(Role::Manager);
    let go = |state, choice| match step(&ctx, state, press(choice)) {
        Step::Go(Place::LoanDecide(state)) => state,
        _ => panic!("goes on"),
    };
    let parts = vec![Part::Care, Part::Documents];
    let fewer = go(State::Asked { loan: LOAN }, Choice::Fewer(parts.clone()));
    let without = go(fewer.clone(), Choice::Toggle(Part::Care));
    assert!(go(without.clone(), Choice::Toggle(Part::Care)) == fewer, "it is put back");
    assert!(same_place(&fewer, &without));
    let shown = |kept: &[Part]| view::fewer(&view(LoanStatus::Asked), kept);
    let kept = Press::Decide(Choice::Kept);
    for (parts, goes_on) in [(&parts[..], false), (&parts[1..], true), (&[], false)] {
        let buttons = shown(parts).rows.concat();
        assert_eq!(buttons.iter().any(|button| button.choice == kept), goes_on);
    }
    let why = go(without, Choice::Kept);
    let decision = match step(&ctx, why, press(Choice::Why(Reason::NotNeeded))) {
        Step::Do(_, Effect::Loan(LoanEffect::Decide { decision, .. })) => decision,
        _ => panic!("decides"),
    };
    assert!(decision == Decision::Fewer(vec![Part::Documents], "not_needed".into()));
}

#[test]
fn a_request_is_passed_on_where_more_than_one_was_asked() {
    let ctx = ctx(Role::Manager);
    let offered = |asked| {
        let screen = view::asked(&ctx, &LoanView { asked, ..view(LoanStatus::Asked) });
        let pass = Press::Decide(Choice::PassOn);
        screen.rows.concat().iter().any(|button| button.choice == pass)
    };
    assert!(offered(2) && !offered(1));
    let passing = State::PassingOn { loan: LOAN };
    assert!(matches!(step(&ctx, passing.clone(), press(Choice::To(StaffId(9)))),
        Step::Do(_, effect) if effect == Effect::Loan(LoanEffect::PassOn { loan: LOAN, to: StaffId(9) })));
    let done = Outcome::Loan(Box::new(view(LoanStatus::Asked)));
    assert!(matches!(
        resume(&ctx, passing, done),
        Step::Wait(Place::LoanDecide(State::Asked { .. }), _)
    ));
}

#[test]
fn a_late_request_says_so_and_is_decided_like_any_other() {
    let ctx = ctx(Role::Owner);
    for (deputy, says) in [(false, Say::Unanswered { minutes: 30 }), (true, Say::Deputy)] {
        let late = State::Late { loan: LOAN, deputy };
        let shown = resume(&ctx, late.clone(), Outcome::Loan(Box::new(view(LoanStatus::Asked))));
        assert!(matches!(shown, Step::Wait(Place::LoanDecide(State::Late { .. }), screen)
            if screen.lines[0] == Root::LoanDecide(says) && screen.rows.len() > 1));
        for choice in [Choice::Approve, Choice::Shorten, Choice::Deny, Choice::PassOn] {
            assert!(matches!(step(&ctx, late.clone(), press(choice)), Step::Go(_)));
        }
    }
}
