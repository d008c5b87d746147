//! Broken answers and cut connections, on every method that people wait for, while people work (K13, K14).

use super::LOOK;
use super::rig::load::{Load, PEOPLE, READER};
use super::rig::oracle::{judge, print};
use super::rig::records::Records;
use super::rig::{House, PATIENCE, seed};
use simulator::faults::{Fault, FaultKind};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

/// What stands in every broken answer, and must stand in no log.
const MARK: &str = "zq-raw-body";
/// The methods that are struck.
const METHODS: [&str; 5] =
    ["getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage"];
/// Each way strikes so many calls in a row.
const IN_A_ROW: u64 = 2;
/// Calls from one way's first to the next one's.
const APART: u64 = 4;
/// The longest wait until every way has struck.
const STRUCK_MAX: Duration = Duration::from_secs(600);
/// What the bot may need to work off what is left.
const DRAIN_MAX: Duration = Duration::from_secs(120);

/// The ways in which an answer is broken, and whether it is one of K14's.
fn ways() -> Vec<(FaultKind, bool)> {
    let page = |code| FaultKind::Status { code, body: format!("<html>{MARK} {code}</html>") };
    let body = |code, body: String| FaultKind::Status { code, body };
    vec![
        (page(500), false),
        (page(502), false),
        (page(503), false),
        (page(403), false),
        (body(502, String::new()), false),
        (body(200, String::new()), false),
        (body(200, format!("{{\"ok\":true,\"result\":[{{\"text\":\"{MARK}")), false),
        (body(200, format!("[\"{MARK}\"]")), false),
        (body(200, format!("{{\"ok\":\"{MARK}\"}}")), false),
        (FaultKind::Junk { code: 200 }, false),
        (FaultKind::Junk { code: 502 }, false),
        (FaultKind::Half, true),
        (FaultKind::CutBefore, true),
        (FaultKind::CutAfter, true),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_telegram_answers_nothing_is_lost_or_done_twice() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let mut load = Load::new(&seats, seed());
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let ways = ways();
    for method in METHODS {
        for (nth, (way, _)) in (2..).step_by(APART as usize).zip(&ways) {
            let fault = Fault::on(method, way.clone()).from_nth(nth).times(IN_A_ROW);
            house.sim.faults().add(fault);
        }
    }
    let planned = METHODS.len() * ways.len() * IN_A_ROW as usize;
    let begun = Instant::now();
    while struck(&house).values().sum::<usize>() < planned {
        let _over = timeout(Duration::from_secs(1), load.run(&house)).await;
        assert!(begun.elapsed() < STRUCK_MAX, "not every way has struck: {:?}", struck(&house));
    }
    house.rest(DRAIN_MAX).await;
    let (status, _) = bot.terminate().await;
    assert!(status.success(), "{status}: {}", bot.said());
    let said = bot.said();
    assert!(said.contains("a call failed") && said.contains("getUpdates failed"), "{said}");
    for raw in [MARK, "<html", "\u{1f}"] {
        assert!(!said.contains(raw), "a raw body is in the log");
    }
    let records = Records::read(&house).await;
    let doubts = IN_A_ROW as usize * ways.len();
    let lines = judge(&records, &load.book, &seats[READER], doubts);
    print("Broken answers", &lines, &[("acts of people", &load.acts), ("calls struck", &planned)]);
    let broken: Vec<_> = lines.iter().filter(|line| line.wrong > 0).collect();
    assert!(broken.is_empty(), "{broken:#?}\n{said}");
    let counted = |cut: bool| ways.iter().filter(|(_, is_cut)| *is_cut == cut).count();
    for (fault, kinds) in [("K13", counted(false)), ("K14", counted(true))] {
        let calls = kinds * METHODS.len() * IN_A_ROW as usize;
        println!(
            "figure {fault} | {kinds} ways × {} methods, {calls} calls struck, {} acts of people | 0 lost, 0 twice, 0 given up, 0 unmarked repeats, 0 raw bodies in the log",
            METHODS.len(),
            load.acts,
        );
    }
}

/// Calls that were struck, by method and kind.
fn struck(house: &House) -> BTreeMap<String, usize> {
    let mut struck = BTreeMap::new();
    for entry in house.sim.journal().entries.iter().filter(|entry| entry["fault"].is_object()) {
        *struck.entry(format!("{} {}", entry["method"], entry["fault"]["kind"])).or_default() += 1;
    }
    struck
}

/// What no page of a proxy may do: end the bot, or make a person unreachable.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_forbids_is_not_telegrams_word() {
    let (house, seats) = House::stocked(&PEOPLE[..2]).await;
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let olga = &seats[0].person;
    olga.says("/start").await;
    for code in [401, 403, 404, 407, 409] {
        let page = FaultKind::Status { code, body: format!("<html>{MARK}</html>") };
        let due = struck(&house).values().sum::<usize>() + 2;
        for method in ["getUpdates", "sendMessage"] {
            house.sim.faults().add(Fault::on(method, page.clone()).times(1));
        }
        olga.says("/start").await;
        let begun = Instant::now();
        while struck(&house).values().sum::<usize>() < due {
            assert!(begun.elapsed() < PATIENCE, "{code} did not strike both: {:?}", struck(&house));
            sleep(LOOK).await;
        }
        house.sim.faults().clear();
    }
    house.rest(4 * PATIENCE).await;
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
    let db = super::rig::records::open(&house.database(), &house.key).await;
    let out: Vec<(i64, i64)> =
        super::rig::records::pairs(&db, "SELECT id, id FROM staff WHERE NOT reachable").await;
    assert!(out.is_empty(), "a page made somebody unreachable");
}
