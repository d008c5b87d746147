//! What the ten commonest turns cost, in instructions: from the update to its commit, Telegram left out.
//!
//! Instructions do not depend on what else the machine does, so a rise of more than 5 % beyond `tests/turns/instructions.txt`
//! fails. Counted in the unoptimised build that the tests have anyway: what is watched is the change. Whoever makes a turn
//! dearer, or cheaper, writes the file anew with `KARTOTEKA_TEST_BLESS=1`. Valgrind has no instructions for SHA-256, as
//! processors have: the sealing of pages counts for more here than it takes.
//!
//! `KARTOTEKA_TEST_VALGRIND` names valgrind; without it this says that it is skipped.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]
#![allow(dead_code, reason = "the rig and the salon serve other tests as well")]

#[path = "turns/day.rs"]
mod day;
mod rig;
#[path = "fuzz/salon.rs"]
mod salon;

use day::{TURNS, leave, left, walk};
use salon::Template;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is written down.
const WRITTEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/turns/instructions.txt");
/// Names the folder of a stocked salon to the process that is counted.
const STOCKED: &str = "KARTOTEKA_TEST_TURNS";
/// Days that are walked; the first makes what a process makes once, and is not counted.
const DAYS: usize = 3;
/// How much dearer a turn may be than what is written, in percent.
const RISE_MAX: f64 = 5.0;

#[test]
fn no_common_turn_costs_more_than_is_written() {
    let named = std::env::var_os("KARTOTEKA_TEST_VALGRIND").filter(|it| !it.is_empty());
    let Some(valgrind) = named else {
        println!("skipped: KARTOTEKA_TEST_VALGRIND is not set, so no instructions are counted");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    runtime().block_on(async { leave(&Template::stocked().await, folder.path()) });
    let counted = counted(&PathBuf::from(valgrind), folder.path());
    let table: String =
        TURNS.iter().zip(&counted).map(|(turn, count)| format!("{count:>11}  {turn}\n")).collect();
    println!("{table}");
    if std::env::var_os("KARTOTEKA_TEST_BLESS").is_some_and(|it| !it.is_empty()) {
        std::fs::write(WRITTEN, table).expect("the counts are written");
        return;
    }
    let written = std::fs::read_to_string(WRITTEN).expect("the counts are written down");
    let risen = risen(&written, &counted);
    assert!(risen.is_empty(), "dearer than tests/turns/instructions.txt: {risen:#?}");
}

/// The days as the counted process walks them; without a stocked salon on one of its own, which takes a moment.
#[test]
fn the_ten_turns_are_walked() {
    runtime().block_on(async {
        match std::env::var_os(STOCKED) {
            Some(folder) => walk(&left(Path::new(&folder)), DAYS).await,
            None => walk(&Template::stocked().await, 1).await,
        }
    });
}

#[test]
fn a_dearer_turn_and_one_that_is_not_written_are_told() {
    let written: String = TURNS.iter().map(|turn| format!("{:>11}  {turn}\n", 1_000)).collect();
    assert!(risen(&written, &[1_050; TURNS.len()]).is_empty());
    assert_eq!(risen(&written, &[1_051; TURNS.len()]).len(), TURNS.len());
    assert_eq!(risen("", &[1; TURNS.len()]).len(), TURNS.len());
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// The instructions of each turn, the median over the days.
fn counted(valgrind: &Path, folder: &Path) -> Vec<u64> {
    let out = folder.join("counts");
    let run = Command::new(valgrind)
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg("--zero-before=*day::turn_begins*")
        .arg("--dump-before=*day::turn_ends*")
        .arg(std::env::current_exe().expect("this program"))
        .args(["--exact", "the_ten_turns_are_walked", "--test-threads=1"])
        .env(STOCKED, folder)
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{}{said}", String::from_utf8_lossy(&run.stdout));
    let all: Vec<u64> = (1..=DAYS * TURNS.len())
        .map(|number| total(&folder.join(format!("counts.{number}"))))
        .collect();
    let later = &all[TURNS.len()..];
    (0..TURNS.len())
        .map(|turn| {
            let mut days: Vec<u64> =
                later.iter().skip(turn).step_by(TURNS.len()).copied().collect();
            days.sort_unstable();
            days[days.len() / 2]
        })
        .collect()
}

/// All instructions of one dump.
fn total(dump: &Path) -> u64 {
    let text = std::fs::read_to_string(dump).expect("a turn was counted");
    let line = text.lines().find_map(|line| line.strip_prefix("totals: "));
    line.and_then(|line| line.trim().parse().ok()).expect("a dump ends with its total")
}

/// What has become dearer, or is not written.
fn risen(written: &str, counted: &[u64]) -> Vec<String> {
    let before = |turn: &str| {
        let line = written.lines().find(|line| line.trim_start().ends_with(&format!("  {turn}")));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
    };
    let is_risen = |(turn, count): (&&str, &u64)| {
        let rise = before(turn).map(|before| *count as f64 * 100.0 / before as f64 - 100.0);
        let fits = rise.is_some_and(|rise| rise <= RISE_MAX);
        (!fits).then(|| format!("{turn}: {count}, {:+.1} %", rise.unwrap_or(f64::NAN)))
    };
    TURNS.iter().zip(counted).filter_map(is_risen).collect()
}
