//! Two programs for one archive or one token: one that stands still for a while, and one that polls beside another (K4, K20).

use crate::postgres;
use crate::rig::load::{Load, PEOPLE, READER};
use crate::rig::oracle::{judge, print};
use crate::rig::records::Records;
use crate::rig::{Bot, House, PATIENCE, seed};
use sea_orm::sqlx::{Connection, PgConnection};
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

/// How long a process stands still; the longer tier takes the catalogue's minute.
const STILL: Duration = Duration::from_secs(4);
const STILL_LONG: Duration = Duration::from_secs(60);
/// People work so long before it stands still.
const BEFORE: Duration = Duration::from_secs(1);
/// Two poll with one token for so long.
const RIVALRY: Duration = Duration::from_secs(8);
/// Polls of both in that time: neither hurries.
const POLLS_MAX: u64 = 16;
/// How often a wait looks.
const LOOK: Duration = Duration::from_millis(10);

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_stands_still_keeps_its_archive_and_goes_on() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let mut load = Load::new(&seats, seed());
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let _over = timeout(BEFORE, load.run(&house)).await;
    bot.signal("STOP");
    let longer = std::env::var_os("KARTOTEKA_TEST_BUDGET").is_some_and(|it| !it.is_empty());
    let until = Instant::now() + if longer { STILL_LONG } else { STILL };
    let mut refused = 0;
    while Instant::now() < until {
        let second = async {
            let (said, status) = house.run("run").await;
            assert_eq!(status.code(), Some(1), "{said}");
            assert!(said.contains("Another kartoteka works on this archive"), "{said}");
        };
        tokio::select! {
            () = second => refused += 1,
            never = load.run(&house) => match never {},
        }
        let _over = timeout(BEFORE, load.run(&house)).await;
    }
    bot.signal("CONT");
    house.rest(4 * PATIENCE).await;
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
    let lines = judge(&Records::read(&house).await, &load.book, &seats[READER], 0);
    print("Stood still under load", &lines, &[("acts of people", &load.acts)]);
    println!(
        "figure K4 | SIGSTOP under load; a second start meanwhile | {refused} refused, 0 lost"
    );
    for line in lines {
        assert_eq!(line.wrong, 0, "{}", line.rule);
    }
}

/// On PostgreSQL the lock is a connection's, and can be lost while its process stands still.
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_whose_lease_was_lost_while_it_stood_still_writes_nothing_more() {
    let Some(fresh) = postgres::fresh().await else { return };
    let (house, other) = (House::empty().await, House::empty().await);
    let url = [("DATABASE_URL", fresh.url.as_str())];
    let mut first = house.start_with(&url);
    first.first_poll(&house.sim).await.expect("the bot starts");
    let mut early = other.start_with(&url);
    let refused = early.first_poll(&other.sim).await.expect_err("the lease is taken");
    assert_eq!(refused.code(), Some(1), "{}", early.said());
    first.signal("STOP");
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    postgres::run(&fresh.url, cut.into()).await;
    let mut second = other.start_with(&url);
    second.first_poll(&other.sim).await.expect("the lease is free");
    let stranger = house.sim.person(101, "Nobody Known", Some("en"));
    stranger.says_quietly("hello");
    first.signal("CONT");
    let ended = timeout(PATIENCE, first.end()).await.expect("the first one ends");
    assert_eq!(ended.code(), Some(1), "{}", first.said());
    assert_eq!(second.terminate().await.0.code(), Some(0), "{}", second.said());
    let mut connection = PgConnection::connect(&fresh.url).await.expect("the server answers");
    let rows: i64 = sea_orm::sqlx::query_scalar("SELECT count(*) FROM inbox")
        .fetch_one(&mut connection)
        .await
        .expect("the inbox can be counted");
    assert_eq!(rows, 0, "it wrote after its lease was lost");
    println!("figure K4 | PostgreSQL: writes by a service that was overtaken | {rows}");
    drop(connection);
    fresh.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_poll_with_one_token_do_not_hurry_and_one_goes_on() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let (other, _) = House::stocked(PEOPLE).await;
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let address = house.sim.url();
    let before = house.sim.pulse().polls;
    let mut rival = other.start_with(&[("TELOXIDE_API_URL", &address), ("KARTOTEKA_LOG", "warn")]);
    sleep(RIVALRY).await;
    let polls = house.sim.pulse().polls - before;
    println!("figure K20 | polls of two with one token in {} s | {polls}", RIVALRY.as_secs());
    assert!(polls <= POLLS_MAX, "{polls} polls");
    // Each comes to hear of the other, on a busy machine later.
    let told = |bot: &Bot| bot.said().contains("another process polls with this token");
    let begun = Instant::now();
    while !told(&bot) || !told(&rival) {
        assert!(begun.elapsed() < PATIENCE, "{}\n{}", bot.said(), rival.said());
        sleep(LOOK).await;
    }
    assert_eq!(rival.terminate().await.0.code(), Some(0), "{}", rival.said());
    let owner = &seats[0].person;
    owner.says_quietly("/start");
    let begun = Instant::now();
    while !owner.chat().iter().any(|message| !message.out) {
        assert!(begun.elapsed() < PATIENCE, "it does not go on: {}", bot.said());
        sleep(LOOK).await;
    }
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
}
