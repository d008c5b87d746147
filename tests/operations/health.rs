//! `/health` and `/metrics` of the real program, against what the rig itself counts.

use crate::rig::load::PEOPLE;
use crate::rig::{Bot, House, PATIENCE, Seat};
use crate::scrape::{Scrape, address, get, send, until};
use kartoteka::telegram::classify::classify;
use serde_json::Value;
use simulator::faults::{Fault, FaultKind};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// The setting; the system chooses the port.
const ANY_PORT: (&str, &str) = ("KARTOTEKA_METRICS", "127.0.0.1:0");
/// The word that brings a turn down.
const WORD: &str = "boom";
/// Connections of clients that never say anything.
const SILENT: usize = 64;

/// A salon, and a bot that can be asked.
async fn opened(variables: &[(&str, &str)]) -> (House, Vec<Seat>, Bot, String) {
    let (house, seats) = House::stocked(PEOPLE).await;
    let (bot, address) = begun(&house, variables).await;
    (house, seats, bot, address)
}

async fn begun(house: &House, variables: &[(&str, &str)]) -> (Bot, String) {
    let mut bot = house.start_with(&[&[ANY_PORT], variables].concat());
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let address = address(&bot).await;
    (bot, address)
}

/// How the calls in the journal ended, as the bot should have counted them. Polls are told apart.
fn ends(house: &House) -> BTreeMap<&'static str, u64> {
    let mut ends = BTreeMap::new();
    let journal = house.sim.journal();
    for call in journal.entries.iter().filter(|entry| entry["kind"] == "call") {
        let (status, answer) = (call["status"].as_i64().unwrap_or_default(), &call["answer"]);
        let text = answer["description"].as_str().unwrap_or_default();
        let pause = answer["parameters"]["retry_after"].as_u64();
        let end = if status == 200 { "ok" } else { classify(status, text, pause).label() };
        *ends.entry(end).or_default() += 1;
    }
    ends
}

/// Messages that say that they may be there twice.
fn marked(house: &House) -> usize {
    let journal = house.sim.journal();
    let text = |call: &&Value| call["params"]["text"].as_str().unwrap_or_default().to_owned();
    let sends = journal.calls("sendMessage");
    sends.iter().map(text).filter(|text| text.contains("may be a repeat")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_are_what_the_rig_counts() {
    let fault = format!("panic={WORD}");
    let (house, seats, mut bot, address) = opened(&[("KARTOTEKA_FAULT", &fault)]).await;
    let before = Scrape::of(&address).await;
    let version = format!("build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"));
    assert!(before.value(&version) == 1.0 && before.value("turn_seconds_count") == 0.0);
    assert!(before.value("trail_intact") == 1.0);
    assert!(before.value("backup_timestamp_seconds") == 0.0);

    // A message whose sending is in doubt, then a pause that Telegram asks for.
    house.sim.faults().add(Fault::on("sendMessage", FaultKind::CutAfter).from_nth(2).times(1));
    for seat in &seats {
        seat.person.says_quietly("/start");
    }
    house.rest(2 * PATIENCE).await;
    house.sim.faults().add(Fault::on("sendMessage", FaultKind::RetryAfter { seconds: 4 }).times(1));
    seats[0].person.says_quietly("Nadia");
    seats[1].person.says_quietly(WORD);
    // One scrape after the other: a busy machine may show the two moments apart.
    let (waited, failed) = (Cell::new(false), Cell::new(false));
    let told = async || {
        let now = Scrape::of(&address).await;
        let more = |name: &str| now.value(name) > 0.0;
        let pause = now.value("api_retry_after_seconds");
        let waits =
            pause > 0.0 && more("outbox_messages") && more("outbox_messages_oldest_seconds");
        let busy = now.value("inbox_updates") == 1.0 && now.value("queued_people") == 1.0;
        waited.set(waited.get() || waits && pause <= 4.0);
        failed.set(failed.get() || busy && more("inbox_updates_oldest_seconds"));
        (waited.get() && failed.get()).then_some(())
    };
    until("a turn that fails beside a message that waits", told).await;
    let sent = async || (Scrape::of(&address).await.value("outbox_messages") == 0.0).then_some(());
    until("what waited is sent", sent).await;
    house.rest(2 * PATIENCE).await;
    let (said, status) = house.run("backup").await;
    assert!(status.success(), "{said}");

    let after = Scrape::of(&address).await;
    let issued = house.sim.journal().updates().len();
    assert_eq!(after.value("turn_seconds_count"), issued as f64);
    assert!(after.value("turn_seconds_sum") > 1.0, "a turn that is tried again takes its pauses");
    assert!(after.value("commit_seconds_count") >= issued as f64);
    assert_eq!(after.value("repeated_sends_total"), marked(&house) as f64);
    assert!(marked(&house) == 1, "{}", house.sim.transcript());
    let ends = ends(&house);
    for end in kartoteka::meter::ENDS {
        let counted = after.value(&format!("api_calls_total{{end=\"{end}\"}}"));
        assert_eq!(counted, ends.get(end).copied().unwrap_or_default() as f64, "{end}: {ends:?}");
    }
    for empty in ["inbox_updates", "outbox_messages", "queued_people", "api_retry_after_seconds"] {
        assert_eq!(after.value(empty), 0.0, "{empty}");
    }
    assert!(after.value("backup_timestamp_seconds") > 1.7e9);
    assert!(after.value("polled_timestamp_seconds") > 1.7e9);
    println!(
        "figure metrics | updates, calls, marked repeats as the rig counts them | {issued}, {}, 1",
        ends.values().sum::<u64>()
    );
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
}

#[tokio::test(flavor = "multi_thread")]
async fn health_is_503_with_a_line_for_each_problem() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let clock = house.folder.path().join("clock");
    let gone = house.folder.path().join("other-disk");
    std::fs::write(&gone, "").expect("what stands in the folder's place is no folder");
    let path = |path: &std::path::Path| path.to_str().expect("a path").to_owned();
    let (clock_path, gone_path) = (path(&clock), path(&gone));
    let (mut bot, address) =
        begun(&house, &[("KARTOTEKA_CLOCK", &clock_path), ("KARTOTEKA_BACKUPS", &gone_path)]).await;
    let well = async || {
        let told = get(&address, "/health").await?;
        (told == (200, "ok\n".to_owned())).then_some(())
    };
    until("health", well).await;
    // Another process finds no lock: the file was replaced.
    std::fs::rename(house.data().join("lock"), house.data().join("moved")).expect("a lock");
    until("the lost lease", || unwell(&address, "lease: ")).await;
    std::fs::rename(house.data().join("moved"), house.data().join("lock")).expect("a lock");
    until("health again", well).await;

    // Telegram answers no more, and two minutes go by.
    let page = FaultKind::Status { code: 502, body: "<html>".into() };
    house.sim.faults().add(Fault::on("getUpdates", page));
    seats[0].person.says_quietly("/start");
    until("a poll that failed", async || bot.said().contains("getUpdates failed").then_some(()))
        .await;
    std::fs::write(&clock, "+120000").expect("the clock is moved");
    until("silence", || unwell(&address, "telegram: no answer to a poll for 1")).await;
    house.sim.faults().clear();
    // Without news a poll is answered only after its 25 seconds.
    seats[0].person.says_quietly("/start");
    until("health after the silence", well).await;

    // Two nights without a backup.
    std::fs::write(&clock, "+172800000").expect("the clock is moved");
    let missed = async || {
        let (status, body) = get(&address, "/health").await?;
        (status == 503 && body.contains("backup: none for 4")).then_some(body)
    };
    let told = until("the backup", missed).await;
    assert!(!told.contains("Nadia") && !told.contains("Olga"), "{told}");
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
}

/// The page of a service that is not well, once this line is all that it says: what was under way ends first.
async fn unwell(address: &str, line: &str) -> Option<String> {
    let (status, body) = get(address, "/health").await?;
    (status == 503 && body.starts_with(line) && body.lines().count() == 1).then_some(body)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_others_or_a_taken_port_is_refused() {
    let (house, _) = House::stocked(PEOPLE).await;
    let kept = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let taken = kept.local_addr().expect("an address").to_string();
    for (address, hint) in [
        ("0.0.0.0:9464", "other machines could reach"),
        ("[::]:9464", "other machines could reach"),
        ("192.0.2.1:9464", "other machines could reach"),
        ("localhost", "is not an address"),
        (taken.as_str(), "choose another port"),
    ] {
        let run = house.command("run").env("KARTOTEKA_METRICS", address).output().await;
        let run = run.expect("the program runs");
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{address}: {said}");
        let last = said.lines().last().unwrap_or_default();
        assert!(last.contains("KARTOTEKA_METRICS") && last.contains(hint), "{address}: {last}");
    }
    drop(kept);
    assert_eq!(house.sim.pulse().records, 0, "Telegram was not asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn junk_and_slow_clients_hold_nothing_up() {
    let (_house, seats, mut bot, address) = opened(&[]).await;
    let long = [b"GET /".to_vec(), vec![b'x'; 1 << 20], b" HTTP/1.1\r\n\r\n".to_vec()].concat();
    let junk: [(&[u8], &str); 9] = [
        (b"\r\n\r\n", "400"),
        (b"GET /health\r\n\r\n", "400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\xff\r\n\r\n", "400"),
        (b"GET /health HTTP/9.9\r\n\r\n", "400"),
        (b"POST /health HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "405"),
        (b"DELETE /metrics HTTP/1.1\r\n\r\n", "405"),
        (b"GET /../../etc/passwd HTTP/1.1\r\n\r\n", "404"),
        (b"GET /metrics/../health HTTP/1.1\r\n\r\n", "404"),
        (&long, "400"),
    ];
    for (request, status) in junk {
        let answer = send(&address, request).await.unwrap_or_default();
        // What was sent beyond the limit may cut the connection before its answer is read.
        let is_cut = answer.is_empty() && request.len() == long.len();
        let begins = format!("HTTP/1.1 {status} ");
        assert!(is_cut || answer.starts_with(&begins), "{status}: {answer}");
    }
    let mut silent = Vec::new();
    for _ in 0..SILENT {
        silent.push(TcpStream::connect(&address).await.expect("a connection"));
    }
    // Beside them people are served, and once their time is over the pages are answered again.
    seats[0].person.says("/start").await;
    let begun = std::time::Instant::now();
    until("the metrics", async || get(&address, "/metrics").await).await;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    drop(silent);
    assert_eq!(get(&address, "/health").await, Some((200, "ok\n".to_owned())));
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
}
