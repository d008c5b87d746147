//! The fields of a visit: what is asked on the way, what waits on the summary, and what needs the client's consent.

use super::{Say, label, say};
use crate::dialogue::Ctx;
use crate::dialogue::form::{Answer, Draft, Field, Kind, Option as Pick};
use crate::dialogue::screen::{Common, Say as Root};
use crate::model::MenuItemId;
use crate::model::visit::{EFFECT_MAX, MenuItem, VisitMenu};
use chrono::{Days, NaiveDate};

/// Key of the services.
pub const SERVICES: &str = "services";
/// Key of the products.
pub const PRODUCTS: &str = "products";
/// Key of the effect.
pub const EFFECT: &str = "effect";
/// Key of the next date.
pub const NEXT: &str = "next";
/// Key of the note.
pub const NOTE: &str = "note";
/// Key of the amount.
pub const AMOUNT: &str = "amount";
/// Key of the photos.
pub const PHOTOS: &str = "photos";

/// Graphemes of a note.
pub const NOTE_MAX: usize = 1_000;
/// The next date lies at most this many days ahead.
pub const NEXT_DAYS_MAX: u64 = 365;
/// Ready next dates, in weeks.
const NEXT_WEEKS: [u64; 3] = [1, 2, 4];
/// Days in a week.
const WEEK: u64 = 7;

/// The fields for this menu; the ready next dates follow the services that were chosen.
pub fn of(ctx: &Ctx, menu: &VisitMenu, draft: &Draft) -> Vec<Field> {
    let mut fields = Vec::new();
    if !menu.services.is_empty() {
        let kind = Kind::Many { options: options(&menu.services), one_tap: true };
        fields.push(asked(SERVICES, Say::AskServices, kind));
    }
    if !menu.products.is_empty() {
        let kind = Kind::Many { options: options(&menu.products), one_tap: false };
        let quick = same_as_last(menu);
        fields.push(Field { quick, ..asked(PRODUCTS, Say::AskProducts, kind) });
    }
    if menu.health_consent {
        fields.push(asked(EFFECT, Say::AskEffect, Kind::Scale(EFFECT_MAX)));
    }
    let (min, max) = next_range(ctx.today);
    let quick = ready_dates(ctx.today, usual_days(menu, draft));
    fields.push(Field { quick, ..asked(NEXT, Say::AskNext, Kind::Day { min, max }) });
    fields.push(later(AMOUNT, Say::AskAmount, Kind::Money));
    if menu.health_consent {
        let note = later(NOTE, Say::AskNote, Kind::Text { max: NOTE_MAX });
        fields.push(Field { catches: true, ..note });
        fields.push(Field { catches: true, ..later(PHOTOS, Say::AskPhotos, Kind::Photos) });
    }
    fields
}

/// The first and the last day that can be a next date.
pub fn next_range(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    (today + Days::new(1), today + Days::new(NEXT_DAYS_MAX))
}

fn asked(key: &'static str, ask: Say, kind: Kind) -> Field {
    Field { asked: true, ..later(key, ask, kind) }
}

fn later(key: &'static str, ask: Say, kind: Kind) -> Field {
    Field {
        key,
        ask: say(ask),
        label: label(key),
        kind,
        asked: false,
        required: false,
        catches: false,
        quick: Vec::new(),
    }
}

fn options(items: &[MenuItem]) -> Vec<Pick> {
    let option = |item: &MenuItem| Pick {
        key: key(item.id),
        label: Root::Common(Common::Plain { text: item.name.clone() }),
    };
    items.iter().map(option).collect()
}

/// The products of the last visit that are still on the menu.
fn same_as_last(menu: &VisitMenu) -> Vec<(Root, Answer)> {
    let last = menu.products.iter().filter(|item| menu.last_products.contains(&item.id));
    let keys: Vec<String> = last.map(|item| key(item.id)).collect();
    match keys.is_empty() {
        true => Vec::new(),
        false => vec![(say(Say::SameAsLast), Answer::Many(keys))],
    }
}

/// The interval of the chosen services; of several, the shortest.
fn usual_days(menu: &VisitMenu, draft: &Draft) -> Option<u64> {
    let chosen = draft.many(SERVICES);
    let services = menu.services.iter().filter(|item| chosen.contains(&key(item.id)));
    let days = services.filter_map(|item| u64::try_from(item.interval_days?).ok());
    days.filter(|days| (1..=NEXT_DAYS_MAX).contains(days)).min()
}

/// Ready next dates: the usual interval first, then some weeks, none twice.
fn ready_dates(today: NaiveDate, usual: Option<u64>) -> Vec<(Root, Answer)> {
    let usual_label = |days: u64| (Say::Usual { days: days as i64 }, days);
    let weeks = NEXT_WEEKS.map(|weeks| (Say::InWeeks { weeks: weeks as i64 }, weeks * WEEK));
    let weeks = weeks.into_iter().filter(|(_, days)| Some(*days) != usual);
    let ready = usual.map(usual_label).into_iter().chain(weeks);
    ready.map(|(label, days)| (say(label), Answer::Day(today + Days::new(days)))).collect()
}

fn key(id: MenuItemId) -> String {
    id.0.to_string()
}
