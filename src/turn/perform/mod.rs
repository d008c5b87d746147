//! The gate and the only bridge: one effect, one right, one verb of the archive, one outcome.

use super::desk::Desk;
use super::news::News;
use crate::archive::Result;
use crate::archive::trail::{self, Subject};
use crate::dialogue::Ctx;
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::screen::{Common, Say};
use crate::dialogue::staff_pin;
use crate::model::ClientId;
use crate::model::card::Act;
use crate::model::policy::may;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

mod away;
mod bookings;
mod clients;
mod grave;
mod house_rules;
mod loan_forms;
mod loan_packs;
mod loan_rules;
mod loans;
mod papers;
mod people;
mod pin;
mod rights;
mod staff;
mod tasks;
mod unmasked;
mod visits;

pub use grave::weigh;
pub use loans::over;
pub use people::last_days;

/// What became of an order.
pub enum Performed {
    /// The outcome for the dialogue, and what others are to hear.
    Done(Outcome, Vec<News>),
    /// Not this person's to do: what they read. About a client it reads as if there were none.
    Refused(Say),
    /// Behind the lock: this is typed first, then the work goes on.
    Locked(staff_pin::State),
}

impl Performed {
    /// Whether the person may not, or is told that there is no such client.
    fn refuses(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Done(Outcome::NoSuchClient, _))
    }
}

impl From<Outcome> for Performed {
    fn from(outcome: Outcome) -> Self {
        Self::Done(outcome, Vec::new())
    }
}

/// Does what a dialogue ordered, if the person may. The right is read here, inside the transaction of the act.
///
/// # Errors
/// As the archive's.
pub async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: Effect) -> Result<Performed> {
    let (action, about) = (effect.needs(), effect.about());
    if !may(ctx.who.role, action) {
        refused(desk, ctx, about, action.as_str()).await?;
        return Ok(Performed::Refused(Say::Common(Common::NotAllowed)));
    }
    if let Some(asking) = pin::gate(desk, ctx, &effect).await? {
        return Ok(Performed::Locked(asking));
    }
    let performed = match effect {
        Effect::Client(effect) => clients::perform(desk, ctx, effect).await,
        Effect::Visit(effect) => visits::perform(desk, ctx, effect).await,
        Effect::Loan(effect) => loans::perform(desk, ctx, effect).await,
        Effect::Pack(effect) => loan_packs::perform(desk, ctx, effect).await,
        Effect::Task(effect) => tasks::perform(desk, ctx, effect).await,
        Effect::Unmasked(effect) => unmasked::perform(desk, ctx, effect).await,
        Effect::Booking(effect) => bookings::perform(desk, ctx, effect).await,
        Effect::Paper(effect) => papers::perform(desk, ctx, effect).await,
        Effect::Staff(effect) => staff::perform(desk, ctx, effect).await,
        Effect::Away(effect) => away::perform(desk, ctx, effect).await,
        Effect::Pin(effect) => pin::perform(desk, ctx, effect).await,
        Effect::House(effect) => house_rules::perform(desk, ctx, effect).await,
        Effect::People(effect) => people::perform(desk, ctx, effect).await,
        Effect::Right(effect) => rights::perform(desk, ctx, effect).await,
    }?;
    if performed.refuses() {
        refused(desk, ctx, about, action.as_str()).await?;
    }
    Ok(performed)
}

/// Every refusal is in the trail (F13): of what, and of whose card where one is concerned.
///
/// # Errors
/// As the archive's.
pub async fn refused(
    desk: &Desk<'_>,
    ctx: &Ctx,
    about: Option<ClientId>,
    what: &str,
) -> Result<()> {
    let subject = about.map_or(Subject::None, Subject::Client);
    trail::record(desk.tx, desk.now, Some(ctx.who.id), Act::Refused, subject, what).await
}

/// The first moment of a local day; where midnight does not exist, the first that does.
fn begins(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |local| local.to_utc())
}

/// Refused, in the one sentence that also says that there is no such client.
fn no_such_client() -> Performed {
    Performed::Refused(Say::Common(Common::NoSuchClient))
}

/// Refused, where no client is concerned.
fn not_allowed() -> Performed {
    Performed::Refused(Say::Common(Common::NotAllowed))
}
