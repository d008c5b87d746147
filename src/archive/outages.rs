//! Outages: when Telegram was heard last, and who works with the bot, to be told what was missed meanwhile (K16).

use super::entity::{screen, seat, staff};
use super::{Result, Tx, settings};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

/// The name of the fact.
const HEARD: &str = "heard";

/// When Telegram was heard last, as far as it was noted; `None` before the first time.
///
/// # Errors
/// As the database's.
pub async fn heard(tx: &Tx) -> Result<Option<DateTime<Utc>>> {
    let noted = settings::get(tx, HEARD).await?;
    let at = noted.and_then(|at| DateTime::parse_from_rfc3339(&at).ok());
    Ok(at.map(|at| at.to_utc()))
}

/// Notes that Telegram is heard.
///
/// # Errors
/// As the database's.
pub async fn note_heard(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    settings::set(tx, HEARD, &now.to_rfc3339()).await
}

/// Everybody who may have pressed or written meanwhile: in an active seat, within reach, with a screen to press on.
///
/// # Errors
/// As the database's.
pub async fn listeners(tx: &Tx) -> Result<Vec<staff::Model>> {
    let seated = seat::Entity::find()
        .select_only()
        .column(seat::Column::StaffId)
        .filter(seat::Column::State.eq("active"));
    let at_work = screen::Entity::find()
        .select_only()
        .column(screen::Column::StaffId)
        .filter(screen::Column::Kind.eq("main"))
        .filter(screen::Column::State.eq("live"));
    let listeners = staff::Entity::find()
        .filter(staff::Column::Reachable.eq(true))
        .filter(staff::Column::Id.in_subquery(seated.into_query()))
        .filter(staff::Column::Id.in_subquery(at_work.into_query()));
    Ok(listeners.order_by_asc(staff::Column::Id).all(tx.db()).await?)
}
