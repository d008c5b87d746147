//! What should have left a chat and could not: its person has blocked the bot (R9, K19). It is listed for whoever answers
//! for the clients' rights, and taken away when the person comes back.

use super::entity::{client, cutoff, issue, outbox, screen, staff};
use super::{Result, Tx};
use crate::model::grave::Left;
use crate::model::policy::Role;
use crate::model::{Actor, StaffId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Showings that the list tells.
const LISTED_MAX: usize = 20;

/// What may stand still in chats of a person's branch that cannot be reached, latest first.
///
/// # Errors
/// As the database's.
pub async fn list(tx: &Tx, who: &Actor) -> Result<Vec<Left>> {
    let away =
        staff::Entity::find().filter(staff::Column::Reachable.eq(false)).all(tx.db()).await?;
    let names: HashMap<i64, String> = away.into_iter().map(|it| (it.id, it.name)).collect();
    let mut left = Vec::new();
    for (shown, _) in standing(tx, names.keys().copied().collect()).await? {
        let card = client::Entity::find_by_id(shown.client_id).one(tx.db()).await?;
        let here = |card: &client::Model| who.role == Role::Owner || card.branch_id == who.branch.0;
        let Some(card) = card.filter(here) else { continue };
        let person = names.get(&shown.staff_id).cloned().unwrap_or_default();
        left.push(Left { number: card.number, person, shown_at: shown.shown_at });
    }
    left.sort_by_key(|it| std::cmp::Reverse(it.shown_at));
    left.truncate(LISTED_MAX);
    Ok(left)
}

/// The messages that are to go from a chat that can be reached again.
///
/// # Errors
/// As the database's.
pub async fn messages(tx: &Tx, who: StaffId) -> Result<Vec<i32>> {
    Ok(standing(tx, vec![who.0]).await?.into_iter().map(|(_, message)| message).collect())
}

/// The last showing under each message that was to be stubbed or deleted and was not: the newest revision of its screen
/// never arrived, or the person's seat was cut in that very turn.
async fn standing(tx: &Tx, people: Vec<i64>) -> Result<Vec<(issue::Model, i32)>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let screens = screen::Entity::find()
        .filter(screen::Column::StaffId.is_in(people.clone()))
        .filter(screen::Column::MessageId.is_not_null());
    let screens: BTreeMap<i64, screen::Model> =
        screens.all(tx.db()).await?.into_iter().map(|row| (row.id, row)).collect();
    let unsent = outbox::Entity::find()
        .filter(outbox::Column::Kind.eq("show"))
        .filter(outbox::Column::State.is_in(["dropped", "failed"]))
        .filter(outbox::Column::ScreenId.is_in(screens.keys().copied()));
    let unsent: BTreeSet<(i64, i32)> = (unsent.all(tx.db()).await?.into_iter())
        .filter_map(|row| Some((row.screen_id?, row.revision)))
        .collect();
    let cuts = cutoff::Entity::find().filter(cutoff::Column::StaffId.is_in(people.clone()));
    let cuts: BTreeSet<_> =
        cuts.all(tx.db()).await?.into_iter().map(|it| (it.staff_id, it.at)).collect();
    let ended = issue::Entity::find()
        .filter(issue::Column::StaffId.is_in(people))
        .filter(issue::Column::EndedAt.is_not_null())
        .order_by_asc(issue::Column::Id);
    let mut last = BTreeMap::new();
    for shown in ended.all(tx.db()).await? {
        let Some(under) = shown.screen_id.and_then(|id| screens.get(&id)) else { continue };
        let Some(message) = under.message_id else { continue };
        let cut = shown.ended_at.is_some_and(|at| cuts.contains(&(shown.staff_id, at)));
        if cut || unsent.contains(&(under.id, under.revision)) {
            last.insert(under.id, (shown, message));
        }
    }
    Ok(last.into_values().collect())
}
