//! Loans that begin later than their approval, and those whose time is a booking's: they begin, move and wait with it.

use super::entity::loan::{Column, Entity};
use super::loans::Row;
use super::{Result, Tx};
use crate::model::AppointmentId;
use crate::model::loan::LoanStatus;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Loans that one look of the schedule begins.
const LISTED_MAX: u64 = 20;

/// Loans whose time has come and whose borrower has not been told.
pub(super) fn beginning(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Status.eq(LoanStatus::Out.as_str()))
        .add(Column::Begun.eq(false))
        .add(Column::StartsAt.lte(now))
        .add(Column::DueAt.gt(now))
}

/// Loans that begin now, marked as begun.
///
/// # Errors
/// As the database's.
pub async fn begin(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let rows = Entity::find().filter(beginning(now)).order_by_asc(Column::Id).limit(LISTED_MAX);
    let rows = rows.all(tx.db()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    Entity::update_many()
        .col_expr(Column::Begun, Expr::value(true))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.db())
        .await?;
    Ok(rows)
}

/// The loans whose time is this booking's.
///
/// # Errors
/// As the database's.
pub async fn of_booking(tx: &Tx, booking: AppointmentId) -> Result<Vec<Row>> {
    let bound = Entity::find()
        .filter(Column::AppointmentId.eq(booking.0))
        .filter(Column::Status.eq(LoanStatus::Out.as_str()));
    Ok(bound.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// Moves a loan's time; it begins anew.
///
/// # Errors
/// As the database's.
pub async fn shift(
    tx: &Tx,
    row: &Row,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::StartsAt, Expr::value(from))
        .col_expr(Column::DueAt, Expr::value(until))
        .col_expr(Column::Begun, Expr::value(false))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Status.eq(LoanStatus::Out.as_str()))
        .exec(tx.db())
        .await?;
    Ok(())
}
