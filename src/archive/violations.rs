//! What is recorded against borrowers, with the points of the appraisal; new loans wait until a manager lifts that
//! (A8.04, A9.07, A9.08).

use super::entity::violation::{ActiveModel, Column, Entity};
use super::entity::{loan, seat, staff};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx};
use crate::model::card::Act;
use crate::model::paper::{Offence, Violation};
use crate::model::policy::Role;
use crate::model::{Actor, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

/// Violations in one list.
const LISTED_MAX: u64 = 20;

/// Records an offence against a loan's borrower.
///
/// # Errors
/// As the database's.
pub async fn record(
    tx: &Tx,
    lent: &loan::Model,
    offence: Offence,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        id: NotSet,
        staff_id: Set(lent.borrower_id),
        loan_id: Set(lent.id),
        offence: Set(offence.stored().into()),
        lost: Set(offence == Offence::Lost),
        points: Set(offence.points()),
        at: Set(now),
        lifted_by: Set(None),
        lifted_at: Set(None),
        reason: Set(String::new()),
    };
    row.insert(tx.db()).await?;
    let detail = format!("loan={} {}", lent.id, offence.as_str());
    let subject = Subject::Row("staff", lent.borrower_id);
    trail::record(tx, now, None, Act::ViolationRecorded, subject, &detail).await
}

/// The number of the loan for which a person gets no new ones, if there is one.
///
/// # Errors
/// As the database's.
pub async fn suspended(tx: &Tx, who: StaffId) -> Result<Option<String>> {
    let open = suspending(who).order_by_asc(Column::Id).one(tx.db()).await?;
    let Some(open) = open else { return Ok(None) };
    let lent = loan::Entity::find_by_id(open.loan_id).one(tx.db()).await?;
    Ok(lent.map(|lent| lent.number))
}

fn suspending(who: StaffId) -> Select<Entity> {
    let kinds = Offence::ALL.iter().filter(|it| it.suspends() && it.stored() == it.as_str());
    let of_kind = Column::Offence.is_in(kinds.map(|offence| offence.as_str()));
    Entity::find()
        .filter(Column::StaffId.eq(who.0))
        .filter(Condition::any().add(of_kind).add(Column::Lost.eq(true)))
        .filter(Column::LiftedAt.is_null())
}

/// What is recorded against the people of the branch (of all branches for an Owner), newest first.
///
/// # Errors
/// As the database's; `Stored` if a value does not parse.
pub async fn list(tx: &Tx, who: &Actor) -> Result<Vec<Violation>> {
    let mut found = Entity::find();
    if who.role != Role::Owner {
        let here = Query::select()
            .column(seat::Column::StaffId)
            .from(seat::Entity)
            .and_where(Expr::col(seat::Column::BranchId).eq(who.branch.0))
            .to_owned();
        found = found.filter(Column::StaffId.in_subquery(here));
    }
    let mut list = Vec::new();
    for row in found.order_by_desc(Column::Id).limit(LISTED_MAX).all(tx.db()).await? {
        let lent = loan::Entity::find_by_id(row.loan_id).one(tx.db()).await?;
        let lifted = match (row.lifted_by, row.lifted_at) {
            (Some(by), Some(at)) => Some((name(tx, by).await?, at, row.reason)),
            _ => None,
        };
        list.push(Violation {
            staff: StaffId(row.staff_id),
            name: name(tx, row.staff_id).await?,
            number: lent.ok_or(ArchiveError::Stored("loan"))?.number,
            offence: match row.lost {
                true => Offence::Lost,
                false => Offence::parse(&row.offence).ok_or(ArchiveError::Stored("offence"))?,
            },
            points: row.points,
            at: row.at,
            lifted,
        });
    }
    Ok(list)
}

/// Lifts what keeps a person from new loans. False if nothing does.
///
/// # Errors
/// As the database's.
pub async fn lift(
    tx: &Tx,
    who: &Actor,
    staff: StaffId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let open: Vec<i64> =
        suspending(staff).all(tx.db()).await?.into_iter().map(|row| row.id).collect();
    let lifted = Entity::update_many()
        .col_expr(Column::LiftedBy, Expr::value(who.id.0))
        .col_expr(Column::LiftedAt, Expr::value(now))
        .col_expr(Column::Reason, Expr::value(reason))
        .filter(Column::Id.is_in(open))
        .filter(Column::LiftedAt.is_null())
        .exec(tx.db())
        .await?;
    if lifted.rows_affected == 0 {
        return Ok(false);
    }
    let subject = Subject::Row("staff", staff.0);
    trail::record(tx, now, Some(who.id), Act::SuspensionLifted, subject, "").await?;
    Ok(true)
}

/// Whether somebody has a seat in the person's branch; everybody for an Owner.
///
/// # Errors
/// As the database's.
pub async fn in_reach(tx: &Tx, who: &Actor, staff: StaffId) -> Result<bool> {
    let here = seat::Entity::find()
        .filter(seat::Column::StaffId.eq(staff.0))
        .filter(seat::Column::BranchId.eq(who.branch.0));
    Ok(who.role == Role::Owner || here.count(tx.db()).await? > 0)
}

async fn name(tx: &Tx, id: i64) -> Result<String> {
    let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}
