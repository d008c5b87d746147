//! The ladder that a paper file climbs while it stays away, and whom each rung concerns (access.md, Ladder).

use super::entity::paper_loan::{Column, Entity};
use super::entity::{client, seat, staff};
use super::papers::{Row, lent};
use super::{ArchiveError, Result, Tx, violations};
use crate::model::StaffId;
use crate::model::paper::{Offence, Rung};
use crate::model::policy::Role;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Paper files that climb at one look of the schedule.
const LISTED_MAX: u64 = 20;

/// Whether any paper file has come to its next rung.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    Ok(!climbing(tx, now).await?.is_empty())
}

/// Paper files that have come to a new rung, with it: each is told once, the highest where several were missed.
///
/// # Errors
/// As the database's.
pub async fn climb(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(Row, Rung)>> {
    let mut climbed = Vec::new();
    for (row, rung) in climbing(tx, now).await? {
        let stepped = Entity::update_many()
            .col_expr(Column::Rung, Expr::value(rung.number()))
            .filter(Column::Id.eq(row.id))
            .filter(Column::State.eq("out"))
            .filter(Column::Rung.lt(rung.number()))
            .exec(tx.db())
            .await?;
        if stepped.rows_affected != 1 {
            continue;
        }
        if rung == Rung::Violation {
            violations::record(tx, &lent(tx, row.loan_id).await?, Offence::Late, now).await?;
        }
        climbed.push((row, rung));
    }
    Ok(climbed)
}

async fn climbing(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(Row, Rung)>> {
    // Those on their rung already do not stand in the way of the others.
    let climbs = Rung::ALL.into_iter().fold(Condition::any(), |any, (rung, minutes)| {
        let reached = Column::DueAt.lte(now - Duration::minutes(minutes));
        any.add(Column::Rung.lt(rung.number()).and(reached))
    });
    let due = Entity::find()
        .filter(Column::State.eq("out"))
        // Whoever says that they gave it back is not accused until somebody has looked.
        .filter(Column::GivenAt.is_null())
        .filter(climbs)
        .order_by_asc(Column::DueAt)
        .limit(LISTED_MAX);
    let rows = due.all(tx.db()).await?.into_iter();
    let climbing = rows.filter_map(|row| {
        let rung = Rung::reached(row.due_at?, now)?;
        (rung.number() > row.rung).then_some((row, rung))
    });
    Ok(climbing.collect())
}

/// Who keeps a branch's cabinet towards this borrower: its keepers, else its managers, else the owners. Nobody hands a
/// file out to themselves.
///
/// # Errors
/// As the database's.
pub async fn keepers(tx: &Tx, client: i64, borrower: i64) -> Result<Vec<StaffId>> {
    first_of(tx, client, borrower, &[Role::Keeper, Role::Manager, Role::Owner]).await
}

/// Who is told of what stays away with this borrower: the branch's managers, else the owners.
///
/// # Errors
/// As the database's.
pub async fn managers(tx: &Tx, client: i64, borrower: i64) -> Result<Vec<StaffId>> {
    first_of(tx, client, borrower, &[Role::Manager, Role::Owner]).await
}

/// The people of the first of these roles that anybody but the borrower has.
async fn first_of(tx: &Tx, client: i64, borrower: i64, roles: &[Role]) -> Result<Vec<StaffId>> {
    let client = client::Entity::find_by_id(client).one(tx.db()).await?;
    let branch = client.ok_or(ArchiveError::Stored("client"))?.branch_id;
    for role in roles {
        let mut seats = seat::Entity::find()
            .filter(seat::Column::State.eq("active"))
            .filter(seat::Column::Role.eq(role.as_str()));
        if *role != Role::Owner {
            seats = seats.filter(seat::Column::BranchId.eq(branch));
        }
        let ids = seats.all(tx.db()).await?.into_iter().map(|seat| seat.staff_id);
        let people = staff::Entity::find()
            .filter(staff::Column::Id.is_in(ids))
            .filter(staff::Column::Id.ne(borrower))
            .filter(staff::Column::TelegramId.is_not_null())
            .order_by_asc(staff::Column::Id);
        let people = people.all(tx.db()).await?;
        if !people.is_empty() {
            return Ok(people.into_iter().map(|person| StaffId(person.id)).collect());
        }
    }
    Ok(Vec::new())
}
