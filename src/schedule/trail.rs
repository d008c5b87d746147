//! The walk over the whole trail, on a reader beside everything else: once a day before its anchor is cast, and whenever
//! somebody asks (T23, decisions 19). It may take long; nobody waits for it.

use super::LOOK;
use crate::archive::anchors::{self, Cast};
use crate::archive::{Archive, Result, Tx, nightly, walks};
use crate::clock::Clock;
use crate::dialogue::{State, trail_check};
use crate::model::StaffId;
use crate::model::trail::Verdict;
use crate::turn::Office;
use crate::turn::desk::Desk;
use crate::turn::news::{News, spread};
use crate::turn::out::Parcel;
use chrono::{DateTime, Utc};

/// What the owners' alarm is about: each day's takes the place of the one before.
const ALARM: &str = "trail";

/// Looks again and again until `stop`; `send` takes what leaves.
pub(super) async fn look_on(
    archive: &Archive,
    office: &Office,
    clock: &Clock,
    send: impl Fn(Vec<Parcel>),
    mut stop: impl Future<Output = ()> + Unpin,
) {
    let mut looked_at = None;
    loop {
        let now = clock.now();
        let minute = now.timestamp().div_euclid(60);
        let daily = looked_at.replace(minute) != Some(minute);
        let walked = match walk(archive, now, daily, &mut stop).await {
            Ok(None) => Ok(Vec::new()),
            Ok(Some((whole, due))) => {
                let office = office.clone();
                archive
                    .write(move |tx| Box::pin(conclude(tx, office.clone(), whole, due, now)))
                    .await
            }
            Err(error) => Err(error),
        };
        match walked {
            Ok(parcels) if parcels.is_empty() => {}
            Ok(parcels) => send(parcels),
            Err(error) => {
                looked_at = None;
                tracing::error!(%error, "the trail could not be walked; tried again");
            }
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Walks if somebody asked or, where `daily` is set, if the day's anchor is due, which it tells. A walk that is under
/// way at the stop is given up.
async fn walk(
    archive: &Archive,
    now: DateTime<Utc>,
    daily: bool,
    stop: impl Future<Output = ()>,
) -> Result<Option<(Verdict, bool)>> {
    let glance = archive.glance().await?;
    let asked = !walks::askers(&glance).await?.is_empty();
    let due =
        daily && anchors::due(&glance, now).await? && !walks::found_today(&glance, now).await?;
    drop(glance);
    if !asked && !due {
        return Ok(None);
    }
    let read = archive.read().await?;
    tokio::select! {
        () = stop => Ok(None),
        whole = anchors::whole(&read) => Ok(Some((whole?, due))),
    }
}

/// Keeps the verdict, answers who asked, and casts the anchor that is due.
async fn conclude(
    tx: &Tx,
    office: Office,
    whole: Verdict,
    due: bool,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let mut desk = Desk::new(tx, &office, now);
    let mut news = Vec::new();
    for asker in walks::note(tx, whole, now).await? {
        let subject = format!("walk:{}", asker.0);
        news.push(News::Recall(subject.clone()));
        news.push(tell(asker, trail_check::State::Checked, Some(subject)));
    }
    if due {
        news.extend(cast(tx, whole, now).await?);
    }
    spread(&mut desk, news).await?;
    Ok(desk.parcels)
}

/// Notes the trail's head, once a day, and hands it to the owners, whose chat is outside of the archive.
/// The first anchor stays here: whoever sets the archive up needs no message at once.
async fn cast(tx: &Tx, whole: Verdict, now: DateTime<Utc>) -> Result<Vec<News>> {
    let owners = anchors::owners(tx).await?;
    let backup = nightly::tried(tx).await?;
    Ok(match anchors::cast(tx, whole, now).await? {
        Cast::NotDue | Cast::First => Vec::new(),
        Cast::Noted(mark) => {
            let state =
                |to| tell(to, trail_check::State::Anchor { mark: mark.clone(), backup }, None);
            owners.into_iter().map(state).collect()
        }
        Cast::Bad(verdict) => {
            tracing::error!(%verdict, "the trail is not whole");
            walks::note(tx, verdict, now).await?;
            let alarm = |to| tell(to, trail_check::State::Alarm, Some(ALARM.to_owned()));
            let before = News::Recall(ALARM.to_owned());
            std::iter::once(before).chain(owners.into_iter().map(alarm)).collect()
        }
    })
}

fn tell(to: StaffId, state: trail_check::State, subject: Option<String>) -> News {
    News::Tell { to, state: State::TrailCheck(state), subject }
}
