//! Cards: the record is read here and leaves only through the mask; each opening is a showing and a trace.

use super::card_lines::{self, VISITS};
use super::entity::{client, consent, visit};
use super::issues::{self, NewIssue};
use super::relations::{self, Standing};
use super::trail::{self, Subject};
use super::{Result, Tx};
use crate::model::access::lendable;
use crate::model::card::Act;
use crate::model::card::{Card, Kind, PastVisit};
use crate::model::mask::{CardView, project};
use crate::model::{Actor, BranchId, ClientId, IssueId, LoanId, ScreenId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// A card that is shown is recalled after this long at the latest.
const SHOWN_MINUTES: i64 = 30;

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
    let lines = card_lines::of(tx, row).await?;
    let visits = card_lines::visits(tx, id, visits_max).await?;
    Ok(Card {
        id,
        branch: BranchId(row.branch_id),
        number: row.number.clone(),
        kind: Kind::parse(&row.kind).unwrap_or(Kind::Person),
        name: row.name.clone(),
        keeper: lines.keeper,
        phones: lines.phones,
        facts: lines.facts,
        health_consent: lines.health_consent,
        held: lines.held,
        paper_lost: lines.paper_lost,
        spend: spend(tx, id, &visits).await?,
        visits,
    })
}

/// What the client spent so far; `latest` are the visits of the card, which often are all of them.
async fn spend(tx: &Tx, id: ClientId, latest: &[PastVisit]) -> Result<i64> {
    if (latest.len() as u64) < VISITS {
        return Ok(latest.iter().filter_map(|visit| visit.amount).sum());
    }
    let logged = visit::Entity::find()
        .filter(visit::Column::ClientId.eq(id.0))
        .filter(visit::Column::State.eq("logged"));
    let amounts: Vec<Option<i64>> =
        logged.select_only().column(visit::Column::Amount).into_tuple().all(tx.db()).await?;
    Ok(amounts.into_iter().flatten().sum())
}
