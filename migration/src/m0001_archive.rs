//! The archive itself: branches, staff, clients, visits, loans, follow-ups, the trail.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, integer_null, string,
    string_null, text, text_null, timestamp_with_time_zone as moment,
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
        for table in [staff(), clients(), visits(), loans(), keeping()].into_iter().flatten() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        // Prefix scans go in byte order on both databases; SQLite's order is that already.
        if manager.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Postgres {
            let bytewise = r#"ALTER TABLE search_key ALTER COLUMN key TYPE varchar COLLATE "C""#;
            manager.get_connection().execute_unprepared(bytewise).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [staff(), clients(), visits(), loans(), keeping()].into_iter().flatten().rev()
        {
            let name = table.get_table_name().expect("every table here has a name").clone();
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// A table with `id` as its key. Ids are 64 bits on both databases.
pub(crate) fn table(name: &'static str) -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(name)
        .col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key());
    table
}

/// A column that refers to another table's row, which cannot be deleted under it.
pub(crate) fn refers(table: &mut TableCreateStatement, column: &'static str, to: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .from_col(column)
            .to_tbl(to)
            .to_col("id")
            .on_delete(ForeignKeyAction::Restrict),
    );
}

/// A text column that holds one of these words (decisions 27: constraints by CHECK).
pub(crate) fn one_of(name: &'static str, words: &[&'static str]) -> ColumnDef {
    string(name).check(Expr::col(name).is_in(words.iter().copied())).to_owned()
}

const ROLES: &[&str] = &["owner", "manager", "keeper", "front_desk", "care", "sales"];

fn staff() -> Vec<TableCreateStatement> {
    let branch = table("branch")
        .col(string("name"))
        .col(string("prefix").unique_key())
        .col(string("zone"))
        .col(string("country"))
        .col(integer("next_number"))
        .to_owned();
    let staff = table("staff")
        .col(big_integer_null("telegram_id").unique_key())
        .col(string("name"))
        .col(string_null("lang"))
        .col(string_null("telegram_lang"))
        .col(string_null("zone"))
        .col(string("digest_at"))
        .col(boolean("reachable"))
        .col(moment("created_at"))
        .to_owned();
    let mut seat = table("seat");
    seat.col(big_integer("staff_id"))
        .col(big_integer("branch_id"))
        .col(one_of("role", ROLES))
        .col(one_of("state", &["waiting", "active", "ended"]));
    refers(&mut seat, "staff_id", "staff");
    refers(&mut seat, "branch_id", "branch");
    let mut invite = table("invite");
    invite
        .col(string("code_hash").unique_key())
        .col(one_of("role", ROLES))
        .col(big_integer("branch_id"))
        .col(big_integer_null("inviter_id"))
        .col(big_integer_null("staff_id"))
        .col(one_of("state", &["open", "accepted", "confirmed", "refused", "void"]))
        .col(moment("created_at"))
        .col(moment("expires_at"));
    refers(&mut invite, "branch_id", "branch");
    let mut menu = table("menu_item");
    menu.col(big_integer("branch_id"))
        .col(one_of("kind", &["service", "product"]))
        .col(string("name"))
        .col(integer("position"))
        .col(integer_null("interval_days"));
    refers(&mut menu, "branch_id", "branch");
    vec![branch, staff, seat, invite, menu]
}

fn clients() -> Vec<TableCreateStatement> {
    let mut client = table("client");
    client
        .col(big_integer("branch_id"))
        .col(string("number").unique_key())
        .col(one_of("kind", &["person", "organisation"]))
        .col(string("name"))
        .col(big_integer_null("keeper_id"))
        .col(one_of("source", &["visit", "client", "agency", "contact"]))
        .col(one_of("state", &["active", "withdrawn"]))
        .col(big_integer("created_by"))
        .col(moment("created_at"));
    refers(&mut client, "branch_id", "branch");
    refers(&mut client, "keeper_id", "staff");
    let mut phone = table("phone");
    phone.col(big_integer("client_id")).col(string("e164")).col(string("tail"));
    refers(&mut phone, "client_id", "client");
    let mut key = Table::create();
    key.table("search_key")
        .col(string("key"))
        .col(big_integer("client_id"))
        .primary_key(Index::create().col("key").col("client_id"));
    refers(&mut key, "client_id", "client");
    let mut fact = table("fact");
    fact.col(big_integer("client_id"))
        .col(string("field"))
        .col(text("value"))
        .col(one_of("source", &["visit", "client", "agency", "contact"]))
        .col(big_integer("by_id"))
        .col(moment("at"))
        .col(moment_null("ended_at"));
    refers(&mut fact, "client_id", "client");
    let mut consent = table("consent");
    consent
        .col(big_integer("client_id"))
        .col(one_of("purpose", &["health"]))
        .col(boolean("given"))
        .col(big_integer("by_id"))
        .col(moment("at"));
    refers(&mut consent, "client_id", "client");
    let mut appointment = table("appointment");
    appointment
        .col(big_integer("client_id"))
        .col(big_integer("staff_id"))
        .col(moment("starts_at"))
        .col(moment("ends_at"))
        .col(one_of("state", &["booked", "cancelled"]));
    refers(&mut appointment, "client_id", "client");
    refers(&mut appointment, "staff_id", "staff");
    vec![client, phone, key, fact, consent, appointment]
}

fn visits() -> Vec<TableCreateStatement> {
    let mut visit = table("visit");
    visit
        .col(big_integer("client_id"))
        .col(big_integer("staff_id"))
        .col(moment("at"))
        .col(integer_null("effect").check(Expr::col("effect").between(1, 5)))
        .col(text_null("note"))
        .col(big_integer_null("amount").check(Expr::col("amount").gte(0)))
        .col(date_null("next_on"))
        .col(one_of("state", &["logged", "withdrawn"]));
    refers(&mut visit, "client_id", "client");
    refers(&mut visit, "staff_id", "staff");
    let mut item = table("visit_item");
    item.col(big_integer("visit_id")).col(big_integer("menu_item_id"));
    refers(&mut item, "visit_id", "visit");
    refers(&mut item, "menu_item_id", "menu_item");
    let mut amendment = table("amendment");
    amendment
        .col(big_integer("visit_id"))
        .col(string("field"))
        .col(text_null("old"))
        .col(text_null("new"))
        .col(text("reason"))
        .col(big_integer("by_id"))
        .col(moment("at"));
    refers(&mut amendment, "visit_id", "visit");
    let mut attachment = table("attachment");
    attachment
        .col(big_integer("client_id"))
        .col(big_integer_null("visit_id"))
        .col(string("file_id"))
        .col(string("unique_id"))
        .col(one_of("state", &["pending", "stored", "failed"]))
        .col(integer("attempts"))
        .col(string_null("name"))
        .col(string_null("key"))
        .col(big_integer_null("size"))
        .col(moment("created_at"));
    refers(&mut attachment, "client_id", "client");
    refers(&mut attachment, "visit_id", "visit");
    vec![visit, item, amendment, attachment]
}

fn loans() -> Vec<TableCreateStatement> {
    let mut loan = table("loan");
    loan.col(string("number").unique_key())
        .col(big_integer("client_id"))
        .col(big_integer("borrower_id"))
        .col(one_of("purpose", &["visit", "call", "complaint", "handover", "other"]))
        .col(text("reason"))
        .col(text("parts"))
        .col(text("term"))
        .col(one_of(
            "status",
            &["asked", "out", "denied", "withdrawn", "expired", "returned", "ended", "recalled"],
        ))
        .col(integer("asked"))
        .col(moment("asked_at"))
        .col(moment("request_until"))
        .col(big_integer_null("decided_by"))
        .col(moment_null("decided_at"))
        .col(moment_null("due_at"))
        .col(boolean("reminded"))
        .col(text("answer"));
    refers(&mut loan, "client_id", "client");
    refers(&mut loan, "borrower_id", "staff");
    let mut issue = table("issue");
    issue
        .col(big_integer("client_id"))
        .col(big_integer("staff_id"))
        .col(big_integer_null("loan_id"))
        .col(big_integer_null("screen_id"))
        .col(text("parts"))
        .col(moment("shown_at"))
        .col(moment("until"))
        .col(moment_null("ended_at"));
    refers(&mut issue, "client_id", "client");
    refers(&mut issue, "staff_id", "staff");
    refers(&mut issue, "loan_id", "loan");
    vec![loan, issue]
}

fn keeping() -> Vec<TableCreateStatement> {
    let mut task = table("task");
    task.col(big_integer("client_id"))
        .col(big_integer("staff_id"))
        .col(big_integer_null("visit_id"))
        .col(date("due_on"))
        .col(one_of("state", &["open", "done", "withdrawn"]))
        .col(moment_null("done_at"));
    refers(&mut task, "client_id", "client");
    refers(&mut task, "staff_id", "staff");
    let mut digest = Table::create();
    digest
        .table("digest")
        .col(big_integer("staff_id"))
        .col(date("day"))
        .col(moment("at"))
        .primary_key(Index::create().col("staff_id").col("day"));
    let trail = table("trail")
        .col(moment("at"))
        .col(big_integer_null("actor_id"))
        .col(string("act"))
        .col(string("subject"))
        .col(big_integer_null("subject_id"))
        .col(text("detail"))
        .col(string_null("prev"))
        .col(string_null("hash"))
        .to_owned();
    let undo = table("undo")
        .col(big_integer("staff_id"))
        .col(one_of("kind", &["client", "visit", "task"]))
        .col(big_integer("row_id"))
        .col(text("before"))
        .col(moment("at"))
        .col(boolean("used"))
        .to_owned();
    vec![task, digest, trail, undo]
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
        index("seat_person", "seat", &["staff_id", "branch_id"]).unique().to_owned(),
        index("seat_branch", "seat", &["branch_id", "state"]),
        index("client_branch", "client", &["branch_id", "state"]),
        index("client_keeper", "client", &["keeper_id"]),
        index("phone_number", "phone", &["e164"]),
        index("phone_tail", "phone", &["tail"]),
        index("phone_client", "phone", &["client_id"]),
        index("search_client", "search_key", &["client_id"]),
        index("fact_client", "fact", &["client_id", "ended_at"]),
        index("fact_field", "fact", &["field", "ended_at"]),
        index("consent_client", "consent", &["client_id", "id"]),
        index("appointment_staff", "appointment", &["staff_id", "starts_at"]),
        index("appointment_client", "appointment", &["client_id", "starts_at"]),
        index("visit_client", "visit", &["client_id", "at"]),
        index("visit_item_visit", "visit_item", &["visit_id"]),
        index("amendment_visit", "amendment", &["visit_id"]),
        index("attachment_state", "attachment", &["state"]),
        index("attachment_visit", "attachment", &["visit_id"]),
        index("loan_borrower", "loan", &["borrower_id", "status"]),
        index("loan_client", "loan", &["client_id", "status"]),
        index("loan_status", "loan", &["status", "due_at"]),
        index("issue_open", "issue", &["ended_at", "until"]),
        index("issue_screen", "issue", &["screen_id"]),
        index("task_due", "task", &["staff_id", "state", "due_on"]),
        index("task_visit", "task", &["visit_id"]),
        index("trail_subject", "trail", &["subject", "subject_id", "id"]),
        index("undo_staff", "undo", &["staff_id", "id"]),
    ]
}
