//! Acts that can be taken back for a while, each once, by whoever did them.

use super::entity::undo::{ActiveModel, Column, Entity, Model};
use super::trail::{self, Subject};
use super::{Result, Tx, clients, corrections, tasks, visits};
use crate::model::card::Act;
use crate::model::{Actor, StaffId, UndoId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

/// An act can be taken back for this long.
const MINUTES: i64 = 10;

/// What `before` says of a correction.
pub const CORRECTION: &str = "correction";

/// What kind of act.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A card was created.
    Client,
    /// A visit was logged.
    Visit,
    /// A follow-up was changed.
    Task,
    /// A card was corrected; offered with `CORRECTION`.
    Correction,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::Client => "client",
            Kind::Visit => "visit",
            Kind::Task => "task",
            // The column's CHECK cannot grow on SQLite: what `before` says tells it from a new card.
            Kind::Correction => "client",
        }
    }
}

/// What became of taking back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// It is taken back.
    Done,
    /// There is nothing, or it is taken back already.
    Nothing,
    /// Too long ago, or something was built on it.
    TooLate,
}

/// Offers an act to be taken back.
///
/// # Errors
/// As the database's.
pub async fn offer(
    tx: &Tx,
    staff: StaffId,
    kind: Kind,
    row: i64,
    before: &str,
    now: DateTime<Utc>,
) -> Result<UndoId> {
    let row = ActiveModel {
        id: NotSet,
        staff_id: Set(staff.0),
        kind: Set(kind.as_str().into()),
        row_id: Set(row),
        before: Set(before.into()),
        at: Set(now),
        used: Set(false),
    };
    Ok(UndoId(row.insert(tx.db()).await?.id))
}

/// The person's latest act, if it can still be taken back.
///
/// # Errors
/// As the database's.
pub async fn latest(tx: &Tx, staff: StaffId) -> Result<Option<UndoId>> {
    let open = Entity::find().filter(Column::StaffId.eq(staff.0)).filter(Column::Used.eq(false));
    Ok(open.order_by_desc(Column::Id).limit(1).one(tx.db()).await?.map(|row| UndoId(row.id)))
}

/// Takes an act back.
///
/// # Errors
/// As the database's.
pub async fn perform(tx: &Tx, who: &Actor, id: UndoId, now: DateTime<Utc>) -> Result<Undone> {
    let mine = Entity::find_by_id(id.0)
        .filter(Column::StaffId.eq(who.id.0))
        .filter(Column::Used.eq(false));
    let Some(row) = mine.one(tx.db()).await? else { return Ok(Undone::Nothing) };
    if now - row.at > Duration::minutes(MINUTES) {
        return Ok(Undone::TooLate);
    }
    let done = match row.kind.as_str() {
        "client" if row.before == CORRECTION => {
            corrections::take_back(tx, who, row.row_id, now).await?
        }
        "client" => {
            !visits::any(tx, row.row_id).await? && clients::withdraw(tx, row.row_id).await?
        }
        "visit" => visits::withdraw(tx, row.row_id).await?,
        _ => tasks::restore(tx, row.row_id, &row.before).await?,
    };
    if !done {
        return Ok(Undone::TooLate);
    }
    close(tx, &row).await?;
    trail::record(tx, now, Some(who.id), Act::Undone, Subject::Row("undo", row.id), &row.kind)
        .await?;
    Ok(Undone::Done)
}

async fn close(tx: &Tx, row: &Model) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Used, Expr::value(true))
        .filter(Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    Ok(())
}
