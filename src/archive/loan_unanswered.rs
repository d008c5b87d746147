//! Requests that nobody answers: the managers are reminded, the owner stands in for them, then they expire (D2).

use super::entity::loan::{Column, Entity};
use super::loans::Row;
use super::requests::{self, REMINDED, WITH_DEPUTY};
use super::trail::{self, Subject};
use super::{Result, Tx, loan_decisions};
use crate::model::card::Act;
use crate::model::loan::{DEPUTY_MINUTES, LoanStatus, UNANSWERED_MINUTES};
use crate::model::{ClientId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Requests that one look of the schedule reminds of.
const LISTED_MAX: u64 = 20;
/// Nobody was asked for an answer yet.
const QUIET: i32 = 0;

/// Requests that wait for long, whose reminder has not been sent.
pub(super) fn unanswered(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Status.eq(LoanStatus::Asked.as_str()))
        .add(Column::Nudged.eq(QUIET))
        .add(Column::Queued.eq(false))
        .add(Column::AskedAt.lte(now - Duration::minutes(UNANSWERED_MINUTES)))
        .add(Column::RequestUntil.gt(now))
}

/// Requests of which their deciders are to be reminded, marked as such, with those people.
///
/// # Errors
/// As the database's.
pub async fn remind(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(Row, Vec<StaffId>)>> {
    let rows = Entity::find().filter(unanswered(now)).order_by_asc(Column::Id).limit(LISTED_MAX);
    let mut reminded = Vec::new();
    for row in rows.all(tx.db()).await? {
        if requests::nudge::<Entity>(tx, row.id, REMINDED, row.request_until).await? {
            let people = loan_decisions::still_asked(tx, &row, now).await?;
            reminded.push((row, people));
        }
    }
    Ok(reminded)
}

/// Gives a request that no manager decided in time to the owners, for a while more: they are the ones to be told.
/// Nobody if the owners had it already, or if they were the only ones who could decide it.
///
/// # Errors
/// As the database's.
pub async fn escalate(tx: &Tx, row: &Row, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    if row.status != LoanStatus::Asked.as_str() || row.nudged >= WITH_DEPUTY || row.queued {
        return Ok(Vec::new());
    }
    let asked = loan_decisions::still_asked(tx, row, now).await?;
    let stand_ins = loan_decisions::stand_ins(tx, asked, row.first_by.is_some()).await?;
    if stand_ins.is_empty() {
        return Ok(Vec::new());
    }
    let until = now + Duration::minutes(DEPUTY_MINUTES);
    if !requests::nudge::<Entity>(tx, row.id, WITH_DEPUTY, until).await? {
        return Ok(Vec::new());
    }
    let (subject, detail) = (Subject::Client(ClientId(row.client_id)), format!("loan={}", row.id));
    trail::record(tx, now, None, Act::PassedOn, subject, &detail).await?;
    Ok(stand_ins)
}
