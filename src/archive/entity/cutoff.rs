//! Seats whose access was cut: suspended until let back in, or left for good.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cutoff")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub staff_id: i64,
    pub branch_id: i64,
    pub by_id: i64,
    pub kind: String,
    pub heir_id: Option<i64>,
    pub at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub journaled: bool,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("cutoff");
