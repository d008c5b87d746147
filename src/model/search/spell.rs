//! The keys of a name: where reading may start, and how each part may be spelt.

use super::{
    KEY_CHARS_MAX, KEYS_PER_NAME_MAX, QUERY_CHARS_MIN,
    fold::{Script, script, words},
    han, hangul,
};
use std::collections::BTreeSet;

/// The most parts of a name at which a key may start.
const STARTS_MAX: usize = 24;
/// The most spellings made from one start, so that characters of many readings stay few keys.
const SPELLINGS_PER_START_MAX: usize = 16;
/// The most characters of a name that has its surname in front and may be said the other way.
const TURNED_CHARS_MAX: usize = 4;
/// How many characters the longest common surname has, as in 欧阳娜娜.
const SURNAME_CHARS_MAX: usize = 2;

/// A part of a name that is spelt at once: a word of letters, or one Han or Hangul character.
pub struct Unit {
    /// As written, folded.
    pub native: String,
    /// In Latin letters, the most usual spelling first; a word of letters as written.
    pub spellings: Vec<String>,
    pub script: Script,
    /// The place of the word in the name.
    pub word: usize,
    /// The place in the word, and how many units the word has.
    place: usize,
    of: usize,
}

/// Takes a name apart.
pub fn units(name: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    for (word, text) in words(name).iter().enumerate() {
        let script = text.chars().next().map_or(Script::Letters, script);
        let of = if script == Script::Letters { 1 } else { text.chars().count() };
        if script == Script::Letters {
            let spellings = vec![text.clone()];
            units.push(Unit { native: text.clone(), spellings, script, word, place: 0, of });
            continue;
        }
        for (place, c) in text.chars().enumerate() {
            let spellings = match script {
                Script::Hangul => hangul::spellings(c, place == 0),
                _ => han::readings(c, place == 0),
            };
            units.push(Unit { native: c.to_string(), spellings, script, word, place, of });
        }
    }
    units
}

/// Returns all keys, those made first that nothing else can replace.
pub fn keys(units: &[Unit]) -> BTreeSet<String> {
    let mut keys = Keys::default();
    let starts = 0..units.len().min(STARTS_MAX);
    for start in starts.clone() {
        keys.add(&natives(&from(units, start)));
    }
    keys.add(&natives(&reversed(units)));
    for start in starts.clone() {
        keys.add_all(&initials(&units[start..]));
    }
    if units.iter().any(|unit| unit.script != Script::Letters) {
        for start in starts {
            keys.add_all(&spellings(&from(units, start)));
        }
        keys.add_all(&spellings(&reversed(units)));
        keys.add_all(&surname_and_initials(units));
    }
    keys.finish()
}

/// Returns the ways in which a whole name may be said: in order, from each word on, reversed.
pub fn orders(units: &[Unit]) -> Vec<Vec<&Unit>> {
    let starts = 0..units.len().min(STARTS_MAX);
    let turned = starts.filter(|&start| turns(&units[start])).map(|start| from(units, start));
    turned.chain([reversed(units)]).collect()
}

/// Returns the parts as written, joined.
pub fn natives(units: &[&Unit]) -> String {
    units.iter().flat_map(|unit| unit.native.chars()).take(KEY_CHARS_MAX).collect()
}

/// Returns the Latin spellings of the parts, joined, the most usual first.
pub fn spellings(units: &[&Unit]) -> Vec<String> {
    let all: Vec<Vec<&str>> =
        units.iter().map(|unit| unit.spellings.iter().map(String::as_str).collect()).collect();
    combinations(&all)
}

/// The keys so far, within their limits.
#[derive(Default)]
struct Keys(BTreeSet<String>);

impl Keys {
    fn add(&mut self, key: &str) {
        let key: String = key.chars().take(KEY_CHARS_MAX).collect();
        if self.0.len() < KEYS_PER_NAME_MAX && key.chars().nth(QUERY_CHARS_MIN - 1).is_some() {
            self.0.insert(key);
        }
    }

    fn add_all(&mut self, keys: &[String]) {
        keys.iter().for_each(|key| self.add(key));
    }

    /// Drops keys that begin another key: whoever looks for them finds that one.
    fn finish(self) -> BTreeSet<String> {
        let next = self.0.iter().skip(1).map(Some).chain([None]);
        let needed = self.0.iter().zip(next).filter(|(key, next)| {
            // In byte order all keys that begin with this one follow it at once.
            !next.is_some_and(|next| next.starts_with(key.as_str()))
        });
        needed.map(|(key, _)| key.clone()).collect()
    }
}

/// Returns the parts from a start to the end, followed by those before it where people say the
/// given name first.
fn from(units: &[Unit], start: usize) -> Vec<&Unit> {
    let before = if turns(&units[start]) { start } else { 0 };
    units[start..].iter().chain(&units[..before]).collect()
}

/// Returns whether a name may be said from this part on: at a word, and after the surname of a
/// short name in Han or Hangul.
fn turns(unit: &Unit) -> bool {
    let surname = unit.place == 1 || unit.place == SURNAME_CHARS_MAX && unit.of == TURNED_CHARS_MAX;
    unit.place == 0 || unit.of <= TURNED_CHARS_MAX && surname
}

/// Returns the words from last to first.
fn reversed(units: &[Unit]) -> Vec<&Unit> {
    let mut words: Vec<&[Unit]> = units.chunk_by(|a, b| a.word == b.word).collect();
    words.reverse();
    words.into_iter().flatten().collect()
}

/// Returns the initials of the leading parts that are of one script: `wxm`, ㄱㅁㅅ.
fn initials(units: &[Unit]) -> Vec<String> {
    let script = units[0].script;
    let run = units.iter().take_while(|unit| unit.script == script);
    match script {
        Script::Letters => Vec::new(),
        Script::Hangul => vec![
            run.flat_map(|unit| unit.native.chars())
                .map(hangul::initial)
                .take(KEY_CHARS_MAX)
                .collect(),
        ],
        Script::Han => combinations(&run.map(first_letters).collect::<Vec<_>>()),
    }
}

/// Returns a Chinese surname in full with the initials of the rest, as input methods take it:
/// `wangxm`.
fn surname_and_initials(units: &[Unit]) -> Vec<String> {
    let run: Vec<&Unit> = units.iter().take_while(|unit| unit.script == Script::Han).collect();
    let Some((surname, given)) = run.split_first() else { return Vec::new() };
    let mut all = vec![surname.spellings.iter().map(String::as_str).collect()];
    all.extend(given.iter().map(|unit| first_letters(unit)));
    combinations(&all)
}

/// Returns the different first letters of a part's spellings.
fn first_letters(unit: &Unit) -> Vec<&str> {
    let mut letters: Vec<&str> = Vec::new();
    for spelling in &unit.spellings {
        let end = spelling.chars().next().map_or(0, char::len_utf8);
        if !letters.contains(&&spelling[..end]) {
            letters.push(&spelling[..end]);
        }
    }
    letters
}

/// Joins one choice of each part in all ways up to the limit; the first part changes fastest,
/// since it is the surname that has the most spellings in use.
fn combinations(parts: &[Vec<&str>]) -> Vec<String> {
    let count = parts
        .iter()
        .fold(1, |count: usize, choices| (count * choices.len()).min(SPELLINGS_PER_START_MAX));
    let join = |mut number: usize| {
        let mut joined = String::new();
        for choices in parts {
            joined.push_str(choices[number % choices.len()]);
            number /= choices.len();
        }
        joined.chars().take(KEY_CHARS_MAX).collect()
    };
    (0..count).map(join).collect()
}
