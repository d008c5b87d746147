//! Once a month, the cards whose time is over become a proposal, in front of whoever keeps the archive (A12.06, A12.09).

use super::moment;
use crate::archive::{Result, Tx, retention, staff};
use crate::dialogue::rights::{self, Way};
use crate::model::BranchId;
use crate::turn::Office;
use crate::turn::desk::Desk;
use crate::turn::news::{News, spread};
use crate::turn::out::Parcel;
use chrono::{DateTime, Datelike, NaiveTime, Utc};
use chrono_tz::Tz;

/// The branch's local hour from which a proposal may come.
const HOUR: u32 = 10;

/// The branches whose month was not looked at yet, each with its month.
///
/// # Errors
/// As the archive's.
pub(super) async fn due(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(BranchId, String)>> {
    let mut due = Vec::new();
    for (branch, zone) in staff::branches(tx).await? {
        let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
        let day = now.with_timezone(&zone).date_naive();
        let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
        let month = format!("{}-{:02}", day.year(), day.month());
        if now >= moment(day, hour, zone) && retention::is_due(tx, branch, &month).await? {
            due.push((branch, month));
        }
    }
    Ok(due)
}

/// Makes a branch's proposal, and tells of it.
///
/// # Errors
/// As the archive's.
pub(super) async fn propose(
    tx: &Tx,
    office: Office,
    branch: BranchId,
    month: String,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let mut desk = Desk::new(tx, &office, now);
    let people = retention::propose(tx, branch, &month, now).await?;
    let subject = format!("retention:{}", branch.0);
    let mut news = vec![News::Recall(subject.clone())];
    news.extend(people.into_iter().map(|to| News::Tell {
        to,
        state: rights::open(Way::Retention),
        subject: Some(subject.clone()),
    }));
    spread(&mut desk, news).await?;
    Ok(desk.parcels)
}
