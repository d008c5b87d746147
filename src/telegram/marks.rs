//! Marks that may come late: rows whose call may be repeated without harm are ended together, beside the turns.
//!
//! A process that dies before they are written makes its call again: an answer, an edit, a deletion changes nothing
//! the second time. A sent message is marked at once, by `deliver`.

use super::postman::lock;
use crate::archive::{Archive, ArchiveError, outbox};
use crate::faults;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::sleep;

/// How long marks gather before they are written in one transaction.
const GATHER: Duration = Duration::from_millis(50);
/// Rows that one statement ends: a bound on its size.
const AT_ONCE: usize = 500;

/// The marks that wait.
pub struct Marks {
    archive: Archive,
    waiting: Mutex<Vec<(i64, &'static str)>>,
    stirred: Notify,
}

impl Marks {
    /// No mark waits yet.
    pub fn new(archive: Archive) -> Self {
        Self { archive, waiting: Mutex::default(), stirred: Notify::new() }
    }

    /// Ends a row in a state, soon.
    pub fn add(&self, id: i64, state: &'static str) {
        lock(&self.waiting).push((id, state));
        self.stirred.notify_one();
    }

    /// Writes marks as they come.
    pub async fn serve(self: Arc<Self>) {
        loop {
            self.stirred.notified().await;
            sleep(GATHER).await;
            match self.write().await {
                Ok(()) => {}
                Err(ArchiveError::Closed) => return,
                Err(error) => {
                    tracing::error!(%error, "rows of the outbox could not be ended; tried again");
                    self.stirred.notify_one();
                }
            }
        }
    }

    /// Writes what waits. A mark waits until it is written, so that nobody who stops this loses one.
    ///
    /// # Errors
    /// As the archive's; the marks then wait on.
    pub async fn write(&self) -> Result<(), ArchiveError> {
        let mut marks: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
        let waiting = lock(&self.waiting).clone();
        if waiting.is_empty() {
            return Ok(());
        }
        for (id, state) in &waiting {
            marks.entry(state).or_default().push(*id);
        }
        faults::here("before-mark");
        let ending = self.archive.write(move |tx| {
            let marks = marks.clone();
            Box::pin(async move {
                for (state, ids) in marks {
                    for some in ids.chunks(AT_ONCE) {
                        outbox::finish_all(tx, some, state).await?;
                    }
                }
                Ok(())
            })
        });
        ending.await?;
        faults::here("after-mark");
        lock(&self.waiting).drain(..waiting.len());
        Ok(())
    }
}
