//! How the bot starts and stops: SIGTERM, a second instance, the owner's link, the key.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

mod postgres;
#[path = "shutdown/redelivery.rs"]
mod redelivery;
mod rig;
#[path = "shutdown/twins.rs"]
mod twins;
#[path = "shutdown/upgrade.rs"]
mod upgrade;

use rig::load::{Load, PEOPLE, READER};
use rig::oracle::{judge, print};
use rig::records::Records;
use rig::tools::slack;
use rig::{House, PATIENCE, seed};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// A stop under load drains within this time (K3): 10 s of it are the drain, the rest the ending.
const STOP_MAX: Duration = Duration::from_secs(12);
/// A start over what a killed process left (K44).
const START_MAX: Duration = Duration::from_secs(5);
/// Acts of people before the stop.
const ACTS: usize = 120;
/// How often a wait looks.
const LOOK: Duration = Duration::from_millis(10);

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_under_load_loses_nothing_and_repeats_nothing() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let mut load = Load::new(&seats, seed());
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    while load.acts < ACTS {
        if house.sim.pulse().pending < 40 {
            load.act();
        }
        sleep(LOOK).await;
    }
    let (status, took) = tokio::select! {
        stopped = bot.terminate() => stopped,
        never = load.run(&house) => match never {},
    };
    println!("figure K3 | SIGTERM under load, to exit code 0 | {} ms", took.as_millis());
    assert_eq!(status.code(), Some(0), "{}", bot.said());
    assert!(took < slack() * STOP_MAX, "the stop took {took:?}");

    let stopped = Records::read(&house).await;
    let unconfirmed = house.sim.pulse().pending;
    assert_eq!(stopped.issued.len() - stopped.inbox.len(), unconfirmed, "the offset is confirmed");
    let doubtful = stopped.outbox.iter().filter(|(_, state)| state == "sending").count();
    assert_eq!(doubtful, 0, "a stop leaves no row in doubt");

    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts again");
    house.rest(4 * PATIENCE).await;
    assert_eq!(bot.terminate().await.0.code(), Some(0));
    let lines = judge(&Records::read(&house).await, &load.book, &seats[READER], 0);
    print("Stopped under load", &lines, &[("acts of people", &load.acts)]);
    for line in lines {
        assert_eq!(line.wrong, 0, "{}", line.rule);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_instance_on_the_same_data_is_refused() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let (said, status) = house.run("run").await;
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("Another kartoteka works on this archive"), "{said}");
    // The first one does not mind, and once it is killed nothing stands in the way of the next.
    seats[0].person.says("/start").await;
    let dead = bot.pid().to_string();
    bot.kill().await;
    let wal = house.database().with_extension("db-wal");
    assert!(wal.metadata().is_ok_and(|wal| wal.len() > 0), "a write-ahead log is left");
    let lock = std::fs::read_to_string(house.data().join("lock")).expect("a lock file is left");
    assert_eq!(lock.trim(), dead, "it names whoever is dead");
    let mut next = house.start("");
    let back = next.first_poll(&house.sim).await.expect("a killed bot leaves no lock");
    println!("figure K44 | start after kill -9, over its lock and log | {} ms", back.as_millis());
    assert!(back < slack() * START_MAX, "the start took {back:?}");
    assert_eq!(next.terminate().await.0.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owners_link_is_printed_until_it_is_used_and_only_the_newest_counts() {
    let house = House::empty().await;
    let (old, new) = (owner_link(&house).await, owner_link(&house).await);
    let (old, new) = (old.expect("a link"), new.expect("a link until it is used"));
    assert_ne!(old, new);
    let mode = std::fs::metadata(house.key_file()).expect("a key was made").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let mut bot = house.start_with(&[]);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let newest = link_in(&bot.printed()).expect("a link until it is used");
    let olga = house.sim.person(101, "Olga Owner", Some("en"));
    for void in [&old, &new] {
        olga.follows(void).await;
        assert!(olga.screen().words().contains("This is a private service"), "an old link is void");
    }
    olga.follows(&newest).await;
    olga.says("/start").await;
    assert!(olga.screen().labels().contains(&"New card"), "{}", house.sim.transcript());
    bot.terminate().await;
    assert_eq!(owner_link(&house).await, None, "there is an owner");
}

/// Starts the bot with nothing set but token, address and folders, and stops it; the link that it printed.
async fn owner_link(house: &House) -> Option<String> {
    let mut bot = house.start_with(&[]);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
    let link = link_in(&bot.printed());
    if let Some(link) = &link {
        let code = link.rsplit('=').next().expect("a code");
        assert!(!bot.said().contains(code), "the link is told on stdout only");
    }
    link
}

fn link_in(printed: &str) -> Option<String> {
    let links: Vec<&str> =
        printed.split_whitespace().filter(|word| word.starts_with("https://")).collect();
    assert!(links.len() <= 1, "{printed}");
    links.first().map(|link| (*link).to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_others_may_read_is_refused() {
    let (house, _) = House::stocked(PEOPLE).await;
    for mode in [0o644, 0o640, 0o604] {
        std::fs::set_permissions(house.key_file(), PermissionsExt::from_mode(mode)).expect("chmod");
        let (said, status) = house.run("run").await;
        assert_eq!(status.code(), Some(2), "{said}");
        assert!(said.contains("run chmod 600"), "{said}");
        assert!(!said.contains(house.key.digits()), "the key is not quoted");
    }
    assert_eq!(house.sim.pulse().records, 0, "Telegram was not asked");
}

/// Stops in a row; each with something under way.
const STOPS: usize = 10;
/// How long people work before each stop.
const LIFE: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn every_stop_ends_cleanly() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let mut load = Load::new(&seats, seed());
    for stop in 0..STOPS {
        let mut bot = house.start("");
        bot.first_poll(&house.sim).await.expect("the bot starts");
        let _over = timeout(LIFE, load.run(&house)).await;
        let (status, _) = bot.terminate().await;
        assert_eq!(status.code(), Some(0), "stop {stop} ({status}): {}", bot.said());
        // Whoever closes last removes it: the process did not overtake the threads of its connections.
        let wal = house.database().with_extension("db-wal");
        assert!(!wal.exists(), "stop {stop}: the archive was not closed before the end");
    }
}
