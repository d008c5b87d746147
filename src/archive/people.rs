//! Colleagues' seats: who has one, what they have in hand, and every change of it (T5, T6).
//!
//! A cut seat is `ended`, so that nothing that asks for an active one finds it; the `cutoff` beside it says whether the
//! person was suspended, and may be let back in, or left. What a cut means for loans and screens is `turn/perform`'s.

use super::entity::{appointment, client, cutoff, invite, issue, loan, seat, staff, task};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, leavings, pins};
use crate::model::card::Act;
use crate::model::people::{Colleague, InHand, LeaveWhy, Standing, SuspendWhy, may_manage};
use crate::model::policy::{Role, may_invite};
use crate::model::{Actor, BranchId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait,
    PaginatorTrait, QueryFilter,
};

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Done.
    Done,
    /// The seat is not as it was, or not this person's to change.
    Gone,
    /// Nobody else is an owner: one must be left.
    OnlyOwner,
}

/// The colleagues of the person's branch, themselves among them, by role, then name; those who left are not listed.
///
/// # Errors
/// As the database's; `Stored` if a role does not parse.
pub async fn colleagues(tx: &Tx, who: &Actor) -> Result<Vec<Colleague>> {
    let seats = seat::Entity::find().filter(seat::Column::BranchId.eq(who.branch.0));
    let mut found = Vec::new();
    for row in seats.all(tx.db()).await? {
        found.extend(colleague(tx, row).await?);
    }
    found.sort_by(|a, b| (a.role, &a.name, a.id).cmp(&(b.role, &b.name, b.id)));
    Ok(found)
}

/// A colleague whose seat this person may change, with what they have in hand.
///
/// # Errors
/// As the database's; `Stored` if a role does not parse.
pub async fn person(
    tx: &Tx,
    who: &Actor,
    id: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<(Colleague, InHand)>> {
    let Some(found) = manageable(tx, who, id).await? else { return Ok(None) };
    let hand = in_hand(tx, &found, now).await?;
    Ok(Some((found, hand)))
}

/// Whether an account was suspended and not let back in: no link gives it a seat meanwhile.
///
/// # Errors
/// As the database's.
pub async fn is_suspended(tx: &Tx, telegram_id: i64) -> Result<bool> {
    let person = staff::Entity::find().filter(staff::Column::TelegramId.eq(telegram_id));
    let Some(person) = person.one(tx.db()).await? else { return Ok(false) };
    let open = cutoff::Entity::find()
        .filter(cutoff::Column::StaffId.eq(person.id))
        .filter(cutoff::Column::Kind.eq("suspended"))
        .filter(cutoff::Column::EndedAt.is_null());
    Ok(open.count(tx.db()).await? > 0)
}

/// Gives a colleague another role.
///
/// # Errors
/// As the database's.
pub async fn change_role(
    tx: &Tx,
    who: &Actor,
    id: StaffId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<Change> {
    let Some(found) = manageable(tx, who, id).await? else { return Ok(Change::Gone) };
    if found.standing != Standing::Active
        || found.role == role
        || !may_invite(who.role).contains(&role)
    {
        return Ok(Change::Gone);
    }
    if found.role == Role::Owner && !other_owner(tx, id).await? {
        return Ok(Change::OnlyOwner);
    }
    set_seat(tx, who.branch, id, seat::Column::Role, role.as_str()).await?;
    void_invites(tx, id).await?;
    trail::record(
        tx,
        now,
        Some(who.id),
        Act::RoleChanged,
        Subject::Row("staff", id.0),
        &format!("{}>{}", found.role.as_str(), role.as_str()),
    )
    .await?;
    Ok(Change::Done)
}

/// Suspends a colleague, for a reason (a word of `SuspendWhy`, or typed): from this moment they are a stranger.
///
/// # Errors
/// As the database's.
pub async fn suspend(
    tx: &Tx,
    who: &Actor,
    id: StaffId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Change> {
    let Some(found) = manageable(tx, who, id).await? else { return Ok(Change::Gone) };
    let (branch, by) = (who.branch, who.id);
    let cut = Cut { branch, by, itself: false, heir: None, left: false, reason };
    self::cut(tx, &found, cut, now).await
}

/// Ends a colleague's seat for good, for a reason (a word of `LeaveWhy`, or typed), and hands what they keep to another colleague, or leaves it with nobody.
///
/// # Errors
/// As the database's.
pub async fn leave(
    tx: &Tx,
    who: &Actor,
    id: StaffId,
    heir: Option<StaffId>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Change> {
    let Some(found) = manageable(tx, who, id).await? else { return Ok(Change::Gone) };
    if let Some(heir) = heir
        && !heirs(tx, who, id).await?.iter().any(|(known, _)| *known == heir)
    {
        return Ok(Change::Gone);
    }
    let (branch, by) = (who.branch, who.id);
    let cut = Cut { branch, by, itself: false, heir, left: true, reason };
    self::cut(tx, &found, cut, now).await
}

/// Lets a suspended colleague back in, in the role they had.
///
/// # Errors
/// As the database's.
pub async fn let_in(tx: &Tx, who: &Actor, id: StaffId, now: DateTime<Utc>) -> Result<Change> {
    let Some(found) = manageable(tx, who, id).await? else { return Ok(Change::Gone) };
    if found.standing != Standing::Suspended {
        return Ok(Change::Gone);
    }
    set_seat(tx, who.branch, id, seat::Column::State, "active").await?;
    end_cutoffs(tx, id, who.branch, now).await?;
    trail::record(tx, now, Some(who.id), Act::LetIn, Subject::Row("staff", id.0), "").await?;
    Ok(Change::Done)
}

/// Ends what kept a person out of a branch: they were let back in, or invited and confirmed anew.
///
/// # Errors
/// As the database's.
pub async fn end_cutoffs(tx: &Tx, id: StaffId, branch: BranchId, now: DateTime<Utc>) -> Result<()> {
    cutoff::Entity::update_many()
        .col_expr(cutoff::Column::EndedAt, Expr::value(now))
        .filter(cutoff::Column::StaffId.eq(id.0))
        .filter(cutoff::Column::BranchId.eq(branch.0))
        .filter(cutoff::Column::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Who may take over what a leaving colleague keeps: everybody else with an active seat in the branch, by name.
///
/// # Errors
/// As the database's.
pub async fn heirs(tx: &Tx, who: &Actor, leaving: StaffId) -> Result<Vec<(StaffId, String)>> {
    let mut heirs: Vec<(StaffId, String)> = colleagues(tx, who)
        .await?
        .into_iter()
        .filter(|found| found.standing == Standing::Active && found.id != leaving)
        .map(|found| (found.id, found.name))
        .collect();
    heirs.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    Ok(heirs)
}

/// How a seat is cut.
pub(super) struct Cut<'a> {
    /// Of which branch.
    pub branch: BranchId,
    /// Who ordered it.
    pub by: StaffId,
    /// Whether it happens by itself, at the end of a last day.
    pub itself: bool,
    /// Who takes over.
    pub heir: Option<StaffId>,
    /// For good.
    pub left: bool,
    /// Why.
    pub reason: &'a str,
}

/// Cuts a seat. Whether it may be was asked before.
pub(super) async fn cut(
    tx: &Tx,
    found: &Colleague,
    cut: Cut<'_>,
    now: DateTime<Utc>,
) -> Result<Change> {
    let (id, left) = (found.id, cut.left);
    // Whoever is suspended already can still leave.
    if found.standing != Standing::Active && !(left && found.standing == Standing::Suspended) {
        return Ok(Change::Gone);
    }
    if found.role == Role::Owner && !other_owner(tx, id).await? {
        return Ok(Change::OnlyOwner);
    }
    set_seat(tx, cut.branch, id, seat::Column::State, "ended").await?;
    void_invites(tx, id).await?;
    pins::forget(tx, id).await?;
    end_cutoffs(tx, id, cut.branch, now).await?;
    let row = cutoff::ActiveModel {
        id: NotSet,
        staff_id: Set(id.0),
        branch_id: Set(cut.branch.0),
        by_id: Set(cut.by.0),
        kind: Set(if left { "left" } else { "suspended" }.into()),
        heir_id: Set(cut.heir.map(|heir| heir.0)),
        at: Set(now),
        ended_at: Set(None),
        journaled: Set(false),
        reason: Set(cut.reason.into()),
    };
    row.insert(tx.db()).await?;
    let key = if left { LeaveWhy::key(cut.reason) } else { SuspendWhy::key(cut.reason) };
    let mut detail = format!("reason={key}");
    if let Some(heir) = cut.heir {
        detail = format!("{detail} {}", hand_over(tx, id, heir, now).await?);
    }
    if left {
        leavings::end(tx, id, cut.branch, now).await?;
    }
    let act = if left { Act::Left } else { Act::Suspended };
    let actor = (!cut.itself).then_some(cut.by);
    trail::record(tx, now, actor, act, Subject::Row("staff", id.0), &detail).await?;
    Ok(Change::Done)
}

/// Hands kept clients, open follow-ups and appointments to come over; the counts, for the trail.
async fn hand_over(tx: &Tx, from: StaffId, to: StaffId, now: DateTime<Utc>) -> Result<String> {
    let clients = client::Entity::update_many()
        .col_expr(client::Column::KeeperId, Expr::value(to.0))
        .filter(client::Column::KeeperId.eq(from.0))
        .exec(tx.db())
        .await?
        .rows_affected;
    let follow_ups = task::Entity::update_many()
        .col_expr(task::Column::StaffId, Expr::value(to.0))
        .filter(task::Column::StaffId.eq(from.0))
        .filter(task::Column::State.eq("open"))
        .exec(tx.db())
        .await?
        .rows_affected;
    let visits = appointment::Entity::update_many()
        .col_expr(appointment::Column::StaffId, Expr::value(to.0))
        .filter(appointment::Column::StaffId.eq(from.0))
        .filter(appointment::Column::State.eq("booked"))
        .filter(appointment::Column::StartsAt.gt(now))
        .exec(tx.db())
        .await?
        .rows_affected;
    Ok(format!("to={} clients={clients} follow_ups={follow_ups} visits={visits}", to.0))
}

/// A seat as the list tells it; none if it is over for good.
async fn colleague(tx: &Tx, row: seat::Model) -> Result<Option<Colleague>> {
    let id = StaffId(row.staff_id);
    let leaving = leavings::of(tx, id, BranchId(row.branch_id)).await?;
    let (leaves, mut why) =
        leaving.map_or((None, String::new()), |row| (Some(row.last_on), row.reason));
    let standing = match row.state.as_str() {
        "active" => Standing::Active,
        "waiting" => Standing::Waiting,
        _ => {
            let open = cutoff::Entity::find()
                .filter(cutoff::Column::StaffId.eq(row.staff_id))
                .filter(cutoff::Column::BranchId.eq(row.branch_id))
                .filter(cutoff::Column::Kind.eq("suspended"))
                .filter(cutoff::Column::EndedAt.is_null());
            let Some(open) = open.one(tx.db()).await? else { return Ok(None) };
            why = open.reason;
            Standing::Suspended
        }
    };
    let person = staff::Entity::find_by_id(row.staff_id).one(tx.db()).await?;
    let name = person.map(|person| person.name).unwrap_or_default();
    let role = Role::parse(&row.role).ok_or(ArchiveError::Stored("role"))?;
    Ok(Some(Colleague { id, name, role, standing, leaves, why }))
}

/// Somebody with a seat in a branch that is not over for good.
pub(super) async fn seated_in(tx: &Tx, branch: BranchId, id: StaffId) -> Result<Option<Colleague>> {
    let row = seat::Entity::find()
        .filter(seat::Column::BranchId.eq(branch.0))
        .filter(seat::Column::StaffId.eq(id.0));
    match row.one(tx.db()).await? {
        Some(row) => colleague(tx, row).await,
        None => Ok(None),
    }
}

/// A colleague of the branch whose seat this person may change.
pub(super) async fn manageable(tx: &Tx, who: &Actor, id: StaffId) -> Result<Option<Colleague>> {
    let found = seated_in(tx, who.branch, id).await?;
    Ok(found.filter(|found| may_manage(who.id, who.role, found.id, found.role)))
}

async fn in_hand(tx: &Tx, person: &Colleague, now: DateTime<Utc>) -> Result<InHand> {
    let id = person.id;
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let clients = client::Entity::find()
        .filter(client::Column::KeeperId.eq(id.0))
        .filter(client::Column::State.eq("active"));
    let tasks = task::Entity::find()
        .filter(task::Column::StaffId.eq(id.0))
        .filter(task::Column::State.eq("open"));
    let visits = appointment::Entity::find()
        .filter(appointment::Column::StaffId.eq(id.0))
        .filter(appointment::Column::State.eq("booked"))
        .filter(appointment::Column::StartsAt.gt(now));
    let loans = |status: &str| {
        loan::Entity::find()
            .filter(loan::Column::BorrowerId.eq(id.0))
            .filter(loan::Column::Status.eq(status))
    };
    let shown = issue::Entity::find()
        .filter(issue::Column::StaffId.eq(id.0))
        .filter(issue::Column::EndedAt.is_null());
    Ok(InHand {
        clients: number(clients.count(tx.db()).await?),
        follow_ups: number(tasks.count(tx.db()).await?),
        visits: number(visits.count(tx.db()).await?),
        loans: number(loans("out").count(tx.db()).await?),
        requests: number(loans("asked").count(tx.db()).await?),
        shown: number(shown.count(tx.db()).await?),
        only_owner: person.role == Role::Owner && !other_owner(tx, id).await?,
    })
}

/// Whether somebody else is an owner.
pub(super) async fn other_owner(tx: &Tx, id: StaffId) -> Result<bool> {
    let owners = seat::Entity::find()
        .filter(seat::Column::Role.eq(Role::Owner.as_str()))
        .filter(seat::Column::State.eq("active"))
        .filter(seat::Column::StaffId.ne(id.0));
    Ok(owners.count(tx.db()).await? > 0)
}

async fn set_seat(
    tx: &Tx,
    branch: BranchId,
    id: StaffId,
    column: seat::Column,
    value: &str,
) -> Result<()> {
    seat::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(seat::Column::StaffId.eq(id.0))
        .filter(seat::Column::BranchId.eq(branch.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Links that the person gave out and that nobody has used are void: they were given under another right.
async fn void_invites(tx: &Tx, id: StaffId) -> Result<()> {
    invite::Entity::update_many()
        .col_expr(invite::Column::State, Expr::value("void"))
        .filter(invite::Column::InviterId.eq(id.0))
        .filter(invite::Column::State.eq("open"))
        .exec(tx.db())
        .await?;
    Ok(())
}
