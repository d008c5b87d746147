//! How a person stands to a client, read inside the transaction of the act (access.md).

use super::entity::{appointment, client, loan};
use super::{ArchiveError, Result, Tx, house_rules};
use crate::model::access::{Part, Relations};
use crate::model::loan_pack::{AFTER_MINUTES, BEFORE_MINUTES};
use crate::model::policy::Role;
use crate::model::{Actor, ClientId, LoanId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// `today` opens this long before the visit.
const BEFORE: Duration = Duration::minutes(BEFORE_MINUTES);
/// `today` closes this long after the visit.
const AFTER: Duration = Duration::minutes(AFTER_MINUTES);

/// The relations of a person to a client, and the moment at which the first of them ends by itself.
pub struct Standing {
    /// The set.
    pub relations: Relations,
    /// The end of the booked visit with its margin, if `today` holds.
    pub today_until: Option<DateTime<Utc>>,
    /// The end of the running loan.
    pub loan_until: Option<DateTime<Utc>>,
}

/// The only way to begin a query for clients: active ones whose `index` the person may read.
pub fn visible_to(who: &Actor) -> Select<client::Entity> {
    let active = client::Entity::find().filter(client::Column::State.eq("active"));
    match who.role {
        Role::Owner | Role::Care | Role::Sales => active,
        Role::Manager | Role::Keeper | Role::FrontDesk => {
            active.filter(client::Column::BranchId.eq(who.branch.0))
        }
    }
}

/// How a person stands to a client now.
///
/// # Errors
/// As the database's.
pub async fn standing(
    tx: &Tx,
    who: &Actor,
    client: &client::Model,
    now: DateTime<Utc>,
) -> Result<Standing> {
    let booked = appointment::Entity::find()
        .filter(appointment::Column::StaffId.eq(who.id.0))
        .filter(appointment::Column::ClientId.eq(client.id))
        .filter(appointment::Column::State.eq("booked"))
        .filter(appointment::Column::StartsAt.lte(now + BEFORE))
        .filter(appointment::Column::EndsAt.gte(now - AFTER))
        .order_by_desc(appointment::Column::EndsAt)
        .limit(1)
        .one(tx.db())
        .await?;
    let running = loan::Entity::find()
        .filter(loan::Column::BorrowerId.eq(who.id.0))
        .filter(loan::Column::ClientId.eq(client.id))
        .filter(loan::Column::Status.eq("out"))
        .filter(loan::Column::DueAt.gt(now))
        .filter(
            Condition::any()
                .add(loan::Column::StartsAt.is_null())
                .add(loan::Column::StartsAt.lte(now)),
        )
        .all(tx.db())
        .await?;
    let relations = Relations {
        own: client.keeper_id == Some(who.id.0),
        today: booked.is_some(),
        branch: who.role == Role::Owner || client.branch_id == who.branch.0,
        lent: running.iter().flat_map(|loan| read_parts(&loan.parts)).collect(),
        in_chat: house_rules::in_chat(tx).await?,
    };
    let today_until = booked.map(|booked| booked.ends_at + AFTER);
    Ok(Standing {
        relations,
        today_until,
        loan_until: running.iter().filter_map(|loan| loan.due_at).max(),
    })
}

/// The standing in which a record on loan is read: what this loan lends, never the union over other loans of the client,
/// whose ends are not its end; a booked visit counts only where it holds as long as the loan (D3).
///
/// # Errors
/// As the database's.
pub async fn on_loan(tx: &Tx, standing: Standing, id: LoanId) -> Result<Standing> {
    let row = loan::Entity::find_by_id(id.0).one(tx.db()).await?;
    let row = row.ok_or(ArchiveError::Stored("loan"))?;
    let as_long = standing.today_until.is_some_and(|until| Some(until) >= row.due_at);
    let lent = read_parts(&row.parts).into_iter().collect();
    let today = standing.relations.today && as_long;
    Ok(Standing {
        relations: Relations { lent, today, ..standing.relations },
        today_until: standing.today_until.filter(|_| as_long),
        loan_until: row.due_at,
    })
}

/// An active client that the person knows, with the standing; `None` reads as "no such client".
///
/// # Errors
/// As the database's.
pub async fn known(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    now: DateTime<Utc>,
) -> Result<Option<(client::Model, Standing)>> {
    let active = client::Entity::find_by_id(id.0).filter(client::Column::State.eq("active"));
    let Some(client) = active.one(tx.db()).await? else { return Ok(None) };
    let standing = standing(tx, who, &client, now).await?;
    Ok(crate::model::access::knows(who.role, &standing.relations).then_some((client, standing)))
}

/// The stored list of parts.
pub fn read_parts(text: &str) -> Vec<Part> {
    text.split(',').filter_map(Part::parse).collect()
}

/// Parts as they are stored.
pub fn write_parts(parts: &[Part]) -> String {
    parts.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(",")
}
