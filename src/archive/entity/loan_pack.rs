//! Packs: one request for all of a day's visits.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "loan_pack")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub number: String,
    pub borrower_id: i64,
    pub branch_id: i64,
    pub day: Date,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub status: String,
    pub asked: i32,
    pub asked_at: DateTimeUtc,
    pub request_until: DateTimeUtc,
    pub decided_by: Option<i64>,
    pub decided_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    pub approvals: i32,
    pub first_by: Option<i64>,
    pub first_at: Option<DateTimeUtc>,
    pub nudged: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("loan_pack");
