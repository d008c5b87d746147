//! A year after somebody left, what is kept about the person goes: account, name, language, PIN, notices, drafts (A9.16;
//! security.md, Law). What they did stays with the clients, under a number; the trail knows people by number only.

use super::entity::{cutoff, digest, draft, focus, inbox, outbox, screen, seat, staff};
use super::trail::{self, Subject};
use super::{Result, Tx, pins};
use crate::model::card::Act;
use crate::model::lang::Lang;
use crate::model::people::{LEAVER_MONTHS, former};
use crate::model::{BranchId, StaffId};
use chrono::{DateTime, Months, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

/// Removes the own files of those who left a branch a year ago and have not come back anywhere. `lang` is the house's.
///
/// # Errors
/// As the database's.
pub async fn clear_due(tx: &Tx, branch: BranchId, lang: Lang, now: DateTime<Utc>) -> Result<()> {
    let before = now.checked_sub_months(Months::new(LEAVER_MONTHS)).unwrap_or(now);
    let left = cutoff::Entity::find()
        .filter(cutoff::Column::BranchId.eq(branch.0))
        .filter(cutoff::Column::Kind.eq("left"))
        .filter(cutoff::Column::EndedAt.is_null())
        .filter(cutoff::Column::At.lte(before));
    let left = left.order_by_asc(cutoff::Column::Id).all(tx.db()).await?;
    let people: BTreeSet<i64> = left.into_iter().map(|row| row.staff_id).collect();
    for id in people {
        let Some(person) = staff::Entity::find_by_id(id).one(tx.db()).await? else { continue };
        if !is_cleared(&person) && !is_here(tx, id, before).await? {
            clear(tx, &person, lang, now).await?;
        }
    }
    Ok(())
}

/// Nothing is left to remove: so a night may come twice, and a restored backup is cleared again.
fn is_cleared(person: &staff::Model) -> bool {
    let id = StaffId(person.id);
    person.telegram_id.is_none() && Lang::ALL.iter().any(|lang| person.name == former(*lang, id))
}

/// Whether the person has a seat, or left another branch less than a year ago.
async fn is_here(tx: &Tx, id: i64, before: DateTime<Utc>) -> Result<bool> {
    let seats = seat::Entity::find()
        .filter(seat::Column::StaffId.eq(id))
        .filter(seat::Column::State.ne("ended"));
    let lately = cutoff::Entity::find()
        .filter(cutoff::Column::StaffId.eq(id))
        .filter(cutoff::Column::EndedAt.is_null())
        .filter(cutoff::Column::At.gt(before));
    Ok(seats.count(tx.db()).await? + lately.count(tx.db()).await? > 0)
}

async fn clear(tx: &Tx, person: &staff::Model, lang: Lang, now: DateTime<Utc>) -> Result<()> {
    let id = StaffId(person.id);
    let none = || Expr::value(Option::<String>::None);
    staff::Entity::update_many()
        .col_expr(staff::Column::TelegramId, Expr::value(Option::<i64>::None))
        .col_expr(staff::Column::Name, Expr::value(former(lang, id)))
        .col_expr(staff::Column::Lang, none())
        .col_expr(staff::Column::TelegramLang, none())
        .col_expr(staff::Column::Zone, none())
        .col_expr(staff::Column::Reachable, Expr::value(false))
        .filter(staff::Column::Id.eq(id.0))
        .exec(tx.db())
        .await?;
    pins::forget(tx, id).await?;
    draft::Entity::delete_many().filter(draft::Column::StaffId.eq(id.0)).exec(tx.db()).await?;
    digest::Entity::delete_many().filter(digest::Column::StaffId.eq(id.0)).exec(tx.db()).await?;
    focus::Entity::delete_many().filter(focus::Column::StaffId.eq(id.0)).exec(tx.db()).await?;
    screen::Entity::update_many()
        .col_expr(screen::Column::ChatId, Expr::value(0))
        .col_expr(screen::Column::MessageId, Expr::value(Option::<i32>::None))
        .col_expr(screen::Column::Place, Expr::value(""))
        .col_expr(screen::Column::Shown, Expr::value(""))
        .col_expr(screen::Column::State, Expr::value("closed"))
        .filter(screen::Column::StaffId.eq(id.0))
        .exec(tx.db())
        .await?;
    if let Some(account) = person.telegram_id {
        unname(tx, account).await?;
    }
    trail::record(tx, now, None, Act::LeaverCleared, Subject::Row("staff", id.0), "").await
}

/// Takes an account's number off what it wrote and was sent. What has not ended yet is on its way, and keeps it.
async fn unname(tx: &Tx, account: i64) -> Result<()> {
    inbox::Entity::update_many()
        .col_expr(inbox::Column::Person, Expr::value(0))
        .filter(inbox::Column::Person.eq(account))
        .filter(inbox::Column::State.ne("new"))
        .exec(tx.db())
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::ChatId, Expr::value(0))
        .filter(outbox::Column::ChatId.eq(account))
        .filter(outbox::Column::State.is_not_in(["new", "sending"]))
        .exec(tx.db())
        .await?;
    Ok(())
}
