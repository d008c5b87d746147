//! A file on its way out, and the form that carries it beside a call's other parameters. Pure.

use serde::Serialize;

/// A file on its way out.
pub struct Document {
    name: String,
    mime: &'static str,
    bytes: Vec<u8>,
}

impl Document {
    /// A PDF. Of its name what no file system minds stays.
    pub fn pdf(name: &str, bytes: Vec<u8>) -> Self {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let name = name.chars().map(plain).chain(".pdf".chars()).collect();
        Self { name, mime: "application/pdf", bytes }
    }
}

/// A form of several parts: each parameter, then the file.
pub fn form(params: &impl Serialize, field: &str, document: &Document, boundary: &str) -> Vec<u8> {
    let params = serde_json::to_value(params).expect("parameters are plain structures");
    let mut body = Vec::with_capacity(document.bytes.len() + 4_096);
    for (name, value) in params.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        body.extend(format!("{head}\r\n\r\n{value}\r\n").bytes());
    }
    let Document { name, mime, bytes } = document;
    let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"");
    body.extend(format!("{head}; filename=\"{name}\"\r\nContent-Type: {mime}\r\n\r\n").bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{boundary}--\r\n").bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_holds_every_parameter_and_the_file() {
        let document = Document::pdf("L-2026-0412/王", b"%PDF-\xff".to_vec());
        let params = serde_json::json!({ "chat_id": 7, "caption": "a\nb" });
        let body = form(&params, "document", &document, "edge");
        let text = String::from_utf8_lossy(&body);
        assert!(text.starts_with("--edge\r\n") && text.ends_with("\r\n--edge--\r\n"), "{text}");
        for part in [
            "name=\"chat_id\"\r\n\r\n7\r\n",
            "name=\"caption\"\r\n\r\na\nb\r\n",
            "name=\"document\"; filename=\"L-2026-0412--.pdf\"\r\nContent-Type: application/pdf",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
