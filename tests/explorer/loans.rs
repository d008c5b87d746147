//! Everything that the archive may answer about loans.

use crate::fixture::{CANARY, bare_card, full_card, half, lent, loan, now};
use crate::outcomes::Answer;
use chrono::Duration;
use kartoteka::dialogue::effect::{LoanEffect, LoanSheet, Outcome};
use kartoteka::model::access::Part;
use kartoteka::model::card::Class;
use kartoteka::model::loan::{Decision, LoanStatus, LoanView, Purpose, Running};
use kartoteka::model::loan_rule::trial::Trial;
use kartoteka::model::loan_rule::{Breach, Broken, Caps, Contradiction, Key, Rule, Values, What};
use kartoteka::model::paper::Offer;
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, RuleId, StaffId};

/// The effect's name, and all that the archive may answer.
pub fn of_loan(effect: &LoanEffect) -> (&'static str, Vec<Answer>) {
    let all: Vec<LoanView> =
        LoanStatus::ALL.iter().chain(LoanStatus::ALL).map(|s| loan(*s)).collect();
    let lists = || vec![("none", Outcome::Loans(vec![])), ("many", Outcome::Loans(all.clone()))];
    match effect {
        LoanEffect::Lendable { .. } => ("Lendable", lendable()),
        LoanEffect::Request(_) => ("Request", requested()),
        LoanEffect::Wait(_) => {
            let line = LoanView { line: Some(2), ..loan(LoanStatus::Asked) };
            let in_line = ("in line", Outcome::Requested(Box::new(line)));
            ("Wait", requested().into_iter().chain([in_line]).collect())
        }
        LoanEffect::View { .. } => ("View", viewed()),
        LoanEffect::Form { .. } => ("Form", forms()),
        LoanEffect::PrintForm { .. } => ("PrintForm", forms()),
        LoanEffect::Decide { decision, .. } => ("Decide", decided(decision)),
        LoanEffect::Deciders { .. } => {
            let named = |id| (StaffId(id), format!("Colleague {id}"));
            let many = Outcome::Colleagues((2..30).map(named).collect());
            let nobody = ("nobody", Outcome::Colleagues(vec![]));
            let decided = ("decided", Outcome::Loan(boxed(LoanStatus::Out)));
            let mine = ("half by me", Outcome::Loan(halves(Some(5))));
            ("Deciders", vec![("many", many), nobody, decided, mine])
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
                ("begins later", Outcome::LoanOver(later())),
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
        LoanEffect::Rules => ("Rules", rules()),
        LoanEffect::TryRule { .. } => ("TryRule", tried()),
        LoanEffect::SaveRule { .. } => ("SaveRule", rules().into_iter().chain(refused()).collect()),
        LoanEffect::DeleteRule { .. } => ("DeleteRule", rules()),
        LoanEffect::Mine => ("Mine", lists()),
        LoanEffect::Out => ("Out", lists()),
        LoanEffect::Past(_) => ("Past", lists()),
    }
}

fn forms() -> Vec<Answer> {
    let form = |status, approvals: i64| {
        let approved = (1..=approvals).map(|id| (format!("Colleague {id}"), now())).collect();
        let (salon, place) = ("Salon".to_owned(), Some("cabinet 2".to_owned()));
        let sheet = LoanSheet { loan: loan(status), salon, place, asked_at: now(), approved };
        Outcome::LoanForm(Box::new(sheet))
    };
    vec![
        ("asked", form(LoanStatus::Asked, 0)),
        ("out", form(LoanStatus::Out, 2)),
        ("returned", form(LoanStatus::Returned, 1)),
    ]
}

fn boxed(status: LoanStatus) -> Box<LoanView> {
    Box::new(loan(status))
}

/// A loan that is approved and begins later.
fn later() -> Box<LoanView> {
    let starts = Some(now() + chrono::Duration::hours(1));
    Box::new(LoanView { starts, ..loan(LoanStatus::Out) })
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
    let lendable = |parts: &[Part], paper| Outcome::Lendable {
        running: (paper == Offer::Free).then(running),
        paper,
        client: ClientId(3),
        name: CANARY.to_owned(),
        number: "A-0147".to_owned(),
        parts: parts.to_vec(),
        caps: Caps { each: parts.iter().map(|part| (*part, 240)).collect(), whole: Some(120) },
    };
    let with = Offer::With { name: "Colleague 7".into(), until: now() };
    vec![
        ("many", lendable(&[Part::Contact, Part::Care, Part::Documents], Offer::Free)),
        ("paper out", lendable(&[Part::Care, Part::Documents], with)),
        ("one", lendable(&[Part::Care], Offer::None)),
        ("nothing", lendable(&[], Offer::None)),
        ("suspended", Outcome::Suspended { number: "L-2026-0399".into() }),
        missing(),
    ]
}

/// A loan that a request would extend.
fn running() -> Running {
    Running {
        number: "L-2026-0411".into(),
        until: now() + Duration::hours(1),
        times: 2,
        purpose: Purpose::Other,
        reason: "some words".into(),
        parts: vec![Part::Care, Part::Documents],
        paper: true,
    }
}

fn requested() -> Vec<Answer> {
    let broken = |breach| {
        let key = Key { role: Some(Role::Care), what: Some(What::All), class: None };
        Outcome::RuleBroken(Broken { breach, by: Some(key) })
    };
    vec![
        ("requested", Outcome::Requested(boxed(LoanStatus::Asked))),
        ("nobody decides", Outcome::NobodyDecides),
        ("suspended", Outcome::Suspended { number: "L-2026-0399".into() }),
        ("already asked", Outcome::AlreadyAsked(boxed(LoanStatus::Asked))),
        ("already out", Outcome::AlreadyAsked(boxed(LoanStatus::Out))),
        ("too long", broken(Breach::Term { minutes_max: 240 })),
        ("too many", broken(Breach::Open { open: 3, max: 2 })),
        ("too often", broken(Breach::Extensions { max: 0 })),
        ("too few decide", broken(Breach::Approvals { needed: 2 })),
    ]
}

fn rules() -> Vec<Answer> {
    let values = Values {
        minutes_max: Some(2 * 60),
        open_max: Some(3),
        extensions_max: Some(0),
        approvals: Some(2),
    };
    let keys = Role::ALL.iter().flat_map(|role| {
        let whats = [None, Some(What::All), Some(What::Part(Part::Documents))];
        whats.map(|what| Key { role: Some(*role), what, class: Some(Class::A) })
    });
    let all = keys.zip(1..).map(|(key, id)| (RuleId(id), Rule { key, values }));
    vec![("none", Outcome::Rules(vec![])), ("many", Outcome::Rules(all.collect()))]
}

fn tried() -> Vec<Answer> {
    let trial = Trial { looked: 50, refused: 3, freed: 0, shortened: 5, doubled: 1 };
    let nothing = ("nothing to try", Outcome::RuleTried(Trial::default()));
    [("tried", Outcome::RuleTried(trial)), nothing].into_iter().chain(refused()).collect()
}

fn refused() -> Vec<Answer> {
    use Contradiction::{Empty, OneApprover, Range, TooMany, Twice};
    let refused = |why| ("refused", Outcome::RuleRefused(why));
    [Empty, Range, Twice, OneApprover, TooMany].map(refused).into()
}

fn viewed() -> Vec<Answer> {
    let each = LoanStatus::ALL.iter().map(|s| (s.as_str(), Outcome::Loan(boxed(*s))));
    let halves = [
        ("wants two", Outcome::Loan(halves(None))),
        ("half by another", Outcome::Loan(halves(Some(2)))),
        ("half by me", Outcome::Loan(halves(Some(5)))),
    ];
    let later = [("begins later", Outcome::Loan(later()))];
    let line = LoanView { line: Some(1), ..loan(LoanStatus::Asked) };
    let line = [("in line", Outcome::Loan(Box::new(line)))];
    let longer = LoanView { extends: Some(running()), ..loan(LoanStatus::Asked) };
    let longer = [("extends", Outcome::Loan(Box::new(longer)))];
    each.chain(halves).chain(later).chain(line).chain(longer).chain([missing()]).collect()
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
