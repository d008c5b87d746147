//! The poller: what Telegram delivers is on disk before it is confirmed (R1).

use super::backoff::{Backoff, jitter};
use super::classify::Verdict;
use super::outage::Watch;
use super::postman::Postman;
use super::unstored::Unstored;
use super::wire::Refusal;
use super::work::Workers;
use super::{Desk, Failure};
use crate::archive::inbox::{self, Waiting};
use crate::archive::{ArchiveError, Result as Stored};
use crate::faults;
use crate::meter::METERS;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::future::Future;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// How long Telegram may wait for the first update. It allows 50 s.
const POLL_WAIT: Duration = Duration::from_secs(25);
/// Updates per answer; Telegram's own limit.
const BATCH_MAX: u8 = 100;
/// The kinds that are asked for.
pub(super) const KINDS: &[&str] =
    &["message", "edited_message", "callback_query", "my_chat_member"];
/// Telegram may begin its ids anew after this much silence (decisions 11).
const SILENCE: chrono::Duration = chrono::Duration::days(7);
/// The shortest pause while somebody else polls with our token.
const CONFLICT_PAUSE: Duration = Duration::from_secs(3);
/// An answer without news that came sooner than this was not waited for: then we do the waiting.
const HASTE: Duration = Duration::from_millis(300);

/// An update as it came, with what must be known of it before its turn.
#[derive(Clone)]
pub struct Incoming {
    /// The row of the inbox.
    pub waiting: Waiting,
    /// The callback query, if it is a press.
    pub press: Option<String>,
}

/// The parts of an update that are read without parsing the whole.
#[derive(Deserialize)]
struct Envelope<'a> {
    update_id: i64,
    #[serde(borrow)]
    message: Option<&'a RawValue>,
    #[serde(borrow)]
    edited_message: Option<&'a RawValue>,
    #[serde(borrow)]
    callback_query: Option<&'a RawValue>,
    #[serde(borrow)]
    my_chat_member: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Numbered {
    update_id: i64,
}

#[derive(Deserialize)]
struct Acted {
    from: Account,
}

#[derive(Deserialize)]
struct Account {
    id: i64,
}

#[derive(Deserialize)]
struct Pressed {
    id: String,
}

/// What is known of an update by a glance: enough to put it on disk and into the right queue.
pub struct Glance {
    /// Telegram's id of the update.
    pub update: i64,
    /// Who acted; 0 for nobody.
    pub person: i64,
    /// The callback query, if it is a press.
    pub press: Option<String>,
}

/// Where the ids stand.
#[derive(Clone, Copy)]
struct Last {
    epoch: i32,
    highest: i64,
    at: DateTime<Utc>,
}

#[derive(Serialize)]
struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: &'static [&'static str],
}

/// Asks for updates, one answer after the other.
pub struct Poller {
    desk: Desk,
    postman: Postman,
    watch: Watch,
    bot: i64,
    offset: i64,
    confirmed: i64,
    last: Option<Last>,
    backoff: Backoff,
    unstored: Unstored,
    stopped: watch::Receiver<bool>,
}

impl Poller {
    /// A poller that begins with what Telegram still holds.
    pub async fn new(
        desk: Desk,
        postman: Postman,
        bot: i64,
        stopped: watch::Receiver<bool>,
    ) -> Stored<Self> {
        let watch = Watch::new(&desk).await?;
        let last = inbox::last(&desk.archive.read().await?, bot).await?;
        let last = last.map(|(epoch, highest, at)| Last { epoch, highest, at });
        let (backoff, unstored) = (Backoff::default(), Unstored::default());
        let (offset, confirmed) = (0, 0);
        Ok(Self { desk, postman, watch, unstored, bot, offset, confirmed, last, backoff, stopped })
    }

    /// Polls until told to stop.
    ///
    /// # Errors
    /// `Unauthorized` if the token is no longer taken, `Archive` if the archive is closed.
    pub async fn run(&mut self, workers: &Workers) -> Result<(), Failure> {
        while !*self.stopped.borrow() {
            let asked = Instant::now();
            let connection = self.desk.connection.clone();
            // After a silence the first answer is not waited for: it ends an outage.
            let wait = if self.watch.is_silent() { Duration::ZERO } else { POLL_WAIT };
            let ask = self.ask(self.offset, BATCH_MAX, wait);
            let poll = async move { connection.poll(&ask, wait).await };
            match until(&mut self.stopped, poll).await {
                Some(Ok(updates)) => {
                    self.confirmed = self.offset;
                    METERS.polled(self.desk.clock.now().timestamp_millis());
                    faults::here("after-poll");
                    self.watch.heard(&self.desk, &self.postman).await;
                    let news = self.take_in(&updates, workers).await?;
                    if !news && asked.elapsed() < HASTE {
                        self.pause(HASTE).await;
                    }
                }
                Some(Err(refusal)) => {
                    self.watch.lost();
                    self.bear(&refusal).await?;
                }
                // A poll that waited at Telegram has confirmed what came before it.
                None if asked.elapsed() >= HASTE => self.confirmed = self.offset,
                None => {}
            }
        }
        self.watch.note(&self.desk).await;
        Ok(())
    }

    /// Tells Telegram once more which updates are on disk, unless the last poll did.
    pub async fn confirm(&self) {
        if self.confirmed != self.offset {
            self.confirm_before(self.offset).await;
        }
    }

    async fn confirm_before(&self, offset: i64) {
        let ask = self.ask(offset, 1, Duration::ZERO);
        if let Err(refusal) = self.desk.connection.poll(&ask, Duration::ZERO).await {
            tracing::warn!(%refusal, "the last updates were not confirmed; they will come again");
        }
    }

    fn ask(&self, offset: i64, limit: u8, wait: Duration) -> GetUpdates {
        let offset = (offset > 0).then_some(offset);
        GetUpdates { offset, limit, timeout: wait.as_secs(), allowed_updates: KINDS }
    }

    /// Puts an answer on disk and hands it on. Returns whether there was anything new.
    async fn take_in(
        &mut self,
        updates: &[Box<RawValue>],
        workers: &Workers,
    ) -> Result<bool, Failure> {
        let now = self.desk.clock.now();
        let glances: Vec<_> = updates.iter().map(|update| glance(update.get())).collect();
        let known: Vec<i64> = glances.iter().flatten().map(|glance| glance.update).collect();
        if known.len() < updates.len() {
            tracing::warn!(
                updates = updates.len() - known.len(),
                "updates without an id are left out"
            );
        }
        let Some(next) = known.last().map(|last| last.saturating_add(1)) else {
            self.backoff.reset();
            return Ok(false);
        };
        let last = advance(self.last, &known, now);
        let pairs = updates.iter().zip(glances);
        let batch: Vec<Incoming> = pairs
            .filter_map(|(update, glance)| {
                Some(self.incoming(update.get(), glance?, last.epoch, now))
            })
            .collect();
        if faults::planted().is_some_and(|planted| planted.confirm_first) {
            self.confirm_before(next).await;
        }
        faults::here("before-inbox");
        let fresh = match self.store(&batch).await {
            Ok(fresh) => fresh,
            Err(ArchiveError::Closed) => return Err(ArchiveError::Closed.into()),
            Err(error) => {
                tracing::error!(%error, "updates cannot be stored; they are not confirmed");
                self.unstored.bear(&self.desk, &batch);
                let pause = self.backoff.next();
                self.pause(pause).await;
                return Ok(true);
            }
        };
        faults::here("after-inbox");
        self.backoff.reset();
        self.unstored.over();
        (self.offset, self.last) = (next.max(0), Some(last));
        let news: Vec<_> =
            batch.into_iter().filter(|update| fresh.contains(&update.waiting.update)).collect();
        let any = !news.is_empty();
        workers.push(news);
        Ok(any)
    }

    fn incoming(&self, body: &str, glance: Glance, epoch: i32, now: DateTime<Utc>) -> Incoming {
        let waiting = Waiting {
            bot: self.bot,
            epoch,
            update: glance.update,
            person: glance.person,
            received_at: now,
            body: body.to_owned(),
            attempts: 0,
        };
        Incoming { waiting, press: glance.press }
    }

    /// Commits a batch; returns the ids that were not there yet.
    async fn store(&self, batch: &[Incoming]) -> Stored<HashSet<i64>> {
        let rows: Vec<Waiting> = batch.iter().map(|update| update.waiting.clone()).collect();
        let stored = self.desk.archive.write(move |tx| {
            let rows = rows.clone();
            Box::pin(async move {
                let fresh = inbox::receive(tx, &rows).await;
                faults::here("in-inbox");
                fresh
            })
        });
        Ok(stored.await?.into_iter().map(|row| row.update).collect())
    }

    /// Waits as an error asks for; gives up only where waiting does not help.
    async fn bear(&mut self, refusal: &Refusal) -> Result<(), Failure> {
        let pause = match refusal.verdict() {
            Verdict::Unauthorized => {
                tracing::error!("Telegram no longer takes the token; the bot stops");
                return Err(Failure::Unauthorized);
            }
            Verdict::Conflict => {
                tracing::error!("another process polls with this token, or a webhook is set");
                self.backoff.next().max(CONFLICT_PAUSE) + jitter(CONFLICT_PAUSE)
            }
            Verdict::RetryAfter(seconds) => Duration::from_secs(seconds),
            _ => self.backoff.next(),
        };
        tracing::warn!(%refusal, pause_ms = pause.as_millis(), "getUpdates failed");
        self.pause(pause).await;
        Ok(())
    }

    async fn pause(&mut self, pause: Duration) {
        until(&mut self.stopped, tokio::time::sleep(pause)).await;
    }
}

/// Runs something until it ends, or until the stop: then `None`.
pub async fn until<T>(
    stopped: &mut watch::Receiver<bool>,
    work: impl Future<Output = T>,
) -> Option<T> {
    tokio::select! {
        done = work => Some(done),
        // A sender that is gone is a stop too.
        _ = stopped.wait_for(|stopped| *stopped) => None,
    }
}

/// An update out of the inbox, seen again as it was when it came.
pub fn again(waiting: Waiting) -> Incoming {
    let press = glance(&waiting.body).and_then(|glance| glance.press);
    Incoming { waiting, press }
}

/// What can be known of an update's text without parsing the whole; `None` if not even its id.
pub fn glance(body: &str) -> Option<Glance> {
    let Ok(envelope) = serde_json::from_str::<Envelope>(body) else {
        let numbered: Numbered = serde_json::from_str(body).ok()?;
        return Some(Glance { update: numbered.update_id, person: 0, press: None });
    };
    let parts = [
        envelope.message,
        envelope.edited_message,
        envelope.callback_query,
        envelope.my_chat_member,
    ];
    let who = |part: &RawValue| serde_json::from_str::<Acted>(part.get()).ok();
    let person = parts.into_iter().flatten().find_map(who).map_or(0, |acted| acted.from.id);
    let press = envelope.callback_query.and_then(|query| {
        let pressed: Option<Pressed> = serde_json::from_str(query.get()).ok();
        pressed.map(|pressed| pressed.id)
    });
    Some(Glance { update: envelope.update_id, person, press })
}

/// Where the ids stand after a batch: a new epoch if all of them are lower than before, and it was silent for a week.
fn advance(last: Option<Last>, ids: &[i64], now: DateTime<Utc>) -> Last {
    let highest = ids.iter().copied().max().unwrap_or_default();
    match last {
        Some(last) if highest < last.highest && now - last.at >= SILENCE => {
            Last { epoch: last.epoch + 1, highest, at: now }
        }
        Some(last) => Last { highest: highest.max(last.highest), at: now, ..last },
        None => Last { epoch: 0, highest, at: now },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn a_glance_sees_who_acted_and_nothing_more() {
        let deep =
            format!(r#"{{"update_id":9,"message":{}}}"#, "[".repeat(9000) + &"]".repeat(9000));
        for (body, update, person, press) in [
            (r#"{"update_id":1,"message":{"from":{"id":7},"text":"x"}}"#, 1, 7, None),
            (r#"{"update_id":2,"edited_message":{"from":{"id":7}}}"#, 2, 7, None),
            (r#"{"update_id":3,"callback_query":{"id":"q","from":{"id":7}}}"#, 3, 7, Some("q")),
            (r#"{"update_id":4,"my_chat_member":{"from":{"id":7}}}"#, 4, 7, None),
            (r#"{"update_id":5,"message":{"from":"me"}}"#, 5, 0, None),
            (r#"{"update_id":6,"message":"\ud800"}"#, 6, 0, None),
            (r#"{"update_id":7,"message":{},"message":{}}"#, 7, 0, None),
            (r#"{"update_id":8,"guest_message":{"from":{"id":7}}}"#, 8, 0, None),
            (&deep, 9, 0, None),
        ] {
            let seen = glance(body).unwrap();
            assert_eq!((seen.update, seen.person, seen.press.as_deref()), (update, person, press));
        }
        for body in ["", "[]", "{}", r#"{"update_id":"1"}"#, r#"{"update_id":1e99}"#] {
            assert!(glance(body).is_none(), "{body}");
        }
    }

    #[test]
    fn the_epoch_rises_only_when_all_ids_fall_after_a_week() {
        let start = Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap();
        let after = |days| start + chrono::Duration::days(days);
        let last = Some(Last { epoch: 2, highest: 100, at: start });
        for (ids, days, epoch, highest) in [
            (&[101, 102][..], 0, 2, 102),
            (&[99], 6, 2, 100),
            (&[99], 7, 3, 99),
            (&[5, 6], 30, 3, 6),
            (&[99, 101], 7, 2, 101),
            (&[100], 8, 2, 100),
        ] {
            let now = advance(last, ids, after(days));
            assert_eq!((now.epoch, now.highest, now.at), (epoch, highest, after(days)), "{ids:?}");
        }
        let first = advance(None, &[7], start);
        assert_eq!((first.epoch, first.highest), (0, 7));
    }
}
