//! What the suites share beside the house: the longer tier, and programs of the machine that a test may need.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// The longer tier: how long a suite goes on with new seeds after its usual count (`KARTOTEKA_TEST_BUDGET`, minutes).
pub fn budget() -> Option<Duration> {
    let given = std::env::var("KARTOTEKA_TEST_BUDGET").ok().filter(|given| !given.is_empty())?;
    let minutes: u64 = given.parse().expect("KARTOTEKA_TEST_BUDGET is a number of minutes");
    Some(Duration::from_secs(60 * minutes))
}

/// How many times as long as the release build a debug build may take among other tests: bounds are the release's.
pub fn slack() -> u32 {
    if std::env::var_os("KARTOTEKA_TEST_BINARY").is_some() { 1 } else { 4 }
}

/// The tracer. Without one, it is said aloud and nothing is tested; where `KARTOTEKA_TEST_STRACE` names it, it must be.
pub fn strace() -> Option<PathBuf> {
    let named = std::env::var_os("KARTOTEKA_TEST_STRACE").filter(|named| !named.is_empty());
    let found = named.clone().map_or_else(|| PathBuf::from("strace"), PathBuf::from);
    let runs = std::process::Command::new(&found).arg("-V").stdout(Stdio::null()).status();
    if runs.is_ok_and(|status| status.success()) {
        return Some(found);
    }
    assert!(named.is_none(), "{} does not run", found.display());
    println!("skipped: strace is not installed");
    None
}

/// Whether a program of the machine runs; where it does not, that is said aloud.
pub fn has(program: &str) -> bool {
    let mut asked = std::process::Command::new(program);
    let runs = asked.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let there = runs.is_ok_and(|status| status.success());
    if !there {
        println!("skipped: {program} is not installed");
    }
    there
}

/// A library of a test's own, built into this folder, to be loaded before the system's (`LD_PRELOAD`).
pub fn preloaded(source: &str, folder: &Path) -> PathBuf {
    let library = folder.join(source).with_extension("so");
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/disk");
    let compiler = std::process::Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &sources.join(source)])
        .status();
    assert!(compiler.expect("cc runs").success(), "{source} is built");
    library
}
