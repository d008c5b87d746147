//! Loans: what a decision, a return, a recall and the end of a term mean for everybody's screens.

use super::{Performed, loan_packs, no_such_client, not_allowed, papers};
use crate::archive::loan_decisions::{self, Decided, may_decide, may_recall};
use crate::archive::loans::{self, Requested, Row};
use crate::archive::{
    Result, cards, issues, loan_line, loan_lists, loan_rules, loan_start, loan_unanswered,
    loan_weigh, papers as archive_papers, violations,
};
use crate::dialogue::effect::{LoanEffect, Outcome};
use crate::dialogue::{Ctx, State, loan_decide, loan_read, loan_request};
use crate::model::access::Part;
use crate::model::loan::{Decision, LoanForm, LoanStatus, LoanView, REPLACED, begins};
use crate::model::loan_rule::{Breach, Broken, Caps, Of};
use crate::model::paper::Offer;
use crate::model::policy::{Action, may};
use crate::model::{ClientId, IssueId, LoanId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::{News, about_delivery, about_request};

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: LoanEffect) -> Result<Performed> {
    match effect {
        LoanEffect::Lendable { client } => lendable(desk, ctx, client).await,
        LoanEffect::Request(form) => request(desk, ctx, &form, false).await,
        LoanEffect::Wait(form) => request(desk, ctx, &form, true).await,
        LoanEffect::View { loan } => {
            let row = loans::get(desk.tx, loan).await?;
            if !may_see(desk, ctx, &row).await? {
                return Ok(not_allowed());
            }
            let mut view = view(desk, &row).await?;
            view.stands_for = loan_lists::stands_for(desk.tx, ctx.who.id, &row, desk.now).await?;
            Ok(Outcome::Loan(view).into())
        }
        LoanEffect::Form { loan } => super::loan_forms::perform(desk, ctx, loan, false).await,
        LoanEffect::PrintForm { loan } => super::loan_forms::perform(desk, ctx, loan, true).await,
        LoanEffect::Decide { loan, decision } => decide(desk, ctx, loan, &decision).await,
        LoanEffect::Deciders { loan } => {
            let row = loans::get(desk.tx, loan).await?;
            if !may_decide(desk.tx, &ctx.who, &row, desk.now).await? {
                return Ok(not_allowed());
            }
            // What is decided already, perhaps by this person, is shown as it stands.
            let waits = row.status == LoanStatus::Asked.as_str();
            if !waits || row.first_by == Some(ctx.who.id.0) {
                return Ok(Outcome::Loan(view(desk, &row).await?).into());
            }
            let others = loan_decisions::others(desk.tx, &ctx.who, &row, desk.now).await?;
            Ok(Outcome::Colleagues(others).into())
        }
        LoanEffect::PassOn { loan, to } => pass_on(desk, ctx, loan, to).await,
        LoanEffect::Withdraw { loan } => {
            own(desk, ctx, loan, LoanStatus::Asked, LoanStatus::Withdrawn).await
        }
        LoanEffect::Return { loan } => {
            own(desk, ctx, loan, LoanStatus::Out, LoanStatus::Returned).await
        }
        LoanEffect::Open { loan } => open(desk, ctx, loan).await,
        LoanEffect::Recall { loan, reason } => recall(desk, ctx, loan, &reason).await,
        LoanEffect::Rules
        | LoanEffect::TryRule { .. }
        | LoanEffect::SaveRule { .. }
        | LoanEffect::DeleteRule { .. } => super::loan_rules::perform(desk, ctx, effect).await,
        LoanEffect::Mine => list(desk, loan_lists::mine(desk.tx, &ctx.who).await?).await,
        LoanEffect::Past(past) => {
            list(desk, loan_lists::past(desk.tx, &ctx.who, past, desk.now).await?).await
        }
        LoanEffect::Out => list(desk, loan_lists::out(desk.tx, &ctx.who).await?).await,
    }
}

async fn view(desk: &Desk<'_>, row: &Row) -> Result<Box<LoanView>> {
    Ok(Box::new(loan_lists::view(desk.tx, row, desk.now).await?))
}

async fn list(desk: &Desk<'_>, rows: Vec<Row>) -> Result<Performed> {
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        views.push(loan_lists::view(desk.tx, &row, desk.now).await?);
    }
    Ok(Outcome::Loans(views).into())
}

/// Whether this person may read of a loan: its borrower, whoever may decide it, whoever may recall it.
pub(super) async fn may_see(desk: &Desk<'_>, ctx: &Ctx, row: &Row) -> Result<bool> {
    Ok(row.borrower_id == ctx.who.id.0
        || may_decide(desk.tx, &ctx.who, row, desk.now).await?
        || may_recall(desk.tx, &ctx.who, row).await?)
}

async fn lendable(desk: &Desk<'_>, ctx: &Ctx, client: ClientId) -> Result<Performed> {
    Ok(match loans::lendable_parts(desk.tx, &ctx.who, client, desk.now).await? {
        Some((row, parts)) => {
            let rules: Vec<_> =
                loan_rules::all(desk.tx).await?.into_iter().map(|(_, rule)| rule).collect();
            let class = loan_rules::class(desk.tx, client).await?;
            let caps = Caps::of(&rules, Of { role: ctx.who.role, class }, &parts);
            if let Some(number) = violations::suspended(desk.tx, ctx.who.id).await? {
                return Ok(Outcome::Suspended { number }.into());
            }
            let paper = match parts.contains(&Part::Documents) {
                true => archive_papers::offer(desk.tx, ctx.who.id, row.id).await?,
                false => Offer::None,
            };
            let (name, number) = (row.name, row.number);
            let running = loan_lists::running(desk.tx, ctx.who.id, client, desk.now).await?;
            Outcome::Lendable { client, name, number, parts, caps, paper, running }.into()
        }
        None => no_such_client(),
    })
}

async fn request(desk: &Desk<'_>, ctx: &Ctx, form: &LoanForm, in_line: bool) -> Result<Performed> {
    if let Some(broken) = too_long(desk, ctx, form).await? {
        return Ok(Outcome::RuleBroken(broken).into());
    }
    let requested = match in_line {
        true => loans::request_in_line(desk.tx, &ctx.who, form, desk.now).await?,
        false => loans::request(desk.tx, &ctx.who, form, desk.now).await?,
    };
    Ok(match requested {
        Requested::InLine(row) => Outcome::Requested(view(desk, &row).await?).into(),
        Requested::Asked(row, deciders) => {
            let loan = LoanId(row.id);
            let ask = |to: StaffId| News::Tell {
                to,
                state: State::LoanDecide(loan_decide::State::Asked { loan }),
                subject: Some(about_request(loan.0)),
            };
            Performed::Done(
                Outcome::Requested(view(desk, &row).await?),
                deciders.into_iter().map(ask).collect(),
            )
        }
        Requested::Nobody => Outcome::NobodyDecides.into(),
        Requested::Already(row) => Outcome::AlreadyAsked(view(desk, &row).await?).into(),
        Requested::Broken(broken) => Outcome::RuleBroken(broken).into(),
        Requested::Suspended(number) => Outcome::Suspended { number }.into(),
        Requested::Refused => no_such_client(),
    })
}

/// A term beyond the rules: the form offers none, but a draft may be older than the rule.
async fn too_long(desk: &Desk<'_>, ctx: &Ctx, form: &LoanForm) -> Result<Option<Broken>> {
    let Some((_, parts)) = loans::lendable_parts(desk.tx, &ctx.who, form.client, desk.now).await?
    else {
        return Ok(None);
    };
    let whole = loan_weigh::is_whole(&form.parts, &parts);
    let role = ctx.who.role;
    let limits = loan_rules::limits(desk.tx, role, form.client, &form.parts, whole).await?;
    let bound = limits.minutes_max;
    let begins = begins(form.starts, desk.now);
    let minutes = (form.term.ends(begins, ctx.zone) - begins).num_minutes();
    let breach = Breach::Term { minutes_max: bound.value };
    Ok((minutes > i64::from(bound.value)).then_some(Broken { breach, by: bound.by }))
}

async fn decide(
    desk: &Desk<'_>,
    ctx: &Ctx,
    loan: LoanId,
    decision: &Decision,
) -> Result<Performed> {
    let row = loans::get(desk.tx, loan).await?;
    // The approver's right is read again at this moment (T6): role, branch, and not the borrower.
    if !may_decide(desk.tx, &ctx.who, &row, desk.now).await? {
        return Ok(not_allowed());
    }
    let decided =
        loan_decisions::decide(desk.tx, &ctx.who, &row, decision, ctx.zone, desk.now).await?;
    let row = loans::get(desk.tx, loan).await?;
    let now = view(desk, &row).await?;
    match decided {
        Decided::Gone => return Ok(Outcome::LoanGone(now).into()),
        Decided::Half => {
            let news = vec![News::Refresh(about_request(loan.0))];
            return Ok(Performed::Done(Outcome::Loan(now), news));
        }
        Decided::Done => {}
    }
    let mut news = vec![News::Refresh(about_request(loan.0))];
    if now.runs(desk.now) {
        news.extend(papers::approved(desk, &row).await?);
        news.extend(replace(desk, &row).await?);
    }
    news.push(deliver(&row));
    news.extend(moved_up(desk, StaffId(row.borrower_id)).await?);
    Ok(Performed::Done(Outcome::Loan(now), news))
}

/// Passes a request on: the other gets it anew, and all copies say so. Whoever may decide it still may.
async fn pass_on(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId, to: StaffId) -> Result<Performed> {
    let row = loans::get(desk.tx, loan).await?;
    if !may_decide(desk.tx, &ctx.who, &row, desk.now).await? {
        return Ok(not_allowed());
    }
    let passed = loan_decisions::pass_on(desk.tx, &ctx.who, &row, to, desk.now).await?;
    let now = view(desk, &loans::get(desk.tx, loan).await?).await?;
    if !passed {
        return Ok(Outcome::LoanGone(now).into());
    }
    let state = State::LoanDecide(loan_decide::State::Asked { loan });
    let about = about_request(loan.0);
    let tell = News::Tell { to, state, subject: Some(about.clone()) };
    Ok(Performed::Done(Outcome::Loan(now), vec![News::Refresh(about), tell]))
}

/// A loan takes the place of older ones of the same record: those end without a word, since the record comes anew.
/// One that ends later stays: an approved term is not cut by a shorter one.
async fn replace(desk: &Desk<'_>, row: &Row) -> Result<Vec<News>> {
    let mut news = Vec::new();
    let taken = format!("{REPLACED}{}", row.number);
    for old in loan_decisions::replaced_by(desk.tx, row).await? {
        let (out, returned) = (LoanStatus::Out, LoanStatus::Returned);
        let by = Some(StaffId(old.borrower_id));
        if loans::finish(desk.tx, by, old.id, out, returned, &taken, desk.now).await? {
            news.extend(closed(desk, &old).await?);
        }
    }
    Ok(news)
}

/// A message to the borrower that opens the loan: the record while it runs, else how it stands.
pub(super) fn deliver(row: &Row) -> News {
    News::Tell {
        to: StaffId(row.borrower_id),
        state: State::LoanRead(loan_read::State::Open { loan: LoanId(row.id) }),
        subject: Some(about_delivery(row.id)),
    }
}

/// The borrower ends their own request or loan.
async fn own(
    desk: &Desk<'_>,
    ctx: &Ctx,
    loan: LoanId,
    from: LoanStatus,
    to: LoanStatus,
) -> Result<Performed> {
    let row = loans::get(desk.tx, loan).await?;
    if row.borrower_id != ctx.who.id.0 {
        return Ok(not_allowed());
    }
    end(desk, &row, Some(ctx.who.id), from, to, "").await
}

async fn recall(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId, reason: &str) -> Result<Performed> {
    let row = loans::get(desk.tx, loan).await?;
    if !may_recall(desk.tx, &ctx.who, &row).await? {
        return Ok(not_allowed());
    }
    end(desk, &row, Some(ctx.who.id), LoanStatus::Out, LoanStatus::Recalled, reason).await
}

async fn end(
    desk: &Desk<'_>,
    row: &Row,
    by: Option<StaffId>,
    from: LoanStatus,
    to: LoanStatus,
    answer: &str,
) -> Result<Performed> {
    let won = loans::finish(desk.tx, by, row.id, from, to, answer, desk.now).await?;
    let now = view(desk, &loans::get(desk.tx, LoanId(row.id)).await?).await?;
    if !won {
        return Ok(Outcome::LoanGone(now).into());
    }
    Ok(Performed::Done(Outcome::Loan(now), ended(desk, row, from).await?))
}

/// Ends whatever a person has asked for or borrowed: their access was cut.
///
/// # Errors
/// As the archive's.
pub(super) async fn cut(desk: &Desk<'_>, by: StaffId, borrower: StaffId) -> Result<Vec<News>> {
    let mut news = loan_packs::cut(desk, by, borrower).await?;
    for row in loan_lists::open_of(desk.tx, borrower).await? {
        let (from, to) = if row.status == LoanStatus::Asked.as_str() {
            (LoanStatus::Asked, LoanStatus::Withdrawn)
        } else {
            (LoanStatus::Out, LoanStatus::Recalled)
        };
        if loans::finish(desk.tx, Some(by), row.id, from, to, "", desk.now).await? {
            news.extend(ended(desk, &row, from).await?);
        }
    }
    Ok(news)
}

/// What the end of a loan or request means: copies are refreshed, the record goes, and the borrower reads how it ended.
async fn ended(desk: &Desk<'_>, row: &Row, from: LoanStatus) -> Result<Vec<News>> {
    let mut news = match from {
        LoanStatus::Out => closed(desk, row).await?,
        _ => vec![News::Refresh(about_request(row.id))],
    };
    if from == LoanStatus::Out {
        news.push(deliver(row));
        news.push(papers::ended(desk, row).await?);
    }
    news.extend(moved_up(desk, StaffId(row.borrower_id)).await?);
    Ok(news)
}

/// Whoever waits in line behind what ended goes on to those who decide, and everybody in the line reads their place.
async fn moved_up(desk: &Desk<'_>, borrower: StaffId) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for (row, deciders) in loan_line::advance(desk.tx, borrower, desk.now).await? {
        let (loan, about) = (LoanId(row.id), about_request(row.id));
        let tell = |to, state| News::Tell { to, state, subject: Some(about.clone()) };
        news.push(News::Refresh(about.clone()));
        news.push(tell(borrower, State::LoanRequest(loan_request::State::TurnCame { loan })));
        let asked = State::LoanDecide(loan_decide::State::Asked { loan });
        news.extend(deciders.into_iter().map(|to| tell(to, asked.clone())));
    }
    let line = loan_line::of(desk.tx, borrower).await?;
    news.extend(line.into_iter().map(|row| News::Refresh(about_request(row.id))));
    Ok(news)
}

/// The delivered record is stubbed and deleted, and every other showing that the loan opened ends.
pub(super) async fn closed(desk: &Desk<'_>, row: &Row) -> Result<Vec<News>> {
    let open = issues::open_to(desk.tx, ClientId(row.client_id), StaffId(row.borrower_id)).await?;
    // What another running loan opened stays open.
    let by_this = open.iter().filter(|issue| issue.loan_id.is_none_or(|loan| loan == row.id));
    let close = by_this.map(|issue| News::Close(IssueId(issue.id)));
    let copies = [News::Refresh(about_request(row.id)), News::Recall(about_delivery(row.id))];
    Ok(copies.into_iter().chain(close).collect())
}

/// A request in front of somebody, again.
fn late(loan: i64, to: StaffId, deputy: bool) -> News {
    let state = State::LoanDecide(loan_decide::State::Late { loan: LoanId(loan), deputy });
    News::Tell { to, state, subject: Some(about_request(loan)) }
}

/// Ends what time has ended: requests that nobody decided, loans whose term is over; begins what was to begin later; and
/// reminds of what soon will end. For the schedule.
///
/// # Errors
/// As the archive's.
pub async fn over(desk: &Desk<'_>) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for row in loans::over(desk.tx, desk.now).await? {
        let deputies = loan_unanswered::escalate(desk.tx, &row, desk.now).await?;
        if !deputies.is_empty() {
            news.push(News::Refresh(about_request(row.id)));
            news.extend(deputies.into_iter().map(|to| late(row.id, to, true)));
            continue;
        }
        let (from, to) = if row.status == LoanStatus::Asked.as_str() {
            (LoanStatus::Asked, LoanStatus::Expired)
        } else {
            (LoanStatus::Out, LoanStatus::Ended)
        };
        if loans::finish(desk.tx, None, row.id, from, to, "", desk.now).await? {
            news.extend(ended(desk, &row, from).await?);
            if from == LoanStatus::Asked {
                news.push(deliver(&row));
            }
        }
    }
    for (row, people) in loan_unanswered::remind(desk.tx, desk.now).await? {
        news.extend(people.into_iter().map(|to| late(row.id, to, false)));
    }
    for row in loan_start::begin(desk.tx, desk.now).await? {
        // What was told at the approval gives way to the record.
        news.push(News::Recall(about_delivery(row.id)));
        news.extend(papers::approved(desk, &row).await?);
        news.extend(replace(desk, &row).await?);
        news.push(deliver(&row));
    }
    news.extend(loan_packs::over(desk).await?);
    news.extend(papers::climb(desk).await?);
    for row in loans::remind(desk.tx, desk.now).await? {
        let state = State::LoanRead(loan_read::State::Reminder { loan: LoanId(row.id) });
        let (to, subject) = (StaffId(row.borrower_id), Some(about_delivery(row.id)));
        news.push(News::Tell { to, state, subject });
    }
    Ok(news)
}

async fn open(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId) -> Result<Performed> {
    let row = loans::get(desk.tx, loan).await?;
    if row.borrower_id != ctx.who.id.0 || !may(ctx.who.role, Action::OpenCard) {
        return Ok(not_allowed());
    }
    let now = view(desk, &row).await?;
    if !now.runs(desk.now) {
        return Ok(Outcome::LoanOver(now).into());
    }
    let client = now.client;
    let opened = cards::open(desk.tx, &ctx.who, client, Some(loan), desk.current, desk.now);
    let Some(opened) = opened.await? else { return Ok(no_such_client()) };
    Ok(Outcome::Lent { view: Box::new(opened.view), loan: now, issue: opened.issue }.into())
}
