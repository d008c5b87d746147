//! The disk is full (K6), once in the midst of a page, so that a write is cut short: who writes is told that it waits, and
//! after there is room again it is taken.

use crate::rig::tools::has;
use crate::rig::{PATIENCE, seed};
use crate::work::{DRAIN_MAX, Shift, read_by};
use simulator::faults::{Fault, FaultKind};
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How long people work on the full disk.
const FULL: Duration = Duration::from_secs(5);
/// How long the owner waits for a word before writing again.
const ASKED_AGAIN: Duration = Duration::from_millis(500);
/// What they read then.
const TOLD: &str = "cannot save anything";

/// What the log finds room for at first: a frame's header, and the beginning of its page.
const CUT: u64 = 24 + 1_000;

/// No file of a process may grow beyond this; what it has already stays.
fn limit(pid: u32, soft: &str) {
    let line = format!("--fsize={soft}:unlimited");
    let done = Command::new("prlimit").args(["--pid", &pid.to_string(), &line]).status();
    assert!(done.expect("prlimit runs").success());
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_people_are_told_and_nothing_is_lost() {
    if !has("prlimit") {
        return;
    }
    let mut shift = Shift::few(seed()).await;
    // With the signal ignored, a write beyond the limit fails as it does on a full disk.
    let mut bot = shift.house.start_under(&["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"], &[]);
    bot.first_poll(&shift.house.sim).await.expect("the bot starts");
    let owner = shift.seats[0].clone();
    // The log is short yet, shorter than the database: it cannot be moved over and begun anew below the limit.
    shift.house.rest(DRAIN_MAX).await;
    let log = shift.house.database().with_extension("db-wal");
    let length = || std::fs::metadata(&log).expect("the log of an archive at work").len();
    let cut = loop {
        let cut = length() + CUT;
        limit(bot.pid(), &cut.to_string());
        // Nothing was written meanwhile.
        if length() < cut {
            break cut;
        }
    };
    let database = std::fs::metadata(shift.house.database()).expect("the database").len();
    assert!(database > cut, "a log of {cut} bytes beside a database of {database}");
    // At last only the log lines of the service still find room, then nothing does.
    for (outage, room) in (1..).zip([cut, 65_536, 1]) {
        limit(bot.pid(), &room.to_string());
        // Telegram takes the sentence at the third try only: whoever could not be told is told at a later failure.
        let wait = Fault::on("sendMessage", FaultKind::RetryAfter { seconds: 1 });
        shift.house.sim.faults().add(wait.in_chat(owner.person.id()).times(2));
        shift.work_while(sleep(FULL)).await;
        let told = || read_by(&owner).matches(TOLD).count();
        // The others may have filled the queue before the owner had something to write, and only who writes is told.
        let begun = Instant::now();
        while told() < outage {
            assert!(begun.elapsed() < 2 * PATIENCE, "the owner is never told: {}", bot.said());
            owner.person.says_quietly("/start");
            sleep(ASKED_AGAIN).await;
        }
        // Where some act found room in between, it was another outage.
        assert!(told() <= 2 * outage, "told {} times", told());
        assert!(outage > 1 || length() == cut, "no write was cut short: {} {cut}", length());
        limit(bot.pid(), "unlimited");
        shift.works_on(&mut bot, 2).await;
    }
    shift.ends(bot).await;
    shift.is_whole("The disk was full", &[]).await;
    println!(
        "figure K6 | a disk without room, three times for 5 s, once from the midst of a page on (a short write), once not even for the log, under load | the writer told so, 0 lost, 0 half done, work goes on by itself"
    );
}
