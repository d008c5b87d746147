//! Drafts: forms that were left, kept until they are resumed or thrown away.

use super::entity::draft::{ActiveModel, Column, Entity, Model};
use super::{Result, Tx};
use crate::model::{DraftId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder,
};

/// A person keeps at most this many; the oldest goes first.
const DRAFTS_MAX: usize = 5;

/// Keeps a draft: the place as JSON, and a label as JSON that says what it is without a client's name.
///
/// # Errors
/// As the database's.
pub async fn keep(
    tx: &Tx,
    staff: StaffId,
    place: &str,
    label: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        id: NotSet,
        staff_id: Set(staff.0),
        place: Set(place.into()),
        label: Set(label.into()),
        at: Set(now),
    };
    row.insert(tx.db()).await?;
    for old in list(tx, staff).await?.into_iter().skip(DRAFTS_MAX) {
        Entity::delete_by_id(old.id).exec(tx.db()).await?;
    }
    Ok(())
}

/// A person's drafts, latest first.
///
/// # Errors
/// As the database's.
pub async fn list(tx: &Tx, staff: StaffId) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::StaffId.eq(staff.0))
        .order_by_desc(Column::Id)
        .all(tx.db())
        .await?)
}

/// Takes a draft out, if it is this person's.
///
/// # Errors
/// As the database's.
pub async fn take(tx: &Tx, staff: StaffId, id: DraftId) -> Result<Option<Model>> {
    let Some(row) =
        Entity::find_by_id(id.0).filter(Column::StaffId.eq(staff.0)).one(tx.db()).await?
    else {
        return Ok(None);
    };
    Entity::delete_by_id(row.id).exec(tx.db()).await?;
    Ok(Some(row))
}
