//! The outbox: what is to be sent, as data; `sending` stands before the call, the result after it (R4).

use super::entity::outbox::{ActiveModel, Column, Entity, Model};
use super::entity::screen;
use super::prepared::{insertion, prepared};
use super::{Result, Tx, screens};
use crate::model::ScreenId;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, EntityTrait, FromQueryResult,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde::Deserialize;

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

/// A row that is to leave.
pub struct Unsent {
    /// The row.
    pub row: Row,
    /// What its screen shows, JSON, if that stands at the row's revision still.
    pub shown: Option<String>,
}

async fn unsent(tx: &Tx, rows: Vec<Row>) -> Result<Vec<Unsent>> {
    let mut unsent = Vec::new();
    for row in rows {
        let screen = match row.screen_id {
            Some(screen) => screens::get(tx, ScreenId(screen)).await?,
            None => None,
        };
        let screen = screen.filter(|screen| screen.revision == row.revision);
        unsent.push(Unsent { row, shown: screen.map(|screen| screen.shown) });
    }
    Ok(unsent)
}

/// Writes a row; one that is due at once is born `sending`, since it leaves right after the commit (decisions 5).
/// An older revision of the same screen that is still unsent is superseded when its turn comes.
///
/// # Errors
/// As the database's.
pub async fn put(tx: &Tx, row: NewRow, now: DateTime<Utc>) -> Result<Row> {
    let state = if row.due_at <= now { "sending" } else { "new" };
    let row = Row {
        id: 0,
        chat_id: row.chat,
        screen_id: row.screen.map(|(screen, _)| screen),
        revision: row.screen.map_or(0, |(_, revision)| revision),
        kind: row.kind.into(),
        payload: row.payload,
        state: state.into(),
        attempts: 0,
        created_at: now,
        due_at: row.due_at,
    };
    let new = ActiveModel { id: NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let id = tx.inserted(insertion!(tx, new)).await?;
    Ok(Row { id, ..row })
}

/// Rows that the last process left in `sending`: whether they arrived is not known.
///
/// # Errors
/// As the database's.
pub async fn ambiguous(tx: &Tx) -> Result<Vec<Unsent>> {
    let left = Entity::find().filter(Column::State.eq("sending")).order_by_asc(Column::Id);
    unsent(tx, left.all(tx.db()).await?).await
}

/// Claims rows that have become due, at most `limit`, and returns them as `sending`.
///
/// # Errors
/// As the database's.
pub async fn claim(tx: &Tx, now: DateTime<Utc>, limit: u64) -> Result<Vec<Unsent>> {
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
    unsent(tx, rows).await
}

/// When a row is due.
#[derive(Deserialize, FromQueryResult)]
struct Due {
    due_at: DateTime<Utc>,
}

/// The next moment at which a waiting row becomes due.
///
/// # Errors
/// As the database's.
pub async fn next_due(tx: &Tx) -> Result<Option<DateTime<Utc>>> {
    let next = prepared!(tx, [], |[]| {
        Entity::find()
            .select_only()
            .column(Column::DueAt)
            .filter(Column::State.eq("new"))
            .order_by_asc(Column::DueAt)
            .limit(1)
            .into_query()
    });
    let next: Option<Due> = tx.one(next).await?;
    Ok(next.map(|next| next.due_at))
}

/// Ends a row as `done`, `superseded`, `dropped` or `failed`. Its payload goes, since it may hold a card.
///
/// # Errors
/// As the database's.
pub async fn finish(tx: &Tx, id: i64, state: &str) -> Result<()> {
    let finished = prepared!(tx, [id, state], |[id, state]| {
        Entity::update_many()
            .col_expr(Column::State, Expr::value(state))
            .col_expr(Column::Payload, Expr::value(""))
            .filter(Column::Id.eq(id))
            .into_query()
    });
    tx.run(finished).await.map(drop)
}

/// Ends rows as `finish` does one.
///
/// # Errors
/// As the database's.
pub async fn finish_all(tx: &Tx, ids: &[i64], state: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::Payload, Expr::value(""))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Drops what was to show a screen.
///
/// # Errors
/// As the database's.
pub async fn drop_showings(tx: &Tx, screen: i64) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value("dropped"))
        .col_expr(Column::Payload, Expr::value(""))
        .filter(Column::ScreenId.eq(screen))
        .filter(Column::State.is_in(["new", "sending"]))
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
    let Some(screen) = screens::get(tx, ScreenId(screen_id)).await? else {
        return Ok(None);
    };
    let before = screen.message_id.filter(|before| *before != message);
    let moved = screen.message_id != Some(message);
    let late = (screen.state == "closed").then_some(message);
    if moved {
        let shown = prepared!(tx, [screen_id, message, now], |[id, message, now]| {
            screen::Entity::update_many()
                .col_expr(screen::Column::MessageId, Expr::value(message))
                .col_expr(screen::Column::SentAt, Expr::value(now))
                .filter(screen::Column::Id.eq(id))
                .into_query()
        });
        tx.run(shown).await?;
    }
    Ok(late.or(before))
}

/// How many rows wait or are under way, and when the first of them was, or will be, due.
///
/// # Errors
/// As the database's.
pub async fn waiting(tx: &Tx) -> Result<(u64, Option<DateTime<Utc>>)> {
    let waiting = Entity::find().filter(Column::State.is_in(["new", "sending"]));
    let first = waiting.clone().order_by_asc(Column::DueAt).limit(1).one(tx.db()).await?;
    Ok((waiting.count(tx.db()).await?, first.map(|row| row.due_at)))
}
