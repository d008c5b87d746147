//! The latest requests, as a rule of lending would look at them (decisions 13).

use super::entity::client;
use super::entity::loan::{Column, Entity};
use super::loans::Row;
use super::relations::read_parts;
use super::{Result, Tx, loan_decisions, loan_rules, staff};
use crate::model::loan::{Term, begins};
use crate::model::loan_rule::trial::{Past, TRIED_MAX};
use crate::model::loan_rule::{Of, Wish};
use crate::model::{ClientId, StaffId};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Loans in which what else a borrower had open is looked for.
const LOANS_MAX: u64 = 500;

/// The latest requests of people who still have a seat, newest first.
///
/// # Errors
/// As the database's.
pub async fn past(tx: &Tx) -> Result<Vec<Past>> {
    // A pack's visits are no requests of their own.
    let asked = Entity::find().filter(Column::PackId.is_null());
    let latest = asked.order_by_desc(Column::Id).limit(TRIED_MAX).all(tx.db()).await?;
    let borrowers: Vec<i64> = latest.iter().map(|row| row.borrower_id).collect();
    let theirs =
        Entity::find().filter(Column::BorrowerId.is_in(borrowers)).filter(Column::PackId.is_null());
    let theirs = theirs.order_by_desc(Column::Id).limit(LOANS_MAX).all(tx.db()).await?;
    let mut past = Vec::with_capacity(latest.len());
    for row in &latest {
        past.extend(look(tx, row, &theirs).await?);
    }
    Ok(past)
}

/// A request as it was when it was sent, with the role that its borrower has now.
async fn look(tx: &Tx, row: &Row, others: &[Row]) -> Result<Option<Past>> {
    let Some(borrower) = staff::by_id(tx, StaffId(row.borrower_id)).await? else {
        return Ok(None);
    };
    let Some(client) = client::Entity::find_by_id(row.client_id).one(tx.db()).await? else {
        return Ok(None);
    };
    let id = ClientId(client.id);
    let Ok(term) = serde_json::from_str::<Term>(&row.term) else { return Ok(None) };
    let zone: Tz = borrower.branch.zone.parse().unwrap_or(Tz::UTC);
    let begins = begins(row.starts_at, row.asked_at);
    let minutes = (term.ends(begins, zone) - begins).num_minutes();
    let beside = |other: &&Row| {
        let ended = !["asked", "out"].contains(&other.status.as_str());
        let over = ended && other.decided_at.is_none_or(|at| at <= row.asked_at);
        let same = other.client_id == row.client_id;
        other.borrower_id == row.borrower_id && other.id < row.id && !over && !same
    };
    let borrower_id = StaffId(row.borrower_id);
    let deciders =
        loan_decisions::deciding_seats(tx, client.branch_id, borrower_id, row.asked_at).await?;
    Ok(Some(Past {
        of: Of { role: borrower.actor.role, class: loan_rules::class(tx, id).await? },
        parts: read_parts(&row.parts),
        whole: row.whole,
        minutes: u32::try_from(minutes).unwrap_or_default(),
        wish: Wish {
            open: u32::try_from(others.iter().filter(beside).count()).unwrap_or(u32::MAX),
            extension: u32::try_from(row.extension).unwrap_or_default(),
            deciders: u32::try_from(deciders.len()).unwrap_or(u32::MAX),
        },
    }))
}
