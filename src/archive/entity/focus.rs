//! Which screen takes what a person types.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, PartialEq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "focus")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: i64,
    pub screen_id: i64,
    pub seen_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("focus");
