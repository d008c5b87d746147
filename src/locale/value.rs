//! Days, moments, months and amounts, as each language writes them.

use super::Reader;
use crate::model::lang::Lang;
use crate::model::value::decimals;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month within a date is told by so many letters, so that a date fits on a button.
const MONTH_LETTERS: usize = 3;

/// Countries that pay in euros.
const EURO: [&str; 20] = [
    "AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT",
    "NL", "PT", "SI", "SK",
];

/// A day: `12 May 2026`, `2026年5月12日`, `2026년 5월 12일`.
pub fn day(day: NaiveDate, lang: Lang) -> String {
    let year = day.year();
    match lang {
        Lang::En => format!("{} {year}", yearly(day, lang)),
        Lang::Zh => format!("{year}年{}", yearly(day, lang)),
        Lang::Ko => format!("{year}년 {}", yearly(day, lang)),
    }
}

/// A month: `May 2026`, `2026年5月`, `2026년 5월`.
pub fn month(first: NaiveDate, lang: Lang) -> String {
    let (year, month) = (first.year(), first.month());
    match lang {
        Lang::En => format!("{} {year}", MONTHS[first.month0() as usize]),
        Lang::Zh => format!("{year}年{month}月"),
        Lang::Ko => format!("{year}년 {month}월"),
    }
}

/// A moment where the reader is: `14:05` today, `12 May 14:05` this year, else with the year.
pub fn moment(at: DateTime<Utc>, reader: &Reader) -> String {
    let local = at.with_timezone(&reader.zone);
    told(local.date_naive(), &local.format("%H:%M").to_string(), reader)
}

/// A moment at which something ends: midnight is `24:00` of the day that is over then, where the next day's `00:00` would
/// read as a day more.
pub fn end(at: DateTime<Utc>, reader: &Reader) -> String {
    let local = at.with_timezone(&reader.zone).naive_local();
    match local.date().pred_opt().filter(|_| local.time() == NaiveTime::MIN) {
        Some(over) => told(over, "24:00", reader),
        None => moment(at, reader),
    }
}

fn told(date: NaiveDate, time: &str, reader: &Reader) -> String {
    if date == reader.today {
        time.to_string()
    } else if date.year() == reader.today.year() {
        format!("{} {time}", yearly(date, reader.lang))
    } else {
        format!("{} {time}", day(date, reader.lang))
    }
}

/// An amount in minor units: `¥1,234.50`, `₩12,000`; without a sign where the currency is not known.
pub fn money(minor: i64, reader: &Reader) -> String {
    let decimals = decimals(reader.country);
    let digits = format!("{:0>1$}", minor.unsigned_abs(), decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    let minus = if minor < 0 { "-" } else { "" };
    let point = if decimals > 0 { "." } else { "" };
    format!("{minus}{}{}{point}{part}", sign(reader.country.code()), grouped(whole))
}

/// A day without its year: `12 May`, `5月12日`, `5월 12일`.
pub fn yearly(day: NaiveDate, lang: Lang) -> String {
    let (month, date) = (day.month(), day.day());
    match lang {
        Lang::En => format!("{date} {}", &MONTHS[day.month0() as usize][..MONTH_LETTERS]),
        Lang::Zh => format!("{month}月{date}日"),
        Lang::Ko => format!("{month}월 {date}일"),
    }
}

fn sign(country: &str) -> &'static str {
    match country {
        "CN" | "JP" => "¥",
        "KR" => "₩",
        "US" | "CA" | "AU" | "NZ" | "SG" | "HK" | "TW" => "$",
        "GB" => "£",
        "VN" => "₫",
        code if EURO.contains(&code) => "€",
        _ => "",
    }
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn reader(lang: Lang, country: &str) -> Reader {
        Reader {
            lang,
            zone: chrono_tz::Asia::Shanghai,
            today: date(2026, 5, 12),
            country: country.to_owned().try_into().unwrap(),
        }
    }

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn days_and_months() {
        for (lang, told, head) in [
            (Lang::En, "3 Sep 2026", "September 2026"),
            (Lang::Zh, "2026年9月3日", "2026年9月"),
            (Lang::Ko, "2026년 9월 3일", "2026년 9월"),
        ] {
            assert_eq!(day(date(2026, 9, 3), lang), told);
            assert_eq!(month(date(2026, 9, 1), lang), head);
        }
    }

    #[test]
    fn a_moment_is_told_in_the_readers_zone_and_only_as_far_as_needed() {
        let at =
            |year, month, day, hour| Utc.with_ymd_and_hms(year, month, day, hour, 5, 0).unwrap();
        for (lang, moment_at, told) in [
            (Lang::En, at(2026, 5, 11, 16), "00:05"),
            (Lang::En, at(2026, 5, 12, 16), "13 May 00:05"),
            (Lang::En, at(2025, 12, 31, 15), "31 Dec 2025 23:05"),
            (Lang::En, at(2025, 12, 31, 16), "1 Jan 00:05"),
            (Lang::Zh, at(2026, 5, 12, 16), "5月13日 00:05"),
            (Lang::Ko, at(2027, 5, 12, 1), "2027년 5월 12일 09:05"),
        ] {
            assert_eq!(moment(moment_at, &reader(lang, "CN")), told);
        }
    }

    #[test]
    fn what_ends_at_midnight_ends_with_its_day() {
        let at = |day, hour, minute| Utc.with_ymd_and_hms(2026, 5, day, hour, minute, 0).unwrap();
        for (lang, ends, told) in [
            (Lang::En, at(12, 16, 0), "24:00"),
            (Lang::Zh, at(13, 16, 0), "5月13日 24:00"),
            (Lang::Ko, at(11, 16, 0), "5월 11일 24:00"),
            (Lang::En, at(12, 16, 1), "13 May 00:01"),
            (Lang::En, at(12, 15, 59), "23:59"),
        ] {
            assert_eq!(end(ends, &reader(lang, "CN")), told);
        }
    }

    #[test]
    fn amounts() {
        for (country, minor, told) in [
            ("CN", 123_456_789, "¥1,234,567.89"),
            ("CN", 5, "¥0.05"),
            ("CN", -100_000, "-¥1,000.00"),
            ("KR", 12_000, "₩12,000"),
            ("KR", 0, "₩0"),
            ("DE", 99_900, "€999.00"),
            ("CH", 100_000, "1,000.00"),
        ] {
            assert_eq!(money(minor, &reader(Lang::En, country)), told, "{country} {minor}");
        }
    }
}
