//! The form of a loan, for paper: what the loan's row does not keep is read from the trail (A8.12).

use super::entity::{branch, client, staff, trail};
use super::loans::Row;
use super::trail::Subject;
use super::{ArchiveError, Result, Tx};
use crate::model::card::Act;
use crate::model::{Actor, ClientId};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Who approved a loan and when: one, or two of whom the first came first. It stays true when the loan has ended.
///
/// # Errors
/// As the database's.
pub async fn approvals(tx: &Tx, row: &Row) -> Result<Vec<(String, DateTime<Utc>)>> {
    let detail = format!("loan={}", row.id);
    let found = trail::Entity::find()
        .filter(trail::Column::Subject.eq("client"))
        .filter(trail::Column::SubjectId.eq(row.client_id))
        .filter(trail::Column::Act.eq(Act::Approved.as_str()))
        .filter(trail::Column::Detail.is_in([format!("{detail} first"), detail]))
        .order_by_asc(trail::Column::Id);
    let mut approvals = Vec::new();
    for entry in found.all(tx.db()).await? {
        let person = staff::Entity::find_by_id(entry.actor_id.unwrap_or_default());
        let name = person.one(tx.db()).await?.map(|person| person.name).unwrap_or_default();
        approvals.push((name, entry.at));
    }
    Ok(approvals)
}

/// The name of the branch that lends.
///
/// # Errors
/// As the database's; `Stored` if there is none.
pub async fn salon(tx: &Tx, row: &Row) -> Result<String> {
    let client = client::Entity::find_by_id(row.client_id).one(tx.db()).await?;
    let client = client.ok_or(ArchiveError::Stored("client"))?;
    let branch = branch::Entity::find_by_id(client.branch_id).one(tx.db()).await?;
    Ok(branch.ok_or(ArchiveError::Stored("branch"))?.name)
}

/// Notes that a loan's form was given out on paper.
///
/// # Errors
/// As the database's.
pub async fn note_printed(tx: &Tx, who: &Actor, row: &Row, now: DateTime<Utc>) -> Result<()> {
    let (subject, detail) = (Subject::Client(ClientId(row.client_id)), format!("loan={}", row.id));
    super::trail::record(tx, now, Some(who.id), Act::FormPrinted, subject, &detail).await
}
