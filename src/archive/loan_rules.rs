//! The rules of lending: the rows, and what they mean for a request (access.md "Loans"; decisions 13).

use super::entity::loan_rule::{ActiveModel, Column, Entity, Model};
use super::entity::{fact, seat, staff};
use super::trail::{self, Subject};
use super::{ArchiveError, Result, Tx};
use crate::model::access::Part;
use crate::model::card::{Act, Class, Field};
use crate::model::loan_pack::PackVisit;
use crate::model::loan_rule::{self, Contradiction, Key, Limits, Of, Rule, Values, What};
use crate::model::policy::{Action, Role, may};
use crate::model::{ClientId, RuleId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder,
};

/// How a key that fits all is spelled.
const ANY: &str = "any";

/// All rules, by role and part.
///
/// # Errors
/// As the database's; `Stored` if a row does not parse.
pub async fn all(tx: &Tx) -> Result<Vec<(RuleId, Rule)>> {
    let rows = Entity::find().order_by_asc(Column::Id).all(tx.db()).await?;
    let mut rules = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    rules.sort_by_key(|(_, rule)| rule.key);
    Ok(rules)
}

/// What holds for a request of this role for these parts of a client's record; `whole` if that is all there is to lend.
///
/// # Errors
/// As the database's.
pub async fn limits(
    tx: &Tx,
    role: Role,
    client: ClientId,
    parts: &[Part],
    whole: bool,
) -> Result<Limits> {
    let rules: Vec<Rule> = all(tx).await?.into_iter().map(|(_, rule)| rule).collect();
    let of = Of { role, class: class(tx, client).await? };
    Ok(Limits::of(&rules, of, parts, whole))
}

/// A client's class, if the card names one.
///
/// # Errors
/// As the database's.
pub async fn class(tx: &Tx, client: ClientId) -> Result<Option<Class>> {
    let current = fact::Entity::find()
        .filter(fact::Column::ClientId.eq(client.0))
        .filter(fact::Column::Field.eq(Field::Class.as_str()))
        .filter(fact::Column::EndedAt.is_null())
        .order_by_desc(fact::Column::Id);
    Ok(current.one(tx.db()).await?.and_then(|row| Class::parse(&row.value)))
}

/// How many people must approve a pack with this visit, of `seats` who may; `whole` if it is all there is to lend of the
/// record. The house's own two hold as for a single request, and yield as there where only one may decide.
/// `Err` with the number where a row wants more people than there are.
///
/// # Errors
/// As the database's.
pub async fn pack_approvals(
    tx: &Tx,
    role: Role,
    visit: &PackVisit,
    whole: bool,
    seats: usize,
) -> Result<std::result::Result<u32, u32>> {
    let needed = limits(tx, role, visit.client, &visit.parts, whole).await?.approvals;
    Ok(match needed.by {
        _ if needed.value as usize <= seats => Ok(needed.value),
        None => Ok(1),
        Some(_) => Err(needed.value),
    })
}

/// Whether a rule may stand beside the others, without the one with this id: the rules as they would be.
///
/// # Errors
/// As the database's.
pub async fn wished(
    tx: &Tx,
    id: Option<RuleId>,
    rule: &Rule,
) -> Result<std::result::Result<Vec<Rule>, Contradiction>> {
    let there = all(tx).await?.into_iter().filter(|(other, _)| Some(*other) != id);
    let mut rules: Vec<Rule> = there.map(|(_, rule)| rule).collect();
    let checked = loan_rule::check(rule, &rules, approvers(tx).await?);
    rules.push(*rule);
    Ok(checked.map(|()| rules))
}

/// Adds a rule, or changes the one with this id, if it may stand beside the others.
///
/// # Errors
/// As the database's.
pub async fn save(
    tx: &Tx,
    by: StaffId,
    id: Option<RuleId>,
    rule: &Rule,
    now: DateTime<Utc>,
) -> Result<std::result::Result<RuleId, Contradiction>> {
    if let Err(contradiction) = wished(tx, id, rule).await? {
        return Ok(Err(contradiction));
    }
    let there = all(tx).await?;
    let number = |value: Option<u32>| Set(value.and_then(|value| i32::try_from(value).ok()));
    let known = id.filter(|id| there.iter().any(|(other, _)| other == id));
    let row = ActiveModel {
        id: known.map_or(NotSet, |id| Set(id.0)),
        role: Set(rule.key.role.map_or(ANY, Role::as_str).into()),
        what: Set(rule.key.what.map_or(ANY, What::as_str).into()),
        class: Set(rule.key.class.map_or(ANY, Class::as_str).into()),
        minutes_max: number(rule.values.minutes_max),
        open_max: number(rule.values.open_max),
        extensions_max: number(rule.values.extensions_max),
        approvals: number(rule.values.approvals),
        changed_by: Set(by.0),
        changed_at: Set(now),
    };
    let row =
        if known.is_some() { row.update(tx.db()).await? } else { row.insert(tx.db()).await? };
    trail::record(tx, now, Some(by), Act::Set, Subject::Row("loan_rule", row.id), "saved").await?;
    Ok(Ok(RuleId(row.id)))
}

/// Deletes a rule. False if there is none.
///
/// # Errors
/// As the database's.
pub async fn delete(tx: &Tx, by: StaffId, id: RuleId, now: DateTime<Utc>) -> Result<bool> {
    let gone = Entity::delete_by_id(id.0).exec(tx.db()).await?.rows_affected == 1;
    if gone {
        let subject = Subject::Row("loan_rule", id.0);
        trail::record(tx, now, Some(by), Act::Set, subject, "deleted").await?;
    }
    Ok(gone)
}

/// How many people in the business may approve loans at all.
///
/// # Errors
/// As the database's.
pub async fn approvers(tx: &Tx) -> Result<usize> {
    let roles: Vec<Role> =
        Role::ALL.iter().copied().filter(|role| may(*role, Action::DecideLoan)).collect();
    seated(tx, &roles).await
}

/// How many people have an active seat with one of these roles.
///
/// # Errors
/// As the database's.
pub async fn seated(tx: &Tx, roles: &[Role]) -> Result<usize> {
    let seats = seat::Entity::find()
        .filter(seat::Column::State.eq("active"))
        .filter(seat::Column::Role.is_in(roles.iter().map(|role| role.as_str())));
    let people: Vec<i64> =
        seats.all(tx.db()).await?.into_iter().map(|seat| seat.staff_id).collect();
    let people = staff::Entity::find().filter(staff::Column::Id.is_in(people));
    Ok(usize::try_from(people.count(tx.db()).await?).unwrap_or(usize::MAX))
}

fn read(row: &Model) -> Result<(RuleId, Rule)> {
    let stored = || ArchiveError::Stored("rule of lending");
    let role = match row.role.as_str() {
        ANY => None,
        text => Some(Role::parse(text).ok_or_else(stored)?),
    };
    let what = match row.what.as_str() {
        ANY => None,
        text => Some(What::parse(text).ok_or_else(stored)?),
    };
    let class = match row.class.as_str() {
        ANY => None,
        text => Some(Class::parse(text).ok_or_else(stored)?),
    };
    let number = |value: Option<i32>| value.and_then(|value| u32::try_from(value).ok());
    let values = Values {
        minutes_max: number(row.minutes_max),
        open_max: number(row.open_max),
        extensions_max: number(row.extensions_max),
        approvals: number(row.approvals),
    };
    Ok((RuleId(row.id), Rule { key: Key { role, what, class }, values }))
}
