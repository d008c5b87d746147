//! Each answer to a request, press by press.

use super::view::shorter;
use super::*;
use crate::dialogue::loan_lines::tests::{ctx, view};
use crate::model::StaffId;
use crate::model::policy::Role;

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
            assert!(screen.rows == [vec![home()]], "{status:?}");
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
        if screen.lines[0] == Root::LoanDecide(Say::First) && screen.rows.len() == 2));
}
