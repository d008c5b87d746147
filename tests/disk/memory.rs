//! One allocation fails, anywhere in the midst of work (K10): the program goes on or ends and starts again, and nothing is
//! lost or half done.

use crate::rig::tools::{budget, has, preloaded};
use crate::rig::{PATIENCE, Random, seed};
use crate::work::Shift;
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// What it says when it fails.
const FAILED: &str = "an allocation failed";
/// Failing calls in CI; `KARTOTEKA_TEST_BUDGET` goes on.
const STRIKES: usize = 6;
/// Calls that are spared after the signal, at most: those of a few turns.
const SPARED_MAX: u64 = 60_000;
/// The longest that people work until it has failed, and after.
const WORK: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn one_failing_allocation_in_the_midst_of_work_loses_nothing() {
    if !has("cc") {
        return;
    }
    let (seed, begun) = (seed(), Instant::now());
    let mut random = Random::new(seed ^ 0x6d65_6d6f);
    let mut shift = Shift::few(seed).await;
    let library = preloaded("memory.c", shift.house.folder.path()).display().to_string();
    let (mut struck, mut ended) = (0, 0);
    while struck < STRIKES || budget().is_some_and(|most| begun.elapsed() < most) {
        let spared = random.between(0, SPARED_MAX).to_string();
        let variables =
            [("LD_PRELOAD", library.as_str()), ("SPARED", &spared), ("KARTOTEKA_LOG", "warn")];
        let mut bot = shift.house.start_with(&variables);
        bot.first_poll(&shift.house.sim).await.expect("the bot starts");
        shift.works_on(&mut bot, 1).await;
        let armed = Command::new("kill").args(["-USR2", &bot.pid().to_string()]).status();
        assert!(armed.expect("kill runs").success());
        let lives = shift.goes_on(&mut bot, 2, WORK).await;
        struck += usize::from(bot.said().contains(FAILED));
        if lives {
            // It may have failed in the very last moment; then the end is that of a failure, too.
            let stopped = timeout(PATIENCE, bot.terminate()).await;
            let (status, _) = stopped.expect("it stops");
            ended += usize::from(!status.success());
        } else {
            let status = bot.end().await;
            assert!(!status.success() && bot.said().contains(FAILED), "{status}: {}", bot.said());
            ended += 1;
        }
        shift.kills = ended;
    }
    let mut bot = shift.starts_well().await;
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    shift.is_whole("An allocation failed", &[("failed", &struck), ("ended", &ended)]).await;
    println!(
        "figure K10 | one allocation fails in the midst of work, at a random call | {struck} failed, {ended} times the program ended and started again, {} acts told done: 0 lost, 0 half done",
        shift.done()
    );
}
