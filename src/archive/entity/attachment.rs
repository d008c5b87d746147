//! Photos: pending until downloaded and sealed under the data folder (decisions 24).

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub client_id: i64,
    pub visit_id: Option<i64>,
    pub file_id: String,
    pub unique_id: String,
    pub state: String,
    pub attempts: i32,
    pub name: Option<String>,
    pub key: Option<String>,
    pub size: Option<i64>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("attachment");
