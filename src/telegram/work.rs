//! The workers: a queue per person, one turn of each at a time, and no panic or flood that reaches another (R2, R3).

use super::backoff::after;
use super::postman::{Postman, put};
use super::receive::{Incoming, again};
use super::routes::{Routed, Routes};
use super::wire::Me;
use super::{Desk, Failure, turn_log};
use crate::archive::inbox::{self, Waiting};
use crate::archive::{ArchiveError, Result, staff};
use crate::dialogue::Input;
use crate::dialogue::screen::{Common, Say};
use crate::faults;
use crate::meter::METERS;
use crate::turn::arrival::{Arrival, Came, UpdateKey};
use crate::turn::out::{Out, Parcel};
use crate::turn::{self, TRIES_MAX};
use futures::FutureExt;
use std::collections::{HashMap, HashSet, VecDeque};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use tracing::Instrument;

/// Presses of one person that may wait; a finger is not faster.
const PRESSES_MAX: usize = 20;
/// Updates of one person that may wait.
const WAITING_MAX: usize = 200;
/// A press that has no commit by then gets a bare answer (decisions 6).
const BARE_AFTER: Duration = Duration::from_secs(1);
/// Who is too fast is told so once in this time.
const TOLD_EVERY: Duration = Duration::from_secs(10);
/// How a turn ended whose update the next start takes again.
const LEFT: &str = "left";
/// The part of a drain in which queues are worked off; then only turns under way are waited for.
const EMPTYING: u32 = 2;

/// The workers of all persons.
#[derive(Clone)]
pub struct Workers {
    shop: Arc<Shop>,
}

struct Shop {
    desk: Desk,
    postman: Postman,
    routes: Routes,
    queues: Mutex<HashMap<i64, VecDeque<Incoming>>>,
    told: Mutex<HashMap<i64, Instant>>,
    open: Mutex<HashSet<UpdateKey>>,
    presses: mpsc::UnboundedSender<Pressed>,
    tasks: Mutex<JoinSet<()>>,
    emptied: Notify,
    halted: AtomicBool,
}

/// A press whose turn may come too late.
struct Pressed {
    key: UpdateKey,
    query: String,
    bare_at: Instant,
}

impl Workers {
    /// Starts the workers with what an earlier process left in the inbox.
    ///
    /// # Errors
    /// As the archive's.
    pub async fn start(
        desk: Desk,
        postman: Postman,
        me: &Me,
    ) -> std::result::Result<Self, Failure> {
        let left = inbox::unfinished(&desk.archive.read().await?).await?;
        let (presses, pressed) = mpsc::unbounded_channel();
        let shop = Arc::new(Shop {
            desk,
            postman,
            routes: Routes::new(me),
            queues: Mutex::default(),
            told: Mutex::default(),
            open: Mutex::default(),
            presses,
            tasks: Mutex::default(),
            emptied: Notify::new(),
            halted: AtomicBool::new(false),
        });
        shop.spawn(Arc::clone(&shop).answer_bare(pressed));
        let workers = Self { shop };
        let left: Vec<Incoming> =
            left.into_iter().filter(|update| update.bot == me.id).map(again).collect();
        if !left.is_empty() {
            tracing::info!(
                updates = left.len(),
                "an earlier process left updates; taking them first"
            );
        }
        workers.enqueue(left, usize::MAX);
        Ok(workers)
    }

    /// Takes a batch that is on disk. Never waits; what is too much is shed.
    pub fn push(&self, batch: Vec<Incoming>) {
        let shed = self.enqueue(batch, WAITING_MAX);
        if !shed.is_empty() {
            let shop = Arc::clone(&self.shop);
            self.shop.spawn(async move { shop.shed(shed).await });
        }
    }

    /// Works off the queues for a while, then lets the turns under way end.
    pub async fn drain(&self, deadline: Instant) {
        let half = Instant::now() + (deadline - Instant::now()) / EMPTYING;
        for until in [half, deadline] {
            loop {
                let emptied = self.shop.emptied.notified();
                let idle = lock(&self.shop.queues).is_empty();
                if idle || timeout_at(until, emptied).await.is_err() {
                    break;
                }
            }
            self.shop.halted.store(true, Ordering::Relaxed);
        }
        lock(&self.shop.tasks).abort_all();
    }

    /// Queues updates, and starts a task for whoever had none. Returns what is too much.
    fn enqueue(&self, batch: Vec<Incoming>, waiting_max: usize) -> Vec<Incoming> {
        let mut shed = Vec::new();
        let mut queues = lock(&self.shop.queues);
        for update in batch {
            let person = update.waiting.person;
            let known = queues.contains_key(&person);
            let queue = queues.entry(person).or_default();
            if is_too_much(queue, &update, waiting_max) {
                shed.push(update);
                continue;
            }
            self.shop.expect(&update);
            queue.push_back(update);
            if !known {
                self.shop.spawn(Arc::clone(&self.shop).serve(person));
            }
        }
        METERS.set_queued(queues.len());
        shed
    }
}

fn is_too_much(queue: &VecDeque<Incoming>, update: &Incoming, waiting_max: usize) -> bool {
    let presses = || queue.iter().filter(|waiting| waiting.press.is_some()).count();
    queue.len() >= waiting_max
        || (waiting_max != usize::MAX && update.press.is_some() && presses() >= PRESSES_MAX)
}

impl Shop {
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = lock(&self.tasks);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    /// Works off one person's queue, in order.
    async fn serve(self: Arc<Self>, person: i64) {
        while let Some(next) = self.next(person) {
            let who = self.desk.connection.pseudonym(person);
            let (span, begun) = (turn_log::span(&who, next.waiting.update), Instant::now());
            let taking = self.take(next).instrument(span.clone());
            let taken = AssertUnwindSafe(taking).catch_unwind().await;
            // After a panic out here the update is left in the inbox.
            turn_log::ended(&span, begun, taken.unwrap_or("panicked"));
        }
        self.emptied.notify_waiters();
    }

    /// The next update of a person; without one, or at the stop, the queue is forgotten: it is in the inbox too.
    fn next(&self, person: i64) -> Option<Incoming> {
        let mut queues = lock(&self.queues);
        let halted = self.halted.load(Ordering::Relaxed);
        let next = queues.get_mut(&person).filter(|_| !halted).and_then(VecDeque::pop_front);
        if next.is_none() {
            queues.remove(&person);
            METERS.set_queued(queues.len());
        }
        next
    }

    /// Takes one update until it has ended. Returns how, in a word for the log.
    async fn take(&self, update: Incoming) -> &'static str {
        let Waiting { bot, epoch, update: id, received_at: at, attempts, body, .. } =
            update.waiting;
        let key = UpdateKey { bot, epoch, update: id };
        let Ok(routed) = catch_unwind(AssertUnwindSafe(|| self.routes.route(&body))) else {
            tracing::error!(bytes = body.len(), "an update cannot be read; given up");
            self.end(key, "dead").await;
            return "unread";
        };
        turn_log::came(&routed.came);
        let (Some(from), false) = (routed.from, matches!(routed.came, Came::Nothing)) else {
            tracing::debug!(kind = routed.kind, bytes = body.len(), "nothing to do for an update");
            self.end(key, "done").await;
            return "nothing";
        };
        let Routed { came, message, .. } = routed;
        let arrival = Arc::new(Arrival { key, from, came, message, at });
        let mut failed = attempts;
        for tries in 0.. {
            match self.turn(&arrival).await {
                Ok(parcels) => {
                    faults::here("after-turn");
                    self.settle(key, &parcels);
                    self.postman.post(parcels);
                    return "done";
                }
                Err(ArchiveError::Closed) => return LEFT,
                Err(error) => tracing::error!(%error, failed, "a turn failed"),
            }
            match self.fail(&arrival).await {
                Ok(parcels) => {
                    failed += 1;
                    self.postman.post(parcels);
                }
                Err(ArchiveError::Closed) => return LEFT,
                Err(error) => tracing::error!(%error, "a failed turn could not be counted"),
            }
            if failed >= TRIES_MAX {
                tracing::error!("a turn failed too often; given up");
                return "given up";
            }
            sleep(after(tries)).await;
            if self.halted.load(Ordering::Relaxed) {
                break;
            }
        }
        LEFT
    }

    async fn turn(&self, arrival: &Arc<Arrival>) -> Result<Vec<Parcel>> {
        turn::lock::foresee(&self.desk.archive, &self.desk.office, arrival).await?;
        let (desk, arrival) = (self.desk.clone(), Arc::clone(arrival));
        let turn = self.desk.archive.write(move |tx| {
            let (desk, arrival) = (desk.clone(), Arc::clone(&arrival));
            Box::pin(async move {
                panic_if_planted(&arrival.came);
                let taken = turn::take(tx, &desk.office, &arrival, desk.clock.now()).await;
                faults::here("in-turn");
                taken
            })
        });
        turn.await
    }

    async fn fail(&self, arrival: &Arc<Arrival>) -> Result<Vec<Parcel>> {
        let (desk, arrival) = (self.desk.clone(), Arc::clone(arrival));
        let fail = self.desk.archive.write(move |tx| {
            let (desk, arrival) = (desk.clone(), Arc::clone(&arrival));
            Box::pin(async move { turn::fail(tx, &desk.office, &arrival, desk.clock.now()).await })
        });
        fail.await
    }

    /// Ends an update without a turn; tried until the archive takes it.
    async fn end(&self, key: UpdateKey, state: &'static str) {
        for tries in 0.. {
            let end = self.desk.archive.write(move |tx| {
                Box::pin(inbox::finish(tx, key.bot, key.epoch, key.update, state))
            });
            match end.await {
                Ok(_) | Err(ArchiveError::Closed) => break,
                Err(error) => tracing::error!(%error, "an update could not be ended"),
            }
            if self.halted.load(Ordering::Relaxed) {
                return;
            }
            sleep(after(tries)).await;
        }
    }

    /// Ends updates that are too much, and says so once in a while.
    async fn shed(&self, shed: Vec<Incoming>) {
        let told: Vec<bool> =
            shed.iter().map(|update| self.is_to_be_told(update.waiting.person)).collect();
        tracing::warn!(updates = shed.len(), "shedding a flood");
        let desk = self.desk.clone();
        let writing = self.desk.archive.write(move |tx| {
            let (desk, shed, told) = (desk.clone(), shed.clone(), told.clone());
            Box::pin(async move {
                let mut parcels = Vec::new();
                for (update, told) in shed.iter().zip(told) {
                    parcels.extend(shed_one(tx, &desk, update, told).await?);
                }
                Ok(parcels)
            })
        });
        match writing.await {
            Ok(parcels) => self.postman.post(parcels),
            // They stay in the inbox, and are taken after the next start.
            Err(error) => tracing::error!(%error, "a flood could not be shed"),
        }
    }

    fn is_to_be_told(&self, person: i64) -> bool {
        let mut told = lock(&self.told);
        told.retain(|_, at| at.elapsed() < TOLD_EVERY);
        let first = !told.contains_key(&person);
        told.entry(person).or_insert_with(Instant::now);
        first
    }

    /// Remembers that a press waits for an answer.
    fn expect(&self, update: &Incoming) {
        let (waiting, Some(query)) = (&update.waiting, &update.press) else { return };
        let key = UpdateKey { bot: waiting.bot, epoch: waiting.epoch, update: waiting.update };
        lock(&self.open).insert(key);
        let bare_at = Instant::now() + BARE_AFTER;
        // It fails only when the answering task has ended, at the stop.
        let _stopped = self.presses.send(Pressed { key, query: query.clone(), bare_at });
    }

    /// Forgets a press whose answer is on its way. One whose turn came to none gets a bare answer in time.
    fn settle(&self, key: UpdateKey, parcels: &[Parcel]) {
        if parcels.iter().any(|parcel| matches!(parcel.out, Out::Answer { .. })) {
            lock(&self.open).remove(&key);
        }
    }

    /// Answers presses whose turn has not ended in time, so that no button spins.
    async fn answer_bare(self: Arc<Self>, mut pressed: mpsc::UnboundedReceiver<Pressed>) {
        while let Some(Pressed { key, query, bare_at }) = pressed.recv().await {
            sleep_until(bare_at).await;
            if lock(&self.open).remove(&key) {
                self.postman.answer_bare(query);
            }
        }
    }
}

async fn shed_one(
    tx: &crate::archive::Tx,
    desk: &Desk,
    update: &Incoming,
    told: bool,
) -> Result<Option<Parcel>> {
    let Waiting { bot, epoch, update: id, person, .. } = update.waiting;
    if !inbox::finish(tx, bot, epoch, id, "shed").await? || person <= 0 {
        return Ok(None);
    }
    let seated = staff::seated(tx, person).await?;
    let lang = seated.map_or(desk.office.lang, |seated| desk.office.lang_of(&seated.staff));
    let say = Say::Common(Common::TooFast);
    let out = match &update.press {
        Some(query) => Out::Answer { query: query.clone(), toast: told.then_some(say), lang },
        None if told => Out::Say { say, lang },
        None => return Ok(None),
    };
    put(tx, person, out, desk.clock.now()).await.map(Some)
}

fn panic_if_planted(came: &Came) {
    let planted = faults::planted().and_then(|planted| planted.panic_word.as_ref());
    if let (Some(word), Came::Told(Input::Text(text))) = (planted, came) {
        assert!(text != word, "a planted panic");
    }
}

/// Locks; a panic elsewhere leaves these maps usable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "work/tests.rs"]
mod tests;
