//! What weighs: erasure with its confirmation, legal hold, retention, emergencies; and what they mean for other screens.

use super::{Performed, no_such_client, not_allowed};
use crate::archive::confirmations::{self, Asked, Row};
use crate::archive::erasure::{self, Order};
use crate::archive::{
    Result, anchors, copies, emergencies, holds, incidents, invites, relations, retention,
    unrecalled,
};
use crate::dialogue::effect::Outcome;
use crate::dialogue::rights::{self, Right, RightEffect, copy, emergency};
use crate::dialogue::{Ctx, State, incident, staff_confirm};
use crate::model::access::{Access, Part, access};
use crate::model::grave::{ClientRights, Grave, GraveView, Settled};
use crate::model::{BranchId, ClientId, ConfirmationId, EmergencyId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::{News, about_seat};

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: RightEffect) -> Result<Performed> {
    let (tx, who, now) = (desk.tx, &ctx.who, desk.now);
    let right = match effect {
        RightEffect::OfClient { client } => return of_client(desk, ctx, client).await,
        RightEffect::AskErasure { client, reason } => {
            return ask_erasure(desk, ctx, client, &reason).await;
        }
        RightEffect::AskCopy { client } => {
            let Some((_, branch)) = known(desk, ctx, client).await? else {
                return Ok(no_such_client());
            };
            return ask(desk, ctx, (Grave::Copy, client.0, branch), "").await;
        }
        RightEffect::Copy { confirmation } => copy_of(desk, ctx, confirmation).await?,
        RightEffect::Copies => Right::Copies(confirmations::copies(tx, who).await?),
        RightEffect::Hold { client, reason } => {
            if known(desk, ctx, client).await?.is_none() {
                return Ok(no_such_client());
            }
            holds::set(tx, who, client, &reason, now).await?;
            return of_client(desk, ctx, client).await;
        }
        RightEffect::LiftHold { client, reason } => {
            if known(desk, ctx, client).await?.is_none() {
                return Ok(no_such_client());
            }
            holds::lift(tx, who, client, &reason, now).await?;
            return of_client(desk, ctx, client).await;
        }
        RightEffect::Confirmation { confirmation } => {
            let row = confirmations::get(tx, confirmation).await?;
            if row.asked_by != who.id.0 && !confirmations::may_decide(who, &row) {
                return Ok(not_allowed());
            }
            Right::Confirmation(view(desk, &row).await?)
        }
        RightEffect::Decide { confirmation, confirm } => {
            return decide(desk, ctx, confirmation, confirm).await;
        }
        RightEffect::Book => {
            let proposed = match retention::current(tx, who).await? {
                Some(proposal) => u32::try_from(proposal.cards.len()).unwrap_or(u32::MAX),
                None => 0,
            };
            let waiting = confirmations::to_decide(tx, who).await?;
            Right::Book { waiting, reviews: emergencies::to_review(tx, who).await?, proposed }
        }
        RightEffect::Unrecalled => Right::Unrecalled(unrecalled::list(tx, who).await?),
        RightEffect::Proofs { page } => proofs(desk, ctx, page).await?,
        RightEffect::Emergency { client, reason } => return open(desk, ctx, client, &reason).await,
        RightEffect::ReviewOf { emergency } => match emergencies::get(tx, who, emergency).await? {
            Some(review) => Right::Review { review: Box::new(review), late: false },
            None => Right::ReviewGone,
        },
        RightEffect::Review { emergency, justified } => {
            return review(desk, ctx, emergency, justified).await;
        }
        effect => return of_retention(desk, ctx, effect).await,
    };
    Ok(Outcome::Right(right).into())
}

/// The month's proposal.
async fn of_retention(desk: &Desk<'_>, ctx: &Ctx, effect: RightEffect) -> Result<Performed> {
    let (tx, who) = (desk.tx, &ctx.who);
    let proposal = match effect {
        RightEffect::Proposed { confirmation } => {
            let row = confirmations::get(tx, confirmation).await?;
            let known = row.asked_by == who.id.0 || confirmations::may_decide(who, &row);
            if !known || row.act != Grave::Retention.as_str() {
                return Ok(not_allowed());
            }
            retention::of(tx, row.subject_id).await?
        }
        RightEffect::Proposal => retention::current(tx, who).await?,
        RightEffect::Keep { client, kept } => {
            retention::keep(tx, who, client, kept).await?;
            retention::current(tx, who).await?
        }
        RightEffect::Propose => return propose(desk, ctx).await,
        _ => unreachable!("the trail and consents have their own file"),
    };
    Ok(Outcome::Right(Right::Proposal(proposal.map(Box::new))).into())
}

/// What a reminder of the open incident is about.
const INCIDENT: &str = "incident";

async fn proofs(desk: &Desk<'_>, ctx: &Ctx, page: u32) -> Result<Right> {
    let (proofs, more) = erasure::proofs(desk.tx, &ctx.who, page).await?;
    Ok(Right::Proofs { proofs, more })
}

/// What a confirmation is about, for its copies.
fn about(confirmation: i64) -> String {
    format!("grave:{confirmation}")
}

/// What a review is about, for its copies.
fn about_emergency(emergency: EmergencyId) -> String {
    format!("emergency:{}", emergency.0)
}

/// The number and branch of a client whose rights this person handles.
async fn known(desk: &Desk<'_>, ctx: &Ctx, client: ClientId) -> Result<Option<(String, BranchId)>> {
    let known = relations::known(desk.tx, &ctx.who, client, desk.now).await?;
    let known = known.filter(|(_, standing)| {
        access(ctx.who.role, &standing.relations, Part::Trail) >= Access::Read
    });
    Ok(known.map(|(row, _)| (row.number, BranchId(row.branch_id))))
}

async fn view(desk: &Desk<'_>, row: &Row) -> Result<Box<GraveView>> {
    Ok(Box::new(confirmations::view(desk.tx, row).await?))
}

async fn of_client(desk: &Desk<'_>, ctx: &Ctx, client: ClientId) -> Result<Performed> {
    let Some((number, _)) = known(desk, ctx, client).await? else { return Ok(no_such_client()) };
    let waiting = match confirmations::waiting(desk.tx, Grave::Erase, client.0).await? {
        Some(row) => Some(*view(desk, &row).await?).filter(|view| view.until > desk.now),
        None => None,
    };
    let hold = holds::current(desk.tx, client).await?;
    let rights = ClientRights { client, number, hold, waiting };
    Ok(Outcome::Right(Right::Client(Box::new(rights))).into())
}

async fn ask_erasure(
    desk: &Desk<'_>,
    ctx: &Ctx,
    client: ClientId,
    reason: &str,
) -> Result<Performed> {
    let Some((_, branch)) = known(desk, ctx, client).await? else { return Ok(no_such_client()) };
    if let Some(hold) = holds::current(desk.tx, client).await? {
        return Ok(Outcome::Right(Right::OnHold(hold)).into());
    }
    ask(desk, ctx, (Grave::Erase, client.0, branch), reason).await
}

/// Asks for a confirmation, and tells whoever may give it.
async fn ask(
    desk: &Desk<'_>,
    ctx: &Ctx,
    what: (Grave, i64, BranchId),
    reason: &str,
) -> Result<Performed> {
    let asked = confirmations::ask(desk.tx, &ctx.who, what, reason, desk.now).await?;
    let right = match asked {
        Asked::Nobody => Right::NobodyConfirms,
        Asked::Already(row) => Right::Already(view(desk, &row).await?),
        Asked::Waits(row, people) => {
            let news = people.into_iter().map(|to| tell(to, &row)).collect();
            let asked = Outcome::Right(Right::Asked(view(desk, &row).await?));
            return Ok(Performed::Done(asked, news));
        }
    };
    Ok(Outcome::Right(right).into())
}

fn tell(to: StaffId, row: &Row) -> News {
    let state = rights::asked(ConfirmationId(row.id));
    News::Tell { to, state, subject: Some(about(row.id)) }
}

/// Decides. The confirmer's right is read again here: role, branch, and never the asker (access.md).
async fn decide(
    desk: &Desk<'_>,
    ctx: &Ctx,
    id: ConfirmationId,
    confirm: bool,
) -> Result<Performed> {
    let (tx, who, now) = (desk.tx, &ctx.who, desk.now);
    let row = confirmations::get(tx, id).await?;
    if !confirmations::may_decide(who, &row) {
        return Ok(not_allowed());
    }
    let erases = Grave::parse(&row.act) == Some(Grave::Erase);
    if confirm
        && erases
        && let Some(hold) = holds::current(tx, ClientId(row.subject_id)).await?
    {
        return Ok(Outcome::Right(Right::OnHold(hold)).into());
    }
    if !confirmations::decide(tx, who, &row, confirm, now).await? {
        let now = confirmations::get(tx, id).await?;
        return Ok(Outcome::Right(Right::TooLate(view(desk, &now).await?)).into());
    }
    let copied = confirm && Grave::parse(&row.act) == Some(Grave::Copy);
    let mut news = if confirm { erase(desk, ctx, &row).await? } else { Vec::new() };
    confirmations::close_proposal(tx, &row).await?;
    news.extend(if copied { handed(&row) } else { ended(&row) });
    let decided = view(desk, &confirmations::get(tx, id).await?).await?;
    Ok(Performed::Done(Outcome::Right(Right::Decided(decided)), news))
}

/// Erases what was confirmed, and takes it from every chat in the same turn.
async fn erase(desk: &Desk<'_>, ctx: &Ctx, row: &Row) -> Result<Vec<News>> {
    let (tx, now) = (desk.tx, desk.now);
    let order = Order { asked_by: StaffId(row.asked_by), confirmed_by: ctx.who.id, at: now };
    let clients = match Grave::parse(&row.act) {
        Some(Grave::Erase) => vec![ClientId(row.subject_id)],
        Some(Grave::Retention) => {
            retention::going(tx, row.subject_id, BranchId(row.branch_id), now).await?
        }
        Some(Grave::Copy) | None => Vec::new(),
    };
    let mut news = Vec::new();
    for client in clients {
        let traces = erasure::erase(tx, client, order, now).await?;
        news.extend(traces.map(|traces| News::Forget(Box::new(traces))));
    }
    Ok(news)
}

/// All copies say how it ended, and who asked is told.
fn ended(row: &Row) -> [News; 2] {
    [News::Refresh(about(row.id)), tell(StaffId(row.asked_by), row)]
}

/// All copies of the question say how it ended, and who asked gets the paper.
fn handed(row: &Row) -> [News; 2] {
    let state = copy::State::Given { confirmation: ConfirmationId(row.id) }.into();
    let paper = News::Tell { to: StaffId(row.asked_by), state, subject: Some(about_copy(row.id)) };
    [News::Refresh(about(row.id)), paper]
}

/// What a handed copy is about.
fn about_copy(confirmation: i64) -> String {
    format!("copy:{confirmation}")
}

/// The copy, for who asked, as long as a confirmation is worth something, and while the person may see the client still.
async fn copy_of(desk: &Desk<'_>, ctx: &Ctx, id: ConfirmationId) -> Result<Right> {
    let row = confirmations::get(desk.tx, id).await?;
    let given = row.act == Grave::Copy.as_str()
        && row.state == Settled::Confirmed.as_str()
        && row.asked_by == ctx.who.id.0
        && row.until > desk.now;
    let client = ClientId(row.subject_id);
    if !given || known(desk, ctx, client).await?.is_none() {
        return Ok(Right::CopyGone);
    }
    let copied =
        copies::give(desk.tx, &ctx.who, (client, id), desk.current, ctx.zone, desk.now).await?;
    Ok(copied.map_or(Right::CopyGone, |copy| Right::Copy(Box::new(copy))))
}

async fn propose(desk: &Desk<'_>, ctx: &Ctx) -> Result<Performed> {
    let (tx, who) = (desk.tx, &ctx.who);
    let Some(proposal) = retention::to_ask(tx, who).await? else {
        let proposal = retention::current(tx, who).await?.map(Box::new);
        return Ok(Outcome::Right(Right::Proposal(proposal)).into());
    };
    let performed = ask(desk, ctx, (Grave::Retention, proposal, who.branch), "").await?;
    if matches!(&performed, Performed::Done(Outcome::Right(Right::Asked(_)), _)) {
        retention::asked(tx, proposal).await?;
    }
    Ok(performed)
}

async fn open(desk: &Desk<'_>, ctx: &Ctx, client: ClientId, reason: &str) -> Result<Performed> {
    let opened =
        emergencies::open(desk.tx, &ctx.who, client, reason, desk.current, desk.now).await?;
    let Some(opened) = opened else { return Ok(no_such_client()) };
    let news = opened.reviewers.into_iter().map(|to| to_review(to, opened.id)).collect();
    let shown = Outcome::Right(Right::Emergency(Box::new(opened.view)));
    Ok(Performed::Done(shown, news))
}

fn to_review(to: StaffId, id: EmergencyId) -> News {
    let state: State = emergency::State::Review { emergency: id }.into();
    News::Tell { to, state, subject: Some(about_emergency(id)) }
}

async fn review(desk: &Desk<'_>, ctx: &Ctx, id: EmergencyId, justified: bool) -> Result<Performed> {
    let (tx, who) = (desk.tx, &ctx.who);
    let Some(first) = emergencies::review(tx, who, id, justified, desk.now).await? else {
        return Ok(Outcome::Right(Right::ReviewGone).into());
    };
    let right = match emergencies::get(tx, who, id).await? {
        Some(review) => Right::Review { review: Box::new(review), late: !first },
        None => Right::ReviewGone,
    };
    let news = if first { vec![News::Refresh(about_emergency(id))] } else { Vec::new() };
    Ok(Performed::Done(Outcome::Right(right), news))
}

/// Ends confirmations that nobody gave, and reminds of those that wait, of seats that an inviter confirms, of reviews and of an open incident. For the schedule.
///
/// # Errors
/// As the archive's.
pub async fn weigh(desk: &Desk<'_>) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for row in confirmations::expire(desk.tx, desk.now).await? {
        confirmations::close_proposal(desk.tx, &row).await?;
        news.extend(ended(&row));
    }
    for (row, people) in confirmations::remind(desk.tx, desk.now).await? {
        news.extend(people.into_iter().map(|to| tell(to, &row)));
    }
    for (invite, inviter) in invites::remind(desk.tx, desk.now).await? {
        let state = staff_confirm::State::Accepted { invite }.into();
        news.push(News::Tell { to: inviter, state, subject: Some(about_seat(invite)) });
    }
    for (id, people) in emergencies::take_due(desk.tx, desk.now).await? {
        news.push(News::Recall(about_emergency(id)));
        news.extend(people.into_iter().map(|to| to_review(to, id)));
    }
    if incidents::take_due(desk.tx, desk.now).await? {
        news.push(News::Recall(INCIDENT.to_owned()));
        let remind = |to| {
            let (state, subject) = (incident::State::Now.into(), Some(INCIDENT.to_owned()));
            News::Tell { to, state, subject }
        };
        news.extend(anchors::owners(desk.tx).await?.into_iter().map(remind));
    }
    Ok(news)
}

#[cfg(test)]
mod tests {
    use crate::model::policy::{Action, Role, may};

    #[test]
    fn whoever_confirms_may_also_read_what_is_asked() {
        for role in Role::ALL {
            assert!(!may(*role, Action::ConfirmGrave) || may(*role, Action::EraseClient));
        }
    }
}
