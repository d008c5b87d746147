//! Clients and cards.

use super::{Performed, no_such_client};
use crate::archive::clients;
use crate::archive::corrections::{self, Corrected, Shown};
use crate::archive::search::{self, Found};
use crate::archive::{Result, cards, issues, relations};
use crate::dialogue::Ctx;
use crate::dialogue::effect::{ClientEffect, Hit, Outcome};
use crate::model::mask::may_hear;
use crate::model::{ClientId, IssueId};
use crate::turn::desk::Desk;
use crate::turn::news::News;

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: ClientEffect) -> Result<Performed> {
    let who = &ctx.who;
    let outcome = match effect {
        ClientEffect::Find { query, page } => {
            match search::find(desk.tx, who, &query, page, ctx.country, desk.now).await? {
                Found::Page { rows, more, near } => Outcome::Hits { hits: hits(rows), more, near },
                Found::TooShort => Outcome::TooShort,
            }
        }
        ClientEffect::Open { client } => {
            match cards::open(desk.tx, who, client, None, desk.current, desk.now).await? {
                Some(opened) => {
                    let (issue, until) = (opened.issue, opened.until);
                    Outcome::Card { view: Box::new(opened.view), issue, until }
                }
                None => Outcome::NoSuchClient,
            }
        }
        ClientEffect::Duplicates { phone, name } => {
            let rows = search::duplicates(desk.tx, who, phone.as_deref(), name.as_deref()).await?;
            Outcome::Hits { hits: hits(rows), more: false, near: false }
        }
        ClientEffect::Create(new) => {
            let (row, undo) = clients::create(desk.tx, who, &new, desk.now).await?;
            Outcome::Created { client: ClientId(row.id), number: row.number, name: row.name, undo }
        }
        ClientEffect::Correctable { client, at } => {
            let at = at.as_ref();
            match corrections::correctable(desk.tx, who, client, at, desk.current, desk.now).await?
            {
                Some(Shown { view, issue, until }) => {
                    Outcome::Correctable { view: Box::new(view), issue, until }
                }
                None => Outcome::NoSuchClient,
            }
        }
        ClientEffect::Correct(change) => {
            match corrections::correct(desk.tx, who, &change, desk.now).await? {
                Corrected::Done(undo) => Outcome::Corrected { client: change.client, undo },
                Corrected::Changed => Outcome::CardChanged,
                Corrected::NoSuchClient => return Ok(no_such_client()),
            }
        }
        ClientEffect::Consent { client, given } => return consent(desk, ctx, client, given).await,
    };
    Ok(outcome.into())
}

async fn consent(desk: &Desk<'_>, ctx: &Ctx, client: ClientId, given: bool) -> Result<Performed> {
    if consenting(desk, ctx, client).await?.is_none() {
        return Ok(no_such_client());
    }
    clients::record_consent(desk.tx, &ctx.who, client, given, desk.now).await?;
    let news = if given { Vec::new() } else { closings(desk, client).await? };
    Ok(Performed::Done(Outcome::ConsentRecorded { client, given }, news))
}

/// The number of a client whose consents this person may read and record.
pub(super) async fn consenting(
    desk: &Desk<'_>,
    ctx: &Ctx,
    client: ClientId,
) -> Result<Option<String>> {
    let known = relations::known(desk.tx, &ctx.who, client, desk.now).await?;
    let may = |standing: &relations::Standing| may_hear(ctx.who.role, &standing.relations);
    Ok(known.filter(|(_, standing)| may(standing)).map(|(row, _)| row.number))
}

/// What others still have on their screens is health data that nobody may see any more.
pub(super) async fn closings(desk: &Desk<'_>, client: ClientId) -> Result<Vec<News>> {
    let open = issues::open_of(desk.tx, client).await?;
    Ok(open.into_iter().map(|row| News::Close(IssueId(row.id))).collect())
}

fn hits(rows: Vec<clients::Row>) -> Vec<Hit> {
    rows.into_iter()
        .map(|row| Hit { client: ClientId(row.id), name: row.name, number: row.number })
        .collect()
}
