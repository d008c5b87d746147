//! The parameters of a call, however they came: query, JSON, form or multipart.

use std::collections::BTreeMap;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Multipart, Request},
    http::header::CONTENT_TYPE,
};
use serde_json::{Map, Value, json};

/// A request body beyond this is refused: two of the largest uploads.
pub(crate) const BODY_BYTES_MAX: usize = 101 << 20;

/// An uploaded file.
#[derive(Clone)]
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: Vec<u8>,
}

/// What a parameter holds; it decides how a string is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    Number,
    Flag,
    /// An object or array, which forms carry as JSON in a string.
    Json,
    /// A file, or a string that names one.
    File,
}

/// The parameters and files of one call.
#[derive(Clone, Default)]
pub(crate) struct Params {
    values: BTreeMap<String, Value>,
    files: BTreeMap<String, Upload>,
}

impl Params {
    /// Reads query and body; `Err` holds a sentence for a 400.
    pub(crate) async fn read(request: Request) -> Result<Self, String> {
        let mut params = Self::default();
        params.read_pairs(request.uri().query().unwrap_or_default());
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
        if content_type.starts_with("multipart/form-data") {
            params.read_multipart(request).await?;
            return Ok(params);
        }
        let body = to_bytes(request.into_body(), BODY_BYTES_MAX).await;
        let body = body.map_err(|_| "can't read the request body".to_owned())?;
        if content_type.starts_with("application/json") {
            params.read_json(&body)?;
        } else {
            let body = String::from_utf8(body.to_vec());
            params.read_pairs(&body.map_err(|_| "strings must be encoded in UTF-8".to_owned())?);
        }
        Ok(params)
    }

    fn read_pairs(&mut self, pairs: &str) {
        for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode = |part: &str| url_decode(&part.replace('+', " "));
            self.values.insert(decode(name), json!(decode(value)));
        }
    }

    fn read_json(&mut self, body: &[u8]) -> Result<(), String> {
        if body.is_empty() {
            return Ok(());
        }
        let object: Result<Map<String, Value>, _> = serde_json::from_slice(body);
        let object = object.map_err(|_| "can't parse JSON object".to_owned())?;
        self.values.extend(object.into_iter().filter(|(_, value)| !value.is_null()));
        Ok(())
    }

    async fn read_multipart(&mut self, request: Request) -> Result<(), String> {
        let broken = |_| "can't parse multipart form".to_owned();
        let mut multipart =
            Multipart::from_request(request, &()).await.map_err(|_| "no boundary".to_owned())?;
        while let Some(field) = multipart.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let mime = field.content_type().unwrap_or("application/octet-stream").to_owned();
            let bytes = field.bytes().await.map_err(broken)?.to_vec();
            match file_name {
                Some(file_name) => {
                    self.files.insert(name, Upload { name: file_name, mime, bytes });
                }
                None => {
                    let text = String::from_utf8(bytes);
                    let text = text.map_err(|_| "strings must be encoded in UTF-8".to_owned())?;
                    self.values.insert(name, json!(text));
                }
            }
        }
        Ok(())
    }

    /// Reads strings as what the method's parameters hold, so that all forms look alike.
    pub(crate) fn normalise(&mut self, parameters: &[(&str, Holds)]) {
        for (name, holds) in parameters {
            if let Some(value) = self.values.get_mut(*name)
                && let Value::String(text) = &*value
                && let Some(read) = read_as(text, *holds)
            {
                *value = read;
            }
        }
    }

    /// The names of all values and files, apart from files that a value attaches.
    pub(crate) fn names(&self) -> Vec<&str> {
        let attached = self.values.values().map(Value::to_string).collect::<String>();
        let is_loose = |name: &&String| !attached.contains(&format!("attach://{name}"));
        let files = self.files.keys().filter(is_loose);
        self.values.keys().chain(files).map(String::as_str).collect()
    }

    /// A value as text, as the server reads any value.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.values.get(name).map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    }

    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.values.get(name).and_then(Value::as_i64)
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.values.get(name) == Some(&Value::Bool(true))
    }

    /// An object or array; a string that is no JSON stays a string.
    pub(crate) fn json(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// The upload a parameter means: attached by name, or sent under the parameter's own name.
    pub(crate) fn upload(&self, name: &str) -> Option<&Upload> {
        match self.values.get(name).and_then(Value::as_str) {
            Some(value) => self.attached(value),
            None => self.files.get(name),
        }
    }

    /// The upload that `attach://<name>` means.
    pub(crate) fn attached(&self, value: &str) -> Option<&Upload> {
        self.files.get(value.strip_prefix("attach://")?)
    }

    /// The values, for the journal.
    pub(crate) fn values_json(&self) -> Value {
        json!(self.values)
    }

    /// Names and sizes of the files, for the journal.
    pub(crate) fn files_json(&self) -> Value {
        let file = |(field, upload): (&String, &Upload)| json!({"field": field, "name": upload.name, "size": upload.bytes.len()});
        self.files.iter().map(file).collect()
    }
}

fn read_as(text: &str, holds: Holds) -> Option<Value> {
    match holds {
        Holds::Text | Holds::File => None,
        Holds::Number => text.trim().parse::<i64>().ok().map(Value::from),
        // `to_bool` in the server's source.
        Holds::Flag => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Some(Value::Bool(true)),
            _ => Some(Value::Bool(false)),
        },
        Holds::Json => serde_json::from_str(text).ok(),
    }
}

/// Decodes `%XX`; what is no such sequence stays.
pub(crate) fn url_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let hex = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_json_read_alike() {
        let parameters =
            [("chat_id", Holds::Number), ("show_alert", Holds::Flag), ("scope", Holds::Json)];
        let mut form = Params::default();
        form.read_pairs("chat_id=101&show_alert=True&scope=%7B%22type%22%3A+%22default%22%7D");
        form.normalise(&parameters);
        let mut body = Params::default();
        body.read_json(br#"{"chat_id":101,"show_alert":true,"scope":{"type":"default"}}"#).unwrap();
        body.normalise(&parameters);
        assert_eq!(form.values_json(), body.values_json());
    }

    #[test]
    fn broken_percent_signs_stay() {
        assert_eq!(url_decode("100%25 %zz %4"), "100% %zz %4");
    }
}
