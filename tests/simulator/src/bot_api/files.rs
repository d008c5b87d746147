//! Photos, documents, albums, and `getFile`.

use serde_json::{Map, Value, json};

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        messages::{self, Envelope},
        params::{Params, Upload},
    },
    chat::{Content, Kind},
    check,
    files::DOWNLOAD_BYTES_MAX,
    world::World,
};

/// "Bots can currently send files of any type of up to 50 MB in size".
const UPLOAD_BYTES_MAX: usize = 50 << 20;
/// "The photo must be at most 10 MB in size. The photo's width and height must not exceed 10000
/// in total. Width and height ratio must be at most 20."
const PHOTO_BYTES_MAX: usize = 10 << 20;
const PHOTO_SIDES_MAX_PX: u32 = 10_000;
const PHOTO_RATIO_MAX: u32 = 20;
/// "A JSON-serialized array describing messages to be sent, must include 2-10 items".
const ALBUM_MIN: usize = 2;
const ALBUM_MAX: usize = 10;

pub(crate) fn get_file(world: &mut World, params: &Params) -> Answer {
    let file_id = params.text("file_id").unwrap_or_default();
    if file_id.is_empty() {
        return Err(bad_request("file_id not specified"));
    }
    let file = world.files.get(&file_id).ok_or_else(|| bad_request("invalid file_id"))?;
    if file.bytes.len() > DOWNLOAD_BYTES_MAX {
        return Err(bad_request("file is too big"));
    }
    let unix = world.clock.unix();
    Ok(world.files.open_link(&file_id, unix).expect("the file was found"))
}

pub(crate) fn send_photo(world: &mut World, params: &Params) -> Answer {
    let caption = params.text("caption").unwrap_or_default();
    let (words, entities) = check::caption(&caption, params.json("caption_entities"))?;
    let source = Source::read(params, "photo")?;
    messages::send(world, params, |world| {
        let flags = [
            ("has_media_spoiler", params.flag("has_spoiler")),
            ("show_caption_above_media", params.flag("show_caption_above_media")),
        ];
        Ok(Content { words, entities, ..photo(world, source, &flags)? })
    })
}

pub(crate) fn send_document(world: &mut World, params: &Params) -> Answer {
    let caption = params.text("caption").unwrap_or_default();
    let (words, entities) = check::caption(&caption, params.json("caption_entities"))?;
    let source = Source::read(params, "document")?;
    messages::send(world, params, |world| {
        Ok(Content { words, entities, ..document(world, source)? })
    })
}

pub(crate) fn send_media_group(world: &mut World, params: &Params) -> Answer {
    let list = match params.json("media") {
        None => return Err(bad_request("Parameter \"media\" is required")),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(bad_request("expected an Array of InputMedia")),
    };
    match list.len() {
        0 => return Err(bad_request("there are no messages to send")),
        count if count < ALBUM_MIN => return Err(Refusal::unknown("an album of one")),
        count if count > ALBUM_MAX => {
            return Err(bad_request("too many messages to send as an album"));
        }
        _ => {}
    }
    let envelope = Envelope::read(world, params)?;
    let contents = list.iter().map(|media| self::media(world, params, media));
    let contents = contents.collect::<Result<Vec<_>, _>>()?;
    if contents.iter().any(|content| content.kind != contents[0].kind) {
        return Err(bad_request("document can't be mixed with other media types"));
    }
    world.pace.step(envelope.chat).map_err(Refusal::too_many)?;
    let album = world.new_album();
    let sent = contents.into_iter().map(|content| envelope.deliver(world, content, Some(&album)));
    Ok(sent.collect())
}

/// An `InputMediaPhoto` or `InputMediaDocument`.
pub(crate) fn media(world: &mut World, params: &Params, media: &Value) -> Result<Content, Refusal> {
    let fail = |why: &str| bad_request(format!("can't parse InputMedia: {why}"));
    let text = |field: &str| media[field].as_str().unwrap_or_default();
    let known: &[&str] = match text("type") {
        "photo" => &["has_spoiler", "show_caption_above_media"],
        "document" => &["disable_content_type_detection"],
        "" => return Err(fail("Can't find field \"type\"")),
        kind => return Err(Refusal::unknown(&format!("media of type \"{kind}\""))),
    };
    let shared = ["type", "media", "caption", "caption_entities"];
    for field in media.as_object().into_iter().flat_map(Map::keys) {
        if !known.contains(&field.as_str()) && !shared.contains(&field.as_str()) {
            return Err(Refusal::unknown(&format!("the field \"{field}\"")));
        }
    }
    let (words, entities) = check::caption(text("caption"), media.get("caption_entities"))?;
    let source = Source::of(params, text("media")).ok_or_else(|| fail("media not found"))?;
    let content = if text("type") == "photo" {
        let flags = [
            ("has_media_spoiler", media["has_spoiler"] == true),
            ("show_caption_above_media", media["show_caption_above_media"] == true),
        ];
        photo(world, source, &flags)?
    } else {
        document(world, source)?
    };
    Ok(Content { words, entities, ..content })
}

/// Where the bytes come from.
enum Source<'a> {
    Upload(&'a Upload),
    FileId(String),
}

impl<'a> Source<'a> {
    /// The file of a parameter, uploaded or named by its id.
    fn read(params: &'a Params, name: &str) -> Result<Self, Refusal> {
        if let Some(upload) = params.upload(name) {
            return Ok(Self::Upload(upload));
        }
        let value = params.text(name).unwrap_or_default();
        let missing = || bad_request(format!("there is no {name} in the request"));
        Self::of(params, &value).ok_or_else(missing)
    }

    /// `attach://<name>` or a file id.
    fn of(params: &'a Params, value: &str) -> Option<Self> {
        if let Some(upload) = params.attached(value) {
            return Some(Self::Upload(upload));
        }
        let is_id = !value.is_empty() && !value.starts_with("attach://");
        is_id.then(|| Self::FileId(value.to_owned()))
    }
}

/// An unknown id, and any address, since the simulator reaches no network.
fn wrong_file() -> Refusal {
    bad_request("wrong file identifier/HTTP URL specified")
}

fn photo(world: &mut World, source: Source, flags: &[(&str, bool)]) -> Result<Content, Refusal> {
    let sizes = match source {
        Source::FileId(id) => world.files.photo(&id).ok_or_else(wrong_file)?,
        Source::Upload(upload) => {
            check_photo(upload)?;
            let sizes = world.files.add_photo(upload.bytes.clone());
            sizes.ok_or_else(|| bad_request("IMAGE_PROCESS_FAILED"))?
        }
    };
    let mut content = photo_content(sizes);
    for (flag, is_set) in flags {
        if *is_set {
            content.fields.insert((*flag).to_owned(), json!(true));
        }
    }
    Ok(content)
}

/// Content for a `photo` array; the largest size is the one to show.
pub(crate) fn photo_content(sizes: Value) -> Content {
    let largest = sizes.as_array().and_then(|sizes| sizes.last());
    let file = largest.and_then(|size| size["file_id"].as_str()).map(str::to_owned);
    Content { file, ..Content::with_field(Kind::Photo, "photo", sizes) }
}

fn check_photo(upload: &Upload) -> Result<(), Refusal> {
    if upload.bytes.is_empty() {
        return Err(bad_request("file must be non-empty"));
    }
    if upload.bytes.len() > PHOTO_BYTES_MAX {
        return Err(bad_request("file is too big"));
    }
    let (width, height) = crate::png::size(&upload.bytes).unwrap_or((1, 1));
    let (longer, shorter) = (width.max(height), width.min(height).max(1));
    if width.saturating_add(height) > PHOTO_SIDES_MAX_PX || longer / shorter > PHOTO_RATIO_MAX {
        return Err(bad_request("PHOTO_INVALID_DIMENSIONS"));
    }
    Ok(())
}

fn document(world: &mut World, source: Source) -> Result<Content, Refusal> {
    let document = match source {
        Source::FileId(id) => {
            world.files.get(&id).ok_or_else(wrong_file)?;
            world.files.document(&id)
        }
        Source::Upload(upload) if upload.bytes.is_empty() => {
            return Err(bad_request("file must be non-empty"));
        }
        // What the server's front answers to a body that is too large.
        Source::Upload(upload) if upload.bytes.len() > UPLOAD_BYTES_MAX => {
            return Err(Refusal::new(413, "Request Entity Too Large"));
        }
        Source::Upload(upload) => {
            world.files.add_document(upload.bytes.clone(), &upload.name, &upload.mime)
        }
    };
    Ok(document_content(document))
}

/// Content for a `document` object.
pub(crate) fn document_content(document: Value) -> Content {
    let file = document["file_id"].as_str().map(str::to_owned);
    Content { file, ..Content::with_field(Kind::Document, "document", document) }
}
