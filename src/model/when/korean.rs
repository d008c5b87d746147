//! Korean dates: 오늘, 다음 주 금요일, 2주 후, 다음 달 5일, 1990년 5월 3일.

use super::{Said, Span, coming_weekday, counted, cursor::Cursor, dated, day_of_month, in_week};
use chrono::{Datelike, NaiveDate, Weekday};

const DAYS: &[(&str, i32)] = &[
    ("오늘", 0),
    ("내일모레", 2),
    ("내일", 1),
    ("모레", 2),
    ("글피", 3),
    ("어제", -1),
    ("그저께", -2),
    ("그제", -2),
];
const WEEKS: &[(&str, i32)] =
    &[("다다음주", 2), ("다음주", 1), ("담주", 1), ("이번주", 0), ("금주", 0), ("지난주", -1)];
const MONTHS: &[(&str, i32)] =
    &[("다다음달", 2), ("다음달", 1), ("담달", 1), ("이번달", 0), ("이달", 0), ("지난달", -1)];
const YEARS: &[(&str, i32)] =
    &[("올해", 0), ("금년", 0), ("내년", 1), ("후년", 2), ("작년", -1), ("지난해", -1)];
const WEEKDAYS: &[(&str, Weekday)] = &[
    ("월", Weekday::Mon),
    ("화", Weekday::Tue),
    ("수", Weekday::Wed),
    ("목", Weekday::Thu),
    ("금", Weekday::Fri),
    ("토", Weekday::Sat),
    ("일", Weekday::Sun),
];
/// Numbers of days that have a word of their own.
const COUNTED_DAYS: &[(&str, i32)] =
    &[("하루", 1), ("이틀", 2), ("사흘", 3), ("나흘", 4), ("열흘", 10), ("보름", 15)];
const SPANS: &[(&str, Span)] = &[
    ("일", Span::Days),
    ("주일", Span::Weeks),
    ("주", Span::Weeks),
    ("개월", Span::Months),
    ("달", Span::Months),
    ("년", Span::Years),
];
const AFTER: &[(&str, i32)] = &[("이후", 1), ("후", 1), ("뒤", 1), ("이전", -1), ("전", -1)];

/// Reads a date in Korean, without white space.
pub fn read(text: &str, today: NaiveDate) -> Option<Said> {
    let readers = [named, weekday, offset, date, of_month];
    readers.iter().find_map(|read| {
        let mut cursor = Cursor(text);
        let said = read(&mut cursor, today)?;
        // The particles for "on" and "until" may follow.
        cursor.eat(&["에", "까지"]);
        cursor.at_end().then_some(said)
    })
}

fn named(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    counted(cursor.one_of(DAYS)?, Span::Days, today)
}

fn weekday(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    let weeks = cursor.one_of(WEEKS);
    let weekday = cursor.one_of(WEEKDAYS)?;
    if !cursor.eat(&["요일", "욜"]) {
        return None;
    }
    match weeks {
        Some(weeks) => in_week(weeks, weekday, today),
        None => coming_weekday(weekday, today),
    }
}

fn offset(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    let (count, span) = match cursor.one_of(COUNTED_DAYS) {
        Some(days) => (days, Span::Days),
        None => {
            let number = cursor.number()?;
            (i32::try_from(number.value).ok()?, cursor.one_of(SPANS)?)
        }
    };
    counted(count * cursor.one_of(AFTER)?, span, today)
}

/// Reads month and day, after a year or without one.
fn date(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    let mut year = None;
    if let Some(years) = cursor.one_of(YEARS) {
        year = Some((u32::try_from(today.year() + years).ok()?, 4));
    } else {
        let mut ahead = *cursor;
        if let Some(number) = ahead.digits()
            && ahead.eat(&["년"])
        {
            year = Some((number.value, number.digits));
            *cursor = ahead;
        }
    }
    let month = month(cursor)?;
    let day = cursor.number()?.value;
    if !cursor.eat(&["일"]) {
        return None;
    }
    cursor.eat(&["출생", "생"]);
    dated(year, month, day)
}

/// Reads a month; June and October are not spelt like their numbers.
fn month(cursor: &mut Cursor) -> Option<u32> {
    if let Some(month) = cursor.one_of(&[("유월", 6), ("시월", 10)]) {
        return Some(month);
    }
    let month = cursor.number()?.value;
    cursor.eat(&["월"]).then_some(month)
}

/// Reads a day of this or another month.
fn of_month(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    let months = cursor.one_of(MONTHS);
    let day = cursor.number()?.value;
    if !cursor.eat(&["일"]) {
        return None;
    }
    match months {
        Some(months) => day_of_month(months, day, today),
        None => Some(Said::DayOfMonth(day)),
    }
}
