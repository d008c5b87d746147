//! After an outage everybody who works with the bot is told, once, what was missed (K16, chat.md "after an outage").

use super::Desk;
use super::postman::{Postman, put};
use crate::archive::{ArchiveError, Result, Tx, outages, restores};
use crate::dialogue::screen::{Common, Say};
use crate::turn::arrival::{MESSAGE_LIFE, PRESS_LIFE};
use crate::turn::out::{Out, Parcel};
use chrono::{DateTime, Duration, Utc};

/// How often it is noted that Telegram is heard: a process that is killed remembers it as exactly as this.
const NOTE_EVERY: Duration = Duration::seconds(60);

/// The watch over the line to Telegram.
pub struct Watch {
    heard: Option<DateTime<Utc>>,
    noted: Option<DateTime<Utc>>,
    /// A poll failed since Telegram was heard and that was noted, or none was answered yet.
    broken: bool,
    /// Nothing at all was heard since a poll failed, or since the start.
    silent: bool,
}

impl Watch {
    /// A watch that knows when an earlier process heard Telegram.
    ///
    /// # Errors
    /// As the archive's.
    pub async fn new(desk: &Desk) -> Result<Self> {
        let heard = outages::heard(&desk.archive.read().await?).await?;
        Ok(Self { heard, noted: None, broken: true, silent: true })
    }

    /// A poll failed.
    pub fn lost(&mut self) {
        (self.broken, self.silent) = (true, true);
    }

    /// Whether Telegram was not heard since a failure, or since the start.
    pub fn is_silent(&self) -> bool {
        self.silent
    }

    /// A poll was answered. If presses were lost before that, their people are told.
    pub async fn heard(&mut self, desk: &Desk, postman: &Postman) {
        let now = desk.clock.now();
        self.silent = false;
        let missed = self.heard.filter(|since| self.broken && now - *since > PRESS_LIFE);
        let stale = self.noted.is_none_or(|at| (now - at).abs() >= NOTE_EVERY);
        if missed.is_none() && !stale {
            (self.heard, self.broken) = (Some(now), false);
            return;
        }
        let of = desk.clone();
        let noting = desk.archive.write(move |tx| {
            let desk = of.clone();
            Box::pin(async move { note(tx, &desk, missed, now).await })
        });
        match noting.await {
            Ok(parcels) => {
                if missed.is_some() {
                    tracing::warn!(told = parcels.len(), "Telegram was out of reach for a while");
                }
                (self.heard, self.noted, self.broken) = (Some(now), Some(now), false);
                postman.post(parcels);
            }
            Err(ArchiveError::Closed) => {}
            Err(error) => tracing::error!(%error, "an outage could not be noted; tried again"),
        }
    }

    /// Notes at the stop when Telegram was heard, so that a short stop is no outage.
    pub async fn note(&self, desk: &Desk) {
        let Some(at) = self.heard.filter(|_| self.noted != self.heard) else { return };
        let noting = desk.archive.write(move |tx| Box::pin(outages::note_heard(tx, at)));
        if let Err(error) = noting.await {
            tracing::warn!(%error, "the end was not noted");
        }
    }
}

async fn note(
    tx: &Tx,
    desk: &Desk,
    missed: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    outages::note_heard(tx, now).await?;
    let mut parcels = Vec::new();
    // While an archive that came back waits for a second person, nobody is told anything else.
    let (Some(since), None) = (missed, restores::awaited(tx).await?) else { return Ok(parcels) };
    for person in outages::listeners(tx).await? {
        let Some(chat) = person.telegram_id else { continue };
        let (say, lang) = (Say::Common(was_away(since, now)), desk.office.lang_of(&person));
        parcels.push(put(tx, chat, Out::Say { say, lang }, now).await?);
    }
    Ok(parcels)
}

/// What was missed: presses, and after a day messages too.
fn was_away(since: DateTime<Utc>, now: DateTime<Utc>) -> Common {
    let (from, to, kept) = (since.into(), now.into(), now - MESSAGE_LIFE);
    if kept > since {
        Common::WasAwayLong { from, to, before: kept.into() }
    } else {
        Common::WasAway { from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_day_messages_are_lost_too() {
        let since = DateTime::UNIX_EPOCH;
        let after = |hours| was_away(since, since + Duration::hours(hours));
        assert!(matches!(after(1), Common::WasAway { .. }));
        assert!(matches!(after(24), Common::WasAway { .. }));
        let Common::WasAwayLong { before, .. } = after(25) else { panic!("messages were lost") };
        assert!(before == (since + Duration::hours(1)).into());
    }
}
