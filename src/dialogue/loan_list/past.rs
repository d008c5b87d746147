//! What was declined, and what ran out before it was given back: of the branch for who may recall, else one's own.

use super::{Choice, PAGE_LOANS, Say, State, line, line_of, press};
use crate::dialogue::loan_lines::why_of;
use crate::dialogue::screen::{Button, Choice as Press, Door, Say as Root, Screen, button, home};
use crate::dialogue::{Ctx, State as Place, Step};
use crate::model::loan::{LoanView, Past};
use crate::model::policy::{Action, may};

/// The ways to both lists.
pub(super) fn ways() -> Vec<Button> {
    [Past::Declined, Past::Overdue].map(way).into()
}

/// A page of a list; a page that is no more is the last one.
pub(super) fn page(ctx: &Ctx, past: Past, page: u32, loans: &[LoanView]) -> Step {
    let pages = loans.len().div_ceil(PAGE_LOANS).max(1);
    let page = (page as usize).min(pages - 1);
    let count = loans.len() as i64;
    let (title, empty, other) = match past {
        Past::Declined => (Say::TitleDeclined { count }, Say::EmptyDeclined, Past::Overdue),
        Past::Overdue => (Say::TitleOverdue { count }, Say::EmptyOverdue, Past::Declined),
    };
    let mut screen = Screen::of(Root::LoanList(title));
    let of_branch = may(ctx.who.role, Action::RecallLoan);
    for view in loans.iter().skip(page * PAGE_LOANS).take(PAGE_LOANS) {
        screen =
            screen.line(if of_branch { line_of(view) } else { line(view) }).maybe(why_of(view));
    }
    if loans.is_empty() {
        screen = screen.line(Root::LoanList(empty));
    }
    let beside = [page.checked_sub(1), Some(page + 1).filter(|next| *next < pages)];
    screen = screen.grid(
        2,
        beside.into_iter().flatten().map(|to| {
            let label = Root::LoanList(Say::Page { page: to as i64 + 1 });
            press(label, Choice::Past(past, to as u32))
        }),
    );
    let mine = button(Root::LoanList(Say::Mine), Press::Go(Door::Loans));
    let state = State::Past { past, page: page as u32 };
    Step::Wait(Place::LoanList(state), screen.row([mine, way(other), home()]))
}

fn way(past: Past) -> Button {
    let label = match past {
        Past::Declined => Say::Declined,
        Past::Overdue => Say::Overdue,
    };
    press(Root::LoanList(label), Choice::Past(past, 0))
}
