//! The key is changed and the change is killed, everywhere: nothing is lost, one key opens all, and the old one nothing
//! (F23, R8, K35).
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

#[path = "keys/archive.rs"]
#[allow(dead_code, reason = "the drill of restore uses the rest")]
mod archive;
mod postgres;

use archive::{Home, PHOTOS, Rows, is_sealed, names, said};
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::{erasure_journal, key_file};
use kartoteka::clock::Clock;
use sea_orm::{Database, DatabaseConnection};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Kills of a run, unless `KARTOTEKA_TEST_KILLS` says otherwise (F23).
const KILLS: usize = 50;
/// Fields of clients, unless `KARTOTEKA_TEST_FIELDS` says otherwise.
const FIELDS: usize = 4_000;
/// Steps of a change before the database is under the new key.
const BEFORE: &[&str] = &[
    "key-made:1",
    "key-copied:1",
    "key-rekeyed:1",
    "key-wrap:1",
    "key-wrap:7",
    "key-wrap:12",
    "key-wrapped:1",
    "key-compared:1",
    "key-synced:1",
];
/// And after it: these are passed again when the change is finished.
const AFTER: &[&str] = &[
    "key-swapped:1",
    "journal-written:1",
    "journal-renamed:1",
    "key-sealed:1",
    "key-kept:1",
    "key-replaced:1",
    "key-done:1",
];
/// What `abort` ends with, and `kill -9`.
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;

/// How a change that was killed is gone on with.
const RESUMED: &[&str] = &["key change", "migrate", "run"];

/// What must be as it was, and what was changed so far.
struct Watch {
    rows: Rows,
    handles: String,
    keys: Vec<Key>,
    kills: usize,
    finished: usize,
    undone: usize,
}

#[tokio::test]
async fn a_change_of_keys_that_is_killed_anywhere_is_finished_or_undone_whole() {
    let (fields, kills) =
        (given("KARTOTEKA_TEST_FIELDS", FIELDS), given("KARTOTEKA_TEST_KILLS", KILLS));
    let home = Home::stocked(fields).await;
    let mut watch = Watch {
        rows: home.rows().await,
        handles: String::new(),
        keys: vec![home.key()],
        kills: 0,
        finished: 0,
        undone: 0,
    };
    // The oracle can tell a key that opens from one that does not.
    assert_eq!(home.opens(&home.key()).await, (true, PHOTOS as usize, 1));
    assert_eq!(home.opens(&Key::generate()).await, (false, 0, 0));
    let begun = Instant::now();
    let done = home.run("key change", &[]);
    let lasted = begun.elapsed();
    assert!(done.status.success(), "{}", said(&done));
    watch.finished += 1;
    watch.handles = home.value("SELECT value FROM setting WHERE name = 'handles'").await;
    watch.look(&home).await;
    for (number, point) in BEFORE.iter().chain(AFTER).enumerate() {
        watch.killed_at(&home, "key change", point).await;
        watch.resumed(&home, RESUMED[number % RESUMED.len()], BEFORE.contains(point)).await;
    }
    for (number, point) in AFTER.iter().enumerate().skip(1) {
        watch.killed_at(&home, "key change", "key-swapped:1").await;
        watch.killed_at(&home, "key change", point).await;
        watch.resumed(&home, RESUMED[number % RESUMED.len()], false).await;
    }
    let mut number = 0;
    while watch.kills < kills {
        let part = lasted.mul_f64(((number * 37) % 101) as f64 / 101.0);
        watch.killed_after(&home, part).await;
        number += 1;
    }
    println!(
        "figure F23 | {fields} fields and {PHOTOS} photos under a new key, killed {} times, resumed each time ({} finished, {} undone), every row and file as before, no old key opens anything | {} ms for one change, the service stopped",
        watch.kills,
        watch.finished,
        watch.undone,
        lasted.as_millis()
    );
}

impl Watch {
    /// A kill at a step.
    async fn killed_at(&mut self, home: &Home, command: &str, point: &str) {
        let killed = home.run(command, &[("KARTOTEKA_FAULT", &format!("abort={point}"))]);
        assert_eq!(killed.status.signal(), Some(SIGABRT), "{point}: {}", said(&killed));
        self.kills += 1;
    }

    /// A kill at a moment. A change that was quicker counts as none.
    async fn killed_after(&mut self, home: &Home, moment: Duration) {
        let mut child = home.spawn("key change");
        std::thread::sleep(moment);
        child.kill().expect("it can be killed");
        let status = child.wait().expect("it ended");
        if status.signal() == Some(SIGKILL) {
            self.kills += 1;
        } else {
            assert!(status.success(), "{status}");
        }
        let done = home.run("migrate", &[]);
        assert!(done.status.success(), "after {moment:?}: {}", said(&done));
        self.settled(home).await;
    }

    /// Goes on after a kill: `undone` tells whether everything is to be under the key of before.
    async fn resumed(&mut self, home: &Home, command: &str, undone: bool) {
        let before = self.keys.len();
        match command {
            "run" => serve_and_kill(home),
            command => {
                let done = home.run(command, &[]);
                assert!(done.status.success(), "{command}: {}", said(&done));
            }
        }
        self.settled(home).await;
        // A change that was undone is made anew by the same command.
        let stays = undone && command != "key change";
        assert_eq!(self.keys.len() == before, stays, "{command}");
    }

    /// After a resume: the key of before, or one or two more, where what was whole already was made once more.
    async fn settled(&mut self, home: &Home) {
        match home.beside_key().len() - self.finished {
            0 => self.undone += 1,
            more => self.finished += more,
        }
        self.look(home).await;
    }

    /// One key opens everything, every row and photo is as it was, and nothing lies about.
    async fn look(&mut self, home: &Home) {
        let now = home.key();
        if self.keys.last().is_none_or(|last| last.digits() != now.digits()) {
            self.keys.push(now.clone());
        }
        let archive = home.open().await;
        let again = erasure_journal::reapply(&archive, Clock::default().now()).await;
        assert!(again.is_ok_and(|again| again == erasure_journal::Again::default()));
        archive.close().await.expect("it closes");
        assert!(home.rows().await == self.rows, "a row is not as it was");
        assert_eq!(home.opens(&now).await, (true, PHOTOS as usize, 1));
        for old in self.keys.iter().rev().skip(1).take(2) {
            assert_eq!(home.opens(old).await, (false, 0, 0), "an old key opens something");
        }
        let noted = home.value("SELECT count(*) || '' FROM trail WHERE detail = 'key'").await;
        assert_eq!(noted, self.finished.to_string(), "the trail tells of each change once");
        assert_eq!(
            home.value("SELECT value FROM setting WHERE name = 'handles'").await,
            self.handles
        );
        let beside = home.beside_key();
        assert_eq!(
            beside.len(),
            self.finished,
            "each old key has one name, and no draft is left: {beside:?}"
        );
        let of_use = ["backup.lock", "kartoteka.db-shm", "kartoteka.db-wal"];
        let mut files = names(&home.data());
        files.retain(|name| !of_use.contains(&name.as_str()));
        // What a kill before the first sync of SQLite's journal leaves says nothing, and the next takes its name.
        let journal = std::fs::read(home.data().join("kartoteka.db-journal"));
        let is_void = journal.is_ok_and(|journal| journal.first().is_none_or(|byte| *byte == 0));
        files.retain(|name| !is_void || name != "kartoteka.db-journal");
        assert_eq!(files, ["erasures.jsonl", "files", "kartoteka.db", "lock"]);
    }
}

/// The service settles what was interrupted, and is killed once the archive is open: its log stays.
fn serve_and_kill(home: &Home) {
    let mut service = home.command("run", &[]).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut log = BufReader::new(service.stderr.take().expect("stderr")).lines();
    let opened = log.any(|line| line.is_ok_and(|line| line.contains("the archive is open")));
    service.kill().expect("it can be killed");
    service.wait().expect("it ended");
    assert!(opened, "the service started");
}

fn given(name: &str, otherwise: usize) -> usize {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |given| given.parse().expect("a number"))
}

#[tokio::test]
async fn a_backup_from_before_a_change_comes_back_with_the_old_key() {
    let home = Home::stocked(10).await;
    let before = home.rows().await;
    let backup = home.0.path().join("x.tar");
    assert!(home.run(&format!("backup --to {}", backup.display()), &[]).status.success());
    let changed = home.run("key change", &[]);
    let old = home.key_file().with_file_name(home.beside_key().pop().expect("the old key"));
    assert!(said(&changed).contains(&format!("--key {}", old.display())), "{}", said(&changed));
    let restore = format!("restore {} --force", backup.display());
    let refused = home.run(&restore, &[]);
    assert!(!refused.status.success() && said(&refused).contains("--key"), "{}", said(&refused));
    let refused = home.run(&format!("{restore} --key /nowhere"), &[]);
    assert!(refused.status.code() == Some(2) && said(&refused).contains("/nowhere"));
    let done = home.run(&format!("{restore} --key {}", old.display()), &[]);
    assert!(done.status.success(), "{}", said(&done));
    let after = home.rows().await;
    for table in ["client", "fact", "attachment", "erasure", "staff"] {
        assert!(before[table] == after[table], "{table}");
    }
    assert_eq!(home.opens(&home.key()).await, (true, PHOTOS as usize, 1));
    let old = key_file::load(&old).expect("it can be read").expect("it is there");
    assert_eq!(home.opens(&old).await, (false, 0, 0));
    assert!(home.run("backup", &[]).status.success(), "the next backup is under the new key");
    assert!(home.run("doctor --offline", &[]).status.success());
}

#[tokio::test]
async fn a_key_that_is_missing_wrong_half_or_exchanged_fails_closed_and_says_how_to_mend_it() {
    let home = Home::stocked(10).await;
    let (file, good) = (home.key_file(), home.key());
    let put = |text: &str| {
        std::fs::write(&file, text).expect("a file");
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).expect("chmod");
    };
    let state = || std::fs::read(home.database()).expect("a database");
    let before = state();
    let other = Key::generate();
    let cases = [
        (good.digits()[..40].to_owned(), "64 hexadecimal"),
        (String::new(), "64 hexadecimal"),
        (other.digits().to_owned(), "key file"),
    ];
    for (text, hint) in &cases {
        put(text);
        for command in ["key change", "migrate", "backup", "run"] {
            let refused = home.run(command, &[]);
            assert!(
                !refused.status.success() && said(&refused).contains(hint),
                "{}",
                said(&refused)
            );
        }
        assert!(said(&home.run("doctor --offline", &[])).contains("BAD"));
    }
    std::fs::remove_file(&file).expect("it goes");
    for command in ["key change", "migrate", "backup", "run"] {
        let refused = home.run(command, &[]);
        assert!(said(&refused).contains("put it back") && !file.exists(), "{}", said(&refused));
    }
    assert!(state() == before, "nothing was written");
    // Exchanged while the service runs: it goes on with the key that it has; whoever comes later is refused.
    put(good.digits());
    let mut service = home.command("run", &[]).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut log = BufReader::new(service.stderr.take().expect("stderr")).lines();
    assert!(log.any(|line| line.is_ok_and(|line| line.contains("the archive is open"))));
    let held = home.run("key change", &[]);
    assert!(said(&held).contains("Another kartoteka works"), "{}", said(&held));
    put(other.digits());
    let refused = home.run("backup", &[]);
    assert!(!refused.status.success() && said(&refused).contains("key file"), "{}", said(&refused));
    assert!(service.try_wait().expect("it can be asked").is_none(), "the service goes on");
    put(good.digits());
    assert!(home.run("backup", &[]).status.success());
    service.kill().expect("it can be killed");
    service.wait().expect("it ended");
    assert_eq!(home.opens(&good).await, (true, PHOTOS as usize, 1));
}

#[tokio::test]
async fn a_half_done_change_is_told_by_the_doctor_and_by_whoever_may_not_finish_it() {
    let home = Home::stocked(10).await;
    let killed = home.run("key change", &[("KARTOTEKA_FAULT", "abort=key-sealed:1")]);
    assert_eq!(killed.status.signal(), Some(SIGABRT), "{}", said(&killed));
    for command in ["backup", "migrate --status", "pin reset --person Nobody", "doctor --offline"] {
        let told = home.run(command, &[]);
        assert!(
            !told.status.success() && said(&told).contains("kartoteka key change"),
            "{}",
            said(&told)
        );
    }
    // Both keys, and neither opens: nothing is removed.
    let file = home.key_file();
    let (old, next) = (home.key(), file.with_file_name("key.next"));
    let right = std::fs::read(&next).expect("the next key");
    std::fs::write(&next, Key::generate().digits()).expect("a file");
    let refused = home.run("key change", &[]);
    assert!(said(&refused).contains("neither") && next.exists(), "{}", said(&refused));
    std::fs::write(&next, &right).expect("a file");
    std::fs::remove_file(&file).expect("it goes");
    let refused = home.run("migrate", &[]);
    assert!(said(&refused).contains("put it back"), "{}", said(&refused));
    std::fs::write(&file, old.digits()).expect("a file");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).expect("chmod");
    let done = home.run("key change", &[]);
    assert!(said(&done).contains("is finished"), "{}", said(&done));
    assert_eq!(home.opens(&home.key()).await, (true, PHOTOS as usize, 1));
    assert_eq!(home.opens(&old).await, (false, 0, 0));
    assert!(home.run("doctor --offline", &[]).status.success());
    let draft = file.with_file_name("key.4711.new");
    std::fs::write(&draft, "left by a kill").expect("a file");
    assert!(home.run("migrate", &[]).status.success() && !draft.exists());
}

#[tokio::test]
async fn a_half_done_change_whose_database_is_lost_keeps_the_key_of_the_journal() {
    let home = Home::stocked(10).await;
    let killed = home.run("key change", &[("KARTOTEKA_FAULT", "abort=key-sealed:1")]);
    assert_eq!(killed.status.signal(), Some(SIGABRT), "{}", said(&killed));
    std::fs::remove_file(home.database()).expect("the database is lost");
    let settled = home.run("migrate", &[]);
    assert!(said(&settled).contains("is finished now"), "{}", said(&settled));
    let journal = std::fs::read_to_string(home.data().join("erasures.jsonl")).expect("a journal");
    let key = home.key();
    assert!(journal.lines().count() == 1 && journal.lines().all(|line| is_sealed(line, &key)));
}

#[tokio::test]
async fn a_change_without_room_changes_nothing() {
    let home = Home::stocked(10).await;
    let (key, rows) = (home.key(), home.rows().await);
    let binary = env!("CARGO_BIN_EXE_kartoteka");
    // Files may have 64 KiB at most; with the signal ignored writing fails.
    let script = format!("trap '' XFSZ; ulimit -f 128; exec {binary} key change");
    let mut shell = std::process::Command::new("sh");
    let done = shell.args(["-c", &script]).env_clear().env("HOME", home.0.path()).output();
    let done = done.expect("it runs");
    assert!(!done.status.success() && said(&done).contains("space"), "{}", said(&done));
    assert_eq!((home.key().digits(), home.beside_key()), (key.digits(), vec![]));
    assert!(home.rows().await == rows && !home.data().join("kartoteka.db.next").exists());
}

/// An archive in PostgreSQL: its photos, and its journal.
async fn on_postgres(home: &Home, url: &str) -> DatabaseConnection {
    let made = home.run("migrate", &[("DATABASE_URL", url)]);
    assert!(made.status.success(), "{}", said(&made));
    let archive = connect::open(url, &home.key(), &home.data()).await.expect("it opens");
    let (client, _) = archive.write(|tx| Box::pin(archive::stock(tx))).await.expect("a salon");
    erasure_journal::settle(&archive).await.expect("the journal is written");
    archive.close().await.expect("it closes");
    let db = Database::connect(url).await.expect("the server answers");
    home.photos(&db, client).await;
    db
}

#[tokio::test]
async fn on_postgres_photos_and_journal_go_over_and_a_kill_is_finished() {
    let Some(fresh) = postgres::fresh().await else { return };
    let home = Home(tempfile::tempdir().expect("a folder"));
    let vars = [("DATABASE_URL", fresh.url.as_str())];
    let db = on_postgres(&home, &fresh.url).await;
    assert_eq!(home.unsealed(&db, &home.key()).await, (PHOTOS as usize, 1));
    let points =
        ["key-wrap:3", "key-compared:1", "key-swapped:1", "journal-renamed:1", "key-kept:1", ""];
    for point in points {
        let old = home.key();
        let fault = format!("abort={point}");
        let planted = [vars[0], ("KARTOTEKA_FAULT", if point.is_empty() { "" } else { &fault })];
        let killed = home.run("key change", &planted);
        let aborted = killed.status.signal() == Some(SIGABRT);
        assert_eq!(
            (aborted, killed.status.success()),
            (!point.is_empty(), point.is_empty()),
            "{}",
            said(&killed)
        );
        let done = home.run("migrate", &vars);
        assert!(done.status.success(), "{point}: {}", said(&done));
        assert_eq!(home.unsealed(&db, &home.key()).await, (PHOTOS as usize, 1), "{point}");
        let undone = ["key-wrap:3", "key-compared:1"].contains(&point);
        assert_eq!(home.key().digits() == old.digits(), undone, "{point}");
        let (photos, lines) = home.unsealed(&db, &old).await;
        assert_eq!((photos == 0, lines == 0), (!undone, !undone), "{point}");
    }
    db.close().await.expect("it closes");
    fresh.end().await;
}
