//! The power goes at a random moment: whatever a disk may have lost, reordered or torn, the archive opens whole, and
//! holds all that was acknowledged (K5, F3, F29; SQLite's, on a disk that keeps what it synced).
//!
//! The real program runs once under load, with its calls written down. Then the disk is built as it may have been at
//! some thousand moments, and each is opened and read.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

#[path = "power/disk.rs"]
mod disk;
mod rig;
#[path = "power/trace.rs"]
mod trace;

use disk::{Disk, Image};
use kartoteka::archive::check::{self, Place};
use kartoteka::archive::connect::Key;
use rig::load::{Load, PEOPLE};
use rig::records::{Call, call, issued, open, pairs};
use rig::tools::{budget, strace};
use rig::{House, PATIENCE, Random, seed};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::Command;
use tokio::time::{sleep, timeout};
use trace::{CALLS, Event};

/// Disks that are built, unless `KARTOTEKA_TEST_IMAGES` says otherwise.
const IMAGES: usize = 2_000;
/// Disks of the run whose commits do not wait for the disk.
const IMAGES_WRONG: usize = 200;
/// Disks between two lines that tell how far it is.
const TOLD: usize = 1_000;
/// How long people work while the calls are written down.
const LOAD: Duration = Duration::from_secs(12);
/// A page's header in the log: the length of the database after a commit, and zero before its last page.
const FRAME_HEADER: usize = 24;
/// Longer than any write: strace writes it whole.
const LONGEST_WRITE: &str = "1048576";

/// One life of the program on a disk, and what it acknowledged when.
struct Life {
    key: Key,
    begun: Image,
    events: Vec<Event>,
    acks: Vec<Ack>,
}

/// From this microsecond (since 1970) on somebody counts on it.
struct Ack {
    at: i64,
    what: Acked,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Acked {
    /// Telegram was told that this update arrived, and forgets it.
    Update(i64),
    /// A person reads that the client of this number was saved.
    Client(String),
}

/// What was found on the disks.
#[derive(Default)]
struct Found {
    disks: usize,
    different: BTreeSet<Vec<u8>>,
    /// Disks that do not open whole, and why.
    corrupt: Vec<String>,
    /// Acknowledged and not there, over all disks.
    lost: usize,
    asked: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_power_cut_loses_what_was_acknowledged() {
    let Some(strace) = strace() else { return };
    let (mut seed, images) = (seed(), images());
    let (begun, mut lives, mut disks, mut different) = (Instant::now(), 0, 0, 0);
    let (mut commits_all, mut syncs_all) = (0, 0);
    while lives == 0 || budget().is_some_and(|most| begun.elapsed() < most) {
        let life = live(&strace, seed, "").await;
        let (commits, syncs) = log_of(&life.events);
        let found = examine(&life, seed, images).await;
        tell("The power goes", &found, &life, (commits, syncs));
        assert!(found.corrupt.is_empty(), "seed {seed}: {:#?}", found.corrupt);
        assert_eq!(found.lost, 0, "seed {seed}: acknowledged and lost");
        assert!(syncs >= commits, "seed {seed}: {commits} commits had {syncs} syncs");
        assert!(found.asked > images, "hardly anything was acknowledged: {}", found.asked);
        assert!(found.different.len() > images / 2, "the disks are too much alike");
        (disks, different) = (disks + found.disks, different + found.different.len());
        (commits_all, syncs_all) = (commits_all + commits, syncs_all + syncs);
        (lives, seed) = (lives + 1, seed.wrapping_add(1));
    }
    println!(
        "figure F3 | disks as a power cut leaves them, of {lives} lives | {disks} built, {different} different, 0 corrupt, 0 acknowledged and lost"
    );
    println!(
        "figure F29 | commits, and syncs of the log | {commits_all} commits, {syncs_all} syncs"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rig_finds_what_a_lax_commit_loses() {
    let Some(strace) = strace() else { return };
    let seed = seed();
    let life = live(&strace, seed, "sync-normal").await;
    let log = log_of(&life.events);
    let found = examine(&life, seed, IMAGES_WRONG).await;
    tell("The power goes, and commits did not wait for the disk", &found, &life, log);
    assert!(found.lost > 0, "the rig cannot see a loss");
    assert!(log.1 < log.0, "the rig cannot see a commit without its sync");
}

fn images() -> usize {
    let given = std::env::var("KARTOTEKA_TEST_IMAGES").ok();
    given.map_or(IMAGES, |given| given.parse().expect("KARTOTEKA_TEST_IMAGES is a number"))
}

fn tell(title: &str, found: &Found, life: &Life, (commits, syncs): (usize, usize)) {
    println!("\n{title}");
    for (name, value) in [
        ("calls on files", life.events.len()),
        ("commits", commits),
        ("syncs of the log", syncs),
        ("acknowledgements", life.acks.len()),
        ("disks built", found.disks),
        ("different ones", found.different.len()),
        ("disks that do not open whole", found.corrupt.len()),
        ("acknowledgements looked for", found.asked),
        ("acknowledged and lost", found.lost),
    ] {
        println!("  {name:<34} {value:>9}");
    }
}

/// Runs the program under load, and writes down its calls and its acknowledgements.
async fn live(strace: &Path, seed: u64, faults: &str) -> Life {
    let (house, seats) = House::stocked(PEOPLE).await;
    let data = house.data().canonicalize().expect("the data folder");
    let begun = std::fs::read_dir(&data).expect("the data folder").map(|entry| {
        let path = entry.expect("the data folder").path();
        let bytes = std::fs::read(&path).unwrap_or_default();
        (path, bytes)
    });
    let begun = begun.collect();
    let written = house.folder.path().join("trace");
    let mut bot = traced(&house, strace, &written, faults);
    let mut load = Load::new(&seats, seed);
    tokio::select! {
        () = async {
            while house.sim.pulse().polls == 0 {
                sleep(Duration::from_millis(20)).await;
            }
            sleep(LOAD).await;
        } => {},
        never = load.run(&house) => match never {},
    }
    // A power cut asks nobody either.
    let tracer = bot.id().expect("the tracer runs");
    let children = std::fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children"));
    let program = children.expect("the tracer has a child").trim().to_owned();
    let told = Command::new("kill").args(["-KILL", &program]).status().await;
    assert!(told.expect("kill runs").success());
    timeout(PATIENCE, bot.wait()).await.expect("the tracer ends").expect("the tracer ran");
    let acks = acks(&house);
    let events = trace::read(File::open(written).expect("a trace was written"));
    Life { key: house.key.clone(), begun, events, acks }
}

/// The program under the tracer.
fn traced(house: &House, strace: &Path, written: &Path, faults: &str) -> tokio::process::Child {
    let plain = house.command("run");
    let plain = plain.as_std();
    let mut command = Command::new(strace);
    command
        .args(["-f", "-y", "-ttt", "-T", "-xx", "--seccomp-bpf", "-s", LONGEST_WRITE, "-e"])
        .arg(format!("trace={CALLS}"))
        .arg("-o")
        .arg(written)
        .arg(plain.get_program())
        .args(plain.get_args())
        .env_clear()
        .envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .env("KARTOTEKA_FAULT", faults)
        .env("KARTOTEKA_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command.spawn().expect("the tracer starts")
}

/// What was acknowledged and when. The journal counts from the simulator's start, which lies at most this one update's
/// way before what is reckoned here: an acknowledgement never counts too soon.
fn acks(house: &House) -> Vec<Ack> {
    let stranger = house.sim.person(1, "Nobody Sample", Some("en"));
    stranger.says_quietly("hello");
    let now = chrono::Utc::now().timestamp_micros();
    let journal = house.sim.journal();
    let us = |entry: &Value| entry["us"].as_i64().expect("an entry has its moment");
    let started = now - us(journal.entries.last().expect("the journal is not empty"));
    let updates: Vec<i64> = journal.updates().into_iter().map(|one| issued(one).id).collect();
    let mut known = BTreeSet::new();
    let mut acks = Vec::new();
    for entry in &journal.entries {
        let at = started + us(entry);
        for what in acked(entry, &updates) {
            if known.insert(what.clone()) {
                acks.push(Ack { at, what });
            }
        }
    }
    acks
}

/// What a call acknowledges.
fn acked(entry: &Value, updates: &[i64]) -> Vec<Acked> {
    let Some(Call { method, text, ok: true, .. }) = call(entry) else { return Vec::new() };
    if method.eq_ignore_ascii_case("getUpdates") {
        let offset = &entry["params"]["offset"];
        let offset = offset.as_i64().or_else(|| offset.as_str()?.parse().ok()).unwrap_or_default();
        return updates.iter().filter(|id| **id < offset).map(|id| Acked::Update(*id)).collect();
    }
    let saved = text.split_once("Saved as ").and_then(|(_, rest)| rest.lines().next());
    saved.map(|number| Acked::Client(number.to_owned())).into_iter().collect()
}

/// Commits written to the log, and its syncs.
fn log_of(events: &[Event]) -> (usize, usize) {
    let of_log = |event: &&Event| event.file.to_string_lossy().ends_with(".db-wal");
    let (mut commits, mut syncs) = (0, 0);
    for event in events.iter().filter(of_log) {
        match &event.call {
            trace::Call::Write { bytes, .. } if bytes.len() == FRAME_HEADER => {
                commits += usize::from(bytes[4..8] != [0; 4]);
            }
            trace::Call::Sync => syncs += 1,
            _ => {}
        }
    }
    (commits, syncs)
}

/// Lets the power go at so many moments, and looks at what is left each time.
async fn examine(life: &Life, seed: u64, images: usize) -> Found {
    let mut random = Random::new(seed ^ 0x706f_7765);
    let last = life.events.len() as u64 - 1;
    let mut moments: Vec<usize> = (0..images).map(|_| random.between(0, last) as usize).collect();
    moments.sort_unstable();
    let mut disk = Disk::with(life.begun.clone());
    let (mut taken, mut found) = (0, Found::default());
    for moment in moments {
        while taken <= moment {
            disk.take(&life.events[taken]);
            taken += 1;
        }
        let of_archive = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            ["kartoteka.db", "kartoteka.db-wal", "kartoteka.db-journal"].contains(&&*name)
        };
        let image = disk.image(&mut random, of_archive);
        let before = life.events[moment].at;
        let counted: Vec<&Acked> =
            life.acks.iter().filter(|ack| ack.at <= before).map(|ack| &ack.what).collect();
        look(&mut found, image, &counted, &life.key).await;
        if found.disks % TOLD == 0 {
            println!("{} disks", found.disks);
        }
    }
    found
}

/// Opens one disk and reads it.
async fn look(found: &mut Found, image: Image, acked: &[&Acked], key: &Key) {
    found.disks += 1;
    found.asked += acked.len();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut digest = Vec::new();
    for (path, bytes) in &image {
        let name = path.file_name().expect("a file has a name");
        std::fs::write(folder.path().join(name), bytes).expect("the image is written");
        digest.extend_from_slice(&mixed(bytes).to_le_bytes());
    }
    found.different.insert(digest);
    let database = folder.path().join("kartoteka.db");
    match check::health(Place::Sqlite(&database, key), None).await {
        Err(error) => return found.corrupt.push(error.to_string()),
        Ok(health) => {
            if let Some(problem) = health.problems.first() {
                return found.corrupt.push(problem.clone());
            }
            if !health.trail.is_intact() {
                return found.corrupt.push(health.trail.to_string());
            }
        }
    }
    let db = open(&database, key).await;
    let inbox: Vec<(i64, String)> = pairs(&db, "SELECT update_id, state FROM inbox").await;
    let clients: Vec<(String, i64)> = pairs(&db, "SELECT number, id FROM client").await;
    db.close().await.expect("the image is closed");
    let updates: BTreeSet<i64> = inbox.into_iter().map(|(id, _)| id).collect();
    let numbers: BTreeSet<String> = clients.into_iter().map(|(number, _)| number).collect();
    let kept = |acked: &&&Acked| match acked {
        Acked::Update(id) => updates.contains(id),
        Acked::Client(number) => numbers.contains(number),
    };
    found.lost += acked.len() - acked.iter().filter(kept).count();
}

/// Tells two contents apart (FNV-1a).
fn mixed(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |mixed, byte| {
        (mixed ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
