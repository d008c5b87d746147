//! Dates and times as people type them, in English, Chinese and Korean, whatever the person's
//! language is set to.
//!
//! What relative words mean, the same in all three languages; whoever asks shows the date found:
//! - A week runs from Monday to Sunday. *next friday*, 下周五 and 다음 주 금요일 are the Friday of
//!   the coming week, *this*, 这 and 이번 of the current one, *last*, 上 and 지난 of the one before.
//! - A weekday alone is the first one after today.
//! - A date without a year is the first such day from today on; a day of the month alone as well.
//! - A year of two digits is in this century, or for a birthday the last one that has passed.
//! - `3/5` is read in the given order, and the other way round if only that is a date.
//!
//! What may mean two things beyond that is not read at all.

mod chinese;
mod cursor;
mod english;
mod korean;
mod numeric;
mod time;

use crate::model::phone::Country;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// The longest text that may be a date or time, in code points.
pub const TEXT_CHARS_MAX: usize = 60;
/// The first and the last year that is taken for one.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
/// The most days, weeks, months or years that a person counts from today.
const COUNT_MAX: u32 = 999;
/// How many years away a 29th of February is at most.
const LEAP_YEARS_MAX: i32 = 8;
/// How many months away a day of the month is at most.
const MONTHS_MAX: u32 = 12;

/// Where numbers are written year, month, day.
const YEAR_FIRST: &[&str] = &["CN", "HU", "JP", "KP", "KR", "LT", "MN", "TW"];
/// Where numbers are written month, day, year.
const MONTH_FIRST: &[&str] = &["FM", "MH", "PH", "PW", "US"];

/// The order in which a date of mere numbers is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// `3/5` is the third of May.
    DayFirst,
    /// `3/5` is the fifth of March, `3/5/90` as well.
    MonthFirst,
    /// `3/5` is the fifth of March, `90/3/5` as well.
    YearFirst,
}

impl DateOrder {
    /// Returns the order customary in a country.
    pub fn of(country: Country) -> DateOrder {
        if YEAR_FIRST.contains(&country.code()) {
            DateOrder::YearFirst
        } else if MONTH_FIRST.contains(&country.code()) {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        }
    }
}

/// A birthday, often told without its year. Always a day that exists; without a year it may be the
/// 29th of February. `Debug` does not show it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birthday {
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
}

impl fmt::Debug for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Birthday(··)")
    }
}

/// Reads a date; see the module for what relative words mean. The whole text must be the date.
pub fn parse_date(text: &str, today: NaiveDate, order: DateOrder) -> Option<NaiveDate> {
    let date = match said(text, today, order)? {
        Said::Day(date) | Said::Relative(date) => date,
        Said::ShortYear { year, month, day } => day_of(2000 + year, month, day)?,
        Said::MonthDay { month, day } => coming(month, day, today)?,
        Said::WeekdayMonthDay { weekday, month, day } => {
            coming(month, day, today).filter(|date| date.weekday() == weekday)?
        }
        Said::DayOfMonth(day) => coming_day(day, today)?,
    };
    YEARS.contains(&date.year()).then_some(date)
}

/// Reads a date that has come, today at the latest: without its year the last such day. Words for a day to come, such as
/// *tomorrow* or a weekday alone, are none.
pub fn parse_past_date(text: &str, today: NaiveDate, order: DateOrder) -> Option<NaiveDate> {
    let date = match said(text, today, order)? {
        Said::Day(date) | Said::Relative(date) => date,
        Said::ShortYear { year, month, day } => day_of(2000 + year, month, day)?,
        Said::MonthDay { month, day } => gone(month, day, today)?,
        Said::WeekdayMonthDay { weekday, month, day } => {
            gone(month, day, today).filter(|date| date.weekday() == weekday)?
        }
        Said::DayOfMonth(day) => gone_day(day, today)?,
    };
    (YEARS.contains(&date.year()) && date <= today).then_some(date)
}

/// Whether a text that is no date would be one with other numbers, such as `32 Nov` or 11月35日: nobody means a note by it.
pub fn is_misnumbered(text: &str, today: NaiveDate, order: DateOrder) -> bool {
    let text: String = text.nfkc().collect();
    let numbers = text.split_inclusive(|c: char| !c.is_ascii_digit());
    let other: String = numbers
        .map(|run| {
            let rest = run.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = match run.len() - rest.len() {
                0 => "",
                1 => "1",
                4 => "2000",
                _ => "01",
            };
            number.to_owned() + rest
        })
        .collect();
    other.contains('1') && said(&other, today, order).is_some()
}

/// Reads a birthday: a date that has passed, or month and day. Words such as *yesterday* are no
/// birthday, and neither is a date to come.
pub fn parse_birthday(text: &str, today: NaiveDate, order: DateOrder) -> Option<Birthday> {
    match said(text, today, order)? {
        Said::Day(date) => passed(date, today),
        Said::ShortYear { year, month, day } => [2000, 1900].into_iter().find_map(|century| {
            day_of(century + year, month, day).and_then(|date| passed(date, today))
        }),
        Said::MonthDay { month, day } => Some(Birthday { year: None, month, day }),
        Said::WeekdayMonthDay { weekday, month, day } => coming(month, day, today)
            .filter(|date| date.weekday() == weekday)
            .map(|_| Birthday { year: None, month, day }),
        Said::DayOfMonth(_) | Said::Relative(_) => None,
    }
}

/// Reads a time of day: `14:00`, `2pm`, 下午3点半, 오후 3시 30분. Hours from 1 to 7 with 点 or 시
/// need a word for the time of day, since they may mean the afternoon.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    time::read(&compact(&readable(text)?))
}

/// Reads a time zone: its IANA name, or the city in it, such as `Asia/Seoul` or `seoul`.
pub fn parse_zone(text: &str) -> Option<Tz> {
    let typed = text.trim().replace(' ', "_");
    let is_named = |zone: &&Tz| zone.name().eq_ignore_ascii_case(&typed);
    // A zone without a continent is an old name or an abbreviation, which means different places to different people.
    let is_city = |zone: &&Tz| {
        let city = zone.name().rsplit_once('/').map(|(_, city)| city);
        city.is_some_and(|city| city.eq_ignore_ascii_case(&typed))
            && !zone.name().starts_with("Etc/")
    };
    let zones = || TZ_VARIANTS.iter().filter(|zone| zone.name().contains('/'));
    zones().find(is_named).or_else(|| zones().find(is_city)).copied()
}

/// What a text says of a date before what it leaves out is supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// A day with its whole year.
    Day(NaiveDate),
    /// A day counted from today.
    Relative(NaiveDate),
    /// A day with the last two digits of its year.
    ShortYear { year: i32, month: u32, day: u32 },
    /// A day of some year.
    MonthDay { month: u32, day: u32 },
    /// The same, said to be this weekday.
    WeekdayMonthDay { weekday: Weekday, month: u32, day: u32 },
    /// A day of some month.
    DayOfMonth(u32),
}

/// A unit in which people count from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    Days,
    Weeks,
    Months,
    Years,
}

fn said(text: &str, today: NaiveDate, order: DateOrder) -> Option<Said> {
    let text = readable(text)?;
    let joined = compact(&text);
    numeric::read(&text, order)
        .or_else(|| english::read(&text, today))
        .or_else(|| chinese::read(&joined, today))
        .or_else(|| korean::read(&joined, today))
}

/// Returns the text in one form of letters and digits, lower case, unless it is too long.
fn readable(text: &str) -> Option<String> {
    if text.chars().nth(TEXT_CHARS_MAX).is_some() {
        return None;
    }
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let around = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '!' | '。' | '、');
    Some(text.trim_matches(around).to_owned())
}

/// Returns the text without white space: Chinese and Korean are read without it.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns a day within the years that people speak of.
fn day_of(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year))
}

/// Says a date with a year of four or two digits, or none.
fn dated(year: Option<(u32, usize)>, month: u32, day: u32) -> Option<Said> {
    // 2000 was a leap year, so that the 29th of February passes.
    day_of(2000, month, day)?;
    match year {
        None => Some(Said::MonthDay { month, day }),
        Some((year, 4)) => day_of(i32::try_from(year).ok()?, month, day).map(Said::Day),
        Some((year, 2)) => Some(Said::ShortYear { year: i32::try_from(year).ok()?, month, day }),
        Some(_) => None,
    }
}

/// Returns the first such day from today on.
fn coming(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let years = today.year()..=today.year() + LEAP_YEARS_MAX;
    years.filter_map(|year| day_of(year, month, day)).find(|date| *date >= today)
}

/// Returns the first such day of a month from today on.
fn coming_day(day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let months = (0..=MONTHS_MAX).filter_map(|ahead| first.checked_add_months(Months::new(ahead)));
    months.filter_map(|month| month.with_day(day)).find(|date| *date >= today)
}

/// Returns the last such day until today.
fn gone(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let years = (today.year() - LEAP_YEARS_MAX..=today.year()).rev();
    years.filter_map(|year| day_of(year, month, day)).find(|date| *date <= today)
}

/// Returns the last such day of a month until today.
fn gone_day(day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let months = (0..=MONTHS_MAX).filter_map(|ago| first.checked_sub_months(Months::new(ago)));
    months.filter_map(|month| month.with_day(day)).find(|date| *date <= today)
}

/// Returns a day of the month that is some months away.
fn day_of_month(months: i32, day: u32, today: NaiveDate) -> Option<Said> {
    shift(today.with_day(1)?, months, Span::Months)?.with_day(day).map(Said::Relative)
}

/// Returns a weekday of the week that is some weeks away.
fn in_week(weeks: i32, weekday: Weekday, today: NaiveDate) -> Option<Said> {
    let monday = today.week(Weekday::Mon).checked_first_day()?;
    let week = shift(monday, weeks, Span::Weeks)?;
    let days = Days::new(u64::from(weekday.num_days_from_monday()));
    week.checked_add_days(days).map(Said::Relative)
}

/// Returns the first such weekday after today.
fn coming_weekday(weekday: Weekday, today: NaiveDate) -> Option<Said> {
    let mut days = today.iter_days().skip(1).take(7);
    days.find(|date| date.weekday() == weekday).map(Said::Relative)
}

/// Returns the day that is a count of units after (or, below zero, before) another. The 31st plus
/// a month is the last day of a shorter month.
fn shift(from: NaiveDate, count: i32, span: Span) -> Option<NaiveDate> {
    let size = count.unsigned_abs();
    if size > COUNT_MAX {
        return None;
    }
    let (days, months) = match span {
        Span::Days => (size, 0),
        Span::Weeks => (size * 7, 0),
        Span::Months => (0, size),
        Span::Years => (0, size * 12),
    };
    let (days, months) = (Days::new(u64::from(days)), Months::new(months));
    if count < 0 {
        from.checked_sub_days(days)?.checked_sub_months(months)
    } else {
        from.checked_add_days(days)?.checked_add_months(months)
    }
}

/// Says a day counted from today.
fn counted(count: i32, span: Span, today: NaiveDate) -> Option<Said> {
    shift(today, count, span).map(Said::Relative)
}

/// Returns a date as a birthday unless it is still to come.
fn passed(date: NaiveDate, today: NaiveDate) -> Option<Birthday> {
    let (year, month, day) = (Some(date.year()), date.month(), date.day());
    (date <= today).then_some(Birthday { year, month, day })
}

#[cfg(test)]
mod tests;
