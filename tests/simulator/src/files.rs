//! The files people and the bot have sent, in memory.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::png;

/// "The maximum file size to download is 20 MB" (Bot API, `getFile`).
pub(crate) const DOWNLOAD_BYTES_MAX: usize = 20 << 20;
/// "It is guaranteed that the link will be valid for at least 1 hour" (Bot API, `getFile`):
/// here not a second longer.
const LINK_LIFE_S: i64 = 60 * 60;
/// The sizes in which a person's photo arrives, as the server's thumbnails "s", "m" and "x".
const PHOTO_SIZES: [(u32, u32); 3] = [(90, 67), (320, 240), (800, 600)];
/// The longer side of the thumbnail of an uploaded photo, in pixels.
const THUMBNAIL_PX: u32 = 90;

/// One stored file.
pub(crate) struct StoredFile {
    pub(crate) bytes: Vec<u8>,
    pub(crate) mime: String,
    path: String,
    unique_id: String,
    size: (u32, u32),
    name: Option<String>,
    link_until: i64,
}

/// All files by their id.
#[derive(Default)]
pub(crate) struct Files {
    files: BTreeMap<String, StoredFile>,
    photos: u64,
}

impl Files {
    pub(crate) fn get(&self, file_id: &str) -> Option<&StoredFile> {
        self.files.get(file_id)
    }

    /// Stores the next invented photo and returns its `photo` array.
    pub(crate) fn invent_photo(&mut self) -> Value {
        self.photos += 1;
        let number = self.photos;
        let sizes = PHOTO_SIZES.map(|(width, height)| {
            let bytes = png::picture(number, width, height);
            self.photo_size(bytes, (width, height))
        });
        json!(sizes)
    }

    /// Stores a given picture and returns its `photo` array, or `None` if it is no picture.
    pub(crate) fn add_photo(&mut self, bytes: Vec<u8>) -> Option<Value> {
        let (width, height) = png::size(&bytes).filter(|&(width, height)| width * height > 0)?;
        self.photos += 1;
        let longer = width.max(height).max(THUMBNAIL_PX);
        let small = |side: u32| (side * THUMBNAIL_PX / longer).max(1);
        let (small_width, small_height) = (small(width), small(height));
        let thumbnail = png::picture(self.photos, small_width, small_height);
        let thumbnail = self.photo_size(thumbnail, (small_width, small_height));
        Some(json!([thumbnail, self.photo_size(bytes, (width, height))]))
    }

    fn photo_size(&mut self, bytes: Vec<u8>, size: (u32, u32)) -> Value {
        let id = self.store(bytes, "photos", "png", "image/png", size, None);
        let mut object = self.object(&id);
        object["width"] = json!(size.0);
        object["height"] = json!(size.1);
        object
    }

    /// Stores a document and returns its `document` object.
    pub(crate) fn add_document(&mut self, bytes: Vec<u8>, name: &str, mime: &str) -> Value {
        let ending = name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
        let id = self.store(bytes, "documents", ending, mime, (0, 0), Some(name));
        self.document(&id)
    }

    /// Stores a voice note and returns its `voice` object.
    pub(crate) fn add_voice(&mut self, bytes: Vec<u8>, duration_s: u32) -> Value {
        let id = self.store(bytes, "voice", "oga", "audio/ogg", (0, 0), None);
        let mut object = self.object(&id);
        object["duration"] = json!(duration_s);
        object["mime_type"] = json!("audio/ogg");
        object
    }

    /// Stores a sticker and returns its `sticker` object.
    pub(crate) fn add_sticker(&mut self, emoji: &str) -> Value {
        let (width, height) = (512, 512);
        let id = self.store(
            png::picture(0, width, height),
            "stickers",
            "png",
            "image/png",
            (width, height),
            None,
        );
        let mut object = self.object(&id);
        for (field, value) in [
            ("width", json!(width)),
            ("height", json!(height)),
            ("emoji", json!(emoji)),
            ("type", json!("regular")),
            ("is_animated", json!(false)),
            ("is_video", json!(false)),
        ] {
            object[field] = value;
        }
        object
    }

    fn store(
        &mut self,
        bytes: Vec<u8>,
        folder: &str,
        ending: &str,
        mime: &str,
        size: (u32, u32),
        name: Option<&str>,
    ) -> String {
        let number = self.files.len() + 1;
        let file_id = format!("AgACinvented{number:04}{folder}");
        let file = StoredFile {
            path: format!("{folder}/file_{number}.{ending}"),
            unique_id: format!("AQAD{number:04}"),
            mime: mime.to_owned(),
            name: name.map(str::to_owned),
            bytes,
            size,
            link_until: 0,
        };
        self.files.insert(file_id.clone(), file);
        file_id
    }

    /// The `photo` array of a stored photo that is sent again by its id.
    pub(crate) fn photo(&self, file_id: &str) -> Option<Value> {
        let file = self.files.get(file_id).filter(|file| file.size.0 > 0)?;
        let mut object = self.object(file_id);
        object["width"] = json!(file.size.0);
        object["height"] = json!(file.size.1);
        Some(json!([object]))
    }

    /// The `document` object of a stored document.
    pub(crate) fn document(&self, file_id: &str) -> Value {
        let mut object = self.object(file_id);
        let file = &self.files[file_id];
        if let Some(name) = &file.name {
            object["file_name"] = json!(name);
        }
        object["mime_type"] = json!(file.mime);
        object
    }

    fn object(&self, file_id: &str) -> Value {
        let file = &self.files[file_id];
        let mut object = Map::new();
        object.insert("file_id".to_owned(), json!(file_id));
        object.insert("file_unique_id".to_owned(), json!(file.unique_id));
        if !file.bytes.is_empty() {
            object.insert("file_size".to_owned(), json!(file.bytes.len()));
        }
        Value::Object(object)
    }

    /// Opens the download link of a file, for an hour, and returns the `File` object.
    pub(crate) fn open_link(&mut self, file_id: &str, unix: i64) -> Option<Value> {
        let file = self.files.get_mut(file_id)?;
        file.link_until = unix + LINK_LIFE_S;
        let path = file.path.clone();
        let mut object = self.object(file_id);
        object["file_path"] = json!(path);
        Some(object)
    }

    /// The file behind a link that is still open.
    pub(crate) fn behind_link(&self, path: &str, unix: i64) -> Option<&StoredFile> {
        self.files.values().find(|file| file.path == path && unix <= file.link_until)
    }
}
