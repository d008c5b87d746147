//! Updates by a grammar, spoiled: a million through the pure parser, ten thousand over HTTP to the real program (F5, K23).

use crate::door::Door;
use crate::grammar::{CANARY, Grammar};
use crate::rig::records::{open, pairs};
use crate::rig::{Bot, House, PATIENCE, Random, Seat, seed};
use crate::tally::{draw, figure, resident, until};
use crate::texts::routes;
use kartoteka::model::policy::Role;
use kartoteka::telegram::routes::{Routed, Routes};
use kartoteka::telegram::wire::updates;
use kartoteka::telegram::{Glance, glance};
use kartoteka::turn::arrival::Came;
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Updates through the pure parser.
const PARSED: u64 = 1_000_000;
/// Updates over HTTP.
const SERVED: u64 = 10_000;
/// What the resident memory may grow by, in KiB, once a fifth has passed: caches fill, nothing heaps up.
const GROWTH_KIB: u64 = 48 << 10;
/// Updates that are handed out at once: more would be a flood, and be shed unread.
const AT_ONCE: u64 = 100;
/// Texts of a draw that are the mutilated bytes of one update, rather than a drawn one.
const BYTES_OF: u64 = 4;
/// Set in the process that runs one test alone.
const ALONE: &str = "KARTOTEKA_TEST_ALONE";
/// People with a seat.
const PEOPLE: [(&str, Role); 8] = [
    ("Olga Owner", Role::Owner),
    ("Mina Manager", Role::Manager),
    ("Kira Keeper", Role::Keeper),
    ("Fay Front", Role::FrontDesk),
    ("Cara Care", Role::Care),
    ("Dora Care", Role::Care),
    ("Sam Sales", Role::Sales),
    ("Nell Normal", Role::Care),
];
/// Of those, who only searches: nothing is drawn for them.
const NORMAL: usize = 7;

#[test]
fn a_million_updates_of_a_grammar_are_read_or_left() {
    if std::env::var_os(ALONE).is_none() {
        return alone("updates::a_million_updates_of_a_grammar_are_read_or_left");
    }
    let routes = routes();
    let (cases, early) = (AtomicU64::new(0), AtomicU64::new(0));
    let kinds = draw(PARSED, |random| {
        if cases.fetch_add(1, Ordering::Relaxed) == PARSED / 5 {
            early.store(resident(std::process::id()), Ordering::Relaxed);
        }
        let mut grammar = Grammar { random, people: &[101, 102, 103] };
        let update = grammar.update(77);
        if !grammar.random.next().is_multiple_of(BYTES_OF) {
            return parsed(&routes, &update);
        }
        parsed(&routes, &String::from_utf8_lossy(&mutilated(random, update)))
    });
    let late = resident(std::process::id());
    let growth = late.saturating_sub(early.into_inner());
    println!("{kinds:?}\nresident {late} KiB at the end, {growth} more than after a fifth");
    for kind in [
        "text",
        "press",
        "contact",
        "photo",
        "group",
        "membership",
        "unread",
        "monstrous",
        "edited",
    ] {
        assert!(kinds.get(kind).is_some_and(|count| *count > 9), "never {kind}: {kinds:?}");
    }
    assert!(growth < GROWTH_KIB, "{growth} KiB more");
    let all: u64 = kinds.values().sum();
    figure("F5", "drawn updates through the pure parser: panics", format!("0 of {all}"));
    figure(
        "F5",
        "resident memory after a fifth of them and at the end",
        format!("+{} MiB", growth >> 10),
    );
}

/// Runs a test of this program in a process of its own: what memory it takes is not told apart from other tests'.
fn alone(test: &str) {
    let program = std::env::current_exe().expect("this program");
    let run = Command::new(program).args(["--exact", test, "--nocapture"]).env(ALONE, "1").output();
    let run = run.expect("the program runs");
    let said = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    print!("{}", said.concat());
    assert!(
        run.status.success() && said[0].contains("1 passed"),
        "it fails in a process of its own"
    );
}

/// An update's text on its whole way to what somebody did.
fn parsed(routes: &Routes, update: &str) -> Result<&'static str, String> {
    let answer = format!("{{\"ok\":true,\"result\":[{update}]}}");
    let raw = match updates(&answer) {
        Ok(raw) => raw,
        Err(refusal) => {
            let told = refusal.to_string();
            return if told.contains(CANARY) {
                Err("a refusal tells it".into())
            } else {
                Ok("no answer")
            };
        }
    };
    for raw in &raw {
        let seen = glance(raw.get());
        let routed = routes.route(raw.get());
        agrees(seen.as_ref(), &routed)?;
        if raw.get() == update {
            return Ok(routed.kind);
        }
    }
    Ok("several")
}

/// Whoever acts is in their own queue, or in the one of nobody: else two turns of one person could run at once (R2).
fn agrees(seen: Option<&Glance>, routed: &Routed) -> Result<(), String> {
    let (Some(seen), Some(from)) = (seen, &routed.from) else { return Ok(()) };
    if seen.person != 0 && seen.person != from.id && from.id != 0 {
        return Err(format!("{} stands in the queue of {}", from.id, seen.person));
    }
    match &routed.came {
        Came::Press { query, .. } if seen.press.as_ref().is_some_and(|press| press != query) => {
            Err("a glance sees another press".into())
        }
        _ => Ok(()),
    }
}

/// Some bytes changed, cut out, doubled.
fn mutilated(random: &mut Random, update: String) -> Vec<u8> {
    let mut bytes = update.into_bytes();
    for _ in 0..random.between(1, 4) {
        let at = random.between(0, bytes.len() as u64 - 1) as usize;
        match random.between(0, 3) {
            0 => bytes[at] = random.next() as u8,
            1 => bytes[at] ^= 1 << random.between(0, 7),
            2 => bytes.truncate(at.max(1)),
            _ => {
                let end = (at + 9).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_updates_of_a_grammar_leave_the_program_as_it_was() {
    let (house, seats) = House::stocked(&PEOPLE).await;
    let door = Door::open().await;
    let mut bot =
        house.start_with(&[("TELOXIDE_API_URL", &door.url()), ("KARTOTEKA_LOG", "debug")]);
    door.polled().await;
    searches(&door, &seats[NORMAL]).await;
    let mut random = Random::new(seed());
    let people: Vec<i64> = seats[..NORMAL].iter().map(|seat| seat.person.id()).collect();
    let (begun, until) = (Instant::now(), until());
    let (mut served, mut early) = (0, 0);
    while served < SERVED || Instant::now() < until {
        let id = door.next_id();
        let mut grammar = Grammar { random: &mut random, people: &people };
        let update = grammar.numbered(id);
        // Telegram repeats what it is not sure of.
        let times = random.pick(&[1, 1, 1, 1, 2]);
        door.hand_out(id, &update, times);
        served += 1;
        if served == SERVED / 5 {
            early = resident(bot.pid());
        }
        if served % AT_ONCE == 0 {
            taken(&house, &door).await;
        }
    }
    door.calm().await;
    let growth = resident(bot.pid()).saturating_sub(early);
    println!("{served} updates in {:?}; {growth} KiB more than after a fifth", begun.elapsed());
    searches(&door, &seats[NORMAL]).await;
    judge(&house, &mut bot, &door).await;
    assert!(growth < GROWTH_KIB, "{growth} KiB more");
    figure(
        "F5",
        "drawn updates over HTTP to the real program: panics, or content in the log",
        format!("0 of {served}"),
    );
    figure(
        "F5",
        "resident memory of the program after a fifth of them and at the end",
        format!("+{} MiB", growth >> 10),
    );
    figure("K23", "a normal search after all of them", "answered");
}

/// Waits until every update of the inbox has had its turn.
async fn taken(house: &House, door: &Door) {
    door.confirmed().await;
    let db = open(&house.database(), &house.key).await;
    let begun = Instant::now();
    loop {
        let left: Vec<(i64, i64)> =
            pairs(&db, "SELECT count(*), 0 FROM inbox WHERE state = 'new'").await;
        if left == [(0, 0)] {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "{left:?} updates wait without end");
        sleep(Duration::from_millis(10)).await;
    }
    db.close().await.expect("the database closes");
}

/// A normal search, answered.
async fn searches(door: &Door, seat: &Seat) {
    let before = door.said(seat.person.id(), "Nadia Sample");
    let id = door.next_id();
    door.hand_out(id, &crate::door::message(id, seat.person.id(), "nadia"), 1);
    let begun = Instant::now();
    while door.said(seat.person.id(), "Nadia Sample") == before {
        assert!(begun.elapsed() < PATIENCE, "a normal search is not answered");
        sleep(Duration::from_millis(5)).await;
    }
}

/// Every update has ended, none was given up, and nothing of them lies where it does not belong.
async fn judge(house: &House, bot: &mut Bot, door: &Door) {
    let (status, _) = bot.terminate().await;
    assert!(status.success(), "it ends as it should");
    let log = bot.said();
    let told = tells(&log);
    assert!(told.is_empty(), "the log tells {told:?}");
    assert!(log.lines().count() > 100, "the log was on: {} lines", log.lines().count());
    let found = house.files().into_iter().filter(|(_, bytes)| holds(bytes));
    let found: Vec<_> = found.map(|(path, _)| path).collect();
    assert!(found.is_empty(), "{found:?}");
    let db = open(&house.database(), &house.key).await;
    let rows: Vec<(String, i64)> =
        pairs(&db, "SELECT state, count(*) FROM inbox GROUP BY state").await;
    let rows: BTreeMap<String, i64> = rows.into_iter().collect();
    println!("inbox {rows:?}");
    let ended = ["done", "shed"].map(|state| rows.get(state).copied().unwrap_or_default());
    assert_eq!(
        rows.values().sum::<i64>(),
        ended.iter().sum::<i64>(),
        "given up, or without an end"
    );
    assert!(ended[0] > 9 * ended[1], "most were taken: {rows:?}");
    assert_eq!(ended.iter().sum::<i64>(), door.issued(), "each is in the inbox, once");
}

/// What a log must not hold.
fn tells(log: &str) -> Vec<&str> {
    let wrong = |line: &&str| line.contains(CANARY) || line.contains("panic");
    log.lines().filter(wrong).collect()
}

fn holds(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_panic_is_seen_in_the_log_and_in_the_inbox() {
    let (house, seats) = House::stocked(&PEOPLE[..1]).await;
    let door = Door::open().await;
    let variables = [
        ("TELOXIDE_API_URL", door.url()),
        ("KARTOTEKA_LOG", "warn".into()),
        ("KARTOTEKA_FAULT", "panic=boom".into()),
    ];
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (*name, &**value)).collect();
    let mut bot = house.start_with(&variables);
    door.polled().await;
    let id = door.next_id();
    door.hand_out(id, &crate::door::message(id, seats[0].person.id(), "boom"), 1);
    let begun = Instant::now();
    while door.said(seats[0].person.id(), "Something went wrong") == 0 {
        assert!(begun.elapsed() < PATIENCE, "nobody is told of the panic");
        sleep(Duration::from_millis(5)).await;
    }
    bot.terminate().await;
    assert!(!tells(&bot.said()).is_empty(), "a panic is in the log");
    assert!(holds(format!("x{CANARY}x").as_bytes()) && !holds(b"x"));
    let db = open(&house.database(), &house.key).await;
    let dead: Vec<(i64, i64)> =
        pairs(&db, "SELECT update_id, 0 FROM inbox WHERE state = 'dead'").await;
    assert_eq!(dead, [(id, 0)]);
}

#[test]
fn a_press_in_anothers_queue_is_seen() {
    let body = r#"{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7,"is_bot":false,"first_name":"x"},"text":"x"}}"#;
    let routed = routes().route(body);
    let seen = |person| Glance { update: 1, person, press: None };
    assert!(agrees(Some(&seen(7)), &routed).is_ok() && agrees(Some(&seen(8)), &routed).is_err());
}
