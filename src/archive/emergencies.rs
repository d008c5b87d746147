//! Break-glass: hidden safety data is opened in an emergency, shown for minutes, and reviewed by somebody else afterwards
//! (access.md, D25).

use super::confirmations::holders;
use super::entity::emergency::{ActiveModel, Column, Entity, Model};
use super::entity::{client, fact, staff};
use super::issues::{self, NewIssue};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, cards, relations};
use crate::model::access::Part;
use crate::model::card::{Act, Field, Kind};
use crate::model::grave::{EMERGENCY_MINUTES, EmergencyView, REVIEW_HOURS, Review, Settled};
use crate::model::mask::may_break_glass;
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, BranchId, ClientId, EmergencyId, ScreenId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

/// Reviews that one look of the schedule reminds of, and that a list tells.
const LISTED_MAX: u64 = 20;

/// What was opened, and who is to review it.
pub struct Opened {
    /// What is shown.
    pub view: EmergencyView,
    /// The emergency.
    pub id: EmergencyId,
    /// Who is told at once.
    pub reviewers: Vec<StaffId>,
}

/// Opens a client's safety data: a showing, a trace, and a review to come. `None` reads as "no such client".
///
/// # Errors
/// As the database's.
pub async fn open(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    reason: &str,
    screen: Option<ScreenId>,
    now: DateTime<Utc>,
) -> Result<Option<Opened>> {
    let Some((row, standing)) = relations::known(tx, who, id, now).await? else { return Ok(None) };
    let consent = cards::health_consent(tx, id).await?;
    let kind = Kind::parse(&row.kind).unwrap_or(Kind::Person);
    if !may_break_glass(who.role, &standing.relations, kind, consent) {
        trail::record(tx, now, Some(who.id), Act::Refused, Subject::Client(id), "emergency")
            .await?;
        return Ok(None);
    }
    let until = now + Duration::minutes(EMERGENCY_MINUTES);
    let parts = [Part::Index, Part::Safety];
    let new = NewIssue { client: id, staff: who.id, loan: None, screen, parts: &parts, until };
    let issue = issues::begin(tx, new, now).await?;
    let opened = ActiveModel {
        id: NotSet,
        client_id: Set(id.0),
        staff_id: Set(who.id.0),
        reason: Set(reason.into()),
        at: Set(now),
        state: Set(Settled::Asked.as_str().into()),
        decided_by: Set(None),
        decided_at: Set(None),
        told_at: Set(now),
    };
    let opened = EmergencyId(opened.insert(tx.db()).await?.id);
    let detail = format!("safety emergency={}", opened.0);
    trail::record(tx, now, Some(who.id), Act::BrokeGlass, Subject::Client(id), &detail).await?;
    let facts = safety(tx, id).await?;
    let reviewers = holders(tx, BranchId(row.branch_id), Action::ReviewEmergency, who.id).await?;
    let told = u32::try_from(reviewers.len()).unwrap_or(u32::MAX);
    let view = EmergencyView { name: row.name, number: row.number, facts, told, issue, until };
    Ok(Some(Opened { view, id: opened, reviewers }))
}

async fn safety(tx: &Tx, id: ClientId) -> Result<Vec<(Field, String)>> {
    let fields = Field::ALL.iter().filter(|field| field.part() == Part::Safety);
    let current = fact::Entity::find()
        .filter(fact::Column::ClientId.eq(id.0))
        .filter(fact::Column::EndedAt.is_null())
        .filter(fact::Column::Field.is_in(fields.map(|field| field.as_str())));
    let rows = current.order_by_asc(fact::Column::Id).all(tx.db()).await?;
    Ok(rows.into_iter().filter_map(|row| Some((Field::parse(&row.field)?, row.value))).collect())
}

/// An emergency with its client, if this person may review it: never who opened it.
async fn reviewable(
    tx: &Tx,
    who: &Actor,
    id: EmergencyId,
) -> Result<Option<(Model, client::Model)>> {
    let Some(row) = Entity::find_by_id(id.0).one(tx.db()).await? else { return Ok(None) };
    let Some(client) = client::Entity::find_by_id(row.client_id).one(tx.db()).await? else {
        return Ok(None);
    };
    let here = who.role == Role::Owner || client.branch_id == who.branch.0;
    let reviews = may(who.role, Action::ReviewEmergency) && here && row.staff_id != who.id.0;
    Ok(reviews.then_some((row, client)))
}

/// An emergency as its reviewers read it; `None` if it is not theirs, or gone with its client.
///
/// # Errors
/// As the database's; `Stored` if its state does not parse.
pub async fn get(tx: &Tx, who: &Actor, id: EmergencyId) -> Result<Option<Review>> {
    match reviewable(tx, who, id).await? {
        Some((row, client)) => Ok(Some(view(tx, row, client).await?)),
        None => Ok(None),
    }
}

/// Reviews by compare-and-set: the first valid press wins. `None` as for `get`, else whether this press was the first.
///
/// # Errors
/// As the database's.
pub async fn review(
    tx: &Tx,
    who: &Actor,
    id: EmergencyId,
    justified: bool,
    now: DateTime<Utc>,
) -> Result<Option<bool>> {
    let Some((row, _)) = reviewable(tx, who, id).await? else { return Ok(None) };
    let state = if justified { Settled::Confirmed } else { Settled::Refused };
    let won = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::DecidedBy, Expr::value(who.id.0))
        .col_expr(Column::DecidedAt, Expr::value(now))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(Settled::Asked.as_str()));
    if won.exec(tx.db()).await?.rows_affected != 1 {
        return Ok(Some(false));
    }
    let detail = format!("emergency={} {}", id.0, state.as_str());
    let subject = Subject::Client(ClientId(row.client_id));
    trail::record(tx, now, Some(who.id), Act::Reviewed, subject, &detail).await?;
    Ok(Some(true))
}

/// Emergencies that wait for this person's review, oldest first.
///
/// # Errors
/// As the database's.
pub async fn to_review(tx: &Tx, who: &Actor) -> Result<Vec<Review>> {
    let rows = waiting().order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?;
    let mut reviews = Vec::new();
    for row in rows {
        reviews.extend(get(tx, who, EmergencyId(row.id)).await?);
    }
    Ok(reviews)
}

/// Whether somebody is to be reminded of a review.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    Ok(due(now).limit(1).one(tx.db()).await?.is_some())
}

/// Takes the reviews to be reminded of, with whom to remind; each once a day until it is reviewed.
///
/// # Errors
/// As the database's.
pub async fn take_due(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(EmergencyId, Vec<StaffId>)>> {
    let mut taken = Vec::new();
    for row in due(now).order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await? {
        let told = ActiveModel { told_at: Set(now), ..row.clone().into() };
        told.update(tx.db()).await?;
        let client = client::Entity::find_by_id(row.client_id).one(tx.db()).await?;
        let branch = BranchId(client.map_or(0, |client| client.branch_id));
        let people = holders(tx, branch, Action::ReviewEmergency, StaffId(row.staff_id)).await?;
        taken.push((EmergencyId(row.id), people));
    }
    Ok(taken)
}

fn waiting() -> Select<Entity> {
    Entity::find().filter(Column::State.eq(Settled::Asked.as_str()))
}

fn due(now: DateTime<Utc>) -> Select<Entity> {
    waiting().filter(Column::ToldAt.lte(now - Duration::hours(REVIEW_HOURS)))
}

async fn view(tx: &Tx, row: Model, client: client::Model) -> Result<Review> {
    let name = async |id: i64| -> Result<String> {
        let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
        Ok(person.map(|person| person.name).unwrap_or_default())
    };
    let decided = match (row.decided_by, row.decided_at) {
        (Some(by), Some(at)) => Some((name(by).await?, at)),
        _ => None,
    };
    let seated = super::staff::by_id(tx, StaffId(row.staff_id)).await?;
    Ok(Review {
        id: EmergencyId(row.id),
        number: client.number,
        by: name(row.staff_id).await?,
        role: seated.map(|it| it.actor.role),
        at: row.at,
        reason: row.reason,
        state: Settled::parse(&row.state).ok_or(ArchiveError::Stored("state"))?,
        decided,
    })
}
