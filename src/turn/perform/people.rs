//! Colleagues' seats: what a change means for the colleague's loans, and for everything that was shown to them.

use super::{Performed, loans};
use crate::archive::people::{self, Change};
use crate::archive::{Result, issues};
use crate::dialogue::effect::Outcome;
use crate::dialogue::staff_people::{self, PeopleEffect, PeopleOutcome};
use crate::dialogue::{Ctx, State};
use crate::model::{IssueId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::News;

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
    let (staff, change) = match &effect {
        PeopleEffect::ChangeRole { staff, .. }
        | PeopleEffect::Suspend { staff }
        | PeopleEffect::LetIn { staff }
        | PeopleEffect::Leave { staff, .. } => (*staff, &effect),
        _ => unreachable!("only changes come here"),
    };
    let Some((before, _)) = people::person(tx, who, staff, now).await? else {
        return Ok(Outcome::People(PeopleOutcome::Gone).into());
    };
    let done = match change {
        PeopleEffect::ChangeRole { role, .. } => {
            people::change_role(tx, who, staff, *role, now).await?
        }
        PeopleEffect::Suspend { .. } => people::suspend(tx, who, staff, now).await?,
        PeopleEffect::Leave { heir, .. } => people::leave(tx, who, staff, *heir, now).await?,
        _ => people::let_in(tx, who, staff, now).await?,
    };
    let news = match (done, change) {
        (Change::Gone, _) => return Ok(Outcome::People(PeopleOutcome::Gone).into()),
        (Change::OnlyOwner, _) => return Ok(Outcome::People(PeopleOutcome::OnlyOwner).into()),
        (Change::Done, PeopleEffect::ChangeRole { .. }) => reseated(desk, staff).await?,
        (Change::Done, PeopleEffect::LetIn { .. }) => {
            vec![News::Seated(staff), tell(staff, staff_people::State::Restored)]
        }
        (Change::Done, _) => cut(desk, who.id, staff).await?,
    };
    Ok(Performed::Done(Outcome::People(PeopleOutcome::Changed(Box::new(before))), news))
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

fn tell(to: StaffId, state: staff_people::State) -> News {
    News::Tell { to, state: State::StaffPeople(state), subject: Some(format!("seat:{}", to.0)) }
}
