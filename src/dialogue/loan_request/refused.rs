//! Requests that are not sent: why, and the way on.

use super::{Choice, Filling, Say, State, again, terms};
use crate::dialogue::loan_lines;
use crate::dialogue::screen::{Button, Choice as Press, Common, Door, Say as Root, Screen};
use crate::dialogue::screen::{back, button, door, home};
use crate::dialogue::{State as Place, Step};
use crate::model::ClientId;
use crate::model::loan_rule::{Breach, Broken, Key};
use chrono::{DateTime, Utc};

/// Nothing can be asked for: why, and the way back to the card.
pub(super) fn refused(title: Say, why: Say, client: ClientId) -> Step {
    let screen = Screen::of(Root::LoanRequest(title)).line(Root::LoanRequest(why));
    Step::End(screen.row([door(Common::OpenCard, Door::Card { client }), home()]))
}

/// What runs ends as late as a loan can end now: when, and the way to one's loans.
pub(super) fn longest(filling: Filling, until: DateTime<Utc>) -> Step {
    let title = Root::LoanRequest(Say::LongestTitle { number: filling.number });
    let line = Root::LoanRequest(Say::Longest { until: until.into() });
    Step::End(Screen::of(title).line(line).row([my_loans(), home()]))
}

/// A rule of lending is against the request: which, and what can be done.
pub(super) fn against_rule(filling: &Filling, broken: Broken) -> Step {
    let rule = Box::new(loan_lines::rule(broken.by));
    let (say, way) = match broken.breach {
        Breach::Term { minutes_max } => {
            let longest = Box::new(terms::span(minutes_max));
            (Say::RuleTerm { rule, longest }, again(filling.client))
        }
        Breach::Open { open, max } => {
            return full(Box::new(filling.clone()), open, max, broken.by);
        }
        Breach::Extensions { max } => (Say::RuleExtensions { rule, max: max.into() }, my_loans()),
        Breach::Approvals { needed } => {
            (Say::RuleApprovals { rule, needed: needed.into() }, again(filling.client))
        }
    };
    let title = Root::LoanRequest(Say::RuleTitle { number: filling.number.clone() });
    Step::End(Screen::of(title).line(Root::LoanRequest(say)).row([way, home()]))
}

/// As many are open as the rule allows: the request can wait in line for one of them to end.
pub(super) fn full(filling: Box<Filling>, open: u32, max: u32, by: Option<Key>) -> Step {
    let rule = Box::new(loan_lines::rule(by));
    let say = Say::RuleOpen { rule, open: open.into(), max: max.into() };
    let wait = button(Root::LoanRequest(Say::WaitInLine), Press::Request(Choice::WaitInLine));
    let title = Root::LoanRequest(Say::RuleTitle { number: filling.number.clone() });
    let screen = Screen::of(title).line(Root::LoanRequest(say));
    let state = Place::LoanRequest(State::Full { filling, open, max, by });
    Step::Wait(state, screen.row([wait, my_loans()]).row([back(), home()]))
}

/// This person gets no new loans: for which, and how to mend it.
pub(super) fn suspended(number: String) -> Step {
    let screen = Screen::of(Root::LoanRequest(Say::SuspendedTitle));
    Step::End(screen.line(Root::LoanRequest(Say::Suspended { number })).row([my_loans(), home()]))
}

pub(super) fn my_loans() -> Button {
    button(Root::LoanRequest(Say::MyLoans), Press::Go(Door::Loans))
}
