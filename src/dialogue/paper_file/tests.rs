//! One file in front of each kind of reader, and how it is taken back.

use super::*;
use crate::dialogue::loan_lines::tests::ctx;
use crate::dialogue::screen::Screen;
use crate::model::paper::PaperView;
use crate::model::policy::Role;
use crate::model::{ClientId, StaffId};
use chrono::Duration;

const LOAN: LoanId = LoanId(7);

fn view(standing: Standing, borrower: i64) -> Box<PaperView> {
    let now = ctx(Role::Keeper).now;
    Box::new(PaperView {
        loan: LOAN,
        number: "L-2026-0412".into(),
        client: ClientId(3),
        client_number: "A-0147".into(),
        client_name: "Invented Kim".into(),
        place: "cabinet 2".into(),
        borrower: StaffId(borrower),
        borrower_name: "Ana Invented".into(),
        standing,
        coming: false,
        due: Some(now + Duration::hours(1)),
        given: None,
        said: None,
        back: None,
        words: String::new(),
    })
}

fn shown(standing: Standing, borrower: i64, keeps: bool) -> Screen {
    let outcome = Outcome::Paper(PaperOutcome::One(view(standing, borrower), keeps));
    match resume(&ctx(Role::Keeper), State::One { loan: LOAN }, outcome) {
        Step::Wait(_, screen) => screen,
        _ => panic!("one file is shown"),
    }
}

#[test]
fn only_whoever_keeps_the_cabinet_acts_and_never_on_their_own_loan() {
    let cases = [
        (Standing::ToHandOut, 6, true, 2),
        (Standing::Out, 6, true, 2),
        (Standing::Back, 6, true, 1),
        (Standing::Void, 6, true, 1),
        (Standing::Out, 6, false, 1),
        (Standing::Out, 5, true, 2),
    ];
    for (standing, borrower, keeps, rows) in cases {
        assert_eq!(shown(standing, borrower, keeps).rows.len(), rows, "{standing:?} {keeps}");
    }
}

#[test]
fn an_intact_file_is_back_at_once_and_any_other_wants_words() {
    let ctx = ctx(Role::Keeper);
    let press = |condition| Input::Press(Press::Paper(Choice::Condition(condition)));
    let taking = State::Taking { loan: LOAN };
    assert!(matches!(step(&ctx, taking.clone(), press(Condition::Intact)),
        Step::Do(_, Effect::Paper(PaperEffect::TakeBack { words, .. })) if words.is_empty()));
    for condition in [Condition::Damaged, Condition::PagesMissing] {
        let asked = State::Words { loan: LOAN, condition };
        assert!(matches!(step(&ctx, taking.clone(), press(condition)),
            Step::Go(Place::PaperFile(next)) if next == asked));
        assert!(listens(&asked));
        let typed = Input::Text("torn".into());
        assert!(matches!(step(&ctx, asked.clone(), typed),
            Step::Do(_, Effect::Paper(PaperEffect::TakeBack { words, .. })) if words == "torn"));
        assert!(matches!(step(&ctx, asked, Input::Text(" ".into())), Step::Mend(..)));
    }
}

#[test]
fn a_file_that_came_back_meanwhile_ends_every_question_about_it() {
    let ctx = ctx(Role::Keeper);
    for state in [
        State::Taking { loan: LOAN },
        State::Words { loan: LOAN, condition: Condition::Damaged },
        State::Told { loan: LOAN, rung: Rung::Slip },
    ] {
        let outcome = Outcome::Paper(PaperOutcome::One(view(Standing::Back, 6), true));
        assert!(matches!(resume(&ctx, state, outcome),
            Step::Wait(Place::PaperFile(State::One { .. }), screen) if screen.rows.len() == 1));
    }
}
