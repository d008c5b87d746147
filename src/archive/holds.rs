//! Legal hold: while one stands, a card is erased neither at a wish nor by retention (security.md, Law).

use super::entity::hold::{ActiveModel, Column, Entity, Model};
use super::entity::staff;
use super::trail::{self, Subject};
use super::{Result, Tx};
use crate::model::card::Act;
use crate::model::grave::Hold;
use crate::model::{Actor, ClientId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

/// The hold on a client's card.
///
/// # Errors
/// As the database's.
pub async fn current(tx: &Tx, client: ClientId) -> Result<Option<Hold>> {
    let Some(row) = open_row(tx, client).await? else { return Ok(None) };
    let by = staff::Entity::find_by_id(row.by_id).one(tx.db()).await?;
    let by = by.map(|person| person.name).unwrap_or_default();
    Ok(Some(Hold { by, at: row.at, reason: row.reason }))
}

async fn open_row(tx: &Tx, client: ClientId) -> Result<Option<Model>> {
    let open =
        Entity::find().filter(Column::ClientId.eq(client.0)).filter(Column::EndedAt.is_null());
    Ok(open.order_by_desc(Column::Id).limit(1).one(tx.db()).await?)
}

/// Puts a card on hold. One that stands already goes on.
///
/// # Errors
/// As the database's.
pub async fn set(
    tx: &Tx,
    who: &Actor,
    client: ClientId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    if open_row(tx, client).await?.is_some() {
        return Ok(());
    }
    let row = ActiveModel {
        id: NotSet,
        client_id: Set(client.0),
        by_id: Set(who.id.0),
        reason: Set(reason.into()),
        at: Set(now),
        lifted_by: Set(None),
        lifted_why: Set(String::new()),
        ended_at: Set(None),
    };
    row.insert(tx.db()).await?;
    trail::record(tx, now, Some(who.id), Act::Held, Subject::Client(client), "").await
}

/// Lifts the hold on a card, if one stands.
///
/// # Errors
/// As the database's.
pub async fn lift(
    tx: &Tx,
    who: &Actor,
    client: ClientId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let lifted = Entity::update_many()
        .col_expr(Column::LiftedWhy, Expr::value(reason))
        .col_expr(Column::LiftedBy, Expr::value(who.id.0))
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::ClientId.eq(client.0))
        .filter(Column::EndedAt.is_null());
    if lifted.exec(tx.db()).await?.rows_affected == 0 {
        return Ok(());
    }
    trail::record(tx, now, Some(who.id), Act::HoldLifted, Subject::Client(client), "").await
}
