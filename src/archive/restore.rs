//! Putting a backup back: everything is verified beside the archive before anything of it moves (K39).
//!
//! A kill in the middle leaves a marker, and no service starts until the restore was made again. What comes back is closed
//! until a second person confirms it (`restores`).
//! The journals of erasures, of the backup and of what stands here, become one; the next opening applies it (R8, T25).

use super::backup::{self, Place, Report, folder_of, refused, sync_folder, unwritable};
use super::bundle;
use super::connect::{self, Key};
use super::erasure_journal::{self, JournalKey};
use super::key_change;
use super::lease::Lease;
use super::{ArchiveError, Result, Tx, check, restores};
use crate::model::grave::Settled;
use crate::model::restored::{Contents, Restored};
use chrono::{DateTime, Utc};
use migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, TransactionTrait};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Stands in the data folder while files move; it holds what was there before, for a restore that is made again.
const MARKER: &str = "restoring";
/// Where a backup is unpacked, in the data folder.
const STAGING: &str = ".restore";
/// Where one is unpacked that is only put back on trial.
const TRIAL: &str = ".trial";

/// Verifies the backup and puts it in the place of the archive. What was there is moved aside, into the folder that is
/// returned. The lease proves that no service runs. A backup that was made `under` another key goes over to the archive's.
///
/// # Errors
/// One sentence. The archive is untouched, unless the disk failed while files moved: then the sentence says so.
pub async fn put_back(
    _alone: &Lease,
    place: Place<'_>,
    source: &Path,
    under: &Key,
    force: bool,
    now: DateTime<Utc>,
) -> Result<(Report, Option<PathBuf>)> {
    if place.database.exists() && !force && !is_unfinished(place.data) {
        return Err(refused(format!(
            "There is an archive already ({}); add --force to move it aside and restore.",
            place.database.display()
        )));
    }
    let staging = place.data.join(STAGING);
    remove(&staging).map_err(|error| unwritable(&staging, &error))?;
    let report = stage(Place { key: under, ..place }, source, &staging).await;
    let moved = match &report {
        Ok(report) => {
            if under.digits() != place.key.digits() {
                key_change::convert(&staging.join(bundle::DATABASE), under, place.key).await?;
            }
            // The journal first: killed in between, nothing is forgotten.
            let sealed = |key: &Key| JournalKey::new(key.derive(connect::JOURNAL));
            let journal = staging.join(erasure_journal::FILE);
            erasure_journal::merge(place.data, &sealed(place.key), &journal, &sealed(under))?;
            let before = before(place).await;
            close(place, &staging, report, before, now).await?;
            exchange(place, &staging, before, now).map(Some).map_err(|error| {
                refused(format!(
                    "Files could not be moved ({error}); mend the disk and run this restore again."
                ))
            })
        }
        Err(_) => Ok(None),
    };
    remove(&staging).map_err(|error| unwritable(&staging, &error))?;
    Ok((report?, moved?.flatten()))
}

/// Puts a backup back on trial: all but the exchange of files. Nothing of it stays.
///
/// # Errors
/// The sentence that `put_back` would say.
pub(super) async fn try_out(place: Place<'_>, source: &Path) -> Result<Report> {
    let staging = place.data.join(TRIAL);
    remove(&staging).map_err(|error| unwritable(&staging, &error))?;
    let report = stage(place, source, &staging).await;
    crate::faults::here("in-trial");
    remove(&staging).map_err(|error| unwritable(&staging, &error))?;
    report
}

/// Removes what a killed restore or trial left unpacked.
pub(super) fn sweep(data: &Path) -> Result<()> {
    for left in [data.join(STAGING), data.join(TRIAL)] {
        remove(&left).map_err(|error| unwritable(&left, &error))?;
    }
    Ok(())
}

/// Refuses an archive whose restore was interrupted.
///
/// # Errors
/// The sentence that says how to mend it.
pub fn refuse_unfinished(data: &Path) -> Result<()> {
    if is_unfinished(data) {
        return Err(ArchiveError::Open(
            "A restore was interrupted. Run kartoteka restore again with the same file.".into(),
        ));
    }
    Ok(())
}

fn is_unfinished(data: &Path) -> bool {
    data.join(MARKER).exists()
}

/// Unpacks the backup and verifies it: seal, digests, pages, indexes, row counts, trail.
async fn stage(place: Place<'_>, source: &Path, staging: &Path) -> Result<Report> {
    let (from, into, key) = (source.to_owned(), staging.to_owned(), place.key.clone());
    let unpacked = tokio::task::spawn_blocking(move || bundle::unpack(&from, &key, Some(&into)));
    let manifest = unpacked.await.expect("reading a backup does not panic").map_err(|error| {
        match error.kind() {
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::Other => {
                refused(format!("{} is not restored: {error}. Use another backup.", source.display()))
            }
            _ => refused(format!("{} cannot be read or unpacked ({error}); mend its path, permissions or the disk's space.", source.display())),
        }
    })?;
    let (contents, migrations) =
        backup::examine_copy(&staging.join(bundle::DATABASE), place.key).await?;
    let same = contents.rows == manifest.rows
        && contents.trail == manifest.trail
        && migrations == manifest.migrations;
    if !same {
        return Err(refused(format!(
            "{} is not restored: its database does not hold what its manifest says. Use another backup.",
            source.display()
        )));
    }
    let size = std::fs::metadata(source).map_or(0, |file| file.len());
    Ok(Report { manifest, size, quiet: true, broken_trail: contents.broken_trail })
}

/// How much is in the archive that is about to go; none if there is none, or if it cannot be read.
async fn before(place: Place<'_>) -> Option<Contents> {
    let noted = std::fs::read_to_string(place.data.join(MARKER)).ok();
    if let Some(noted) = noted.and_then(|text| serde_json::from_str(&text).ok()) {
        return noted;
    }
    let db = connect::beside(place.database, place.key).await.ok()?;
    let counted = count(&db).await.ok();
    let earlier = unconfirmed(&db).await.ok().flatten();
    db.close().await.ok()?;
    // A restore that nobody confirmed hides nothing: what it took the place of is held against the next one too.
    earlier.or(counted)
}

/// What was there before a restore that nobody has confirmed.
async fn unconfirmed(db: &DatabaseConnection) -> Result<Option<Contents>> {
    let tx = Tx::new(db.begin().await?);
    Ok(restores::awaited(&tx).await?.and_then(|restored| restored.before))
}

async fn count(db: &DatabaseConnection) -> Result<Contents> {
    let rows = check::row_counts(db).await?;
    let head = check::trail_entry(db, None).await?.map_or(0, |head| head.id);
    let sql = "SELECT entry_id FROM anchor ORDER BY id DESC LIMIT 1";
    let anchor = match rows.contains_key("anchor") {
        true => check::column::<i64>(db, sql).await?.pop(),
        false => None,
    };
    Ok(contents(&rows, head.max(anchor.unwrap_or_default())))
}

fn contents(rows: &BTreeMap<String, u64>, trail: i64) -> Contents {
    let of = |table: &str| rows.get(table).copied().unwrap_or_default().cast_signed();
    Contents { clients: of("client"), visits: of("visit"), loans: of("loan"), trail }
}

/// Closes the copy before it takes the archive's place, so that no kill leaves it open.
async fn close(
    place: Place<'_>,
    staging: &Path,
    report: &Report,
    before: Option<Contents>,
    now: DateTime<Utc>,
) -> Result<()> {
    let manifest = &report.manifest;
    let restored = Restored {
        made_at: manifest.created_at,
        now: contents(&manifest.rows, manifest.trail.as_ref().map_or(0, |head| head.id)),
        before,
        erased: 0,
        cut: 0,
        told: false,
        kept_out: Vec::new(),
        remind_at: None,
        state: Settled::Asked,
        decided: None,
    };
    let db = connect::beside(&staging.join(bundle::DATABASE), place.key).await?;
    Migrator::up(&db, None).await?;
    let tx = Tx::new(db.begin().await?);
    restores::close(&tx, &restored, now).await?;
    tx.commit().await?;
    Ok(db.close().await?)
}

/// Moves the old files aside and the new ones in, under the marker. Returns the folder of the old ones, if there were any.
fn exchange(
    place: Place<'_>,
    staging: &Path,
    before: Option<Contents>,
    now: DateTime<Utc>,
) -> io::Result<Option<PathBuf>> {
    let marker = place.data.join(MARKER);
    let mut file = File::create(&marker)?;
    file.write_all(&serde_json::to_vec(&before)?)?;
    file.sync_all()?;
    sync_folder(place.data)?;
    let aside = place.data.join(format!("before-restore-{}", now.format("%Y%m%dT%H%M%S%3fZ")));
    for old in old_files(place) {
        std::fs::create_dir_all(&aside)?;
        rename(&old, &aside.join(old.file_name().unwrap_or_default()))?;
    }
    rename(&staging.join(bundle::DATABASE), place.database)?;
    let files = staging.join(bundle::FILES);
    if files.exists() {
        rename(&files, &place.data.join(bundle::FILES))?;
    }
    for folder in [&aside, folder_of(place.database), place.data].iter().filter(|it| it.exists()) {
        sync_folder(folder)?;
    }
    std::fs::remove_file(&marker)?;
    sync_folder(place.data)?;
    Ok(aside.exists().then_some(aside))
}

/// What of the old archive exists: the database with what belongs to it, and the sealed files.
fn old_files(place: Place<'_>) -> Vec<PathBuf> {
    let with = |end: &str| {
        let mut name = place.database.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let files = [with("-shm"), with("-wal"), with(""), place.data.join(bundle::FILES)];
    files.into_iter().filter(|path| path.exists()).collect()
}

/// Renames; a database on another disk than the data folder is copied first.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match std::fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let draft = to.with_extension("part");
            std::fs::copy(from, &draft)?;
            File::open(&draft)?.sync_all()?;
            std::fs::rename(&draft, to)?;
            std::fs::remove_file(from)
        }
        result => result,
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
