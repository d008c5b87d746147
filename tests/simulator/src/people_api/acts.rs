//! People, their chats, and what they do.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base64,
    chat::{Chat, Room},
    commands::Command,
    people::{self, Outcome, Place, groups, media, press},
    people_api::{Reply, read, respond},
    view::{self, Person},
    world::{Shared, World},
};

/// Every field an act can have; each act reads its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Body {
    by: Option<i64>,
    text: Option<String>,
    url: Option<String>,
    label: Option<String>,
    message_id: Option<i64>,
    row: Option<usize>,
    column: Option<usize>,
    phone_number: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    user_id: Option<i64>,
    caption: Option<String>,
    name: Option<String>,
    base64: Option<String>,
    count: Option<usize>,
    up_to: Option<i64>,
}

pub(super) async fn people(State(shared): State<Arc<Shared>>) -> Response {
    respond(shared.look(|world| {
        let people: Vec<&Person> = world.arrived.iter().map(|id| &world.people[id]).collect();
        Ok(json!({"people": people}))
    }))
}

pub(super) async fn add_person(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    respond(read::<Person>(&body).and_then(|person| {
        if person.id <= 0 {
            return Err("The id of a person is above zero.".to_owned());
        }
        shared.change(|world| world.add_person(person));
        Ok(json!({}))
    }))
}

pub(super) async fn chat(State(shared): State<Arc<Shared>>, Path(id): Path<i64>) -> Response {
    respond(shared.look(|world| {
        let chat = world.chats.get(&id).ok_or("There is no such chat.")?;
        Ok(chat_json(world, chat))
    }))
}

fn chat_json(world: &World, chat: &Chat) -> Value {
    let messages: Vec<_> =
        chat.visible().map(|letter| view::message(world, chat, letter)).collect();
    let language = world.people.get(&chat.id).and_then(|person| person.language_code.as_deref());
    let commands = world.menus.seen_by(chat.id, chat.id, language);
    json!({
        "messages": messages,
        "keyboard": chat.keyboard,
        "unread": chat.unread(),
        "commands": commands.iter().map(Command::json).collect::<Vec<_>>(),
        "typing": chat.typing_until > world.clock.unix(),
        "blocked": chat.blocked,
        "pinned": chat.pinned,
        "title": match &chat.room {
            Room::Private => None,
            Room::Group { title, .. } => Some(title),
        },
    })
}

/// A file of a message in this chat.
pub(super) async fn file(
    State(shared): State<Arc<Shared>>,
    Path((id, file)): Path<(i64, String)>,
) -> Response {
    let found = shared.look(|world| {
        let chat = world.chats.get(&id)?;
        let is_shown = chat.visible().any(|letter| letter.content.file.as_ref() == Some(&file));
        let file = world.files.get(&file).filter(|_| is_shown)?;
        Some((file.mime.clone(), file.bytes.clone()))
    });
    match found {
        Some((mime, bytes)) => ([(header::CONTENT_TYPE, mime)], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(super) async fn act_of_person(
    State(shared): State<Arc<Shared>>,
    Path((id, act)): Path<(i64, String)>,
    body: Bytes,
) -> Response {
    respond(read(&body).and_then(|body| {
        done(shared.change(|world| do_act(world, Place::private(id), &act, body)))
    }))
}

pub(super) async fn add_group(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Group {
        id: i64,
        title: String,
    }
    respond(
        read::<Group>(&body).and_then(|group| {
            done(shared.change(|world| groups::make(world, group.id, &group.title)))
        }),
    )
}

pub(super) async fn act_in_group(
    State(shared): State<Arc<Shared>>,
    Path((id, act)): Path<(i64, String)>,
    body: Bytes,
) -> Response {
    respond(read::<Body>(&body).and_then(|body| {
        let by = body.by.ok_or("Who does it? Give \"by\".")?;
        let place = Place { by, chat: id };
        done(shared.change(|world| match act.as_str() {
            "add_bot" => groups::add_bot(world, place),
            "remove_bot" => groups::remove_bot(world, place),
            act => do_act(world, place, act, body),
        }))
    }))
}

fn done(outcome: Outcome) -> Reply {
    let done = outcome?;
    Ok(json!({"update_id": done.update_id, "message_id": done.message_id}))
}

fn do_act(world: &mut World, place: Place, act: &str, body: Body) -> Outcome {
    people::check_known(world, place)?;
    let text = body.text.as_deref().unwrap_or_default();
    let caption = body.caption.as_deref().unwrap_or_default();
    let message_id = || body.message_id.ok_or("Which message? Give \"message_id\".".to_owned());
    match act {
        "say" => people::say(world, place, text),
        "open_link" => people::open_link(world, place.by, body.url.as_deref().unwrap_or_default()),
        "press" => {
            let target = target(world, place.chat, &body)?;
            press::press(world, place, &target).map(|(done, _)| done)
        }
        "tap_keyboard" => {
            press::tap(world, place, body.row.unwrap_or_default(), body.column.unwrap_or_default())
        }
        "contact" => media::share_contact(world, place, contact(&body)?),
        "photo" => media::send_photo(world, place, caption, bytes(&body)?),
        "album" => media::send_album(world, place, body.count.unwrap_or(3), caption),
        "document" => {
            let name = body.name.as_deref().unwrap_or("invented.txt");
            media::send_document(world, place, name, bytes(&body)?)
        }
        "sticker" => media::send_sticker(world, place),
        "voice" => media::send_voice(world, place),
        "location" => media::share_location(world, place),
        "edit" => people::edit(world, place, message_id()?, text),
        "delete" => people::delete(world, place, message_id()?),
        "clear" => people::clear(world, place),
        "read" => people::read(world, place.chat, body.up_to),
        "block" => people::block(world, place.chat, true),
        "unblock" => people::block(world, place.chat, false),
        _ => Err(format!("Nobody can \"{act}\".")),
    }
}

/// The button meant: by its place, or the newest with its label.
fn target(world: &World, chat: i64, body: &Body) -> Result<press::Target, String> {
    match (body.message_id, body.row, body.column, &body.label) {
        (message_id, _, _, Some(label)) => press::by_label(world, chat, label, message_id),
        (Some(id), Some(row), Some(column), None) => press::by_place(world, chat, id, row, column),
        _ => Err("Which button? Give \"label\", or \"message_id\", \"row\", \"column\".".into()),
    }
}

fn contact(body: &Body) -> Result<Value, String> {
    let missing = "A contact has \"phone_number\" and \"first_name\".";
    let mut contact = json!({
        "phone_number": body.phone_number.as_ref().ok_or(missing)?,
        "first_name": body.first_name.as_ref().ok_or(missing)?,
    });
    if let Some(last_name) = &body.last_name {
        contact["last_name"] = json!(last_name);
    }
    if let Some(user_id) = body.user_id {
        contact["user_id"] = json!(user_id);
    }
    Ok(contact)
}

fn bytes(body: &Body) -> Result<Option<Vec<u8>>, String> {
    let decode = |text: &String| base64::decode(text).ok_or("This is no base64.".to_owned());
    body.base64.as_ref().map(decode).transpose()
}
