//! One service per archive (decisions 10): a locked file in the data folder, or an advisory lock in PostgreSQL.
//!
//! The kernel's lock lives as long as its process, a stopped one too. PostgreSQL's lives as long as a connection, so a
//! service may work on that lost it. It learns so from `Lease::lost` within `PING`; and from its next transaction at
//! once, since each compares the number that every service raises when it begins (K4).

use super::entity::setting::Entity;
use super::{ArchiveError, Result, Tx, settings};
use sea_orm::sqlx::{Connection, PgConnection};
use sea_orm::{DbErr, EntityTrait, QuerySelect};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The locked file's name. It stays where it is for good: a new one would be another lock.
const LOCK: &str = "lock";
/// The name of the lock in PostgreSQL: "kartotek" as a number.
const ADVISORY: i64 = i64::from_be_bytes(*b"kartotek");
/// How often the held connection is asked whether it lives.
const PING: Duration = Duration::from_secs(5);

/// Where the number of the latest service stands.
const NUMBER: &str = "lease";

/// The number of this service, higher than that of any before it.
///
/// # Errors
/// As the database's.
pub(super) async fn raise(tx: &Tx) -> Result<i64> {
    let before = settings::get(tx, NUMBER).await?.and_then(|number| number.parse::<i64>().ok());
    let number = before.unwrap_or_default() + 1;
    settings::set(tx, NUMBER, &number.to_string()).await?;
    Ok(number)
}

/// Whether a later service has raised the number. Until this transaction ends, none can.
pub(super) async fn is_overtaken(tx: &Tx, number: i64) -> std::result::Result<bool, DbErr> {
    let stands = Entity::find_by_id(NUMBER).lock_shared().one(tx.db()).await?;
    Ok(stands.is_none_or(|stands| stands.value != number.to_string()))
}

/// The right to run on an archive, given up when it is dropped or the process ends, however it ends.
pub struct Lease {
    /// Locked by the kernel while they are open.
    files: Vec<(PathBuf, File)>,
    held: Option<PgConnection>,
}

/// Knows the files of a lease. A lock on a file that was replaced keeps nobody out.
pub struct Witness(Vec<(PathBuf, Identity)>);

/// The device and the number of a file.
type Identity = (u64, u64);

/// What the lease is on.
#[derive(Clone, Copy)]
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
        let mut files = vec![lock(data.join(LOCK))?];
        let mut held = None;
        match database {
            // A database elsewhere could be opened from two data folders.
            Subject::Sqlite(file) if file.parent() != Some(data) => {
                files.push(lock(beside(file))?);
            }
            Subject::Sqlite(_) => {}
            Subject::Postgres(url) => held = Some(advise(url).await?),
        }
        Ok(Self { files, held })
    }

    /// Who can say later whether the locked files are still in their places.
    ///
    /// # Errors
    /// `ArchiveError::Refused` if a file cannot be looked at.
    pub fn witness(&self) -> Result<Witness> {
        let known = |(path, file): &(PathBuf, File)| match file.metadata() {
            Ok(metadata) => Ok((path.clone(), (metadata.dev(), metadata.ino()))),
            Err(error) => Err(unwritable(path, &error)),
        };
        self.files.iter().map(known).collect::<Result<_>>().map(Witness)
    }

    /// Ends when the lease is lost, which only PostgreSQL's can be.
    pub async fn lost(&mut self) {
        let Some(held) = &mut self.held else { return std::future::pending().await };
        while held.ping().await.is_ok() {
            tokio::time::sleep(PING).await;
        }
    }
}

/// Whether another process has a lease on this database, taken from whatever data folder. Where that cannot be told, no.
pub async fn is_held(data: &Path, database: Subject<'_>) -> bool {
    match database {
        Subject::Sqlite(file) if file.parent() == Some(data) => false,
        Subject::Sqlite(file) => {
            let lock = File::open(beside(file));
            lock.is_ok_and(|it| matches!(it.try_lock_shared(), Err(TryLockError::WouldBlock)))
        }
        Subject::Postgres(url) => advised(url).await.unwrap_or(false),
    }
}

/// Whether somebody holds the advisory lock, without trying it.
async fn advised(url: &str) -> std::result::Result<bool, sea_orm::sqlx::Error> {
    let mut asked = PgConnection::connect(url).await?;
    let held = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32) | objid::bigint = $1)";
    let held = sea_orm::sqlx::query_scalar(held).bind(ADVISORY).fetch_one(&mut asked).await?;
    asked.close().await?;
    Ok(held)
}

impl Witness {
    /// Whether each locked file is the one that others would try to lock.
    pub fn stands(&self) -> bool {
        let same = |(path, known): &(PathBuf, Identity)| {
            std::fs::metadata(path).is_ok_and(|now| (now.dev(), now.ino()) == *known)
        };
        self.0.iter().all(same)
    }
}

/// Locks a file, and writes into it who did.
fn lock(path: PathBuf) -> Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true).mode(0o600);
    let mut file = options.open(&path).map_err(|error| unwritable(&path, &error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy(&path.display().to_string())),
        Err(TryLockError::Error(error)) => return Err(unwritable(&path, &error)),
    }
    // The number is for people who look; the lock is what counts.
    let written = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
    written.map_err(|error| unwritable(&path, &error))?;
    Ok((path, file))
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
    async fn a_lock_file_that_was_replaced_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let lease = take(&data, &data.join("x.db")).await.ok().unwrap();
        let witness = lease.witness().ok().unwrap();
        assert!(witness.stands());
        std::fs::rename(data.join(LOCK), data.join("moved")).unwrap();
        assert!(!witness.stands());
        std::fs::write(data.join(LOCK), "").unwrap();
        assert!(!witness.stands());
    }

    #[tokio::test]
    async fn a_database_elsewhere_is_locked_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        let first = take(&folder.path().join("a"), &file).await.ok().unwrap();
        let second = take(&folder.path().join("b"), &file).await;
        assert!(matches!(second, Err(ArchiveError::Busy(_))));
        assert!(is_held(&folder.path().join("b"), Subject::Sqlite(&file)).await);
        drop(first);
        assert!(!is_held(&folder.path().join("b"), Subject::Sqlite(&file)).await);
    }
}
