//! Readings of originals on the spot (A8.08).

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reading")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub client_id: i64,
    pub reader_id: i64,
    pub by_id: i64,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::staff::Entity",
        from = "Column::ReaderId",
        to = "super::staff::Column::Id"
    )]
    Reader,
}

impl Related<super::staff::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Reader.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

super::redacted!("reading");
