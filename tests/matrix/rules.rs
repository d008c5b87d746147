//! The rules beside the matrix, case by case: what a client may look at over one's shoulder, what can be lent and for how
//! long, which rule of lending holds, and from where on reading is unusual. Written against mutations of those files.

use crate::cells::{RELATIONS, relations, view};
use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use kartoteka::model::access::Access;
use kartoteka::model::access::{Part, Relations, access, ever_lendable, knows};
use kartoteka::model::loan::{LoanStatus, LoanView, Purpose, Term};
use kartoteka::model::loan_rule::trial::{Past, Trial, try_out};
use kartoteka::model::loan_rule::{
    Breach, Caps, Contradiction, Key, Limits, MINUTES_MAX, Of, RULES_MAX, Rule, Values, What, Wish,
    check,
};
use kartoteka::model::mask::{consultation, may_amend, may_book, may_log};
use kartoteka::model::policy::Role;
use kartoteka::model::watch::{Alert, CARDS_AN_HOUR, Reading, cards_a_day, unusual};
use kartoteka::model::{ClientId, LoanId, StaffId};

const NONE: Values =
    Values { minutes_max: None, open_max: None, extensions_max: None, approvals: None };

fn of(role: Role) -> Of {
    Of { role, class: None }
}

fn rule(role: Option<Role>, what: Option<What>, values: Values) -> Rule {
    Rule { key: Key { role, what, class: None }, values }
}

fn utc(y: i32, m: u32, d: u32, h: u32, min: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(y, m, d, h, min, 0).unwrap()
}

#[test]
fn beside_the_client_the_card_holds_what_concerns_the_treatment_and_nothing_else() {
    for role in Role::ALL {
        for column in RELATIONS {
            let Some(whole) = view(*role, &relations(*role, column), true) else { continue };
            let shown = consultation(whole.clone());
            let at = format!("{role:?}, {column}");
            assert!(shown.keeper.is_none() && shown.phones.is_empty(), "{at}");
            assert!(shown.spend.is_none() && shown.lendable.is_empty(), "{at}");
            assert!(shown.acts.is_empty(), "{at}");
            let kept = |part| matches!(part, Part::Index | Part::Safety | Part::Care);
            let wanted: Vec<_> =
                whole.facts.iter().filter(|(field, _)| kept(field.part())).cloned().collect();
            assert!(shown.facts == wanted, "{at}");
            assert_eq!(shown.visits.len(), whole.visits.len(), "{at}");
            for (visit, old) in shown.visits.iter().zip(&whole.visits) {
                assert!(visit.note.is_none() && visit.amount.is_none(), "{at}");
                assert_eq!((visit.effect, visit.photos), (old.effect, old.photos), "{at}");
            }
            assert!(shown.number == whole.number && shown.name == whole.name, "{at}");
        }
    }
}

#[test]
fn a_view_tells_safety_first_and_which_parts_it_shows() {
    for role in Role::ALL {
        for column in RELATIONS {
            let set = relations(*role, column);
            let Some(view) = view(*role, &set, true) else { continue };
            let open = |part: &&Part| access(*role, &set, **part) >= Access::Masked;
            let shown: Vec<Part> = Part::ALL.iter().filter(open).copied().collect();
            assert_eq!(view.shown, shown, "{role:?}, {column}");
            let told: Vec<_> = view.facts.iter().map(|(field, _)| *field).collect();
            let (mut safety, rest): (Vec<_>, Vec<_>) =
                told.iter().copied().partition(|field| field.part() == Part::Safety);
            safety.sort();
            assert!(rest.is_sorted(), "{role:?}, {column}");
            assert_eq!(told, [safety, rest].concat(), "{role:?}, {column}");
        }
    }
}

#[test]
fn every_role_and_set_of_relations_books_logs_and_corrects_as_written() {
    let bits = (0..8).map(|bits: u8| (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0));
    for (own, today, branch) in bits {
        let set = Relations { own, today, branch, ..Relations::default() };
        for role in Role::ALL {
            let (books, logs) = match role {
                Role::Owner => (true, true),
                Role::Manager | Role::FrontDesk => (branch || own, branch || own || today),
                Role::Care | Role::Sales => (own, own || today),
                Role::Keeper => (false, false),
            };
            let reads = access(*role, &set, Part::Care) >= Access::Read;
            assert_eq!(may_book(*role, &set), books, "{role:?} {set:?} books");
            assert_eq!(may_log(*role, &set), logs, "{role:?} {set:?} logs");
            assert_eq!(may_amend(*role, &set), logs && reads, "{role:?} {set:?} corrects");
            let known = matches!(role, Role::Owner | Role::Care | Role::Sales) || branch;
            assert_eq!(knows(*role, &set), known, "{role:?} {set:?} knows");
        }
    }
}

#[test]
fn four_parts_are_ever_lent() {
    assert_eq!(ever_lendable(), [Part::Contact, Part::Care, Part::Business, Part::Documents]);
}

#[test]
fn a_day_ends_where_the_next_begins_also_where_midnight_is_skipped() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    for (zone, day, now, end) in [
        (
            chrono_tz::Asia::Beirut,
            day(2026, 3, 28),
            utc(2026, 3, 28, 9, 0),
            utc(2026, 3, 28, 22, 0),
        ),
        (chrono_tz::America::Havana, day(2026, 3, 7), utc(2026, 3, 7, 9, 0), utc(2026, 3, 8, 5, 0)),
        (
            chrono_tz::Europe::Berlin,
            day(2026, 3, 28),
            utc(2026, 3, 28, 9, 0),
            utc(2026, 3, 28, 23, 0),
        ),
    ] {
        assert_eq!(Term::Until(day).ends(now, zone), end, "{zone}");
    }
}

#[test]
fn a_loan_ends_by_its_term_or_by_the_rule_whichever_is_first() {
    let now = utc(2026, 3, 2, 9, 0);
    let view = LoanView {
        id: LoanId(1),
        number: String::new(),
        client: ClientId(1),
        client_number: String::new(),
        client_name: String::new(),
        borrower: StaffId(1),
        borrower_name: String::new(),
        purpose: Purpose::Visit,
        reason: String::new(),
        parts: vec![Part::Care],
        term: Term::Hours(2),
        status: LoanStatus::Asked,
        asked: 1,
        request_until: now,
        decided: None,
        starts: None,
        pack: None,
        due: None,
        answer: String::new(),
        borrower_open: 0,
        borrower_overdue: 0,
        minutes_max: 180,
        approvals: 1,
        first: None,
        passed: None,
        class: None,
        stands_for: None,
        line: None,
        extends: None,
        paper: None,
    };
    let zone = chrono_tz::Asia::Seoul;
    for (hours, minutes) in [(2, 120), (3, 180), (4, 180), (72, 180)] {
        let ends = view.ends(Term::Hours(hours), now, zone);
        assert_eq!(ends - now, Duration::minutes(minutes), "{hours} hours");
    }
    // One that begins later counts from there, and one whose beginning has passed from the approval.
    let hour = Duration::hours(1);
    for (starts, begins) in [(now + hour, now + hour), (now - hour, now), (now, now)] {
        let view = LoanView { starts: Some(starts), ..view.clone() };
        assert_eq!(view.ends(Term::Hours(2), now, zone), begins + hour * 2);
    }
    let out = |status, starts, due| LoanView { status, starts, due: Some(due), ..view.clone() };
    for (loan, runs) in [
        (out(LoanStatus::Out, None, now + hour), true),
        (out(LoanStatus::Out, None, now), false),
        (out(LoanStatus::Out, Some(now), now + hour), true),
        (out(LoanStatus::Out, Some(now + hour), now + hour * 2), false),
        (out(LoanStatus::Asked, None, now + hour), false),
        (LoanView { status: LoanStatus::Out, ..view.clone() }, false),
    ] {
        assert_eq!(loan.runs(now), runs);
    }
}

#[test]
fn each_role_has_its_quota_and_the_hour_is_watched_where_the_day_is() {
    let quotas = [
        (Role::Owner, None),
        (Role::Manager, None),
        (Role::Keeper, None),
        (Role::FrontDesk, Some(200)),
        (Role::Care, Some(40)),
        (Role::Sales, Some(40)),
    ];
    let unusual = |role, today, within_hour, local_hour| {
        unusual(role, Reading { today, within_hour, visitless: 0, local_hour, leaves: false })
    };
    for (role, quota) in quotas {
        assert_eq!(cards_a_day(role), quota, "{role:?}");
        let hour = |count| unusual(role, 1, count, 12);
        assert!(hour(CARDS_AN_HOUR).is_empty(), "{role:?}");
        let beyond = hour(CARDS_AN_HOUR + 1);
        let told = vec![(Alert::Hour, CARDS_AN_HOUR + 1)];
        assert_eq!(beyond, if quota.is_some() { told } else { Vec::new() }, "{role:?}");
        if let Some(most) = quota {
            assert!(unusual(role, most, 1, 12).is_empty(), "{role:?}");
            assert_eq!(unusual(role, most + 1, 1, 12), [(Alert::Cards, most + 1)], "{role:?}");
            let all = [(Alert::Cards, most + 1), (Alert::Hour, 31), (Alert::Night, 31)];
            assert_eq!(unusual(role, most + 1, 31, 23), all, "{role:?}");
        }
    }
    assert!(unusual(Role::Owner, 900, 900, 2).is_empty());
}

#[test]
fn each_value_of_a_rule_has_its_bounds() {
    let minutes = |minutes| Values { minutes_max: Some(minutes), ..NONE };
    let open = |open| Values { open_max: Some(open), ..NONE };
    let extensions = |count| Values { extensions_max: Some(count), ..NONE };
    let approvals = |needed| Values { approvals: Some(needed), ..NONE };
    for (values, stands) in [
        (minutes(0), false),
        (minutes(59), false),
        (minutes(60), true),
        (minutes(61), false),
        (minutes(MINUTES_MAX), true),
        (minutes(MINUTES_MAX + 60), false),
        (open(0), false),
        (open(1), true),
        (open(50), true),
        (open(51), false),
        (extensions(0), true),
        (extensions(50), true),
        (extensions(51), false),
        (approvals(0), false),
        (approvals(1), true),
        (approvals(2), true),
        (approvals(3), false),
    ] {
        let said = check(&rule(None, None, values), &[], 9);
        let wanted = if stands { Ok(()) } else { Err(Contradiction::Range) };
        assert_eq!(said, wanted, "{values:?}");
    }
    assert_eq!(MINUTES_MAX, 3 * 24 * 60);
    let parts = [None].into_iter().chain(Part::ALL.iter().map(|part| Some(What::Part(*part))));
    let keys = parts.flat_map(|what| Role::ALL.iter().map(move |role| (Some(*role), what)));
    let many: Vec<Rule> = keys.map(|(role, what)| rule(role, what, open(1))).collect();
    let new = rule(None, None, open(1));
    assert_eq!(check(&new, &many[..RULES_MAX - 1], 9), Ok(()));
    assert_eq!(check(&new, &many[..RULES_MAX], 9), Err(Contradiction::TooMany));
}

#[test]
fn the_strictest_extension_holds_and_a_stored_rule_goes_before_the_houses_own() {
    let extensions = |count| Values { extensions_max: Some(count), ..NONE };
    let care = rule(None, Some(What::Part(Part::Care)), extensions(3));
    let documents = rule(None, Some(What::Part(Part::Documents)), extensions(1));
    let both = [Part::Care, Part::Documents];
    let limits = Limits::of(&[care, documents], of(Role::Care), &both, false);
    assert_eq!(limits.extensions_max.map(|bound| bound.value), Some(1));
    let wish = |extension| Wish { open: 0, extension, deciders: 2 };
    assert_eq!(limits.allow(wish(1)), Ok(1));
    let broken = limits.allow(wish(2)).expect_err("one extension is allowed");
    assert_eq!(broken.breach, Breach::Extensions { max: 1 });
    assert_eq!(broken.by, Some(documents.key));
    // As specific as the house's own two, and stored.
    let one = rule(None, Some(What::All), Values { approvals: Some(1), ..NONE });
    let limits = Limits::of(&[one], of(Role::Care), &both, true);
    assert_eq!((limits.approvals.value, limits.approvals.by), (1, Some(one.key)));
    let whole = Limits::of(&[], of(Role::Care), &both, true).approvals;
    assert_eq!((whole.value, whole.by), (2, None));
    // For a role that is not the borrower's, nothing.
    let other = rule(Some(Role::Sales), None, extensions(0));
    assert_eq!(Limits::of(&[other], of(Role::Care), &both, false).extensions_max, None);
    // A row for all parts and a role goes before one for all parts.
    let of_role =
        rule(Some(Role::Care), Some(What::All), Values { minutes_max: Some(120), ..NONE });
    let of_all = rule(None, Some(What::All), Values { minutes_max: Some(60), ..NONE });
    for rules in [[of_role, of_all], [of_all, of_role]] {
        assert_eq!(Limits::of(&rules, of(Role::Care), &both, true).minutes_max.value, 120);
        assert_eq!(Caps::of(&rules, of(Role::Care), &both).whole, Some(120));
    }
    assert_eq!(
        Caps::of(&[of_all], of(Role::Care), &[Part::Care]).whole,
        None,
        "one part is no whole"
    );
}

#[test]
fn a_trial_counts_what_changes_and_not_what_stays() {
    let past = |minutes, deciders| Past {
        of: of(Role::Care),
        parts: vec![Part::Care],
        whole: false,
        minutes,
        wish: Wish { open: 0, extension: 0, deciders },
    };
    let cap = |hours: u32| rule(None, None, Values { minutes_max: Some(hours * 60), ..NONE });
    let approvals = |needed| rule(None, None, Values { approvals: Some(needed), ..NONE });
    let past = [past(60, 2), past(120, 2), past(180, 2)];
    let looked = Trial { looked: 3, ..Trial::default() };
    assert_eq!(try_out(&[cap(2)], &[cap(2)], &past), looked);
    assert_eq!(try_out(&[cap(3)], &[cap(2)], &past), Trial { shortened: 1, ..looked });
    assert_eq!(try_out(&[cap(2)], &[cap(3)], &past), looked, "longer is no loss");
    assert_eq!(try_out(&[approvals(1)], &[approvals(2)], &past), Trial { doubled: 3, ..looked });
    assert_eq!(try_out(&[approvals(2)], &[approvals(1)], &past), looked);
    assert_eq!(try_out(&[approvals(2)], &[approvals(2)], &past), looked);
}
