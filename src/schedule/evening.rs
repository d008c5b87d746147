//! The end of the day: whatever is shown still, and was not lent, is taken back (A6.07, A8.07, T28); what is kept of those
//! who left a year ago goes (A9.16).

use super::moment;
use crate::archive::{Result, Tx, issues, leavers, settings, staff};
use crate::faults;
use crate::model::{BranchId, IssueId};
use crate::turn::Office;
use crate::turn::desk::Desk;
use crate::turn::news::{News, spread};
use crate::turn::out::Parcel;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// The branch's local hour of the sweep.
const HOUR: u32 = 22;

/// The branches whose evening has come and was not swept yet, each with its local day.
///
/// # Errors
/// As the archive's.
pub(super) async fn due(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(BranchId, NaiveDate)>> {
    let mut due = Vec::new();
    for (branch, zone) in staff::branches(tx).await? {
        let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
        let day = now.with_timezone(&zone).date_naive();
        let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
        let swept = settings::get(tx, &name(branch)).await?;
        if now >= moment(day, hour, zone) && swept != Some(day.to_string()) {
            due.push((branch, day));
        }
    }
    Ok(due)
}

/// Sweeps a branch, once a day.
///
/// # Errors
/// As the archive's.
pub(super) async fn sweep(
    tx: &Tx,
    office: Office,
    branch: BranchId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let mut desk = Desk::new(tx, &office, now);
    settings::set(tx, &name(branch), &day.to_string()).await?;
    let open = issues::open_in(tx, branch).await?;
    leavers::clear_due(tx, branch, office.lang, now).await?;
    spread(&mut desk, open.into_iter().map(|row| News::Close(IssueId(row.id))).collect()).await?;
    faults::here("in-evening");
    Ok(desk.parcels)
}

fn name(branch: BranchId) -> String {
    format!("swept:{}", branch.0)
}
