//! Who is told and reminded: what waits for a colleague's word reminds of itself; paper files that are lost, or given back
//! as their borrower says.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, timestamp_with_time_zone_null as moment_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Moments: of the next reminder of what waits for a colleague, and at which a borrower says that they gave a file back.
const MOMENTS: [(&str, &str); 3] =
    [("confirmation", "remind_at"), ("invite", "remind_at"), ("paper_loan", "given_at")];
/// The words for a file's condition and for what is recorded cannot be added to on SQLite: a file that is lost, or that its
/// borrower says is, has some pages missing and this.
const LOST: [(&str, &str); 3] =
    [("paper_loan", "lost"), ("paper_loan", "said_lost"), ("violation", "lost")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in MOMENTS {
            let moment = moment_null(column).to_owned();
            manager.alter_table(Table::alter().table(table).add_column(moment).to_owned()).await?;
        }
        for (table, column) in LOST {
            let lost = boolean(column).default(false).to_owned();
            manager.alter_table(Table::alter().table(table).add_column(lost).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in MOMENTS.into_iter().chain(LOST) {
            let alter = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
