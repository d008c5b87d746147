//! Cards: the record is read here and leaves only through the mask; each opening is a showing and a trace.

use super::entity::{
    attachment, client, consent, fact, menu_item, phone, staff, visit, visit_item,
};
use super::issues::{self, NewIssue};
use super::relations::{self, Standing};
use super::trail::{self, Subject};
use super::{Result, Tx};
use crate::model::access::lendable;
use crate::model::card::Act;
use crate::model::card::{Card, Fact, Field, Kind, PastVisit, Source};
use crate::model::mask::{CardView, project};
use crate::model::phone::Phone;
use crate::model::{Actor, BranchId, ClientId, IssueId, LoanId, ScreenId, StaffId, VisitId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// A card that is shown is recalled after this long at the latest.
const SHOWN_MINUTES: i64 = 30;
/// Visits on a card.
const VISITS: u64 = 20;

/// A card as one person sees it, and its showing.
pub struct Opened {
    /// The view.
    pub view: CardView,
    /// The showing.
    pub issue: IssueId,
    /// The end of the showing.
    pub until: DateTime<Utc>,
}

/// Opens a card: projects it, records the showing, on `screen` where that is known already, and the trace. `None` reads
/// as "no such client".
///
/// # Errors
/// As the database's.
pub async fn open(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    loan: Option<LoanId>,
    screen: Option<ScreenId>,
    now: DateTime<Utc>,
) -> Result<Option<Opened>> {
    let Some((row, known)) = relations::known(tx, who, id, now).await? else { return Ok(None) };
    let card = load(tx, &row, VISITS).await?;
    let askable = lendable(who.role, &known.relations);
    let standing = match loan {
        Some(loan) => relations::on_loan(tx, known, loan).await?,
        None => known,
    };
    let projected = project(&card, who.id, who.role, &standing.relations);
    let Some(view) = projected.map(|view| CardView { lendable: askable, ..view }) else {
        return Ok(None);
    };
    let until = until(&standing, loan, now);
    let new = NewIssue { client: id, staff: who.id, loan, screen, parts: &view.shown, until };
    let issue = issues::begin(tx, new, now).await?;
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
pub fn until(standing: &Standing, loan: Option<LoanId>, now: DateTime<Utc>) -> DateTime<Utc> {
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

/// A card with every visit: for the client's own copy, which nothing is cut from.
///
/// # Errors
/// As the database's.
pub(super) async fn whole(tx: &Tx, row: &client::Model) -> Result<Card> {
    load(tx, row, u64::MAX >> 1).await
}

/// A card with the visits that a card shows: for a reveal.
///
/// # Errors
/// As the database's.
pub(super) async fn record(tx: &Tx, row: &client::Model) -> Result<Card> {
    load(tx, row, VISITS).await
}

async fn load(tx: &Tx, row: &client::Model, visits_max: u64) -> Result<Card> {
    let id = ClientId(row.id);
    let phones =
        phone::Entity::find().filter(phone::Column::ClientId.eq(row.id)).all(tx.db()).await?;
    let visits = visits(tx, id, visits_max).await?;
    let people = visits.iter().map(|(row, ..)| row.staff_id).chain(row.keeper_id);
    let people = names(tx, people.collect()).await?;
    Ok(Card {
        id,
        branch: BranchId(row.branch_id),
        number: row.number.clone(),
        kind: Kind::parse(&row.kind).unwrap_or(Kind::Person),
        name: row.name.clone(),
        keeper: row.keeper_id.and_then(|id| Some((StaffId(id), people.get(&id)?.clone()))),
        phones: phones.into_iter().filter_map(|phone| Phone::from_e164(&phone.e164)).collect(),
        facts: facts(tx, id).await?,
        health_consent: health_consent(tx, id).await?,
        held: super::holds::current(tx, id).await?.is_some(),
        spend: spend(tx, id, &visits).await?,
        visits: visits
            .into_iter()
            .map(|(row, items, photos)| past_visit(row, &items, photos, &people))
            .collect(),
    })
}

/// The names of people, by id.
async fn names(tx: &Tx, ids: BTreeSet<i64>) -> Result<HashMap<i64, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = staff::Entity::find().filter(staff::Column::Id.is_in(ids)).all(tx.db()).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
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

/// What the client spent so far; `latest` are the visits of the card, which often are all of them.
async fn spend(tx: &Tx, id: ClientId, latest: &[Visited]) -> Result<i64> {
    if (latest.len() as u64) < VISITS {
        return Ok(latest.iter().filter_map(|(row, ..)| row.amount).sum());
    }
    let logged = visit::Entity::find()
        .filter(visit::Column::ClientId.eq(id.0))
        .filter(visit::Column::State.eq("logged"));
    let amounts: Vec<Option<i64>> =
        logged.select_only().column(visit::Column::Amount).into_tuple().all(tx.db()).await?;
    Ok(amounts.into_iter().flatten().sum())
}

/// A visit, its services and products, the number of its photos.
type Visited = (visit::Model, Vec<menu_item::Model>, u32);

/// A client's latest visits, newest first.
async fn visits(tx: &Tx, id: ClientId, most: u64) -> Result<Vec<Visited>> {
    let logged = visit::Entity::find()
        .filter(visit::Column::ClientId.eq(id.0))
        .filter(visit::Column::State.eq("logged"));
    let rows = logged.order_by_desc(visit::Column::At).limit(most).all(tx.db()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let items = visit_item::Entity::find()
        .find_also_related(menu_item::Entity)
        .filter(visit_item::Column::VisitId.is_in(ids.clone()))
        .order_by_asc(visit_item::Column::Id)
        .all(tx.db())
        .await?;
    let mut of_visit: HashMap<i64, Vec<menu_item::Model>> = HashMap::new();
    for (item, named) in items {
        of_visit.entry(item.visit_id).or_default().extend(named);
    }
    let photos: Vec<Option<i64>> = attachment::Entity::find()
        .filter(attachment::Column::VisitId.is_in(ids))
        .select_only()
        .column(attachment::Column::VisitId)
        .into_tuple()
        .all(tx.db())
        .await?;
    let visits = rows.into_iter().map(|row| {
        let items = of_visit.remove(&row.id).unwrap_or_default();
        let photos = photos.iter().filter(|visit| **visit == Some(row.id)).count();
        (row, items, u32::try_from(photos).unwrap_or(u32::MAX))
    });
    Ok(visits.collect())
}

fn past_visit(
    row: visit::Model,
    items: &[menu_item::Model],
    photos: u32,
    people: &HashMap<i64, String>,
) -> PastVisit {
    let named = |kind: &str| {
        items.iter().filter(|item| item.kind == kind).map(|item| item.name.clone()).collect()
    };
    PastVisit {
        id: VisitId(row.id),
        at: row.at,
        by: people.get(&row.staff_id).cloned().unwrap_or_default(),
        services: named("service"),
        products: named("product"),
        effect: row.effect,
        note: row.note,
        photos,
        amount: row.amount,
        next_on: row.next_on,
    }
}
