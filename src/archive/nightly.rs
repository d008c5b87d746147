//! The nightly backup: made by itself while the bot serves, put back on trial, and the oldest removed (K38, K39, F20, F21).
//! Of PostgreSQL nothing is backed up here: that is its operator's.

use super::backup::{self, Last, Place};
use super::connect::Key;
use super::entity::{branch, trail as entries};
use super::{Archive, Result, Tx, restore, settings};
use crate::faults;
use crate::model::StaffId;
use crate::model::backup::Tried;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use std::path::{Path, PathBuf};

/// Nightly backups that are kept: what was erased is in none after as many nights.
const KEPT: usize = 14;
/// How their names begin; one that somebody made with another name is never removed.
const PREFIX: &str = "nightly-";
/// Without a backup for so long the owners are told (K38).
pub const AGE_MAX: Duration = Duration::hours(26);
/// The owners are told once in so long.
const TOLD_EVERY: Duration = Duration::hours(24);
/// Where the last one's trial stands.
const TRIED: &str = "backup_tried";
/// Where it stands when the owners were told last.
const TOLD: &str = "backup_told";

/// Where a served archive lies, and where its nightly backups go.
pub struct Nights {
    /// The database's file.
    pub database: PathBuf,
    /// Its key.
    pub key: Key,
    /// The folder of the backups.
    pub folder: PathBuf,
}

/// What to back up, if this archive is backed up here.
fn place<'a>(archive: &'a Archive, nights: &'a Nights) -> Place<'a> {
    Place { database: &nights.database, key: &nights.key, data: archive.data() }
}

/// Since when there is something that no backup holds: the last one's moment, or the archive's first act.
/// `None` while there is nothing to lose.
///
/// # Errors
/// As the database's.
pub async fn since(tx: &Tx, data: &Path) -> Result<Option<DateTime<Utc>>> {
    if let Some(Last { at, .. }) = backup::last(data) {
        return Ok(Some(at));
    }
    let first = entries::Entity::find().order_by_asc(entries::Column::Id).limit(1);
    Ok(first.one(tx.db()).await?.map(|entry| entry.at))
}

/// The zone whose night it is: the first branch's.
///
/// # Errors
/// As the database's.
pub async fn zone(tx: &Tx) -> Result<Tz> {
    let first = branch::Entity::find().order_by_asc(branch::Column::Id).one(tx.db()).await?;
    Ok(first.and_then(|branch| branch.zone.parse().ok()).unwrap_or(Tz::UTC))
}

/// Makes a backup, puts it back on trial beside the archive, and removes the oldest.
///
/// # Errors
/// One sentence. A backup that could not be put back is no backup: it is removed.
pub async fn make(archive: &Archive, nights: &Nights, now: DateTime<Utc>) -> Result<Tried> {
    let place = place(archive, nights);
    let before = backup::last(place.data);
    let target = nights.folder.join(format!("{PREFIX}{}.tar", now.format("%Y%m%dT%H%M%S%3fZ")));
    faults::here("before-backup");
    backup::make(place, &target, now).await?;
    faults::here("before-trial");
    let tried = match restore::try_out(place, &target).await {
        Ok(report) => report,
        Err(error) => {
            backup::forget(place.data, &target, before.as_ref())?;
            return Err(error);
        }
    };
    faults::here("after-trial");
    rotate(&nights.folder).map_err(|error| backup::unwritable(&nights.folder, &error))?;
    Ok(Tried { at: now, rows: tried.manifest.rows.values().sum() })
}

/// Removes all but the newest. Their names sort by time.
fn rotate(folder: &Path) -> std::io::Result<()> {
    let mut kept: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_nightly(path))
        .collect();
    kept.sort();
    for old in kept.iter().rev().skip(KEPT) {
        std::fs::remove_file(old)?;
    }
    Ok(())
}

fn is_nightly(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(PREFIX) && name.ends_with(".tar")
}

/// Notes a backup that was put back on trial.
///
/// # Errors
/// As the database's.
pub async fn note(tx: &Tx, tried: Tried) -> Result<()> {
    let text = serde_json::to_string(&tried).expect("a trial is plain data");
    settings::set(tx, TRIED, &text).await
}

/// The last backup that was put back on trial; none where it does not parse.
///
/// # Errors
/// As the database's.
pub async fn tried(tx: &Tx) -> Result<Option<Tried>> {
    let stored = settings::get(tx, TRIED).await?;
    Ok(stored.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Whether the owners were told a while ago at least, or never, that there is no good backup.
///
/// # Errors
/// As the database's.
pub async fn may_tell(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    let told = settings::get(tx, TOLD).await?.and_then(|text| text.parse().ok());
    Ok(told.is_none_or(|told: DateTime<Utc>| now - told >= TOLD_EVERY))
}

/// Notes that they are told now, and names them.
///
/// # Errors
/// As the database's.
pub async fn take_told(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    settings::set(tx, TOLD, &now.to_rfc3339()).await?;
    super::anchors::owners(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_nights_go_and_what_somebody_made_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let by_hand = "kartoteka-20260101T000000000Z.tar";
        let night = |day: usize| format!("{PREFIX}202601{day:02}T030000000Z.tar");
        std::fs::write(folder.path().join(by_hand), "").expect("a file");
        for day in 1..=KEPT + 3 {
            std::fs::write(folder.path().join(night(day)), "").expect("a file");
        }
        rotate(folder.path()).expect("the folder is there");
        let there = |name: &str| folder.path().join(name).exists();
        assert!(there(by_hand));
        assert!((1..=3).all(|day| !there(&night(day))));
        assert!((4..=KEPT + 3).all(|day| there(&night(day))));
    }
}
