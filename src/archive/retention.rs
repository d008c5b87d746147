//! Retention: cards whose time is over become a month's proposal; whoever keeps the archive trims it, and a second person
//! confirms (A12.06, A12.09; security.md, Law). Nothing is erased without both.

use super::confirmations::{self, holders};
use super::entity::{appointment, client, hold, loan, proposal, proposed, visit};
use super::{Result, Tx, house_rules, settings};
use crate::model::grave::{
    Grave, KEPT_MONTHS, KeptRule, KeptYears, PROPOSED_MAX, Proposal, Proposed,
};
use crate::model::policy::{Action, Role};
use crate::model::{Actor, BranchId, ClientId, StaffId};
use chrono::{DateTime, Months, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};

/// Months of a year.
const YEAR: u32 = 12;

/// The branch whose month has not been looked at.
///
/// # Errors
/// As the database's.
pub async fn is_due(tx: &Tx, branch: BranchId, month: &str) -> Result<bool> {
    Ok(settings::get(tx, &name(branch)).await?.as_deref() != Some(month))
}

fn name(branch: BranchId) -> String {
    format!("retention:{}", branch.0)
}

/// Makes a branch's proposal, at most one a month, and none while the last one waits for its confirmation. An older one
/// that nobody looked at goes. Returns whom to tell: nobody if there is nothing to propose.
///
/// # Errors
/// As the database's.
pub async fn propose(
    tx: &Tx,
    branch: BranchId,
    month: &str,
    now: DateTime<Utc>,
) -> Result<Vec<StaffId>> {
    settings::set(tx, &name(branch), month).await?;
    let last = latest(tx, branch).await?;
    if last.as_ref().is_some_and(|row| row.state == "asked") {
        return Ok(Vec::new());
    }
    let years = house_rules::kept_years(tx).await?;
    let cards = over(branch, years, now).order_by_asc(client::Column::Id).limit(PROPOSED_MAX);
    let cards = cards.all(tx.db()).await?;
    if let Some(old) = last {
        end(tx, old.id).await?;
    }
    if cards.is_empty() {
        return Ok(Vec::new());
    }
    let new = proposal::ActiveModel {
        id: NotSet,
        branch_id: Set(branch.0),
        made_at: Set(now),
        state: Set("open".into()),
    };
    let id = new.insert(tx.db()).await?.id;
    for card in cards {
        let row = proposed::ActiveModel {
            id: NotSet,
            proposal_id: Set(id),
            client_id: Set(card.id),
            kept: Set(false),
        };
        row.insert(tx.db()).await?;
    }
    custodians(tx, branch).await
}

/// Who looks at a proposal: the branch's keepers, or where there are none whoever else may.
async fn custodians(tx: &Tx, branch: BranchId) -> Result<Vec<StaffId>> {
    let people = holders(tx, branch, Action::EraseClient, StaffId(0)).await?;
    let mut keepers = Vec::new();
    for person in &people {
        let seated = super::staff::by_id(tx, *person).await?;
        if seated.is_some_and(|it| it.actor.role == Role::Keeper) {
            keepers.push(*person);
        }
    }
    Ok(if keepers.is_empty() { people } else { keepers })
}

/// Cards of a branch whose time is over: nobody came for years, or the card was taken back when it was made; nothing is
/// booked or lent, no hold stands, and nobody has lately taken them out of a proposal.
fn over(branch: BranchId, years: KeptYears, now: DateTime<Utc>) -> Select<client::Entity> {
    let before = |months: u32| now.checked_sub_months(Months::new(months)).unwrap_or(now);
    let visited = before(years.visited * YEAR);
    let ids = |select: &mut SelectStatement| {
        Expr::col((client::Entity, client::Column::Id)).in_subquery(select.to_owned())
    };
    let mut visits = Query::select();
    visits
        .column(visit::Column::ClientId)
        .from(visit::Entity)
        .and_where(Expr::col(visit::Column::State).eq("logged"));
    let mut lately = visits.clone();
    lately.and_where(Expr::col(visit::Column::At).gte(visited));
    let mut booked = Query::select();
    booked
        .column(appointment::Column::ClientId)
        .from(appointment::Entity)
        .and_where(Expr::col(appointment::Column::EndsAt).gte(now));
    let mut lent = Query::select();
    lent.column(loan::Column::ClientId)
        .from(loan::Entity)
        .and_where(Expr::col(loan::Column::Status).is_in(["asked", "out"]));
    let mut held = Query::select();
    held.column(hold::Column::ClientId)
        .from(hold::Entity)
        .and_where(Expr::col(hold::Column::EndedAt).is_null());
    let mut kept = Query::select();
    kept.column(proposed::Column::ClientId)
        .from(proposed::Entity)
        .and_where(Expr::col(proposed::Column::Kept).eq(true))
        .and_where(
            Expr::col(proposed::Column::ProposalId).in_subquery(
                Query::select()
                    .column(proposal::Column::Id)
                    .from(proposal::Entity)
                    .and_where(Expr::col(proposal::Column::MadeAt).gte(before(KEPT_MONTHS)))
                    .to_owned(),
            ),
        );
    let came = Condition::all().add(client::Column::CreatedAt.lt(visited)).add(ids(&mut visits));
    let never_came = Condition::all()
        .add(client::Column::CreatedAt.lt(before(years.unvisited * YEAR)))
        .add(ids(&mut visits).not());
    let active = Condition::all()
        .add(client::Column::State.eq("active"))
        .add(Condition::any().add(came).add(never_came));
    let due = Condition::any().add(active).add(client::Column::State.eq("withdrawn"));
    let mut found =
        client::Entity::find().filter(client::Column::BranchId.eq(branch.0)).filter(due);
    for select in [&mut lately, &mut booked, &mut lent, &mut held, &mut kept] {
        found = found.filter(ids(select).not());
    }
    found
}

async fn latest(tx: &Tx, branch: BranchId) -> Result<Option<proposal::Model>> {
    let open = proposal::Entity::find()
        .filter(proposal::Column::BranchId.eq(branch.0))
        .filter(proposal::Column::State.ne("over"));
    Ok(open.order_by_desc(proposal::Column::Id).limit(1).one(tx.db()).await?)
}

async fn end(tx: &Tx, id: i64) -> Result<()> {
    proposal::Entity::update_many()
        .col_expr(proposal::Column::State, Expr::value("over"))
        .filter(proposal::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The branch's proposal as it stands, if there is one.
///
/// # Errors
/// As the database's.
pub async fn current(tx: &Tx, who: &Actor) -> Result<Option<Proposal>> {
    match latest(tx, who.branch).await? {
        Some(row) => Ok(Some(read(tx, row).await?)),
        None => Ok(None),
    }
}

/// A proposal by its id.
///
/// # Errors
/// As the database's.
pub async fn of(tx: &Tx, id: i64) -> Result<Option<Proposal>> {
    match proposal::Entity::find_by_id(id).one(tx.db()).await? {
        Some(row) => Ok(Some(read(tx, row).await?)),
        None => Ok(None),
    }
}

async fn read(tx: &Tx, row: proposal::Model) -> Result<Proposal> {
    let items = proposed::Entity::find().filter(proposed::Column::ProposalId.eq(row.id));
    let mut cards = Vec::new();
    for item in items.order_by_asc(proposed::Column::Id).all(tx.db()).await? {
        let Some(card) = client::Entity::find_by_id(item.client_id).one(tx.db()).await? else {
            continue;
        };
        let last = visit::Entity::find()
            .filter(visit::Column::ClientId.eq(card.id))
            .filter(visit::Column::State.eq("logged"))
            .order_by_desc(visit::Column::At);
        let last = last.limit(1).one(tx.db()).await?;
        cards.push(Proposed {
            client: ClientId(card.id),
            number: card.number,
            rule: match &last {
                _ if card.state == "withdrawn" => KeptRule::Withdrawn,
                Some(_) => KeptRule::Visited,
                None => KeptRule::Unvisited,
            },
            last_on: last.map(|visit| visit.at.date_naive()),
            kept: item.kept,
        });
    }
    let waiting = match confirmations::waiting(tx, Grave::Retention, row.id).await? {
        Some(row) => Some(confirmations::view(tx, &row).await?),
        None => None,
    };
    let years = house_rules::kept_years(tx).await?;
    Ok(Proposal { made_at: row.made_at, cards, years, waiting })
}

/// Takes a card out of the open proposal, or puts it back.
///
/// # Errors
/// As the database's.
pub async fn keep(tx: &Tx, who: &Actor, client: ClientId, kept: bool) -> Result<()> {
    let Some(row) = latest(tx, who.branch).await?.filter(|row| row.state == "open") else {
        return Ok(());
    };
    proposed::Entity::update_many()
        .col_expr(proposed::Column::Kept, Expr::value(kept))
        .filter(proposed::Column::ProposalId.eq(row.id))
        .filter(proposed::Column::ClientId.eq(client.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The open proposal with a card that is to go, for its confirmation.
///
/// # Errors
/// As the database's.
pub async fn to_ask(tx: &Tx, who: &Actor) -> Result<Option<i64>> {
    let Some(row) = latest(tx, who.branch).await? else { return Ok(None) };
    let going = proposed::Entity::find()
        .filter(proposed::Column::ProposalId.eq(row.id))
        .filter(proposed::Column::Kept.eq(false));
    Ok(going.limit(1).one(tx.db()).await?.map(|_| row.id))
}

/// Notes that a proposal waits for its confirmation: it is trimmed no more.
///
/// # Errors
/// As the database's.
pub async fn asked(tx: &Tx, id: i64) -> Result<()> {
    proposal::Entity::update_many()
        .col_expr(proposal::Column::State, Expr::value("asked"))
        .filter(proposal::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The cards of a proposal that go: not kept, and over still. Whoever came meanwhile, or was put on hold, stays.
///
/// # Errors
/// As the database's.
pub async fn going(
    tx: &Tx,
    id: i64,
    branch: BranchId,
    now: DateTime<Utc>,
) -> Result<Vec<ClientId>> {
    let chosen = Query::select()
        .column(proposed::Column::ClientId)
        .from(proposed::Entity)
        .and_where(Expr::col(proposed::Column::ProposalId).eq(id))
        .and_where(Expr::col(proposed::Column::Kept).eq(false))
        .to_owned();
    let years = house_rules::kept_years(tx).await?;
    let rows = over(branch, years, now).filter(client::Column::Id.in_subquery(chosen));
    let rows = rows.order_by_asc(client::Column::Id).all(tx.db()).await?;
    Ok(rows.into_iter().map(|row| ClientId(row.id)).collect())
}
