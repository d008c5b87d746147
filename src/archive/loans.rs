//! Loans: asked for, decided by the first valid press, ended by return, recall or time (A8.02–A8.05, decisions 13).

use super::entity::loan::{ActiveModel, Column, Entity, Model};
use super::entity::{client, seat, staff};
use super::relations::{self, read_parts, write_parts};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx};
use crate::model::access::{Part, lendable};
use crate::model::card::Act;
use crate::model::loan::{
    Decision, LoanForm, LoanStatus, REMIND_MINUTES, REQUEST_MINUTES_MAX, Term,
};
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, ClientId, LoanId, StaffId};
use chrono::{DateTime, Datelike, Duration, Utc};
use chrono_tz::Tz;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Loans in one list.
const LISTED_MAX: u64 = 20;

/// A loan as it stands.
pub type Row = Model;

/// What became of a request.
pub enum Requested {
    /// It waits; these are asked.
    Asked(Row, Vec<StaffId>),
    /// Nobody else may decide it.
    Nobody,
    /// The same client is asked for or lent already.
    Already(Row),
    /// The parts are not this person's to ask for.
    Refused,
}

/// The parts that this person may ask for, with the client. `None` reads as "no such client".
///
/// # Errors
/// As the database's.
pub async fn lendable_parts(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    now: DateTime<Utc>,
) -> Result<Option<(client::Model, Vec<Part>)>> {
    let Some((client, mut standing)) = relations::known(tx, who, id, now).await? else {
        return Ok(None);
    };
    // What is lent already may be asked for again: an extension is a new request.
    standing.relations.lent.clear();
    let parts = lendable(who.role, &standing.relations);
    Ok(Some((client, parts)))
}

/// Asks for a loan: all who may decide it are asked (access.md).
///
/// # Errors
/// As the database's.
pub async fn request(
    tx: &Tx,
    who: &Actor,
    form: &LoanForm,
    now: DateTime<Utc>,
) -> Result<Requested> {
    let Some((client, parts)) = lendable_parts(tx, who, form.client, now).await? else {
        return Ok(Requested::Refused);
    };
    if form.parts.is_empty() || form.parts.iter().any(|part| !parts.contains(part)) {
        return Ok(Requested::Refused);
    }
    let open = Entity::find()
        .filter(Column::BorrowerId.eq(who.id.0))
        .filter(Column::ClientId.eq(client.id));
    if let Some(open) = open.filter(Column::Status.eq("asked")).one(tx.db()).await? {
        return Ok(Requested::Already(open));
    }
    let deciders = deciders(tx, client.branch_id, who.id).await?;
    if deciders.is_empty() {
        trail::record(
            tx,
            now,
            Some(who.id),
            Act::Refused,
            Subject::Client(form.client),
            "loan: nobody decides",
        )
        .await?;
        return Ok(Requested::Nobody);
    }
    let row = ActiveModel {
        id: NotSet,
        number: Set(number(tx, now).await?),
        client_id: Set(client.id),
        borrower_id: Set(who.id.0),
        purpose: Set(form.purpose.as_str().into()),
        reason: Set(form.reason.clone()),
        parts: Set(write_parts(&form.parts)),
        term: Set(serde_json::to_string(&form.term).expect("a term is plain data")),
        status: Set(LoanStatus::Asked.as_str().into()),
        asked: Set(i32::try_from(deciders.len()).unwrap_or(i32::MAX)),
        asked_at: Set(now),
        request_until: Set(now + Duration::minutes(REQUEST_MINUTES_MAX)),
        decided_by: Set(None),
        decided_at: Set(None),
        due_at: Set(None),
        reminded: Set(false),
        answer: Set(String::new()),
    };
    let row = row.insert(tx.db()).await?;
    let detail = format!("loan={} parts={}", row.id, row.parts);
    trail::record(tx, now, Some(who.id), Act::Requested, Subject::Client(form.client), &detail)
        .await?;
    Ok(Requested::Asked(row, deciders))
}

/// `L-2026-0412`: counted through the year.
async fn number(tx: &Tx, now: DateTime<Utc>) -> Result<String> {
    let year = format!("L-{}-", now.year());
    let count = Entity::find().filter(Column::Number.starts_with(&year)).count(tx.db()).await?;
    Ok(format!("{year}{:04}", count + 1))
}

/// Who may decide a loan of this branch's clients: its managers and the owners, the borrower left out.
async fn deciders(tx: &Tx, branch: i64, borrower: StaffId) -> Result<Vec<StaffId>> {
    let decides = |role: &Role| may(*role, Action::DecideLoan) && *role != Role::Owner;
    let managers: Vec<&str> =
        Role::ALL.iter().filter(|role| decides(role)).map(|role| role.as_str()).collect();
    let here = Condition::all()
        .add(seat::Column::Role.is_in(managers))
        .add(seat::Column::BranchId.eq(branch));
    let anywhere = Condition::any().add(here).add(seat::Column::Role.eq(Role::Owner.as_str()));
    let seats = seat::Entity::find()
        .filter(seat::Column::State.eq("active"))
        .filter(anywhere)
        .all(tx.db())
        .await?;
    let ids: Vec<i64> =
        seats.into_iter().map(|seat| seat.staff_id).filter(|id| *id != borrower.0).collect();
    let people = staff::Entity::find()
        .filter(staff::Column::Id.is_in(ids))
        .filter(staff::Column::TelegramId.is_not_null());
    let people = people
        .filter(staff::Column::Reachable.eq(true))
        .order_by_asc(staff::Column::Id)
        .all(tx.db())
        .await?;
    Ok(people.into_iter().map(|person| StaffId(person.id)).collect())
}

/// Whether this person may decide this loan now: read again at the moment of the decision.
///
/// # Errors
/// As the database's.
pub async fn may_decide(tx: &Tx, who: &Actor, row: &Row) -> Result<bool> {
    let Some(client) = client::Entity::find_by_id(row.client_id).one(tx.db()).await? else {
        return Ok(false);
    };
    let here = who.role == Role::Owner || client.branch_id == who.branch.0;
    Ok(may(who.role, Action::DecideLoan) && here && row.borrower_id != who.id.0)
}

/// Whether this person may end this loan: a manager or keeper of the client's branch.
///
/// # Errors
/// As the database's.
pub async fn may_recall(tx: &Tx, who: &Actor, row: &Row) -> Result<bool> {
    let Some(client) = client::Entity::find_by_id(row.client_id).one(tx.db()).await? else {
        return Ok(false);
    };
    Ok(may(who.role, Action::RecallLoan)
        && (who.role == Role::Owner || client.branch_id == who.branch.0))
}

/// A loan.
///
/// # Errors
/// As the database's; `Stored` if there is none.
pub async fn get(tx: &Tx, id: LoanId) -> Result<Row> {
    Entity::find_by_id(id.0).one(tx.db()).await?.ok_or(ArchiveError::Stored("loan"))
}

/// Decides by compare-and-set: the first valid press wins. False if it was decided, or is over, already.
///
/// # Errors
/// As the database's.
pub async fn decide(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    decision: &Decision,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<bool> {
    let asked: Term = serde_json::from_str(&row.term).map_err(|_| ArchiveError::Stored("term"))?;
    let (status, due, answer, act) = match decision {
        Decision::Approve => (LoanStatus::Out, Some(asked.ends(now, zone)), "", Act::Approved),
        Decision::Shorten(term, reason) => {
            let due = term.ends(now, zone).min(asked.ends(now, zone));
            (LoanStatus::Out, Some(due), reason.as_str(), Act::Approved)
        }
        Decision::Deny(reason) => (LoanStatus::Denied, None, reason.as_str(), Act::Denied),
    };
    let won = Entity::update_many()
        .col_expr(Column::Status, Expr::value(status.as_str()))
        .col_expr(Column::DecidedBy, Expr::value(who.id.0))
        .col_expr(Column::DecidedAt, Expr::value(now))
        .col_expr(Column::DueAt, Expr::value(due))
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Status.eq(LoanStatus::Asked.as_str()))
        .filter(Column::RequestUntil.gt(now))
        .exec(tx.db())
        .await?;
    if won.rows_affected == 1 {
        trail::record(
            tx,
            now,
            Some(who.id),
            act,
            Subject::Client(ClientId(row.client_id)),
            &format!("loan={}", row.id),
        )
        .await?;
    }
    Ok(won.rows_affected == 1)
}

/// Running loans of the same record to the same borrower that lend neither more nor longer than this one:
/// it takes their place.
///
/// # Errors
/// As the database's.
pub async fn replaced_by(tx: &Tx, row: &Row) -> Result<Vec<Row>> {
    let parts = read_parts(&row.parts);
    let others = Entity::find()
        .filter(Column::BorrowerId.eq(row.borrower_id))
        .filter(Column::ClientId.eq(row.client_id))
        .filter(Column::Status.eq(LoanStatus::Out.as_str()))
        .filter(Column::DueAt.lte(row.due_at))
        .filter(Column::Id.ne(row.id));
    let others = others.order_by_asc(Column::Id).all(tx.db()).await?;
    let covered = |other: &Row| read_parts(&other.parts).iter().all(|part| parts.contains(part));
    Ok(others.into_iter().filter(covered).collect())
}

/// Ends a loan or a request by compare-and-set from the status it must have. False if it has another.
///
/// # Errors
/// As the database's.
pub async fn finish(
    tx: &Tx,
    by: Option<StaffId>,
    id: i64,
    from: LoanStatus,
    to: LoanStatus,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let won = Entity::update_many()
        .col_expr(Column::Status, Expr::value(to.as_str()))
        .col_expr(Column::DecidedBy, Expr::value(by.map(|by| by.0)))
        .col_expr(Column::DecidedAt, Expr::value(now))
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(from.as_str()))
        .exec(tx.db())
        .await?;
    if won.rows_affected == 1 {
        let act = match to {
            LoanStatus::Withdrawn => Act::Withdrawn,
            LoanStatus::Recalled => Act::Recalled,
            LoanStatus::Expired => Act::Expired,
            _ => Act::Returned,
        };
        let client = get(tx, LoanId(id)).await?.client_id;
        trail::record(tx, now, by, act, Subject::Client(ClientId(client)), &format!("loan={id}"))
            .await?;
    }
    Ok(won.rows_affected == 1)
}

/// Requests that nobody decided in time, and loans whose term is over.
///
/// # Errors
/// As the database's.
pub async fn over(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let undecided =
        Condition::all().add(Column::Status.eq("asked")).add(Column::RequestUntil.lte(now));
    let due = Condition::all().add(Column::Status.eq("out")).add(Column::DueAt.lte(now));
    let rows = Entity::find().filter(Condition::any().add(undecided).add(due));
    Ok(rows.order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?)
}

/// Whether any request or loan is over, or is to be reminded of.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    let soon = now + Duration::minutes(REMIND_MINUTES);
    let remind = Condition::all()
        .add(Column::Status.eq("out"))
        .add(Column::Reminded.eq(false))
        .add(Column::DueAt.lte(soon));
    Ok(!over(tx, now).await?.is_empty() || Entity::find().filter(remind).count(tx.db()).await? > 0)
}

/// Running loans whose borrower is to be reminded, marked as reminded.
///
/// # Errors
/// As the database's.
pub async fn remind(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let soon = now + Duration::minutes(REMIND_MINUTES);
    let due = Entity::find()
        .filter(Column::Status.eq("out"))
        .filter(Column::Reminded.eq(false))
        .filter(Column::DueAt.lte(soon));
    let rows = due.limit(LISTED_MAX).all(tx.db()).await?;
    Entity::update_many()
        .col_expr(Column::Reminded, Expr::value(true))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.db())
        .await?;
    // A loan shorter than the notice needs no reminder: its end stands on the card.
    Ok(rows
        .into_iter()
        .filter(|row| {
            row.decided_at.is_some_and(|at| soon - at > Duration::minutes(2 * REMIND_MINUTES))
        })
        .collect())
}
