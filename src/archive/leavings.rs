//! Last days: who leaves at the end of which day, why, and who takes over; the schedule then ends the seat (T5, D18).
//!
//! While one is noted the watch tells of half as much reading (`model::watch`), and those who keep watch have read how
//! much it was just before.

use super::entity::leaving::{ActiveModel, Column, Entity, Model};
use super::entity::{staff, trail as entry};
use super::people::{self, Change, Cut};
use super::trail::{self, Subject};
use super::{Result, Tx};
use crate::model::card::Act;
use crate::model::people::{LastDay, LeaveWhy, Standing, may_manage};
use crate::model::policy::{Action, Role, may};
use crate::model::watch::{BURST_DAYS, Burst, Leaver};
use crate::model::{Actor, BranchId, LeavingId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

/// Seats that one look of the schedule ends.
const ENDED_AT_ONCE: u64 = 8;

/// A last day as it is stored.
pub type Row = Model;

/// Notes a colleague's last day, or another one in place of it. The id comes only with the first: later ones are not
/// told of anew. `ends` is the end of that day where the salon is, and lies ahead.
///
/// # Errors
/// As the database's.
pub async fn note(
    tx: &Tx,
    who: &Actor,
    id: StaffId,
    last: &LastDay,
    ends: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(Change, Option<LeavingId>)> {
    let found = people::manageable(tx, who, id).await?;
    let Some(found) = found.filter(|found| found.standing == Standing::Active) else {
        return Ok((Change::Gone, None));
    };
    let heirs = people::heirs(tx, who, id).await?;
    let heir_stays = last.heir.is_none_or(|heir| heirs.iter().any(|(known, _)| *known == heir));
    if ends <= now || !heir_stays {
        return Ok((Change::Gone, None));
    }
    if found.role == Role::Owner && !people::other_owner(tx, id).await? {
        return Ok((Change::OnlyOwner, None));
    }
    let first = of(tx, id, who.branch).await?.is_none();
    end(tx, id, who.branch, now).await?;
    let row = ActiveModel {
        id: NotSet,
        staff_id: Set(id.0),
        branch_id: Set(who.branch.0),
        by_id: Set(who.id.0),
        heir_id: Set(last.heir.map(|heir| heir.0)),
        last_on: Set(last.day),
        ends_at: Set(ends),
        reason: Set(last.reason.clone()),
        at: Set(now),
        ended_at: Set(None),
    };
    let row = row.insert(tx.db()).await?;
    let detail = format!("last_on={} reason={}", last.day, LeaveWhy::key(&last.reason));
    trail::record(tx, now, Some(who.id), Act::LeavingNoted, Subject::Row("staff", id.0), &detail)
        .await?;
    Ok((Change::Done, first.then_some(LeavingId(row.id))))
}

/// Takes a colleague's last day back.
///
/// # Errors
/// As the database's.
pub async fn take_back(tx: &Tx, who: &Actor, id: StaffId, now: DateTime<Utc>) -> Result<Change> {
    let Some(found) = people::manageable(tx, who, id).await? else { return Ok(Change::Gone) };
    if found.leaves.is_none() {
        return Ok(Change::Gone);
    }
    end(tx, id, who.branch, now).await?;
    let subject = Subject::Row("staff", id.0);
    trail::record(tx, now, Some(who.id), Act::LeavingTakenBack, subject, "").await?;
    Ok(Change::Done)
}

/// The last day that is noted on a seat, if there is one.
///
/// # Errors
/// As the database's.
pub async fn of(tx: &Tx, id: StaffId, branch: BranchId) -> Result<Option<Row>> {
    let noted = open().filter(Column::StaffId.eq(id.0)).filter(Column::BranchId.eq(branch.0));
    Ok(noted.order_by_desc(Column::Id).limit(1).one(tx.db()).await?)
}

/// Whether a last day is noted on a person's seat.
///
/// # Errors
/// As the database's.
pub async fn leaves(tx: &Tx, who: &Actor) -> Result<bool> {
    Ok(of(tx, who.id, who.branch).await?.is_some())
}

/// A last day on this seat is noted no more: it was taken back, or the seat ended.
///
/// # Errors
/// As the database's.
pub async fn end(tx: &Tx, id: StaffId, branch: BranchId, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::StaffId.eq(id.0))
        .filter(Column::BranchId.eq(branch.0))
        .filter(Column::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Whether a last day is over.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    Ok(due(now).limit(1).one(tx.db()).await?.is_some())
}

/// A seat whose last day is over.
pub struct Over {
    /// Whose.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Of which branch.
    pub branch: BranchId,
    /// Who noted the day.
    pub by: StaffId,
    /// Whether it ended now, or why not.
    pub change: Change,
    /// Who took over.
    pub heir: Option<(StaffId, String)>,
}

/// Ends the seats whose last day is over, as a leaving does. Whoever was to take over and has no seat any more gets
/// nothing. Each last day is settled by it, whatever became of the seat.
///
/// # Errors
/// As the database's.
pub async fn close_due(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Over>> {
    let mut closed = Vec::new();
    for row in due(now).order_by_asc(Column::Id).limit(ENDED_AT_ONCE).all(tx.db()).await? {
        let (staff, branch) = (StaffId(row.staff_id), BranchId(row.branch_id));
        let heir = match row.heir_id {
            Some(heir) => super::staff::by_id(tx, StaffId(heir)).await?,
            None => None,
        };
        let heir = heir.filter(|heir| heir.actor.branch == branch);
        let cut = Cut {
            branch,
            by: StaffId(row.by_id),
            itself: true,
            heir: heir.as_ref().map(|heir| heir.actor.id),
            left: true,
            reason: &row.reason,
        };
        let change = match people::seated_in(tx, branch, staff).await? {
            Some(found) => people::cut(tx, &found, cut, now).await?,
            None => Change::Gone,
        };
        end(tx, staff, branch, now).await?;
        let name = name(tx, row.staff_id).await?;
        let (by, heir) = (StaffId(row.by_id), heir.map(|heir| (heir.actor.id, heir.actor.name)));
        closed.push(Over { staff, name, branch, by, change, heir });
    }
    Ok(closed)
}

/// A last day with what the person read before it was noted, as those who keep watch are told. `None` if there is none
/// in reach, or if it is the reader's own.
///
/// # Errors
/// As the database's.
pub async fn get(tx: &Tx, who: &Actor, id: LeavingId) -> Result<Option<Leaver>> {
    let found = Entity::find_by_id(id.0).filter(Column::StaffId.ne(who.id.0));
    let Some(row) = found.one(tx.db()).await? else { return Ok(None) };
    if row.branch_id != who.branch.0 && who.role != Role::Owner {
        return Ok(None);
    }
    let seated = super::staff::by_id(tx, StaffId(row.staff_id)).await?;
    let role = seated.as_ref().map(|it| it.actor.role);
    let here = seated.is_some_and(|it| {
        it.actor.branch == who.branch && may_manage(who.id, who.role, it.actor.id, it.actor.role)
    });
    let days = Duration::days(BURST_DAYS);
    let (last, before) = (row.at - days, row.at - days - days);
    Ok(Some(Leaver {
        about: StaffId(row.staff_id),
        name: name(tx, row.staff_id).await?,
        role,
        last_on: row.last_on,
        by: name(tx, row.by_id).await?,
        last: burst(tx, row.staff_id, last, row.at).await?,
        before: burst(tx, row.staff_id, before, last).await?,
        manages: here && may(who.role, Action::ManageStaff),
    }))
}

/// How often somebody opened, revealed and searched, from one moment up to another.
async fn burst(tx: &Tx, id: i64, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Burst> {
    let counted: Vec<(String, i64)> = entry::Entity::find()
        .select_only()
        .column(entry::Column::Act)
        .column_as(entry::Column::Id.count(), "entries")
        .filter(entry::Column::ActorId.eq(id))
        .filter(entry::Column::At.gte(from))
        .filter(entry::Column::At.lt(to))
        .group_by(entry::Column::Act)
        .into_tuple()
        .all(tx.db())
        .await?;
    let of = |acts: &[Act]| {
        let such = counted.iter().filter(|(act, _)| acts.iter().any(|it| it.as_str() == act));
        such.map(|(_, count)| count).sum()
    };
    Ok(Burst {
        opened: of(&[Act::Opened, Act::OpenedOnLoan, Act::SawOriginals, Act::BrokeGlass]),
        revealed: of(&[Act::Revealed]),
        searched: of(&[Act::Searched]),
    })
}

fn open() -> Select<Entity> {
    Entity::find().filter(Column::EndedAt.is_null())
}

fn due(now: DateTime<Utc>) -> Select<Entity> {
    open().filter(Column::EndsAt.lte(now))
}

async fn name(tx: &Tx, id: i64) -> Result<String> {
    let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}
