//! The nightly backup, beside everything else, and the alarm where there is none for too long (K38, F21).

use super::{LOOK, moment};
use crate::archive::nightly::{self, AGE_MAX, Nights};
use crate::archive::{Archive, Result, Tx};
use crate::clock::Clock;
use crate::dialogue::{State, trail_check};
use crate::turn::Office;
use crate::turn::desk::Desk;
use crate::turn::news::{News, spread};
use crate::turn::out::Parcel;
use chrono::{DateTime, Duration, NaiveTime, Utc};
use chrono_tz::Tz;

/// The hour of the night from which on the day's backup is due, in the first branch's zone.
const HOUR: u32 = 3;
/// After a backup that failed the next is tried so much later.
const AGAIN: Duration = Duration::hours(1);
/// What the owners' alarm is about: each day's takes the place of the one before.
const ALARM: &str = "backup";

/// Looks every minute until `stop`. A backup that is under way then is given up; its draft is no backup.
pub(super) async fn look_on(
    archive: &Archive,
    office: &Office,
    clock: &Clock,
    send: impl Fn(Vec<Parcel>),
    mut stop: impl Future<Output = ()> + Unpin,
) {
    let Some(nights) = archive.nights() else { return };
    let (mut looked_at, mut failed_at) = (None, None);
    loop {
        let now = clock.now();
        let minute = now.timestamp().div_euclid(60);
        if looked_at.replace(minute) != Some(minute) {
            let night = tokio::select! {
                () = &mut stop => return,
                night = night(archive, nights, office, &mut failed_at, now) => night,
            };
            match night {
                Ok(parcels) if parcels.is_empty() => {}
                Ok(parcels) => send(parcels),
                Err(error) => tracing::error!(%error, "the nightly backup could not be looked at"),
            }
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Makes what is due; tells the owners where nothing could be made for too long.
async fn night(
    archive: &Archive,
    nights: &Nights,
    office: &Office,
    failed_at: &mut Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let read = archive.glance().await?;
    let Some(since) = nightly::since(&read, archive.data()).await? else { return Ok(Vec::new()) };
    let (zone, may_tell) = (nightly::zone(&read).await?, nightly::may_tell(&read, now).await?);
    drop(read);
    let waits = failed_at.is_some_and(|failed| now - failed < AGAIN);
    if since < last_hour(now, zone) && !waits {
        match nightly::make(archive, nights, now).await {
            Ok(tried) => {
                *failed_at = None;
                tracing::info!(rows = tried.rows, "backed up, and put back on trial");
                archive.write(move |tx| Box::pin(nightly::note(tx, tried))).await?;
                return Ok(Vec::new());
            }
            Err(error) => {
                *failed_at = Some(now);
                tracing::error!(%error, "no nightly backup; tried again in an hour");
            }
        }
    }
    if now - since <= AGE_MAX || !may_tell {
        return Ok(Vec::new());
    }
    let office = office.clone();
    archive.write(move |tx| Box::pin(alarm(tx, office.clone(), since, now))).await
}

/// The last time that the hour of backups struck.
fn last_hour(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    let at = |day| moment(day, NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default(), zone);
    let struck = at(today);
    if struck <= now { struck } else { at(today.pred_opt().unwrap_or(today)) }
}

async fn alarm(
    tx: &Tx,
    office: Office,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let mut desk = Desk::new(tx, &office, now);
    let state = State::TrailCheck(trail_check::State::NoBackup { since });
    let owners = nightly::take_told(tx, now).await?;
    let tell = |to| News::Tell { to, state: state.clone(), subject: Some(ALARM.to_owned()) };
    let mut news = vec![News::Recall(ALARM.to_owned())];
    news.extend(owners.into_iter().map(tell));
    spread(&mut desk, news).await?;
    Ok(desk.parcels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_of_backups_is_the_last_one_that_struck() {
        let zone: Tz = "Asia/Shanghai".parse().expect("a zone");
        for (now, struck) in [
            ("2026-03-02T18:59:59Z", "2026-03-01T19:00:00Z"),
            ("2026-03-02T19:00:00Z", "2026-03-02T19:00:00Z"),
            ("2026-03-03T11:00:00Z", "2026-03-02T19:00:00Z"),
        ] {
            let moment = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment");
            assert_eq!(last_hour(moment(now), zone), moment(struck), "{now}");
        }
    }
}
