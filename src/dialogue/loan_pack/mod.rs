//! Tomorrow's pack: one request for the records of all of a day's visits, one approval, one recall (N3).
//!
//! ```text
//! Tomorrow --send--> Sent --withdraw--> receipt      Told: a notice to the borrower, once it is decided or recalled
//! Asked, Late (notices) --approve--> Approving --yes---------+
//!   |---leave out--> Choosing ----> ChoosingWhy --reason-----+--> Asked (decided: no buttons to decide)
//!   +---deny-------> DenyWhy --reason------------------------+
//! List --a pack--> Asked --recall--> RecallWhy --reason--> Recalling --yes--> Asked
//! ```

use super::effect::{Effect, Outcome};
use super::loan_lines::{Reason, reason};
use super::screen::{Choice as Press, Common, Say as Root, Screen, home};
use super::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::access::{Relations, lendable};
use crate::model::loan::LoanStatus;
use crate::model::loan_pack::{PackDecision, PackView};
use crate::model::policy::Role;
use crate::model::value::{Day, Moment, Word};
use crate::model::{AppointmentId, PackId};
use serde::{Deserialize, Serialize};
pub use work::{PackEffect, PackOutcome};

mod view;
mod work;

/// Where a pack stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// In front of whoever serves tomorrow's clients, with words of theirs if they gave any.
    Tomorrow { reason: String },
    /// Asked for: waiting, or seeing what became of it.
    Sent { pack: PackId },
    /// In the borrower's chat: it was decided, or recalled.
    Told { pack: PackId },
    /// The packs of the branch.
    List,
    /// In front of a manager: to be decided, or how it was decided.
    Asked { pack: PackId },
    /// In front of somebody again, since nobody decided; `deputy` if they stand in for the managers.
    Late { pack: PackId, deputy: bool },
    /// Asking whether to approve.
    Approving { pack: PackId },
    /// Choosing the visits that are left out.
    Choosing { pack: PackId, without: Vec<AppointmentId> },
    /// Asking why those are left out.
    ChoosingWhy { pack: PackId, without: Vec<AppointmentId> },
    /// Asking why not.
    DenyWhy { pack: PackId },
    /// Asking why it is recalled.
    RecallWhy { pack: PackId },
    /// Asking whether to recall it.
    Recalling { pack: PackId, reason: String },
}

/// What the buttons of a pack mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Ask for it.
    Send,
    /// Withdraw the request.
    Withdraw,
    /// This pack of the list.
    Open(PackId),
    /// Approve as asked.
    Approve,
    /// Yes, approve.
    Confirm,
    /// Leave single visits out.
    LeaveOut,
    /// Leave this one out, or put it back.
    Toggle(AppointmentId),
    /// These are left out.
    Chosen,
    /// Deny.
    Deny,
    /// End it.
    Recall,
    /// Yes, end it.
    ConfirmRecall,
    /// This ready reason.
    Why(Reason),
}

/// What is said about a pack.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    // The door, wherever it stands.
    Pack,
    TitleTomorrow { day: Day, count: i64 },
    Nothing,
    // Words were typed, and there is nothing that they could be the reason of.
    NotKept,
    AskSend,
    ReasonLine { reason: String },
    ReasonHint,
    Send,
    Visit { at: Moment, client: Box<Root>, parts: Vec<Word> },
    VisitOut { at: Moment, client: Box<Root> },
    VisitCancelled { at: Moment, client: Box<Root> },
    TitleSent { number: String },
    Of { number: String, day: Day, count: i64 },
    // The same below a title that holds the number.
    OfDay { day: Day, count: i64 },
    Waiting { asked: i64, until: Moment },
    WaitingTwo { asked: i64, until: Moment },
    Half { by: String, at: Moment, until: Moment },
    Approved { by: String, at: Moment },
    Denied { by: String, at: Moment },
    Withdrawn,
    Expired,
    Recalled { by: String, at: Moment },
    Opens { before: i64, after: i64 },
    Withdraw,
    WithdrawnReceipt { number: String },
    Nobody,
    TooFew { needed: i64 },
    TitleList { count: i64 },
    EmptyList,
    Line { number: String, borrower: String, day: Day, standing: Box<Root> },
    Packs,
    Title { borrower: String },
    Unanswered { minutes: i64 },
    Deputy,
    FirstDecision,
    FirstDecisionTwo,
    FirstOfTwo,
    Approve,
    LeaveOut,
    Deny,
    ConfirmTitle { number: String },
    Confirm { borrower: String, count: i64 },
    ConfirmYes,
    ChooseTitle { number: String },
    AskChoose,
    Chosen,
    AskChosenWhy { borrower: String },
    DenyTitle { number: String },
    AskDenyWhy { borrower: String },
    Recall,
    RecallTitle { number: String },
    AskRecallWhy,
    AskRecall { borrower: String },
    ConfirmRecall,
    DecidedTitle { number: String },
    First,
}

/// Whether a pack can hold anything for this role: whatever a visit does not open, but a loan can.
pub fn offered(role: Role) -> bool {
    let set = Relations { today: true, branch: true, ..Relations::default() };
    !lendable(role, &set).is_empty()
}

/// The pack of a state, if it has one.
pub fn pack(state: &State) -> Option<PackId> {
    match state {
        State::Tomorrow { .. } | State::List => None,
        State::Sent { pack }
        | State::Told { pack }
        | State::Asked { pack }
        | State::Late { pack, .. }
        | State::Approving { pack }
        | State::Choosing { pack, .. }
        | State::ChoosingWhy { pack, .. }
        | State::DenyWhy { pack }
        | State::RecallWhy { pack }
        | State::Recalling { pack, .. } => Some(*pack),
    }
}

/// Whether a notice has asked for words.
pub fn listens(state: &State) -> bool {
    matches!(state, State::ChoosingWhy { .. } | State::DenyWhy { .. } | State::RecallWhy { .. })
}

/// Choosing visits is one place, and so is writing a reason, so that Back does not stop at each of them.
pub fn same_place(before: &State, after: &State) -> bool {
    before == after
        || matches!(
            (before, after),
            (State::Choosing { .. }, State::Choosing { .. })
                | (State::Tomorrow { .. }, State::Tomorrow { .. })
        )
}

/// Shows a state: each reads how it stands now.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let effect = match (&state, pack(&state)) {
        (_, Some(pack)) => PackEffect::View { pack },
        (State::List, None) => PackEffect::Open,
        (_, None) => PackEffect::Tomorrow,
    };
    work(state, effect)
}

/// Takes what the person did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let choice = match input {
        Input::Press(Press::Pack(choice)) => choice,
        Input::Text(typed) => return typed_in(state, typed),
        input => return puzzled(wrap(state), input),
    };
    match (state, choice) {
        (State::Tomorrow { reason }, Choice::Send) => {
            let ask = PackEffect::Ask { reason: reason.clone() };
            work(State::Tomorrow { reason }, ask)
        }
        (State::Sent { pack }, Choice::Withdraw) => {
            work(State::Sent { pack }, PackEffect::Withdraw { pack })
        }
        (State::List, Choice::Open(pack)) => go(State::Asked { pack }),
        (State::Asked { pack } | State::Late { pack, .. }, choice) => answer(pack, choice),
        (state @ State::Approving { .. }, Choice::Confirm) => {
            let decision = PackDecision::Approve { without: Vec::new(), answer: String::new() };
            decide(state, decision)
        }
        (State::Choosing { pack, mut without }, Choice::Toggle(booking)) => {
            match without.iter().position(|there| *there == booking) {
                Some(at) => drop(without.remove(at)),
                None => without.push(booking),
            }
            go(State::Choosing { pack, without })
        }
        (State::Choosing { pack, without }, Choice::Chosen) if !without.is_empty() => {
            go(State::ChoosingWhy { pack, without })
        }
        (state, Choice::Why(why)) if listens(&state) => with_reason(state, why.as_str().to_owned()),
        (State::Recalling { pack, reason }, Choice::ConfirmRecall) => {
            let recall = PackEffect::Recall { pack, reason: reason.clone() };
            work(State::Recalling { pack, reason }, recall)
        }
        (state, choice) => puzzled(wrap(state), Input::Press(Press::Pack(choice))),
    }
}

/// The first answer to a request, or the recall of a pack that runs.
fn answer(pack: PackId, choice: Choice) -> Step {
    match choice {
        Choice::Approve => go(State::Approving { pack }),
        Choice::LeaveOut => go(State::Choosing { pack, without: Vec::new() }),
        Choice::Deny => go(State::DenyWhy { pack }),
        Choice::Recall => go(State::RecallWhy { pack }),
        choice => puzzled(wrap(State::Asked { pack }), Input::Press(Press::Pack(choice))),
    }
}

/// Words: why the pack is needed, or the reason that was asked for.
fn typed_in(state: State, typed: String) -> Step {
    if !listens(&state) && !matches!(state, State::Tomorrow { .. }) {
        return puzzled(wrap(state), Input::Text(typed));
    }
    match (reason(&typed), state) {
        (Err(say), state) => Step::Mend(wrap(state), say),
        (Ok(reason), State::Tomorrow { .. }) => go(State::Tomorrow { reason }),
        (Ok(reason), state) => with_reason(state, reason),
    }
}

/// The decision, or the recall, that this reason completes.
fn with_reason(state: State, reason: String) -> Step {
    match state {
        State::RecallWhy { pack } => go(State::Recalling { pack, reason }),
        State::ChoosingWhy { pack, without } => {
            let decision = PackDecision::Approve { without: without.clone(), answer: reason };
            decide(State::ChoosingWhy { pack, without }, decision)
        }
        state => decide(state, PackDecision::Deny(reason)),
    }
}

/// Takes what the archive answered. Whatever was asked, a pack that is decided shows how.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::Pack(outcome) = outcome else {
        unreachable!("a pack asks about packs only");
    };
    match (state, outcome) {
        (State::Tomorrow { reason }, PackOutcome::Offer { visits, .. })
            if visits.is_empty() && !reason.is_empty() =>
        {
            Step::Mend(wrap(State::Tomorrow { reason: String::new() }), say(Say::NotKept))
        }
        (State::Tomorrow { reason }, PackOutcome::Offer { day, visits }) => {
            let screen = view::tomorrow(day, &visits, &reason);
            Step::Wait(wrap(State::Tomorrow { reason }), screen)
        }
        (State::Tomorrow { .. }, PackOutcome::Nobody) => Step::End(refused(Say::Nobody)),
        (State::Tomorrow { .. }, PackOutcome::TooFew { needed }) => {
            Step::End(refused(Say::TooFew { needed: needed.into() }))
        }
        (State::List, PackOutcome::List(list)) => Step::Wait(wrap(State::List), view::list(&list)),
        (State::Tomorrow { .. } | State::Sent { .. }, PackOutcome::Pack(view)) => sent(&view),
        (State::Sent { .. }, PackOutcome::Gone(view)) => sent(&view),
        (State::Told { pack }, PackOutcome::Pack(view)) => {
            Step::Wait(wrap(State::Told { pack }), view::sent(&view, false))
        }
        (state, PackOutcome::Pack(view)) => in_front(ctx, state, &view, None),
        (state, PackOutcome::Gone(view)) => in_front(ctx, state, &view, Some(Say::First)),
        _ => unreachable!("each order about a pack becomes what it asks for"),
    }
}

/// The borrower's own screen: it waits, or what became of it.
fn sent(view: &PackView) -> Step {
    if view.status == LoanStatus::Withdrawn {
        let title = Say::WithdrawnReceipt { number: view.number.clone() };
        return Step::End(Screen::of(say(title)).row([view::again(), home()]));
    }
    Step::Wait(wrap(State::Sent { pack: view.id }), view::sent(view, true))
}

/// In front of whoever decides or recalls.
fn in_front(ctx: &Ctx, state: State, view: &PackView, first: Option<Say>) -> Step {
    let pack = view.id;
    let asked = view.status == LoanStatus::Asked;
    let out = view.status == LoanStatus::Out;
    let state = match state {
        // Who has approved already has nothing left to decide, on whatever screen that was.
        _ if asked && (view::approved(ctx, view) || first.is_some()) => State::Asked { pack },
        state @ (State::RecallWhy { .. } | State::Recalling { .. }) if out => state,
        state @ (State::Late { .. }
        | State::Approving { .. }
        | State::Choosing { .. }
        | State::ChoosingWhy { .. }
        | State::DenyWhy { .. })
            if asked =>
        {
            state
        }
        _ => State::Asked { pack },
    };
    let mut screen = match &state {
        State::Late { deputy, .. } => view::late(ctx, view, *deputy),
        State::Approving { .. } => view::approving(view),
        State::Choosing { without, .. } => view::choosing(view, without),
        State::ChoosingWhy { without, .. } => view::chosen_why(view, without),
        State::DenyWhy { .. } => view::deny_why(view),
        State::RecallWhy { .. } => view::recall_why(view),
        State::Recalling { reason, .. } => view::recalling(view, reason),
        _ if asked => view::asked(ctx, view),
        _ => view::decided(ctx, view),
    };
    if let Some(first) = first {
        screen.lines.insert(0, say(first));
    }
    Step::Wait(wrap(state), screen)
}

/// Nothing was sent: why, and the way on.
fn refused(why: Say) -> Screen {
    Screen::of(say(Say::Pack)).line(say(why)).row([view::my_loans(), home()])
}

fn decide(state: State, decision: PackDecision) -> Step {
    let Some(pack) = pack(&state) else {
        return Step::End(Screen::of(Root::Common(Common::OutOfDate)).row([home()]));
    };
    work(state, PackEffect::Decide { pack, decision })
}

fn go(state: State) -> Step {
    Step::Go(wrap(state))
}

fn work(state: State, effect: PackEffect) -> Step {
    Step::Do(wrap(state), Effect::Pack(effect))
}

fn wrap(state: State) -> Place {
    Place::LoanPack(state)
}

fn say(say: Say) -> Root {
    Root::LoanPack(say)
}

#[cfg(test)]
mod tests;
