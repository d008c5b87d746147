//! What all of these tests share: how long they go on, how they count aloud, and how a panic becomes a finding.

use crate::rig::tools::budget;
use crate::rig::{Random, seed};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Instant;

/// Threads of the pure suites: the machine of reference has two cores.
pub const THREADS: u64 = 2;

/// A figure, as the README's table collects it.
pub fn figure(id: &str, counted: &str, result: impl Display) {
    println!("figure {id} | {counted} | {result}");
}

/// Until when the longer tier goes on; now, where nobody asks for one.
pub fn until() -> Instant {
    Instant::now() + budget().unwrap_or_default()
}

/// Does the work, and says where it panicked instead of panicking.
pub fn survives<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let told = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let told = told.or_else(|| panic.downcast_ref::<String>().cloned());
        format!("panicked: {}", told.unwrap_or_default())
    })
}

/// Draws cases on all threads until there were `least` of them and the time is up. A case says what kind it was, or what
/// is wrong; the kinds are counted. The first thing wrong ends the test, with the seed that draws it again.
pub fn draw<K: Ord + Send + Copy>(
    least: u64,
    case: impl Fn(&mut Random) -> Result<K, String> + Sync,
) -> BTreeMap<K, u64> {
    let (seed, until) = (seed(), until());
    let case = &case;
    let draw_some = move |nth: u64| {
        let mut kinds: BTreeMap<K, u64> = BTreeMap::new();
        let mut random = Random::new(seed ^ (nth << 56));
        let mut drawn = 0;
        while drawn < least / THREADS || Instant::now() < until {
            // Each case has a seed of its own: a finding is drawn again without what came before.
            let own = random.next();
            let kind = survives(|| case(&mut Random::new(own))).and_then(|kind| kind);
            let kind = kind.unwrap_or_else(|wrong| panic!("seed {seed}, case {own}: {wrong}"));
            *kinds.entry(kind).or_default() += 1;
            drawn += 1;
        }
        kinds
    };
    let counts = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|nth| scope.spawn(move || draw_some(nth))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no case is wrong"))
            .collect::<Vec<_>>()
    });
    let mut all = BTreeMap::new();
    for (kind, count) in counts.into_iter().flatten() {
        *all.entry(kind).or_default() += count;
    }
    all
}

/// Resident memory of a process, in KiB.
pub fn resident(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"));
    let status = status.expect("the system tells of its processes");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let told = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    told.expect("the resident size")
}

#[test]
fn a_panic_is_a_finding() {
    let planted = survives(|| panic!("a planted word"));
    assert_eq!(planted, Err::<(), _>("panicked: a planted word".to_owned()));
    let drawn = survives(|| {
        draw(
            100,
            |random| if random.next().is_multiple_of(40) { Err("planted".into()) } else { Ok(()) },
        )
    });
    assert!(drawn.is_err(), "a case that is wrong ends the test");
}
