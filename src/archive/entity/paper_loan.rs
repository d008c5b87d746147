//! Paper files that were lent with a record (A8.12).

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "paper_loan")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub loan_id: i64,
    pub client_id: i64,
    pub state: String,
    pub due_at: Option<DateTimeUtc>,
    pub rung: i32,
    pub out_by: Option<i64>,
    pub out_at: Option<DateTimeUtc>,
    pub back_by: Option<i64>,
    pub back_at: Option<DateTimeUtc>,
    pub said: Option<String>,
    pub condition: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub words: String,
    pub given_at: Option<DateTimeUtc>,
    pub lost: bool,
    pub said_lost: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("paper_loan");
