//! What arrives: an update of Telegram, reduced to who did what. Made by `telegram/routes`, taken by `turn::take`.

use crate::dialogue::Input;
use chrono::{DateTime, Duration, Utc};

/// A press counts for so long; Telegram delivers none that is older (telegram.md).
pub const PRESS_LIFE: Duration = Duration::seconds(150);
/// A message counts for so long; Telegram delivers none that is older.
pub const MESSAGE_LIFE: Duration = Duration::hours(24);

/// The key of an update in the inbox (R1: ids may restart lower after a week of silence).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UpdateKey {
    /// The bot.
    pub bot: i64,
    /// How often the ids have begun again.
    pub epoch: i32,
    /// Telegram's id.
    pub update: i64,
}

/// One update, ready for its turn.
#[derive(Clone)]
pub struct Arrival {
    /// Which update.
    pub key: UpdateKey,
    /// Who.
    pub from: Sender,
    /// What.
    pub came: Came,
    /// The message that it came with, where it came with one.
    pub message: Option<i32>,
    /// When the bot received it.
    pub at: DateTime<Utc>,
}

impl Arrival {
    /// Whether it waited too long for its turn, over a stop: its person was told that it did not count (K16).
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        match self.came {
            Came::Press { .. } => now - self.at > PRESS_LIFE,
            Came::Start(_) | Came::Command(_) | Came::Told(_) | Came::Edited(_) => {
                now - self.at > MESSAGE_LIFE
            }
            Came::Group { .. } | Came::Blocked | Came::Unblocked | Came::Nothing => false,
        }
    }
}

/// The Telegram account that acted.
#[derive(Clone)]
pub struct Sender {
    /// The account's id. In a private chat it is the chat's id too.
    pub id: i64,
    /// First and last name, as the account has them, cleaned.
    pub name: String,
    /// The language of the account.
    pub lang: Option<String>,
}

/// What somebody did.
#[derive(Clone)]
pub enum Came {
    /// `/start`, perhaps with the code of a link.
    Start(Option<String>),
    /// Another command.
    Command(Command),
    /// Something said in the chat, as the conversation takes it: words, cleaned, a contact, a photo, or what none takes.
    /// Never a press: its button is still to be looked up.
    Told(Input),
    /// What was said in a message before has other words now, cleaned.
    Edited(String),
    /// A pressed button.
    Press {
        /// The callback query, to be answered.
        query: String,
        /// The message the button stands under, unless Telegram does not say.
        message: Option<i32>,
        /// The button's handle, as the person's client sent it.
        data: String,
    },
    /// Something in a group or channel: the bot works in private chats only (T10).
    Group {
        /// The chat.
        chat: i64,
        /// The bot was added just now, or somebody addresses it there.
        added: bool,
        /// The callback query, if a button was pressed there.
        query: Option<String>,
    },
    /// The person blocked the bot.
    Blocked,
    /// The person unblocked the bot.
    Unblocked,
    /// Nothing that anybody needs.
    Nothing,
}

/// A command other than `/start`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `/new`: a new card.
    New,
    /// `/find`: search.
    Find,
    /// `/undo`: take the last act back.
    Undo,
    /// `/cancel`: drop what we are doing.
    Cancel,
    /// `/clear`: take away what is shown in the chat.
    Clear,
    /// `/settings`.
    Settings,
    /// `/help`.
    Help,
    /// `/privacy`.
    Privacy,
    /// `/incident`: not listed, since it is for a bad day.
    Incident,
    /// Any other word with a slash.
    Unknown,
}
