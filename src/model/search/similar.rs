//! Whether two names are probably one person's.

use super::{
    fold::Script,
    spell::{Unit, natives, orders, spellings, units},
};

/// The fewest letters of names in which one slip is forgiven: shorter names differ by one letter.
const SLIP_CHARS_MIN: usize = 5;

/// See [`super::similar`].
pub fn similar(a: &str, b: &str) -> bool {
    let (a, b) = (units(a), units(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let whole: Vec<&Unit> = b.iter().collect();
    orders(&a).iter().any(|order| {
        let written = natives(order);
        written == natives(&whole) || one_slip(&written, &natives(&whole), SLIP_CHARS_MIN)
    }) || same_words(&a, &b)
        || same_sound(&a, &b)
}

/// Returns whether both names have the same words, in whatever order.
fn same_words(a: &[Unit], b: &[Unit]) -> bool {
    sorted(a) == sorted(b)
}

fn sorted(units: &[Unit]) -> Vec<String> {
    let words = units.chunk_by(|a, b| a.word == b.word);
    let mut words: Vec<String> =
        words.map(|word| word.iter().map(|unit| unit.native.as_str()).collect()).collect();
    words.sort();
    words
}

/// Returns whether the names sound alike across scripts, or in Han but for one character.
fn same_sound(a: &[Unit], b: &[Unit]) -> bool {
    let across = spelt(a) != spelt(b);
    let han = |units: &[Unit]| units.iter().all(|unit| unit.script == Script::Han);
    if across {
        let whole: Vec<&Unit> = b.iter().collect();
        let sounds = spellings(&whole);
        orders(a).iter().any(|order| spellings(order).iter().any(|sound| sounds.contains(sound)))
    } else {
        han(a) && han(b) && a.len() == b.len() && one_homophone(a, b)
    }
}

/// Returns whether a name has parts that are not written in letters.
fn spelt(units: &[Unit]) -> bool {
    units.iter().any(|unit| unit.script != Script::Letters)
}

/// Returns whether exactly one character differs, and may be read like the other.
fn one_homophone(a: &[Unit], b: &[Unit]) -> bool {
    let mut differing = a.iter().zip(b).filter(|(a, b)| a.native != b.native);
    let alike = differing.next().is_some_and(|(a, b)| a.spellings[0] == b.spellings[0]);
    alike && differing.next().is_none() && a.len() > 1
}

/// Returns whether one letter was added, lost, changed, or swapped with its neighbour. A digit is
/// no slip: Studio 1 is not Studio 2. Both have at least `chars_min` letters.
pub fn one_slip(a: &str, b: &str, chars_min: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < chars_min || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let (longer, shorter) = if a.len() >= b.len() { (&a, &b) } else { (&b, &a) };
    let same = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    let (long, short) = (&longer[same..], &shorter[same..]);
    let slip = match (long, short) {
        ([], []) => return true,
        ([_, long @ ..], short) if longer.len() > shorter.len() => long == short,
        ([a, b, long @ ..], [c, d, short @ ..]) if a == d && b == c => long == short,
        ([_, long @ ..], [_, short @ ..]) => long == short,
        _ => false,
    };
    let digit = |rest: &[char]| rest.first().is_some_and(char::is_ascii_digit);
    slip && !digit(long) && !digit(short)
}
