//! What people send besides texts: contacts, photos, albums, documents, stickers, voice notes.

use serde_json::{Value, json};

use crate::{
    bot_api::files::{document_content, photo_content},
    chat::{Content, Kind},
    check::CAPTION_UNITS_MAX,
    entities::{self, utf16_len},
    people::{Done, Outcome, Place, check, post},
    world::World,
};

/// An album holds at most so many photos.
const ALBUM_MAX: usize = 10;
/// A voice note of the simulator lasts so long, in seconds.
const VOICE_S: u32 = 3;

/// The contact card that a person's own phone shares.
pub(crate) fn own_contact(world: &World, person: i64) -> Value {
    json!({
        "phone_number": format!("+1555{person:07}"),
        "first_name": world.people[&person].name,
        "user_id": person,
    })
}

/// An invented place.
pub(crate) fn somewhere() -> Value {
    json!({"latitude": 31.2304, "longitude": 121.4737})
}

/// Shares a contact card.
pub(crate) fn share_contact(world: &mut World, place: Place, contact: Value) -> Outcome {
    send(world, place, "shares a contact", |_| {
        Ok(Content::with_field(Kind::Contact, "contact", contact))
    })
}

/// Shares an invented place.
pub(crate) fn share_location(world: &mut World, place: Place) -> Outcome {
    send(world, place, "shares a location", |_| {
        Ok(Content::with_field(Kind::Location, "location", somewhere()))
    })
}

/// Sends a photo: an invented one, or the given bytes.
pub(crate) fn send_photo(
    world: &mut World,
    place: Place,
    caption: &str,
    bytes: Option<Vec<u8>>,
) -> Outcome {
    send(world, place, &with_caption("sends a photo", caption), |world| {
        let sizes = match bytes {
            None => world.files.invent_photo(),
            Some(bytes) => world.files.add_photo(bytes).ok_or("This is no picture.")?,
        };
        captioned(photo_content(sizes), caption)
    })
}

/// Sends so many invented photos as one album; the caption hangs on the first.
pub(crate) fn send_album(world: &mut World, place: Place, count: usize, caption: &str) -> Outcome {
    if !(2..=ALBUM_MAX).contains(&count) {
        return Err(format!("An album has 2 to {ALBUM_MAX} photos."));
    }
    check(world, place)?;
    let line = format!("{} {}", place.name(world), with_caption("sends an album", caption));
    world.transcript.person(&line);
    let album = world.new_album();
    let mut done = Done::default();
    for number in 0..count {
        let sizes = world.files.invent_photo();
        let content = captioned(photo_content(sizes), if number == 0 { caption } else { "" })?;
        done = post(world, place, content, Some(&album))?;
    }
    Ok(done)
}

/// Sends a document, by default a line of plain text.
pub(crate) fn send_document(
    world: &mut World,
    place: Place,
    name: &str,
    bytes: Option<Vec<u8>>,
) -> Outcome {
    send(world, place, &format!("sends {name}"), |world| {
        let bytes = bytes.unwrap_or_else(|| b"An invented document.\n".to_vec());
        Ok(document_content(world.files.add_document(bytes, name, mime_of(name))))
    })
}

/// Sends a sticker.
pub(crate) fn send_sticker(world: &mut World, place: Place) -> Outcome {
    send(world, place, "sends a sticker", |world| {
        Ok(shown(Kind::Sticker, "sticker", world.files.add_sticker("🙂")))
    })
}

/// Sends a short voice note of silence.
pub(crate) fn send_voice(world: &mut World, place: Place) -> Outcome {
    send(world, place, "sends a voice message", |world| {
        Ok(shown(Kind::Voice, "voice", world.files.add_voice(b"OggS".to_vec(), VOICE_S)))
    })
}

fn send(
    world: &mut World,
    place: Place,
    act: &str,
    content: impl FnOnce(&mut World) -> Result<Content, String>,
) -> Outcome {
    check(world, place)?;
    let content = content(world)?;
    let line = format!("{} {act}", place.name(world));
    world.transcript.person(&line);
    post(world, place, content, None)
}

fn shown(kind: Kind, field: &str, object: Value) -> Content {
    let file = object["file_id"].as_str().map(str::to_owned);
    Content { file, ..Content::with_field(kind, field, object) }
}

fn captioned(content: Content, caption: &str) -> Result<Content, String> {
    if utf16_len(caption) > CAPTION_UNITS_MAX {
        return Err(format!("A caption has at most {CAPTION_UNITS_MAX} characters."));
    }
    Ok(Content { words: caption.to_owned(), entities: entities::find(caption), ..content })
}

fn with_caption(act: &str, caption: &str) -> String {
    if caption.is_empty() { act.to_owned() } else { format!("{act}: {caption}") }
}

fn mime_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("txt") => "text/plain",
        Some("csv") => "text/csv",
        Some("json") => "application/json",
        Some("vcf") => "text/vcard",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
