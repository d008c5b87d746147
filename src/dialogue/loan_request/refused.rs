//! Requests that are not sent: why, and the way on.

use super::{Filling, Say, again, terms};
use crate::dialogue::Step;
use crate::dialogue::loan_lines;
use crate::dialogue::screen::{Button, Choice as Press, Common, Door, Say as Root, Screen};
use crate::dialogue::screen::{button, door, home};
use crate::model::ClientId;
use crate::model::loan_rule::{Breach, Broken};

/// Nothing can be asked for: why, and the way back to the card.
pub(super) fn refused(title: Say, why: Say, client: ClientId) -> Step {
    let screen = Screen::of(Root::LoanRequest(title)).line(Root::LoanRequest(why));
    Step::End(screen.row([door(Common::OpenCard, Door::Card { client }), home()]))
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
            (Say::RuleOpen { rule, open: open.into(), max: max.into() }, my_loans())
        }
        Breach::Extensions { max } => (Say::RuleExtensions { rule, max: max.into() }, my_loans()),
        Breach::Approvals { needed } => {
            (Say::RuleApprovals { rule, needed: needed.into() }, again(filling.client))
        }
    };
    let title = Root::LoanRequest(Say::RuleTitle { number: filling.number.clone() });
    Step::End(Screen::of(title).line(Root::LoanRequest(say)).row([way, home()]))
}

/// This person gets no new loans: for which, and how to mend it.
pub(super) fn suspended(number: String) -> Step {
    let screen = Screen::of(Root::LoanRequest(Say::SuspendedTitle));
    Step::End(screen.line(Root::LoanRequest(Say::Suspended { number })).row([my_loans(), home()]))
}

pub(super) fn my_loans() -> Button {
    button(Root::LoanRequest(Say::MyLoans), Press::Go(Door::Loans))
}
