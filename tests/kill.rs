//! The bot is killed under load, again and again, at known places and at random ones: nothing is lost, nothing is done twice (K1, K2).
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

mod rig;

use rig::load::{Load, PEOPLE, READER};
use rig::oracle::{judge, print, wrong};
use rig::records::Records;
use rig::{House, PATIENCE, Random, Seat, seed};
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;
use tokio::time::timeout;

/// Kills of a run, unless `KARTOTEKA_TEST_KILLS` says otherwise; a fifth of them in each group.
const KILLS: usize = 50;
/// Kills of the run in the wrong order.
const KILLS_WRONG: usize = 6;
/// A restart takes no longer than this until the first poll (K1).
const BACK_MAX: Duration = Duration::from_secs(3);
/// A random kill comes so many milliseconds after the first poll.
const RANDOM_MS: (u64, u64) = (50, 1_500);
/// What the last life may need to work off what is left.
const DRAIN_MAX: Duration = Duration::from_secs(120);
/// What `abort` ends with, and `kill -9`.
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;

/// Groups of places, and the passing at the latest at which a kill there strikes.
const PLACES: &[(&str, &[&str], u64)] = &[
    ("inbox", &["after-poll", "before-inbox", "in-inbox", "after-inbox"], 15),
    ("turn", &["in-turn", "after-turn", "before-commit", "after-commit"], 40),
    ("send", &["before-send", "after-send", "after-message"], 25),
    ("mark", &["before-mark", "after-mark"], 25),
];

/// Where a kill is to strike.
#[derive(Clone)]
struct Strike {
    group: &'static str,
    /// The planted fault; empty for a kill from outside.
    fault: String,
    after: Duration,
}

/// A run that is over.
struct Run {
    records: Records,
    load: Load,
    reader: Seat,
    struck: BTreeMap<String, usize>,
    kills: usize,
    slowest: Duration,
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_it_loses_nothing_and_does_nothing_twice() {
    let (seed, kills) = (seed(), kills());
    let run = run(seed, strikes(seed, kills, "")).await;
    let lines = judge(&run.records, &run.load.book, &run.reader, run.kills);
    let book = &run.load.book;
    let shed = run.records.inbox.iter().filter(|(_, state)| state == "shed").count();
    let slowest = format!("{} ms", run.slowest.as_millis());
    let facts: Vec<(&str, &dyn std::fmt::Display)> = vec![
        ("seed", &seed),
        ("acts of people", &run.load.acts),
        ("kills", &run.kills),
        ("updates shed in a flood", &shed),
        ("slowest restart to the first poll", &slowest),
    ];
    let (clients, visits) = (book.saved.len(), book.logged.len());
    print("Killed under load", &lines, &facts);
    for (place, times) in &run.struck {
        println!("  killed at {place:<48} {times:>8}");
    }
    assert!(clients > 0 && visits > 0, "the load did nothing: {clients} clients, {visits} visits");
    for (group, ..) in PLACES {
        let struck: usize =
            run.struck.iter().filter(|(at, _)| at.starts_with(group)).map(|(_, n)| n).sum();
        assert!(struck >= kills / 5, "{struck} kills in {group}");
    }
    let broken: Vec<_> = lines.iter().filter(|line| line.wrong > 0).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    if std::env::var_os("KARTOTEKA_TEST_BINARY").is_some() {
        assert!(run.slowest < BACK_MAX, "a restart took {slowest}");
    }
    each_rule_can_fail(&run);
}

/// A copy of the records in which something happened twice, or not at all, is reported by the rule for it.
fn each_rule_can_fail(run: &Run) {
    let told = |change: &dyn Fn(&mut Records), rule: &str| {
        let mut records = run.records.clone();
        change(&mut records);
        let lines = judge(&records, &run.load.book, &run.reader, run.kills);
        assert!(wrong(&lines, rule) > 0, "{rule} was not reported");
    };
    let book = &run.load.book;
    let saved = |name: &str| book.saved.iter().any(|known| known == name);
    let logged = |note: &str| book.logged.contains(note);
    told(&|records| drop(records.inbox.pop()), "lost");
    told(&|records| records.inbox.push(records.inbox[0].clone()), "or twice");
    told(&|records| records.inbox[0].1 = "new".into(), "inbox without an end");
    told(&|records| records.outbox[0].1 = "sending".into(), "outbox without an end");
    told(
        &|records| {
            let client = records.clients.iter().find(|(_, name)| saved(name)).cloned();
            records.clients.extend(client);
        },
        "created twice",
    );
    told(&|records| records.clients.retain(|(_, name)| !saved(name)), "clients whose receipt");
    told(
        &|records| {
            let visit = records.visits.iter().find(|note| logged(note)).cloned();
            records.visits.extend(visit);
        },
        "logged twice",
    );
    told(&|records| records.visits.retain(|note| !logged(note)), "visits whose receipt");
    told(&|records| records.trail.push(("searched".into(), run.reader.id.0)), "searches");
    told(&|records| records.trail.push(("created".into(), 0)), "clients: without");
    told(&|records| records.trail.push(("logged".into(), 0)), "visits: without");
    told(&|records| records.calls.retain(|call| call.query.is_none()), "never answered");
    for (method, rule) in [
        ("answerCallbackQuery", "answered twice"),
        ("sendMessage", "without the mark"),
        ("editMessageText", "the same one twice"),
    ] {
        let again = |records: &mut Records| {
            let plain = |call: &&rig::records::Call| !call.text.contains("may be a repeat");
            let call = records.done(method).find(plain).cloned();
            records.calls.extend(call);
        };
        told(&again, rule);
    }
    told(&|records| records.broken = Some(1), "chain is broken");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rig_finds_what_the_wrong_order_loses() {
    let seed = seed();
    let mut strikes = strikes(seed, 5 * KILLS_WRONG, "confirm-first,");
    strikes.retain(|strike| strike.fault.contains("abort=before-inbox"));
    let run = run(seed, strikes).await;
    let lines = judge(&run.records, &run.load.book, &run.reader, run.kills);
    print("Killed under load, confirming first", &lines, &[("seed", &seed)]);
    assert!(wrong(&lines, "lost") > 0, "the rig cannot see a loss");
}

fn kills() -> usize {
    let given = std::env::var("KARTOTEKA_TEST_KILLS").ok();
    given.map_or(KILLS, |given| given.parse().expect("KARTOTEKA_TEST_KILLS is a number"))
}

/// So many kills in an order of the seed's: a fifth in each group, the rest at random moments.
fn strikes(seed: u64, kills: usize, also: &str) -> Vec<Strike> {
    let mut random = Random::new(seed ^ 0x6b69_6c6c);
    let mut strikes = Vec::new();
    for (group, places, most) in PLACES {
        for number in 0..kills / 5 {
            let place = places[number % places.len()];
            let fault = format!("{also}abort={place}:{}", random.between(1, *most));
            strikes.push(Strike { group, fault, after: PATIENCE });
        }
    }
    while strikes.len() < kills {
        let after = Duration::from_millis(random.between(RANDOM_MS.0, RANDOM_MS.1));
        strikes.push(Strike { group: "random", fault: String::new(), after });
    }
    random.shuffle(&mut strikes);
    strikes
}

/// Lives and kills, one after the other on the same data, then one life that ends in peace.
async fn run(seed: u64, strikes: Vec<Strike>) -> Run {
    let (house, seats) = House::stocked(PEOPLE).await;
    let mut load = Load::new(&seats, seed);
    let (mut struck, mut slowest) = (BTreeMap::new(), Duration::ZERO);
    let kills = strikes.len();
    for strike in strikes {
        let mut bot = house.start(&strike.fault);
        let life = async {
            let back = bot.first_poll(&house.sim).await;
            let ended = timeout(strike.after, bot.end()).await;
            (back, ended.ok())
        };
        let (back, ended) = tokio::select! {
            ended = life => ended,
            never = load.run(&house) => match never {},
        };
        slowest = slowest.max(back.unwrap_or_default());
        let status = match ended {
            Some(status) => status,
            None => bot.kill().await,
        };
        let place = strike.fault.rsplit('=').next().and_then(|place| place.split(':').next());
        let at = match status.signal() {
            Some(SIGABRT) => format!("{} {}", strike.group, place.unwrap_or_default()),
            Some(SIGKILL) => "random moment".into(),
            _ => panic!("the bot ended by itself ({status}) and said:\n{}", bot.said()),
        };
        *struck.entry(at).or_default() += 1;
    }
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts after the last kill");
    house.rest(DRAIN_MAX).await;
    let (status, _) = bot.terminate().await;
    assert!(status.success(), "{status}: {}", bot.said());
    let records = Records::read(&house).await;
    let reader = seats[READER].clone();
    Run { records, load, reader, struck, kills, slowest }
}
