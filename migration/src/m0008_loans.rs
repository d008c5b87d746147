//! Loans that begin later, the pack of a day's visits, rules of lending for a class of clients, and deputies.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, integer, string, text,
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
        for column in columns() {
            let alter = Table::alter().table("loan").add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let class = one_of("class", CLASSES).default("any").to_owned();
        manager.alter_table(Table::alter().table("loan_rule").add_column(class).to_owned()).await?;
        rekey(manager, &["role", "what", "class"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows for a class have no place beside those for the same role and part.
        let classed = Query::delete()
            .from_table("loan_rule")
            .and_where(Expr::col("class").ne("any"))
            .to_owned();
        manager.exec_stmt(classed).await?;
        rekey(manager, &["role", "what"]).await?;
        let class = Table::alter().table("loan_rule").drop_column("class").to_owned();
        manager.alter_table(class).await?;
        let index = Index::drop().name("loan_appointment").table("loan").to_owned();
        manager.drop_index(index).await?;
        for column in columns().into_iter().rev() {
            let name = column.get_column_name();
            let alter = Table::alter().table("loan").drop_column(name).to_owned();
            manager.alter_table(alter).await?;
        }
        for table in tables().into_iter().rev() {
            let name = table.get_table_name().expect("every table here has a name").clone();
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// The classes of clients that a rule of lending can name.
const CLASSES: &[&str] = &["any", "A", "B", "C"];

/// One rule of lending for each of these columns' values.
async fn rekey(manager: &SchemaManager<'_>, columns: &[&'static str]) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name("loan_rule_key").table("loan_rule").to_owned()).await?;
    let mut key = Index::create();
    key.name("loan_rule_key").table("loan_rule").unique();
    for column in columns {
        key.col(*column);
    }
    manager.create_index(key).await
}

fn tables() -> Vec<TableCreateStatement> {
    let mut pack = table("loan_pack");
    pack.col(string("number").unique_key())
        .col(big_integer("borrower_id"))
        .col(big_integer("branch_id"))
        .col(date("day"))
        .col(text("reason"))
        .col(one_of("status", &["asked", "out", "denied", "withdrawn", "expired", "recalled"]))
        .col(integer("asked"))
        .col(moment("asked_at"))
        .col(moment("request_until"))
        .col(big_integer_null("decided_by"))
        .col(moment_null("decided_at"))
        .col(text("answer"))
        .col(integer("approvals"))
        .col(big_integer_null("first_by"))
        .col(moment_null("first_at"))
        .col(integer("nudged"));
    refers(&mut pack, "borrower_id", "staff");
    refers(&mut pack, "branch_id", "branch");
    let mut item = table("loan_pack_item");
    item.col(big_integer("pack_id"))
        .col(big_integer("appointment_id"))
        .col(big_integer("client_id"))
        .col(text("parts"))
        .col(boolean("kept"));
    refers(&mut item, "pack_id", "loan_pack");
    refers(&mut item, "appointment_id", "appointment");
    refers(&mut item, "client_id", "client");
    let mut deputy = table("deputy");
    deputy
        .col(big_integer("manager_id"))
        .col(big_integer("deputy_id"))
        .col(moment("since"))
        .col(moment("until"))
        .col(moment_null("ended_at"));
    refers(&mut deputy, "manager_id", "staff");
    refers(&mut deputy, "deputy_id", "staff");
    vec![pack, item, deputy]
}

/// What was added to a loan; SQLite adds one column per statement.
fn columns() -> Vec<ColumnDef> {
    vec![
        // It opens nothing before this moment, and whether its beginning was told.
        moment_null("starts_at"),
        boolean("begun").default(true).to_owned(),
        // The pack that it came with, and the booking whose time is its time.
        big_integer_null("pack_id"),
        big_integer_null("appointment_id"),
        // A request that waits in line until another loan of its borrower ends.
        boolean("queued").default(false).to_owned(),
    ]
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
        index("deputy_manager", "deputy", &["manager_id", "ended_at"]),
        index("loan_appointment", "loan", &["appointment_id"]),
        index("loan_pack_borrower", "loan_pack", &["borrower_id", "day"]),
        index("loan_pack_status", "loan_pack", &["status", "request_until"]),
        index("loan_pack_item_pack", "loan_pack_item", &["pack_id"]),
    ]
}
