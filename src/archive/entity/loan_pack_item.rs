//! The visits of a pack.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "loan_pack_item")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub pack_id: i64,
    pub appointment_id: i64,
    pub client_id: i64,
    #[sea_orm(column_type = "Text")]
    pub parts: String,
    pub kept: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("loan_pack_item");
