//! Cards: the record is read here and leaves only through the mask; each opening is a showing and a trace.

use super::entity::{
    attachment, client, consent, fact, menu_item, phone, staff, visit, visit_item,
};
use super::relations::{self, Standing};
use super::trail::{self, Subject};
use super::{Result, Tx, issues};
use crate::model::card::Act;
use crate::model::card::{Card, Fact, Field, Kind, PastVisit, Source, Trace};
use crate::model::mask::{CardView, project};
use crate::model::phone::Phone;
use crate::model::{Actor, BranchId, ClientId, IssueId, LoanId, StaffId, VisitId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// A card that is shown is recalled after this long at the latest.
const SHOWN_MINUTES: i64 = 30;
/// Visits on a card.
const VISITS: u64 = 20;
/// Traces on a card.
const TRACES: u64 = 20;

/// A card as one person sees it, and its showing.
pub struct Opened {
    /// The view.
    pub view: CardView,
    /// The showing.
    pub issue: IssueId,
    /// The end of the showing.
    pub until: DateTime<Utc>,
}

/// Opens a card: projects it, records the showing and the trace. `None` reads as "no such client".
///
/// # Errors
/// As the database's.
pub async fn open(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    loan: Option<LoanId>,
    now: DateTime<Utc>,
) -> Result<Option<Opened>> {
    let Some((row, standing)) = relations::known(tx, who, id, now).await? else {
        trail::record(tx, now, Some(who.id), Act::Refused, Subject::Client(id), "open").await?;
        return Ok(None);
    };
    let card = load(tx, &row).await?;
    let Some(view) = project(&card, who.id, who.role, &standing.relations) else { return Ok(None) };
    let until = until(&standing, loan, now);
    let issue = issues::begin(tx, id, who.id, loan, &view.shown, now, until).await?;
    trail::record(
        tx,
        now,
        Some(who.id),
        if loan.is_some() { Act::OpenedOnLoan } else { Act::Opened },
        Subject::Client(id),
        &relations::write_parts(&view.shown),
    )
    .await?;
    Ok(Some(Opened { view, issue, until }))
}

/// A showing ends after half an hour, with the visit that opened the card, or with the loan, whichever comes first.
fn until(standing: &Standing, loan: Option<LoanId>, now: DateTime<Utc>) -> DateTime<Utc> {
    if let (Some(_), Some(due)) = (loan, standing.loan_until) {
        return due;
    }
    let latest = now + Duration::minutes(SHOWN_MINUTES);
    let ends =
        [standing.today_until, standing.loan_until].into_iter().flatten().filter(|end| *end > now);
    ends.fold(latest, DateTime::min)
}

/// Whether the client's latest word on health data is yes.
///
/// # Errors
/// As the database's.
pub async fn health_consent(tx: &Tx, id: ClientId) -> Result<bool> {
    let latest = consent::Entity::find()
        .filter(consent::Column::ClientId.eq(id.0))
        .order_by_desc(consent::Column::Id);
    Ok(latest.limit(1).one(tx.db()).await?.is_some_and(|row| row.given))
}

async fn load(tx: &Tx, row: &client::Model) -> Result<Card> {
    let id = ClientId(row.id);
    let phones =
        phone::Entity::find().filter(phone::Column::ClientId.eq(row.id)).all(tx.db()).await?;
    let keeper = match row.keeper_id {
        Some(keeper) => staff::Entity::find_by_id(keeper).one(tx.db()).await?,
        None => None,
    };
    Ok(Card {
        id,
        branch: BranchId(row.branch_id),
        number: row.number.clone(),
        kind: Kind::parse(&row.kind).unwrap_or(Kind::Person),
        name: row.name.clone(),
        keeper: keeper.map(|keeper| (StaffId(keeper.id), keeper.name)),
        phones: phones.into_iter().filter_map(|phone| Phone::from_e164(&phone.e164)).collect(),
        facts: facts(tx, id).await?,
        health_consent: health_consent(tx, id).await?,
        visits: visits(tx, id).await?,
        spend: spend(tx, id).await?,
        traces: traces(tx, id).await?,
    })
}

async fn facts(tx: &Tx, id: ClientId) -> Result<Vec<Fact>> {
    let current = fact::Entity::find()
        .filter(fact::Column::ClientId.eq(id.0))
        .filter(fact::Column::EndedAt.is_null());
    let rows = current.order_by_asc(fact::Column::Id).all(tx.db()).await?;
    let facts = rows.into_iter().filter_map(|row| {
        let source = Source::parse(&row.source)?;
        Some(Fact { field: Field::parse(&row.field)?, value: row.value, source, at: row.at })
    });
    Ok(facts.collect())
}

async fn spend(tx: &Tx, id: ClientId) -> Result<i64> {
    let logged = visit::Entity::find()
        .filter(visit::Column::ClientId.eq(id.0))
        .filter(visit::Column::State.eq("logged"));
    let amounts: Vec<Option<i64>> =
        logged.select_only().column(visit::Column::Amount).into_tuple().all(tx.db()).await?;
    Ok(amounts.into_iter().flatten().sum())
}

/// A client's latest visits, newest first, with the names of services and products.
///
/// # Errors
/// As the database's.
pub async fn visits(tx: &Tx, id: ClientId) -> Result<Vec<PastVisit>> {
    let logged = visit::Entity::find()
        .filter(visit::Column::ClientId.eq(id.0))
        .filter(visit::Column::State.eq("logged"));
    let rows = logged.order_by_desc(visit::Column::At).limit(VISITS).all(tx.db()).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let items = visit_item::Entity::find()
        .filter(visit_item::Column::VisitId.is_in(ids.clone()))
        .all(tx.db())
        .await?;
    let menu = menu_item::Entity::find()
        .filter(menu_item::Column::Id.is_in(items.iter().map(|item| item.menu_item_id)));
    let menu: HashMap<i64, menu_item::Model> =
        menu.all(tx.db()).await?.into_iter().map(|item| (item.id, item)).collect();
    let people =
        staff::Entity::find().filter(staff::Column::Id.is_in(rows.iter().map(|row| row.staff_id)));
    let people: HashMap<i64, String> =
        people.all(tx.db()).await?.into_iter().map(|person| (person.id, person.name)).collect();
    let mut visits = Vec::with_capacity(rows.len());
    for row in rows {
        let named = |kind: &str| {
            let of_visit = items
                .iter()
                .filter(|item| item.visit_id == row.id)
                .filter_map(|item| menu.get(&item.menu_item_id));
            of_visit.filter(|item| item.kind == kind).map(|item| item.name.clone()).collect()
        };
        let photos = attachment::Entity::find()
            .filter(attachment::Column::VisitId.eq(row.id))
            .count(tx.db())
            .await?;
        visits.push(PastVisit {
            id: VisitId(row.id),
            at: row.at,
            by: people.get(&row.staff_id).cloned().unwrap_or_default(),
            services: named("service"),
            products: named("product"),
            effect: row.effect,
            note: row.note,
            photos: u32::try_from(photos).unwrap_or(u32::MAX),
            amount: row.amount,
            next_on: row.next_on,
        });
    }
    Ok(visits)
}

async fn traces(tx: &Tx, id: ClientId) -> Result<Vec<Trace>> {
    let entries = trail::about(tx, id, TRACES).await?;
    let people = staff::Entity::find()
        .filter(staff::Column::Id.is_in(entries.iter().filter_map(|entry| entry.actor_id)));
    let people: HashMap<i64, String> =
        people.all(tx.db()).await?.into_iter().map(|person| (person.id, person.name)).collect();
    let traces = entries.into_iter().map(|entry| Trace {
        at: entry.at,
        by: entry.actor_id.and_then(|id| people.get(&id).cloned()).unwrap_or_default(),
        act: entry.act,
    });
    Ok(traces.collect())
}
