//! The postman: rows of the outbox become messages, one serial lane per chat (R4).
//!
//! Rows that are due at once come from the turn in memory; the others are claimed when their time comes.

use super::deliver::{Carrier, Fate};
use super::lanes::{Lane, Letter, Next};
use super::marks::Marks;
use super::{Desk, Failure};
use crate::archive::outbox::{self, NewRow, Unsent};
use crate::archive::{ArchiveError, Result, Tx};
use crate::model::ScreenId;
use crate::turn::out::{Out, Parcel};
use chrono::{DateTime, Utc};
use futures::FutureExt;
use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

/// How often waiting rows are looked at: their time may come by a jump of the clock, too.
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// Rows claimed at once.
const CLAIM_MAX: u64 = 64;

/// The postman of all chats.
#[derive(Clone)]
pub struct Postman {
    office: Arc<PostOffice>,
}

struct PostOffice {
    desk: Desk,
    carrier: Carrier,
    marks: Arc<Marks>,
    lanes: Mutex<HashMap<i64, OpenLane>>,
    tasks: Mutex<JoinSet<()>>,
    woken: Notify,
    emptied: Notify,
}

/// A lane with a task that works it off.
#[derive(Default)]
struct OpenLane {
    lane: Lane,
    stirred: Arc<Notify>,
}

/// Writes a row for a chat without a screen; it leaves when the parcel is posted after the commit.
///
/// # Errors
/// As the database's.
pub async fn put(tx: &Tx, chat: i64, out: Out, now: DateTime<Utc>) -> Result<Parcel> {
    let row = NewRow { chat, screen: None, kind: out.kind(), payload: out.row(), due_at: now };
    let id = outbox::put(tx, row, now).await?.id;
    Ok(Parcel { id, chat, screen: None, revision: 0, out, attempts: 0, ambiguous: false })
}

impl Postman {
    /// Starts with the rows that an earlier process left: whether those arrived is not known.
    ///
    /// # Errors
    /// As the archive's.
    pub async fn start(desk: Desk) -> std::result::Result<Self, Failure> {
        let left = outbox::ambiguous(&desk.archive.read().await?).await?;
        let marks = Arc::new(Marks::new(desk.archive.clone()));
        let office = Arc::new(PostOffice {
            carrier: Carrier::new(desk.clone(), Arc::clone(&marks)),
            desk,
            marks: Arc::clone(&marks),
            lanes: Mutex::default(),
            tasks: Mutex::default(),
            woken: Notify::new(),
            emptied: Notify::new(),
        });
        if !left.is_empty() {
            tracing::warn!(rows = left.len(), "an earlier process left rows in doubt");
        }
        office.post_rows(left, true);
        office.spawn(Arc::clone(&office).sweep());
        office.spawn(marks.serve());
        Ok(Self { office })
    }

    /// Sends what a turn has just committed.
    pub fn post(&self, parcels: Vec<Parcel>) {
        self.office.post_parcels(parcels);
    }

    /// Answers a press whose turn takes too long, without words.
    pub fn answer_bare(&self, query: String) {
        let office = Arc::clone(&self.office);
        self.office.spawn(async move { office.carrier.answer_bare(query).await });
    }

    /// Sends what is due until the deadline; what was not tried by then waits for the next start.
    pub async fn drain(&self, deadline: Instant) {
        loop {
            let emptied = self.office.emptied.notified();
            let idle = lock(&self.office.lanes).is_empty();
            if idle || timeout_at(deadline, emptied).await.is_err() {
                break;
            }
        }
        let mut tasks = std::mem::take(&mut *lock(&self.office.tasks));
        tasks.shutdown().await;
        let lanes = std::mem::take(&mut *lock(&self.office.lanes));
        let letters = lanes.into_values().flat_map(|open| open.lane.into_letters());
        let untouched = letters.filter(Letter::is_untouched).map(|letter| letter.parcel.id);
        self.office.put_off(untouched.collect()).await;
        if let Err(error) = self.office.marks.write().await {
            tracing::error!(%error, "rows of the outbox could not be ended; they will be in doubt");
        }
    }
}

impl PostOffice {
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = lock(&self.tasks);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    fn post(self: &Arc<Self>, letters: Vec<Letter>) {
        let mut lanes = lock(&self.lanes);
        for letter in letters {
            let chat = letter.parcel.chat;
            let known = lanes.contains_key(&chat);
            let open = lanes.entry(chat).or_default();
            for old in open.lane.add(letter) {
                self.marks.add(old.parcel.id, "superseded");
            }
            open.stirred.notify_one();
            if !known {
                self.spawn(Arc::clone(self).work_off(chat, Arc::clone(&open.stirred)));
            }
        }
    }

    /// Works off one chat's lane.
    async fn work_off(self: Arc<Self>, chat: i64, stirred: Arc<Notify>) {
        loop {
            match self.next(chat) {
                Next::Go(letter) => self.carry(*letter).await,
                Next::Wait(until) => {
                    tokio::select! {
                        () = sleep_until(until) => {}
                        () = stirred.notified() => {}
                    }
                }
                Next::Empty => break,
            }
        }
        self.emptied.notify_waiters();
    }

    /// The next step of a lane; an empty one is closed.
    fn next(&self, chat: i64) -> Next {
        let to_spare = self.carrier.has_calls_to_spare();
        let mut lanes = lock(&self.lanes);
        let next = |open: &mut OpenLane| open.lane.next(Instant::now(), to_spare);
        let next = lanes.get_mut(&chat).map_or(Next::Empty, next);
        if matches!(next, Next::Empty) {
            lanes.remove(&chat);
        }
        next
    }

    async fn carry(self: &Arc<Self>, mut letter: Letter) {
        let carried = AssertUnwindSafe(self.carrier.carry(&mut letter)).catch_unwind().await;
        let chat = letter.parcel.chat;
        let pause = match carried {
            Ok(Fate::Ended(parcels)) => return self.post_after(&letter, parcels),
            Err(_) => {
                tracing::error!(kind = letter.parcel.out.kind(), "a letter panicked; given up");
                return self.marks.add(letter.parcel.id, "failed");
            }
            Ok(Fate::Later(pause)) => pause,
            Ok(Fate::Quiet(pause)) => {
                lock(&self.lanes).entry(chat).or_default().lane.be_quiet(pause);
                pause
            }
        };
        letter.not_before = Some(Instant::now() + pause);
        // The lane is still open: only its own task, which this is, closes it.
        lock(&self.lanes).entry(chat).or_default().lane.put_back(letter);
    }

    fn post_parcels(self: &Arc<Self>, parcels: Vec<Parcel>) {
        let now = self.desk.clock.now();
        self.post(parcels.into_iter().map(|parcel| Letter::new(parcel, now, now)).collect());
    }

    /// Posts what follows a letter that has arrived.
    fn post_after(self: &Arc<Self>, letter: &Letter, parcels: Vec<Parcel>) {
        let now = self.desk.clock.now();
        let follows = |parcel| Letter::after(letter.sent, parcel, now);
        self.post(parcels.into_iter().map(follows).collect());
    }

    /// Posts rows of the outbox.
    fn post_rows(self: &Arc<Self>, rows: Vec<Unsent>, ambiguous: bool) {
        let now = self.desk.clock.now();
        let mut letters = Vec::new();
        for row in rows {
            let (id, written) = (row.row.id, row.row.created_at);
            match read_row(row, ambiguous) {
                Some(parcel) => letters.push(Letter::new(parcel, written, now)),
                None => {
                    tracing::error!("a row of the outbox does not parse; given up");
                    self.marks.add(id, "failed");
                }
            }
        }
        self.post(letters);
    }

    /// Claims rows when their time comes.
    async fn sweep(self: Arc<Self>) {
        loop {
            tokio::select! {
                () = sleep(SWEEP_EVERY) => {}
                () = self.woken.notified() => {}
            }
            match self.claim().await {
                Ok(rows) if rows.is_empty() => {}
                Ok(rows) => {
                    self.post_rows(rows, false);
                    // There may be more than one claim's worth.
                    self.woken.notify_one();
                }
                Err(ArchiveError::Closed) => return,
                Err(error) => tracing::error!(%error, "due rows could not be claimed"),
            }
        }
    }

    async fn claim(&self) -> Result<Vec<Unsent>> {
        let due = outbox::next_due(&self.desk.archive.glance().await?).await?;
        let now = self.desk.clock.now();
        if due.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        self.desk.archive.write(move |tx| Box::pin(outbox::claim(tx, now, CLAIM_MAX))).await
    }

    /// Makes rows that were not tried wait again, so that the next start does not take them for doubtful.
    async fn put_off(&self, ids: Vec<i64>) {
        if ids.is_empty() {
            return;
        }
        tracing::info!(rows = ids.len(), "rows wait for the next start");
        let now = self.desk.clock.now();
        let putting_off = self.desk.archive.write(move |tx| {
            let ids = ids.clone();
            Box::pin(async move {
                for id in ids {
                    outbox::retry(tx, id, now).await?;
                }
                Ok(())
            })
        });
        if let Err(error) = putting_off.await {
            tracing::error!(%error, "rows could not be put off; they will be in doubt");
        }
    }
}

/// A row of the outbox as a parcel; `None` if it does not parse.
fn read_row(Unsent { row, shown }: Unsent, ambiguous: bool) -> Option<Parcel> {
    Some(Parcel {
        id: row.id,
        chat: row.chat_id,
        screen: row.screen_id.map(ScreenId),
        revision: row.revision,
        out: Out::of_row(&row.payload, shown.as_deref())?,
        attempts: row.attempts,
        ambiguous,
    })
}

/// Locks; a panic elsewhere leaves these maps usable.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
