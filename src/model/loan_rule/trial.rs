//! What a change of the rules would have meant for the requests of the past: tried before it is saved.

use super::{Breach, Limits, Of, Rule, Wish};
use crate::model::access::Part;

/// Requests that a rule is tried on, the latest first.
pub const TRIED_MAX: u64 = 50;

/// A request of the past, as the rules look at it.
#[derive(Clone, PartialEq)]
pub struct Past {
    /// The borrower's role, and the client's class.
    pub of: Of,
    /// What was asked for.
    pub parts: Vec<Part>,
    /// Whether that was everything that could be lent.
    pub whole: bool,
    /// For how long, in minutes.
    pub minutes: u32,
    /// What else there was.
    pub wish: Wish,
}

/// What would have become of the past requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// Requests that were looked at.
    pub looked: u32,
    /// Refused now, and not before.
    pub refused: u32,
    /// Sent now, and refused before.
    pub freed: u32,
    /// Shorter than before.
    pub shortened: u32,
    /// Two people needed now, and one before.
    pub doubled: u32,
}

/// Compares the rules as they are with those that are wished, on the past.
pub fn try_out(now: &[Rule], wished: &[Rule], past: &[Past]) -> Trial {
    let mut trial = Trial::default();
    for request in past {
        trial.looked += 1;
        let (before, after) = (judge(now, request), judge(wished, request));
        match (before, after) {
            (Some(_), None) => trial.refused += 1,
            (None, Some(_)) => trial.freed += 1,
            (Some(before), Some(after)) => {
                trial.shortened += u32::from(after.minutes < before.minutes);
                trial.doubled += u32::from(after.approvals > before.approvals);
            }
            (None, None) => {}
        }
    }
    trial
}

/// What a request would be lent for.
struct Judged {
    minutes: u32,
    approvals: u32,
}

/// How the rules judge a request; none if they refuse it.
fn judge(rules: &[Rule], request: &Past) -> Option<Judged> {
    let limits = Limits::of(rules, request.of, &request.parts, request.whole);
    let minutes = request.minutes.min(limits.minutes_max.value);
    match limits.allow(request.wish) {
        Ok(approvals) => Some(Judged { minutes, approvals }),
        Err(broken) => {
            debug_assert!(!matches!(broken.breach, Breach::Term { .. }), "terms are shortened");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Key, Values, What};
    use super::*;
    use crate::model::policy::Role;

    #[test]
    fn each_past_request_counts_once_for_what_changes() {
        let request = |minutes, open, extension, deciders| Past {
            of: Of { role: Role::Care, class: None },
            parts: vec![Part::Care],
            whole: false,
            minutes,
            wish: Wish { open, extension, deciders },
        };
        let past = [
            request(60, 0, 0, 2),
            request(300, 0, 0, 2),
            request(300, 3, 0, 2),
            request(60, 0, 0, 1),
        ];
        let rule = |values| Rule { key: Key::default(), values };
        let values = Values::default();
        let capped = rule(Values { minutes_max: Some(120), open_max: Some(2), ..values });
        let trial = try_out(&[], &[capped], &past);
        assert_eq!(trial, Trial { looked: 4, refused: 1, shortened: 1, ..Trial::default() });
        let freed = try_out(&[capped], &[], &past);
        assert_eq!(freed, Trial { looked: 4, freed: 1, ..Trial::default() });
        let two = Rule {
            key: Key { what: Some(What::Part(Part::Care)), ..Key::default() },
            values: Values { approvals: Some(2), ..values },
        };
        let trial = try_out(&[], &[two], &past);
        assert_eq!(trial, Trial { looked: 4, refused: 1, doubled: 3, ..Trial::default() });
    }
}
