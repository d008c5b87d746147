//! The schema on both databases: up, down and up again with rows in every table, and entities that fit it.

use kartoteka::archive::connect::Key;
use kartoteka::archive::entity;
use migration::{Migrator, MigratorTrait};
use sea_orm::sea_query::Iden;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, EntityTrait,
    Iterable, PaginatorTrait, Statement,
};
use std::collections::{BTreeMap, BTreeSet};

mod postgres;

/// A column as SQLite declares it.
struct Column {
    name: String,
    kind: String,
    allowed: Option<String>,
}

/// Calls a macro with every entity.
macro_rules! entities {
    ($each:ident, $($argument:expr),*) => {
        $each!($($argument),*; alert amendment anchor appointment attachment branch client confirmation consent
            correction cutoff deputy digest draft emergency erasure fact focus hold inbox incident invite issue leaving
            loan            loan_pack loan_pack_item loan_rule menu_item near_key outbox paper_loan permission phone pin proposal proposed
            reading reveal screen search_key seat setting staff task trail undo violation visit visit_item)
    };
}

macro_rules! count_all {
    ($db:expr; $($table:ident)*) => { vec![$((stringify!($table), {
        let read = entity::$table::Entity::find().all($db).await.expect(stringify!($table)).len();
        let counted = entity::$table::Entity::find().count($db).await.expect(stringify!($table));
        assert_eq!(read as u64, counted);
        read
    })),*] };
}

macro_rules! columns_all {
    ($map:expr; $($table:ident)*) => {$(
        let columns = entity::$table::Column::iter().map(|column| column.unquoted().to_owned()).collect();
        $map.insert(stringify!($table).to_owned(), columns);
    )*};
}

async fn sqlite(folder: &tempfile::TempDir, name: &str) -> DatabaseConnection {
    let file = folder.path().join(name);
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
    let key = Key::generate();
    options.max_connections(1).sqlx_logging(false).sqlcipher_key(key.opening());
    Database::connect(options).await.expect("a new database opens")
}

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<Vec<String>> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let rows = rows.expect("the question is well put");
    let row = |row: &sea_orm::QueryResult| {
        (0..row.column_names().len()).map(|at| row.try_get_by_index(at).expect("a text")).collect()
    };
    rows.iter().map(row).collect()
}

/// The migrated schema, tables in the order of their making: those that are referred to come first.
async fn schema(folder: &tempfile::TempDir) -> Vec<(String, Vec<Column>)> {
    let db = sqlite(folder, "schema.db").await;
    Migrator::up(&db, None).await.expect("up on nothing");
    let tables = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 's%q%l%' ORDER BY rowid";
    let mut schema = Vec::new();
    for table in texts(&db, tables).await {
        let columns = format!("SELECT name, type FROM pragma_table_info('{}')", table[0]);
        let columns = texts(&db, &columns).await.into_iter().map(|column| Column {
            allowed: first_word(&table[1], &column[0]),
            name: column[0].clone(),
            kind: column[1].to_lowercase(),
        });
        schema.push((table[0].clone(), columns.collect()));
    }
    schema
}

/// The first word that a CHECK allows for a column.
fn first_word(sql: &str, column: &str) -> Option<String> {
    let (_, words) = sql.split_once(&format!("\"{column}\" IN ('"))?;
    words.split('\'').next().map(ToOwned::to_owned)
}

/// A value that fits a column, the same on both databases. Every id and every reference is 1.
fn value(column: &Column) -> String {
    match (&column.allowed, column.kind.as_str()) {
        (Some(word), _) => format!("'{word}'"),
        (None, "boolean") => "TRUE".into(),
        (None, kind) if kind.contains("timestamp") => "'2026-03-02 09:00:00+00:00'".into(),
        (None, kind) if kind.contains("date") => "'2026-03-02'".into(),
        (None, kind) if kind.contains("int") => "1".into(),
        (None, kind) if kind.contains("char") || kind.contains("text") => "'x'".into(),
        (None, kind) => panic!("a column of an unknown kind: {kind}"),
    }
}

async fn fill(db: &DatabaseConnection, schema: &[(String, Vec<Column>)]) {
    let there = tables(db).await;
    for (table, columns) in schema.iter().filter(|(table, _)| there.contains_key(table)) {
        let names: Vec<_> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let values: Vec<_> = columns.iter().map(value).collect();
        let sql = format!(
            "INSERT INTO \"{table}\" ({}) VALUES ({}) ON CONFLICT DO NOTHING",
            names.join(", "),
            values.join(", ")
        );
        db.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{table}: {error}"));
    }
}

/// The tables of a database and their columns.
async fn tables(db: &DatabaseConnection) -> BTreeMap<String, BTreeSet<String>> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        }
        _ => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema()"
        }
    };
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in texts(db, sql).await {
        if row[0] != "seaql_migrations" && !row[0].starts_with("sqlite_") {
            tables.entry(row[0].clone()).or_default().insert(row[1].clone());
        }
    }
    tables
}

/// Reads every table through its entity; each holds `rows` rows.
async fn read_all(db: &DatabaseConnection, rows: usize) {
    for (table, read) in entities!(count_all, db) {
        assert_eq!(read, rows, "{table}");
    }
}

async fn there_and_back(db: &DatabaseConnection, folder: &tempfile::TempDir) {
    let schema = schema(folder).await;
    Migrator::up(db, None).await.expect("up on nothing");
    let mut entities: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    entities!(columns_all, entities);
    assert_eq!(tables(db).await, entities, "entities and schema differ");
    read_all(db, 0).await;
    fill(db, &schema).await;
    read_all(db, 1).await;
    Migrator::up(db, None).await.expect("up again changes nothing");
    read_all(db, 1).await;
    let all = u32::try_from(Migrator::migrations().len()).expect("not that many");
    for steps in 1..=all {
        Migrator::down(db, Some(steps)).await.expect("down with rows");
        Migrator::up(db, None).await.expect("up with what is left");
        fill(db, &schema).await;
        read_all(db, 1).await;
    }
    Migrator::down(db, None).await.expect("all the way down");
    assert!(tables(db).await.is_empty(), "down leaves nothing");
    Migrator::up(db, None).await.expect("up once more");
    read_all(db, 0).await;
}

#[tokio::test]
async fn sqlite_goes_up_down_and_up_with_rows() {
    let folder = tempfile::tempdir().unwrap();
    let db = sqlite(&folder, "archive.db").await;
    there_and_back(&db, &folder).await;
}

#[tokio::test]
async fn postgres_goes_up_down_and_up_with_rows() {
    let Some(fresh) = postgres::fresh().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut options = ConnectOptions::new(fresh.url.clone());
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    there_and_back(&db, &folder).await;
    db.close().await.unwrap();
    fresh.end().await;
}
