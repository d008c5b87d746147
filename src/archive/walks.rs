//! Walks over the whole trail: who asked for one, and what the last one found. The schedule makes them, beside the turns.

use super::anchors::EVERY;
use super::{ArchiveError, Result, Tx, settings};
use crate::model::StaffId;
use crate::model::trail::Verdict;
use chrono::{DateTime, Utc};

/// Where the last walk's verdict stands.
const WALKED: &str = "trail_walked";
/// Where those stand who asked for a walk.
const ASKED: &str = "trail_asked";

/// The last walk: what it found, and when.
///
/// # Errors
/// As the database's; `Stored` if it does not parse.
pub async fn last(tx: &Tx) -> Result<Option<(Verdict, DateTime<Utc>)>> {
    let stored = settings::get(tx, WALKED).await?;
    let parsed = stored.map(|text| serde_json::from_str(&text)).transpose();
    parsed.map_err(|_| ArchiveError::Stored("walk"))
}

/// Whether the last walk found something, less than a day ago: the next one can wait.
///
/// # Errors
/// As `last`.
pub async fn found_today(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    Ok(last(tx).await?.is_some_and(|(verdict, at)| !verdict.is_intact() && now - at < EVERY))
}

/// Who asked for a walk and was not answered yet.
///
/// # Errors
/// As the database's; `Stored` if it does not parse.
pub async fn askers(tx: &Tx) -> Result<Vec<StaffId>> {
    let stored = settings::get(tx, ASKED).await?;
    let parsed = stored.map(|text| serde_json::from_str(&text)).transpose();
    Ok(parsed.map_err(|_| ArchiveError::Stored("walk"))?.unwrap_or_default())
}

/// Asks for a walk.
///
/// # Errors
/// As `askers`.
pub async fn ask(tx: &Tx, who: StaffId) -> Result<()> {
    let mut askers = askers(tx).await?;
    if !askers.contains(&who) {
        askers.push(who);
    }
    note_askers(tx, &askers).await
}

/// Keeps a walk's verdict; those who asked are answered with it.
///
/// # Errors
/// As `askers`.
pub async fn note(tx: &Tx, verdict: Verdict, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    let text = serde_json::to_string(&(verdict, now)).expect("a verdict is plain data");
    settings::set(tx, WALKED, &text).await?;
    let answered = askers(tx).await?;
    if !answered.is_empty() {
        note_askers(tx, &[]).await?;
    }
    Ok(answered)
}

async fn note_askers(tx: &Tx, askers: &[StaffId]) -> Result<()> {
    let text = serde_json::to_string(askers).expect("ids are plain data");
    settings::set(tx, ASKED, &text).await
}
