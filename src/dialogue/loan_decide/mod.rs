//! A request in front of a manager, as a notice: who asks, what for, how long; never any content (D2, A8.05).
//!
//! ```text
//! Asked --approve--> Approving --yes-------------------------+
//!   |---shorten--> Shortening --term--> ShortenWhy --reason--+--> Asked (decided: no buttons to decide)
//!   +---deny-----> DenyWhy --reason--------------------------+
//! ```
//! Where two must approve, the first approval leads back to `Asked`, without its buttons for whoever gave it.

use super::effect::{Effect, LoanEffect, Outcome};
use super::loan_lines::{Reason, no_such_client, reason};
use super::screen::{Choice as Press, Say as Root, home};
use super::{Ctx, Input, State as Place, Step};
use crate::model::LoanId;
use crate::model::loan::{Decision, LoanStatus, LoanView, Term};
use crate::model::value::{Day, Moment};
use serde::{Deserialize, Serialize};

mod view;

/// Where a decision stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// In front of the manager: to be decided, or how it was decided.
    Asked { loan: LoanId },
    /// Asking whether to approve.
    Approving { loan: LoanId },
    /// Asking for a shorter term.
    Shortening { loan: LoanId },
    /// Asking why the term is shorter.
    ShortenWhy { loan: LoanId, term: Term },
    /// Asking why not.
    DenyWhy { loan: LoanId },
}

/// What the buttons of a request mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Approve as asked.
    Approve,
    /// Yes, approve.
    Confirm,
    /// Approve for a shorter term.
    Shorten,
    /// This shorter term.
    Term(Term),
    /// Deny.
    Deny,
    /// This ready reason.
    Why(Reason),
}

/// What a decision says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title { borrower: String },
    Open { open: i64 },
    Overdue { open: i64, overdue: i64 },
    Expires { until: Moment },
    ExpiresTwo { until: Moment },
    Approve,
    Shorten,
    Deny,
    ConfirmTitle { number: String },
    Confirm { borrower: String, until: Moment },
    // In place of `Confirm`, and beside a reason: somebody else must approve as well.
    FirstOfTwo,
    ConfirmYes,
    ShortenTitle { number: String },
    AskTerm,
    Hours { hours: i64 },
    Today,
    Until { day: Day },
    AskShortenWhy { borrower: String, until: Moment },
    DenyTitle { number: String },
    AskDenyWhy { borrower: String },
    DecidedTitle { number: String },
    // Somebody was first.
    First,
}

/// Shows a state: each reads how the request stands now.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let view = LoanEffect::View { loan: loan(&state) };
    Step::Do(Place::LoanDecide(state), Effect::Loan(view))
}

/// Takes what the manager did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let loan = loan(&state);
    match (state, input) {
        (State::Asked { .. }, Input::Press(Press::Decide(Choice::Approve))) => {
            go(State::Approving { loan })
        }
        (State::Asked { .. }, Input::Press(Press::Decide(Choice::Shorten))) => {
            go(State::Shortening { loan })
        }
        (State::Asked { .. }, Input::Press(Press::Decide(Choice::Deny))) => {
            go(State::DenyWhy { loan })
        }
        (state @ State::Approving { .. }, Input::Press(Press::Decide(Choice::Confirm))) => {
            decide(state, Decision::Approve)
        }
        (State::Shortening { .. }, Input::Press(Press::Decide(Choice::Term(term)))) => {
            go(State::ShortenWhy { loan, term })
        }
        (
            state @ (State::ShortenWhy { .. } | State::DenyWhy { .. }),
            Input::Press(Press::Decide(Choice::Why(why))),
        ) => with_reason(state, why.as_str().to_owned()),
        (state @ (State::ShortenWhy { .. } | State::DenyWhy { .. }), Input::Text(typed)) => {
            match reason(&typed) {
                Ok(reason) => with_reason(state, reason),
                Err(say) => Step::Mend(Place::LoanDecide(state), say),
            }
        }
        (state, input) => super::puzzled(Place::LoanDecide(state), input),
    }
}

/// Takes what the archive answered. Whatever was asked, a request that is decided shows how.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let loan = loan(&state);
    match outcome {
        Outcome::Loan(view) if view.status == LoanStatus::Asked => {
            // Who has approved already has nothing left to decide, on whatever screen that was.
            let state = if approved(ctx, &view) { State::Asked { loan } } else { state };
            let screen = match &state {
                State::Asked { .. } => view::asked(ctx, &view),
                State::Approving { .. } => view::approving(ctx, &view),
                State::Shortening { .. } => view::shortening(ctx, &view),
                State::ShortenWhy { term, .. } => view::shorten_why(ctx, &view, *term),
                State::DenyWhy { .. } => view::deny_why(&view),
            };
            Step::Wait(Place::LoanDecide(state), screen)
        }
        Outcome::LoanGone(view) if view.status == LoanStatus::Asked => {
            let mut screen = view::asked(ctx, &view);
            screen.lines.insert(0, Root::LoanDecide(Say::First));
            Step::Wait(Place::LoanDecide(State::Asked { loan }), screen)
        }
        Outcome::Loan(view) => decided(&view, None),
        Outcome::LoanGone(view) => decided(&view, Some(Root::LoanDecide(Say::First))),
        Outcome::NoSuchClient => no_such_client(),
        _ => unreachable!("a decision asks for a view and for itself"),
    }
}

/// Whether this person gave the first of two approvals.
fn approved(ctx: &Ctx, view: &LoanView) -> bool {
    view.first.as_ref().is_some_and(|(by, ..)| *by == ctx.who.id)
}

/// How it was decided, for all copies of the request: nothing left to press but Home.
fn decided(view: &LoanView, first: Option<Root>) -> Step {
    let state = Place::LoanDecide(State::Asked { loan: view.id });
    Step::Wait(state, view::decided(view, first).row([home()]))
}

/// The decision that this reason completes.
fn with_reason(state: State, reason: String) -> Step {
    let decision = match &state {
        State::ShortenWhy { term, .. } => Decision::Shorten(*term, reason),
        _ => Decision::Deny(reason),
    };
    decide(state, decision)
}

fn decide(state: State, decision: Decision) -> Step {
    let decide = LoanEffect::Decide { loan: loan(&state), decision };
    Step::Do(Place::LoanDecide(state), Effect::Loan(decide))
}

fn loan(state: &State) -> LoanId {
    match state {
        State::Asked { loan }
        | State::Approving { loan }
        | State::Shortening { loan }
        | State::ShortenWhy { loan, .. }
        | State::DenyWhy { loan } => *loan,
    }
}

fn go(state: State) -> Step {
    Step::Go(Place::LoanDecide(state))
}

#[cfg(test)]
mod tests;
