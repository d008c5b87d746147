//! What a verb's statements run on: a transaction of sea-orm's pool, or one of our own connections.

use super::embedded;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    prelude::async_trait::async_trait,
};

type Done<T> = Result<T, DbErr>;

/// An open transaction.
pub(in crate::archive) enum Connection {
    /// sea-orm's: a longer read, work beside the service, and whatever there is on PostgreSQL.
    Pooled(DatabaseTransaction),
    /// The writer's, or a glance's, on the embedded database.
    Own(embedded::Transaction),
}

impl Connection {
    pub(super) async fn commit(self) -> Done<()> {
        match self {
            Self::Pooled(tx) => tx.commit().await,
            Self::Own(tx) => tx.commit(),
        }
    }

    pub(super) async fn rollback(self) -> Done<()> {
        match self {
            Self::Pooled(tx) => tx.rollback().await,
            Self::Own(tx) => tx.rollback(),
        }
    }
}

#[async_trait]
impl ConnectionTrait for Connection {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Pooled(tx) => tx.get_database_backend(),
            Self::Own(_) => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Done<ExecResult> {
        match self {
            Self::Pooled(tx) => tx.execute_raw(statement).await,
            Self::Own(tx) => tx.execute(&statement),
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Done<ExecResult> {
        match self {
            Self::Pooled(tx) => tx.execute_unprepared(sql).await,
            Self::Own(tx) => tx.run(sql),
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Done<Option<QueryResult>> {
        match self {
            Self::Pooled(tx) => tx.query_one_raw(statement).await,
            Self::Own(tx) => Ok(tx.query(&statement, 1)?.pop()),
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Done<Vec<QueryResult>> {
        match self {
            Self::Pooled(tx) => tx.query_all_raw(statement).await,
            Self::Own(tx) => tx.query(&statement, usize::MAX),
        }
    }
}
