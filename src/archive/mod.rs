//! What is remembered: entities, and plain verbs over `&Tx`. The only folder that names sea_orm.
//!
//! `Archive::write` is the only way to change anything, and it runs inside one writer (R12, decisions 4).

use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub mod anchors;
pub mod appointments;
pub mod approvals;
pub mod attachments;
pub mod backup;
pub mod bundle;
pub mod cards;
pub mod check;
pub mod clients;
pub mod confirmations;
pub mod connect;
pub mod consents;
pub mod copies;
pub mod corrections;
pub mod day;
pub mod deputies;
pub mod drafts;
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
pub mod outbox;
pub mod paper_ladder;
pub mod papers;
pub mod people;
pub mod pins;
pub mod relations;
mod requests;
pub mod restore;
pub mod restores;
pub mod retention;
pub mod screens;
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
    /// A turn panicked; its savepoint was rolled back.
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

/// The result of a verb.
pub type Result<T> = std::result::Result<T, ArchiveError>;

/// The archive: one writer, a few readers.
#[derive(Clone)]
pub struct Archive {
    writer: writer::Writer,
    reader: DatabaseConnection,
    backend: Backend,
    data: PathBuf,
    files: attachments::FilesKey,
    journal: erasure_journal::JournalKey,
    nights: Option<std::sync::Arc<nightly::Nights>>,
}

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
    inner: DatabaseTransaction,
    /// The hash of the trail's last entry, once this transaction has read or written it.
    trail_head: Mutex<Option<String>>,
}

impl Tx {
    pub(in crate::archive) fn new(inner: DatabaseTransaction) -> Self {
        Self { inner, trail_head: Mutex::default() }
    }

    pub(in crate::archive) fn db(&self) -> &DatabaseTransaction {
        &self.inner
    }

    /// What is remembered of the trail's head; to be forgotten with every rollback to a savepoint.
    pub(in crate::archive) fn trail_head(&self) -> MutexGuard<'_, Option<String>> {
        self.trail_head.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Archive {
    /// Runs `work` in the writer: alone or beside other work, in a savepoint of its own, committed before this returns.
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

    /// Begins a transaction on a reader, which cannot write and does not wait for the writer.
    ///
    /// # Errors
    /// If no reader comes free in time.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx::new(self.reader.begin().await?))
    }

    /// A pool for single statements, which see one state of the database without a transaction.
    pub(in crate::archive) fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Closes every connection and waits until they are closed; nothing can be read or written afterwards.
    /// Without this the process may end while a connection's thread still encrypts, and crash in it.
    ///
    /// # Errors
    /// As the database's.
    pub async fn close(&self) -> Result<()> {
        self.reader.close_by_ref().await?;
        // Last, since whoever closes last moves the write-ahead log into the database.
        Ok(self.writer.close().await?)
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// The same archive, backed up every night while it is served.
    #[must_use]
    pub fn backed_up(self, nights: nightly::Nights) -> Self {
        Self { nights: Some(std::sync::Arc::new(nights)), ..self }
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
                Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => "a row exists already",
                Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)) => {
                    "a row is still referred to"
                }
                _ => return Self::Database(code(&error)),
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
    let sea_orm::RuntimeErr::SqlxError(error) = runtime else { return "failed".to_owned() };
    let code =
        error.as_database_error().and_then(|error| error.code().map(|code| code.into_owned()));
    code.map_or_else(|| "failed".to_owned(), |code| format!("code {code}"))
}
