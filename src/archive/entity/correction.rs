//! Corrections of cards: what stood there, what stands there now, and why (A4.11).

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub client_id: i64,
    pub detail: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub old: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub new: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub source: String,
    pub by_id: i64,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("correction");
