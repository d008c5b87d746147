//! Bookings: who serves whom when. They carry the relation `today` (access.md), so whoever books opens a card.

use super::entity::appointment::{ActiveModel, Column, Entity, Model};
use super::entity::{client, staff};
use super::trail::{self, Subject};
use super::{Result, Tx, relations};
use crate::model::card::Act;
use crate::model::mask::{books_for_others, may_book};
use crate::model::{Actor, AppointmentId, BranchId, ClientId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

/// A booking lasts so many minutes.
const MINUTES: i64 = 60;
/// Bookings of one client in the list.
const LISTED_MAX: u64 = 12;

/// A booking as it stands, with the name of whoever serves.
pub type Row = (Model, String);

/// What became of a change.
pub enum Changed {
    /// Done; how it stands now, and whom it concerned.
    Done(Row),
    /// The person is booked already at that time.
    Clash(Row),
    /// The booking is over, or cancelled.
    Gone,
    /// Reads as "no such client".
    NoSuchClient,
}

/// A client for whom this person may book. `None` reads as "no such client".
///
/// # Errors
/// As the database's.
pub async fn bookable(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    now: DateTime<Utc>,
) -> Result<Option<client::Model>> {
    let known = relations::known(tx, who, id, now).await?;
    let may = known.filter(|(_, standing)| may_book(who.role, &standing.relations));
    Ok(may.map(|(client, _)| client))
}

/// A client's bookings that are not over, next first.
///
/// # Errors
/// As the database's.
pub async fn of_client(tx: &Tx, id: ClientId, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let rows = Entity::find()
        .find_also_related(staff::Entity)
        .filter(Column::ClientId.eq(id.0))
        .filter(Column::State.eq("booked"))
        .filter(Column::EndsAt.gt(now))
        .order_by_asc(Column::StartsAt)
        .limit(LISTED_MAX);
    let rows = rows.all(tx.db()).await?;
    Ok(rows.into_iter().map(|(row, person)| (row, name(person))).collect())
}

/// With whom this person may book: anybody of the branch, or themselves only.
///
/// # Errors
/// As the database's.
pub async fn people(
    tx: &Tx,
    who: &Actor,
    client: &client::Model,
) -> Result<Vec<(StaffId, String)>> {
    if !books_for_others(who.role) {
        return Ok(vec![(who.id, who.name.clone())]);
    }
    super::staff::working(tx, BranchId(client.branch_id)).await
}

/// Books a client with a person.
///
/// # Errors
/// As the database's.
pub async fn book(
    tx: &Tx,
    client: ClientId,
    staff: StaffId,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
) -> Result<Model> {
    let row = ActiveModel {
        id: NotSet,
        client_id: Set(client.0),
        staff_id: Set(staff.0),
        starts_at: Set(starts_at),
        ends_at: Set(ends_at),
        state: Set("booked".into()),
    };
    Ok(row.insert(tx.db()).await?)
}

/// Books, if the person may, and if nobody is booked twice at once.
///
/// # Errors
/// As the database's.
pub async fn make(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    with: StaffId,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Changed> {
    let Some(client) = bookable(tx, who, id, now).await? else { return Ok(Changed::NoSuchClient) };
    let people = people(tx, who, &client).await?;
    let Some((_, name)) = people.into_iter().find(|(person, _)| *person == with) else {
        return Ok(Changed::NoSuchClient);
    };
    let ends_at = starts_at + Duration::minutes(MINUTES);
    if let Some(other) = clash(tx, with, starts_at, ends_at, None).await? {
        return Ok(Changed::Clash((other, name)));
    }
    let row = book(tx, id, with, starts_at, ends_at).await?;
    note(tx, who, Act::Booked, &row, now).await?;
    Ok(Changed::Done((row, name)))
}

/// Moves a booking; it keeps its length.
///
/// # Errors
/// As the database's.
pub async fn shift(
    tx: &Tx,
    who: &Actor,
    id: AppointmentId,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Changed> {
    let Some((row, name)) = open(tx, who, id, now).await? else { return Ok(Changed::Gone) };
    let ends_at = starts_at + (row.ends_at - row.starts_at);
    if let Some(other) = clash(tx, StaffId(row.staff_id), starts_at, ends_at, Some(id)).await? {
        return Ok(Changed::Clash((other, name)));
    }
    let moved = ActiveModel { starts_at: Set(starts_at), ends_at: Set(ends_at), ..row.into() };
    let row = moved.update(tx.db()).await?;
    note(tx, who, Act::BookingMoved, &row, now).await?;
    Ok(Changed::Done((row, name)))
}

/// Cancels a booking.
///
/// # Errors
/// As the database's.
pub async fn cancel(
    tx: &Tx,
    who: &Actor,
    id: AppointmentId,
    now: DateTime<Utc>,
) -> Result<Changed> {
    let Some((row, name)) = open(tx, who, id, now).await? else { return Ok(Changed::Gone) };
    let cancelled = ActiveModel { state: Set("cancelled".into()), ..row.into() };
    let row = cancelled.update(tx.db()).await?;
    note(tx, who, Act::BookingCancelled, &row, now).await?;
    Ok(Changed::Done((row, name)))
}

/// A booking that is not over, of a client for whom this person may book, and with somebody with whom they may.
async fn open(tx: &Tx, who: &Actor, id: AppointmentId, now: DateTime<Utc>) -> Result<Option<Row>> {
    let found = Entity::find_by_id(id.0)
        .find_also_related(staff::Entity)
        .filter(Column::State.eq("booked"))
        .filter(Column::EndsAt.gt(now));
    let Some((row, person)) = found.one(tx.db()).await? else { return Ok(None) };
    let own = row.staff_id == who.id.0;
    let may = bookable(tx, who, ClientId(row.client_id), now).await?.is_some();
    let may = may && (own || books_for_others(who.role));
    Ok(may.then(|| (row, name(person))))
}

/// A booking of this person that overlaps.
async fn clash(
    tx: &Tx,
    staff: StaffId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    except: Option<AppointmentId>,
) -> Result<Option<Model>> {
    let overlapping = Entity::find()
        .filter(Column::StaffId.eq(staff.0))
        .filter(Column::State.eq("booked"))
        .filter(Column::StartsAt.lt(to))
        .filter(Column::EndsAt.gt(from))
        .filter(Column::Id.ne(except.map_or(0, |id| id.0)));
    Ok(overlapping.order_by_asc(Column::StartsAt).one(tx.db()).await?)
}

async fn note(tx: &Tx, who: &Actor, act: Act, row: &Model, now: DateTime<Utc>) -> Result<()> {
    let detail = format!("booking={} with={}", row.id, row.staff_id);
    trail::record(tx, now, Some(who.id), act, Subject::Client(ClientId(row.client_id)), &detail)
        .await
}

fn name(person: Option<staff::Model>) -> String {
    person.map(|person| person.name).unwrap_or_default()
}
