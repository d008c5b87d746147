//! The routes: what somebody did, out of an update of Telegram. The whole dptree is on this page.
//!
//! Private chats only: whatever comes from elsewhere is `Came::Group` (T10).

use super::raw::{self, Raw};
use super::wire::Me;
use crate::dialogue::{Input, Odd};
use crate::model::text::{clean, clean_lines, is_invisible};
use crate::model::visit::PhotoRef;
use crate::turn::arrival::{Came, Command, Sender};
use futures::FutureExt;
use std::ops::ControlFlow;
use std::sync::Arc;
use teloxide::dispatching::{DpHandlerDescription, MessageFilterExt, UpdateFilterExt};
use teloxide::dptree::{self, Handler, deps};
use teloxide::types::{
    CallbackQuery, ChatMemberUpdated, Contact, Message, MessageKind, PhotoSize, Update, UpdateId,
    UpdateKind, User,
};

/// The longest text that is taken, in characters; Telegram's own limit is 4,096 UTF-16 units.
const TEXT_CHARS_MAX: usize = 4_000;
/// The longest code of a link; Telegram's own limit.
const CODE_CHARS_MAX: usize = 64;

/// The commands, as people write them.
const COMMANDS: &[(&str, Command)] = &[
    ("new", Command::New),
    ("find", Command::Find),
    ("undo", Command::Undo),
    ("cancel", Command::Cancel),
    ("clear", Command::Clear),
    ("settings", Command::Settings),
    ("help", Command::Help),
    ("privacy", Command::Privacy),
    ("incident", Command::Incident),
];

/// What an update comes to.
#[derive(Clone)]
pub struct Routed {
    /// Who acted, unless nobody did.
    pub from: Option<Sender>,
    /// What they did.
    pub came: Came,
    /// The message that it came with, where it came with one.
    pub message: Option<i32>,
    /// The update's kind, for the log.
    pub kind: &'static str,
}

impl Routed {
    /// An update that nobody is behind.
    pub(super) fn of_nobody(kind: &'static str) -> Self {
        Self { from: None, came: Came::Nothing, message: None, kind }
    }
}

/// The bot's user name, as handlers ask for it.
#[derive(Clone)]
pub struct Username(pub Arc<str>);

type Tree = Handler<'static, Routed, DpHandlerDescription>;

/// The tree, ready to route.
pub struct Routes {
    tree: Tree,
    username: Username,
}

fn tree() -> Tree {
    let messages = Update::filter_message()
        .branch(dptree::filter(is_elsewhere).endpoint(group_message))
        .branch(Message::filter_text().endpoint(words))
        .branch(Message::filter_contact().endpoint(contact))
        .branch(Message::filter_photo().endpoint(photo))
        .branch(dptree::filter_map(odd).endpoint(odd_message))
        .branch(dptree::filter(is_not_understood).endpoint(raw::message))
        .endpoint(service_message);
    let edits = Update::filter_edited_message()
        .branch(dptree::filter(is_elsewhere).endpoint(group_message))
        .endpoint(edited_message);
    dptree::entry()
        .branch(messages)
        .branch(edits)
        .branch(Update::filter_callback_query().endpoint(press))
        .branch(Update::filter_my_chat_member().endpoint(membership))
        .endpoint(raw::update)
}

impl Routes {
    /// The routes of a bot.
    pub fn new(me: &Me) -> Self {
        Self { tree: tree(), username: Username(me.username.as_str().into()) }
    }

    /// Reads an update's JSON. What cannot be read is `Came::Nothing` without a sender.
    pub fn route(&self, body: &str) -> Routed {
        if raw::is_monstrous(body) {
            return Routed::of_nobody("monstrous");
        }
        // Only `from_str` will do: teloxide cannot read an update out of a `Value` (stack.md, 1.11).
        let update = serde_json::from_str(body).unwrap_or_else(|_| unread());
        let raw = Raw(body.into());
        let routing = self.tree.dispatch(deps![update, raw, self.username.clone()]);
        match routing.now_or_never() {
            Some(ControlFlow::Break(routed)) => routed,
            Some(ControlFlow::Continue(_)) | None => {
                unreachable!("every branch ends at once, and the last takes everything")
            }
        }
    }
}

fn unread() -> Update {
    Update { id: UpdateId(0), kind: UpdateKind::Error(serde_json::Value::Null) }
}

fn is_elsewhere(message: Message) -> bool {
    !message.chat.is_private()
}

async fn group_message(message: Message, username: Username) -> Routed {
    let text = message.text().or(message.caption()).unwrap_or_default();
    // That the bot was added comes as a change of its membership, too: once is enough.
    let added = is_addressed(text, &username);
    let came = Came::Group { chat: message.chat.id.0, added, query: None };
    of_message(&message, came, "group")
}

async fn words(message: Message, text: String, username: Username) -> Routed {
    of_message(&message, text_or_command(&text, &username), "text")
}

async fn contact(message: Message, contact: Contact) -> Routed {
    let name = full_name(&contact.first_name, contact.last_name.as_deref());
    let contact = Input::Contact { phone: clean(&contact.phone_number), name };
    of_message(&message, Came::Told(contact), "contact")
}

async fn photo(message: Message, sizes: Vec<PhotoSize>) -> Routed {
    let largest =
        sizes.into_iter().max_by_key(|size| u64::from(size.width) * u64::from(size.height));
    let Some(largest) = largest else {
        return of_message(&message, Came::Told(Input::Odd(Odd::Other)), "photo");
    };
    // teloxide says `u32::MAX` where Telegram does not say the size.
    let size = (largest.file.size != u32::MAX).then(|| largest.file.size.into());
    let photo = PhotoRef { file_id: largest.file.id.0, unique_id: largest.file.unique_id.0, size };
    let caption = message.caption().map(clean_lines).filter(|words| !words.is_empty());
    of_message(&message, Came::Told(Input::Photo { photo, caption }), "photo")
}

/// What no conversation takes. An animation carries a document too, so the order counts.
fn odd(message: Message) -> Option<Odd> {
    let m = &message;
    let kinds = [
        (m.sticker().is_some(), Odd::Sticker),
        (m.voice().is_some() || m.audio().is_some(), Odd::Voice),
        (m.video().is_some() || m.video_note().is_some() || m.animation().is_some(), Odd::Video),
        (m.document().is_some(), Odd::Document),
        (m.location().is_some() || m.venue().is_some(), Odd::Location),
        (matches!(m.kind, MessageKind::Common(_) | MessageKind::Dice(_)), Odd::Other),
    ];
    kinds.into_iter().find_map(|(is, odd)| is.then_some(odd))
}

async fn odd_message(message: Message, odd: Odd) -> Routed {
    of_message(&message, Came::Told(Input::Odd(odd)), odd.as_str())
}

/// A message whose content, or a part of it, is newer than teloxide.
fn is_not_understood(message: Message) -> bool {
    matches!(message.kind, MessageKind::Empty {})
}

async fn service_message(message: Message) -> Routed {
    of_message(&message, Came::Nothing, "service")
}

async fn edited_message(message: Message, username: Username) -> Routed {
    of_message(&message, edited_words(message.text(), &username), "edited")
}

async fn press(press: CallbackQuery) -> Routed {
    let query = press.id.0;
    let came = match &press.message {
        Some(message) if !message.chat().is_private() => {
            Came::Group { chat: message.chat().id.0, added: false, query: Some(query) }
        }
        message => Came::Press {
            query,
            message: message.as_ref().map(|message| message.id().0),
            data: press.data.unwrap_or_default(),
        },
    };
    Routed { from: Some(sender(&press.from)), came, message: None, kind: "press" }
}

async fn membership(change: ChatMemberUpdated) -> Routed {
    let came = match (change.chat.is_private(), change.new_chat_member.is_present()) {
        (true, true) => Came::Unblocked,
        (true, false) => Came::Blocked,
        (false, true) => Came::Group { chat: change.chat.id.0, added: true, query: None },
        (false, false) => Came::Nothing,
    };
    let from = Some(sender(&change.from));
    Routed { from, came, message: None, kind: "membership" }
}

pub(super) fn of_message(message: &Message, came: Came, kind: &'static str) -> Routed {
    let from = message.from.as_ref().map(sender);
    Routed { from, came, message: Some(message.id.0), kind }
}

fn sender(user: &User) -> Sender {
    Sender {
        // Telegram's ids have at most 52 bits.
        id: i64::try_from(user.id.0).unwrap_or(0),
        name: full_name(&user.first_name, user.last_name.as_deref()),
        lang: user.language_code.clone(),
    }
}

pub(super) fn full_name(first: &str, last: Option<&str>) -> String {
    clean(&format!("{first} {}", last.unwrap_or_default()))
}

fn is_addressed(text: &str, username: &Username) -> bool {
    let mention = format!("@{}", username.0.to_lowercase());
    text.starts_with('/') || text.to_lowercase().contains(&mention)
}

/// A text, as a command or as cleaned words.
pub(super) fn text_or_command(text: &str, username: &Username) -> Came {
    match text.strip_prefix('/') {
        Some(command) => parse_command(command, username),
        None => clean_words(text),
    }
}

/// The words of an edited message; what is no words any more, or was a command, is nothing that a conversation takes.
pub(super) fn edited_words(text: Option<&str>, username: &Username) -> Came {
    match text.map(|text| text_or_command(text, username)) {
        Some(Came::Told(Input::Text(words))) => Came::Edited(words),
        Some(told @ Came::Told(_)) => told,
        _ => Came::Told(Input::Odd(Odd::Edited)),
    }
}

fn parse_command(text: &str, username: &Username) -> Came {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (name, to) = word.split_once('@').unwrap_or((word, &username.0));
    let name = name.to_lowercase();
    if !to.eq_ignore_ascii_case(&username.0) {
        return Came::Command(Command::Unknown);
    }
    if name == "start" {
        return Came::Start(Some(rest.trim()).filter(|code| is_code(code)).map(str::to_owned));
    }
    let listed = COMMANDS.iter().find(|(listed, _)| *listed == name);
    Came::Command(listed.map_or(Command::Unknown, |(_, command)| *command))
}

fn is_code(text: &str) -> bool {
    let of_code = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !text.is_empty() && text.len() <= CODE_CHARS_MAX && text.chars().all(of_code)
}

/// Cleaned words; too long, if cleaning had to leave out anything that can be seen.
fn clean_words(text: &str) -> Came {
    let seen =
        |text: &str| text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).count();
    let cleaned = clean_lines(text);
    if text.chars().count() > TEXT_CHARS_MAX || seen(text) != seen(&cleaned) {
        Came::Told(Input::Odd(Odd::TooLong))
    } else if cleaned.is_empty() {
        Came::Told(Input::Odd(Odd::Other))
    } else {
        Came::Told(Input::Text(cleaned))
    }
}

#[cfg(test)]
mod tests;
