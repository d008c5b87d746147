//! What a client's name is found by: its keys, and the numbers of its spellings with a letter left out.

use super::entity::{client, near_key, search_key};
use super::{Result, Tx};
use crate::model::ClientId;
use crate::model::search;
use sea_orm::sea_query::{OnConflict, Query as Select};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, TransactionTrait,
};

/// Clients of an older archive whose numbers are made in one transaction: so many that each page of the index is written
/// seldom, so few that their rows fit the page cache.
const FILL_CLIENTS: u64 = 20_000;
/// Numbers of one statement.
const ROWS_MAX: usize = 1000;

/// Adds the keys of a name.
pub(super) async fn add(tx: &Tx, id: ClientId, name: &str) -> Result<()> {
    let keys = search::keys(name).into_iter();
    let rows: Vec<_> =
        keys.map(|key| search_key::ActiveModel { key: Set(key), client_id: Set(id.0) }).collect();
    if !rows.is_empty() {
        let conflict = OnConflict::columns([search_key::Column::Key, search_key::Column::ClientId])
            .do_nothing()
            .to_owned();
        search_key::Entity::insert_many(rows)
            .on_conflict(conflict)
            .exec_without_returning(tx.db())
            .await?;
    }
    let near: Vec<_> = search::near_keys(name).into_iter().map(|number| (number, id.0)).collect();
    Ok(insert(tx.db(), &near).await?)
}

/// Gives a client the keys of another name.
pub(super) async fn replace(tx: &Tx, id: ClientId, name: &str) -> Result<()> {
    let old = search_key::Entity::delete_many().filter(search_key::Column::ClientId.eq(id.0));
    old.exec(tx.db()).await?;
    let old = near_key::Entity::delete_many().filter(near_key::Column::ClientId.eq(id.0));
    old.exec(tx.db()).await?;
    add(tx, id, name).await
}

/// Makes the numbers of clients who are older than this table, in steps that are each whole: whoever is stopped goes on
/// behind the last client that has some, since every later one gets them with the card.
///
/// # Errors
/// As the database's.
pub(super) async fn fill(db: &DatabaseConnection) -> Result<()> {
    let last =
        Select::select().expr(near_key::Column::ClientId.max()).from(near_key::Entity).to_owned();
    let last = db.query_one(&last).await?.map(|row| row.try_get_by_index::<Option<i64>>(0));
    let mut last = last.transpose()?.flatten().unwrap_or_default();
    loop {
        let some: Vec<(i64, String)> = client::Entity::find()
            .select_only()
            .columns([client::Column::Id, client::Column::Name])
            .filter(client::Column::Id.gt(last))
            .order_by_asc(client::Column::Id)
            .limit(FILL_CLIENTS)
            .into_tuple()
            .all(db)
            .await?;
        let Some((end, _)) = some.last() else { return Ok(()) };
        last = *end;
        let of = |(id, name): (i64, String)| {
            search::near_keys(&name).into_iter().map(move |number| (number, id))
        };
        let clients = some.len();
        let mut rows: Vec<(i32, i64)> = some.into_iter().flat_map(of).collect();
        // In the order of the index each of its pages is written once.
        rows.sort_unstable();
        let step = db.begin().await?;
        insert(&step, &rows).await?;
        step.commit().await?;
        tracing::info!(clients, "names can be found in spite of a slip");
    }
}

/// Adds numbers; those that are there stay.
async fn insert(db: &impl ConnectionTrait, rows: &[(i32, i64)]) -> std::result::Result<(), DbErr> {
    for some in rows.chunks(ROWS_MAX) {
        let values: Vec<String> = some.iter().map(|(it, id)| format!("({it},{id})")).collect();
        let values = values.join(",");
        db.execute_unprepared(&format!(
            "INSERT INTO near_key (number, client_id) VALUES {values} ON CONFLICT DO NOTHING"
        ))
        .await?;
    }
    Ok(())
}
