//! A database or its log that is damaged, cut or exchanged (K8, K36): it is found before anybody is served from it, or by the
//! full check beside the service; `restore` is named; nothing is repaired in silence.

use crate::rig::{House, Random, seed};
use crate::work::{FEW, Shift, read_by, until};
use kartoteka::archive::check::{self, Place};
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::{anchors, key_file};
use kartoteka::model::trail::{Mark, Verdict};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::path::PathBuf;

/// Bytes that are changed, one in each copy.
const FLIPS: usize = 200;
/// Logs that are cut or changed somewhere.
const LOGS: usize = 30;
/// The real program is started on so many damaged copies.
const STARTS: usize = 6;
/// What of a log's beginning is its header.
const LOG_HEADER: usize = 32;
/// Where a log's index says, in four bytes, how far somebody began to move the log into the database (SQLite's "WAL-mode
/// file format", 2.3.1).
const MOVED: std::ops::Range<usize> = 128..132;
/// Bytes of a page.
const PAGE: usize = 4_096;
/// Reads the visits from their own page.
const VISITS: &str = "SELECT max(note), max(id) FROM visit NOT INDEXED";
/// One day, in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A copy of an archive's files in a folder of its own.
struct Copy {
    folder: tempfile::TempDir,
    key: Key,
}

impl Copy {
    fn with(key: &Key, files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).expect("written");
        }
        Self { folder, key: key.clone() }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("kartoteka.db")
    }

    /// What the doctor says: a damage, or nothing.
    async fn examined(&self, mark: Option<&Mark>) -> Result<check::Health, String> {
        let database = self.database();
        let health = check::health(Place::Sqlite(&database, &self.key), mark).await;
        let health = health.map_err(|error| error.to_string())?;
        match health.problems.first() {
            Some(problem) => Err(problem.clone()),
            None if !health.trail.is_intact() => Err(health.trail.to_string()),
            None => Ok(health),
        }
    }

    /// What a start says before anybody is served.
    async fn opened(&self) -> Result<(), String> {
        let url = format!("sqlite:{}", self.database().display());
        let told = |error: kartoteka::archive::ArchiveError| error.to_string();
        check::schema(Place::Sqlite(&self.database(), &self.key)).await.map_err(told)?;
        let archive = connect::open(&url, &self.key, self.folder.path()).await.map_err(told)?;
        let tail = match archive.read().await {
            Ok(tx) => anchors::tail(&tx).await,
            Err(error) => Err(error),
        };
        archive.close().await.map_err(told)?;
        let tail = tail.map_err(told)?;
        if tail.is_intact() { Ok(()) } else { Err(tail.to_string()) }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_is_found() {
    let mut random = Random::new(seed() ^ 0x666c_6970);
    let (house, _) = House::stocked(FEW).await;
    let bytes = std::fs::read(house.database()).expect("the database");
    let (mut at_start, mut by_check, mut damaged) = (0, 0, Vec::new());
    for _ in 0..FLIPS {
        let at = random.between(0, bytes.len() as u64 - 1) as usize;
        let mut changed = bytes.clone();
        changed[at] ^= 1 << random.between(0, 7);
        let copy = Copy::with(&house.key, &[("kartoteka.db", &changed)]);
        let examined = copy.examined(None).await;
        assert!(examined.is_err(), "byte {at} of {} is not found", bytes.len());
        by_check += 1;
        at_start += usize::from(copy.opened().await.is_err());
        damaged.push((at, changed));
    }
    let whole = Copy::with(&house.key, &[("kartoteka.db", &bytes)]);
    assert!(
        whole.examined(None).await.is_ok() && whole.opened().await.is_ok(),
        "nothing is found where nothing is"
    );
    let (mut refused, mut served) = (0, 0);
    for (at, changed) in damaged.iter().take(STARTS - 1).chain([&(20, flipped(&bytes, 20))]) {
        std::fs::write(house.database(), changed).expect("written");
        match start(&house, *at, changed).await {
            true => refused += 1,
            false => served += 1,
        }
    }
    assert!(refused > 0, "a damaged header was served");
    println!(
        "figure K8 | one bit changed in a closed database | {by_check} of {FLIPS} found by doctor, nightly backup and restore, {at_start} of them by the start as well; 0 unnoticed"
    );
    println!(
        "  the program was started on {STARTS}: {refused} refused, {served} served what is not touched by it"
    );
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[at] ^= 1;
    changed
}

/// The program on a damaged database: whether it refused, naming the way back. The doctor always does.
async fn start(house: &House, at: usize, damaged: &[u8]) -> bool {
    let (told, status) = house.run("doctor").await;
    assert_eq!(status.code(), Some(1), "byte {at}: {told}");
    assert!(told.contains("BAD") && told.contains("kartoteka restore"), "byte {at}: {told}");
    let mut bot = house.start("");
    match bot.first_poll(&house.sim).await {
        Err(status) => {
            let said = bot.said();
            assert_eq!(status.code(), Some(1), "byte {at}: {said}");
            let last = said.lines().last().unwrap_or_default();
            assert!(last.contains("kartoteka restore"), "byte {at}: {said}");
            // What it wrote before it met the damage is elsewhere.
            let page = at / PAGE * PAGE..(at / PAGE + 1) * PAGE;
            let left = std::fs::read(house.database()).expect("it is there");
            assert!(left[page.clone()] == damaged[page], "byte {at}: repaired");
            true
        }
        Ok(_) => {
            bot.kill().await;
            for end in ["-wal", "-shm"] {
                let mut beside = house.database().into_os_string();
                beside.push(end);
                // There is one only if something was written.
                let _none = std::fs::remove_file(beside);
            }
            false
        }
    }
}

/// A damaged page far from the start: the service serves what it can, and the owners hear of it within a day and a bit.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_page_is_told_to_the_owners_while_the_service_runs() {
    let mut shift = Shift::few(seed()).await;
    let mut bot = shift.starts_well().await;
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    let database = shift.house.database();
    let bytes = std::fs::read(&database).expect("the database");
    let at = page_of_visits(&shift.house, &bytes).await;
    std::fs::write(&database, flipped(&bytes, at)).expect("written");
    let clock = shift.house.folder.path().join("clock");
    std::fs::write(&clock, "+0").expect("written");
    let backups = shift.house.folder.path().join("backups");
    let variables = [
        ("KARTOTEKA_CLOCK", clock.to_str().expect("a path")),
        ("KARTOTEKA_BACKUPS", backups.to_str().expect("a path")),
    ];
    let mut bot = shift.house.start_with(&variables);
    bot.first_poll(&shift.house.sim).await.expect("the bot starts");
    std::fs::write(&clock, format!("+{}", 2 * DAY_MS)).expect("written");
    let owner = shift.seats[0].clone();
    until("the alarm", &bot, || read_by(&owner).contains("No good backup")).await;
    assert!(read_by(&owner).contains("kartoteka doctor"));
    assert!(bot.said().contains("no nightly backup"), "{}", bot.said());
    let made = std::fs::read_dir(&backups).into_iter().flatten().flatten();
    let made = made.filter(|entry| entry.path().extension().is_some_and(|end| end == "tar"));
    assert_eq!(made.count(), 0, "a damaged archive makes no backup");
    bot.kill().await;
}

/// A byte in the page that holds the visits, and nothing else.
async fn page_of_visits(house: &House, bytes: &[u8]) -> usize {
    for page in 1..bytes.len() / PAGE {
        let at = page * PAGE + PAGE / 2;
        let copy = Copy::with(&house.key, &[("kartoteka.db", &flipped(bytes, at))]);
        if copy.opened().await.is_err() {
            continue;
        }
        let db = crate::rig::records::open(&copy.database(), &copy.key).await;
        let read = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, VISITS)).await;
        db.close().await.expect("closed");
        if read.is_err() {
            return at;
        }
    }
    panic!("no page holds the visits");
}

/// A killed bot's files: the database and its log, which has entries of the trail that the database has not. It works on
/// until nothing of the log is in the database: a part that is makes no whole without the log, and that is SQLite's way.
async fn killed() -> (House, Vec<u8>, Vec<u8>) {
    let mut shift = Shift::few(seed()).await;
    loop {
        let mut bot = shift.starts_well().await;
        shift.works_on(&mut bot, 2).await;
        bot.kill().await;
        let left = |end: &str| {
            let mut file = shift.house.database().into_os_string();
            file.push(end);
            std::fs::read(file).expect("a killed bot leaves its files")
        };
        let (database, log, index) = (left(""), left("-wal"), left("-shm"));
        if index[MOVED] != [0; 4] {
            continue;
        }
        let whole = [("kartoteka.db", &*database), ("kartoteka.db-wal", &*log)];
        let newest = newest(&Copy::with(&shift.house.key, &whole)).await;
        let without = Copy::with(&shift.house.key, &whole[..1]);
        let without = without.examined(Some(&newest)).await.expect("what is left is whole");
        if !matches!(without.outside, Some(Verdict::Intact { .. })) {
            return (shift.house, database, log);
        }
    }
}

/// A log without its end is what a power cut leaves, and cannot be told from one. What is left is whole and older, and
/// whoever kept the trail's mark outside sees that entries are missing.
#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_is_cut_changed_or_gone_leaves_an_earlier_whole_archive_which_the_mark_tells() {
    let mut random = Random::new(seed() ^ 0x006c_6f67);
    let (house, database, log) = killed().await;
    let newest =
        newest(&Copy::with(&house.key, &[("kartoteka.db", &database), ("kartoteka.db-wal", &log)]))
            .await;
    let mut logs: Vec<Option<Vec<u8>>> = vec![None];
    for number in 0..LOGS {
        let at = random.between(LOG_HEADER as u64, log.len() as u64 - 1) as usize;
        logs.push(Some(if number % 2 == 0 { log[..at].to_vec() } else { flipped(&log, at) }));
    }
    let (mut older, mut equal) = (0, 0);
    for changed in &logs {
        let mut files: Vec<(&str, &[u8])> = vec![("kartoteka.db", &database)];
        files.extend(changed.as_ref().map(|log| ("kartoteka.db-wal", log.as_slice())));
        let copy = Copy::with(&house.key, &files);
        let health = copy.examined(Some(&newest)).await.expect("what is left is whole");
        match health.outside {
            Some(Verdict::Intact { .. }) => equal += 1,
            Some(_) => older += 1,
            None => panic!("the mark was compared"),
        }
    }
    assert!(older > 0, "no log was cut where it mattered");
    println!(
        "figure K8 | a dead bot's log cut, changed or gone | {} logs: each leaves a whole archive; {older} of an earlier moment, each told by doctor --anchor; {equal} as before",
        logs.len()
    );
}

/// The trail's newest entry, as an owner would have been sent it.
async fn newest(copy: &Copy) -> Mark {
    let db = crate::rig::records::open(&copy.database(), &copy.key).await;
    let sql = "SELECT hash, id FROM trail ORDER BY id DESC LIMIT 1";
    let (hash, id): (String, i64) =
        crate::rig::records::pairs(&db, sql).await.pop().expect("a trail");
    db.close().await.expect("closed");
    Mark::parse(&format!("{id}:{}", &hash[..16])).expect("a mark")
}

/// Another archive's file in place of this one's, and this one's from before.
#[tokio::test(flavor = "multi_thread")]
async fn an_exchanged_database_is_refused_or_told_by_the_mark() {
    let mut shift = Shift::few(seed()).await;
    let database = shift.house.database();
    let before = std::fs::read(&database).expect("the database");
    let mut bot = shift.starts_well().await;
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    let after = std::fs::read(&database).expect("the database");
    let mark = newest(&Copy::with(&shift.house.key, &[("kartoteka.db", &after)])).await;
    // What lay here before opens, since it was whole: only the mark outside tells.
    let old = Copy::with(&shift.house.key, &[("kartoteka.db", &before)]);
    let health = old.examined(Some(&mark)).await.expect("it was whole");
    assert!(health.outside.is_some_and(|verdict| !verdict.is_intact()), "an old copy passes");
    let (other, _) = House::stocked(FEW).await;
    std::fs::copy(other.database(), &database).expect("exchanged");
    let mut bot = shift.house.start("");
    let status = bot.first_poll(&shift.house.sim).await.expect_err("another archive is served");
    let said = bot.said();
    let last = said.lines().last().unwrap_or_default();
    assert!(status.code() == Some(1) && last.contains("key file"), "{said}");
    assert!(
        key_file::load(&shift.house.key_file()).is_ok_and(|key| key.is_some()),
        "the key stays"
    );
    std::fs::write(&database, &after).expect("put back");
    let bot = shift.starts_well().await;
    shift.ends(bot).await;
    println!(
        "figure K8 | an exchanged database | another archive's refused, an older one told by doctor --anchor, {} acts kept",
        shift.done()
    );
}
