//! A request on the scales: what else the borrower has, what the rules say, who would be asked (access.md "Loans").

use super::entity::loan::{Column, Entity};
use super::loans::{Row, lendable_parts};
use super::relations::read_parts;
use super::{Result, Tx, loan_decisions, loan_rules};
use crate::model::access::Part;
use crate::model::loan::LoanStatus;
use crate::model::loan_rule::{Limits, Wish};
use crate::model::{Actor, ClientId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

/// What weighs.
pub(super) struct Weighed {
    /// The request for the same client that waits already.
    pub already: Option<Row>,
    /// Who would be asked.
    pub deciders: Vec<StaffId>,
    /// Whether it is all that can be lent of the record.
    pub whole: bool,
    /// Whether documents can be lent, and the paper file with them.
    pub documents: bool,
    /// The request as the rules look at it.
    pub wish: Wish,
    /// What holds for it.
    pub limits: Limits,
}

/// Weighs a request for these parts; `except` is the request itself, if it waits in line. None if the parts are not this
/// person's to ask for.
pub(super) async fn weigh(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    asked: &[Part],
    except: Option<i64>,
    now: DateTime<Utc>,
) -> Result<Option<Weighed>> {
    let Some((client, parts)) = lendable_parts(tx, who, id, now).await? else { return Ok(None) };
    if asked.is_empty() || asked.iter().any(|part| !parts.contains(part)) {
        return Ok(None);
    }
    // The visits of a pack are bound to their hours: they count as parts of a record, not as loans beside this one.
    let (packed, open): (Vec<Row>, Vec<Row>) =
        open_of(tx, who.id, except).await?.into_iter().partition(|row| row.pack_id.is_some());
    let (of_client, others): (Vec<Row>, Vec<Row>) =
        open.into_iter().partition(|row| row.client_id == client.id);
    let already = of_client.iter().find(|row| row.status == LoanStatus::Asked.as_str()).cloned();
    // What runs already counts: the whole record in two requests is the whole record.
    let packed = packed.iter().filter(|row| row.client_id == client.id);
    let running = of_client.iter().chain(packed).flat_map(|row| read_parts(&row.parts));
    let running: Vec<Part> = running.collect();
    let documents = parts.contains(&Part::Documents);
    let whole =
        is_whole(&[asked.to_vec(), running.clone()].concat(), &[parts.clone(), running].concat());
    // What takes the place of a running loan extends it; a running loan of other parts counts beside it.
    let (extended, beside): (Vec<Row>, Vec<Row>) = of_client
        .into_iter()
        .partition(|row| read_parts(&row.parts).iter().any(|part| asked.contains(part)));
    let extension = extended.iter().map(|row| row.extension + 1).max().unwrap_or(0);
    let open = others.iter().chain(&beside).filter(|row| !row.queued).count();
    let seats = loan_decisions::deciding_seats(tx, client.branch_id, who.id, now).await?;
    Ok(Some(Weighed {
        already,
        deciders: loan_decisions::deciders(tx, client.branch_id, who.id, now).await?,
        whole,
        documents,
        wish: Wish {
            open: u32::try_from(open).unwrap_or(u32::MAX),
            extension: u32::try_from(extension).unwrap_or_default(),
            deciders: u32::try_from(seats.len()).unwrap_or(u32::MAX),
        },
        limits: loan_rules::limits(tx, who.role, id, asked, whole).await?,
    }))
}

/// Whether these are all the parts that can be lent, where that is more than one; a part that stands there twice, since
/// it runs already, counts once.
pub fn is_whole(asked: &[Part], lendable: &[Part]) -> bool {
    let each: BTreeSet<&Part> = lendable.iter().collect();
    each.len() > 1 && each.into_iter().all(|part| asked.contains(part))
}

/// Whether these parts, all that can be asked for of a client's record, are all of it together with what runs already: the
/// whole record in two requests is the whole record.
pub(super) async fn is_whole_now(
    tx: &Tx,
    borrower: StaffId,
    client: ClientId,
    parts: &[Part],
) -> Result<bool> {
    let open = open_of(tx, borrower, None).await?;
    let of_client = open.iter().filter(|row| row.client_id == client.0);
    let running = of_client.flat_map(|row| read_parts(&row.parts));
    let all: BTreeSet<Part> = parts.iter().copied().chain(running).collect();
    Ok(all.len() > 1)
}

/// A person's requests and running loans, without this one.
async fn open_of(tx: &Tx, borrower: StaffId, except: Option<i64>) -> Result<Vec<Row>> {
    let open = Entity::find()
        .filter(Column::BorrowerId.eq(borrower.0))
        .filter(Column::Status.is_in(["asked", "out"]))
        .filter(Column::Id.ne(except.unwrap_or_default()));
    Ok(open.order_by_asc(Column::Id).all(tx.db()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_runs_already_is_counted_once() {
        let (care, documents) = (Part::Care, Part::Documents);
        let cases = [
            (vec![documents, documents], vec![documents, documents], false),
            (vec![documents], vec![documents], false),
            (vec![documents, care], vec![documents, care, care], true),
            (vec![documents, documents], vec![documents, care, documents], false),
        ];
        for (asked, lendable, whole) in cases {
            assert_eq!(is_whole(&asked, &lendable), whole, "{asked:?} of {lendable:?}");
        }
    }
}
