//! Packs: asked for with all of a day's visits, listed, ended; decisions stand in `loan_pack_decisions` (N3).

use super::entity::loan_pack::{ActiveModel, Column, Entity, Model};
use super::entity::{appointment, client, loan, loan_pack_item as item, staff};
use super::relations::{self, read_parts, write_parts};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, loan_decisions, loan_rules, loan_weigh, requests};
use crate::model::access::lendable;
use crate::model::card::Act;
use crate::model::loan::{LoanStatus, REQUEST_MINUTES_MAX, UNANSWERED_MINUTES};
use crate::model::loan_pack::{PackView, PackVisit, VISITS_MAX};
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, AppointmentId, ClientId, PackId, StaffId};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Packs in one list, and that one look of the schedule takes.
const LISTED_MAX: u64 = 20;

/// A pack as it stands.
pub type Row = Model;

/// What became of a request.
pub enum Asked {
    /// It waits; these are asked.
    Done(Row, Vec<StaffId>),
    /// There is one for that day already.
    Already(Row),
    /// Nobody else may decide it.
    Nobody,
    /// A rule wants more people to approve than there are.
    TooFew(u32),
    /// No visit of that day has anything to ask for.
    Nothing,
}

/// A person's visits within a day, each with what can be asked for around it; visits without anything are left out.
///
/// # Errors
/// As the database's.
pub async fn visits(
    tx: &Tx,
    who: &Actor,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<Vec<PackVisit>> {
    let booked = appointment::Entity::find()
        .filter(appointment::Column::StaffId.eq(who.id.0))
        .filter(appointment::Column::State.eq("booked"))
        .filter(appointment::Column::StartsAt.gte(from))
        .filter(appointment::Column::StartsAt.lt(to))
        .order_by_asc(appointment::Column::StartsAt)
        .limit(VISITS_MAX);
    let mut visits = Vec::new();
    for row in booked.all(tx.db()).await? {
        let known = relations::known(tx, who, ClientId(row.client_id), now).await?;
        // Its managers decide for a branch: another branch's client is asked for alone.
        let Some((client, mut standing)) = known.filter(|(it, _)| it.branch_id == who.branch.0)
        else {
            continue;
        };
        standing.relations.today = true;
        standing.relations.lent.clear();
        let parts = lendable(who.role, &standing.relations);
        if parts.is_empty() {
            continue;
        }
        visits.push(PackVisit {
            booking: AppointmentId(row.id),
            client: ClientId(client.id),
            number: client.number,
            name: client.name,
            starts_at: row.starts_at,
            parts,
            kept: true,
            booked: true,
        });
    }
    Ok(visits)
}

/// The pack of a day that waits or is granted, if there is one.
///
/// # Errors
/// As the database's.
pub async fn of_day(tx: &Tx, borrower: StaffId, day: NaiveDate) -> Result<Option<Row>> {
    let open = Entity::find()
        .filter(Column::BorrowerId.eq(borrower.0))
        .filter(Column::Day.eq(day))
        .filter(Column::Status.is_in(["asked", "out"]));
    Ok(open.order_by_desc(Column::Id).one(tx.db()).await?)
}

/// Asks for a day's visits in one request.
///
/// # Errors
/// As the database's.
pub async fn ask(
    tx: &Tx,
    who: &Actor,
    day: NaiveDate,
    bounds: (DateTime<Utc>, DateTime<Utc>),
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Asked> {
    if let Some(row) = of_day(tx, who.id, day).await? {
        return Ok(Asked::Already(row));
    }
    let visits = visits(tx, who, bounds, now).await?;
    if visits.is_empty() {
        return Ok(Asked::Nothing);
    }
    let deciders = loan_decisions::deciders(tx, who.branch.0, who.id, now).await?;
    if deciders.is_empty() {
        return Ok(Asked::Nobody);
    }
    let seats = loan_decisions::deciding_seats(tx, who.branch.0, who.id, now).await?.len();
    let mut approvals = 1;
    for visit in &visits {
        let whole = loan_weigh::is_whole_now(tx, who.id, visit.client, &visit.parts).await?;
        match loan_rules::pack_approvals(tx, who.role, visit, whole, seats).await? {
            Ok(needed) => approvals = approvals.max(needed),
            Err(needed) => return Ok(Asked::TooFew(needed)),
        }
    }
    let row = ActiveModel {
        id: NotSet,
        number: Set(number(tx, now).await?),
        borrower_id: Set(who.id.0),
        branch_id: Set(who.branch.0),
        day: Set(day),
        reason: Set(reason.to_owned()),
        status: Set(LoanStatus::Asked.as_str().into()),
        asked: Set(i32::try_from(deciders.len()).unwrap_or(i32::MAX)),
        asked_at: Set(now),
        request_until: Set(now + Duration::minutes(REQUEST_MINUTES_MAX)),
        decided_by: Set(None),
        decided_at: Set(None),
        answer: Set(String::new()),
        approvals: Set(i32::try_from(approvals).unwrap_or(i32::MAX)),
        first_by: Set(None),
        first_at: Set(None),
        nudged: Set(0),
    };
    let row = row.insert(tx.db()).await?;
    for visit in visits {
        let parts = write_parts(&visit.parts);
        let detail = format!("pack={} parts={parts}", row.id);
        let kept = item::ActiveModel {
            id: NotSet,
            pack_id: Set(row.id),
            appointment_id: Set(visit.booking.0),
            client_id: Set(visit.client.0),
            parts: Set(parts),
            kept: Set(true),
        };
        kept.insert(tx.db()).await?;
        let subject = Subject::Client(visit.client);
        trail::record(tx, now, Some(who.id), Act::Requested, subject, &detail).await?;
    }
    Ok(Asked::Done(row, deciders))
}

/// `P-2026-0003`: counted through the year.
async fn number(tx: &Tx, now: DateTime<Utc>) -> Result<String> {
    let year = format!("P-{}-", now.year());
    let count = Entity::find().filter(Column::Number.starts_with(&year)).count(tx.db()).await?;
    Ok(format!("{year}{:04}", count + 1))
}

/// A pack.
///
/// # Errors
/// As the database's; `Stored` if there is none.
pub async fn get(tx: &Tx, id: PackId) -> Result<Row> {
    Entity::find_by_id(id.0).one(tx.db()).await?.ok_or(ArchiveError::Stored("pack"))
}

/// The visits of a pack with their bookings, in the order of the day.
///
/// # Errors
/// As the database's.
pub async fn items(tx: &Tx, pack: i64) -> Result<Vec<(item::Model, appointment::Model)>> {
    let kept = item::Entity::find().filter(item::Column::PackId.eq(pack));
    let mut items = Vec::new();
    for row in kept.order_by_asc(item::Column::Id).all(tx.db()).await? {
        let booking = appointment::Entity::find_by_id(row.appointment_id).one(tx.db()).await?;
        items.push((row, booking.ok_or(ArchiveError::Stored("booking"))?));
    }
    items.sort_by_key(|(row, booking)| (booking.starts_at, row.id));
    Ok(items)
}

/// A pack as its screens show it.
///
/// # Errors
/// As the database's; `Stored` if a value does not parse.
pub async fn view(tx: &Tx, row: &Row) -> Result<PackView> {
    let name = async |id: i64| {
        let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
        Result::Ok(person.map(|person| person.name).unwrap_or_default())
    };
    let mut visits = Vec::new();
    for (kept, booking) in items(tx, row.id).await? {
        let client = client::Entity::find_by_id(kept.client_id).one(tx.db()).await?;
        let client = client.ok_or(ArchiveError::Stored("client"))?;
        visits.push(PackVisit {
            booking: AppointmentId(booking.id),
            client: ClientId(client.id),
            number: client.number,
            name: client.name,
            starts_at: booking.starts_at,
            parts: read_parts(&kept.parts),
            kept: kept.kept,
            booked: booking.state == "booked" && client.state == "active",
        });
    }
    let decided = match (row.decided_by, row.decided_at) {
        (Some(by), Some(at)) => Some((name(by).await?, at)),
        (None, Some(at)) => Some((String::new(), at)),
        _ => None,
    };
    let first = match (row.first_by, row.first_at) {
        (Some(by), Some(at)) => Some((StaffId(by), name(by).await?, at)),
        _ => None,
    };
    Ok(PackView {
        id: PackId(row.id),
        number: row.number.clone(),
        borrower: StaffId(row.borrower_id),
        borrower_name: name(row.borrower_id).await?,
        day: row.day,
        reason: row.reason.clone(),
        status: LoanStatus::parse(&row.status).ok_or(ArchiveError::Stored("pack"))?,
        visits,
        asked: u32::try_from(row.asked).unwrap_or_default(),
        request_until: row.request_until,
        decided,
        answer: row.answer.clone(),
        approvals: u32::try_from(row.approvals).unwrap_or(1),
        stands_for: None,
        first,
    })
}

/// Packs that wait or are granted for a day that is not over, in the person's reach, newest first.
///
/// # Errors
/// As the database's.
pub async fn open(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<Vec<Row>> {
    if !may(who.role, Action::RecallLoan) {
        return Ok(Vec::new());
    }
    let mut open = Entity::find()
        .filter(Column::Status.is_in(["asked", "out"]))
        .filter(Column::Day.gte((now - Duration::days(1)).date_naive()));
    if who.role != Role::Owner {
        open = open.filter(Column::BranchId.eq(who.branch.0));
    }
    Ok(open.order_by_desc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?)
}

/// Requests for packs that wait for this person's decision.
///
/// # Errors
/// As the database's.
pub async fn waiting_for(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<Vec<Row>> {
    if !may(who.role, Action::DecideLoan) {
        return Ok(Vec::new());
    }
    // Whoever gave the first of two approvals has decided.
    let first = Condition::any().add(Column::FirstBy.is_null()).add(Column::FirstBy.ne(who.id.0));
    let mut asked = Entity::find()
        .filter(first)
        .filter(Column::BorrowerId.ne(who.id.0))
        .filter(Column::Status.eq(LoanStatus::Asked.as_str()))
        .filter(Column::RequestUntil.gt(now));
    if who.role != Role::Owner {
        asked = asked.filter(Column::BranchId.eq(who.branch.0));
    }
    Ok(asked.order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?)
}

/// Ends a pack by compare-and-set from the status it must have. False if it has another.
///
/// # Errors
/// As the database's.
pub async fn finish(
    tx: &Tx,
    by: Option<StaffId>,
    row: &Row,
    from: LoanStatus,
    to: LoanStatus,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let ended = requests::becomes(requests::still::<Entity>(row.id, from), to, by, answer, now);
    let won = requests::wins(tx, ended).await?;
    if won {
        let act = match to {
            LoanStatus::Withdrawn => Act::Withdrawn,
            LoanStatus::Recalled => Act::Recalled,
            _ => Act::Expired,
        };
        note(tx, by, row, act, now).await?;
    }
    Ok(won)
}

/// One trace for each client of a pack.
pub(super) async fn note(
    tx: &Tx,
    by: Option<StaffId>,
    row: &Row,
    act: Act,
    now: DateTime<Utc>,
) -> Result<()> {
    for (kept, _) in items(tx, row.id).await?.into_iter().filter(|(kept, _)| kept.kept) {
        let subject = Subject::Client(ClientId(kept.client_id));
        trail::record(tx, now, by, act, subject, &format!("pack={}", row.id)).await?;
    }
    Ok(())
}

/// The loans of a pack that run or are to begin.
///
/// # Errors
/// As the database's.
pub async fn loans(tx: &Tx, pack: PackId) -> Result<Vec<loan::Model>> {
    let of_pack = loan::Entity::find()
        .filter(loan::Column::PackId.eq(pack.0))
        .filter(loan::Column::Status.eq(LoanStatus::Out.as_str()));
    Ok(of_pack.order_by_asc(loan::Column::Id).all(tx.db()).await?)
}

/// A person's packs that wait or are granted: for the end of their seat.
///
/// # Errors
/// As the database's.
pub async fn open_of(tx: &Tx, borrower: StaffId) -> Result<Vec<Row>> {
    let open = Entity::find()
        .filter(Column::BorrowerId.eq(borrower.0))
        .filter(Column::Status.is_in(["asked", "out"]));
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// Whether somebody is to be reminded of a pack, or a request for one is over.
pub(super) async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    let any = Condition::any().add(unanswered(now)).add(undecided(now));
    Ok(Entity::find().filter(any).count(tx.db()).await? > 0)
}

/// Requests for packs that nobody has answered for long, whose reminder has not been sent.
pub(super) fn unanswered(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Status.eq(LoanStatus::Asked.as_str()))
        .add(Column::Nudged.eq(0))
        .add(Column::AskedAt.lte(now - Duration::minutes(UNANSWERED_MINUTES)))
        .add(Column::RequestUntil.gt(now))
}

/// Requests for packs that nobody decided in time.
fn undecided(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Status.eq(LoanStatus::Asked.as_str()))
        .add(Column::RequestUntil.lte(now))
}

/// Requests for packs that nobody decided in time, oldest first.
///
/// # Errors
/// As the database's.
pub async fn over(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let over = Entity::find().filter(undecided(now)).order_by_asc(Column::Id);
    Ok(over.limit(LISTED_MAX).all(tx.db()).await?)
}
