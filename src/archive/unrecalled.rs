//! What should have left a chat and could not: its person has blocked the bot (R9, K19). It is listed for whoever answers
//! for the clients' rights, and taken away when the person comes back.

use super::entity::{client, cutoff, issue, outbox, screen, staff};
use super::{Result, Tx};
use crate::model::grave::Left;
use crate::model::policy::Role;
use crate::model::{Actor, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// Showings that the list tells.
const LISTED_MAX: usize = 20;
/// Of one person so many of the latest messages are looked at: older ones were replaced long ago.
const LOOKED_AT_MAX: u64 = 100;

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
    let mut left = Vec::new();
    for person in people {
        let cuts = cutoff::Entity::find().filter(cutoff::Column::StaffId.eq(person));
        let cuts: BTreeSet<_> = cuts.all(tx.db()).await?.into_iter().map(|row| row.at).collect();
        let screens = screens(tx, person).await?;
        let unsent = unsent(tx, &screens).await?;
        for under in screens {
            let shown = issue::Entity::find()
                .filter(issue::Column::ScreenId.eq(under.id))
                .filter(issue::Column::EndedAt.is_not_null())
                .order_by_desc(issue::Column::Id);
            let Some(shown) = shown.limit(1).one(tx.db()).await? else { continue };
            let cut = shown.ended_at.is_some_and(|at| cuts.contains(&at));
            let stands = cut || unsent.contains(&(under.id, under.revision));
            left.extend(under.message_id.filter(|_| stands).map(|message| (shown, message)));
        }
    }
    Ok(left)
}

/// A person's latest screens under which a card was shown once.
async fn screens(tx: &Tx, person: i64) -> Result<Vec<screen::Model>> {
    let shown = Query::select()
        .column(issue::Column::ScreenId)
        .from(issue::Entity)
        .and_where(Expr::col(issue::Column::StaffId).eq(person))
        .and_where(Expr::col(issue::Column::ScreenId).is_not_null())
        .to_owned();
    let screens = screen::Entity::find()
        .filter(screen::Column::StaffId.eq(person))
        .filter(screen::Column::MessageId.is_not_null())
        .filter(screen::Column::Id.in_subquery(shown))
        .order_by_desc(screen::Column::Id);
    Ok(screens.limit(LOOKED_AT_MAX).all(tx.db()).await?)
}

/// The revisions of these screens that were given up on the way.
async fn unsent(tx: &Tx, screens: &[screen::Model]) -> Result<BTreeSet<(i64, i32)>> {
    let unsent = outbox::Entity::find()
        .select_only()
        .columns([outbox::Column::ScreenId, outbox::Column::Revision])
        .filter(outbox::Column::State.is_in(["dropped", "failed"]))
        .filter(outbox::Column::Kind.eq("show"))
        .filter(outbox::Column::ScreenId.is_in(screens.iter().map(|under| under.id)));
    let unsent: Vec<(i64, i32)> = unsent.into_tuple().all(tx.db()).await?;
    Ok(unsent.into_iter().collect())
}
