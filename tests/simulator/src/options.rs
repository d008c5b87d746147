//! What a simulator is started with.

use std::{fmt, path::PathBuf, sync::Arc};

use chrono::{DateTime, Utc};

use crate::host::Host;

/// How a [`Simulator`](crate::Simulator) is set up; `Options::default()` suits most tests.
#[derive(Clone)]
pub struct Options {
    /// The bot's token, `<digits>:<anything>`; the digits are the bot's user id.
    pub token: String,
    /// The bot's shown name.
    pub bot_name: String,
    /// The bot's username, without `@`.
    pub bot_username: String,
    /// A file that always holds the clock, for programs outside this process; see
    /// [`Clock`](crate::clock::Clock) for its format. A file that exists is read at the start.
    pub clock_file: Option<PathBuf>,
    /// Starts with a clock that stands still at this moment; wins over `clock_file`.
    pub frozen_at: Option<DateTime<Utc>>,
    /// A file to which every journal entry is appended as one line of JSON.
    pub journal: Option<PathBuf>,
    /// Where to listen; port 0 takes any free port.
    pub bind: String,
    /// How far east of UTC the page shows the time, in seconds; the clock itself knows only UTC.
    pub shown_offset_s: i32,
    /// Buttons and counters of the program around the simulator.
    pub host: Option<Arc<dyn Host>>,
    /// Refuses with 429 what Telegram's rate limits refuse. Off by default.
    pub rate_limits: bool,
    /// The number of the first update. Telegram's "start from a certain positive number".
    pub first_update_id: i64,
    /// The number of the first message of every chat, for a bot that remembers messages of an earlier run.
    pub first_message_id: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            token: "7000001:invented-token-of-the-simulator".to_owned(),
            bot_name: "Sample Bot".to_owned(),
            bot_username: "sample_bot".to_owned(),
            clock_file: None,
            frozen_at: None,
            journal: None,
            bind: "127.0.0.1:0".to_owned(),
            shown_offset_s: 0,
            host: None,
            rate_limits: false,
            first_update_id: 1001,
            first_message_id: 1,
        }
    }
}

impl fmt::Debug for Options {
    /// Leaves the token out.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Options")
            .field("bot_username", &self.bot_username)
            .field("clock_file", &self.clock_file)
            .field("frozen_at", &self.frozen_at)
            .field("journal", &self.journal)
            .field("bind", &self.bind)
            .field("shown_offset_s", &self.shown_offset_s)
            .field("rate_limits", &self.rate_limits)
            .finish_non_exhaustive()
    }
}
