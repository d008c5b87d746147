//! Paper files and violations: who is told when a file goes out, comes back, or stays away.

use super::loans::may_see;
use super::{Performed, no_such_client, not_allowed};
use crate::archive::loans::Row as Loan;
use crate::archive::papers::{self, Handed, Row};
use crate::archive::{Result, approvals, loans, paper_back, paper_ladder, screens, violations};
use crate::dialogue::effect::Outcome;
use crate::dialogue::paper_file::{self, PaperEffect, PaperOutcome};
use crate::dialogue::violations as judged;
use crate::dialogue::{Ctx, State};
use crate::model::loan::LoanStatus;
use crate::model::paper::{Condition, Rung};
use crate::model::{Actor, LoanId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::{News, about_delivery};

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: PaperEffect) -> Result<Performed> {
    match effect {
        PaperEffect::List => {
            let mut views = Vec::new();
            for row in papers::out(desk.tx, &ctx.who).await? {
                views.push(papers::view(desk.tx, &row).await?);
            }
            Ok(Outcome::Paper(PaperOutcome::List(views)).into())
        }
        PaperEffect::View { loan } => view(desk, ctx, loan).await,
        PaperEffect::Say { loan, condition } => say(desk, ctx, loan, condition).await,
        PaperEffect::Give { loan } => give(desk, ctx, loan).await,
        PaperEffect::NotHere { loan } => not_here(desk, ctx, loan).await,
        PaperEffect::HandOut { loan } => hand_out(desk, ctx, loan).await,
        PaperEffect::TakeBack { loan, condition, words } => {
            take_back(desk, ctx, loan, (condition, &words)).await
        }
        PaperEffect::Violations => judge(desk, ctx, Vec::new()).await,
        PaperEffect::Mutual => {
            let pairs = approvals::mutual(desk.tx, &ctx.who, desk.now).await?;
            Ok(Outcome::Paper(PaperOutcome::Mutual(pairs)).into())
        }
        PaperEffect::Lift { staff, reason } => {
            if !violations::in_reach(desk.tx, &ctx.who, staff).await? || staff == ctx.who.id {
                return Ok(not_allowed());
            }
            let mut news = Vec::new();
            if violations::lift(desk.tx, &ctx.who, staff, &reason, desk.now).await? {
                let state = State::Violations(judged::State::Lifted { reason });
                news.push(News::Tell { to: staff, state, subject: None });
            }
            judge(desk, ctx, news).await
        }
    }
}

async fn judge(desk: &Desk<'_>, ctx: &Ctx, news: Vec<News>) -> Result<Performed> {
    let all = violations::list(desk.tx, &ctx.who).await?;
    Ok(Performed::Done(Outcome::Paper(PaperOutcome::Violations(all)), news))
}

/// How a file stands, for its borrower, for whoever keeps the cabinet, and for whoever may decide the loan.
async fn view(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId) -> Result<Performed> {
    let row = loans::get(desk.tx, loan).await?;
    let Some(paper) = papers::current(desk.tx, loan).await? else { return Ok(no_such_client()) };
    let keeps = papers::may_keep(desk.tx, &ctx.who, &paper).await?;
    if !keeps && !may_see(desk, ctx, &row).await? {
        return Ok(not_allowed());
    }
    one(desk, &paper, keeps, Vec::new()).await
}

async fn one(desk: &Desk<'_>, paper: &Row, keeps: bool, news: Vec<News>) -> Result<Performed> {
    let view = Box::new(papers::view(desk.tx, paper).await?);
    Ok(Performed::Done(Outcome::Paper(PaperOutcome::One(view, keeps)), news))
}

/// The file of a loan, if this person keeps its cabinet and is not its borrower.
async fn kept(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId) -> Result<Option<Row>> {
    let borrower = loans::get(desk.tx, loan).await?.borrower_id;
    let Some(paper) = papers::current(desk.tx, loan).await? else { return Ok(None) };
    let keeps = papers::may_keep(desk.tx, &ctx.who, &paper).await? && borrower != ctx.who.id.0;
    Ok(keeps.then_some(paper))
}

async fn say(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId, condition: Condition) -> Result<Performed> {
    let borrower = loans::get(desk.tx, loan).await?.borrower_id;
    let Some(paper) = papers::current(desk.tx, loan).await? else { return Ok(no_such_client()) };
    if borrower != ctx.who.id.0 {
        return Ok(not_allowed());
    }
    // Where an extension took the file over meanwhile, it stands with that one.
    paper_back::say(desk.tx, LoanId(paper.loan_id), condition).await?;
    let mut news = vec![News::Refresh(about(paper.loan_id))];
    if condition != Condition::Intact {
        // Now is the moment to look: whoever keeps the cabinet is told, not only shown.
        news.extend(tell_keepers(desk, &paper, borrower).await?);
    }
    one(desk, &paper, false, news).await
}

/// The borrower says that they gave the file back: whoever keeps the cabinet is asked to look.
async fn give(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId) -> Result<Performed> {
    let Some(paper) = papers::current(desk.tx, loan).await? else { return Ok(no_such_client()) };
    let borrower = loans::get(desk.tx, LoanId(paper.loan_id)).await?.borrower_id;
    if borrower != ctx.who.id.0 {
        return Ok(not_allowed());
    }
    let mut news = vec![News::Refresh(about(paper.loan_id))];
    if paper_back::give(desk.tx, &ctx.who, &paper, desk.now).await? {
        news.extend(tell_keepers(desk, &paper, borrower).await?);
    }
    let paper = papers::current(desk.tx, loan).await?.unwrap_or(paper);
    one(desk, &paper, false, news).await
}

/// It is not there: the borrower is told, and the ladder goes on.
async fn not_here(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId) -> Result<Performed> {
    let Some(paper) = kept(desk, ctx, loan).await? else { return Ok(not_allowed()) };
    let mut news = vec![News::Refresh(about(paper.loan_id))];
    if paper_back::not_here(desk.tx, &ctx.who, &paper, desk.now).await? {
        let to = StaffId(loans::get(desk.tx, LoanId(paper.loan_id)).await?.borrower_id);
        let state = State::PaperFile(paper_file::State::NotHere { loan });
        news.push(News::Tell { to, state, subject: Some(about(paper.loan_id)) });
    }
    let paper = papers::current(desk.tx, loan).await?.unwrap_or(paper);
    one(desk, &paper, true, news).await
}

async fn hand_out(desk: &Desk<'_>, ctx: &Ctx, loan: LoanId) -> Result<Performed> {
    let Some(paper) = kept(desk, ctx, loan).await? else { return Ok(not_allowed()) };
    let handed = papers::hand_out(desk.tx, &ctx.who, &paper, desk.now).await?;
    let paper = papers::current(desk.tx, loan).await?.unwrap_or(paper);
    if handed == Handed::Not {
        let view = Box::new(papers::view(desk.tx, &paper).await?);
        return Ok(Outcome::Paper(PaperOutcome::Taken(view)).into());
    }
    let borrower = StaffId(loans::get(desk.tx, loan).await?.borrower_id);
    let news = vec![News::Refresh(about(paper.loan_id)), tell(borrower, paper.loan_id)];
    one(desk, &paper, true, news).await
}

async fn take_back(
    desk: &Desk<'_>,
    ctx: &Ctx,
    loan: LoanId,
    back: (Condition, &str),
) -> Result<Performed> {
    let Some(paper) = kept(desk, ctx, loan).await? else { return Ok(not_allowed()) };
    let taken = paper_back::take_back(desk.tx, &ctx.who, &paper, back, desk.now).await?;
    let paper = papers::current(desk.tx, loan).await?.unwrap_or(paper);
    let mut news = vec![News::Refresh(about(paper.loan_id))];
    let lent = loans::get(desk.tx, LoanId(paper.loan_id)).await?;
    if lent.status != LoanStatus::Out.as_str() {
        // The receipt of the loan says no more that the file is out.
        news.push(News::Refresh(about_delivery(lent.id)));
    }
    if taken && back.0.offence().is_some() {
        news.extend(marked(desk, &ctx.who, &paper, lent.borrower_id).await?);
    }
    one(desk, &paper, true, news).await
}

/// Points were recorded: the borrower and whoever judges borrowers are told.
async fn marked(desk: &Desk<'_>, by: &Actor, paper: &Row, borrower: i64) -> Result<Vec<News>> {
    let mut people = paper_ladder::managers(desk.tx, paper.client_id, borrower).await?;
    people.retain(|person| *person != by.id);
    people.push(StaffId(borrower));
    let loan = LoanId(paper.loan_id);
    let state = State::PaperFile(paper_file::State::Marked { loan });
    let subject = Some(about(paper.loan_id));
    let tell = |to| News::Tell { to, state: state.clone(), subject: subject.clone() };
    Ok(people.into_iter().map(tell).collect())
}

/// How a file stands, in front of all who keep its cabinet.
async fn tell_keepers(desk: &Desk<'_>, paper: &Row, borrower: i64) -> Result<Vec<News>> {
    let keepers = paper_ladder::keepers(desk.tx, paper.client_id, borrower).await?;
    Ok(keepers.into_iter().map(|keeper| tell(keeper, paper.loan_id)).collect())
}

/// What the approval of a loan means for its paper file: it is handed out, or stays where it is if this loan extends
/// another of the same borrower.
///
/// # Errors
/// As the archive's.
pub(super) async fn approved(desk: &Desk<'_>, row: &Loan) -> Result<Vec<News>> {
    let Some(paper) = papers::of_loan(desk.tx, LoanId(row.id)).await? else {
        return Ok(Vec::new());
    };
    let mut news = Vec::new();
    if let Some(before) = papers::take_over(desk.tx, &paper, row.due_at).await? {
        // What was told of the loan before is of this one from now on.
        screens::rename(desk.tx, &about(before.0), &about(row.id)).await?;
        news.push(News::Refresh(about(row.id)));
        news.push(tell(StaffId(row.borrower_id), row.id));
    }
    news.extend(tell_keepers(desk, &paper, row.borrower_id).await?);
    Ok(news)
}

/// What the end of a loan means for its paper file, and all copies say so: what was recalled is to be back now; what was
/// given back before its term is being brought.
///
/// # Errors
/// As the archive's.
pub(super) async fn ended(desk: &Desk<'_>, row: &Loan) -> Result<News> {
    let now = loans::get(desk.tx, LoanId(row.id)).await?;
    if now.status != LoanStatus::Returned.as_str() {
        paper_back::due_now(desk.tx, LoanId(row.id), desk.now).await?;
    }
    Ok(News::Refresh(about(row.id)))
}

/// Tells of paper files that have come to a new rung of the ladder. For the schedule.
///
/// # Errors
/// As the archive's.
pub(super) async fn climb(desk: &Desk<'_>) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for (paper, rung) in paper_ladder::climb(desk.tx, desk.now).await? {
        let borrower = loans::get(desk.tx, LoanId(paper.loan_id)).await?.borrower_id;
        let mut people = match rung {
            Rung::Soon | Rung::Due => Vec::new(),
            Rung::Keeper => paper_ladder::keepers(desk.tx, paper.client_id, borrower).await?,
            Rung::Slip | Rung::Violation => {
                paper_ladder::managers(desk.tx, paper.client_id, borrower).await?
            }
        };
        people.push(StaffId(borrower));
        let loan = LoanId(paper.loan_id);
        let state = State::PaperFile(paper_file::State::Told { loan, rung });
        let subject = Some(about(paper.loan_id));
        let tell = |to| News::Tell { to, state: state.clone(), subject: subject.clone() };
        news.extend(people.into_iter().map(tell));
    }
    Ok(news)
}

/// How a file stands, in front of somebody.
fn tell(to: StaffId, loan: i64) -> News {
    let state = State::PaperFile(paper_file::State::One { loan: LoanId(loan) });
    News::Tell { to, state, subject: Some(about(loan)) }
}

/// What the notices of a loan's paper file are about.
fn about(loan: i64) -> String {
    format!("paper:{loan}")
}
