//! Names that are one slip of the finger away: found by equality, since a letter that is wrong in one of two words is
//! missing in both once it is left out.
//!
//! ```text
//! stored: 王小明  → wangxiaoming, angxiaoming, wngxiaoming …      typed: wangxioaming → … wangxoaming, wangxiaming …
//! stored: Ada Ray → adaray daray aaray … and of each long word      typed: adaary, ray ada, 王晓明 (the same sound)
//! ```
//!
//! Each is kept as a number of 32 bits. What two names share by chance [`distance`] sorts out.

use super::{
    KEY_CHARS_MAX,
    fold::Script,
    similar::one_slip,
    spell::{Unit, orders, units},
};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The fewest letters of a name or word, spelt out, in which a slip is looked for.
const NEAR_CHARS_MIN: usize = 4;
/// The most words of a name that are found by themselves.
const NEAR_WORDS_MAX: usize = 6;
/// The most orders of the words in which a typed name is looked for.
const ORDERS_MAX: usize = 4;

/// See [`super::near_keys`].
pub fn keys(name: &str) -> BTreeSet<i32> {
    numbers(&forms(&units(name)))
}

/// See [`super::near_probes`].
pub fn probes(text: &str) -> BTreeSet<i32> {
    numbers(&asked(text))
}

/// See [`super::distance`].
pub fn distance(name: &str, text: &str) -> Option<usize> {
    let (forms, asked) = (forms(&units(name)), asked(text));
    let mut pairs = forms.iter().flat_map(|form| asked.iter().map(move |typed| (form, typed)));
    if pairs.clone().any(|(form, typed)| form == typed) {
        return Some(0);
    }
    pairs.any(|(form, typed)| one_slip(form, typed, NEAR_CHARS_MIN)).then_some(1)
}

/// The whole name in its order, and each of its words.
fn forms(units: &[Unit]) -> BTreeSet<String> {
    let words = units.chunk_by(|a, b| a.word == b.word).take(NEAR_WORDS_MAX);
    let all = std::iter::once(units).chain(words);
    long_enough(all.map(|units| spelt(units.iter())))
}

/// What was typed, in the orders in which a name may be said.
fn asked(text: &str) -> BTreeSet<String> {
    let units = units(text);
    if units.is_empty() {
        return BTreeSet::new();
    }
    let all = orders(&units).into_iter().map(|order| spelt(order.into_iter()));
    long_enough(all).into_iter().take(ORDERS_MAX).collect()
}

fn long_enough(forms: impl Iterator<Item = String>) -> BTreeSet<String> {
    forms.filter(|form| form.chars().nth(NEAR_CHARS_MIN - 1).is_some()).collect()
}

/// Parts as fingers type them: Han in pinyin, Hangul by its letters, all else as it is written.
fn spelt<'a>(units: impl Iterator<Item = &'a Unit>) -> String {
    let typed = units.map(|unit| match unit.script {
        Script::Hangul => unit.native.nfd().collect(),
        Script::Han => unit.spellings.first().unwrap_or(&unit.native).clone(),
        Script::Letters => unit.native.clone(),
    });
    typed.collect::<String>().chars().take(KEY_CHARS_MAX).collect()
}

/// Each form as it is, and with each of its letters left out.
fn numbers(forms: &BTreeSet<String>) -> BTreeSet<i32> {
    let mut numbers = BTreeSet::new();
    for form in forms {
        let all: Vec<char> = form.chars().collect();
        numbers.insert(number(all.iter()));
        for out in 0..all.len() {
            numbers.insert(number(all[..out].iter().chain(&all[out + 1..])));
        }
    }
    numbers
}

/// FNV-1a over the letters. It is stored, so it stays as it is.
fn number<'a>(letters: impl Iterator<Item = &'a char>) -> i32 {
    let add = |sum: u32, c: &char| (sum ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    letters.fold(0x811c_9dc5, add).cast_signed()
}
