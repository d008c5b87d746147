//! Alerts about cards without a visit, the trail by who and by what; last days, and why a seat was cut.

use super::m0001_archive::{refers, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, text, timestamp_with_time_zone as moment,
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
        // The words of `kind` cannot be added to on SQLite: such an alert is one about cards, and this says which.
        let unvisited = boolean("unvisited").default(false).to_owned();
        manager.alter_table(Table::alter().table("alert").add_column(unvisited).to_owned()).await?;
        once(manager, &["staff_id", "kind", "unvisited", "day"]).await?;
        let mut actor = Index::create();
        actor.name("trail_actor").table("trail").col("actor_id").col("id");
        manager.create_index(actor).await?;
        let mut act = Index::create();
        act.name("trail_act").table("trail").col("act").col("at");
        manager.create_index(act).await?;
        let reason = text("reason").default("").to_owned();
        manager.alter_table(Table::alter().table("cutoff").add_column(reason).to_owned()).await?;
        manager.create_table(leaving()).await?;
        let mut open = Index::create();
        open.name("leaving_open").table("leaving").col("ended_at").col("ends_at");
        manager.create_index(open).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("leaving").to_owned()).await?;
        let reason = Table::alter().table("cutoff").drop_column("reason").to_owned();
        manager.alter_table(reason).await?;
        manager.drop_index(Index::drop().name("trail_act").table("trail").to_owned()).await?;
        manager.drop_index(Index::drop().name("trail_actor").table("trail").to_owned()).await?;
        // Both alerts of a day have no place beside each other any more.
        let unvisited = Query::delete()
            .from_table("alert")
            .and_where(Expr::col("unvisited").eq(true))
            .to_owned();
        manager.exec_stmt(unvisited).await?;
        once(manager, &["staff_id", "kind", "day"]).await?;
        let alter = Table::alter().table("alert").drop_column("unvisited").to_owned();
        manager.alter_table(alter).await
    }
}

/// One alert for each of these columns' values.
async fn once(manager: &SchemaManager<'_>, columns: &[&'static str]) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name("alert_once").table("alert").to_owned()).await?;
    let mut key = Index::create();
    key.name("alert_once").table("alert").unique();
    for column in columns {
        key.col(*column);
    }
    manager.create_index(key).await
}

fn leaving() -> TableCreateStatement {
    let mut leaving = table("leaving");
    leaving
        .col(big_integer("staff_id"))
        .col(big_integer("branch_id"))
        .col(big_integer("by_id"))
        .col(big_integer_null("heir_id"))
        .col(date("last_on"))
        .col(moment("ends_at"))
        .col(text("reason"))
        .col(moment("at"))
        .col(moment_null("ended_at"));
    refers(&mut leaving, "staff_id", "staff");
    refers(&mut leaving, "branch_id", "branch");
    leaving
}
