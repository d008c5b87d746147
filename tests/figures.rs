//! Measures what performance.md promises, on the real program and the disk below: only with `KARTOTEKA_TEST_FIGURES=1`,
//! best with `--release` and with `KARTOTEKA_TEST_BINARY` naming a release build.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

mod rig;
#[path = "figures/stock.rs"]
mod stock;

use kartoteka::archive::clients;
use kartoteka::model::card::{Field, Kind, NewClient, Source};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId};
use rig::{Bot, House, Random, Seat, binary};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, TransactionTrait};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::process::Command;
use tokio::time::{MissedTickBehavior, interval, sleep};

/// People who are active at once.
const PEOPLE: usize = 50;
/// Clients on the books.
const CLIENTS: usize = 200;
/// Rounds, to see how much the machine itself varies.
const ROUNDS: usize = 3;
/// How long a round lasts.
const ROUND: Duration = Duration::from_secs(10);
/// Updates per second, unless `KARTOTEKA_TEST_RATE` says otherwise.
const RATE: u64 = 100;
/// Commits that are timed.
const COMMITS: usize = 200;
/// Updates whose commits are counted, one after the other.
const COUNTED: usize = 20;
/// The longest wait for a round's last answers.
const DRAIN_MAX: Duration = Duration::from_secs(60);
/// Resident memory, in MB.
const MEMORY_MAX: u64 = 80;
/// From the start to the first poll.
const START_MAX: Duration = Duration::from_secs(1);
/// What may come on top of two commits, in milliseconds.
const BEYOND_COMMITS: f64 = 5.0;

/// Milliseconds, sorted.
struct Times(Vec<f64>);

impl Times {
    fn new(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0.get((share * last as f64).round() as usize).copied().unwrap_or(f64::NAN)
    }

    fn row(&self) -> String {
        let [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1.0].map(|share| self.at(share));
        format!(
            "p50 {p50:7.2}   p95 {p95:7.2}   p99 {p99:7.2}   max {most:7.2} ms   n {}",
            self.0.len()
        )
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures() {
    if std::env::var_os("KARTOTEKA_TEST_FIGURES").is_none() {
        println!("skipped: KARTOTEKA_TEST_FIGURES is not set");
        return;
    }
    println!("program  {}", binary().file_name().unwrap_or_default().to_string_lossy());
    println!("build    {}", if is_release() { "release" } else { "debug, or not known" });
    let names: Vec<String> = (0..PEOPLE).map(|n| format!("Person {n:02}")).collect();
    let people: Vec<(&str, Role)> = names.iter().map(|name| (&**name, Role::Care)).collect();
    let (house, seats) = House::stocked(&people).await;
    a_few_clients(&house, &seats).await;
    let start = starts(&house).await;
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    for seat in &seats {
        seat.person.says("/start").await;
    }
    let commits = commits_before_the_first_call(&house, &bot, &seats[0]).await;
    let mut middles = Vec::new();
    let (mut noise, mut memory) = (Vec::new(), 0);
    for number in 1..=ROUNDS {
        let commit = commit_times(&house).await;
        let times = round(&house, &seats, number as u64).await;
        memory = memory.max(resident(&bot));
        println!("round {number}: update to first call    {}", times.row());
        println!("round {number}: one durable commit      {}", commit.row());
        middles.push((times.at(0.5), commit.at(0.5)));
        noise.push(commit.at(0.5));
    }
    bot.terminate().await;
    tell(&middles, &noise, &start, memory, &commits);
}

/// Makes the archive of `tests/bench/run`.
#[tokio::test(flavor = "multi_thread")]
async fn stock_for_the_bench() {
    stock::make().await;
}

fn tell(middles: &[(f64, f64)], noise: &[f64], start: &Times, memory: u64, commits: &[usize]) {
    let met = |is_met: bool| if is_met { "met" } else { "MISSED" };
    println!("\n{:<44} {:>10} {:>22}", "figure", "measured", "target");
    for (number, (middle, commit)) in middles.iter().enumerate() {
        let target = 2.0 * commit + BEYOND_COMMITS;
        let name = format!("p50 update to first call, round {}", number + 1);
        println!("{name:<44} {middle:>7.2} ms {target:>13.2} ms {}", met(*middle <= target));
        println!("{:<44} {:>9.2}x", "  as a multiple of one commit", middle / commit);
    }
    let least = noise.iter().copied().fold(f64::MAX, f64::min);
    let most = noise.iter().copied().fold(0.0, f64::max);
    println!("{:<44} {:>9.2}x", "noise: slowest to fastest round of commits", most / least);
    let (middle, most) = (commits[commits.len() / 2], commits[commits.len() - 1]);
    let name = "commits before the first call, median";
    println!("{name:<44} {middle:>10} {:>13}    {}", 2, met(middle <= 2));
    println!("{:<44} {most:>10}", "  at most");
    let memory_met = met(memory < MEMORY_MAX);
    println!(
        "{:<44} {memory:>7} MB {MEMORY_MAX:>13} MB {memory_met}",
        "resident memory under load"
    );
    let (took, target) = (start.at(0.5), START_MAX.as_secs_f64() * 1e3);
    let name = "start to first poll";
    println!("{name:<44} {took:>7.0} ms {target:>13.0} ms {}", met(took < target));
}

fn is_release() -> bool {
    binary().parent().is_some_and(|folder| folder.ends_with("release"))
}

/// Clients beyond those that every house has.
async fn a_few_clients(house: &House, seats: &[Seat]) {
    let archive = house.archive().await;
    let id = seats[0].id;
    let stocked = archive.write(move |tx| {
        Box::pin(async move {
            let clerk = Actor { id, name: String::new(), role: Role::Owner, branch: BranchId(1) };
            for number in 0..CLIENTS {
                let new = NewClient {
                    kind: Kind::Person,
                    name: client(number),
                    phone: Some(format!("+86138{number:08}")),
                    facts: vec![(Field::Likes, "Jasmine tea, quiet music".into())],
                    source: Source::Visit,
                    health_consent: Some(true),
                    keeper: None,
                };
                clients::create(tx, &clerk, &new, chrono::Utc::now()).await?;
            }
            Ok(())
        })
    });
    stocked.await.expect("the clients are stocked");
    archive.close().await.expect("the archive is closed");
}

fn client(number: usize) -> String {
    let letter = |value: usize| char::from(b'a' + u8::try_from(value % 26).expect("a letter"));
    format!("Invented {}{}{}", letter(number / 26), letter(number), letter(number * 7))
}

/// From the start of the program to its first poll.
async fn starts(house: &House) -> Times {
    let mut took = Vec::new();
    for _ in 0..ROUNDS {
        let mut bot = house.start("");
        let first = bot.first_poll(&house.sim).await.expect("the bot starts");
        took.push(first.as_secs_f64() * 1e3);
        bot.terminate().await;
    }
    Times::new(took)
}

/// Durable commits of one row each, encrypted, on the same disk.
async fn commit_times(house: &House) -> Times {
    let file = house.folder.path().join("commits.db");
    let mut options = ConnectOptions::new("sqlite://file");
    let set = move |options: sea_orm::sqlx::sqlite::SqliteConnectOptions| {
        use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
        options
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
    };
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(set);
    options.sqlcipher_key(house.key.opening());
    let db = Database::connect(options).await.expect("a database of its own");
    db.execute_unprepared("CREATE TABLE IF NOT EXISTS t (x TEXT)").await.expect("a table");
    let mut times = Vec::new();
    for _ in 0..COMMITS {
        let begun = Instant::now();
        let tx = db.begin().await.expect("a transaction");
        tx.execute_unprepared("INSERT INTO t VALUES ('one row')").await.expect("a row");
        tx.commit().await.expect("a commit");
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Times::new(times)
}

/// People search and press at an even pace; how long each waited for the first call that concerns them.
async fn round(house: &House, seats: &[Seat], seed: u64) -> Times {
    let rate = std::env::var("KARTOTEKA_TEST_RATE").ok();
    let rate = rate.map_or(RATE, |rate| rate.parse().expect("KARTOTEKA_TEST_RATE is a number"));
    let before = house.sim.pulse().records;
    let mut random = Random::new(seed);
    let mut pace = interval(Duration::from_secs(1) / u32::try_from(rate).expect("a small number"));
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let begun = Instant::now();
    let mut turn = 0;
    while begun.elapsed() < ROUND {
        pace.tick().await;
        let person = &seats[turn % PEOPLE].person;
        turn += 1;
        let presses = random.between(0, 1) == 0;
        if !presses || person.press_if_there("Home").is_none() {
            person.says_quietly(&client(random.between(0, CLIENTS as u64 - 1) as usize));
        }
    }
    println!("round {seed}: {:.0} updates/s", turn as f64 / begun.elapsed().as_secs_f64());
    house.rest(DRAIN_MAX).await;
    Times::new(waits(&house.sim.journal().entries[before..]))
}

/// From each update to the first call that answers it, or writes to its chat.
fn waits(entries: &[Value]) -> Vec<f64> {
    let mut calls: BTreeMap<i64, Vec<u64>> = BTreeMap::new();
    let mut answers: BTreeMap<&str, u64> = BTreeMap::new();
    for call in entries.iter().filter(|entry| entry["kind"] == "call") {
        let at = call["us"].as_u64().expect("a time");
        let params = &call["params"];
        if let Some(query) = params["callback_query_id"].as_str() {
            answers.insert(query, at);
        }
        let chat = params["chat_id"].as_i64().or_else(|| params["chat_id"].as_str()?.parse().ok());
        if let Some(chat) = chat.filter(|_| call["method"] == "sendMessage") {
            calls.entry(chat).or_default().push(at);
        }
    }
    let wait = |entry: &Value| {
        let (at, update) = (entry["us"].as_u64()?, &entry["update"]);
        let first = match update["callback_query"]["id"].as_str() {
            Some(query) => *answers.get(query)?,
            None => {
                let sent = calls.get(&update["message"]["from"]["id"].as_i64()?)?;
                *sent.iter().find(|sent| **sent >= at)?
            }
        };
        Some((first.saturating_sub(at)) as f64 / 1e3)
    };
    entries.iter().filter(|entry| entry["kind"] == "update").filter_map(wait).collect()
}

/// Resident memory in MB.
fn resident(bot: &Bot) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", bot.pid()));
    let status = status.expect("the system tells of its processes");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: u64 = line
        .and_then(|line| line.split_whitespace().next()?.parse().ok())
        .expect("the resident size");
    kib / 1024
}

/// Synced writes between an update and its first call, for updates that come alone; seen by strace.
async fn commits_before_the_first_call(house: &House, bot: &Bot, seat: &Seat) -> Vec<usize> {
    let file = house.folder.path().join("syncs");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-ttt", "-e", "trace=fdatasync,fsync", "-o"]).arg(&file);
    strace.args(["-p", &bot.pid().to_string()]).kill_on_drop(true);
    strace.stdin(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let Ok(mut strace) = strace.spawn() else {
        println!("strace is not installed: commits are not counted");
        return vec![0];
    };
    sleep(ROUND / 10).await;
    let before = house.sim.pulse().records;
    let mut clock = None;
    for number in 0..COUNTED {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs_f64();
        seat.person.says(&client(number)).await;
        clock.get_or_insert(now);
        sleep(ROUND / 50).await;
    }
    let pid = strace.id().expect("it runs").to_string();
    let _told = Command::new("kill").args(["-INT", &pid]).status().await;
    let _ended = strace.wait().await;
    let syncs = std::fs::read_to_string(&file).unwrap_or_default();
    let syncs: Vec<f64> =
        syncs.lines().filter_map(|line| line.split_whitespace().nth(1)?.parse().ok()).collect();
    let entries = &house.sim.journal().entries[before..];
    let at = |entry: &Value| entry["us"].as_u64().expect("a time") as f64 / 1e6;
    let updates: Vec<f64> =
        entries.iter().filter(|entry| entry["kind"] == "update").map(at).collect();
    let sends: Vec<f64> =
        entries.iter().filter(|entry| entry["method"] == "sendMessage").map(at).collect();
    let begun = clock.expect("there were updates") - updates[0];
    let mut counts: Vec<usize> = updates
        .iter()
        .filter_map(|update| {
            let sent = sends.iter().find(|sent| *sent > update)?;
            let within = |sync: &&f64| **sync >= begun + update && **sync <= begun + sent;
            Some(syncs.iter().filter(within).count())
        })
        .collect();
    counts.sort_unstable();
    assert!(counts.last().is_some_and(|most| *most > 0), "no commit was seen");
    counts
}
