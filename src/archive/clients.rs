//! Clients: search, the duplicate check, creation, consent.

use super::entity::{branch, client, consent, fact, phone, search_key};
use super::relations::{self, visible_to};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, undo};
use crate::model::access::{Access, Part, access};
use crate::model::card::Act;
use crate::model::card::NewClient;
use crate::model::phone::{Country, Phone};
use crate::model::policy::Role;
use crate::model::search::{self, Query};
use crate::model::{Actor, ClientId, UndoId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query as Select};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::BTreeSet;

/// Hits on one page (access.md: at most ten, name and number only).
pub const PAGE: u64 = 10;
/// Hits of the duplicate check.
const DUPLICATES_MAX: usize = 5;
/// Candidates that a search by the end of a phone, or the check for similar names, looks at.
const CANDIDATES: u64 = 50;
/// Letters of a key that a similar name shares.
const START_CHARS: usize = 4;

/// A hit: what `index` shows.
pub type Row = client::Model;

/// What a search found.
pub enum Found {
    /// One page, and whether there are more.
    Page(Vec<Row>, bool),
    /// Fewer than two characters.
    TooShort,
}

/// Searches what the person may know. The end of a phone matches only where the person may see the contact,
/// so that a search cannot leak it (decisions 14).
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
    let mut rows = match search::query(text, country) {
        Query::TooShort => return Ok(Found::TooShort),
        Query::Number(number) => by_number(tx, who, &number).await?,
        Query::Phone { whole, tail } => {
            let hits = by_phone(tx, who, text, whole, &tail, now).await?;
            hits.into_iter().skip((u64::from(page) * PAGE) as usize).collect()
        }
        Query::Name(prefix) => by_name(tx, who, &prefix, u64::from(page) * PAGE, PAGE + 1).await?,
    };
    trail::record(
        tx,
        now,
        Some(who.id),
        Act::Searched,
        Subject::None,
        &format!("hits={}", rows.len()),
    )
    .await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    Ok(Found::Page(rows, more))
}

async fn by_name(tx: &Tx, who: &Actor, prefix: &str, offset: u64, limit: u64) -> Result<Vec<Row>> {
    let range = search::range(prefix);
    let keys = Select::select()
        .column(search_key::Column::ClientId)
        .from(search_key::Entity)
        .and_where(Expr::col(search_key::Column::Key).gte(range.start))
        .and_where(Expr::col(search_key::Column::Key).lt(range.end))
        .to_owned();
    let hits = visible_to(who)
        .filter(client::Column::Id.in_subquery(keys))
        .order_by_asc(client::Column::Name);
    Ok(hits.order_by_asc(client::Column::Id).offset(offset).limit(limit).all(tx.db()).await?)
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
    text: &str,
    whole: Option<Phone>,
    tail: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
    let mut hits = Vec::new();
    if let Some(phone) = whole {
        hits = with_phone(tx, who, phone::Column::E164.eq(phone.e164())).await?;
    }
    if hits.is_empty() && tail.len() >= search::TAIL_DIGITS_MIN {
        let last = &tail[tail.len() - search::TAIL_DIGITS_MIN..];
        let ends = phone::Column::Tail.eq(last).and(phone::Column::E164.like(format!("%{tail}")));
        for row in with_phone(tx, who, ends).await? {
            let standing = relations::standing(tx, who, &row, now).await?;
            if access(who.role, &standing.relations, Part::Contact) >= Access::Masked {
                hits.push(row);
            }
        }
    }
    if let Some(number) = search::number(text) {
        let known: Vec<i64> = hits.iter().map(|hit| hit.id).collect();
        hits.extend(
            by_number(tx, who, &number).await?.into_iter().filter(|row| !known.contains(&row.id)),
        );
    }
    Ok(hits)
}

async fn with_phone(
    tx: &Tx,
    who: &Actor,
    condition: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<Row>> {
    let ids = Select::select()
        .column(phone::Column::ClientId)
        .from(phone::Entity)
        .and_where(condition)
        .to_owned();
    let hits = visible_to(who)
        .filter(client::Column::Id.in_subquery(ids))
        .order_by_asc(client::Column::Number);
    Ok(hits.limit(CANDIDATES).all(tx.db()).await?)
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
        hits = with_phone(tx, who, phone::Column::E164.eq(phone)).await?;
    }
    if let Some(name) = name {
        // A similar name shares the beginning of a key with this one: keys begin at every word and in every reading.
        let starts: BTreeSet<String> =
            search::keys(name).iter().map(|key| key.chars().take(START_CHARS).collect()).collect();
        for start in starts {
            for row in by_name(tx, who, &start, 0, CANDIDATES).await? {
                if search::similar(&row.name, name) && hits.iter().all(|hit: &Row| hit.id != row.id)
                {
                    hits.push(row);
                }
            }
        }
    }
    hits.truncate(DUPLICATES_MAX);
    Ok(hits)
}

/// Creates a card under the next number of the person's branch. A creator of Care or Sales keeps the client (decisions 17).
///
/// # Errors
/// As the database's.
pub async fn create(
    tx: &Tx,
    who: &Actor,
    new: &NewClient,
    now: DateTime<Utc>,
) -> Result<(Row, UndoId)> {
    let keeper = new.keeper.or(matches!(who.role, Role::Care | Role::Sales).then_some(who.id));
    let row = client::ActiveModel {
        id: NotSet,
        branch_id: Set(who.branch.0),
        number: Set(next_number(tx, who).await?),
        kind: Set(new.kind.as_str().into()),
        name: Set(new.name.clone()),
        keeper_id: Set(keeper.map(|keeper| keeper.0)),
        source: Set(new.source.as_str().into()),
        state: Set("active".into()),
        created_by: Set(who.id.0),
        created_at: Set(now),
    };
    let row = row.insert(tx.db()).await?;
    let id = ClientId(row.id);
    index(tx, id, &new.name).await?;
    if let Some(phone) = &new.phone {
        add_phone(tx, id, phone).await?;
    }
    for (field, value) in &new.facts {
        let fact = fact::ActiveModel {
            id: NotSet,
            client_id: Set(row.id),
            field: Set(field.as_str().into()),
            value: Set(value.clone()),
            source: Set(new.source.as_str().into()),
            by_id: Set(who.id.0),
            at: Set(now),
            ended_at: Set(None),
        };
        fact.insert(tx.db()).await?;
    }
    trail::record(tx, now, Some(who.id), Act::Created, Subject::Client(id), "").await?;
    if let Some(given) = new.health_consent {
        record_consent(tx, who, id, given, now).await?;
    }
    let undo = undo::offer(tx, who.id, undo::Kind::Client, row.id, "", now).await?;
    Ok((row, undo))
}

async fn next_number(tx: &Tx, who: &Actor) -> Result<String> {
    let row = branch::Entity::find_by_id(who.branch.0)
        .one(tx.db())
        .await?
        .ok_or(ArchiveError::Stored("branch"))?;
    let number = format!("{}-{:04}", row.prefix, row.next_number);
    branch::Entity::update_many()
        .col_expr(branch::Column::NextNumber, Expr::col(branch::Column::NextNumber).add(1))
        .filter(branch::Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    Ok(number)
}

pub(super) async fn index(tx: &Tx, id: ClientId, name: &str) -> Result<()> {
    let keys = search::keys(name).into_iter();
    let rows: Vec<_> =
        keys.map(|key| search_key::ActiveModel { key: Set(key), client_id: Set(id.0) }).collect();
    if !rows.is_empty() {
        let conflict = OnConflict::columns([search_key::Column::Key, search_key::Column::ClientId])
            .do_nothing()
            .to_owned();
        search_key::Entity::insert_many(rows)
            .on_conflict(conflict)
            .exec_without_returning(tx.db())
            .await?;
    }
    Ok(())
}

pub(super) async fn add_phone(tx: &Tx, id: ClientId, e164: &str) -> Result<()> {
    let Some(phone) = Phone::from_e164(e164) else { return Err(ArchiveError::Stored("phone")) };
    let row = phone::ActiveModel {
        id: NotSet,
        client_id: Set(id.0),
        e164: Set(phone.e164().into()),
        tail: Set(phone.tail4().into()),
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// Records the client's word on health data; the latest counts, and a no hides at once what was recorded.
///
/// # Errors
/// As the database's.
pub async fn record_consent(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    given: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = consent::ActiveModel {
        id: NotSet,
        client_id: Set(id.0),
        purpose: Set("health".into()),
        given: Set(given),
        by_id: Set(who.id.0),
        at: Set(now),
    };
    row.insert(tx.db()).await?;
    trail::record(
        tx,
        now,
        Some(who.id),
        Act::Consented,
        Subject::Client(id),
        if given { "health=yes" } else { "health=no" },
    )
    .await
}

/// Takes a fresh card back: it is withdrawn, and its number is not given again.
///
/// # Errors
/// As the database's.
pub async fn withdraw(tx: &Tx, id: i64) -> Result<bool> {
    let done = client::Entity::update_many()
        .col_expr(client::Column::State, Expr::value("withdrawn"))
        .filter(client::Column::Id.eq(id))
        .filter(client::Column::State.eq("active"))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected == 1)
}
