//! Reads what a person typed into a field, or says how to mend it.

use super::{AMOUNT_MAX, Answer, Kind, Say};
use crate::dialogue::Ctx;
use crate::model::phone::{Country, Phone, PhoneProblem};
use crate::model::text;
use crate::model::value::decimals;
use crate::model::when::{Birthday, DateOrder, is_misnumbered, parse_birthday, parse_date};
use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation;

/// A leap year, in which every birthday exists.
const LEAP_YEAR: i32 = 2000;
/// Digits between two grouping commas.
const GROUP_DIGITS: usize = 3;
/// Zeros that 万 and 만 stand for.
const MYRIAD_DIGITS: usize = 4;

/// Graphemes of what was typed that are read back.
const READ_BACK_MAX: usize = 30;

/// Why words are no answer: wrong in themselves, or words at all where a button is wanted.
pub enum Mend {
    /// They were meant as the answer.
    Wrong(Say),
    /// They may be meant for another field, such as a note.
    NotWords(Say),
}

/// Reads an answer of this kind.
///
/// # Errors
/// Returns what to say, and whether another field may take the words.
pub fn read(kind: &Kind, typed: &str, ctx: &Ctx) -> Result<Answer, Mend> {
    match kind {
        Kind::Text { max } => words(typed, *max).map_err(Mend::Wrong),
        Kind::Phone => phone(typed, ctx.country).map(Answer::Text).map_err(Mend::Wrong),
        Kind::Day { min, max } => day(typed, *min, *max, ctx).map(Answer::Day),
        Kind::Birthday => birthday(typed, ctx).map(Answer::Text).map_err(Mend::Wrong),
        Kind::Money => {
            amount(typed, ctx.country).map(Answer::Money).ok_or(Mend::Wrong(Say::NotAnAmount))
        }
        Kind::Scale(max) => match ascii(typed).trim().parse() {
            Ok(value) if (1..=*max).contains(&value) => Ok(Answer::Scale(value)),
            _ => Err(not_an_answer(typed, Say::ChooseAButton)),
        },
        Kind::One(_) | Kind::Many { .. } => Err(Mend::NotWords(Say::ChooseAButton)),
        Kind::Photos => Err(Mend::NotWords(Say::SendPhotos)),
    }
}

/// Words of at most `max` graphemes, in one line where `model::text` has room for them in one.
///
/// # Errors
/// Returns what to say of no words and of too many.
pub fn words(typed: &str, max: usize) -> Result<Answer, Say> {
    let typed = match max <= text::LINE_GRAPHEMES_MAX {
        true => typed.split_whitespace().collect::<Vec<_>>().join(" "),
        false => typed.trim().to_owned(),
    };
    if typed.is_empty() {
        return Err(Say::Empty);
    }
    if text::length(&typed) > max {
        return Err(Say::TooLong { max: max as i64 });
    }
    Ok(Answer::Text(typed))
}

/// A birthday in its stored spelling: it has passed, or has no year.
fn birthday(typed: &str, ctx: &Ctx) -> Result<String, Say> {
    let order = DateOrder::of(ctx.country);
    let born = parse_birthday(typed, ctx.today, order);
    born.map(stored).ok_or_else(|| match parse_date(typed, ctx.today, order) {
        Some(day) if day > ctx.today => Say::BirthdayAhead,
        _ => Say::NotABirthday,
    })
}

/// A phone number in E.164.
///
/// # Errors
/// Returns a sentence that counts the digits, so that the number can be mended.
pub fn phone(typed: &str, country: Country) -> Result<String, Say> {
    let problem = match Phone::parse(typed, country) {
        Ok(phone) => return Ok(phone.e164().to_owned()),
        Err(problem) => problem,
    };
    let typed = typed.trim().graphemes(true).take(READ_BACK_MAX).collect();
    Err(match problem {
        PhoneProblem::NoDigits => Say::PhoneNoDigits,
        PhoneProblem::TooShort { digits, expected } => {
            Say::PhoneTooShort { typed, digits: digits as i64, expected: expected as i64 }
        }
        PhoneProblem::TooLong { digits, expected } => {
            Say::PhoneTooLong { typed, digits: digits as i64, expected: expected as i64 }
        }
        PhoneProblem::NotPlausible => Say::PhoneNotPlausible { typed },
    })
}

/// The phone of a shared contact, in E.164. Telegram may leave out the plus of a number with its country code:
/// what is no number at home is read as one of these.
///
/// # Errors
/// As `phone`, counted as a number at home.
pub fn contact_phone(given: &str, country: Country) -> Result<String, Say> {
    phone(given, country).or_else(|say| {
        let digits: String = given.chars().filter(char::is_ascii_digit).collect();
        phone(&format!("+{digits}"), country).map_err(|_| say)
    })
}

/// A typed day. What is no day at all may be a note; a day out of range is wrong.
fn day(typed: &str, min: NaiveDate, max: NaiveDate, ctx: &Ctx) -> Result<NaiveDate, Mend> {
    let order = DateOrder::of(ctx.country);
    match parse_date(typed, ctx.today, order) {
        None if is_misnumbered(typed, ctx.today, order) => Err(Mend::Wrong(Say::NotADay)),
        None => Err(not_an_answer(typed, Say::NotADay)),
        Some(day) if day < min => Err(Mend::Wrong(Say::DayTooEarly { min: min.into() })),
        Some(day) if day > max => Err(Mend::Wrong(Say::DayTooLate { max: max.into() })),
        Some(day) => Ok(day),
    }
}

/// Without a letter it is an answer gone wrong; with letters it may be words for a note.
fn not_an_answer(typed: &str, say: Say) -> Mend {
    match typed.chars().any(char::is_alphabetic) {
        true => Mend::NotWords(say),
        false => Mend::Wrong(say),
    }
}

/// A birthday as the card stores it: `YYYY-MM-DD`, or `--MM-DD` where the year is not known.
pub fn stored(born: Birthday) -> String {
    match born.year {
        Some(year) => format!("{year:04}-{:02}-{:02}", born.month, born.day),
        None => format!("--{:02}-{:02}", born.month, born.day),
    }
}

/// A stored birthday, if it is one.
pub fn stored_birthday(stored: &str) -> Option<Birthday> {
    let (year, rest) = match stored.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => {
            let (year, rest) = stored.split_once('-')?;
            (Some(year.parse().ok()?), rest)
        }
    };
    let (month, day) = rest.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    NaiveDate::from_ymd_opt(year.unwrap_or(LEAP_YEAR), month, day)?;
    Some(Birthday { year, month, day })
}

/// An amount as typed, in minor units: digits, grouped by commas, spaces or apostrophes, with a sign of the currency
/// before or behind, in 万 or 만 if they say so, with decimals where the currency has them.
fn amount(typed: &str, country: Country) -> Option<i64> {
    let typed = ascii(typed).replace(char::is_whitespace, "");
    let typed = typed
        .trim_start_matches(['¥', '₩', '$', '€', '£'])
        .trim_end_matches(['¥', '₩', '$', '€', '£', '元', '块', '원', '円']);
    let (typed, zeros) = match typed.strip_suffix(['万', '萬', '만']) {
        Some(myriads) => (myriads, MYRIAD_DIGITS),
        None => (typed, 0),
    };
    let scale = decimals(country) + zeros;
    let (whole, part) = whole_and_part(typed, scale)?;
    if part.len() > scale {
        return None;
    }
    // What is left of the checks is the overflow of a number that no till has seen.
    let minor: i64 = format!("{whole}{part:0<scale$}").parse().ok()?;
    (minor <= AMOUNT_MAX).then_some(minor)
}

/// The digits before and behind the point. A comma groups by three; the only comma, before one or two last digits, is
/// the point of those who write it so.
fn whole_and_part(typed: &str, scale: usize) -> Option<(String, String)> {
    let (whole, part) = match (typed.split_once('.'), typed.split_once(',')) {
        (Some(point), _) => point,
        (None, Some((whole, part))) if scale > 0 && (1..GROUP_DIGITS).contains(&part.len()) => {
            (whole, part)
        }
        (None, _) => (typed, ""),
    };
    let mut groups = whole.split([',', '\'']);
    let head = groups.next().unwrap_or_default();
    let whole = groups.try_fold(head.to_owned(), |whole, group| {
        (group.len() == GROUP_DIGITS).then(|| whole + group)
    })?;
    let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    (!head.is_empty() && plain(&whole) && plain(part)).then(|| (whole, part.to_owned()))
}

/// Full-width digits and signs of Chinese and Korean keyboards as their narrow twins.
fn ascii(typed: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        '￦' => '₩',
        '。' => '.',
        '’' => '\'',
        c => c,
    };
    typed.chars().map(narrow).collect()
}
