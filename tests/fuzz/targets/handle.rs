//! The data of a button, as a client of Telegram sends it: only what was given to this chat is a handle.
#![no_main]

use kartoteka::turn::handle::HandleKey;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let key = HandleKey::new([7; 32]);
    if let Some(handle) = key.read(42, data) {
        assert_eq!(key.write(42, handle), data);
    }
});
