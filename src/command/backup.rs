//! `backup` and `restore` of the embedded archive.

use super::{Failure, embedded, existing_key, lease, open, say, settle};
use crate::archive::backup::{self, Report};
use crate::archive::connect::Key;
use crate::archive::erasure_journal::Again;
use crate::archive::{key_file, restore, restores};
use crate::settings::{Database, Settings};
use std::path::{Path, PathBuf};

/// What stands for `backup` on PostgreSQL.
const DUMP: &str = "The archive is in PostgreSQL; back it up with pg_dump, and copy the folder files of the data folder.";
/// What stands for `restore` on PostgreSQL.
const UNDUMP: &str = "The archive is in PostgreSQL; restore it with pg_restore, and put back the folder files of the data folder.";

/// Makes a backup and tells what is in it.
///
/// # Errors
/// If there is no archive, or the backup failed: then there is no file.
pub async fn backup(settings: &Settings, to: Option<PathBuf>) -> Result<(), Failure> {
    refuse_postgres(settings, DUMP)?;
    let key = existing_key(settings)?;
    let place = embedded(settings, &key, DUMP)?;
    let now = settings.clock().now();
    let name = format!("kartoteka-{}.tar", now.format("%Y%m%dT%H%M%S%3fZ"));
    let target = match to {
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(file) => file,
        None => settings.backups.join(name),
    };
    let target = std::path::absolute(&target)
        .map_err(|error| Failure::Setting(format!("--to names no path ({error}).")))?;
    let report = backup::make(place, &target, now).await?;
    say(&format!("{}  {}", target.display(), told(&report)))?;
    tell_broken(&report)
}

/// Puts a backup back; one from before a change of keys with the old key's file.
///
/// # Errors
/// If a bot runs, or the backup is not whole, unchanged and of this key: then nothing was touched.
pub async fn restore(
    settings: &Settings,
    file: &Path,
    force: bool,
    old: Option<&Path>,
) -> Result<(), Failure> {
    refuse_postgres(settings, UNDUMP)?;
    let alone = lease(settings).await?;
    settle(settings, &alone).await?;
    key_file::refuse_inside(&settings.key_file, &settings.data)
        .map_err(|error| Failure::Setting(error.to_string()))?;
    // A new key would open no backup, so none is made here.
    let key =
        key_file::load(&settings.key_file).map_err(|error| Failure::Setting(error.to_string()))?;
    let key = key.ok_or_else(|| {
        let file = settings.key_file.display();
        Failure::Setting(format!(
            "There is no key file {file}; put back the one that the backup was made with."
        ))
    })?;
    let under = old.map_or_else(|| Ok(key.clone()), given)?;
    let place = embedded(settings, &key, UNDUMP)?;
    let now = settings.clock().now();
    let (report, aside) = restore::put_back(&alone, place, file, &under, force, now).await?;
    let made = report.manifest.created_at.format("%Y-%m-%d %H:%M UTC");
    say(&format!("Restored the backup of {made}: {}", told(&report)))?;
    if let Some(aside) = aside {
        say(&format!("What was there before is in {}.", aside.display()))?;
    }
    again(settings, &key).await?;
    tell_broken(&report)
}

/// The key in the file that `--key` names.
fn given(file: &Path) -> Result<Key, Failure> {
    let key = key_file::load(file).map_err(|error| Failure::Setting(error.to_string()))?;
    key.ok_or_else(|| {
        Failure::Setting(format!("--key names {}, which is missing.", file.display()))
    })
}

/// What was erased or cut since the backup goes again, now and not first at the start (T25); then a second person's turn.
async fn again(settings: &Settings, key: &Key) -> Result<(), Failure> {
    let archive = open(settings, key).await?;
    let again = restores::again(&archive, settings.clock().now()).await;
    let waits = match archive.read().await {
        Ok(read) => restores::awaited(&read).await,
        Err(error) => Err(error),
    };
    archive.close().await?;
    let again = again?;
    if again != Again::default() {
        say(&format!(
            "Since that backup: {} clients were erased and {} seats cut; both are so again.",
            again.erased, again.cut
        ))?;
    }
    match waits? {
        Some(_) => say(
            "The archive is closed until a manager or the owner confirms the restore in the chat: start kartoteka run.",
        ),
        None => Ok(()),
    }
}

fn refuse_postgres(settings: &Settings, instead: &str) -> Result<(), Failure> {
    match settings.database {
        Database::Sqlite(_) => Ok(()),
        Database::Postgres(_) => Err(Failure::Setting(instead.into())),
    }
}

fn told(report: &Report) -> String {
    let manifest = &report.manifest;
    let (rows, tables): (u64, usize) = (manifest.rows.values().sum(), manifest.rows.len());
    let files = manifest.files.iter().filter(|file| file.path.starts_with("files/")).count();
    format!("{} bytes, {rows} rows in {tables} tables, {files} sealed files, verified", report.size)
}

/// A broken trail is no reason to have no backup, but one to be told.
fn tell_broken(report: &Report) -> Result<(), Failure> {
    match report.broken_trail {
        Some(id) => Err(Failure::Failed(format!(
            "The trail does not fit its chain at entry {id}; find out who changed it."
        ))),
        None => Ok(()),
    }
}
