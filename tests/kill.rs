//! The bot is killed under load, again and again, at known places and at random ones: nothing is lost, nothing is done twice
//! (K1, K2, F1). The same rig on a bot with a stock dispatcher counts what that loses.
//!
//! 200 kills in CI, in houses side by side; with `KARTOTEKA_TEST_KILLS` as many as that says, and with
//! `KARTOTEKA_TEST_BUDGET` on and on with new seeds until its minutes are over.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

mod rig;
#[path = "kill/stock.rs"]
mod stock;

use kartoteka::model::card::Field;
use rig::load::{Load, PEOPLE, READER};
use rig::oracle::{Line, judge, print, wrong};
use rig::records::Records;
use rig::tools::budget;
use rig::{House, PATIENCE, Random, Seat, seed};
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// Kills of a run, unless `KARTOTEKA_TEST_KILLS` says otherwise; a fifth of them in each group.
const KILLS: usize = 200;
/// Houses side by side, each with its own kills. More would slow each other down: then more sends are under way at a
/// kill, and each of them is repeated.
const HOUSES: usize = 2;
/// Kills of one house at most: what an archive holds slows a life down.
const KILLS_OF_HOUSE: usize = 100;
/// Kills of the run in the wrong order.
const KILLS_WRONG: usize = 6;
/// A restart takes no longer than this until the first poll (K1).
const BACK_MAX: Duration = Duration::from_secs(3);
/// A random kill comes so many milliseconds after the first poll; short times are drawn more often.
const RANDOM_MS: (u64, u64) = (50, 1_500);
/// In the last life people work undisturbed until a client and a visit more are saved, or so long.
const IN_PEACE: Duration = Duration::from_secs(60);
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

impl Run {
    fn judged(&self) -> Vec<Line> {
        judge(&self.records, &self.load.book, &self.reader, self.kills)
    }
}

/// All runs together.
#[derive(Default)]
struct Total {
    lines: Vec<Line>,
    struck: BTreeMap<String, usize>,
    kills: usize,
    acts: usize,
    shed: usize,
    slowest: Duration,
    /// One in which clients and visits came; of the others only the sums are kept.
    sample: Option<Run>,
}

impl Total {
    fn add(&mut self, run: Run) {
        let lines = run.judged();
        if self.lines.is_empty() {
            self.lines = lines;
        } else {
            for (sum, line) in self.lines.iter_mut().zip(lines) {
                sum.counted += line.counted;
                sum.wrong += line.wrong;
            }
        }
        for (place, times) in &run.struck {
            *self.struck.entry(place.clone()).or_default() += times;
        }
        self.kills += run.kills;
        self.acts += run.load.acts;
        self.shed += run.records.inbox.iter().filter(|(_, state)| state == "shed").count();
        self.slowest = self.slowest.max(run.slowest);
        let busy = !run.load.book.saved.is_empty() && !run.load.book.logged.is_empty();
        if self.sample.is_none() && busy {
            self.sample = Some(run);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_it_loses_nothing_and_does_nothing_twice() {
    let (seed, kills, begun) = (seed(), kills(), Instant::now());
    let mut total = Total::default();
    side_by_side(seed, kills, &mut total).await;
    for round in 1.. {
        if budget().is_none_or(|budget| begun.elapsed() > budget) {
            break;
        }
        side_by_side(seed + round, HOUSES * KILLS_OF_HOUSE, &mut total).await;
        println!("{} kills after {} s", total.kills, begun.elapsed().as_secs());
    }
    let slowest = format!("{} ms", total.slowest.as_millis());
    let facts: Vec<(&str, &dyn std::fmt::Display)> = vec![
        ("seed", &seed),
        ("acts of people", &total.acts),
        ("kills", &total.kills),
        ("updates shed in a flood", &total.shed),
        ("slowest restart to the first poll", &slowest),
    ];
    print("Killed under load", &total.lines, &facts);
    for (place, times) in &total.struck {
        println!("  killed at {place:<48} {times:>8}");
    }
    tell(&total);
    for (group, ..) in PLACES {
        let struck = total.struck.iter().filter(|(at, _)| at.starts_with(group));
        let struck: usize = struck.map(|(_, times)| times).sum();
        assert!(struck >= kills / 5, "{struck} kills in {group}");
    }
    let broken: Vec<_> = total.lines.iter().filter(|line| line.wrong > 0).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    if std::env::var_os("KARTOTEKA_TEST_BINARY").is_some() {
        assert!(total.slowest < BACK_MAX, "a restart took {slowest}");
    }
    each_rule_can_fail(&total.sample.expect("the load came to clients and visits"));
}

/// The figure's lines.
fn tell(total: &Total) {
    let line = |rule: &str| total.lines.iter().find(|line| line.rule.contains(rule)).expect(rule);
    let (lost, repeats) = (line("lost"), line("without the mark"));
    let twice = |line: &&Line| line.rule.contains("twice") || line.rule.contains("exactly one");
    let twice: usize = total.lines.iter().filter(twice).map(|line| line.wrong).sum();
    println!(
        "figure F1 | kills under load, updates lost, effects twice | {} kills, {} updates, {} lost, {twice} twice",
        total.kills, lost.counted, lost.wrong
    );
    println!(
        "figure F1 | sends repeated after a kill, of those unmarked; slowest restart | {} repeated, {} unmarked, {} ms",
        repeats.counted,
        repeats.wrong,
        total.slowest.as_millis()
    );
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
    let sights = judge(&run.records, book, &run.reader, run.kills);
    let shown = sights.iter().find(|line| line.rule.starts_with("fields sent"));
    assert!(shown.is_some_and(|line| line.counted > 0), "no card was shown");
    told(
        &|records| {
            // The front desk may not read what stands under documents unless it was lent.
            let said = rig::canary(0, Field::Document);
            let call = rig::records::Call { said, ..records.calls[0].clone() };
            records.calls.push(rig::records::Call { chat: run.reader.person.id(), ..call });
        },
        "fields sent",
    );
    told(
        &|records| {
            let file = ("a log".into(), b"at 09:02 Nadia Sample called".to_vec());
            records.leaks.extend(rig::records::leaks(&[file]));
        },
        "in the clear",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rig_finds_what_the_wrong_order_loses() {
    let seed = seed();
    let mut strikes = strikes(seed, 5 * KILLS_WRONG, "confirm-first,");
    strikes.retain(|strike| strike.fault.contains("abort=before-inbox"));
    let run = run(seed, strikes).await;
    let lines = run.judged();
    print("Killed under load, confirming first", &lines, &[("seed", &seed)]);
    assert!(wrong(&lines, "lost") > 0, "the rig cannot see a loss");
}

fn kills() -> usize {
    let given = std::env::var("KARTOTEKA_TEST_KILLS").ok();
    given.map_or(KILLS, |given| given.parse().expect("KARTOTEKA_TEST_KILLS is a number"))
}

/// So many kills, dealt out to houses of which some live at a time.
async fn side_by_side(seed: u64, kills: usize, total: &mut Total) {
    let strikes = strikes(seed, kills, "");
    let houses = HOUSES.max(kills.div_ceil(KILLS_OF_HOUSE));
    let dealt = |house: usize| strikes.iter().skip(house).step_by(houses).cloned().collect();
    let shares: Vec<Vec<Strike>> = (0..houses).map(dealt).collect();
    for (wave, shares) in shares.chunks(HOUSES).enumerate() {
        let seed = |house: usize| seed ^ (((wave * HOUSES + house) as u64) << 32);
        let lives = shares.iter().enumerate();
        let lives = lives.map(|(house, share)| tokio::spawn(run(seed(house), share.clone())));
        for life in lives.collect::<Vec<_>>() {
            total.add(life.await.expect("a house stands to the end"));
        }
    }
}

/// So many kills in an order of the seed's: a fifth in each group, the rest at random moments.
fn strikes(seed: u64, kills: usize, also: &str) -> Vec<Strike> {
    let mut random = Random::new(seed ^ 0x6b69_6c6c);
    // The lesser of two: a kill soon after the start costs less, and finds as much.
    let mut soon = |low, high| random.between(low, high).min(random.between(low, high));
    let mut strikes = Vec::new();
    for (group, places, most) in PLACES {
        for number in 0..kills / 5 {
            let place = places[number % places.len()];
            let fault = format!("{also}abort={place}:{}", soon(1, *most));
            strikes.push(Strike { group, fault, after: PATIENCE });
        }
    }
    while strikes.len() < kills {
        let after = Duration::from_millis(soon(RANDOM_MS.0, RANDOM_MS.1));
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
    let (begun, saved, logged) = (Instant::now(), load.book.saved.len(), load.book.logged.len());
    let worked = |load: &Load| load.book.saved.len() > saved && load.book.logged.len() > logged;
    while !worked(&load) && begun.elapsed() < IN_PEACE {
        let _over = timeout(Duration::from_secs(1), load.run(&house)).await;
    }
    house.rest(DRAIN_MAX).await;
    let (status, _) = bot.terminate().await;
    assert!(status.success(), "{status}: {}", bot.said());
    let records = Records::read(&house).await;
    let reader = seats[READER].clone();
    Run { records, load, reader, struck, kills, slowest }
}
