//! What stands in place of a message that is too old to be deleted (R9): a document that is empty, words for whoever has no
//! seat any more.

use super::compose::{self, Entity, sentence};
use crate::archive::{Result, Tx, staff};
use crate::dialogue::paper::Paper;
use crate::dialogue::screen::Say;
use crate::locale::Reader;
use crate::turn::Office;
use chrono::{DateTime, Utc};
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

/// The reader of a chat without a seat: whoever had one reads on in their own language, since the stubs are for them.
pub(super) async fn former(
    tx: &Tx,
    office: &Office,
    chat: i64,
    now: DateTime<Utc>,
) -> Result<Reader> {
    let person = match staff::of_account(tx, chat).await? {
        Some(person) => staff::row(tx, person).await?,
        None => None,
    };
    Ok(compose::stranger(person.map_or(office.lang, |person| office.lang_of(&person)), now))
}
