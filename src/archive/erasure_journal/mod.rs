//! The journal beside the database: erasures and cut seats, so that restoring an older backup revives neither (T25, K39).
//!
//! A line holds ids, salted hashes and times, and a seal; it is written after the commit, and again if that was missed.
//! Every start, and every restore, does again what the database does not know of. Backups carry the journal.

use super::entity::{client, cutoff, erasure, invite, screen, seat, staff};
use super::erasure::{self as erasing, Order};
use super::trail::{self, Subject};
use super::{Archive, Result, Tx, pins, traces};
use crate::model::card::Act;
use crate::model::text::hex;
use crate::model::{ClientId, ScreenId, StaffId};
use chrono::{DateTime, SubsecRound, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};
use std::path::Path;

mod lines;

use lines::{Entry, add, read, remove, same, unwritable};
pub use lines::{FILE, JournalKey};

/// What was done again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Clients erased.
    pub erased: u32,
    /// Seats cut.
    pub cut: u32,
}

/// Whether something is to be settled.
///
/// # Errors
/// As the database's.
pub async fn any_unsettled(tx: &Tx) -> Result<bool> {
    let erased = erasure::Entity::find().filter(erasure::Column::Settled.eq(false)).limit(1);
    let cut = cutoff::Entity::find().filter(cutoff::Column::Journaled.eq(false)).limit(1);
    Ok(erased.one(tx.db()).await?.is_some() || cut.one(tx.db()).await?.is_some())
}

/// Brings erasures and cut seats into the journal, removes the erased clients' files, and empties the database's log.
/// What is interrupted, or held up by somebody who reads, is done again by the next call.
///
/// # Errors
/// As the database's and the disk's.
pub async fn settle(archive: &Archive) -> Result<()> {
    let tx = archive.read().await?;
    let erased = erasure::Entity::find().filter(erasure::Column::Settled.eq(false));
    let erased = erased.order_by_asc(erasure::Column::Id).all(tx.db()).await?;
    let cut = cutoff::Entity::find().filter(cutoff::Column::Journaled.eq(false));
    let cut = cut.order_by_asc(cutoff::Column::Id).all(tx.db()).await?;
    let mut entries: Vec<Entry> = erased.iter().map(of_erasure).collect();
    for row in &cut {
        let person = staff::Entity::find_by_id(row.staff_id).one(tx.db()).await?;
        entries.extend(person.map(|person| of_cutoff(row, &person)));
    }
    // Not only dropped: it would still read while the log is emptied below.
    tx.rollback().await?;
    add(archive.data(), &archive.journal, entries).map_err(|error| unwritable(&error))?;
    for name in erased.iter().flat_map(|row| row.names.lines()) {
        remove(&archive.data().join("files").join(name)).map_err(|error| unwritable(&error))?;
    }
    if !erased.is_empty() && !archive.empty_log().await? {
        // What was overwritten stands in the log until then.
        return Ok(());
    }
    let erased: Vec<i64> = erased.into_iter().map(|row| row.id).collect();
    let cut: Vec<i64> = cut.into_iter().map(|row| row.id).collect();
    archive
        .write(move |tx| {
            let (erased, cut) = (erased.clone(), cut.clone());
            Box::pin(async move { settled(tx, erased, cut).await })
        })
        .await
}

async fn settled(tx: &Tx, erased: Vec<i64>, cut: Vec<i64>) -> Result<()> {
    erasure::Entity::update_many()
        .col_expr(erasure::Column::Settled, Expr::value(true))
        .col_expr(erasure::Column::Names, Expr::value(""))
        .filter(erasure::Column::Id.is_in(erased))
        .exec(tx.db())
        .await?;
    cutoff::Entity::update_many()
        .col_expr(cutoff::Column::Journaled, Expr::value(true))
        .filter(cutoff::Column::Id.is_in(cut))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Does again what the journal knows and the database does not: before anything is served.
///
/// # Errors
/// As the database's and the disk's; `Refused` if the journal was changed.
pub async fn reapply(archive: &Archive, now: DateTime<Utc>) -> Result<Again> {
    let entries = read(&archive.data().join(FILE), &archive.journal)?;
    let done = archive.write(move |tx| {
        let entries = entries.clone();
        Box::pin(async move {
            let mut again = Again::default();
            for entry in &entries {
                match entry {
                    Entry::Erased { .. } => again.erased += u32::from(erase(tx, entry, now).await?),
                    Entry::Cut { .. } => again.cut += u32::from(cut(tx, entry, now).await?),
                }
            }
            Ok(again)
        })
    });
    let again = done.await?;
    settle(archive).await?;
    Ok(again)
}

/// Erases a client whom a restored database brought back, and puts the proof back.
async fn erase(tx: &Tx, entry: &Entry, now: DateTime<Utc>) -> Result<bool> {
    let Entry::Erased { client, mark, asked_by, confirmed_by, at, .. } = entry else {
        return Ok(false);
    };
    let row = client::Entity::find_by_id(*client).one(tx.db()).await?;
    // Another client may have got the id since: only the mark tells.
    if row.is_some_and(|row| erasing::is_marked(&row, mark)) {
        let order =
            Order { asked_by: StaffId(*asked_by), confirmed_by: StaffId(*confirmed_by), at: *at };
        if let Some(traces) = erasing::erase(tx, ClientId(*client), order, now).await? {
            traces::close(tx, &traces).await?;
        }
        return Ok(true);
    }
    let proofs = erasure::Entity::find().filter(erasure::Column::ClientId.eq(*client));
    let known = proofs.all(tx.db()).await?.iter().any(|row| same(row.at, *at));
    if !known {
        proof(entry).insert(tx.db()).await?;
    }
    Ok(false)
}

fn proof(entry: &Entry) -> erasure::ActiveModel {
    let Entry::Erased { client, branch, number, mark, asked_by, confirmed_by, rows, files, at } =
        entry.clone()
    else {
        unreachable!("only an erasure has a proof")
    };
    erasure::ActiveModel {
        id: NotSet,
        client_id: Set(client),
        branch_id: Set(branch),
        number: Set(number),
        mark: Set(mark),
        asked_by: Set(asked_by),
        confirmed_by: Set(confirmed_by),
        rows: Set(rows),
        files: Set(files),
        at: Set(at),
        names: Set(String::new()),
        settled: Set(true),
    }
}

/// Cuts a seat that a restored database brought back. Whoever was let in again since is let in again by a manager.
async fn cut(tx: &Tx, entry: &Entry, now: DateTime<Utc>) -> Result<bool> {
    let Entry::Cut { staff, branch, mark, by, kind, at } = entry else { return Ok(false) };
    let person = staff::Entity::find_by_id(*staff).one(tx.db()).await?;
    if !person.is_some_and(|person| is_marked(&person, mark)) {
        return Ok(false);
    }
    let of_seat = cutoff::Entity::find()
        .filter(cutoff::Column::StaffId.eq(*staff))
        .filter(cutoff::Column::BranchId.eq(*branch));
    if of_seat.all(tx.db()).await?.iter().any(|row| same(row.at, *at)) {
        return Ok(false);
    }
    let row = cutoff::ActiveModel {
        id: NotSet,
        staff_id: Set(*staff),
        branch_id: Set(*branch),
        by_id: Set(*by),
        kind: Set(kind.clone()),
        heir_id: Set(None),
        at: Set(*at),
        ended_at: Set(None),
        journaled: Set(true),
        reason: Set(String::new()),
    };
    row.insert(tx.db()).await?;
    seat::Entity::update_many()
        .col_expr(seat::Column::State, Expr::value("ended"))
        .filter(seat::Column::StaffId.eq(*staff))
        .filter(seat::Column::BranchId.eq(*branch))
        .exec(tx.db())
        .await?;
    invite::Entity::update_many()
        .col_expr(invite::Column::State, Expr::value("void"))
        .filter(invite::Column::InviterId.eq(*staff))
        .filter(invite::Column::State.eq("open"))
        .exec(tx.db())
        .await?;
    pins::forget(tx, StaffId(*staff)).await?;
    let live = screen::Entity::find()
        .filter(screen::Column::StaffId.eq(*staff))
        .filter(screen::Column::State.eq("live"));
    for row in live.all(tx.db()).await? {
        super::screens::close(tx, ScreenId(row.id)).await?;
    }
    let act = if kind == "left" { Act::Left } else { Act::Suspended };
    let subject = Subject::Row("staff", *staff);
    trail::record(tx, now, Some(StaffId(*by)), act, subject, "after a restore").await?;
    Ok(true)
}

fn of_erasure(row: &erasure::Model) -> Entry {
    Entry::Erased {
        client: row.client_id,
        branch: row.branch_id,
        number: row.number.clone(),
        mark: row.mark.clone(),
        asked_by: row.asked_by,
        confirmed_by: row.confirmed_by,
        rows: row.rows,
        files: row.files,
        at: row.at,
    }
}

fn of_cutoff(row: &cutoff::Model, person: &staff::Model) -> Entry {
    Entry::Cut {
        staff: row.staff_id,
        branch: row.branch_id,
        mark: marked(person, &row.at.trunc_subsecs(3).timestamp_millis().to_string()),
        by: row.by_id,
        kind: row.kind.clone(),
        at: row.at,
    }
}

fn marked(person: &staff::Model, salt: &str) -> String {
    let since = person.created_at.trunc_subsecs(3).timestamp_millis();
    let told = format!("{salt}|{}|{since}", person.id);
    format!("{salt}:{}", hex(&Sha256::digest(told)))
}

fn is_marked(person: &staff::Model, mark: &str) -> bool {
    mark.split_once(':').is_some_and(|(salt, _)| marked(person, salt) == mark)
}

/// Whether the journal is whole and of this key; one that is missing is.
///
/// # Errors
/// `Refused` if it is not.
pub(super) fn verify(data: &Path, key: &JournalKey) -> Result<()> {
    read(&data.join(FILE), key).map(drop)
}

/// Seals the journal with another key. One that has it already stays as it is.
///
/// # Errors
/// As the disk's; `Refused` if it was changed.
pub(super) fn reseal(data: &Path, old: &JournalKey, new: &JournalKey) -> Result<()> {
    lines::reseal(data, old, new)
}

/// Puts what a restored backup's journal, sealed with `under`, knows to what stands here: neither forgets.
///
/// # Errors
/// As the disk's; `Refused` if either was changed.
pub fn merge(data: &Path, key: &JournalKey, restored: &Path, under: &JournalKey) -> Result<()> {
    let entries = read(restored, under)?;
    add(data, key, entries).map_err(|error| unwritable(&error))
}
