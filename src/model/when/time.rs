//! Times of day: `14:00`, `2:30pm`, 下午3点半, 오후 3시 30분.

use super::cursor::Cursor;
use chrono::NaiveTime;

/// Hours that are read only with a word for the time of day when 点 or 시 follows: a salon is
/// closed at three in the night.
const UNCLEAR_HOURS: std::ops::RangeInclusive<u32> = 1..=7;

/// The part of the day in which a clock of twelve hours is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Night,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

const BEFORE: &[(&str, Part)] = &[
    ("凌晨", Part::Night),
    ("새벽", Part::Night),
    ("上午", Part::Morning),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("오전", Part::Morning),
    ("아침", Part::Morning),
    ("中午", Part::Noon),
    ("낮", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("午後", Part::Afternoon),
    ("오후", Part::Afternoon),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
    ("晚", Part::Evening),
    ("저녁", Part::Evening),
    ("밤", Part::Evening),
];
const BEHIND: &[(&str, Part)] = &[
    ("a.m.", Part::Morning),
    ("a.m", Part::Morning),
    ("am", Part::Morning),
    ("p.m.", Part::Afternoon),
    ("p.m", Part::Afternoon),
    ("pm", Part::Afternoon),
];
/// Times that have a name.
const NAMED: &[(&str, u32)] =
    &[("noon", 12), ("midday", 12), ("正午", 12), ("정오", 12), ("midnight", 0), ("자정", 0)];
const HOUR: &[&str] = &["点钟", "點鐘", "点", "點", "时", "時", "시"];
const PARTS_OF_HOUR: &[(&str, u32)] =
    &[("半", 30), ("반", 30), ("一刻", 15), ("三刻", 45), ("整", 0)];

/// Reads a time of day, lower case and without white space.
pub fn read(text: &str) -> Option<NaiveTime> {
    let mut cursor = Cursor(text.strip_prefix("at").unwrap_or(text));
    if let Some(hour) = cursor.one_of(NAMED) {
        return cursor.at_end().then(|| NaiveTime::from_hms_opt(hour, 0, 0))?;
    }
    let before = cursor.one_of(BEFORE);
    let hour = cursor.number().filter(|hour| hour.digits <= 2)?.value;
    let (minute, clock) = minute(&mut cursor)?;
    let part = before.or_else(|| cursor.one_of(BEHIND));
    cursor.eat(&["에"]);
    if !cursor.at_end() {
        return None;
    }
    let hour = match (part, clock) {
        (Some(part), _) => in_part(part, hour)?,
        (None, Clock::Digits) => hour,
        (None, Clock::Word) if !UNCLEAR_HOURS.contains(&hour) => hour,
        (None, Clock::Word | Clock::Bare) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// What followed the hour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// A colon and minutes, as on a clock of 24 hours.
    Digits,
    /// A word for hour, as on either clock.
    Word,
    /// Nothing.
    Bare,
}

/// Reads what follows the hour.
fn minute(cursor: &mut Cursor) -> Option<(u32, Clock)> {
    if cursor.eat(&[":", ".", "h"]) {
        let minute = cursor.digits();
        let hour_only = cursor.at_end() && minute.is_none();
        let two = minute.filter(|minute| minute.digits == 2).map(|minute| minute.value);
        return two.or(hour_only.then_some(0)).map(|minute| (minute, Clock::Digits));
    }
    if !cursor.eat(HOUR) {
        return Some((0, Clock::Bare));
    }
    if let Some(minute) = cursor.one_of(PARTS_OF_HOUR) {
        return Some((minute, Clock::Word));
    }
    let minute = cursor.number().map_or(0, |minute| minute.value);
    cursor.eat(&["分钟", "分鐘", "分", "분"]);
    Some((minute, Clock::Word))
}

/// Returns the hour of the day for an hour that is said with a part of the day.
fn in_part(part: Part, hour: u32) -> Option<u32> {
    match (part, hour) {
        (Part::Night, 0..=6) | (Part::Morning, 0..=11) => Some(hour),
        (Part::Night | Part::Morning, 12) => Some(0),
        (Part::Noon, 11..=14) | (Part::Afternoon, 12..=23) | (Part::Evening, 17..=23) => Some(hour),
        (Part::Noon, 1..=2) | (Part::Afternoon, 1..=11) | (Part::Evening, 5..=11) => {
            Some(hour + 12)
        }
        _ => None,
    }
}
