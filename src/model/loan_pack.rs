//! A pack: one request for the records of all visits of a day, one approval, each open around its visit (N3).

use super::access::Part;
use super::loan::LoanStatus;
use super::{AppointmentId, ClientId, PackId, StaffId};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A card opens this many minutes before its visit (access.md, `today` and "Tomorrow's pack").
pub const BEFORE_MINUTES: i64 = 60;
/// It closes this many minutes after the visit.
pub const AFTER_MINUTES: i64 = 30;
/// Visits in one pack.
pub const VISITS_MAX: u64 = 20;

/// When the card of a visit is open: from, until.
pub fn window(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    (starts_at - Duration::minutes(BEFORE_MINUTES), ends_at + Duration::minutes(AFTER_MINUTES))
}

/// One visit of a pack, as its screens show it: never any content of the record.
#[derive(Clone, PartialEq)]
pub struct PackVisit {
    /// The booking.
    pub booking: AppointmentId,
    /// The client.
    pub client: ClientId,
    /// The client's number.
    pub number: String,
    /// The client's name; whoever decides for the branch may read it.
    pub name: String,
    /// When the visit begins now.
    pub starts_at: DateTime<Utc>,
    /// The parts that are asked for.
    pub parts: Vec<Part>,
    /// Not left out by whoever decided.
    pub kept: bool,
    /// Booked still.
    pub booked: bool,
}

/// A pack as its screens show it.
#[derive(Clone, PartialEq)]
pub struct PackView {
    /// The pack.
    pub id: PackId,
    /// Its number, such as `P-2026-0003`; every loan of it begins with it.
    pub number: String,
    /// Who asked.
    pub borrower: StaffId,
    /// The borrower's name.
    pub borrower_name: String,
    /// The day of the visits, where the borrower is.
    pub day: NaiveDate,
    /// Why, in words; empty where the visits say it.
    pub reason: String,
    /// Where it stands: waiting, granted, denied, withdrawn, expired, recalled.
    pub status: LoanStatus,
    /// The visits, in the order of the day.
    pub visits: Vec<PackVisit>,
    /// How many people were asked.
    pub asked: u32,
    /// When the request expires undecided.
    pub request_until: DateTime<Utc>,
    /// Who decided or ended it, and when.
    pub decided: Option<(String, DateTime<Utc>)>,
    /// Why it was denied, cut or recalled.
    pub answer: String,
    /// How many people must approve.
    pub approvals: u32,
    /// For whom its reader decides, as a deputy.
    pub stands_for: Option<String>,
    /// Who gave the first of two approvals, and when.
    pub first: Option<(StaffId, String, DateTime<Utc>)>,
}

/// What a manager decides about a pack.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum PackDecision {
    /// All visits but these, with a reason where there are any.
    Approve {
        /// The bookings that are left out.
        without: Vec<AppointmentId>,
        /// Why; empty where nothing is left out.
        answer: String,
    },
    /// No, with a reason.
    Deny(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn a_card_is_open_from_an_hour_before_its_visit_until_half_an_hour_after() {
        let at = |h, m| Utc.with_ymd_and_hms(2026, 3, 3, h, m, 0).unwrap();
        assert_eq!(window(at(9, 0), at(10, 0)), (at(8, 0), at(10, 30)));
    }
}
