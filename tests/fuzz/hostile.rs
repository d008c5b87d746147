//! Words that were not meant well: what runs backwards, hides, joins, is drawn as nothing, or looks like markup.

use crate::rig::Random;

/// Letters and words of people who mean well.
const PLAIN: &[&str] =
    &["Mina", "Test", "王小美", "김미나", "139 0013 8000", "A-0001", "12.03.2026", "latex!", "x"];
/// What some program between here and a phone could take for something other than text.
const MARKUP: &[&str] = &[
    "<b>",
    "</b>",
    "<a href=\"tg://user?id=1\">",
    "*_",
    "__",
    "`",
    "```",
    "[x](http://a.b)",
    "&lt;",
    "&#0;",
    "{ $name }",
    "{ -term }",
    "{\"a\":",
    "%s%n",
    "\\u0000",
    "\\",
    "\"",
    "'; DROP TABLE--",
    "\0",
    "\u{1b}[31m",
    "=1+1",
    "@salon_bot",
    "/start",
    "/start x",
    "(",
    ")Tj",
    "\n/",
    "tg://",
    "%PDF-",
    "]]>",
];
/// What cannot be seen, or turns around what stands beside it.
const HIDDEN: &[&str] = &[
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{202a}",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{feff}",
    "\u{ad}",
    "\u{34f}",
    "\u{61c}",
    "\u{115f}",
    "\u{3164}",
    "\u{ffa0}",
    "\u{2800}",
    "\u{e0041}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{180e}",
    "\u{fff9}",
];
/// What joins with what stands beside it, or takes more than one unit.
const JOINED: &[&str] = &[
    "👩‍👩‍👧",
    "🧑🏽‍🎨",
    "🇰🇷",
    "🇰",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "❤\u{fe0f}",
    "\u{fe0f}",
    "e\u{301}",
    "\u{301}",
    "\u{301}\u{327}\u{338}",
    "가",
    "\u{1100}",
    "\u{1161}",
    "\u{11a8}",
    "न\u{94d}\u{200d}",
    "𝕏",
    "\u{10ffff}",
    "😀",
    "शरा",
    "שרה",
    "عربي",
    "\u{5d0}\u{202e}",
    "ﷺ",
    "𐤀",
    "\u{20e3}",
    "1\u{fe0f}\u{20e3}",
];
/// White space and breaks of every kind.
const BREAKS: &[&str] = &[
    " ", "  ", "\n", "\r\n", "\r", "\t", "\u{b}", "\u{85}", "\u{2028}", "\u{2029}", "\u{a0}",
    "\u{3000}",
];

/// The most pieces of a usual text.
const PIECES_MAX: u64 = 14;
/// One text in so many is long.
const LONG: u64 = 2_000;
/// The bytes of a long text, about.
const LONG_BYTES: usize = 100_000;

/// A text.
pub fn text(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.between(1, PIECES_MAX) {
        text.push_str(piece(random));
    }
    if random.next().is_multiple_of(LONG) {
        let times = LONG_BYTES / text.len().max(1);
        return text.repeat(times);
    }
    text
}

/// A text that a note of several thousand letters may be.
pub fn note(random: &mut Random, pieces: u64) -> String {
    (0..pieces).map(|_| piece(random)).collect()
}

fn piece(random: &mut Random) -> &'static str {
    let pool = random.pick(&[PLAIN, PLAIN, MARKUP, HIDDEN, JOINED, BREAKS]);
    random.pick(pool)
}
