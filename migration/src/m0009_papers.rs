//! Paper files that are lent with a record, and what is recorded against borrowers.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, string_null, text, timestamp_with_time_zone as moment,
    timestamp_with_time_zone_null as moment_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const CONDITIONS: [&str; 3] = ["intact", "damaged", "pages_missing"];

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
    let condition =
        |name: &'static str| string_null(name).check(Expr::col(name).is_in(CONDITIONS)).to_owned();
    let mut paper = table("paper_loan");
    paper
        .col(big_integer("loan_id").unique_key())
        .col(big_integer("client_id"))
        .col(one_of("state", &["asked", "out", "back"]))
        .col(moment_null("due_at"))
        .col(integer("rung"))
        .col(big_integer_null("out_by"))
        .col(moment_null("out_at"))
        .col(big_integer_null("back_by"))
        .col(moment_null("back_at"))
        .col(condition("said"))
        .col(condition("condition"))
        .col(text("words"));
    refers(&mut paper, "loan_id", "loan");
    refers(&mut paper, "client_id", "client");
    let mut violation = table("violation");
    violation
        .col(big_integer("staff_id"))
        .col(big_integer("loan_id"))
        .col(one_of("offence", &["late", "damaged", "pages_missing"]))
        .col(integer("points"))
        .col(moment("at"))
        .col(big_integer_null("lifted_by"))
        .col(moment_null("lifted_at"))
        .col(text("reason"));
    refers(&mut violation, "staff_id", "staff");
    refers(&mut violation, "loan_id", "loan");
    vec![paper, violation]
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
        index("paper_loan_client", "paper_loan", &["client_id", "state"]),
        index("paper_loan_due", "paper_loan", &["state", "due_at"]),
        index("violation_staff", "violation", &["staff_id", "lifted_at"]),
    ]
}
