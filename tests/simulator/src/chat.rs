//! A chat and its messages, as the simulator keeps them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    Bot,
    Person(i64),
}

/// What a message carries, by the names of the people's door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Photo,
    Document,
    Contact,
    Sticker,
    Voice,
    Location,
    Service,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Photo => "photo",
            Self::Document => "document",
            Self::Contact => "contact",
            Self::Sticker => "sticker",
            Self::Voice => "voice",
            Self::Location => "location",
            Self::Service => "service",
        }
    }

    /// Whether the words of such a message are a caption rather than a text.
    pub(crate) fn has_caption(self) -> bool {
        matches!(self, Self::Photo | Self::Document | Self::Voice)
    }
}

/// The content of a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) kind: Kind,
    /// The text, or the caption of media.
    pub(crate) words: String,
    /// The entities of `words`, as Bot API objects.
    pub(crate) entities: Vec<Value>,
    /// The other fields of the Bot API's message object, such as `photo` or `contact`.
    pub(crate) fields: Map<String, Value>,
    /// The file to show, by its id.
    pub(crate) file: Option<String>,
}

impl Content {
    pub(crate) fn text(words: String, entities: Vec<Value>) -> Self {
        Self { kind: Kind::Text, words, entities, fields: Map::new(), file: None }
    }

    /// Content with one field of its own, such as `contact`.
    pub(crate) fn with_field(kind: Kind, field: &str, value: Value) -> Self {
        let fields = Map::from_iter([(field.to_owned(), value)]);
        Self { kind, words: String::new(), entities: Vec::new(), fields, file: None }
    }
}

/// A button that a message has or once had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SeenButton {
    pub(crate) label: String,
    pub(crate) data: String,
}

/// One message.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) id: i64,
    pub(crate) author: Author,
    pub(crate) date: i64,
    pub(crate) edited: Option<i64>,
    pub(crate) content: Content,
    /// The inline keyboard, as the Bot API's `InlineKeyboardMarkup`.
    pub(crate) inline: Option<Value>,
    /// A reply keyboard, its removal or a forced reply; such messages can't be edited.
    pub(crate) other_markup: Option<Value>,
    pub(crate) protected: bool,
    pub(crate) silent: bool,
    pub(crate) reply_to: Option<i64>,
    pub(crate) album: Option<String>,
    pub(crate) deleted: bool,
    /// Every callback button shown so far, oldest first.
    pub(crate) seen_buttons: Vec<SeenButton>,
    /// The update that carried it to the bot.
    pub(crate) update_id: Option<i64>,
}

impl Letter {
    /// A plain message; its number comes from [`Chat::add`].
    pub(crate) fn new(author: Author, date: i64, content: Content) -> Self {
        Self {
            id: 0,
            author,
            date,
            edited: None,
            content,
            inline: None,
            other_markup: None,
            protected: false,
            silent: false,
            reply_to: None,
            album: None,
            deleted: false,
            seen_buttons: Vec::new(),
            update_id: None,
        }
    }

    pub(crate) fn by_bot(&self) -> bool {
        self.author == Author::Bot
    }

    /// Replaces the inline keyboard and remembers its buttons.
    pub(crate) fn show_inline(&mut self, inline: Option<Value>) {
        self.inline = inline;
        let buttons = self.buttons().into_iter().flatten().filter_map(|button| {
            let data = button["callback_data"].as_str()?.to_owned();
            Some(SeenButton { label: button["text"].as_str()?.to_owned(), data })
        });
        let buttons: Vec<_> = buttons.collect();
        self.seen_buttons.extend(buttons);
    }

    /// The rows of the inline keyboard.
    pub(crate) fn buttons(&self) -> Vec<Vec<Value>> {
        let Some(inline) = &self.inline else { return Vec::new() };
        let rows = inline["inline_keyboard"].as_array().into_iter().flatten();
        rows.map(|row| row.as_array().cloned().unwrap_or_default()).collect()
    }
}

/// Private or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// With the one person whose id the chat has.
    Private,
    /// A group; `bot` says whether the bot is in it.
    Group { title: String, members: Vec<i64>, bot: Membership },
}

/// The bot's place in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Membership {
    Outside,
    Member,
    Left,
}

/// One chat of the bot.
pub(crate) struct Chat {
    pub(crate) id: i64,
    pub(crate) room: Room,
    pub(crate) letters: BTreeMap<i64, Letter>,
    /// The reply keyboard in view, as the Bot API's object.
    pub(crate) keyboard: Option<Value>,
    /// "typing…" is shown until then, in unix seconds.
    pub(crate) typing_until: i64,
    /// The person blocks the bot.
    pub(crate) blocked: bool,
    /// The person has started the bot, so it may write.
    pub(crate) started: bool,
    pub(crate) pinned: Option<i64>,
    /// Messages of the bot up to this number have been seen.
    pub(crate) read_up_to: i64,
    last_id: i64,
}

impl Chat {
    /// An empty chat whose first message gets this number.
    pub(crate) fn new(id: i64, room: Room, first_message_id: i64) -> Self {
        Self {
            id,
            room,
            letters: BTreeMap::new(),
            keyboard: None,
            typing_until: 0,
            blocked: false,
            started: false,
            pinned: None,
            read_up_to: 0,
            last_id: first_message_id - 1,
        }
    }

    pub(crate) fn is_private(&self) -> bool {
        self.room == Room::Private
    }

    /// A message that is still there.
    pub(crate) fn letter(&self, id: i64) -> Option<&Letter> {
        self.letters.get(&id).filter(|letter| !letter.deleted)
    }

    /// A message that is still there, to change.
    pub(crate) fn letter_mut(&mut self, id: i64) -> Option<&mut Letter> {
        self.letters.get_mut(&id).filter(|letter| !letter.deleted)
    }

    /// The messages that are still there, oldest first.
    pub(crate) fn visible(&self) -> impl DoubleEndedIterator<Item = &Letter> {
        self.letters.values().filter(|letter| !letter.deleted)
    }

    /// Takes a message in and returns its number. Numbers count per chat, so that a bot which
    /// takes them for unique over all chats is found out.
    pub(crate) fn add(&mut self, mut letter: Letter) -> i64 {
        self.last_id += 1;
        letter.id = self.last_id;
        self.letters.insert(letter.id, letter);
        self.last_id
    }

    /// How many messages of the bot have not been seen.
    pub(crate) fn unread(&self) -> usize {
        let unread = |letter: &&Letter| letter.by_bot() && letter.id > self.read_up_to;
        self.visible().filter(unread).count()
    }
}
