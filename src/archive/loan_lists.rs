//! Loans as people read them: lists, and one loan without any content of the record.

use super::entity::loan::{Column, Entity};
use super::entity::{client, staff};
use super::loans::Row;
use super::relations::{self, read_parts};
use super::{ArchiveError, Result, Tx, deputies, loan_decisions, loan_line, loan_rules, papers};
use crate::model::access::Part;
use crate::model::loan::{LoanStatus, LoanView, PAST_DAYS, Past, Purpose, Running};
use crate::model::loan_rule::MINUTES_MAX;
use crate::model::paper::Standing;
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, ClientId, LoanId, PackId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// Loans in one list.
const LISTED_MAX: u64 = 20;

/// A person's own requests and running loans, newest first.
///
/// # Errors
/// As the database's.
pub async fn mine(tx: &Tx, who: &Actor) -> Result<Vec<Row>> {
    let open = Condition::any()
        .add(Column::Status.is_in(["asked", "out"]))
        .add(Column::Id.in_subquery(papers::still_out(None)));
    let mine = Entity::find().filter(Column::BorrowerId.eq(who.id.0)).filter(open);
    Ok(mine.order_by_desc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?)
}

/// All requests and running loans of a person, whoever they are: for the end of their seat.
///
/// # Errors
/// As the database's.
pub async fn open_of(tx: &Tx, borrower: StaffId) -> Result<Vec<Row>> {
    let open = Entity::find()
        .filter(Column::BorrowerId.eq(borrower.0))
        .filter(Column::Status.is_in(["asked", "out"]));
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// Everything that is out or waits in the person's branch (everywhere for an Owner), newest first.
///
/// # Errors
/// As the database's.
pub async fn out(tx: &Tx, who: &Actor) -> Result<Vec<Row>> {
    if !may(who.role, Action::RecallLoan) {
        return Ok(Vec::new());
    }
    let open = in_reach(who).filter(Column::Status.is_in(["asked", "out"]));
    Ok(open.order_by_desc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?)
}

/// What was declined or ran out lately, newest first: in the reach of who may recall, else the person's own.
///
/// # Errors
/// As the database's.
pub async fn past(tx: &Tx, who: &Actor, past: Past, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let reach = match may(who.role, Action::RecallLoan) {
        true => in_reach(who),
        false => Entity::find().filter(Column::BorrowerId.eq(who.id.0)),
    };
    let status: &[&str] = match past {
        Past::Declined => &["denied", "expired"],
        Past::Overdue => &["ended"],
    };
    let mut listed = Condition::any().add(
        Condition::all()
            .add(Column::Status.is_in(status.iter().copied()))
            .add(Column::DecidedAt.gt(now - Duration::days(PAST_DAYS))),
    );
    if past == Past::Overdue {
        listed = listed.add(Column::Id.in_subquery(papers::still_out(Some(now))));
    }
    let listed = reach.filter(listed);
    Ok(listed.order_by_desc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?)
}

/// Loans of the person's branch; of all branches for an Owner.
fn in_reach(who: &Actor) -> Select<Entity> {
    if who.role == Role::Owner {
        return Entity::find();
    }
    Entity::find().filter(relations::is_of_branch(Column::ClientId, who.branch))
}

/// Requests that wait for this person's decision.
///
/// # Errors
/// As the database's.
pub async fn waiting_for(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<Vec<Row>> {
    if !may(who.role, Action::DecideLoan) {
        return Ok(Vec::new());
    }
    // Whoever gave the first of two approvals has decided.
    let first = Condition::any().add(Column::FirstBy.is_null()).add(Column::FirstBy.ne(who.id.0));
    let asked = in_reach(who)
        .filter(first)
        .filter(Column::BorrowerId.ne(who.id.0))
        .filter(Column::Status.eq("asked"))
        .filter(Column::Queued.eq(false))
        .filter(Column::RequestUntil.gt(now));
    Ok(asked.order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?)
}

/// For whom this reader decides the loan, as a deputy.
///
/// # Errors
/// As the database's.
pub async fn stands_for(
    tx: &Tx,
    who: StaffId,
    row: &Row,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    match client::Entity::find_by_id(row.client_id).one(tx.db()).await? {
        Some(client) => deputies::stands_for(tx, who, client.branch_id, now).await,
        None => Ok(None),
    }
}

/// A loan as its screens show it.
///
/// # Errors
/// As the database's; `Stored` if a value does not parse.
pub async fn view(tx: &Tx, row: &Row, now: DateTime<Utc>) -> Result<LoanView> {
    let client = client::Entity::find_by_id(row.client_id).one(tx.db()).await?;
    let client = client.ok_or(ArchiveError::Stored("client"))?;
    let name = async |id: i64| {
        let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
        Result::Ok(person.map(|person| person.name).unwrap_or_default())
    };
    let others =
        Entity::find().filter(Column::BorrowerId.eq(row.borrower_id)).filter(Column::Id.ne(row.id));
    let others = others.filter(Column::Status.eq("out")).filter(Column::PackId.is_null());
    let mut others = others.all(tx.db()).await?;
    let extends = extended(tx, row, now).await?;
    // What is to be extended is no loan beside it.
    others.retain(|other| extends.as_ref().is_none_or(|running| running.number != other.number));
    let overdue = others.iter().filter(|other| other.due_at.is_some_and(|due| due <= now));
    let decided = match (row.decided_by, row.decided_at) {
        (Some(by), Some(at)) => Some((name(by).await?, at)),
        (None, Some(at)) => Some((String::new(), at)),
        _ => None,
    };
    let parts = read_parts(&row.parts);
    let first = match (row.first_by, row.first_at) {
        (Some(by), Some(at)) => Some((StaffId(by), name(by).await?, at)),
        _ => None,
    };
    let passed = match (row.passed_by, row.passed_to) {
        (Some(by), Some(to)) => Some((name(by).await?, name(to).await?)),
        _ => None,
    };
    let minutes_max = match row.status == LoanStatus::Asked.as_str() {
        true => loan_decisions::minutes_max(tx, row, &parts).await?,
        false => MINUTES_MAX,
    };
    let paper = papers::of_loan(tx, LoanId(row.id)).await?;
    Ok(LoanView {
        id: LoanId(row.id),
        number: row.number.clone(),
        client: ClientId(row.client_id),
        client_number: client.number,
        client_name: client.name,
        class: loan_rules::class(tx, ClientId(row.client_id)).await?,
        borrower: StaffId(row.borrower_id),
        borrower_name: name(row.borrower_id).await?,
        purpose: Purpose::parse(&row.purpose).ok_or(ArchiveError::Stored("purpose"))?,
        reason: row.reason.clone(),
        parts,
        term: serde_json::from_str(&row.term).map_err(|_| ArchiveError::Stored("term"))?,
        status: LoanStatus::parse(&row.status).ok_or(ArchiveError::Stored("loan"))?,
        asked: u32::try_from(row.asked).unwrap_or_default(),
        request_until: row.request_until,
        decided,
        starts: row.starts_at,
        pack: row.pack_id.map(PackId),
        due: row.due_at,
        answer: row.answer.clone(),
        borrower_open: u32::try_from(others.len()).unwrap_or(u32::MAX),
        borrower_overdue: u32::try_from(overdue.count()).unwrap_or(u32::MAX),
        minutes_max,
        approvals: u32::try_from(row.approvals).unwrap_or(1),
        first,
        passed,
        stands_for: None,
        line: place_in_line(tx, row).await?,
        paper: paper.map(|paper| papers::standing(&paper, row)),
        extends,
    })
}

/// The borrower's loan of a client's record that runs, the one that ends last: what another request would extend. A visit
/// of a pack is bound to its hours.
///
/// # Errors
/// As the database's; `Stored` if a value does not parse.
pub async fn running(
    tx: &Tx,
    borrower: StaffId,
    client: ClientId,
    now: DateTime<Utc>,
) -> Result<Option<Running>> {
    let out = Entity::find()
        .filter(Column::BorrowerId.eq(borrower.0))
        .filter(Column::ClientId.eq(client.0))
        .filter(Column::Status.eq(LoanStatus::Out.as_str()))
        .filter(Column::PackId.is_null())
        .filter(Column::Begun.eq(true))
        .filter(Column::DueAt.gt(now));
    let latest = out.order_by_desc(Column::DueAt).limit(1).one(tx.db()).await?;
    match latest {
        Some(row) => lent(tx, row).await,
        None => Ok(None),
    }
}

async fn lent(tx: &Tx, row: Row) -> Result<Option<Running>> {
    let Some(until) = row.due_at else { return Ok(None) };
    let paper = papers::of_loan(tx, LoanId(row.id)).await?;
    // Whoever says that they gave the file back does not ask to keep it.
    let paper = paper.filter(|paper| paper.given_at.is_none());
    Ok(Some(Running {
        until,
        times: u32::try_from(row.extension).unwrap_or_default(),
        purpose: Purpose::parse(&row.purpose).ok_or(ArchiveError::Stored("purpose"))?,
        parts: read_parts(&row.parts),
        paper: paper.is_some_and(|paper| papers::standing(&paper, &row) == Standing::Out),
        number: row.number,
        reason: row.reason,
    }))
}

/// What a request extends while it waits, or would have extended if it came to nothing: a loan of the same record with
/// some of its parts.
async fn extended(tx: &Tx, row: &Row, now: DateTime<Utc>) -> Result<Option<Running>> {
    let asked = read_parts(&row.parts);
    let shares = |parts: &[Part]| parts.iter().any(|part| asked.contains(part));
    match LoanStatus::parse(&row.status) {
        _ if row.extension == 0 => Ok(None),
        Some(LoanStatus::Asked) => {
            let client = ClientId(row.client_id);
            let running = running(tx, StaffId(row.borrower_id), client, now).await?;
            Ok(running.filter(|it| shares(&it.parts)))
        }
        Some(LoanStatus::Denied | LoanStatus::Withdrawn | LoanStatus::Expired) => {
            let before = Entity::find()
                .filter(Column::BorrowerId.eq(row.borrower_id))
                .filter(Column::ClientId.eq(row.client_id))
                .filter(Column::Extension.eq(row.extension - 1))
                .filter(Column::Id.lt(row.id))
                .filter(Column::PackId.is_null())
                .filter(Column::Begun.eq(true))
                .filter(Column::DueAt.is_not_null());
            let before = before.order_by_desc(Column::Id).all(tx.db()).await?;
            match before.into_iter().find(|old| shares(&read_parts(&old.parts))) {
                Some(old) => lent(tx, old).await,
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// The place of a request that waits in its borrower's line.
async fn place_in_line(tx: &Tx, row: &Row) -> Result<Option<u32>> {
    match row.queued && row.status == LoanStatus::Asked.as_str() {
        true => Ok(Some(loan_line::place(tx, row).await?)),
        false => Ok(None),
    }
}
