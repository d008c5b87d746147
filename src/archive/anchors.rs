//! Anchors: the trail's head noted daily, here and outside, so that a cut or rewritten trail is seen (T23).

use super::entity::anchor::{ActiveModel, Column, Entity, Model};
use super::entity::{seat, trail as entries};
use super::trail::hash;
use super::{Result, Tx};
use crate::model::StaffId;
use crate::model::policy::Role;
use crate::model::trail::{Mark, Verdict};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;

/// The next anchor comes this long after the last one.
pub(super) const EVERY: Duration = Duration::days(1);
/// Entries that are read at once.
const PAGE: u64 = 1000;

/// What became of the day's anchor.
pub enum Cast {
    /// It is not time, or nothing was written since.
    NotDue,
    /// The first one: it has nothing before it that could be compared.
    First,
    /// Noted; it is to be told outside.
    Noted(Mark),
    /// The trail does not fit, so nothing was noted.
    Bad(Verdict),
}

/// The last anchor.
///
/// # Errors
/// As the database's.
pub async fn last(tx: &Tx) -> Result<Option<(Mark, DateTime<Utc>)>> {
    Ok(newest(tx).await?.map(|row| (Mark::of(row.entry_id, &row.hash), row.at)))
}

async fn newest(tx: &Tx) -> Result<Option<Model>> {
    Ok(Entity::find().order_by_desc(Column::Id).limit(1).one(tx.db()).await?)
}

/// Whether it is time for an anchor.
///
/// # Errors
/// As the database's.
pub async fn due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    let last = newest(tx).await?;
    if last.as_ref().is_some_and(|last| now - last.at < EVERY) {
        return Ok(false);
    }
    let head = head(tx).await?;
    Ok(head.is_some_and(|head| last.is_none_or(|last| last.entry_id != head.id)))
}

/// When the newest entry was written.
///
/// # Errors
/// As the database's.
pub async fn newest_at(tx: &Tx) -> Result<Option<DateTime<Utc>>> {
    Ok(head(tx).await?.map(|entry| entry.at))
}

async fn head(tx: &Tx) -> Result<Option<entries::Model>> {
    let newest = entries::Entity::find().order_by_desc(entries::Column::Id);
    Ok(newest.limit(1).one(tx.db()).await?)
}

/// Notes the trail's head, if it is time and the trail fits: `whole` is what a walk of all of it said just now, beside
/// the writer; here only what came since the last anchor is walked.
///
/// # Errors
/// As the database's.
pub async fn cast(tx: &Tx, whole: Verdict, now: DateTime<Utc>) -> Result<Cast> {
    if !due(tx, now).await? {
        return Ok(Cast::NotDue);
    }
    let verdict = if whole.is_intact() { tail(tx).await? } else { whole };
    if !verdict.is_intact() {
        return Ok(Cast::Bad(verdict));
    }
    let Some(head) = head(tx).await? else { return Ok(Cast::NotDue) };
    let first = newest(tx).await?.is_none();
    let hash = head.hash.unwrap_or_default();
    let mark = Mark::of(head.id, &hash);
    let row = ActiveModel { id: NotSet, entry_id: Set(head.id), hash: Set(hash), at: Set(now) };
    row.insert(tx.db()).await?;
    Ok(if first { Cast::First } else { Cast::Noted(mark) })
}

/// Walks the trail since its last anchor; all of it where there is none.
///
/// # Errors
/// As the database's.
pub async fn tail(tx: &Tx) -> Result<Verdict> {
    let Some(anchor) = newest(tx).await? else { return walk(tx, 0, String::new(), None).await };
    let entry = entries::Entity::find_by_id(anchor.entry_id).one(tx.db()).await?;
    let id = anchor.entry_id;
    match entry {
        None => Ok(Verdict::CutOrExtended { entry: id }),
        Some(entry) if !is_itself(&entry) => Ok(Verdict::Changed { entry: id }),
        Some(entry) if entry.hash.as_deref() != Some(&anchor.hash) => {
            Ok(Verdict::OffAnchor { entry: id })
        }
        Some(_) => walk(tx, id, anchor.hash, None).await,
    }
}

/// Walks the whole trail and compares it with every anchor.
///
/// # Errors
/// As the database's.
pub async fn whole(tx: &Tx) -> Result<Verdict> {
    let anchors = Entity::find().all(tx.db()).await?.into_iter();
    let anchors = anchors.map(|anchor| (anchor.entry_id, anchor.hash)).collect();
    walk(tx, 0, String::new(), Some(anchors)).await
}

/// Walks the whole trail by itself, as in a database from before there were anchors.
///
/// # Errors
/// As the database's.
pub async fn chain(tx: &Tx) -> Result<Verdict> {
    walk(tx, 0, String::new(), None).await
}

/// Compares one entry with a mark that was kept outside.
///
/// # Errors
/// As the database's.
pub async fn meets(tx: &Tx, mark: &Mark) -> Result<Verdict> {
    let entry = entries::Entity::find_by_id(mark.entry).one(tx.db()).await?;
    Ok(match entry {
        None => Verdict::CutOrExtended { entry: mark.entry },
        Some(entry) if !is_itself(&entry) => Verdict::Changed { entry: mark.entry },
        Some(entry) if !entry.hash.as_deref().unwrap_or_default().starts_with(&mark.hash) => {
            Verdict::OffAnchor { entry: mark.entry }
        }
        Some(_) => Verdict::Intact { entries: 1 },
    })
}

/// The people with an active seat of an owner: they keep the anchors.
///
/// # Errors
/// As the database's.
pub async fn owners(tx: &Tx) -> Result<Vec<StaffId>> {
    let seats = seat::Entity::find()
        .filter(seat::Column::Role.eq(Role::Owner.as_str()))
        .filter(seat::Column::State.eq("active"));
    let seats = seats.order_by_asc(seat::Column::StaffId).all(tx.db()).await?;
    let mut owners: Vec<StaffId> = seats.iter().map(|seat| StaffId(seat.staff_id)).collect();
    owners.dedup();
    Ok(owners)
}

/// Whether an entry says what it said when it was written.
fn is_itself(entry: &entries::Model) -> bool {
    entry.prev.is_some() && entry.hash.as_deref() == Some(&hash(entry))
}

/// A walk along the trail.
#[derive(Clone, Default)]
struct Walk {
    /// The hash of the entry before.
    prev: String,
    /// What anchors say of entries still to come.
    anchors: BTreeMap<i64, String>,
    /// The first entry that is not as its anchor says.
    off: Option<i64>,
    /// Entries so far.
    count: i64,
}

impl Walk {
    /// Takes the next entry: its own content first, then the one before it, then what an anchor says of it.
    /// What is wrong, if the walk ends here.
    fn step(&mut self, entry: entries::Model) -> Option<Verdict> {
        let id = entry.id;
        if !is_itself(&entry) {
            return Some(Verdict::Changed { entry: id });
        }
        if entry.prev.as_deref() != Some(&self.prev) {
            return Some(Verdict::CutOrExtended { entry: id });
        }
        self.prev = entry.hash.unwrap_or_default();
        if self.anchors.remove(&id).is_some_and(|anchored| anchored != self.prev) {
            self.off = self.off.or(Some(id));
        }
        self.count += 1;
        None
    }

    /// What the end of the trail says.
    fn end(&self) -> Verdict {
        match (self.off, self.anchors.keys().next()) {
            (Some(entry), _) => Verdict::OffAnchor { entry },
            (None, Some(entry)) => Verdict::CutOrExtended { entry: *entry },
            (None, None) => Verdict::Intact { entries: self.count },
        }
    }
}

async fn walk(
    tx: &Tx,
    mut after: i64,
    prev: String,
    anchors: Option<BTreeMap<i64, String>>,
) -> Result<Verdict> {
    let mut walk = Walk { prev, anchors: anchors.unwrap_or_default(), ..Walk::default() };
    loop {
        let page = entries::Entity::find()
            .filter(entries::Column::Id.gt(after))
            .order_by_asc(entries::Column::Id)
            .limit(PAGE)
            .all(tx.db())
            .await?;
        let Some(newest) = page.last() else { return Ok(walk.end()) };
        after = newest.id;
        for entry in page {
            if let Some(verdict) = walk.step(entry) {
                return Ok(verdict);
            }
        }
    }
}

#[cfg(test)]
mod tampered;
#[cfg(test)]
mod tests;
