//! Bookings. Whoever saw a card because of one that moves or is cancelled does not any more.

use super::{Performed, loan_packs, no_such_client};
use crate::archive::appointments::{self, Changed, Row};
use crate::archive::{Result, issues, staff};
use crate::dialogue::Ctx;
use crate::dialogue::effect::{Booking, BookingEffect, Bookings, Outcome};
use crate::model::{AppointmentId, ClientId, IssueId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::News;

pub(super) async fn perform(
    desk: &Desk<'_>,
    ctx: &Ctx,
    effect: BookingEffect,
) -> Result<Performed> {
    let (tx, who, now) = (desk.tx, &ctx.who, desk.now);
    Ok(match effect {
        BookingEffect::List { client } => {
            let Some(row) = appointments::bookable(tx, who, client, now).await? else {
                return Ok(no_such_client());
            };
            let list = appointments::of_client(tx, client, now).await?;
            let people = appointments::people(tx, who, &row).await?;
            Outcome::Bookings(Box::new(Bookings {
                name: row.name,
                number: row.number,
                list: list.into_iter().map(booking).collect(),
                people,
            }))
            .into()
        }
        BookingEffect::Book { client, with, starts_at } => {
            match appointments::make(tx, who, client, with, starts_at, now).await? {
                Changed::Done(row) => Outcome::Booked(Box::new(booking(row))).into(),
                other => undone(other),
            }
        }
        BookingEffect::Move { booking: id, starts_at } => {
            match appointments::shift(tx, who, id, starts_at, now).await? {
                Changed::Done(row) => {
                    let mut closed = closed(desk, &row).await?;
                    let (starts_at, ends_at) = (row.0.starts_at, row.0.ends_at);
                    closed.extend(loan_packs::moved(desk, id, starts_at, ends_at).await?);
                    Performed::Done(Outcome::Booked(Box::new(booking(row))), closed)
                }
                other => undone(other),
            }
        }
        BookingEffect::Cancel { booking: id } => {
            match appointments::cancel(tx, who, id, now).await? {
                Changed::Done(row) => {
                    let mut closed = closed(desk, &row).await?;
                    closed.extend(loan_packs::cancelled(desk, who.id, id).await?);
                    Performed::Done(Outcome::BookingCancelled(Box::new(booking(row))), closed)
                }
                other => undone(other),
            }
        }
    })
}

fn undone(changed: Changed) -> Performed {
    match changed {
        Changed::Clash(row) => Outcome::BookingClash(Box::new(booking(row))).into(),
        Changed::Gone => Outcome::BookingGone.into(),
        Changed::NoSuchClient | Changed::Done(_) => no_such_client(),
    }
}

/// The showings to whoever serves that nothing keeps open any more.
async fn closed(desk: &Desk<'_>, (row, _): &Row) -> Result<Vec<News>> {
    let Some(seated) = staff::by_id(desk.tx, StaffId(row.staff_id)).await? else {
        return Ok(Vec::new());
    };
    let client = ClientId(row.client_id);
    let beyond = issues::beyond_right(desk.tx, &seated.actor, client, desk.now).await?;
    Ok(beyond.into_iter().map(|issue| News::Close(IssueId(issue.id))).collect())
}

fn booking((row, with_name): Row) -> Booking {
    Booking {
        id: AppointmentId(row.id),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        with: StaffId(row.staff_id),
        with_name,
    }
}
