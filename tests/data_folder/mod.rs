//! A data folder with a key, as tests of backup and restore have one each.

use kartoteka::archive::backup::{self, Place};
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::lease::{Lease, Subject};
use kartoteka::archive::{Archive, ArchiveError, restore};
use kartoteka::clock::Clock;
use std::path::{Path, PathBuf};

/// A data folder with a key, in a folder of its own.
pub struct Home {
    /// The folder around the data folder; backups lie in it.
    pub folder: tempfile::TempDir,
    /// The key of the database.
    pub key: Key,
}

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap(), key: Key::generate() };
        std::fs::create_dir(home.data()).unwrap();
        home
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The database in it.
    pub fn database(&self) -> PathBuf {
        self.data().join("kartoteka.db")
    }

    /// The archive on it.
    pub async fn open(&self) -> Archive {
        let url = format!("sqlite:{}", self.database().display());
        connect::open(&url, &self.key, &self.data()).await.ok().unwrap()
    }

    /// Makes a backup.
    pub async fn backup(&self, target: &Path) -> Result<backup::Report, ArchiveError> {
        let (database, data) = (self.database(), self.data());
        let place = Place { database: &database, key: &self.key, data: &data };
        backup::make(place, target, Clock::default().now()).await
    }

    /// Puts a backup back with a key; where the database of before was put aside.
    pub async fn restore(
        &self,
        source: &Path,
        key: &Key,
        force: bool,
    ) -> Result<Option<PathBuf>, ArchiveError> {
        let (database, data) = (self.database(), self.data());
        let alone = Lease::take(&data, Subject::Sqlite(&database)).await?;
        let place = Place { database: &database, key, data: &data };
        let done =
            restore::put_back(&alone, place, source, key, force, Clock::default().now()).await;
        done.map(|(_, aside)| aside)
    }
}
