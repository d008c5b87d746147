//! A verified, encrypted copy while the service runs: the database by its own means, sealed files, manifest (R12, K38).
//!
//! Nothing gets the target's name before it was read back whole. The key is not in it.

use super::bundle::{self, Manifest};
use super::check::{self, TrailHead};
use super::connect::{self, Key};
use super::{ArchiveError, Result, Tx, anchors};
use crate::faults;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Held while a backup is made, so that there is one at a time.
const LOCK: &str = "backup.lock";
/// Remembers the last backup.
const LAST: &str = "last-backup.json";
/// How the names of drafts beside a target begin and end.
const PREFIX: &str = ".kartoteka-";
const DRAFT: &str = ".part";

/// An embedded archive on this disk.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The database's file.
    pub database: &'a Path,
    /// Its key.
    pub key: &'a Key,
    /// The data folder.
    pub data: &'a Path,
}

/// What a backup or a restore did.
#[derive(Debug)]
pub struct Report {
    /// What the backup holds.
    pub manifest: Manifest,
    /// Its length in bytes.
    pub size: u64,
    /// Whether nobody wrote meanwhile, so that the copy was compared row count by row count.
    pub quiet: bool,
    /// The first entry of the trail that does not fit its chain, if there is one.
    pub broken_trail: Option<i64>,
}

/// The last backup that was made of a data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// When.
    pub at: DateTime<Utc>,
    /// Where to.
    pub file: PathBuf,
}

/// What is in a database.
#[derive(PartialEq)]
pub(super) struct Contents {
    pub(super) rows: BTreeMap<String, u64>,
    pub(super) trail: Option<TrailHead>,
    pub(super) broken_trail: Option<i64>,
}

/// Makes a backup at `target`, which must not exist.
///
/// # Errors
/// One sentence; then there is no file of that name.
pub async fn make(place: Place<'_>, target: &Path, now: DateTime<Utc>) -> Result<Report> {
    let _alone = begin(place.data, target)?;
    let copy = Draft::new(target, "db")?;
    let (before, quiet) = copy_database(place, &copy.path).await?;
    faults::here("in-backup");
    let (contents, migrations) = examine_copy(&copy.path, place.key).await?;
    compare(&copy.path, place.key, &before, &contents, quiet).await?;
    let Contents { rows, trail, broken_trail } = contents;
    let manifest = Manifest::new(now, migrations, rows, trail);
    let (data, key) = (place.data.to_owned(), place.key.clone());
    let (database, target) = (copy, target.to_owned());
    let written = tokio::task::spawn_blocking(move || {
        write(&database.path, &data, &target, manifest, &key, now)
    });
    let (manifest, size) = written.await.expect("writing a backup does not panic")?;
    Ok(Report { manifest, size, quiet, broken_trail })
}

/// The last backup, if one was recorded.
pub fn last(data: &Path) -> Option<Last> {
    let text = std::fs::read_to_string(data.join(LAST)).ok()?;
    serde_json::from_str(&text).ok()
}

/// Takes back a backup that turned out to be none.
///
/// # Errors
/// One sentence, if the disk is against it.
pub(super) fn forget(data: &Path, target: &Path, before: Option<&Last>) -> Result<()> {
    let record = data.join(LAST);
    let taken_back = match before {
        Some(last) => remember(data, last),
        None => std::fs::remove_file(&record),
    };
    taken_back.map_err(|error| unwritable(&record, &error))?;
    std::fs::remove_file(target).map_err(|error| unwritable(target, &error))
}

/// Makes sure that no backup is made until the file is dropped.
pub(super) fn alone(data: &Path) -> Result<File> {
    let options =
        OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).to_owned();
    let path = data.join(LOCK);
    let lock = options.open(&path).map_err(|error| unwritable(&path, &error))?;
    if lock.try_lock().is_err() {
        return Err(ArchiveError::Busy(
            "Another backup is being made; wait until it is done.".into(),
        ));
    }
    Ok(lock)
}

/// Makes sure that this is the only backup and that it can be written; removes what a killed one left.
fn begin(data: &Path, target: &Path) -> Result<File> {
    let lock = alone(data)?;
    if target.exists() {
        return Err(refused(format!("{} exists already; choose another name.", target.display())));
    }
    let folder = folder_of(target);
    std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    sweep(folder).map_err(|error| unwritable(folder, &error))?;
    Ok(lock)
}

/// Removes the drafts of killed backups, and what SQLite left beside them. A draft in use is locked.
fn sweep(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((stem, _)) = name.split_once(DRAFT).filter(|_| name.starts_with(PREFIX)) else {
            continue;
        };
        let draft = File::open(folder.join(format!("{stem}{DRAFT}")));
        if draft.is_ok_and(|draft| draft.try_lock().is_err()) {
            continue;
        }
        std::fs::remove_file(path)?;
    }
    Ok(())
}

/// Copies the database in one snapshot. Returns what was in it just before, and whether nobody wrote until the end.
async fn copy_database(place: Place<'_>, copy: &Path) -> Result<(Contents, bool)> {
    let db = connect::beside(place.database, place.key).await?;
    let version = async || check::column::<i64>(&db, "PRAGMA data_version").await;
    let at_first = version().await?;
    let before = contents(&db).await?;
    let into = copy.display().to_string().replace('\'', "''");
    let copied = db.execute_unprepared(&format!("VACUUM INTO '{into}'")).await;
    copied.map_err(|error| {
        let why = ArchiveError::from(error);
        refused(format!(
            "The database could not be copied ({why}); look for space in {}.",
            folder_of(copy).display()
        ))
    })?;
    let quiet = version().await? == at_first;
    db.close().await?;
    Ok((before, quiet))
}

/// Opens a copy with the key, examines each page and each index, and reads what is in it.
pub(super) async fn examine_copy(copy: &Path, key: &Key) -> Result<(Contents, Vec<String>)> {
    let db = connect::beside(copy, key).await?;
    let problems = check::integrity(&db, copy, key).await?;
    if let Some(problem) = problems.first() {
        return Err(refused(format!(
            "The copy of the database is damaged ({problem}); run kartoteka doctor."
        )));
    }
    let contents = contents(&db).await?;
    let schema = check::schema_of(&db).await?;
    check::refuse_newer(&schema)?;
    db.close().await?;
    Ok((contents, schema.applied))
}

/// Counts rows and reads the trail in one snapshot.
pub(super) async fn contents(db: &DatabaseConnection) -> Result<Contents> {
    let tx = Tx::new(db.begin().await?);
    let rows = check::row_counts(tx.db()).await?;
    let kept = rows.contains_key("trail");
    let head = if kept { check::trail_entry(tx.db(), None).await? } else { None };
    let broken_trail = match kept {
        true => anchors::chain(&tx).await?.entry(),
        false => None,
    };
    Ok(Contents { rows, trail: head, broken_trail })
}

/// Without a writer the copy equals the source. With one, it is at least not older: the trail only grows.
async fn compare(
    copy: &Path,
    key: &Key,
    before: &Contents,
    after: &Contents,
    quiet: bool,
) -> Result<()> {
    let fits = match &before.trail {
        _ if quiet => before == after,
        None => true,
        Some(head) => {
            let db = connect::beside(copy, key).await?;
            let entry = check::trail_entry(&db, Some(head.id)).await?;
            db.close().await?;
            entry.as_ref() == Some(head) && after.rows["trail"] >= before.rows["trail"]
        }
    };
    let lacks = || {
        refused("The copy of the database lacks rows of the original; run kartoteka doctor.".into())
    };
    if fits { Ok(()) } else { Err(lacks()) }
}

/// Writes the tar under a draft's name, reads it back, gives it its name and records it.
fn write(
    database: &Path,
    data: &Path,
    target: &Path,
    mut manifest: Manifest,
    key: &Key,
    now: DateTime<Utc>,
) -> Result<(Manifest, u64)> {
    let draft = Draft::new(target, "tar")?;
    let written = || -> io::Result<u64> {
        let file = OpenOptions::new().write(true).open(&draft.path)?;
        bundle::pack(&file, database, data, &mut manifest, key)?;
        if bundle::unpack(&draft.path, key, None)? != manifest {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "it does not read back as written",
            ));
        }
        faults::here("before-backup-name");
        std::fs::rename(&draft.path, target)?;
        faults::here("after-backup-name");
        sync_folder(folder_of(target))?;
        Ok(file.metadata()?.len())
    }();
    let size = written.map_err(|error| unwritable(target, &error))?;
    remember(data, &Last { at: now, file: target.to_owned() })
        .map_err(|error| unwritable(data, &error))?;
    Ok((manifest, size))
}

fn remember(data: &Path, last: &Last) -> io::Result<()> {
    let draft = data.join(format!("{LAST}{DRAFT}"));
    std::fs::write(&draft, serde_json::to_vec(last)?)?;
    File::open(&draft)?.sync_all()?;
    std::fs::rename(&draft, data.join(LAST))?;
    sync_folder(data)
}

/// A locked file beside the target that goes when it is dropped, unless it was given another name.
struct Draft {
    path: PathBuf,
    _locked: File,
}

impl Draft {
    fn new(target: &Path, kind: &str) -> Result<Self> {
        let path = folder_of(target).join(format!("{PREFIX}{}.{kind}{DRAFT}", std::process::id()));
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let file = made.map_err(|error| unwritable(&path, &error))?;
        file.lock().map_err(|error| unwritable(&path, &error))?;
        Ok(Self { path, _locked: file })
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // It has its final name, or else the next backup removes it.
        let _stays = std::fs::remove_file(&self.path);
    }
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> ArchiveError {
    refused(format!(
        "{} could not be written ({error}); mend its space, path or permissions.",
        path.display()
    ))
}

pub(super) fn refused(sentence: String) -> ArchiveError {
    ArchiveError::Refused(sentence)
}
