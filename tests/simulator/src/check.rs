//! Telegram's limits on what a bot sends: texts, entities, keyboards. Where only the
//! documentation knows a rule, the rule is quoted.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::{
    bot_api::{
        answer::{Refusal, bad_request},
        params::Params,
    },
    entities::{self, utf16_len},
};

/// "Text of the message to be sent, 1-4096 characters after entities parsing".
pub(crate) const TEXT_UNITS_MAX: usize = 4096;
/// "Photo caption …, 0-1024 characters after entities parsing".
pub(crate) const CAPTION_UNITS_MAX: usize = 1024;
/// Most buttons of one keyboard; Telegram's servers say `REPLY_MARKUP_TOO_LONG` beyond.
pub(crate) const BUTTONS_MAX: usize = 100;
/// "Data to be sent in a callback query to the bot when button is pressed, 1-64 bytes".
pub(crate) const CALLBACK_DATA_BYTES_MAX: usize = 64;
/// "The text to be copied to the clipboard; 1-256 characters".
const COPY_TEXT_CHARS_MAX: usize = 256;
/// "The placeholder to be shown in the input field …; 1-64 characters".
const PLACEHOLDER_CHARS_MAX: usize = 64;

/// Entities a bot may state; the others Telegram finds itself and ignores here.
const STATED_ENTITIES: [&str; 11] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "blockquote",
    "expandable_blockquote",
];
/// Entities Telegram finds itself.
const FOUND_ENTITIES: [&str; 8] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
];

/// A text with its entities.
pub(crate) type Words = (String, Vec<Value>);

/// The words under `text` and `entities`: checked, trimmed, with the entities Telegram adds.
pub(crate) fn words(text: &str, entities: Option<&Value>) -> Result<Words, Refusal> {
    let stated = stated_entities(entities)?;
    check_offsets(text, &stated)?;
    let (text, stated) = trim(text, stated);
    let span = |entity: &Value| {
        let start = entity["offset"].as_u64().unwrap_or(0);
        start..start + entity["length"].as_u64().unwrap_or(0)
    };
    let taken: Vec<_> = stated.iter().map(span).collect();
    let is_free = |entity: &Value| {
        let found = span(entity);
        taken.iter().all(|taken| found.end <= taken.start || taken.end <= found.start)
    };
    let mut all: Vec<Value> = entities::find(&text).into_iter().filter(is_free).collect();
    all.extend(stated);
    all.sort_by_key(|entity| {
        (entity["offset"].as_u64(), std::cmp::Reverse(entity["length"].as_u64()))
    });
    Ok((text, all))
}

fn stated_entities(entities: Option<&Value>) -> Result<Vec<Value>, Refusal> {
    let list = match entities {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(bad_request("can't parse entities: expected an Array")),
    };
    let mut stated = Vec::new();
    for entity in list {
        let fail = |why: &str| bad_request(format!("can't parse MessageEntity: {why}"));
        let kind = entity["type"].as_str().ok_or_else(|| fail("Can't find field \"type\""))?;
        for field in ["offset", "length"] {
            if !entity[field].is_i64() {
                return Err(fail(&format!("Can't find field \"{field}\"")));
            }
        }
        if kind == "text_link" && !entity["url"].is_string() {
            return Err(fail("Can't find field \"url\""));
        }
        if STATED_ENTITIES.contains(&kind) {
            stated.push(entity.clone());
        } else if !FOUND_ENTITIES.contains(&kind) {
            return Err(fail("Unsupported type specified"));
        }
    }
    Ok(stated)
}

/// Each entity must lie within the text and cut no character in two.
fn check_offsets(text: &str, entities: &[Value]) -> Result<(), Refusal> {
    let mut unit = 0;
    let mut boundaries = HashSet::from([0]);
    for c in text.chars() {
        unit += c.len_utf16();
        boundaries.insert(unit);
    }
    for entity in entities {
        let number = |field: &str| entity[field].as_i64().unwrap_or(-1);
        let (offset, length) = (number("offset"), number("length"));
        let (Ok(start), Ok(size)) = (usize::try_from(offset), usize::try_from(length)) else {
            return Err(bad_request(format!("receive an entity with incorrect offset {offset}")));
        };
        let end = start + size;
        if start >= unit && size > 0 {
            return Err(bad_request(format!(
                "entity begins after the end of the text at UTF-16 offset {start}"
            )));
        }
        if end > unit {
            return Err(bad_request(format!(
                "entity beginning at UTF-16 offset {start} ends after the end of the text at \
                 UTF-16 offset {end}"
            )));
        }
        if !boundaries.contains(&start) {
            return Err(bad_request("entity begins in a middle of a UTF-16 symbol"));
        }
        if !boundaries.contains(&end) {
            return Err(bad_request(format!(
                "entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol"
            )));
        }
    }
    Ok(())
}

/// Cuts white space off both ends, as the server does, and moves the entities along. At the
/// start only spaces and line ends go, and only before the first entity.
fn trim(text: &str, entities: Vec<Value>) -> (String, Vec<Value>) {
    let kept = text.trim_end();
    let first = entities.iter().filter_map(|entity| entity["offset"].as_u64()).min();
    let leading = kept.len() - kept.trim_start_matches([' ', '\n']).len();
    let leading = first.map_or(leading, |first| leading.min(usize::try_from(first).unwrap_or(0)));
    let kept = kept[leading..].to_owned();
    let units = utf16_len(&kept) as u64;
    let moved = entities.into_iter().filter_map(|mut entity| {
        let start = entity["offset"].as_u64()? - leading as u64;
        let length = entity["length"].as_u64()?.min(units.saturating_sub(start));
        entity["offset"] = start.into();
        entity["length"] = length.into();
        (length > 0).then_some(entity)
    });
    let moved = moved.collect();
    (kept, moved)
}

/// The text of `sendMessage` or `editMessageText`.
///
/// A text of nothing and a text of nothing but white space are refused in different words, and a
/// long one in different words when it is sent (`message is too long`) and when it is edited
/// (`MESSAGE_TOO_LONG`).
pub(crate) fn text(params: &Params, too_long: &str) -> Result<Words, Refusal> {
    let text = params.text("text").unwrap_or_default();
    if text.is_empty() {
        return Err(bad_request("message text is empty"));
    }
    let (text, entities) = words(&text, params.json("entities"))?;
    match utf16_len(&text) {
        0 => Err(bad_request("text must be non-empty")),
        units if units > TEXT_UNITS_MAX => Err(bad_request(too_long)),
        _ => Ok((text, entities)),
    }
}

/// The caption of media.
pub(crate) fn caption(text: &str, entities: Option<&Value>) -> Result<Words, Refusal> {
    let (text, entities) = words(text, entities)?;
    if utf16_len(&text) > CAPTION_UNITS_MAX {
        return Err(bad_request("message caption is too long"));
    }
    Ok((text, entities))
}

/// What hangs under a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Markup {
    /// An `InlineKeyboardMarkup` with at least one button.
    pub(crate) inline: Option<Value>,
    /// A `ReplyKeyboardMarkup`, `ReplyKeyboardRemove` or `ForceReply`.
    pub(crate) other: Option<Value>,
}

/// The `reply_markup` parameter.
pub(crate) fn markup(params: &Params, is_private: bool) -> Result<Markup, Refusal> {
    let Some(markup) = params.json("reply_markup") else { return Ok(Markup::default()) };
    let Value::Object(object) = markup else {
        return Err(bad_request("object expected as reply markup"));
    };
    if let Some(rows) = object.get("inline_keyboard") {
        only_fields(object, &["inline_keyboard"])?;
        let count = buttons(rows, "inline_keyboard", inline_button)?;
        return Ok(Markup { inline: (count > 0).then(|| markup.clone()), other: None });
    }
    if let Some(rows) = object.get("keyboard") {
        only_fields(object, &KEYBOARD_FIELDS)?;
        let count = buttons(rows, "keyboard", |button| keyboard_button(button, is_private))?;
        check_placeholder(object)?;
        return Ok(Markup { inline: None, other: (count > 0).then(|| markup.clone()) });
    }
    only_fields(
        object,
        &["remove_keyboard", "force_reply", "selective", "input_field_placeholder"],
    )?;
    check_placeholder(object)?;
    let is_set = |field: &str| object.get(field) == Some(&Value::Bool(true));
    let other = (is_set("remove_keyboard") || is_set("force_reply")).then(|| markup.clone());
    Ok(Markup { inline: None, other })
}

/// The `reply_markup` of an edit, which must be an inline keyboard.
pub(crate) fn inline_markup(params: &Params) -> Result<Option<Value>, Refusal> {
    let markup = markup(params, true)?;
    match markup.other {
        Some(_) => Err(bad_request("inline keyboard expected")),
        None => Ok(markup.inline),
    }
}

const KEYBOARD_FIELDS: [&str; 6] = [
    "keyboard",
    "is_persistent",
    "resize_keyboard",
    "one_time_keyboard",
    "input_field_placeholder",
    "selective",
];
const KEYBOARD_BUTTON_FIELDS: [&str; 5] =
    ["text", "style", "icon_custom_emoji_id", "request_contact", "request_location"];
const INLINE_BUTTON_FIELDS: [&str; 6] =
    ["text", "style", "icon_custom_emoji_id", "url", "callback_data", "copy_text"];

/// Telegram ignores fields it does not know; the simulator does not, since they are mistakes.
fn only_fields(object: &Map<String, Value>, known: &[&str]) -> Result<(), Refusal> {
    match object.keys().find(|field| !known.contains(&field.as_str())) {
        Some(field) => Err(Refusal::unknown(&format!("the field \"{field}\""))),
        None => Ok(()),
    }
}

/// Checks every button and returns how many there are.
fn buttons(
    rows: &Value,
    field: &str,
    check: impl Fn(&Value) -> Result<(), Refusal>,
) -> Result<usize, Refusal> {
    let not_rows = || bad_request(format!("field \"{field}\" must be an Array of Arrays"));
    let mut count = 0;
    for row in rows.as_array().ok_or_else(not_rows)? {
        for button in row.as_array().ok_or_else(not_rows)? {
            check(button)?;
            count += 1;
        }
    }
    if count > BUTTONS_MAX {
        return Err(bad_request("reply markup is too long"));
    }
    Ok(count)
}

fn inline_button(button: &Value) -> Result<(), Refusal> {
    let fail = |why: &str| bad_request(format!("can't parse inline keyboard button: {why}"));
    let Value::Object(fields) = button else {
        return Err(fail("InlineKeyboardButton must be an Object"));
    };
    only_fields(fields, &INLINE_BUTTON_FIELDS)?;
    check_label(button, "inline keyboard button", &fail)?;
    let text = |field: &str| button[field].as_str().filter(|text| !text.is_empty());
    let copied = button["copy_text"]["text"].as_str();
    let kinds = [text("url").is_some(), text("callback_data").is_some(), copied.is_some()];
    match kinds.iter().filter(|&&has| has).count() {
        0 => return Err(fail("Text buttons are unallowed in the inline keyboard")),
        1 => {}
        // "Exactly one of the fields other than text, icon_custom_emoji_id, and style must be
        // used to specify the type of the button."
        _ => return Err(Refusal::unknown("a button with more than one action")),
    }
    if text("callback_data").is_some_and(|data| data.len() > CALLBACK_DATA_BYTES_MAX) {
        return Err(bad_request("BUTTON_DATA_INVALID"));
    }
    if let Some(url) = text("url")
        && !is_link(url)
    {
        return Err(bad_request(format!(
            "inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        )));
    }
    if copied.is_some_and(|text| !(1..=COPY_TEXT_CHARS_MAX).contains(&text.chars().count())) {
        return Err(bad_request("BUTTON_COPY_TEXT_INVALID"));
    }
    Ok(())
}

fn keyboard_button(button: &Value, is_private: bool) -> Result<(), Refusal> {
    let fail = |why: &str| bad_request(format!("can't parse keyboard button: {why}"));
    match button {
        Value::String(label) if label.is_empty() => {
            Err(bad_request("keyboard button text must be non-empty"))
        }
        Value::String(_) => Ok(()),
        Value::Object(fields) => {
            only_fields(fields, &KEYBOARD_BUTTON_FIELDS)?;
            check_label(button, "keyboard button", &fail)?;
            if !is_private && button["request_contact"] == true {
                return Err(bad_request("phone number can be requested in private chats only"));
            }
            Ok(())
        }
        _ => Err(fail("KeyboardButton must be a String or an Object")),
    }
}

/// An empty label is refused, although today's server drops such a button in silence: no bot
/// means to send one.
fn check_label(button: &Value, what: &str, fail: &impl Fn(&str) -> Refusal) -> Result<(), Refusal> {
    match button["text"].as_str() {
        None => Err(fail("Can't find field \"text\"")),
        Some(label) if label.trim().is_empty() => {
            Err(bad_request(format!("{what} text must be non-empty")))
        }
        Some(_) => match button["style"].as_str() {
            None | Some("danger" | "success" | "primary") => Ok(()),
            Some(_) => Err(fail("invalid button style specified")),
        },
    }
}

fn check_placeholder(object: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(placeholder) = object.get("input_field_placeholder") else { return Ok(()) };
    let chars = placeholder.as_str().map_or(0, |text| text.chars().count());
    if (1..=PLACEHOLDER_CHARS_MAX).contains(&chars) {
        return Ok(());
    }
    Err(Refusal::unknown("a placeholder that is not 1-64 characters long"))
}

/// "HTTP or tg:// URL to be opened when the button is pressed."
fn is_link(url: &str) -> bool {
    let rest = ["https://", "http://", "tg://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
