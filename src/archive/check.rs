//! Looking at a database from beside the service: its schema, its health, what is in it. Nothing here writes.

use super::connect::{self, Key};
use super::{ArchiveError, Result, Tx, anchors, loan_rules, pins, restores, settings};
use crate::model::policy::Role;
use crate::model::restored::Restored;
use crate::model::trail::{Mark, Verdict};
use chrono::{DateTime, Utc};
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement, TransactionTrait,
    TryGetable,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Problems of one integrity check that are worth a line each.
const PROBLEMS_MAX: usize = 5;
/// The migrator's own table; it is no part of the archive.
const MIGRATIONS: &str = "seaql_migrations";

/// Which database, opened beside the service.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// The embedded one: its file and key.
    Sqlite(&'a Path, &'a Key),
    /// PostgreSQL: its URL.
    Postgres(&'a str),
}

/// The migrations of this binary against those of a database, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Applied and known.
    pub applied: Vec<String>,
    /// Known and still to be applied.
    pub pending: Vec<String>,
    /// Applied by a newer binary, which this one must not work under (K33).
    pub unknown: Vec<String>,
}

/// How a database is.
pub struct Health {
    /// Its schema.
    pub schema: Schema,
    /// What the integrity checks found; empty is well.
    pub problems: Vec<String>,
    /// The embedded database's journal mode; `wal` is right.
    pub journal: Option<String>,
    /// Updates that wait for their turn.
    pub waiting: u64,
    /// Updates that were given up.
    pub dead: u64,
    /// Messages that are to be sent.
    pub unsent: u64,
    /// How the trail stands, by itself and against its anchors.
    pub trail: Verdict,
    /// How the trail meets the mark that was kept outside, where one was given.
    pub outside: Option<Verdict>,
    /// A restore that nobody has confirmed.
    pub restored: Option<Restored>,
    /// Whether the only owner has a PIN.
    pub lone_pin: bool,
    /// The id of the bot that the archive serves.
    pub bot: Option<String>,
    /// When the newest entry of the trail was written.
    pub newest: Option<DateTime<Utc>>,
    /// People with an active seat; `None` before the migration.
    pub seats: Option<usize>,
    /// Of those, who may approve loans.
    pub deciders: usize,
    /// Rules of lending that ask for more approvals than there are people to give them.
    pub overruled: usize,
    /// Branches whose time zone this binary does not know, by id.
    pub zoneless: Vec<i64>,
}

/// The newest entry of the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailHead {
    /// Its number.
    pub id: i64,
    /// Its hash, once it has one.
    pub hash: Option<String>,
}

/// Reads a database's schema. One that has never been migrated has everything pending.
///
/// # Errors
/// If it cannot be opened.
pub async fn schema(place: Place<'_>) -> Result<Schema> {
    let db = open(place).await?;
    let schema = schema_of(&db).await;
    db.close().await?;
    schema
}

/// Refuses a database that a newer binary has migrated.
///
/// # Errors
/// `ArchiveError::Open` with the sentence.
pub fn refuse_newer(schema: &Schema) -> Result<()> {
    let Some(newest) = schema.unknown.last() else { return Ok(()) };
    Err(ArchiveError::Open(format!(
        "The archive was made by a newer kartoteka (it has {newest}). Install that one."
    )))
}

/// Examines a database, its pages included, and compares the trail with a mark that was kept outside; a running service may go on working.
///
/// # Errors
/// If it cannot be opened or read.
pub async fn health(place: Place<'_>, mark: Option<&Mark>) -> Result<Health> {
    let db = open(place).await?;
    let health = examine(place, &db, mark).await;
    db.close().await?;
    health
}

impl Health {
    fn of(schema: Schema) -> Self {
        Self {
            schema,
            problems: Vec::new(),
            journal: None,
            waiting: 0,
            dead: 0,
            unsent: 0,
            trail: Verdict::Intact { entries: 0 },
            outside: None,
            restored: None,
            lone_pin: false,
            bot: None,
            newest: None,
            seats: None,
            deciders: 0,
            overruled: 0,
            zoneless: Vec::new(),
        }
    }
}

async fn examine(place: Place<'_>, db: &DatabaseConnection, mark: Option<&Mark>) -> Result<Health> {
    let schema = schema_of(db).await?;
    let mut health = Health::of(schema);
    if let Place::Sqlite(file, key) = place {
        health.problems = integrity(db, file, key).await?;
        health.journal = column::<String>(db, "PRAGMA journal_mode").await?.pop();
    }
    if health.schema.applied.is_empty() || !health.problems.is_empty() {
        return Ok(health);
    }
    let count = async |condition: &str| -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {condition}");
        Ok(column::<i64>(db, &sql).await?.pop().unwrap_or_default().cast_unsigned())
    };
    health.waiting = count("inbox WHERE state = 'new'").await?;
    health.dead = count("inbox WHERE state = 'dead'").await?;
    health.unsent = count("outbox WHERE state IN ('new', 'sending')").await?;
    let tx = Tx::new(db.begin().await?);
    // Before the migration there are no anchors.
    health.trail = match health.schema.pending.is_empty() {
        true => anchors::whole(&tx).await?,
        false => anchors::chain(&tx).await?,
    };
    if let Some(mark) = mark {
        health.outside = Some(anchors::meets(&tx, mark).await?);
    }
    if health.schema.pending.is_empty() {
        health.restored = restores::awaited(&tx).await?;
        health.lone_pin = pins::is_lone(&tx).await?;
        health.bot = settings::get(&tx, "bot").await?;
        health.newest = anchors::newest_at(&tx).await?;
        health.seats = Some(loan_rules::seated(&tx, Role::ALL).await?);
        health.deciders = loan_rules::approvers(&tx).await?;
        let rules = loan_rules::all(&tx).await?;
        let needed = rules.iter().filter_map(|(_, rule)| rule.values.approvals);
        health.overruled = needed.filter(|needed| *needed as usize > health.deciders).count();
    }
    drop(tx);
    for row in rows_of(db, "SELECT id, zone FROM branch ORDER BY id").await? {
        let (id, zone): (i64, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if zone.parse::<chrono_tz::Tz>().is_err() {
            health.zoneless.push(id);
        }
    }
    Ok(health)
}

/// What SQLCipher (each page's authentication), SQLite (each page's structure, each row) and we (each index) find; nothing is
/// well.
pub(super) async fn integrity(
    db: &DatabaseConnection,
    file: &Path,
    key: &Key,
) -> Result<Vec<String>> {
    let mut problems = column::<String>(db, "PRAGMA cipher_integrity_check").await?;
    if !problems.is_empty() {
        // A checkpoint may be writing this very page, or the power went while one did: then the log has it still, and is
        // moved over first, while nobody writes (see `embedded::log`); who reads meanwhile is not waited for. A damaged page
        // stays damaged.
        let moving = format!(
            "PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(FULL); PRAGMA busy_timeout = {}",
            connect::BUSY.as_millis()
        );
        db.execute_unprepared(&moving).await?;
        problems = column::<String>(db, "PRAGMA cipher_integrity_check").await?;
    }
    let structure = column::<String>(db, "PRAGMA quick_check").await;
    match structure {
        Ok(lines) => problems.extend(lines.into_iter().filter(|line| line != "ok")),
        Err(error) => problems.push(error.to_string()),
    }
    if problems.is_empty() {
        problems = connect::index_problems(db, file, key).await?;
    }
    problems.truncate(PROBLEMS_MAX);
    Ok(problems)
}

/// The number of rows in each table of the embedded database.
pub(super) async fn row_counts(db: &impl ConnectionTrait) -> Result<BTreeMap<String, u64>> {
    let names = format!(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '{MIGRATIONS}'"
    );
    let mut counts = BTreeMap::new();
    for table in column::<String>(db, &names).await? {
        let count = column::<i64>(db, &format!("SELECT count(*) FROM \"{table}\"")).await?;
        counts.insert(table, count.first().copied().unwrap_or_default().cast_unsigned());
    }
    Ok(counts)
}

/// The newest entry of the trail, or the one of number `id`.
pub(super) async fn trail_entry(
    db: &impl ConnectionTrait,
    id: Option<i64>,
) -> Result<Option<TrailHead>> {
    let which = id.map(|id| format!("WHERE id = {id}")).unwrap_or_default();
    let sql = format!("SELECT id, hash FROM trail {which} ORDER BY id DESC LIMIT 1");
    let Some(row) = rows_of(db, &sql).await?.pop() else { return Ok(None) };
    Ok(Some(TrailHead { id: row.try_get_by_index(0)?, hash: row.try_get_by_index(1)? }))
}

pub(super) async fn schema_of(db: &impl ConnectionTrait) -> Result<Schema> {
    let table = match db.get_database_backend() {
        DbBackend::Sqlite => format!("SELECT name FROM sqlite_schema WHERE name = '{MIGRATIONS}'"),
        _ => format!(
            "SELECT table_name::text FROM information_schema.tables WHERE table_name = '{MIGRATIONS}' AND table_schema = current_schema()"
        ),
    };
    let migrated = !column::<String>(db, &table).await?.is_empty();
    let done = if migrated {
        column::<String>(db, &format!("SELECT version FROM {MIGRATIONS} ORDER BY version")).await?
    } else {
        Vec::new()
    };
    let known: Vec<String> = Migrator::migrations().iter().map(|it| it.name().to_owned()).collect();
    let (applied, unknown): (Vec<String>, Vec<String>) =
        done.into_iter().partition(|name| known.contains(name));
    let pending = known.into_iter().filter(|name: &String| !applied.contains(name)).collect();
    Ok(Schema { applied, pending, unknown })
}

/// The first column of each row.
pub(super) async fn column<T: TryGetable>(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<T>> {
    let rows = rows_of(db, sql).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

async fn rows_of(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<QueryResult>> {
    Ok(db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?)
}

async fn open(place: Place<'_>) -> Result<DatabaseConnection> {
    match place {
        Place::Sqlite(file, key) => connect::beside(file, key).await,
        Place::Postgres(url) => connect::postgres(url, 1).await,
    }
}
