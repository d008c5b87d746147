//! Packs of a day's visits: what a decision, a recall, a moved booking and the hour mean for everybody's screens (N3).

use super::loans::{closed, deliver};
use super::{Performed, begins, not_allowed};
use crate::archive::loan_pack_decisions::{self as decisions, Decided, may_decide, may_recall};
use crate::archive::loan_packs::{self as packs, Asked, Row};
use crate::archive::loans::Row as LoanRow;
use crate::archive::{Result, deputies, loan_start, loans, violations};
use crate::dialogue::effect::Outcome;
use crate::dialogue::loan_lines::Reason;
use crate::dialogue::loan_pack::{self, PackEffect, PackOutcome};
use crate::dialogue::screen::Say;
use crate::dialogue::{Ctx, State, loan_read, loan_request};
use crate::model::loan::LoanStatus;
use crate::model::loan_pack::{PackDecision, PackView, window};
use crate::model::{AppointmentId, LoanId, PackId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::{News, about_delivery, about_pack};
use chrono::{DateTime, Days, NaiveDate, Utc};

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: PackEffect) -> Result<Performed> {
    match effect {
        PackEffect::Tomorrow => tomorrow(desk, ctx).await,
        PackEffect::Ask { reason } => ask(desk, ctx, &reason).await,
        PackEffect::View { pack } => {
            let row = packs::get(desk.tx, pack).await?;
            let sees = row.borrower_id == ctx.who.id.0
                || may_decide(desk.tx, &ctx.who, &row, desk.now).await?
                || may_recall(&ctx.who, &row);
            match sees {
                true => {
                    let mut view = view(desk, &row).await?;
                    let (who, branch) = (ctx.who.id, row.branch_id);
                    view.stands_for = deputies::stands_for(desk.tx, who, branch, desk.now).await?;
                    Ok(done(PackOutcome::Pack(view)))
                }
                false => Ok(not_allowed()),
            }
        }
        PackEffect::Withdraw { pack } => withdraw(desk, ctx, pack).await,
        PackEffect::Decide { pack, decision } => decide(desk, ctx, pack, &decision).await,
        PackEffect::Recall { pack, reason } => recall(desk, ctx, pack, &reason).await,
        PackEffect::Open => {
            let mut list = Vec::new();
            for row in packs::open(desk.tx, &ctx.who, desk.now).await? {
                list.push(packs::view(desk.tx, &row).await?);
            }
            Ok(done(PackOutcome::List(list)))
        }
    }
}

fn done(outcome: PackOutcome) -> Performed {
    Outcome::Pack(outcome).into()
}

async fn view(desk: &Desk<'_>, row: &Row) -> Result<Box<PackView>> {
    Ok(Box::new(packs::view(desk.tx, row).await?))
}

/// The day after today where the person is, from midnight to midnight.
fn next_day(ctx: &Ctx) -> (NaiveDate, (DateTime<Utc>, DateTime<Utc>)) {
    let day = ctx.today + Days::new(1);
    (day, (begins(day, ctx.zone), begins(day + Days::new(1), ctx.zone)))
}

async fn tomorrow(desk: &Desk<'_>, ctx: &Ctx) -> Result<Performed> {
    let (day, bounds) = next_day(ctx);
    Ok(done(match packs::of_day(desk.tx, ctx.who.id, day).await? {
        Some(row) => PackOutcome::Pack(view(desk, &row).await?),
        None => {
            let visits = packs::visits(desk.tx, &ctx.who, bounds, desk.now).await?;
            PackOutcome::Offer { day, visits }
        }
    }))
}

async fn ask(desk: &Desk<'_>, ctx: &Ctx, reason: &str) -> Result<Performed> {
    if let Some(number) = violations::suspended(desk.tx, ctx.who.id).await? {
        return Ok(Performed::Refused(Say::LoanRequest(loan_request::Say::Suspended { number })));
    }
    let (day, bounds) = next_day(ctx);
    Ok(match packs::ask(desk.tx, &ctx.who, day, bounds, reason, desk.now).await? {
        Asked::Done(row, deciders) => {
            let pack = PackId(row.id);
            let tell = |to| asked(to, pack);
            let outcome = Outcome::Pack(PackOutcome::Pack(view(desk, &row).await?));
            Performed::Done(outcome, deciders.into_iter().map(tell).collect())
        }
        Asked::Already(row) => done(PackOutcome::Pack(view(desk, &row).await?)),
        Asked::Nobody => done(PackOutcome::Nobody),
        Asked::TooFew(needed) => done(PackOutcome::TooFew { needed }),
        Asked::Nothing => done(PackOutcome::Offer { day, visits: Vec::new() }),
    })
}

/// A message about a pack with a place of its own.
fn notice(to: StaffId, state: loan_pack::State) -> News {
    let subject = loan_pack::pack(&state).map(about_pack);
    News::Tell { to, state: State::LoanPack(state), subject }
}

/// A request in front of somebody who may decide it.
pub(super) fn asked(to: StaffId, pack: PackId) -> News {
    notice(to, loan_pack::State::Asked { pack })
}

/// What is told to the borrower: how the pack stands now.
fn told(row: &Row) -> News {
    notice(StaffId(row.borrower_id), loan_pack::State::Told { pack: PackId(row.id) })
}

async fn withdraw(desk: &Desk<'_>, ctx: &Ctx, pack: PackId) -> Result<Performed> {
    let row = packs::get(desk.tx, pack).await?;
    if row.borrower_id != ctx.who.id.0 {
        return Ok(not_allowed());
    }
    let (asked, withdrawn) = (LoanStatus::Asked, LoanStatus::Withdrawn);
    let by = Some(ctx.who.id);
    let won = packs::finish(desk.tx, by, &row, asked, withdrawn, "", desk.now).await?;
    let now = view(desk, &packs::get(desk.tx, pack).await?).await?;
    Ok(match won {
        true => {
            let news = vec![News::Refresh(about_pack(pack))];
            Performed::Done(Outcome::Pack(PackOutcome::Pack(now)), news)
        }
        false => done(PackOutcome::Gone(now)),
    })
}

async fn decide(
    desk: &Desk<'_>,
    ctx: &Ctx,
    pack: PackId,
    decision: &PackDecision,
) -> Result<Performed> {
    let row = packs::get(desk.tx, pack).await?;
    // The approver's right is read again at this moment (T6).
    if !may_decide(desk.tx, &ctx.who, &row, desk.now).await? {
        return Ok(not_allowed());
    }
    let decided = decisions::decide(desk.tx, &ctx.who, &row, decision, desk.now).await?;
    let row = packs::get(desk.tx, pack).await?;
    let now = view(desk, &row).await?;
    let mut news = vec![News::Refresh(about_pack(pack))];
    match decided {
        Decided::Gone => return Ok(done(PackOutcome::Gone(now))),
        Decided::Half => {}
        Decided::Done => news.push(told(&row)),
    }
    Ok(Performed::Done(Outcome::Pack(PackOutcome::Pack(now)), news))
}

async fn recall(desk: &Desk<'_>, ctx: &Ctx, pack: PackId, reason: &str) -> Result<Performed> {
    let row = packs::get(desk.tx, pack).await?;
    if !may_recall(&ctx.who, &row) {
        return Ok(not_allowed());
    }
    let (out, recalled) = (LoanStatus::Out, LoanStatus::Recalled);
    let by = Some(ctx.who.id);
    let won = packs::finish(desk.tx, by, &row, out, recalled, reason, desk.now).await?;
    let now = view(desk, &packs::get(desk.tx, pack).await?).await?;
    if !won {
        return Ok(done(PackOutcome::Gone(now)));
    }
    let mut news = vec![News::Refresh(about_pack(pack)), told(&row)];
    for loan in packs::loans(desk.tx, pack).await? {
        if loans::finish(desk.tx, by, loan.id, out, recalled, reason, desk.now).await? {
            news.extend(closed(desk, &loan).await?);
            news.extend(loan.begun.then(|| deliver(&loan)));
        }
    }
    Ok(Performed::Done(Outcome::Pack(PackOutcome::Pack(now)), news))
}

/// A booking moved: the cards that are lent with it move too.
///
/// # Errors
/// As the archive's.
pub(super) async fn moved(
    desk: &Desk<'_>,
    booking: AppointmentId,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for loan in loan_start::of_booking(desk.tx, booking).await? {
        let (opens, ends) = window(starts_at, ends_at);
        loan_start::shift(desk.tx, &loan, (opens, ends)).await?;
        if loan.begun {
            news.extend(closed(desk, &loan).await?);
        }
        news.extend(loan.pack_id.map(|pack| News::Refresh(about_pack(PackId(pack)))));
        // What opens at once comes by itself.
        news.extend((opens > desk.now).then(|| moved_notice(&loan)));
    }
    Ok(news)
}

/// The visit that a card goes with is moved: whoever serves reads when the card opens.
fn moved_notice(loan: &LoanRow) -> News {
    News::Tell {
        to: StaffId(loan.borrower_id),
        state: State::LoanRead(loan_read::State::Moved { loan: LoanId(loan.id) }),
        subject: Some(about_delivery(loan.id)),
    }
}

/// A booking was cancelled: the cards that are lent with it close.
///
/// # Errors
/// As the archive's.
pub(super) async fn cancelled(
    desk: &Desk<'_>,
    by: StaffId,
    booking: AppointmentId,
) -> Result<Vec<News>> {
    let mut news = Vec::new();
    let why = Reason::BookingCancelled.as_str();
    for loan in loan_start::of_booking(desk.tx, booking).await? {
        let (out, recalled) = (LoanStatus::Out, LoanStatus::Recalled);
        if loans::finish(desk.tx, Some(by), loan.id, out, recalled, why, desk.now).await? {
            news.extend(closed(desk, &loan).await?);
            news.push(deliver(&loan));
            news.extend(loan.pack_id.map(|pack| News::Refresh(about_pack(PackId(pack)))));
        }
    }
    Ok(news)
}

/// Ends whatever packs a person has asked for or holds: their access was cut. The loans end by themselves.
///
/// # Errors
/// As the archive's.
pub(super) async fn cut(desk: &Desk<'_>, by: StaffId, borrower: StaffId) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for row in packs::open_of(desk.tx, borrower).await? {
        let (from, to) = match row.status == LoanStatus::Asked.as_str() {
            true => (LoanStatus::Asked, LoanStatus::Withdrawn),
            false => (LoanStatus::Out, LoanStatus::Recalled),
        };
        packs::finish(desk.tx, Some(by), &row, from, to, "", desk.now).await?;
        news.push(News::Refresh(about_pack(PackId(row.id))));
    }
    Ok(news)
}

/// Reminds of packs that nobody answers, hands them to whoever stands in, ends those whose time is over.
///
/// # Errors
/// As the archive's.
pub(super) async fn over(desk: &Desk<'_>) -> Result<Vec<News>> {
    let mut news = Vec::new();
    let late = |to, pack, deputy| notice(to, loan_pack::State::Late { pack, deputy });
    for row in packs::over(desk.tx, desk.now).await? {
        let pack = PackId(row.id);
        let stand_ins = decisions::escalate(desk.tx, &row, desk.now).await?;
        news.push(News::Refresh(about_pack(pack)));
        if !stand_ins.is_empty() {
            news.extend(stand_ins.into_iter().map(|to| late(to, pack, true)));
            continue;
        }
        let (asked, expired) = (LoanStatus::Asked, LoanStatus::Expired);
        packs::finish(desk.tx, None, &row, asked, expired, "", desk.now).await?;
        news.push(told(&row));
    }
    for (row, people) in decisions::remind(desk.tx, desk.now).await? {
        news.extend(people.into_iter().map(|to| late(to, PackId(row.id), false)));
    }
    Ok(news)
}
