//! The owner writes the rules of lending, and sees before saving what they would have meant (A8.09, decisions 13).
//!
//! ```text
//! List --a rule, add--> Edit --an aspect--> Choosing --value--> Edit
//!                       Edit --check--> Trying --save--> Saved (the list)
//!                       Edit --delete--> Deleting --yes--> Saved (the list)
//! ```

use super::effect::{Effect, LoanEffect, Outcome};
use super::screen::{Choice as Press, Say as Root};
use super::{Ctx, Input, State as Place, Step};
use crate::model::RuleId;
use crate::model::access::{Part, ever_lendable};
use crate::model::card::Class;
use crate::model::loan_rule::{Contradiction, Rule, Values, What};
use crate::model::policy::Role;
use serde::{Deserialize, Serialize};

mod view;

/// Minutes of an hour.
const HOUR: u32 = 60;
/// The terms that a rule can set by a press, in minutes.
const TERMS: [u32; 7] = [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR];
/// The loans at once that a rule can set by a press.
const OPEN: [u32; 6] = [1, 2, 3, 5, 10, 20];
/// The extensions that a rule can set by a press.
const EXTENSIONS: [u32; 4] = [0, 1, 2, 3];
/// The approvals that a rule can set by a press.
const APPROVALS: [u32; 2] = [1, 2];

crate::model::words! {
    /// What of a rule is being chosen.
    Aspect ("loan-rules-aspect") {
        /// The borrower's role.
        Who = "who",
        /// The parts.
        What = "what",
        /// The client's class.
        Class = "class",
        /// The longest term.
        Term = "term",
        /// Loans at once.
        Open = "open",
        /// Extensions of a loan.
        Extensions = "extensions",
        /// People who must approve.
        Approvals = "approvals",
    }
}

/// Where the editor stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// All rules.
    List,
    /// All rules, after a change.
    Saved,
    /// A rule, new or to be changed.
    Edit { id: Option<RuleId>, rule: Rule },
    /// Choosing one aspect of it.
    Choosing { id: Option<RuleId>, rule: Rule, aspect: Aspect },
    /// What it would have meant.
    Trying { id: Option<RuleId>, rule: Rule },
    /// Asking whether to delete it.
    Deleting { id: RuleId, rule: Rule },
}

/// What the editor's buttons mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// A new rule.
    Add,
    /// This rule.
    Open(RuleId, Rule),
    /// Choose this aspect.
    Ask(Aspect),
    /// For this role, or everybody.
    Who(Option<Role>),
    /// For these parts, or any.
    What(Option<What>),
    /// For clients of this class, or any.
    Class(Option<Class>),
    /// This value, or none.
    Value(Option<u32>),
    /// Try it on the past.
    Try,
    /// Save it.
    Save,
    /// Delete it.
    Delete,
    /// Yes, delete.
    Confirm,
}

/// What the editor says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title { count: i64 },
    House,
    Line { rule: Box<Root>, values: Vec<Root> },
    Add,
    Saved,
    NewTitle,
    EditTitle,
    For { rule: Box<Root> },
    Term { longest: Box<Root> },
    Open { max: i64 },
    Extensions { max: i64 },
    Approvals { needed: i64 },
    NotSet { aspect: crate::model::value::Word },
    AskEdit,
    AskWho,
    AskWhat,
    AskClass,
    AskValue,
    Leave,
    Plain { count: i64 },
    Check,
    Delete,
    TryTitle,
    Tried { looked: i64, refused: i64, freed: i64, shortened: i64, doubled: i64 },
    NothingToTry,
    Save,
    DeleteTitle,
    AskDelete,
    ConfirmDelete,
    RefusedEmpty,
    RefusedRange,
    RefusedTwice,
    RefusedOneApprover,
    RefusedTooMany,
}

/// Shows a state.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let screen = match &state {
        State::List | State::Saved => return work(state, LoanEffect::Rules),
        State::Trying { id, rule } => {
            let try_it = LoanEffect::TryRule { id: *id, rule: *rule };
            return work(state, try_it);
        }
        State::Edit { id, rule } => view::edit(*id, rule),
        State::Choosing { rule, aspect, .. } => view::choosing(rule, *aspect),
        State::Deleting { rule, .. } => view::deleting(rule),
    };
    Step::Wait(Place::LoanRules(state), screen)
}

/// Takes what the owner did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let choice = match input {
        Input::Press(Press::Rules(choice)) => choice,
        input => return super::puzzled(Place::LoanRules(state), input),
    };
    match (state, choice) {
        (State::List, Choice::Add) => go(State::Edit { id: None, rule: Rule::default() }),
        (State::List, Choice::Open(id, rule)) => go(State::Edit { id: Some(id), rule }),
        (State::Edit { id, rule }, Choice::Ask(aspect)) => go(State::Choosing { id, rule, aspect }),
        (State::Edit { id, rule }, Choice::Try) => go(State::Trying { id, rule }),
        (State::Edit { id: Some(id), rule }, Choice::Delete) => go(State::Deleting { id, rule }),
        (State::Choosing { id, mut rule, aspect: Aspect::Who }, Choice::Who(role)) => {
            rule.key.role = role;
            go(State::Edit { id, rule })
        }
        (State::Choosing { id, mut rule, aspect: Aspect::What }, Choice::What(what)) => {
            rule.key.what = what;
            go(State::Edit { id, rule })
        }
        (State::Choosing { id, mut rule, aspect: Aspect::Class }, Choice::Class(class)) => {
            rule.key.class = class;
            go(State::Edit { id, rule })
        }
        (State::Choosing { id, mut rule, aspect }, Choice::Value(value)) => {
            match aspect {
                Aspect::Term => rule.values.minutes_max = value,
                Aspect::Open => rule.values.open_max = value,
                Aspect::Extensions => rule.values.extensions_max = value,
                Aspect::Approvals => rule.values.approvals = value,
                Aspect::Who | Aspect::What | Aspect::Class => {}
            }
            go(State::Edit { id, rule })
        }
        (State::Trying { id, rule }, Choice::Save) => {
            work(State::Trying { id, rule }, LoanEffect::SaveRule { id, rule })
        }
        (State::Deleting { id, rule }, Choice::Confirm) => {
            work(State::Deleting { id, rule }, LoanEffect::DeleteRule { id })
        }
        (state, choice) => {
            super::puzzled(Place::LoanRules(state), Input::Press(Press::Rules(choice)))
        }
    }
}

/// Takes what the archive answered.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::List, Outcome::Rules(rules)) => {
            Step::Wait(Place::LoanRules(State::List), view::list(&rules))
        }
        // A rule was saved or deleted.
        (_, Outcome::Rules(rules)) => {
            let screen = view::list(&rules).toast(Root::LoanRules(Say::Saved));
            Step::Wait(Place::LoanRules(State::List), screen)
        }
        (State::Trying { id, rule }, Outcome::RuleTried(trial)) => {
            let screen = view::trying(&rule, trial);
            Step::Wait(Place::LoanRules(State::Trying { id, rule }), screen)
        }
        (State::Trying { id, rule }, Outcome::RuleRefused(contradiction)) => {
            let say = Root::LoanRules(refused(contradiction));
            Step::Mend(Place::LoanRules(State::Edit { id, rule }), say)
        }
        _ => unreachable!("the editor asks for rules, for a trial and for changes"),
    }
}

/// Why a rule cannot stand, and how to mend it.
fn refused(contradiction: Contradiction) -> Say {
    match contradiction {
        Contradiction::Empty => Say::RefusedEmpty,
        Contradiction::Range => Say::RefusedRange,
        Contradiction::Twice => Say::RefusedTwice,
        Contradiction::OneApprover => Say::RefusedOneApprover,
        Contradiction::TooMany => Say::RefusedTooMany,
    }
}

/// What a rule can be about.
fn whats() -> Vec<Option<What>> {
    let parts = ever_lendable().into_iter().map(|part: Part| Some(What::Part(part)));
    [None, Some(What::All)].into_iter().chain(parts).collect()
}

/// The value that a rule has for an aspect.
fn value(values: &Values, aspect: Aspect) -> Option<u32> {
    match aspect {
        Aspect::Term => values.minutes_max,
        Aspect::Open => values.open_max,
        Aspect::Extensions => values.extensions_max,
        Aspect::Approvals => values.approvals,
        Aspect::Who | Aspect::What | Aspect::Class => None,
    }
}

/// The values that an aspect can be set to by a press.
fn offered(aspect: Aspect) -> &'static [u32] {
    match aspect {
        Aspect::Term => &TERMS,
        Aspect::Open => &OPEN,
        Aspect::Extensions => &EXTENSIONS,
        Aspect::Approvals => &APPROVALS,
        Aspect::Who | Aspect::What | Aspect::Class => &[],
    }
}

fn go(state: State) -> Step {
    Step::Go(Place::LoanRules(state))
}

fn work(state: State, effect: LoanEffect) -> Step {
    Step::Do(Place::LoanRules(state), Effect::Loan(effect))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::loan_lines::tests::ctx;
    use crate::model::loan_rule::check;
    use crate::model::loan_rule::trial::Trial;

    #[test]
    fn every_value_that_is_offered_can_stand() {
        for aspect in [Aspect::Term, Aspect::Open, Aspect::Extensions, Aspect::Approvals] {
            for offered in offered(aspect) {
                let choosing = State::Choosing { id: None, rule: Rule::default(), aspect };
                let press = Input::Press(Press::Rules(Choice::Value(Some(*offered))));
                let Step::Go(Place::LoanRules(State::Edit { rule, .. })) =
                    step(&ctx(Role::Owner), choosing, press)
                else {
                    panic!("a value leads back to the rule")
                };
                assert_eq!(value(&rule.values, aspect), Some(*offered));
                assert_eq!(check(&rule, &[], 2), Ok(()), "{aspect:?} {offered}");
            }
        }
    }

    #[test]
    fn a_rule_is_tried_before_it_is_saved_and_what_cannot_stand_is_mended() {
        let owner = ctx(Role::Owner);
        let edit = State::Edit { id: None, rule: Rule::default() };
        let press = |choice| Input::Press(Press::Rules(choice));
        let save = step(&owner, edit.clone(), press(Choice::Save));
        assert!(matches!(save, Step::Mend(..)), "nothing is saved untried");
        let trying = State::Trying { id: None, rule: Rule::default() };
        let tried = resume(&owner, trying.clone(), Outcome::RuleTried(Trial::default()));
        assert!(matches!(tried, Step::Wait(Place::LoanRules(State::Trying { .. }), screen)
            if screen.lines.contains(&Root::LoanRules(Say::NothingToTry))));
        let empty = resume(&owner, trying, Outcome::RuleRefused(Contradiction::Empty));
        assert!(matches!(empty, Step::Mend(Place::LoanRules(state), _) if state == edit));
    }
}
