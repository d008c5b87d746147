//! Paper files: handed out with a loan, one person at a time, taken back with their condition, told of when they are late
//! (A5.04, A8.02–A8.04, A8.12).

use super::entity::paper_loan::{ActiveModel, Column, Entity, Model};
use super::entity::{client, fact, loan, staff};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, relations};
use crate::model::card::{Act, Field};
use crate::model::loan::LoanStatus;
use crate::model::paper::{Condition, Offer, PaperView, Standing};
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, ClientId, LoanId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition as Where,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Paper files in one list.
const LISTED_MAX: u64 = 20;

/// A lent paper file as it stands.
pub type Row = Model;

/// What became of handing one out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// The borrower has it.
    Done,
    /// Somebody else still has it, or the loan is over, or it was handed out already.
    Not,
}

/// Where a client's paper file lies; none if the card names none.
///
/// # Errors
/// As the database's.
pub async fn place(tx: &Tx, client: i64) -> Result<Option<String>> {
    let current = fact::Entity::find()
        .filter(fact::Column::ClientId.eq(client))
        .filter(fact::Column::Field.eq(Field::PaperFile.as_str()))
        .filter(fact::Column::EndedAt.is_null());
    let newest = current.order_by_desc(fact::Column::Id).limit(1).one(tx.db()).await?;
    let Some(newest) = newest else { return Ok(None) };
    // A file that was lost lies nowhere until its place is noted again.
    let lost = Entity::find()
        .filter(Column::ClientId.eq(client))
        .filter(Column::Lost.eq(true))
        .filter(Column::BackAt.gte(newest.at));
    let lost = lost.limit(1).one(tx.db()).await?.is_some();
    Ok((!lost).then_some(newest.value))
}

/// Whether this person may ask for a client's paper file, as far as the cabinet goes.
///
/// # Errors
/// As the database's.
pub async fn offer(tx: &Tx, who: StaffId, client: i64) -> Result<Offer> {
    if place(tx, client).await?.is_none() {
        return Ok(Offer::None);
    }
    let Some((row, lent)) = taken(tx, client).await? else { return Ok(Offer::Free) };
    if lent.borrower_id == who.0 {
        return Ok(Offer::Free);
    }
    let until = row.due_at.or(lent.due_at).unwrap_or(lent.request_until);
    Ok(Offer::With { name: name(tx, lent.borrower_id).await?, until })
}

/// Who has a client's paper file, or is about to get it: at most one.
async fn taken(tx: &Tx, client: i64) -> Result<Option<(Row, loan::Model)>> {
    let open = Entity::find()
        .filter(Column::ClientId.eq(client))
        .filter(Column::State.ne("back"))
        .order_by_desc(Column::State)
        .order_by_asc(Column::Id);
    for row in open.all(tx.db()).await? {
        let lent = lent(tx, row.loan_id).await?;
        if row.state == "out" || runs(&lent) {
            return Ok(Some((row, lent)));
        }
    }
    Ok(None)
}

/// Asks for the paper file together with a loan.
///
/// # Errors
/// As the database's.
pub async fn ask(tx: &Tx, loan: i64, client: i64) -> Result<()> {
    let row = ActiveModel {
        id: NotSet,
        loan_id: Set(loan),
        client_id: Set(client),
        state: Set("asked".into()),
        due_at: Set(None),
        rung: Set(0),
        out_by: Set(None),
        out_at: Set(None),
        back_by: Set(None),
        back_at: Set(None),
        said: Set(None),
        condition: Set(None),
        words: Set(String::new()),
        given_at: Set(None),
        lost: Set(false),
        said_lost: Set(false),
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// The paper file of a loan, if it was asked for.
///
/// # Errors
/// As the database's.
pub async fn of_loan(tx: &Tx, loan: LoanId) -> Result<Option<Row>> {
    Ok(Entity::find().filter(Column::LoanId.eq(loan.0)).one(tx.db()).await?)
}

/// The paper file of a loan as it goes on: what an extension took over stands with the later loan.
///
/// # Errors
/// As the database's.
pub async fn current(tx: &Tx, loan: LoanId) -> Result<Option<Row>> {
    let Some(row) = of_loan(tx, loan).await? else { return Ok(None) };
    let (Some(out_at), None, "back") = (row.out_at, row.back_at, row.state.as_str()) else {
        return Ok(Some(row));
    };
    let later = Entity::find()
        .filter(Column::ClientId.eq(row.client_id))
        .filter(Column::OutAt.eq(out_at))
        .filter(Column::Id.gt(row.id))
        .order_by_desc(Column::Id);
    Ok(later.limit(1).one(tx.db()).await?.or(Some(row)))
}

/// Takes over what the borrower has from an earlier loan of the same file: an extension leaves it where it is. What they
/// say they gave back, or lost, stays with the earlier loan until its keeper has looked. The earlier loan, if it did.
///
/// # Errors
/// As the database's.
pub async fn take_over(tx: &Tx, row: &Row, due: Option<DateTime<Utc>>) -> Result<Option<LoanId>> {
    let borrower = lent(tx, row.loan_id).await?.borrower_id;
    let held = match taken(tx, row.client_id).await? {
        Some((held, before))
            if held.state == "out"
                && before.borrower_id == borrower
                && held.given_at.is_none()
                && !held.said_lost =>
        {
            held
        }
        _ => return Ok(None),
    };
    Entity::update_many()
        .col_expr(Column::State, Expr::value("back"))
        .filter(Column::Id.eq(held.id))
        .exec(tx.db())
        .await?;
    let taken = Entity::update_many()
        .col_expr(Column::State, Expr::value("out"))
        .col_expr(Column::DueAt, Expr::value(due))
        .col_expr(Column::OutBy, Expr::value(held.out_by))
        .col_expr(Column::OutAt, Expr::value(held.out_at))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq("asked"))
        .exec(tx.db())
        .await?;
    Ok((taken.rows_affected == 1).then_some(LoanId(held.loan_id)))
}

/// Hands a paper file out, while its loan runs and nobody else has it.
///
/// # Errors
/// As the database's.
pub async fn hand_out(tx: &Tx, who: &Actor, row: &Row, now: DateTime<Utc>) -> Result<Handed> {
    let lent = lent(tx, row.loan_id).await?;
    let free = taken(tx, row.client_id).await?.is_none_or(|(other, _)| other.id == row.id);
    if !free || !runs(&lent) {
        return Ok(Handed::Not);
    }
    let handed = Entity::update_many()
        .col_expr(Column::State, Expr::value("out"))
        .col_expr(Column::DueAt, Expr::value(lent.due_at))
        .col_expr(Column::OutBy, Expr::value(who.id.0))
        .col_expr(Column::OutAt, Expr::value(now))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq("asked"))
        .exec(tx.db())
        .await?;
    if handed.rows_affected != 1 {
        return Ok(Handed::Not);
    }
    note(tx, Some(who.id), Act::HandedOut, row, "", now).await?;
    Ok(Handed::Done)
}

/// Paper files that are out or to be handed out in the person's branch (everywhere for an Owner), first due first.
///
/// # Errors
/// As the database's.
pub async fn out(tx: &Tx, who: &Actor) -> Result<Vec<Row>> {
    let running = Query::select()
        .column(loan::Column::Id)
        .from(loan::Entity)
        .and_where(Expr::col(loan::Column::Status).eq("out"))
        .and_where(Expr::col(loan::Column::Begun).eq(true))
        .to_owned();
    let waits =
        Where::all().add(Column::State.eq("asked")).add(Column::LoanId.in_subquery(running));
    let mut listed = Entity::find().filter(Where::any().add(Column::State.eq("out")).add(waits));
    if who.role != Role::Owner {
        listed = listed.filter(relations::is_of_branch(Column::ClientId, who.branch));
    }
    Ok(listed
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(LISTED_MAX)
        .all(tx.db())
        .await?)
}

/// The loans whose paper file is out; only those that are late, if a moment is given.
pub(super) fn still_out(late_at: Option<DateTime<Utc>>) -> SelectStatement {
    let mut out = Query::select();
    out.column(Column::LoanId).from(Entity).and_where(Expr::col(Column::State).eq("out"));
    if let Some(now) = late_at {
        out.and_where(Expr::col(Column::DueAt).lte(now));
    }
    out
}

/// Whether this person keeps the cabinet in which a client's file lies.
///
/// # Errors
/// As the database's.
pub async fn may_keep(tx: &Tx, who: &Actor, row: &Row) -> Result<bool> {
    if !may(who.role, Action::KeepPapers) {
        return Ok(false);
    }
    let client = client::Entity::find_by_id(row.client_id).one(tx.db()).await?;
    Ok(who.role == Role::Owner || client.is_some_and(|client| client.branch_id == who.branch.0))
}

/// A lent paper file as its screens show it.
///
/// # Errors
/// As the database's; `Stored` if a value does not parse.
pub async fn view(tx: &Tx, row: &Row) -> Result<PaperView> {
    let lent = lent(tx, row.loan_id).await?;
    let client = client::Entity::find_by_id(row.client_id).one(tx.db()).await?;
    let client = client.ok_or(ArchiveError::Stored("client"))?;
    let condition = Condition::read(row.condition.as_deref(), row.lost);
    let back = match (row.back_at, condition) {
        (Some(at), Some(condition)) => {
            Some((at, name(tx, row.back_by.unwrap_or_default()).await?, condition))
        }
        _ => None,
    };
    Ok(PaperView {
        loan: LoanId(lent.id),
        number: lent.number.clone(),
        client: ClientId(client.id),
        client_number: client.number,
        client_name: client.name,
        place: place(tx, client.id).await?.unwrap_or_default(),
        borrower: StaffId(lent.borrower_id),
        borrower_name: name(tx, lent.borrower_id).await?,
        standing: standing(row, &lent),
        coming: row.state == "out"
            && lent.status == LoanStatus::Returned.as_str()
            && !row.said_lost,
        due: row.due_at.or(lent.due_at),
        given: row.given_at.filter(|_| row.state == "out"),
        said: Condition::read(row.said.as_deref(), row.said_lost),
        back,
        words: row.words.clone(),
    })
}

/// Where a paper file stands, by its row and its loan.
pub fn standing(row: &Row, lent: &loan::Model) -> Standing {
    match (row.state.as_str(), lent.status.as_str()) {
        ("out", _) => Standing::Out,
        ("back", _) => Standing::Back,
        (_, "out") if runs(lent) => Standing::ToHandOut,
        // It may begin later.
        (_, "asked" | "out") => Standing::Asked,
        _ => Standing::Void,
    }
}

/// Whether a loan has begun and is not over.
fn runs(lent: &loan::Model) -> bool {
    lent.status == "out" && lent.begun
}

pub(super) async fn note(
    tx: &Tx,
    who: Option<StaffId>,
    act: Act,
    row: &Row,
    more: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let detail = format!("loan={} {more}", row.loan_id);
    trail::record(tx, now, who, act, Subject::Client(ClientId(row.client_id)), detail.trim()).await
}

/// The loan of a paper file.
pub(super) async fn lent(tx: &Tx, id: i64) -> Result<loan::Model> {
    loan::Entity::find_by_id(id).one(tx.db()).await?.ok_or(ArchiveError::Stored("loan"))
}

/// A colleague's name.
pub(super) async fn name(tx: &Tx, id: i64) -> Result<String> {
    let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}
