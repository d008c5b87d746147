//! Opening the database: SQLCipher with WAL and synchronous=FULL, or PostgreSQL; migrations; one writer, a few readers.

use super::attachments::FilesKey;
use super::erasure_journal::JournalKey;
use super::writer::Writer;
use super::{Archive, ArchiveError, Backend, Result};
use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Readers beside the writer.
const READERS: u32 = 4;
/// How long a connection waits for another process's lock.
const BUSY: Duration = Duration::from_secs(5);
/// How long a caller waits for a connection of the pool.
const ACQUIRE: Duration = Duration::from_secs(20);
/// Page cache per connection, KiB. SQLCipher decrypts on each miss, so it is generous (performance.md).
const CACHE_KIB: u32 = 8192;

/// The purpose of the key that seals the journal of erasures.
pub(super) const JOURNAL: &str = "erasure journal";

/// SQLCipher's C code would print to stderr by itself what we say in a sentence. It stands right behind the key, since
/// the next statement may fail already.
const QUIET: &str = "PRAGMA cipher_log_level = NONE";

/// The database's key: 64 hexadecimal digits. It has no `Debug`.
#[derive(Clone)]
pub struct Key(String);

impl Key {
    /// Takes 64 hexadecimal digits in lower case and nothing else, since the text goes into a PRAGMA.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.len() == 64
            && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        hex.then(|| Self(text.to_owned()))
    }

    /// A new key from the system's random source.
    pub fn generate() -> Self {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).expect("the system has a random source");
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The digits, for the key file.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// SQLCipher's literal for a raw key.
    pub(super) fn pragma(&self) -> String {
        format!("\"x'{}'\"", self.0)
    }

    /// A key for one purpose, derived from this one.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        use hmac::{Hmac, Mac};
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(self.0.as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// Opens the database at `url` (`sqlite:<path>` or `postgres://…`), applies pending migrations and starts the writer.
/// `data` is the folder for sealed files.
///
/// # Errors
/// `ArchiveError::Open` with one sentence that says how to mend it.
pub async fn open(url: &str, key: &Key, data: &Path) -> Result<Archive> {
    let backend = if url.starts_with("postgres") { Backend::Postgres } else { Backend::Sqlite };
    let connect = async |readers: Option<u32>| match backend {
        Backend::Sqlite => sqlite(url, key, readers).await,
        Backend::Postgres => postgres(url, readers.unwrap_or(1)).await,
    };
    let writer = connect(None).await?;
    let migrated = Migrator::up(&writer, None).await;
    migrated.map_err(|error| {
        ArchiveError::Open(format!("A migration failed ({}).", ArchiveError::from(error)))
    })?;
    let reader = connect(Some(READERS)).await?;
    let files = FilesKey::new(key.derive("files"));
    let journal = JournalKey::new(key.derive(JOURNAL));
    let (writer, data) = (Writer::start(writer), data.to_owned());
    Ok(Archive { writer, reader, backend, data, files, journal, nights: None })
}

/// The writer's pool of one, or with `readers` a pool that cannot write.
async fn sqlite(url: &str, key: &Key, readers: Option<u32>) -> Result<DatabaseConnection> {
    let reads = readers.is_some();
    let lax = crate::faults::planted().is_some_and(|planted| planted.sync_normal);
    let file = PathBuf::from(url.trim_start_matches("sqlite:").trim_start_matches("//"));
    embedded(key, readers.unwrap_or(1), move |options| {
        let options = options
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(if lax { SqliteSynchronous::Normal } else { SqliteSynchronous::Full })
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .pragma("cache_size", format!("-{CACHE_KIB}"))
            .pragma("secure_delete", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("journal_size_limit", "67108864");
        if reads { options.pragma("query_only", "ON") } else { options }
    })
    .await
}

/// One connection to a database file that exists, for work beside the service; it sets nothing in the file.
pub(super) async fn beside(file: &Path, key: &Key) -> Result<DatabaseConnection> {
    let file = file.to_owned();
    embedded(key, 1, move |options| {
        options
            .filename(&file)
            .create_if_missing(false)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
    })
    .await
}

/// Opens the embedded database and reads one page of it, which proves the key.
async fn embedded(
    key: &Key,
    connections: u32,
    set: impl Fn(SqliteConnectOptions) -> SqliteConnectOptions + Send + Sync + 'static,
) -> Result<DatabaseConnection> {
    // The file's name is set below, as a path: in a URL some characters would mean something else.
    let mut options = ConnectOptions::new("sqlite://file");
    options
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .acquire_timeout(ACQUIRE)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .sqlcipher_key(format!("{}; {QUIET}", key.pragma()))
        .map_sqlx_sqlite_opts(set);
    let db = Database::connect(options).await.map_err(|error| {
        let why = ArchiveError::from(error);
        ArchiveError::Open(format!("The database cannot be opened ({why}). Check that the data folder is writable and that the key file is the one it was made with."))
    })?;
    db.execute_unprepared("SELECT count(*) FROM sqlite_schema").await.map_err(|_| {
        ArchiveError::Open(
            "The key does not open the database. Put back the key file that it was made with."
                .into(),
        )
    })?;
    Ok(db)
}

pub(super) async fn postgres(url: &str, connections: u32) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(ACQUIRE)
        .sqlx_logging(false)
        .test_before_acquire(false);
    Database::connect(options).await.map_err(|error| {
        let why = ArchiveError::from(error);
        ArchiveError::Open(format!(
            "PostgreSQL does not answer ({why}). Check DATABASE_URL and that the server runs."
        ))
    })
}
