//! Incidents: at most one is open; it knows since when cards may have been seen, and by whom they were (security.md, Law).

use super::entity::incident::{ActiveModel, Column, Entity, Model};
use super::entity::{erasure, issue, seat, staff, trail as entries};
use super::trail::{self, Subject};
use super::{Result, Tx, settings};
use crate::model::Actor;
use crate::model::card::Act;
use crate::model::policy::Role;
use crate::model::trail::{Exposure, Incident};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::{BTreeMap, BTreeSet};

/// So many hours after its opening the owners are reminded of an incident: the last is the time in which the authority
/// must know (security.md, Law).
const REMIND_HOURS: [i64; 3] = [48, 66, 72];
/// Where it stands of which incident they were reminded last, and when.
const REMINDED: &str = "incident_reminded";
/// People who are told with an incident; who saw most comes first.
const PEOPLE_MAX: usize = 30;

/// The open incident, with who was shown which number of cards since its beginning.
///
/// # Errors
/// As the database's.
pub async fn current(tx: &Tx) -> Result<Option<Incident>> {
    let Some(row) = open_row(tx).await? else { return Ok(None) };
    let exposures = exposures(tx, row.since).await?;
    Ok(Some(Incident { opened_at: row.opened_at, since: row.since, exposures }))
}

/// When the open incident was opened.
///
/// # Errors
/// As the database's.
pub async fn opened_at(tx: &Tx) -> Result<Option<DateTime<Utc>>> {
    Ok(open_row(tx).await?.map(|row| row.opened_at))
}

/// Whether the owners are to be reminded of the open incident.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    Ok(due(tx, now).await?.is_some())
}

/// Notes that the owners are reminded now. False if there is nothing to remind of.
///
/// # Errors
/// As the database's.
pub async fn take_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    let Some(mark) = due(tx, now).await? else { return Ok(false) };
    settings::set(tx, REMINDED, &mark).await?;
    Ok(true)
}

/// The open incident and the last hour of `REMIND_HOURS` that has passed, if that was not told yet.
async fn due(tx: &Tx, now: DateTime<Utc>) -> Result<Option<String>> {
    let Some(row) = open_row(tx).await? else { return Ok(None) };
    let hours = (now - row.opened_at).num_hours();
    let passed = REMIND_HOURS.iter().rfind(|hour| **hour <= hours);
    let mark = passed.map(|hour| format!("{}:{hour}", row.id));
    let told = settings::get(tx, REMINDED).await?;
    Ok(mark.filter(|mark| told.as_ref() != Some(mark)))
}

async fn open_row(tx: &Tx) -> Result<Option<Model>> {
    let open = Entity::find().filter(Column::ClosedAt.is_null());
    Ok(open.order_by_desc(Column::Id).limit(1).one(tx.db()).await?)
}

/// Opens an incident; its clock starts now. One that is open already goes on.
///
/// # Errors
/// As the database's.
pub async fn open(tx: &Tx, who: &Actor, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    if open_row(tx).await?.is_some() {
        return Ok(());
    }
    let row = ActiveModel {
        id: NotSet,
        opened_by: Set(who.id.0),
        opened_at: Set(now),
        since: Set(since),
        closed_by: Set(None),
        closed_at: Set(None),
    };
    let row = row.insert(tx.db()).await?;
    let subject = Subject::Row("incident", row.id);
    trail::record(tx, now, Some(who.id), Act::IncidentOpened, subject, "").await
}

/// Closes the open incident, if there is one.
///
/// # Errors
/// As the database's.
pub async fn close(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<()> {
    let Some(row) = open_row(tx).await? else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::ClosedBy, Expr::value(who.id.0))
        .col_expr(Column::ClosedAt, Expr::value(now))
        .filter(Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    let subject = Subject::Row("incident", row.id);
    trail::record(tx, now, Some(who.id), Act::IncidentClosed, subject, "").await
}

/// Showings since a moment of clients who are erased by now: only the trail has them still.
async fn of_erased(tx: &Tx, since: DateTime<Utc>) -> Result<Vec<(i64, i64)>> {
    let gone = erasure::Entity::find().filter(erasure::Column::At.gte(since)).select_only();
    let gone: Vec<i64> = gone.column(erasure::Column::ClientId).into_tuple().all(tx.db()).await?;
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let shows = Act::ALL.iter().filter(|act| act.shows_card()).map(|act| act.as_str());
    let entries = entries::Entity::find()
        .filter(entries::Column::At.gte(since))
        .filter(entries::Column::Act.is_in(shows))
        .filter(entries::Column::Subject.eq("client"))
        .filter(entries::Column::SubjectId.is_in(gone));
    let entries = entries.all(tx.db()).await?.into_iter();
    Ok(entries.filter_map(|entry| Some((entry.actor_id?, entry.subject_id?))).collect())
}

/// Who was shown how many cards since a moment, most first. A showing that began before and was still open counts.
async fn exposures(tx: &Tx, since: DateTime<Utc>) -> Result<Vec<Exposure>> {
    let open_then = issue::Column::ShownAt
        .gte(since)
        .or(issue::Column::EndedAt.is_null())
        .or(issue::Column::EndedAt.gte(since));
    let rows: Vec<(i64, i64)> = issue::Entity::find()
        .filter(open_then)
        .select_only()
        .column(issue::Column::StaffId)
        .column(issue::Column::ClientId)
        .into_tuple()
        .all(tx.db())
        .await?;
    let mut seen: BTreeMap<i64, (BTreeSet<i64>, i64)> = BTreeMap::new();
    for (person, client) in rows.into_iter().chain(of_erased(tx, since).await?) {
        let (cards, times) = seen.entry(person).or_default();
        cards.insert(client);
        *times += 1;
    }
    let mut exposures = Vec::new();
    for (person, (cards, times)) in seen {
        let name = staff::Entity::find_by_id(person).one(tx.db()).await?;
        let seats = seat::Entity::find().filter(seat::Column::StaffId.eq(person));
        let seat = seats.order_by_desc(seat::Column::Id).limit(1).one(tx.db()).await?;
        exposures.push(Exposure {
            name: name.map(|person| person.name).unwrap_or_default(),
            role: seat.and_then(|seat| Role::parse(&seat.role)).unwrap_or(Role::Sales),
            cards: cards.len() as i64,
            times,
        });
    }
    exposures.sort_by(|a, b| (b.cards, b.times, &a.name).cmp(&(a.cards, a.times, &b.name)));
    exposures.truncate(PEOPLE_MAX);
    Ok(exposures)
}
