//! Bot API objects made from the world: users, chats, messages.

use serde_json::{Map, Value, json};

use crate::{
    chat::{Author, Chat, Kind, Letter, Room},
    view::Person,
    world::{BotProfile, World},
};

/// Group ids below this belong to supergroups.
const SUPERGROUP_BELOW: i64 = -1_000_000_000_000;

/// Whether a chat with this id is a supergroup rather than a basic group.
pub(crate) fn is_supergroup(chat: i64) -> bool {
    chat < SUPERGROUP_BELOW
}

/// A person as `User`.
pub(crate) fn user(person: &Person) -> Value {
    let mut user = json!({"id": person.id, "is_bot": false, "first_name": person.name});
    if let Some(username) = &person.username {
        user["username"] = json!(username);
    }
    if let Some(language_code) = &person.language_code {
        user["language_code"] = json!(language_code);
    }
    user
}

/// The bot as `User`, as other objects carry it.
pub(crate) fn bot(bot: &BotProfile) -> Value {
    json!({"id": bot.id, "is_bot": true, "first_name": bot.name, "username": bot.username})
}

/// The bot as only `getMe` shows it: `JsonUser` with `full_bot_info` in the server's source.
pub(crate) fn bot_in_full(profile: &BotProfile) -> Value {
    let mut me = bot(profile);
    for (field, value) in [
        ("can_join_groups", true),
        ("can_read_all_group_messages", false),
        ("supports_inline_queries", false),
        ("supports_guest_queries", false),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
        ("has_topics_enabled", false),
        ("allows_users_to_create_topics", false),
        ("can_manage_bots", false),
    ] {
        me[field] = json!(value);
    }
    me
}

/// A chat as `Chat`.
pub(crate) fn chat(world: &World, chat: &Chat) -> Value {
    match &chat.room {
        Room::Private => {
            let person = &world.people[&chat.id];
            let mut object = json!({"id": chat.id, "first_name": person.name, "type": "private"});
            if let Some(username) = &person.username {
                object["username"] = json!(username);
            }
            object
        }
        Room::Group { title, .. } if is_supergroup(chat.id) => {
            json!({"id": chat.id, "title": title, "type": "supergroup"})
        }
        Room::Group { title, .. } => {
            json!({"id": chat.id, "title": title, "type": "group"})
        }
    }
}

/// A message as `Message`, with the message it replies to.
pub(crate) fn message(world: &World, chat: &Chat, letter: &Letter) -> Value {
    let mut object = message_alone(world, chat, letter);
    if let Some(replied) = letter.reply_to.and_then(|id| chat.letter(id)) {
        object.insert(
            "reply_to_message".to_owned(),
            Value::Object(message_alone(world, chat, replied)),
        );
    }
    Value::Object(object)
}

/// What the bot gets of a message that is gone: "The message is inaccessible or deleted",
/// `date` "Always 0" (Bot API, `InaccessibleMessage`).
pub(crate) fn inaccessible_message(world: &World, in_chat: &Chat, id: i64) -> Value {
    json!({"message_id": id, "chat": chat(world, in_chat), "date": 0})
}

fn message_alone(world: &World, in_chat: &Chat, letter: &Letter) -> Map<String, Value> {
    let from = match letter.author {
        Author::Bot => bot(&world.bot),
        Author::Person(id) => user(&world.people[&id]),
    };
    let mut object = Map::new();
    let mut set = |field: &str, value: Value| object.insert(field.to_owned(), value);
    set("message_id", json!(letter.id));
    set("from", from);
    set("chat", chat(world, in_chat));
    set("date", json!(letter.date));
    if let Some(edited) = letter.edited {
        set("edit_date", json!(edited));
    }
    if let Some(album) = &letter.album {
        set("media_group_id", json!(album));
    }
    if letter.protected {
        set("has_protected_content", json!(true));
    }
    let (words, entities) = match letter.content.kind {
        Kind::Text => ("text", "entities"),
        _ => ("caption", "caption_entities"),
    };
    if !letter.content.words.is_empty() && letter.content.kind != Kind::Service {
        set(words, json!(letter.content.words));
    }
    if !letter.content.entities.is_empty() {
        set(entities, json!(letter.content.entities));
    }
    for (field, value) in &letter.content.fields {
        set(field, value.clone());
    }
    if let Some(inline) = &letter.inline {
        set("reply_markup", inline.clone());
    }
    object
}
