//! Migrations of the archive, the same for SQLite and PostgreSQL. They are only added, never changed once released.

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::{MigrationTrait, async_trait};

mod m0001_archive;
mod m0002_chat;
mod m0003_loan_rules;
mod m0004_identity;
mod m0005_rights;
mod m0006_watch;
mod m0007_erasure;
mod m0008_loans;
mod m0009_papers;
mod m0010_watch;
mod m0012_told;
mod m0013_near_keys;

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_archive::Migration),
            Box::new(m0002_chat::Migration),
            Box::new(m0003_loan_rules::Migration),
            Box::new(m0004_identity::Migration),
            Box::new(m0005_rights::Migration),
            Box::new(m0006_watch::Migration),
            Box::new(m0007_erasure::Migration),
            Box::new(m0008_loans::Migration),
            Box::new(m0009_papers::Migration),
            Box::new(m0010_watch::Migration),
            Box::new(m0012_told::Migration),
            Box::new(m0013_near_keys::Migration),
        ]
    }
}
