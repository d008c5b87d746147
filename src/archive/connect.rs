//! Opening the database: SQLCipher with WAL and synchronous=FULL, or PostgreSQL; migrations; one writer, a few readers.

use super::attachments::FilesKey;
use super::embedded::{Embedded, For, indexes};
use super::erasure_journal::JournalKey;
use super::writer::{Base, Writer};
use super::{Archive, ArchiveError, Backend, Result, check, search_keys};
use crate::faults;
use crate::model::text::hex;
use migration::{Migrator, MigratorTrait};
use sea_orm::sqlx::Connection;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

/// Readers of the embedded database beside the writer and the glances.
const READERS: u32 = 2;
/// Readers of PostgreSQL beside the writer, the glances among them.
const SERVER_READERS: u32 = 4;
/// How long a connection waits for another process's lock.
pub(super) const BUSY: Duration = Duration::from_secs(5);
/// How long a caller waits for a connection of the pool.
const ACQUIRE: Duration = Duration::from_secs(20);
/// PostgreSQL ends a transaction in which nothing was asked for so long: its process was stopped, or is gone.
const STILL_MAX: Duration = Duration::from_secs(30);
/// The writer's page cache, KiB. SQLCipher decrypts on each miss, so it is generous (performance.md).
const CACHE_KIB: u32 = 16_384;
/// A reader's: each commit of the writer empties it, so it need only hold what one search touches.
const READER_CACHE_KIB: u32 = 2048;
/// What every connection of the service sets: what is referred to stays, what is deleted is overwritten, the schema may
/// call nothing that is unsafe, damaged pages are noticed, and the write-ahead log does not stay larger than 64 MB.
const CAREFUL: &[(&str, &str)] = &[
    ("foreign_keys", "ON"),
    ("secure_delete", "ON"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("journal_size_limit", "67108864"),
];

/// The purpose of the key that seals the journal of erasures.
pub(super) const JOURNAL: &str = "erasure journal";

/// SQLCipher's C code would print to stderr by itself what we say in a sentence. It stands right behind the key, since
/// the next statement may fail already.
const QUIET: &str = "PRAGMA cipher_log_level = NONE";

/// What seals each page. With SQLCipher's own choice, SHA-512, a look-up takes a tenth more CPU (tests/bench); on processors
/// without instructions for SHA-256, which is Intel's before 2021, a tenth less.
const SEAL: &str = "HMAC_SHA256";
/// What sealed the pages before. An archive goes on as it was made; each copy of it is sealed as new ones are.
const SEAL_BEFORE: &str = "HMAC_SHA512";

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
        Self(hex(&bytes))
    }

    /// The digits, for the key file.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// SQLCipher's literal for a raw key.
    pub(super) fn pragma(&self) -> String {
        format!("\"x'{}'\"", self.0)
    }

    /// What opens an archive that is made now, for whoever opens it with plain SQL: it stands behind `PRAGMA key =`.
    pub fn opening(&self) -> String {
        self.sealing(SEAL)
    }

    fn sealing(&self, seal: &str) -> String {
        format!("{}; PRAGMA cipher_hmac_algorithm = {seal}", self.pragma())
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
    let connect = async |reads: bool| match backend {
        Backend::Sqlite => sqlite(url, key, reads.then_some(READERS)).await,
        Backend::Postgres => postgres(url, if reads { SERVER_READERS } else { 1 }).await,
    };
    let db = connect(false).await?;
    migrate(&db).await.map_err(|error| match ArchiveError::from(error) {
        known if known.is_damage() || known.is_disk() => known,
        error => ArchiveError::Open(format!("A migration failed ({error}).")),
    })?;
    search_keys::fill(&db).await?;
    let reader = connect(true).await?;
    let (base, writing, glancer) = match backend {
        Backend::Sqlite => {
            let seal = seal_of(&db).await?;
            let own = |what| own(url, key, &seal, what);
            let (own, glancer) = (own(For::Writing)?, own(For::Reading)?);
            // Closed after these are open, since whoever closes last clears the write-ahead log away.
            db.close().await?;
            (Base::Embedded(own.clone()), Some(own), Some(glancer))
        }
        Backend::Postgres => (Base::Server(db), None, None),
    };
    let files = FilesKey::new(key.derive("files"));
    let journal = JournalKey::new(key.derive(JOURNAL));
    let (writer, data) = (Writer::start(base), data.to_owned());
    Ok(Archive { writer, reader, glancer, writing, backend, data, files, journal, nights: None })
}

/// Applies what is pending, one by one. Each is a transaction with its record: it is there whole, or to be done (K34).
async fn migrate(db: &DatabaseConnection) -> std::result::Result<(), DbErr> {
    while !Migrator::get_pending_migrations(db).await?.is_empty() {
        faults::here("before-migration");
        Migrator::up(db, Some(1)).await?;
        faults::here("after-migration");
    }
    Ok(())
}

/// The file that a URL names.
fn file_of(url: &str) -> PathBuf {
    PathBuf::from(url.trim_start_matches("sqlite:").trim_start_matches("//"))
}

/// What the writer commits is on disk; a planted fault leaves that to the system.
fn is_lax() -> bool {
    faults::planted().is_some_and(|planted| planted.sync_normal)
}

fn key_setting(key: &Key, seal: &str) -> String {
    format!("PRAGMA key = {}", key.sealing(seal))
}

/// What seals the pages of an embedded database that is open.
async fn seal_of(db: &DatabaseConnection) -> Result<String> {
    let seal = check::column::<String>(db, "PRAGMA cipher_hmac_algorithm").await?;
    seal.into_iter().next().ok_or(ArchiveError::Stored("seal of the pages"))
}

/// A connection of our own, the writer's or one that only reads.
fn own(url: &str, key: &Key, seal: &str, what: For) -> Result<Embedded> {
    let reads = matches!(what, For::Reading);
    let set = |(name, value): &(&str, &str)| format!("PRAGMA {name} = {value}");
    let mut settings = vec![key_setting(key, seal), QUIET.to_owned()];
    settings.extend(CAREFUL.iter().map(set));
    settings.push(format!("PRAGMA synchronous = {}", if is_lax() { "NORMAL" } else { "FULL" }));
    settings.push(format!("PRAGMA cache_size = -{}", cache_of(reads)));
    settings.extend(reads.then(|| "PRAGMA query_only = ON".to_owned()));
    Embedded::open(&file_of(url), &settings, what)
}

/// What is wrong with the indexes of the database file that a connection is to; nothing is well. It reads the whole file.
pub(super) async fn index_problems(
    db: &DatabaseConnection,
    file: &Path,
    key: &Key,
) -> Result<Vec<String>> {
    let settings = [key_setting(key, &seal_of(db).await?), QUIET.to_owned()];
    let file = file.to_owned();
    let read = tokio::task::spawn_blocking(move || indexes::problems(&file, &settings));
    Ok(read.await.expect("reading indexes does not panic")?)
}

/// KiB of page cache.
fn cache_of(reads: bool) -> u32 {
    if reads { READER_CACHE_KIB } else { CACHE_KIB }
}

/// A pool of one that opens the archive, or with `readers` a pool that cannot write.
async fn sqlite(url: &str, key: &Key, readers: Option<u32>) -> Result<DatabaseConnection> {
    let reads = readers.is_some();
    let cache = cache_of(reads);
    let (file, lax) = (file_of(url), is_lax());
    embedded(key, readers.unwrap_or(1), move |options| {
        let options = options
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(if lax { SqliteSynchronous::Normal } else { SqliteSynchronous::Full })
            .busy_timeout(BUSY)
            .pragma("cache_size", format!("-{cache}"));
        let careful = |options: SqliteConnectOptions,
                       (name, value): &(&'static str, &'static str)| {
            options.pragma(*name, *value)
        };
        let options = CAREFUL.iter().fold(options, careful);
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

/// Makes SQLCipher ready, before the first database of the process is opened. SQLite does so by itself, but only after it
/// counts itself ready: a second opening at that moment would come in between and find no cipher. From then on whatever
/// `VACUUM INTO` makes is sealed as new archives are: it asks the process, not the database that it copies.
fn cipher_ready() {
    static READY: Once = Once::new();
    let seal = format!("PRAGMA cipher_default_hmac_algorithm = {SEAL}");
    // Where even this fails, the opening that follows says why.
    READY.call_once(|| {
        drop(rusqlite::Connection::open_in_memory().and_then(|db| db.execute_batch(&seal)));
    });
}

/// Opens the embedded database and reads one page of it, which proves the key and tells what seals the pages.
async fn embedded(
    key: &Key,
    connections: u32,
    set: impl Fn(SqliteConnectOptions) -> SqliteConnectOptions + Clone + Send + Sync + 'static,
) -> Result<DatabaseConnection> {
    cipher_ready();
    let refused = match sealed(key, SEAL, connections, set.clone()).await {
        Err(error) if error.is_damage() => error,
        known => return known.map_err(unopened),
    };
    // With a wrong key, or a damaged page, this fails as well.
    sealed(key, SEAL_BEFORE, connections, set).await.map_err(|_| unopened(refused))
}

/// Opens the embedded database as one whose pages this seals.
async fn sealed(
    key: &Key,
    seal: &str,
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
        .sqlcipher_key(format!("{}; {QUIET}", key.sealing(seal)))
        .map_sqlx_sqlite_opts(set)
        .map_sqlx_sqlite_before_acquire(|connection, _| {
            // On some errors, a full disk among them, SQLite rolls back by itself; sqlx goes on counting the transaction.
            // The next one would only be a savepoint in one that nobody commits.
            let lost_count = connection.is_in_transaction();
            Box::pin(std::future::ready(Ok(!lost_count)))
        });
    let db = Database::connect(options).await?;
    db.execute_unprepared("SELECT count(*) FROM sqlite_schema").await?;
    Ok(db)
}

/// A wrong key and a damaged first page look the same.
fn unopened(why: ArchiveError) -> ArchiveError {
    if !why.is_damage() {
        return ArchiveError::Open(format!(
            "The database cannot be opened ({why}). Check that the file and its folder have the right owner and are writable, and that the key file is the one it was made with."
        ));
    }
    ArchiveError::Open(format!(
        "The key does not open the database ({why}). Put back the key file that it was made with; if it is that one, the file is damaged: run kartoteka restore with the last backup."
    ))
}

pub(super) async fn postgres(url: &str, connections: u32) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    // Whoever stands still in a transaction must not keep the next service waiting.
    let still = format!("{}ms", STILL_MAX.as_millis());
    options
        .map_sqlx_postgres_opts(move |options| {
            options.options([("idle_in_transaction_session_timeout", &still)])
        })
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
