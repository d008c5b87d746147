//! The screens of a pack: names and times, never any content of a record.

use super::{Choice, Say, say};
use crate::dialogue::Ctx;
use crate::dialogue::booking;
use crate::dialogue::form;
use crate::dialogue::loan_lines::{Reason, label, why};
use crate::dialogue::loan_request;
use crate::dialogue::screen::{self, Button, Choice as Press, Common, Door, Say as Root, Screen};
use crate::dialogue::screen::{back, button, home};
use crate::dialogue::staff_away;
use crate::model::AppointmentId;
use crate::model::loan::{LoanStatus, UNANSWERED_MINUTES};
use crate::model::loan_pack::{AFTER_MINUTES, BEFORE_MINUTES, PackView, PackVisit};
use crate::model::policy::{Action, may};
use chrono::NaiveDate;

/// Tomorrow's visits, before the request. The title counts: it may stand on a lock screen.
pub(super) fn tomorrow(day: NaiveDate, visits: &[PackVisit], reason: &str) -> Screen {
    let count = visits.len() as i64;
    let mut screen = Screen::of(say(Say::TitleTomorrow { day: day.into(), count }));
    if visits.is_empty() {
        return screen.line(say(Say::Nothing)).row([my_loans(), home()]);
    }
    screen.lines.extend(visits.iter().map(|it| visit(it, true)));
    let reason = match reason {
        "" => Say::ReasonHint,
        reason => Say::ReasonLine { reason: reason.to_owned() },
    };
    screen
        .line(opens())
        .line(say(Say::AskSend))
        .line(say(reason))
        .row([press(Say::Send, Choice::Send)])
        .row([back(), home()])
}

/// The borrower's screen of a pack that was asked for; in a message that arrives by itself without names (T12).
pub(super) fn sent(view: &PackView, named: bool) -> Screen {
    let title = Say::TitleSent { number: view.number.clone() };
    let screen = described(Screen::of(say(title)), view, named).line(standing(view));
    match view.status {
        LoanStatus::Asked => {
            screen.line(opens()).row([press(Say::Withdraw, Choice::Withdraw), home()])
        }
        LoanStatus::Out => {
            screen.maybe(why(view.status, &view.answer)).line(opens()).row([my_loans(), home()])
        }
        _ => screen.maybe(why(view.status, &view.answer)).row([again(), home()]),
    }
}

/// The packs of the branch.
pub(super) fn list(packs: &[PackView]) -> Screen {
    let mut screen = Screen::of(say(Say::TitleList { count: packs.len() as i64 }));
    if packs.is_empty() {
        screen = screen.line(say(Say::EmptyList));
    }
    for view in packs {
        screen = screen.line(say(Say::Line {
            number: view.number.clone(),
            borrower: view.borrower_name.clone(),
            day: view.day.into(),
            standing: Box::new(standing(view)),
        }));
    }
    let open = packs.iter().map(|view| {
        let number = Root::Common(Common::Plain { text: view.number.clone() });
        button(number, Press::Pack(Choice::Open(view.id)))
    });
    screen.grid(2, open).row([back(), home()])
}

/// The request with its answers. The title names the colleague only.
pub(super) fn asked(ctx: &Ctx, view: &PackView) -> Screen {
    let title = Say::Title { borrower: view.borrower_name.clone() };
    let stands_for = view.stands_for.clone();
    let stands_for = stands_for.map(|name| Root::StaffAway(staff_away::Say::For { name }));
    let screen = described(Screen::of(say(title)).maybe(stands_for), view, false).line(opens());
    let two = view.approvals > 1;
    let screen = match view.first {
        Some(_) => screen.line(standing(view)).maybe(why(view.status, &view.answer)),
        None if two => screen.line(standing(view)).line(say(Say::FirstDecisionTwo)),
        None => screen.line(standing(view)).line(say(Say::FirstDecision)),
    };
    let decides = may(ctx.who.role, Action::DecideLoan) && view.borrower != ctx.who.id;
    if approved(ctx, view) || !decides {
        return screen.row([home()]);
    }
    let mut row = vec![press(Say::Approve, Choice::Approve)];
    if going(view).count() > 1 {
        row.push(press(Say::LeaveOut, Choice::LeaveOut));
    }
    row.push(press(Say::Deny, Choice::Deny));
    let mut screen = screen;
    screen.rows.push(row);
    screen.row([home()])
}

/// The request again, since nobody has decided it.
pub(super) fn late(ctx: &Ctx, view: &PackView, deputy: bool) -> Screen {
    let mut screen = asked(ctx, view);
    let late = if deputy { Say::Deputy } else { Say::Unanswered { minutes: UNANSWERED_MINUTES } };
    screen.lines.insert(0, say(late));
    screen
}

/// Asking whether to approve.
pub(super) fn approving(view: &PackView) -> Screen {
    let title = Say::ConfirmTitle { number: view.number.clone() };
    let count = going(view).count() as i64;
    let confirm = match is_first_of_two(view) {
        true => Say::FirstOfTwo,
        false => Say::Confirm { borrower: view.borrower_name.clone(), count },
    };
    described(Screen::of(say(title)), view, true)
        .line(say(confirm))
        .row([press(Say::ConfirmYes, Choice::Confirm), back()])
        .row([home()])
}

/// Choosing the visits that are left out; those that stay are marked.
pub(super) fn choosing(view: &PackView, without: &[AppointmentId]) -> Screen {
    let screen = Screen::of(say(Say::ChooseTitle { number: view.number.clone() }));
    let mut screen =
        going(view).map(|it| visit(it, true)).fold(screen, Screen::line).line(say(Say::AskChoose));
    let visits = going(view).map(|visit| {
        // Of a client who comes twice each visit is told by its time.
        let twice = going(view).filter(|it| it.number == visit.number).count() > 1;
        let label = match twice {
            true => Root::Booking(booking::Say::Label { at: visit.starts_at.into() }),
            false => Root::Common(Common::Plain { text: visit.number.clone() }),
        };
        let label = match without.contains(&visit.booking) {
            true => label,
            false => Root::Form(form::Say::Chosen { option: Box::new(label) }),
        };
        button(label, Press::Pack(Choice::Toggle(visit.booking)))
    });
    screen = screen.grid(3, visits);
    let stay = going(view).filter(|visit| !without.contains(&visit.booking)).count();
    match !without.is_empty() && stay > 0 {
        true => screen.row([press(Say::Chosen, Choice::Chosen)]),
        false => screen,
    }
    .row([back(), home()])
}

/// Asking why some are left out.
pub(super) fn chosen_why(view: &PackView, without: &[AppointmentId]) -> Screen {
    let borrower = view.borrower_name.clone();
    let screen = Screen::of(say(Say::ChooseTitle { number: view.number.clone() }));
    let told = going(view).map(|it| match without.contains(&it.booking) {
        true => left_out(it, true),
        false => visit(it, true),
    });
    told.fold(screen, Screen::line)
        .line(say(Say::AskChosenWhy { borrower }))
        .maybe(is_first_of_two(view).then_some(say(Say::FirstOfTwo)))
        .grid(2, [Reason::NotNeeded, Reason::AskKeeper, Reason::Rule].map(ready))
        .row([back(), home()])
}

/// Asking why not.
pub(super) fn deny_why(view: &PackView) -> Screen {
    let borrower = view.borrower_name.clone();
    Screen::of(say(Say::DenyTitle { number: view.number.clone() }))
        .line(say(Say::AskDenyWhy { borrower }))
        .grid(2, [Reason::NotNeeded, Reason::AskKeeper, Reason::Rule].map(ready))
        .row([back(), home()])
}

/// Asking why a pack is recalled.
pub(super) fn recall_why(view: &PackView) -> Screen {
    let reasons = [Reason::PurposeOver, Reason::NeededElsewhere, Reason::Mistake, Reason::Rule];
    Screen::of(say(Say::RecallTitle { number: view.number.clone() }))
        .line(say(Say::AskRecallWhy))
        .grid(2, reasons.map(ready))
        .row([back(), home()])
}

/// Asking whether to recall it.
pub(super) fn recalling(view: &PackView, reason: &str) -> Screen {
    let borrower = view.borrower_name.clone();
    Screen::of(say(Say::RecallTitle { number: view.number.clone() }))
        .maybe(why(LoanStatus::Recalled, reason))
        .line(say(Say::AskRecall { borrower }))
        .row([back(), press(Say::ConfirmRecall, Choice::ConfirmRecall)])
        .row([home()])
}

/// How it was decided; a pack that runs can be recalled.
pub(super) fn decided(ctx: &Ctx, view: &PackView) -> Screen {
    let title = Say::DecidedTitle { number: view.number.clone() };
    let screen = described(Screen::of(say(title)), view, false).line(standing(view));
    let screen = screen.maybe(why(view.status, &view.answer));
    let recalls = view.status == LoanStatus::Out && may(ctx.who.role, Action::RecallLoan);
    match recalls {
        true => screen.row([press(Say::Recall, Choice::Recall), home()]),
        false => screen.row([home()]),
    }
}

/// Whether this person gave the first of two approvals.
pub(super) fn approved(ctx: &Ctx, view: &PackView) -> bool {
    view.first.as_ref().is_some_and(|(by, ..)| *by == ctx.who.id)
}

/// The way to one's own loans.
pub(super) fn my_loans() -> Button {
    button(Root::LoanRequest(loan_request::Say::MyLoans), Press::Go(Door::Loans))
}

/// The way to tomorrow's pack.
pub(super) fn again() -> Button {
    button(say(Say::Pack), Press::Go(Door::Pack))
}

/// The pack, its visits and the borrower's words. What stands in a notice names no client before a tap (T12): their
/// numbers only.
fn described(screen: Screen, view: &PackView, named: bool) -> Screen {
    let count = going(view).count() as i64;
    let (number, day) = (view.number.clone(), view.day.into());
    // Only the title of a request names the colleague in place of the number.
    let of = match screen.title {
        Root::LoanPack(Say::Title { .. }) => Say::Of { number, day, count },
        _ => Say::OfDay { day, count },
    };
    let mut screen = screen.line(say(of));
    screen.lines.extend(view.visits.iter().map(|it| match (it.kept, it.booked) {
        (_, false) => {
            say(Say::VisitCancelled { at: it.starts_at.into(), client: client(it, named) })
        }
        (false, true) => left_out(it, named),
        (true, true) => visit(it, named),
    }));
    let reason = view.reason.clone();
    screen.maybe((!reason.is_empty()).then_some(say(Say::ReasonLine { reason })))
}

/// How a pack stands: the same words for borrower and managers.
fn standing(view: &PackView) -> Root {
    let (asked, until) = (i64::from(view.asked), view.request_until.into());
    let (by, at) = match view.decided.clone() {
        Some((by, at)) => (by, at.into()),
        None => (String::new(), until),
    };
    say(match (view.status, view.first.clone()) {
        (LoanStatus::Asked, Some((_, by, at))) => Say::Half { by, at: at.into(), until },
        (LoanStatus::Asked, None) if view.approvals > 1 => Say::WaitingTwo { asked, until },
        (LoanStatus::Asked, None) => Say::Waiting { asked, until },
        (LoanStatus::Out, _) => Say::Approved { by, at },
        (LoanStatus::Denied, _) => Say::Denied { by, at },
        (LoanStatus::Withdrawn, _) => Say::Withdrawn,
        (LoanStatus::Recalled, _) => Say::Recalled { by, at },
        _ => Say::Expired,
    })
}

/// The visits that are asked for still.
fn going(view: &PackView) -> impl Iterator<Item = &PackVisit> {
    view.visits.iter().filter(|visit| visit.kept && visit.booked)
}

fn visit(visit: &PackVisit, named: bool) -> Root {
    let parts = visit.parts.iter().map(|part| part.word()).collect();
    say(Say::Visit { at: visit.starts_at.into(), client: client(visit, named), parts })
}

fn left_out(visit: &PackVisit, named: bool) -> Root {
    say(Say::VisitOut { at: visit.starts_at.into(), client: client(visit, named) })
}

fn client(visit: &PackVisit, named: bool) -> Box<Root> {
    let name = if named { visit.name.as_str() } else { "" };
    Box::new(screen::client(name, &visit.number))
}

fn opens() -> Root {
    say(Say::Opens { before: BEFORE_MINUTES, after: AFTER_MINUTES })
}

fn is_first_of_two(view: &PackView) -> bool {
    view.approvals > 1 && view.first.is_none()
}

fn ready(why: Reason) -> Button {
    button(label(why), Press::Pack(Choice::Why(why)))
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Pack(choice))
}
