//! How the service is, for whoever runs the machine: `/health` in words, `/metrics` as Prometheus reads it.
//!
//! Answered on a loopback port, without a client's or a colleague's data, and beside the turns: what the database is
//! asked is asked of a reader, by an index.

use crate::archive::lease::Witness;
use crate::archive::nightly::{self, AGE_MAX};
use crate::archive::{Archive, Result, backup, inbox, outbox, restores, walks};
use crate::clock::Clock;
use crate::meter::METERS;
use crate::model::trail::Verdict;
use chrono::{DateTime, Duration, Utc};
use http::{Answer, Page};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration as Span;
use tokio::net::TcpListener;
use tokio::time::timeout;

mod exposition;
mod http;

/// Without an answer to a poll for longer than this the bot hears nobody: a poll waits 25 s, a pause after a failure 30 s.
const POLL_AGE_MAX: Duration = Duration::seconds(90);
/// An update that waits for longer than this is stuck.
const INBOX_AGE_MAX: Duration = Duration::seconds(60);
/// How long the archive may take to say how it is.
const READ_MAX: Span = Span::from_secs(3);

/// Who watches over a service.
pub struct Watch {
    /// What is served.
    pub archive: Archive,
    /// The time.
    pub clock: Clock,
    /// Whether the lock is still its own.
    pub lease: Witness,
}

/// What waits in a queue.
pub struct Queue {
    /// How many.
    pub depth: u64,
    /// Since when the oldest of them has waited.
    pub since: Option<DateTime<Utc>>,
}

/// How the archive is.
struct Facts {
    inbox: Queue,
    outbox: Queue,
    /// The last good backup.
    backup: Option<DateTime<Utc>>,
    /// Since when there is something that no backup holds, where backups are made here.
    unsaved: Option<DateTime<Utc>>,
    trail: Verdict,
    restore: Option<&'static str>,
}

/// Answers until it is dropped.
pub async fn serve(listener: TcpListener, watch: Watch) -> Infallible {
    // Until the first answer the service's start counts.
    METERS.polled(watch.clock.now().timestamp_millis());
    let watch = Arc::new(watch);
    http::serve(listener, move |page| {
        let watch = Arc::clone(&watch);
        async move { watch.answer(page).await }
    })
    .await
}

impl Watch {
    async fn answer(&self, page: Page) -> Answer {
        let now = self.clock.now();
        let facts = match timeout(READ_MAX, self.facts()).await {
            Ok(Ok(facts)) => facts,
            Ok(Err(error)) => return Answer::unwell(format!("archive: {error}\n")),
            Err(_) => return Answer::unwell("archive: no answer in time\n".into()),
        };
        match page {
            Page::Metrics => Answer::well(exposition::written(&facts, now)),
            Page::Health => {
                let problems = problems(&facts, self.lease.stands(), METERS.polled_ms(), now);
                if problems.is_empty() {
                    return Answer::well("ok\n".into());
                }
                Answer::unwell(problems.into_iter().map(|line| line + "\n").collect())
            }
        }
    }

    async fn facts(&self) -> Result<Facts> {
        let read = self.archive.read().await?;
        let queue = |(depth, since)| Queue { depth, since };
        let unsaved = match self.archive.nights() {
            Some(_) => nightly::since(&read, self.archive.data()).await?,
            None => None,
        };
        Ok(Facts {
            inbox: queue(inbox::waiting(&read).await?),
            outbox: queue(outbox::waiting(&read).await?),
            backup: backup::last(self.archive.data()).map(|last| last.at),
            unsaved,
            // A bot whose trail does not fit since its last anchor does not start; the walk over all of it came later.
            trail: walks::last(&read)
                .await?
                .map_or(Verdict::Intact { entries: 0 }, |(verdict, _)| verdict),
            restore: restores::awaited(&read).await?.as_ref().map(restores::standing),
        })
    }
}

/// What is wrong, a line each.
fn problems(facts: &Facts, leased: bool, polled_ms: i64, now: DateTime<Utc>) -> Vec<String> {
    let mut lines = Vec::new();
    let polled = now - DateTime::from_timestamp_millis(polled_ms).unwrap_or_default();
    if polled > POLL_AGE_MAX {
        lines.push(format!("telegram: no answer to a poll for {} s", polled.num_seconds()));
    }
    let waited = facts.inbox.since.map_or(Duration::zero(), |since| now - since);
    if waited > INBOX_AGE_MAX {
        let (depth, seconds) = (facts.inbox.depth, waited.num_seconds());
        lines.push(format!("inbox: {depth} updates wait, the oldest for {seconds} s"));
    }
    if !facts.trail.is_intact() {
        lines.push(format!("trail: {}", facts.trail));
    }
    if let Some(age) = facts.unsaved.map(|since| now - since).filter(|age| *age > AGE_MAX) {
        lines.push(format!("backup: none for {} h", age.num_hours()));
    }
    if !leased {
        lines.push("lease: the lock file was replaced, so another kartoteka may run".into());
    }
    lines.extend(facts.restore.map(|standing| format!("restore: {standing}")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_772_442_000, 0).unwrap_or_default()
    }

    fn ago(age: Duration) -> Option<DateTime<Utc>> {
        Some(now() - age)
    }

    fn well() -> Facts {
        let queue = || Queue { depth: 0, since: None };
        let trail = Verdict::Intact { entries: 3 };
        Facts { inbox: queue(), outbox: queue(), backup: None, unsaved: None, trail, restore: None }
    }

    #[test]
    fn each_problem_is_a_line_and_its_limit_is_none_yet() {
        let polled = (now() - POLL_AGE_MAX).timestamp_millis();
        let second = Duration::seconds(1);
        let at_limits = Facts {
            inbox: Queue { depth: 7, since: ago(INBOX_AGE_MAX) },
            unsaved: ago(AGE_MAX),
            ..well()
        };
        assert_eq!(problems(&at_limits, true, polled, now()), Vec::<String>::new());
        let late = Queue { depth: 7, since: ago(INBOX_AGE_MAX + second) };
        let cases = [
            (well(), true, polled - 1_000, "telegram: no answer to a poll for 91 s"),
            (
                Facts { inbox: late, ..well() },
                true,
                polled,
                "inbox: 7 updates wait, the oldest for 61 s",
            ),
            (
                Facts { trail: Verdict::Changed { entry: 4 }, ..well() },
                true,
                polled,
                "trail: changed at entry 4",
            ),
            (
                Facts { unsaved: ago(AGE_MAX + second), ..well() },
                true,
                polled,
                "backup: none for 26 h",
            ),
            (
                well(),
                false,
                polled,
                "lease: the lock file was replaced, so another kartoteka may run",
            ),
            (Facts { restore: Some("it waits"), ..well() }, true, polled, "restore: it waits"),
        ];
        for (facts, leased, polled, line) in cases {
            assert_eq!(problems(&facts, leased, polled, now()), [line]);
        }
    }
}
