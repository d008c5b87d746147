//! Visits.

use super::{Performed, no_such_client};
use crate::archive::visits::{self, Log, Readable};
use crate::archive::{Result, cards};
use crate::dialogue::Ctx;
use crate::dialogue::effect::{Outcome, VisitEffect, VisitView};
use crate::model::{ClientId, VisitId};
use crate::turn::desk::Desk;

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: VisitEffect) -> Result<Performed> {
    let who = &ctx.who;
    Ok(match effect {
        VisitEffect::Menu { client } => match visits::menu(desk.tx, who, client, desk.now).await? {
            Some(menu) => Outcome::Menu(Box::new(menu)).into(),
            None => no_such_client(),
        },
        VisitEffect::Log(new) => match visits::log(desk.tx, who, &new, desk.now).await? {
            Log::Done(logged) => Outcome::Logged {
                client: new.client,
                client_name: logged.client_name,
                follow_up: logged.follow_up,
                photos: logged.photos,
                undo: logged.undo,
            }
            .into(),
            Log::NoConsent => Outcome::NoConsent.into(),
            Log::NoSuchClient => no_such_client(),
        },
        VisitEffect::Read { visit } => match visits::read(desk.tx, who, visit, desk.now).await? {
            Some(found) => Outcome::Visit(Box::new(view(desk, found).await?)).into(),
            None => no_such_client(),
        },
        VisitEffect::Amend(change) => match visits::amend(desk.tx, who, &change, desk.now).await? {
            Some(row) => {
                Outcome::Amended { visit: change.visit, client: ClientId(row.client_id) }.into()
            }
            None => no_such_client(),
        },
    })
}

/// A visit for correction; health details only with the client's consent (decisions 16).
async fn view(desk: &Desk<'_>, found: Readable) -> Result<VisitView> {
    let Readable { row, client, amount, hidden } = found;
    let (client, number) = (ClientId(client.id), client.number);
    let health_consent = cards::health_consent(desk.tx, client).await?;
    Ok(VisitView {
        id: VisitId(row.id),
        client,
        number,
        at: row.at,
        effect: row.effect.filter(|_| health_consent && !hidden),
        note: row.note.filter(|_| health_consent && !hidden),
        hidden,
        amount: row.amount.filter(|_| amount),
        amount_open: amount,
        next_on: row.next_on,
        health_consent,
    })
}
