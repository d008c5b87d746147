//! The client's rights and the trail's proof: corrections of cards, anchors of the trail, the consent register, incidents.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, string, text, text_null,
    timestamp_with_time_zone as moment, timestamp_with_time_zone_null as moment_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables().into_iter().rev() {
            let name = table.get_table_name().expect("every table here has a name").clone();
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut correction = table("correction");
    correction
        .col(big_integer("client_id"))
        .col(string("detail"))
        .col(text_null("old"))
        .col(text_null("new"))
        .col(text("reason"))
        .col(one_of("source", &["visit", "client", "agency", "contact"]))
        .col(big_integer("by_id"))
        .col(moment("at"));
    refers(&mut correction, "client_id", "client");
    let anchor = table("anchor")
        .col(big_integer("entry_id"))
        .col(string("hash"))
        .col(moment("at"))
        .to_owned();
    // `consent` is about health alone: its CHECK cannot grow on SQLite.
    let mut permission = table("permission");
    permission
        .col(big_integer("client_id"))
        .col(one_of("purpose", &["service", "photo_record", "photo_publish", "marketing"]))
        .col(boolean("given"))
        .col(big_integer("by_id"))
        .col(moment("at"));
    refers(&mut permission, "client_id", "client");
    let incident = table("incident")
        .col(big_integer("opened_by"))
        .col(moment("opened_at"))
        .col(moment("since"))
        .col(big_integer_null("closed_by"))
        .col(moment_null("closed_at"))
        .to_owned();
    vec![correction, anchor, permission, incident]
}

fn indexes() -> Vec<IndexCreateStatement> {
    let mut client = Index::create();
    client.name("correction_client").table("correction").col("client_id").col("id");
    let mut word = Index::create();
    word.name("permission_client").table("permission").col("client_id").col("purpose").col("id");
    vec![client, word]
}
