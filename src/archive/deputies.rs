//! Deputies: while a manager is away, somebody else who may decide loans decides for them (access.md "Loans"; D2).

use super::entity::deputy::{ActiveModel, Column, Entity, Model};
use super::entity::{seat, staff};
use super::trail::{self, Subject};
use super::{Result, Tx};
use crate::model::card::Act;
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder,
};

/// Who decides for this person now, and until when.
///
/// # Errors
/// As the database's.
pub async fn of(
    tx: &Tx,
    who: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<(String, DateTime<Utc>)>> {
    let running = running(tx, now).await?.into_iter().rfind(|row| row.manager_id == who.0);
    let Some(row) = running else { return Ok(None) };
    Ok(Some((name(tx, row.deputy_id).await?, row.until)))
}

/// Who may stand in for this person: everybody else whose seat lets them decide loans, here or in another branch.
///
/// # Errors
/// As the database's.
pub async fn candidates(tx: &Tx, who: &Actor) -> Result<Vec<(StaffId, String)>> {
    let ids: Vec<i64> = deciding(tx).await?.into_iter().map(|seat| seat.staff_id).collect();
    let people = staff::Entity::find()
        .filter(staff::Column::Id.is_in(ids))
        .filter(staff::Column::Id.ne(who.id.0))
        .filter(staff::Column::TelegramId.is_not_null())
        .order_by_asc(staff::Column::Name);
    let people = people.all(tx.db()).await?;
    Ok(people.into_iter().map(|person| (StaffId(person.id), person.name)).collect())
}

/// Names a deputy until then; who was named before is one no more. False if they may not decide loans.
///
/// # Errors
/// As the database's.
pub async fn appoint(
    tx: &Tx,
    who: &Actor,
    to: StaffId,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    if until <= now || !candidates(tx, who).await?.iter().any(|(id, _)| *id == to) {
        return Ok(false);
    }
    end(tx, who, now).await?;
    let row = ActiveModel {
        id: NotSet,
        manager_id: Set(who.id.0),
        deputy_id: Set(to.0),
        since: Set(now),
        until: Set(until),
        ended_at: Set(None),
    };
    let row = row.insert(tx.db()).await?;
    let detail = format!("deputy={}", to.0);
    trail::record(tx, now, Some(who.id), Act::Set, Subject::Row("deputy", row.id), &detail).await?;
    Ok(true)
}

/// The manager is back.
///
/// # Errors
/// As the database's.
pub async fn end(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<()> {
    for row in running(tx, now).await?.into_iter().filter(|row| row.manager_id == who.id.0) {
        let ended = Entity::update_many()
            .col_expr(Column::EndedAt, Expr::value(now))
            .filter(Column::Id.eq(row.id));
        ended.exec(tx.db()).await?;
        let subject = Subject::Row("deputy", row.id);
        trail::record(tx, now, Some(who.id), Act::Set, subject, "back").await?;
    }
    Ok(())
}

/// Who is away from a branch's decisions, and who decides for them: both seats are read again each time.
///
/// # Errors
/// As the database's.
pub async fn of_branch(
    tx: &Tx,
    branch: i64,
    now: DateTime<Utc>,
) -> Result<Vec<(StaffId, StaffId)>> {
    let running = running(tx, now).await?;
    if running.is_empty() {
        return Ok(Vec::new());
    }
    let seats = deciding(tx).await?;
    let here = |id: i64| {
        let owner = Role::Owner.as_str();
        seats.iter().any(|it| it.staff_id == id && (it.role == owner || it.branch_id == branch))
    };
    let decides = |id: i64| seats.iter().any(|it| it.staff_id == id);
    let pairs = running.into_iter().filter(|row| here(row.manager_id) && decides(row.deputy_id));
    Ok(pairs.map(|row| (StaffId(row.manager_id), StaffId(row.deputy_id))).collect())
}

/// For whom of a branch this person decides now.
///
/// # Errors
/// As the database's.
pub async fn stands_for(
    tx: &Tx,
    who: StaffId,
    branch: i64,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let pairs = of_branch(tx, branch, now).await?;
    match pairs.into_iter().find(|(_, deputy)| *deputy == who) {
        Some((manager, _)) => Ok(Some(name(tx, manager.0).await?)),
        None => Ok(None),
    }
}

async fn running(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Model>> {
    let running = Entity::find().filter(Column::EndedAt.is_null()).filter(Column::Until.gt(now));
    Ok(running.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// The active seats that let somebody decide loans.
async fn deciding(tx: &Tx) -> Result<Vec<seat::Model>> {
    let roles = Role::ALL.iter().filter(|role| may(**role, Action::DecideLoan));
    let seats = seat::Entity::find()
        .filter(seat::Column::State.eq("active"))
        .filter(seat::Column::Role.is_in(roles.map(|role| role.as_str())));
    Ok(seats.all(tx.db()).await?)
}

async fn name(tx: &Tx, id: i64) -> Result<String> {
    let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}
