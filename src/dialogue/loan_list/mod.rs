//! Loans of one's own, everything that is out in the branch, what was declined, and what ran out.
//!
//! ```text
//! Mine --open, return--> LoanRead        Out --decide--> LoanDecide
//! Mine --withdraw------> receipt         Out --recall--> Recalling --reason--> Confirming --yes--> receipt
//! Mine, Out --declined, overdue--> Past
//! ```

use super::effect::{Effect, LoanEffect, Outcome};
use super::loan_lines::{
    Reason, client, described, label, no_such_client, paper_out, reason, standing, why,
};
use super::screen::{Button, Choice as Press, Common, Door, Say as Root, Screen};
use super::screen::{back, button, door, home};
use super::{
    Ctx, Input, State as Place, Step, loan_decide, loan_form, loan_pack, loan_read, loan_request,
    paper_file, violations,
};
use crate::model::LoanId;
use crate::model::loan::{LoanStatus, LoanView, Past};
use crate::model::policy::{Action, may};
use serde::{Deserialize, Serialize};

mod past;

/// Loans on one page: each takes a row of buttons, and a keyboard has eight rows.
const PAGE_LOANS: usize = 5;

/// Where the lists stand.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// My requests and running loans.
    Mine,
    /// All that is out and waiting in the branch.
    Out,
    /// A page of either list, counted from 0.
    Page { out: bool, page: u32 },
    /// What was declined, or what nobody gave back in time; a page of it, counted from 0.
    Past { past: Past, page: u32 },
    /// Asking why a running loan is recalled.
    Recalling { loan: LoanId },
    /// Asking whether to recall it.
    Confirming { loan: LoanId, reason: String },
}

/// What the buttons of the lists mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Another page.
    Page(u32),
    /// What is past, and which page of it.
    Past(Past, u32),
    /// Read a lent record.
    Open(LoanId),
    /// Give it back.
    Return(LoanId),
    /// Withdraw a request.
    Withdraw(LoanId),
    /// Go to a waiting request.
    Decide(LoanId),
    /// Recall a running loan.
    Recall(LoanId),
    /// This ready reason.
    Why(Reason),
    /// Yes, recall.
    Confirm,
}

/// What the lists say.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    TitleMine { count: i64 },
    TitleOut { count: i64 },
    EmptyMine,
    EmptyOut,
    // A line of one's own list.
    Line { number: String, client: Box<Root>, standing: Box<Root> },
    // A line of the branch's list.
    LineOf { number: String, borrower: String, client: Box<Root>, standing: Box<Root> },
    Open { number: String },
    Return,
    // It has not begun yet.
    GiveUp { number: String },
    Withdraw { number: String },
    Decide { number: String },
    Recall { borrower: String, number: String },
    Page { page: i64 },
    Mine,
    Everything,
    Declined,
    Overdue,
    TitleDeclined { count: i64 },
    TitleOverdue { count: i64 },
    EmptyDeclined,
    EmptyOverdue,
    TitleRecall { number: String },
    Borrower { borrower: String },
    AskWhy,
    AskConfirm { borrower: String },
    Confirm,
    RecalledReceipt { number: String, borrower: String },
    // Somebody was first, or time was.
    GoneReceipt { number: String },
}

/// Shows a state: each reads the archive first. What is out is shown to those who may recall it.
pub fn show(ctx: &Ctx, state: State) -> Step {
    let own = matches!(&state, State::Mine | State::Page { out: false, .. } | State::Past { .. });
    if !own && !may(ctx.who.role, Action::RecallLoan) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let effect = match &state {
        State::Mine | State::Page { out: false, .. } => LoanEffect::Mine,
        State::Out | State::Page { out: true, .. } => LoanEffect::Out,
        State::Past { past, .. } => LoanEffect::Past(*past),
        State::Recalling { loan } | State::Confirming { loan, .. } => {
            LoanEffect::View { loan: *loan }
        }
    };
    work(state, effect)
}

/// Takes what the person did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Recalling { loan }, Input::Press(Press::Loans(Choice::Why(why)))) => {
            go(State::Confirming { loan, reason: why.as_str().to_owned() })
        }
        (State::Recalling { loan }, Input::Text(typed)) => match reason(&typed) {
            Ok(reason) => go(State::Confirming { loan, reason }),
            Err(say) => Step::Mend(Place::LoanList(State::Recalling { loan }), say),
        },
        (State::Confirming { loan, reason }, Input::Press(Press::Loans(Choice::Confirm))) => {
            let recall = LoanEffect::Recall { loan, reason: reason.clone() };
            work(State::Confirming { loan, reason }, recall)
        }
        (state @ (State::Mine | State::Out | State::Page { .. } | State::Past { .. }), input) => {
            listed(state, input)
        }
        (state, input) => super::puzzled(Place::LoanList(state), input),
    }
}

/// A press or a word on a list.
fn listed(state: State, input: Input) -> Step {
    let out = matches!(state, State::Out | State::Page { out: true, .. });
    let choice = match input {
        Input::Press(Press::Loans(choice)) => choice,
        Input::Text(query) => return Step::Go(super::open(Door::Search { query })),
        input => return super::puzzled(Place::LoanList(state), input),
    };
    match choice {
        Choice::Page(page) => go(State::Page { out, page }),
        Choice::Past(past, page) => go(State::Past { past, page }),
        Choice::Open(loan) => Step::Go(Place::LoanRead(loan_read::State::Open { loan })),
        Choice::Return(loan) => {
            Step::Go(Place::LoanRead(loan_read::State::Returning { loan, logs: false }))
        }
        Choice::Withdraw(loan) => work(state, LoanEffect::Withdraw { loan }),
        Choice::Decide(loan) => Step::Go(Place::LoanDecide(loan_decide::State::Asked { loan })),
        Choice::Recall(loan) => go(State::Recalling { loan }),
        Choice::Why(_) | Choice::Confirm => {
            super::puzzled(Place::LoanList(state), Input::Press(Press::Loans(choice)))
        }
    }
}

/// Takes what the archive answered.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Mine, Outcome::Loans(loans)) => page(ctx, false, 0, &loans),
        (State::Out, Outcome::Loans(loans)) => page(ctx, true, 0, &loans),
        (State::Page { out, page: at }, Outcome::Loans(loans)) => page(ctx, out, at, &loans),
        (State::Past { past, page }, Outcome::Loans(loans)) => past::page(ctx, past, page, &loans),
        (State::Mine | State::Page { .. }, Outcome::Loan(view)) => {
            Step::End(loan_request::withdrawn(&view))
        }
        (state @ (State::Recalling { .. } | State::Confirming { .. }), Outcome::Loan(view)) => {
            recall(state, &view)
        }
        (_, Outcome::LoanGone(view)) => Step::End(gone(&view)),
        (_, Outcome::NoSuchClient) => no_such_client(),
        _ => unreachable!("a list of loans asks for lists, views, withdrawals and recalls only"),
    }
}

/// A page of a list; a page that is no more is the last one.
fn page(ctx: &Ctx, out: bool, page: u32, loans: &[LoanView]) -> Step {
    let pages = loans.len().div_ceil(PAGE_LOANS).max(1);
    let page = (page as usize).min(pages - 1);
    let shown: Vec<&LoanView> = loans.iter().skip(page * PAGE_LOANS).take(PAGE_LOANS).collect();
    let count = loans.len() as i64;
    let mut screen = Screen::of(Root::LoanList(match out {
        true => Say::TitleOut { count },
        false => Say::TitleMine { count },
    }));
    for view in shown {
        screen = screen.line(if out { line_of(view) } else { line(view) }).maybe(paper_out(view));
        let row = if out { buttons_out(ctx, view) } else { buttons_mine(ctx, view) };
        screen.rows.extend((!row.is_empty()).then_some(row));
    }
    if loans.is_empty() {
        screen = screen.line(Root::LoanList(if out { Say::EmptyOut } else { Say::EmptyMine }));
    }
    let beside = [page.checked_sub(1), Some(page + 1).filter(|next| *next < pages)];
    screen = screen.grid(
        2,
        beside.into_iter().flatten().map(|to| {
            press(Root::LoanList(Say::Page { page: to as i64 + 1 }), Choice::Page(to as u32))
        }),
    );
    screen.rows.push(past::ways());
    if out {
        let judges = may(ctx.who.role, Action::JudgeBorrowers).then(violations::way);
        screen.rows.push([paper_file::way()].into_iter().chain(judges).collect());
    }
    screen.rows.push(ways(ctx, out, loans.is_empty()));
    let state = match (out, page) {
        (false, 0) => State::Mine,
        (true, 0) => State::Out,
        _ => State::Page { out, page: page as u32 },
    };
    Step::Wait(Place::LoanList(state), screen)
}

/// The last row of a list: to the other list, to the search where there is nothing, home.
fn ways(ctx: &Ctx, out: bool, empty: bool) -> Vec<Button> {
    let mut row = Vec::new();
    if out {
        row.push(button(Root::LoanList(Say::Mine), Press::Go(Door::Loans)));
    } else if may(ctx.who.role, Action::RecallLoan) {
        row.push(button(Root::LoanList(Say::Everything), Press::Go(Door::LoansOut)));
    }
    if out {
        row.push(button(Root::LoanPack(loan_pack::Say::Packs), Press::Go(Door::Packs)));
    } else if loan_pack::offered(ctx.who.role) {
        row.push(button(Root::LoanPack(loan_pack::Say::Pack), Press::Go(Door::Pack)));
    }
    if empty && !out {
        row.push(door(Common::Find, Door::Find));
    }
    row.push(home());
    row
}

fn buttons_mine(ctx: &Ctx, view: &LoanView) -> Vec<Button> {
    let number = view.client_number.clone();
    match view.status {
        LoanStatus::Out if !view.runs(ctx.now) => {
            vec![press(Root::LoanList(Say::GiveUp { number }), Choice::Return(view.id))]
        }
        LoanStatus::Out => vec![
            press(Root::LoanList(Say::Open { number }), Choice::Open(view.id)),
            press(Root::LoanList(Say::Return), Choice::Return(view.id)),
        ],
        LoanStatus::Asked => {
            vec![press(Root::LoanList(Say::Withdraw { number }), Choice::Withdraw(view.id))]
        }
        _ => Vec::new(),
    }
}

fn buttons_out(ctx: &Ctx, view: &LoanView) -> Vec<Button> {
    let number = view.client_number.clone();
    let first = view.first.as_ref().is_some_and(|(by, ..)| *by == ctx.who.id);
    let decides = may(ctx.who.role, Action::DecideLoan) && view.borrower != ctx.who.id && !first;
    let decides = decides && view.line.is_none();
    match view.status {
        LoanStatus::Out => {
            // Two people may have the same card.
            let borrower = view.borrower_name.clone();
            let recall = Root::LoanList(Say::Recall { borrower, number });
            vec![press(recall, Choice::Recall(view.id))]
        }
        LoanStatus::Asked if decides => {
            vec![press(Root::LoanList(Say::Decide { number }), Choice::Decide(view.id))]
        }
        _ => Vec::new(),
    }
}

/// The two screens of a recall, while the loan runs; afterwards its receipt.
fn recall(state: State, view: &LoanView) -> Step {
    let number = view.number.clone();
    let borrower = view.borrower_name.clone();
    match view.status {
        LoanStatus::Out => {}
        LoanStatus::Recalled => {
            let title = Root::LoanList(Say::RecalledReceipt { number, borrower });
            return Step::End(described(title, view).row([everything(), home()]));
        }
        _ => return Step::End(gone(view)),
    }
    let title = Root::LoanList(Say::TitleRecall { number });
    let screen = Screen::of(title)
        .line(Root::LoanList(Say::Borrower { borrower: borrower.clone() }))
        .line(client(view))
        .line(standing(view));
    let screen = match &state {
        State::Confirming { reason, .. } => screen
            .maybe(why(LoanStatus::Recalled, reason))
            .line(Root::LoanList(Say::AskConfirm { borrower }))
            .row([back(), press(Root::LoanList(Say::Confirm), Choice::Confirm)]),
        _ => screen
            .line(Root::LoanList(Say::AskWhy))
            .grid(
                2,
                [Reason::PurposeOver, Reason::NeededElsewhere, Reason::Mistake, Reason::Rule]
                    .map(|why| press(label(why), Choice::Why(why))),
            )
            .row([back()]),
    };
    Step::Wait(Place::LoanList(state), screen.row([loan_form::print(view.id), home()]))
}

/// The receipt of an act that came too late: how the loan stands now.
fn gone(view: &LoanView) -> Screen {
    let title = Root::LoanList(Say::GoneReceipt { number: view.number.clone() });
    described(title, view).row([button(Root::LoanList(Say::Mine), Press::Go(Door::Loans)), home()])
}

fn line(view: &LoanView) -> Root {
    let (client, standing) = (Box::new(client(view)), Box::new(standing(view)));
    Root::LoanList(Say::Line { number: view.number.clone(), client, standing })
}

fn line_of(view: &LoanView) -> Root {
    let (client, standing) = (Box::new(client(view)), Box::new(standing(view)));
    let borrower = view.borrower_name.clone();
    Root::LoanList(Say::LineOf { number: view.number.clone(), borrower, client, standing })
}

fn everything() -> Button {
    button(Root::LoanList(Say::Everything), Press::Go(Door::LoansOut))
}

fn press(label: Root, choice: Choice) -> Button {
    button(label, Press::Loans(choice))
}

fn go(state: State) -> Step {
    Step::Go(Place::LoanList(state))
}

fn work(state: State, effect: LoanEffect) -> Step {
    Step::Do(Place::LoanList(state), Effect::Loan(effect))
}

#[cfg(test)]
mod tests;
