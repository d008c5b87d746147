//! One service per archive (decisions 10): a locked file in the data folder, or an advisory lock in PostgreSQL.
//!
//! A fencing number in each of PostgreSQL's transactions is still to come; until then a service that loses its
//! connection learns it from `Lease::lost` within `PING` and stops.

use super::{ArchiveError, Result};
use sea_orm::sqlx::{Connection, PgConnection};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The locked file's name. It stays where it is for good: a new one would be another lock.
const LOCK: &str = "lock";
/// The name of the lock in PostgreSQL: "kartotek" as a number.
const ADVISORY: i64 = i64::from_be_bytes(*b"kartotek");
/// How often the held connection is asked whether it lives.
const PING: Duration = Duration::from_secs(5);

/// The right to run on an archive, given up when it is dropped or the process ends, however it ends.
pub struct Lease {
    /// Locked by the kernel while they are open.
    _files: Vec<File>,
    held: Option<PgConnection>,
}

/// What the lease is on.
pub enum Subject<'a> {
    /// The embedded database's file.
    Sqlite(&'a Path),
    /// PostgreSQL's URL.
    Postgres(&'a str),
}

impl Lease {
    /// Takes the lease on the data folder and the database, and makes the folder if there is none.
    ///
    /// # Errors
    /// `ArchiveError::Busy` if another process has it, `Refused` if the folder cannot be written or PostgreSQL does not answer.
    pub async fn take(data: &Path, database: Subject<'_>) -> Result<Self> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data)
            .map_err(|error| unwritable(data, &error))?;
        let mut files = vec![lock(&data.join(LOCK))?];
        let mut held = None;
        match database {
            // A database elsewhere could be opened from two data folders.
            Subject::Sqlite(file) if file.parent() != Some(data) => {
                files.push(lock(&beside(file))?);
            }
            Subject::Sqlite(_) => {}
            Subject::Postgres(url) => held = Some(advise(url).await?),
        }
        Ok(Self { _files: files, held })
    }

    /// Ends when the lease is lost, which only PostgreSQL's can be.
    pub async fn lost(&mut self) {
        let Some(held) = &mut self.held else { return std::future::pending().await };
        while held.ping().await.is_ok() {
            tokio::time::sleep(PING).await;
        }
    }
}

/// Locks a file, and writes into it who did.
fn lock(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true).mode(0o600);
    let mut file = options.open(path).map_err(|error| unwritable(path, &error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy(&path.display().to_string())),
        Err(TryLockError::Error(error)) => return Err(unwritable(path, &error)),
    }
    // The number is for people who look; the lock is what counts.
    let written = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
    written.map_err(|error| unwritable(path, &error))?;
    Ok(file)
}

/// The lock file of a database outside the data folder.
fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

/// A connection of its own that holds the advisory lock: a pool would lose track of it.
async fn advise(url: &str) -> Result<PgConnection> {
    let silent = |_| {
        ArchiveError::Refused(
            "PostgreSQL does not answer; check DATABASE_URL and that the server runs.".into(),
        )
    };
    let mut held = PgConnection::connect(url).await.map_err(silent)?;
    let taken: bool = sea_orm::sqlx::query_scalar("SELECT pg_try_advisory_lock($1)")
        .bind(ADVISORY)
        .fetch_one(&mut held)
        .await
        .map_err(silent)?;
    if taken { Ok(held) } else { Err(busy("the PostgreSQL database")) }
}

fn busy(what: &str) -> ArchiveError {
    ArchiveError::Busy(format!(
        "Another kartoteka works on this archive ({what} is locked); stop it first, or set KARTOTEKA_DATA to another folder."
    ))
}

fn unwritable(path: &Path, error: &std::io::Error) -> ArchiveError {
    ArchiveError::Refused(format!(
        "{} cannot be written ({}); mend its owner, permissions or disk, or set KARTOTEKA_DATA.",
        path.display(),
        error.kind()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn take(data: &Path, file: &Path) -> Result<Lease> {
        Lease::take(data, Subject::Sqlite(file)).await
    }

    #[tokio::test]
    async fn one_at_a_time_and_free_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let (data, file) = (folder.path().join("data"), folder.path().join("data/x.db"));
        let first = take(&data, &file).await.ok().unwrap();
        assert!(matches!(take(&data, &file).await, Err(ArchiveError::Busy(_))));
        drop(first);
        assert!(take(&data, &file).await.is_ok());
    }

    #[tokio::test]
    async fn a_database_elsewhere_is_locked_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        let _first = take(&folder.path().join("a"), &file).await.ok().unwrap();
        let second = take(&folder.path().join("b"), &file).await;
        assert!(matches!(second, Err(ArchiveError::Busy(_))));
    }
}
