//! Loans of a client's record: purpose, term, status (A8.02–A8.05, decisions 13).

use super::access::Part;
use super::card::Class;
use super::paper::Standing;
use super::{ClientId, LoanId, PackId, StaffId};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The longest term that can be asked for, in days.
pub const LOAN_DAYS_MAX: u64 = 3;
/// A request that nobody decides expires after this many minutes.
pub const REQUEST_MINUTES_MAX: i64 = 60;
/// Who may decide a request is reminded of it after this many minutes.
pub const UNANSWERED_MINUTES: i64 = 30;
/// A request that no manager decided in time goes to the owner, for this many minutes more.
pub const DEPUTY_MINUTES: i64 = 30;
/// What stands as the answer of a loan whose place another took, before that one's number.
pub const REPLACED: &str = "replaced:";
/// Loans that are past are listed for so many days.
pub const PAST_DAYS: i64 = 30;
/// Who approved each other's loans is told of so many days (T6).
pub const MUTUAL_DAYS: i64 = 90;
/// A loan may begin at most so many days ahead.
pub const START_DAYS_MAX: u64 = 14;
/// A request waits in line for at most so many days.
pub const LINE_DAYS_MAX: i64 = 7;
/// Clocks are put forward by multiples of this, and at midnight by no more than `SKIPPED_MAX` of them.
const SKIP: Duration = Duration::minutes(30);
const SKIPPED_MAX: i32 = 4;
/// Before its end a loan's borrower is reminded this many minutes ahead.
pub const REMIND_MINUTES: i64 = 30;

super::words! {
    /// What a record is borrowed for.
    Purpose ("purpose") {
        /// A visit or treatment.
        Visit = "visit",
        /// A call to the client.
        Call = "call",
        /// A complaint.
        Complaint = "complaint",
        /// Standing in for, or taking over from, a colleague.
        Handover = "handover",
        /// Something else; the words say what.
        Other = "other",
    }
}

super::words! {
    /// Where a loan stands.
    LoanStatus ("loan") {
        /// Waits for a decision.
        Asked = "asked",
        /// Granted and running.
        Out = "out",
        /// Denied with a reason.
        Denied = "denied",
        /// Withdrawn by the borrower before a decision.
        Withdrawn = "withdrawn",
        /// Nobody decided in time.
        Expired = "expired",
        /// Given back by the borrower.
        Returned = "returned",
        /// Ended by its term.
        Ended = "ended",
        /// Ended early by a manager or the keeper.
        Recalled = "recalled",
    }
}

impl LoanStatus {
    /// Whether it was ever lent: only then is there a form to be signed.
    pub fn was_lent(self) -> bool {
        matches!(self, Self::Out | Self::Returned | Self::Ended | Self::Recalled)
    }
}

/// Two people who approved each other's loans (T6).
#[derive(Clone, PartialEq, Eq)]
pub struct Mutual {
    /// One of them.
    pub one: String,
    /// The other.
    pub other: String,
    /// What the one approved for the other: records lent, and first of two approvals.
    pub by_one: i64,
    /// The other way round.
    pub by_other: i64,
}
super::unsaid!(Mutual);

/// A list of loans that are past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Past {
    /// Denied, or decided by nobody.
    Declined,
    /// Ended by their term, since their borrower had not given them back.
    Overdue,
}

/// How long a record is asked for. The clock starts at approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Term {
    /// So many hours from the approval.
    Hours(u32),
    /// Until the end of this local day.
    Until(NaiveDate),
}

impl Term {
    /// The end of a loan approved now: never later than `LOAN_DAYS_MAX`, never before a quarter of an hour.
    pub fn ends(self, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let wished = match self {
            Term::Hours(hours) => now + Duration::hours(i64::from(hours)),
            Term::Until(day) => end_of(day, zone),
        };
        wished.clamp(now + Duration::minutes(15), now + Days::new(LOAN_DAYS_MAX))
    }
}

/// Midnight at the end of a local day; where clocks are put forward at midnight, the moment at which the next day begins.
fn end_of(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = (day + Days::new(1)).and_time(NaiveTime::MIN);
    let begins = |skipped| zone.from_local_datetime(&(midnight + SKIP * skipped)).earliest();
    let local = (0..=SKIPPED_MAX).find_map(begins);
    local.map_or_else(|| midnight.and_utc(), |local| local.to_utc())
}

/// The moment from which a term counts: the approval, or the beginning that was asked for if that is later.
pub fn begins(starts: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    starts.map_or(now, |at| at.max(now))
}

/// A request as the borrower fills it in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LoanForm {
    /// Whose record.
    pub client: ClientId,
    /// What for.
    pub purpose: Purpose,
    /// The reason in words; required with `Other`.
    pub reason: String,
    /// Which parts.
    pub parts: Vec<Part>,
    /// How long.
    pub term: Term,
    /// Together with the paper file.
    #[serde(default)]
    pub paper: bool,
    /// When it is to begin, if that is later than the approval (D2, future start).
    #[serde(default)]
    pub starts: Option<DateTime<Utc>>,
}

/// A running loan that a request would extend, or extends.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Running {
    /// Its number.
    pub number: String,
    /// Until when it runs.
    pub until: DateTime<Utc>,
    /// How often it was extended already.
    pub times: u32,
    /// What it is for.
    pub purpose: Purpose,
    /// The reason in words.
    pub reason: String,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Whether the borrower has the paper file with it, and does not say that they gave it back.
    pub paper: bool,
}

/// A loan as its screens show it: never any content of the record.
#[derive(Clone, PartialEq)]
pub struct LoanView {
    /// The loan.
    pub id: LoanId,
    /// Its number, such as `L-2026-0412`.
    pub number: String,
    /// The client.
    pub client: ClientId,
    /// The client's number; the name is `index` and every approver of the branch may read it.
    pub client_number: String,
    /// The client's name.
    pub client_name: String,
    /// The client's class, if the card names one: of class A two people decide.
    pub class: Option<Class>,
    /// Who asked.
    pub borrower: StaffId,
    /// The borrower's name.
    pub borrower_name: String,
    /// What for.
    pub purpose: Purpose,
    /// The reason in words.
    pub reason: String,
    /// Which parts.
    pub parts: Vec<Part>,
    /// How long was asked for.
    pub term: Term,
    /// Where it stands.
    pub status: LoanStatus,
    /// How many managers were asked.
    pub asked: u32,
    /// When the request expires undecided.
    pub request_until: DateTime<Utc>,
    /// Who decided or ended it, and when.
    pub decided: Option<(String, DateTime<Utc>)>,
    /// When it begins, if that was asked for; else with the approval.
    pub starts: Option<DateTime<Utc>>,
    /// The pack that it came with.
    pub pack: Option<PackId>,
    /// The end of the term, once approved.
    pub due: Option<DateTime<Utc>>,
    /// Why it was denied or recalled.
    pub answer: String,
    /// The borrower's other open loans.
    pub borrower_open: u32,
    /// Of those, overdue.
    pub borrower_overdue: u32,
    /// The longest that the rules of lending allow now, in minutes.
    pub minutes_max: u32,
    /// How many people must approve.
    pub approvals: u32,
    /// Who gave the first of two approvals, and when.
    pub first: Option<(StaffId, String, DateTime<Utc>)>,
    /// Who passed the request on, and to whom.
    pub passed: Option<(String, String)>,
    /// For whom of the branch its reader decides, as a deputy.
    pub stands_for: Option<String>,
    /// Its place in its borrower's line, from 1, while it waits for another loan of theirs to end.
    pub line: Option<u32>,
    /// Where the paper file stands, if it was asked for too.
    pub paper: Option<Standing>,
    /// What it extends while it waits, or would have extended if it came to nothing.
    pub extends: Option<Running>,
}

impl LoanView {
    /// When a loan for this term would end if it were approved now.
    pub fn ends(&self, term: Term, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let begins = begins(self.starts, now);
        term.ends(begins, zone).min(begins + Duration::minutes(self.minutes_max.into()))
    }

    /// Whether it opens the record now.
    pub fn runs(&self, now: DateTime<Utc>) -> bool {
        let begun = self.starts.is_none_or(|at| at <= now);
        self.status == LoanStatus::Out && begun && self.due.is_some_and(|due| due > now)
    }
}

/// What a manager decides.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Decision {
    /// As asked.
    Approve,
    /// Shorter than asked, with a reason.
    Shorten(Term, String),
    /// These parts only, with a reason.
    Fewer(Vec<Part>, String),
    /// No, with a reason.
    Deny(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_ends_by_the_local_day_and_never_beyond_the_cap() {
        let zone = chrono_tz::Asia::Seoul;
        let now = Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap();
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        let at = |d, h, m| Utc.with_ymd_and_hms(2026, 3, d, h, m, 0).unwrap();
        let cases = [
            (Term::Hours(2), at(2, 3, 0)),
            (Term::Until(day(2)), at(2, 15, 0)),
            (Term::Until(day(20)), at(5, 1, 0)),
            (Term::Hours(0), at(2, 1, 15)),
            (Term::Until(day(1)), at(2, 1, 15)),
        ];
        for (term, end) in cases {
            assert_eq!(term.ends(now, zone), end, "{term:?}");
        }
    }
}
