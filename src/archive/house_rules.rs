//! What the owner sets for the whole house: what the chat shows of sensitive fields, how long records are kept
//! (security.md).

use super::trail::{self, Subject};
use super::{Result, Tx, settings};
use crate::model::StaffId;
use crate::model::access::InChat;
use crate::model::card::Act;
use crate::model::grave::{KeptYears, UNVISITED_YEARS, VISITED_YEARS};
use chrono::{DateTime, Utc};

/// The name of the setting for sensitive fields.
const IN_CHAT: &str = "sensitive_in_chat";
/// The name of the setting for retention: years after the last visit, and years for a client who never came.
const KEPT: &str = "kept_years";

/// What the chat shows of sensitive fields; all that the matrix allows until the owner says otherwise.
///
/// # Errors
/// As the database's.
pub async fn in_chat(tx: &Tx) -> Result<InChat> {
    Ok(settings::get(tx, IN_CHAT).await?.as_deref().and_then(InChat::parse).unwrap_or_default())
}

/// Sets what the chat shows of sensitive fields. What it was before.
///
/// # Errors
/// As the database's.
pub async fn set_in_chat(
    tx: &Tx,
    who: StaffId,
    in_chat: InChat,
    now: DateTime<Utc>,
) -> Result<InChat> {
    let before = self::in_chat(tx).await?;
    settings::set(tx, IN_CHAT, in_chat.as_str()).await?;
    let detail = format!("{IN_CHAT}={}", in_chat.as_str());
    trail::record(tx, now, Some(who), Act::Set, Subject::None, &detail).await?;
    Ok(before)
}

/// How long records are kept.
///
/// # Errors
/// As the database's.
pub async fn kept_years(tx: &Tx) -> Result<KeptYears> {
    let stored = settings::get(tx, KEPT).await?.unwrap_or_default();
    let parsed = stored.split_once(',').and_then(|(visited, unvisited)| {
        Some(KeptYears { visited: visited.parse().ok()?, unvisited: unvisited.parse().ok()? })
    });
    let listed = |years: &KeptYears| {
        VISITED_YEARS.contains(&years.visited) && UNVISITED_YEARS.contains(&years.unvisited)
    };
    Ok(parsed.filter(listed).unwrap_or_default())
}

/// Sets how long records are kept.
///
/// # Errors
/// As the database's.
pub async fn set_kept_years(
    tx: &Tx,
    who: StaffId,
    years: KeptYears,
    now: DateTime<Utc>,
) -> Result<()> {
    let value = format!("{},{}", years.visited, years.unvisited);
    settings::set(tx, KEPT, &value).await?;
    trail::record(tx, now, Some(who), Act::Set, Subject::None, &format!("{KEPT}={value}")).await
}
