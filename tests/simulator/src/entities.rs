//! Entities that Telegram finds in a text by itself: commands, mentions, links, addresses.

use serde_json::{Value, json};

/// A username has at least so many characters.
const USERNAME_CHARS_MIN: usize = 5;

/// How many UTF-16 units a text has: the measure of every length in the Bot API.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The entities Telegram finds in a text, as `MessageEntity` objects in order.
pub(crate) fn find(text: &str) -> Vec<Value> {
    let mut entities = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if let Some((kind, start, end)) = kind_of(word.trim_end()) {
            let skipped = utf16_len(&word[..start]);
            let length = utf16_len(&word[start..end]);
            entities.push(json!({"type": kind, "offset": offset + skipped, "length": length}));
        }
        offset += utf16_len(word);
    }
    entities
}

/// The kind of entity a word is, and where it starts and ends in the word.
fn kind_of(word: &str) -> Option<(&'static str, usize, usize)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name_end = |from: usize| {
        let rest = &word[from..];
        from + rest.find(|c| !is_name(c)).unwrap_or(rest.len())
    };
    let opening = word.len() - word.trim_start_matches(['(', '"', '«', '[']).len();
    let start = opening;
    match word[start..].chars().next()? {
        '/' => {
            let mut end = name_end(start + 1);
            if word[end..].starts_with('@') && name_end(end + 1) > end + 1 {
                end = name_end(end + 1);
            }
            (end > start + 1).then_some(("bot_command", start, end))
        }
        '@' => {
            let end = name_end(start + 1);
            (end - start > USERNAME_CHARS_MIN).then_some(("mention", start, end))
        }
        _ => {
            let end = start
                + word[start..]
                    .trim_end_matches(['.', ',', '!', '?', ')', ']', '"', '»', ';', ':'])
                    .len();
            let bare = &word[start..end];
            is_url(bare)
                .then_some("url")
                .or_else(|| is_email(bare).then_some("email"))
                .map(|kind| (kind, start, end))
        }
    }
}

fn is_url(word: &str) -> bool {
    let after_scheme = ["https://", "http://"].iter().find_map(|scheme| word.strip_prefix(scheme));
    match after_scheme {
        Some(rest) => rest.contains(|c: char| c.is_alphanumeric()),
        None => ["t.me/", "www."]
            .iter()
            .any(|start| word.len() > start.len() && word.starts_with(start)),
    }
}

fn is_email(word: &str) -> bool {
    let parts = word.split_once('@');
    parts.is_some_and(|(name, host)| {
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && host.chars().all(is_host)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let one = |entity: &Value| {
            let at = |name: &str| usize::try_from(entity[name].as_u64().unwrap()).unwrap();
            let (offset, length) = (at("offset"), at("length"));
            let part = String::from_utf16(&units[offset..offset + length]).unwrap();
            format!("{} {part}", entity["type"].as_str().unwrap())
        };
        find(text).iter().map(one).collect()
    }

    #[test]
    fn commands_mentions_links_and_addresses_are_found() {
        assert_eq!(
            found("/start@sample_bot abc 💇 @anna_sample (https://example.org/a). a@example.org,"),
            [
                "bot_command /start@sample_bot",
                "mention @anna_sample",
                "url https://example.org/a",
                "email a@example.org",
            ]
        );
    }

    #[test]
    fn plain_words_are_no_entities() {
        assert_eq!(found("and/or @ann / 3.5 e.g. x@y http:// 王小明"), [""; 0]);
    }
}
