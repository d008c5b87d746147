//! A card that may have arrived under a number that nobody noted: the process died, or the line broke, between the call
//! and its answer. It could not be recalled at its end, so it leaves the chat at once (R4, R9).

use crate::archive::{Result, Tx, screens};
use crate::telegram::lanes::Letter;
use crate::telegram::postman::put;
use crate::turn::out::{Out, Parcel};
use chrono::{DateTime, Utc};

/// Messages that are deleted for one doubtful card: Telegram counts those of all the bot's private chats together, so this
/// is what a whole house says between the card and the next message of its chat.
const SWEPT_MAX: i32 = 1_000;

/// Whether a letter is a card of which an earlier sending may have arrived.
pub fn is_doubtful_card(letter: &Letter) -> bool {
    let is_card = matches!(&letter.parcel.out, Out::Show { screen, .. } if screen.issue.is_some());
    is_card && letter.doubts > 0
}

/// Has everything leave a chat that stands between its last message that the archive knows and the next one, nearest to
/// that first. What the reader wrote there goes too: it was taken, and it names whom they looked for.
///
/// # Errors
/// As the database's.
pub async fn sweep(tx: &Tx, chat: i64, next: i32, now: DateTime<Utc>) -> Result<Vec<Parcel>> {
    let known = screens::last_message(tx, chat, next).await?.unwrap_or_default();
    let least = known.max(next.saturating_sub(SWEPT_MAX + 1));
    let messages: Vec<i32> = ((least + 1)..next).rev().collect();
    let mut parcels = Vec::new();
    for some in Out::sweeps(&messages) {
        parcels.push(put(tx, chat, some, now).await?);
    }
    Ok(parcels)
}

/// What follows the last message of a chat that the archive knows: where nothing comes in a card's place, all of it goes.
///
/// # Errors
/// As the database's.
pub async fn after(tx: &Tx, chat: i64) -> Result<Vec<i32>> {
    let Some(known) = screens::last_message(tx, chat, i32::MAX).await? else {
        return Ok(Vec::new());
    };
    Ok((1..=SWEPT_MAX).filter_map(|more| known.checked_add(more)).collect())
}
