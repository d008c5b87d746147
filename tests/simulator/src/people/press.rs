//! Pressing buttons: inline ones, and those of the reply keyboard.

use serde_json::{Value, json};

use crate::{
    chat::{Chat, Content, Kind, Letter},
    events::EventKind,
    objects,
    people::{Done, Outcome, Place, check, media, post, say},
    updates::UpdateKind,
    view::button_label,
    world::World,
};

/// An inline button, found.
pub(crate) struct Target {
    pub(crate) message_id: i64,
    pub(crate) label: String,
    pub(crate) data: String,
}

/// The newest button with this label, in all messages or in one.
pub(crate) fn by_label(
    world: &World,
    chat: i64,
    label: &str,
    message_id: Option<i64>,
) -> Result<Target, String> {
    let in_chat = world.chats.get(&chat).ok_or("There is no such chat.")?;
    let letters = in_chat.visible().rev();
    let letters = letters.filter(|letter| message_id.is_none_or(|id| letter.id == id));
    let mut buttons = letters.flat_map(|letter| {
        let buttons = letter.buttons().into_iter().flatten();
        buttons.map(move |button| (letter, button))
    });
    let found = buttons.find(|(_, button)| button["text"] == label);
    let (letter, button) = found.ok_or_else(|| format!("No button says [{label}]."))?;
    target(letter, &button)
}

/// The button in this place of a message, counted from 0.
pub(crate) fn by_place(
    world: &World,
    chat: i64,
    message_id: i64,
    row: usize,
    column: usize,
) -> Result<Target, String> {
    let letter = world.chats.get(&chat).and_then(|chat| chat.letter(message_id));
    let letter = letter.ok_or("There is no such message.")?;
    let rows = letter.buttons();
    let button = rows.get(row).and_then(|row| row.get(column));
    target(letter, button.ok_or("There is no button in this place.")?)
}

/// A button that this message shows or once showed, even if the message is gone: what a finger
/// can still hit before the phone hears of a change.
pub(crate) fn by_memory(
    world: &World,
    chat: i64,
    label: &str,
    message_id: i64,
) -> Result<Target, String> {
    let letter = world.chats.get(&chat).and_then(|chat| chat.letters.get(&message_id));
    let letter = letter.ok_or("There has never been such a message.")?;
    let seen = letter.seen_buttons.iter().rev().find(|button| button.label == label);
    let seen = seen.ok_or_else(|| format!("Message {message_id} never said [{label}]."))?;
    Ok(Target { message_id, label: label.to_owned(), data: seen.data.clone() })
}

fn target(letter: &Letter, button: &Value) -> Result<Target, String> {
    let label = button["text"].as_str().unwrap_or_default().to_owned();
    match button["callback_data"].as_str() {
        Some(data) => Ok(Target { message_id: letter.id, label, data: data.to_owned() }),
        None => Err(format!("[{label}] tells the bot nothing: it opens a link or copies a text.")),
    }
}

/// Presses a button; also returns the id of the callback query that waits for an answer.
pub(crate) fn press(
    world: &mut World,
    place: Place,
    target: &Target,
) -> Result<(Done, String), String> {
    check(world, place)?;
    let line = format!("{}: [{}]", place.name(world), target.label);
    world.transcript.person(&line);
    let unix = world.clock.unix();
    let query = world.presses.add(place.chat, target.message_id, unix);
    let chat = &world.chats[&place.chat];
    let message = match chat.letter(target.message_id) {
        Some(letter) => objects::message(world, chat, letter),
        None => objects::inaccessible_message(world, chat, target.message_id),
    };
    let object = json!({
        "id": query,
        "from": objects::user(&world.people[&place.by]),
        "message": message,
        "chat_instance": chat_instance(place.chat),
        "data": target.data,
    });
    let update_id = world.issue(UpdateKind::CallbackQuery, unix, object);
    Ok((Done { update_id, message_id: None }, query))
}

/// "Global identifier, uniquely corresponding to the chat to which the message with the callback
/// button was sent."
fn chat_instance(chat: i64) -> String {
    chat.wrapping_mul(0x5851_f42d_4c95_7f2d).to_string()
}

/// Taps a button of the reply keyboard: its label is written, or the own contact is shared.
pub(crate) fn tap(world: &mut World, place: Place, row: usize, column: usize) -> Outcome {
    check(world, place)?;
    let chat = &world.chats[&place.chat];
    let button = keyboard_rows(chat).get(row).and_then(|row| row.get(column)).cloned();
    let button = button.ok_or("There is no key in this place.")?;
    let is_one_time = chat.keyboard.as_ref().is_some_and(|keys| keys["one_time_keyboard"] == true);
    if is_one_time {
        world.chats.get_mut(&place.chat).expect("the chat was checked").keyboard = None;
        world.events.push_bare(Some(place.chat), EventKind::Keyboard);
    }
    if button["request_contact"] == true {
        let own = media::own_contact(world, place.by);
        return media::share_contact(world, place, own);
    }
    if button["request_location"] == true {
        let line = format!("{} shares a location", place.name(world));
        world.transcript.person(&line);
        return post(
            world,
            place,
            Content::with_field(Kind::Location, "location", media::somewhere()),
            None,
        );
    }
    say(world, place, button_label(&button))
}

/// Where the reply keyboard shows this label.
pub(crate) fn key_place(world: &World, chat: i64, label: &str) -> Option<(usize, usize)> {
    let rows = keyboard_rows(world.chats.get(&chat)?);
    rows.iter().enumerate().find_map(|(row, keys)| {
        let column = keys.iter().position(|key| button_label(key) == label)?;
        Some((row, column))
    })
}

fn keyboard_rows(chat: &Chat) -> Vec<Vec<Value>> {
    let rows = chat.keyboard.as_ref().and_then(|keyboard| keyboard["keyboard"].as_array());
    let row = |row: &Value| row.as_array().cloned().unwrap_or_default();
    rows.into_iter().flatten().map(row).collect()
}
