//! Backups while the archive is written to, and what restore accepts and refuses (F20, F21, K38, K39).
#![allow(clippy::print_stdout, reason = "figures are what it is for")]

#[path = "keys/archive.rs"]
#[allow(dead_code, missing_docs, reason = "the drill uses its part")]
mod archive;
mod data_folder;

use archive::Home as Stocked;
use data_folder::Home;
use kartoteka::archive::anchors;
use kartoteka::archive::backup;
use kartoteka::archive::connect::Key;
use kartoteka::archive::lease::{Lease, Subject};
use kartoteka::archive::trail::{self, Subject as About};
use kartoteka::archive::{Archive, ArchiveError, restore, restores};
use kartoteka::clock::Clock;
use kartoteka::model::card::Act;
use kartoteka::model::restored::Restored;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Semaphore;

/// Backups made while rows are written.
const BACKUPS: usize = 50;
/// Rows that are written from the beginning of one backup on, until the next one begins.
const WRITES: usize = 100;
/// Clients of the drill, unless `KARTOTEKA_TEST_CLIENTS` says otherwise.
const CLIENTS: usize = 2_000;
/// Fields on the card of each.
const FIELDS: usize = 5;
/// Bytes of a backup that are changed one at a time.
const TAMPERED: usize = 24;

/// What a sealed file holds, for these tests.
const SEALED: &[u8] = b"sealed";

impl Home {
    /// The bytes of everything in the data folder except locks and what SQLite keeps beside the database.
    fn state(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<PathBuf> = Vec::new();
        let mut folders = vec![self.data()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files.retain(|path| {
            !["lock", "db-shm", "db-wal"].iter().any(|end| path.to_string_lossy().ends_with(end))
        });
        files.sort();
        files.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    }
}

/// Writes one row.
async fn write(archive: &Archive) {
    let record = archive.write(move |tx| {
        Box::pin(async move {
            trail::record(tx, Clock::default().now(), None, Act::Set, About::None, "").await
        })
    });
    record.await.ok().unwrap();
}

async fn awaited(archive: &Archive) -> Option<Restored> {
    restores::awaited(&archive.read().await.ok().unwrap()).await.ok().unwrap()
}

async fn broken(archive: &Archive) -> Option<i64> {
    anchors::whole(&archive.read().await.ok().unwrap()).await.ok().unwrap().entry()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_backups_during_writes_all_open_and_hold_what_was_committed() {
    let home = Home::new();
    let archive = home.open().await;
    let (committed, due) = (Arc::new(AtomicU64::new(0)), Arc::new(Semaphore::new(0)));
    let writer = tokio::spawn({
        let (archive, committed, due) = (archive.clone(), Arc::clone(&committed), Arc::clone(&due));
        async move {
            while let Ok(one) = due.acquire().await {
                one.forget();
                write(&archive).await;
                committed.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    let (mut counts, mut during) = (Vec::new(), 0);
    for number in 0..BACKUPS {
        let target = home.folder.path().join(format!("{number}.tar"));
        due.add_permits(WRITES);
        let before = committed.load(Ordering::SeqCst);
        let report = home.backup(&target).await.unwrap();
        during += usize::from(committed.load(Ordering::SeqCst) > before);
        let rows = report.manifest.rows["trail"];
        assert!(rows >= before, "backup {number} has {rows} of {before} rows");
        assert_eq!((report.broken_trail, target.exists()), (None, true));
        counts.push(rows);
    }
    due.close();
    writer.await.unwrap();
    assert!(
        counts.windows(2).any(|pair| pair[0] < pair[1]),
        "rows were written meanwhile: {counts:?}"
    );
    assert!(during > BACKUPS / 2, "beside {during} backups only was anything written");
    let left = std::fs::read_dir(home.folder.path()).unwrap().count();
    assert_eq!(left, BACKUPS + 1, "no draft is left");
    println!(
        "figure F20 | backups while {} entries were written, opened, verified, with all that was committed before | {BACKUPS} of {BACKUPS}",
        committed.load(Ordering::SeqCst)
    );
    let other = Home { folder: tempfile::tempdir().unwrap(), key: home.key.clone() };
    let last = home.folder.path().join(format!("{}.tar", BACKUPS - 1));
    assert!(other.restore(&last, &other.key, false).await.unwrap().is_none());
    assert_eq!(broken(&other.open().await).await, None);
}

#[tokio::test]
async fn a_backup_holds_whole_sealed_files_and_not_the_key() {
    let home = Home::new();
    drop(home.open().await);
    let files = home.data().join("files/ab");
    std::fs::create_dir_all(&files).unwrap();
    std::fs::write(files.join("cd"), b"sealed").unwrap();
    std::fs::write(files.join(".half"), b"not yet").unwrap();
    let target = home.folder.path().join("x.tar");
    let report = home.backup(&target).await.unwrap();
    let names: Vec<_> = report.manifest.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!((names, report.quiet), (vec!["database.db", "files/ab/cd"], true));
    let bytes = std::fs::read(&target).unwrap();
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(
        !holds(home.key.digits().as_bytes())
            && !holds(b"SQLite format 3")
            && !holds(b"CREATE TABLE")
    );
    assert!(holds(b"sealed"));
    let other = Home { folder: tempfile::tempdir().unwrap(), key: home.key.clone() };
    other.restore(&target, &other.key, false).await.unwrap();
    assert_eq!(std::fs::read(other.data().join("files/ab/cd")).unwrap(), b"sealed");
    assert_eq!(backup::last(&home.data()).unwrap().file, target);
}

#[tokio::test]
async fn a_changed_cut_or_foreign_backup_is_refused_and_nothing_is_touched() {
    let home = Home::new();
    let archive = home.open().await;
    write(&archive).await;
    drop(archive);
    std::fs::create_dir(home.data().join("files")).unwrap();
    std::fs::write(home.data().join("files/ab"), SEALED).unwrap();
    let target = home.folder.path().join("x.tar");
    home.backup(&target).await.unwrap();
    let bytes = std::fs::read(&target).unwrap();
    let state = home.state();
    let bad = home.folder.path().join("bad.tar");
    let refused = async |bytes: &[u8], key: &Key, what: &str| {
        std::fs::write(&bad, bytes).unwrap();
        let result = home.restore(&bad, key, true).await;
        assert!(matches!(result, Err(ArchiveError::Refused(_))), "{what}: {result:?}");
        assert!(home.state() == state, "{what}: the archive was touched");
    };
    let content = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    for number in 0..TAMPERED {
        let mut changed = bytes.clone();
        // Steps that meet headers, the database's pages, the manifest and the seal.
        let at = (content - number * content / TAMPERED).max(512 + 16);
        changed[at] ^= 1;
        refused(&changed, &home.key, &format!("byte {at}")).await;
    }
    let sealed = bytes.windows(SEALED.len()).position(|window| window == SEALED).unwrap();
    let mut changed = bytes.clone();
    changed[sealed] ^= 1;
    refused(&changed, &home.key, "a sealed file").await;
    for part in [0, 1000, bytes.len() / 2, content - 600] {
        refused(&bytes[..part], &home.key, &format!("cut at {part}")).await;
    }
    refused(&bytes, &Key::generate(), "another key").await;
    refused(b"no tar at all", &home.key, "no tar").await;
}

#[tokio::test]
async fn restore_needs_force_over_an_archive_and_moves_it_aside() {
    let home = Home::new();
    let archive = home.open().await;
    write(&archive).await;
    let target = home.folder.path().join("x.tar");
    home.backup(&target).await.unwrap();
    write(&archive).await;
    drop(archive);
    let result = home.restore(&target, &home.key, false).await;
    assert!(matches!(result, Err(ArchiveError::Refused(sentence)) if sentence.contains("--force")));
    let aside = home.restore(&target, &home.key, true).await.unwrap().unwrap();
    assert!(aside.join("kartoteka.db").exists());
    let again = home.folder.path().join("y.tar");
    // The entry of the backup, and the restore's own.
    assert_eq!(home.backup(&again).await.unwrap().manifest.rows["trail"], 2);
    let restored = awaited(&home.open().await).await.unwrap();
    assert_eq!((restored.before.unwrap().trail, restored.lost()), (2, 1));
}

#[tokio::test]
async fn an_archive_sealed_as_before_goes_on_and_its_copies_are_sealed_as_new_ones() {
    let home = Home::new();
    let opens = async |opening: String| {
        let mut options = ConnectOptions::new(format!("sqlite://{}", home.database().display()));
        options.max_connections(1).sqlx_logging(false).sqlcipher_key(opening);
        let db = Database::connect(options).await?;
        db.execute_unprepared("CREATE TABLE IF NOT EXISTS plain (id INTEGER)").await?;
        db.close().await
    };
    let before = home.key.opening().replace("HMAC_SHA256", "HMAC_SHA512");
    std::fs::write(home.database(), b"").unwrap();
    opens(before.clone()).await.unwrap();
    let archive = home.open().await;
    write(&archive).await;
    let target = home.folder.path().join("x.tar");
    assert_eq!(home.backup(&target).await.unwrap().manifest.rows["trail"], 1);
    archive.close().await.unwrap();
    assert!(opens(home.key.opening()).await.is_err(), "it stays as it was made");
    opens(before.clone()).await.unwrap();
    home.restore(&target, &home.key, true).await.unwrap();
    assert!(opens(before).await.is_err());
    opens(home.key.opening()).await.unwrap();
    write(&home.open().await).await;
}

#[tokio::test]
async fn an_interrupted_restore_keeps_the_service_from_starting_until_it_is_repeated() {
    let home = Home::new();
    drop(home.open().await);
    let target = home.folder.path().join("x.tar");
    home.backup(&target).await.unwrap();
    // As a kill between the two moves leaves it.
    std::fs::write(home.data().join("restoring"), b"").unwrap();
    std::fs::remove_file(home.database()).unwrap();
    assert!(restore::refuse_unfinished(&home.data()).is_err());
    home.restore(&target, &home.key, false).await.unwrap();
    assert!(restore::refuse_unfinished(&home.data()).is_ok() && home.database().exists());
    assert!(awaited(&home.open().await).await.unwrap().before.is_none());
}

#[tokio::test]
async fn a_restore_that_is_repeated_knows_still_what_was_there_before() {
    let home = Home::new();
    let archive = home.open().await;
    write(&archive).await;
    let target = home.folder.path().join("x.tar");
    home.backup(&target).await.unwrap();
    write(&archive).await;
    drop(archive);
    // As a kill after both moves leaves it: what was there before stands in the marker alone.
    let before = r#"{"clients":3,"visits":2,"loans":1,"trail":9}"#;
    std::fs::write(home.data().join("restoring"), before).unwrap();
    home.restore(&target, &home.key, false).await.unwrap();
    let restored = awaited(&home.open().await).await.unwrap();
    assert_eq!((restored.before.unwrap().clients, restored.lost()), (3, 8));
}

#[tokio::test]
async fn a_second_restore_over_an_unconfirmed_one_counts_against_what_stood_before_the_first() {
    let home = Home::new();
    let archive = home.open().await;
    write(&archive).await;
    let target = home.folder.path().join("x.tar");
    home.backup(&target).await.unwrap();
    for _ in 0..3 {
        write(&archive).await;
    }
    drop(archive);
    for _ in 0..2 {
        home.restore(&target, &home.key, true).await.unwrap();
        let restored = awaited(&home.open().await).await.unwrap();
        assert_eq!((restored.before.unwrap().trail, restored.lost()), (4, 3));
    }
}

#[tokio::test]
async fn a_drill_on_an_empty_folder_brings_back_every_row_and_file() {
    let given = std::env::var("KARTOTEKA_TEST_CLIENTS").ok();
    let clients = given.map_or(CLIENTS, |given| given.parse().expect("a number"));
    let (home, host) = (Stocked::stocked(10).await, Stocked(tempfile::tempdir().unwrap()));
    home.with_clients(clients, FIELDS).await;
    let backup = home.0.path().join("x.tar");
    let made = home.run(&format!("backup --to {}", backup.display()), &[]);
    assert!(made.status.success(), "{}", archive::said(&made));
    // As an owner has it: the backup, and the key file's copy.
    std::fs::create_dir_all(host.key_file().parent().unwrap()).unwrap();
    std::fs::copy(home.key_file(), host.key_file()).unwrap();
    let begun = std::time::Instant::now();
    let done = host.run(&format!("restore {}", backup.display()), &[]);
    let lasted = begun.elapsed();
    assert!(done.status.success(), "{}", archive::said(&done));
    let (mut before, mut after) = (home.rows().await, host.rows().await);
    // The restore itself is the last entry, and what it waits for a setting.
    assert_eq!(
        after.get_mut("trail").unwrap().pop().map(|entry| entry.contains("restore")),
        Some(true)
    );
    assert!(after.get_mut("setting").unwrap().iter().any(|fact| fact.contains("restored")));
    for rows in [&mut before, &mut after] {
        rows.remove("setting");
    }
    assert!(before == after, "a row is not as it was");
    assert_eq!(host.opens(&host.key()).await, (true, archive::PHOTOS as usize, 1));
    assert!(host.run("doctor --offline", &[]).status.success(), "the chain fits");
    let rows: usize = after.values().map(Vec::len).sum();
    println!(
        "figure F21 | restore of {clients} cards on an empty folder: {rows} rows, the chain's head and {} photos as before | {} ms",
        archive::PHOTOS,
        lasted.as_millis()
    );
}

#[tokio::test]
async fn restore_is_refused_while_a_service_holds_the_lease() {
    let home = Home::new();
    drop(home.open().await);
    let target = home.folder.path().join("x.tar");
    home.backup(&target).await.unwrap();
    let _service = Lease::take(&home.data(), Subject::Sqlite(&home.database())).await.ok().unwrap();
    let result = home.restore(&target, &home.key, true).await;
    assert!(matches!(result, Err(ArchiveError::Busy(_))));
}

#[tokio::test]
async fn a_backup_never_replaces_a_file_and_sweeps_what_a_killed_one_left() {
    let home = Home::new();
    drop(home.open().await);
    let target = home.folder.path().join("x.tar");
    std::fs::write(&target, b"yesterday's").unwrap();
    assert!(matches!(home.backup(&target).await, Err(ArchiveError::Refused(_))));
    assert_eq!(std::fs::read(&target).unwrap(), b"yesterday's");
    let draft = home.folder.path().join(".kartoteka-1.tar.part");
    std::fs::write(&draft, b"half").unwrap();
    home.backup(&home.folder.path().join("y.tar")).await.unwrap();
    assert!(!draft.exists());
}
