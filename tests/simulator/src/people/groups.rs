//! Groups: made by people, joined and left by the bot.

use serde_json::json;

use crate::{
    chat::{Chat, Content, Kind, Membership, Room},
    objects,
    people::{Done, Outcome, Place, issue_membership, post},
    world::World,
};

/// Makes a group without the bot. Everybody who is known is in it.
pub(crate) fn make(world: &mut World, id: i64, title: &str) -> Outcome {
    if id >= 0 {
        return Err("The id of a group is below zero.".to_owned());
    }
    let members = world.people.keys().copied().collect();
    let room = Room::Group { title: title.to_owned(), members, bot: Membership::Outside };
    world.chats.insert(id, Chat::new(id, room, world.first_message_id));
    Ok(Done::default())
}

/// Adds the bot to a group: its place changes, and a service message says so.
pub(crate) fn add_bot(world: &mut World, place: Place) -> Outcome {
    crate::people::check(world, place)?;
    let line = format!("{} adds the bot", place.name(world));
    world.transcript.person(&line);
    move_bot(world, place.chat, place.by, Membership::Member);
    let bot = objects::bot(&world.bot);
    post(world, place, Content::with_field(Kind::Service, "new_chat_members", json!([bot])), None)
}

/// Takes the bot out of a group.
pub(crate) fn remove_bot(world: &mut World, place: Place) -> Outcome {
    crate::people::check(world, place)?;
    let line = format!("{} removes the bot", place.name(world));
    world.transcript.person(&line);
    let update_id = move_bot(world, place.chat, place.by, Membership::Left);
    Ok(Done { update_id, message_id: None })
}

/// Changes the bot's place in a group and issues `my_chat_member`.
pub(crate) fn move_bot(world: &mut World, chat: i64, by: i64, to: Membership) -> Option<i64> {
    let in_chat = world.chats.get_mut(&chat)?;
    let Room::Group { bot, .. } = &mut in_chat.room else { return None };
    let before = std::mem::replace(bot, to);
    let status = |membership: Membership| match membership {
        Membership::Member => "member",
        Membership::Outside | Membership::Left => "left",
    };
    issue_membership(world, Place { by, chat }, status(before), status(to))
}
