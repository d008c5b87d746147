//! The real program backs itself up at night, tries each backup, and tells the owner when it cannot (K38, K39, F21).
#![allow(missing_docs)]

mod rig;

use rig::load::PEOPLE;
use rig::records::Records;
use rig::{Bot, House, PATIENCE, Seat};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// One day, in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Between two looks.
const LOOK: Duration = Duration::from_millis(20);

/// A salon, a bot whose clock is moved, and the folder of its backups.
async fn opened(backups: &dyn Fn(&Path) -> PathBuf) -> (House, Vec<Seat>, Bot, PathBuf) {
    let (house, seats) = House::stocked(PEOPLE).await;
    let backups = backups(house.folder.path());
    move_clock(&house, 0);
    let clock = house.folder.path().join("clock");
    let mut bot = house.start_with(&[
        ("KARTOTEKA_CLOCK", clock.to_str().expect("a path")),
        ("KARTOTEKA_BACKUPS", backups.to_str().expect("a path")),
    ]);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    // Whoever never wrote to the bot cannot be written to.
    seats[0].person.says_quietly("/start");
    until("an answer", &bot, || !read_by_owner(&seats).trim().is_empty()).await;
    (house, seats, bot, backups)
}

/// So many days from now.
fn move_clock(house: &House, days: i64) {
    let draft = house.folder.path().join("clock.new");
    std::fs::write(&draft, format!("+{}", days * DAY_MS)).expect("the clock is written");
    std::fs::rename(&draft, house.folder.path().join("clock")).expect("the clock is moved");
}

fn nights(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    found.retain(|path| path.extension().is_some_and(|end| end == "tar"));
    found.sort();
    found
}

async fn until(what: &str, bot: &Bot, is: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < PATIENCE, "{what} never came; the bot said:\n{}", bot.said());
        sleep(LOOK).await;
    }
}

/// What the owner has read, as one text.
fn read_by_owner(seats: &[Seat]) -> String {
    let chat = seats[0].person.chat();
    chat.iter()
        .filter(|message| !message.out)
        .map(|message| message.words().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_night_has_its_backup_and_the_last_one_can_be_put_back() {
    let (house, seats, mut bot, backups) = opened(&|folder| folder.join("other-disk")).await;
    assert!(nights(&backups).is_empty(), "the day's own work is backed up at night");
    for day in 1..=3 {
        move_clock(&house, day);
        until("a backup", &bot, || nights(&backups).len() == day as usize).await;
    }
    // Without a new entry the trail has no new anchor, and the owner no message.
    seats[0].person.says_quietly("Nadia");
    until("the card", &bot, || read_by_owner(&seats).contains("Nadia")).await;
    move_clock(&house, 4);
    let told = "restored as a test";
    until("the owner's message", &bot, || read_by_owner(&seats).contains(told)).await;
    assert!(!house.data().join(".trial").exists(), "the trial is tidied away");
    let (ended, _) = bot.terminate().await;
    assert!(ended.success());
    let before = Records::read(&house).await;
    std::fs::remove_file(house.database()).expect("the disk is lost");
    let newest = nights(&backups).pop().expect("a backup");
    let done = house.command("restore").arg("--force").arg(&newest).output().await;
    let done = done.expect("restore runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let after = Records::read(&house).await;
    assert_eq!(before.clients, after.clients);
    // Its last entry tells of the restore itself.
    let (_, kept) = after.trail.split_last().expect("a trail");
    assert!(!kept.is_empty() && before.trail.starts_with(kept));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_without_a_backup_is_told_once_a_day_and_made_good() {
    // What stands in the folder's place is no folder, as on a disk that is gone.
    let (house, seats, bot, backups) = opened(&|folder| {
        let path = folder.join("other-disk");
        std::fs::write(&path, "").expect("a file");
        path
    })
    .await;
    let alarms = || read_by_owner(&seats).matches("No good backup").count();
    move_clock(&house, 1);
    until("the failure in the log", &bot, || bot.said().contains("no nightly backup")).await;
    assert_eq!(alarms(), 0, "a day is not yet too long");
    move_clock(&house, 2);
    until("the alarm", &bot, || alarms() == 1).await;
    std::fs::remove_file(&backups).expect("the disk is back");
    move_clock(&house, 3);
    until("a backup", &bot, || nights(&backups).len() == 1).await;
    assert_eq!(alarms(), 1, "no alarm once it is made good");
}
