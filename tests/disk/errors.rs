//! Calls on the database's files fail, one after the other (K6, F4): the k-th write, the k-th sync, now as a broken disk,
//! now as a full one, now interrupted. Each act is done or refused aloud, whole, and the next one works.

use crate::rig::records::Records;
use crate::rig::tools::{budget, strace};
use crate::rig::{Bot, House, PATIENCE, Random, seed};
use crate::work::{Shift, WORK_MAX};
use futures::{StreamExt, stream};
use kartoteka::archive::check::{self, Place};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// Runs in CI, a seeded sample over the kinds.
const SAMPLE: usize = 12;
/// Runs at the same time: mostly they wait.
const ABREAST: usize = 3;
/// Clients and visits of one run, each: with searches and random presses some thirty flows.
const FLOWS: usize = 3;
/// The longest that people work under the fault.
const FAULTY_MAX: Duration = Duration::from_secs(120);

/// A kind of fault: the call, how it fails, and the calls between two failing ones. Within `comb` runs, from the first to
/// the `comb`-th call as the first failing one, each call has failed once.
struct Kind {
    call: &'static str,
    error: &'static str,
    comb: u64,
}

const fn kind(call: &'static str, error: &'static str, comb: u64) -> Kind {
    Kind { call, error, comb }
}

/// What fails, and how. A commit needs one sync, and two writes for each page.
const KINDS: &[Kind] = &[
    kind("fsync", "EIO", 25),
    kind("pwrite64", "ENOSPC", 700),
    kind("fsync", "ENOSPC", 25),
    kind("pwrite64", "EIO", 700),
    kind("ftruncate", "EIO", 4),
    kind("fsync", "EINTR", 25),
    kind("pwrite64", "EINTR", 700),
    kind("pread64", "EIO", 40),
];

/// What came of one run.
struct Run {
    kind: String,
    injected: usize,
    flows: usize,
    /// It ended at the start or in the midst, with a sentence, and started again.
    ended: bool,
}

/// What came of all.
#[derive(Default)]
struct Found {
    runs: usize,
    injected: usize,
    flows: usize,
    ended: usize,
    by_kind: BTreeMap<String, usize>,
}

impl Found {
    fn with(mut self, run: Run) -> Self {
        self.runs += 1;
        self.injected += run.injected;
        self.flows += run.flows;
        self.ended += usize::from(run.ended);
        *self.by_kind.entry(run.kind).or_default() += run.injected;
        self
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_failed_call_is_survived_or_told() {
    let Some(strace) = strace() else { return };
    let (seed, begun) = (seed(), Instant::now());
    let mut random = Random::new(seed ^ 0x6469_736b);
    let sampled = (0..SAMPLE).map(|number| &KINDS[number % KINDS.len()]);
    let mut plan: Vec<_> =
        sampled.map(|kind| (kind, random.between(1, kind.comb), random.next())).collect();
    let usual = plan.len();
    if budget().is_some() {
        for kind in KINDS {
            plan.extend((1..=kind.comb).map(|k| (kind, k, seed.wrapping_add(k))));
        }
    }
    let within =
        |number: usize| number < usual || budget().is_some_and(|most| begun.elapsed() < most);
    let runs = stream::iter(plan.iter().enumerate())
        .filter(|(number, _)| std::future::ready(within(*number)))
        .map(|(_, (kind, k, seed))| run(&strace, kind, *k, *seed))
        .buffer_unordered(ABREAST);
    let found = runs.fold(Found::default(), |found, run| async { found.with(run) }).await;
    for (kind, times) in &found.by_kind {
        println!("  {kind:<30} {times:>6} failed calls");
    }
    let (runs, all) = (found.runs, KINDS.iter().map(|kind| kind.comb).sum::<u64>());
    println!(
        "figure F4 | the k-th, k+n-th, k+2n-th … write, sync, cut or read of the database's files fails, {} ways | {runs} runs (the whole comb has {all}), {} failed calls, {} flows told done, 0 lost, 0 half done; {} runs ended with a sentence and started again",
        KINDS.len(),
        found.injected,
        found.flows,
        found.ended
    );
    assert!(found.injected >= SAMPLE / 2, "hardly any fault struck: {}", found.injected);
    assert!(found.flows >= SAMPLE * FLOWS, "hardly anything was done: {}", found.flows);
}

/// One life under the tracer with this fault, a life without, and the oracles.
async fn run(strace: &Path, kind: &Kind, k: u64, seed: u64) -> Run {
    let begun = Instant::now();
    let mut shift = Shift::few(seed).await;
    let what = format!("{} {} at {k}, seed {seed}", kind.call, kind.error);
    let mut bot = traced(&shift.house, strace, kind, k);
    let began = bot.first_poll(&shift.house.sim).await;
    let lived = began.is_ok() && shift.goes_on(&mut bot, FLOWS, FAULTY_MAX).await;
    if lived {
        let ended = timeout(PATIENCE, bot.terminate()).await;
        let (status, _) = ended.unwrap_or_else(|_| panic!("{what}: it does not stop"));
        // A fault in the very last moment may spoil the end; then it is told.
        let said = bot.said();
        let told = said.lines().last().is_some_and(|last| last.ends_with('.'));
        assert!(status.success() || (status.code() == Some(1) && told), "{what}: {status}: {said}");
    } else {
        let status = bot.end().await;
        let said = bot.said();
        let last = said.lines().last().unwrap_or_default();
        assert!(status.code() == Some(1) && last.ends_with('.'), "{what}: {status}: {said}");
    }
    let struck = injected(&shift.house);
    let mut bot = shift.starts_well().await;
    let before = shift.done();
    let lives = shift.goes_on(&mut bot, 1, WORK_MAX).await;
    assert!(lives && shift.done() >= before + 2, "{what}: {}", bot.said());
    // Whoever was in a doubtful send when the program ended may read it twice, marked.
    shift.kills = struck;
    shift.ends(bot).await;
    shift.is_whole(&what, &[("failed calls", &struck)]).await;
    let database = shift.house.database();
    let health = check::health(Place::Sqlite(&database, &shift.house.key), None).await;
    let health = health.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(health.problems.is_empty(), "{what}: {:?}", health.problems);
    println!("{what}: {struck} of {} calls, {:?}", calls(&shift.house), begun.elapsed());
    let kind = format!("{} {}", kind.call, kind.error);
    Run { kind, injected: struck, flows: shift.done(), ended: !lived }
}

/// The bot under a tracer that lets the k-th call of each thread on the database's files fail.
fn traced(house: &House, strace: &Path, kind: &Kind, k: u64) -> Bot {
    let database = house.data().canonicalize().expect("the data folder").join("kartoteka.db");
    let database = database.to_str().expect("a path").to_owned();
    let log = format!("{database}-wal");
    let trace = house.folder.path().join("trace");
    let inject = format!("inject={}:error={}:when={k}+{}", kind.call, kind.error, kind.comb);
    let calls = format!("trace={}", kind.call);
    let strace = strace.to_str().expect("a path");
    let line = [
        strace,
        "-D",
        "-f",
        "--seccomp-bpf",
        "-P",
        &database,
        "-P",
        &log,
        "-e",
        &calls,
        "-e",
        &inject,
        "-o",
        trace.to_str().expect("a path"),
        "--",
    ];
    house.start_under(&line, &[("KARTOTEKA_LOG", "warn")])
}

fn calls(house: &House) -> usize {
    let trace = std::fs::read(house.folder.path().join("trace")).unwrap_or_default();
    String::from_utf8_lossy(&trace).lines().filter(|line| line.contains('(')).count()
}

fn injected(house: &House) -> usize {
    let trace = std::fs::read(house.folder.path().join("trace")).unwrap_or_default();
    String::from_utf8_lossy(&trace).matches("(INJECTED)").count()
}

/// The oracles report an act that is half done: a client without its entry, and an entry without its client.
#[tokio::test(flavor = "multi_thread")]
async fn the_oracles_find_an_act_that_is_half_done() {
    let mut shift = Shift::few(7).await;
    let mut bot = shift.starts_well().await;
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    let records = Records::read(&shift.house).await;
    assert!(shift.wrong(&records).is_empty());
    let told = |change: &dyn Fn(&mut Records)| {
        let mut changed = records.clone();
        change(&mut changed);
        !shift.wrong(&changed).is_empty()
    };
    assert!(told(&|records| drop(records.clients.pop())));
    assert!(told(&|records| records.trail.retain(|(act, _)| act != "logged")));
    assert!(told(&|records| drop(records.inbox.pop())));
    assert!(told(&|records| records.inbox[0].1 = "dead".into()));
    assert!(told(&|records| records.calls[0].text = "database is locked".into()));
}
