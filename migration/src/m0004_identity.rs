//! Seats whose access was cut: suspended until let back in, or left for good. PINs, as hashes.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, text, timestamp_with_time_zone as moment,
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
        let mut index = Index::create();
        index.name("cutoff_person").table("cutoff").col("staff_id").col("branch_id");
        manager.create_index(index).await
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
    let mut cutoff = table("cutoff");
    cutoff
        .col(big_integer("staff_id"))
        .col(big_integer("branch_id"))
        .col(big_integer("by_id"))
        .col(one_of("kind", &["suspended", "left"]))
        .col(big_integer_null("heir_id"))
        .col(moment("at"))
        .col(moment_null("ended_at"));
    refers(&mut cutoff, "staff_id", "staff");
    refers(&mut cutoff, "branch_id", "branch");
    let mut pin = Table::create();
    pin.table("pin")
        .col(ColumnDef::new("staff_id").big_integer().not_null().primary_key())
        .col(text("hash"))
        .col(integer("failures"))
        .col(moment_null("paused_until"))
        .col(moment("set_at"));
    refers(&mut pin, "staff_id", "staff");
    vec![cutoff, pin]
}
