//! Seats: the owner's link, invitations, acceptance and confirmation, the settings of a person (T1, T2, decisions 20).

use super::entity::{branch, focus, menu_item, seat, staff};
use super::prepared::prepared;
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx};
use crate::model::card::Act;
use crate::model::lang::Lang;
use crate::model::policy::Role;
use crate::model::{Actor, BranchId, ScreenId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, SelectStatement, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait,
    FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait,
};
use serde::Deserialize;

/// The digest's local time until a person chooses one (D10).
const DIGEST_AT: &str = "08:30";

/// A person with everything a turn needs to know about them.
pub struct Seated {
    /// The actor.
    pub actor: Actor,
    /// The person's row.
    pub staff: staff::Model,
    /// The branch's row.
    pub branch: branch::Model,
    /// Which screen takes what the person types, if they have looked at one.
    pub focus: Option<ScreenId>,
}

impl Seated {
    /// # Errors
    /// `Stored` if the role does not parse.
    pub(super) fn new(
        seat: &seat::Model,
        staff: staff::Model,
        branch: branch::Model,
        focus: Option<ScreenId>,
    ) -> Result<Self> {
        let actor = Actor {
            id: StaffId(staff.id),
            name: staff.name.clone(),
            role: Role::parse(&seat.role).ok_or(ArchiveError::Stored("role"))?,
            branch: BranchId(seat.branch_id),
        };
        Ok(Self { actor, staff, branch, focus })
    }
}

/// The first branch.
pub struct NewBranch<'a> {
    /// Its name.
    pub name: &'a str,
    /// The prefix of its numbers, such as `A`.
    pub prefix: &'a str,
    /// IANA time zone.
    pub zone: &'a str,
    /// ISO country.
    pub country: &'a str,
}

/// Makes the first branch, unless there is one.
///
/// # Errors
/// As the database's.
pub async fn first_branch(tx: &Tx, new: &NewBranch<'_>) -> Result<BranchId> {
    if let Some(row) = branch::Entity::find().order_by_asc(branch::Column::Id).one(tx.db()).await? {
        return Ok(BranchId(row.id));
    }
    let row = branch::ActiveModel {
        id: NotSet,
        name: Set(new.name.into()),
        prefix: Set(new.prefix.into()),
        zone: Set(new.zone.into()),
        country: Set(new.country.into()),
        next_number: Set(1),
    };
    Ok(BranchId(row.insert(tx.db()).await?.id))
}

/// The branch of this name, or the first one where none is named.
///
/// # Errors
/// As the database's.
pub async fn branch(tx: &Tx, name: Option<&str>) -> Result<Option<BranchId>> {
    let mut branches = branch::Entity::find().order_by_asc(branch::Column::Id);
    if let Some(name) = name {
        branches = branches.filter(branch::Column::Name.eq(name));
    }
    Ok(branches.one(tx.db()).await?.map(|row| BranchId(row.id)))
}

/// Every branch, with its time zone's name.
///
/// # Errors
/// As the database's.
pub async fn branches(tx: &Tx) -> Result<Vec<(BranchId, String)>> {
    let rows = branch::Entity::find().order_by_asc(branch::Column::Id).all(tx.db()).await?;
    Ok(rows.into_iter().map(|row| (BranchId(row.id), row.zone)).collect())
}

/// A Telegram account that follows a link.
pub struct Account<'a> {
    /// The account's id.
    pub id: i64,
    /// Its name, cleaned.
    pub name: &'a str,
    /// Its language.
    pub lang: Option<&'a str>,
}

/// The person behind an account, made on first sight.
///
/// # Errors
/// As the database's.
pub async fn person(tx: &Tx, account: &Account<'_>, now: DateTime<Utc>) -> Result<StaffId> {
    if let Some(row) =
        staff::Entity::find().filter(staff::Column::TelegramId.eq(account.id)).one(tx.db()).await?
    {
        return Ok(StaffId(row.id));
    }
    let row = staff::ActiveModel {
        id: NotSet,
        telegram_id: Set(Some(account.id)),
        name: Set(account.name.into()),
        lang: Set(None),
        telegram_lang: Set(account.lang.map(str::to_owned)),
        zone: Set(None),
        digest_at: Set(DIGEST_AT.into()),
        reachable: Set(true),
        created_at: Set(now),
    };
    Ok(StaffId(row.insert(tx.db()).await?.id))
}

/// Gives a person a seat, or changes the one they have in that branch.
///
/// # Errors
/// As the database's.
pub async fn take_seat(
    tx: &Tx,
    person: StaffId,
    branch: BranchId,
    role: &str,
    state: &str,
) -> Result<()> {
    let old = seat::Entity::find()
        .filter(seat::Column::StaffId.eq(person.0))
        .filter(seat::Column::BranchId.eq(branch.0));
    let mut row = match old.one(tx.db()).await? {
        Some(row) => seat::ActiveModel::from(row),
        None => seat::ActiveModel {
            id: NotSet,
            staff_id: Set(person.0),
            branch_id: Set(branch.0),
            role: NotSet,
            state: NotSet,
        },
    };
    row.role = Set(role.into());
    row.state = Set(state.into());
    row.save(tx.db()).await?;
    Ok(())
}

/// The person behind a Telegram account with their active seat; `Waiting` and strangers are told apart by the caller.
///
/// # Errors
/// As the database's; `Stored` if a role does not parse.
pub async fn seated(tx: &Tx, telegram_id: i64) -> Result<Option<Seated>> {
    let seats =
        prepared!(tx, [telegram_id], |[account]| { active(staff::Column::TelegramId.eq(account)) });
    seated_in(tx.one(seats).await?)
}

/// A person with their active seat.
///
/// # Errors
/// As the database's; `Stored` if a role does not parse.
pub async fn by_id(tx: &Tx, id: StaffId) -> Result<Option<Seated>> {
    let seats = prepared!(tx, [id.0], |[id]| { active(seat::Column::StaffId.eq(id)) });
    seated_in(tx.one(seats).await?)
}

/// A person's row, whether they have a seat or not.
///
/// # Errors
/// As the database's.
pub async fn row(tx: &Tx, id: StaffId) -> Result<Option<staff::Model>> {
    Ok(staff::Entity::find_by_id(id.0).one(tx.db()).await?)
}

/// One read, since every turn and every sending begins with it.
fn active(who: SimpleExpr) -> SelectStatement {
    seat::Entity::find()
        .find_also_related(staff::Entity)
        .find_also_related(branch::Entity)
        .find_also(seat::Entity, focus::Entity)
        .filter(who)
        .filter(seat::Column::State.eq("active"))
        .order_by_asc(seat::Column::Id)
        .limit(1)
        .into_query()
}

/// What `active` finds.
#[derive(Deserialize)]
struct Found(seat::Model, staff::Model, branch::Model, Option<focus::Model>);

impl FromQueryResult for Found {
    /// sea-orm calls the columns of the joined tables so, in their order.
    fn from_query_result(row: &QueryResult, _: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self(
            seat::Model::from_query_result(row, "A_")?,
            staff::Model::from_query_result(row, "B_")?,
            branch::Model::from_query_result(row, "C_")?,
            focus::Model::from_query_result_optional(row, "D_")?,
        ))
    }
}

fn seated_in(found: Option<Found>) -> Result<Option<Seated>> {
    let Some(Found(seat, person, branch, focus)) = found else { return Ok(None) };
    Seated::new(&seat, person, branch, focus.map(|focus| ScreenId(focus.screen_id))).map(Some)
}

/// Whether an account waits for its seat to be confirmed.
///
/// # Errors
/// As the database's.
pub async fn waits(tx: &Tx, telegram_id: i64) -> Result<bool> {
    let Some(person) = staff::Entity::find()
        .filter(staff::Column::TelegramId.eq(telegram_id))
        .one(tx.db())
        .await?
    else {
        return Ok(false);
    };
    let waiting = seat::Entity::find()
        .filter(seat::Column::StaffId.eq(person.id))
        .filter(seat::Column::State.eq("waiting"));
    Ok(waiting.count(tx.db()).await? > 0)
}

/// The seats of a branch: name, role, and whether it is confirmed; by role, then name.
///
/// # Errors
/// As the database's.
pub async fn seats(tx: &Tx, branch: BranchId) -> Result<Vec<(String, Role, bool)>> {
    let rows = seat::Entity::find()
        .filter(seat::Column::BranchId.eq(branch.0))
        .filter(seat::Column::State.ne("ended"));
    let mut seats = Vec::new();
    for row in rows.all(tx.db()).await? {
        let person = staff::Entity::find_by_id(row.staff_id).one(tx.db()).await?;
        let role = Role::parse(&row.role).ok_or(ArchiveError::Stored("role"))?;
        seats.push((
            person.map(|person| person.name).unwrap_or_default(),
            role,
            row.state == "active",
        ));
    }
    seats.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Ok(seats)
}

/// Everybody with an active seat in a branch, by name.
///
/// # Errors
/// As the database's.
pub async fn working(tx: &Tx, branch: BranchId) -> Result<Vec<(StaffId, String)>> {
    let seats = seat::Entity::find()
        .find_also_related(staff::Entity)
        .filter(seat::Column::BranchId.eq(branch.0))
        .filter(seat::Column::State.eq("active"))
        .order_by_asc(staff::Column::Name);
    let people = seats.all(tx.db()).await?.into_iter().filter_map(|(_, person)| person);
    Ok(people.map(|person| (StaffId(person.id), person.name)).collect())
}

/// Notes the language of a person's account.
///
/// # Errors
/// As the database's.
pub async fn set_account_lang(tx: &Tx, who: StaffId, lang: Option<&str>) -> Result<()> {
    staff::Entity::update_many()
        .col_expr(staff::Column::TelegramLang, Expr::value(lang))
        .filter(staff::Column::Id.eq(who.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Sets a person's language.
///
/// # Errors
/// As the database's.
pub async fn set_lang(tx: &Tx, who: StaffId, lang: Lang, now: DateTime<Utc>) -> Result<()> {
    set(tx, who, staff::Column::Lang, lang.as_str()).await?;
    trail::record(tx, now, Some(who), Act::Set, Subject::Row("staff", who.0), "lang").await
}

/// Sets a person's time zone, an IANA name.
///
/// # Errors
/// As the database's.
pub async fn set_zone(tx: &Tx, who: StaffId, zone: &str, now: DateTime<Utc>) -> Result<()> {
    set(tx, who, staff::Column::Zone, zone).await?;
    trail::record(tx, now, Some(who), Act::Set, Subject::Row("staff", who.0), "zone").await
}

/// Sets a person's local time of the digest, `HH:MM`.
///
/// # Errors
/// As the database's.
pub async fn set_digest(tx: &Tx, who: StaffId, at: &str, now: DateTime<Utc>) -> Result<()> {
    set(tx, who, staff::Column::DigestAt, at).await?;
    trail::record(tx, now, Some(who), Act::Set, Subject::Row("staff", who.0), "digest").await
}

async fn set(tx: &Tx, who: StaffId, column: staff::Column, value: &str) -> Result<()> {
    staff::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(staff::Column::Id.eq(who.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Notes whether a person can be reached: they blocked the bot, or wrote again.
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

/// The person of an account, with a seat or without.
///
/// # Errors
/// As the database's.
pub async fn of_account(tx: &Tx, telegram_id: i64) -> Result<Option<StaffId>> {
    let person = staff::Entity::find().filter(staff::Column::TelegramId.eq(telegram_id));
    Ok(person.one(tx.db()).await?.map(|person| StaffId(person.id)))
}

/// Adds a line to a branch's menu of services and products.
///
/// # Errors
/// As the database's.
pub async fn add_menu_item(
    tx: &Tx,
    branch: BranchId,
    kind: &str,
    name: &str,
    position: i32,
    interval_days: Option<i32>,
) -> Result<i64> {
    let row = menu_item::ActiveModel {
        id: NotSet,
        branch_id: Set(branch.0),
        kind: Set(kind.into()),
        name: Set(name.into()),
        position: Set(position),
        interval_days: Set(interval_days),
    };
    Ok(row.insert(tx.db()).await?.id)
}
