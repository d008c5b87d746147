//! What the owner sets for the whole house: what the chat shows of sensitive fields (security.md).

use super::trail::{self, Subject};
use super::{Result, Tx, settings};
use crate::model::StaffId;
use crate::model::access::InChat;
use crate::model::card::Act;
use chrono::{DateTime, Utc};

/// The name of the setting for sensitive fields.
const IN_CHAT: &str = "sensitive_in_chat";

/// What the chat shows of sensitive fields; all that the matrix allows until the owner says otherwise.
///
/// # Errors
/// As the database's.
pub async fn in_chat(tx: &Tx) -> Result<InChat> {
    Ok(settings::get(tx, IN_CHAT).await?.as_deref().and_then(InChat::parse).unwrap_or_default())
}

/// Sets what the chat shows of sensitive fields. Whether it is less than before.
///
/// # Errors
/// As the database's.
pub async fn set_in_chat(
    tx: &Tx,
    who: StaffId,
    in_chat: InChat,
    now: DateTime<Utc>,
) -> Result<bool> {
    let before = self::in_chat(tx).await?;
    settings::set(tx, IN_CHAT, in_chat.as_str()).await?;
    let detail = format!("{IN_CHAT}={}", in_chat.as_str());
    trail::record(tx, now, Some(who), Act::Set, Subject::None, &detail).await?;
    Ok(in_chat < before)
}
