//! Typed arguments of sentences: a date, a moment, an amount, a word. The locales decide how each is written.

use super::phone::Country;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A calendar day, worded as `12 May 2026`, `2026年5月12日`, `2026년 5월 12일`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    /// The day.
    #[serde(rename = "$day")]
    pub day: NaiveDate,
}

/// A moment, worded in the reader's time zone, with the day only where it is not today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The moment, UTC.
    #[serde(rename = "$at")]
    pub at: DateTime<Utc>,
}

/// A month of the calendar, worded as `May 2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Month {
    /// The first day of the month.
    #[serde(rename = "$month")]
    pub first: NaiveDate,
}

/// A day that comes every year, worded as `12 May`; the year of it is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Yearly {
    /// The day, in any year that has it.
    #[serde(rename = "$yearly", alias = "$day")]
    pub day: NaiveDate,
}

/// An amount in the smallest unit of the branch's currency (cents, fen; the won has none).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units.
    #[serde(rename = "$minor")]
    pub minor: i64,
}

/// The decimals of a country's currency: how many minor units make the digits behind the point.
pub fn decimals(country: Country) -> usize {
    match country.code() {
        "KR" | "JP" | "VN" => 0,
        _ => 2,
    }
}

/// A word out of a closed list; the locales hold it under this key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Word {
    /// The key of the message.
    #[serde(rename = "$word")]
    pub key: String,
}

impl Word {
    /// The word `<prefix><name>`, with `_` read as `-`.
    pub fn new(prefix: &str, name: &str) -> Self {
        Self { key: format!("{prefix}{}", name.replace('_', "-")) }
    }
}

impl From<NaiveDate> for Day {
    fn from(day: NaiveDate) -> Self {
        Self { day }
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        Self { at }
    }
}
