//! PINs as they are kept: a hash that `turn/lock` made, wrong tries, and the pause after too many (T13).

use super::entity::pin::{ActiveModel, Column, Entity, Model};
use super::entity::seat;
use super::trail::{self, Subject};
use super::{Result, Tx, settings};
use crate::model::StaffId;
use crate::model::card::Act;
use crate::model::pin::{PAUSE_MINUTES, TRIES_MAX};
use crate::model::policy::Role;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// The name of the owner's setting.
const REQUIRED: &str = "pin_required";

/// A PIN as it stands.
pub type Row = Model;

/// A person's PIN, if they have one.
///
/// # Errors
/// As the database's.
pub async fn get(tx: &Tx, who: StaffId) -> Result<Option<Row>> {
    Ok(Entity::find_by_id(who.0).one(tx.db()).await?)
}

/// Sets a person's PIN, by its hash.
///
/// # Errors
/// As the database's.
pub async fn set(tx: &Tx, who: StaffId, hash: &str, now: DateTime<Utc>) -> Result<()> {
    let row = ActiveModel {
        staff_id: Set(who.0),
        hash: Set(hash.into()),
        failures: Set(0),
        paused_until: Set(None),
        set_at: Set(now),
    };
    let conflict = OnConflict::column(Column::StaffId)
        .update_columns([Column::Hash, Column::Failures, Column::PausedUntil, Column::SetAt])
        .to_owned();
    Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.db()).await?;
    trail::record(tx, now, Some(who), Act::PinSet, Subject::Row("staff", who.0), "").await
}

/// Forgets a person's PIN: their access was cut, and whoever comes back chooses a new one.
///
/// # Errors
/// As the database's.
pub async fn forget(tx: &Tx, who: StaffId) -> Result<()> {
    Entity::delete_by_id(who.0).exec(tx.db()).await?;
    Ok(())
}

/// What became of a PIN that the command line was to forget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reset {
    /// It is forgotten; this owner is to be told.
    Done(StaffId),
    /// No owner has this name.
    Nobody,
    /// Another owner can help them, in the chat.
    NotAlone,
    /// They have none.
    None,
}

/// Forgets the PIN of the only owner, by their name: nobody in the chat could let them back in. It is for whoever runs the
/// server, who has the archive's key anyway, and stands in the trail without a person.
///
/// # Errors
/// As the database's.
pub async fn reset(tx: &Tx, name: &str, now: DateTime<Utc>) -> Result<Reset> {
    let mut owners = owners(tx).await?;
    owners.dedup();
    let mut named = None;
    for owner in &owners {
        let person = super::staff::row(tx, *owner).await?;
        named = named.or(person.filter(|person| person.name == name).map(|_| *owner));
    }
    let Some(owner) = named else { return Ok(Reset::Nobody) };
    if owners.len() > 1 {
        return Ok(Reset::NotAlone);
    }
    if get(tx, owner).await?.is_none() {
        return Ok(Reset::None);
    }
    forget(tx, owner).await?;
    trail::record(tx, now, None, Act::PinReset, Subject::Row("staff", owner.0), "").await?;
    Ok(Reset::Done(owner))
}

/// Whether there is one owner, and they have a PIN that nobody in the chat could reset.
///
/// # Errors
/// As the database's.
pub async fn is_lone(tx: &Tx) -> Result<bool> {
    match owners(tx).await?.as_slice() {
        [owner] => Ok(get(tx, *owner).await?.is_some()),
        _ => Ok(false),
    }
}

/// Forgets the wrong tries after a right one.
///
/// # Errors
/// As the database's.
pub async fn right(tx: &Tx, row: &Row) -> Result<()> {
    if row.failures != 0 || row.paused_until.is_some() {
        count(tx, row, 0, None).await?;
    }
    Ok(())
}

/// Counts a wrong try. The end of the pause, if it was one too many; else how many are left.
///
/// # Errors
/// As the database's.
pub async fn wrong(
    tx: &Tx,
    row: &Row,
    now: DateTime<Utc>,
) -> Result<std::result::Result<i32, DateTime<Utc>>> {
    let (who, failures) = (StaffId(row.staff_id), row.failures + 1);
    let subject = Subject::Row("staff", who.0);
    trail::record(tx, now, Some(who), Act::PinFailed, subject, "").await?;
    if failures < TRIES_MAX {
        count(tx, row, failures, None).await?;
        return Ok(Ok(TRIES_MAX - failures));
    }
    let until = now + Duration::minutes(PAUSE_MINUTES);
    count(tx, row, 0, Some(until)).await?;
    trail::record(tx, now, Some(who), Act::PinLocked, subject, "").await?;
    Ok(Err(until))
}

async fn count(tx: &Tx, row: &Row, failures: i32, until: Option<DateTime<Utc>>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::value(failures))
        .col_expr(Column::PausedUntil, Expr::value(until))
        .filter(Column::StaffId.eq(row.staff_id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Whether those who decide must have a PIN.
///
/// # Errors
/// As the database's.
pub async fn required(tx: &Tx) -> Result<bool> {
    Ok(settings::get(tx, REQUIRED).await?.as_deref() == Some("yes"))
}

/// Says whether those who decide must have a PIN.
///
/// # Errors
/// As the database's.
pub async fn require(tx: &Tx, who: StaffId, required: bool, now: DateTime<Utc>) -> Result<()> {
    settings::set(tx, REQUIRED, if required { "yes" } else { "no" }).await?;
    trail::record(tx, now, Some(who), Act::Set, Subject::None, REQUIRED).await
}

/// The owners, for alerts.
///
/// # Errors
/// As the database's.
pub async fn owners(tx: &Tx) -> Result<Vec<StaffId>> {
    let owners = seat::Entity::find()
        .filter(seat::Column::Role.eq(Role::Owner.as_str()))
        .filter(seat::Column::State.eq("active"))
        .order_by_asc(seat::Column::Id);
    Ok(owners.all(tx.db()).await?.into_iter().map(|seat| StaffId(seat.staff_id)).collect())
}
