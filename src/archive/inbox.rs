//! The inbox: what Telegram delivered, on disk before it is confirmed (R1).

use super::entity::inbox::{ActiveModel, Column, Entity};
use super::prepared::prepared;
use super::{Result, Tx};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use std::collections::{BTreeSet, HashSet};

/// An update that waits for its turn.
#[derive(Clone)]
pub struct Waiting {
    /// The bot.
    pub bot: i64,
    /// The epoch of the update ids.
    pub epoch: i32,
    /// Telegram's id.
    pub update: i64,
    /// Who acted; updates of one person are taken in order.
    pub person: i64,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The update's JSON.
    pub body: String,
    /// Failed turns so far.
    pub attempts: i32,
}

/// Puts a batch of updates on disk; those that are there already are left as they are. Returns the new ones, in order.
///
/// # Errors
/// As the database's.
pub async fn receive(tx: &Tx, batch: &[Waiting]) -> Result<Vec<Waiting>> {
    // Named whole, the key is looked up; by the ids alone the inbox would be read through.
    let bots: BTreeSet<i64> = batch.iter().map(|update| update.bot).collect();
    let epochs: BTreeSet<i32> = batch.iter().map(|update| update.epoch).collect();
    let ids = batch.iter().map(|update| update.update);
    let mut known: HashSet<(i64, i32, i64)> = Entity::find()
        .select_only()
        .columns([Column::BotId, Column::Epoch, Column::UpdateId])
        .filter(Column::BotId.is_in(bots))
        .filter(Column::Epoch.is_in(epochs))
        .filter(Column::UpdateId.is_in(ids))
        .into_tuple()
        .all(tx.db())
        .await?
        .into_iter()
        .collect();
    let is_new = |it: &&Waiting| known.insert((it.bot, it.epoch, it.update));
    let fresh: Vec<Waiting> = batch.iter().filter(is_new).cloned().collect();
    if !fresh.is_empty() {
        let rows = fresh.iter().map(|update| ActiveModel {
            bot_id: Set(update.bot),
            epoch: Set(update.epoch),
            update_id: Set(update.update),
            person: Set(update.person),
            received_at: Set(update.received_at),
            body: Set(Some(update.body.clone())),
            state: Set("new".into()),
            attempts: Set(0),
        });
        Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(fresh)
}

/// The updates that still wait, oldest first: after a restart they are taken again.
///
/// # Errors
/// As the database's.
pub async fn unfinished(tx: &Tx) -> Result<Vec<Waiting>> {
    let rows = Entity::find()
        .filter(Column::State.eq("new"))
        .order_by_asc(Column::Epoch)
        .order_by_asc(Column::UpdateId)
        .all(tx.db())
        .await?;
    let waiting = rows.into_iter().map(|row| Waiting {
        bot: row.bot_id,
        epoch: row.epoch,
        update: row.update_id,
        person: row.person,
        received_at: row.received_at,
        body: row.body.unwrap_or_default(),
        attempts: row.attempts,
    });
    Ok(waiting.collect())
}

/// How many updates wait, and when the oldest of them was received.
///
/// # Errors
/// As the database's.
pub async fn waiting(tx: &Tx) -> Result<(u64, Option<DateTime<Utc>>)> {
    let waiting = Entity::find().filter(Column::State.eq("new"));
    let oldest = waiting.clone().order_by_asc(Column::ReceivedAt).limit(1).one(tx.db()).await?;
    Ok((waiting.count(tx.db()).await?, oldest.map(|row| row.received_at)))
}

/// The highest epoch and update id of a bot, with the time of its last update.
///
/// # Errors
/// As the database's.
pub async fn last(tx: &Tx, bot: i64) -> Result<Option<(i32, i64, DateTime<Utc>)>> {
    let row = Entity::find()
        .filter(Column::BotId.eq(bot))
        .order_by_desc(Column::Epoch)
        .order_by_desc(Column::UpdateId)
        .limit(1)
        .one(tx.db())
        .await?;
    Ok(row.map(|row| (row.epoch, row.update_id, row.received_at)))
}

/// Ends an update as `done`, `dead` or `shed`. Returns false if it had ended before: then its turn must not count.
/// The body goes, since it holds what people wrote.
///
/// # Errors
/// As the database's.
pub async fn finish(tx: &Tx, bot: i64, epoch: i32, update: i64, state: &str) -> Result<bool> {
    let done = prepared!(tx, [bot, epoch, update, state], |[bot, epoch, update, state]| {
        Entity::update_many()
            .col_expr(Column::State, Expr::value(state))
            .col_expr(Column::Body, Expr::value(Option::<String>::None))
            .filter(Column::BotId.eq(bot))
            .filter(Column::Epoch.eq(epoch))
            .filter(Column::UpdateId.eq(update))
            .filter(Column::State.eq("new"))
            .into_query()
    });
    Ok(tx.run(done).await? == 1)
}

/// Counts a failed turn. Returns how many there were now.
///
/// # Errors
/// As the database's.
pub async fn failed(tx: &Tx, bot: i64, epoch: i32, update: i64) -> Result<i32> {
    Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::BotId.eq(bot))
        .filter(Column::Epoch.eq(epoch))
        .filter(Column::UpdateId.eq(update))
        .exec(tx.db())
        .await?;
    let row = Entity::find_by_id((bot, epoch, update)).one(tx.db()).await?;
    Ok(row.map_or(0, |row| row.attempts))
}
