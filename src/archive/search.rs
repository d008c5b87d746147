//! Search, and the check for a client who is on the books already: plain keys, walked in the order of their index, so that a
//! page of hits costs a page whatever the size of the archive, and is the same page on both databases.

use super::clients::Row;
use super::entity::{branch, client, near_key, phone, search_key};
use super::relations::{self, visible_to};
use super::trail::{self, Subject};
use super::{Result, Tx};
use crate::model::Actor;
use crate::model::access::{Access, Part, access};
use crate::model::card::Act;
use crate::model::phone::{Country, Phone};
use crate::model::search::{self, Query};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Query as Select, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryTrait,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::iter;

/// Hits on one page (access.md: at most ten, name and number only).
pub const PAGE: usize = 10;
/// Hits of the duplicate check.
const DUPLICATES_MAX: usize = 5;
/// Candidates that the check for similar names looks at.
const CANDIDATES: usize = 50;
/// Letters of a key that a similar name shares.
const START_CHARS: usize = 4;
/// The most index entries that are read at once; the first time it is twice what is looked for.
const STEP_MAX: u64 = 1000;
/// The most clients of one statement, where few of them may be known.
const READ_AT_ONCE: usize = 100;
/// Clients that are looked at for each number of a name with a slip, and for all of them.
const NEAR_EACH: u64 = 20;
const NEAR_MAX: usize = 200;

/// What a search found.
pub enum Found {
    /// One page.
    Page {
        /// Its hits.
        rows: Vec<Row>,
        /// Whether there are more.
        more: bool,
        /// Whether nothing fits what was typed, and these only come near it.
        near: bool,
    },
    /// Fewer than two characters.
    TooShort,
}

/// Searches what the person may know. The end of a phone matches only where the person may see the contact,
/// so that a search cannot leak it (decisions 14). Names with a slip in them are looked for where nothing fits, on the first
/// page: whoever typed it right pays nothing for it, and no such name stands beside one that fits.
///
/// # Errors
/// As the database's.
pub async fn find(
    tx: &Tx,
    who: &Actor,
    text: &str,
    page: u32,
    country: Country,
    now: DateTime<Utc>,
) -> Result<Found> {
    let before = (page as usize).saturating_mul(PAGE);
    let enough = before.saturating_add(PAGE + 1);
    let mut near = false;
    let hits = match search::query(text, country) {
        Query::TooShort => return Ok(Found::TooShort),
        Query::Number(number) => by_number(tx, who, &number).await?,
        Query::Phone { whole, tail } => {
            let mut hits = by_phone(tx, who, whole, &tail, enough, now).await?;
            if let Some(number) = search::number(text) {
                add(&mut hits, by_number(tx, who, &number).await?);
            }
            hits.split_off(before.min(hits.len()))
        }
        Query::Name(prefix) => {
            let mut hits = by_name(tx, who, &prefix, enough).await?;
            if hits.is_empty() && page == 0 {
                hits = by_near_name(tx, who, text).await?;
                hits.truncate(PAGE);
                near = !hits.is_empty();
            }
            hits.split_off(before.min(hits.len()))
        }
    };
    let mut rows = hits;
    let detail = format!("hits={}", rows.len());
    trail::record(tx, now, Some(who.id), Act::Searched, Subject::None, &detail).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(Found::Page { rows, more, near })
}

/// Clients who may be the same one: by the whole phone, or by a similar name within the branch (A13.01).
///
/// # Errors
/// As the database's.
pub async fn duplicates(
    tx: &Tx,
    who: &Actor,
    phone: Option<&str>,
    name: Option<&str>,
) -> Result<Vec<Row>> {
    let mut hits = Vec::new();
    if let Some(phone) = phone {
        hits = walk(tx, who, &with_phone(phone), CANDIDATES, None).await?;
    }
    if let Some(name) = name {
        let mut like = by_near_name(tx, who, name).await?;
        // A similar name shares the beginning of a key with this one: keys begin at every word and in every reading.
        let starts: BTreeSet<String> =
            search::keys(name).iter().map(|key| key.chars().take(START_CHARS).collect()).collect();
        for start in starts {
            like.extend(by_name(tx, who, &start, CANDIDATES).await?);
        }
        add(&mut hits, like.into_iter().filter(|row| search::similar(&row.name, name)));
    }
    hits.truncate(DUPLICATES_MAX);
    Ok(hits)
}

/// Adds those who are not among the hits yet.
fn add(hits: &mut Vec<Row>, more: impl IntoIterator<Item = Row>) {
    for row in more {
        if hits.iter().all(|hit| hit.id != row.id) {
            hits.push(row);
        }
    }
}

async fn by_name(tx: &Tx, who: &Actor, prefix: &str, enough: usize) -> Result<Vec<Row>> {
    let range = search::range(prefix);
    let keys = Select::select()
        .column(search_key::Column::ClientId)
        .from(search_key::Entity)
        .and_where(search_key::Column::Key.gte(range.start))
        .and_where(search_key::Column::Key.lt(range.end))
        .order_by(search_key::Column::Key, sea_orm::Order::Asc)
        .order_by(search_key::Column::ClientId, sea_orm::Order::Asc)
        .to_owned();
    walk(tx, who, &keys, enough, None).await
}

/// Clients whose name, or a word of it, is typed with one slip: those first whose name is typed like this one (王晓明 for
/// 王小明), then the older cards.
async fn by_near_name(tx: &Tx, who: &Actor, text: &str) -> Result<Vec<Row>> {
    let mut numbers = search::near_probes(text).into_iter().map(with_number);
    let Some(mut all) = numbers.next() else { return Ok(Vec::new()) };
    for one in numbers {
        all.union(UnionType::All, one);
    }
    let ids: BTreeSet<i64> = ids(tx, &all).await?.into_iter().collect();
    let ids: Vec<i64> = ids.into_iter().take(NEAR_MAX).collect();
    let rows = visible(tx, who, &ids, None).await?.into_iter();
    let mut near: Vec<(usize, Row)> =
        rows.filter_map(|row| Some((search::distance(&row.name, text)?, row))).collect();
    near.sort_by_key(|(apart, row)| (*apart, row.id));
    Ok(near.into_iter().map(|(_, row)| row).collect())
}

/// The first clients under a number; whoever has more than these under it is a Smith among Smiths.
fn with_number(number: i32) -> SelectStatement {
    let one = Select::select()
        .column(near_key::Column::ClientId)
        .from(near_key::Entity)
        .and_where(near_key::Column::Number.eq(number))
        .order_by(near_key::Column::ClientId, sea_orm::Order::Asc)
        .limit(NEAR_EACH)
        .to_owned();
    // SQLite takes a limit inside of a union only so.
    Select::select().column(near_key::Column::ClientId).from_subquery(one, "one").to_owned()
}

/// A number with its branch's prefix, or the digits alone in the person's own branch.
async fn by_number(tx: &Tx, who: &Actor, number: &str) -> Result<Vec<Row>> {
    let number = if number.starts_with(|c: char| c.is_ascii_digit()) {
        let prefix = branch::Entity::find_by_id(who.branch.0)
            .one(tx.db())
            .await?
            .map(|branch| branch.prefix)
            .unwrap_or_default();
        format!("{prefix}-{number}")
    } else {
        number.to_owned()
    };
    Ok(visible_to(who).filter(client::Column::Number.eq(number)).all(tx.db()).await?)
}

async fn by_phone(
    tx: &Tx,
    who: &Actor,
    whole: Option<Phone>,
    tail: &str,
    enough: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
    if let Some(phone) = whole {
        let hits = walk(tx, who, &with_phone(phone.e164()), enough, None).await?;
        if !hits.is_empty() {
            return Ok(hits);
        }
    }
    if tail.len() < search::TAIL_DIGITS_MIN {
        return Ok(Vec::new());
    }
    let last = &tail[tail.len() - search::TAIL_DIGITS_MIN..];
    let mut ends = Select::select()
        .column(phone::Column::ClientId)
        .from(phone::Entity)
        .and_where(phone::Column::Tail.eq(last))
        .order_by(phone::Column::ClientId, sea_orm::Order::Asc)
        .to_owned();
    if tail.len() > last.len() {
        ends.and_where(phone::Column::E164.like(format!("%{tail}")));
    }
    walk(tx, who, &ends, enough, Some(now)).await
}

fn with_phone(e164: &str) -> SelectStatement {
    Select::select()
        .column(phone::Column::ClientId)
        .from(phone::Entity)
        .and_where(phone::Column::E164.eq(e164))
        .order_by(phone::Column::ClientId, sea_orm::Order::Asc)
        .to_owned()
}

/// Walks clients in the order in which `keys` gives them, until there are `enough` whom the person may know, and with
/// `contact` whose contact they may see at that moment. The index is read alone and the clients by their ids: joined, SQLite
/// would rather read the whole branch and sort it.
async fn walk(
    tx: &Tx,
    who: &Actor,
    keys: &SelectStatement,
    enough: usize,
    contact: Option<DateTime<Utc>>,
) -> Result<Vec<Row>> {
    let mut hits = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut begin, mut step) = (0, (enough as u64).saturating_mul(2).min(STEP_MAX));
    while hits.len() < enough {
        let some = ids(tx, &keys.clone().offset(begin).limit(step).to_owned()).await?;
        let is_last = (some.len() as u64) < step;
        let fresh: Vec<i64> = some.into_iter().filter(|id| seen.insert(*id)).collect();
        // In most salons everybody may know every client: then only as many are read as are needed.
        let (first, rest) = fresh.split_at(enough.min(fresh.len()));
        for some in iter::once(first).chain(rest.chunks(READ_AT_ONCE)) {
            if hits.len() < enough {
                hits.extend(visible(tx, who, some, contact).await?);
            }
        }
        if is_last {
            break;
        }
        (begin, step) = (begin + step, (step * 2).min(STEP_MAX));
    }
    hits.truncate(enough);
    Ok(hits)
}

/// Whom a key belongs to.
#[derive(Deserialize, FromQueryResult)]
struct Key {
    client_id: i64,
}

async fn ids(tx: &Tx, keys: &SelectStatement) -> Result<Vec<i64>> {
    let rows: Vec<Key> = tx.all(tx.db().get_database_backend().build(keys)).await?;
    Ok(rows.into_iter().map(|row| row.client_id).collect())
}

/// Those of these clients, in this order, whom the person may know.
async fn visible(
    tx: &Tx,
    who: &Actor,
    ids: &[i64],
    contact: Option<DateTime<Utc>>,
) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = visible_to(who).filter(client::Column::Id.is_in(ids.iter().copied()));
    let rows: Vec<Row> = tx.all(rows.build(tx.db().get_database_backend())).await?;
    let rows = rows.into_iter().map(|row| (row.id, row));
    let mut known: BTreeMap<i64, Row> = rows.collect();
    let mut rows: Vec<Row> = ids.iter().filter_map(|id| known.remove(id)).collect();
    if let Some(now) = contact {
        let mut standings = relations::standings(tx, who, &rows, now).await?.into_iter();
        rows.retain(|_| {
            let standing = standings.next();
            standing
                .is_some_and(|it| access(who.role, &it.relations, Part::Contact) >= Access::Masked)
        });
    }
    Ok(rows)
}
