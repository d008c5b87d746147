//! What is sent to whom, what is still unanswered, and how long each took.

use crate::{Kind, Load};
use std::collections::VecDeque;
use std::time::Instant;

/// The client of this number: phone and name. Both are invented, and follow from the number alone.
pub fn client(number: usize) -> (String, String) {
    (format!("+86138{number:08}"), format!("Invented {}", letters(number)))
}

fn letters(number: usize) -> String {
    let letter = |place: u32| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8);
    (0..5).rev().map(letter).collect()
}

struct Open {
    token: String,
    at: Instant,
    is_warm: bool,
}

/// The round as it stands.
pub struct Plan {
    load: Load,
    /// Updates that the bot has not confirmed, oldest first: number and JSON.
    pub waiting: VecDeque<(i64, String)>,
    open: Vec<VecDeque<Open>>,
    next_update: i64,
    next_message: i64,
    made: usize,
    answered: usize,
    pub unmatched: usize,
    pub begun: Option<Instant>,
    pub ended: Option<Instant>,
    /// When the last answer so far came.
    pub last: Option<Instant>,
    pub waits_us: Vec<u64>,
    pub polls: usize,
    pub calls: usize,
    pub connections: usize,
    pub connections_max: usize,
    seed: u64,
}

impl Plan {
    pub fn new(load: Load) -> Self {
        let open = (0..load.people).map(|_| VecDeque::new()).collect();
        Self {
            load,
            waiting: VecDeque::new(),
            open,
            next_update: 1,
            next_message: 1,
            made: 0,
            answered: 0,
            unmatched: 0,
            begun: None,
            ended: None,
            last: None,
            waits_us: Vec::new(),
            polls: 0,
            calls: 0,
            connections: 0,
            connections_max: 0,
            seed: 7,
        }
    }

    /// The number of the next message, whoever writes it.
    pub fn number(&mut self) -> i64 {
        self.next_message += 1;
        self.next_message
    }

    fn total(&self) -> usize {
        self.load.warm + self.load.updates
    }

    pub fn is_over(&self) -> bool {
        self.answered >= self.total()
    }

    /// As many updates as may wait at once, for everybody.
    pub fn fill(&mut self) {
        for _ in 0..self.load.ahead {
            for person in 0..self.load.people {
                self.write(person);
            }
        }
    }

    /// The next person in turn writes, if everybody's earlier updates allow it.
    pub fn pace(&mut self) {
        self.write(self.made % self.load.people);
    }

    fn write(&mut self, person: usize) {
        if self.made >= self.total() {
            return;
        }
        self.made += 1;
        let (text, token) = match self.load.kind {
            Kind::Echo => (format!("word {}", self.made), format!("word {}", self.made)),
            Kind::Lookup => client(self.random() % self.load.clients),
        };
        let now = Instant::now();
        let is_warm = self.made <= self.load.warm;
        if !is_warm && self.begun.is_none() {
            self.begun = Some(now);
            println!("begun");
        }
        self.open[person].push_back(Open { token, at: now, is_warm });
        let (id, chat) = (self.next_update, self.load.first + person as i64);
        let message = self.number();
        self.next_update += 1;
        let update = format!(
            r#"{{"update_id":{id},"message":{{"message_id":{message},"date":{date},"chat":{{"id":{chat},"type":"private","first_name":"P"}},"from":{{"id":{chat},"is_bot":false,"first_name":"P","language_code":"en"}},"text":"{text}"}}}}"#,
            date = since_1970(),
        );
        self.waiting.push_back((id, update));
    }

    fn random(&mut self) -> usize {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) as usize
    }

    /// A message came to this chat; whether it answers what is open there the longest. The person then writes again.
    pub fn reply(&mut self, chat: i64, text: &str) -> bool {
        let Some(person) =
            usize::try_from(chat - self.load.first).ok().filter(|n| *n < self.load.people)
        else {
            return false;
        };
        let Some(at) = self.open[person].iter().position(|open| text.contains(&open.token)) else {
            self.unmatched += 1;
            return false;
        };
        let now = Instant::now();
        self.last = Some(now);
        let open = self.open[person].remove(at).expect("it was found");
        self.answered += 1;
        if !open.is_warm {
            self.waits_us.push((now - open.at).as_micros() as u64);
        }
        if self.is_over() {
            self.ended = Some(now);
        } else if self.load.rate.is_none() {
            self.write(person);
        }
        true
    }

    /// The round's result as JSON.
    pub fn result(&self) -> String {
        // Where some updates get no answer of their own, since a later one's took its place, the last answer ends it.
        let seconds = match (self.begun, self.ended.or(self.last)) {
            (Some(begun), Some(ended)) => (ended - begun).as_secs_f64(),
            _ => 0.0,
        };
        let mut waits = self.waits_us.clone();
        waits.sort_unstable();
        let at = |share: f64| {
            let last = waits.len().saturating_sub(1);
            waits.get((share * last as f64) as usize).map_or(-1.0, |us| *us as f64 / 1e3)
        };
        serde_json::json!({
            "answered": self.waits_us.len(), "of": self.load.updates, "seconds": seconds,
            "per_second": self.waits_us.len() as f64 / seconds.max(1e-9),
            "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0),
            "polls": self.polls, "calls": self.calls, "unmatched": self.unmatched,
            "connections": self.connections_max,
        })
        .to_string()
    }
}

fn since_1970() -> u64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}
