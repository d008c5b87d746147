//! Paper files on their way back: what the borrower says, what whoever keeps the cabinet finds (A8.02–A8.04, A8.12).

use super::entity::paper_loan::{Column, Entity};
use super::papers::{Row, lent, name, note};
use super::{Result, Tx, paper_ladder, violations};
use crate::model::card::Act;
use crate::model::paper::{Condition, Rung};
use crate::model::policy::{Action, may};
use crate::model::{Actor, LoanId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Takes a paper file back, with its condition; what is wrong with it is recorded against the borrower. False if it is
/// back already.
///
/// # Errors
/// As the database's.
pub async fn take_back(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    (condition, words): (Condition, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::State, Expr::value("back"))
        .col_expr(Column::BackBy, Expr::value(who.id.0))
        .col_expr(Column::BackAt, Expr::value(now))
        .col_expr(Column::Condition, Expr::value(condition.stored()))
        .col_expr(Column::Lost, Expr::value(condition == Condition::Lost))
        .col_expr(Column::Words, Expr::value(words))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq("out"))
        .exec(tx.db())
        .await?;
    if taken.rows_affected != 1 {
        return Ok(false);
    }
    note(tx, Some(who.id), Act::TakenBack, row, condition.as_str(), now).await?;
    if let Some(offence) = condition.offence() {
        violations::record(tx, &lent(tx, row.loan_id).await?, offence, now).await?;
    }
    Ok(true)
}

/// Notes what the borrower says of the file's condition; whoever keeps the cabinet looks for themselves.
///
/// # Errors
/// As the database's.
pub async fn say(tx: &Tx, loan: LoanId, said: Condition) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Said, Expr::value(said.stored()))
        .col_expr(Column::SaidLost, Expr::value(said == Condition::Lost))
        .filter(Column::LoanId.eq(loan.0))
        .filter(Column::State.eq("out"))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// A loan was taken away before its term: its paper file is to be back now. Who gives it back before has its whole term
/// for the file.
///
/// # Errors
/// As the database's.
pub async fn due_now(tx: &Tx, loan: LoanId, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(now))
        // Whoever ended the loan has told its borrower.
        .col_expr(Column::Rung, Expr::value(Rung::Due.number()))
        .filter(Column::LoanId.eq(loan.0))
        .filter(Column::State.eq("out"))
        .filter(Column::DueAt.gt(now))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The borrower says that they gave the file back: the ladder waits until somebody who keeps the cabinet has looked. False
/// if it is not out, or they have said so already.
///
/// # Errors
/// As the database's.
pub async fn give(tx: &Tx, who: &Actor, row: &Row, now: DateTime<Utc>) -> Result<bool> {
    let given = Entity::update_many()
        .col_expr(Column::GivenAt, Expr::value(now))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq("out"))
        .filter(Column::GivenAt.is_null());
    let given = given.exec(tx.db()).await?.rows_affected == 1;
    if given {
        note(tx, Some(who.id), Act::GivenBack, row, "", now).await?;
    }
    Ok(given)
}

/// The file that its borrower says they gave back is not there: the ladder goes on. False if nobody says so.
///
/// # Errors
/// As the database's.
pub async fn not_here(tx: &Tx, who: &Actor, row: &Row, now: DateTime<Utc>) -> Result<bool> {
    let missed = Entity::update_many()
        .col_expr(Column::GivenAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq("out"))
        .filter(Column::GivenAt.is_not_null());
    let missed = missed.exec(tx.db()).await?.rows_affected == 1;
    if missed {
        note(tx, Some(who.id), Act::FileMissed, row, "", now).await?;
    }
    Ok(missed)
}

/// Paper files whose borrowers say that they gave them back, and the borrowers' names: those that this person is asked to
/// confirm, the longest waiting first.
///
/// # Errors
/// As the database's.
pub async fn unconfirmed(tx: &Tx, who: &Actor) -> Result<Vec<(Row, String)>> {
    if !may(who.role, Action::KeepPapers) {
        return Ok(Vec::new());
    }
    let given = Entity::find()
        .filter(Column::State.eq("out"))
        .filter(Column::GivenAt.is_not_null())
        .order_by_asc(Column::GivenAt);
    let mut asked = Vec::new();
    for row in given.all(tx.db()).await? {
        let borrower = lent(tx, row.loan_id).await?.borrower_id;
        if paper_ladder::keepers(tx, row.client_id, borrower).await?.contains(&who.id) {
            asked.push((row, name(tx, borrower).await?));
        }
    }
    Ok(asked)
}
