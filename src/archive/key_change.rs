//! A change of keys while no service runs: database, files' keys and journal go over to a new key together (R8, K35, F23).
//!
//! ```text
//! the next key's file, beside the key's                 ┐ killed here: all is under the old key, and the change is undone
//! a copy of the database, its pages and the files' keys │
//! under the next key, compared and brought to disk      ┘
//! the copy takes the database's name                    ┐ killed here: the database is under the next key, and the
//! the journal of erasures is sealed anew                │ change is finished
//! the old key's file gets a dated name, the next its    ┘
//! ```
//!
//! Which of the two keys opens the database tells on which side of the line it was. Nothing is changed in place. In
//! PostgreSQL one transaction stands for the copy, and a mark of the key in it for the opening.

use super::attachments::{FilesKey, rewrap};
use super::backup::{
    Contents, contents, examine_copy, folder_of, refused, sync_folder, unwritable,
};
use super::connect::{self, JOURNAL, Key};
use super::entity::attachment::{Column, Entity};
use super::erasure_journal::{self, JournalKey};
use super::lease::{self, Lease, Subject as Store};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, backup, check, key_file, restore, settings};
use crate::faults;
use crate::model::card::Act;
use crate::model::text::hex;
use chrono::{DateTime, Utc};
use migration::{Migrator, MigratorTrait};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, TransactionTrait,
};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Files' keys that are read at a time.
const BATCH: u64 = 500;
/// The purpose of the key of the buttons' handles.
const HANDLES: &str = "handles";
/// The purpose of the mark that tells which key PostgreSQL's rows are under.
const MARK: &str = "mark";
/// Where that mark stands.
const MARKED: &str = "key_mark";
/// What the trail says of it.
const WHAT: &str = "key";
/// How the name of the database's copy ends.
const DRAFT: &str = ".next";
/// How the names of what SQLite keeps beside a database end.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// An archive and its key's file.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    /// The key's file.
    pub file: &'a Path,
    /// The data folder.
    pub data: &'a Path,
    /// The database.
    pub store: Store<'a>,
}

/// How a change that was interrupted was settled.
pub enum Settled {
    /// There was none.
    Nothing,
    /// Everything is under the old key, as before.
    Undone,
    /// Everything is under the new key; the old one's file has this name.
    Finished(PathBuf),
}

/// What a change did.
pub struct Changed {
    /// The old key's file.
    pub old: PathBuf,
    /// Photos whose keys were wrapped anew.
    pub photos: u64,
    /// Photos whose keys the old one did not open either.
    pub unopened: u64,
}

/// Files' keys under a new key, and those that the old one did not open.
#[derive(Clone, Copy, Default)]
pub(super) struct Wrapped {
    photos: u64,
    unopened: u64,
}

/// Finishes or undoes a change that was interrupted. The lease proves that no service runs.
///
/// # Errors
/// One sentence that says how to mend it: a key file that is missing, two keys of which neither opens the database, a disk
/// that cannot be written.
pub async fn settle(_alone: &Lease, kept: Kept<'_>) -> Result<Settled> {
    let next = key_file::next_of(kept.file);
    let Some(new) = key_file::load(&next)? else {
        // Killed before there was one, it may have left a draft. One that stays opens nothing, and goes with the next change.
        let _stays = key_file::sweep(kept.file);
        return Ok(Settled::Nothing);
    };
    let old = key_file::load(kept.file)?.ok_or_else(|| {
        refused(format!(
            "A change of keys was interrupted, and the key file {} is missing; put it back from where you keep its copy.",
            kept.file.display()
        ))
    })?;
    match under(kept, &old, &new).await? {
        Under::New => Ok(Settled::Finished(finish(kept, &old, &new)?)),
        Under::Old => {
            undo(kept)?;
            Ok(Settled::Undone)
        }
        Under::Neither => Err(refused(format!(
            "A change of keys was interrupted, and neither {} nor {} opens the database; put back the key file that it was made with, or remove the second one and restore a backup.",
            kept.file.display(),
            next.display()
        ))),
    }
}

/// Puts everything that the key opens under a new one. The lease proves that no service runs; the archive was opened by
/// this version before.
///
/// # Errors
/// One sentence; then everything is under the old key, or `settle` finishes it.
pub async fn change(
    alone: &Lease,
    kept: Kept<'_>,
    old: &Key,
    now: DateTime<Utc>,
) -> Result<Changed> {
    let _no_backup = backup::alone(kept.data)?;
    restore::refuse_unfinished(kept.data)?;
    restore::sweep(kept.data)?;
    key_file::sweep(kept.file)?;
    erasure_journal::verify(kept.data, &journal_key(old))?;
    let new = key_file::make_next(kept.file)?;
    faults::here("key-made");
    let moved = match kept.store {
        Store::Sqlite(file) => embedded(file, old, &new, now).await,
        Store::Postgres(url) => server(url, old, &new, now).await,
    };
    let Wrapped { photos, unopened } = match moved {
        Ok(wrapped) => wrapped,
        Err(error) => {
            // What it says now is worth more than what the settling could say; the next start settles it else.
            let _settled = settle(alone, kept).await;
            return Err(error);
        }
    };
    Ok(Changed { old: finish(kept, old, &new)?, photos, unopened })
}

/// The key of the buttons' handles: it outlives a change of keys, so that what stands in the chats can still be pressed.
///
/// # Errors
/// As the database's; `Stored` if it does not parse.
pub async fn handles(tx: &Tx, key: &Key) -> Result<[u8; 32]> {
    let Some(text) = settings::get(tx, HANDLES).await? else { return Ok(key.derive(HANDLES)) };
    serde_json::from_str(&text).map_err(|_| ArchiveError::Stored("key of handles"))
}

/// Brings a database that nobody uses under another key, with the files' keys in it.
///
/// # Errors
/// As the database's and the disk's; then it is in no state to be used.
pub(super) async fn convert(file: &Path, old: &Key, new: &Key) -> Result<Wrapped> {
    let db = connect::beside(file, old).await?;
    // Interrupted, it is made again: nothing needs to be rolled back.
    db.execute_unprepared("PRAGMA journal_mode = MEMORY").await?;
    db.execute_unprepared(&format!("PRAGMA rekey = {}", new.pragma())).await?;
    faults::here("key-rekeyed");
    db.close().await?;
    let db = connect::beside(file, new).await?;
    Migrator::up(&db, None).await?;
    let tx = Tx::new(db.begin().await?);
    let wrapped = wrap(&tx, old, new).await?;
    tx.commit().await?;
    db.close().await?;
    Ok(wrapped)
}

/// Which key the archive is under.
enum Under {
    Old,
    New,
    Neither,
}

/// The old key is tried first: while there may be a log beside the database, it is the one. Where the database is gone,
/// the journal of erasures tells: a backup can only be brought back with the key that opens it.
async fn under(kept: Kept<'_>, old: &Key, new: &Key) -> Result<Under> {
    match kept.store {
        Store::Sqlite(file) if !file.exists() => {
            let opens = |key| erasure_journal::verify(kept.data, &journal_key(key)).is_ok();
            Ok(if opens(new) && !opens(old) { Under::New } else { Under::Old })
        }
        Store::Sqlite(file) if opens(file, old).await => Ok(Under::Old),
        Store::Sqlite(file) if opens(file, new).await => Ok(Under::New),
        Store::Sqlite(_) => Ok(Under::Neither),
        Store::Postgres(url) => {
            let db = connect::postgres(url, 1).await?;
            let marked = settings::get(&Tx::new(db.begin().await?), MARKED).await?;
            db.close().await?;
            Ok(if marked == Some(mark(new)) { Under::New } else { Under::Old })
        }
    }
}

async fn opens(file: &Path, key: &Key) -> bool {
    let Ok(db) = connect::beside(file, key).await else { return false };
    db.close().await.is_ok()
}

/// The embedded database: a copy under the new key takes its name.
async fn embedded(file: &Path, old: &Key, new: &Key, now: DateTime<Utc>) -> Result<Wrapped> {
    let draft = beside(file, DRAFT);
    sweep(&draft)?;
    let db = hold(file, old).await?;
    let before = contents(&db).await?;
    let into = draft.display().to_string().replace('\'', "''");
    let copied = db.execute_unprepared(&format!("VACUUM INTO '{into}'")).await;
    copied.map_err(|error| {
        let why = ArchiveError::from(error);
        refused(format!(
            "The database could not be copied ({why}), and nothing was changed; look for space in {}.",
            folder_of(file).display()
        ))
    })?;
    faults::here("key-copied");
    let wrapped = convert(&draft, old, new).await?;
    faults::here("key-wrapped");
    note(&draft, new, now).await?;
    compare(&draft, new, &before).await?;
    faults::here("key-compared");
    let swapped = || -> std::io::Result<()> {
        File::open(&draft)?.sync_all()?;
        faults::here("key-synced");
        std::fs::rename(&draft, file)?;
        faults::here("key-swapped");
        sync_folder(folder_of(file))
    };
    swapped().map_err(|error| unwritable(file, &error))?;
    // Until here nobody could write into the old one.
    db.close().await?;
    Ok(wrapped)
}

/// Opens the database so that nobody else can read or write it, and nothing of it stands beside it.
async fn hold(file: &Path, key: &Key) -> Result<DatabaseConnection> {
    let busy = || {
        ArchiveError::Busy(
            "Another kartoteka works on this database; wait until it is done.".into(),
        )
    };
    let db = connect::beside(file, key).await?;
    // What stands in the log goes into the database. A log beside the new file would be replayed into it.
    db.execute_unprepared("PRAGMA journal_mode = DELETE").await.map_err(|_| busy())?;
    db.execute_unprepared("PRAGMA locking_mode = EXCLUSIVE").await?;
    db.execute_unprepared("BEGIN EXCLUSIVE").await.map_err(|_| busy())?;
    db.execute_unprepared("COMMIT").await?;
    let mode = check::column::<String>(&db, "PRAGMA journal_mode").await?.pop();
    if mode.as_deref() != Some("delete") || beside(file, "-wal").exists() {
        return Err(busy());
    }
    Ok(db)
}

/// Tells the trail, in the copy.
async fn note(draft: &Path, new: &Key, now: DateTime<Utc>) -> Result<()> {
    let db = connect::beside(draft, new).await?;
    let tx = Tx::new(db.begin().await?);
    trail::record(&tx, now, None, Act::Set, Subject::None, WHAT).await?;
    tx.commit().await?;
    Ok(db.close().await?)
}

/// The copy holds what the original holds, page by page, index by index and row count by row count, and the note of this.
async fn compare(draft: &Path, new: &Key, before: &Contents) -> Result<()> {
    let (mut after, _) = examine_copy(draft, new).await?;
    let mut rows = before.rows.clone();
    rows.entry("trail".into()).and_modify(|entries| *entries += 1);
    // The key of the buttons may be new in it.
    for counted in [&mut rows, &mut after.rows] {
        counted.remove("setting");
    }
    if after.rows == rows && after.broken_trail == before.broken_trail {
        return Ok(());
    }
    Err(refused(
        "The copy under the new key lacks rows of the database, so nothing was changed; run kartoteka doctor.".into(),
    ))
}

/// PostgreSQL: the files' keys and the mark of the key in one transaction.
async fn server(url: &str, old: &Key, new: &Key, now: DateTime<Utc>) -> Result<Wrapped> {
    let db = connect::postgres(url, 1).await?;
    let tx = Tx::new(db.begin().await?);
    // A service that lost its lock and does not know it yet would seal a photo with the old key.
    lease::raise(&tx).await?;
    let wrapped = wrap(&tx, old, new).await?;
    settings::set(&tx, MARKED, &mark(new)).await?;
    trail::record(&tx, now, None, Act::Set, Subject::None, WHAT).await?;
    faults::here("key-compared");
    tx.commit().await?;
    faults::here("key-swapped");
    db.close().await?;
    Ok(wrapped)
}

/// Wraps the files' keys anew; the buttons keep the key that they have.
async fn wrap(tx: &Tx, old: &Key, new: &Key) -> Result<Wrapped> {
    let handles = serde_json::to_string(&handles(tx, old).await?).expect("bytes are plain data");
    settings::set(tx, HANDLES, &handles).await?;
    let files = |key: &Key| FilesKey::new(key.derive("files"));
    let (from, to) = (files(old), files(new));
    let (mut wrapped, mut last) = (Wrapped::default(), 0);
    loop {
        let rows = Entity::find().filter(Column::Key.is_not_null()).filter(Column::Id.gt(last));
        let rows = rows.order_by_asc(Column::Id).limit(BATCH).select_only();
        let rows: Vec<(i64, String)> =
            rows.column(Column::Id).column(Column::Key).into_tuple().all(tx.db()).await?;
        let Some((newest, _)) = rows.last() else { return Ok(wrapped) };
        last = *newest;
        for (id, key) in rows {
            // One that did not open before does not open afterwards either.
            let Some(key) = rewrap(&from, &to, id, &key) else {
                wrapped.unopened += 1;
                continue;
            };
            let row = Entity::update_many().col_expr(Column::Key, Expr::value(key));
            row.filter(Column::Id.eq(id)).exec(tx.db()).await?;
            wrapped.photos += 1;
            faults::here("key-wrap");
        }
    }
}

/// The database is under the new key: so will be all else. May be done any number of times.
fn finish(kept: Kept<'_>, old: &Key, new: &Key) -> Result<PathBuf> {
    if let Store::Sqlite(file) = kept.store {
        sync_folder(folder_of(file)).map_err(|error| unwritable(file, &error))?;
    }
    erasure_journal::reseal(kept.data, &journal_key(old), &journal_key(new))?;
    faults::here("key-sealed");
    let old = key_file::replace(kept.file)?;
    faults::here("key-done");
    key_file::sweep(kept.file)?;
    Ok(old)
}

/// The database is under the old key, and nothing else was touched.
fn undo(kept: Kept<'_>) -> Result<()> {
    if let Store::Sqlite(file) = kept.store {
        sweep(&beside(file, DRAFT))?;
    }
    key_file::forget_next(kept.file)?;
    key_file::sweep(kept.file)
}

/// Removes a copy that was not finished, with what SQLite kept beside it.
fn sweep(draft: &Path) -> Result<()> {
    let left = BESIDE.iter().map(|end| beside(draft, end)).chain([draft.to_owned()]);
    for path in left {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(unwritable(&path, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn journal_key(key: &Key) -> JournalKey {
    JournalKey::new(key.derive(JOURNAL))
}

fn mark(key: &Key) -> String {
    hex(&key.derive(MARK))
}
