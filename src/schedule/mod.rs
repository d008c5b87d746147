//! What happens unasked: recalls, the ends of loans, the morning's digest, the trail's anchor, the nightly backup. Each may run twice without harm.

use crate::archive::{
    Archive, Result, Tx, confirmations, day, emergencies, entity, erasure_journal, incidents,
    invites, issues, leavings, loans, paper_ladder, restores, staff, watch,
};
use crate::clock::Clock;
use crate::dialogue::{State, alert, digest_work};
use crate::faults;
use crate::model::{BranchId, IssueId, StaffId};
use crate::turn::Office;
use crate::turn::closed::{notice, sweep};
use crate::turn::desk::Desk;
use crate::turn::news::{News, spread};
use crate::turn::out::Parcel;
use crate::turn::perform;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
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
/// Digests that one look sends: all staff at once would be told to wait by Telegram, which takes about 30 messages and
/// edits a second. Yesterday's digest is edited, too.
const DIGESTS_MAX: usize = 8;
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
        let watched = seen.look(archive, clock.now()).await;
        let now = clock.now();
        // A digest's hour is a minute: within one there is nothing new, and asking for everybody costs.
        let minute = now.timestamp().div_euclid(60);
        let digests = looked_at.replace(minute) != Some(minute);
        let looked = match watched {
            Ok(()) => look(archive, office, now, digests).await,
            Err(error) => Err(error),
        };
        match looked {
            Ok(parcels) if parcels.is_empty() => {}
            Ok(parcels) => {
                // There may be more digests than one look sends.
                looked_at = None;
                send(parcels);
            }
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

/// What there is to do at a moment.
struct Due {
    /// Something is over, or waits for too long.
    over: bool,
    /// An erasure is not in the journal yet.
    unsettled: bool,
    evenings: Vec<(BranchId, NaiveDate)>,
    months: Vec<(BranchId, String)>,
    digests: Vec<StaffId>,
}

/// One look, with or without one at who is to get a digest: nothing is written unless something is due. It sends a few
/// digests at most: as long as it brings anything, there may be more.
///
/// # Errors
/// As the archive's, if nothing was written before that is to leave.
pub async fn look(
    archive: &Archive,
    office: &Office,
    now: DateTime<Utc>,
    digests: bool,
) -> Result<Vec<Parcel>> {
    let read = archive.glance().await?;
    if let Some(restored) = restores::awaited(&read).await? {
        let due =
            restores::is_due(&restored, now) || !issues::overdue(&read, now, 1).await?.is_empty();
        let unsettled = erasure_journal::any_unsettled(&read).await?;
        drop(read);
        if unsettled {
            erasure_journal::settle(archive).await?;
        }
        return if due { closed(archive, office, now).await } else { Ok(Vec::new()) };
    }
    let due = due(&read, now, digests).await?;
    drop(read);
    let mut parcels = Vec::new();
    match settle(archive, office, now, due, &mut parcels).await {
        Ok(()) => Ok(parcels),
        Err(error) if parcels.is_empty() => Err(error),
        // What was committed before the failure is under way: nobody else would send it before the next start.
        Err(error) => {
            tracing::error!(%error, "the schedule failed half way; it looks again");
            Ok(parcels)
        }
    }
}

async fn due(read: &Tx, now: DateTime<Utc>, digests: bool) -> Result<Due> {
    let over = !issues::overdue(read, now, 1).await?.is_empty()
        || loans::any_due(read, now).await?
        || paper_ladder::any_due(read, now).await?
        || watch::any_untold(read).await?
        || leavings::any_due(read, now).await?
        || confirmations::any_due(read, now).await?
        || invites::any_due(read, now).await?
        || emergencies::any_due(read, now).await?
        || incidents::any_due(read, now).await?;
    let unsettled = erasure_journal::any_unsettled(read).await?;
    Ok(Due {
        over,
        unsettled,
        evenings: if digests { evening::due(read, now).await? } else { Vec::new() },
        months: if digests { rights::due(read, now).await? } else { Vec::new() },
        digests: if digests { digests_due(read, now).await? } else { Vec::new() },
    })
}

/// Does what is due, a transaction each, and adds what leaves as soon as it is committed.
async fn settle(
    archive: &Archive,
    office: &Office,
    now: DateTime<Utc>,
    due: Due,
    parcels: &mut Vec<Parcel>,
) -> Result<()> {
    if due.over {
        let office = office.clone();
        let ending = archive.write(move |tx| Box::pin(end_what_is_over(tx, office.clone(), now)));
        parcels.extend(ending.await?);
    }
    for (branch, day) in due.evenings {
        let office = office.clone();
        let sweeping =
            archive.write(move |tx| Box::pin(evening::sweep(tx, office.clone(), branch, day, now)));
        parcels.extend(sweeping.await?);
    }
    for (branch, month) in due.months {
        let office = office.clone();
        let proposing = archive.write(move |tx| {
            Box::pin(rights::propose(tx, office.clone(), branch, month.clone(), now))
        });
        parcels.extend(proposing.await?);
    }
    if due.unsettled {
        erasure_journal::settle(archive).await?;
    }
    for person in due.digests.into_iter().take(DIGESTS_MAX) {
        let office = office.clone();
        let telling = archive.write(move |tx| Box::pin(digest(tx, office.clone(), person, now)));
        parcels.extend(telling.await?);
    }
    Ok(())
}

/// While an archive that came back waits for a second person: they are told, showings end, and nothing else happens.
async fn closed(archive: &Archive, office: &Office, now: DateTime<Utc>) -> Result<Vec<Parcel>> {
    let office = office.clone();
    let told = archive.write(move |tx| {
        let office = office.clone();
        Box::pin(async move {
            let mut desk = Desk::new(tx, &office, now);
            if restores::awaited(tx).await?.is_some_and(|restored| !restored.told) {
                sweep(&mut desk).await?;
            }
            let notices = restores::tell(tx, now).await?.into_iter().map(notice).collect();
            spread(&mut desk, notices).await?;
            end_showings(&mut desk).await?;
            Ok(desk.parcels)
        })
    });
    told.await
}

async fn end_showings(desk: &mut Desk<'_>) -> Result<()> {
    for row in issues::overdue(desk.tx, desk.now, RECALLS_MAX).await? {
        faults::here("before-recall");
        spread(desk, vec![News::Close(IssueId(row.id))]).await?;
        faults::here("after-recall");
    }
    Ok(())
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

/// Who is to get a digest now.
async fn digests_due(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    let mut due = Vec::new();
    for person in day::everybody(tx).await? {
        if digest_due(tx, &person, now).await?.is_some() {
            due.push(StaffId(person.id));
        }
    }
    Ok(due)
}

/// The local day of the digest that a person is to get now, its end, and whether it is late.
async fn digest_due(
    tx: &Tx,
    person: &entity::staff::Model,
    now: DateTime<Utc>,
) -> Result<Option<(NaiveDate, DateTime<Utc>, bool)>> {
    let id = StaffId(person.id);
    let Some(seated) = staff::by_id(tx, id).await? else { return Ok(None) };
    let zone: Tz = person.zone.as_deref().unwrap_or(&seated.branch.zone).parse().unwrap_or(Tz::UTC);
    let day = now.with_timezone(&zone).date_naive();
    let at = NaiveTime::parse_from_str(&person.digest_at, "%H:%M").unwrap_or_default();
    let hour = moment(day, at, zone);
    // Whoever took their seat after the hour begins with tomorrow's.
    let due = now >= hour && person.created_at < hour && !day::digest_taken(tx, id, day).await?;
    Ok(due.then_some((day, moment(day + Days::new(1), NaiveTime::MIN, zone), now - hour > LATE)))
}

/// A local time of a day; in the gap of a summer time, as late as the gap is long.
fn moment(day: NaiveDate, at: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let local = day.and_time(at);
    let found = zone.from_local_datetime(&local).earliest();
    let found =
        found.or_else(|| zone.from_local_datetime(&(local + Duration::hours(1))).earliest());
    found.map_or_else(|| local.and_utc(), |found| found.to_utc())
}

/// Sends a person's digest of today: once, and only if it says something. Yesterday's goes.
async fn digest(
    tx: &Tx,
    office: Office,
    person: StaffId,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let mut desk = Desk::new(tx, &office, now);
    let Some(row) = staff::row(tx, person).await? else { return Ok(Vec::new()) };
    // Its hour may have been put off since the look.
    let Some((day, until, late)) = digest_due(tx, &row, now).await? else {
        return Ok(Vec::new());
    };
    if !day::take_digest(tx, person, day, now).await? {
        return Ok(Vec::new());
    }
    let Some(seated) = staff::by_id(tx, person).await? else { return Ok(Vec::new()) };
    let subject = format!("digest:{}", person.0);
    let mut news = vec![News::Recall(subject.clone())];
    if day::has_lines(tx, &seated.actor, day, now, until).await? {
        let state = State::DigestWork(digest_work::State::Digest { day, late });
        news.push(News::Tell { to: person, state, subject: Some(subject) });
    }
    spread(&mut desk, news).await?;
    faults::here("in-digest");
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
