//! `getUpdates`: waits for updates, and ends the wait of anybody else who polls.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        params::Params,
    },
    updates::{BATCH_MAX, Poll},
    world::{Found, Shared, World},
};

/// A long poll waits at most so long, in seconds of real time.
const TIMEOUT_MAX_S: u64 = 50;
/// After one conflict the next within this time is answered so much later.
const CONFLICT_PAUSE: Duration = Duration::from_secs(3);
/// What the loser of two polls reads.
pub(crate) const TERMINATED: &str = "Conflict: terminated by other getUpdates request; \
                                     make sure that only one bot instance is running";
const WEBHOOK_ACTIVE: &str = "Conflict: can't use getUpdates method while webhook is active; \
                              use deleteWebhook to delete the webhook first";

/// How the first look of a poll ended.
enum Start {
    Answer(Answer),
    Wait { generation: u64, poll: Poll },
    Conflict(&'static str),
}

pub(crate) async fn get_updates(shared: &Arc<Shared>, params: &Params) -> Answer {
    match shared.change(|world| start(world, params)) {
        Start::Answer(answer) => answer,
        Start::Conflict(why) => conflict(shared, why).await,
        Start::Wait { generation, poll } => wait(shared, generation, poll).await,
    }
}

fn start(world: &mut World, params: &Params) -> Start {
    if !world.bot.webhook_url.is_empty() {
        return Start::Conflict(WEBHOOK_ACTIVE);
    }
    let (poll, allowed) = match read(params) {
        Ok(read) => read,
        Err(refusal) => return Start::Answer(Err(refusal)),
    };
    let unix = world.clock.unix();
    world.queue.allow(allowed);
    let poll = world.queue.begin_poll(poll, unix);
    let batch = take(world, &poll);
    if !batch.is_empty() || poll.timeout_s == 0 {
        return Start::Answer(Ok(json!(batch)));
    }
    world.queue.generation += 1;
    Start::Wait { generation: world.queue.generation, poll }
}

/// The server clamps what it is given instead of refusing it.
fn read(params: &Params) -> Result<(Poll, Option<Vec<String>>), Refusal> {
    let number = |name: &str, usual: i64| params.number(name).unwrap_or(usual);
    let limit = usize::try_from(number("limit", 100)).unwrap_or(1).clamp(1, BATCH_MAX);
    let timeout_s = u64::try_from(number("timeout", 0)).unwrap_or(0).min(TIMEOUT_MAX_S);
    let allowed = params.json("allowed_updates").map(|kinds| {
        let kinds = serde_json::from_value::<Vec<String>>(kinds.clone());
        kinds.map_err(|_| bad_request("can't parse allowed_updates: expected an Array of String"))
    });
    Ok((Poll { offset: number("offset", 0), limit, timeout_s }, allowed.transpose()?))
}

fn take(world: &mut World, poll: &Poll) -> Vec<Value> {
    let unix = world.clock.unix();
    let batch = world.queue.take(poll.offset, poll.limit, unix);
    world.faults.disturb(batch)
}

async fn wait(shared: &Arc<Shared>, generation: u64, poll: Poll) -> Answer {
    let _waiting = Waiting::begin(shared);
    let deadline = Instant::now() + Duration::from_secs(poll.timeout_s);
    let found = shared.wait(deadline, |world| {
        if world.queue.generation != generation {
            return Found::It(None);
        }
        let batch = take(world, &poll);
        if batch.is_empty() && !world.closing { Found::Nothing } else { Found::It(Some(batch)) }
    });
    match found.await {
        Some(Some(batch)) => Ok(json!(batch)),
        Some(None) => conflict(shared, TERMINATED).await,
        None => Ok(json!([])),
    }
}

/// 409, at once or, shortly after another one, with a pause.
async fn conflict(shared: &Arc<Shared>, why: &str) -> Answer {
    let is_late = shared.change(|world| {
        let now = Instant::now();
        let is_late = world.queue.next_conflict.is_some_and(|next| now < next);
        if !is_late {
            world.queue.next_conflict = Some(now + CONFLICT_PAUSE);
        }
        is_late
    });
    if is_late {
        sleep(CONFLICT_PAUSE).await;
    }
    Err(Refusal::new(409, why))
}

/// Counts a poll as waiting until it is dropped, even if its connection breaks.
struct Waiting<'a> {
    shared: &'a Shared,
}

impl<'a> Waiting<'a> {
    fn begin(shared: &'a Shared) -> Self {
        shared.change(|world| world.queue.waiting += 1);
        Self { shared }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.shared.change(|world| world.queue.waiting -= 1);
    }
}
