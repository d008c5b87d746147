//! Proofs of erasures. `names` are files that are still to be removed; `mark` tells whether a restored row is the same client.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "erasure")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub client_id: i64,
    pub branch_id: i64,
    pub number: String,
    pub mark: String,
    pub asked_by: i64,
    pub confirmed_by: i64,
    pub rows: i64,
    pub files: i64,
    pub at: DateTimeUtc,
    pub names: String,
    pub settled: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("erasure");
