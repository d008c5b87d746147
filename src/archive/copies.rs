//! A client's own copy: everything that is kept about them, read once to be handed over (GDPR 15, PIPL 45, PIPA 35).

use super::entity::{appointment, branch, client, correction};
use super::issues::{self, NewIssue};
use super::trail::{self, Subject};
use super::{Result, Tx, cards, consents, history};
use crate::model::access::Part;
use crate::model::card::Act;
use crate::model::correct::Detail;
use crate::model::grave::{ClientCopy, Corrected};
use crate::model::{Actor, ClientId, ConfirmationId, ScreenId};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// A copy stays in the chat of who hands it out for so long, or until the evening takes it back with the cards.
const COPY_HOURS: i64 = 24;

/// Reads the copy that was confirmed, notes it as a showing of everything, and traces that it was handed out. It is whole even where the owner keeps sensitive
/// fields out of the chat: the client has a right to it, two people agreed to it, and it is a file, no chat text. `None` if the client is there no more.
///
/// # Errors
/// As the database's.
pub async fn give(
    tx: &Tx,
    who: &Actor,
    (id, confirmation): (ClientId, ConfirmationId),
    screen: Option<ScreenId>,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Option<ClientCopy>> {
    let Some(row) = client::Entity::find_by_id(id.0).one(tx.db()).await? else { return Ok(None) };
    let detail = format!("confirmation={}", confirmation.0);
    trail::record(tx, now, Some(who.id), Act::CopyGiven, Subject::Client(id), &detail).await?;
    let card = cards::whole(tx, &row).await?;
    let register = consents::register(tx, id, row.number.clone()).await?;
    let booked = appointment::Entity::find()
        .filter(appointment::Column::ClientId.eq(id.0))
        .filter(appointment::Column::State.eq("booked"))
        .order_by_asc(appointment::Column::StartsAt);
    let booked = booked.all(tx.db()).await?;
    let corrections = correction::Entity::find().filter(correction::Column::ClientId.eq(id.0));
    let corrections = corrections.order_by_asc(correction::Column::Id).all(tx.db()).await?;
    let corrected = corrections.into_iter().filter_map(|row| {
        let detail = Detail::parse(&row.detail)?;
        Some(Corrected { at: row.at, detail, old: row.old, new: row.new, reason: row.reason })
    });
    let (seen, _) = history::seen(tx, id, 0, zone).await?;
    let until = now + Duration::hours(COPY_HOURS);
    let shown = NewIssue { client: id, staff: who.id, loan: None, screen, parts: Part::ALL, until };
    let issue = issues::begin(tx, shown, now).await?;
    let branch = branch::Entity::find_by_id(row.branch_id).one(tx.db()).await?;
    let business = branch.map(|branch| branch.name).unwrap_or_default();
    let day = now.with_timezone(&zone).date_naive();
    let booked = booked.into_iter().map(|row| row.starts_at).collect();
    let corrected = corrected.collect();
    Ok(Some(ClientCopy {
        business,
        day,
        issue,
        until,
        card,
        since: row.created_at,
        register,
        booked,
        corrected,
        seen,
    }))
}
