//! How a person stands to a client, read inside the transaction of the act (access.md).

use super::entity::{appointment, client, loan};
use super::prepared::prepared;
use super::{ArchiveError, Result, Tx, house_rules};
use crate::model::access::{Part, Relations};
use crate::model::loan_pack::{AFTER_MINUTES, BEFORE_MINUTES};
use crate::model::policy::Role;
use crate::model::{Actor, BranchId, ClientId, LoanId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, Value};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryTrait, Select,
};

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

/// Whether the client whom a column names is of a branch. It is asked of each row: a list of the branch's clients would
/// grow with the archive.
pub(super) fn is_of_branch(named: impl ColumnTrait, branch: BranchId) -> Expr {
    let one = Query::select()
        .expr(Expr::val(1))
        .from(client::Entity)
        .and_where(client::Column::Id.into_expr().eq(Expr::col(named.as_column_ref())))
        .and_where(client::Column::BranchId.eq(branch.0))
        .to_owned();
    Expr::exists(one)
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
    let mut all = standings(tx, who, std::slice::from_ref(client), now).await?;
    Ok(all.remove(0))
}

/// How a person stands to each of these clients now, with as many questions to the database as for one.
///
/// # Errors
/// As the database's.
pub async fn standings(
    tx: &Tx,
    who: &Actor,
    clients: &[client::Model],
    now: DateTime<Utc>,
) -> Result<Vec<Standing>> {
    let (booked, running) = match clients {
        [one] => (
            prepared!(tx, [who.id.0, one.id, now + BEFORE, now - AFTER], |[
                staff,
                client,
                opens,
                closed,
            ]| {
                booked(staff, vec![client], opens, closed)
            }),
            prepared!(tx, [who.id.0, one.id, now], |[staff, client, now]| {
                running(staff, vec![client], now)
            }),
        ),
        many => {
            let ids = || many.iter().map(|client| client.id.into()).collect::<Vec<Value>>();
            let staff = || who.id.0.into();
            let backend = tx.db().get_database_backend();
            let (opens, closed) = ((now + BEFORE).into(), (now - AFTER).into());
            (
                backend.build(&booked(staff(), ids(), opens, closed)),
                backend.build(&running(staff(), ids(), now.into())),
            )
        }
    };
    let booked: Vec<appointment::Model> = tx.all(booked).await?;
    let running: Vec<loan::Model> = tx.all(running).await?;
    let in_chat = house_rules::in_chat(tx).await?;
    let of = |client: &client::Model| {
        let ends = booked.iter().filter(|booked| booked.client_id == client.id);
        let ends = ends.map(|booked| booked.ends_at).max();
        let running = || running.iter().filter(|loan| loan.client_id == client.id);
        let relations = Relations {
            own: client.keeper_id == Some(who.id.0),
            today: ends.is_some(),
            branch: who.role == Role::Owner || client.branch_id == who.branch.0,
            lent: running().flat_map(|loan| read_parts(&loan.parts)).collect(),
            in_chat,
        };
        let loan_until = running().filter_map(|loan| loan.due_at).max();
        Standing { relations, today_until: ends.map(|ends| ends + AFTER), loan_until }
    };
    Ok(clients.iter().map(of).collect())
}

/// A person's visits with these clients that have begun to open their cards and have not ceased to.
fn booked(staff: Value, clients: Vec<Value>, opens: Value, closed: Value) -> SelectStatement {
    appointment::Entity::find()
        .filter(appointment::Column::StaffId.eq(staff))
        .filter(appointment::Column::ClientId.is_in(clients))
        .filter(appointment::Column::State.eq("booked"))
        .filter(appointment::Column::StartsAt.lte(opens))
        .filter(appointment::Column::EndsAt.gte(closed))
        .into_query()
}

/// A person's loans of these clients that have started and are not over.
fn running(staff: Value, clients: Vec<Value>, now: Value) -> SelectStatement {
    let started = Condition::any()
        .add(loan::Column::StartsAt.is_null())
        .add(loan::Column::StartsAt.lte(now.clone()));
    loan::Entity::find()
        .filter(loan::Column::BorrowerId.eq(staff))
        .filter(loan::Column::ClientId.is_in(clients))
        .filter(loan::Column::Status.eq("out"))
        .filter(loan::Column::DueAt.gt(now))
        .filter(started)
        .into_query()
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
    let active = prepared!(tx, [id.0], |[id]| {
        client::Entity::find()
            .filter(client::Column::Id.eq(id))
            .filter(client::Column::State.eq("active"))
            .into_query()
    });
    let Some(client) = tx.one(active).await? else { return Ok(None) };
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
