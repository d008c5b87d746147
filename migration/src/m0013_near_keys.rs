//! Names within one slip of what is typed: numbers of their spellings with a letter left out (filled when the archive is
//! opened); and the end of a phone in the order of the clients, so that a page of hits is a page of the index.

use super::m0001_archive::refers;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer};
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut near = Table::create();
        near.table("near_key")
            .col(big_integer("client_id"))
            .col(integer("number"))
            .primary_key(Index::create().col("client_id").col("number"));
        refers(&mut near, "client_id", "client");
        if manager.get_database_backend() == DbBackend::Sqlite {
            // The table is its key and nothing else: kept once, not twice.
            near.extra("WITHOUT ROWID");
        }
        manager.create_table(near).await?;
        manager.create_index(index("near_number", "near_key", &["number", "client_id"])).await?;
        tails(manager, &["tail", "client_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tails(manager, &["tail"]).await?;
        manager.drop_table(Table::drop().table("near_key").to_owned()).await
    }
}

/// The ends of phones under these columns.
async fn tails(manager: &SchemaManager<'_>, columns: &[&'static str]) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name("phone_tail").table("phone").to_owned()).await?;
    manager.create_index(index("phone_tail", "phone", columns)).await
}

fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
