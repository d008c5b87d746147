//! Facts of the service itself, by name: the last backup, the bot's id.

use super::entity::setting::{ActiveModel, Column, Entity};
use super::{Result, Tx};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};

/// Reads a fact.
///
/// # Errors
/// As the database's.
pub async fn get(tx: &Tx, name: &str) -> Result<Option<String>> {
    Ok(Entity::find_by_id(name).one(tx.db()).await?.map(|row| row.value))
}

/// Writes a fact.
///
/// # Errors
/// As the database's.
pub async fn set(tx: &Tx, name: &str, value: &str) -> Result<()> {
    let row = ActiveModel { name: Set(name.into()), value: Set(value.into()) };
    let conflict = OnConflict::column(Column::Name).update_column(Column::Value).to_owned();
    Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.db()).await?;
    Ok(())
}
