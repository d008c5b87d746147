//! How the bot starts, stops and keeps silent: SIGTERM, a second instance, the owner's link, the key, and what must not be told.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

mod rig;

use kartoteka::model::policy::Role;
use rig::load::{Load, PEOPLE, READER};
use rig::oracle::{judge, print, wrong};
use rig::records::Records;
use rig::{House, PATIENCE, TOKEN, seed};
use simulator::faults::{Fault, FaultKind};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// A stop under load drains within this time (K3): 10 s of it are the drain, the rest the ending.
const STOP_MAX: Duration = Duration::from_secs(12);
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
    println!("a stop under load took {} ms", took.as_millis());
    assert_eq!(status.code(), Some(0), "{}", bot.said());
    assert!(took < STOP_MAX, "the stop took {took:?}");

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
    bot.kill().await;
    let mut next = house.start("");
    next.first_poll(&house.sim).await.expect("a killed bot leaves no lock");
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

/// What must stand nowhere: neither on stderr nor in any file below the folder.
const CANARIES: &[&str] = &[
    "Zebrafinch",
    "Canarywren",
    "139 7777 4321",
    "13977774321",
    "canary sang about eczema",
    "canary in a description",
    "canary in a page",
    "wandering canary",
    "searched canary",
    "panicking canary",
];

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_token_nor_a_client_is_told_to_log_or_disk() {
    let (house, seats) = House::stocked(&[("Cara Canarywren", Role::Care)]).await;
    let cara = &seats[0].person;
    let log = [("KARTOTEKA_LOG", "trace"), ("KARTOTEKA_FAULT", "panic=panicking canary")];
    let mut bot = house.start_with(&log);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    plan_trouble(&house);
    let stranger = house.sim.person(900, "Zebrafinch Unknown", Some("en"));
    stranger.says("a wandering canary").await;
    cara.says("/new").await;
    cara.says("Zebrafinch Canarywren 139 7777 4321").await;
    for label in ["Client agrees", "Save", "Log visit"] {
        cara.presses(label).await;
    }
    cara.says("The canary sang about eczema.").await;
    for label in ["Facial", "Skip", "4", "In 1 week", "Save"] {
        cara.presses(label).await;
    }
    cara.says("searched canary").await;
    cara.says("panicking canary").await;
    let (said, status) = house.run("backup").await;
    assert!(status.success(), "{said}");
    silent(&said, "the backup's words");
    let wal = house.database().with_extension("db-wal");
    assert!(wal.exists(), "there is a write-ahead log to look into");
    search(&house);

    house.sim.faults().clear();
    house.rest(4 * PATIENCE).await;
    house.sim.faults().add(Fault::on("getUpdates", FaultKind::Unauthorized));
    cara.says_quietly("searched canary");
    assert_eq!(bot.end().await.code(), Some(2), "a token that is no longer taken ends the bot");
    let said = bot.said();
    assert!(said.contains("refusal=code 502"), "no call failed:\n{said}");
    assert!(said.contains("a turn panicked"), "no turn panicked:\n{said}");
    search(&house);
    let records = Records::read(&house).await;
    assert!(records.clients.iter().any(|(_, name)| name == "Zebrafinch Canarywren"));
    assert!(records.visits.iter().any(|note| note.contains("canary sang")));
    assert_eq!(wrong(&judge(&records, &Default::default(), &seats[0], 9), "chain is broken"), 0);
}

/// Refusals that quote what was sent, cut connections, a page instead of an answer.
fn plan_trouble(house: &House) {
    let page = || FaultKind::Status { code: 502, body: "<html>a canary in a page</html>".into() };
    let quoting = FaultKind::Status {
        code: 400,
        body: r#"{"ok":false,"error_code":400,"description":"Bad Request: a canary in a description"}"#
            .into(),
    };
    let faults = house.sim.faults();
    faults.add(Fault::on("sendMessage", page()).from_nth(2).times(1));
    faults.add(Fault::on("sendMessage", FaultKind::CutBefore).from_nth(5).times(1));
    faults.add(Fault::on("sendMessage", FaultKind::CutAfter).from_nth(7).times(1));
    faults.add(Fault::on("editMessageText", FaultKind::CutAfter).from_nth(2).times(1));
    faults.add(Fault::on("editMessageText", page()).from_nth(4).times(1));
    faults.add(Fault::on("answerCallbackQuery", page()).from_nth(3).times(1));
    faults.add(Fault::on("deleteMessage", quoting).times(1));
    faults.add(Fault::on("getUpdates", page()).from_nth(5).times(1));
}

fn search(house: &House) {
    let files = house.files();
    assert!(
        files.iter().any(|(path, _)| path.ends_with("kartoteka.db")),
        "the archive is searched"
    );
    let copies = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "tar");
    assert!(files.iter().any(|(path, _)| copies(path)), "the backup is searched");
    for (path, bytes) in files {
        silent(&String::from_utf8_lossy(&bytes), &path.display().to_string());
    }
}

fn silent(text: &str, place: &str) {
    let tail = TOKEN.split(':').nth(1).expect("a token has two parts");
    let told = CANARIES.iter().chain([&tail]).find(|canary| text.contains(**canary));
    assert_eq!(told, None, "told in {place}");
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
