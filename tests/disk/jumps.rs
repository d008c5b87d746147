//! The clock jumps by a day to and fro, and over both ends of summer time (K12): each person has one digest a day, and no
//! showing outlives its time by more than a tick.

use crate::rig::records::{call, open, pairs};
use crate::rig::{Bot, House, seed};
use crate::work::{Shift, until};
use kartoteka::model::policy::Role;
use sea_orm::ConnectionTrait;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// The schedule looks twice a second; after so long it has looked twice at least.
const TICKS: Duration = Duration::from_millis(1_600);
/// One day, in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The one who has follow-ups.
const CARA: usize = 1;

/// A moment (UTC), and the digests that Cara has been sent by then. Her hour is 02:30 in Berlin, which is skipped on 28
/// March 2027 (then it is 03:30, 01:30 UTC) and comes twice on 31 October (the first is 00:30 UTC).
const MOMENTS: &[(&str, usize)] = &[
    ("2027-03-27T12:00:00Z", 1),
    ("2027-03-28T00:59:00Z", 1),
    ("2027-03-28T01:05:00Z", 1),
    ("2027-03-28T01:31:00Z", 2),
    // A day back, and forth again.
    ("2027-03-27T01:31:00Z", 2),
    ("2027-03-28T02:00:00Z", 2),
    ("2027-03-29T12:00:00Z", 3),
    // Half a year at once.
    ("2027-10-30T12:00:00Z", 4),
    ("2027-10-31T00:29:00Z", 4),
    ("2027-10-31T00:31:00Z", 5),
    ("2027-10-31T01:31:00Z", 5),
    ("2027-10-30T12:00:00Z", 5),
    ("2027-11-01T12:00:00Z", 6),
];

fn move_clock(house: &House, text: &str) {
    let draft = house.folder.path().join("clock.new");
    std::fs::write(&draft, text).expect("the clock is written");
    std::fs::rename(&draft, house.folder.path().join("clock")).expect("the clock is moved");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jumping_clock_doubles_no_digest_and_prolongs_no_showing() {
    let people =
        [("Olga Owner", Role::Owner), ("Cara Care", Role::Care), ("Fay Reader", Role::FrontDesk)];
    let mut shift = Shift::of(House::stocked(&people).await, 2, seed());
    let mut bot = shift.starts_well().await;
    shift.works_on(&mut bot, 4).await;
    shift.ends(bot).await;
    let cara = shift.seats[CARA].clone();
    let db = open(&shift.house.database(), &shift.house.key).await;
    let hour = "UPDATE branch SET zone = 'Europe/Berlin'; UPDATE staff SET digest_at = '02:30', created_at = '2026-01-01 00:00:00+00:00'; UPDATE task SET due_on = '2027-03-20'";
    for sql in hour.split("; ") {
        db.execute_unprepared(sql).await.expect("the hour is set");
    }
    let tasks: Vec<(i64, i64)> =
        pairs(&db, "SELECT staff_id, id FROM task WHERE state = 'open'").await;
    assert!(tasks.iter().any(|(staff, _)| *staff == cara.id.0), "Cara has follow-ups");
    db.close().await.expect("closed");
    move_clock(&shift.house, "+0");
    let clock = shift.house.folder.path().join("clock");
    let mut bot = shift.house.start_with(&[
        ("KARTOTEKA_CLOCK", clock.to_str().expect("a path")),
        ("KARTOTEKA_LOG", "warn"),
    ]);
    bot.first_poll(&shift.house.sim).await.expect("the bot starts");
    let gone = showing(&shift, &bot).await;
    let sent = || {
        let journal = shift.house.sim.journal();
        let calls = journal.entries.iter().filter_map(call);
        let digest = |text: &str| text.contains("follow-up") && text.contains("1. ");
        calls
            .filter(|it| {
                it.ok
                    && it.method == "sendMessage"
                    && it.chat == cara.person.id()
                    && digest(&it.text)
            })
            .count()
    };
    let before = sent();
    let sent = || sent() - before;
    for (moment, digests) in MOMENTS {
        move_clock(&shift.house, &format!("@{moment}"));
        until(&format!("digest {digests} at {moment}"), &bot, || sent() >= *digests).await;
        sleep(TICKS).await;
        assert_eq!(sent(), *digests, "at {moment}: {}", shift.house.sim.transcript());
    }
    assert!(bot.terminate().await.0.success(), "{}", bot.said());
    println!(
        "figure K12 | jumps of the clock by a day to and fro, half a year, both ends of summer time | {} jumps, {} digests, none twice, none missing; 2 showings ended {} ms after the jump at most, and stayed ended",
        MOMENTS.len(),
        sent(),
        gone.as_millis()
    );
}

/// A card that is shown for a while is gone after a jump forth, and a jump back does not bring it again. How long after.
async fn showing(shift: &Shift, bot: &Bot) -> Duration {
    let mut slowest = Duration::ZERO;
    for forth in [DAY_MS, DAY_MS / 24] {
        let cara = &shift.seats[CARA].person;
        cara.says_quietly("/find");
        let asked = || cara.screen().words().contains("Find a client");
        until("the question", bot, asked).await;
        cara.says_quietly("Nadia");
        let shown =
            || cara.chat().iter().any(|it| !it.out && it.words().contains("Shown to you until"));
        until("the card", bot, shown).await;
        move_clock(&shift.house, &format!("+{forth}"));
        let begun = Instant::now();
        until("the card's end", bot, || !shown()).await;
        slowest = slowest.max(begun.elapsed());
        move_clock(&shift.house, "+0");
        sleep(TICKS).await;
        assert!(!shown(), "a card came back with the clock");
    }
    slowest
}
