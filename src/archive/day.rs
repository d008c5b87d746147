//! The day of a person: appointments, counts for Home, the lines of the digest, and which digests are due.

use super::entity::{appointment, client, digest, fact, loan, seat, staff};
use super::{Result, Tx, loan_lists, loan_packs, paper_back, tasks};
use crate::model::card::Field;
use crate::model::{Actor, ClientId, StaffId};
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc};
use sea_orm::sea_query::{ExprTrait, Func, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashMap;

/// Birthdays are listed this many days ahead.
pub const BIRTHDAY_DAYS: u64 = 3;
/// Clients whose birthdays one statement reads.
const AT_ONCE: usize = 1_000;
/// Appointments on Home.
const VISITS_MAX: u64 = 12;

/// An appointment with its client.
pub struct Booked {
    /// The client.
    pub client: ClientId,
    /// The name, or the number where no name is known.
    pub name: String,
    /// The number.
    pub number: String,
    /// The beginning.
    pub starts_at: DateTime<Utc>,
}

/// A person's appointments from now until the end of a local day.
///
/// # Errors
/// As the database's.
pub async fn booked(
    tx: &Tx,
    who: &Actor,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Booked>> {
    let mine = appointment::Entity::find()
        .filter(appointment::Column::StaffId.eq(who.id.0))
        .filter(appointment::Column::State.eq("booked"))
        .filter(appointment::Column::EndsAt.gt(now))
        .filter(appointment::Column::StartsAt.lt(until))
        .order_by_asc(appointment::Column::StartsAt)
        .limit(VISITS_MAX);
    let rows = mine.all(tx.db()).await?;
    let clients = named(tx, rows.iter().map(|row| row.client_id).collect()).await?;
    let booked = rows.into_iter().filter_map(|row| {
        let client = clients.get(&row.client_id)?;
        let name = if client.name.is_empty() { &client.number } else { &client.name };
        Some(Booked {
            client: ClientId(row.client_id),
            name: name.clone(),
            number: client.number.clone(),
            starts_at: row.starts_at,
        })
    });
    Ok(booked.collect())
}

/// Active clients by id.
///
/// # Errors
/// As the database's.
pub async fn named(tx: &Tx, ids: Vec<i64>) -> Result<HashMap<i64, client::Model>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = client::Entity::find()
        .filter(client::Column::Id.is_in(ids))
        .filter(client::Column::State.eq("active"));
    Ok(rows.all(tx.db()).await?.into_iter().map(|row| (row.id, row)).collect())
}

/// The number of a person's follow-ups that are open and due by a day.
///
/// # Errors
/// As the database's.
pub async fn due_count(tx: &Tx, staff: StaffId, day: NaiveDate) -> Result<u32> {
    use super::entity::task::{Column, Entity};
    let open = Entity::find()
        .filter(Column::StaffId.eq(staff.0))
        .filter(Column::State.eq("open"))
        .filter(Column::DueOn.lte(day));
    Ok(u32::try_from(open.count(tx.db()).await?).unwrap_or(u32::MAX))
}

/// Birthdays of the clients whom the person keeps, from a day on for `BIRTHDAY_DAYS`; the day they fall on.
///
/// # Errors
/// As the database's.
pub async fn birthdays(
    tx: &Tx,
    staff: StaffId,
    day: NaiveDate,
) -> Result<Vec<(client::Model, NaiveDate)>> {
    let own = client::Entity::find()
        .filter(client::Column::KeeperId.eq(staff.0))
        .filter(client::Column::State.eq("active"));
    let own: HashMap<i64, client::Model> =
        own.all(tx.db()).await?.into_iter().map(|row| (row.id, row)).collect();
    // By their clients, not by the index of fields, under which everybody's birthday stands: `lower` keeps it out.
    let birthday = Func::lower(fact::Column::Field.into_expr()).eq(Field::Birthday.as_str());
    let birthday = fact::Column::EndedAt.is_null().and(birthday);
    let (ids, mut facts): (Vec<i64>, _) = (own.keys().copied().collect(), Vec::new());
    for some in ids.chunks(AT_ONCE) {
        let of_some = fact::Column::ClientId.is_in(some.iter().copied());
        let current = fact::Entity::find().filter(birthday.clone()).filter(of_some);
        facts.extend(current.all(tx.db()).await?);
    }
    let mut found = Vec::new();
    for fact in facts {
        let falls = (0..=BIRTHDAY_DAYS)
            .map(|ahead| day + Days::new(ahead))
            .find(|on| is_birthday(&fact.value, *on));
        if let (Some(on), Some(client)) = (falls, own.get(&fact.client_id)) {
            found.push((client.clone(), on));
        }
    }
    found.sort_by_key(|(client, on)| (*on, client.id));
    Ok(found)
}

/// Whether a stored birthday (`YYYY-MM-DD` or `--MM-DD`) falls on a day; 29 February is kept on the 28th in common years.
fn is_birthday(stored: &str, on: NaiveDate) -> bool {
    let Some((month, day)) =
        stored.get(stored.len().saturating_sub(5)..).and_then(|end| end.split_once('-'))
    else {
        return false;
    };
    let (Ok(month), Ok(day)) = (month.parse::<u32>(), day.parse::<u32>()) else { return false };
    let leap = NaiveDate::from_ymd_opt(on.year(), 2, 29).is_some();
    let day = if (month, day) == (2, 29) && !leap { 28 } else { day };
    (on.month(), on.day()) == (month, day)
}

/// A person's running loans that end within the next day.
///
/// # Errors
/// As the database's.
pub async fn loans_due(tx: &Tx, staff: StaffId, now: DateTime<Utc>) -> Result<Vec<loan::Model>> {
    let mine = loan::Entity::find()
        .filter(loan::Column::BorrowerId.eq(staff.0))
        .filter(loan::Column::Status.eq("out"))
        .filter(loan::Column::PackId.is_null());
    Ok(mine
        .filter(loan::Column::DueAt.lte(now + Duration::days(1)))
        .order_by_asc(loan::Column::DueAt)
        .all(tx.db())
        .await?)
}

/// Whether a person's digest of a day, which ends at `until`, would say anything.
///
/// # Errors
/// As the database's.
pub async fn has_lines(
    tx: &Tx,
    who: &Actor,
    day: NaiveDate,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool> {
    Ok(due_count(tx, who.id, day).await? > 0
        || !booked(tx, who, now, until).await?.is_empty()
        || !birthdays(tx, who.id, day).await?.is_empty()
        || !loans_due(tx, who.id, now).await?.is_empty()
        || !loan_lists::waiting_for(tx, who, now).await?.is_empty()
        || !loan_packs::waiting_for(tx, who, now).await?.is_empty()
        || !paper_back::unconfirmed(tx, who).await?.is_empty())
}

/// Everybody with an active seat who can be reached: for the morning's digest.
///
/// # Errors
/// As the database's.
pub async fn everybody(tx: &Tx) -> Result<Vec<staff::Model>> {
    let seats = seat::Entity::find().filter(seat::Column::State.eq("active")).all(tx.db()).await?;
    let people = staff::Entity::find()
        .filter(staff::Column::Id.is_in(seats.iter().map(|seat| seat.staff_id)));
    let people = people
        .filter(staff::Column::Reachable.eq(true))
        .filter(staff::Column::TelegramId.is_not_null());
    Ok(people.order_by_asc(staff::Column::Id).all(tx.db()).await?)
}

/// Takes a person's digest of a day: true once, false ever after (R7).
///
/// # Errors
/// As the database's.
pub async fn take_digest(
    tx: &Tx,
    staff: StaffId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool> {
    let row = digest::ActiveModel { staff_id: Set(staff.0), day: Set(day), at: Set(now) };
    let conflict =
        OnConflict::columns([digest::Column::StaffId, digest::Column::Day]).do_nothing().to_owned();
    Ok(digest::Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.db()).await?
        == 1)
}

/// Whether a person's digest of a day has been taken.
///
/// # Errors
/// As the database's.
pub async fn digest_taken(tx: &Tx, staff: StaffId, day: NaiveDate) -> Result<bool> {
    Ok(digest::Entity::find_by_id((staff.0, day)).one(tx.db()).await?.is_some())
}

/// A person's follow-ups for a day with their clients.
///
/// # Errors
/// As the database's.
pub async fn follow_ups(
    tx: &Tx,
    staff: StaffId,
    day: NaiveDate,
    since: DateTime<Utc>,
) -> Result<Vec<(tasks::Row, client::Model)>> {
    let rows = tasks::due(tx, staff, day, since).await?;
    let mut clients = named(tx, rows.iter().map(|row| row.client_id).collect()).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| clients.get_mut(&row.client_id).map(|client| (row, client.clone())))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_falls_on_its_day_with_or_without_a_year() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let cases = [
            ("1990-05-03", day(2026, 5, 3), true),
            ("--05-03", day(2026, 5, 3), true),
            ("1990-05-03", day(2026, 5, 4), false),
            ("1992-02-29", day(2026, 2, 28), true),
            ("1992-02-29", day(2028, 2, 28), false),
            ("soon", day(2026, 5, 3), false),
            ("", day(2026, 5, 3), false),
        ];
        for (stored, on, falls) in cases {
            assert_eq!(is_birthday(stored, on), falls, "{stored} {on}");
        }
    }
}
