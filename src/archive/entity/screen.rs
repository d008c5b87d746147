//! Messages that are rewritten in place, each with its own place (R5).

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "screen")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub staff_id: i64,
    pub chat_id: i64,
    pub kind: String,
    pub subject: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub place: String,
    #[sea_orm(column_type = "Text")]
    pub shown: String,
    pub revision: i32,
    pub message_id: Option<i32>,
    pub sent_at: Option<DateTimeUtc>,
    pub issue_id: Option<i64>,
    pub state: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("screen");
