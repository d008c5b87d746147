//! The same questions put to LIKE, to FTS5's trigrams and to pg_trgm, over a plain table of the same names and phones: eleven
//! hits in the order of the name, no rights, no trail, no encryption.

use super::names::{KINDS, Kind, LANGS, Random, person, typed};
use super::stock::{insert, number};
use super::times::Times;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, TransactionTrait,
};
use std::time::{Duration, Instant};

/// Questions of one kind in one language; some take a second each.
const ASKED: u64 = 15;
/// Clients of one transaction.
const STEP: u64 = 50_000;

/// LIKE and FTS5 in a file of their own.
pub async fn sqlite(clients: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("rivals.db");
    let db = open(format!("sqlite://{}?mode=rwc", file.display())).await;
    run(&db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192")
        .await;
    run(&db, "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, phone TEXT)").await;
    fill(&db, clients).await;
    let plain = pages(&db).await;
    println!("size | LIKE | {clients} | plain table | {plain:.1} MiB");
    ask(&db, "LIKE", clients, |kind, text| match kind {
        Kind::Phone => Some(format!("phone LIKE '%{}'", text.trim_start_matches('+'))),
        Kind::LastFour => Some(format!("phone LIKE '%{text}'")),
        Kind::Prefix => Some(format!("(name LIKE '{text}%' OR name LIKE '% {text}%')")),
        Kind::TwoCharacters => Some(format!("name LIKE '%{text}%'")),
        _ => None,
    })
    .await;
    let begun = Instant::now();
    run(&db, "CREATE VIRTUAL TABLE tri USING fts5(name, phone, tokenize = 'trigram', content = 'person', content_rowid = 'id')").await;
    run(&db, "INSERT INTO tri(tri) VALUES ('rebuild')").await;
    built("FTS5 trigram", clients, begun, pages(&db).await - plain);
    ask(&db, "FTS5 trigram", clients, |kind, text| {
        let matched = |column: &str, word: &str| {
            // Trigrams match three characters and more; fewer are a LIKE, which goes through all rows.
            match word.chars().count() {
                0..3 => format!("id IN (SELECT rowid FROM tri WHERE {column} LIKE '%{word}%')"),
                _ => format!("id IN (SELECT rowid FROM tri WHERE tri MATCH '{column}:\"{word}\"')"),
            }
        };
        match kind {
            Kind::Phone => Some(matched("phone", text.trim_start_matches('+'))),
            Kind::LastFour => Some(format!("{} AND phone LIKE '%{text}'", matched("phone", text))),
            Kind::Prefix | Kind::TwoCharacters => Some(matched("name", text)),
            _ => None,
        }
    })
    .await;
    db.close().await.expect("the database closes");
}

/// `pg_trgm`, in the database of the test.
pub async fn postgres(url: &str, clients: u64) {
    let db = open(url.to_owned()).await;
    run(&db, "CREATE EXTENSION pg_trgm").await;
    run(&db, "CREATE TABLE person (id bigint PRIMARY KEY, name text, phone text)").await;
    fill(&db, clients).await;
    let begun = Instant::now();
    run(&db, "CREATE INDEX tri_name ON person USING gin (name gin_trgm_ops)").await;
    run(&db, "CREATE INDEX tri_phone ON person USING gin (phone gin_trgm_ops)").await;
    let sizes = "SELECT pg_relation_size('tri_name') + pg_relation_size('tri_phone')";
    let bytes = number(&db, sizes).await as f64;
    built("pg_trgm", clients, begun, bytes / 1_048_576.0);
    run(&db, "VACUUM ANALYZE person").await;
    ask(&db, "pg_trgm", clients, |kind, text| match kind {
        Kind::Phone => Some(format!("phone LIKE '%{}'", text.trim_start_matches('+'))),
        Kind::LastFour => Some(format!("phone LIKE '%{text}'")),
        Kind::Prefix => Some(format!("(name ILIKE '{text}%' OR name ILIKE '% {text}%')")),
        Kind::TwoCharacters => Some(format!("name LIKE '%{text}%'")),
        Kind::Typo => Some(format!("name % '{text}'")),
        _ => None,
    })
    .await;
    db.close().await.expect("the database closes");
}

async fn open(url: String) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("the database opens")
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect("the statement runs");
}

async fn pages(db: &DatabaseConnection) -> f64 {
    let bytes = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    number(db, bytes).await as f64 / 1_048_576.0
}

fn built(rival: &str, clients: u64, begun: Instant, mebibytes: f64) {
    let took = begun.elapsed().as_secs_f64();
    println!("built | {rival} | {clients} | index {took:.1} s");
    println!("size | {rival} | {clients} | index | {mebibytes:.1} MiB");
}

async fn fill(db: &DatabaseConnection, clients: u64) {
    for begin in (0..clients).step_by(STEP as usize) {
        let people = (begin + 1..=(begin + STEP).min(clients)).map(person);
        let rows = people.map(|it| format!("({},'{}','{}')", it.id, it.name, it.phone)).collect();
        let step = db.begin().await.expect("a transaction");
        insert(&step, "person (id, name, phone)", rows).await;
        step.commit().await.expect("a commit");
    }
}

async fn ask(
    db: &DatabaseConnection,
    rival: &str,
    clients: u64,
    condition: impl Fn(Kind, &str) -> Option<String>,
) {
    for kind in KINDS {
        let mut random = Random(7);
        let (mut times, mut found) = (Vec::<Duration>::new(), 0);
        for turn in 0..ASKED * LANGS.len() as u64 {
            let client = person(random.below(clients) + 1);
            let Some(text) = typed(&client, kind, turn) else { continue };
            let Some(condition) = condition(kind, &text) else { continue };
            let sql = format!("SELECT id FROM person WHERE {condition} ORDER BY name, id LIMIT 11");
            let begun = Instant::now();
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql));
            let rows = rows.await.expect("the question is well put");
            times.push(begun.elapsed());
            let is_it = |row: &sea_orm::QueryResult| {
                row.try_get_by_index::<i64>(0).is_ok_and(|id| id.cast_unsigned() == client.id)
            };
            found += usize::from(rows.iter().any(is_it));
        }
        if !times.is_empty() {
            let share = found * 100 / times.len();
            let times = Times::new(&times);
            println!(
                "search | {rival} | {clients} | {} | all | {} | finds {share} %",
                kind.name(),
                times.cell()
            );
        }
    }
}
