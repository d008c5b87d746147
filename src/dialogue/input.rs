//! What a person does, as far as a conversation is concerned.

use super::screen::Choice;
use crate::model::visit::PhotoRef;

/// What a person did, as far as a conversation is concerned.
#[derive(Clone, PartialEq)]
pub enum Input {
    /// Pressed a button of this conversation's screen.
    Press(Choice),
    /// Wrote something; cleaned, at most `model::text` allows.
    Text(String),
    /// Shared a contact.
    Contact {
        /// As Telegram gives it.
        phone: String,
        /// First and last name.
        name: String,
    },
    /// Sent a photo.
    Photo {
        /// Where Telegram keeps it.
        photo: PhotoRef,
        /// Words under it.
        caption: Option<String>,
    },
    /// Sent something that no conversation takes.
    Odd(Odd),
}

crate::model::words! {
    /// What no conversation takes; each is answered by a sentence that says so.
    Odd ("odd") {
        /// A sticker.
        Sticker = "sticker",
        /// A voice message.
        Voice = "voice",
        /// A file.
        Document = "document",
        /// A video or animation.
        Video = "video",
        /// A place on the map.
        Location = "location",
        /// An edit of an earlier message.
        Edited = "edited",
        /// A text longer than `model::text` allows.
        TooLong = "too_long",
        /// Anything else.
        Other = "other",
    }
}
