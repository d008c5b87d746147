//! An empty document in place of one that is too old to be deleted (R9). Pure.

use super::compose::{Entity, sentence};
use crate::dialogue::paper::Paper;
use crate::dialogue::screen::Say;
use crate::locale::Reader;
use serde::Serialize;

/// The field of a document that goes beside a call.
pub const DOCUMENT: &str = "document";

/// `editMessageMedia`, without the document, which goes beside it; it takes the buttons away.
#[derive(Serialize)]
pub struct EditMessageMedia {
    chat_id: i64,
    message_id: i32,
    media: InputMediaDocument,
}

/// A document that goes beside the call, in `DOCUMENT`.
#[derive(Serialize)]
pub struct InputMediaDocument {
    r#type: &'static str,
    media: String,
    caption: String,
    caption_entities: Vec<Entity>,
}

/// A sentence in place of a document and what stood under it: the paper with nothing on it but the sentence.
pub fn emptied(
    say: &Say,
    reader: &Reader,
    chat_id: i64,
    message_id: i32,
) -> (EditMessageMedia, Paper<String>) {
    let (caption, caption_entities) = sentence(say, false, reader).caption();
    let paper = Paper::new("-", caption.clone());
    let (r#type, media) = (DOCUMENT, format!("attach://{DOCUMENT}"));
    let media = InputMediaDocument { r#type, media, caption, caption_entities };
    (EditMessageMedia { chat_id, message_id, media }, paper)
}
