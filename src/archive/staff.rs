//! Seats: the owner's link, invitations, acceptance and confirmation, the settings of a person (T1, T2, decisions 20).

use super::entity::{branch, invite, menu_item, seat, staff};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx};
use crate::model::card::Act;
use crate::model::lang::Lang;
use crate::model::policy::{Role, may_invite};
use crate::model::{Actor, BranchId, InviteId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder,
};
use sha2::{Digest, Sha256};

/// A link is valid for this long (decisions 20).
const LINK_HOURS: i64 = 72;
/// Bytes of a link's code: 128 bits.
const CODE_BYTES: usize = 16;
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

/// A new code for the owner's seat, if nobody holds one; codes that were not used are void from now on.
///
/// # Errors
/// As the database's.
pub async fn owner_link(tx: &Tx, now: DateTime<Utc>) -> Result<Option<String>> {
    let owners = seat::Entity::find()
        .filter(seat::Column::Role.eq("owner"))
        .filter(seat::Column::State.eq("active"));
    if owners.count(tx.db()).await? > 0 {
        return Ok(None);
    }
    let Some(branch) = branch::Entity::find().order_by_asc(branch::Column::Id).one(tx.db()).await?
    else {
        return Ok(None);
    };
    invite::Entity::update_many()
        .col_expr(invite::Column::State, Expr::value("void"))
        .filter(invite::Column::InviterId.is_null())
        .filter(invite::Column::Role.eq("owner"))
        .filter(invite::Column::State.eq("open"))
        .exec(tx.db())
        .await?;
    let (code, _) = new_invite(tx, Role::Owner, BranchId(branch.id), None, now).await?;
    Ok(Some(code))
}

/// Invites: a one-time code for a role in the inviter's branch. `None` if the inviter may not give that role.
///
/// # Errors
/// As the database's.
pub async fn invite(
    tx: &Tx,
    who: &Actor,
    role: Role,
    now: DateTime<Utc>,
) -> Result<Option<(String, DateTime<Utc>)>> {
    if !may_invite(who.role).contains(&role) {
        return Ok(None);
    }
    let (code, row) = new_invite(tx, role, who.branch, Some(who.id), now).await?;
    trail::record(
        tx,
        now,
        Some(who.id),
        Act::Invited,
        Subject::Row("invite", row.id),
        role.as_str(),
    )
    .await?;
    Ok(Some((code, row.expires_at)))
}

/// Makes an invitation and returns its code; only the code's hash is stored.
///
/// # Errors
/// As the database's.
pub async fn new_invite(
    tx: &Tx,
    role: Role,
    branch: BranchId,
    inviter: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<(String, invite::Model)> {
    let mut bytes = [0u8; CODE_BYTES];
    getrandom::fill(&mut bytes).expect("the system has a random source");
    let code: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let row = invite::ActiveModel {
        id: NotSet,
        code_hash: Set(hash(&code)),
        role: Set(role.as_str().into()),
        branch_id: Set(branch.0),
        inviter_id: Set(inviter.map(|inviter| inviter.0)),
        staff_id: Set(None),
        state: Set("open".into()),
        created_at: Set(now),
        expires_at: Set(now + Duration::hours(LINK_HOURS)),
    };
    Ok((code, row.insert(tx.db()).await?))
}

fn hash(code: &str) -> String {
    Sha256::digest(code.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
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

/// What became of a followed link.
pub enum Accepted {
    /// The seat is the person's at once: the owner's own link.
    Seated(StaffId),
    /// The seat waits for this inviter.
    Waits(InviteId, StaffId),
    /// The link is used, void or expired.
    Over,
}

/// Redeems a link once: by compare-and-set, so that of two at the same time one wins (T2).
///
/// # Errors
/// As the database's.
pub async fn accept(
    tx: &Tx,
    code: &str,
    account: &Account<'_>,
    now: DateTime<Utc>,
) -> Result<Accepted> {
    let row = invite::Entity::find()
        .filter(invite::Column::CodeHash.eq(hash(code)))
        .filter(invite::Column::ExpiresAt.gt(now));
    let Some(row) = row.one(tx.db()).await? else { return Ok(Accepted::Over) };
    let won = invite::Entity::update_many()
        .col_expr(invite::Column::State, Expr::value("accepted"))
        .filter(invite::Column::Id.eq(row.id))
        .filter(invite::Column::State.eq("open"))
        .exec(tx.db())
        .await?;
    if won.rows_affected != 1 {
        return Ok(Accepted::Over);
    }
    let person = person(tx, account, now).await?;
    let state = if row.inviter_id.is_none() { "active" } else { "waiting" };
    take_seat(tx, person, BranchId(row.branch_id), &row.role, state).await?;
    invite::Entity::update_many()
        .col_expr(invite::Column::StaffId, Expr::value(person.0))
        .filter(invite::Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    trail::record(tx, now, Some(person), Act::Accepted, Subject::Row("invite", row.id), &row.role)
        .await?;
    Ok(match row.inviter_id {
        None => Accepted::Seated(person),
        Some(inviter) => Accepted::Waits(InviteId(row.id), StaffId(inviter)),
    })
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
    let Some(person) = staff::Entity::find()
        .filter(staff::Column::TelegramId.eq(telegram_id))
        .one(tx.db())
        .await?
    else {
        return Ok(None);
    };
    by_staff(tx, person).await
}

/// A person with their active seat.
///
/// # Errors
/// As the database's; `Stored` if a role does not parse.
pub async fn by_id(tx: &Tx, id: StaffId) -> Result<Option<Seated>> {
    let Some(person) = staff::Entity::find_by_id(id.0).one(tx.db()).await? else { return Ok(None) };
    by_staff(tx, person).await
}

async fn by_staff(tx: &Tx, person: staff::Model) -> Result<Option<Seated>> {
    let seats = seat::Entity::find()
        .filter(seat::Column::StaffId.eq(person.id))
        .filter(seat::Column::State.eq("active"));
    let Some(seat) = seats.order_by_asc(seat::Column::Id).one(tx.db()).await? else {
        return Ok(None);
    };
    let branch = branch::Entity::find_by_id(seat.branch_id)
        .one(tx.db())
        .await?
        .ok_or(ArchiveError::Stored("branch"))?;
    let actor = Actor {
        id: StaffId(person.id),
        name: person.name.clone(),
        role: Role::parse(&seat.role).ok_or(ArchiveError::Stored("role"))?,
        branch: BranchId(seat.branch_id),
    };
    Ok(Some(Seated { actor, staff: person, branch }))
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

/// An acceptance as its inviter sees it.
pub struct Acceptance {
    /// The person.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// Confirmed, refused, or neither yet.
    pub confirmed: Option<bool>,
}

/// An acceptance of this person's invitation.
///
/// # Errors
/// As the database's.
pub async fn acceptance(tx: &Tx, who: &Actor, id: InviteId) -> Result<Option<Acceptance>> {
    let mine = invite::Entity::find_by_id(id.0).filter(invite::Column::InviterId.eq(who.id.0));
    let Some(row) = mine.one(tx.db()).await? else { return Ok(None) };
    let Some(staff_id) = row.staff_id else { return Ok(None) };
    let Some(person) = staff::Entity::find_by_id(staff_id).one(tx.db()).await? else {
        return Ok(None);
    };
    let confirmed = match row.state.as_str() {
        "accepted" => None,
        "confirmed" => Some(true),
        "refused" => Some(false),
        _ => return Ok(None),
    };
    let role = Role::parse(&row.role).ok_or(ArchiveError::Stored("role"))?;
    Ok(Some(Acceptance { staff: StaffId(staff_id), name: person.name, role, confirmed }))
}

/// Confirms or refuses an acceptance, once. The inviter's right to give the role is read again.
///
/// # Errors
/// As the database's.
pub async fn confirm(
    tx: &Tx,
    who: &Actor,
    id: InviteId,
    accept: bool,
    now: DateTime<Utc>,
) -> Result<Option<Acceptance>> {
    let Some(found) = acceptance(tx, who, id).await? else { return Ok(None) };
    if !may_invite(who.role).contains(&found.role) {
        return Ok(None);
    }
    let state = if accept { "confirmed" } else { "refused" };
    let won = invite::Entity::update_many()
        .col_expr(invite::Column::State, Expr::value(state))
        .filter(invite::Column::Id.eq(id.0))
        .filter(invite::Column::State.eq("accepted"))
        .exec(tx.db())
        .await?;
    if won.rows_affected == 1 {
        let row = invite::Entity::find_by_id(id.0)
            .one(tx.db())
            .await?
            .ok_or(ArchiveError::Stored("invite"))?;
        take_seat(
            tx,
            found.staff,
            BranchId(row.branch_id),
            &row.role,
            if accept { "active" } else { "ended" },
        )
        .await?;
        trail::record(tx, now, Some(who.id), Act::Seated, Subject::Row("invite", id.0), state)
            .await?;
    }
    acceptance(tx, who, id).await
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
