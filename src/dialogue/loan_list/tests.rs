//! Lists of loans: what each row offers.

use super::*;
use crate::dialogue::loan_lines::tests::{ctx, view};
use crate::model::policy::Role;

fn choices(step: &Step) -> Vec<&Press> {
    let Step::Wait(_, screen) = step else { panic!("a list is a place to wait") };
    screen.rows.iter().flatten().map(|button| &button.choice).collect()
}

#[test]
fn a_row_offers_what_can_be_done_with_its_loan() {
    let loans = vec![view(LoanStatus::Out), view(LoanStatus::Asked)];
    let listed = |role, state| resume(&ctx(role), state, Outcome::Loans(loans.clone()));
    let mine = listed(Role::Care, State::Mine);
    let wanted = [Choice::Open(LoanId(7)), Choice::Return(LoanId(7)), Choice::Withdraw(LoanId(7))];
    assert!(choices(&mine)[..3] == wanted.clone().map(Press::Loans).each_ref()[..]);
    assert!(!choices(&mine).contains(&&Press::Go(Door::LoansOut)));
    let decide = Press::Loans(Choice::Decide(LoanId(7)));
    let recall = Press::Loans(Choice::Recall(LoanId(7)));
    for (role, decides) in [(Role::Manager, true), (Role::Keeper, false)] {
        let out = listed(role, State::Out);
        assert!(choices(&out).contains(&&recall));
        assert_eq!(choices(&out).contains(&&decide), decides, "{role:?}");
    }
}

#[test]
fn a_page_that_is_no_more_is_the_last() {
    let loans: Vec<LoanView> = (0..7).map(|_| view(LoanStatus::Out)).collect();
    let step = resume(&ctx(Role::Care), State::Page { out: false, page: 9 }, Outcome::Loans(loans));
    assert!(matches!(&step, Step::Wait(Place::LoanList(State::Page { out: false, page: 1 }), _)));
    assert!(choices(&step).contains(&&Press::Loans(Choice::Page(0))));
}

#[test]
fn a_recall_takes_a_reason_and_a_yes() {
    let ctx = ctx(Role::Keeper);
    let (loan, reason) = (LoanId(7), "mistake".to_owned());
    let why = Input::Press(Press::Loans(Choice::Why(Reason::Mistake)));
    let confirming = State::Confirming { loan, reason: reason.clone() };
    assert!(matches!(step(&ctx, State::Recalling { loan }, why),
        Step::Go(Place::LoanList(state)) if state == confirming));
    let yes = Input::Press(Press::Loans(Choice::Confirm));
    assert!(matches!(step(&ctx, confirming.clone(), yes), Step::Do(_, effect)
        if effect == Effect::Loan(LoanEffect::Recall { loan, reason })));
    let done = Outcome::Loan(Box::new(view(LoanStatus::Recalled)));
    assert!(matches!(resume(&ctx, confirming, done), Step::End(_)));
}

#[test]
fn what_is_past_is_told_with_its_reason_and_leads_to_the_other_lists() {
    let denied = LoanView { answer: "rule".into(), ..view(LoanStatus::Denied) };
    let state = State::Past { past: Past::Declined, page: 0 };
    let many: Vec<LoanView> = (0..6).map(|_| denied.clone()).collect();
    for (role, branch) in [(Role::Care, false), (Role::Manager, true)] {
        let shown = resume(&ctx(role), state.clone(), Outcome::Loans(many.clone()));
        assert!(choices(&shown).contains(&&Press::Loans(Choice::Past(Past::Overdue, 0))));
        assert!(choices(&shown).contains(&&Press::Loans(Choice::Past(Past::Declined, 1))));
        let Step::Wait(_, screen) = shown else { panic!("a list is a place to wait") };
        let of = matches!(&screen.lines[0], Root::LoanList(Say::LineOf { .. }));
        assert_eq!(of, branch, "{role:?}");
        assert!(screen.lines[1] == why(LoanStatus::Denied, "rule").expect("a reason"));
    }
    let none = resume(&ctx(Role::Care), state, Outcome::Loans(vec![]));
    assert!(matches!(none, Step::Wait(_, screen)
        if screen.lines == [Root::LoanList(Say::EmptyDeclined)]));
}
