//! The one writer: it drains what waits into one transaction, a savepoint each, and answers after the commit.

use super::{ArchiveError, Result, Tx};
use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

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

struct Job {
    work: Work,
    answer: oneshot::Sender<Answer>,
}

/// A handle to the writer; it ends when the last handle is dropped.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
    db: DatabaseConnection,
}

impl Writer {
    /// Starts the writer over a pool of one connection.
    pub fn start(db: DatabaseConnection) -> Self {
        let (jobs, waiting) = mpsc::channel(QUEUE_MAX);
        tokio::spawn(serve(db.clone(), waiting));
        Self { jobs, db }
    }

    /// Closes the writer's connection when it is idle, and waits until it is closed.
    pub(super) async fn close(&self) -> std::result::Result<(), DbErr> {
        self.db.close_by_ref().await
    }

    /// See `Archive::write`.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'a> Fn(&'a Tx) -> BoxFuture<'a, Result<T>> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        let boxed: Work = Arc::new(move |tx| {
            let work = Arc::clone(&work);
            Box::pin(
                async move { work(tx).await.map(|done| Box::new(done) as Box<dyn Any + Send>) },
            )
        });
        let (answer, done) = oneshot::channel();
        self.jobs.send(Job { work: boxed, answer }).await.map_err(|_| ArchiveError::Closed)?;
        let done = done.await.map_err(|_| ArchiveError::Closed)??;
        Ok(*done.downcast().expect("the answer is what the work returns"))
    }
}

async fn serve(db: DatabaseConnection, mut waiting: mpsc::Receiver<Job>) {
    // PostgreSQL repeats whole transactions, so there each turn has its own (decisions 4).
    let most = if db.get_database_backend() == DbBackend::Sqlite { BATCH_MAX } else { 1 };
    let mut batch = Vec::with_capacity(most);
    while waiting.recv_many(&mut batch, most).await > 0 {
        let answers = repeat(&db, &batch).await;
        for (job, answer) in batch.drain(..).zip(answers) {
            // A caller that no longer waits has lost interest in the answer, not in the commit.
            let _gone = job.answer.send(answer);
        }
    }
}

/// Runs a batch, again if the database asks for it.
async fn repeat(db: &DatabaseConnection, batch: &[Job]) -> Vec<Answer> {
    for _ in 1..TRIES_MAX {
        let result = run_batch(db, batch).await;
        if !asks_to_repeat(&result) {
            return spread(result, batch.len());
        }
    }
    spread(run_batch(db, batch).await, batch.len())
}

fn spread(result: std::result::Result<Vec<Answer>, DbErr>, len: usize) -> Vec<Answer> {
    result.unwrap_or_else(|error| {
        let sentence = ArchiveError::from(error).to_string();
        tracing::error!(error = sentence, turns = len, "a transaction failed");
        (0..len).map(|_| Err(ArchiveError::Database(sentence.clone()))).collect()
    })
}

async fn run_batch(
    db: &DatabaseConnection,
    batch: &[Job],
) -> std::result::Result<Vec<Answer>, DbErr> {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    let tx = Tx::new(db.begin_with_options(immediate).await?);
    if let [job] = batch {
        // Alone, a turn needs no savepoint: the transaction is its own.
        let answer = run_job(&tx, job).await;
        return finish(tx, answer.is_ok()).await.map(|()| vec![answer]);
    }
    let mut answers = Vec::with_capacity(batch.len());
    for job in batch {
        tx.inner.execute_unprepared("SAVEPOINT turn").await?;
        let answer = run_job(&tx, job).await;
        if answer.is_err() {
            tx.inner.execute_unprepared("ROLLBACK TO SAVEPOINT turn").await?;
            *tx.trail_head() = None;
        }
        tx.inner.execute_unprepared("RELEASE SAVEPOINT turn").await?;
        answers.push(answer);
    }
    finish(tx, true).await.map(|()| answers)
}

async fn run_job(tx: &Tx, job: &Job) -> Answer {
    let done = AssertUnwindSafe((job.work)(tx)).catch_unwind().await;
    done.unwrap_or(Err(ArchiveError::Panicked))
}

async fn finish(tx: Tx, keep: bool) -> std::result::Result<(), DbErr> {
    if !keep {
        return tx.inner.rollback().await;
    }
    crate::faults::here("before-commit");
    tx.inner.commit().await?;
    crate::faults::here("after-commit");
    Ok(())
}

/// Whether PostgreSQL could not serialize the transaction, at its commit or in the midst of a turn.
fn asks_to_repeat(result: &std::result::Result<Vec<Answer>, DbErr>) -> bool {
    let is_conflict = |error: &ArchiveError| matches!(error, ArchiveError::Database(why) if REPEATED.contains(&why.as_str()));
    match result {
        Ok(answers) => answers.iter().any(|answer| answer.as_ref().is_err_and(is_conflict)),
        Err(error) => REPEATED.contains(&super::code(error).as_str()),
    }
}
