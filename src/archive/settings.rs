//! Facts of the service itself, by name: the last backup, the bot's id. They are few, and each turn asks for some: a
//! transaction reads them once.

use super::entity::setting::{ActiveModel, Column, Entity, Model};
use super::prepared::prepared;
use super::{Result, Tx};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryTrait};
use std::collections::HashMap;

/// Reads a fact.
///
/// # Errors
/// As the database's.
pub async fn get(tx: &Tx, name: &str) -> Result<Option<String>> {
    if let Some(known) = &*tx.settings() {
        return Ok(known.get(name).cloned());
    }
    let rows: Vec<Model> = tx.all(prepared!(tx, [], |[]| Entity::find().into_query())).await?;
    let known: HashMap<String, String> =
        rows.into_iter().map(|row| (row.name, row.value)).collect();
    let value = known.get(name).cloned();
    *tx.settings() = Some(known);
    Ok(value)
}

/// Writes a fact.
///
/// # Errors
/// As the database's.
pub async fn set(tx: &Tx, name: &str, value: &str) -> Result<()> {
    let row = ActiveModel { name: Set(name.into()), value: Set(value.into()) };
    let conflict = OnConflict::column(Column::Name).update_column(Column::Value).to_owned();
    Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.db()).await?;
    if let Some(known) = &mut *tx.settings() {
        known.insert(name.to_owned(), value.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::ArchiveError;
    use crate::archive::connect::{self, Key};

    #[tokio::test]
    async fn what_a_turn_wrote_is_read_and_what_was_taken_back_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let archive = connect::open(&url, &Key::generate(), folder.path()).await.unwrap();
        let write = |value: &'static str, fails: bool| {
            archive.write(move |tx| {
                Box::pin(async move {
                    let before = get(tx, "day").await?;
                    set(tx, "day", value).await?;
                    assert_eq!(get(tx, "day").await?.as_deref(), Some(value));
                    if fails { Err(ArchiveError::Panicked) } else { Ok(before) }
                })
            })
        };
        // Sent off together, they share a transaction.
        let (first, failed, last) =
            tokio::join!(write("1", false), write("2", true), write("3", false));
        assert_eq!(first.unwrap(), None);
        assert!(failed.is_err());
        assert_eq!(last.unwrap().as_deref(), Some("1"), "the second was taken back");
        archive.close().await.unwrap();
    }
}
