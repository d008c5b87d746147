//! Rules of lending as rows, and what a loan remembers of them.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, integer_null,
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
        manager.create_table(rules()).await?;
        // One row for each role and part: two that contradict each other cannot be stored.
        let mut key = Index::create();
        key.name("loan_rule_key").table("loan_rule").col("role").col("what").unique();
        manager.create_index(key).await?;
        for column in columns() {
            let alter = Table::alter().table("loan").add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns().into_iter().rev() {
            let name = column.get_column_name();
            let alter = Table::alter().table("loan").drop_column(name).to_owned();
            manager.alter_table(alter).await?;
        }
        manager.drop_table(Table::drop().table("loan_rule").to_owned()).await
    }
}

const ROLES: &[&str] = &["any", "owner", "manager", "keeper", "front_desk", "care", "sales"];
const WHAT: &[&str] =
    &["any", "all", "safety", "contact", "profile", "care", "business", "money", "documents"];

fn rules() -> TableCreateStatement {
    let mut rule = table("loan_rule");
    rule.col(one_of("role", ROLES))
        .col(one_of("what", WHAT))
        .col(integer_null("minutes_max"))
        .col(integer_null("open_max"))
        .col(integer_null("extensions_max"))
        .col(integer_null("approvals"))
        .col(big_integer("changed_by"))
        .col(moment("changed_at"));
    refers(&mut rule, "changed_by", "staff");
    rule
}

/// What was added to a loan; SQLite adds one column per statement.
fn columns() -> Vec<ColumnDef> {
    vec![
        // How often it was extended before.
        integer("extension").default(0).to_owned(),
        // Everything that can be lent was asked for.
        boolean("whole").default(false).to_owned(),
        // How many people must approve it, and who was the first of two.
        integer("approvals").default(1).to_owned(),
        big_integer_null("first_by"),
        moment_null("first_at"),
        // Who passed the request on, and to whom.
        big_integer_null("passed_by"),
        big_integer_null("passed_to"),
        // How often it was asked for an answer: the managers after half an hour, then the owner.
        integer("nudged").default(0).to_owned(),
    ]
}
