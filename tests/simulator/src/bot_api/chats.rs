//! Chats: who may write where, typing, pins, `getChat`, `leaveChat`.

use serde_json::{Value, json};

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request, forbidden},
        params::Params,
        readable_chat, writable_chat,
    },
    chat::{Membership, Room},
    events::EventKind,
    objects, people,
    world::World,
};

/// "The status is set for 5 seconds or less (when a message arrives from your bot, Telegram
/// clients clear its typing status)" (Bot API, `sendChatAction`).
const TYPING_S: i64 = 5;

const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

/// Whether the bot may write to a chat that exists.
pub(crate) fn check_access(world: &World, chat: i64) -> Result<(), Refusal> {
    let chat = &world.chats[&chat];
    match &chat.room {
        Room::Private if !chat.started => {
            Err(forbidden("bot can't initiate conversation with a user"))
        }
        Room::Private if chat.blocked => Err(forbidden("bot was blocked by the user")),
        Room::Private | Room::Group { bot: Membership::Member, .. } => Ok(()),
        Room::Group { .. } if objects::is_supergroup(chat.id) => {
            Err(forbidden("bot is not a member of the supergroup chat"))
        }
        Room::Group { .. } => Err(forbidden("bot is not a member of the group chat")),
    }
}

pub(crate) fn send_chat_action(world: &mut World, params: &Params) -> Answer {
    let action = params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(bad_request("wrong parameter action in request"));
    }
    let chat = writable_chat(world, params)?;
    let until = world.clock.unix() + TYPING_S;
    world.chats.get_mut(&chat).expect("the chat was checked").typing_until = until;
    world.events.push_bare(Some(chat), EventKind::Typing);
    Ok(json!(true))
}

pub(crate) fn pin_chat_message(world: &mut World, params: &Params) -> Answer {
    let chat = writable_chat(world, params)?;
    let id = params.number("message_id").unwrap_or_default();
    let in_chat = world.chats.get_mut(&chat).expect("the chat was checked");
    if in_chat.letter(id).is_none() {
        return Err(bad_request("message to pin not found"));
    }
    in_chat.pinned = Some(id);
    world.tell(EventKind::Pinned, chat, id, true);
    Ok(json!(true))
}

pub(crate) fn unpin_chat_message(world: &mut World, params: &Params) -> Answer {
    let chat = writable_chat(world, params)?;
    let in_chat = world.chats.get_mut(&chat).expect("the chat was checked");
    let id = params.number("message_id").or(in_chat.pinned);
    match id {
        Some(id) if in_chat.pinned == Some(id) => {
            in_chat.pinned = None;
            world.tell(EventKind::Pinned, chat, id, true);
            Ok(json!(true))
        }
        _ => Err(bad_request("message to unpin not found")),
    }
}

/// `ChatFullInfo` with the fields it always has.
pub(crate) fn get_chat(world: &mut World, params: &Params) -> Answer {
    let id = readable_chat(world, params)?;
    let chat = &world.chats[&id];
    let mut info = objects::chat(world, chat);
    let gifts: Value = [
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ]
    .into_iter()
    .map(|kind| (kind.to_owned(), json!(chat.is_private())))
    .collect();
    info["accepted_gift_types"] = gifts;
    info["accent_color_id"] = json!(id.rem_euclid(7));
    info["max_reaction_count"] = json!(11);
    if let Some(pinned) = chat.pinned.and_then(|pinned| chat.letter(pinned)) {
        info["pinned_message"] = objects::message(world, chat, pinned);
    }
    Ok(info)
}

pub(crate) fn leave_chat(world: &mut World, params: &Params) -> Answer {
    let id = writable_chat(world, params)?;
    if world.chats[&id].is_private() {
        return Err(bad_request("chat member status can't be changed in private chats"));
    }
    people::move_bot(world, id, world.bot.id, Membership::Left);
    Ok(json!(true))
}
