//! The consent register: health in `consent`, where it has always been, every other purpose in `permission`.
//!
//! The CHECK of `consent.purpose` allows `health` alone and cannot grow on SQLite; so health keeps one source of truth.

use super::entity::{consent, permission, staff};
use super::trail::{self, Subject};
use super::{Result, Tx, clients};
use crate::model::card::Act;
use crate::model::consent::{ConsentFor, Register, Said};
use crate::model::{Actor, ClientId};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

/// A client's word on each purpose. The caller has asked whether the person may read it.
///
/// # Errors
/// As the database's.
pub async fn register(tx: &Tx, client: ClientId, number: String) -> Result<Register> {
    let mut words = Vec::new();
    for purpose in ConsentFor::ALL {
        let latest = match purpose {
            ConsentFor::Health => health(tx, client).await?,
            purpose => latest(tx, client, *purpose).await?,
        };
        let said = match latest {
            Some((given, at, by)) => {
                let person = staff::Entity::find_by_id(by).one(tx.db()).await?;
                let by = person.map(|person| person.name).unwrap_or_default();
                Some(Said { given, at, by })
            }
            None => None,
        };
        words.push((*purpose, said));
    }
    Ok(Register { number, words })
}

/// The latest word: yes or no, when, who asked.
type Latest = Option<(bool, DateTime<Utc>, i64)>;

async fn health(tx: &Tx, client: ClientId) -> Result<Latest> {
    let words = consent::Entity::find().filter(consent::Column::ClientId.eq(client.0));
    let latest = words.order_by_desc(consent::Column::Id).limit(1).one(tx.db()).await?;
    Ok(latest.map(|row| (row.given, row.at, row.by_id)))
}

async fn latest(tx: &Tx, client: ClientId, purpose: ConsentFor) -> Result<Latest> {
    let words = permission::Entity::find()
        .filter(permission::Column::ClientId.eq(client.0))
        .filter(permission::Column::Purpose.eq(purpose.as_str()));
    let latest = words.order_by_desc(permission::Column::Id).limit(1).one(tx.db()).await?;
    Ok(latest.map(|row| (row.given, row.at, row.by_id)))
}

/// Records a client's word on a purpose.
///
/// # Errors
/// As the database's.
pub async fn record(
    tx: &Tx,
    who: &Actor,
    client: ClientId,
    purpose: ConsentFor,
    given: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    if purpose == ConsentFor::Health {
        return clients::record_consent(tx, who, client, given, now).await;
    }
    let row = permission::ActiveModel {
        id: NotSet,
        client_id: Set(client.0),
        purpose: Set(purpose.as_str().into()),
        given: Set(given),
        by_id: Set(who.id.0),
        at: Set(now),
    };
    row.insert(tx.db()).await?;
    let word = if given { "yes" } else { "no" };
    let detail = format!("{}={word}", purpose.as_str());
    trail::record(tx, now, Some(who.id), Act::Consented, Subject::Client(client), &detail).await
}
