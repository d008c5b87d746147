//! Changing and deleting what was sent.

use serde_json::{Value, json};

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        files,
        params::Params,
        writable_chat,
    },
    chat::{Content, Kind, Letter},
    check,
    events::EventKind,
    objects,
    world::World,
};

/// "A message can only be deleted if it was sent less than 48 hours ago" (Bot API,
/// `deleteMessage`).
const DELETE_AGE_MAX_S: i64 = 48 * 60 * 60;
/// "A JSON-serialized list of 1-100 identifiers of messages to delete" (`deleteMessages`).
const DELETE_MAX: usize = 100;

pub(crate) fn edit_text(world: &mut World, params: &Params) -> Answer {
    let (text, entities) = check::text(params, "MESSAGE_TOO_LONG")?;
    edit(world, params, |_, letter| match letter.content.kind {
        Kind::Text => Ok(Content::text(text, entities)),
        _ => Err(bad_request("there is no text in the message to edit")),
    })
}

pub(crate) fn edit_caption(world: &mut World, params: &Params) -> Answer {
    let text = params.text("caption").unwrap_or_default();
    let (words, entities) = check::caption(&text, params.json("caption_entities"))?;
    edit(world, params, |_, letter| match letter.content.kind.has_caption() {
        true => Ok(Content { words, entities, ..letter.content.clone() }),
        false => Err(bad_request("there is no caption in the message to edit")),
    })
}

/// "Use this method to edit animation, audio, document, live photo, photo, or video messages, or
/// to replace a text or a rich message with a media." (Bot API, `editMessageMedia`)
pub(crate) fn edit_media(world: &mut World, params: &Params) -> Answer {
    let media =
        params.json("media").ok_or_else(|| bad_request("Parameter \"media\" is required"))?;
    edit(world, params, |world, letter| {
        let content = files::media(world, params, media)?;
        if letter.album.is_some() && content.kind != letter.content.kind {
            return Err(bad_request("can't change media type in the album"));
        }
        Ok(content)
    })
}

pub(crate) fn edit_markup(world: &mut World, params: &Params) -> Answer {
    edit(world, params, |_, letter| Ok(letter.content.clone()))
}

/// Replaces the content and the inline keyboard of one of the bot's own messages. An edit without
/// `reply_markup` takes the keyboard away.
fn edit(
    world: &mut World,
    params: &Params,
    content: impl FnOnce(&mut World, &Letter) -> Result<Content, Refusal>,
) -> Answer {
    let inline = check::inline_markup(params)?;
    let chat = writable_chat(world, params)?;
    let id = params.number("message_id").unwrap_or_default();
    let letter = world.chats[&chat].letter(id).cloned();
    let letter = letter.ok_or_else(|| bad_request("message to edit not found"))?;
    // The server lets a bot edit its own messages for ever, but none with a reply keyboard.
    if !letter.by_bot() || letter.other_markup.is_some() {
        return Err(bad_request("message can't be edited"));
    }
    let content = content(world, &letter)?;
    if content == letter.content && inline == letter.inline {
        return Err(bad_request(
            "message is not modified: specified new message content and reply markup are exactly \
             the same as a current content and reply markup of the message",
        ));
    }
    world.pace.step(chat).map_err(Refusal::too_many)?;
    let unix = world.clock.unix();
    let in_chat = world.chats.get_mut(&chat).expect("the chat was checked");
    let letter = in_chat.letter_mut(id).expect("the message was found");
    letter.content = content;
    letter.edited = Some(unix);
    letter.show_inline(inline);
    world.tell(EventKind::Edit, chat, id, true);
    let in_chat = &world.chats[&chat];
    Ok(objects::message(world, in_chat, &in_chat.letters[&id]))
}

pub(crate) fn delete_message(world: &mut World, params: &Params) -> Answer {
    if params.text("chat_id").is_none() {
        return Err(bad_request("chat identifier is not specified"));
    }
    let id = params.number("message_id").unwrap_or_default();
    if id <= 0 {
        return Err(bad_request("message identifier is not specified"));
    }
    let chat = writable_chat(world, params)?;
    let letter = world.chats[&chat].letter(id);
    let letter = letter.ok_or_else(|| bad_request("message to delete not found"))?;
    check_deletable(world, chat, letter)?;
    delete(world, chat, id);
    Ok(json!(true))
}

/// "If some of the specified messages can't be found, they are skipped." (`deleteMessages`)
pub(crate) fn delete_messages(world: &mut World, params: &Params) -> Answer {
    let list = match params.json("message_ids") {
        Some(Value::Array(list)) if !list.is_empty() => list,
        Some(Value::Array(_)) | None => {
            return Err(bad_request("message identifiers are not specified"));
        }
        Some(_) => return Err(bad_request("expected an Array of message identifiers")),
    };
    if list.len() > DELETE_MAX {
        return Err(bad_request("too many message identifiers specified"));
    }
    let number = |id: &Value| match id.as_i64() {
        None => Err(bad_request("message identifier must be a Number")),
        Some(id) if id <= 0 => Err(bad_request("invalid message identifier specified")),
        Some(id) => Ok(id),
    };
    let ids = list.iter().map(number).collect::<Result<Vec<_>, _>>()?;
    let chat = writable_chat(world, params)?;
    let found = ids.iter().filter_map(|&id| world.chats[&chat].letter(id));
    for letter in found.clone() {
        check_deletable(world, chat, letter)?;
    }
    let found: Vec<_> = found.map(|letter| letter.id).collect();
    for id in found {
        delete(world, chat, id);
    }
    Ok(json!(true))
}

/// A bot may delete its own messages, and in private chats also the person's, while they are young.
fn check_deletable(world: &World, chat: i64, letter: &Letter) -> Result<(), Refusal> {
    if !letter.by_bot() && !world.chats[&chat].is_private() {
        return Err(bad_request("message can't be deleted"));
    }
    if world.clock.unix() - letter.date >= DELETE_AGE_MAX_S {
        return Err(bad_request("message can't be deleted for everyone"));
    }
    Ok(())
}

fn delete(world: &mut World, chat: i64, id: i64) {
    let in_chat = world.chats.get_mut(&chat).expect("the chat was checked");
    in_chat.letter_mut(id).expect("the message was found").deleted = true;
    if in_chat.pinned == Some(id) {
        in_chat.pinned = None;
    }
    world.tell(EventKind::Delete, chat, id, true);
}
