//! Rules of lending.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "loan_rule")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub role: String,
    pub what: String,
    pub class: String,
    pub minutes_max: Option<i32>,
    pub open_max: Option<i32>,
    pub extensions_max: Option<i32>,
    pub approvals: Option<i32>,
    pub changed_by: i64,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("loan_rule");
