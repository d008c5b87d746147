//! People, chats and messages as people see them: the objects of the people's door.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    chat::{Author, Chat, Kind, Letter},
    world::World,
};

/// A person with a phone. All people of a simulator are invented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The user's id, which is also the id of the private chat.
    pub id: i64,
    /// The shown name.
    pub name: String,
    /// Without `@`.
    #[serde(default)]
    pub username: Option<String>,
    /// The phone's language, such as `zh`.
    #[serde(default)]
    pub language_code: Option<String>,
    /// A free line that the page shows under the name.
    #[serde(default)]
    pub caption: String,
    /// Whether the phone is shown as online.
    #[serde(default = "yes")]
    pub online: bool,
}

fn yes() -> bool {
    true
}

/// A message as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// The message's number in its chat.
    pub message_id: i64,
    /// Written by a person, not by the bot.
    pub out: bool,
    /// Unix seconds of the simulator's clock.
    pub date: i64,
    /// When it was last edited.
    pub edited: Option<i64>,
    /// `text`, `photo`, `document`, `contact`, `sticker`, `voice`, `location` or `service`.
    pub kind: String,
    /// The text; for kinds without words a short description.
    pub text: String,
    /// The entities of the text or caption, as the Bot API's objects.
    pub entities: Vec<Value>,
    /// The caption of media.
    pub caption: String,
    /// Where the people's door serves its file.
    pub file: Option<String>,
    /// The name of a document.
    pub file_name: Option<String>,
    /// The rows of inline buttons.
    pub buttons: Vec<Vec<Button>>,
    /// May be neither forwarded nor saved.
    pub protected: bool,
    /// Sent without a sound.
    pub silent: bool,
    /// Seen by the other side.
    pub read: bool,
    /// The message it replies to.
    pub reply_to: Option<i64>,
    /// The id of the person who wrote it.
    pub by: Option<i64>,
    /// Messages with the same album are shown together.
    pub album: Option<String>,
    /// The labels of the reply keyboard that came with it.
    #[serde(skip)]
    pub keyboard: Option<Vec<Vec<String>>>,
}

impl Message {
    /// Its words: the text, or the caption of media.
    pub fn words(&self) -> &str {
        if self.caption.is_empty() { &self.text } else { &self.caption }
    }

    /// The labels of its buttons, row by row, in one list.
    pub fn labels(&self) -> Vec<&str> {
        self.buttons.iter().flatten().map(|button| button.text.as_str()).collect()
    }
}

/// An inline button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// Its label.
    pub text: String,
    /// `callback`, `url`, `copy` or `other`.
    pub kind: String,
    /// Where a `url` button leads.
    pub url: Option<String>,
    /// What a `copy` button copies.
    pub copy: Option<String>,
    /// `danger`, `success` or `primary`.
    pub style: Option<String>,
    /// What a `callback` button sends; not shown to people.
    #[serde(skip)]
    pub data: Option<String>,
}

/// A message as the reader of `chat` sees it.
pub(crate) fn message(world: &World, chat: &Chat, letter: &Letter) -> Message {
    let content = &letter.content;
    let is_caption = content.kind.has_caption();
    let words = |wanted: bool| if wanted { content.words.clone() } else { String::new() };
    let read = match letter.author {
        Author::Bot => letter.id <= chat.read_up_to,
        Author::Person(_) => letter.update_id.is_some_and(|id| world.queue.is_confirmed(id)),
    };
    Message {
        message_id: letter.id,
        out: !letter.by_bot(),
        date: letter.date,
        edited: letter.edited,
        kind: content.kind.name().to_owned(),
        text: match content.kind {
            Kind::Contact | Kind::Location | Kind::Sticker | Kind::Service => describe(letter),
            _ => words(!is_caption),
        },
        entities: content.entities.clone(),
        caption: words(is_caption),
        file: content.file.as_ref().map(|file| format!("/people/{}/file/{file}", chat.id)),
        file_name: content
            .fields
            .get("document")
            .and_then(|document| text_of(&document["file_name"])),
        buttons: letter.buttons().iter().map(|row| row.iter().map(button).collect()).collect(),
        protected: letter.protected,
        silent: letter.silent,
        read,
        reply_to: letter.reply_to,
        by: match letter.author {
            Author::Bot => None,
            Author::Person(id) => Some(id),
        },
        album: letter.album.clone(),
        keyboard: letter.other_markup.as_ref().and_then(keyboard_labels),
    }
}

fn keyboard_labels(markup: &Value) -> Option<Vec<Vec<String>>> {
    let label = |button: &Value| button_label(button).to_owned();
    let row = |row: &Value| row.as_array().into_iter().flatten().map(label).collect();
    Some(markup["keyboard"].as_array()?.iter().map(row).collect())
}

/// The label of a reply keyboard's button, which may be a plain string.
pub(crate) fn button_label(button: &Value) -> &str {
    button.as_str().or_else(|| button["text"].as_str()).unwrap_or_default()
}

fn describe(letter: &Letter) -> String {
    let content = &letter.content;
    let field = |object: &str, name: &str| {
        content.fields.get(object).map(|value| match &value[name] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    };
    let pair = |object: &str, first: &str, second: &str| {
        Some(format!("{}, {}", field(object, first)?, field(object, second)?))
    };
    match content.kind {
        Kind::Contact => pair("contact", "first_name", "phone_number"),
        Kind::Location => pair("location", "latitude", "longitude"),
        Kind::Sticker => field("sticker", "emoji"),
        Kind::Service => Some("The bot was added to the group.".to_owned()),
        Kind::Text | Kind::Photo | Kind::Document | Kind::Voice => None,
    }
    .unwrap_or_default()
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn button(button: &Value) -> Button {
    let text = |name: &str| text_of(&button[name]);
    let kind = match button {
        _ if button["callback_data"].is_string() => "callback",
        _ if button["url"].is_string() => "url",
        _ if button["copy_text"].is_object() => "copy",
        _ => "other",
    };
    Button {
        text: text("text").unwrap_or_default(),
        kind: kind.to_owned(),
        url: text("url"),
        copy: text_of(&button["copy_text"]["text"]),
        style: text("style"),
        data: text("callback_data"),
    }
}
