//! Requests that wait in line until one of their borrower's loans ends; the oldest goes on first (access.md "Loans").

use super::entity::loan::{Column, Entity};
use super::loan_weigh::weigh;
use super::loans::Row;
use super::relations::read_parts;
use super::trail::{self, Subject};
use super::{Result, Tx, staff};
use crate::model::card::Act;
use crate::model::loan::{LoanStatus, REQUEST_MINUTES_MAX};
use crate::model::loan_rule::{Breach, Broken};
use crate::model::{ClientId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// A person's requests that wait in line, oldest first.
///
/// # Errors
/// As the database's.
pub async fn of(tx: &Tx, borrower: StaffId) -> Result<Vec<Row>> {
    let line = Entity::find()
        .filter(Column::BorrowerId.eq(borrower.0))
        .filter(Column::Status.eq(LoanStatus::Asked.as_str()))
        .filter(Column::Queued.eq(true));
    Ok(line.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// The place of a request in its borrower's line, from 1.
///
/// # Errors
/// As the database's.
pub async fn place(tx: &Tx, row: &Row) -> Result<u32> {
    let before = Entity::find()
        .filter(Column::BorrowerId.eq(row.borrower_id))
        .filter(Column::Status.eq(LoanStatus::Asked.as_str()))
        .filter(Column::Queued.eq(true))
        .filter(Column::Id.lt(row.id));
    Ok(u32::try_from(before.count(tx.db()).await? + 1).unwrap_or(u32::MAX))
}

/// Sends on what the rules allow now, from the front of the line: each with those who are asked.
///
/// # Errors
/// As the database's.
pub async fn advance(
    tx: &Tx,
    borrower: StaffId,
    now: DateTime<Utc>,
) -> Result<Vec<(Row, Vec<StaffId>)>> {
    let mut sent = Vec::new();
    let line = of(tx, borrower).await?;
    if line.is_empty() {
        return Ok(sent);
    }
    let Some(seated) = staff::by_id(tx, borrower).await? else { return Ok(sent) };
    for row in line {
        let (client, parts) = (ClientId(row.client_id), read_parts(&row.parts));
        // What is not this person's to ask for any more stays, and expires.
        let weighed = weigh(tx, &seated.actor, client, &parts, Some(row.id), now).await?;
        let Some(weighed) = weighed.filter(|it| !it.deciders.is_empty()) else { continue };
        let approvals = match weighed.limits.allow(weighed.wish) {
            Ok(approvals) => approvals,
            // Nobody overtakes.
            Err(Broken { breach: Breach::Open { .. }, .. }) => break,
            Err(_) => continue,
        };
        let number = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
        let asked = u32::try_from(weighed.deciders.len()).unwrap_or(u32::MAX);
        let updated = Entity::update_many()
            .col_expr(Column::Queued, Expr::value(false))
            .col_expr(Column::Asked, Expr::value(number(asked)))
            .col_expr(Column::Approvals, Expr::value(number(approvals)))
            .col_expr(Column::Extension, Expr::value(number(weighed.wish.extension)))
            .col_expr(Column::Whole, Expr::value(weighed.whole))
            .col_expr(Column::AskedAt, Expr::value(now))
            .col_expr(
                Column::RequestUntil,
                Expr::value(now + Duration::minutes(REQUEST_MINUTES_MAX)),
            )
            .filter(Column::Id.eq(row.id))
            .filter(Column::Queued.eq(true));
        updated.exec(tx.db()).await?;
        let detail = format!("loan={} from the line", row.id);
        trail::record(tx, now, None, Act::Requested, Subject::Client(client), &detail).await?;
        sent.push((row, weighed.deciders));
    }
    Ok(sent)
}
