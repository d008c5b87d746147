//! Alerts about cards without a visit, and what somebody read, found by who it was.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

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
        manager.create_index(actor).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
