//! Every showing of a card: to whom, what, until when (decisions 18).

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, PartialEq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "issue")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub client_id: i64,
    pub staff_id: i64,
    pub loan_id: Option<i64>,
    pub screen_id: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub parts: String,
    pub shown_at: DateTimeUtc,
    pub until: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("issue");
