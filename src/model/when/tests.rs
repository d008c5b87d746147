//! Tables and properties of dates and times.

use super::*;
use DateOrder::{DayFirst, MonthFirst, YearFirst};
use proptest::prelude::*;

/// A Saturday; Monday of its week was the 16th.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn date(text: &str, order: DateOrder) -> String {
    parse_date(text, today(), order).map_or("none".to_owned(), |date| date.to_string())
}

#[test]
fn numbers() {
    for (text, day_first, month_first, year_first) in [
        ("1990-05-03", "1990-05-03", "1990-05-03", "1990-05-03"),
        ("1990/5/3", "1990-05-03", "1990-05-03", "1990-05-03"),
        ("1990. 5. 3.", "1990-05-03", "1990-05-03", "1990-05-03"),
        ("１９９０－０５－０３", "1990-05-03", "1990-05-03", "1990-05-03"),
        ("19900503", "1990-05-03", "1990-05-03", "1990-05-03"),
        ("3/5/1990", "1990-05-03", "1990-03-05", "1990-03-05"),
        ("3/5/27", "2027-05-03", "2027-03-05", "none"),
        ("27/5/3", "none", "none", "2027-05-03"),
        ("12.5.", "2027-05-12", "2026-12-05", "2026-12-05"),
        ("12.5", "2027-05-12", "2026-12-05", "2026-12-05"),
        ("3/5", "2027-05-03", "2027-03-05", "2027-03-05"),
        ("21.11.", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("20.11.", "2027-11-20", "2027-11-20", "2027-11-20"),
        ("25/12", "2026-12-25", "2026-12-25", "2026-12-25"),
        ("29.2.", "2028-02-29", "2028-02-29", "2028-02-29"),
        ("270503", "none", "none", "2027-05-03"),
        ("31.4.", "none", "none", "none"),
        ("13/13", "none", "none", "none"),
        ("0/5", "none", "none", "none"),
        ("1990-02-30", "none", "none", "none"),
        ("1990-13-01", "none", "none", "none"),
        ("1890-05-03", "none", "none", "none"),
        ("990-05-03", "none", "none", "none"),
        ("5", "none", "none", "none"),
        ("1990", "none", "none", "none"),
        ("3/5-1990", "none", "none", "none"),
        ("3//5", "none", "none", "none"),
        ("", "none", "none", "none"),
    ] {
        let read = [date(text, DayFirst), date(text, MonthFirst), date(text, YearFirst)];
        assert_eq!(read, [day_first, month_first, year_first], "{text}");
    }
}

#[test]
fn english_words() {
    for (text, wanted) in [
        ("12 May", "2027-05-12"),
        ("12-May-1990", "1990-05-12"),
        ("May 12 1990", "1990-05-12"),
        ("May 12th, 1990", "1990-05-12"),
        ("the 3rd of Sept", "2027-09-03"),
        ("3 May '27", "2027-05-03"),
        ("1990 May 3", "1990-05-03"),
        ("Dec 1", "2026-12-01"),
        ("29 Feb", "2028-02-29"),
        ("Today", "2026-11-21"),
        ("tomorrow!", "2026-11-22"),
        ("the day after tomorrow", "2026-11-23"),
        ("yesterday", "2026-11-20"),
        ("in 2 weeks", "2026-12-05"),
        ("in two weeks", "2026-12-05"),
        ("a week from today", "2026-11-28"),
        ("in a fortnight", "2026-12-05"),
        ("3 days later", "2026-11-24"),
        ("2 weeks ago", "2026-11-07"),
        ("in 1 month", "2026-12-21"),
        ("in 3 months", "2027-02-21"),
        ("friday", "2026-11-27"),
        ("saturday", "2026-11-28"),
        ("on Monday", "2026-11-23"),
        ("next friday", "2026-11-27"),
        ("next week monday", "2026-11-23"),
        ("next sunday", "2026-11-29"),
        ("this sunday", "2026-11-22"),
        ("last friday", "2026-11-13"),
        ("the 5th", "2026-12-05"),
        ("31st", "2026-12-31"),
        ("5th of next month", "2026-12-05"),
        ("Fri 27 Nov", "2026-11-27"),
        ("Thu 27 Nov", "none"),
        ("next week", "none"),
        ("in weeks", "none"),
        ("in 1000 days", "none"),
        ("May", "none"),
        ("31 April", "none"),
        ("12 May 1990 14:00", "none"),
        ("may may 12", "none"),
    ] {
        assert_eq!(date(text, DayFirst), wanted, "{text}");
    }
}

#[test]
fn chinese_words() {
    for (text, wanted) in [
        ("今天", "2026-11-21"),
        ("明天", "2026-11-22"),
        ("后天", "2026-11-23"),
        ("後天", "2026-11-23"),
        ("大后天", "2026-11-24"),
        ("昨天", "2026-11-20"),
        ("下周三", "2026-11-25"),
        ("下星期天", "2026-11-29"),
        ("下下周一", "2026-11-30"),
        ("上周三", "2026-11-11"),
        ("这周日", "2026-11-22"),
        ("周六", "2026-11-28"),
        ("礼拜一", "2026-11-23"),
        ("两周后", "2026-12-05"),
        ("兩個星期後", "2026-12-05"),
        ("3天后", "2026-11-24"),
        ("十天以后", "2026-12-01"),
        ("二十一天后", "2026-12-12"),
        ("一个月后", "2026-12-21"),
        ("半年后", "2027-05-21"),
        ("3月5日", "2027-03-05"),
        ("３月５日", "2027-03-05"),
        ("3月5号", "2027-03-05"),
        ("1990年5月3日", "1990-05-03"),
        ("1990 年 5 月 3 日", "1990-05-03"),
        ("一九九〇年五月三日", "1990-05-03"),
        ("五月二十三号", "2027-05-23"),
        ("明年3月5日", "2027-03-05"),
        ("下个月5号", "2026-12-05"),
        ("本月30日", "2026-11-30"),
        ("5号", "2026-12-05"),
        ("下周", "none"),
        ("下个月31号", "2026-12-31"),
        ("本月31号", "none"),
        ("二月三十日", "none"),
        ("99月5日", "none"),
    ] {
        assert_eq!(date(text, YearFirst), wanted, "{text}");
    }
}

#[test]
fn korean_words() {
    for (text, wanted) in [
        ("오늘", "2026-11-21"),
        ("내일", "2026-11-22"),
        ("모레", "2026-11-23"),
        ("글피", "2026-11-24"),
        ("어제", "2026-11-20"),
        ("다음 주 금요일", "2026-11-27"),
        ("다음주 일요일", "2026-11-29"),
        ("다다음 주 월요일", "2026-11-30"),
        ("이번 주 일요일", "2026-11-22"),
        ("지난주 수요일", "2026-11-11"),
        ("금요일", "2026-11-27"),
        ("금요일에", "2026-11-27"),
        ("2주 후", "2026-12-05"),
        ("이주 뒤", "2026-12-05"),
        ("일주일 후", "2026-11-28"),
        ("두 달 후", "2027-01-21"),
        ("3개월 후", "2027-02-21"),
        ("사흘 뒤", "2026-11-24"),
        ("3일 전", "2026-11-18"),
        ("3월 5일", "2027-03-05"),
        ("1990년 5월 3일", "1990-05-03"),
        ("1990년5월3일", "1990-05-03"),
        ("27년 5월 3일", "2027-05-03"),
        ("내년 3월 5일", "2027-03-05"),
        ("시월 삼일", "2027-10-03"),
        ("오월 이십삼일", "2027-05-23"),
        ("다음 달 5일", "2026-12-05"),
        ("5일", "2026-12-05"),
        ("다음 주", "none"),
        ("2월 30일", "none"),
    ] {
        assert_eq!(date(text, YearFirst), wanted, "{text}");
    }
}

#[test]
fn birthdays() {
    let born = |text, order| {
        parse_birthday(text, today(), order).map(|born| (born.year, born.month, born.day))
    };
    for (text, order, wanted) in [
        ("3 May 1990", DayFirst, Some((Some(1990), 5, 3))),
        ("3/5/90", DayFirst, Some((Some(1990), 5, 3))),
        ("3/5/09", MonthFirst, Some((Some(2009), 3, 5))),
        ("900503", YearFirst, Some((Some(1990), 5, 3))),
        ("90.5.3", YearFirst, Some((Some(1990), 5, 3))),
        ("90년 5월 3일생", YearFirst, Some((Some(1990), 5, 3))),
        ("九〇年五月三日", YearFirst, Some((Some(1990), 5, 3))),
        ("1990年5月3日出生", YearFirst, Some((Some(1990), 5, 3))),
        ("12 May", DayFirst, Some((None, 5, 12))),
        ("5월 3일", YearFirst, Some((None, 5, 3))),
        ("29 Feb", DayFirst, Some((None, 2, 29))),
        ("29.2.1990", DayFirst, None),
        ("22.11.26", DayFirst, Some((Some(1926), 11, 22))),
        ("21.11.2026", DayFirst, Some((Some(2026), 11, 21))),
        ("22.11.2026", DayFirst, None),
        ("yesterday", DayFirst, None),
        ("5号", DayFirst, None),
    ] {
        assert_eq!(born(text, order), wanted, "{text}");
    }
    let born = parse_birthday("3 May 1990", today(), DayFirst).expect("a birthday");
    assert_eq!(format!("{born:?}"), "Birthday(··)");
}

#[test]
fn a_past_day_is_the_last_such_one() {
    for (text, order, wanted) in [
        ("today", DayFirst, Some("2026-11-21")),
        ("yesterday", DayFirst, Some("2026-11-20")),
        ("21 Nov", DayFirst, Some("2026-11-21")),
        ("22 Nov", DayFirst, Some("2025-11-22")),
        ("3月2日", YearFirst, Some("2026-03-02")),
        ("29 Feb", DayFirst, Some("2024-02-29")),
        ("25号", YearFirst, Some("2026-10-25")),
        ("31일", YearFirst, Some("2026-10-31")),
        ("last friday", DayFirst, Some("2026-11-13")),
        ("2025-01-01", DayFirst, Some("2025-01-01")),
        ("Friday 20 November", DayFirst, Some("2026-11-20")),
        ("Saturday 20 November", DayFirst, None),
        ("2026-11-22", DayFirst, None),
        ("tomorrow", DayFirst, None),
        ("Monday", DayFirst, None),
        ("明天", YearFirst, None),
        ("周一", YearFirst, None),
        ("내일", YearFirst, None),
    ] {
        let day = parse_past_date(text, today(), order).map(|day| day.to_string());
        assert_eq!(day.as_deref(), wanted, "{text}");
    }
}

#[test]
fn a_date_with_a_wrong_number_is_told_from_words() {
    for (text, is) in [
        ("32 Nov", true),
        ("Nov 32", true),
        ("11月35日", true),
        ("11월 35일", true),
        ("31.2.", true),
        ("30 Feb 2027", true),
        ("32 Nov 2026", true),
        ("2026年11月35日", true),
        ("2026년 11월 35일", true),
        ("35 Nov 26", true),
        ("foo bar", false),
        ("2ml of oil", false),
        ("用了2号油", false),
        ("5점 만점에 5점", false),
        ("liked it", false),
    ] {
        assert_eq!(is_misnumbered(text, today(), DayFirst), is, "{text}");
    }
}

#[test]
fn times() {
    for (text, wanted) in [
        ("14:00", "14:00"),
        ("１４：３０", "14:30"),
        ("9.05", "09:05"),
        ("14h", "14:00"),
        ("14h30", "14:30"),
        ("3:00", "03:00"),
        ("2pm", "14:00"),
        ("2:30 PM", "14:30"),
        ("at 2 p.m.", "14:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("noon", "12:00"),
        ("下午3点", "15:00"),
        ("下午三点半", "15:30"),
        ("上午10點15分", "10:15"),
        ("晚上8点一刻", "20:15"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("凌晨2点", "02:00"),
        ("14点", "14:00"),
        ("十点半", "10:30"),
        ("오후 3시", "15:00"),
        ("오후 3시 30분", "15:30"),
        ("오전 열한 시 반", "11:30"),
        ("오후 세 시에", "15:00"),
        ("저녁 7시", "19:00"),
        ("오전 12시", "00:00"),
        ("15시", "15:00"),
        ("정오", "12:00"),
        ("3点", "none"),
        ("세 시", "none"),
        ("3", "none"),
        ("13am", "none"),
        ("24:00", "none"),
        ("12:60", "none"),
        ("14:5", "none"),
        ("下午3点99分", "none"),
        ("晚上12点", "none"),
        ("1400", "none"),
        ("", "none"),
    ] {
        let read =
            parse_time(text).map_or("none".to_owned(), |time| time.format("%H:%M").to_string());
        assert_eq!(read, wanted, "{text}");
    }
}

#[test]
fn the_order_of_a_country() {
    for (code, order) in
        [("KR", YearFirst), ("CN", YearFirst), ("US", MonthFirst), ("DE", DayFirst)]
    {
        assert_eq!(DateOrder::of(Country::try_from(code).expect("a country")), order);
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..73_000u64).prop_filter_map("a day", |days| {
        NaiveDate::from_ymd_opt(1901, 1, 1)?.checked_add_days(Days::new(days))
    })
}

fn any_order() -> impl Strategy<Value = DateOrder> {
    prop::sample::select(vec![DayFirst, MonthFirst, YearFirst])
}

proptest! {
    #[test]
    fn any_text_is_safe(text in ".{0,70}", today in any_day(), order in any_order()) {
        let _date_or_none = parse_date(&text, today, order);
        let _birthday_or_none = parse_birthday(&text, today, order);
        let _time_or_none = parse_time(&text);
    }

    #[test]
    fn scrambled_dates_are_safe(
        text in "([0-9]{1,4}|[-/. :]|년|월|일|年|月|日|号|下|上|周|三|十|两|个|后|주|후|다음|in|may|next|fri|th|上午|오후|点|시){1,9}",
        today in any_day(), order in any_order(),
    ) {
        if let Some(date) = parse_date(&text, today, order) {
            prop_assert!(YEARS.contains(&date.year()));
        }
        if let Some(born) = parse_birthday(&text, today, order) {
            let year = born.year.unwrap_or(2000);
            let date = NaiveDate::from_ymd_opt(year, born.month, born.day);
            prop_assert!(date.is_some());
            prop_assert!(born.year.is_none() || date <= Some(today));
        }
        let _time_or_none = parse_time(&text);
    }

    #[test]
    fn a_whole_date_is_read_in_every_language(
        date in any_day(), today in any_day(), order in any_order()
    ) {
        for format in ["%Y-%m-%d", "%Y%m%d", "%-d %B %Y", "%b %-d, %Y", "%Y年%-m月%-d日", "%Y년 %-m월 %-d일"] {
            prop_assert_eq!(parse_date(&date.format(format).to_string(), today, order), Some(date));
        }
    }

    #[test]
    fn a_date_without_a_year_is_the_next_one(date in any_day(), today in any_day()) {
        for format in ["%-d %B", "%-m月%-d日", "%-m월 %-d일"] {
            if let Some(read) = parse_date(&date.format(format).to_string(), today, DayFirst) {
                prop_assert!(read >= today && read < today + Days::new(366 * 8));
                prop_assert_eq!((read.month(), read.day()), (date.month(), date.day()));
            } else {
                // Only the end of the years that are read may come before the next such day.
                prop_assert!(today.year() >= *YEARS.end() - LEAP_YEARS_MAX);
            }
        }
    }
}
