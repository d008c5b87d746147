//! Follow-ups: due on a day, done, put off, handed over.

use super::entity::task::{ActiveModel, Column, Entity, Model};
use super::entity::undo as kept;
use super::entity::visit;
use super::trail::{self, Subject};
use super::{Result, Tx, undo};
use crate::model::card::Act;
use crate::model::{Actor, StaffId, TaskId, UndoId};
use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;

/// Follow-ups in one digest.
pub const LISTED_MAX: u64 = 50;

/// A follow-up as it stands.
pub type Row = Model;

/// Makes a follow-up.
///
/// # Errors
/// As the database's.
pub async fn create(
    tx: &Tx,
    client: i64,
    staff: i64,
    visit: Option<i64>,
    due_on: NaiveDate,
) -> Result<Row> {
    let row = ActiveModel {
        id: NotSet,
        client_id: Set(client),
        staff_id: Set(staff),
        visit_id: Set(visit),
        due_on: Set(due_on),
        state: Set("open".into()),
        done_at: Set(None),
    };
    Ok(row.insert(tx.db()).await?)
}

/// A person's follow-ups: those due by the day, and those that they did, put off or handed over since `since`: so a list
/// keeps its handled lines, each where it stood.
///
/// # Errors
/// As the database's.
pub async fn due(
    tx: &Tx,
    staff: StaffId,
    day: NaiveDate,
    since: DateTime<Utc>,
) -> Result<Vec<Row>> {
    let handled = handled(tx, staff, since).await?;
    let open = Column::State.eq("open").and(Column::DueOn.lte(day));
    let done = Column::State.eq("done").and(Column::DoneAt.gte(since));
    let mine = Column::StaffId.eq(staff.0).and(open.or(done));
    // With an empty list beside it no index would serve, and every follow-up would be read.
    let listed = match handled.is_empty() {
        true => mine,
        false => {
            let moved = Column::Id.is_in(handled.keys().copied());
            mine.or(moved.and(Column::State.is_in(["open", "done"])))
        }
    };
    let rows = Entity::find().filter(listed).order_by_asc(Column::DueOn);
    let mut rows = rows.order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?;
    rows.sort_by_key(|row| (handled.get(&row.id).copied().unwrap_or(row.due_on), row.id));
    Ok(rows)
}

/// What a person did to follow-ups since a moment: when each was due before, as it is kept to be taken back.
async fn handled(
    tx: &Tx,
    staff: StaffId,
    since: DateTime<Utc>,
) -> Result<BTreeMap<i64, NaiveDate>> {
    let kept = kept::Entity::find()
        .filter(kept::Column::StaffId.eq(staff.0))
        .filter(kept::Column::Kind.eq("task"))
        .filter(kept::Column::Used.eq(false))
        .filter(kept::Column::At.gte(since));
    // The first of several is the last that is put in.
    let kept = kept.order_by_desc(kept::Column::Id).all(tx.db()).await?.into_iter();
    let due = |before: &str| before.split_once(',').and_then(|(_, due)| due.parse().ok());
    Ok(kept.filter_map(|row| Some((row.row_id, due(&row.before)?))).collect())
}

/// Ends a follow-up, and how to take that back. None if it is not this person's or no longer open.
///
/// # Errors
/// As the database's.
pub async fn done(tx: &Tx, who: &Actor, id: TaskId, now: DateTime<Utc>) -> Result<Option<UndoId>> {
    change(tx, who, id, now, "done", async |row: &mut ActiveModel| {
        row.state = Set("done".into());
        row.done_at = Set(Some(now));
    })
    .await
}

/// Puts a follow-up off by some days from today.
///
/// # Errors
/// As the database's.
pub async fn snooze(
    tx: &Tx,
    who: &Actor,
    id: TaskId,
    today: NaiveDate,
    days: u32,
    now: DateTime<Utc>,
) -> Result<Option<UndoId>> {
    change(tx, who, id, now, "snoozed", async |row: &mut ActiveModel| {
        row.due_on = Set(today + Days::new(u64::from(days)))
    })
    .await
}

/// Hands a follow-up to a colleague of the branch. None if it is gone, or the colleague has no seat there.
///
/// # Errors
/// As the database's.
pub async fn hand_over(
    tx: &Tx,
    who: &Actor,
    id: TaskId,
    to: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<UndoId>> {
    if !colleagues(tx, who).await?.iter().any(|(colleague, _)| *colleague == to) {
        return Ok(None);
    }
    change(tx, who, id, now, "handed", async |row: &mut ActiveModel| row.staff_id = Set(to.0)).await
}

/// Colleagues with an active seat in the same branch, by name.
///
/// # Errors
/// As the database's.
pub async fn colleagues(tx: &Tx, who: &Actor) -> Result<Vec<(StaffId, String)>> {
    let mut people = super::staff::working(tx, who.branch).await?;
    people.retain(|(id, _)| *id != who.id);
    Ok(people)
}

async fn change(
    tx: &Tx,
    who: &Actor,
    id: TaskId,
    now: DateTime<Utc>,
    how: &str,
    edit: impl AsyncFnOnce(&mut ActiveModel),
) -> Result<Option<UndoId>> {
    let mine = Entity::find_by_id(id.0)
        .filter(Column::StaffId.eq(who.id.0))
        .filter(Column::State.eq("open"));
    let Some(row) = mine.one(tx.db()).await? else { return Ok(None) };
    let before = format!("{},{}", row.staff_id, row.due_on);
    let mut new: ActiveModel = row.into();
    edit(&mut new).await;
    new.update(tx.db()).await?;
    let undo = undo::offer(tx, who.id, undo::Kind::Task, id.0, &before, now).await?;
    trail::record(tx, now, Some(who.id), Act::TaskChanged, Subject::Row("task", id.0), how).await?;
    Ok(Some(undo))
}

/// Puts a follow-up back as it was: whose it was and when it was due.
///
/// # Errors
/// As the database's.
pub async fn restore(tx: &Tx, id: i64, before: &str) -> Result<bool> {
    let Some((staff, due)) = before.split_once(',') else { return Ok(false) };
    let (Ok(staff), Ok(due)) = (staff.parse::<i64>(), due.parse::<NaiveDate>()) else {
        return Ok(false);
    };
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value("open"))
        .col_expr(Column::StaffId, Expr::value(staff))
        .col_expr(Column::DueOn, Expr::value(due))
        .col_expr(Column::DoneAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(Column::Id.eq(id))
        .filter(Column::State.ne("withdrawn"))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Whose a follow-up is.
///
/// # Errors
/// As the database's.
pub async fn owner_of(tx: &Tx, id: i64) -> Result<Option<StaffId>> {
    Ok(Entity::find_by_id(id).one(tx.db()).await?.map(|row| StaffId(row.staff_id)))
}

/// Whether a colleague still has anything that this person handed over and did not take back.
///
/// # Errors
/// As the database's.
pub async fn handed_to(tx: &Tx, from: StaffId, to: StaffId) -> Result<bool> {
    let handed = Query::select()
        .column(kept::Column::RowId)
        .from(kept::Entity)
        .and_where(kept::Column::StaffId.eq(from.0))
        .and_where(kept::Column::Kind.eq("task"))
        .and_where(kept::Column::Used.eq(false))
        .to_owned();
    let theirs = Entity::find()
        .filter(Column::StaffId.eq(to.0))
        .filter(Column::State.eq("open"))
        .filter(Column::Id.in_subquery(handed));
    Ok(theirs.limit(1).one(tx.db()).await?.is_some())
}

/// Takes back the follow-up of a visit that was taken back.
///
/// # Errors
/// As the database's.
pub async fn withdraw_of_visit(tx: &Tx, visit: i64) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value("withdrawn"))
        .filter(Column::VisitId.eq(visit))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Moves a visit's follow-up to the visit's new next date.
///
/// # Errors
/// As the database's.
pub async fn move_visit(tx: &Tx, visit: &visit::Model) -> Result<()> {
    let Some(day) = visit.next_on else { return Ok(()) };
    let moved = Entity::update_many()
        .col_expr(Column::DueOn, Expr::value(day))
        .filter(Column::VisitId.eq(visit.id))
        .filter(Column::State.eq("open"))
        .exec(tx.db())
        .await?;
    if moved.rows_affected == 0 {
        create(tx, visit.client_id, visit.staff_id, Some(visit.id), day).await?;
    }
    Ok(())
}
