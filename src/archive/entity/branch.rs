//! The places of business: numbers, zone and country belong to one.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, PartialEq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "branch")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub name: String,
    pub prefix: String,
    pub zone: String,
    pub country: String,
    pub next_number: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("branch");
