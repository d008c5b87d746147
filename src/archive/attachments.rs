//! Photos: noted as pending in the turn, stored as sealed files under the data folder after it (decisions 24).
//!
//! Each file has a key of its own, wrapped by the archive's: without the row a file is noise, and a row's
//! key opens only the file of that row (K36).

use super::entity::attachment::{Column, Entity, Model};
use super::{Result, Tx};
use crate::model::text::hex;
use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// A photo that cannot be downloaded this often is given up.
pub const TRIES_MAX: i32 = 5;
/// Bytes of a nonce.
const NONCE_BYTES: usize = 12;
/// Bytes of a key.
const KEY_BYTES: usize = 32;

/// A photo as its row has it.
pub type Row = Model;

/// The key that wraps the keys of files. It has no `Debug`.
#[derive(Clone)]
pub struct FilesKey([u8; KEY_BYTES]);

/// A photo, sealed.
pub struct Sealed {
    /// What goes into the file.
    pub bytes: Vec<u8>,
    /// The file's key, wrapped, as the row keeps it.
    pub key: String,
}

/// Photos that wait for their download, oldest first.
///
/// # Errors
/// As the database's.
pub async fn pending(tx: &Tx, limit: u64) -> Result<Vec<Row>> {
    let waiting = Entity::find().filter(Column::State.eq("pending")).order_by_asc(Column::Id);
    Ok(waiting.limit(limit).all(tx.db()).await?)
}

/// Notes that a photo is on disk: the file's name, its wrapped key, the photo's size in bytes. Returns false if
/// the row no longer waits, such as after an erasure: then the file must go.
///
/// # Errors
/// As the database's.
pub async fn stored(tx: &Tx, id: i64, name: &str, key: &str, size: i64) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value("stored"))
        .col_expr(Column::Name, Expr::value(name))
        .col_expr(Column::Key, Expr::value(key))
        .col_expr(Column::Size, Expr::value(size))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq("pending"))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Counts a failed download. With `give_up`, or after `TRIES_MAX`, the photo ends as failed; then returns true.
///
/// # Errors
/// As the database's.
pub async fn failed(tx: &Tx, id: i64, give_up: bool) -> Result<bool> {
    let waits = |id| Column::Id.eq(id).and(Column::State.eq("pending"));
    Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(waits(id))
        .exec(tx.db())
        .await?;
    let tries_min = if give_up { 0 } else { TRIES_MAX };
    let ended = Entity::update_many()
        .col_expr(Column::State, Expr::value("failed"))
        .filter(waits(id))
        .filter(Column::Attempts.gte(tries_min))
        .exec(tx.db())
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Seals a photo for the row with this id.
pub fn seal(key: &FilesKey, id: i64, photo: &[u8]) -> Sealed {
    let own: [u8; KEY_BYTES] = random();
    let bytes = lock(&own, id, photo);
    Sealed { bytes, key: hex(&lock(&key.0, id, &own)) }
}

/// Opens a sealed file with the key of its row. `None` if file, key and row do not belong together, or any was changed.
pub fn unseal(key: &FilesKey, id: i64, wrapped: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let own = unlock(&key.0, id, &unhex(wrapped)?)?;
    unlock(&own.try_into().ok()?, id, sealed)
}

/// The key of a row's file, wrapped by `new` instead of `old`; the file stays as it is. `None` if `old` does not open it.
pub(super) fn rewrap(old: &FilesKey, new: &FilesKey, id: i64, wrapped: &str) -> Option<String> {
    let own = unlock(&old.0, id, &unhex(wrapped)?)?;
    Some(hex(&lock(&new.0, id, &own)))
}

impl FilesKey {
    /// A key from 32 secret bytes.
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }
}

/// Nonce and ciphertext, bound to the row.
fn lock(key: &[u8; KEY_BYTES], id: i64, plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE_BYTES] = random();
    let payload = Payload { msg: plain, aad: &id.to_be_bytes() };
    let locked = Aes256GcmSiv::new(key.into())
        .encrypt(&Nonce::from(nonce), payload)
        .expect("the cipher takes up to 64 GiB");
    [&nonce[..], &locked].concat()
}

fn unlock(key: &[u8; KEY_BYTES], id: i64, locked: &[u8]) -> Option<Vec<u8>> {
    let (nonce, locked) = locked.split_first_chunk::<NONCE_BYTES>()?;
    let payload = Payload { msg: locked, aad: &id.to_be_bytes() };
    Aes256GcmSiv::new(key.into()).decrypt(&Nonce::from(*nonce), payload).ok()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has a random source");
    bytes
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let whole = text.len().is_multiple_of(2) && text.is_ascii();
    whole.then(|| {
        let pairs = (0..text.len()).step_by(2);
        pairs.map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
    })?
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: &[u8] = b"an invented photo";

    fn key() -> FilesKey {
        FilesKey::new([7; KEY_BYTES])
    }

    #[test]
    fn a_photo_comes_back_and_is_not_to_be_seen_in_its_file() {
        let sealed = seal(&key(), 42, PHOTO);
        assert_eq!(unseal(&key(), 42, &sealed.key, &sealed.bytes).as_deref(), Some(PHOTO));
        assert!(!sealed.bytes.windows(8).any(|part| PHOTO.windows(8).any(|seen| seen == part)));
        assert_ne!(seal(&key(), 42, PHOTO).bytes, sealed.bytes);
    }

    #[test]
    fn a_swapped_file_or_key_is_refused() {
        let (one, two) = (seal(&key(), 1, PHOTO), seal(&key(), 2, PHOTO));
        assert!(unseal(&key(), 1, &one.key, &two.bytes).is_none());
        assert!(unseal(&key(), 2, &one.key, &one.bytes).is_none());
        assert!(unseal(&key(), 1, &two.key, &one.bytes).is_none());
        assert!(unseal(&FilesKey::new([8; KEY_BYTES]), 1, &one.key, &one.bytes).is_none());
    }

    #[test]
    fn a_key_that_is_wrapped_anew_opens_its_file_under_the_new_key_alone() {
        let (sealed, new) = (seal(&key(), 1, PHOTO), FilesKey::new([8; KEY_BYTES]));
        let wrapped = rewrap(&key(), &new, 1, &sealed.key).unwrap();
        assert_eq!(unseal(&new, 1, &wrapped, &sealed.bytes).as_deref(), Some(PHOTO));
        assert!(unseal(&key(), 1, &wrapped, &sealed.bytes).is_none());
        assert!(rewrap(&new, &key(), 1, &sealed.key).is_none());
    }

    #[test]
    fn a_file_that_was_cut_or_changed_is_refused() {
        let sealed = seal(&key(), 1, PHOTO);
        for len in 0..sealed.bytes.len() {
            assert!(unseal(&key(), 1, &sealed.key, &sealed.bytes[..len]).is_none(), "{len}");
            let mut changed = sealed.bytes.clone();
            changed[len] ^= 1;
            assert!(unseal(&key(), 1, &sealed.key, &changed).is_none(), "{len}");
        }
        for wrapped in ["", "0", "zz", &sealed.key[2..], &sealed.key.replace('a', "b")] {
            let same = wrapped == sealed.key;
            assert_eq!(unseal(&key(), 1, wrapped, &sealed.bytes).is_some(), same);
        }
    }
}
