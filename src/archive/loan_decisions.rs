//! Decisions about loans: who may, the first and the second approval, what a new loan replaces (A8.05, decisions 13).

use super::entity::loan::{Column, Entity};
use super::entity::{client, seat, staff};
use super::loans::Row;
use super::relations::{read_parts, write_parts};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, deputies, loan_rules, requests};
use crate::model::access::Part;
use crate::model::card::Act;
use crate::model::loan::{Decision, LoanStatus, Term, begins};
use crate::model::loan_rule::MINUTES_MAX;
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, ClientId, StaffId};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, UpdateMany};
use std::collections::BTreeSet;

/// What became of a decision.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// It is made.
    Done,
    /// It is the first of two approvals.
    Half,
    /// Somebody was first, the person approved it already, or it is over.
    Gone,
}

/// Who may decide a loan of this branch's clients and can be told: its managers and the owners, the borrower left out;
/// in place of whoever is away, their deputy.
///
/// # Errors
/// As the database's.
pub async fn deciders(
    tx: &Tx,
    branch: i64,
    borrower: StaffId,
    now: DateTime<Utc>,
) -> Result<Vec<StaffId>> {
    let all = deciding_seats(tx, branch, borrower, now).await?;
    let pairs = deputies::of_branch(tx, branch, now).await?;
    let away = |id: &StaffId| pairs.iter().any(|(it, deputy)| it == id && all.contains(deputy));
    let here: Vec<StaffId> = all.iter().copied().filter(|id| !away(id)).collect();
    // Two who stand in for each other are both asked.
    let ids = if here.is_empty() { all } else { here };
    let people = staff::Entity::find()
        .filter(staff::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .filter(staff::Column::TelegramId.is_not_null())
        .filter(staff::Column::Reachable.eq(true))
        .order_by_asc(staff::Column::Id)
        .all(tx.db())
        .await?;
    Ok(people.into_iter().map(|person| StaffId(person.id)).collect())
}

/// Whose seat lets them decide a loan of this branch's clients, whether they can be reached or not: dual control counts
/// seats, so that an owner who blocked the bot does not weaken it.
///
/// # Errors
/// As the database's.
pub async fn deciding_seats(
    tx: &Tx,
    branch: i64,
    borrower: StaffId,
    now: DateTime<Utc>,
) -> Result<Vec<StaffId>> {
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
    let mut ids: BTreeSet<i64> = seats.into_iter().map(|seat| seat.staff_id).collect();
    ids.extend(deputies::of_branch(tx, branch, now).await?.into_iter().map(|(_, it)| it.0));
    Ok(ids.into_iter().filter(|id| *id != borrower.0).map(StaffId).collect())
}

/// Whether this person may decide this loan now: read again at the moment of the decision.
///
/// # Errors
/// As the database's.
pub async fn may_decide(tx: &Tx, who: &Actor, row: &Row, now: DateTime<Utc>) -> Result<bool> {
    let Some(branch) = branch_of(tx, row).await? else { return Ok(false) };
    may_decide_for(tx, who, branch, StaffId(row.borrower_id), now).await
}

/// Whether this person may decide now what this borrower asks of this branch's clients.
///
/// # Errors
/// As the database's.
pub async fn may_decide_for(
    tx: &Tx,
    who: &Actor,
    branch: i64,
    borrower: StaffId,
    now: DateTime<Utc>,
) -> Result<bool> {
    if !may(who.role, Action::DecideLoan) || borrower == who.id {
        return Ok(false);
    }
    let here = who.role == Role::Owner || branch == who.branch.0;
    Ok(here || deputies::stands_for(tx, who.id, branch, now).await?.is_some())
}

/// Whether this person may end this loan: a manager or keeper of the client's branch.
///
/// # Errors
/// As the database's.
pub async fn may_recall(tx: &Tx, who: &Actor, row: &Row) -> Result<bool> {
    let Some(branch) = branch_of(tx, row).await? else { return Ok(false) };
    Ok(may(who.role, Action::RecallLoan) && (who.role == Role::Owner || branch == who.branch.0))
}

/// Decides by compare-and-set: the first valid press wins. Where two must approve, the first of them is noted, with what
/// it takes away from the request, and the second, by somebody else, starts the clock.
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
) -> Result<Decided> {
    let granted = match decision {
        Decision::Approve => Granted { answer: row.answer.clone(), ..Granted::of(row)? },
        Decision::Shorten(term, reason) => {
            let asked = Granted::of(row)?;
            let begins = begins(row.starts_at, now);
            let shorter = term.ends(begins, zone) < asked.term.ends(begins, zone);
            let term = if shorter { *term } else { asked.term };
            Granted { term, answer: reason.clone(), ..asked }
        }
        Decision::Fewer(kept, reason) => {
            let mut asked = Granted::of(row)?;
            asked.parts.retain(|part| kept.contains(part));
            if asked.parts.is_empty() {
                return Ok(Decided::Gone);
            }
            Granted { answer: reason.clone(), ..asked }
        }
        Decision::Deny(reason) => return deny(tx, who, row, reason, now).await,
    };
    let Some(branch) = branch_of(tx, row).await? else { return Ok(Decided::Gone) };
    let first = first_stands(tx, row.first_by, branch, StaffId(row.borrower_id), now);
    let half = row.approvals > 1 && !first.await?;
    let detail = format!("loan={}", row.id);
    let update = waiting(row, now);
    let won = if half {
        let text = serde_json::to_string(&granted.term).expect("a term is plain data");
        update
            .col_expr(Column::FirstBy, Expr::value(who.id.0))
            .col_expr(Column::FirstAt, Expr::value(now))
            .col_expr(Column::Term, Expr::value(text))
            .col_expr(Column::Parts, Expr::value(write_parts(&granted.parts)))
            .col_expr(Column::Answer, Expr::value(granted.answer))
            .filter(
                row.first_by.map_or_else(|| Column::FirstBy.is_null(), |by| Column::FirstBy.eq(by)),
            )
    } else {
        let longest = minutes_max(tx, row, &granted.parts).await?;
        // The clock starts at the approval, or at the later beginning that was asked for.
        let begins = begins(row.starts_at, now);
        let due = granted.term.ends(begins, zone).min(begins + Duration::minutes(longest.into()));
        let other =
            Condition::all().add(Column::FirstBy.is_not_null()).add(Column::FirstBy.ne(who.id.0));
        let second = Condition::any().add(Column::Approvals.lt(2)).add(other);
        requests::becomes(update, LoanStatus::Out, Some(who.id), &granted.answer, now)
            .col_expr(Column::DueAt, Expr::value(due))
            .col_expr(Column::Begun, Expr::value(begins <= now))
            .col_expr(Column::Parts, Expr::value(write_parts(&granted.parts)))
            .filter(second)
    };
    if !requests::wins(tx, won).await? {
        return Ok(Decided::Gone);
    }
    let subject = Subject::Client(ClientId(row.client_id));
    let detail = if half { format!("{detail} first") } else { detail };
    trail::record(tx, now, Some(who.id), Act::Approved, subject, &detail).await?;
    Ok(if half { Decided::Half } else { Decided::Done })
}

/// Whether the first of two approvals was given by somebody who may still decide what this borrower asks of this
/// branch's clients (T6).
///
/// # Errors
/// As the database's.
pub(super) async fn first_stands(
    tx: &Tx,
    first: Option<i64>,
    branch: i64,
    borrower: StaffId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(first) = first else { return Ok(false) };
    match super::staff::by_id(tx, StaffId(first)).await? {
        Some(seated) => may_decide_for(tx, &seated.actor, branch, borrower, now).await,
        None => Ok(false),
    }
}

/// The branch whose managers decide a loan. `None` if its client is gone.
async fn branch_of(tx: &Tx, row: &Row) -> Result<Option<i64>> {
    let client = client::Entity::find_by_id(row.client_id).one(tx.db()).await?;
    Ok(client.map(|client| client.branch_id))
}

/// What an approval lends.
struct Granted {
    term: Term,
    parts: Vec<Part>,
    answer: String,
}

impl Granted {
    /// As asked for.
    fn of(row: &Row) -> Result<Self> {
        let term = serde_json::from_str(&row.term).map_err(|_| ArchiveError::Stored("term"))?;
        Ok(Self { term, parts: read_parts(&row.parts), answer: String::new() })
    }
}

async fn deny(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let denied =
        requests::becomes(waiting(row, now), LoanStatus::Denied, Some(who.id), reason, now);
    if !requests::wins(tx, denied).await? {
        return Ok(Decided::Gone);
    }
    let subject = Subject::Client(ClientId(row.client_id));
    trail::record(tx, now, Some(who.id), Act::Denied, subject, &format!("loan={}", row.id)).await?;
    Ok(Decided::Done)
}

/// Those who may decide a request and have not approved it yet.
///
/// # Errors
/// As the database's.
pub async fn still_asked(tx: &Tx, row: &Row, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    let Some(branch) = branch_of(tx, row).await? else { return Ok(Vec::new()) };
    let mut people = deciders(tx, branch, StaffId(row.borrower_id), now).await?;
    people.retain(|id| row.first_by != Some(id.0));
    Ok(people)
}

/// Of those who are asked still, who stands in for managers that do not answer: the owners. Nobody where there is no
/// second person; a manager who approved first has done their part.
///
/// # Errors
/// As the database's.
pub async fn stand_ins(tx: &Tx, asked: Vec<StaffId>, half: bool) -> Result<Vec<StaffId>> {
    let (mut owners, mut managers) = (Vec::new(), 0);
    for id in asked {
        match super::staff::by_id(tx, id).await?.map(|seated| seated.actor.role) {
            Some(Role::Owner) => owners.push(id),
            _ => managers += 1,
        }
    }
    if managers == 0 && !half {
        return Ok(Vec::new());
    }
    Ok(owners)
}

/// To whom this person may pass a request on: the others who may decide it and have not approved it yet.
///
/// # Errors
/// As the database's.
pub async fn others(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    now: DateTime<Utc>,
) -> Result<Vec<(StaffId, String)>> {
    let mut others = still_asked(tx, row, now).await?;
    others.retain(|id| *id != who.id);
    let people = staff::Entity::find()
        .filter(staff::Column::Id.is_in(others.into_iter().map(|id| id.0)))
        .order_by_asc(staff::Column::Id);
    let people = people.all(tx.db()).await?;
    Ok(people.into_iter().map(|person| (StaffId(person.id), person.name)).collect())
}

/// Passes a waiting request on to somebody else who may decide it. False if it waits no more, or if they may not.
///
/// # Errors
/// As the database's.
pub async fn pass_on(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    to: StaffId,
    now: DateTime<Utc>,
) -> Result<bool> {
    if !others(tx, who, row, now).await?.iter().any(|(id, _)| *id == to) {
        return Ok(false);
    }
    let passed = waiting(row, now)
        .col_expr(Column::PassedBy, Expr::value(who.id.0))
        .col_expr(Column::PassedTo, Expr::value(to.0));
    if !requests::wins(tx, passed).await? {
        return Ok(false);
    }
    let subject = Subject::Client(ClientId(row.client_id));
    let detail = format!("loan={} to={}", row.id, to.0);
    trail::record(tx, now, Some(who.id), Act::PassedOn, subject, &detail).await?;
    Ok(true)
}

/// The request, as long as it waits for a decision and not in line.
fn waiting(row: &Row, now: DateTime<Utc>) -> UpdateMany<Entity> {
    requests::waiting(row.id, now).filter(Column::Queued.eq(false))
}

/// The longest term that the rules allow for these parts of a request now, in minutes.
///
/// # Errors
/// As the database's.
pub async fn minutes_max(tx: &Tx, row: &Row, parts: &[Part]) -> Result<u32> {
    let Some(borrower) = super::staff::by_id(tx, StaffId(row.borrower_id)).await? else {
        return Ok(MINUTES_MAX);
    };
    let limits =
        loan_rules::limits(tx, borrower.actor.role, ClientId(row.client_id), parts, row.whole)
            .await?;
    Ok(limits.minutes_max.value)
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
        .filter(Column::Begun.eq(true))
        .filter(Column::PackId.is_null())
        .filter(Column::Id.ne(row.id));
    let others = others.order_by_asc(Column::Id).all(tx.db()).await?;
    let covered = |other: &Row| read_parts(&other.parts).iter().all(|part| parts.contains(part));
    Ok(others.into_iter().filter(covered).collect())
}
