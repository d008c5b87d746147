//! Showings: every card that was shown, to whom, which parts, until when; ended by recall (R9, decisions 18).

use super::entity::issue::{ActiveModel, Column, Entity, Model};
use super::prepared::{insertion, prepared};
use super::{Result, Tx, relations};
use crate::model::access::{Access, Part, shown};
use crate::model::{Actor, BranchId, ClientId, IssueId, LoanId, ScreenId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

/// A showing as it stands.
pub type Row = Model;

/// What is shown, to whom, until when.
pub struct NewIssue<'a> {
    /// Whose card.
    pub client: ClientId,
    /// To whom.
    pub staff: StaffId,
    /// The loan that opened it.
    pub loan: Option<LoanId>,
    /// The screen that it will stand on, where that is known already.
    pub screen: Option<ScreenId>,
    /// The parts that are shown.
    pub parts: &'a [Part],
    /// The end.
    pub until: DateTime<Utc>,
}

/// Records a showing.
///
/// # Errors
/// As the database's.
pub async fn begin(tx: &Tx, new: NewIssue<'_>, now: DateTime<Utc>) -> Result<IssueId> {
    let row = ActiveModel {
        id: NotSet,
        client_id: Set(new.client.0),
        staff_id: Set(new.staff.0),
        loan_id: Set(new.loan.map(|loan| loan.0)),
        screen_id: Set(new.screen.map(|screen| screen.0)),
        parts: Set(relations::write_parts(new.parts)),
        shown_at: Set(now),
        until: Set(new.until),
        ended_at: Set(None),
    };
    Ok(IssueId(tx.inserted(insertion!(tx, row)).await?))
}

/// Says on which screen a showing stands.
///
/// # Errors
/// As the database's.
pub async fn stands_on(tx: &Tx, issue: IssueId, screen: ScreenId) -> Result<()> {
    let stands = prepared!(tx, [issue.0, screen.0], |[id, screen]| {
        Entity::update_many()
            .col_expr(Column::ScreenId, Expr::value(screen))
            .filter(Column::Id.eq(id))
            .into_query()
    });
    tx.run(stands).await.map(drop)
}

/// Ends a showing: its screen shows something else now.
///
/// # Errors
/// As the database's.
pub async fn end(tx: &Tx, issue: IssueId, now: DateTime<Utc>) -> Result<()> {
    let ended = prepared!(tx, [issue.0, now], |[id, now]| {
        Entity::update_many()
            .col_expr(Column::EndedAt, Expr::value(now))
            .filter(Column::Id.eq(id))
            .filter(Column::EndedAt.is_null())
            .into_query()
    });
    tx.run(ended).await.map(drop)
}

/// Open showings whose time is over, at most `limit`.
///
/// # Errors
/// As the database's.
pub async fn overdue(tx: &Tx, now: DateTime<Utc>, limit: u64) -> Result<Vec<Row>> {
    let open = Entity::find().filter(Column::EndedAt.is_null()).filter(Column::Until.lte(now));
    Ok(open.order_by_asc(Column::Until).limit(limit).all(tx.db()).await?)
}

/// All open showings of a client to a person: they end with the loan that opened them.
///
/// # Errors
/// As the database's.
pub async fn open_to(tx: &Tx, client: ClientId, staff: StaffId) -> Result<Vec<Row>> {
    let open =
        Entity::find().filter(Column::EndedAt.is_null()).filter(Column::ClientId.eq(client.0));
    Ok(open.filter(Column::StaffId.eq(staff.0)).all(tx.db()).await?)
}

/// All open showings of a client, to whomever: they end when the client takes the health consent back.
///
/// # Errors
/// As the database's.
pub async fn open_of(tx: &Tx, client: ClientId) -> Result<Vec<Row>> {
    let open =
        Entity::find().filter(Column::EndedAt.is_null()).filter(Column::ClientId.eq(client.0));
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// Open showings of a client to a person that show more than the person may see by now.
///
/// # Errors
/// As the database's.
pub async fn beyond_right(
    tx: &Tx,
    who: &Actor,
    client: ClientId,
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
    let open = open_to(tx, client, who.id).await?;
    if open.is_empty() {
        return Ok(open);
    }
    let known = relations::known(tx, who, client, now).await?;
    let may_see = |part: Part| {
        known.as_ref().is_some_and(|(_, standing)| {
            shown(who.role, &standing.relations, part, false) >= Access::Masked
        })
    };
    let is_beyond =
        |row: &Row| relations::read_parts(&row.parts).into_iter().any(|it| !may_see(it));
    Ok(open.into_iter().filter(is_beyond).collect())
}

/// All open showings to a person: they end when the person's seat changes.
///
/// # Errors
/// As the database's.
pub async fn open_by(tx: &Tx, staff: StaffId) -> Result<Vec<Row>> {
    let open = Entity::find().filter(Column::EndedAt.is_null()).filter(Column::StaffId.eq(staff.0));
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// All open showings, to whomever: they end when the owner shows less in the chat.
///
/// # Errors
/// As the database's.
pub async fn open_to_all(tx: &Tx) -> Result<Vec<Row>> {
    let open = Entity::find().filter(Column::EndedAt.is_null());
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// Open showings of a branch's clients that no loan opened: the end of the day takes them back (A8.07).
///
/// # Errors
/// As the database's.
pub async fn open_in(tx: &Tx, branch: BranchId) -> Result<Vec<Row>> {
    let open = Entity::find()
        .filter(Column::EndedAt.is_null())
        .filter(Column::LoanId.is_null())
        .filter(relations::is_of_branch(Column::ClientId, branch));
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

/// Whose card a showing shows, and the screen that it stands on.
///
/// # Errors
/// As the database's.
pub async fn stands(tx: &Tx, issue: IssueId) -> Result<Option<(ClientId, ScreenId)>> {
    let row = Entity::find_by_id(issue.0).one(tx.db()).await?;
    Ok(row.and_then(|row| Some((ClientId(row.client_id), ScreenId(row.screen_id?)))))
}
