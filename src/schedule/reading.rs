//! The watch over reading: after cards were opened, what is unusual is raised (T3).

use crate::archive::watch::{self, Unusual};
use crate::archive::{Archive, Result, Tx, staff};
use crate::model::IssueId;
use chrono::{DateTime, Utc};
use tokio::time::{Duration, Instant};

/// A look is followed by a rest of so many times as long as it took: where hundreds read at once, the watch takes a
/// thirtieth of the time, unless a look takes seconds.
const REST: u32 = 29;
/// The longest rest: a look that had to wait is no reason to look away.
const REST_MAX: Duration = Duration::from_secs(60);

/// What was looked at already: the latest showing. A new process looks at every reader once more, which raises
/// nothing twice.
pub(super) struct Seen {
    newest: IssueId,
    rests_until: Instant,
}

impl Default for Seen {
    fn default() -> Self {
        Self { newest: IssueId(0), rests_until: Instant::now() }
    }
}

impl Seen {
    /// Looks at whoever opened a card since the last look, beside the turns, and writes only what is new.
    ///
    /// # Errors
    /// As the archive's; the next look then begins where this one did.
    pub(super) async fn look(&mut self, archive: &Archive, now: DateTime<Utc>) -> Result<()> {
        let begun = Instant::now();
        if begun < self.rests_until {
            return Ok(());
        }
        let read = archive.read().await?;
        let (newest, readers) = watch::readers_since(&read, self.newest).await?;
        let mut found: Vec<Unusual> = Vec::new();
        for reader in readers {
            if let Some(seated) = staff::by_id(&read, reader).await? {
                found.extend(watch::unusual_of(&read, &seated.actor, now).await?);
            }
        }
        drop(read);
        if !found.is_empty() {
            archive.write(move |tx| Box::pin(raise(tx, found.clone(), now))).await?;
        }
        self.newest = newest;
        self.rests_until = Instant::now() + (begun.elapsed() * REST).min(REST_MAX);
        Ok(())
    }
}

async fn raise(tx: &Tx, found: Vec<Unusual>, now: DateTime<Utc>) -> Result<()> {
    for one in found {
        watch::raise(tx, one, now).await?;
    }
    Ok(())
}
