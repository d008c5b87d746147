//! Clients: what is `index`, and who keeps them.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, PartialEq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "client")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub branch_id: i64,
    pub number: String,
    pub kind: String,
    pub name: String,
    pub keeper_id: Option<i64>,
    pub source: String,
    pub state: String,
    pub created_by: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("client");
