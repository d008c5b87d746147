//! Colleagues' seats: what a change means for the colleague's loans, and for everything that was shown to them.

use super::{Performed, begins, loans};
use crate::archive::people::{self, Change};
use crate::archive::{Result, confirmations, issues, leavings, watch};
use crate::dialogue::effect::Outcome;
use crate::dialogue::staff_people::{self, PeopleEffect, PeopleOutcome};
use crate::dialogue::{Ctx, State, alert, digest_work};
use crate::model::people::LastDay;
use crate::model::policy::Action;
use crate::model::{IssueId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::News;
use chrono::Days;

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: PeopleEffect) -> Result<Performed> {
    let (tx, who, now) = (desk.tx, &ctx.who, desk.now);
    let outcome = match effect {
        PeopleEffect::List => PeopleOutcome::List(people::colleagues(tx, who).await?),
        PeopleEffect::Heirs { staff } => PeopleOutcome::Heirs(people::heirs(tx, who, staff).await?),
        PeopleEffect::Person { staff } => match people::person(tx, who, staff, now).await? {
            Some(found) => PeopleOutcome::Person(Box::new(found)),
            None => PeopleOutcome::Gone,
        },
        change => return self::change(desk, ctx, change).await,
    };
    Ok(Outcome::People(outcome).into())
}

async fn change(desk: &Desk<'_>, ctx: &Ctx, effect: PeopleEffect) -> Result<Performed> {
    let (tx, who, now) = (desk.tx, &ctx.who, desk.now);
    let staff = match &effect {
        PeopleEffect::ChangeRole { staff, .. }
        | PeopleEffect::Suspend { staff, .. }
        | PeopleEffect::LetIn { staff }
        | PeopleEffect::Leave { staff, .. }
        | PeopleEffect::NoteLeaving { staff, .. }
        | PeopleEffect::TakeLeavingBack { staff } => *staff,
        _ => unreachable!("only changes come here"),
    };
    let Some((before, _)) = people::person(tx, who, staff, now).await? else {
        return Ok(Outcome::People(PeopleOutcome::Gone).into());
    };
    let (done, news) = match &effect {
        PeopleEffect::ChangeRole { role, .. } => {
            let change = people::change_role(tx, who, staff, *role, now).await?;
            (change, reseated(desk, staff).await?)
        }
        PeopleEffect::Suspend { reason, .. } => {
            (people::suspend(tx, who, staff, reason, now).await?, Vec::new())
        }
        PeopleEffect::Leave { heir, reason, .. } => {
            (people::leave(tx, who, staff, *heir, reason, now).await?, Vec::new())
        }
        PeopleEffect::NoteLeaving { last, .. } => note(desk, ctx, staff, last).await?,
        PeopleEffect::TakeLeavingBack { .. } => {
            let name = before.name.clone();
            (leavings::take_back(tx, who, staff, now).await?, stayed(desk, ctx, staff, name).await?)
        }
        _ => {
            let news = vec![News::Seated(staff), tell(staff, staff_people::State::Restored)];
            (people::let_in(tx, who, staff, now).await?, news)
        }
    };
    let cuts = matches!(effect, PeopleEffect::Suspend { .. } | PeopleEffect::Leave { .. });
    let news = match done {
        Change::Gone => return Ok(Outcome::People(PeopleOutcome::Gone).into()),
        Change::OnlyOwner => return Ok(Outcome::People(PeopleOutcome::OnlyOwner).into()),
        Change::Done if cuts => {
            let mut news = cut(desk, who.id, staff).await?;
            if let PeopleEffect::Leave { heir: Some(heir), .. } = effect
                && heir != who.id
            {
                news.push(taken(heir, &before.name));
            }
            news
        }
        Change::Done => news,
    };
    Ok(Performed::Done(Outcome::People(PeopleOutcome::Changed(Box::new(before))), news))
}

/// Notes a last day. Those who keep watch read once what the person read before; the person reads nothing of it.
async fn note(
    desk: &Desk<'_>,
    ctx: &Ctx,
    staff: StaffId,
    last: &LastDay,
) -> Result<(Change, Vec<News>)> {
    let (tx, who, now) = (desk.tx, &ctx.who, desk.now);
    let zone = watch::today(tx, who, now).await?.zone;
    let ends = begins(last.day + Days::new(1), zone);
    let (change, first) = leavings::note(tx, who, staff, last, ends, now).await?;
    let Some(leaving) = first else { return Ok((change, Vec::new())) };
    let state = State::Alert(alert::State::Leaver { leaving });
    let tell = |to| News::Tell { to, state: state.clone(), subject: None };
    Ok((change, watch::readers(tx, staff).await?.into_iter().map(tell).collect()))
}

/// Those who read of a last day read that it was taken back.
async fn stayed(desk: &Desk<'_>, ctx: &Ctx, staff: StaffId, name: String) -> Result<Vec<News>> {
    let state = staff_people::State::Stayed { name, by: ctx.who.name.clone() };
    let readers = watch::readers(desk.tx, staff).await?.into_iter();
    let tell = |to| News::Tell { to, state: state.clone().into(), subject: None };
    Ok(readers.filter(|to| *to != ctx.who.id).map(tell).collect())
}

/// Ends the seats whose last day is over, as a leaving does, and tells those who manage seats.
///
/// # Errors
/// As the archive's.
pub async fn last_days(desk: &Desk<'_>) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for over in leavings::close_due(desk.tx, desk.now).await? {
        match over.change {
            Change::Done => {
                news.extend(cut(desk, over.by, over.staff).await?);
                news.extend(over.heir.iter().map(|(heir, _)| taken(*heir, &over.name)));
            }
            Change::OnlyOwner => {}
            // Somebody ended the seat before its day.
            Change::Gone => continue,
        }
        let ended = over.change == Change::Done;
        let heir = over.heir.map(|(_, name)| name);
        let state = staff_people::State::Over { name: over.name, heir, ended };
        let managers =
            confirmations::holders(desk.tx, over.branch, Action::ManageStaff, over.staff).await?;
        let told = |to| News::Tell { to, state: state.clone().into(), subject: None };
        news.extend(managers.into_iter().map(told));
    }
    Ok(news)
}

/// Whoever is cut off keeps nothing: loans are recalled, requests withdrawn, and every message goes.
async fn cut(desk: &Desk<'_>, by: StaffId, staff: StaffId) -> Result<Vec<News>> {
    let mut news = loans::cut(desk, by, staff).await?;
    news.push(News::Cut(staff));
    Ok(news)
}

/// Another role sees other things: what is open is closed, and the rest is asked for again under the new right.
async fn reseated(desk: &Desk<'_>, staff: StaffId) -> Result<Vec<News>> {
    let open = issues::open_by(desk.tx, staff).await?;
    let mut news: Vec<News> =
        open.into_iter().map(|issue| News::Close(IssueId(issue.id))).collect();
    news.extend([News::Reseated(staff), tell(staff, staff_people::State::Reseated)]);
    Ok(news)
}

/// To whoever takes over all that a colleague kept.
fn taken(to: StaffId, from: &str) -> News {
    let state = digest_work::State::Given { by: from.to_owned(), left: true };
    News::Tell { to, state: State::DigestWork(state), subject: None }
}

fn tell(to: StaffId, state: staff_people::State) -> News {
    News::Tell { to, state: State::StaffPeople(state), subject: Some(format!("seat:{}", to.0)) }
}
