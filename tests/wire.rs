//! The line to Telegram breaks in every way while people work: what is tried again, who waits, what is told, and what never
//! happens twice (K13 to K20, K24 to K26, K28, K41, K43, F11, F28).
#![allow(missing_docs, clippy::print_stdout, reason = "figures are what it is for")]

#[path = "wire/answers.rs"]
mod answers;
#[path = "wire/flood.rs"]
mod flood;
#[path = "wire/front.rs"]
mod front;
#[path = "wire/gate.rs"]
mod gate;
#[path = "wire/outage.rs"]
mod outage;
#[path = "wire/refusals.rs"]
mod refusals;
mod rig;
#[path = "wire/shared.rs"]
mod shared;
#[path = "wire/slow.rs"]
mod slow;
#[path = "wire/soak.rs"]
mod soak;

use kartoteka::model::policy::Role;
use rig::{Bot, House, PATIENCE, Seat};
use serde_json::Value;
use simulator::{Person, Simulator};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How often a test looks.
const LOOK: Duration = Duration::from_millis(10);
/// The longest wait for one answer.
const ANSWER_MAX: Duration = Duration::from_secs(60);

/// Rules of the oracles: all that came in and all that was to go out has its end.
const ALL_END: [&str; 4] = [
    "inbox without an end",
    "outbox without an end",
    "inbox that were given up",
    "outbox that were given up",
];

/// A salon at work: everybody has said hello.
pub struct Salon {
    pub house: House,
    pub seats: Vec<Seat>,
    pub bot: Bot,
}

impl Salon {
    /// An owner, and so many in all.
    pub async fn open(people: usize) -> Self {
        let (house, seats) = Self::stocked(people).await;
        let mut bot = house.start("");
        bot.first_poll(&house.sim).await.expect("the bot starts");
        let salon = Self { house, seats, bot };
        salon.greet().await;
        salon
    }

    /// The same before the bot starts.
    pub async fn stocked(people: usize) -> (House, Vec<Seat>) {
        let name = |nth: usize| &*Box::leak(format!("Person {nth} Sample").into_boxed_str());
        let role = |nth| if nth == 0 { Role::Owner } else { Role::Care };
        let people: Vec<(&str, Role)> = (0..people).map(|nth| (name(nth), role(nth))).collect();
        House::stocked(&people).await
    }

    /// Everybody begins.
    pub async fn greet(&self) {
        for seat in &self.seats {
            seat.person.says_quietly("/start");
        }
        let greeted = |seat: &Seat| newest(&seat.person).is_some();
        self.until(async |salon| salon.seats.iter().all(greeted)).await;
        self.house.rest(4 * PATIENCE).await;
    }

    /// Looks until something has happened.
    pub async fn until(&self, happened: impl AsyncFn(&Self) -> bool) {
        let begun = Instant::now();
        // Many people take long on a busy machine.
        let at_most = ANSWER_MAX + Duration::from_secs(1) * self.seats.len() as u32;
        while !happened(self).await {
            let said = || self.bot.said();
            assert!(begun.elapsed() < at_most, "it does not happen; the bot said:\n{}", said());
            sleep(LOOK).await;
        }
    }

    /// Calls of a method to a chat.
    pub fn calls_to(&self, method: &str, chat: i64) -> usize {
        let journal = self.house.sim.journal();
        let calls = journal.calls(method).into_iter();
        calls.filter(|call| call["params"]["chat_id"] == chat).count()
    }
}

/// The newest message of the bot that a person sees.
pub fn newest(person: &Person) -> Option<i64> {
    person.chat().into_iter().rfind(|message| !message.out).map(|message| message.message_id)
}

/// Waits for a message below another one.
pub async fn new_message(person: &Person, below: i64) {
    let begun = Instant::now();
    while newest(person).is_none_or(|newest| newest <= below) {
        assert!(begun.elapsed() < ANSWER_MAX, "{} waits in vain", person.id());
        sleep(LOOK).await;
    }
}

/// Says something, and waits for the answer.
pub async fn answered(person: &Person) {
    let below = newest(person).unwrap_or_default();
    person.says_quietly("/start");
    new_message(person, below).await;
}

/// From each update of these people after entry `since` of the journal to the next message to their chat; sorted. Whoever
/// has no answer yet has waited until the journal's end.
pub fn waits(sim: &Simulator, people: &[i64], since: usize) -> Vec<Duration> {
    let journal = sim.journal();
    let us = |entry: &Value| entry["us"].as_u64().unwrap_or_default();
    let end = journal.entries.iter().map(us).max().unwrap_or_default();
    let mut waits = Vec::new();
    for person in people {
        let mut sent: Vec<u64> = journal
            .calls("sendMessage")
            .into_iter()
            .filter(|call| call["params"]["chat_id"] == *person && call["answer"]["ok"] == true)
            .map(us)
            .collect();
        sent.sort_unstable();
        let issued = journal.entries.iter().skip(since).filter(|entry| {
            entry["kind"] == "update" && entry["update"]["message"]["from"]["id"] == *person
        });
        waits.extend(issued.map(|update| {
            let first = sent.iter().find(|at| **at >= us(update)).copied();
            Duration::from_micros(first.unwrap_or(end) - us(update))
        }));
    }
    waits.sort_unstable();
    waits
}

/// The pauses between the calls of a method that were struck and the next ones.
pub fn gaps(sim: &Simulator, method: &str) -> Vec<Duration> {
    let journal = sim.journal();
    let calls = journal.calls(method);
    let us = |entry: &Value| entry["us"].as_u64().unwrap_or_default();
    let struck = calls.windows(2).filter(|two| two[0]["fault"].is_object());
    struck.map(|two| Duration::from_micros(us(two[1]).saturating_sub(us(two[0])))).collect()
}

/// Of sorted times, the one that so many of a hundred do not exceed.
pub fn percentile(sorted: &[Duration], of_hundred: usize) -> Duration {
    sorted[(sorted.len() * of_hundred).div_ceil(100).clamp(1, sorted.len()) - 1]
}
