//! Letters: which font of a PDF holds which, in what code, and how wide it is. Pure.

use unicode_normalization::UnicodeNormalization;

/// A font that viewers have, so that none lies in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// Helvetica, in the code page of Windows.
    Latin,
    /// Chinese: Adobe-GB1, in UTF-16.
    Chinese,
    /// Korean: Adobe-Korea1, in UTF-16.
    Korean,
}

/// What stands in place of a letter that no font holds.
const UNKNOWN: &str = "?";
/// The width of a Chinese or Korean letter, in thousandths of its size.
const FULL: u16 = 1_000;
/// The width of a letter of Helvetica that has none below: most are so wide.
const USUAL: u16 = 556;
/// The first letter of `HELVETICA`.
const FIRST: char = ' ';
/// The widths of Helvetica's letters from the space to the tilde (Adobe's metrics of the 14 standard fonts).
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// Letters of the Windows code page that stand elsewhere in Unicode, with their codes and widths.
const WINDOWS: [(char, u8, u16); 9] = [
    ('€', 0x80, 556),
    ('…', 0x85, 1_000),
    ('‘', 0x91, 222),
    ('’', 0x92, 222),
    ('“', 0x93, 333),
    ('”', 0x94, 333),
    ('•', 0x95, 350),
    ('–', 0x96, 556),
    ('—', 0x97, 1_000),
];

/// A text with nothing in it but what the fonts hold. Marks that no font holds are left off their letters, signs such as
/// emoji are left out.
pub fn printable(text: &str) -> String {
    let mut printable = String::new();
    for c in text.nfc() {
        match c {
            '\n' => printable.push(c),
            _ if font(c).is_some() => printable.push(c),
            _ if c.is_whitespace() => printable.push(' '),
            _ => {
                let plain: String =
                    std::iter::once(c).nfkd().filter(|c| font(*c).is_some()).collect();
                let unknown = plain.is_empty() && c.is_alphanumeric();
                printable.push_str(if unknown { UNKNOWN } else { &plain });
            }
        }
    }
    printable
}

/// The font that holds a letter.
pub fn font(c: char) -> Option<Font> {
    match c {
        _ if windows(c).is_some() => Some(Font::Latin),
        '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}' | '₩' => Some(Font::Korean),
        // Greek, Cyrillic, numbers in signs, kana, Han, and the wide forms of all.
        'Α'..='Ω'
        | 'α'..='ω'
        | 'Ё'
        | 'А'..='я'
        | 'ё'
        | '№'
        | '℃'
        | '→'
        | '√'
        | '≤'
        | '≥'
        | '①'..='⑩'
        | '■'
        | '□'
        | '○'
        | '●'
        | '★'
        | '☆'
        | '\u{3001}'..='\u{30fe}'
        | '\u{3400}'..='\u{4db5}'
        | '\u{4e00}'..='\u{9fa5}'
        | '\u{ff01}'..='\u{ff5e}'
        | '￥' => Some(Font::Chinese),
        _ => None,
    }
}

/// A letter in its font's code.
pub fn code(c: char) -> Vec<u8> {
    match windows(c) {
        Some((code, _)) => vec![code],
        None => c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    }
}

/// The width of a text in thousandths of its size.
pub fn width(text: &str) -> u32 {
    text.chars().map(|c| u32::from(windows(c).map_or(FULL, |(_, width)| width))).sum()
}

/// A letter's code in the code page of Windows, and its width in Helvetica.
fn windows(c: char) -> Option<(u8, u16)> {
    let latin = u8::try_from(u32::from(c)).ok();
    match (c, latin) {
        (' '..='~', Some(code)) => Some((code, HELVETICA[usize::from(code - FIRST as u8)])),
        ('\u{a1}'..='\u{ff}', Some(code)) if c != '\u{ad}' => Some((code, USUAL)),
        _ => {
            let found = WINDOWS.iter().find(|(known, ..)| *known == c);
            found.map(|(_, code, width)| (*code, *width))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_the_font_that_holds_it() {
        let cases = [
            ("Mina – é · “x”", Some(Font::Latin)),
            ("王小明，借阅（张）「」①", Some(Font::Chinese)),
            ("김미나ㄱ₩", Some(Font::Korean)),
            ("ЙёΩ", Some(Font::Chinese)),
            ("🙂⛔ế\u{2068}", None),
        ];
        for (text, wanted) in cases {
            for c in text.chars().filter(|c| *c != ' ') {
                assert_eq!(font(c), wanted, "{c}");
            }
        }
    }

    #[test]
    fn what_no_font_holds_is_left_off_and_never_left_to_chance() {
        let cases = [
            ("Ngọc Huế", "Ngoc Hue"),
            ("Lee 🙂 ok", "Lee  ok"),
            ("\u{2068}שרה\u{2069}", "???"),
            ("a\u{a0}b\nc", "a b\nc"),
            ("김\u{1112}\u{1161}\u{11ab}", "김한"),
            ("ﬁne", "fine"),
        ];
        for (text, printed) in cases {
            assert_eq!(printable(text), printed);
        }
    }

    #[test]
    fn letters_are_coded_as_their_font_wants() {
        assert_eq!(code('A'), [0x41]);
        assert_eq!(code('·'), [0xb7]);
        assert_eq!(code('…'), [0x85]);
        assert_eq!(code('王'), [0x73, 0x8b]);
        assert_eq!(width("A王 i"), 667 + 1_000 + 278 + 222);
    }
}
