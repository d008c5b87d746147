//! The one writer: it drains what waits into one transaction, and answers after the commit. If one of them fails, all are
//! done again, a savepoint each.

use super::connection::Connection;
use super::embedded::{Embedded, For};
use super::{ArchiveError, Result, Tx, lease};
use crate::meter::METERS;
use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, TransactionTrait};
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, OnceLock};
use std::thread;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use tracing::{Instrument, Span};

/// The most turns that share one commit.
const BATCH_MAX: usize = 64;
/// Work that waits for the writer beyond this makes its callers wait.
const QUEUE_MAX: usize = 1024;
/// PostgreSQL's `serialization_failure` and `deadlock_detected`: whoever gets one is to try again.
const REPEATED: [&str; 2] = ["code 40001", "code 40P01"];
/// A transaction that the database asks to repeat is tried this often.
const TRIES_MAX: usize = 5;

type Answer = Result<Box<dyn Any + Send>>;
type Work = Arc<dyn for<'a> Fn(&'a Tx) -> BoxFuture<'a, Answer> + Send + Sync>;
/// This service's number, once it has one.
type Fence = Arc<OnceLock<i64>>;

struct Job {
    work: Work,
    answer: oneshot::Sender<Answer>,
}

enum Asked {
    Run(Job),
    Close(oneshot::Sender<Done<()>>),
}

type Done<T> = std::result::Result<T, DbErr>;

/// The one connection that writes.
pub(super) enum Base {
    /// The embedded database; its statements run on the writer's own thread.
    Embedded(Embedded),
    /// PostgreSQL: a pool of one.
    Server(DatabaseConnection),
}

/// A handle to the writer; it ends when the last handle is dropped.
#[derive(Clone)]
pub struct Writer {
    asked: mpsc::Sender<Asked>,
    fence: Fence,
}

impl Writer {
    /// Starts the writer.
    pub(super) fn start(base: Base) -> Self {
        let (asked, waiting) = mpsc::channel(QUEUE_MAX);
        let fence = Fence::default();
        let (held, runtime) = (Arc::clone(&fence), Handle::current());
        match base {
            Base::Server(_) => {
                tokio::spawn(serve(base, waiting, held));
            }
            Base::Embedded(_) => {
                let work = move || runtime.block_on(serve(base, waiting, held));
                let thread = thread::Builder::new().name("writer".to_owned());
                thread.spawn(work).expect("the system has a thread for the writer");
            }
        }
        Self { asked, fence }
    }

    /// From now on nothing is committed once a later service has raised the number.
    pub(super) fn fence(&self, number: i64) {
        self.fence.get_or_init(|| number);
    }

    /// Closes the writer's connection after what was asked before, and waits until it is closed.
    pub(super) async fn close(&self) -> Done<()> {
        let (answer, closed) = oneshot::channel();
        // One that is closed already does not answer.
        match self.asked.send(Asked::Close(answer)).await {
            Ok(()) => closed.await.unwrap_or(Ok(())),
            Err(_) => Ok(()),
        }
    }

    /// See `Archive::write`.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'a> Fn(&'a Tx) -> BoxFuture<'a, Result<T>> + Send + Sync + 'static,
    {
        // What is logged within is logged of the turn that asked for it.
        let (work, span) = (Arc::new(work), Span::current());
        let boxed: Work = Arc::new(move |tx| {
            let work = Arc::clone(&work);
            let done =
                async move { work(tx).await.map(|done| Box::new(done) as Box<dyn Any + Send>) };
            Box::pin(done.instrument(span.clone()))
        });
        let (answer, done) = oneshot::channel();
        let job = Asked::Run(Job { work: boxed, answer });
        self.asked.send(job).await.map_err(|_| ArchiveError::Closed)?;
        let done = done.await.map_err(|_| ArchiveError::Closed)??;
        Ok(*done.downcast().expect("the answer is what the work returns"))
    }
}

async fn serve(base: Base, mut waiting: mpsc::Receiver<Asked>, fence: Fence) {
    // PostgreSQL repeats whole transactions, so there each turn has its own (decisions 4).
    let most = if matches!(base, Base::Embedded(_)) { BATCH_MAX } else { 1 };
    let (mut asked, mut batch) = (Vec::with_capacity(most), Vec::with_capacity(most));
    while waiting.recv_many(&mut asked, most).await > 0 {
        let mut closers = Vec::new();
        for asked in asked.drain(..) {
            match asked {
                // What was asked after the closing gets no answer.
                Asked::Run(job) if closers.is_empty() => batch.push(job),
                Asked::Run(_) => {}
                Asked::Close(answer) => closers.push(answer),
            }
        }
        let answers =
            if batch.is_empty() { Vec::new() } else { repeat(&base, &batch, &fence).await };
        for (job, answer) in batch.drain(..).zip(answers) {
            // A caller that no longer waits has lost interest in the answer, not in the commit.
            let _gone = job.answer.send(answer);
        }
        if let Some(first) = closers.pop() {
            // Whoever asked too waits no longer either: their channel goes with the list.
            let _gone = first.send(base.close().await);
            return;
        }
    }
}

impl Base {
    async fn begin(&self) -> Done<Tx> {
        Ok(match self {
            Self::Embedded(db) => Tx::on(Connection::Own(db.begin(For::Writing).await?)),
            Self::Server(db) => Tx::new(db.begin().await?),
        })
    }

    async fn close(self) -> Done<()> {
        match self {
            Self::Embedded(db) => db.close().await,
            Self::Server(db) => db.close().await,
        }
    }
}

/// Runs a batch, again if the database asks for it.
async fn repeat(base: &Base, batch: &[Job], fence: &Fence) -> Vec<Answer> {
    for _ in 1..TRIES_MAX {
        let result = run_batch(base, batch, fence).await;
        if !asks_to_repeat(&result) {
            return spread(result, batch.len());
        }
    }
    spread(run_batch(base, batch, fence).await, batch.len())
}

fn spread(result: Done<Vec<Answer>>, len: usize) -> Vec<Answer> {
    result.unwrap_or_else(|error| {
        let sentence = ArchiveError::from(error).to_string();
        tracing::error!(error = sentence, turns = len, "a transaction failed");
        (0..len).map(|_| Err(ArchiveError::Database(sentence.clone()))).collect()
    })
}

async fn run_batch(base: &Base, batch: &[Job], fence: &Fence) -> Done<Vec<Answer>> {
    let tx = base.begin().await?;
    if let Some(number) = fence.get()
        && lease::is_overtaken(&tx, *number).await?
    {
        tracing::error!("another kartoteka has taken this archive over; nothing more is written");
        return Ok(batch.iter().map(|_| Err(ArchiveError::Closed)).collect());
    }
    if let [job] = batch {
        // Alone, a turn needs no savepoint: the transaction is its own.
        let answer = run_job(&tx, job).await;
        return finish(tx, answer.is_ok()).await.map(|()| vec![answer]);
    }
    if let Some(answers) = run_all(&tx, batch).await {
        return finish(tx, true).await.map(|()| answers);
    }
    // One of them failed: what the others did is done again, each behind a savepoint.
    tx.rollback().await?;
    let tx = base.begin().await?;
    let mut answers = Vec::with_capacity(batch.len());
    for job in batch {
        tx.db().execute_unprepared("SAVEPOINT turn").await?;
        let answer = run_job(&tx, job).await;
        if let Err(error) = &answer {
            let back = tx.db().execute_unprepared("ROLLBACK TO SAVEPOINT turn").await;
            if back.is_err() {
                tracing::error!(%error, "the database took a whole batch back for one turn");
            }
            back?;
            tx.forget();
        }
        tx.db().execute_unprepared("RELEASE SAVEPOINT turn").await?;
        answers.push(answer);
    }
    finish(tx, true).await.map(|()| answers)
}

/// Runs a batch without savepoints, which cost two statements a turn. `None` once one of them fails.
async fn run_all(tx: &Tx, batch: &[Job]) -> Option<Vec<Answer>> {
    let mut answers = Vec::with_capacity(batch.len());
    for job in batch {
        let answer = run_job(tx, job).await;
        if answer.is_err() {
            return None;
        }
        answers.push(answer);
    }
    Some(answers)
}

async fn run_job(tx: &Tx, job: &Job) -> Answer {
    let done = AssertUnwindSafe((job.work)(tx)).catch_unwind().await;
    done.unwrap_or(Err(ArchiveError::Panicked))
}

async fn finish(tx: Tx, keep: bool) -> Done<()> {
    if !keep {
        return tx.rollback().await;
    }
    crate::faults::here("before-commit");
    let begun = Instant::now();
    tx.commit().await?;
    METERS.commits.observe(begun.elapsed());
    crate::faults::here("after-commit");
    Ok(())
}

/// Whether PostgreSQL could not serialize the transaction, at its commit or in the midst of a turn.
fn asks_to_repeat(result: &Done<Vec<Answer>>) -> bool {
    let is_conflict = |error: &ArchiveError| matches!(error, ArchiveError::Database(why) if REPEATED.contains(&why.as_str()));
    match result {
        Ok(answers) => answers.iter().any(|answer| answer.as_ref().is_err_and(is_conflict)),
        Err(error) => REPEATED.contains(&super::code(error).as_str()),
    }
}
