//! Erasure with its proof, confirmations by a second person, legal hold, proposals of retention, emergencies.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, string, text, timestamp_with_time_zone as moment,
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
        let alter = Table::alter().table("cutoff").add_column(journaled()).to_owned();
        manager.alter_table(alter).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let alter = Table::alter().table("cutoff").drop_column("journaled").to_owned();
        manager.alter_table(alter).await?;
        for table in tables().into_iter().rev() {
            let name = table.get_table_name().expect("every table here has a name").clone();
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

const SETTLED: &[&str] = &["asked", "confirmed", "refused", "expired"];

/// Whether a cut seat stands in the journal beside the database.
fn journaled() -> ColumnDef {
    boolean("journaled").default(false).to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    // What it is about may be erased, so it refers to no row.
    let mut confirmation = table("confirmation");
    confirmation
        .col(big_integer("branch_id"))
        .col(one_of("act", &["erase", "retention", "copy"]))
        .col(big_integer("subject_id"))
        .col(big_integer("asked_by"))
        .col(text("reason"))
        .col(moment("asked_at"))
        .col(moment("until"))
        .col(one_of("state", SETTLED))
        .col(big_integer_null("decided_by"))
        .col(moment_null("decided_at"));
    refers(&mut confirmation, "branch_id", "branch");
    refers(&mut confirmation, "asked_by", "staff");
    let erasure = table("erasure")
        .col(big_integer("client_id"))
        .col(big_integer("branch_id"))
        .col(string("number"))
        .col(string("mark"))
        .col(big_integer("asked_by"))
        .col(big_integer("confirmed_by"))
        .col(big_integer("rows"))
        .col(big_integer("files"))
        .col(moment("at"))
        .col(text("names"))
        .col(boolean("settled"))
        .to_owned();
    let mut hold = table("hold");
    hold.col(big_integer("client_id"))
        .col(big_integer("by_id"))
        .col(text("reason"))
        .col(moment("at"))
        .col(big_integer_null("lifted_by"))
        .col(text("lifted_why"))
        .col(moment_null("ended_at"));
    refers(&mut hold, "client_id", "client");
    let mut emergency = table("emergency");
    emergency
        .col(big_integer("client_id"))
        .col(big_integer("staff_id"))
        .col(text("reason"))
        .col(moment("at"))
        .col(one_of("state", SETTLED))
        .col(big_integer_null("decided_by"))
        .col(moment_null("decided_at"))
        .col(moment("told_at"));
    refers(&mut emergency, "client_id", "client");
    refers(&mut emergency, "staff_id", "staff");
    let mut proposal = table("proposal");
    proposal
        .col(big_integer("branch_id"))
        .col(moment("made_at"))
        .col(one_of("state", &["open", "asked", "over"]));
    refers(&mut proposal, "branch_id", "branch");
    let mut proposed = table("proposed");
    proposed.col(big_integer("proposal_id")).col(big_integer("client_id")).col(boolean("kept"));
    refers(&mut proposed, "proposal_id", "proposal");
    refers(&mut proposed, "client_id", "client");
    vec![confirmation, erasure, hold, emergency, proposal, proposed]
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
        index("confirmation_state", "confirmation", &["state", "until"]),
        index("confirmation_subject", "confirmation", &["act", "subject_id"]),
        index("erasure_settled", "erasure", &["settled"]),
        index("hold_client", "hold", &["client_id", "ended_at"]),
        index("emergency_state", "emergency", &["state", "told_at"]),
        index("emergency_client", "emergency", &["client_id"]),
        index("proposal_branch", "proposal", &["branch_id", "state"]),
        index("proposed_client", "proposed", &["client_id"]),
        index("proposed_proposal", "proposed", &["proposal_id"]),
    ]
}
