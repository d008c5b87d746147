//! Paper files: handed out of the cabinet with a loan, taken back with their condition, and what follows when they are
//! late (A5.04, A8.02–A8.04, A8.12, A9.08).

use super::{ClientId, LoanId, StaffId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

super::words! {
    /// How a paper file came back.
    Condition ("condition") {
        /// As it went out.
        Intact = "intact",
        /// Torn, stained, written on.
        Damaged = "damaged",
        /// Something is not there any more.
        PagesMissing = "pages_missing",
        /// It does not come back at all.
        Lost = "lost",
    }
}

super::words! {
    /// What is recorded against a borrower; each counts points for the appraisal (A8.04, A9.08).
    Offence ("offence") {
        /// The paper file was not back two days after its end.
        Late = "late",
        /// It came back damaged.
        Damaged = "damaged",
        /// It came back with pages missing.
        PagesMissing = "pages_missing",
        /// It does not come back at all.
        Lost = "lost",
    }
}

impl Offence {
    /// The points that it counts in the appraisal.
    pub const fn points(self) -> i32 {
        match self {
            Offence::Late => 3,
            Offence::Damaged => 5,
            Offence::PagesMissing => 10,
            Offence::Lost => 20,
        }
    }

    /// Whether its borrower gets no new loans until a manager lifts that.
    pub const fn suspends(self) -> bool {
        matches!(self, Offence::Late | Offence::Lost)
    }

    /// Its spelling in a table that knows no word for what is lost.
    pub const fn stored(self) -> &'static str {
        match self {
            Offence::Lost => Offence::PagesMissing.as_str(),
            offence => offence.as_str(),
        }
    }
}

impl Condition {
    /// What is recorded against the borrower for it.
    pub const fn offence(self) -> Option<Offence> {
        match self {
            Condition::Intact => None,
            Condition::Damaged => Some(Offence::Damaged),
            Condition::PagesMissing => Some(Offence::PagesMissing),
            Condition::Lost => Some(Offence::Lost),
        }
    }

    /// Its spelling in a table that knows no word for what is lost.
    pub const fn stored(self) -> &'static str {
        match self {
            Condition::Lost => Condition::PagesMissing.as_str(),
            condition => condition.as_str(),
        }
    }

    /// What such a table says.
    pub fn read(stored: Option<&str>, lost: bool) -> Option<Self> {
        if lost { Some(Condition::Lost) } else { stored.and_then(Condition::parse) }
    }
}

/// A step of the ladder on which a paper file that is out climbs, until it is taken back (access.md, Ladder).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rung {
    /// Soon it is to be back: the borrower is told.
    Soon,
    /// Now: the borrower is told.
    Due,
    /// An hour late: the keeper is told too.
    Keeper,
    /// A day late: the manager gets a recall slip.
    Slip,
    /// Two days late: recorded, and no new loans for the borrower.
    Violation,
}

impl Rung {
    /// Every rung, lowest first, and how long after the end of the loan it is reached, in minutes.
    pub const ALL: [(Rung, i64); 5] = [
        (Rung::Soon, -30),
        (Rung::Due, 0),
        (Rung::Keeper, 60),
        (Rung::Slip, 24 * 60),
        (Rung::Violation, 48 * 60),
    ];

    /// The highest rung that is reached; those below it are skipped after an outage.
    pub fn reached(due: DateTime<Utc>, now: DateTime<Utc>) -> Option<Self> {
        let late = (now - due).num_seconds();
        let reached = Self::ALL.into_iter().rev().find(|(_, minutes)| late >= minutes * 60);
        reached.map(|(rung, _)| rung)
    }

    /// Its number as it is stored; 0 is the ground.
    pub fn number(self) -> i32 {
        self as i32 + 1
    }
}

/// Whether a client's paper file can be asked for.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Offer {
    /// There is none, or it is not for this person.
    #[default]
    None,
    /// It lies in its place.
    Free,
    /// Somebody has it until then.
    With { name: String, until: DateTime<Utc> },
}

/// Where a lent paper file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Asked for with a loan that is not approved.
    Asked,
    /// The loan runs; the file is to be handed out.
    ToHandOut,
    /// The borrower has it.
    Out,
    /// It is back.
    Back,
    /// The loan ended before it was handed out.
    Void,
}

/// A lent paper file as its screens show it.
#[derive(Clone, PartialEq)]
pub struct PaperView {
    /// The loan.
    pub loan: LoanId,
    /// The loan's number.
    pub number: String,
    /// The client.
    pub client: ClientId,
    /// The client's number.
    pub client_number: String,
    /// The client's name.
    pub client_name: String,
    /// Where it lies when it is not out.
    pub place: String,
    /// Who borrows it.
    pub borrower: StaffId,
    /// Their name.
    pub borrower_name: String,
    /// Where it stands.
    pub standing: Standing,
    /// Whether its borrower has given the loan back, and is bringing the file.
    pub coming: bool,
    /// When it is to be back.
    pub due: Option<DateTime<Utc>>,
    /// When its borrower says that they gave it back, while nobody who keeps the cabinet has confirmed it.
    pub given: Option<DateTime<Utc>>,
    /// What the borrower says of its condition, on giving the loan back.
    pub said: Option<Condition>,
    /// When it came back, to whom, and how.
    pub back: Option<(DateTime<Utc>, String, Condition)>,
    /// What was noted about its condition.
    pub words: String,
}

/// Something recorded against a borrower.
#[derive(Clone, PartialEq)]
pub struct Violation {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// The loan's number.
    pub number: String,
    /// What.
    pub offence: Offence,
    /// The points.
    pub points: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who lifted the suspension, when, and why.
    pub lifted: Option<(String, DateTime<Utc>, String)>,
}

impl Violation {
    /// Whether its borrower gets no new loans.
    pub fn suspends(&self) -> bool {
        self.offence.suspends() && self.lifted.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    #[test]
    fn the_highest_rung_counts_and_each_has_its_minute() {
        let due = Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap();
        let cases = [
            (-31, None),
            (-30, Some(Rung::Soon)),
            (-1, Some(Rung::Soon)),
            (0, Some(Rung::Due)),
            (59, Some(Rung::Due)),
            (60, Some(Rung::Keeper)),
            (24 * 60, Some(Rung::Slip)),
            (48 * 60 - 1, Some(Rung::Slip)),
            (48 * 60, Some(Rung::Violation)),
            (90 * 24 * 60, Some(Rung::Violation)),
        ];
        for (minutes, rung) in cases {
            assert_eq!(Rung::reached(due, due + Duration::minutes(minutes)), rung, "{minutes}");
        }
        let numbers = Rung::ALL.map(|(rung, _)| rung.number());
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn what_stays_away_suspends_and_only_an_intact_file_counts_nothing() {
        for condition in Condition::ALL {
            let points = condition.offence().map_or(0, Offence::points);
            assert_eq!(points > 0, *condition != Condition::Intact);
        }
        assert!(
            Offence::ALL
                .iter()
                .all(|it| { it.suspends() == matches!(it, Offence::Late | Offence::Lost) })
        );
    }
}
