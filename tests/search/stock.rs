//! An archive with invented clients: their rows go in by the thousand, past the product, with the keys that it makes; the
//! numbers for slips it makes itself when it opens the archive, as for one that is older than they are.

use super::names::{Person, person};
use kartoteka::archive::Archive;
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::staff::{self, NewBranch};
use kartoteka::model::search;
use sea_orm::sqlx::sqlite::SqliteSynchronous;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
    TransactionTrait,
};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The database of one in a folder of its own.
const FILE: &str = "stock.db";
/// Clients of one transaction.
const STEP: u64 = 20_000;
/// Rows of one statement.
const ROWS: usize = 1000;
/// Every client of so many is kept by the first member of the staff.
const KEPT: u64 = 7;

/// An archive that can be opened again and grows.
pub struct Stock {
    pub url: String,
    pub key: Key,
    pub folder: tempfile::TempDir,
    pub archive: Archive,
    pub clients: u64,
    /// Visits that each further client has; where there are any, a birthday too.
    pub visits: u64,
}

/// What it took to grow.
pub struct Built {
    /// Rows and keys.
    pub rows: Duration,
    /// The numbers for slips, by the product.
    pub near: Duration,
}

impl Stock {
    /// An empty one, on this PostgreSQL database or in a file of its own.
    pub async fn new(url: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = || format!("sqlite:{}", folder.path().join(FILE).display());
        let url = url.map_or_else(file, str::to_owned);
        let key = Key::generate();
        let archive = open(&url, &key, folder.path()).await;
        let made = archive.write(|tx| {
            let new =
                NewBranch { name: "Salon", prefix: "A", zone: "Asia/Shanghai", country: "CN" };
            Box::pin(async move {
                let account = staff::Account { id: 101, name: "Fei", lang: None };
                staff::first_branch(tx, &new).await?;
                staff::person(tx, &account, chrono::DateTime::UNIX_EPOCH).await
            })
        });
        made.await.expect("a branch and a person");
        Self { url, key, folder, archive, clients: 0, visits: 0 }
    }

    /// Grows to so many clients.
    pub async fn grow(&mut self, clients: u64) -> Built {
        self.archive.close().await.expect("the archive closes");
        let begun = Instant::now();
        let db = self.behind().await;
        while self.clients < clients {
            let end = (self.clients + STEP).min(clients);
            let some: Vec<Person> = (self.clients + 1..=end).map(person).collect();
            add(&db, &some, self.visits).await;
            self.clients = end;
        }
        db.close().await.expect("the database closes");
        let rows = begun.elapsed();
        let begun = Instant::now();
        self.archive = open(&self.url, &self.key, self.folder.path()).await;
        let near = begun.elapsed();
        if self.url.starts_with("postgres") {
            // As the server does by itself after a while.
            let db = self.behind().await;
            db.execute_unprepared("VACUUM ANALYZE").await.expect("the server counts its rows");
            db.close().await.expect("the database closes");
        }
        Built { rows, near }
    }

    /// The database's file, if it is one.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }

    /// Closes and opens it; how long it took to open.
    pub async fn reopen(&mut self) -> Duration {
        self.archive.close().await.expect("the archive closes");
        let begun = Instant::now();
        self.archive = open(&self.url, &self.key, self.folder.path()).await;
        begun.elapsed()
    }

    /// The database without the product: with a cache that holds all of it, and without waiting for the disk.
    pub async fn behind(&self) -> DatabaseConnection {
        let mut options = ConnectOptions::new(self.url.clone());
        options.max_connections(1).sqlx_logging(false);
        if self.url.starts_with("sqlite") {
            let set = |options: sea_orm::sqlx::sqlite::SqliteConnectOptions| {
                options.synchronous(SqliteSynchronous::Off).pragma("cache_size", "-1500000")
            };
            options.sqlcipher_key(self.key.opening());
            options.map_sqlx_sqlite_opts(set);
        }
        Database::connect(options).await.expect("the database opens")
    }

    /// The bytes of each table with its indexes that a search reads, and of the whole archive.
    pub async fn sizes(&self) -> Vec<(String, u64)> {
        let db = self.behind().await;
        let mut sizes = Vec::new();
        let is_sqlite = db.get_database_backend() == DbBackend::Sqlite;
        for table in ["client", "phone", "search_key", "near_key"] {
            let sql = match is_sqlite {
                true => format!(
                    "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN \
                     (SELECT name FROM sqlite_schema WHERE tbl_name = '{table}')"
                ),
                false => format!("SELECT pg_total_relation_size('{table}')"),
            };
            sizes.push((table.to_owned(), number(&db, &sql).await));
        }
        let whole = match is_sqlite {
            true => "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            false => "SELECT pg_database_size(current_database())",
        };
        sizes.push(("whole archive".to_owned(), number(&db, whole).await));
        db.close().await.expect("the database closes");
        sizes
    }
}

/// One number that the database tells.
pub async fn number(db: &DatabaseConnection, sql: &str) -> u64 {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let row = row.expect("the question is well put").expect("one row");
    row.try_get_by_index::<i64>(0).expect("a number").cast_unsigned()
}

async fn open(url: &str, key: &Key, folder: &Path) -> Archive {
    connect::open(url, key, folder).await.expect("the archive opens")
}

async fn add(db: &DatabaseConnection, people: &[Person], visits: u64) {
    let clients = people.iter().map(|it| {
        let keeper = if it.id % KEPT == 0 { "1" } else { "NULL" };
        format!(
            "({0},1,'A-{0:07}','person','{1}',{keeper},'visit','active',1,'2026-01-05 09:00:00+00:00')",
            it.id, it.name
        )
    });
    let tail = |phone: &str| phone[phone.len() - 4..].to_owned();
    let phones =
        people.iter().map(|it| format!("({},'+{}','{}')", it.id, it.phone, tail(&it.phone)));
    let keys = people.iter().flat_map(|it| {
        search::keys(&it.name).into_iter().map(|key| format!("('{key}',{})", it.id))
    });
    let step = db.begin().await.expect("a transaction");
    let columns =
        "id, branch_id, number, kind, name, keeper_id, source, state, created_by, created_at";
    insert(&step, &format!("client ({columns})"), clients.collect()).await;
    insert(&step, "phone (client_id, e164, tail)", phones.collect()).await;
    insert(&step, "search_key (key, client_id)", keys.collect()).await;
    if visits > 0 {
        let visit = |id| format!("({id},1,'2026-01-05 09:00:00+00:00','logged')");
        let visits = people.iter().flat_map(|it| (0..visits).map(move |_| visit(it.id)));
        insert(&step, "visit (client_id, staff_id, at, state)", visits.collect()).await;
        let birthday = |it: &Person| {
            let (month, day) = (it.id % 12 + 1, it.id % 28 + 1);
            format!(
                "({},'birthday','--{month:02}-{day:02}','visit',1,'2026-01-05 09:00:00+00:00')",
                it.id
            )
        };
        let columns = "client_id, field, value, source, by_id, at";
        insert(&step, &format!("fact ({columns})"), people.iter().map(birthday).collect()).await;
    }
    step.commit().await.expect("a commit");
}

/// Inserts rows by the thousand.
pub async fn insert(db: &impl ConnectionTrait, into: &str, mut rows: Vec<String>) {
    // In order, so that each page of an index is written once.
    rows.sort_unstable();
    for some in rows.chunks(ROWS) {
        let sql = format!("INSERT INTO {into} VALUES {}", some.join(","));
        db.execute_unprepared(&sql).await.expect("the rows go in");
    }
}
