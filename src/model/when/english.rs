//! English dates: `12 May`, `May 12th, 1990`, `next friday`, `in two weeks`.

use super::{Said, Span, coming_weekday, counted, dated, day_of_month, in_week};
use chrono::{Datelike, NaiveDate, Weekday};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const COUNTS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// Reads a date in English words.
pub fn read(text: &str, today: NaiveDate) -> Option<Said> {
    let words = words(text)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    date(&words).or_else(|| relative(&words, today)).or_else(|| with_weekday(&words))
}

/// Takes a text apart into words and numbers without what carries no meaning; none if there are
/// characters that no English date has.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        let kind = match c {
            'a'..='z' => 'a',
            '0'..='9' => '0',
            ' ' | ',' | '.' | '-' | '/' | '\'' | '’' => ' ',
            _ => return None,
        };
        match words.last_mut() {
            Some(word) if kind == last && kind != ' ' => word.push(c),
            _ if kind != ' ' => words.push(c.to_string()),
            _ => {}
        }
        last = kind;
    }
    words.retain(|word| !matches!(word.as_str(), "of" | "the" | "on"));
    Some(words)
}

/// Reads a day with its month.
fn date(words: &[&str]) -> Option<Said> {
    match *without_ordinal(words) {
        [a, b] => match (month(a), month(b)) {
            (Some(month), None) => dated(None, month, day(b)?),
            (None, Some(month)) => dated(None, month, day(a)?),
            _ => None,
        },
        [a, b, c] => match (month(a), month(b)) {
            (Some(month), None) => dated(Some(year(c)?), month, day(b)?),
            (None, Some(month)) if a.len() == 4 => dated(Some(year(a)?), month, day(c)?),
            (None, Some(month)) => dated(Some(year(c)?), month, day(a)?),
            _ => None,
        },
        _ => None,
    }
}

/// Reads a day counted from today.
fn relative(words: &[&str], today: NaiveDate) -> Option<Said> {
    if let Some(said) = by_week(words, today) {
        return Some(said);
    }
    match *words {
        ["today" | "tonight"] => counted(0, Span::Days, today),
        ["tomorrow" | "tmr" | "tmrw"] => counted(1, Span::Days, today),
        ["yesterday"] => counted(-1, Span::Days, today),
        ["day", "after", "tomorrow"] => counted(2, Span::Days, today),
        ["day", "before", "yesterday"] => counted(-2, Span::Days, today),
        ["in", amount, unit]
        | [amount, unit, "from", "now" | "today"]
        | [amount, unit, "later"] => {
            span(unit).and_then(|(span, size)| counted(count(amount)? * size, span, today))
        }
        [amount, unit, "ago"] => {
            span(unit).and_then(|(span, size)| counted(-count(amount)? * size, span, today))
        }
        [number, "st" | "nd" | "rd" | "th"] => day(number).map(Said::DayOfMonth),
        [number, "next", "month"]
        | [number, "st" | "nd" | "rd" | "th", "next", "month"]
        | ["next", "month", number]
        | ["next", "month", number, "st" | "nd" | "rd" | "th"] => {
            day_of_month(1, day(number)?, today)
        }
        _ => None,
    }
}

/// Reads a weekday of some week.
fn by_week(words: &[&str], today: NaiveDate) -> Option<Said> {
    match *words {
        [day] => coming_weekday(weekday(day)?, today),
        ["this", day] => in_week(0, weekday(day)?, today),
        ["next", day] | ["next", "week", day] | [day, "next", "week"] => {
            in_week(1, weekday(day)?, today)
        }
        ["last", day] => in_week(-1, weekday(day)?, today),
        _ => None,
    }
}

/// Reads a date after its weekday, which must be right.
fn with_weekday(words: &[&str]) -> Option<Said> {
    let (first, rest) = words.split_first()?;
    let weekday = weekday(first)?;
    match date(rest)? {
        Said::Day(date) if date.weekday() == weekday => Some(Said::Day(date)),
        Said::MonthDay { month, day } => Some(Said::WeekdayMonthDay { weekday, month, day }),
        _ => None,
    }
}

/// Drops the ending of the only ordinal: `12 th may` is `12 may`.
fn without_ordinal<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let ordinal = |at: usize| {
        matches!(words[at], "st" | "nd" | "rd" | "th") && at > 0 && day(words[at - 1]).is_some()
    };
    (0..words.len()).filter(|&at| !ordinal(at)).map(|at| words[at]).collect()
}

fn month(word: &str) -> Option<u32> {
    let word = if word == "sept" { "sep" } else { word };
    let place = MONTHS.iter().position(|name| word == *name || word == &name[..3])?;
    u32::try_from(place + 1).ok()
}

fn day(word: &str) -> Option<u32> {
    (word.len() <= 2).then(|| word.parse().ok())?.filter(|day| (1..=31).contains(day))
}

fn year(word: &str) -> Option<(u32, usize)> {
    word.parse().ok().map(|year| (year, word.len()))
}

fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "mon" | "monday" => Some(Weekday::Mon),
        "tue" | "tues" | "tuesday" => Some(Weekday::Tue),
        "wed" | "weds" | "wednesday" => Some(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" => Some(Weekday::Thu),
        "fri" | "friday" => Some(Weekday::Fri),
        "sat" | "saturday" => Some(Weekday::Sat),
        "sun" | "sunday" => Some(Weekday::Sun),
        _ => None,
    }
}

fn count(word: &str) -> Option<i32> {
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let spelt = COUNTS.iter().position(|count| *count == word);
    let written = || (word.len() <= 3).then(|| word.parse().ok())?;
    spelt.and_then(|place| i32::try_from(place).ok()).or_else(written)
}

/// Returns a unit, and how many of it the word stands for.
fn span(word: &str) -> Option<(Span, i32)> {
    match word {
        "day" | "days" => Some((Span::Days, 1)),
        "week" | "weeks" => Some((Span::Weeks, 1)),
        "fortnight" => Some((Span::Weeks, 2)),
        "month" | "months" => Some((Span::Months, 1)),
        "year" | "years" => Some((Span::Years, 1)),
        _ => None,
    }
}
