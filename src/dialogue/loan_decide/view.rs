//! The screens of a request in front of a manager: never any content of the record.

use super::{Choice, Say, approved};
use crate::dialogue::loan_lines::{self, Reason, about, client, label, standing, unnamed, why_of};
use crate::dialogue::screen::{Button, Choice as Press, Common, Say as Root, Screen};
use crate::dialogue::screen::{back, button, home};
use crate::dialogue::{Ctx, form, staff_away};
use crate::model::StaffId;
use crate::model::access::Part;
use crate::model::loan::{LoanStatus, LoanView, Term, UNANSWERED_MINUTES, begins};

/// People to whom a request can be passed on at once, so that the buttons stay on a screen.
const PEOPLE_MAX: usize = 16;

/// The request with its three answers. It may stand on a lock screen: it names the colleague only.
pub(super) fn asked(ctx: &Ctx, view: &LoanView) -> Screen {
    let borrower = view.borrower_name.clone();
    let title = match view.extends {
        Some(_) => Say::TitleExtend { borrower },
        None => Say::Title { borrower },
    };
    let mut screen = Screen::of(Root::LoanDecide(title)).line(unnamed(view));
    let stands_for = view.stands_for.clone();
    screen = screen.maybe(stands_for.map(|name| Root::StaffAway(staff_away::Say::For { name })));
    let class = view.class.map(|class| Root::LoanDecide(Say::Class { class: class.word() }));
    screen = screen.maybe(class);
    screen.lines.extend(about(view));
    let (open, overdue) = (i64::from(view.borrower_open), i64::from(view.borrower_overdue));
    let loans = if overdue > 0 { Say::Overdue { open, overdue } } else { Say::Open { open } };
    let until = view.request_until.into();
    let passed = view.passed.clone();
    screen = screen.maybe(passed.map(|(by, to)| Root::LoanDecide(Say::Passed { by, to })));
    let expires =
        if view.approvals > 1 { Say::ExpiresTwo { until } } else { Say::Expires { until } };
    screen = screen.line(Root::LoanDecide(loans));
    screen = match view.first {
        Some(_) => screen.line(standing(view)).maybe(why_of(view)),
        None => screen.line(Root::LoanDecide(expires)),
    };
    if approved(ctx, view) {
        return screen.row([home()]);
    }
    let mut row = vec![press(Say::Approve, Choice::Approve)];
    if !shorter(ctx, view).is_empty() {
        row.push(press(Say::Shorten, Choice::Shorten));
    }
    row.push(press(Say::Deny, Choice::Deny));
    screen.rows.push(row);
    let mut row = Vec::new();
    if view.parts.len() > 1 {
        row.push(press(Say::Fewer, Choice::Fewer(view.parts.clone())));
    }
    // Of those who were asked, this person is one.
    if view.asked > 1 {
        row.push(press(Say::PassOn, Choice::PassOn));
    }
    screen.rows.extend((!row.is_empty()).then_some(row));
    screen.row([home()])
}

/// Choosing the parts that stay.
pub(super) fn fewer(view: &LoanView, kept: &[Part]) -> Screen {
    let title = Root::LoanDecide(Say::FewerTitle { number: view.number.clone() });
    let borrower = view.borrower_name.clone();
    let parts = view.parts.iter().map(|part| {
        let label = Root::Common(Common::Term { word: part.word() });
        let label = match kept.contains(part) {
            true => Root::Form(form::Say::Chosen { option: Box::new(label) }),
            false => label,
        };
        button(label, Press::Decide(Choice::Toggle(*part)))
    });
    let screen = Screen::of(title)
        .line(client(view))
        .line(Root::LoanDecide(Say::AskParts { borrower }))
        .grid(2, parts);
    let some = !kept.is_empty() && kept.len() < view.parts.len();
    match some {
        true => screen.row([press(Say::Kept, Choice::Kept)]),
        false => screen,
    }
    .row([back(), home()])
}

/// Asking why the other parts do not stay.
pub(super) fn fewer_why(view: &LoanView, kept: &[Part]) -> Screen {
    let borrower = view.borrower_name.clone();
    let parts = kept.iter().map(|part| part.word()).collect();
    Screen::of(Root::LoanDecide(Say::FewerTitle { number: view.number.clone() }))
        .line(client(view))
        .line(Root::LoanLines(loan_lines::Say::Parts { parts }))
        .line(Root::LoanDecide(Say::AskFewerWhy { borrower }))
        .maybe(is_first_of_two(view).then_some(Root::LoanDecide(Say::FirstOfTwo)))
        .grid(2, [Reason::NotNeeded, Reason::Rule].map(ready))
        .row([back(), home()])
}

/// Choosing to whom the request goes on.
pub(super) fn pass_on(others: &[(StaffId, String)]) -> Screen {
    let ask = if others.is_empty() { Say::NobodyElse } else { Say::AskTo };
    let people = others.iter().take(PEOPLE_MAX).map(|(id, name)| {
        let name = Root::Common(Common::Plain { text: name.clone() });
        button(name, Press::Decide(Choice::To(*id)))
    });
    Screen::of(Root::LoanDecide(Say::PassTitle))
        .line(Root::LoanDecide(ask))
        .grid(2, people)
        .row([back(), home()])
}

/// The request again, since nobody has decided it.
pub(super) fn late(ctx: &Ctx, view: &LoanView, deputy: bool) -> Screen {
    let mut screen = asked(ctx, view);
    let say = if deputy { Say::Deputy } else { Say::Unanswered { minutes: UNANSWERED_MINUTES } };
    screen.lines.insert(0, Root::LoanDecide(say));
    screen
}

/// Asking whether to approve.
pub(super) fn approving(ctx: &Ctx, view: &LoanView) -> Screen {
    let until = view.ends(view.term, ctx.now, ctx.zone).into();
    let borrower = view.borrower_name.clone();
    let title = Root::LoanDecide(Say::ConfirmTitle { number: view.number.clone() });
    let mut screen = Screen::of(title).line(client(view));
    screen.lines.extend(about(view));
    let confirm = match is_first_of_two(view) {
        true => Say::FirstOfTwo,
        false => match view.starts.filter(|at| *at > ctx.now) {
            Some(from) => Say::ConfirmFrom { borrower, from: from.into(), until },
            None => Say::Confirm { borrower, until },
        },
    };
    screen
        .line(Root::LoanDecide(confirm))
        .row([press(Say::ConfirmYes, Choice::Confirm), back()])
        .row([home()])
}

/// Asking for a shorter term.
pub(super) fn shortening(ctx: &Ctx, view: &LoanView) -> Screen {
    let title = Root::LoanDecide(Say::ShortenTitle { number: view.number.clone() });
    let mut screen = Screen::of(title).line(client(view));
    screen.lines.extend(about(view));
    let terms = shorter(ctx, view).into_iter().map(|term| {
        let say = match term {
            Term::Hours(hours) => Say::Hours { hours: i64::from(hours) },
            Term::Until(day) if day == ctx.today => Say::Today,
            Term::Until(day) => Say::Until { day: day.into() },
        };
        press(say, Choice::Term(term))
    });
    let ask = match view.starts.filter(|at| *at > ctx.now) {
        Some(from) => Say::AskTermFrom { from: from.into() },
        None => Say::AskTerm,
    };
    screen.line(Root::LoanDecide(ask)).grid(3, terms).row([back(), home()])
}

/// Asking why the term is shorter.
pub(super) fn shorten_why(ctx: &Ctx, view: &LoanView, term: Term) -> Screen {
    let until = view.ends(term, ctx.now, ctx.zone).into();
    let borrower = view.borrower_name.clone();
    let ask = match is_first_of_two(view) {
        true => Say::AskShortenWhyFirst { borrower, until },
        false => Say::AskShortenWhy { borrower, until },
    };
    Screen::of(Root::LoanDecide(Say::ShortenTitle { number: view.number.clone() }))
        .line(client(view))
        .line(Root::LoanDecide(ask))
        .grid(2, [Reason::Enough, Reason::Rule].map(ready))
        .row([back(), home()])
}

/// Asking why not.
pub(super) fn deny_why(view: &LoanView) -> Screen {
    let borrower = view.borrower_name.clone();
    Screen::of(Root::LoanDecide(Say::DenyTitle { number: view.number.clone() }))
        .line(client(view))
        .line(Root::LoanDecide(Say::AskDenyWhy { borrower }))
        .grid(2, [Reason::NotNeeded, Reason::AskKeeper, Reason::Rule].map(ready))
        .row([back(), home()])
}

/// How it was decided, with who asked for what, and who approved first.
pub(super) fn decided(view: &LoanView, first: Option<Root>) -> Screen {
    let title = Root::LoanDecide(Say::DecidedTitle { number: view.number.clone() });
    let borrower = view.borrower_name.clone();
    let half =
        view.first.clone().filter(|_| view.approvals > 1 && view.status != LoanStatus::Asked);
    let half = half.map(|(_, by, at)| Root::LoanDecide(Say::FirstBy { by, at: at.into() }));
    let mut screen = Screen::of(title)
        .maybe(first)
        .line(client(view))
        .line(Root::LoanDecide(Say::AskedBy { borrower }));
    screen.lines.extend(about(view));
    screen.maybe(half).line(standing(view)).maybe(why_of(view))
}

/// Whether somebody else must approve as well.
fn is_first_of_two(view: &LoanView) -> bool {
    view.approvals > 1 && view.first.is_none()
}

/// The terms that end before the one that was asked for; of an extension those that end after what runs.
pub(super) fn shorter(ctx: &Ctx, view: &LoanView) -> Vec<Term> {
    let ends = |term: &Term| view.ends(*term, ctx.now, ctx.zone);
    let longer = |term: &Term| view.extends.as_ref().is_none_or(|it| ends(term) > it.until);
    let begins = begins(view.starts, ctx.now).with_timezone(&ctx.zone).date_naive();
    let offered = [Term::Hours(1), Term::Hours(2), Term::Until(begins)];
    offered.into_iter().filter(|term| ends(term) < ends(&view.term) && longer(term)).collect()
}

fn ready(why: Reason) -> Button {
    button(label(why), Press::Decide(Choice::Why(why)))
}

fn press(say: Say, choice: Choice) -> Button {
    button(Root::LoanDecide(say), Press::Decide(choice))
}
