//! Chinese dates: 今天, 下周三, 两周后, 下个月5号, 1990年5月3日, 五月三号.

use super::{Said, Span, coming_weekday, counted, cursor::Cursor, dated, day_of_month, in_week};
use chrono::{Datelike, NaiveDate, Weekday};

/// Days that have a name, in both forms.
const DAYS: &[(&str, i32)] = &[
    ("大后天", 3),
    ("大後天", 3),
    ("后天", 2),
    ("後天", 2),
    ("明天", 1),
    ("明日", 1),
    ("明晚", 1),
    ("今天", 0),
    ("今日", 0),
    ("今晚", 0),
    ("昨天", -1),
    ("昨日", -1),
    ("大前天", -3),
    ("前天", -2),
];
/// Which week or month is meant.
const WHICH: &[(&str, i32)] = &[
    ("下下个", 2),
    ("下下個", 2),
    ("下下", 2),
    ("下个", 1),
    ("下個", 1),
    ("下", 1),
    ("上个", -1),
    ("上個", -1),
    ("上", -1),
    ("这个", 0),
    ("這個", 0),
    ("这", 0),
    ("這", 0),
    ("本", 0),
];
const YEARS: &[(&str, i32)] = &[("今年", 0), ("明年", 1), ("后年", 2), ("後年", 2), ("去年", -1)];
const WEEK: &[&str] = &["星期", "礼拜", "禮拜", "周", "週"];
const WEEKDAYS: &[(&str, Weekday)] = &[
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
];
const SPANS: &[(&str, Span)] = &[
    ("天", Span::Days),
    ("日", Span::Days),
    ("个星期", Span::Weeks),
    ("個星期", Span::Weeks),
    ("个礼拜", Span::Weeks),
    ("個禮拜", Span::Weeks),
    ("星期", Span::Weeks),
    ("礼拜", Span::Weeks),
    ("禮拜", Span::Weeks),
    ("周", Span::Weeks),
    ("週", Span::Weeks),
    ("个月", Span::Months),
    ("個月", Span::Months),
    ("年", Span::Years),
];
const AFTER: &[(&str, i32)] = &[
    ("以后", 1),
    ("之后", 1),
    ("以後", 1),
    ("之後", 1),
    ("后", 1),
    ("後", 1),
    ("以前", -1),
    ("之前", -1),
    ("前", -1),
];
/// How a day of the month is marked.
const DAY: &[&str] = &["日", "号", "號"];

/// Reads a date in Chinese, without white space.
pub fn read(text: &str, today: NaiveDate) -> Option<Said> {
    let readers = [named, weekday, offset, date, of_month];
    readers.iter().find_map(|read| {
        let mut cursor = Cursor(text);
        read(&mut cursor, today).filter(|_| cursor.at_end())
    })
}

fn named(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    counted(cursor.one_of(DAYS)?, Span::Days, today)
}

fn weekday(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    let which = cursor.one_of(WHICH);
    if !cursor.eat(WEEK) {
        return None;
    }
    let weekday = cursor.one_of(WEEKDAYS)?;
    match which {
        Some(weeks) => in_week(weeks, weekday, today),
        None => coming_weekday(weekday, today),
    }
}

fn offset(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    let (count, span) = if cursor.eat(&["半年"]) {
        (6, Span::Months)
    } else {
        let number = cursor.number()?;
        (i32::try_from(number.value).ok()?, cursor.one_of(SPANS)?)
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
        if let Some(number) = ahead.number()
            && ahead.eat(&["年"])
        {
            year = Some((number.value, number.digits));
            *cursor = ahead;
        }
    }
    let month = cursor.number()?.value;
    if !cursor.eat(&["月"]) {
        return None;
    }
    let day = cursor.number()?.value;
    cursor.eat(DAY);
    cursor.eat(&["出生", "生"]);
    dated(year, month, day)
}

/// Reads a day of this or another month.
fn of_month(cursor: &mut Cursor, today: NaiveDate) -> Option<Said> {
    let mut ahead = *cursor;
    let months = ahead.one_of(WHICH).filter(|_| ahead.eat(&["月"]));
    if months.is_some() {
        *cursor = ahead;
    }
    let day = cursor.number()?.value;
    if !cursor.eat(DAY) {
        return None;
    }
    match months {
        Some(months) => day_of_month(months, day, today),
        None => Some(Said::DayOfMonth(day)),
    }
}
