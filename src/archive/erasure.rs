//! Erasure: every row with a client's data goes, a proof without any stays, and the trail still fits (GDPR 17, T25, F24).
//!
//! ```text
//! in the turn:   rows, drafts, unsent messages, what waits in the inbox --> deleted; the proof --> written
//! after commit:  `erasure_journal::settle`: a line beside the database, the sealed files removed, the log emptied
//! ```
//!
//! The database overwrites what it deletes (`secure_delete`), and without its row a sealed file has no key.

use super::entity::{attachment, client, correction, erasure, loan, phone, staff, task, visit};
use super::traces::{self, Traces};
use super::trail::{self, Subject};
use super::{Result, Tx};
use crate::model::card::Act;
use crate::model::grave::Proof;
use crate::model::phone::Phone;
use crate::model::text::hex;
use crate::model::{Actor, ClientId, StaffId};
use chrono::{DateTime, SubsecRound, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};

/// Proofs on one page of their list.
pub const PAGE: u64 = 8;
/// Bytes of the salt of a mark.
const SALT_BYTES: usize = 16;

const CLIENT: &str = "client_id = #";
const VISIT: &str = "visit_id IN (SELECT id FROM visit WHERE client_id = #)";

/// Every table with a client's data, and which of its rows are one client's (`#` is the id), in the order in which they
/// can go: nothing refers to a row that is deleted. A table that is not here keeps its client; a test looks for such.
pub const TABLES: &[(&str, &str)] = &[
    (
        "undo",
        "(kind = 'client' AND \"before\" <> 'correction' AND row_id = #) \
         OR (kind = 'client' AND \"before\" = 'correction' \
             AND row_id IN (SELECT id FROM correction WHERE client_id = #)) \
         OR (kind = 'visit' AND row_id IN (SELECT id FROM visit WHERE client_id = #)) \
         OR (kind = 'task' AND row_id IN (SELECT id FROM task WHERE client_id = #))",
    ),
    ("loan_pack_item", CLIENT),
    ("amendment", VISIT),
    ("visit_item", VISIT),
    ("attachment", CLIENT),
    ("task", CLIENT),
    ("visit", CLIENT),
    ("appointment", CLIENT),
    ("correction", CLIENT),
    ("consent", CLIENT),
    ("permission", CLIENT),
    ("reveal", CLIENT),
    ("reading", CLIENT),
    ("emergency", CLIENT),
    ("hold", CLIENT),
    ("proposed", CLIENT),
    ("issue", CLIENT),
    ("paper_loan", CLIENT),
    ("violation", "loan_id IN (SELECT id FROM loan WHERE client_id = #)"),
    ("loan", CLIENT),
    ("fact", CLIENT),
    ("phone", CLIENT),
    ("search_key", CLIENT),
    ("near_key", CLIENT),
    ("client", "id = #"),
];

/// Who ordered an erasure, and when.
#[derive(Clone, Copy)]
pub struct Order {
    /// Who asked.
    pub asked_by: StaffId,
    /// Who confirmed.
    pub confirmed_by: StaffId,
    /// When it was confirmed; earlier than now where a restored archive forgets again.
    pub at: DateTime<Utc>,
}

/// Erases a client. Returns where they may still stand on screens; `None` if there is no such client.
///
/// # Errors
/// As the database's.
pub async fn erase(
    tx: &Tx,
    id: ClientId,
    order: Order,
    now: DateTime<Utc>,
) -> Result<Option<Traces>> {
    let Some(row) = client::Entity::find_by_id(id.0).one(tx.db()).await? else { return Ok(None) };
    let traces = traces_of(tx, &row).await?;
    let names: Vec<Option<String>> = attachment::Entity::find()
        .filter(attachment::Column::ClientId.eq(id.0))
        .select_only()
        .column(attachment::Column::Name)
        .into_tuple()
        .all(tx.db())
        .await?;
    let names: Vec<String> = names.into_iter().flatten().collect();
    let mut rows = traces::forget(tx, &traces).await?;
    let number = id.0.to_string();
    let reason = format!(
        "UPDATE confirmation SET reason = '' WHERE act IN ('erase', 'copy') AND subject_id = {number}"
    );
    tx.db().execute_unprepared(&reason).await?;
    // What was written about a pack with this client may name them, and stands on each of its loans.
    let packs = format!("SELECT pack_id FROM loan_pack_item WHERE client_id = {number}");
    for words in [
        format!("UPDATE loan SET reason = '' WHERE pack_id IN ({packs})"),
        format!("UPDATE loan_pack SET reason = '', answer = '' WHERE id IN ({packs})"),
    ] {
        tx.db().execute_unprepared(&words).await?;
    }
    for (table, of_client) in TABLES {
        let sql = format!("DELETE FROM \"{table}\" WHERE {}", of_client.replace('#', &number));
        rows += tx.db().execute_unprepared(&sql).await?.rows_affected();
    }
    let proof = erasure::ActiveModel {
        id: NotSet,
        client_id: Set(id.0),
        branch_id: Set(row.branch_id),
        number: Set(row.number.clone()),
        mark: Set(mark(&row)),
        asked_by: Set(order.asked_by.0),
        confirmed_by: Set(order.confirmed_by.0),
        rows: Set(rows.cast_signed()),
        files: Set(names.len() as i64),
        at: Set(order.at),
        names: Set(names.join("\n")),
        settled: Set(false),
    };
    proof.insert(tx.db()).await?;
    let detail = format!("rows={rows} files={} asked={}", names.len(), order.asked_by.0);
    let (by, subject) = (Some(order.confirmed_by), Subject::Client(id));
    trail::record(tx, now, by, Act::Erased, subject, &detail).await?;
    Ok(Some(traces))
}

/// One page of the proofs of a branch, newest first, and whether older ones follow.
///
/// # Errors
/// As the database's.
pub async fn proofs(tx: &Tx, who: &Actor, page: u32) -> Result<(Vec<Proof>, bool)> {
    let of_branch = erasure::Entity::find()
        .filter(erasure::Column::BranchId.eq(who.branch.0))
        .order_by_desc(erasure::Column::Id);
    let rows = of_branch.offset(u64::from(page) * PAGE).limit(PAGE + 1).all(tx.db()).await?;
    let more = rows.len() as u64 > PAGE;
    let mut proofs = Vec::new();
    for row in rows.into_iter().take(PAGE as usize) {
        let name = async |id: i64| -> Result<String> {
            let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
            Ok(person.map(|person| person.name).unwrap_or_default())
        };
        proofs.push(Proof {
            asked_by: name(row.asked_by).await?,
            confirmed_by: name(row.confirmed_by).await?,
            number: row.number,
            at: row.at,
            rows: row.rows.cast_unsigned(),
            files: row.files.cast_unsigned(),
        });
    }
    Ok((proofs, more))
}

/// What tells a client from everybody who may get the same id in a restored archive: a salted hash, nothing of a person.
pub(super) fn mark(row: &client::Model) -> String {
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt).expect("the system has a random source");
    marked(row, &hex(&salt))
}

/// Whether a mark is this client's.
pub(super) fn is_marked(row: &client::Model, mark: &str) -> bool {
    mark.split_once(':').is_some_and(|(salt, _)| marked(row, salt) == mark)
}

fn marked(row: &client::Model, salt: &str) -> String {
    let at = row.created_at.trunc_subsecs(3).timestamp_millis();
    let told = format!("{salt}|{}|{}|{at}", row.id, row.number);
    format!("{salt}:{}", hex(&Sha256::digest(told)))
}

async fn traces_of(tx: &Tx, row: &client::Model) -> Result<Traces> {
    let visits = visit::Entity::find().filter(visit::Column::ClientId.eq(row.id));
    let visits = visits.select_only().column(visit::Column::Id).into_tuple();
    let loans = loan::Entity::find().filter(loan::Column::ClientId.eq(row.id));
    let loans = loans.select_only().column(loan::Column::Id).into_tuple();
    let tasks = task::Entity::find().filter(task::Column::ClientId.eq(row.id));
    let tasks = tasks.select_only().column(task::Column::Id).into_tuple();
    let phones = phone::Entity::find().filter(phone::Column::ClientId.eq(row.id));
    let mut words = vec![row.name.clone(), row.number.clone()];
    for phone in phones.all(tx.db()).await? {
        words.extend(Phone::from_e164(&phone.e164).map(|phone| phone.national()));
        words.push(phone.e164.trim_start_matches('+').to_owned());
    }
    let named = correction::Entity::find()
        .filter(correction::Column::ClientId.eq(row.id))
        .filter(correction::Column::Detail.is_in(["name", "phone", "second_phone"]));
    for earlier in named.all(tx.db()).await? {
        words.extend([earlier.old, earlier.new].into_iter().flatten());
    }
    Ok(Traces {
        clients: vec![row.id],
        visits: visits.all(tx.db()).await?,
        loans: loans.all(tx.db()).await?,
        tasks: tasks.all(tx.db()).await?,
        words: words.into_iter().filter(|word| traces::is_telling(word)).collect(),
    })
}
