//! The watch over reading: how many cards and contacts a person opened, and the alerts about what is unusual (T3).
//!
//! The schedule looks at what was opened, beside the turns: opening a card costs nothing for it. An alert is a row, so
//! that a card can be shown again without telling anybody twice.

use super::entity::{alert, appointment, branch, client, emergency, issue, loan};
use super::entity::{reveal, seat, staff, visit};
use super::{ArchiveError, Result, Tx, leavings};
use crate::model::people::may_manage;
use crate::model::policy::{Action, Role, may};
use crate::model::watch::{
    Alert, Reading, VISIT_DAYS, reveals_a_day, serves_all, unusual, visitless_a_day,
};
use crate::model::{Actor, AlertId, ClientId, IssueId, StaffId};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Alerts that one look of the schedule tells.
const TOLD_AT_ONCE: u64 = 16;

/// A person's local day: which, where, and since when.
#[derive(Clone, Copy)]
pub struct LocalDay {
    /// The day.
    pub day: NaiveDate,
    /// The zone.
    pub zone: Tz,
    /// Its first moment.
    pub begins: DateTime<Utc>,
}

/// A person's day where the salon is, whatever zone they chose for themselves: else a quota would begin anew with a
/// zone in which it is tomorrow.
///
/// # Errors
/// As the database's; `Stored` if the branch's zone does not parse.
pub async fn today(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<LocalDay> {
    let row = branch::Entity::find_by_id(who.branch.0).one(tx.db()).await?;
    let zone = row.ok_or(ArchiveError::Stored("branch"))?.zone;
    let zone: Tz = zone.parse().map_err(|_| ArchiveError::Stored("time zone"))?;
    let day = now.with_timezone(&zone).date_naive();
    let midnight = day.and_time(NaiveTime::MIN);
    let begins = zone.from_local_datetime(&midnight).earliest();
    Ok(LocalDay { day, zone, begins: begins.map_or_else(|| midnight.and_utc(), |at| at.to_utc()) })
}

/// Something unusual about a person's reading, which nobody was told of on that day yet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Unusual {
    staff: StaffId,
    kind: Alert,
    count: u32,
    day: NaiveDate,
}

/// Who opened a card after the showing `after`, and the latest showing that there is.
///
/// # Errors
/// As the database's.
pub async fn readers_since(tx: &Tx, after: IssueId) -> Result<(IssueId, Vec<StaffId>)> {
    let latest: Vec<(i64, i64)> = issue::Entity::find()
        .select_only()
        .column(issue::Column::StaffId)
        .column_as(issue::Column::Id.max(), "latest")
        .filter(issue::Column::Id.gt(after.0))
        .group_by(issue::Column::StaffId)
        .into_tuple()
        .all(tx.db())
        .await?;
    let newest = latest.iter().map(|(_, id)| *id).max().map_or(after, IssueId);
    Ok((newest, latest.into_iter().map(|(staff, _)| StaffId(staff)).collect()))
}

/// What is unusual about a person's reading at the moment of their latest opening.
///
/// # Errors
/// As the database's.
pub async fn unusual_of(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<Vec<Unusual>> {
    let today = today(tx, who, now).await?;
    let latest: Vec<(i64, DateTime<Utc>)> = issue::Entity::find()
        .select_only()
        .column(issue::Column::ClientId)
        .column_as(issue::Column::ShownAt.max(), "shown_at")
        .filter(issue::Column::StaffId.eq(who.id.0))
        .filter(issue::Column::ShownAt.gte(Ord::min(today.begins, now - Duration::hours(1))))
        .group_by(issue::Column::ClientId)
        .into_tuple()
        .all(tx.db())
        .await?;
    let Some(last) = latest.iter().map(|(_, shown)| *shown).max() else { return Ok(Vec::new()) };
    let since = |moment: DateTime<Utc>| {
        let count = latest.iter().filter(|(_, shown)| *shown >= moment).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let opened = since(today.begins);
    // What is explained is only asked for where there is enough to explain.
    let leaves = leavings::leaves(tx, who).await?;
    let asks = visitless_a_day(who.role, leaves).is_some_and(|most| opened > most);
    let reading = Reading {
        today: opened,
        within_hour: since(last - Duration::hours(1)),
        visitless: if asks { visitless(tx, who, today.begins, last).await? } else { 0 },
        local_hour: last.with_timezone(&today.zone).hour(),
        leaves,
    };
    let found = unusual(who.role, reading);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let raised: Vec<(String, bool)> = alert::Entity::find()
        .select_only()
        .columns([alert::Column::Kind, alert::Column::Unvisited])
        .filter(alert::Column::StaffId.eq(who.id.0))
        .filter(alert::Column::Day.eq(today.day))
        .into_tuple()
        .all(tx.db())
        .await?;
    let anew = |kind: &Alert| {
        !raised.iter().any(|(raised, unvisited)| stored(*kind) == (raised, *unvisited))
    };
    let found = found.into_iter().filter(|(kind, _)| anew(kind));
    Ok(found.map(|(kind, count)| Unusual { staff: who.id, kind, count, day: today.day }).collect())
}

/// Different clients whose cards a person opened since midnight, who are not their own, and with whom they have no
/// visit and no booking within `VISIT_DAYS` of the latest opening, no loan that ran today and no emergency: one query.
async fn visitless(
    tx: &Tx,
    who: &Actor,
    midnight: DateTime<Utc>,
    last: DateTime<Utc>,
) -> Result<u32> {
    let (from, to) = (last - Duration::days(VISIT_DAYS), last + Duration::days(VISIT_DAYS));
    let one = || Query::select().expr(Expr::val(1)).to_owned();
    let opened = || Expr::col((issue::Entity, issue::Column::ClientId));
    let anybody = serves_all(who.role);
    let mut booked = one();
    booked
        .from(appointment::Entity)
        .and_where(Expr::col((appointment::Entity, appointment::Column::ClientId)).eq(opened()))
        .and_where(appointment::Column::State.eq("booked"))
        .and_where(appointment::Column::StartsAt.between(from, to))
        .and_where_option((!anybody).then(|| appointment::Column::StaffId.eq(who.id.0)));
    let mut visited = one();
    visited
        .from(visit::Entity)
        .and_where(Expr::col((visit::Entity, visit::Column::ClientId)).eq(opened()))
        .and_where(visit::Column::State.eq("logged"))
        .and_where(visit::Column::At.between(from, to))
        .and_where_option((!anybody).then(|| visit::Column::StaffId.eq(who.id.0)));
    let mut own = one();
    own.from(client::Entity)
        .and_where(Expr::col((client::Entity, client::Column::Id)).eq(opened()))
        .and_where(client::Column::KeeperId.eq(who.id.0));
    let mut lent = one();
    lent.from(loan::Entity)
        .and_where(Expr::col((loan::Entity, loan::Column::ClientId)).eq(opened()))
        .and_where(loan::Column::BorrowerId.eq(who.id.0))
        .and_where(loan::Column::DueAt.gte(midnight));
    let mut urgent = one();
    urgent
        .from(emergency::Entity)
        .and_where(Expr::col((emergency::Entity, emergency::Column::ClientId)).eq(opened()))
        .and_where(emergency::Column::StaffId.eq(who.id.0))
        .and_where(emergency::Column::At.gte(midnight));
    let unexplained =
        |found, why: SelectStatement| QueryFilter::filter(found, Expr::exists(why).not());
    let cards = issue::Entity::find()
        .select_only()
        .column_as(opened().count_distinct(), "cards")
        .filter(issue::Column::StaffId.eq(who.id.0))
        .filter(issue::Column::ShownAt.gte(midnight));
    let cards = [booked, visited, own, lent, urgent].into_iter().fold(cards, unexplained);
    let count: Option<i64> = cards.into_tuple().one(tx.db()).await?;
    Ok(count.map_or(0, |count| u32::try_from(count).unwrap_or(u32::MAX)))
}

/// How a kind is stored: a card without a visit is one of many cards, told apart by a column of its own.
fn stored(kind: Alert) -> (&'static str, bool) {
    match kind {
        Alert::NoVisit => (Alert::Cards.as_str(), true),
        kind => (kind.as_str(), false),
    }
}

fn kind_of(row: &alert::Model) -> Result<Alert> {
    let found = Alert::ALL.iter().find(|kind| stored(**kind) == (row.kind.as_str(), row.unvisited));
    found.copied().ok_or(ArchiveError::Stored("alert"))
}

/// Counts one more revealed contact. The limit if the day's are used up, which raises an alert.
///
/// # Errors
/// As the database's.
pub async fn reveal(
    tx: &Tx,
    who: &Actor,
    client: ClientId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Option<u32>> {
    let day = today(tx, who, now).await?;
    let most = reveals_a_day(leavings::leaves(tx, who).await?);
    let today = reveal::Entity::find()
        .filter(reveal::Column::StaffId.eq(who.id.0))
        .filter(reveal::Column::At.gte(day.begins));
    let used = u32::try_from(today.count(tx.db()).await?).unwrap_or(u32::MAX);
    if used >= most {
        let used_up = Unusual { staff: who.id, kind: Alert::Reveals, count: used, day: day.day };
        raise(tx, used_up, now).await?;
        return Ok(Some(most));
    }
    let row = reveal::ActiveModel {
        id: NotSet,
        staff_id: Set(who.id.0),
        client_id: Set(client.0),
        reason: Set(reason.into()),
        at: Set(now),
    };
    row.insert(tx.db()).await?;
    Ok(None)
}

/// Raises an alert, once per person, kind and day.
///
/// # Errors
/// As the database's.
pub async fn raise(tx: &Tx, found: Unusual, now: DateTime<Utc>) -> Result<()> {
    let (kind, unvisited) = stored(found.kind);
    let row = alert::ActiveModel {
        id: NotSet,
        kind: Set(kind.into()),
        staff_id: Set(found.staff.0),
        day: Set(found.day),
        count: Set(i32::try_from(found.count).unwrap_or(i32::MAX)),
        at: Set(now),
        told_at: Set(None),
        unvisited: Set(unvisited),
    };
    let once =
        [alert::Column::StaffId, alert::Column::Kind, alert::Column::Unvisited, alert::Column::Day];
    let conflict = OnConflict::columns(once).do_nothing().to_owned();
    alert::Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Whether an alert waits to be told.
///
/// # Errors
/// As the database's.
pub async fn any_untold(tx: &Tx) -> Result<bool> {
    let untold = alert::Entity::find().filter(alert::Column::ToldAt.is_null());
    Ok(untold.limit(1).one(tx.db()).await?.is_some())
}

/// Takes alerts to be told, with whom to tell: the branch's managers and keepers and every owner, but nobody about
/// themselves.
///
/// # Errors
/// As the database's.
pub async fn take_untold(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(AlertId, Vec<StaffId>)>> {
    let untold = alert::Entity::find()
        .filter(alert::Column::ToldAt.is_null())
        .order_by_asc(alert::Column::Id)
        .limit(TOLD_AT_ONCE);
    let mut taken = Vec::new();
    for row in untold.all(tx.db()).await? {
        let (id, about) = (AlertId(row.id), StaffId(row.staff_id));
        let told = alert::ActiveModel { told_at: Set(Some(now)), ..row.into() };
        told.update(tx.db()).await?;
        taken.push((id, readers(tx, about).await?));
    }
    Ok(taken)
}

/// Who is told about somebody's reading: the branch's managers and keepers and every owner, but never they themselves.
///
/// # Errors
/// As the database's.
pub async fn readers(tx: &Tx, about: StaffId) -> Result<Vec<StaffId>> {
    let Some(seated) = super::staff::by_id(tx, about).await? else { return Ok(Vec::new()) };
    let reads = |role: &&Role| may(**role, Action::ReadAlerts) && **role != Role::Owner;
    let here = Condition::all()
        .add(seat::Column::Role.is_in(Role::ALL.iter().filter(reads).map(|role| role.as_str())))
        .add(seat::Column::BranchId.eq(seated.actor.branch.0));
    let anywhere = Condition::any().add(here).add(seat::Column::Role.eq(Role::Owner.as_str()));
    let ids: Vec<i64> = seat::Entity::find()
        .select_only()
        .column(seat::Column::StaffId)
        .filter(seat::Column::State.eq("active"))
        .filter(anywhere)
        .filter(seat::Column::StaffId.ne(about.0))
        .order_by_asc(seat::Column::StaffId)
        .into_tuple()
        .all(tx.db())
        .await?;
    Ok(ids.into_iter().map(StaffId).collect())
}

/// An alert as it is read.
pub struct Told {
    /// Why it was raised.
    pub kind: Alert,
    /// About whom.
    pub about: StaffId,
    /// Their name.
    pub name: String,
    /// Their role, while they have a seat.
    pub role: Option<Role>,
    /// How many.
    pub count: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the reader may change their seat.
    pub manages: bool,
}

/// An alert. `None` if there is none, or if it is about the reader.
///
/// # Errors
/// As the database's; `Stored` if its kind does not parse.
pub async fn get(tx: &Tx, who: &Actor, id: AlertId) -> Result<Option<Told>> {
    let found = alert::Entity::find_by_id(id.0).filter(alert::Column::StaffId.ne(who.id.0));
    let Some(row) = found.one(tx.db()).await? else { return Ok(None) };
    let person = staff::Entity::find_by_id(row.staff_id).one(tx.db()).await?;
    let seated = super::staff::by_id(tx, StaffId(row.staff_id)).await?;
    let here = seated.as_ref().is_none_or(|it| it.actor.branch == who.branch);
    if !here && who.role != Role::Owner {
        return Ok(None);
    }
    let seat = seated.as_ref().map(|it| (it.actor.id, it.actor.role)).filter(|_| here);
    Ok(Some(Told {
        kind: kind_of(&row)?,
        about: StaffId(row.staff_id),
        manages: may(who.role, Action::ManageStaff)
            && seat.is_some_and(|(id, role)| may_manage(who.id, who.role, id, role)),
        name: person.map(|person| person.name).unwrap_or_default(),
        role: seated.map(|it| it.actor.role),
        count: u32::try_from(row.count).unwrap_or_default(),
        at: row.at,
    }))
}
