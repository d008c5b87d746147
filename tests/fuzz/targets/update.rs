//! An answer to `getUpdates`, of any bytes: its updates, a glance at each, and what somebody did.
#![no_main]

use kartoteka::telegram::routes::Routes;
use kartoteka::telegram::{Me, glance, wire};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ROUTES: LazyLock<Routes> =
    LazyLock::new(|| Routes::new(&Me { id: 7_000_001, username: "salon_bot".into() }));

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for update in wire::updates(&text).unwrap_or_default() {
        let _seen = glance(update.get());
        let _routed = ROUTES.route(update.get());
    }
    let _routed = ROUTES.route(&text);
});
