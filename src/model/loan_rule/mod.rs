//! The rules of lending: rows of role × part × client class, most specific wins (access.md "Loans"; A8.09, decisions 13).
//!
//! A row may set only one value and leave the others to less specific rows. Of the rows that fit and set a value, the
//! one with more keys wins; with as many, a row for all parts goes before one for a part, that before one for a class, and
//! that before one for a role. A request for several parts is held to the strictest of what its parts allow.

use super::access::Part;
use super::card::Class;
use super::loan::LOAN_DAYS_MAX;
use super::policy::Role;
use serde::{Deserialize, Serialize};

pub mod trial;

/// The longest term that a rule may set, in minutes; also what holds where no rule sets one.
pub const MINUTES_MAX: u32 = LOAN_DAYS_MAX as u32 * DAY;
/// A rule's term is a multiple of this, since terms are offered in hours.
pub const MINUTES_STEP: u32 = 60;
/// The most loans at once, or extensions, that a rule may name; more is as good as no rule.
pub const COUNT_MAX: u32 = 50;
/// The most people who can be asked to approve one request.
pub const APPROVALS_MAX: u32 = 2;
/// Rules that a business may have.
pub const RULES_MAX: usize = 24;
/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Where no row says so: everything that can be lent of a record, and any part of one of class A, is two people's to
/// approve (access.md).
const BUILT_IN: [Rule; 2] = [
    Rule { key: Key { role: None, what: Some(What::All), class: None }, values: TWO },
    Rule { key: Key { role: None, what: None, class: Some(Class::A) }, values: TWO },
];
const TWO: Values =
    Values { minutes_max: None, open_max: None, extensions_max: None, approvals: Some(2) };

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum What {
    /// Everything that can be lent to the borrower, if that is more than one part.
    All,
    /// One part.
    Part(Part),
}

/// The requests that a rule fits; `None` fits all.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Key {
    /// The borrower's role.
    pub role: Option<Role>,
    /// What is asked for.
    pub what: Option<What>,
    /// The client's class.
    #[serde(default)]
    pub class: Option<Class>,
}

/// Whose request it is: the borrower's role, the client's class if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of {
    /// The borrower's role.
    pub role: Role,
    /// The client's class.
    pub class: Option<Class>,
}

/// What a rule sets; `None` leaves it to a less specific one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    /// The longest term, in minutes.
    pub minutes_max: Option<u32>,
    /// Requests and running loans at once.
    pub open_max: Option<u32>,
    /// Extensions of one loan.
    pub extensions_max: Option<u32>,
    /// People who must approve: 1 or 2.
    pub approvals: Option<u32>,
}

/// One row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What it fits.
    pub key: Key,
    /// What it sets.
    pub values: Values,
}

/// A value with the row that set it; no row where it is the house's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The value.
    pub value: u32,
    /// The key of the row.
    pub by: Option<Key>,
}

/// What holds for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest term, in minutes.
    pub minutes_max: Bound,
    /// Requests and running loans at once.
    pub open_max: Option<Bound>,
    /// Extensions of one loan.
    pub extensions_max: Option<Bound>,
    /// People who must approve.
    pub approvals: Bound,
}

/// A request as the rules look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The borrower's other requests and running loans.
    pub open: u32,
    /// The how manieth extension it is; 0 for a new loan.
    pub extension: u32,
    /// How many people may decide it.
    pub deciders: u32,
}

/// What a request breaks, and whose rule that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What.
    pub breach: Breach,
    /// The key of the rule; none where it is the house's own.
    pub by: Option<Key>,
}

/// What a request can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// Longer than these minutes.
    Term { minutes_max: u32 },
    /// So many are open already, at most `max` may be.
    Open { open: u32, max: u32 },
    /// Extended this often already.
    Extensions { max: u32 },
    /// Fewer people may decide than must.
    Approvals { needed: u32 },
}

/// The longest terms of one borrower for one client, in minutes: for each part, and for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caps {
    /// For each part that can be asked for.
    pub each: Vec<(Part, u32)>,
    /// For all of them, if there is more than one.
    pub whole: Option<u32>,
}

/// Why a row cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// It sets nothing.
    Empty,
    /// A value that a rule may not have.
    Range,
    /// Another row has the same key.
    Twice,
    /// Two approvals, but in the whole business only one person may approve.
    OneApprover,
    /// There are `RULES_MAX` already.
    TooMany,
}

impl What {
    /// The spelling in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            What::All => "all",
            What::Part(part) => part.as_str(),
        }
    }

    /// Reads the database's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "all" { Some(What::All) } else { Part::parse(text).map(What::Part) }
    }
}

impl Key {
    fn fits(self, of: Of, part: Part, whole: bool) -> bool {
        let what = match self.what {
            None => true,
            Some(What::All) => whole,
            Some(What::Part(named)) => named == part,
        };
        let class = self.class.is_none_or(|named| of.class == Some(named));
        what && class && self.role.is_none_or(|named| named == of.role)
    }

    /// Greater is more specific.
    fn rank(self) -> (u8, u8, u8, u8) {
        let (role, class) = (u8::from(self.role.is_some()), u8::from(self.class.is_some()));
        let what = match self.what {
            None => 0,
            Some(What::Part(_)) => 1,
            Some(What::All) => 2,
        };
        (role + what.min(1) + class, what, class, role)
    }
}

impl Limits {
    /// What holds for a request of this borrower's for these parts; `whole` if that is all there is to lend.
    pub fn of(rules: &[Rule], of: Of, parts: &[Part], whole: bool) -> Self {
        let least = |value: fn(&Values) -> Option<u32>| {
            let each = parts.iter().filter_map(|part| pick(rules, of, *part, whole, value));
            each.min_by_key(|bound| bound.value)
        };
        let approvals = parts
            .iter()
            .filter_map(|part| pick(rules, of, *part, whole, |values| values.approvals));
        Limits {
            minutes_max: least(|values| values.minutes_max)
                .unwrap_or(Bound { value: MINUTES_MAX, by: None }),
            open_max: least(|values| values.open_max),
            extensions_max: least(|values| values.extensions_max),
            approvals: approvals
                .max_by_key(|bound| bound.value)
                .unwrap_or(Bound { value: 1, by: None }),
        }
    }

    /// How many people must approve a request, or what it breaks. The house's own two yield where only one person may
    /// decide, so that a salon of one owner works; an owner's row does not.
    ///
    /// # Errors
    /// What the request breaks.
    pub fn allow(&self, wish: Wish) -> Result<u32, Broken> {
        let broken = |breach, bound: Bound| Err(Broken { breach, by: bound.by });
        if let Some(bound) = self.open_max.filter(|bound| wish.open >= bound.value) {
            return broken(Breach::Open { open: wish.open, max: bound.value }, bound);
        }
        if let Some(bound) = self.extensions_max.filter(|bound| wish.extension > bound.value) {
            return broken(Breach::Extensions { max: bound.value }, bound);
        }
        let needed = self.approvals.value;
        match self.approvals.by {
            _ if needed <= wish.deciders => Ok(needed),
            None => Ok(1),
            Some(_) => broken(Breach::Approvals { needed }, self.approvals),
        }
    }
}

impl Caps {
    /// The longest terms of a borrower of this role for these parts.
    pub fn of(rules: &[Rule], of: Of, parts: &[Part]) -> Self {
        let cap = |parts: &[Part], whole| Limits::of(rules, of, parts, whole).minutes_max.value;
        Self {
            each: parts.iter().map(|part| (*part, cap(&[*part], false))).collect(),
            whole: (parts.len() > 1).then(|| cap(parts, true)),
        }
    }

    /// The longest term for these of the parts.
    pub fn minutes(&self, chosen: &[Part]) -> u32 {
        let all = self.each.iter().all(|(part, _)| chosen.contains(part));
        if let Some(whole) = self.whole.filter(|_| all) {
            return whole;
        }
        let each = self.each.iter().filter(|(part, _)| chosen.contains(part));
        each.map(|(_, minutes)| *minutes).min().unwrap_or(MINUTES_MAX)
    }
}

/// The value that the most specific fitting row sets. Of rows alike in that, a stored one goes before the house's own.
fn pick(
    rules: &[Rule],
    of: Of,
    part: Part,
    whole: bool,
    value: fn(&Values) -> Option<u32>,
) -> Option<Bound> {
    let own = BUILT_IN.into_iter().map(|rule| (rule, None));
    let all = own.chain(rules.iter().map(|rule| (*rule, Some(rule.key))));
    let fitting = all.filter(|(rule, _)| rule.key.fits(of, part, whole));
    let set = fitting.filter_map(|(rule, by)| {
        value(&rule.values).map(|value| (rule.key.rank(), Bound { value, by }))
    });
    set.max_by_key(|(rank, _)| *rank).map(|(_, bound)| bound)
}

/// Whether a row may stand beside the others; `approvers` is how many people in the business may approve at all.
///
/// # Errors
/// Why not.
pub fn check(rule: &Rule, others: &[Rule], approvers: usize) -> Result<(), Contradiction> {
    let Values { minutes_max, open_max, extensions_max, approvals } = rule.values;
    let term = minutes_max.is_none_or(|minutes| {
        (MINUTES_STEP..=MINUTES_MAX).contains(&minutes) && minutes.is_multiple_of(MINUTES_STEP)
    });
    let counts = open_max.is_none_or(|open| (1..=COUNT_MAX).contains(&open))
        && extensions_max.is_none_or(|count| count <= COUNT_MAX)
        && approvals.is_none_or(|needed| (1..=APPROVALS_MAX).contains(&needed));
    if rule.values == Values::default() {
        Err(Contradiction::Empty)
    } else if !term || !counts {
        Err(Contradiction::Range)
    } else if others.iter().any(|other| other.key == rule.key) {
        Err(Contradiction::Twice)
    } else if approvals.is_some_and(|needed| needed as usize > approvers) {
        Err(Contradiction::OneApprover)
    } else if others.len() >= RULES_MAX {
        Err(Contradiction::TooMany)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
