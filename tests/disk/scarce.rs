//! A machine that has too little: files that may be open (K11), address space (K10).

use crate::rig::load::{PEOPLE, READER};
use crate::rig::tools::has;
use crate::rig::{Bot, House, seed};
use crate::work::{FEW, FEW_READER, Shift, WORK_MAX, read_by, until};
use chrono::Utc;
use kartoteka::archive::clients;
use kartoteka::model::card::{Kind, NewClient, Source};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId};
use std::process::Command;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// Files that the program may have open (K11).
const FILES: &str = "--nofile=40:40";
/// Clients of the large archive.
const MANY: usize = 3_000;
/// Searches in it.
const SEARCHES: usize = 12;
/// What the program may take beyond what it has at rest, MiB: enough for the work of a few people.
const ROOM_MIB: u64 = 64;
/// What it is left with when it is to fail, MiB: less than it has already, so that nothing more is to be had.
const NO_ROOM_MIB: u64 = 64;
/// Address spaces in which a start is tried, MiB.
const LIMITS_MIB: &[u64] = &[64, 96, 128, 192, 256, 384, 512, 768, 1_024];
const MIB: u64 = 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn without_files_to_open_people_wait_and_nobody_falls() {
    if !has("prlimit") {
        return;
    }
    let mut shift = Shift::of(House::stocked(PEOPLE).await, READER, seed());
    let mut bot = shift.house.start_under(&["prlimit", FILES, "--"], &[("KARTOTEKA_LOG", "warn")]);
    let began = bot.first_poll(&shift.house.sim).await;
    assert!(began.is_ok(), "{}", bot.said());
    shift.works_on(&mut bot, 4).await;
    // Now there is nothing left to open at all.
    let open = std::fs::read_dir(format!("/proc/{}/fd", bot.pid())).expect("it lives").count();
    limit(&bot, "nofile", &open.to_string());
    shift.work_while(sleep(Duration::from_secs(4))).await;
    limit(&bot, "nofile", "40");
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    shift.is_whole("40 open files", &[]).await;
    println!(
        "figure K11 | 40 files may be open, then for 4 s none more, six people at work | {} acts told done, 0 lost, 0 unanswered, no crash",
        shift.done()
    );
}

/// A soft limit of the running program.
fn limit(bot: &Bot, what: &str, soft: &str) {
    let (pid, line) = (bot.pid().to_string(), format!("--{what}={soft}:"));
    let done = Command::new("prlimit").args(["--pid", &pid, &line]).status();
    assert!(done.expect("prlimit runs").success());
}

/// A line of `/proc/<pid>/status`, bytes.
fn taken(bot: &Bot, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", bot.pid())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() * 1024
}

#[tokio::test(flavor = "multi_thread")]
async fn without_memory_it_ends_and_starts_again_and_with_enough_it_searches() {
    if !has("prlimit") {
        return;
    }
    let mut shift = Shift::of(House::stocked(FEW).await, FEW_READER, seed());
    fill(&shift).await;
    let mut bot = shift.starts_well().await;
    let (rest, resident) = (taken(&bot, "VmSize:"), taken(&bot, "VmRSS:"));
    limit(&bot, "as", &(rest + ROOM_MIB * MIB).to_string());
    search(&shift, &bot).await;
    shift.works_on(&mut bot, 2).await;
    let high = taken(&bot, "VmHWM:");
    let tight = NO_ROOM_MIB * MIB;
    limit(&bot, "as", &tight.to_string());
    let died = !shift.goes_on(&mut bot, 3, Duration::from_secs(12)).await;
    if died {
        let status = timeout(WORK_MAX, bot.end()).await.expect("it has ended");
        println!("  without memory it ended: {status}");
        shift.kills = 1;
    } else {
        limit(&bot, "as", "unlimited");
        bot.terminate().await;
    }
    let least = least(&shift).await;
    let mut bot = shift.starts_well().await;
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    shift.is_whole("Without memory", &[]).await;
    let mib = |bytes: u64| bytes / MIB;
    println!(
        "figure K10 | {MANY} clients, {SEARCHES} searches and people at work within {ROOM_MIB} MiB of address space beyond the program's {} at rest | {} MiB resident at rest, {} at most; when nothing more was to be had it {}; a start needs {least} MiB of address space, with less it ended; then started clean: 0 lost",
        mib(rest),
        mib(resident),
        mib(high),
        if died { "ended" } else { "went on" }
    );
}

/// The address space in which the program starts and stops, MiB; with less it ends, and leaves the archive as it was.
async fn least(shift: &Shift) -> u64 {
    for mib in LIMITS_MIB {
        let line = format!("--as={}", mib * MIB);
        let mut bot = shift.house.start_under(&["prlimit", &line, "--"], &[]);
        match bot.first_poll(&shift.house.sim).await {
            // Where the last of it is taken while the program stops, it is too little as well.
            Ok(_) => match bot.terminate().await.0 {
                status if status.success() => return *mib,
                status => println!("  within {mib} MiB it does not stop well: {status}"),
            },
            Err(status) => println!("  within {mib} MiB it does not start: {status}"),
        }
    }
    panic!("the program needs more than {LIMITS_MIB:?} MiB");
}

/// Many clients, by the archive's own verb.
async fn fill(shift: &Shift) {
    let archive = shift.house.archive().await;
    let clerk = shift.seats[0].id;
    let filled = archive.write(move |tx| {
        Box::pin(async move {
            let branch = BranchId(1);
            let clerk = Actor { id: clerk, name: String::new(), role: Role::Owner, branch };
            for number in 0..MANY {
                let new = NewClient {
                    kind: Kind::Person,
                    name: format!("Filler Invented {number:05}"),
                    phone: None,
                    facts: Vec::new(),
                    source: Source::Visit,
                    health_consent: None,
                    keeper: None,
                };
                clients::create(tx, &clerk, &new, Utc::now()).await?;
            }
            Ok(())
        })
    });
    filled.await.expect("the archive is filled");
    archive.close().await.expect("closed");
}

/// The reader searches, and reads what is found each time.
async fn search(shift: &Shift, bot: &Bot) {
    let reader = &shift.seats[FEW_READER];
    for number in 0..SEARCHES {
        let name = format!("Filler Invented {:05}", number * (MANY / SEARCHES));
        reader.person.says_quietly(&name);
        until("what was searched for", bot, || read_by(reader).contains(&name)).await;
    }
}
