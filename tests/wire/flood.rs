//! A flood by one and by a hundred: everybody else is served (F11, K43, T26).

use super::rig::load::Book;
use super::rig::oracle::{judge, wrong};
use super::rig::records::Records;
use super::{ALL_END, LOOK, Salon, answered, percentile, waits};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};

/// People who work beside the flood.
const OTHERS: usize = 5;
/// The flood of one: updates a second, and for how long.
const PER_SECOND: u32 = 100;
const FLOOD: Duration = Duration::from_secs(8);
/// The flood of many: so many people, each with so many updates, one a person's thought or three apart.
const MANY: usize = 100;
const EACH: usize = 10;
/// What a person takes between two acts.
const THOUGHT: Duration = Duration::from_millis(200);
/// F11's bound, on the release binary.
const P95_MAX: Duration = Duration::from_secs(1);
/// The order of magnitude, on any machine under any load.
const P95_MAX_ANYWHERE: Duration = Duration::from_secs(10);
/// What the bot may need to work off the floods.
const DRAIN_MAX: Duration = Duration::from_secs(240);

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_holds_up_nobody_else() {
    let mut salon = Salon::open(1 + OTHERS + MANY).await;
    let flooder = salon.seats[0].person.clone();
    let mut sent = 0;
    let one = beside(&salon, async {
        let mut tick = interval(Duration::from_secs(1) / PER_SECOND);
        tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let begun = Instant::now();
        while begun.elapsed() < FLOOD {
            tick.tick().await;
            flooder.says_quietly("nadia");
            sent += 1;
        }
    });
    let one = one.await;
    let many: Vec<_> = salon.seats[1 + OTHERS..].iter().map(|seat| seat.person.clone()).collect();
    let all = beside(&salon, async {
        for _ in 0..EACH {
            for person in &many {
                person.says_quietly("/start");
            }
            sleep(3 * THOUGHT).await;
        }
        // The flood lasts until the last of it is taken.
        while salon.house.sim.pulse().pending > 0 {
            sleep(LOOK).await;
        }
    });
    let all = all.await;
    let (status, _) = salon.bot.terminate().await;
    assert_eq!(status.code(), Some(0), "{}", salon.bot.said());
    told("one person at 100 updates/s for 8 s", sent, &one);
    told("100 people at once, 10 updates each in 6 s", MANY * EACH, &all);
    let timed = std::env::var_os("KARTOTEKA_TEST_BINARY").is_some();
    let bound = if timed { P95_MAX } else { P95_MAX_ANYWHERE };
    for waits in [&one, &all] {
        assert!(waits.len() > OTHERS, "nobody worked beside it: {} acts", waits.len());
        assert!(percentile(waits, 95) < bound, "others waited: {:?}", percentile(waits, 95));
    }
    let records = Records::read(&salon.house).await;
    let lines = judge(&records, &Book::default(), &salon.seats[0], 0);
    for rule in ALL_END.into_iter().chain(["lost", "fields sent"]) {
        assert_eq!(wrong(&lines, rule), 0, "{rule}");
    }
}

/// How long others wait for what they say while a flood lasts, sorted. Returns once all is answered: the one who waits
/// longest counts, too.
async fn beside(salon: &Salon, flood: impl Future<Output = ()>) -> Vec<Duration> {
    let since = salon.house.sim.pulse().records;
    let others = &salon.seats[1..=OTHERS];
    let mut at_work = JoinSet::new();
    for seat in others {
        let person = seat.person.clone();
        at_work.spawn(async move {
            loop {
                answered(&person).await;
                sleep(THOUGHT).await;
            }
        });
    }
    flood.await;
    at_work.shutdown().await;
    salon.house.rest(DRAIN_MAX).await;
    let people: Vec<i64> = others.iter().map(|seat| seat.person.id()).collect();
    waits(&salon.house.sim, &people, since)
}

/// Prints the figure.
fn told(flood: &str, updates: usize, waits: &[Duration]) {
    let at = |of_hundred| percentile(waits, of_hundred).as_millis();
    println!(
        "figure F11 | {flood} ({updates} updates), {OTHERS} others beside it with {} acts | the others' answers: p50 {} ms, p95 {} ms, slowest {} ms",
        waits.len(),
        at(50),
        at(95),
        at(100),
    );
}
