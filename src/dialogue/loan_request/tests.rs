//! Requests: few taps, and rules that are named.

use super::*;
use crate::dialogue::loan_lines::tests::ctx;
use crate::model::loan::{LoanForm, Term};
use crate::model::policy::Role;
use chrono::Days;

/// Answers a fresh form for these parts, press by press, up to the effect.
fn sent(parts: Vec<Part>, presses: Vec<form::Choice>) -> Option<LoanForm> {
    let ctx = ctx(Role::Care);
    let number = "A-1".to_owned();
    let mut filling =
        Box::new(begin(&ctx, ClientId(3), String::new(), number, parts, Caps::default()));
    for choice in presses {
        match answer(&ctx, filling, Input::Press(Press::Form(choice))) {
            Step::Go(Place::LoanRequest(State::Filling(next))) => filling = next,
            Step::Do(_, Effect::Loan(LoanEffect::Request(form))) => return Some(form),
            _ => return None,
        }
    }
    None
}

#[test]
fn four_taps_ask_for_a_loan_and_each_term_is_a_tap() {
    use form::Choice::{Pick, Quick, Save};
    let day = |ahead| Term::Until(ctx(Role::Care).today + Days::new(ahead));
    for (key, term) in [("hours", Term::Hours(2)), ("day-2", day(2)), ("days", Term::Hours(72))] {
        let parts = vec![Part::Care, Part::Documents];
        let taps = vec![Pick("visit".into()), Quick(0), Pick(key.into()), Save];
        let form = sent(parts.clone(), taps).expect("four taps are enough");
        assert!((form.term, form.parts, form.purpose) == (term, parts, Purpose::Visit), "{key}");
    }
    let one = vec![Pick("call".into()), Pick("days".into()), Save];
    assert!(sent(vec![Part::Care], one).is_some_and(|form| form.parts == [Part::Care]));
    let other = vec![Pick("other".into()), Pick("days".into()), Save];
    assert!(sent(vec![Part::Care], other).is_none(), "`other` wants a reason");
}

#[test]
fn a_broken_rule_is_named_with_what_can_be_done() {
    let ctx = ctx(Role::Care);
    let parts = vec![Part::Care];
    let filling = begin(&ctx, ClientId(3), String::new(), "A-1".into(), parts, Caps::default());
    let told = |breach| {
        let state = State::Filling(Box::new(filling.clone()));
        match resume(&ctx, state, Outcome::RuleBroken(Broken { breach, by: None })) {
            Step::End(screen) | Step::Wait(_, screen) => {
                (screen.lines[0].clone(), screen.rows[0][0].choice.clone())
            }
            _ => panic!("a rule refuses"),
        }
    };
    let rule = Box::new(loan_lines::rule(None));
    let (line, way) = told(Breach::Open { open: 2, max: 2 });
    assert!(line == Root::LoanRequest(Say::RuleOpen { rule: rule.clone(), open: 2, max: 2 }));
    assert!(way == Press::Request(Choice::WaitInLine));
    let (line, way) = told(Breach::Term { minutes_max: 240 });
    let longest = Box::new(Root::LoanRequest(Say::Hours { hours: 4 }));
    assert!(line == Root::LoanRequest(Say::RuleTerm { rule, longest }));
    assert!(way == Press::Go(Door::Borrow { client: ClientId(3) }));
}
