//! How a loan is described, and a loan to describe.

use super::*;
use crate::dialogue::Ctx;
use crate::model::access::Part;
use crate::model::lang::Lang;
use crate::model::loan::Purpose;
use crate::model::loan_rule::MINUTES_MAX;
use crate::model::{Actor, BranchId, ClientId, LoanId, StaffId};
use chrono::{Duration, TimeZone, Utc};

/// A person of this role on 2 March 2026, 10:00 in Seoul.
pub fn ctx(role: Role) -> Ctx {
    let now = Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap();
    let zone = chrono_tz::Asia::Seoul;
    let who = Actor { id: StaffId(5), name: "Li Na".into(), role, branch: BranchId(1) };
    let country = "KR".try_into().unwrap();
    Ctx { who, now, today: now.with_timezone(&zone).date_naive(), zone, lang: Lang::En, country }
}

/// A loan of two parts for two hours, asked for by an invented colleague.
pub fn view(status: LoanStatus) -> LoanView {
    let now = ctx(Role::Care).now;
    let decided = !matches!(status, LoanStatus::Asked | LoanStatus::Withdrawn);
    LoanView {
        id: LoanId(7),
        number: "L-2026-0412".into(),
        client: ClientId(3),
        client_number: "A-0147".into(),
        client_name: "Invented Kim".into(),
        class: None,
        borrower: StaffId(6),
        borrower_name: "Ana Invented".into(),
        purpose: Purpose::Visit,
        reason: String::new(),
        parts: vec![Part::Care, Part::Documents],
        term: Term::Hours(2),
        status,
        asked: 2,
        request_until: now + Duration::hours(1),
        decided: decided.then(|| ("Chen Invented".into(), now)),
        starts: None,
        pack: None,
        due: decided.then(|| now + Duration::hours(2)),
        answer: String::new(),
        borrower_open: 1,
        borrower_overdue: 0,
        minutes_max: MINUTES_MAX,
        approvals: 1,
        first: None,
        passed: None,
        stands_for: None,
        line: None,
        paper: None,
        extends: None,
    }
}

#[test]
fn every_standing_has_a_sentence_of_its_own() {
    let told: Vec<Root> = LoanStatus::ALL.iter().map(|s| standing(&view(*s))).collect();
    for (place, say) in told.iter().enumerate() {
        assert!(matches!(say, Root::LoanLines(_)), "{place}");
        assert!(!told[..place].contains(say), "{place}");
    }
    let open = LoanView { decided: None, ..view(LoanStatus::Denied) };
    assert!(matches!(standing(&open), Root::Common(Common::Term { .. })));
}

#[test]
fn two_approvals_are_told_apart() {
    let two = LoanView { approvals: 2, ..view(LoanStatus::Asked) };
    assert!(matches!(standing(&two), Root::LoanLines(Say::WaitingTwo { asked: 2, .. })));
    let first = Some((StaffId(2), "Chen Invented".into(), ctx(Role::Care).now));
    let half = LoanView { first, ..two };
    assert!(
        matches!(standing(&half), Root::LoanLines(Say::Half { by, .. }) if by == "Chen Invented")
    );
}

#[test]
fn a_ready_reason_is_told_in_the_readers_language_and_a_typed_one_as_it_is() {
    let told = |answer: &str| match why(LoanStatus::Denied, answer) {
        Some(Root::LoanLines(Say::WhyDenied { why })) => Some(*why),
        _ => None,
    };
    assert!(why(LoanStatus::Denied, "").is_none());
    assert!(told("rule") == Some(label(Reason::Rule)));
    let typed = Root::Common(Common::Plain { text: "holiday".into() });
    assert!(told("holiday") == Some(typed));
}

#[test]
fn a_reason_has_words_and_an_end() {
    let long = "가".repeat(REASON_GRAPHEMES_MAX);
    assert!(reason(&long) == Ok(long.clone()));
    assert!(reason("  so ") == Ok("so".to_owned()));
    assert!(reason(" ") == Err(Root::Form(form::Say::Empty)));
    assert!(matches!(reason(&(long + "x")), Err(Root::Form(form::Say::TooLong { max: 200 }))));
}
