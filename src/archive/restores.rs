//! After a restore: closed until a second person has read what it means and confirms it (T25, access.md "Acts that need
//! more"). The command line is the first person's act.

use super::entity::{outbox, screen, seat, staff};
use super::erasure_journal::{self, Again};
use super::trail::{self, Subject};
use super::{Archive, ArchiveError, Result, Tx, settings};
use crate::model::card::Act;
use crate::model::grave::{REMIND_AFTER_HOURS, Settled};
use crate::model::policy::{Action, Role, may};
use crate::model::restored::{Restored, RestoredView};
use crate::model::{Actor, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Where it stands.
const NAME: &str = "restored";
/// What the trail says of it.
const WHAT: &str = "restore";
/// What whoever runs the server reads of a restore that was stopped.
pub const STOPPED: &str = "a manager or the owner stopped the restore in the chat, so the archive stays closed; stop the bot, talk with them and run kartoteka restore --force with the backup that they agree to";
/// What whoever runs the server reads of a restore that waits.
const WAITS: &str = "the archive was restored and stays closed until a manager or the owner confirms it in the chat";

/// The last restore, if there was one.
///
/// # Errors
/// As the database's; `Stored` if it does not parse.
pub async fn last(tx: &Tx) -> Result<Option<Restored>> {
    let stored = settings::get(tx, NAME).await?;
    let parsed = stored.map(|text| serde_json::from_str(&text)).transpose();
    parsed.map_err(|_| ArchiveError::Stored("restore"))
}

/// The restore that nobody has confirmed: while there is one, nobody works with the archive.
///
/// # Errors
/// As `last`.
pub async fn awaited(tx: &Tx) -> Result<Option<Restored>> {
    Ok(last(tx).await?.filter(|restored| restored.state != Settled::Confirmed))
}

/// Closes an archive that comes back. What was about to show a card when the backup was made does not leave any more.
///
/// # Errors
/// As the database's.
pub async fn close(tx: &Tx, restored: &Restored, now: DateTime<Utc>) -> Result<()> {
    let cards = Query::select()
        .column(screen::Column::Id)
        .from(screen::Entity)
        .and_where(screen::Column::IssueId.is_not_null())
        .to_owned();
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value("dropped"))
        .col_expr(outbox::Column::Payload, Expr::value(""))
        .filter(outbox::Column::State.is_in(["new", "sending"]))
        .filter(outbox::Column::ScreenId.in_subquery(cards))
        .exec(tx.db())
        .await?;
    note(tx, restored).await?;
    trail::record(tx, now, None, Act::GraveAsked, Subject::None, WHAT).await
}

/// Does again what the restored database does not know of, erasures and cut seats, and adds it to what is to be confirmed.
/// Where nobody has a seat that may confirm, nobody is waited for.
///
/// # Errors
/// As `erasure_journal::reapply`.
pub async fn again(archive: &Archive, now: DateTime<Utc>) -> Result<Again> {
    let again = erasure_journal::reapply(archive, now).await?;
    if awaited(&archive.read().await?).await?.is_none() {
        return Ok(again);
    }
    let added = archive.write(move |tx| {
        Box::pin(async move {
            let Some(mut restored) = awaited(tx).await? else { return Ok(()) };
            restored.erased += again.erased;
            restored.cut += again.cut;
            if confirmers(tx, false).await?.is_empty() {
                restored.state = Settled::Confirmed;
            }
            note(tx, &restored).await
        })
    });
    added.await?;
    Ok(again)
}

/// Those who may confirm a restore, of every branch; `near`: only those in reach.
///
/// # Errors
/// As the database's.
pub async fn confirmers(tx: &Tx, near: bool) -> Result<Vec<StaffId>> {
    let roles = Role::ALL.iter().filter(|role| may(**role, Action::ConfirmGrave));
    let mut seats = seat::Entity::find()
        .find_also_related(staff::Entity)
        .filter(seat::Column::State.eq("active"))
        .filter(seat::Column::Role.is_in(roles.map(|role| role.as_str())))
        .filter(staff::Column::TelegramId.is_not_null())
        .order_by_asc(seat::Column::StaffId);
    if near {
        seats = seats.filter(staff::Column::Reachable.eq(true));
    }
    let mut people: Vec<StaffId> =
        seats.all(tx.db()).await?.into_iter().map(|(seat, _)| StaffId(seat.staff_id)).collect();
    people.dedup();
    Ok(people)
}

/// Whether those who may confirm are to be told, or reminded.
pub fn is_due(restored: &Restored, now: DateTime<Utc>) -> bool {
    let late = restored.remind_at.is_some_and(|at| at <= now);
    !restored.told || (late && restored.state == Settled::Asked)
}

/// Those in reach who may confirm and were not told yet, or not for a day; now they are.
///
/// # Errors
/// As `last`.
pub async fn tell(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<StaffId>> {
    match awaited(tx).await? {
        Some(mut restored) if is_due(&restored, now) => {
            let next = now + Duration::hours(REMIND_AFTER_HOURS);
            restored.remind_at = (!restored.told).then_some(next);
            restored.told = true;
            note(tx, &restored).await?;
            confirmers(tx, true).await
        }
        _ => Ok(Vec::new()),
    }
}

/// The chats of those who work here, each with its last message that the archive knows: whatever came later was sent after
/// the backup. The owners' are left out: the anchors in them prove what was lost.
///
/// # Errors
/// As the database's.
pub async fn left_behind(tx: &Tx) -> Result<Vec<(i64, i32)>> {
    let roles = Role::ALL.iter().filter(|role| **role != Role::Owner);
    let seats = seat::Entity::find()
        .find_also_related(staff::Entity)
        .filter(seat::Column::State.eq("active"))
        .filter(seat::Column::Role.is_in(roles.map(|role| role.as_str())))
        .filter(staff::Column::Reachable.eq(true));
    let seated: Vec<i64> = seats
        .all(tx.db())
        .await?
        .into_iter()
        .filter_map(|(_, person)| person.and_then(|person| person.telegram_id))
        .collect();
    let last = screen::Entity::find()
        .select_only()
        .column(screen::Column::ChatId)
        .column_as(screen::Column::MessageId.max(), "message_id")
        .filter(screen::Column::MessageId.is_not_null())
        .filter(screen::Column::ChatId.is_in(seated))
        .group_by(screen::Column::ChatId)
        .order_by_asc(screen::Column::ChatId);
    Ok(last.into_tuple().all(tx.db()).await?)
}

/// Notes somebody who was sent away while it waits.
///
/// # Errors
/// As `last`.
pub async fn keep_out(tx: &Tx, who: StaffId) -> Result<()> {
    match awaited(tx).await? {
        Some(mut restored) if !restored.kept_out.contains(&who) => {
            restored.kept_out.push(who);
            note(tx, &restored).await
        }
        _ => Ok(()),
    }
}

/// Confirms or stops. False if somebody was first: a stopped restore stays stopped.
///
/// # Errors
/// As `last`.
pub async fn decide(tx: &Tx, who: &Actor, confirm: bool, now: DateTime<Utc>) -> Result<bool> {
    let Some(mut restored) = last(tx).await?.filter(|it| it.state == Settled::Asked) else {
        return Ok(false);
    };
    let (state, act) = match confirm {
        true => (Settled::Confirmed, Act::GraveConfirmed),
        false => (Settled::Refused, Act::GraveRefused),
    };
    restored.state = state;
    restored.decided = Some((who.id, now));
    note(tx, &restored).await?;
    trail::record(tx, now, Some(who.id), act, Subject::None, WHAT).await?;
    Ok(true)
}

/// What whoever runs the server is to know of a restore that is not confirmed.
pub fn standing(restored: &Restored) -> &'static str {
    if restored.state == Settled::Refused { STOPPED } else { WAITS }
}

/// The last restore, with the name of who decided.
///
/// # Errors
/// As `last`.
pub async fn view(tx: &Tx) -> Result<Option<RestoredView>> {
    let Some(restored) = last(tx).await? else { return Ok(None) };
    let by = match restored.decided {
        Some((by, _)) => super::staff::row(tx, by).await?.map(|person| person.name),
        None => None,
    };
    Ok(Some(RestoredView { restored, by: by.unwrap_or_default() }))
}

async fn note(tx: &Tx, restored: &Restored) -> Result<()> {
    let text = serde_json::to_string(restored).expect("a restore is plain data");
    settings::set(tx, NAME, &text).await
}
