//! The writer's connection beside sqlx's: the same values, the same errors, nothing outside a transaction.

use super::*;
use crate::archive::connect::Key;
use crate::archive::connection::Connection as Base;
use crate::archive::{Backend, Tx};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, Query, Value};
use sea_orm::{ConnectionTrait, TransactionTrait};
use std::thread;
use std::time::{Duration, Instant};

/// A column of each type; the names are those of real tables.
const COLUMNS_OF_ALL: [&str; 6] = ["id", "epoch", "reachable", "name", "at", "next_on"];

/// A new archive with a table of its own, sea-orm's connection to it, its key, and our connection.
pub(super) async fn opened(folder: &Path) -> (sea_orm::DatabaseConnection, Key, Embedded) {
    let (file, key) = (folder.join("archive.db"), Key::generate());
    let url = format!("sqlite:{}", file.display());
    let archive = connect::open(&url, &key, folder).await.unwrap();
    assert_eq!(archive.backend(), Backend::Sqlite);
    archive.close().await.unwrap();
    let pool = connect::beside(&file, &key).await.unwrap();
    let columns = COLUMNS_OF_ALL.join(", ");
    pool.execute_unprepared(&format!("CREATE TABLE mixed ({columns})")).await.unwrap();
    let own = Embedded::open(&file, &settings(&key), For::Writing).unwrap();
    (pool, key, own)
}

pub(super) fn settings(key: &Key) -> [String; 2] {
    [format!("PRAGMA key = {}", key.opening()), "PRAGMA foreign_keys = ON".to_owned()]
}

fn rows() -> Vec<Vec<Value>> {
    let at = Utc.with_ymd_and_hms(2026, 3, 4, 5, 6, 7).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 12, 31);
    let row = |id: i64, reachable, name: &str, at| {
        [id.into(), 7.into(), Value::Bool(Some(reachable)), name.into(), at, day.into()]
    };
    vec![
        row(1, true, "one", at.into()).to_vec(),
        row(i64::MAX, false, "", (at + chrono::Duration::milliseconds(120)).into()).to_vec(),
        row(3, true, "号", (at + chrono::Duration::microseconds(5)).into()).to_vec(),
        vec![
            4i64.into(),
            Value::Int(None),
            Value::Bool(None),
            Value::String(None),
            Value::ChronoDateTimeUtc(None),
            Value::ChronoDate(None),
        ],
    ]
}

async fn write(tx: &Tx) {
    let mut insert = Query::insert();
    insert.into_table("mixed").columns(COLUMNS_OF_ALL);
    for row in rows() {
        insert.values_panic(row.into_iter().map(Expr::value));
    }
    assert_eq!(tx.db().execute(&insert).await.unwrap().rows_affected(), 4);
}

type Row =
    (i64, Option<i32>, Option<bool>, Option<String>, Option<DateTime<Utc>>, Option<NaiveDate>);

/// The rows by their names, by their places, and as they are stored.
async fn read(tx: &Tx) -> (Vec<Row>, Vec<Row>, Vec<String>) {
    let all = Query::select()
        .column(Asterisk)
        .from("mixed")
        .order_by("id", sea_orm::Order::Asc)
        .to_owned();
    let rows = tx.db().query_all(&all).await.unwrap();
    let named = rows.iter().map(|row| {
        let [id, epoch, reachable, name, at, next_on] = COLUMNS_OF_ALL;
        (
            row.try_get("", id).unwrap(),
            row.try_get("", epoch).unwrap(),
            row.try_get("", reachable).unwrap(),
            row.try_get("", name).unwrap(),
            row.try_get("", at).unwrap(),
            row.try_get("", next_on).unwrap(),
        )
    });
    let placed: Vec<Row> = rows.iter().map(|row| row.try_get_many_by_index().unwrap()).collect();
    if let Base::Own(own) = tx.db() {
        let read: Vec<Row> = own.read(&DbBackend::Sqlite.build(&all), usize::MAX).unwrap();
        assert_eq!(read, placed);
    }
    let quoted = COLUMNS_OF_ALL.map(|name| format!("quote({name})")).join(" || ', ' || ");
    let quoted = Statement::from_string(
        DbBackend::Sqlite,
        format!("SELECT {quoted} AS stored FROM mixed ORDER BY id"),
    );
    let stored = tx.db().query_all_raw(quoted).await.unwrap();
    let stored = stored.iter().map(|row| row.try_get_by_index(0).unwrap());
    (named.collect(), placed, stored.collect())
}

/// Types and places, both ways: sqlx's readers and this writer share every table.
#[tokio::test]
async fn it_writes_and_reads_as_sqlx_does() {
    let folder = tempfile::tempdir().unwrap();
    let (pool, _key, own) = opened(folder.path()).await;
    let mut seen = Vec::new();
    for by_own in [true, false] {
        let begin = async |own_one: bool| match own_one {
            true => Tx::on(Base::Own(own.begin(For::Writing).await.unwrap())),
            false => Tx::new(pool.begin().await.unwrap()),
        };
        let tx = begin(by_own).await;
        write(&tx).await;
        seen.push(read(&tx).await);
        tx.commit().await.unwrap();
        let tx = begin(!by_own).await;
        seen.push(read(&tx).await);
        tx.db().execute_unprepared("DELETE FROM mixed").await.unwrap();
        tx.commit().await.unwrap();
    }
    let (named, placed, _) = &seen[0];
    assert_eq!(named, placed);
    assert_eq!((named.len(), &named[0].3), (4, &Some("one".to_owned())));
    assert_eq!(named[0].4, Utc.with_ymd_and_hms(2026, 3, 4, 5, 6, 7).single());
    assert!(seen.iter().all(|other| *other == seen[0]), "{seen:#?}");
}

#[tokio::test]
async fn what_is_not_committed_is_taken_back_and_nothing_runs_outside_a_transaction() {
    let folder = tempfile::tempdir().unwrap();
    let (pool, _key, own) = opened(folder.path()).await;
    let count = async || {
        let tx = own.begin(For::Reading).await.unwrap();
        tx.query(&all(), usize::MAX).unwrap().len()
    };
    let insert = "INSERT INTO mixed (id) VALUES (1)";
    own.begin(For::Writing).await.unwrap().run(insert).unwrap();
    assert_eq!(count().await, 0);
    let tx = own.begin(For::Writing).await.unwrap();
    tx.run(insert).unwrap();
    tx.rollback().unwrap();
    assert_eq!(count().await, 0);
    // As SQLite does by itself on a full disk.
    let tx = own.begin(For::Writing).await.unwrap();
    tx.run("ROLLBACK").unwrap();
    for lost in [tx.run(insert), tx.execute(&Statement::from_string(DbBackend::Sqlite, insert))] {
        assert_eq!(
            ArchiveError::from(lost.unwrap_err()).to_string(),
            "the database failed: code 4"
        );
    }
    let lost = ArchiveError::from(tx.commit().unwrap_err());
    assert_eq!(lost.to_string(), "the database failed: code 4");
    assert_eq!(count().await, 0);
    let tx = own.begin(For::Writing).await.unwrap();
    tx.run(insert).unwrap();
    tx.commit().unwrap();
    assert_eq!(count().await, 1);
    pool.close().await.unwrap();
    own.close().await.unwrap();
    assert!(own.begin(For::Reading).await.is_err());
}

fn all() -> Statement {
    Statement::from_string(DbBackend::Sqlite, "SELECT id FROM mixed")
}

/// What a failure says: its code, never a value.
#[tokio::test]
async fn a_failure_tells_its_kind_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (_pool, _key, own) = opened(folder.path()).await;
    let tx = own.begin(For::Writing).await.unwrap();
    tx.run("CREATE UNIQUE INDEX mixed_name ON mixed (name)").unwrap();
    tx.run("INSERT INTO mixed (name) VALUES ('secret')").unwrap();
    for (sql, said) in [
        ("INSERT INTO mixed (name) VALUES ('secret')", "a row exists already"),
        (
            "INSERT INTO seat (staff_id, branch_id, role, state) VALUES (9, 9, 'care', 'active')",
            "a row is still referred to",
        ),
        ("SELECT secret FROM nowhere", "code 1"),
    ] {
        let error = tx.execute(&Statement::from_string(DbBackend::Sqlite, sql)).unwrap_err();
        assert!(!format!("{error:?}").contains("secret"));
        let told = ArchiveError::from(error).to_string();
        assert_eq!(told, format!("the database failed: {said}"));
    }
    tx.run("UPDATE mixed SET at = 'no moment'").unwrap();
    let at = Statement::from_string(DbBackend::Sqlite, "SELECT at FROM mixed");
    assert!(tx.query(&at, 1).is_err());
}

/// Making a plan costs several times what a look-up does.
#[tokio::test]
async fn a_plan_is_made_once_whatever_the_values() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _key, own) = opened(folder.path()).await;
    let tx = own.begin(For::Reading).await.unwrap();
    for limit in 1..4u64 {
        let mut one = Query::select();
        one.column("id").from("mixed").and_where(Expr::col("id").gt(limit)).limit(limit);
        let statement = DbBackend::Sqlite.build(&one);
        tx.query(&statement, 1).unwrap();
        let made_again = tx.on(|db| {
            let prepared = prepare(db, &statement)?;
            Ok(prepared.get_status(rusqlite::StatementStatus::RePrepare))
        });
        assert_eq!(made_again.unwrap(), 0);
    }
}

/// A row, a joined table's row or none, and one more column.
#[tokio::test]
async fn a_row_is_read_in_the_order_of_its_columns() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct One {
        id: i64,
        name: Option<String>,
    }
    let folder = tempfile::tempdir().unwrap();
    let (_, _key, own) = opened(folder.path()).await;
    let tx = own.begin(For::Writing).await.unwrap();
    tx.run("INSERT INTO mixed (id, name) VALUES (1, 'one'), (2, NULL)").unwrap();
    let sql = "SELECT a.id AS A_id, a.name AS A_name, b.id AS B_id, b.name AS B_name, a.id > 1 AS more \
        FROM mixed a LEFT JOIN mixed b ON b.id = a.id + 1 ORDER BY a.id";
    let joined = Statement::from_string(DbBackend::Sqlite, sql);
    let one = |id, name: Option<&str>| One { id, name: name.map(str::to_owned) };
    // The columns of a table that has no row are not passed over: it stands last.
    let first: Vec<(One, Option<One>, bool)> = tx.read(&joined, 1).unwrap();
    assert_eq!(first, [(one(1, Some("one")), Some(one(2, None)), false)]);
    let all: Vec<(One, Option<One>)> = tx.read(&joined, usize::MAX).unwrap();
    assert_eq!(all[1], (one(2, None), None));
    let unread = tx.read::<(i64, i64)>(&joined, 1).unwrap_err().to_string();
    assert!(!unread.contains("one"), "{unread}");
}

/// Commits rows that fill so many pages.
async fn fill(own: &Embedded, pages: u32) {
    let tx = own.begin(For::Writing).await.unwrap();
    for _ in 0..pages {
        tx.run("INSERT INTO mixed (name) VALUES (zeroblob(3500))").unwrap();
    }
    tx.commit().unwrap();
}

/// How long a file of the archive is, in pages.
fn pages(folder: &Path, file: &str) -> u64 {
    std::fs::metadata(folder.join(file)).map_or(0, |file| file.len() / 4096)
}

/// No commit has to move it, and it begins anew soon afterwards.
#[tokio::test]
async fn a_log_that_has_grown_is_moved_beside_the_turns() {
    let folder = tempfile::tempdir().unwrap();
    let (pool, _key, own) = opened(folder.path()).await;
    let until = async |what: &str, is: &dyn Fn() -> bool| {
        let begun = Instant::now();
        while !is() {
            assert!(begun.elapsed() < Duration::from_secs(60), "never {what}");
            thread::sleep(Duration::from_millis(5));
            fill(&own, 1).await;
        }
    };
    for round in 1..4u64 {
        fill(&own, 1_200).await;
        until("moved", &|| pages(folder.path(), "archive.db") > round * 1_200).await;
        until("anew", &|| log::PAGES.get() < 100).await;
    }
    pool.close().await.unwrap();
    own.close().await.unwrap();
    assert!(!folder.path().join("archive.db-wal").exists(), "another connection is open");
}

/// Even where nobody moves it beside the commits, a commit does so in the end.
#[tokio::test]
async fn a_log_does_not_grow_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let (_pool, key, own) = opened(folder.path()).await;
    let Own { db, .. } = locked(&own.db).take().unwrap();
    let reader = open(&folder.path().join("archive.db"), &settings(&key)).unwrap();
    let log = Mover::of(&db, reader, || Err(rusqlite::Error::InvalidQuery));
    *locked(&own.db) = Some(Own { log: Some(log), db });
    for _ in 0..25 {
        fill(&own, 1_000).await;
    }
    let (log, moved) = (pages(folder.path(), "archive.db-wal"), pages(folder.path(), "archive.db"));
    assert!(log < 12_000 && moved > 16_000, "{log} {moved}");
}

/// Otherwise SQLite might count what it has by then as moved: `log::hold`.
#[tokio::test]
async fn nobody_begins_the_log_anew_while_it_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let (_pool, key, own) = opened(folder.path()).await;
    let file = folder.path().join("archive.db");
    let open = || open(&file, &settings(&key)).unwrap();
    let (mover, reader) = (open(), open());
    // A log that begins anew has another salt.
    let salt = || std::fs::read(folder.path().join("archive.db-wal")).unwrap()[16..24].to_vec();
    fill(&own, 10).await;
    let held = log::hold(&reader).unwrap();
    log::move_log(&mover).unwrap();
    let first = salt();
    fill(&own, 1).await;
    assert_eq!(salt(), first);
    held.commit().unwrap();
    log::move_log(&mover).unwrap();
    // All is moved: now it may begin anew beside whoever holds it, and nothing is moved instead.
    let held = log::hold(&reader).unwrap();
    fill(&own, 1).await;
    let second = salt();
    assert_ne!(second, first);
    let before = pages(folder.path(), "archive.db");
    fill(&own, 20).await;
    log::move_log(&mover).unwrap();
    assert_eq!((salt(), pages(folder.path(), "archive.db")), (second, before));
    held.commit().unwrap();
    log::move_log(&mover).unwrap();
    assert!(pages(folder.path(), "archive.db") > before + 10);
}

#[tokio::test]
async fn a_log_is_not_called_empty_while_somebody_reads_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let (_pool, key, own) = opened(folder.path()).await;
    let reader = open(&folder.path().join("archive.db"), &settings(&key)).unwrap();
    fill(&own, 10).await;
    let held = log::hold(&reader).unwrap();
    fill(&own, 1).await;
    assert!(!own.empty_log().await.unwrap());
    held.commit().unwrap();
    assert!(own.empty_log().await.unwrap());
    assert_eq!(pages(folder.path(), "archive.db-wal"), 0);
}
