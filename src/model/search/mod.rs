//! Names and queries made comparable: plain keys that any database finds by a range in byte order.
//!
//! ```text
//! keys("王小明")  → 王小明 小明王 wangxiaoming xiaomingwang wxm xm wangxm …   stored with the client
//! query("xiaom") → Name("xiaom")                                          keys in range("xiaom")
//! near_keys("王小明"), near_probes("wangxioaming") → numbers that they share, if only a slip is between them
//! ```

mod fold;
mod han;
mod hangul;
mod near;
mod similar;
mod spell;

use crate::model::phone::{Country, Phone};
use std::{collections::BTreeSet, fmt, ops::Range};
use unicode_normalization::UnicodeNormalization;

/// The fewest characters that are looked for. One Han character is a tenth of a town.
pub const QUERY_CHARS_MIN: usize = 2;
/// The most characters of a key; a longer name or query is compared by its beginning.
pub const KEY_CHARS_MAX: usize = 32;
/// The most keys of one name; those that matter most are made first.
pub const KEYS_PER_NAME_MAX: usize = 64;
/// The most code points of a name or query that are read at all.
pub const TEXT_CHARS_MAX: usize = 200;
/// The fewest digits that may be the end of a phone number.
pub const TAIL_DIGITS_MIN: usize = 4;
/// The most digits that are taken for a phone number: as many as E.164 allows.
const PHONE_DIGITS_MAX: usize = 15;
/// The fewest digits that are a phone number even with a few letters around, as in `tel. 010…`.
const PHONE_AMID_LETTERS_DIGITS_MIN: usize = 7;
/// The most letters of a card number's prefix after `#`.
const NUMBER_LETTERS_MAX: usize = 4;
/// The most letters of a card number's prefix when no `#` tells it from a name with digits.
const NUMBER_BARE_LETTERS_MAX: usize = 2;
/// The most digits of a card number.
const NUMBER_DIGITS_MAX: usize = 6;

/// How to look for what a person typed. `Debug` shows the kind only.
#[derive(Clone, PartialEq, Eq)]
pub enum Query {
    /// A card number in its stored form, such as `A-0147`, or `0147` without a branch.
    Number(String),
    /// Digits of a phone number.
    Phone {
        /// The whole number, if the digits are one in the default country.
        whole: Option<Phone>,
        /// The digits as typed, four to fifteen: the end of a stored number. They may also be a
        /// card number, which [`number`] tells.
        tail: String,
    },
    /// The beginning of a key; see [`range`].
    Name(String),
    /// Fewer than two characters that can be looked for.
    TooShort,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Query::Number(_) => "Number(··)",
            Query::Phone { .. } => "Phone(··)",
            Query::Name(_) => "Name(··)",
            Query::TooShort => "TooShort",
        })
    }
}

/// Returns the keys under which a name is found by its beginning: the words in order, from each
/// word on and reversed; Han and Hangul from each character on, by pinyin or romanisation, and by
/// initials. Each key has 2 to 32 characters, none is the beginning of another, and there are at
/// most 64. A name without letters or digits has none.
pub fn keys(name: &str) -> BTreeSet<String> {
    spell::keys(&spell::units(name))
}

/// Returns how to look for a text: a card number (`#A-0147`, `a0147`, `147`), a phone number or
/// its end (at least four digits), or else the beginning of a name.
pub fn query(text: &str, default_country: Country) -> Query {
    let typed: String = text.chars().take(TEXT_CHARS_MAX).nfkc().collect();
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let letters = typed.chars().filter(|c| c.is_alphanumeric()).count() - digits.len();
    let alone = letters == 0 && digits.len() >= TAIL_DIGITS_MIN;
    let amid = digits.len() >= PHONE_AMID_LETTERS_DIGITS_MIN && letters * 2 <= digits.len();
    let marked = typed.trim_start().starts_with('#');
    if (alone || amid) && !marked && digits.len() <= PHONE_DIGITS_MAX {
        return Query::Phone { whole: Phone::parse(&typed, default_country).ok(), tail: digits };
    }
    if letters + digits.len() + usize::from(marked) < QUERY_CHARS_MIN {
        return Query::TooShort;
    }
    if let Some(number) = number(&typed) {
        return Query::Number(number);
    }
    let key = name_key(&typed);
    if key.chars().count() < QUERY_CHARS_MIN { Query::TooShort } else { Query::Name(key) }
}

/// Returns a name or part of a name as its keys are written: compatible forms made one, lower case
/// without diacritics, letters and digits only, at most 32 characters.
pub fn name_key(text: &str) -> String {
    fold::words(text).iter().flat_map(|word| word.chars()).take(KEY_CHARS_MAX).collect()
}

/// Returns the stored form of a card number: capital letters, a dash and at least four digits.
/// Digits alone are one too. Without `#` at most two letters may stand before the digits, since
/// `kim1990` is rather a name.
pub fn number(text: &str) -> Option<String> {
    let text: String = text.chars().take(TEXT_CHARS_MAX).nfkc().collect();
    let text = text.trim();
    let (text, letters_max) = match text.strip_prefix('#') {
        Some(text) => (text.trim_start(), NUMBER_LETTERS_MAX),
        None => (text, NUMBER_BARE_LETTERS_MAX),
    };
    let letters = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let digits = text[letters..].trim_start_matches([' ', '-']);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=NUMBER_DIGITS_MAX).contains(&digits.len()) && letters <= letters_max;
    if !plain || !fits {
        return None;
    }
    let value: u32 = digits.parse().ok()?;
    let dash = if letters == 0 { "" } else { "-" };
    Some(format!("{}{dash}{value:04}", text[..letters].to_ascii_uppercase()))
}

/// Returns the range of all keys that begin with a prefix, in byte order (`COLLATE "C"`).
pub fn range(prefix: &str) -> Range<String> {
    // No key holds the last code point, since it is neither a letter nor a digit.
    prefix.to_owned()..format!("{prefix}{}", char::MAX)
}

/// Returns whether two names are probably one person's, for the warning before a second card is
/// made: the same words in any order; the same sound across scripts (王小明, Wang Xiaoming), or
/// with one Han character mistaken for another of the same sound (王晓明); or one slip of the
/// finger in a name of five letters or more, digits excepted.
pub fn similar(a: &str, b: &str) -> bool {
    similar::similar(a, b)
}

/// Returns the numbers under which a name is found in spite of a slip: of the whole name and of each word of four letters
/// or more, spelt out (Han in pinyin, Hangul by its letters), as it is and with each letter left out.
pub fn near_keys(name: &str) -> BTreeSet<i32> {
    near::keys(name)
}

/// Returns the numbers to look for among [`near_keys`]: at most 132, none of a text of three letters or fewer.
pub fn near_probes(text: &str) -> BTreeSet<i32> {
    near::probes(text)
}

/// Returns how far a typed text is from a name or one of its words: 0 if both are typed alike (王小明, 王晓明), 1 if a letter
/// is added, lost, changed or swapped with its neighbour, nothing if they are further apart or too short to tell.
pub fn distance(name: &str, text: &str) -> Option<usize> {
    near::distance(name, text)
}

#[cfg(test)]
mod tests;
