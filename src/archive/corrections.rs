//! Corrections of a card: the old value is ended, the new one added with its source, both stay on record (A4.11, N5).

use super::entity::{client, correction, fact, phone};
use super::issues::{self, NewIssue};
use super::relations::{self, Standing};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, cards, clients, papers, search, search_keys, undo};
use crate::model::access::{Access, InChat, Part, shown};
use crate::model::card::{Act, Field, Kind};
use crate::model::correct::{
    Correctable, Correction, Detail, OnRecord, is_hidden, may_correct, only_adds,
};
use crate::model::mask::MASK;
use crate::model::phone::Phone;
use crate::model::{Actor, ClientId, IssueId, ScreenId, UndoId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder,
};

/// The places of phones on a card.
const FIRST: usize = 0;
const SECOND: usize = 1;
/// What stands between several facts of one field.
const BETWEEN: &str = "; ";

/// What a person may correct, and the showing that it is.
pub struct Shown {
    /// The details.
    pub view: Correctable,
    /// The showing.
    pub issue: IssueId,
    /// The end of the showing.
    pub until: DateTime<Utc>,
}

/// What became of a correction.
pub enum Corrected {
    /// It stands.
    Done(UndoId),
    /// Somebody else corrected it meanwhile, or took the last name or phone off.
    Changed,
    /// Reads as "no such client".
    NoSuchClient,
}

/// What this person may correct on a card; once they are `at` a detail, that one alone, and other clients who have its
/// new value. Each is a showing; the first is traced, as opening the card is.
///
/// # Errors
/// As the database's.
pub async fn correctable(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    at: Option<&(Detail, Option<String>)>,
    screen: Option<ScreenId>,
    now: DateTime<Utc>,
) -> Result<Option<Shown>> {
    let Some((row, standing)) = relations::known(tx, who, id, now).await? else { return Ok(None) };
    let (mut details, locked) = details(tx, who, &row, &standing).await?;
    if details.is_empty() {
        return Ok(None);
    }
    if let Some((detail, _)) = at {
        // Beside the first phone stands whether there is a second one.
        let beside = |it: Detail| *detail == Detail::Phone && it == Detail::SecondPhone;
        details.retain(|on_record| on_record.detail == *detail || beside(on_record.detail));
    }
    let relations = &standing.relations;
    for on_record in &mut details {
        if on_record.value.is_some() && is_hidden(who.role, relations, on_record.detail) {
            on_record.value = Some(MASK.to_owned());
            on_record.in_chat = relations.in_chat;
        }
    }
    let mut parts: Vec<Part> = details.iter().map(|on_record| on_record.detail.part()).collect();
    parts.dedup();
    parts.retain(|part| shown(who.role, relations, *part, false) >= Access::Masked);
    let until = cards::until(&standing, None, now);
    let new = NewIssue { client: id, staff: who.id, loan: None, screen, parts: &parts, until };
    let issue = issues::begin(tx, new, now).await?;
    if at.is_none() {
        let detail = relations::write_parts(&parts);
        trail::record(tx, now, Some(who.id), Act::Opened, Subject::Client(id), &detail).await?;
    }
    let (phone, name) = match at {
        Some((Detail::Phone | Detail::SecondPhone, phone)) => (phone.as_deref(), None),
        Some((Detail::Name, name)) => (None, name.as_deref()),
        _ => (None, None),
    };
    let same = search::duplicates(tx, who, phone, name).await?.into_iter();
    let same = same.filter(|other| other.id != row.id).map(|other| (other.name, other.number));
    let view = Correctable { number: row.number, details, locked, same: same.collect() };
    Ok(Some(Shown { view, issue, until }))
}

/// The details that a person may correct, and whether health details are left out.
async fn details(
    tx: &Tx,
    who: &Actor,
    row: &client::Model,
    standing: &Standing,
) -> Result<(Vec<OnRecord>, bool)> {
    let kind = Kind::parse(&row.kind).unwrap_or(Kind::Person);
    let consent = cards::health_consent(tx, ClientId(row.id)).await?;
    let mut phones = phones(tx, row.id).await?.into_iter().map(|phone| phone.e164);
    let (phone, second) = (phones.next(), phones.next());
    let facts = current_facts(tx, row.id).await?;
    let mut locked = false;
    let mut details = Vec::new();
    for detail in Detail::all().filter(|it| may_correct(who.role, &standing.relations, *it)) {
        if detail.health() && !consent {
            locked |= kind == Kind::Person;
            continue;
        }
        let value = match detail {
            Detail::Name => Some(row.name.clone()).filter(|name| !name.is_empty()),
            Detail::Phone => phone.clone(),
            Detail::SecondPhone if phone.is_none() => continue,
            Detail::SecondPhone => second.clone(),
            // Where a file that was lost lay is not its place.
            Detail::Fact(field @ Field::PaperFile) => {
                papers::place(tx, row.id).await?.and_then(|_| joined(&facts, field))
            }
            Detail::Fact(field) => joined(&facts, field),
        };
        let removable = match detail {
            Detail::Name => phone.is_some(),
            Detail::Phone => !row.name.is_empty() || second.is_some(),
            Detail::SecondPhone | Detail::Fact(_) => true,
        };
        let adds = value.is_some() && only_adds(who.role, &standing.relations, detail);
        let removable = removable && !adds;
        if value.is_some() || detail.suits(kind) {
            details.push(OnRecord { detail, value, removable, in_chat: InChat::On, adds });
        }
    }
    details.sort_by_key(|on_record| on_record.detail.part());
    Ok((details, locked))
}

/// Corrects one detail; the old value stays on record with the reason.
///
/// # Errors
/// As the database's; `Stored` if the new value is not in the detail's spelling.
pub async fn correct(
    tx: &Tx,
    who: &Actor,
    change: &Correction,
    now: DateTime<Utc>,
) -> Result<Corrected> {
    let Some((row, standing)) = relations::known(tx, who, change.client, now).await? else {
        return Ok(Corrected::NoSuchClient);
    };
    let (details, _) = details(tx, who, &row, &standing).await?;
    let Some(old) = details.into_iter().find(|on_record| on_record.detail == change.detail) else {
        return Ok(Corrected::NoSuchClient);
    };
    let removed = change.value.is_none() && (old.value.is_none() || !old.removable);
    // Whoever cannot read the old value may write it again, and does not learn by it that it was the same.
    let same =
        old.value == change.value && !is_hidden(who.role, &standing.relations, change.detail);
    let seen_so = old.value.is_some() == change.replaces && old.adds == change.adds;
    if removed || !seen_so || same {
        return Ok(Corrected::Changed);
    }
    if change.value.as_deref().is_some_and(|value| !change.detail.fits(value)) {
        return Err(ArchiveError::Stored("correction"));
    }
    put(tx, who, change, now).await?;
    let new = match (change.adds, &old.value, &change.value) {
        (true, Some(old), Some(more)) => Some(format!("{old}{BETWEEN}{more}")),
        _ => change.value.clone(),
    };
    let kept = correction::ActiveModel {
        id: NotSet,
        client_id: Set(row.id),
        detail: Set(change.detail.as_str().into()),
        old: Set(old.value),
        new: Set(new),
        reason: Set(change.reason.clone()),
        source: Set(change.source.as_str().into()),
        by_id: Set(who.id.0),
        at: Set(now),
    };
    let kept = kept.insert(tx.db()).await?;
    let detail = format!("field={}", change.detail.as_str());
    trail::record(tx, now, Some(who.id), Act::Edited, Subject::Client(change.client), &detail)
        .await?;
    let undo = undo::offer(tx, who.id, undo::Kind::Correction, kept.id, undo::CORRECTION, now);
    Ok(Corrected::Done(undo.await?))
}

/// Puts the new value on the card.
async fn put(tx: &Tx, who: &Actor, change: &Correction, now: DateTime<Utc>) -> Result<()> {
    let client = change.client.0;
    match change.detail {
        Detail::Name => rename(tx, client, change.value.as_deref()).await,
        Detail::Phone => redial(tx, client, FIRST, change.value.as_deref()).await,
        Detail::SecondPhone => redial(tx, client, SECOND, change.value.as_deref()).await,
        Detail::Fact(field) => {
            let stay = if change.adds { current_facts(tx, client).await? } else { Vec::new() };
            end_facts(tx, client, field, now).await?;
            again(tx, stay.into_iter().filter(|fact| fact.field == field.as_str()), Some(now))
                .await?;
            let Some(value) = &change.value else { return Ok(()) };
            let fact = fact::ActiveModel {
                id: NotSet,
                client_id: Set(client),
                field: Set(field.as_str().into()),
                value: Set(value.clone()),
                source: Set(change.source.as_str().into()),
                by_id: Set(who.id.0),
                at: Set(now),
                ended_at: Set(None),
            };
            fact.insert(tx.db()).await?;
            Ok(())
        }
    }
}

/// Takes a correction back, if nothing was built on it: the old value is on the card again, with its old source.
///
/// # Errors
/// As the database's.
pub(super) async fn take_back(tx: &Tx, who: &Actor, id: i64, now: DateTime<Utc>) -> Result<bool> {
    let Some(kept) = correction::Entity::find_by_id(id).one(tx.db()).await? else {
        return Ok(false);
    };
    let active = client::Entity::find_by_id(kept.client_id)
        .filter(client::Column::State.eq("active"))
        .one(tx.db())
        .await?;
    let (Some(row), Some(detail)) = (active, Detail::parse(&kept.detail)) else { return Ok(false) };
    // The right is read again: who may not correct the detail any more does not put it back either.
    let known = relations::known(tx, who, ClientId(row.id), now).await?;
    let Some((_, standing)) = known else { return Ok(false) };
    let consent = !detail.health() || cards::health_consent(tx, ClientId(row.id)).await?;
    if !consent || !may_correct(who.role, &standing.relations, detail) {
        return Ok(false);
    }
    let removed = detail == Detail::Phone && kept.new.is_none();
    let stands = match removed {
        true => !phone_corrected_since(tx, &kept).await?,
        false => value_of(tx, &row, detail).await? == kept.new,
    };
    if !stands {
        return Ok(false);
    }
    match detail {
        Detail::Name => rename(tx, row.id, kept.old.as_deref()).await?,
        Detail::Phone if removed => put_first(tx, row.id, kept.old.as_deref()).await?,
        Detail::Phone => redial(tx, row.id, FIRST, kept.old.as_deref()).await?,
        Detail::SecondPhone => redial(tx, row.id, SECOND, kept.old.as_deref()).await?,
        Detail::Fact(field) => bring_back(tx, &kept, field, now).await?,
    }
    let told = format!("field={} undone", kept.detail);
    trail::record(tx, now, Some(who.id), Act::Edited, Subject::Client(ClientId(row.id)), &told)
        .await?;
    Ok(true)
}

/// Ends the facts of a correction and adds those anew that it had ended: what the card said on a day stays true.
async fn bring_back(
    tx: &Tx,
    kept: &correction::Model,
    field: Field,
    now: DateTime<Utc>,
) -> Result<()> {
    let ended = fact::Entity::find()
        .filter(fact::Column::ClientId.eq(kept.client_id))
        .filter(fact::Column::Field.eq(field.as_str()))
        .filter(fact::Column::EndedAt.eq(kept.at));
    let ended = ended.order_by_asc(fact::Column::Id).all(tx.db()).await?;
    end_facts(tx, kept.client_id, field, now).await?;
    // Where a paper file lies is known since it was noted: it may have been lost since (`papers::place`).
    let since = (field != Field::PaperFile).then_some(now);
    again(tx, ended.into_iter(), since).await
}

/// Adds facts anew, with their old sources; valid since this moment, or since they always were.
async fn again(
    tx: &Tx,
    facts: impl Iterator<Item = fact::Model>,
    since: Option<DateTime<Utc>>,
) -> Result<()> {
    for old in facts {
        let (at, ended_at) = (Set(since.unwrap_or(old.at)), Set(None));
        let again = fact::ActiveModel { id: NotSet, at, ended_at, ..old.into() };
        again.reset_all().insert(tx.db()).await?;
    }
    Ok(())
}

async fn value_of(tx: &Tx, row: &client::Model, detail: Detail) -> Result<Option<String>> {
    Ok(match detail {
        Detail::Name => Some(row.name.clone()).filter(|name| !name.is_empty()),
        Detail::Phone => nth_phone(tx, row.id, FIRST).await?.map(|phone| phone.e164),
        Detail::SecondPhone => nth_phone(tx, row.id, SECOND).await?.map(|phone| phone.e164),
        Detail::Fact(field) => joined(&current_facts(tx, row.id).await?, field),
    })
}

/// A client's phones, in the order in which the card shows them.
async fn phones(tx: &Tx, client: i64) -> Result<Vec<phone::Model>> {
    let phones = phone::Entity::find().filter(phone::Column::ClientId.eq(client));
    Ok(phones.order_by_asc(phone::Column::Id).all(tx.db()).await?)
}

async fn nth_phone(tx: &Tx, client: i64, place: usize) -> Result<Option<phone::Model>> {
    Ok(phones(tx, client).await?.into_iter().nth(place))
}

/// Whether a phone of the client was corrected after this.
async fn phone_corrected_since(tx: &Tx, kept: &correction::Model) -> Result<bool> {
    let phones = [Detail::Phone, Detail::SecondPhone].map(Detail::as_str);
    let later = correction::Entity::find()
        .filter(correction::Column::ClientId.eq(kept.client_id))
        .filter(correction::Column::Detail.is_in(phones))
        .filter(correction::Column::Id.gt(kept.id));
    Ok(later.one(tx.db()).await?.is_some())
}

async fn current_facts(tx: &Tx, client: i64) -> Result<Vec<fact::Model>> {
    let current = fact::Entity::find()
        .filter(fact::Column::ClientId.eq(client))
        .filter(fact::Column::EndedAt.is_null());
    Ok(current.order_by_asc(fact::Column::Id).all(tx.db()).await?)
}

fn joined(facts: &[fact::Model], field: Field) -> Option<String> {
    let of_field = facts.iter().filter(|fact| fact.field == field.as_str());
    let values: Vec<&str> = of_field.map(|fact| fact.value.as_str()).collect();
    (!values.is_empty()).then(|| values.join(BETWEEN))
}

async fn end_facts(tx: &Tx, client: i64, field: Field, now: DateTime<Utc>) -> Result<()> {
    fact::Entity::update_many()
        .col_expr(fact::Column::EndedAt, Expr::value(now))
        .filter(fact::Column::ClientId.eq(client))
        .filter(fact::Column::Field.eq(field.as_str()))
        .filter(fact::Column::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Gives a client another name, and the search keys that belong to it.
async fn rename(tx: &Tx, client: i64, name: Option<&str>) -> Result<()> {
    let name = name.unwrap_or_default();
    client::Entity::update_many()
        .col_expr(client::Column::Name, Expr::value(name))
        .filter(client::Column::Id.eq(client))
        .exec(tx.db())
        .await?;
    search_keys::replace(tx, ClientId(client), name).await
}

/// Puts another number in the place of a phone, or takes that phone off.
async fn redial(tx: &Tx, client: i64, place: usize, e164: Option<&str>) -> Result<()> {
    match (nth_phone(tx, client, place).await?, e164) {
        (None, None) => Ok(()),
        (None, Some(number)) => clients::add_phone(tx, ClientId(client), number).await,
        (Some(old), None) => {
            phone::Entity::delete_by_id(old.id).exec(tx.db()).await?;
            Ok(())
        }
        (Some(old), Some(number)) => renumber(tx, old.id, number).await,
    }
}

/// Puts a phone that was taken off back before the others.
async fn put_first(tx: &Tx, client: i64, e164: Option<&str>) -> Result<()> {
    let mut carried = e164.map(str::to_owned);
    for old in phones(tx, client).await? {
        let Some(number) = carried.replace(old.e164) else { return Ok(()) };
        renumber(tx, old.id, &number).await?;
    }
    match carried {
        Some(last) => clients::add_phone(tx, ClientId(client), &last).await,
        None => Ok(()),
    }
}

async fn renumber(tx: &Tx, phone: i64, e164: &str) -> Result<()> {
    let new = Phone::from_e164(e164).ok_or(ArchiveError::Stored("phone"))?;
    phone::Entity::update_many()
        .col_expr(phone::Column::E164, Expr::value(new.e164()))
        .col_expr(phone::Column::Tail, Expr::value(new.tail4()))
        .filter(phone::Column::Id.eq(phone))
        .exec(tx.db())
        .await?;
    Ok(())
}
