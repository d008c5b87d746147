//! Faults that tests plant: the process kills itself at a named place, or does two steps in a wrong order.
//! Read from `KARTOTEKA_FAULT` by `settings`, and only while the Bot API is on this machine.

use std::fs::File;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

static PLANTED: OnceLock<Planted> = OnceLock::new();

/// The planted faults of this process.
#[derive(Default)]
pub struct Planted {
    /// Abort at the n-th passing of this place.
    abort: Option<(String, AtomicU32)>,
    /// Confirm updates to Telegram before they are on disk: the order that R1 forbids.
    pub confirm_first: bool,
    /// Commit without waiting for the disk: what R12 forbids.
    pub sync_normal: bool,
    /// Panic in the turn of whoever writes this word.
    pub panic_word: Option<String>,
    /// Where the name of each place is written down as it is passed, a line each: what there is to strike.
    passings: Option<File>,
}

/// Plants faults from a list such as `abort=after-commit:3,confirm-first`. Unknown words are an error.
///
/// # Errors
/// The word that is not known.
pub fn plant(list: &str) -> Result<(), String> {
    let mut planted = Planted::default();
    for word in list.split(',').filter(|word| !word.is_empty()) {
        match word.split_once('=') {
            Some(("abort", place)) => {
                let (name, times) = place.split_once(':').ok_or(word)?;
                planted.abort =
                    Some((name.to_owned(), AtomicU32::new(times.parse().map_err(|_| word)?)));
            }
            Some(("panic", word)) => planted.panic_word = Some(word.to_owned()),
            Some(("passings", path)) => {
                let file = File::options().create(true).append(true).open(path);
                planted.passings = Some(file.map_err(|_| word)?);
            }
            None if word == "confirm-first" => planted.confirm_first = true,
            None if word == "sync-normal" => planted.sync_normal = true,
            _ => return Err(word.to_owned()),
        }
    }
    PLANTED.set(planted).map_err(|_| "planted twice".to_owned())
}

/// The planted faults, if any.
pub fn planted() -> Option<&'static Planted> {
    PLANTED.get()
}

/// A place where a planted abort may strike. Without a planted fault this is a load and a branch.
pub fn here(name: &str) {
    let Some(planted) = PLANTED.get() else { return };
    if let Some(mut file) = planted.passings.as_ref() {
        // A test that reads too few names fails by itself.
        let _written = file.write_all(format!("{name}\n").as_bytes());
    }
    let Some((place, left)) = &planted.abort else { return };
    if place == name && left.fetch_sub(1, Ordering::Relaxed) == 1 {
        std::process::abort();
    }
}
