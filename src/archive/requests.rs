//! What a request for a loan and one for a pack have alike: it waits until its time, and it is decided and ended by
//! compare-and-set, once.

use super::entity::{loan, loan_pack};
use super::{Result, Tx};
use crate::model::StaffId;
use crate::model::loan::LoanStatus;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany};

/// How far a request that nobody answers has come: those who may decide it were reminded.
pub(super) const REMINDED: i32 = 1;
/// The owners were asked to stand in.
pub(super) const WITH_DEPUTY: i32 = 2;

/// A table of requests, by the columns that both have.
pub(super) trait Requests: EntityTrait {
    const ID: Self::Column;
    const STATUS: Self::Column;
    const UNTIL: Self::Column;
    const NUDGED: Self::Column;
    const DECIDED_BY: Self::Column;
    const DECIDED_AT: Self::Column;
    const ANSWER: Self::Column;
}

impl Requests for loan::Entity {
    const ID: loan::Column = loan::Column::Id;
    const STATUS: loan::Column = loan::Column::Status;
    const UNTIL: loan::Column = loan::Column::RequestUntil;
    const NUDGED: loan::Column = loan::Column::Nudged;
    const DECIDED_BY: loan::Column = loan::Column::DecidedBy;
    const DECIDED_AT: loan::Column = loan::Column::DecidedAt;
    const ANSWER: loan::Column = loan::Column::Answer;
}

impl Requests for loan_pack::Entity {
    const ID: loan_pack::Column = loan_pack::Column::Id;
    const STATUS: loan_pack::Column = loan_pack::Column::Status;
    const UNTIL: loan_pack::Column = loan_pack::Column::RequestUntil;
    const NUDGED: loan_pack::Column = loan_pack::Column::Nudged;
    const DECIDED_BY: loan_pack::Column = loan_pack::Column::DecidedBy;
    const DECIDED_AT: loan_pack::Column = loan_pack::Column::DecidedAt;
    const ANSWER: loan_pack::Column = loan_pack::Column::Answer;
}

/// One row, as long as it has this status.
pub(super) fn still<E: Requests>(id: i64, status: LoanStatus) -> UpdateMany<E> {
    E::update_many().filter(E::ID.eq(id)).filter(E::STATUS.eq(status.as_str()))
}

/// One request, as long as it waits.
pub(super) fn waiting<E: Requests>(id: i64, now: DateTime<Utc>) -> UpdateMany<E> {
    still::<E>(id, LoanStatus::Asked).filter(E::UNTIL.gt(now))
}

/// What it becomes, by whom (the schedule if by nobody), when and why.
pub(super) fn becomes<E: Requests>(
    row: UpdateMany<E>,
    to: LoanStatus,
    by: Option<StaffId>,
    answer: &str,
    now: DateTime<Utc>,
) -> UpdateMany<E> {
    row.col_expr(E::STATUS, Expr::value(to.as_str()))
        .col_expr(E::DECIDED_BY, Expr::value(by.map(|by| by.0)))
        .col_expr(E::DECIDED_AT, Expr::value(now))
        .col_expr(E::ANSWER, Expr::value(answer))
}

/// Makes the change. False if somebody was first.
///
/// # Errors
/// As the database's.
pub(super) async fn wins<E: Requests>(tx: &Tx, change: UpdateMany<E>) -> Result<bool> {
    Ok(change.exec(tx.db()).await?.rows_affected == 1)
}

/// Marks how far a waiting request has come, and until when it waits now. False if it has come so far already.
///
/// # Errors
/// As the database's.
pub(super) async fn nudge<E: Requests>(
    tx: &Tx,
    id: i64,
    nudged: i32,
    until: DateTime<Utc>,
) -> Result<bool> {
    let marked = still::<E>(id, LoanStatus::Asked)
        .col_expr(E::NUDGED, Expr::value(nudged))
        .col_expr(E::UNTIL, Expr::value(until))
        .filter(E::NUDGED.lt(nudged));
    wins(tx, marked).await
}
