//! What is remembered: entities, and plain verbs over `&Tx`. The only folder that names sea_orm.
//!
//! `Archive::write` is the only way to change anything, and it runs inside one writer (R12, decisions 4).

use connection::Connection;
use embedded::{Embedded, For};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, TransactionTrait};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub mod anchors;
pub mod appointments;
pub mod approvals;
pub mod attachments;
pub mod backup;
pub mod bundle;
pub mod card_lines;
pub mod cards;
pub mod check;
pub mod clients;
pub mod confirmations;
pub mod connect;
mod connection;
pub mod consents;
pub mod copies;
pub mod corrections;
pub mod day;
pub mod deputies;
pub mod drafts;
mod embedded;
pub mod emergencies;
pub mod entity;
pub mod erasure;
pub mod erasure_journal;
pub mod history;
pub mod holds;
pub mod house_rules;
pub mod inbox;
pub mod incidents;
pub mod invites;
pub mod issues;
pub mod key_change;
pub mod key_file;
pub mod lease;
pub mod leavers;
pub mod leavings;
pub mod loan_decisions;
pub mod loan_forms;
pub mod loan_line;
pub mod loan_lists;
pub mod loan_pack_decisions;
pub mod loan_packs;
pub mod loan_rules;
pub mod loan_start;
pub mod loan_trial;
pub mod loan_unanswered;
pub mod loan_weigh;
pub mod loans;
pub mod nightly;
pub mod outages;
pub mod outbox;
pub mod paper_back;
pub mod paper_ladder;
pub mod papers;
pub mod people;
pub mod pins;
mod prepared;
pub mod relations;
mod requests;
pub mod restore;
pub mod restores;
pub mod retention;
pub mod screens;
pub mod search;
mod search_keys;
pub mod settings;
pub mod staff;
pub mod tasks;
pub mod traces;
pub mod trail;
pub mod undo;
pub mod unmasked;
pub mod unrecalled;
pub mod violations;
pub mod visits;
pub mod walks;
pub mod watch;
pub mod writer;

/// What can go wrong in the archive. No variant holds a client's data: sea-orm's messages are reduced to their kind.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The database refused or failed.
    #[error("the database failed: {0}")]
    Database(String),
    /// A turn panicked; what it did was rolled back.
    #[error("a turn panicked")]
    Panicked,
    /// The writer has stopped.
    #[error("the archive is closed")]
    Closed,
    /// A stored value does not parse.
    #[error("a stored {0} does not parse")]
    Stored(&'static str),
    /// The database cannot be opened; the sentence says how to mend it.
    #[error("{0}")]
    Open(String),
    /// Another process works on the archive; the sentence says so.
    #[error("{0}")]
    Busy(String),
    /// Something outside the database is not as it must be; the sentence says how to mend it.
    #[error("{0}")]
    Refused(String),
}

impl ArchiveError {
    /// Whether the embedded database cannot be read as it was written: SQLite's codes 11 and 26, or one of theirs, and 1,
    /// which SQLCipher tells of a page that was changed.
    pub fn is_damage(&self) -> bool {
        self.code().is_some_and(|code| DAMAGED.contains(&code))
    }

    /// Whether its files cannot be written or read: SQLite's codes 8, 10, 13 and 14, or one of theirs.
    pub fn is_disk(&self) -> bool {
        self.code().is_some_and(|code| UNWRITABLE.contains(&code))
    }

    /// SQLite's primary code, if the database told one.
    fn code(&self) -> Option<u16> {
        let Self::Database(why) = self else { return None };
        let (_, code) = why.rsplit_once("code ")?;
        // PostgreSQL's codes have five characters.
        let code: u16 = code.parse().ok().filter(|_| code.len() < 5)?;
        Some(code & 0xff)
    }
}

/// The result of a verb.
pub type Result<T> = std::result::Result<T, ArchiveError>;

/// The archive: one writer, a few readers.
#[derive(Clone)]
pub struct Archive {
    writer: writer::Writer,
    reader: DatabaseConnection,
    /// The embedded database's connection for short reads.
    glancer: Option<Embedded>,
    /// The writer's, to empty its log.
    writing: Option<Embedded>,
    backend: Backend,
    data: PathBuf,
    files: attachments::FilesKey,
    journal: erasure_journal::JournalKey,
    nights: Option<Arc<nightly::Nights>>,
}

/// `SQLITE_ERROR`, `SQLITE_CORRUPT` and `SQLITE_NOTADB`.
const DAMAGED: [u16; 3] = [1, 11, 26];
/// `SQLITE_READONLY`, `SQLITE_IOERR`, `SQLITE_FULL` and `SQLITE_CANTOPEN`.
const UNWRITABLE: [u16; 4] = [8, 10, 13, 14];

/// A row with the same key is there.
const EXISTS: &str = "a row exists already";
/// `SQLITE_CONSTRAINT_PRIMARYKEY` and `SQLITE_CONSTRAINT_UNIQUE`.
const EXISTS_CODES: [&str; 2] = ["code 1555", "code 2067"];
/// Another row names this one, or the one that a row names is missing.
const REFERRED_TO: &str = "a row is still referred to";
/// `SQLITE_CONSTRAINT_FOREIGNKEY`.
const REFERRED_TO_CODE: &str = "code 787";

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// The embedded, encrypted default.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// An open transaction. Verbs take it and never begin or commit.
pub struct Tx {
    inner: Connection,
    /// The hash of the trail's last entry, once this transaction has read or written it.
    trail_head: Mutex<Option<String>>,
    /// All facts of the service, once this transaction has read one.
    settings: Mutex<Option<HashMap<String, String>>>,
}

impl Tx {
    pub(in crate::archive) fn new(inner: DatabaseTransaction) -> Self {
        Self::on(Connection::Pooled(inner))
    }

    pub(in crate::archive) fn on(inner: Connection) -> Self {
        Self { inner, trail_head: Mutex::default(), settings: Mutex::default() }
    }

    pub(in crate::archive) fn db(&self) -> &Connection {
        &self.inner
    }

    pub(in crate::archive) async fn commit(self) -> std::result::Result<(), DbErr> {
        self.inner.commit().await
    }

    pub(in crate::archive) async fn rollback(self) -> std::result::Result<(), DbErr> {
        self.inner.rollback().await
    }

    /// What is remembered of the trail's head.
    pub(in crate::archive) fn trail_head(&self) -> MutexGuard<'_, Option<String>> {
        self.trail_head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is remembered of the service's facts.
    pub(in crate::archive) fn settings(&self) -> MutexGuard<'_, Option<HashMap<String, String>>> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what is remembered: a savepoint was rolled back.
    pub(in crate::archive) fn forget(&self) {
        *self.trail_head() = None;
        *self.settings() = None;
    }
}

impl Archive {
    /// Runs `work` in the writer, alone or beside other work, committed before this returns; what fails takes nothing else
    /// with it.
    /// `work` may be run again if the database asks for it, so it must not change anything outside.
    ///
    /// # Errors
    /// The work's own error, `Panicked` if it panicked, `Database` if the commit failed.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'a> Fn(&'a Tx) -> futures::future::BoxFuture<'a, Result<T>> + Send + Sync + 'static,
    {
        self.writer.run(work).await
    }

    /// Lets this service's writing end as soon as another serves the archive (K4). On SQLite nobody else can, as long
    /// as this process lives.
    ///
    /// # Errors
    /// As the database's.
    pub async fn fence(&self) -> Result<()> {
        if self.backend == Backend::Postgres {
            self.writer.fence(self.write(|tx| Box::pin(lease::raise(tx))).await?);
        }
        Ok(())
    }

    /// Begins a transaction on a reader, which cannot write and does not wait for the writer.
    ///
    /// # Errors
    /// If no reader comes free in time.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx::new(self.reader.begin().await?))
    }

    /// Begins a transaction for a read of a few rows. On the embedded database it runs on the caller's thread, which it
    /// holds up, and one after the other: for what comes with every message, and for nothing that may take long.
    ///
    /// # Errors
    /// As the database's.
    pub async fn glance(&self) -> Result<Tx> {
        match &self.glancer {
            Some(own) => Ok(Tx::on(Connection::Own(own.begin(For::Reading).await?))),
            None => self.read().await,
        }
    }

    /// Empties the embedded database's write-ahead log; `false` if somebody was in the way.
    pub(in crate::archive) async fn empty_log(&self) -> Result<bool> {
        match &self.writing {
            Some(own) => Ok(own.empty_log().await?),
            None => Ok(true),
        }
    }

    /// Closes every connection and waits until they are closed; nothing can be read or written afterwards.
    /// Without this the process may end while a connection's thread still encrypts, and crash in it.
    ///
    /// # Errors
    /// As the database's.
    pub async fn close(&self) -> Result<()> {
        let readers = self.reader.close_by_ref().await;
        let glancer = match &self.glancer {
            Some(own) => own.close().await,
            None => Ok(()),
        };
        // Last, since whoever closes last moves the write-ahead log into the database.
        let writer = self.writer.close().await;
        Ok(readers.and(glancer).and(writer)?)
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// The same archive, backed up every night while it is served.
    #[must_use]
    pub fn backed_up(self, nights: nightly::Nights) -> Self {
        Self { nights: Some(Arc::new(nights)), ..self }
    }

    /// Where its nightly backups go, if it has any.
    pub fn nights(&self) -> Option<&nightly::Nights> {
        self.nights.as_deref()
    }

    /// The folder that holds sealed files.
    pub fn data(&self) -> &std::path::Path {
        &self.data
    }

    /// The key that seals those files' keys.
    pub fn files_key(&self) -> &attachments::FilesKey {
        &self.files
    }
}

/// sea-orm's messages may quote values of a statement; only their kind goes on.
impl From<DbErr> for ArchiveError {
    fn from(error: DbErr) -> Self {
        let kind = match &error {
            DbErr::ConnectionAcquire(_) => "no connection came free",
            DbErr::Conn(_) => return Self::Database(format!("cannot connect, {}", code(&error))),
            DbErr::RecordNotFound(_) => "a row is missing",
            DbErr::RecordNotInserted | DbErr::RecordNotUpdated => "a row was not written",
            _ => match error.sql_err() {
                Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => EXISTS,
                Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)) => REFERRED_TO,
                _ => match code(&error) {
                    code if EXISTS_CODES.contains(&code.as_str()) => EXISTS,
                    code if code == REFERRED_TO_CODE => REFERRED_TO,
                    code => return Self::Database(code),
                },
            },
        };
        Self::Database(kind.to_owned())
    }
}

/// The database's own error code, without its message.
fn code(error: &DbErr) -> String {
    let (DbErr::Exec(runtime) | DbErr::Query(runtime) | DbErr::Conn(runtime)) = error else {
        return "failed".to_owned();
    };
    let error = match runtime {
        RuntimeErr::SqlxError(error) => error,
        // Ours, which holds the code alone.
        RuntimeErr::Internal(code) if code.starts_with("code ") => return code.clone(),
        RuntimeErr::Internal(_) => return "failed".to_owned(),
    };
    let code =
        error.as_database_error().and_then(|error| error.code().map(|code| code.into_owned()));
    code.map_or_else(|| "failed".to_owned(), |code| format!("code {code}"))
}
