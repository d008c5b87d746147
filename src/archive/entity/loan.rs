//! Loans, from the request to the end.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, PartialEq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "loan")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub number: String,
    pub client_id: i64,
    pub borrower_id: i64,
    pub purpose: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    #[sea_orm(column_type = "Text")]
    pub parts: String,
    #[sea_orm(column_type = "Text")]
    pub term: String,
    pub status: String,
    pub asked: i32,
    pub asked_at: DateTimeUtc,
    pub request_until: DateTimeUtc,
    pub decided_by: Option<i64>,
    pub decided_at: Option<DateTimeUtc>,
    pub due_at: Option<DateTimeUtc>,
    pub reminded: bool,
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    pub extension: i32,
    pub whole: bool,
    pub approvals: i32,
    pub first_by: Option<i64>,
    pub first_at: Option<DateTimeUtc>,
    pub passed_by: Option<i64>,
    pub passed_to: Option<i64>,
    pub nudged: i32,
    pub starts_at: Option<DateTimeUtc>,
    pub begun: bool,
    pub pack_id: Option<i64>,
    pub appointment_id: Option<i64>,
    pub queued: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("loan");
