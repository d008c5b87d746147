//! Alerts about unusual reading, one of a kind per person and day (T3).

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "alert")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: String,
    pub staff_id: i64,
    pub day: Date,
    pub count: i32,
    pub at: DateTimeUtc,
    pub told_at: Option<DateTimeUtc>,
    pub unvisited: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("alert");
