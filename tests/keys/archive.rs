//! An archive with rows, sealed photos and a journal of erasures, and what of it a key opens.

use hmac::{Hmac, Mac};
use kartoteka::archive::attachments::{self, FilesKey};
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::erasure::{self, Order};
use kartoteka::archive::staff::{self, Account, NewBranch};
use kartoteka::archive::{Archive, ArchiveError, Tx, clients, erasure_journal, key_file};
use kartoteka::model::card::{Kind, NewClient, Source};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, ClientId, StaffId};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, Statement};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// Sealed photos.
pub const PHOTOS: i64 = 12;
/// Rows of a table, each as one text, by the table's name.
pub type Rows = BTreeMap<String, Vec<String>>;

/// A home folder, in which the program runs with nothing else in its environment.
pub struct Home(pub tempfile::TempDir);

impl Home {
    /// With an archive that holds so many fields of clients.
    pub async fn stocked(fields: usize) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        let made = home.run("migrate", &[]);
        assert!(made.status.success(), "{}", said(&made));
        let archive = home.open().await;
        let written = archive.write(|tx| Box::pin(stock(tx)));
        let ids = written.await.expect("the salon is stocked");
        erasure_journal::settle(&archive).await.expect("the journal is written");
        archive.close().await.expect("it closes");
        home.fill(ids, fields).await;
        home
    }

    /// Fields and sealed photos of the client who was not erased.
    async fn fill(&self, (client, staff): (i64, i64), fields: usize) {
        let db = raw(&self.database(), &self.key()).await.expect("it opens");
        let sql = format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {fields})
             INSERT INTO fact (client_id, field, value, source, by_id, at)
             SELECT {client}, 'note', 'invented ' || i, 'client', {staff}, '2026-03-02 09:00:00+00:00' FROM n"
        );
        db.execute_unprepared(&sql).await.expect("fields");
        self.photos(&db, client).await;
        db.close().await.expect("it closes");
    }

    /// Sealed photos of a client.
    pub async fn photos(&self, db: &DatabaseConnection, client: i64) {
        let folder = self.data().join("files");
        std::fs::create_dir_all(&folder).expect("a folder");
        for id in 1..=PHOTOS {
            let sealed = attachments::seal(&files_key(&self.key()), id, &photo(id));
            std::fs::write(folder.join(format!("photo{id}")), sealed.bytes).expect("a file");
            let sql = format!(
                "INSERT INTO attachment (id, client_id, file_id, unique_id, state, attempts, name, key, size, created_at)
                 VALUES ({id}, {client}, 'f{id}', 'u{id}', 'stored', 0, 'photo{id}', '{}', 9, '2026-03-02 09:00:00+00:00')",
                sealed.key
            );
            db.execute_unprepared(&sql).await.expect("a photo");
        }
    }

    /// So many clients more, with so many fields each.
    pub async fn with_clients(&self, clients: usize, fields: usize) {
        let db = raw(&self.database(), &self.key()).await.expect("it opens");
        let at = "'2026-03-02 09:00:00+00:00'";
        let counted = |to: usize| {
            format!(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to})"
            )
        };
        let clients = format!(
            "{} INSERT INTO client (branch_id, number, kind, name, source, state, created_by, created_at)
             SELECT 1, 'D-' || i, 'person', 'Invented ' || i, 'visit', 'active', 1, {at} FROM n",
            counted(clients)
        );
        let fields = format!(
            "{} INSERT INTO fact (client_id, field, value, source, by_id, at)
             SELECT client.id, 'note', 'invented ' || i, 'client', 1, {at} FROM client, n",
            counted(fields)
        );
        for sql in [clients, fields] {
            db.execute_unprepared(&sql).await.expect("clients and fields");
        }
        db.close().await.expect("it closes");
        // The first to open it makes what these names are found by.
        self.open().await.close().await.expect("the archive closes");
    }

    pub fn data(&self) -> PathBuf {
        self.0.path().join(".local/share/kartoteka")
    }

    pub fn database(&self) -> PathBuf {
        self.data().join("kartoteka.db")
    }

    pub fn key_file(&self) -> PathBuf {
        self.0.path().join(".config/kartoteka/key")
    }

    /// The key that its file holds now.
    pub fn key(&self) -> Key {
        key_file::load(&self.key_file()).expect("the key can be read").expect("there is a key")
    }

    /// The names beside the key, without it.
    pub fn beside_key(&self) -> Vec<String> {
        let mut names = names(self.key_file().parent().expect("a folder"));
        names.retain(|name| name != "key");
        names
    }

    pub async fn open(&self) -> Archive {
        let url = format!("sqlite:{}", self.database().display());
        connect::open(&url, &self.key(), &self.data()).await.expect("the archive opens")
    }

    pub fn command(&self, arguments: &str, vars: &[(&str, &str)]) -> Command {
        let named = std::env::var_os("KARTOTEKA_TEST_BINARY").filter(|named| !named.is_empty());
        let binary = named.unwrap_or_else(|| env!("CARGO_BIN_EXE_kartoteka").into());
        let mut command = Command::new(binary);
        command.args(arguments.split_whitespace()).env_clear().env("HOME", self.0.path());
        command.env("TELOXIDE_TOKEN", "1234567:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        // An address of this machine where nobody listens.
        command.env("TELOXIDE_API_URL", "http://127.0.0.1:9");
        command.envs(vars.iter().copied()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &str, vars: &[(&str, &str)]) -> Output {
        self.command(arguments, vars).output().expect("it runs")
    }

    /// The program in the background; nobody reads what it says.
    pub fn spawn(&self, arguments: &str) -> Child {
        let mut command = self.command(arguments, &[]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
    }

    /// Every row, but what a change of keys is to change: the keys of photos, its notes, the key of the buttons.
    pub async fn rows(&self) -> Rows {
        let db = raw(&self.database(), &self.key()).await.expect("the key of the file opens it");
        let mut rows = Rows::new();
        let tables =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        for table in column(&db, tables).await {
            let but = match table.as_str() {
                "setting" => "WHERE name <> 'handles'",
                "trail" => "WHERE NOT (act = 'set' AND detail = 'key')",
                _ => "",
            };
            let columns = format!(
                "SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}') WHERE '{table}' || name <> 'attachmentkey'"
            );
            let columns = column(&db, &columns).await.join(" || '|' || ");
            // As they were written, where a table numbers its rows.
            let order = format!("SELECT iif(wr, '1', 'rowid') FROM pragma_table_list('{table}')");
            let order = column(&db, &order).await.join("");
            let sql = format!("SELECT {columns} FROM \"{table}\" {but} ORDER BY {order}");
            rows.insert(table, column(&db, &sql).await);
        }
        db.close().await.expect("it closes");
        rows
    }

    /// One value.
    pub async fn value(&self, sql: &str) -> String {
        let db = raw(&self.database(), &self.key()).await.expect("it opens");
        let value = column(&db, sql).await.pop().unwrap_or_default();
        db.close().await.expect("it closes");
        value
    }

    /// What of the data folder this key opens: the database, so many photos, so many lines of the journal.
    pub async fn opens(&self, key: &Key) -> (bool, usize, usize) {
        let db = raw(&self.database(), key).await;
        let opened = db.is_ok();
        if let Ok(db) = db {
            db.close().await.expect("it closes");
        }
        let db = raw(&self.database(), &self.key()).await.expect("it opens");
        let (photos, lines) = self.unsealed(&db, key).await;
        db.close().await.expect("it closes");
        (opened, photos, lines)
    }

    /// So many photos of a database, so many lines of the journal.
    pub async fn unsealed(&self, db: &DatabaseConnection, key: &Key) -> (usize, usize) {
        let wrapped = column(db, "SELECT key FROM attachment ORDER BY id").await;
        let photos = (1..=PHOTOS).zip(wrapped).filter(|(id, wrapped)| {
            let sealed = std::fs::read(self.data().join(format!("files/photo{id}")));
            let plain =
                attachments::unseal(&files_key(key), *id, wrapped, &sealed.expect("a file"));
            plain == Some(photo(*id))
        });
        let journal = std::fs::read_to_string(self.data().join("erasures.jsonl"));
        let journal = journal.expect("a journal");
        (photos.count(), journal.lines().filter(|line| is_sealed(line, key)).count())
    }
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    entry: &'a RawValue,
    seal: &'a str,
}

/// Whether a line of the journal has this key's seal.
pub fn is_sealed(line: &str, key: &Key) -> bool {
    let line: Line<'_> = serde_json::from_str(line).expect("a line");
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.derive("erasure journal")).expect("a key");
    mac.update(line.entry.get().as_bytes());
    let seal: String = mac.finalize().into_bytes().iter().map(|it| format!("{it:02x}")).collect();
    seal == line.seal
}

/// A salon with two clients, of whom one is erased. The other, and somebody who works there.
pub async fn stock(tx: &Tx) -> Result<(i64, i64), ArchiveError> {
    let now = kartoteka::clock::Clock::default().now();
    let new = NewBranch { name: "Salon", prefix: "A", zone: "Asia/Shanghai", country: "CN" };
    let branch = staff::first_branch(tx, &new).await?;
    let account = Account { id: 101, name: "Invented Owner", lang: Some("en") };
    let id: StaffId = staff::person(tx, &account, now).await?;
    staff::take_seat(tx, id, branch, Role::Owner.as_str(), "active").await?;
    let clerk = Actor { id, name: String::new(), role: Role::Owner, branch };
    for name in ["Nadia Sample", "Tomas Invented"] {
        let new = NewClient {
            kind: Kind::Person,
            name: name.into(),
            phone: None,
            facts: Vec::new(),
            source: Source::Visit,
            health_consent: Some(true),
            keeper: None,
        };
        clients::create(tx, &clerk, &new, now).await?;
    }
    let order = Order { asked_by: id, confirmed_by: id, at: now };
    erasure::erase(tx, ClientId(2), order, now).await?;
    Ok((1, id.0))
}

/// A database with a key, as whoever has both can open it.
pub async fn raw(file: &Path, key: &Key) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rw", file.display()));
    let quiet = format!("{}; PRAGMA cipher_log_level = NONE", key.opening());
    options.max_connections(1).sqlx_logging(false).sqlcipher_key(quiet);
    let db = Database::connect(options).await?;
    db.execute_unprepared("SELECT count(*) FROM sqlite_schema").await?;
    Ok(db)
}

async fn column(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let rows = rows.expect("it can be read");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.expect("an entry").file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

fn files_key(key: &Key) -> FilesKey {
    FilesKey::new(key.derive("files"))
}

fn photo(id: i64) -> Vec<u8> {
    format!("an invented photo {id}").into_bytes()
}
