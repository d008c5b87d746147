//! What the archive may answer about paper files and violations.

use crate::fixture::{CANARY, now};
use crate::outcomes::Answer;
use chrono::Duration;
use kartoteka::dialogue::effect::Outcome;
use kartoteka::dialogue::paper_file::{PaperEffect, PaperOutcome};
use kartoteka::model::loan::Mutual;
use kartoteka::model::paper::{Condition, Offence, PaperView, Standing, Violation};
use kartoteka::model::{ClientId, LoanId, StaffId};

/// The effect's name, and all that the archive may answer.
pub fn of_paper(effect: &PaperEffect) -> (&'static str, Vec<Answer>) {
    let told = |name, outcome| (name, Outcome::Paper(outcome));
    let one = |standing, keeps| PaperOutcome::One(Box::new(view(standing)), keeps);
    let each =
        [Standing::Asked, Standing::ToHandOut, Standing::Out, Standing::Back, Standing::Void];
    let missing = ("no such client", Outcome::NoSuchClient);
    match effect {
        PaperEffect::List => {
            let many = each.iter().cycle().take(20).map(|standing| view(*standing)).collect();
            let none = told("none", PaperOutcome::List(vec![]));
            ("Papers", vec![told("many", PaperOutcome::List(many)), none])
        }
        PaperEffect::View { .. } => {
            let keeps = each.map(|standing| told("kept", one(standing, true)));
            let reads = each.map(|standing| told("read", one(standing, false)));
            let own = PaperView { borrower: StaffId(5), ..view(Standing::Out) };
            let own = told("own", PaperOutcome::One(Box::new(own), false));
            let given = [true, false].map(|keeps| told("given", given(keeps)));
            let lost = (now(), "Colleague 2".to_owned(), Condition::Lost);
            let lost = PaperView { back: Some(lost), ..view(Standing::Back) };
            let lost = told("lost", PaperOutcome::One(Box::new(lost), false));
            let more = given.into_iter().chain([own, lost, missing]);
            ("Paper", keeps.into_iter().chain(reads).chain(more).collect())
        }
        PaperEffect::Give { .. } => ("GiveBack", vec![told("given", given(false))]),
        PaperEffect::NotHere { .. } => ("NotHere", vec![told("out", one(Standing::Out, true))]),
        PaperEffect::Say { .. } => ("SayCondition", vec![told("said", one(Standing::Out, false))]),
        PaperEffect::HandOut { .. } => {
            let taken = PaperOutcome::Taken(Box::new(view(Standing::ToHandOut)));
            ("HandOut", vec![told("out", one(Standing::Out, true)), told("taken", taken)])
        }
        PaperEffect::TakeBack { .. } => ("TakeBack", vec![told("back", one(Standing::Back, true))]),
        PaperEffect::Mutual => {
            let pair = |id: i64| Mutual {
                one: format!("Colleague {id}"),
                other: format!("Colleague {}", id + 1),
                by_one: 12,
                by_other: id,
            };
            let some = PaperOutcome::Mutual((1..=10).map(pair).collect());
            ("Mutual", vec![told("some", some), told("none", PaperOutcome::Mutual(vec![]))])
        }
        PaperEffect::Violations | PaperEffect::Lift { .. } => {
            let some = PaperOutcome::Violations(vec![violation(6, false), violation(8, true)]);
            let none = PaperOutcome::Violations(vec![]);
            let name = if *effect == PaperEffect::Violations { "Violations" } else { "Lift" };
            (name, vec![told("some", some), told("none", none)])
        }
    }
}

/// A file that its borrower says they gave back.
fn given(keeps: bool) -> PaperOutcome {
    PaperOutcome::One(Box::new(PaperView { given: Some(now()), ..view(Standing::Out) }), keeps)
}

fn view(standing: Standing) -> PaperView {
    let back = (now(), "Colleague 2".to_owned(), Condition::Damaged);
    PaperView {
        loan: LoanId(7),
        number: "L-2026-0412".into(),
        client: ClientId(3),
        client_number: "A-0147".into(),
        client_name: CANARY.into(),
        place: "cabinet 2, drawer 3".into(),
        borrower: StaffId(6),
        borrower_name: "Colleague 6".into(),
        standing,
        coming: false,
        due: Some(now() - Duration::hours(2)),
        given: None,
        said: Some(Condition::Intact),
        back: (standing == Standing::Back).then_some(back),
        words: "the last sheet is torn".into(),
    }
}

fn violation(staff: i64, lifted: bool) -> Violation {
    Violation {
        staff: StaffId(staff),
        name: format!("Colleague {staff}"),
        number: "L-2026-0412".into(),
        offence: Offence::Late,
        points: Offence::Late.points(),
        at: now(),
        lifted: lifted.then(|| ("Colleague 2".into(), now(), "it was my mistake".into())),
    }
}
