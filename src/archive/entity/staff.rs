//! People of the business.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, PartialEq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub telegram_id: Option<i64>,
    pub name: String,
    pub lang: Option<String>,
    pub telegram_lang: Option<String>,
    pub zone: Option<String>,
    pub digest_at: String,
    pub reachable: bool,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("staff");
