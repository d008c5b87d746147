//! Texts that must stand nowhere, in every spelling that a log, a URL or a dump could give them, and the search for them.

use std::collections::HashMap;

/// How a text can be spelled, and the bytes of it.
type Speller = (&'static str, fn(&str) -> Vec<u8>);

/// The spellings. Base64 depends on what stands before, in three ways.
const SPELLERS: &[Speller] = &[
    ("UTF-8", |text| text.as_bytes().to_vec()),
    ("UTF-16 LE", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ("UTF-16 BE", |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ("percent", percent),
    ("hexadecimal", |text| {
        text.bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()
    }),
    ("base64", |text| base64(text, 0)),
    ("base64 after one", |text| base64(text, 1)),
    ("base64 after two", |text| base64(text, 2)),
];

/// Where a search found what it must not.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit {
    pub canary: String,
    pub spelling: &'static str,
}

/// The texts, by the first two bytes of each spelling.
pub struct Canaries {
    all: Vec<(String, &'static str, Vec<u8>)>,
    begins: HashMap<[u8; 2], Vec<usize>>,
}

impl Canaries {
    pub fn new(texts: impl Iterator<Item = String>) -> Self {
        let spelled = |text: String| {
            SPELLERS.iter().map(move |(name, spell)| (text.clone(), *name, spell(&text)))
        };
        let mut all: Vec<_> = texts.flat_map(spelled).collect();
        // A text without anything to be encoded is the same in both spellings.
        all.retain(|(text, name, bytes)| *name != "percent" || bytes != text.as_bytes());
        let mut begins: HashMap<[u8; 2], Vec<usize>> = HashMap::new();
        for (at, (_, _, bytes)) in all.iter().enumerate() {
            begins.entry([bytes[0], bytes[1]]).or_default().push(at);
        }
        Self { all, begins }
    }

    /// How many texts.
    pub fn len(&self) -> usize {
        self.all.iter().filter(|(_, name, _)| *name == "UTF-8").count()
    }

    /// How many spellings of all of them.
    pub fn spellings(&self) -> usize {
        self.all.len()
    }

    /// Every text with its spelling.
    pub fn all(&self) -> impl Iterator<Item = (&str, &'static str, &[u8])> {
        self.all.iter().map(|(text, name, bytes)| (text.as_str(), *name, bytes.as_slice()))
    }

    /// Every spelling of every text that stands here.
    pub fn hits(&self, bytes: &[u8]) -> Vec<Hit> {
        let mut known = vec![false; 1 << 16];
        for begin in self.begins.keys() {
            known[usize::from(u16::from_be_bytes(*begin))] = true;
        }
        let mut hits = Vec::new();
        for at in 0..bytes.len().saturating_sub(1) {
            let begin = [bytes[at], bytes[at + 1]];
            if !known[usize::from(u16::from_be_bytes(begin))] {
                continue;
            }
            for spelled in &self.begins[&begin] {
                let (canary, spelling, sought) = &self.all[*spelled];
                if bytes[at..].starts_with(sought) && !is_part_of_number(bytes, at, sought.len()) {
                    hits.push(Hit { canary: canary.clone(), spelling });
                }
            }
        }
        hits
    }
}

/// Whether what was found is some of the digits of a longer number, such as a time's microseconds.
fn is_part_of_number(bytes: &[u8], at: usize, length: usize) -> bool {
    let sought = &bytes[at..at + length];
    let beside = [at.checked_sub(1), Some(at + length)];
    let digit = |place: Option<usize>| {
        place.and_then(|place| bytes.get(place)).is_some_and(|c| c.is_ascii_digit() || *c == b'.')
    };
    sought.len() < 8 && sought.iter().all(u8::is_ascii_digit) && beside.into_iter().any(digit)
}

fn percent(text: &str) -> Vec<u8> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .flat_map(|byte| match plain(byte) {
            true => vec![byte],
            false => format!("%{byte:02X}").into_bytes(),
        })
        .collect()
}

/// The part of a text's base64 that depends on the text alone, where so many bytes stand before it.
fn base64(text: &str, before: usize) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = |byte: u8| (0..8).rev().map(move |bit| (byte >> bit) & 1);
    let bits: Vec<u8> = text.bytes().flat_map(bits).collect();
    // The first bits share a digit with what stands before, the last ones with what follows.
    let shared = [0, 4, 2][before];
    let digit = |six: &[u8]| DIGITS[usize::from(six.iter().fold(0, |sum, bit| sum * 2 + bit))];
    bits[shared..].chunks_exact(6).map(digit).collect()
}

#[test]
fn each_spelling_is_as_others_write_it() {
    assert_eq!(base64("light work.", 0), b"bGlnaHQgd29yay");
    // "x" and "xy" before it: eGxpZ2h0 and eHlsaWdodA.
    assert_eq!(base64("light", 1), b"xpZ2h0");
    assert_eq!(base64("light", 2), b"saWdod");
    assert_eq!(percent("张 a-1"), b"%E5%BC%A0%20a-1");
    let canaries = Canaries::new(["739164".to_owned(), "Li Na".to_owned()].into_iter());
    let hits = |text: &str| canaries.hits(text.as_bytes()).len();
    assert_eq!((hits("the PIN 739164"), hits("12:00:05.739164Z"), hits("Li%20Na")), (1, 0, 1));
    assert_eq!((hits("TGkgTm"), hits("Li N"), canaries.len()), (1, 0, 2));
}
