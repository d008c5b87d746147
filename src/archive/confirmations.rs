//! Grave acts that a second person confirms: asked for with a reason, decided by compare-and-set, expired after a while
//! (access.md "Acts that need more").

use super::entity::confirmation::{ActiveModel, Column, Entity, Model};
use super::entity::{client, erasure, proposal, proposed, seat, staff};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx};
use crate::model::card::Act;
use crate::model::grave::{
    CONFIRM_HOURS, Grave, GraveView, REMIND_AFTER_HOURS, REMIND_BEFORE_HOURS, Settled,
};
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, BranchId, ClientId, ConfirmationId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Confirmations that one look of the schedule ends, and that a list tells.
const LISTED_MAX: u64 = 20;

/// A confirmation as it stands.
pub type Row = Model;

/// What became of asking.
pub enum Asked {
    /// It waits; these people are told.
    Waits(Row, Vec<StaffId>),
    /// Nobody else may confirm it.
    Nobody,
    /// It waits already.
    Already(Row),
}

/// Those who may do something about a branch: whoever works there, and the owners; in reach, and not this person.
///
/// # Errors
/// As the database's.
pub async fn holders(
    tx: &Tx,
    branch: BranchId,
    action: Action,
    except: StaffId,
) -> Result<Vec<StaffId>> {
    let roles = Role::ALL.iter().filter(|role| may(**role, action) && **role != Role::Owner);
    let here = Condition::all()
        .add(seat::Column::Role.is_in(roles.map(|role| role.as_str())))
        .add(seat::Column::BranchId.eq(branch.0));
    let mut anywhere = Condition::any().add(here);
    if may(Role::Owner, action) {
        anywhere = anywhere.add(seat::Column::Role.eq(Role::Owner.as_str()));
    }
    let seats = seat::Entity::find()
        .find_also_related(staff::Entity)
        .filter(seat::Column::State.eq("active"))
        .filter(anywhere)
        .filter(seat::Column::StaffId.ne(except.0))
        .filter(staff::Column::TelegramId.is_not_null())
        .filter(staff::Column::Reachable.eq(true))
        .order_by_asc(seat::Column::StaffId);
    let mut people: Vec<StaffId> =
        seats.all(tx.db()).await?.into_iter().map(|(seat, _)| StaffId(seat.staff_id)).collect();
    people.dedup();
    Ok(people)
}

/// Asks for a grave act. The caller has read the asker's right, and that nothing stands against the act.
///
/// # Errors
/// As the database's.
pub async fn ask(
    tx: &Tx,
    who: &Actor,
    (act, subject, branch): (Grave, i64, BranchId),
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Asked> {
    if let Some(row) = waiting(tx, act, subject).await? {
        return Ok(Asked::Already(row));
    }
    let people = holders(tx, branch, Action::ConfirmGrave, who.id).await?;
    if people.is_empty() {
        return Ok(Asked::Nobody);
    }
    let row = ActiveModel {
        id: NotSet,
        branch_id: Set(branch.0),
        act: Set(act.as_str().into()),
        subject_id: Set(subject),
        asked_by: Set(who.id.0),
        reason: Set(reason.into()),
        asked_at: Set(now),
        until: Set(now + Duration::hours(CONFIRM_HOURS)),
        state: Set(Settled::Asked.as_str().into()),
        decided_by: Set(None),
        decided_at: Set(None),
        remind_at: Set(Some(now + Duration::hours(REMIND_AFTER_HOURS))),
    };
    let row = row.insert(tx.db()).await?;
    traced(tx, Some(who.id), Act::GraveAsked, &row, now).await?;
    Ok(Asked::Waits(row, people))
}

/// The confirmation that waits for this act, if there is one.
///
/// # Errors
/// As the database's.
pub async fn waiting(tx: &Tx, act: Grave, subject: i64) -> Result<Option<Row>> {
    let open = Entity::find()
        .filter(Column::Act.eq(act.as_str()))
        .filter(Column::SubjectId.eq(subject))
        .filter(Column::State.eq(Settled::Asked.as_str()));
    Ok(open.order_by_desc(Column::Id).one(tx.db()).await?)
}

/// A confirmation.
///
/// # Errors
/// As the database's; `Stored` if there is none.
pub async fn get(tx: &Tx, id: ConfirmationId) -> Result<Row> {
    Entity::find_by_id(id.0).one(tx.db()).await?.ok_or(ArchiveError::Stored("confirmation"))
}

/// Whether this person may decide this act now, read again at the moment of the decision: never the asker.
pub fn may_decide(who: &Actor, row: &Row) -> bool {
    let here = who.role == Role::Owner || row.branch_id == who.branch.0;
    may(who.role, Action::ConfirmGrave) && here && row.asked_by != who.id.0
}

/// Decides by compare-and-set: the first valid press wins. False if somebody was first, or if it is over.
///
/// # Errors
/// As the database's.
pub async fn decide(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    confirm: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (state, act) = match confirm {
        true => (Settled::Confirmed, Act::GraveConfirmed),
        false => (Settled::Refused, Act::GraveRefused),
    };
    let won = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::DecidedBy, Expr::value(who.id.0))
        .col_expr(Column::DecidedAt, Expr::value(now))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq(Settled::Asked.as_str()))
        .filter(Column::Until.gt(now));
    if won.exec(tx.db()).await?.rows_affected != 1 {
        return Ok(false);
    }
    traced(tx, Some(who.id), act, row, now).await?;
    Ok(true)
}

/// Whether a confirmation's time is over, or whoever may give it is to be reminded.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    let due = Condition::any().add(Column::Until.lte(now)).add(Column::RemindAt.lte(now));
    let due = Entity::find().filter(Column::State.eq(Settled::Asked.as_str())).filter(due);
    Ok(due.limit(1).one(tx.db()).await?.is_some())
}

/// Confirmations that wait so long that whoever may give them is reminded now: after a day, and once more before the end.
///
/// # Errors
/// As the database's.
pub async fn remind(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(Row, Vec<StaffId>)>> {
    let due = Entity::find()
        .filter(Column::State.eq(Settled::Asked.as_str()))
        .filter(Column::Until.gt(now))
        .filter(Column::RemindAt.lte(now));
    let mut reminded = Vec::new();
    for row in due.order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await? {
        let last = row.until - Duration::hours(REMIND_BEFORE_HOURS);
        Entity::update_many()
            .col_expr(Column::RemindAt, Expr::value((now < last).then_some(last)))
            .filter(Column::Id.eq(row.id))
            .exec(tx.db())
            .await?;
        let (branch, asker) = (BranchId(row.branch_id), StaffId(row.asked_by));
        let people = holders(tx, branch, Action::ConfirmGrave, asker).await?;
        reminded.push((row, people));
    }
    Ok(reminded)
}

/// Ends confirmations that nobody gave in time.
///
/// # Errors
/// As the database's.
pub async fn expire(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let rows = over(now).order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?;
    for row in &rows {
        Entity::update_many()
            .col_expr(Column::State, Expr::value(Settled::Expired.as_str()))
            .filter(Column::Id.eq(row.id))
            .exec(tx.db())
            .await?;
        traced(tx, None, Act::GraveExpired, row, now).await?;
    }
    Ok(rows)
}

fn over(now: DateTime<Utc>) -> sea_orm::Select<Entity> {
    let asked = Entity::find().filter(Column::State.eq(Settled::Asked.as_str()));
    asked.filter(Column::Until.lte(now))
}

/// What waits for this person's confirmation, oldest first.
///
/// # Errors
/// As the database's.
pub async fn to_decide(tx: &Tx, who: &Actor) -> Result<Vec<GraveView>> {
    let asked = Entity::find().filter(Column::State.eq(Settled::Asked.as_str()));
    let rows = asked.order_by_asc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?;
    let mut views = Vec::new();
    for row in rows.iter().filter(|row| may_decide(who, row)) {
        views.push(view(tx, row).await?);
    }
    Ok(views)
}

/// The copies that a branch's clients were given, latest first.
///
/// # Errors
/// As the database's.
pub async fn copies(tx: &Tx, who: &Actor) -> Result<Vec<GraveView>> {
    let given = Entity::find()
        .filter(Column::BranchId.eq(who.branch.0))
        .filter(Column::Act.eq(Grave::Copy.as_str()))
        .filter(Column::State.eq(Settled::Confirmed.as_str()));
    let rows = given.order_by_desc(Column::Id).limit(LISTED_MAX).all(tx.db()).await?;
    let mut views = Vec::new();
    for row in rows {
        views.push(view(tx, &row).await?);
    }
    Ok(views)
}

/// A confirmation as people read it: the card's number, never its content.
///
/// # Errors
/// As the database's; `Stored` if a word does not parse.
pub async fn view(tx: &Tx, row: &Row) -> Result<GraveView> {
    let act = Grave::parse(&row.act).ok_or(ArchiveError::Stored("act"))?;
    let name = async |id: i64| -> Result<String> {
        let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
        Ok(person.map(|person| person.name).unwrap_or_default())
    };
    let mut view = GraveView {
        id: ConfirmationId(row.id),
        act,
        number: String::new(),
        client: None,
        cards: 0,
        asker: StaffId(row.asked_by),
        asked_by: name(row.asked_by).await?,
        reason: row.reason.clone(),
        until: row.until,
        state: Settled::parse(&row.state).ok_or(ArchiveError::Stored("state"))?,
        decided: None,
        gone: None,
    };
    if let (Some(by), Some(at)) = (row.decided_by, row.decided_at) {
        view.decided = Some((name(by).await?, at));
    }
    match act {
        Grave::Erase | Grave::Copy => about_client(tx, row, &mut view).await?,
        Grave::Retention => about_proposal(tx, row, &mut view).await?,
    }
    Ok(view)
}

async fn about_client(tx: &Tx, row: &Row, view: &mut GraveView) -> Result<()> {
    if let Some(client) = client::Entity::find_by_id(row.subject_id).one(tx.db()).await? {
        view.number = client.number;
        view.client = Some(ClientId(client.id));
        return Ok(());
    }
    let proofs = erasure::Entity::find().filter(erasure::Column::ClientId.eq(row.subject_id));
    let proof = proofs.order_by_desc(erasure::Column::Id).limit(1).one(tx.db()).await?;
    if let Some(proof) = proof {
        view.gone = Some((proof.rows.cast_unsigned(), proof.files.cast_unsigned()));
        view.number = proof.number;
    }
    Ok(())
}

async fn about_proposal(tx: &Tx, row: &Row, view: &mut GraveView) -> Result<()> {
    let going = proposed::Entity::find()
        .filter(proposed::Column::ProposalId.eq(row.subject_id))
        .filter(proposed::Column::Kept.eq(false));
    view.cards = u32::try_from(going.count(tx.db()).await?).unwrap_or(u32::MAX);
    let Some((_, at)) = &view.decided else { return Ok(()) };
    // The proofs of a proposal are of the moment of its decision.
    let proofs = erasure::Entity::find().filter(erasure::Column::At.eq(*at));
    let proofs = proofs.filter(erasure::Column::BranchId.eq(row.branch_id)).all(tx.db()).await?;
    if view.state == Settled::Confirmed {
        view.cards = u32::try_from(proofs.len()).unwrap_or(u32::MAX);
        let sum = |of: fn(&erasure::Model) -> i64| proofs.iter().map(of).sum::<i64>();
        view.gone = Some((
            sum(|proof| proof.rows).cast_unsigned(),
            sum(|proof| proof.files).cast_unsigned(),
        ));
    }
    Ok(())
}

/// Ends a proposal for good: it was confirmed, refused, or nobody decided in time.
///
/// # Errors
/// As the database's.
pub async fn close_proposal(tx: &Tx, row: &Row) -> Result<()> {
    if row.act != Grave::Retention.as_str() {
        return Ok(());
    }
    proposal::Entity::update_many()
        .col_expr(proposal::Column::State, Expr::value("over"))
        .filter(proposal::Column::Id.eq(row.subject_id))
        .exec(tx.db())
        .await?;
    Ok(())
}

async fn traced(
    tx: &Tx,
    by: Option<StaffId>,
    act: Act,
    row: &Row,
    now: DateTime<Utc>,
) -> Result<()> {
    let subject = match Grave::parse(&row.act) {
        Some(Grave::Erase | Grave::Copy) => Subject::Client(ClientId(row.subject_id)),
        _ => Subject::Row("proposal", row.subject_id),
    };
    trail::record(tx, now, by, act, subject, &format!("{} confirmation={}", row.act, row.id)).await
}
