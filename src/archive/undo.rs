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
/// Whoever takes the latest act back without naming one means none that is older than this.
const LATEST_HOURS: i64 = 12;

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
    /// It is taken back. A colleague who was handed follow-ups, and has none of them any more.
    Done { emptied: Option<StaffId> },
    /// There is nothing, or it is taken back already.
    Nothing,
    /// Too long ago, or something was built on it.
    TooLate,
    /// Somebody has worked on the follow-up since.
    Overtaken,
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

/// The person's latest act of these hours that was not taken back.
///
/// # Errors
/// As the database's.
pub async fn latest(tx: &Tx, staff: StaffId, now: DateTime<Utc>) -> Result<Option<UndoId>> {
    let open = Entity::find()
        .filter(Column::StaffId.eq(staff.0))
        .filter(Column::Used.eq(false))
        .filter(Column::At.gte(now - Duration::hours(LATEST_HOURS)));
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
    let mut emptied = None;
    let done = match row.kind.as_str() {
        "client" if row.before == CORRECTION => {
            corrections::take_back(tx, who, row.row_id, now).await?
        }
        "client" => {
            !visits::any(tx, row.row_id).await? && clients::withdraw(tx, row.row_id).await?
        }
        "visit" => visits::withdraw(tx, row.row_id).await?,
        _ if built_on(tx, who, &row).await? => return Ok(Undone::Overtaken),
        _ => {
            let had = tasks::owner_of(tx, row.row_id).await?.filter(|had| *had != who.id);
            let done = tasks::restore(tx, row.row_id, &row.before).await?;
            if let Some(had) = had.filter(|_| done) {
                let left = tasks::handed_to(tx, who.id, had).await?;
                emptied = (!left).then_some(had);
            }
            done
        }
    };
    if !done {
        return Ok(Undone::TooLate);
    }
    close(tx, &row).await?;
    trail::record(tx, now, Some(who.id), Act::Undone, Subject::Row("undo", row.id), &row.kind)
        .await?;
    Ok(Undone::Done { emptied })
}

/// Whether a colleague has worked on a follow-up since: that is not undone by whoever handed it over.
async fn built_on(tx: &Tx, who: &Actor, row: &Model) -> Result<bool> {
    let later = Entity::find()
        .filter(Column::Kind.eq(row.kind.as_str()))
        .filter(Column::RowId.eq(row.row_id))
        .filter(Column::StaffId.ne(who.id.0))
        .filter(Column::Used.eq(false))
        .filter(Column::Id.gt(row.id));
    Ok(later.limit(1).one(tx.db()).await?.is_some())
}

async fn close(tx: &Tx, row: &Model) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Used, Expr::value(true))
        .filter(Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    Ok(())
}
