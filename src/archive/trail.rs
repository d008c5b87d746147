//! The trail: append-only and chained by hash; ids and field names only, never a client's data (access.md, decisions 19).

use super::entity::trail::{ActiveModel, Column, Entity, Model};
use super::prepared::{insertion, prepared};
use super::{Result, Tx};
use crate::model::card::Act;
use crate::model::text::hex;
use crate::model::{ClientId, StaffId};
use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, EntityTrait, QueryOrder, QuerySelect, QueryTrait,
};
use sha2::{Digest, Sha256};

/// What an entry is about.
#[derive(Clone, Copy)]
pub enum Subject {
    /// A client.
    Client(ClientId),
    /// A row of another table, by the table's name.
    Row(&'static str, i64),
    /// Nothing in particular.
    None,
}

/// Appends an entry. `detail` holds ids, field names, counts; it is the caller's duty to keep people's data out.
///
/// # Errors
/// As the database's.
pub async fn record(
    tx: &Tx,
    now: DateTime<Utc>,
    actor: Option<StaffId>,
    act: Act,
    subject: Subject,
    detail: &str,
) -> Result<()> {
    let known = tx.trail_head().clone();
    let prev = match known {
        Some(head) => head,
        None => head(tx).await?,
    };
    let (kind, id) = match subject {
        Subject::Client(client) => ("client", Some(client.0)),
        Subject::Row(table, id) => (table, Some(id)),
        Subject::None => ("", None),
    };
    let mut entry = Model {
        id: 0,
        at: now,
        actor_id: actor.map(|actor| actor.0),
        act: act.as_str().into(),
        subject: kind.into(),
        subject_id: id,
        detail: detail.into(),
        prev: Some(prev),
        hash: None,
    };
    entry.hash = Some(hash(&entry));
    let head = entry.hash.clone();
    let row = ActiveModel { id: NotSet, ..ActiveModel::from(entry).reset_all() };
    tx.inserted(insertion!(tx, row)).await?;
    *tx.trail_head() = head;
    Ok(())
}

/// The hash of the last entry; empty before the first.
///
/// # Errors
/// As the database's.
pub async fn head(tx: &Tx) -> Result<String> {
    let last =
        prepared!(tx, [], |[]| Entity::find().order_by_desc(Column::Id).limit(1).into_query());
    let last: Option<Model> = tx.one(last).await?;
    Ok(last.and_then(|entry| entry.hash).unwrap_or_default())
}

/// SHA-256 over the entry's content and its predecessor's hash, each part preceded by its length.
pub(super) fn hash(entry: &Model) -> String {
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let number = |id: Option<i64>| id.map_or_else(String::new, |id| id.to_string());
    let parts = [
        entry.prev.clone().unwrap_or_default(),
        at,
        number(entry.actor_id),
        entry.act.clone(),
        entry.subject.clone(),
        number(entry.subject_id),
        entry.detail.clone(),
    ];
    let mut sum = Sha256::new();
    for part in parts {
        sum.update((part.len() as u64).to_be_bytes());
        sum.update(part.as_bytes());
    }
    hex(&sum.finalize())
}
