//! What teloxide does not understand, read out of the raw JSON: the Bot API is newer than teloxide (stack.md, 1.11).

use super::routes::{Routed, Username, edited_words, full_name, of_message, text_or_command};
use crate::dialogue::{Input, Odd};
use crate::model::text::{clean, clean_lines};
use crate::model::visit::PhotoRef;
use crate::turn::arrival::{Came, Sender};
use serde_json::Value;
use std::sync::Arc;
use teloxide::types::Message;

/// The longest update that is parsed, in bytes; Telegram's stay far below.
const BODY_BYTES_MAX: usize = 256 << 10;
/// The deepest update that is parsed; Telegram's stay below ten.
const DEPTH_MAX: usize = 24;

/// Fields of what no conversation takes. An animation carries a document too, so the order counts.
const ODD: &[(&str, Odd)] = &[
    ("sticker", Odd::Sticker),
    ("voice", Odd::Voice),
    ("audio", Odd::Voice),
    ("video", Odd::Video),
    ("video_note", Odd::Video),
    ("animation", Odd::Video),
    ("document", Odd::Document),
    ("location", Odd::Location),
    ("venue", Odd::Location),
];

/// An update's JSON, as handlers ask for it.
#[derive(Clone)]
pub struct Raw(pub Arc<str>);

/// Whether an update is too large or too deep to come from Telegram: parsing it could take the stack.
pub fn is_monstrous(body: &str) -> bool {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in body.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    body.len() > BODY_BYTES_MAX || deepest > DEPTH_MAX
}

/// A private message that teloxide took for empty: its words are read past what is new around them.
pub async fn message(message: Message, raw: Raw, username: Username) -> Routed {
    let value = raw.value();
    let came = content(&value["message"], &username);
    of_message(&message, came, "newer")
}

/// An update that teloxide could not read at all.
pub async fn update(raw: Raw, username: Username) -> Routed {
    let value = raw.value();
    let nothing = Routed::of_nobody("unread");
    let (part, came) = if value["message"].is_object() {
        let message = &value["message"];
        (message, in_private(message).unwrap_or_else(|| content(message, &username)))
    } else if value["edited_message"].is_object() {
        let message = &value["edited_message"];
        (
            message,
            in_private(message)
                .unwrap_or_else(|| edited_words(message["text"].as_str(), &username)),
        )
    } else if value["callback_query"].is_object() {
        let query = &value["callback_query"];
        (query, press(query))
    } else {
        return nothing;
    };
    let Some(from) = sender(&part["from"]) else { return nothing };
    let message = part["message_id"].as_i64().and_then(|id| id.try_into().ok());
    Routed { from: Some(from), came, message, kind: "unread" }
}

impl Raw {
    fn value(&self) -> Value {
        // Lone surrogates and the like: then nothing can be read.
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

/// `None` in a private chat, elsewhere what is to be said there.
fn in_private(message: &Value) -> Option<Came> {
    let chat = &message["chat"];
    let elsewhere = chat["type"].as_str() != Some("private");
    let chat = chat["id"].as_i64().unwrap_or_default();
    elsewhere.then_some(Came::Group { chat, added: false, query: None })
}

/// What a message holds, by the fields that it has.
fn content(message: &Value, username: &Username) -> Came {
    if let Some(text) = message["text"].as_str() {
        return text_or_command(text, username);
    }
    if let Some(phone) = message["contact"]["phone_number"].as_str() {
        let contact = &message["contact"];
        let first = contact["first_name"].as_str().unwrap_or_default();
        let name = full_name(first, contact["last_name"].as_str());
        return Came::Told(Input::Contact { phone: clean(phone), name });
    }
    let sizes = message["photo"].as_array().map(Vec::as_slice).unwrap_or_default();
    // The sides come from outside: their product may be more than a number holds.
    let area = |size: &&Value| {
        let sides = size["width"].as_u64().zip(size["height"].as_u64());
        sides.map(|(width, height)| width.saturating_mul(height))
    };
    if let Some(photo) = sizes.iter().max_by_key(area).and_then(photo) {
        let caption = message["caption"].as_str().map(clean_lines);
        let caption = caption.filter(|words| !words.is_empty());
        return Came::Told(Input::Photo { photo, caption });
    }
    let odd = ODD.iter().find(|(field, _)| !message[field].is_null());
    Came::Told(Input::Odd(odd.map_or(Odd::Other, |(_, odd)| *odd)))
}

fn photo(size: &Value) -> Option<PhotoRef> {
    Some(PhotoRef {
        file_id: size["file_id"].as_str()?.to_owned(),
        unique_id: size["file_unique_id"].as_str()?.to_owned(),
        size: size["file_size"].as_i64(),
    })
}

fn press(query: &Value) -> Came {
    let id = query["id"].as_str().unwrap_or_default().to_owned();
    let message = &query["message"];
    match in_private(message).filter(|_| message.is_object()) {
        Some(Came::Group { chat, added, .. }) => Came::Group { chat, added, query: Some(id) },
        _ => Came::Press {
            query: id,
            message: message["message_id"].as_i64().and_then(|id| id.try_into().ok()),
            data: query["data"].as_str().unwrap_or_default().to_owned(),
        },
    }
}

fn sender(user: &Value) -> Option<Sender> {
    let first = user["first_name"].as_str().unwrap_or_default();
    Some(Sender {
        id: user["id"].as_i64().filter(|id| *id > 0)?,
        name: full_name(first, user["last_name"].as_str()),
        lang: user["language_code"].as_str().map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_outside_of_strings() {
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(!is_monstrous(&nested(DEPTH_MAX)));
        assert!(is_monstrous(&nested(DEPTH_MAX + 1)));
        assert!(!is_monstrous(&format!(r#"{{"text":"\"{}"}}"#, "[".repeat(99))));
        assert!(is_monstrous(&format!(r#"{{"text":"\\"{}"#, "[".repeat(99))));
        assert!(is_monstrous(&" ".repeat(BODY_BYTES_MAX + 1)));
    }
}
