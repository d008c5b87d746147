//! Visits: the form's menu, logging, amendments that keep the old value (A3.34–A3.40, A4.11).

use super::entity::{amendment, attachment, client, menu_item, visit, visit_item};
use super::relations;
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, cards, tasks, undo};
use crate::model::access::{Access, Part, access, shown};
use crate::model::card::Act;
use crate::model::mask::{may_amend, may_log};
use crate::model::visit::{Amendment, EFFECT_MAX, MenuItem, NewVisit, VisitField, VisitMenu};
use crate::model::{Actor, ClientId, MenuItemId, UndoId, VisitId};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Services and products that the form offers.
const OFFERED_MAX: usize = 12;
/// Visits whose services and products come first.
const RECENT_VISITS: u64 = 5;

/// A visit as it stands.
pub type Row = visit::Model;

/// A client for whom this person may log now. `None` reads as "no such client".
async fn loggable(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    now: DateTime<Utc>,
) -> Result<Option<client::Model>> {
    let known = relations::known(tx, who, id, now).await?;
    Ok(known
        .filter(|(_, standing)| may_log(who.role, &standing.relations))
        .map(|(client, _)| client))
}

/// What the form offers for one client: the client's latest services and products first.
///
/// # Errors
/// As the database's.
pub async fn menu(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    now: DateTime<Utc>,
) -> Result<Option<VisitMenu>> {
    let Some(client) = loggable(tx, who, id, now).await? else { return Ok(None) };
    let recent = visit::Entity::find()
        .filter(visit::Column::ClientId.eq(id.0))
        .filter(visit::Column::State.eq("logged"));
    let recent: Vec<i64> = recent
        .order_by_desc(visit::Column::At)
        .limit(RECENT_VISITS)
        .all(tx.db())
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let used = visit_item::Entity::find()
        .filter(visit_item::Column::VisitId.is_in(recent.clone()))
        .all(tx.db())
        .await?;
    let items = menu_item::Entity::find().filter(menu_item::Column::BranchId.eq(client.branch_id));
    let items = items.order_by_asc(menu_item::Column::Position).all(tx.db()).await?;
    // The place of the latest visit that had the item; items never used keep the menu's order behind them.
    let rank = |item: &menu_item::Model| {
        let visits = used.iter().filter(|used| used.menu_item_id == item.id);
        visits
            .filter_map(|used| recent.iter().position(|id| *id == used.visit_id))
            .min()
            .unwrap_or(usize::MAX)
    };
    let offered = |kind: &str| {
        let mut items: Vec<&menu_item::Model> =
            items.iter().filter(|item| item.kind == kind).collect();
        items.sort_by_key(|item| (rank(item), item.position));
        let items = items.into_iter().take(OFFERED_MAX);
        items
            .map(|item| MenuItem {
                id: MenuItemId(item.id),
                name: item.name.clone(),
                interval_days: item.interval_days,
            })
            .collect()
    };
    let of_last = |item: &&visit_item::Model| recent.first() == Some(&item.visit_id);
    let is_product = |id: i64| items.iter().any(|item| item.id == id && item.kind == "product");
    let last =
        used.iter().filter(of_last).map(|item| item.menu_item_id).filter(|id| is_product(*id));
    Ok(Some(VisitMenu {
        client: id,
        number: client.number.clone(),
        client_name: client.name.clone(),
        services: offered("service"),
        products: offered("product"),
        last_products: last.map(MenuItemId).collect(),
        health_consent: cards::health_consent(tx, id).await?,
    }))
}

/// What became of a visit to log.
pub enum Log {
    /// It is logged.
    Done(Logged),
    /// It holds health data without the client's consent.
    NoConsent,
    /// Reads as "no such client".
    NoSuchClient,
}

/// A logged visit.
pub struct Logged {
    /// The client's name; empty where it is not known.
    pub client_name: String,
    /// The follow-up's day.
    pub follow_up: Option<NaiveDate>,
    /// Photos that are being fetched.
    pub photos: u32,
    /// Takes it back.
    pub undo: UndoId,
}

/// Logs a visit; a next date becomes a follow-up. Health details without consent are refused, not dropped.
///
/// # Errors
/// As the database's.
pub async fn log(tx: &Tx, who: &Actor, new: &NewVisit, now: DateTime<Utc>) -> Result<Log> {
    let Some(client) = loggable(tx, who, new.client, now).await? else {
        return Ok(Log::NoSuchClient);
    };
    let health = new.effect.is_some() || new.note.is_some() || !new.photos.is_empty();
    if health && !cards::health_consent(tx, new.client).await? {
        return Ok(Log::NoConsent);
    }
    let row = visit::ActiveModel {
        id: NotSet,
        client_id: Set(client.id),
        staff_id: Set(who.id.0),
        at: Set(now),
        effect: Set(new.effect),
        note: Set(new.note.clone()),
        amount: Set(new.amount),
        next_on: Set(new.next_on),
        state: Set("logged".into()),
    };
    let row = row.insert(tx.db()).await?;
    for item in new.services.iter().chain(&new.products) {
        visit_item::ActiveModel { id: NotSet, visit_id: Set(row.id), menu_item_id: Set(item.0) }
            .insert(tx.db())
            .await?;
    }
    for photo in &new.photos {
        let photo = attachment::ActiveModel {
            id: NotSet,
            client_id: Set(client.id),
            visit_id: Set(Some(row.id)),
            file_id: Set(photo.file_id.clone()),
            unique_id: Set(photo.unique_id.clone()),
            state: Set("pending".into()),
            attempts: Set(0),
            name: Set(None),
            key: Set(None),
            size: Set(photo.size),
            created_at: Set(now),
        };
        photo.insert(tx.db()).await?;
    }
    if let Some(day) = new.next_on {
        let keeper = client.keeper_id.unwrap_or(who.id.0);
        tasks::create(tx, client.id, keeper, Some(row.id), day).await?;
    }
    trail::record(
        tx,
        now,
        Some(who.id),
        Act::Logged,
        Subject::Client(new.client),
        &format!("visit={}", row.id),
    )
    .await?;
    let undo = undo::offer(tx, who.id, undo::Kind::Visit, row.id, "", now).await?;
    Ok(Log::Done(Logged {
        client_name: client.name,
        follow_up: new.next_on,
        photos: u32::try_from(new.photos.len()).unwrap_or(u32::MAX),
        undo,
    }))
}

/// A visit that a person may correct.
pub struct Readable {
    /// The visit.
    pub row: Row,
    /// Its client.
    pub client: client::Model,
    /// Whether its amount may be shown and corrected: by whoever reads `money`, and by whoever logged it.
    pub amount: bool,
    /// Whether the owner keeps its effect and note from the chat; they can be corrected all the same.
    pub hidden: bool,
}

/// A visit that this person may correct, with its client.
///
/// # Errors
/// As the database's.
pub async fn read(
    tx: &Tx,
    who: &Actor,
    id: VisitId,
    now: DateTime<Utc>,
) -> Result<Option<Readable>> {
    let logged = visit::Entity::find_by_id(id.0).filter(visit::Column::State.eq("logged"));
    let Some(row) = logged.one(tx.db()).await? else { return Ok(None) };
    let known = relations::known(tx, who, ClientId(row.client_id), now).await?;
    let may = known.filter(|(_, standing)| may_amend(who.role, &standing.relations));
    Ok(may.map(|(client, standing)| {
        let reads = access(who.role, &standing.relations, Part::Money) >= Access::Read;
        let hidden = shown(who.role, &standing.relations, Part::Care, true) < Access::Read;
        Readable { amount: reads || row.staff_id == who.id.0, hidden, row, client }
    }))
}

/// Corrects one field; the old value stays in the amendment.
///
/// # Errors
/// As the database's; `Stored` if the new value is not in the field's spelling.
pub async fn amend(
    tx: &Tx,
    who: &Actor,
    change: &Amendment,
    now: DateTime<Utc>,
) -> Result<Option<Row>> {
    let Some(found) = read(tx, who, change.visit, now).await? else { return Ok(None) };
    let Readable { row, client, amount, .. } = found;
    let health = matches!(change.field, VisitField::Effect | VisitField::Note);
    if health && !cards::health_consent(tx, ClientId(client.id)).await? {
        return Ok(None);
    }
    if change.field == VisitField::Amount && !amount {
        return Ok(None);
    }
    let mut new: visit::ActiveModel = row.clone().into();
    let old = set(&mut new, &row, change).ok_or(ArchiveError::Stored("correction"))?;
    let new = new.update(tx.db()).await?;
    if change.field == VisitField::NextOn {
        tasks::move_visit(tx, &new).await?;
    }
    let amendment = amendment::ActiveModel {
        id: NotSet,
        visit_id: Set(row.id),
        field: Set(change.field.as_str().into()),
        old: Set(old),
        new: Set(Some(change.value.clone())),
        reason: Set(change.reason.clone()),
        by_id: Set(who.id.0),
        at: Set(now),
    };
    amendment.insert(tx.db()).await?;
    let detail = format!("visit={} field={}", row.id, change.field.as_str());
    trail::record(
        tx,
        now,
        Some(who.id),
        Act::Amended,
        Subject::Client(ClientId(client.id)),
        &detail,
    )
    .await?;
    Ok(Some(new))
}

/// Puts the new value in and returns the old one; `None` if the value does not parse.
fn set(new: &mut visit::ActiveModel, row: &Row, change: &Amendment) -> Option<Option<String>> {
    let value = change.value.as_str();
    Some(match change.field {
        VisitField::Effect => {
            let effect: i32 =
                value.parse().ok().filter(|effect| (1..=EFFECT_MAX).contains(effect))?;
            new.effect = Set(Some(effect));
            row.effect.map(|old| old.to_string())
        }
        VisitField::Note => {
            new.note = Set(Some(value.to_owned()));
            row.note.clone()
        }
        VisitField::Amount => {
            new.amount = Set(Some(value.parse().ok().filter(|amount| *amount >= 0)?));
            row.amount.map(|old| old.to_string())
        }
        VisitField::NextOn => {
            new.next_on = Set(Some(value.parse().ok()?));
            row.next_on.map(|old| old.to_string())
        }
    })
}

/// Whether a client has a logged visit.
///
/// # Errors
/// As the database's.
pub async fn any(tx: &Tx, client: i64) -> Result<bool> {
    let logged = visit::Entity::find()
        .filter(visit::Column::ClientId.eq(client))
        .filter(visit::Column::State.eq("logged"));
    Ok(logged.count(tx.db()).await? > 0)
}

/// Takes a visit back, and with it its follow-up.
///
/// # Errors
/// As the database's.
pub async fn withdraw(tx: &Tx, id: i64) -> Result<bool> {
    let done = visit::Entity::update_many()
        .col_expr(visit::Column::State, Expr::value("withdrawn"))
        .filter(visit::Column::Id.eq(id))
        .filter(visit::Column::State.eq("logged"))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 {
        tasks::withdraw_of_visit(tx, id).await?;
    }
    Ok(done.rows_affected == 1)
}
