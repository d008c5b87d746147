//! Masked contacts, originals, alerts.

use super::{Performed, no_such_client};
use crate::archive::trail::{self, Subject};
use crate::archive::unmasked::{self, Reveal};
use crate::archive::{Result, history, leavings, watch};
use crate::dialogue::Ctx;
use crate::dialogue::effect::{AlertView, ContactView, OriginalsView, Outcome, UnmaskedEffect};
use crate::model::card::Act;
use crate::model::policy::{Action, may};
use crate::turn::desk::Desk;

pub(super) async fn perform(
    desk: &Desk<'_>,
    ctx: &Ctx,
    effect: UnmaskedEffect,
) -> Result<Performed> {
    let (tx, who, now) = (desk.tx, &ctx.who, desk.now);
    Ok(match effect {
        UnmaskedEffect::Reveal { client, reason } => {
            match unmasked::reveal(tx, who, client, &reason, desk.current, now).await? {
                Reveal::Shown(contact, issue, until) => Outcome::Contact(Box::new(ContactView {
                    name: contact.client.name,
                    number: contact.client.number,
                    phones: contact.revealed.phones.iter().map(|it| it.national()).collect(),
                    facts: contact.revealed.facts,
                    visits: contact.revealed.visits,
                    issue,
                    until,
                }))
                .into(),
                Reveal::UsedUp(limit) => Outcome::UsedUp { limit }.into(),
                Reveal::NoSuchClient => no_such_client(),
            }
        }
        UnmaskedEffect::Originals { client } => {
            let Some((found, issue, until)) =
                unmasked::originals(tx, who, client, desk.current, now).await?
            else {
                return Ok(no_such_client());
            };
            Outcome::Originals(Box::new(OriginalsView {
                name: found.client.name,
                number: found.client.number,
                places: found.places,
                readings: found.readings,
                people: found.people,
                logs: may(who.role, Action::LogReading),
                issue,
                until,
            }))
            .into()
        }
        UnmaskedEffect::LogReading { client, reader } => {
            match unmasked::log_reading(tx, who, client, reader, now).await? {
                Some(name) => Outcome::ReadingLogged { name }.into(),
                None => no_such_client(),
            }
        }
        UnmaskedEffect::Alert { alert } => match watch::get(tx, who, alert).await? {
            Some(told) => Outcome::Alert(Box::new(AlertView {
                kind: told.kind,
                about: told.about,
                name: told.name,
                role: told.role,
                count: told.count,
                at: told.at,
                manages: told.manages,
            }))
            .into(),
            None => Outcome::AlertGone.into(),
        },
        UnmaskedEffect::Leaver { leaving } => match leavings::get(tx, who, leaving).await? {
            Some(leaver) => Outcome::Leaver(Box::new(leaver)).into(),
            None => Outcome::AlertGone.into(),
        },
        UnmaskedEffect::Readings { staff, page } => {
            let Some(found) = history::readings(tx, who, staff, page).await? else {
                return Ok(Outcome::AlertGone.into());
            };
            let subject = Subject::Row("staff", staff.0);
            trail::record(tx, now, Some(who.id), Act::TrailRead, subject, "readings").await?;
            Outcome::Readings(Box::new(found)).into()
        }
    })
}
