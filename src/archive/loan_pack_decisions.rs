//! Decisions about packs: who may, the first and the second approval, the loans that an approval makes (N3).

use super::entity::loan;
use super::entity::loan_pack::{Column, Entity};
use super::entity::{client, loan_pack_item as item};
use super::loan_packs::{self, Row};
use super::requests::{self, REMINDED, WITH_DEPUTY};
use super::trail::{self, Subject};
use super::{Result, Tx, loan_decisions};
use crate::model::card::Act;
use crate::model::loan::{DEPUTY_MINUTES, LoanStatus, Purpose, Term};
use crate::model::loan_pack::{PackDecision, window};
use crate::model::policy::{Action, Role, may};
use crate::model::{Actor, AppointmentId, ClientId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, Condition, EntityTrait,
    QueryFilter,
};

pub use super::loan_decisions::Decided;

/// Whether this person may decide this pack now: read again at the moment of the decision.
///
/// # Errors
/// As the database's.
pub async fn may_decide(tx: &Tx, who: &Actor, row: &Row, now: DateTime<Utc>) -> Result<bool> {
    loan_decisions::may_decide_for(tx, who, row.branch_id, StaffId(row.borrower_id), now).await
}

/// Whether this person may end this pack: a manager or keeper of its branch.
pub fn may_recall(who: &Actor, row: &Row) -> bool {
    may(who.role, Action::RecallLoan) && (who.role == Role::Owner || row.branch_id == who.branch.0)
}

/// Decides by compare-and-set: the first valid press wins. Where two must approve, the first of them is noted, with what
/// it leaves out, and the second, by somebody else, makes the loans.
///
/// # Errors
/// As the database's.
pub async fn decide(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    decision: &PackDecision,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let (without, answer) = match decision {
        PackDecision::Approve { without, answer } => (without, answer),
        PackDecision::Deny(reason) => return deny(tx, who, row, reason, now).await,
    };
    let answer = if answer.is_empty() { &row.answer } else { answer };
    let borrower = StaffId(row.borrower_id);
    let first = loan_decisions::first_stands(tx, row.first_by, row.branch_id, borrower, now);
    let half = row.approvals > 1 && !first.await?;
    let update = requests::waiting::<Entity>(row.id, now);
    let won = if half {
        update
            .col_expr(Column::FirstBy, Expr::value(who.id.0))
            .col_expr(Column::FirstAt, Expr::value(now))
            .col_expr(Column::Answer, Expr::value(answer.as_str()))
            .filter(
                row.first_by.map_or_else(|| Column::FirstBy.is_null(), |by| Column::FirstBy.eq(by)),
            )
    } else {
        let other =
            Condition::all().add(Column::FirstBy.is_not_null()).add(Column::FirstBy.ne(who.id.0));
        requests::becomes(update, LoanStatus::Out, Some(who.id), answer, now)
            .filter(Condition::any().add(Column::Approvals.lt(2)).add(other))
    };
    if !requests::wins(tx, won).await? {
        return Ok(Decided::Gone);
    }
    leave_out(tx, row, without).await?;
    loan_packs::note(tx, Some(who.id), row, Act::Approved, now).await?;
    if half {
        return Ok(Decided::Half);
    }
    lend(tx, who, row, now).await?;
    Ok(Decided::Done)
}

async fn deny(
    tx: &Tx,
    who: &Actor,
    row: &Row,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let waiting = requests::waiting::<Entity>(row.id, now);
    let denied = requests::becomes(waiting, LoanStatus::Denied, Some(who.id), reason, now);
    if !requests::wins(tx, denied).await? {
        return Ok(Decided::Gone);
    }
    loan_packs::note(tx, Some(who.id), row, Act::Denied, now).await?;
    Ok(Decided::Done)
}

async fn leave_out(tx: &Tx, row: &Row, without: &[AppointmentId]) -> Result<()> {
    item::Entity::update_many()
        .col_expr(item::Column::Kept, Expr::value(false))
        .filter(item::Column::PackId.eq(row.id))
        .filter(item::Column::AppointmentId.is_in(without.iter().map(|id| id.0)))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// One loan for each visit that was kept and is booked still: its number begins with the pack's, its time is the visit's.
async fn lend(tx: &Tx, who: &Actor, row: &Row, now: DateTime<Utc>) -> Result<()> {
    let term = serde_json::to_string(&Term::Until(row.day)).expect("a term is plain data");
    let items = loan_packs::items(tx, row.id).await?;
    let kept = items.into_iter().filter(|(kept, _)| kept.kept);
    for (place, (kept, booking)) in (1..).zip(kept) {
        let (from, until) = window(booking.starts_at, booking.ends_at);
        let client = client::Entity::find_by_id(kept.client_id).one(tx.db()).await?;
        let active = client.is_some_and(|client| client.state == "active");
        if booking.state != "booked" || until <= now || !active {
            continue;
        }
        let lent = loan::ActiveModel {
            id: NotSet,
            number: Set(format!("{}/{place}", row.number)),
            client_id: Set(kept.client_id),
            borrower_id: Set(row.borrower_id),
            purpose: Set(Purpose::Visit.as_str().into()),
            reason: Set(row.reason.clone()),
            parts: Set(kept.parts),
            term: Set(term.clone()),
            status: Set(LoanStatus::Out.as_str().into()),
            asked: Set(row.asked),
            asked_at: Set(row.asked_at),
            request_until: Set(row.request_until),
            decided_by: Set(Some(who.id.0)),
            decided_at: Set(Some(now)),
            due_at: Set(Some(until)),
            // It ends with the visit: nobody needs to be reminded.
            reminded: Set(true),
            answer: Set(String::new()),
            extension: Set(0),
            whole: Set(false),
            approvals: Set(row.approvals),
            first_by: Set(row.first_by),
            first_at: Set(row.first_at),
            passed_by: Set(None),
            passed_to: Set(None),
            nudged: Set(0),
            starts_at: Set(Some(from)),
            begun: Set(false),
            pack_id: Set(Some(row.id)),
            appointment_id: Set(Some(booking.id)),
            queued: Set(false),
        };
        lent.insert(tx.db()).await?;
    }
    Ok(())
}

/// Those who may decide a pack and have not approved it yet.
///
/// # Errors
/// As the database's.
pub async fn still_asked(tx: &Tx, row: &Row, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    let mut people =
        loan_decisions::deciders(tx, row.branch_id, StaffId(row.borrower_id), now).await?;
    people.retain(|id| row.first_by != Some(id.0));
    Ok(people)
}

/// Packs of which their deciders are to be reminded, marked as such, with those people.
///
/// # Errors
/// As the database's.
pub async fn remind(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(Row, Vec<StaffId>)>> {
    let mut reminded = Vec::new();
    for row in Entity::find().filter(loan_packs::unanswered(now)).all(tx.db()).await? {
        if requests::nudge::<Entity>(tx, row.id, REMINDED, row.request_until).await? {
            let people = still_asked(tx, &row, now).await?;
            reminded.push((row, people));
        }
    }
    Ok(reminded)
}

/// Gives a request that no manager decided in time to whoever stands in for them, for a while more.
///
/// # Errors
/// As the database's.
pub async fn escalate(tx: &Tx, row: &Row, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    if row.nudged >= WITH_DEPUTY {
        return Ok(Vec::new());
    }
    let asked = still_asked(tx, row, now).await?;
    let stand_in = loan_decisions::stand_ins(tx, asked, row.first_by.is_some()).await?;
    let until = now + Duration::minutes(DEPUTY_MINUTES);
    if stand_in.is_empty() || !requests::nudge::<Entity>(tx, row.id, WITH_DEPUTY, until).await? {
        return Ok(Vec::new());
    }
    for (kept, _) in loan_packs::items(tx, row.id).await? {
        let subject = Subject::Client(ClientId(kept.client_id));
        let detail = format!("pack={}", row.id);
        trail::record(tx, now, None, Act::PassedOn, subject, &detail).await?;
    }
    Ok(stand_in)
}
