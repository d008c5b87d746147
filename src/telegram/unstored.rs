//! While nothing can be stored, whoever writes is told so, once: Telegram keeps what they sent, and it is taken later (K6).

use super::Desk;
use super::compose;
use super::receive::Incoming;
use crate::archive::{Result, staff};
use crate::dialogue::screen::{Common, Say};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Failures in a row that pass without a word: most are over before anybody would read it.
const SILENT: u32 = 2;

/// Whether nothing can be stored, since when, and who knows.
#[derive(Default)]
pub struct Unstored {
    failures: u32,
    told: Told,
}

/// Who knows, or is being told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<HashSet<i64>>>);

impl Told {
    /// Whether the person did not know.
    fn note(&self, person: i64) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(person)
    }

    /// Telling them failed: the next failure tries again.
    fn forget(&self, person: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
    }
}

impl Unstored {
    /// Counts a failure, and tells the people of a batch that could not be stored. Nobody waits for that.
    pub fn bear(&mut self, desk: &Desk, batch: &[Incoming]) {
        self.failures = self.failures.saturating_add(1);
        if self.failures <= SILENT {
            return;
        }
        for person in batch.iter().map(|update| update.waiting.person) {
            if self.told.note(person) {
                let (desk, told) = (desk.clone(), self.told.clone());
                tokio::spawn(async move {
                    if !tell(&desk, person).await {
                        told.forget(person);
                    }
                });
            }
        }
    }

    /// What was sent is on disk again.
    pub fn over(&mut self) {
        *self = Self::default();
    }
}

/// Whether there is nothing more to tell the person.
async fn tell(desk: &Desk, person: i64) -> bool {
    match worded(desk, person).await {
        // A stranger waits, as always, for the sentence that strangers get.
        Ok(None) => true,
        Ok(Some(worded)) => {
            let told = desk.connection.call("sendMessage", &worded.send(person)).await;
            if let Err(refusal) = &told {
                tracing::warn!(%refusal, "a person could not be told that nothing can be stored");
            }
            told.is_ok()
        }
        Err(error) => {
            tracing::error!(%error, "nobody can be told that nothing can be stored");
            false
        }
    }
}

/// The sentence for somebody with a seat. It needs no row of the outbox: none can be written.
async fn worded(desk: &Desk, person: i64) -> Result<Option<compose::Worded>> {
    let seated = staff::seated(&desk.archive.read().await?, person).await?;
    Ok(seated.filter(|seated| seated.staff.reachable).map(|seated| {
        let lang = desk.office.lang_of(&seated.staff);
        let reader = compose::reader(&seated, lang, desk.clock.now());
        compose::sentence(&Say::Common(Common::CannotSave), false, &reader)
    }))
}
