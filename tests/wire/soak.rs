//! The soak: five updates a second, faults at random, for as long as there is time; memory and file descriptors stay where
//! they are, and nothing is lost (F28).

use super::rig::load::{Load, PEOPLE, READER};
use super::rig::oracle::{judge, print};
use super::rig::records::Records;
use super::rig::tools::budget;
use super::rig::{House, Random, Seat, seed};
use kartoteka::archive::clients;
use kartoteka::model::card::{Kind, NewClient, Source};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId};
use simulator::faults::{Fault, FaultKind};
use std::fs;
use std::time::{Duration, Instant};
use tokio::time::{MissedTickBehavior, interval};

/// The soak in CI; `KARTOTEKA_TEST_BUDGET` gives it minutes.
const SHORT: Duration = Duration::from_secs(40);
/// F28's own length: from here on its bound is asserted.
const WHOLE: Duration = Duration::from_secs(60 * 60);
/// Clients on the books of the whole soak, and how many are written at once: more pages than the caches hold, so that
/// these are full within the first quarter.
const STOCK: [usize; 2] = [15_000, 500];
/// Updates a second.
const PER_SECOND: u32 = 5;
/// Ticks between two faults.
const FAULT_EVERY: u32 = 5;
/// Faults that struck are forgotten after so many ticks.
const FORGET_EVERY: u32 = 300;
/// F28: megabytes an hour.
const SLOPE_MAX: f64 = 1.0;
/// What a short soak may take more at its end than after its first quarter: caches fill.
const GROWTH_MAX_MB: f64 = 24.0;
/// File descriptors that may come beyond the first quarter's: idle connections are kept.
const DESCRIPTORS_MAX: usize = 40;
/// While more updates than this wait, nobody acts.
const PENDING_MAX: usize = 40;
/// Tries at finding somebody with something to do.
const TRIES: usize = 12;
/// What the bot may need to work off what is left.
const DRAIN_MAX: Duration = Duration::from_secs(120);

/// A moment of the process.
struct Sample {
    hours: f64,
    megabytes: f64,
    descriptors: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_soak_under_faults_leaks_and_loses_nothing() {
    let (budget, seed) = (budget().unwrap_or(SHORT).max(SHORT), seed());
    let (house, seats) = House::stocked(PEOPLE).await;
    if budget >= WHOLE {
        stock(&house, &seats[0]).await;
    }
    let (mut load, mut random) = (Load::new(&seats, seed), Random::new(seed ^ 0x736f_616b));
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let (begun, mut samples, mut planned) = (Instant::now(), Vec::new(), 0);
    let mut tick = interval(Duration::from_secs(1) / PER_SECOND);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for ticks in 0u32.. {
        if begun.elapsed() > budget {
            break;
        }
        tick.tick().await;
        let acts = load.acts;
        for _ in 0..TRIES {
            if house.sim.pulse().pending <= PENDING_MAX && load.acts == acts {
                load.act();
            }
        }
        if ticks.is_multiple_of(FORGET_EVERY) {
            house.sim.faults().clear();
        }
        if ticks.is_multiple_of(FAULT_EVERY) {
            house.sim.faults().add(fault(&mut random));
            planned += 1;
            samples.push(sample(bot.pid(), begun));
        }
    }
    house.sim.faults().clear();
    house.rest(DRAIN_MAX).await;
    let (status, _) = bot.terminate().await;
    assert!(status.success(), "{status}: {}", bot.said());
    let records = Records::read(&house).await;
    let journal = house.sim.journal();
    let struck: Vec<_> = journal.entries.iter().filter(|it| it["fault"].is_object()).collect();
    let doubts = struck.iter().filter(|call| call["method"] == "sendMessage").count();
    let struck = struck.len();
    let lines = judge(&records, &load.book, &seats[READER], doubts);
    print("Soaked", &lines, &[("acts of people", &load.acts), ("faults struck", &struck)]);
    // Of two that wait for one method a call strikes one, and both are spent.
    assert!(struck > planned / 4, "{struck} faults of {planned} struck");
    let broken: Vec<_> = lines.iter().filter(|line| line.wrong > 0).collect();
    assert!(broken.is_empty(), "{broken:#?}\n{}", bot.said());
    let verdict = weigh(&samples);
    told(&verdict, budget, load.acts, struck);
    assert_eq!(leak(&verdict, budget), None);
}

async fn stock(house: &House, owner: &Seat) {
    let archive = house.archive().await;
    let clerk = Actor { id: owner.id, name: String::new(), role: Role::Owner, branch: BranchId(1) };
    let [all, at_once] = STOCK;
    for first in (0..all).step_by(at_once) {
        let clerk = clerk.clone();
        let stocked = archive.write(move |tx| {
            let clerk = clerk.clone();
            Box::pin(async move {
                for number in first..first + at_once {
                    let new = NewClient {
                        kind: Kind::Person,
                        name: format!("Stocked Invented {number}"),
                        phone: Some(format!("+86138{number:08}")),
                        facts: Vec::new(),
                        source: Source::Visit,
                        health_consent: None,
                        keeper: None,
                    };
                    clients::create(tx, &clerk, &new, chrono::Utc::now()).await?;
                }
                Ok(())
            })
        });
        stocked.await.expect("the clients are stocked");
    }
    archive.close().await.expect("the archive is closed");
}

/// What a soak's samples come to.
struct Verdict {
    first_mb: f64,
    last_mb: f64,
    /// Megabytes an hour.
    slope: f64,
    /// The most file descriptors in the first quarter, and after it.
    descriptors: [usize; 2],
}

fn weigh(samples: &[Sample]) -> Verdict {
    let (cold, warm) = samples.split_at(samples.len() / 4);
    let most = |samples: &[Sample]| samples.iter().map(|it| it.descriptors).max().unwrap_or(0);
    Verdict {
        first_mb: warm[0].megabytes,
        last_mb: warm[warm.len() - 1].megabytes,
        slope: slope(warm),
        descriptors: [most(cold), most(warm)],
    }
}

/// Why it is a leak, if it is one.
fn leak(verdict: &Verdict, budget: Duration) -> Option<&'static str> {
    let [early, late] = verdict.descriptors;
    let grows = if budget >= WHOLE {
        verdict.slope >= SLOPE_MAX
    } else {
        verdict.last_mb - verdict.first_mb >= GROWTH_MAX_MB
    };
    match (late > early + DESCRIPTORS_MAX, grows) {
        (true, _) => Some("file descriptors"),
        (_, true) => Some("memory"),
        _ => None,
    }
}

fn told(verdict: &Verdict, budget: Duration, acts: usize, struck: usize) {
    let [early, late] = verdict.descriptors;
    println!(
        "figure F28 | {:.1} min, {acts} acts at {PER_SECOND}/s at most, {struck} faults at random | 0 lost, 0 twice; resident memory {:.1} MB after the first quarter, {:.1} MB at the end, slope {:.2} MB/h; at most {early} file descriptors in the first quarter, {late} after it",
        budget.as_secs_f64() / 60.0,
        verdict.first_mb,
        verdict.last_mb,
        verdict.slope,
    );
}

/// One call that goes wrong.
fn fault(random: &mut Random) -> Fault {
    let methods =
        ["getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage"];
    let kind = match random.between(0, 6) {
        0 => FaultKind::Status { code: 502, body: "<html>Bad Gateway</html>".into() },
        1 => FaultKind::Junk { code: 200 },
        2 => FaultKind::CutBefore,
        3 => FaultKind::CutAfter,
        4 => FaultKind::Half,
        5 => FaultKind::RetryAfter { seconds: 1 },
        _ => FaultKind::Delay { ms: 400 },
    };
    Fault::on(random.pick(&methods), kind).times(1)
}

fn sample(pid: u32, begun: Instant) -> Sample {
    let pages = fs::read_to_string(format!("/proc/{pid}/statm")).expect("the bot runs");
    let resident: f64 =
        pages.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("a number of pages");
    let descriptors = fs::read_dir(format!("/proc/{pid}/fd")).expect("the bot runs").count();
    // A page is 4 KiB.
    let megabytes = resident * 4_096.0 / 1e6;
    Sample { hours: begun.elapsed().as_secs_f64() / 3_600.0, megabytes, descriptors }
}

/// By how much memory grows in an hour: the line through all samples.
fn slope(samples: &[Sample]) -> f64 {
    let count = samples.len() as f64;
    let mean = |of: &dyn Fn(&Sample) -> f64| samples.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(&|it| it.hours), mean(&|it| it.megabytes));
    let rise: f64 = samples.iter().map(|it| (it.hours - x) * (it.megabytes - y)).sum();
    let run: f64 = samples.iter().map(|it| (it.hours - x).powi(2)).sum();
    rise / run
}

/// The judge of the samples fails where memory or descriptors grow.
#[test]
fn a_leak_is_seen() {
    let leaking = |megabytes: f64, descriptors: usize| -> Vec<Sample> {
        let at = |nth: usize| Sample {
            hours: nth as f64 / 100.0,
            megabytes: 50.0 + megabytes * nth as f64 / 100.0,
            descriptors: 20 + descriptors * nth / 100,
        };
        (0..=100).map(at).collect()
    };
    let found = |samples: Vec<Sample>| leak(&weigh(&samples), WHOLE);
    assert_eq!(found(leaking(0.5, 0)), None);
    assert_eq!(found(leaking(2.0, 0)), Some("memory"));
    assert_eq!(found(leaking(0.0, 100)), Some("file descriptors"));
}
