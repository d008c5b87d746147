//! Words that somebody typed: cleaned, and cut to any length.
#![no_main]

use kartoteka::locale::fit::{Rich, fit};
use kartoteka::model::text::{clean, clean_lines};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    let cleaned = clean_lines(typed);
    assert_eq!(clean_lines(&cleaned), cleaned);
    assert_eq!(clean(&clean(typed)), clean(typed));
    let units = |text: &str| text.encode_utf16().count();
    let most = typed.len() % 64;
    assert!(units(&fit(Rich { text: cleaned, bold: Vec::new() }, most).text) <= most);
});
