//! What the command line does, one file per command. Only what a person asked for goes to stdout; the log is stderr's.

use crate::archive::backup::Place;
use crate::archive::check;
use crate::archive::connect::{self, Key};
use crate::archive::key_file;
use crate::archive::lease::{Lease, Subject};
use crate::archive::restore;
use crate::archive::{Archive, ArchiveError};
use crate::settings::{Database, Settings, Wrong};
use crate::telegram;
use std::io::Write;
use std::process::ExitCode;

pub mod backup;
#[cfg(feature = "demo")]
pub mod demo;
pub mod doctor;
pub mod joint;
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
            telegram::Failure::Unauthorized | telegram::Failure::Address => {
                Self::Setting(failure.to_string())
            }
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Busy(sentence)
            | ArchiveError::Open(sentence)
            | ArchiveError::Refused(sentence) => Self::Failed(sentence),
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
    let subject = match &settings.database {
        Database::Sqlite(file) => Subject::Sqlite(file),
        Database::Postgres(url) => Subject::Postgres(url.reveal()),
    };
    Ok(Lease::take(&settings.data, subject).await?)
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
    let files = settings.data.join("files");
    let sealed = std::fs::read_dir(files).is_ok_and(|mut files| files.next().is_some());
    let database = match &settings.database {
        Database::Sqlite(file) => file.exists(),
        Database::Postgres(_) => false,
    };
    sealed || database
}

/// Opens the archive and brings it to this version's schema.
///
/// # Errors
/// If it is a newer one's, half restored, or does not open.
pub async fn open(settings: &Settings, key: &Key) -> Result<Archive, Failure> {
    restore::refuse_unfinished(&settings.data)?;
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
