//! Seats and settings.

use super::{Performed, not_allowed};
use crate::archive::invites::{self, Acceptance};
use crate::archive::{ArchiveError, Result, staff};
use crate::dialogue::effect::{Outcome, Seat, StaffEffect};
use crate::dialogue::{Ctx, State, help};
use crate::model::InviteId;
use crate::turn::desk::Desk;
use crate::turn::news::News;
use chrono::NaiveTime;

/// How a local time is stored.
const TIME: &str = "%H:%M";

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: StaffEffect) -> Result<Performed> {
    let who = &ctx.who;
    match effect {
        StaffEffect::Seats => {
            let seats = staff::seats(desk.tx, who.branch).await?.into_iter();
            Ok(Outcome::Seats(
                seats.map(|(name, role, active)| Seat { name, role, active }).collect(),
            )
            .into())
        }
        StaffEffect::Invite { role } => {
            Ok(match invites::invite(desk.tx, who, role, desk.now).await? {
                Some((code, until)) => {
                    Outcome::Invited { link: desk.office.link(&code), role, until }.into()
                }
                None => not_allowed(),
            })
        }
        StaffEffect::Acceptance { invite } => {
            let found = invites::acceptance(desk.tx, who, invite).await?;
            Ok(found.map_or(Outcome::InviteGone, |found| outcome(invite, found)).into())
        }
        StaffEffect::Confirm { invite, accept } => confirm(desk, ctx, invite, accept).await,
        StaffEffect::Settings => settings(desk, ctx, Vec::new()).await,
        StaffEffect::SetLang(lang) => {
            staff::set_lang(desk.tx, who.id, lang, desk.now).await?;
            settings(desk, ctx, vec![News::Seated(who.id)]).await
        }
        StaffEffect::SetDigest(at) => {
            staff::set_digest(desk.tx, who.id, &at.format(TIME).to_string(), desk.now).await?;
            settings(desk, ctx, Vec::new()).await
        }
        StaffEffect::SetZone(zone) => {
            staff::set_zone(desk.tx, who.id, zone.name(), desk.now).await?;
            settings(desk, ctx, Vec::new()).await
        }
    }
}

fn outcome(invite: InviteId, found: Acceptance) -> Outcome {
    Outcome::Acceptance { invite, name: found.name, role: found.role, confirmed: found.confirmed }
}

async fn confirm(desk: &Desk<'_>, ctx: &Ctx, invite: InviteId, accept: bool) -> Result<Performed> {
    let before = invites::acceptance(desk.tx, &ctx.who, invite).await?;
    let Some(found) = invites::confirm(desk.tx, &ctx.who, invite, accept, desk.now).await? else {
        return Ok(Outcome::InviteGone.into());
    };
    let fresh =
        before.is_some_and(|before| before.confirmed.is_none()) && found.confirmed == Some(true);
    let welcome =
        News::Tell { to: found.staff, state: State::Help(help::State::Welcome), subject: None };
    let news = if fresh { vec![News::Seated(found.staff), welcome] } else { Vec::new() };
    Ok(Performed::Done(outcome(invite, found), news))
}

async fn settings(desk: &Desk<'_>, ctx: &Ctx, news: Vec<News>) -> Result<Performed> {
    let Some(seated) = staff::by_id(desk.tx, ctx.who.id).await? else { return Ok(not_allowed()) };
    let digest_at = NaiveTime::parse_from_str(&seated.staff.digest_at, TIME)
        .map_err(|_| ArchiveError::Stored("time of the digest"))?;
    let outcome = Outcome::Settings {
        lang: desk.office.lang_of(&seated.staff),
        chosen: seated.staff.lang.is_some(),
        digest_at,
        zone: seated.staff.zone.unwrap_or(seated.branch.zone),
    };
    Ok(Performed::Done(outcome, news))
}
