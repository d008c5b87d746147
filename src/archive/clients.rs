//! Clients: creation, consent.

use super::entity::{branch, client, consent, fact, phone};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx, search_keys, undo};
use crate::model::card::Act;
use crate::model::card::NewClient;
use crate::model::phone::Phone;
use crate::model::policy::Role;
use crate::model::{Actor, ClientId, UndoId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
};

/// A client as it is stored: what `index` shows.
pub type Row = client::Model;

/// Creates a card under the next number of the person's branch. A creator of Care or Sales keeps the client (decisions 17).
///
/// # Errors
/// As the database's.
pub async fn create(
    tx: &Tx,
    who: &Actor,
    new: &NewClient,
    now: DateTime<Utc>,
) -> Result<(Row, UndoId)> {
    let keeper = new.keeper.or(matches!(who.role, Role::Care | Role::Sales).then_some(who.id));
    let row = client::ActiveModel {
        id: NotSet,
        branch_id: Set(who.branch.0),
        number: Set(next_number(tx, who).await?),
        kind: Set(new.kind.as_str().into()),
        name: Set(new.name.clone()),
        keeper_id: Set(keeper.map(|keeper| keeper.0)),
        source: Set(new.source.as_str().into()),
        state: Set("active".into()),
        created_by: Set(who.id.0),
        created_at: Set(now),
    };
    let row = row.insert(tx.db()).await?;
    let id = ClientId(row.id);
    search_keys::add(tx, id, &new.name).await?;
    if let Some(phone) = &new.phone {
        add_phone(tx, id, phone).await?;
    }
    for (field, value) in &new.facts {
        let fact = fact::ActiveModel {
            id: NotSet,
            client_id: Set(row.id),
            field: Set(field.as_str().into()),
            value: Set(value.clone()),
            source: Set(new.source.as_str().into()),
            by_id: Set(who.id.0),
            at: Set(now),
            ended_at: Set(None),
        };
        fact.insert(tx.db()).await?;
    }
    trail::record(tx, now, Some(who.id), Act::Created, Subject::Client(id), "").await?;
    if let Some(given) = new.health_consent {
        record_consent(tx, who, id, given, now).await?;
    }
    let undo = undo::offer(tx, who.id, undo::Kind::Client, row.id, "", now).await?;
    Ok((row, undo))
}

async fn next_number(tx: &Tx, who: &Actor) -> Result<String> {
    let row = branch::Entity::find_by_id(who.branch.0)
        .one(tx.db())
        .await?
        .ok_or(ArchiveError::Stored("branch"))?;
    let number = format!("{}-{:04}", row.prefix, row.next_number);
    branch::Entity::update_many()
        .col_expr(branch::Column::NextNumber, Expr::col(branch::Column::NextNumber).add(1))
        .filter(branch::Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    Ok(number)
}

pub(super) async fn add_phone(tx: &Tx, id: ClientId, e164: &str) -> Result<()> {
    let Some(phone) = Phone::from_e164(e164) else { return Err(ArchiveError::Stored("phone")) };
    let row = phone::ActiveModel {
        id: NotSet,
        client_id: Set(id.0),
        e164: Set(phone.e164().into()),
        tail: Set(phone.tail4().into()),
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// Records the client's word on health data; the latest counts, and a no hides at once what was recorded.
///
/// # Errors
/// As the database's.
pub async fn record_consent(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    given: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = consent::ActiveModel {
        id: NotSet,
        client_id: Set(id.0),
        purpose: Set("health".into()),
        given: Set(given),
        by_id: Set(who.id.0),
        at: Set(now),
    };
    row.insert(tx.db()).await?;
    trail::record(
        tx,
        now,
        Some(who.id),
        Act::Consented,
        Subject::Client(id),
        if given { "health=yes" } else { "health=no" },
    )
    .await
}

/// Takes a fresh card back: it is withdrawn, and its number is not given again.
///
/// # Errors
/// As the database's.
pub async fn withdraw(tx: &Tx, id: i64) -> Result<bool> {
    let done = client::Entity::update_many()
        .col_expr(client::Column::State, Expr::value("withdrawn"))
        .filter(client::Column::Id.eq(id))
        .filter(client::Column::State.eq("active"))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected == 1)
}
