//! The chat's side: inbox, outbox, screens, drafts, settings of the service.

use super::m0001_archive::{one_of, refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, integer_null, string, string_null, text, text_null,
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
    let mut inbox = Table::create();
    inbox
        .table("inbox")
        .col(big_integer("bot_id"))
        .col(integer("epoch"))
        .col(big_integer("update_id"))
        .col(big_integer("person"))
        .col(moment("received_at"))
        .col(text_null("body"))
        .col(one_of("state", &["new", "done", "dead", "shed"]))
        .col(integer("attempts"))
        .primary_key(Index::create().col("bot_id").col("epoch").col("update_id"));
    let outbox = table("outbox")
        .col(big_integer("chat_id"))
        .col(big_integer_null("screen_id"))
        .col(integer("revision"))
        .col(one_of("kind", &["answer", "show", "delete", "say", "commands", "leave"]))
        .col(text("payload"))
        .col(one_of("state", &["new", "sending", "done", "superseded", "dropped", "failed"]))
        .col(integer("attempts"))
        .col(moment("created_at"))
        .col(moment("due_at"))
        .to_owned();
    let mut screen = table("screen");
    screen
        .col(big_integer("staff_id"))
        .col(big_integer("chat_id"))
        .col(one_of("kind", &["main", "notice"]))
        .col(string_null("subject"))
        .col(text("place"))
        .col(text("shown"))
        .col(integer("revision"))
        .col(integer_null("message_id"))
        .col(moment_null("sent_at"))
        .col(big_integer_null("issue_id"))
        .col(one_of("state", &["live", "closed"]));
    refers(&mut screen, "staff_id", "staff");
    let mut focus = Table::create();
    focus
        .table("focus")
        .col(ColumnDef::new("staff_id").big_integer().not_null().primary_key())
        .col(big_integer("screen_id"))
        .col(moment("seen_at"));
    refers(&mut focus, "screen_id", "screen");
    let mut draft = table("draft");
    draft.col(big_integer("staff_id")).col(text("place")).col(text("label")).col(moment("at"));
    refers(&mut draft, "staff_id", "staff");
    let mut setting = Table::create();
    setting.table("setting").col(string("name").primary_key()).col(text("value"));
    vec![inbox, outbox, screen, focus, draft, setting]
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
        index("inbox_state", "inbox", &["state", "received_at"]),
        index("outbox_due", "outbox", &["state", "due_at"]),
        index("outbox_chat", "outbox", &["chat_id", "state", "id"]),
        index("screen_person", "screen", &["staff_id", "kind", "state"]),
        index("screen_message", "screen", &["chat_id", "message_id"]),
        index("screen_subject", "screen", &["subject", "state"]),
        index("draft_staff", "draft", &["staff_id", "id"]),
    ]
}
