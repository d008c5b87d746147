//! Whom messages reach: where and in which language a person reads, and whether Telegram lets the bot write to them.

use super::entity::{branch, seat, staff};
use super::{Result, Tx};
use crate::model::StaffId;
use crate::model::lang::Lang;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Where a person works.
pub struct Surroundings {
    /// The time zone of the branch, by its IANA name.
    pub zone: String,
    /// The country of the branch, ISO 3166.
    pub country: String,
}

/// The branch of a person's active seat.
///
/// # Errors
/// As the database's.
pub async fn surroundings(tx: &Tx, staff: StaffId) -> Result<Option<Surroundings>> {
    let seated = seat::Entity::find()
        .filter(seat::Column::StaffId.eq(staff.0))
        .filter(seat::Column::State.eq("active"));
    let Some(seat) = seated.one(tx.db()).await? else { return Ok(None) };
    let branch = branch::Entity::find_by_id(seat.branch_id).one(tx.db()).await?;
    Ok(branch.map(|branch| Surroundings { zone: branch.zone, country: branch.country }))
}

/// The person behind a Telegram account; strangers are `None`.
///
/// # Errors
/// As the database's.
pub async fn person(tx: &Tx, telegram_id: i64) -> Result<Option<staff::Model>> {
    let known = staff::Entity::find().filter(staff::Column::TelegramId.eq(telegram_id));
    Ok(known.one(tx.db()).await?)
}

/// The language that a person reads: their choice, else their account's.
pub fn reads(staff: &staff::Model) -> Option<Lang> {
    let chosen = staff.lang.as_deref().and_then(Lang::from_code);
    chosen.or_else(|| staff.telegram_lang.as_deref().and_then(Lang::from_code))
}

/// Notes whether Telegram lets the bot write to an account; digests stop for those it does not.
///
/// # Errors
/// As the database's.
pub async fn set_reachable(tx: &Tx, telegram_id: i64, reachable: bool) -> Result<()> {
    staff::Entity::update_many()
        .col_expr(staff::Column::Reachable, Expr::value(reachable))
        .filter(staff::Column::TelegramId.eq(telegram_id))
        .exec(tx.db())
        .await?;
    Ok(())
}
