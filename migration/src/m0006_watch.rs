//! What is watched: contacts that were revealed, readings of originals, alerts about unusual reading.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, integer, string, timestamp_with_time_zone as moment,
    timestamp_with_time_zone_null as moment_null,
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
        let issue = Index::drop().name("issue_staff").table("issue").to_owned();
        manager.drop_index(issue).await?;
        for table in tables().into_iter().rev() {
            let name = table.get_table_name().expect("every table here has a name").clone();
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut reveal = table("reveal");
    reveal
        .col(big_integer("staff_id"))
        .col(big_integer("client_id"))
        .col(string("reason"))
        .col(moment("at"));
    refers(&mut reveal, "staff_id", "staff");
    refers(&mut reveal, "client_id", "client");
    let mut reading = table("reading");
    reading
        .col(big_integer("client_id"))
        .col(big_integer("reader_id"))
        .col(big_integer("by_id"))
        .col(moment("at"));
    refers(&mut reading, "client_id", "client");
    refers(&mut reading, "reader_id", "staff");
    let mut alert = table("alert");
    alert
        .col(one_of("kind", &["cards", "hour", "night", "reveals"]))
        .col(big_integer("staff_id"))
        .col(date("day"))
        .col(integer("count"))
        .col(moment("at"))
        .col(moment_null("told_at"));
    refers(&mut alert, "staff_id", "staff");
    vec![reveal, reading, alert]
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(name).table(table);
        for column in columns {
            index.col(*column);
        }
        index
    };
    vec![
        index("reveal_staff", "reveal", &["staff_id", "at"]),
        index("reading_client", "reading", &["client_id", "id"]),
        index("alert_once", "alert", &["staff_id", "kind", "day"]).unique().to_owned(),
        index("alert_untold", "alert", &["told_at"]),
        index("issue_staff", "issue", &["staff_id", "shown_at"]),
    ]
}
