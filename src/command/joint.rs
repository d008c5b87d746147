//! Where the command line meets the chat. Each function is one call once `telegram` and the verbs of staff are joined;
//! until then they do what can be done without them.

use super::Failure;
use super::staff::Invited;
use crate::archive::Archive;
use crate::clock::Clock;
use crate::settings::Settings;
use chrono::{DateTime, Utc};
use std::future::Future;

/// The bot as Telegram knows it.
pub struct Bot {
    username: String,
}

impl Bot {
    /// The link that hands `code` to the bot.
    pub fn link(&self, code: &str) -> String {
        format!("https://t.me/{}?start={code}", self.username)
    }
}

/// Connects to the Bot API and asks who the bot is.
///
/// # Errors
/// If the token is refused or nobody answers.
pub async fn meet(settings: &Settings) -> Result<Bot, Failure> {
    let _token = settings.needed_token()?;
    Ok(Bot { username: "bot".into() })
}

/// Makes the first branch at the first start. Returns the owner's one-time code until an owner has come.
///
/// # Errors
/// As the archive's.
pub async fn first_start(
    _archive: &Archive,
    _settings: &Settings,
    _now: DateTime<Utc>,
) -> Result<Option<String>, Failure> {
    Ok(None)
}

/// Serves the chat until `stop`.
///
/// # Errors
/// What ended it.
pub async fn serve(
    _bot: Bot,
    _archive: Archive,
    _settings: &Settings,
    _clock: Clock,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), Failure> {
    stop.await;
    Ok(())
}

/// Writes an invitation and returns its one-time code.
///
/// # Errors
/// If there is no such branch or the role cannot be invited.
pub async fn invite(
    _archive: &Archive,
    _invited: &Invited,
    _now: DateTime<Utc>,
) -> Result<String, Failure> {
    Err(Failure::Failed("Invitations are not joined to the command line yet.".into()))
}
