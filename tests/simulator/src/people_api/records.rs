//! Events, clock, journal, faults, the bot's state, and the host's buttons.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::Bytes,
    extract::{Path, Query, State},
    response::Response,
};
use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    events::EventKind,
    faults::{Fault, FaultPlan, UpdateFaults},
    people_api::{Reply, read, respond},
    world::{Found, Shared, World},
};

/// The page waits for events at most so long at once, in seconds.
const WAIT_MAX_S: f64 = 50.0;

#[derive(Deserialize)]
pub(super) struct Since {
    #[serde(default)]
    since: u64,
    #[serde(default)]
    wait: f64,
}

/// Answers at once if anything happened since, otherwise when it does.
pub(super) async fn events(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<Since>,
) -> Response {
    let wait = Duration::from_secs_f64(query.wait.clamp(0.0, WAIT_MAX_S));
    let news = shared.wait(Instant::now() + wait, |world| {
        let is_over = world.closing || world.events.last_seq() > query.since;
        if is_over { Found::It(()) } else { Found::Nothing }
    });
    // With or without news, the answer says where to go on.
    let _ = news.await;
    respond(shared.look(|world| {
        let news = world.events.since(query.since);
        Ok(json!({"seq": world.events.last_seq(), "events": news}))
    }))
}

pub(super) async fn clock(State(shared): State<Arc<Shared>>) -> Response {
    respond(shared.look(|world| Ok(clock_json(world))))
}

fn clock_json(world: &World) -> Value {
    let clock = &world.clock;
    let offset = FixedOffset::east_opt(clock.shown_offset_s);
    let now = match offset {
        Some(offset) if clock.shown_offset_s != 0 => {
            clock.now().with_timezone(&offset).to_rfc3339_opts(SecondsFormat::Millis, true)
        }
        _ => world.timestamp(),
    };
    json!({"now": now, "frozen": clock.is_frozen(), "offset_ms": clock.offset_ms()})
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Move {
    advance_s: Option<i64>,
    set: Option<DateTime<Utc>>,
    freeze: Option<bool>,
}

pub(super) async fn move_clock(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    respond(read::<Move>(&body).and_then(|how| {
        shared.change(|world| {
            let clock = &mut world.clock;
            match how {
                Move { advance_s: Some(s), set: None, freeze: None } => {
                    let by = TimeDelta::try_seconds(s).ok_or("That is too far.")?;
                    clock.advance(by)
                }
                Move { advance_s: None, set: Some(moment), freeze: None } => clock.set(moment),
                Move { advance_s: None, set: None, freeze: Some(still) } => clock.freeze(still),
                _ => return Err("Give one of \"advance_s\", \"set\", \"freeze\".".to_owned()),
            }
            .map_err(|error| format!("The clock file can't be written: {error}."))?;
            world.events.push_bare(None, EventKind::Clock);
            Ok(clock_json(world))
        })
    }))
}

pub(super) async fn journal(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<Since>,
) -> Response {
    respond(shared.look(|world| {
        let journal = world.journal.since(query.since);
        Ok(json!({
            "entries": journal.entries,
            "problems": journal.problems,
            "unknown": world.journal.unknown(),
        }))
    }))
}

pub(super) async fn faults(State(shared): State<Arc<Shared>>) -> Response {
    respond(
        shared.look(|world| {
            Ok(json!({"calls": world.faults.calls, "updates": world.faults.updates}))
        }),
    )
}

/// Takes one rule, a list of rules, or the faults of updates.
pub(super) async fn add_faults(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    respond(read_faults(&body).map(|(calls, updates)| {
        shared.change(|world| {
            world.faults.calls.extend(calls);
            if let Some(updates) = updates {
                world.faults.disturb_updates(updates);
            }
        });
        json!({})
    }))
}

fn read_faults(body: &Bytes) -> Result<(Vec<Fault>, Option<UpdateFaults>), String> {
    let value: Value = read(body)?;
    if value.is_array() {
        return Ok((read(body)?, None));
    }
    match value.get("fault") {
        Some(_) => Ok((vec![read(body)?], None)),
        None => Ok((Vec::new(), Some(read(body)?))),
    }
}

pub(super) async fn clear_faults(State(shared): State<Arc<Shared>>) -> Response {
    shared.change(|world| world.faults = FaultPlan::default());
    respond(Ok(json!({})))
}

pub(super) async fn bot(State(shared): State<Arc<Shared>>) -> Response {
    respond(shared.change(|world| {
        let unix = world.clock.unix();
        world.queue.expire(unix);
        let last_poll = world.queue.last_poll.and_then(|at| DateTime::from_timestamp(at, 0));
        Ok(json!({
            // The digits are the bot's id, which everybody knows; the rest is the secret.
            "token_hint": format!("{}:…", world.bot.id),
            "username": world.bot.username,
            "name": world.bot.name,
            "polling": world.queue.waiting > 0,
            "pending": world.queue.pending(),
            "last_poll": last_poll.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        }))
    }))
}

pub(super) async fn host(State(shared): State<Arc<Shared>>) -> Response {
    respond(match &shared.host {
        Some(host) => Ok(json!({"buttons": host.buttons(), "counters": host.counters()})),
        None => Ok(json!({"buttons": [], "counters": []})),
    })
}

pub(super) async fn press_host_button(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
) -> Response {
    respond(press(&shared, &id).await)
}

/// `POST /bot/kill` and `/bot/start` press the host's buttons `bot-kill` and `bot-start`.
pub(super) async fn press_bot_button(
    State(shared): State<Arc<Shared>>,
    Path(act): Path<String>,
) -> Response {
    respond(press(&shared, &format!("bot-{act}")).await)
}

async fn press(shared: &Shared, id: &str) -> Reply {
    let host = shared.host.clone().ok_or("Nobody hosts this simulator.")?;
    if !host.buttons().iter().any(|button| button.id == id) {
        return Err(format!("The host has no button \"{id}\"."));
    }
    host.press(id).await?;
    Ok(json!({}))
}
