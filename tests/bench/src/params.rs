//! A call's parameters out of its body: JSON, a form, or a multipart form, as the peers' libraries send them.

use serde_json::Value;
use std::borrow::Cow;

/// What a reply or a poll is known by.
#[derive(Default, Debug, PartialEq)]
pub struct Params {
    pub chat: Option<i64>,
    pub text: Option<String>,
    pub offset: Option<i64>,
    pub timeout: Option<u64>,
    pub limit: Option<usize>,
}

impl Params {
    /// Reads the query of the path and the body by its type.
    pub fn read(query: &str, kind: &str, body: &[u8]) -> Self {
        let mut params = Self::default();
        params.form(query);
        if kind.starts_with("application/json") {
            params.json(body);
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.form(&String::from_utf8_lossy(body));
        } else if let Some(boundary) = kind.split("boundary=").nth(1) {
            params.multipart(boundary.trim_matches('"'), &String::from_utf8_lossy(body));
        }
        params
    }

    fn set(&mut self, name: &str, value: &str) {
        match name {
            "chat_id" => self.chat = value.parse().ok(),
            "text" | "caption" => self.text = Some(value.to_owned()),
            "offset" => self.offset = value.parse().ok(),
            "timeout" => self.timeout = value.parse().ok(),
            "limit" => self.limit = value.parse().ok(),
            _ => {}
        }
    }

    fn json(&mut self, body: &[u8]) {
        let Ok(Value::Object(map)) = serde_json::from_slice(body) else { return };
        for (name, value) in &map {
            match value {
                Value::String(text) => self.set(name, text),
                Value::Number(number) => self.set(name, &number.to_string()),
                _ => {}
            }
        }
    }

    fn form(&mut self, text: &str) {
        for pair in text.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.set(name, &decoded(value));
        }
    }

    fn multipart(&mut self, boundary: &str, text: &str) {
        for part in text.split(&format!("--{boundary}")) {
            let Some((head, value)) = part.split_once("\r\n\r\n") else { continue };
            let name = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next());
            if let Some(name) = name {
                self.set(name, value.strip_suffix("\r\n").unwrap_or(value));
            }
        }
    }
}

fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains(['%', '+']) {
        return value.into();
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                let digits = std::str::from_utf8(&digits).unwrap_or("3f");
                u8::from_str_radix(digits, 16).unwrap_or(b'?')
            }
            byte => byte,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_call_in_three_forms() {
        let multipart = "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na b\r\n--b--\r\n";
        let json = Params::read("", "application/json", br#"{"chat_id":7,"text":"a b"}"#);
        assert_eq!(
            json,
            Params::read("", "application/x-www-form-urlencoded", b"chat_id=7&text=a+b")
        );
        assert_eq!(json, Params::read("", "multipart/form-data; boundary=b", multipart.as_bytes()));
        assert_eq!((json.chat, json.text.as_deref()), (Some(7), Some("a b")));
    }
}
