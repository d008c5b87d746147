//! What happens unasked: recalls, the ends of loans, the morning's digest, the trail's anchor, the nightly backup. Each may run twice without harm.

use crate::archive::{
    Archive, Result, Tx, confirmations, day, emergencies, erasure_journal, incidents, issues,
    leavings, loans, paper_ladder, restores, staff, watch,
};
use crate::clock::Clock;
use crate::dialogue::{State, alert, digest_work};
use crate::model::{IssueId, StaffId};
use crate::turn::Office;
use crate::turn::closed::notice;
use crate::turn::desk::Desk;
use crate::turn::news::{News, spread};
use crate::turn::out::Parcel;
use crate::turn::perform;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use futures::FutureExt;
use std::time::Duration as Pause;

mod evening;
mod nightly;
mod reading;
mod rights;
mod trail;

/// How often the schedule looks, in real time: a moved clock must not stretch it (decisions 9).
const LOOK: Pause = Pause::from_millis(500);
/// Showings that one turn of the schedule ends.
const RECALLS_MAX: u64 = 32;
/// A digest that leaves later than this after its hour says so (chat.md).
const LATE: Duration = Duration::hours(1);

/// Looks again and again until `stop`; `send` takes what leaves.
pub async fn run(
    archive: Archive,
    office: Office,
    clock: Clock,
    send: impl Fn(Vec<Parcel>),
    stop: impl Future<Output = ()>,
) {
    let stop = stop.shared();
    tokio::join!(
        look_on(&archive, &office, &clock, &send, stop.clone()),
        trail::look_on(&archive, &office, &clock, &send, stop.clone()),
        nightly::look_on(&archive, &office, &clock, &send, stop),
    );
}

async fn look_on(
    archive: &Archive,
    office: &Office,
    clock: &Clock,
    send: impl Fn(Vec<Parcel>),
    mut stop: impl Future<Output = ()> + Unpin,
) {
    let mut looked_at = None;
    let mut seen = reading::Seen::default();
    loop {
        let now = clock.now();
        // A digest's hour is a minute: within one there is nothing new, and asking for everybody costs.
        let minute = now.timestamp().div_euclid(60);
        let digests = looked_at.replace(minute) != Some(minute);
        let looked = match seen.look(archive, now).await {
            Ok(()) => look(archive, office, now, digests).await,
            Err(error) => Err(error),
        };
        match looked {
            Ok(parcels) if parcels.is_empty() => {}
            Ok(parcels) => send(parcels),
            Err(error) => {
                looked_at = None;
                tracing::error!(%error, "the schedule failed; it looks again");
            }
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// One look, with or without one at who is to get a digest: nothing is written unless something is due.
///
/// # Errors
/// As the archive's.
pub async fn look(
    archive: &Archive,
    office: &Office,
    now: DateTime<Utc>,
    digests: bool,
) -> Result<Vec<Parcel>> {
    let read = archive.read().await?;
    if let Some(restored) = restores::awaited(&read).await? {
        let due = !restored.told || !issues::overdue(&read, now, 1).await?.is_empty();
        drop(read);
        return if due { closed(archive, office, now).await } else { Ok(Vec::new()) };
    }
    let due = !issues::overdue(&read, now, 1).await?.is_empty()
        || loans::any_due(&read, now).await?
        || paper_ladder::any_due(&read, now).await?
        || watch::any_untold(&read).await?
        || leavings::any_due(&read, now).await?
        || confirmations::any_over(&read, now).await?
        || emergencies::any_due(&read, now).await?
        || incidents::any_due(&read, now).await?;
    let unsettled = erasure_journal::any_unsettled(&read).await?;
    let evenings = if digests { evening::due(&read, now).await? } else { Vec::new() };
    let months = if digests { rights::due(&read, now).await? } else { Vec::new() };
    let digests = if digests { digests_due(&read, now).await? } else { Vec::new() };
    drop(read);
    let mut parcels = Vec::new();
    if due {
        let office = office.clone();
        parcels =
            archive.write(move |tx| Box::pin(end_what_is_over(tx, office.clone(), now))).await?;
    }
    for (branch, day) in evenings {
        let office = office.clone();
        parcels.extend(
            archive
                .write(move |tx| Box::pin(evening::sweep(tx, office.clone(), branch, day, now)))
                .await?,
        );
    }
    for (branch, month) in months {
        let office = office.clone();
        parcels.extend(
            archive
                .write(move |tx| {
                    Box::pin(rights::propose(tx, office.clone(), branch, month.clone(), now))
                })
                .await?,
        );
    }
    if unsettled {
        erasure_journal::settle(archive).await?;
    }
    for (person, day, late) in digests {
        let office = office.clone();
        parcels.extend(
            archive
                .write(move |tx| Box::pin(digest(tx, office.clone(), person, day, late, now)))
                .await?,
        );
    }
    Ok(parcels)
}

/// While an archive that came back waits for a second person: they are told, showings end, and nothing else happens.
async fn closed(archive: &Archive, office: &Office, now: DateTime<Utc>) -> Result<Vec<Parcel>> {
    let office = office.clone();
    let told = archive.write(move |tx| {
        let office = office.clone();
        Box::pin(async move {
            let mut desk = Desk::new(tx, &office, now);
            let notices = restores::tell(tx).await?.into_iter().map(notice).collect();
            spread(&mut desk, notices).await?;
            end_showings(&mut desk).await?;
            Ok(desk.parcels)
        })
    });
    told.await
}

async fn end_showings(desk: &mut Desk<'_>) -> Result<()> {
    let overdue = issues::overdue(desk.tx, desk.now, RECALLS_MAX).await?;
    spread(desk, overdue.into_iter().map(|row| News::Close(IssueId(row.id))).collect()).await
}

/// Ends loans, requests and seats whose time is over, tells alerts, then ends showings.
async fn end_what_is_over(tx: &Tx, office: Office, now: DateTime<Utc>) -> Result<Vec<Parcel>> {
    let mut desk = Desk::new(tx, &office, now);
    let news = perform::over(&desk).await?;
    spread(&mut desk, news).await?;
    let news = perform::weigh(&desk).await?;
    spread(&mut desk, news).await?;
    let news = perform::last_days(&desk).await?;
    spread(&mut desk, news).await?;
    for (alert, readers) in watch::take_untold(tx, now).await? {
        let state = State::Alert(alert::State::Told { alert });
        let tell = |to| News::Tell { to, state: state.clone(), subject: None };
        spread(&mut desk, readers.into_iter().map(tell).collect()).await?;
    }
    end_showings(&mut desk).await?;
    Ok(desk.parcels)
}

/// Who is to get a digest now: the person, the local day, and whether it is late.
async fn digests_due(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(StaffId, NaiveDate, bool)>> {
    let mut due = Vec::new();
    for person in day::everybody(tx).await? {
        let id = StaffId(person.id);
        let Some(seated) = staff::by_id(tx, id).await? else { continue };
        let zone: Tz =
            person.zone.as_deref().unwrap_or(&seated.branch.zone).parse().unwrap_or(Tz::UTC);
        let day = now.with_timezone(&zone).date_naive();
        let at = NaiveTime::parse_from_str(&person.digest_at, "%H:%M").unwrap_or_default();
        let hour = moment(day, at, zone);
        // Whoever took their seat after the hour begins with tomorrow's.
        if now >= hour && person.created_at < hour && !day::digest_taken(tx, id, day).await? {
            due.push((id, day, now - hour > LATE));
        }
    }
    Ok(due)
}

/// A local time of a day; in the gap of a summer time, as late as the gap is long.
fn moment(day: NaiveDate, at: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let local = day.and_time(at);
    let found = zone.from_local_datetime(&local).earliest();
    let found =
        found.or_else(|| zone.from_local_datetime(&(local + Duration::hours(1))).earliest());
    found.map_or_else(|| local.and_utc(), |found| found.to_utc())
}

/// Sends a person's digest of a day: once, and only if it says something. Yesterday's goes.
async fn digest(
    tx: &Tx,
    office: Office,
    person: StaffId,
    day: NaiveDate,
    late: bool,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let mut desk = Desk::new(tx, &office, now);
    if !day::take_digest(tx, person, day, now).await? {
        return Ok(Vec::new());
    }
    let Some(seated) = staff::by_id(tx, person).await? else { return Ok(Vec::new()) };
    let subject = format!("digest:{}", person.0);
    let mut news = vec![News::Recall(subject.clone())];
    if day::has_lines(tx, &seated.actor, day, now).await? {
        let state = State::DigestWork(digest_work::State::Digest { day, late });
        news.push(News::Tell { to: person, state, subject: Some(subject) });
    }
    spread(&mut desk, news).await?;
    Ok(desk.parcels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_exists_on_every_day_of_a_year_in_every_zone() {
        for zone in [
            "Europe/Berlin",
            "America/New_York",
            "Asia/Seoul",
            "Asia/Shanghai",
            "Australia/Lord_Howe",
        ] {
            let zone: Tz = zone.parse().unwrap();
            let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            let hours: Vec<_> = first
                .iter_days()
                .take(366)
                .map(|day| moment(day, NaiveTime::from_hms_opt(2, 30, 0).unwrap(), zone))
                .collect();
            assert!(
                hours.windows(2).all(|two| (22..=26).contains(&(two[1] - two[0]).num_hours())),
                "{zone}"
            );
        }
    }
}
