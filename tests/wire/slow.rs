//! Slow answers and told waits: one chat waits as long as it must, and nobody else does (K13, K15, K17).

use super::rig::tools::slack;
use super::{Salon, answered, gaps, new_message, waits};
use simulator::faults::{Fault, FaultKind};
use std::time::{Duration, Instant};

/// What one chat meets, and between which times its answer comes, in seconds; `None` if not within this test.
const CHATS: &[(&str, Option<(u64, u64)>)] = &[
    ("late by 1 s", Some((1, 10))),
    ("late by 5 s", Some((5, 15))),
    ("late by 20 s", Some((14, 25))),
    ("late by 60 s", Some((14, 25))),
    ("byte by byte", Some((14, 25))),
    ("429 for 1 s", Some((1, 10))),
    ("429 for 30 s", Some((30, 45))),
    ("429 for an hour", None),
    ("502 always", None),
];
/// The place of the one whose answers trickle.
const TRICKLED: usize = 4;
/// Nobody else waits longer than this, whatever the machine does.
const OTHERS_MAX: Duration = Duration::from_secs(8);

fn fault(chat: usize) -> (FaultKind, Option<u64>) {
    let late = |seconds: u64| (FaultKind::Delay { ms: 1_000 * seconds }, Some(1));
    let told = |seconds| (FaultKind::RetryAfter { seconds }, Some(1));
    match chat {
        0 => late(1),
        1 => late(5),
        2 => late(20),
        3 => late(60),
        TRICKLED => (FaultKind::Trickle { ms: 150 }, Some(1)),
        5 => told(1),
        6 => told(30),
        HOUR => told(3_600),
        _ => (FaultKind::Status { code: 502, body: "<html>".into() }, None),
    }
}

/// Chats that are told to wait, or hear nothing but errors.
const HOUR: usize = 7;
const BROKEN: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn one_chat_waits_and_nobody_else() {
    let mut salon = Salon::open(CHATS.len() + 1).await;
    let (faults, begun) = (salon.house.sim.faults(), salon.house.sim.pulse().records);
    let mut waiting = tokio::task::JoinSet::new();
    for (chat, (what, bounds)) in CHATS.iter().enumerate() {
        let person = salon.seats[chat].person.clone();
        let (kind, times) = fault(chat);
        let fault = Fault { times, ..Fault::on("sendMessage", kind).in_chat(person.id()) };
        faults.add(fault);
        let mut newest = person.screen().message_id;
        let begun = Instant::now();
        person.says_quietly("/start");
        let Some((from, to)) = *bounds else { continue };
        waiting.spawn(async move {
            if chat == TRICKLED {
                // The message is there at once; the bot, which cannot know, sends it again after its time-out.
                new_message(&person, newest).await;
                newest = person.screen().message_id;
            }
            new_message(&person, newest).await;
            let took = begun.elapsed();
            assert!(took >= Duration::from_secs(from), "{what}: after {took:?}");
            assert!(took <= slack() * Duration::from_secs(to), "{what}: only after {took:?}");
            (*what, took)
        });
    }
    let other = salon.seats[CHATS.len()].person.clone();
    let (mut acts, mut took) = (0, Vec::new());
    loop {
        tokio::select! {
            done = waiting.join_next() => match done {
                Some(done) => took.push(done.expect("its times hold")),
                None => break,
            },
            () = answered(&other) => acts += 1,
        }
    }
    let others = waits(&salon.house.sim, &[other.id()], begun);
    let worst = *others.last().expect("somebody else worked");
    assert!(worst < OTHERS_MAX, "somebody else waited {worst:?}");
    let told = |what: &str| {
        took.iter().find(|(known, _)| *known == what).map_or(0.0, |(_, took)| took.as_secs_f64())
    };
    println!(
        "figure K15 | answers late by 1, 5, 20, 60 s and byte by byte, {acts} acts of somebody else meanwhile | there after {:.1}, {:.1}, {:.1}, {:.1} and {:.1} s; somebody else waited {} ms at most",
        told("late by 1 s"),
        told("late by 5 s"),
        told("late by 20 s"),
        told("late by 60 s"),
        told("byte by byte"),
        worst.as_millis(),
    );
    let hour = &salon.seats[HOUR].person;
    let sent = salon.calls_to("sendMessage", hour.id());
    assert_eq!(sent, 2, "the first screen, and the try that was told to wait an hour");
    assert!(salon.calls_to("sendMessage", salon.seats[BROKEN].person.id()) > 3, "502: tried again");
    faults.clear();
    let polls = told_to_wait(&mut salon).await;
    println!(
        "figure K17 | retry_after 1, 30, 3600 in a chat; on getUpdates 2 s, 3600 s and without the field; on getMe 2 s | the chats waited {:.1} s, {:.1} s and the whole test; the polls {polls}",
        told("429 for 1 s"),
        told("429 for 30 s"),
    );
}

/// `getUpdates` and `getMe` told to wait; how long they did.
async fn told_to_wait(salon: &mut Salon) -> String {
    let faults = salon.house.sim.faults();
    let unsaid = r#"{"ok":false,"error_code":429,"description":"Too Many Requests"}"#;
    let mut waited = Vec::new();
    for (kind, at_least) in [
        (FaultKind::RetryAfter { seconds: 2 }, 2),
        (FaultKind::Status { code: 429, body: unsaid.into() }, 5),
    ] {
        faults.add(Fault::on("getUpdates", kind).times(1));
        let other = salon.seats[CHATS.len()].person.clone();
        answered(&other).await;
        answered(&other).await;
        let gap = *gaps(&salon.house.sim, "getUpdates").last().expect("a poll was struck");
        assert!(gap >= Duration::from_secs(at_least), "polled again after {gap:?}");
        waited.push(format!("{:.1} s", gap.as_secs_f64()));
        faults.clear();
    }
    // An hour on the poll: it keeps still, and a stop does not wait for it.
    faults.add(Fault::on("getUpdates", FaultKind::RetryAfter { seconds: 3_600 }));
    answered(&salon.seats[CHATS.len()].person.clone()).await;
    salon.until(async |salon| salon.bot.said().contains("pause_ms=3600000")).await;
    let polls = salon.house.sim.pulse().polls;
    let (status, took) = salon.bot.terminate().await;
    assert_eq!(status.code(), Some(0), "{}", salon.bot.said());
    assert!(took < slack() * Duration::from_secs(14), "the stop took {took:?}");
    assert!(salon.house.sim.pulse().polls <= polls + 1, "it polls on");
    faults.clear();
    faults.add(Fault::on("getMe", FaultKind::RetryAfter { seconds: 2 }).times(1));
    salon.bot = salon.house.start("");
    let started = salon.bot.first_poll(&salon.house.sim).await.expect("it starts in the end");
    assert!(started >= Duration::from_secs(2), "getMe was asked again after {started:?}");
    salon.bot.terminate().await;
    format!("{}; the start {:.1} s", waited.join(" and "), started.as_secs_f64())
}
