//! The watch over reading: after cards were opened, what is unusual is raised (T3).

use crate::archive::watch::{self, Unusual};
use crate::archive::{Archive, Result, Tx, staff};
use crate::model::IssueId;
use chrono::{DateTime, Utc};

/// What was looked at already: the latest showing. A new process looks at every reader once more, which raises
/// nothing twice.
pub(super) struct Seen(IssueId);

impl Default for Seen {
    fn default() -> Self {
        Self(IssueId(0))
    }
}

impl Seen {
    /// Looks at whoever opened a card since the last look, beside the turns, and writes only what is new.
    ///
    /// # Errors
    /// As the archive's; the next look then begins where this one did.
    pub(super) async fn look(&mut self, archive: &Archive, now: DateTime<Utc>) -> Result<()> {
        let read = archive.read().await?;
        let (newest, readers) = watch::readers_since(&read, self.0).await?;
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
        self.0 = newest;
        Ok(())
    }
}

async fn raise(tx: &Tx, found: Vec<Unusual>, now: DateTime<Utc>) -> Result<()> {
    for one in found {
        watch::raise(tx, one, now).await?;
    }
    Ok(())
}
