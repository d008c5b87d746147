//! Loans: asked for within the rules of lending, ended by return, recall or time (A8.02–A8.05, decisions 13).

use super::entity::client;
use super::entity::loan::{ActiveModel, Column, Entity, Model};
use super::loan_weigh::weigh;
use super::relations::{self, write_parts};
use super::trail::{self, Subject};
use super::{
    ArchiveError, Result, Tx, loan_packs, loan_start, loan_unanswered, papers, requests, violations,
};
use crate::model::access::{Part, lendable};
use crate::model::card::Act;
use crate::model::loan::{
    LINE_DAYS_MAX, LoanForm, LoanStatus, REMIND_MINUTES, REQUEST_MINUTES_MAX, START_DAYS_MAX,
    begins,
};
use crate::model::loan_rule::{Breach, Broken};
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
    /// It waits until one of the borrower's loans ends.
    InLine(Row),
    /// A rule of lending is against it.
    Broken(Broken),
    /// This person gets no new loans, for the paper file of this one.
    Suspended(String),
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
    ask(tx, who, form, false, now).await
}

/// Asks for a loan, and waits in line where the borrower has as many as the rules allow at once.
///
/// # Errors
/// As the database's.
pub async fn request_in_line(
    tx: &Tx,
    who: &Actor,
    form: &LoanForm,
    now: DateTime<Utc>,
) -> Result<Requested> {
    ask(tx, who, form, true, now).await
}

async fn ask(
    tx: &Tx,
    who: &Actor,
    form: &LoanForm,
    line: bool,
    now: DateTime<Utc>,
) -> Result<Requested> {
    let Some(weighed) = weigh(tx, who, form.client, &form.parts, None, now).await? else {
        return Ok(Requested::Refused);
    };
    if let Some(asked) = weighed.already {
        return Ok(Requested::Already(asked));
    }
    let subject = Subject::Client(form.client);
    if let Some(number) = violations::suspended(tx, who.id).await? {
        trail::record(tx, now, Some(who.id), Act::Refused, subject, "loan: suspended").await?;
        return Ok(Requested::Suspended(number));
    }
    let papers = weighed.documents && papers::place(tx, form.client.0).await?.is_some();
    if form.paper && !papers {
        return Ok(Requested::Refused);
    }
    let refused = Subject::Client(form.client);
    if weighed.deciders.is_empty() {
        trail::record(tx, now, Some(who.id), Act::Refused, refused, "loan: nobody decides").await?;
        return Ok(Requested::Nobody);
    }
    let bound = |approvals: u32, queued| Bound {
        asked: i32::try_from(weighed.deciders.len()).unwrap_or(i32::MAX),
        approvals: i32::try_from(approvals).unwrap_or(i32::MAX),
        extension: i32::try_from(weighed.wish.extension).unwrap_or(i32::MAX),
        whole: weighed.whole,
        queued,
    };
    match weighed.limits.allow(weighed.wish) {
        Ok(approvals) => {
            let row = insert(tx, who, form, bound(approvals, false), now).await?;
            Ok(Requested::Asked(row, weighed.deciders))
        }
        Err(Broken { breach: Breach::Open { .. }, .. }) if line => {
            Ok(Requested::InLine(insert(tx, who, form, bound(1, true), now).await?))
        }
        Err(broken) => {
            trail::record(tx, now, Some(who.id), Act::Refused, refused, "loan: rule").await?;
            Ok(Requested::Broken(broken))
        }
    }
}

/// What the rules and the seats say of a request.
struct Bound {
    asked: i32,
    approvals: i32,
    extension: i32,
    whole: bool,
    queued: bool,
}

async fn insert(
    tx: &Tx,
    who: &Actor,
    form: &LoanForm,
    bound: Bound,
    now: DateTime<Utc>,
) -> Result<Row> {
    let waits = match bound.queued {
        true => Duration::days(LINE_DAYS_MAX),
        false => Duration::minutes(REQUEST_MINUTES_MAX),
    };
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
        request_until: Set(now + waits),
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
        queued: Set(bound.queued),
    };
    let row = row.insert(tx.db()).await?;
    if form.paper {
        papers::ask(tx, row.id, row.client_id).await?;
    }
    let paper = if form.paper { " paper" } else { "" };
    let detail = format!("loan={} parts={}{paper}", row.id, row.parts);
    trail::record(tx, now, Some(who.id), Act::Requested, Subject::Client(form.client), &detail)
        .await?;
    Ok(row)
}

/// When a request's loan is to begin, if that is later than now, at most `START_DAYS_MAX` ahead.
fn starts(form: &LoanForm, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let latest = now + Days::new(START_DAYS_MAX);
    form.starts.filter(|at| *at > now).map(|at| at.min(latest))
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
    let ended = requests::becomes(requests::still::<Entity>(id, from), to, by, answer, now);
    let won = requests::wins(tx, ended).await?;
    if won {
        let act = match to {
            LoanStatus::Withdrawn => Act::Withdrawn,
            LoanStatus::Recalled => Act::Recalled,
            LoanStatus::Expired => Act::Expired,
            LoanStatus::Ended => Act::RanOut,
            _ => Act::Returned,
        };
        let client = get(tx, LoanId(id)).await?.client_id;
        trail::record(tx, now, by, act, Subject::Client(ClientId(client)), &format!("loan={id}"))
            .await?;
    }
    Ok(won)
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
    if rows.is_empty() {
        return Ok(Vec::new());
    }
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
