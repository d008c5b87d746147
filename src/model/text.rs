//! What a person typed, freed of characters that cannot be seen and of length without end; and bytes as digits.

use unicode_segmentation::UnicodeSegmentation;

/// The longest one-line answer that is kept, in graphemes: what a reader counts as letters.
pub const LINE_GRAPHEMES_MAX: usize = 200;
/// The longest text of several lines that is kept, in graphemes.
pub const LINES_GRAPHEMES_MAX: usize = 2_000;
/// The most lines of a text that are kept; later lines are dropped.
pub const LINES_MAX: usize = 60;
/// Code points allowed per grapheme on average, so that a letter under a thousand accents does not
/// escape the cap.
const CHARS_PER_GRAPHEME: usize = 4;
const HEX: &[u8; 16] = b"0123456789abcdef";

/// Returns bytes as hexadecimal digits, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(HEX[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

/// Returns one line of visible text: controls, bidirectional controls and zero-width characters
/// are gone, each run of white space (line breaks too) is one space, the ends are trimmed, and at
/// most [`LINE_GRAPHEMES_MAX`] graphemes remain. Cleaning twice changes nothing.
pub fn clean(text: &str) -> String {
    let mut line = String::new();
    push_line(&mut line, text, LINE_GRAPHEMES_MAX * CHARS_PER_GRAPHEME);
    cap(&line, LINE_GRAPHEMES_MAX).to_owned()
}

/// Returns text whose lines are each clean as by [`clean`]. Any kind of line break becomes `\n`,
/// several empty lines become one, and at most [`LINES_MAX`] lines and [`LINES_GRAPHEMES_MAX`]
/// graphemes remain. Cleaning twice changes nothing.
pub fn clean_lines(text: &str) -> String {
    let chars_max = LINES_GRAPHEMES_MAX * CHARS_PER_GRAPHEME;
    let mut kept = String::new();
    let mut lines = 0;
    let mut gap = false;
    for part in text.replace("\r\n", "\n").split(is_line_break) {
        let mut line = String::new();
        push_line(&mut line, part, chars_max);
        if line.is_empty() {
            gap = lines > 0;
            continue;
        }
        let breaks = usize::from(lines > 0) + usize::from(gap);
        if lines + breaks.max(1) > LINES_MAX || kept.chars().count() > chars_max {
            break;
        }
        kept.extend(std::iter::repeat_n('\n', breaks));
        kept.push_str(&line);
        lines += breaks.max(1);
        gap = false;
    }
    cap(&kept, LINES_GRAPHEMES_MAX).to_owned()
}

/// The length of a text as its reader counts it, in graphemes.
pub fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Returns whether a character takes part in a text without being seen in it: format and control
/// characters, and letters that are drawn as nothing. Variation selectors are not among them,
/// since they choose how a visible character looks.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}'
            // Fillers are Hangul letters without ink: the usual way to a blank name.
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Appends one cleaned line, at most `chars_max` code points of it.
fn push_line(line: &mut String, text: &str, chars_max: usize) {
    let mut space = false;
    let mut chars = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            space = chars > 0;
        } else if !is_invisible(c) {
            chars += 1 + usize::from(space);
            if chars > chars_max {
                return;
            }
            if space {
                line.push(' ');
            }
            line.push(c);
            space = false;
        }
    }
}

/// Returns the longest beginning within the cap that does not cut a grapheme, trimmed.
fn cap(text: &str, graphemes_max: usize) -> &str {
    let chars_max = graphemes_max * CHARS_PER_GRAPHEME;
    let mut chars = 0;
    let mut end = 0;
    for grapheme in text.graphemes(true).take(graphemes_max) {
        chars += grapheme.chars().count();
        if chars > chars_max {
            break;
        }
        end += grapheme.len();
    }
    text[..end].trim_end()
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_of_bytes() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa5, 0xff]), "000fa5ff");
    }

    #[test]
    fn one_line() {
        for (typed, kept) in [
            ("", ""),
            ("  Min   Lee \t", "Min Lee"),
            ("Min\nLee", "Min Lee"),
            ("a\u{0}b\u{7}c\u{1b}d\u{9d}e", "abcde"),
            ("\u{202e}eeL\u{202c} niM\u{2066}", "eeL niM"),
            ("王\u{200b}小\u{feff}明", "王小明"),
            ("\u{3164}\u{115f}", ""),
            ("김\u{3000}민수", "김 민수"),
            ("a\u{85}b\u{2028}c", "a b c"),
            ("❤\u{fe0f} ok", "❤\u{fe0f} ok"),
            ("a \u{200b} b", "a b"),
        ] {
            assert_eq!(clean(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn several_lines() {
        for (typed, kept) in [
            ("", ""),
            ("\n\n", ""),
            (" a \r\n b\rc", "a\nb\nc"),
            ("a\nb", "a\nb"),
            ("a\n\n\n\nb\n", "a\n\nb"),
            ("\n\u{200b}\na", "a"),
            ("a\u{2029}b", "a\nb"),
        ] {
            assert_eq!(clean_lines(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn caps_hold() {
        let accents = format!("e{}", "\u{301}".repeat(100_000));
        for text in ["王".repeat(100_000), "a ".repeat(50_000), accents, "x\n".repeat(50_000)] {
            assert!(clean(&text).graphemes(true).count() <= LINE_GRAPHEMES_MAX);
            assert!(clean(&text).chars().count() <= LINE_GRAPHEMES_MAX * CHARS_PER_GRAPHEME);
            assert!(clean_lines(&text).split('\n').count() <= LINES_MAX);
            assert!(clean_lines(&text).graphemes(true).count() <= LINES_GRAPHEMES_MAX);
        }
        assert_eq!(clean(&"王".repeat(201)), "王".repeat(LINE_GRAPHEMES_MAX));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "(?s).{0,400}") {
            prop_assert_eq!(clean(&clean(&text)), clean(&text));
            prop_assert_eq!(clean_lines(&clean_lines(&text)), clean_lines(&text));
        }

        #[test]
        fn cleaning_twice_changes_nothing_when_hostile(
            text in "[a \n\r\t\u{301}\u{200b}\u{202e}\u{3164}\u{1F1E6}\u{1F1E7}가\u{1100}\u{1161}]{0,900}"
        ) {
            prop_assert_eq!(clean(&clean(&text)), clean(&text));
            prop_assert_eq!(clean_lines(&clean_lines(&text)), clean_lines(&text));
            prop_assert!(!clean(&text).contains(|c: char| is_invisible(c)));
            prop_assert!(!clean_lines(&text).contains(|c: char| c != '\n' && is_invisible(c)));
        }
    }
}
