//! Rules of lending: which row wins, what is refused.

use super::*;

const NONE: Values =
    Values { minutes_max: None, open_max: None, extensions_max: None, approvals: None };
const CARE: Option<What> = Some(What::Part(Part::Care));
const DOCUMENTS: Option<What> = Some(What::Part(Part::Documents));

fn rule(role: Option<Role>, what: Option<What>, values: Values) -> Rule {
    Rule { key: Key { role, what, class: None }, values }
}

fn term(hours: u32) -> Values {
    Values { minutes_max: Some(hours * 60), ..NONE }
}

#[test]
fn the_most_specific_row_wins_value_by_value() {
    let rules = [
        rule(None, None, Values { open_max: Some(5), ..term(48) }),
        rule(Some(Role::Care), None, term(24)),
        rule(None, CARE, term(12)),
        rule(Some(Role::Care), CARE, Values { approvals: Some(2), ..NONE }),
        rule(Some(Role::Sales), DOCUMENTS, term(2)),
        rule(None, Some(What::All), term(6)),
    ];
    let cases: &[(Role, &[Part], bool, u32, u32)] = &[
        (Role::FrontDesk, &[Part::Documents], false, 48, 1),
        (Role::Care, &[Part::Documents], false, 24, 1),
        // A part goes before a role; the row of both sets no term, so it stays out of this.
        (Role::Care, &[Part::Care], false, 12, 2),
        (Role::Sales, &[Part::Documents], false, 2, 1),
        // The strictest of what the parts allow.
        (Role::Care, &[Part::Care, Part::Documents], false, 12, 2),
        (Role::FrontDesk, &[Part::Care, Part::Documents], true, 6, 2),
    ];
    for (role, parts, whole, hours, approvals) in cases {
        let limits = Limits::of(&rules, by(*role), parts, *whole);
        let found = (limits.minutes_max.value / 60, limits.approvals.value);
        assert_eq!(found, (*hours, *approvals), "{role:?} {parts:?}");
        assert_eq!(limits.open_max.map(|bound| bound.value), Some(5), "{role:?}");
    }
}

#[test]
fn without_rows_only_all_parts_want_two_and_one_where_there_is_no_second() {
    let wish = Wish { open: 30, extension: 30, deciders: 2 };
    let of = |whole| Limits::of(&[], by(Role::Care), &[Part::Care, Part::Documents], whole);
    assert_eq!(of(false).allow(wish), Ok(1));
    assert_eq!(of(true).allow(wish), Ok(2));
    assert_eq!(of(true).allow(Wish { deciders: 1, ..wish }), Ok(1));
    assert_eq!(of(true).minutes_max, Bound { value: MINUTES_MAX, by: None });
    // An owner may lift it, and an owner's own two do not yield.
    let row = |approvals| rule(None, Some(What::All), Values { approvals, ..NONE });
    let of = |approvals| {
        Limits::of(&[row(Some(approvals))], by(Role::Care), &[Part::Care], true)
            .allow(Wish { deciders: 1, ..wish })
    };
    assert_eq!(of(1), Ok(1));
    assert_eq!(of(2).map_err(|broken| broken.breach), Err(Breach::Approvals { needed: 2 }));
}

#[test]
fn a_request_is_refused_by_the_rule_that_it_breaks() {
    let values = Values { open_max: Some(2), extensions_max: Some(1), ..NONE };
    let key = Key { role: Some(Role::Care), ..Key::default() };
    let limits = Limits::of(&[Rule { key, values }], by(Role::Care), &[Part::Care], false);
    let wish = |open, extension| limits.allow(Wish { open, extension, deciders: 1 });
    let by = Some(key);
    assert_eq!(wish(1, 1), Ok(1));
    let open = Breach::Open { open: 2, max: 2 };
    assert_eq!(wish(2, 0), Err(Broken { breach: open, by }));
    assert_eq!(wish(0, 2), Err(Broken { breach: Breach::Extensions { max: 1 }, by }));
}

#[test]
fn a_row_that_contradicts_is_refused() {
    let there = [rule(None, CARE, term(2))];
    let two = Values { approvals: Some(2), ..NONE };
    let cases = [
        (rule(None, DOCUMENTS, term(2)), 1, Ok(())),
        (rule(None, None, NONE), 1, Err(Contradiction::Empty)),
        (rule(None, CARE, term(3)), 1, Err(Contradiction::Twice)),
        (rule(None, None, term(73)), 1, Err(Contradiction::Range)),
        (rule(None, None, Values { minutes_max: Some(90), ..NONE }), 1, Err(Contradiction::Range)),
        (rule(None, None, Values { open_max: Some(0), ..NONE }), 1, Err(Contradiction::Range)),
        (rule(None, None, Values { approvals: Some(3), ..NONE }), 9, Err(Contradiction::Range)),
        (rule(None, None, two), 1, Err(Contradiction::OneApprover)),
        (rule(None, None, two), 2, Ok(())),
    ];
    for (rule, approvers, wanted) in cases {
        assert_eq!(check(&rule, &there, approvers), wanted, "{rule:?}");
    }
}

#[test]
fn the_longest_term_depends_on_the_parts() {
    let rules = [rule(None, CARE, term(4)), rule(None, Some(What::All), term(8))];
    let caps = Caps::of(&rules, by(Role::Care), &[Part::Care, Part::Documents]);
    assert_eq!(caps.minutes(&[Part::Care]), 4 * 60);
    assert_eq!(caps.minutes(&[Part::Documents]), MINUTES_MAX);
    assert_eq!(caps.minutes(&[Part::Documents, Part::Care]), 8 * 60);
    assert_eq!(Caps::default().minutes(&[Part::Care]), MINUTES_MAX);
}

#[test]
fn what_is_spelled_and_read_back() {
    for what in [What::All, What::Part(Part::Care), What::Part(Part::Documents)] {
        assert_eq!(What::parse(what.as_str()), Some(what));
    }
    assert_eq!(What::parse("any"), None);
}

/// A borrower of this role, and a client without a class.
fn by(role: Role) -> Of {
    Of { role, class: None }
}

#[test]
fn a_record_of_class_a_is_two_peoples_to_approve_unless_a_row_says_otherwise() {
    let of = |class| Of { role: Role::Care, class };
    let approvals =
        |rules: &[Rule], class| Limits::of(rules, of(class), &[Part::Care], false).approvals.value;
    assert_eq!([None, Some(Class::B)].map(|class| approvals(&[], class)), [1, 1]);
    assert_eq!(approvals(&[], Some(Class::A)), 2);
    let one = Values { approvals: Some(1), ..Values::default() };
    let key = |role, class| Key { role, what: None, class };
    let for_care = Rule { key: key(Some(Role::Care), None), values: one };
    assert_eq!(approvals(&[for_care], Some(Class::A)), 2, "the class is more specific");
    let for_a = Rule { key: key(Some(Role::Care), Some(Class::A)), values: one };
    assert_eq!(approvals(&[for_a], Some(Class::A)), 1);
    let two_for_b = Rule {
        key: key(None, Some(Class::B)),
        values: Values { approvals: Some(2), ..Values::default() },
    };
    assert_eq!([Class::B, Class::C].map(|it| approvals(&[two_for_b], Some(it))), [2, 1]);
}
