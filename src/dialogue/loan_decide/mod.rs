//! A request in front of a manager, as a notice: who asks, what for, how long; never any content (D2, A8.05).
//!
//! ```text
//! Asked --approve--> Approving --yes-------------------------+
//!   |---shorten--> Shortening --term--> ShortenWhy --reason--+--> Asked (decided: no buttons to decide)
//!   |---fewer----> Fewer ----parts----> FewerWhy ---reason---+
//!   +---deny-----> DenyWhy --reason--------------------------+
//!   +---pass on--> PassingOn --person--> Asked (passed on)
//! ```
//! Where two must approve, the first approval leads back to `Asked`, without its buttons for whoever gave it.

use super::effect::{Effect, LoanEffect, Outcome};
use super::loan_lines::{Reason, no_such_client, reason};
use super::screen::{Choice as Press, Say as Root, home};
use super::{Ctx, Input, State as Place, Step, loan_form};
use crate::model::access::Part;
use crate::model::loan::{Decision, LoanStatus, LoanView, Term};
use crate::model::value::{Day, Moment, Word};
use crate::model::{LoanId, StaffId};
use serde::{Deserialize, Serialize};

mod view;

/// Where a decision stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// In front of the manager: to be decided, or how it was decided.
    Asked { loan: LoanId },
    /// In front of somebody again, since nobody decided; `deputy` if it is the owner, in place of the managers.
    Late { loan: LoanId, deputy: bool },
    /// Asking whether to approve.
    Approving { loan: LoanId },
    /// Asking for a shorter term.
    Shortening { loan: LoanId },
    /// Asking why the term is shorter.
    ShortenWhy { loan: LoanId, term: Term },
    /// Choosing the parts that stay.
    Fewer { loan: LoanId, kept: Vec<Part> },
    /// Asking why the others do not.
    FewerWhy { loan: LoanId, kept: Vec<Part> },
    /// Choosing to whom the request goes on.
    PassingOn { loan: LoanId },
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
    /// Approve fewer parts, of these.
    Fewer(Vec<Part>),
    /// Take this part out, or put it back.
    Toggle(Part),
    /// These parts stay.
    Kept,
    /// Pass the request on.
    PassOn,
    /// To this person.
    To(StaffId),
    /// Deny.
    Deny,
    /// This ready reason.
    Why(Reason),
}

/// What a decision says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title { borrower: String },
    // What runs already is to run longer.
    TitleExtend { borrower: String },
    Class { class: Word },
    Open { open: i64 },
    Overdue { open: i64, overdue: i64 },
    Expires { until: Moment },
    ExpiresTwo { until: Moment },
    // Nobody decided for long.
    Unanswered { minutes: i64 },
    Deputy,
    Approve,
    Shorten,
    Fewer,
    PassOn,
    Deny,
    // On all copies.
    Passed { by: String, to: String },
    ConfirmTitle { number: String },
    Confirm { borrower: String, until: Moment },
    ConfirmFrom { borrower: String, from: Moment, until: Moment },
    // In place of `Confirm`, and beside a reason: somebody else must approve as well.
    FirstOfTwo,
    ConfirmYes,
    ShortenTitle { number: String },
    AskTerm,
    AskTermFrom { from: Moment },
    Hours { hours: i64 },
    Today,
    Until { day: Day },
    AskShortenWhy { borrower: String, until: Moment },
    AskShortenWhyFirst { borrower: String, until: Moment },
    FewerTitle { number: String },
    AskParts { borrower: String },
    Kept,
    AskFewerWhy { borrower: String },
    PassTitle,
    AskTo,
    NobodyElse,
    DenyTitle { number: String },
    AskDenyWhy { borrower: String },
    DecidedTitle { number: String },
    AskedBy { borrower: String },
    FirstBy { by: String, at: Moment },
    // Somebody was first.
    First,
}

/// Shows a state: each reads how the request stands now.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let loan = loan(&state);
    let read = match &state {
        State::PassingOn { .. } => LoanEffect::Deciders { loan },
        _ => LoanEffect::View { loan },
    };
    Step::Do(Place::LoanDecide(state), Effect::Loan(read))
}

/// Takes what the manager did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let loan = loan(&state);
    match (state, input) {
        (
            State::Asked { .. } | State::Late { .. },
            Input::Press(Press::Decide(Choice::Approve)),
        ) => go(State::Approving { loan }),
        (
            State::Asked { .. } | State::Late { .. },
            Input::Press(Press::Decide(Choice::Shorten)),
        ) => go(State::Shortening { loan }),
        (
            State::Asked { .. } | State::Late { .. },
            Input::Press(Press::Decide(Choice::Fewer(kept))),
        ) => go(State::Fewer { loan, kept }),
        (State::Asked { .. } | State::Late { .. }, Input::Press(Press::Decide(Choice::PassOn))) => {
            go(State::PassingOn { loan })
        }
        (State::Fewer { mut kept, .. }, Input::Press(Press::Decide(Choice::Toggle(part)))) => {
            match kept.iter().position(|there| *there == part) {
                Some(at) => drop(kept.remove(at)),
                None => kept.push(part),
            }
            kept.sort();
            go(State::Fewer { loan, kept })
        }
        (State::Fewer { kept, .. }, Input::Press(Press::Decide(Choice::Kept))) => {
            go(State::FewerWhy { loan, kept })
        }
        (state @ State::PassingOn { .. }, Input::Press(Press::Decide(Choice::To(to)))) => {
            let pass = Effect::Loan(LoanEffect::PassOn { loan, to });
            Step::Do(Place::LoanDecide(state), pass)
        }
        (State::Asked { .. } | State::Late { .. }, Input::Press(Press::Decide(Choice::Deny))) => {
            go(State::DenyWhy { loan })
        }
        (state @ State::Approving { .. }, Input::Press(Press::Decide(Choice::Confirm))) => {
            decide(state, Decision::Approve)
        }
        (State::Shortening { .. }, Input::Press(Press::Decide(Choice::Term(term)))) => {
            go(State::ShortenWhy { loan, term })
        }
        (
            state @ (State::ShortenWhy { .. } | State::FewerWhy { .. } | State::DenyWhy { .. }),
            Input::Press(Press::Decide(Choice::Why(why))),
        ) => with_reason(state, why.as_str().to_owned()),
        (
            state @ (State::ShortenWhy { .. } | State::FewerWhy { .. } | State::DenyWhy { .. }),
            Input::Text(typed),
        ) => match reason(&typed) {
            Ok(reason) => with_reason(state, reason),
            Err(say) => Step::Mend(Place::LoanDecide(state), say),
        },
        (state, input) => super::puzzled(Place::LoanDecide(state), input),
    }
}

/// Takes what the archive answered. Whatever was asked, a request that is decided shows how.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let loan = loan(&state);
    match outcome {
        Outcome::Loan(view) if view.status == LoanStatus::Asked => {
            // Who has approved already has nothing left to decide, on whatever screen that was.
            let settled = approved(ctx, &view) || matches!(state, State::PassingOn { .. });
            let state = if settled { State::Asked { loan } } else { state };
            let screen = match &state {
                State::Asked { .. } | State::PassingOn { .. } => view::asked(ctx, &view),
                State::Late { deputy, .. } => view::late(ctx, &view, *deputy),
                State::Approving { .. } => view::approving(ctx, &view),
                State::Shortening { .. } => view::shortening(ctx, &view),
                State::ShortenWhy { term, .. } => view::shorten_why(ctx, &view, *term),
                State::Fewer { kept, .. } => view::fewer(&view, kept),
                State::FewerWhy { kept, .. } => view::fewer_why(&view, kept),
                State::DenyWhy { .. } => view::deny_why(&view),
            };
            Step::Wait(Place::LoanDecide(state), screen)
        }
        Outcome::Colleagues(others) => Step::Wait(Place::LoanDecide(state), view::pass_on(&others)),
        Outcome::LoanGone(view) if view.status == LoanStatus::Asked => {
            let mut screen = view::asked(ctx, &view);
            screen.lines.insert(0, Root::LoanDecide(Say::First));
            Step::Wait(Place::LoanDecide(State::Asked { loan }), screen)
        }
        Outcome::Loan(view) => decided(&view, None),
        Outcome::LoanGone(view) => decided(&view, Some(Root::LoanDecide(Say::First))),
        Outcome::NoSuchClient => no_such_client(),
        _ => unreachable!("a decision asks for a view, for colleagues and for itself"),
    }
}

/// Choosing parts is one place, so that Back does not stop at each of them.
pub fn same_place(before: &State, after: &State) -> bool {
    before == after || matches!((before, after), (State::Fewer { .. }, State::Fewer { .. }))
}

/// Whether this person gave the first of two approvals.
fn approved(ctx: &Ctx, view: &LoanView) -> bool {
    view.first.as_ref().is_some_and(|(by, ..)| *by == ctx.who.id)
}

/// How it was decided, for all copies of the request: nothing left to press but its form, where it was lent, and Home.
fn decided(view: &LoanView, first: Option<Root>) -> Step {
    let state = Place::LoanDecide(State::Asked { loan: view.id });
    let screen = view::decided(view, first);
    Step::Wait(
        state,
        match view.status.was_lent() {
            true => screen.row([loan_form::print(view.id), home()]),
            false => screen.row([home()]),
        },
    )
}

/// The decision that this reason completes.
fn with_reason(state: State, reason: String) -> Step {
    let decision = match &state {
        State::ShortenWhy { term, .. } => Decision::Shorten(*term, reason),
        State::FewerWhy { kept, .. } => Decision::Fewer(kept.clone(), reason),
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
        | State::Late { loan, .. }
        | State::Approving { loan }
        | State::Shortening { loan }
        | State::ShortenWhy { loan, .. }
        | State::Fewer { loan, .. }
        | State::FewerWhy { loan, .. }
        | State::PassingOn { loan }
        | State::DenyWhy { loan } => *loan,
    }
}

fn go(state: State) -> Step {
    Step::Go(Place::LoanDecide(state))
}

#[cfg(test)]
mod tests;
