//! The trail and the client's rights.

use super::{Performed, clients, grave, no_such_client};
use crate::archive::issues::{self, NewIssue};
use crate::archive::relations::{self, Standing};
use crate::archive::restores::STOPPED;
use crate::archive::trail::{self, Subject};
use crate::archive::{Result, anchors, cards, consents, history, incidents, restores, walks};
use crate::dialogue::Ctx;
use crate::dialogue::effect::Outcome;
use crate::dialogue::rights::{Right, RightEffect};
use crate::model::ClientId;
use crate::model::access::{Access, Part, access};
use crate::model::card::Act;
use crate::model::consent::ConsentFor;
use crate::model::trail::{History, Tab};
use crate::turn::closed::{RESTORE, opened};
use crate::turn::desk::Desk;
use crate::turn::news::News;

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: RightEffect) -> Result<Performed> {
    match effect {
        RightEffect::History { client, tab, page } => history(desk, ctx, client, tab, page).await,
        RightEffect::Seen { client, page } => seen(desk, ctx, client, page).await,
        RightEffect::Register { client } => {
            let Some(number) = clients::consenting(desk, ctx, client).await? else {
                return Ok(no_such_client());
            };
            let register = consents::register(desk.tx, client, number).await?;
            Ok(Outcome::Right(Right::Register(Box::new(register))).into())
        }
        RightEffect::Record { client, purpose, given } => {
            record(desk, ctx, client, purpose, given).await
        }
        RightEffect::Incident => incident(desk, false).await,
        RightEffect::OpenIncident { since } => {
            incidents::open(desk.tx, &ctx.who, since, desk.now).await?;
            incident(desk, true).await
        }
        RightEffect::CloseIncident => {
            incidents::close(desk.tx, &ctx.who, desk.now).await?;
            incident(desk, true).await
        }
        RightEffect::CheckTrail => trail(desk, ctx).await,
        RightEffect::WalkTrail => {
            walks::ask(desk.tx, ctx.who.id).await?;
            trail(desk, ctx).await
        }
        RightEffect::Restore => restored(desk, false, Vec::new()).await,
        RightEffect::DecideRestore { confirm } => decide_restore(desk, ctx, confirm).await,
        effect => grave::perform(desk, ctx, effect).await,
    }
}

async fn restored(desk: &Desk<'_>, late: bool, news: Vec<News>) -> Result<Performed> {
    let view = restores::view(desk.tx).await?.map(Box::new);
    Ok(Performed::Done(Outcome::Right(Right::Restore { view, late }), news))
}

/// A stop is told in the log, too: whoever runs the server must do something.
async fn decide_restore(desk: &Desk<'_>, ctx: &Ctx, confirm: bool) -> Result<Performed> {
    let won = restores::decide(desk.tx, &ctx.who, confirm, desk.now).await?;
    if won && !confirm {
        tracing::warn!("{STOPPED}");
    }
    let mut news = vec![News::Refresh(RESTORE.to_owned())];
    if let Some(restored) = restores::last(desk.tx).await?.filter(|_| won && confirm) {
        news.extend(opened(&restored));
    }
    restored(desk, !won, news).await
}

async fn trail(desk: &Desk<'_>, ctx: &Ctx) -> Result<Performed> {
    let walk = walks::last(desk.tx).await?.map(|(verdict, at)| (verdict, at.into()));
    let anchor = anchors::last(desk.tx).await?.map(|(mark, at)| (mark, at.into()));
    let asked = walks::askers(desk.tx).await?.contains(&ctx.who.id);
    Ok(Outcome::Right(Right::Trail { walk, anchor, asked }).into())
}

async fn record(
    desk: &Desk<'_>,
    ctx: &Ctx,
    client: ClientId,
    purpose: ConsentFor,
    given: bool,
) -> Result<Performed> {
    let Some(number) = clients::consenting(desk, ctx, client).await? else {
        return Ok(no_such_client());
    };
    consents::record(desk.tx, &ctx.who, client, purpose, given, desk.now).await?;
    let hides = purpose == ConsentFor::Health && !given;
    let news = if hides { clients::closings(desk, client).await? } else { Vec::new() };
    let register = consents::register(desk.tx, client, number).await?;
    Ok(Performed::Done(Outcome::Right(Right::Recorded(Box::new(register))), news))
}

async fn incident(desk: &Desk<'_>, changed: bool) -> Result<Performed> {
    let incident = incidents::current(desk.tx).await?;
    Ok(Outcome::Right(Right::Incident { incident, changed }).into())
}

/// The number, name and standing of a client whose trail this person reads.
async fn readable(
    desk: &Desk<'_>,
    ctx: &Ctx,
    client: ClientId,
) -> Result<Option<(String, String, Standing)>> {
    let known = relations::known(desk.tx, &ctx.who, client, desk.now).await?;
    Ok(known
        .filter(|(_, standing)| {
            access(ctx.who.role, &standing.relations, Part::Trail) >= Access::Read
        })
        .map(|(row, standing)| (row.number, row.name, standing)))
}

/// Reading the trail is in the trail itself (T24).
async fn traced(desk: &Desk<'_>, ctx: &Ctx, client: ClientId, what: &str) -> Result<()> {
    let subject = Subject::Client(client);
    trail::record(desk.tx, desk.now, Some(ctx.who.id), Act::TrailRead, subject, what).await
}

async fn history(
    desk: &Desk<'_>,
    ctx: &Ctx,
    client: ClientId,
    tab: Tab,
    page: u32,
) -> Result<Performed> {
    let Some((number, name, standing)) = readable(desk, ctx, client).await? else {
        return Ok(no_such_client());
    };
    let (lines, more) = history::page(desk.tx, client, tab, page).await?;
    let parts = [Part::Index, Part::Trail];
    let until = cards::until(&standing, None, desk.now);
    let (staff, screen) = (ctx.who.id, desk.current);
    let new = NewIssue { client, staff, loan: None, screen, parts: &parts, until };
    let issue = issues::begin(desk.tx, new, desk.now).await?;
    if page == 0 {
        traced(desk, ctx, client, "history").await?;
    }
    let history = Box::new(History { number, name, lines, more });
    Ok(Outcome::Right(Right::History { history, issue, until }).into())
}

async fn seen(desk: &Desk<'_>, ctx: &Ctx, client: ClientId, page: u32) -> Result<Performed> {
    let Some((number, ..)) = readable(desk, ctx, client).await? else {
        return Ok(no_such_client());
    };
    let (days, more) = history::seen(desk.tx, client, page, ctx.zone).await?;
    if page == 0 {
        traced(desk, ctx, client, "seen").await?;
    }
    Ok(Outcome::Right(Right::Seen { number, days, more }).into())
}
