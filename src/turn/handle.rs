//! Handles: what a button's callback data is. Opaque, bound to chat, screen, revision and place, and not to be guessed (T8).

use crate::model::ScreenId;
use crate::model::text::hex;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Bytes of the tag: 128 bits.
const TAG_BYTES: usize = 16;

/// The place of no button of the screen itself: "show it after all", under a card whose sending was interrupted.
pub const AGAIN: u32 = u32::MAX;

/// The key of the handles' tags. It has no `Debug`.
#[derive(Clone)]
pub struct HandleKey(Hmac<Sha256>);

/// A handle whose tag was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    /// The screen.
    pub screen: ScreenId,
    /// The revision of the screen that showed the button.
    pub revision: i32,
    /// The button's place, counted through all rows.
    pub place: u32,
}

impl HandleKey {
    /// A key from 32 secret bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Hmac::new_from_slice(&bytes).expect("HMAC takes keys of any length"))
    }

    /// The callback data of a button in a chat: at most 64 bytes, of `[0-9a-z.]`.
    pub fn write(&self, chat: i64, handle: Handle) -> String {
        let tag = self.mac(chat, handle).finalize().into_bytes();
        head(handle) + &hex(&tag[..TAG_BYTES])
    }

    /// Reads callback data that came from a chat. Anything that this chat was not given is `None`.
    pub fn read(&self, chat: i64, data: &str) -> Option<Handle> {
        let mut parts = data.split('.');
        let (screen, revision, place, tag) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let handle = Handle {
            screen: ScreenId(i64::from_str_radix(screen, 16).ok()?),
            revision: i32::from_str_radix(revision, 16).ok()?,
            place: u32::from_str_radix(place, 16).ok()?,
        };
        // One spelling only; the tag itself is compared in constant time.
        let canonical = parts.next().is_none() && data.strip_suffix(tag) == Some(&head(handle));
        let tag = unhex(tag)?;
        (canonical && self.mac(chat, handle).verify_truncated_left(&tag).is_ok()).then_some(handle)
    }

    fn mac(&self, chat: i64, handle: Handle) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(&chat.to_be_bytes());
        mac.update(&handle.screen.0.to_be_bytes());
        mac.update(&handle.revision.to_be_bytes());
        mac.update(&handle.place.to_be_bytes());
        mac
    }
}

/// What stands before the tag.
fn head(Handle { screen, revision, place }: Handle) -> String {
    format!("{:x}.{revision:x}.{place:x}.", screen.0)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    let whole = text.len() == 2 * TAG_BYTES && text.bytes().all(digit);
    whole.then(|| {
        (0..TAG_BYTES).map(|n| u8::from_str_radix(&text[2 * n..2 * n + 2], 16).ok()).collect()
    })?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> HandleKey {
        HandleKey::new([7; 32])
    }

    proptest! {
        #[test]
        fn a_handle_is_read_back_by_its_own_chat_only(chat in 1i64.., screen in 1i64.., revision in 0i32.., place in 0u32..100) {
            let handle = Handle { screen: ScreenId(screen), revision, place };
            let data = key().write(chat, handle);
            prop_assert!(data.len() <= 64);
            prop_assert_eq!(key().read(chat, &data), Some(handle));
            prop_assert_eq!(key().read(chat - 1, &data), None);
            prop_assert_eq!(HandleKey::new([8; 32]).read(chat, &data), None);
        }

        #[test]
        fn no_flipped_bit_is_taken(byte in 0usize..40, bit in 0u8..7) {
            let handle = Handle { screen: ScreenId(0x1234), revision: 5, place: 3 };
            let mut data = key().write(42, handle).into_bytes();
            let byte = byte % data.len();
            data[byte] ^= 1 << bit;
            let data = String::from_utf8_lossy(&data);
            prop_assert_eq!(key().read(42, &data), None);
        }

        #[test]
        fn nothing_else_is_taken(data in ".{0,80}") {
            prop_assert_eq!(key().read(42, &data), None);
        }
    }
}
