//! A pasted line or contact taken apart into name, phone, birthday and the rest; every part is a
//! guess that the person looks over.
//!
//! ```text
//! Wang Xiaomei 138 0013 8000 combination, latex!
//! └── name ──┘ └── phone ──┘ └──── rest ───────┘
//! ```

mod vcard;

use crate::model::{
    phone::{Country, Phone},
    text::{clean, clean_lines},
    when::{Birthday, DateOrder, parse_birthday, parse_date},
};
use chrono::NaiveDate;
use std::{fmt, ops::Range};
use unicode_normalization::char::is_combining_mark;

/// The most code points of a pasted text that are read; a contact may hold a picture.
pub const TEXT_CHARS_MAX: usize = 16_384;
/// The most words of a name.
pub const NAME_WORDS_MAX: usize = 5;
/// The most words among which a birthday is looked for.
const WORDS_MAX: usize = 64;
/// The most words of one birthday: a label, day, month, year and one to spare.
const BIRTHDAY_WORDS_MAX: usize = 5;
/// The most groups of digits among which one phone number is looked for.
const PHONE_GROUPS_MAX: usize = 12;
/// With so many digits a number is no day and no amount.
const PHONE_DIGITS_MIN: usize = 9;
/// The fewest Han or Hangul characters that are a whole name: 王明, but 김 goes on with 민수.
const NATIVE_NAME_CHARS_MIN: usize = 2;

const NAME_LABELS: &[&str] = &["name", "姓名", "名字", "이름", "성명", "고객명"];
const PHONE_LABELS: &[&str] = &[
    "phone",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "联系电话",
    "电话",
    "電話",
    "手机",
    "手機",
    "전화번호",
    "전화",
    "연락처",
    "휴대폰",
    "핸드폰",
];
const BIRTHDAY_LABELS: &[&str] = &[
    "birthday",
    "date of birth",
    "birth date",
    "dob",
    "born",
    "出生日期",
    "出生",
    "生日",
    "생년월일",
    "생일",
];
/// What stands between the parts of a line.
const BETWEEN: &[char] =
    &[' ', ',', ';', ':', '，', '；', '：', '、', '|', '/', '-', '–', '=', '.'];

/// What a pasted text says. `Debug` shows only which parts there are.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// The leading words, in their own script.
    pub name: Option<String>,
    /// The first number that is valid.
    pub phone: Option<Phone>,
    /// The first date that has passed and is written with a month's name, a label or a year.
    pub birthday: Option<Birthday>,
    /// Everything else; the parts are parted by commas, and a number that lacks a digit is one.
    pub rest: String,
}

impl fmt::Debug for Pasted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("name", self.name.is_some()),
            ("phone", self.phone.is_some()),
            ("birthday", self.birthday.is_some()),
            ("rest", !self.rest.is_empty()),
        ];
        f.debug_list()
            .entries(parts.iter().filter(|(_, there)| *there).map(|(part, _)| part))
            .finish()
    }
}

/// Takes apart a line as people write it into a chat, or a contact in the vCard format. Numbers
/// without a country code are the given country's, and dates of mere numbers in its order.
pub fn read(line: &str, country: Country, today: NaiveDate) -> Pasted {
    let text: String = line.chars().take(TEXT_CHARS_MAX).map(narrow).collect();
    vcard::read(&text, country, today)
        .unwrap_or_else(|| read_line(&clean_lines(&text), country, today))
}

/// Takes apart a cleaned line. A part that is found is replaced by a line break, which nothing
/// that is looked for later can cross.
fn read_line(text: &str, country: Country, today: NaiveDate) -> Pasted {
    let mut text = text.to_owned();
    let order = DateOrder::of(country);
    let mut birthday = find_birthday(&text, &|words, labelled| {
        (labelled || is_dated(words)).then(|| parse_birthday(words, today, order))?
    })
    .map(|(place, birthday)| take(&mut text, place, birthday));
    let phone =
        find_phone(&text, country, today).map(|(place, phone)| take(&mut text, place, phone));
    if birthday.is_none() {
        // Eight digits may be a phone number, therefore they are a date only now.
        let digits =
            |words: &str, _| (words.len() == 8).then(|| parse_birthday(words, today, order))?;
        birthday =
            find_birthday(&text, &digits).map(|(place, birthday)| take(&mut text, place, birthday));
    }
    if phone.is_none()
        && let Some(number) = find_number(&text, country, today)
    {
        text.insert(number.end, '\n');
        text.insert(number.start, '\n');
    }
    let start = after_label(&text, NAME_LABELS).unwrap_or(0);
    let end = start + name_length(&text[start..]);
    let name = clean(text[start..end].trim_matches(|c: char| !c.is_alphabetic() && c != '.'));
    Pasted { name: (!name.is_empty()).then_some(name), phone, birthday, rest: tidy(&text[end..]) }
}

/// Takes a part out of the text.
fn take<T>(text: &mut String, place: Range<usize>, part: T) -> T {
    text.replace_range(place, "\n");
    part
}

/// Returns the first words that are a birthday, the label before them included.
fn find_birthday(
    text: &str,
    read: &dyn Fn(&str, bool) -> Option<Birthday>,
) -> Option<(Range<usize>, Birthday)> {
    let words = words(text);
    for first in 0..words.len() {
        for last in (first..words.len().min(first + BIRTHDAY_WORDS_MAX)).rev() {
            let place = words[first].start..words[last].end;
            let label = after_label(&text[place.clone()], BIRTHDAY_LABELS);
            let said = text[place.clone()][label.unwrap_or(0)..]
                .trim_matches(|c: char| c != '.' && BETWEEN.contains(&c) || matches!(c, '(' | ')'));
            if let Some(birthday) = read(said, label.is_some()) {
                return Some((place, birthday));
            }
        }
    }
    None
}

/// Returns where the words are; a comma ends one, and belongs to it.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '|' | '(' | ')');
    for part in text.split_inclusive(ends) {
        let word = start..start + part.trim_end().len();
        start += part.len();
        if !word.is_empty() {
            words.push(word);
        }
        if words.len() == WORDS_MAX {
            break;
        }
    }
    words
}

/// Returns whether words look like a date even without a label: a month's name or two separators.
fn is_dated(words: &str) -> bool {
    let separators = words.trim_end_matches('.').matches(['-', '/', '.']).count();
    words.contains(|c: char| c.is_alphabetic()) || separators == 2
}

/// Returns the first valid phone number, the label before it included.
fn find_phone(text: &str, country: Country, today: NaiveDate) -> Option<(Range<usize>, Phone)> {
    numbers(text, country, today).find_map(|groups| {
        let (place, phone) = phone_among(text, &groups, country)?;
        Some((before_label(&text[..place.start])..place.end, phone))
    })
}

/// Returns where the first number stands that is as long as a phone's, valid or not, the label
/// before it included: a group of digits that is long enough alone, or all that stand together.
pub fn find_number(text: &str, country: Country, today: NaiveDate) -> Option<Range<usize>> {
    let digits = |place: &Range<usize>| {
        text[place.clone()].bytes().filter(u8::is_ascii_digit).count() >= PHONE_DIGITS_MIN
    };
    numbers(text, country, today).find_map(|mut groups| {
        groups.push(groups.first()?.start..groups.last()?.end);
        let place = groups.into_iter().find(digits)?;
        Some(before_label(&text[..place.start])..place.end)
    })
}

/// Returns the groups of digits that stand together and may be a phone; a day, which an hour may
/// follow, is none and parts them.
fn numbers(
    text: &str,
    country: Country,
    today: NaiveDate,
) -> impl Iterator<Item = Vec<Range<usize>>> {
    let order = DateOrder::of(country);
    let is_day = move |group: &Range<usize>| {
        let group = &text[group.clone()];
        is_dated(group) && parse_date(group, today, order).is_some()
    };
    let mut start = 0;
    let together = std::iter::from_fn(move || {
        start += text[start..].find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))?;
        let length = text[start..].find(|c| !is_phone_part(c)).unwrap_or(text.len() - start);
        let place = start..start + length;
        start += length;
        Some(groups(text, place))
    });
    together.flat_map(move |groups| groups.split(is_day).map(<[_]>::to_vec).collect::<Vec<_>>())
}

fn groups(text: &str, place: Range<usize>) -> Vec<Range<usize>> {
    let mut start = place.start;
    let parts = text[place].split_inclusive(' ').take(PHONE_GROUPS_MAX);
    let group = |part: &str| {
        let group = start..start + part.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
        start += part.len();
        group
    };
    parts.map(group).collect()
}

/// Returns the longest of the groups of digits that are together a valid number, since an age or
/// another number may stand beside it.
fn phone_among(
    text: &str,
    groups: &[Range<usize>],
    country: Country,
) -> Option<(Range<usize>, Phone)> {
    for count in (1..=groups.len()).rev() {
        for some in groups.windows(count) {
            let place = some[0].start..some[count - 1].end.max(some[0].start);
            if let Ok(phone) = Phone::parse(&text[place.clone()], country) {
                return Some((place, phone));
            }
        }
    }
    None
}

/// Returns whether a character may stand in a phone number.
fn is_phone_part(c: char) -> bool {
    let dash = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    dash || c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '(' | ')' | '/' | '·')
}

/// Returns how long the name at the beginning of a text is.
fn name_length(text: &str) -> usize {
    let end = text.find(|c: char| !is_name_part(c)).unwrap_or(text.len());
    let mut length = 0;
    let mut native = 0;
    let mut start = 0;
    for (count, word) in text[..end].split_inclusive(' ').enumerate() {
        let letters = word.trim_end();
        start += word.len();
        if letters.is_empty() {
            continue;
        }
        let whole = letters.chars().all(is_native);
        if count == NAME_WORDS_MAX || native >= NATIVE_NAME_CHARS_MIN {
            break;
        }
        native = if whole { native + letters.chars().count() } else { 0 };
        length = start - (word.len() - letters.len());
    }
    length
}

/// Returns whether a character may stand in a name.
fn is_name_part(c: char) -> bool {
    let punctuation = matches!(c, ' ' | '-' | '\'' | '’' | '.' | '·' | '‧' | '・');
    c.is_alphabetic() || is_combining_mark(c) || punctuation
}

/// Returns whether a character is Han or Hangul, of which few make a name.
fn is_native(c: char) -> bool {
    matches!(c, '가'..='힣' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns where the text goes on after a label at its beginning.
fn after_label(text: &str, labels: &[&str]) -> Option<usize> {
    let label = labels.iter().find(|label| {
        text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
            && (!label.is_ascii() || !text[label.len()..].starts_with(char::is_alphanumeric))
    })?;
    let rest = text[label.len()..].trim_start_matches(BETWEEN);
    Some(text.len() - rest.len())
}

/// Returns where a phone's label at the end of the text begins, or the end.
fn before_label(text: &str) -> usize {
    let before = text.trim_end_matches(BETWEEN);
    let label = PHONE_LABELS.iter().find_map(|label| {
        let start = before.len().checked_sub(label.len())?;
        let same = before.get(start..)?.eq_ignore_ascii_case(label);
        let apart = !label.is_ascii() || !before[..start].ends_with(char::is_alphanumeric);
        (same && apart).then_some(start)
    });
    label.unwrap_or(text.len())
}

/// Joins what is left with commas.
fn tidy(text: &str) -> String {
    let ends = |c: char| BETWEEN.contains(&c) && c != '.';
    let parts =
        text.split('\n').map(|part| part.trim_start_matches(BETWEEN).trim_end_matches(ends));
    clean_lines(&parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// Returns the usual form of a full-width character.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests;
