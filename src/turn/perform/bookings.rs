//! Bookings. Whoever saw a card because of one that moves or is cancelled does not any more.

use super::{Performed, loan_packs, no_such_client};
use crate::archive::appointments::{self, Changed, Row};
use crate::archive::{Result, issues, staff};
use crate::dialogue::effect::{Booking, BookingEffect, Bookings, Outcome};
use crate::dialogue::{Ctx, State, booking};
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
                list: list.into_iter().map(told).collect(),
                people,
            }))
            .into()
        }
        BookingEffect::Book { client, with, starts_at } => {
            match appointments::make(tx, who, client, with, starts_at, now).await? {
                Changed::Done(row) => Outcome::Booked(Box::new(told(row))).into(),
                other => undone(other),
            }
        }
        BookingEffect::Move { booking: id, starts_at } => {
            match appointments::shift(tx, who, id, starts_at, now).await? {
                Changed::Done(row) => {
                    let mut closed = closed(desk, ctx, &row, false).await?;
                    let (starts_at, ends_at) = (row.0.starts_at, row.0.ends_at);
                    closed.extend(loan_packs::moved(desk, id, starts_at, ends_at).await?);
                    Performed::Done(Outcome::Booked(Box::new(told(row))), closed)
                }
                other => undone(other),
            }
        }
        BookingEffect::Cancel { booking: id } => {
            match appointments::cancel(tx, who, id, now).await? {
                Changed::Done(row) => {
                    let mut closed = closed(desk, ctx, &row, true).await?;
                    closed.extend(loan_packs::cancelled(desk, who.id, id).await?);
                    Performed::Done(Outcome::BookingCancelled(Box::new(told(row))), closed)
                }
                other => undone(other),
            }
        }
    })
}

fn undone(changed: Changed) -> Performed {
    match changed {
        Changed::Clash(row) => Outcome::BookingClash(Box::new(told(row))).into(),
        Changed::Gone => Outcome::BookingGone.into(),
        Changed::NoSuchClient | Changed::Done(_) => no_such_client(),
    }
}

/// The showings to whoever serves that nothing keeps open any more; they read why the card is closed.
async fn closed(desk: &Desk<'_>, ctx: &Ctx, (row, _): &Row, cancelled: bool) -> Result<Vec<News>> {
    let serves = StaffId(row.staff_id);
    let Some(seated) = staff::by_id(desk.tx, serves).await? else { return Ok(Vec::new()) };
    let client = ClientId(row.client_id);
    let beyond = issues::beyond_right(desk.tx, &seated.actor, client, desk.now).await?;
    let mut news: Vec<News> =
        beyond.into_iter().map(|issue| News::Close(IssueId(issue.id))).collect();
    let card = appointments::bookable(desk.tx, &ctx.who, client, desk.now).await?;
    let Some(card) = card else { return Ok(news) };
    if !news.is_empty() && serves != ctx.who.id {
        let (number, visit) = (card.number, row.starts_at);
        let state = State::Booking(booking::State::Told { client, number, visit, cancelled });
        news.push(News::Tell { to: serves, state, subject: None });
    }
    Ok(news)
}

fn told((row, with_name): Row) -> Booking {
    Booking {
        id: AppointmentId(row.id),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        with: StaffId(row.staff_id),
        with_name,
    }
}
