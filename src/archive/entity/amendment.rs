//! Corrections of visits; the old value stays.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "amendment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub visit_id: i64,
    pub field: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub old: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub new: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub by_id: i64,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("amendment");
