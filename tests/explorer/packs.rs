//! Everything that the archive may answer about packs.

use crate::fixture::{CANARY, half, now, today};
use crate::outcomes::Answer;
use chrono::{Days, Duration};
use kartoteka::dialogue::effect::Outcome;
use kartoteka::dialogue::loan_pack::{PackEffect, PackOutcome};
use kartoteka::dialogue::staff_away::{AwayEffect, AwayOutcome};
use kartoteka::model::access::Part;
use kartoteka::model::loan::LoanStatus;
use kartoteka::model::loan_pack::{PackDecision, PackView, PackVisit};
use kartoteka::model::{AppointmentId, ClientId, PackId, StaffId};

/// The effect's name, and all that the archive may answer.
pub fn of_pack(effect: &PackEffect) -> (&'static str, Vec<Answer>) {
    let is = |name, status| (name, PackOutcome::Pack(pack(status)));
    let gone = |status| ("gone", PackOutcome::Gone(pack(status)));
    let (name, answers) = match effect {
        PackEffect::Tomorrow => (
            "Tomorrow",
            vec![
                ("visits", offer(20)),
                ("none", offer(0)),
                is("waits", LoanStatus::Asked),
                is("granted", LoanStatus::Out),
            ],
        ),
        PackEffect::Ask { .. } => (
            "AskPack",
            vec![
                is("asked", LoanStatus::Asked),
                ("none", offer(0)),
                ("nobody decides", PackOutcome::Nobody),
                ("too few decide", PackOutcome::TooFew { needed: 2 }),
            ],
        ),
        PackEffect::View { .. } => {
            let status = |status: &LoanStatus| is(status.as_str(), *status);
            let halves = [("half by me", halves(5)), ("half by another", halves(2))];
            let halves = halves.map(|(name, view)| (name, PackOutcome::Pack(view)));
            ("View pack", LoanStatus::ALL.iter().map(status).chain(halves).collect())
        }
        PackEffect::Withdraw { .. } => {
            ("WithdrawPack", vec![is("withdrawn", LoanStatus::Withdrawn), gone(LoanStatus::Out)])
        }
        PackEffect::Decide { decision, .. } => {
            let status = match decision {
                PackDecision::Deny(_) => LoanStatus::Denied,
                PackDecision::Approve { .. } => LoanStatus::Out,
            };
            let first = ("first of two", PackOutcome::Pack(halves(5)));
            let another = ("another was first", PackOutcome::Gone(halves(2)));
            ("DecidePack", vec![is("decided", status), first, another, gone(LoanStatus::Denied)])
        }
        PackEffect::Recall { .. } => {
            ("RecallPack", vec![is("recalled", LoanStatus::Recalled), gone(LoanStatus::Recalled)])
        }
        PackEffect::Open => {
            let many = (0..20).map(|_| *pack(LoanStatus::Out)).collect();
            let list = [("many", PackOutcome::List(many)), ("none", PackOutcome::List(vec![]))];
            ("Packs", list.into())
        }
    };
    (name, answers.into_iter().map(|(name, answer)| (name, Outcome::Pack(answer))).collect())
}

/// Being away.
pub fn of_away(effect: &AwayEffect) -> (&'static str, Vec<Answer>) {
    let is = |name, outcome| (name, Outcome::Away(outcome));
    let away = || is("away", AwayOutcome::Standing(Some(("Colleague 2".into(), now()))));
    match effect {
        AwayEffect::Standing => ("Away", vec![is("here", AwayOutcome::Standing(None)), away()]),
        AwayEffect::Candidates => {
            let many = (2..30).map(|id| (StaffId(id), format!("Colleague {id}"))).collect();
            let nobody = is("nobody", AwayOutcome::Candidates(vec![]));
            ("Candidates", vec![is("many", AwayOutcome::Candidates(many)), nobody])
        }
        AwayEffect::Appoint { .. } => {
            ("Appoint", vec![away(), is("cannot", AwayOutcome::CannotStand)])
        }
        AwayEffect::Back => ("Back", vec![is("here", AwayOutcome::Standing(None))]),
    }
}

fn visits(many: i64) -> Vec<PackVisit> {
    let visit = |id: i64| PackVisit {
        booking: AppointmentId(id),
        client: ClientId(id),
        number: format!("A-{id}"),
        name: CANARY.into(),
        starts_at: now() + Duration::hours(20 + id),
        parts: vec![Part::Contact, Part::Business, Part::Documents],
        kept: id % 7 != 0,
        booked: id % 5 != 0,
    };
    (1..=many).map(visit).collect()
}

fn offer(many: i64) -> PackOutcome {
    PackOutcome::Offer { day: today() + Days::new(1), visits: visits(many) }
}

fn halves(by: i64) -> Box<PackView> {
    Box::new(PackView { approvals: 2, first: half(Some(by)), ..*pack(LoanStatus::Asked) })
}

fn pack(status: LoanStatus) -> Box<PackView> {
    Box::new(PackView {
        id: PackId(4),
        number: "P-2026-0004".into(),
        borrower: StaffId(6),
        borrower_name: "Colleague 6".into(),
        day: today() + Days::new(1),
        reason: "a reason of some words".into(),
        status,
        visits: visits(20),
        asked: 2,
        request_until: now() + Duration::hours(1),
        decided: (status != LoanStatus::Asked).then(|| ("Colleague 2".into(), now())),
        answer: if status == LoanStatus::Asked { String::new() } else { "rule".into() },
        approvals: 1,
        stands_for: None,
        first: None,
    })
}
