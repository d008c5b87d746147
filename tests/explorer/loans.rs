//! Everything that the archive may answer about loans.

use crate::fixture::{CANARY, bare_card, full_card, half, lent, loan};
use crate::outcomes::Answer;
use kartoteka::dialogue::effect::{LoanEffect, Outcome};
use kartoteka::model::access::Part;
use kartoteka::model::loan::{Decision, LoanStatus, LoanView};
use kartoteka::model::loan_rule::{Breach, Broken, Caps, Key, What};
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, StaffId};

/// The effect's name, and all that the archive may answer.
pub fn of_loan(effect: &LoanEffect) -> (&'static str, Vec<Answer>) {
    let all: Vec<LoanView> =
        LoanStatus::ALL.iter().chain(LoanStatus::ALL).map(|s| loan(*s)).collect();
    let lists = || vec![("none", Outcome::Loans(vec![])), ("many", Outcome::Loans(all.clone()))];
    match effect {
        LoanEffect::Lendable { .. } => ("Lendable", lendable()),
        LoanEffect::Request(_) => ("Request", requested()),
        LoanEffect::View { .. } => ("View", viewed()),
        LoanEffect::Decide { decision, .. } => ("Decide", decided(decision)),
        LoanEffect::Deciders { .. } => {
            let named = |id| (StaffId(id), format!("Colleague {id}"));
            let many = Outcome::Colleagues((2..30).map(named).collect());
            ("Deciders", vec![("many", many), ("nobody", Outcome::Colleagues(vec![]))])
        }
        LoanEffect::PassOn { .. } => {
            let passed = ("passed on", Outcome::Loan(boxed(LoanStatus::Asked)));
            ("PassOn", vec![passed, gone(LoanStatus::Asked), gone(LoanStatus::Denied)])
        }
        LoanEffect::Withdraw { .. } => {
            let withdrawn = ("withdrawn", Outcome::Loan(boxed(LoanStatus::Withdrawn)));
            ("Withdraw", vec![withdrawn, gone(LoanStatus::Out)])
        }
        LoanEffect::Open { .. } => (
            "OpenLent",
            vec![
                ("lent", lent(full_card())),
                ("lent, bare", lent(bare_card())),
                ("over", Outcome::LoanOver(boxed(LoanStatus::Ended))),
                ("recalled", Outcome::LoanOver(boxed(LoanStatus::Recalled))),
                missing(),
            ],
        ),
        LoanEffect::Return { .. } => {
            let returned = ("returned", Outcome::Loan(boxed(LoanStatus::Returned)));
            ("Return", vec![returned, gone(LoanStatus::Ended)])
        }
        LoanEffect::Recall { .. } => {
            let recalled = ("recalled", Outcome::Loan(boxed(LoanStatus::Recalled)));
            ("Recall", vec![recalled, gone(LoanStatus::Returned)])
        }
        LoanEffect::Mine => ("Mine", lists()),
        LoanEffect::Out => ("Out", lists()),
    }
}

fn boxed(status: LoanStatus) -> Box<LoanView> {
    Box::new(loan(status))
}

fn gone(status: LoanStatus) -> Answer {
    ("gone", Outcome::LoanGone(boxed(status)))
}

fn missing() -> Answer {
    ("no such client", Outcome::NoSuchClient)
}

/// A request that two must approve.
fn halves(by: Option<i64>) -> Box<LoanView> {
    Box::new(LoanView { approvals: 2, first: half(by), ..loan(LoanStatus::Asked) })
}

fn lendable() -> Vec<Answer> {
    let lendable = |parts: &[Part]| Outcome::Lendable {
        client: ClientId(3),
        name: CANARY.to_owned(),
        number: "A-0147".to_owned(),
        parts: parts.to_vec(),
        caps: Caps { each: parts.iter().map(|part| (*part, 240)).collect(), whole: Some(120) },
    };
    vec![
        ("many", lendable(&[Part::Contact, Part::Care, Part::Documents])),
        ("one", lendable(&[Part::Care])),
        ("nothing", lendable(&[])),
        missing(),
    ]
}

fn requested() -> Vec<Answer> {
    let broken = |breach| {
        let key = Key { role: Some(Role::Care), what: Some(What::All) };
        Outcome::RuleBroken(Broken { breach, by: Some(key) })
    };
    vec![
        ("requested", Outcome::Requested(boxed(LoanStatus::Asked))),
        ("nobody decides", Outcome::NobodyDecides),
        ("already asked", Outcome::AlreadyAsked(boxed(LoanStatus::Asked))),
        ("already out", Outcome::AlreadyAsked(boxed(LoanStatus::Out))),
        ("too long", broken(Breach::Term { minutes_max: 240 })),
        ("too many", broken(Breach::Open { open: 3, max: 2 })),
        ("too often", broken(Breach::Extensions { max: 0 })),
        ("too few decide", broken(Breach::Approvals { needed: 2 })),
    ]
}

fn viewed() -> Vec<Answer> {
    let each = LoanStatus::ALL.iter().map(|s| (s.as_str(), Outcome::Loan(boxed(*s))));
    let halves = [
        ("wants two", Outcome::Loan(halves(None))),
        ("half by another", Outcome::Loan(halves(Some(2)))),
        ("half by me", Outcome::Loan(halves(Some(5)))),
    ];
    each.chain(halves).chain([missing()]).collect()
}

fn decided(decision: &Decision) -> Vec<Answer> {
    let status = match decision {
        Decision::Deny(_) => LoanStatus::Denied,
        Decision::Approve | Decision::Shorten(..) | Decision::Fewer(..) => LoanStatus::Out,
    };
    vec![
        ("decided", Outcome::Loan(boxed(status))),
        ("first of two", Outcome::Loan(halves(Some(5)))),
        ("another was first of two", Outcome::LoanGone(halves(Some(2)))),
        gone(LoanStatus::Denied),
        gone(LoanStatus::Expired),
    ]
}
