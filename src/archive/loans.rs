//! Loans: asked for within the rules of lending, ended by return, recall or time (A8.02–A8.05, decisions 13).

use super::entity::client;
use super::entity::loan::{ActiveModel, Column, Entity, Model};
use super::relations::{self, read_parts, write_parts};
use super::trail::{self, Subject};
use super::{
    ArchiveError, Result, Tx, loan_decisions, loan_packs, loan_rules, loan_start, loan_unanswered,
};
use crate::model::access::{Part, lendable};
use crate::model::card::Act;
use crate::model::loan::{
    LoanForm, LoanStatus, REMIND_MINUTES, REQUEST_MINUTES_MAX, START_DAYS_MAX, begins,
};
use crate::model::loan_rule::{Broken, Wish};
use crate::model::{Actor, ClientId, LoanId, StaffId};
use chrono::{DateTime, Datelike, Days, Duration, Utc};
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
    /// A rule of lending is against it.
    Broken(Broken),
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
    // The visits of a pack are bound to their hours: they count as parts of a record, not as loans beside this one.
    let (packed, open): (Vec<Row>, Vec<Row>) =
        open_of(tx, who.id).await?.into_iter().partition(|row| row.pack_id.is_some());
    let (of_client, others): (Vec<Row>, Vec<Row>) =
        open.into_iter().partition(|row| row.client_id == client.id);
    if let Some(asked) = of_client.iter().find(|row| row.status == LoanStatus::Asked.as_str()) {
        return Ok(Requested::Already(asked.clone()));
    }
    let deciders = loan_decisions::deciders(tx, client.branch_id, who.id).await?;
    let refused = Subject::Client(form.client);
    if deciders.is_empty() {
        trail::record(tx, now, Some(who.id), Act::Refused, refused, "loan: nobody decides").await?;
        return Ok(Requested::Nobody);
    }
    let seats = loan_decisions::deciding_seats(tx, client.branch_id, who.id).await?;
    // What runs already counts: the whole record in two requests is the whole record.
    let packed = packed.iter().filter(|row| row.client_id == client.id);
    let running = of_client.iter().chain(packed).flat_map(|row| read_parts(&row.parts));
    let running: Vec<Part> = running.collect();
    let whole = is_whole(
        &[form.parts.clone(), running.clone()].concat(),
        &[parts.clone(), running].concat(),
    );
    // What takes the place of a running loan extends it; a running loan of other parts counts beside it.
    let (extended, beside): (Vec<Row>, Vec<Row>) = of_client
        .into_iter()
        .partition(|row| read_parts(&row.parts).iter().any(|part| form.parts.contains(part)));
    let extension = extended.iter().map(|row| row.extension + 1).max().unwrap_or(0);
    let wish = Wish {
        open: u32::try_from(others.len() + beside.len()).unwrap_or(u32::MAX),
        extension: u32::try_from(extension).unwrap_or_default(),
        deciders: u32::try_from(seats.len()).unwrap_or(u32::MAX),
    };
    let limits = loan_rules::limits(tx, who.role, &form.parts, whole).await?;
    let approvals = match limits.allow(wish) {
        Ok(approvals) => i32::try_from(approvals).unwrap_or(i32::MAX),
        Err(broken) => {
            trail::record(tx, now, Some(who.id), Act::Refused, refused, "loan: rule").await?;
            return Ok(Requested::Broken(broken));
        }
    };
    let asked = i32::try_from(deciders.len()).unwrap_or(i32::MAX);
    let bound = Bound { asked, approvals, extension, whole };
    Ok(Requested::Asked(insert(tx, who, form, bound, now).await?, deciders))
}

/// What the rules and the seats say of a request.
struct Bound {
    asked: i32,
    approvals: i32,
    extension: i32,
    whole: bool,
}

async fn insert(
    tx: &Tx,
    who: &Actor,
    form: &LoanForm,
    bound: Bound,
    now: DateTime<Utc>,
) -> Result<Row> {
    let row = ActiveModel {
        id: NotSet,
        number: Set(number(tx, now).await?),
        client_id: Set(form.client.0),
        borrower_id: Set(who.id.0),
        purpose: Set(form.purpose.as_str().into()),
        reason: Set(form.reason.clone()),
        parts: Set(write_parts(&form.parts)),
        term: Set(serde_json::to_string(&form.term).expect("a term is plain data")),
        status: Set(LoanStatus::Asked.as_str().into()),
        asked: Set(bound.asked),
        asked_at: Set(now),
        request_until: Set(now + Duration::minutes(REQUEST_MINUTES_MAX)),
        decided_by: Set(None),
        decided_at: Set(None),
        due_at: Set(None),
        reminded: Set(false),
        answer: Set(String::new()),
        extension: Set(bound.extension),
        whole: Set(bound.whole),
        approvals: Set(bound.approvals),
        first_by: Set(None),
        first_at: Set(None),
        passed_by: Set(None),
        passed_to: Set(None),
        nudged: Set(0),
        starts_at: Set(starts(form, now)),
        begun: Set(true),
        pack_id: Set(None),
        appointment_id: Set(None),
    };
    let row = row.insert(tx.db()).await?;
    let detail = format!("loan={} parts={}", row.id, row.parts);
    trail::record(tx, now, Some(who.id), Act::Requested, Subject::Client(form.client), &detail)
        .await?;
    Ok(row)
}

/// When a request's loan is to begin, if that is later than now, at most `START_DAYS_MAX` ahead.
fn starts(form: &LoanForm, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let latest = now + Days::new(START_DAYS_MAX);
    form.starts.filter(|at| *at > now).map(|at| at.min(latest))
}

/// Whether these are all the parts that can be lent, where that is more than one.
pub fn is_whole(asked: &[Part], lendable: &[Part]) -> bool {
    lendable.len() > 1 && lendable.iter().all(|part| asked.contains(part))
}

/// A person's requests and running loans.
async fn open_of(tx: &Tx, borrower: StaffId) -> Result<Vec<Row>> {
    let open = Entity::find()
        .filter(Column::BorrowerId.eq(borrower.0))
        .filter(Column::Status.is_in(["asked", "out"]));
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// `L-2026-0412`: counted through the year. Loans of an erased client are gone, so it is the latest that counts.
async fn number(tx: &Tx, now: DateTime<Utc>) -> Result<String> {
    let year = format!("L-{}-", now.year());
    let of_year = Entity::find().filter(Column::Number.starts_with(&year));
    let latest = of_year.order_by_desc(Column::Id).limit(1).one(tx.db()).await?;
    let latest = latest.and_then(|row| row.number.strip_prefix(&year)?.parse::<u32>().ok());
    Ok(format!("{year}{:04}", latest.unwrap_or_default() + 1))
}

/// A loan.
///
/// # Errors
/// As the database's; `Stored` if there is none.
pub async fn get(tx: &Tx, id: LoanId) -> Result<Row> {
    Entity::find_by_id(id.0).one(tx.db()).await?.ok_or(ArchiveError::Stored("loan"))
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

/// Whether any request or loan is over, or somebody is to be reminded of one.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    let soon = now + Duration::minutes(REMIND_MINUTES);
    let remind = Condition::all()
        .add(Column::Status.eq("out"))
        .add(Column::Reminded.eq(false))
        .add(Column::DueAt.lte(soon));
    let any = Condition::any()
        .add(remind)
        .add(loan_unanswered::unanswered(now))
        .add(loan_start::beginning(now));
    Ok(!over(tx, now).await?.is_empty()
        || Entity::find().filter(any).count(tx.db()).await? > 0
        || loan_packs::any_due(tx, now).await?)
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
            let begun = row.decided_at.map(|at| begins(row.starts_at, at));
            begun.is_some_and(|at| soon - at > Duration::minutes(2 * REMIND_MINUTES))
        })
        .collect())
}
