//! What the command line does, one file per command. Only what a person asked for goes to stdout; the log is stderr's.

use crate::archive::backup::{self as backups, Place};
use crate::archive::check;
use crate::archive::connect::{self, Key};
use crate::archive::key_change::{self, Kept, Settled};
use crate::archive::key_file;
use crate::archive::lease::{Lease, Subject};
use crate::archive::restore;
use crate::archive::{Archive, ArchiveError};
use crate::settings::{Database, Settings, Wrong};
use crate::telegram;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

pub mod backup;
#[cfg(feature = "demo")]
pub mod demo;
pub mod doctor;
pub mod joint;
pub mod key;
pub mod migrate;
pub mod pin;
pub mod run;
pub mod staff;

/// Why a command ended without success: one sentence, and its exit code.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A setting, an argument or the key file is wrong: 2. Starting again will not help.
    #[error("{0}")]
    Setting(String),
    /// The work failed or was refused: 1.
    #[error("{0}")]
    Failed(String),
    /// The command has told everything itself: 1.
    #[error("")]
    Told,
}

impl Failure {
    /// Prints the sentence and gives the exit code.
    pub fn tell(&self) -> ExitCode {
        let sentence = self.to_string();
        if !sentence.is_empty() {
            eprintln!("{sentence}");
        }
        ExitCode::from(if matches!(self, Self::Setting(_)) { 2 } else { 1 })
    }
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        Self::Setting(wrong.to_string())
    }
}

impl From<telegram::Failure> for Failure {
    fn from(failure: telegram::Failure) -> Self {
        match failure {
            telegram::Failure::Unauthorized
            | telegram::Failure::Address
            | telegram::Failure::Authority => Self::Setting(failure.to_string()),
            telegram::Failure::Archive(error) => error.into(),
            telegram::Failure::Client => Self::Failed(failure.to_string()),
        }
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Busy(sentence)
            | ArchiveError::Open(sentence)
            | ArchiveError::Refused(sentence) => Self::Failed(sentence),
            damaged if damaged.is_damage() => Self::Failed(format!(
                "The database cannot be read as it was written ({damaged}); if kartoteka doctor finds it damaged, run kartoteka restore with the last backup."
            )),
            disk if disk.is_disk() => Self::Failed(format!(
                "The database's files cannot be written or read ({disk}); see that they are writable, their owner and the disk's space, and start again."
            )),
            other => Self::Failed(format!("It did not work: {other}.")),
        }
    }
}

/// Prints a line that a person asked for.
///
/// # Errors
/// If nobody reads it any more.
pub fn say(line: &str) -> Result<(), Failure> {
    let written = writeln!(std::io::stdout(), "{line}");
    written.map_err(|error| Failure::Failed(format!("stdout cannot be written ({error}).")))
}

/// Takes the right to run on the archive.
///
/// # Errors
/// If another process has it.
pub async fn lease(settings: &Settings) -> Result<Lease, Failure> {
    Ok(Lease::take(&settings.data, subject(settings)).await?)
}

/// What a lease is on.
fn subject(settings: &Settings) -> Subject<'_> {
    match &settings.database {
        Database::Sqlite(file) => Subject::Sqlite(file),
        Database::Postgres(url) => Subject::Postgres(url.reveal()),
    }
}

/// The archive with its key's file, for a change of keys.
pub fn kept(settings: &Settings) -> Kept<'_> {
    Kept { file: &settings.key_file, data: &settings.data, store: subject(settings) }
}

/// Finishes or undoes a change of keys that was interrupted, and logs which; before the key is read.
///
/// # Errors
/// As `key_change::settle`'s.
pub async fn settle(settings: &Settings, alone: &Lease) -> Result<Settled, Failure> {
    let settled = key_change::settle(alone, kept(settings)).await?;
    match &settled {
        Settled::Nothing => {}
        Settled::Undone => {
            tracing::warn!("a change of keys was interrupted; everything is under the old key");
        }
        Settled::Finished(old) => {
            let old = old.display();
            tracing::warn!(%old, "a change of keys was interrupted and is finished now; this is the old key");
        }
    }
    Ok(settled)
}

/// The key, made if this is the first start.
///
/// # Errors
/// If its file is missing beside an archive, open to others, or broken.
pub fn key(settings: &Settings) -> Result<Key, Failure> {
    let key = key_file::load_or_make(&settings.key_file, &settings.data, is_kept(settings));
    key.map_err(|error| Failure::Setting(error.to_string()))
}

/// The key of an archive that must exist already.
///
/// # Errors
/// If there is none, or as `key`.
pub fn existing_key(settings: &Settings) -> Result<Key, Failure> {
    if !is_kept(settings) {
        return Err(Failure::Failed("There is no archive yet; kartoteka run makes one.".into()));
    }
    key(settings)
}

/// Whether there is something already that a key must open.
pub fn is_kept(settings: &Settings) -> bool {
    let database = match &settings.database {
        Database::Sqlite(file) => file.exists(),
        Database::Postgres(_) => false,
    };
    has_sealed(settings) || database
}

fn has_sealed(settings: &Settings) -> bool {
    let files = settings.data.join("files");
    std::fs::read_dir(files).is_ok_and(|mut files| files.next().is_some())
}

/// Refuses to begin a new archive where one was: its database is gone, but a backup or sealed files tell of it (K7).
fn refuse_lost(settings: &Settings) -> Result<(), Failure> {
    let Database::Sqlite(file) = &settings.database else { return Ok(()) };
    let bytes = std::fs::metadata(file).map(|found| found.len());
    let is = match bytes {
        Ok(0) => "empty",
        Err(error) if error.kind() == ErrorKind::NotFound => "missing",
        _ => return Ok(()),
    };
    if !has_sealed(settings) && backups::last(&settings.data).is_none() {
        return Ok(());
    }
    Err(Failure::Failed(format!(
        "The database {} is {is} although there was an archive; put its disk or the file back, or run kartoteka restore with the last backup.",
        file.display()
    )))
}

/// Opens the archive and brings it to this version's schema.
///
/// # Errors
/// If it is a newer one's, half restored, or does not open.
pub async fn open(settings: &Settings, key: &Key) -> Result<Archive, Failure> {
    restore::refuse_unfinished(&settings.data)?;
    refuse_lost(settings)?;
    let exists = is_kept(settings) || matches!(settings.database, Database::Postgres(_));
    if exists {
        check::refuse_newer(&check::schema(beside(settings, key)).await?)?;
    }
    Ok(connect::open(&settings.database.url(), key, &settings.data).await?)
}

/// Opens the archive for a word beside the bot, which may be running: the schema must be this version's already.
///
/// # Errors
/// If there is no archive, or its schema is older.
pub async fn open_beside(settings: &Settings) -> Result<(Archive, Key), Failure> {
    let key = existing_key(settings)?;
    let schema = check::schema(beside(settings, &key)).await?;
    if !schema.pending.is_empty() {
        return Err(Failure::Failed(
            "The archive has an older schema; stop the bot and run kartoteka migrate first.".into(),
        ));
    }
    Ok((open(settings, &key).await?, key))
}

/// The database, to be opened beside the service.
pub fn beside<'a>(settings: &'a Settings, key: &'a Key) -> check::Place<'a> {
    match &settings.database {
        Database::Sqlite(file) => check::Place::Sqlite(file, key),
        Database::Postgres(url) => check::Place::Postgres(url.reveal()),
    }
}

/// The embedded archive, for backups.
///
/// # Errors
/// With `instead`, what to do on PostgreSQL.
pub fn embedded<'a>(
    settings: &'a Settings,
    key: &'a Key,
    instead: &str,
) -> Result<Place<'a>, Failure> {
    match &settings.database {
        Database::Sqlite(database) => Ok(Place { database, key, data: &settings.data }),
        Database::Postgres(_) => Err(Failure::Setting(instead.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_names_the_way_back_wherever_it_was_met() {
        let damage = || ArchiveError::Database("code 11".to_owned());
        for failure in [Failure::from(damage()), telegram::Failure::from(damage()).into()] {
            assert!(failure.to_string().contains("kartoteka restore"), "{failure}");
        }
    }
}
