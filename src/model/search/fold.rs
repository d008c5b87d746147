//! Letters made alike: one form for each letter, however it was typed.

use super::TEXT_CHARS_MAX;
use crate::model::text::is_invisible;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The writing a word is spelt out by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Chinese characters.
    Han,
    /// Korean syllables.
    Hangul,
    /// Everything else; taken as it is written.
    Letters,
}

/// Returns the words of a text, folded; a word ends at white space, at punctuation other than an
/// apostrophe, and where Han or Hangul meets another script.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for c in folded(text) {
        if c.is_alphanumeric() && !is_invisible(c) {
            let script = script(c);
            match words.last_mut() {
                Some(word) if last == Some(script) => word.push(c),
                _ => words.push(c.to_string()),
            }
            last = Some(script);
        } else if !joins(c) {
            last = None;
        }
    }
    words
}

/// Returns the script of a folded character.
pub fn script(c: char) -> Script {
    match c {
        '가'..='힣' => Script::Hangul,
        '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => Script::Han,
        '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Script::Han,
        _ => Script::Letters,
    }
}

/// Folds case, compatible forms and the diacritics of Latin, Greek and Cyrillic letters.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let read = text.chars().take(TEXT_CHARS_MAX).nfkc();
    let bare = read.flat_map(char::to_lowercase).nfkd().filter(|&c| !is_diacritic(c));
    bare.nfc().flat_map(|c| alike(c).chars().chain(alike(c).is_empty().then_some(c)))
}

/// Returns whether a mark is one of those set on Latin, Greek and Cyrillic letters. The marks of
/// other scripts are vowels or change the letter, and stay.
fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Returns what is typed for a letter that no normalisation form takes apart, or nothing.
fn alike(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ς' => "σ",
        // NFKC makes conjoining letters of the Hangul initials that a keyboard types.
        '\u{1100}'..='\u{1112}' => super::hangul::initial_typed(c),
        _ => "",
    }
}

/// Returns whether a character that is no letter leaves the word whole, as in `O’Brien`.
fn joins(c: char) -> bool {
    let apostrophe = matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '′' | '＇');
    apostrophe || is_combining_mark(c) || (is_invisible(c) && !c.is_whitespace())
}
