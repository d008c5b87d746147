//! Who approved each other's loans (T6): read from the trail, where every approval stands, also the first of two, whatever
//! became of the loan since.

use super::entity::{loan, loan_pack, staff, trail};
use super::{Result, Tx, relations};
use crate::model::Actor;
use crate::model::card::Act;
use crate::model::loan::{MUTUAL_DAYS, Mutual};
use crate::model::policy::Role;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};

/// The latest approvals that are looked at.
const APPROVALS_MAX: u64 = 10_000;
/// Pairs in the report.
const PAIRS_MAX: usize = 10;

/// Pairs of people who approved each other's loans in the last `MUTUAL_DAYS`, most first: of the branch's clients, or of
/// all for an Owner.
///
/// # Errors
/// As the database's.
pub async fn mutual(tx: &Tx, who: &Actor, now: DateTime<Utc>) -> Result<Vec<Mutual>> {
    let mut approved = trail::Entity::find()
        .select_only()
        .columns([trail::Column::ActorId, trail::Column::Detail])
        .filter(trail::Column::Act.eq(Act::Approved.as_str()))
        .filter(trail::Column::At.gte(now - Duration::days(MUTUAL_DAYS)))
        .filter(trail::Column::ActorId.is_not_null());
    if who.role != Role::Owner {
        let here = relations::is_of_branch(trail::Column::SubjectId, who.branch);
        approved = approved.filter(here);
    }
    let approved = approved.order_by_desc(trail::Column::At).limit(APPROVALS_MAX);
    let approved: Vec<(i64, String)> = approved.into_tuple().all(tx.db()).await?;
    let of = |name: &str| approved.iter().filter_map(|(_, detail)| id(detail, name)).collect();
    let (loans, packs): (Vec<i64>, Vec<i64>) = (of("loan="), of("pack="));
    let loans: Vec<(i64, i64)> = loan::Entity::find()
        .select_only()
        .columns([loan::Column::Id, loan::Column::BorrowerId])
        .filter(loan::Column::Id.is_in(loans))
        .into_tuple()
        .all(tx.db())
        .await?;
    let packs: Vec<(i64, i64)> = loan_pack::Entity::find()
        .select_only()
        .columns([loan_pack::Column::Id, loan_pack::Column::BorrowerId])
        .filter(loan_pack::Column::Id.is_in(packs))
        .into_tuple()
        .all(tx.db())
        .await?;
    let (loans, packs): (HashMap<i64, i64>, HashMap<i64, i64>) =
        (loans.into_iter().collect(), packs.into_iter().collect());
    let pairs = approved.iter().filter_map(|(by, detail)| {
        let loan = id(detail, "loan=").and_then(|id| loans.get(&id));
        let borrower = loan.or_else(|| id(detail, "pack=").and_then(|id| packs.get(&id)));
        Some((*by, *borrower?))
    });
    let mut pairs = each_other(pairs);
    pairs.truncate(PAIRS_MAX);
    let mut named = Vec::new();
    for (one, other, by_one, by_other) in pairs {
        let (one, other) = (name(tx, one).await?, name(tx, other).await?);
        named.push(Mutual { one, other, by_one, by_other });
    }
    Ok(named)
}

/// Of approvals (by whom, for whom) the pairs in which each approved for the other, with both counts, most first.
fn each_other(approved: impl Iterator<Item = (i64, i64)>) -> Vec<(i64, i64, i64, i64)> {
    let mut counts: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for pair in approved {
        *counts.entry(pair).or_default() += 1;
    }
    let back = |(one, other): (i64, i64)| counts.get(&(other, one)).copied();
    let both = counts.iter().filter(|((one, other), _)| one < other);
    let mut pairs: Vec<_> = both
        .filter_map(|(&(one, other), &count)| Some((one, other, count, back((one, other))?)))
        .collect();
    pairs.sort_by_key(|(one, other, by_one, by_other)| (-(by_one + by_other), *one, *other));
    pairs
}

/// The id after this name in an entry's detail.
fn id(detail: &str, name: &str) -> Option<i64> {
    detail.split(' ').find_map(|word| word.strip_prefix(name))?.parse().ok()
}

async fn name(tx: &Tx, id: i64) -> Result<String> {
    let person = staff::Entity::find_by_id(id).one(tx.db()).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_told_where_each_approved_for_the_other_and_most_first() {
        let approved = [(1, 2), (2, 1), (1, 2), (3, 1), (4, 3), (3, 4), (4, 3), (3, 4), (2, 3)];
        assert_eq!(each_other(approved.into_iter()), [(3, 4, 2, 2), (1, 2, 2, 1)]);
        assert!(each_other([(1, 2), (2, 3), (3, 1)].into_iter()).is_empty());
    }

    #[test]
    fn an_entry_names_its_loan_or_pack() {
        assert_eq!(id("loan=7 first", "loan="), Some(7));
        assert_eq!(id("pack=9", "pack="), Some(9));
        assert_eq!(id("pack=9", "loan="), None);
    }
}
