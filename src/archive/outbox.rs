//! The outbox: what is to be sent, as data; `sending` stands before the call, the result after it (R4).

use super::entity::outbox::{ActiveModel, Column, Entity, Model};
use super::entity::screen;
use super::{Result, Tx};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

/// A row to be written.
pub struct NewRow {
    /// The chat.
    pub chat: i64,
    /// The screen and the revision that the row shows.
    pub screen: Option<(i64, i32)>,
    /// The row's kind.
    pub kind: &'static str,
    /// What, as JSON.
    pub payload: String,
    /// Not before.
    pub due_at: DateTime<Utc>,
}

/// A row as it stands.
pub type Row = Model;

/// Writes a row; one that is due at once is born `sending`, since it leaves right after the commit (decisions 5).
/// An older revision of the same screen that is still unsent is superseded when its turn comes.
///
/// # Errors
/// As the database's.
pub async fn put(tx: &Tx, row: NewRow, now: DateTime<Utc>) -> Result<Row> {
    let state = if row.due_at <= now { "sending" } else { "new" };
    let model = ActiveModel {
        id: NotSet,
        chat_id: Set(row.chat),
        screen_id: Set(row.screen.map(|(screen, _)| screen)),
        revision: Set(row.screen.map_or(0, |(_, revision)| revision)),
        kind: Set(row.kind.into()),
        payload: Set(row.payload),
        state: Set(state.into()),
        attempts: Set(0),
        created_at: Set(now),
        due_at: Set(row.due_at),
    };
    Ok(model.insert(tx.db()).await?)
}

/// Rows that the last process left in `sending`: whether they arrived is not known.
///
/// # Errors
/// As the database's.
pub async fn ambiguous(tx: &Tx) -> Result<Vec<Row>> {
    Ok(Entity::find()
        .filter(Column::State.eq("sending"))
        .order_by_asc(Column::Id)
        .all(tx.db())
        .await?)
}

/// Claims rows that have become due, at most `limit`, and returns them as `sending`.
///
/// # Errors
/// As the database's.
pub async fn claim(tx: &Tx, now: DateTime<Utc>, limit: u64) -> Result<Vec<Row>> {
    let due = Entity::find()
        .filter(Column::State.eq("new"))
        .filter(Column::DueAt.lte(now))
        .order_by_asc(Column::Id);
    let rows = due.limit(limit).all(tx.db()).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    if !ids.is_empty() {
        Entity::update_many()
            .col_expr(Column::State, Expr::value("sending"))
            .filter(Column::Id.is_in(ids))
            .exec(tx.db())
            .await?;
    }
    Ok(rows)
}

/// The next moment at which a waiting row becomes due.
///
/// # Errors
/// As the database's.
pub async fn next_due(tx: &Tx) -> Result<Option<DateTime<Utc>>> {
    let row = Entity::find()
        .filter(Column::State.eq("new"))
        .order_by_asc(Column::DueAt)
        .limit(1)
        .one(tx.db())
        .await?;
    Ok(row.map(|row| row.due_at))
}

/// Ends a row as `done`, `superseded`, `dropped` or `failed`. Its payload goes, since it may hold a card.
///
/// # Errors
/// As the database's.
pub async fn finish(tx: &Tx, id: i64, state: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::Payload, Expr::value(""))
        .filter(Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Puts a row off after a failure that may pass.
///
/// # Errors
/// As the database's.
pub async fn retry(tx: &Tx, id: i64, due_at: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value("new"))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::DueAt, Expr::value(due_at))
        .filter(Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Marks a screen as shown under a message, and ends the row. Returns the message that is to be deleted: the one that
/// stood for the screen before, if it is another one, or this one if the screen was closed while it was on its way.
///
/// # Errors
/// As the database's.
pub async fn shown(
    tx: &Tx,
    id: i64,
    screen_id: i64,
    message: i32,
    now: DateTime<Utc>,
) -> Result<Option<i32>> {
    finish(tx, id, "done").await?;
    let Some(screen) = screen::Entity::find_by_id(screen_id).one(tx.db()).await? else {
        return Ok(None);
    };
    let before = screen.message_id.filter(|before| *before != message);
    let moved = screen.message_id != Some(message);
    let late = (screen.state == "closed").then_some(message);
    let mut screen: screen::ActiveModel = screen.into();
    screen.message_id = Set(Some(message));
    if moved {
        screen.sent_at = Set(Some(now));
    }
    screen.update(tx.db()).await?;
    Ok(late.or(before))
}

/// The number of rows that wait or are under way.
///
/// # Errors
/// As the database's.
pub async fn depth(tx: &Tx) -> Result<u64> {
    use sea_orm::PaginatorTrait;
    Ok(Entity::find().filter(Column::State.is_in(["new", "sending"])).count(tx.db()).await?)
}
