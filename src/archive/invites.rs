//! Invitations: one-time links, redeemed once, confirmed by the inviter (T2, decisions 20).

use super::entity::{branch, invite, seat, staff};
use super::staff::{Account, person, take_seat};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, people};
use crate::model::card::Act;
use crate::model::grave::REMIND_AFTER_HOURS;
use crate::model::policy::{Role, may_invite};
use crate::model::text::hex;
use crate::model::{Actor, BranchId, InviteId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};

/// A link is valid for this long (decisions 20).
const LINK_HOURS: i64 = 72;
/// Bytes of a link's code: 128 bits.
const CODE_BYTES: usize = 16;

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
    let code = hex(&bytes);
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
        remind_at: Set(None),
    };
    Ok((code, row.insert(tx.db()).await?))
}

fn hash(code: &str) -> String {
    hex(&Sha256::digest(code.as_bytes()))
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
    if people::is_suspended(tx, account.id).await? {
        return Ok(Accepted::Over);
    }
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
    let branch = BranchId(row.branch_id);
    take_seat(tx, person, branch, &row.role, state).await?;
    people::end_cutoffs(tx, person, branch, now).await?;
    let remind = row.inviter_id.map(|_| now + Duration::hours(REMIND_AFTER_HOURS));
    invite::Entity::update_many()
        .col_expr(invite::Column::StaffId, Expr::value(person.0))
        .col_expr(invite::Column::RemindAt, Expr::value(remind))
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

/// Whether an inviter is to be reminded.
///
/// # Errors
/// As the database's.
pub async fn any_due(tx: &Tx, now: DateTime<Utc>) -> Result<bool> {
    Ok(waiting(now).limit(1).one(tx.db()).await?.is_some())
}

/// Acceptances that wait for their inviter so long that they are reminded now, once.
///
/// # Errors
/// As the database's.
pub async fn remind(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<(InviteId, StaffId)>> {
    let rows = waiting(now).order_by_asc(invite::Column::Id).all(tx.db()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    invite::Entity::update_many()
        .col_expr(invite::Column::RemindAt, Expr::value(None::<DateTime<Utc>>))
        .filter(invite::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.db())
        .await?;
    let of = |row: invite::Model| Some((InviteId(row.id), StaffId(row.inviter_id?)));
    Ok(rows.into_iter().filter_map(of).collect())
}

fn waiting(now: DateTime<Utc>) -> sea_orm::Select<invite::Entity> {
    invite::Entity::find()
        .filter(invite::Column::State.eq("accepted"))
        .filter(invite::Column::RemindAt.lte(now))
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
        let branch = BranchId(row.branch_id);
        // A later link, or a cut, has changed what waited: this answer is for a seat that is no more.
        let waits = seat::Entity::find()
            .filter(seat::Column::StaffId.eq(found.staff.0))
            .filter(seat::Column::BranchId.eq(branch.0))
            .filter(seat::Column::State.eq("waiting"))
            .filter(seat::Column::Role.eq(&row.role));
        if waits.one(tx.db()).await?.is_none() {
            let over = invite::ActiveModel { state: Set("void".into()), ..row.into() };
            over.update(tx.db()).await?;
            return Ok(None);
        }
        let seat = if accept { "active" } else { "ended" };
        take_seat(tx, found.staff, branch, &row.role, seat).await?;
        trail::record(tx, now, Some(who.id), Act::Seated, Subject::Row("invite", id.0), state)
            .await?;
    }
    acceptance(tx, who, id).await
}
