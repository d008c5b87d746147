//! The lock: what it lets through, and what becomes of a typed PIN. The slow comparison was made before (`turn/lock`).

use super::Performed;
use crate::archive::{Result, pins};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::staff_pin::{self, PinEffect, PinOutcome, Slot, Then};
use crate::dialogue::{Ctx, State};
use crate::model::StaffId;
use crate::model::pin::is_too_simple;
use crate::model::policy::{Action, may};
use crate::turn::desk::Desk;
use crate::turn::lock::Proof;
use crate::turn::news::News;
use chrono::{DateTime, Utc};

/// What is to be typed before this work, if it is behind the lock and the person is locked: the PIN they have, or a new
/// one where the owner requires one.
///
/// # Errors
/// As the archive's.
pub(super) async fn gate(
    desk: &Desk<'_>,
    ctx: &Ctx,
    effect: &Effect,
) -> Result<Option<staff_pin::State>> {
    if !effect.is_locked() {
        return Ok(None);
    }
    let then = Then::Work(Box::new(effect.clone()));
    let decides = may(ctx.who.role, Action::DecideLoan);
    Ok(match pins::get(desk.tx, ctx.who.id).await? {
        Some(_) if desk.office.locks.is_open(ctx.who.id) => None,
        Some(_) => Some(staff_pin::State::Asking { typed: 0, then }),
        None if decides && pins::required(desk.tx).await? => {
            Some(staff_pin::State::Choosing { typed: 0, then })
        }
        None => None,
    })
}

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: PinEffect) -> Result<Performed> {
    let (who, locks) = (ctx.who.id, &desk.office.locks);
    let outcome = match effect {
        PinEffect::Standing => standing(desk, who).await?,
        PinEffect::Require(required) => {
            pins::require(desk.tx, who, required, desk.now).await?;
            standing(desk, who).await?
        }
        PinEffect::Digit { slot, at, digit } => PinOutcome::Typed(locks.key(who, slot, at, digit)),
        PinEffect::Enter { typed } => return enter(desk, ctx, typed).await,
        PinEffect::Choose { typed } => match locks.typed(who, Slot::Chosen, typed) {
            Some(digits) if is_too_simple(&digits) => PinOutcome::TooSimple,
            Some(_) => PinOutcome::Chosen,
            None => PinOutcome::Again,
        },
        PinEffect::Save { typed } => save(desk, who, typed).await?,
    };
    Ok(Outcome::Pin(outcome).into())
}

async fn standing(desk: &Desk<'_>, who: StaffId) -> Result<PinOutcome> {
    let has = pins::get(desk.tx, who).await?.is_some();
    Ok(PinOutcome::Standing { has, required: pins::required(desk.tx).await? })
}

async fn enter(desk: &Desk<'_>, ctx: &Ctx, typed: u32) -> Result<Performed> {
    let (who, locks) = (ctx.who.id, &desk.office.locks);
    let outcome = |outcome| Ok(Outcome::Pin(outcome).into());
    let Some(row) = pins::get(desk.tx, who).await? else { return outcome(PinOutcome::Unset) };
    if let Some(until) = row.paused_until.filter(|until| *until > desk.now) {
        return outcome(PinOutcome::Paused { until });
    }
    let there = locks.typed(who, Slot::Entered, typed).is_some();
    match locks.proof(who).filter(|_| there) {
        Some(Proof::Right(hash)) if hash == row.hash => {
            pins::right(desk.tx, &row).await?;
            locks.open(who, true);
            outcome(PinOutcome::Right)
        }
        Some(Proof::Wrong(hash)) if hash == row.hash => {
            match pins::wrong(desk.tx, &row, desk.now).await? {
                Ok(left) => {
                    let left = u32::try_from(left).unwrap_or_default();
                    outcome(PinOutcome::Wrong { left })
                }
                Err(until) => {
                    let news = alert(desk, ctx, until).await?;
                    Ok(Performed::Done(Outcome::Pin(PinOutcome::Paused { until }), news))
                }
            }
        }
        _ => outcome(PinOutcome::Again),
    }
}

/// The owners are told: somebody has this person's phone, perhaps.
async fn alert(desk: &Desk<'_>, ctx: &Ctx, until: DateTime<Utc>) -> Result<Vec<News>> {
    let owners = pins::owners(desk.tx).await?.into_iter().filter(|owner| *owner != ctx.who.id);
    let name = &ctx.who.name;
    let tell = |to| News::Tell {
        to,
        state: State::StaffPin(staff_pin::State::Alert { name: name.clone(), until }),
        subject: None,
    };
    Ok(owners.map(tell).collect())
}

/// A new PIN: where there is one already, that one was entered just before.
async fn save(desk: &Desk<'_>, who: StaffId, typed: u32) -> Result<PinOutcome> {
    let locks = &desk.office.locks;
    let Some(repeated) = locks.typed(who, Slot::Repeated, typed) else {
        return Ok(PinOutcome::Again);
    };
    if !locks.is_chosen(who, &repeated) {
        return Ok(PinOutcome::Differs);
    }
    let has = pins::get(desk.tx, who).await?.is_some();
    let Some(Proof::Hashed(hash)) = locks.proof(who).filter(|_| !has || locks.may_change(who))
    else {
        return Ok(PinOutcome::Again);
    };
    pins::set(desk.tx, who, &hash, desk.now).await?;
    locks.open(who, false);
    Ok(PinOutcome::Right)
}
