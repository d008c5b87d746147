//! Our own connections to the embedded database, for the writer and for short reads. A statement runs on the thread that
//! asks: sqlx would hand each to a thread of its own and back, which costs several times what the statement does
//! (performance.md).

use super::{ArchiveError, Result, connect};
use fields::Fields;
use log::Mover;
use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, Connection, OpenFlags};
use sea_orm::{
    ConnAcquireErr, DbBackend, DbErr, ExecResult, MockDatabase, MockDatabaseTrait, MockExecResult,
    QueryResult, RuntimeErr, Statement,
};
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use values::{COLUMNS, Column, Given, converted};

mod fields;
pub(super) mod indexes;
mod log;
mod values;

/// Statements that stay prepared: more than there are different ones in a day's turns.
const PREPARED_MAX: usize = 512;
/// How long emptying the log waits for those who read; nobody can write meanwhile.
const EMPTYING: Duration = Duration::from_millis(10);
/// SQLite's `SQLITE_ABORT`: what we say of a statement whose transaction was rolled back under it.
const ABORTED: i32 = 4;

type Done<T> = std::result::Result<T, DbErr>;
type Shared = Arc<Mutex<Option<Own>>>;

/// An open connection.
struct Own {
    /// Only the connection that writes has one. It is dropped before `db`.
    log: Option<Mover>,
    db: Connection,
}

/// A connection that sea-orm's statements run on, one transaction at a time.
#[derive(Clone)]
pub(super) struct Embedded {
    /// `None` once it is closed.
    db: Shared,
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// What a connection or a transaction is for.
#[derive(Clone, Copy)]
pub(super) enum For {
    /// To write; nobody else writes beside it.
    Writing,
    /// To read one state of the database.
    Reading,
}

impl Embedded {
    /// Opens a file that exists, with a key that has been proved.
    ///
    /// # Errors
    /// As the database's.
    pub(super) fn open(file: &Path, settings: &[String], what: For) -> Result<Self> {
        // Not in the midst of somebody's turn.
        LazyLock::force(&COLUMNS);
        let db = open(file, settings).map_err(failed)?;
        let log = match what {
            For::Writing => {
                let reader = open(file, settings).map_err(failed)?;
                let (file, settings) = (file.to_owned(), settings.to_vec());
                Some(Mover::of(&db, reader, move || open(&file, &settings)))
            }
            For::Reading => None,
        };
        Ok(Self { db: Arc::new(Mutex::new(Some(Own { log, db }))), turn: Arc::default() })
    }

    /// Begins a transaction, after those that asked before.
    pub(super) async fn begin(&self, what: For) -> Done<Transaction> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        let begin = match what {
            For::Writing => "BEGIN IMMEDIATE",
            For::Reading => "BEGIN",
        };
        match locked(&self.db).as_ref() {
            Some(own) => run(&own.db, begin)?,
            None => return Err(closed()),
        }
        Ok(Transaction { db: Arc::clone(&self.db), is_over: false, _turn: turn })
    }

    /// Moves the whole write-ahead log into the database and empties it. Returns `false` if somebody reads, or moves it, at
    /// this moment. Only the connection that writes may do so: while another one writes, SQLite would move what it can
    /// instead, which is not safe without `log::hold`.
    pub(super) async fn empty_log(&self) -> Done<bool> {
        let _turn = self.turn.lock().await;
        let shared = locked(&self.db);
        let Some(Own { db, .. }) = shared.as_ref() else { return Err(closed()) };
        db.busy_timeout(EMPTYING).map_err(failed)?;
        let in_the_way = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        db.busy_timeout(connect::BUSY).map_err(failed)?;
        in_the_way.map(|busy: bool| !busy).map_err(failed)
    }

    /// Closes it after the transaction under way: the last connection of all moves the write-ahead log into the database.
    /// Whoever begins a transaction afterwards is told that it is closed.
    pub(super) async fn close(&self) -> Done<()> {
        let _turn = self.turn.lock().await;
        let Some(Own { log, db }) = locked(&self.db).take() else { return Ok(()) };
        drop(log);
        db.close().map_err(|(_, error)| failed(error))
    }
}

fn open(file: &Path, settings: &[String]) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(file, flags)?;
    db.set_prepared_statement_cache_capacity(PREPARED_MAX);
    // Without it SQLite looks at the value of each `LIMIT ?`, and makes the plan anew for every other value.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.busy_timeout(connect::BUSY)?;
    settings.iter().try_for_each(|setting| db.execute_batch(setting))?;
    Ok(db)
}

fn closed() -> DbErr {
    DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed)
}

fn locked(db: &Mutex<Option<Own>>) -> MutexGuard<'_, Option<Own>> {
    db.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A transaction of one of our connections; dropped before its end, it is rolled back.
pub(super) struct Transaction {
    db: Shared,
    is_over: bool,
    _turn: OwnedMutexGuard<()>,
}

impl Transaction {
    /// Runs a statement and tells what it changed.
    pub(super) fn change(&self, statement: &Statement) -> Done<MockExecResult> {
        self.on(|db| {
            let mut prepared = prepare(db, statement)?;
            let mut rows = prepared.raw_query();
            while rows.next().map_err(failed)?.is_some() {}
            Ok(changed(db))
        })
    }

    /// As `change`, told as sea-orm tells it.
    pub(super) fn execute(&self, statement: &Statement) -> Done<ExecResult> {
        told(self.change(statement)?)
    }

    /// Runs SQL without values.
    pub(super) fn run(&self, sql: &str) -> Done<ExecResult> {
        let changed = self.on(|db| {
            db.execute_batch(sql).map_err(failed)?;
            Ok(changed(db))
        });
        told(changed?)
    }

    /// Runs a query and reads as many of its rows as there are, or as are wanted.
    pub(super) fn query(&self, statement: &Statement, most: usize) -> Done<Vec<QueryResult>> {
        self.on(|db| {
            let mut prepared = prepare(db, statement)?;
            let names = prepared.column_names().into_iter().enumerate();
            let columns: Vec<Column> = names.map(Column::of).collect();
            let (mut rows, mut read) = (prepared.raw_query(), Vec::new());
            while read.len() < most
                && let Some(row) = rows.next().map_err(failed)?
            {
                read.push(converted(row, &columns)?);
            }
            // sea-orm lets nobody else make its results: `proxy`, the door that it has for this, does not compile
            // beside sqlx in 2.0.4. What is put into its mock connection comes out as results, too.
            MockDatabase::new(DbBackend::Sqlite).append_query_results([read]).query(0, nothing())
        })
    }

    /// Runs a query and reads as many of its rows as there are, or as are wanted, each into a struct whose fields stand in
    /// the order of its columns.
    pub(super) fn read<M: DeserializeOwned>(
        &self,
        statement: &Statement,
        most: usize,
    ) -> Done<Vec<M>> {
        self.on(|db| {
            let mut prepared = prepare(db, statement)?;
            let (mut rows, mut read) = (prepared.raw_query(), Vec::new());
            while read.len() < most
                && let Some(row) = rows.next().map_err(failed)?
            {
                // What serde says of a value may quote it.
                let unread = |_| DbErr::Type("a stored row does not parse".to_owned());
                read.push(M::deserialize(&mut Fields::of(row)).map_err(unread)?);
            }
            Ok(read)
        })
    }

    /// Commits: once this returns, what was written is on disk.
    pub(super) fn commit(mut self) -> Done<()> {
        // What could not be committed is rolled back by the drop.
        self.on(|db| run(db, "COMMIT"))?;
        self.is_over = true;
        if let Some(Own { log: Some(log), db }) = locked(&self.db).as_ref() {
            log.committed(db);
        }
        Ok(())
    }

    /// Takes everything back.
    pub(super) fn rollback(mut self) -> Done<()> {
        self.is_over = true;
        self.undo()
    }

    fn undo(&self) -> Done<()> {
        match locked(&self.db).as_ref() {
            // On some errors, a full disk among them, SQLite has done it by itself.
            Some(Own { db, .. }) if !db.is_autocommit() => run(db, "ROLLBACK"),
            _ => Ok(()),
        }
    }

    /// Does something on the connection, unless SQLite has rolled the transaction back by itself: what came now would be
    /// committed at once.
    fn on<T>(&self, what: impl FnOnce(&Connection) -> Done<T>) -> Done<T> {
        match locked(&self.db).as_ref() {
            Some(Own { db, .. }) if !db.is_autocommit() => what(db),
            _ => Err(coded(ABORTED)),
        }
    }
}

/// Runs a statement without values that is run again and again.
fn run(db: &Connection, sql: &str) -> Done<()> {
    let mut prepared = db.prepare_cached(sql).map_err(failed)?;
    prepared.execute([]).map(drop).map_err(failed)
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.is_over
            && let Err(error) = self.undo()
        {
            tracing::error!(error = %ArchiveError::from(error), "a transaction is not rolled back");
        }
    }
}

/// What the last statement changed.
fn changed(db: &Connection) -> MockExecResult {
    MockExecResult {
        last_insert_id: db.last_insert_rowid().cast_unsigned(),
        rows_affected: db.changes(),
    }
}

/// sea-orm lets nobody else make its results, see `query`.
fn told(changed: MockExecResult) -> Done<ExecResult> {
    MockDatabase::new(DbBackend::Sqlite).append_exec_results([changed]).execute(0, nothing())
}

fn nothing() -> Statement {
    Statement::from_string(DbBackend::Sqlite, String::new())
}

fn prepare<'db>(db: &'db Connection, statement: &Statement) -> Done<CachedStatement<'db>> {
    let mut prepared = db.prepare_cached(&statement.sql).map_err(failed)?;
    let values = statement.values.iter().flat_map(|values| &values.0);
    for (place, value) in (1..).zip(values) {
        prepared.raw_bind_parameter(place, Given(value)).map_err(failed)?;
    }
    Ok(prepared)
}

/// SQLite's extended code and nothing of its message, which may quote values.
fn failed(error: rusqlite::Error) -> DbErr {
    match error {
        rusqlite::Error::SqliteFailure(error, _) => coded(error.extended_code),
        _ => DbErr::Query(RuntimeErr::Internal("failed".to_owned())),
    }
}

fn coded(code: i32) -> DbErr {
    DbErr::Query(RuntimeErr::Internal(format!("code {code}")))
}

#[cfg(test)]
mod tests;
