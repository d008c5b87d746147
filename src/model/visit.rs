//! Visits: what is logged after one, and how it is corrected (A3.34–A3.40, A4.11).

use super::{ClientId, MenuItemId, VisitId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The scale of effects runs from 1 to this.
pub const EFFECT_MAX: i32 = 5;

/// A visit as the form gives it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct NewVisit {
    /// Whose visit.
    pub client: ClientId,
    /// Services from the branch's menu.
    pub services: Vec<MenuItemId>,
    /// Products from the branch's menu.
    pub products: Vec<MenuItemId>,
    /// Effect, 1 to `EFFECT_MAX`.
    pub effect: Option<i32>,
    /// Note with the client's reaction.
    pub note: Option<String>,
    /// Paid, minor units.
    pub amount: Option<i64>,
    /// Next date.
    pub next_on: Option<NaiveDate>,
    /// Telegram file ids of photos, to be downloaded and sealed after the commit.
    pub photos: Vec<PhotoRef>,
}

/// A photo that Telegram still holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRef {
    /// Telegram's `file_id`.
    pub file_id: String,
    /// Telegram's `file_unique_id`: the same photo twice is one photo.
    pub unique_id: String,
    /// Bytes, where Telegram said so.
    pub size: Option<i64>,
}

/// One line of the branch's menu.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct MenuItem {
    /// The item.
    pub id: MenuItemId,
    /// Its name, in the branch's own words.
    pub name: String,
    /// Days until the next visit is usual; only for services.
    pub interval_days: Option<i32>,
}

/// What the visit form offers for one client.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitMenu {
    /// The client.
    pub client: ClientId,
    /// The client's number; it names the draft on Home, where no client's name may stand.
    pub number: String,
    /// The client's name, for the head of the form.
    pub client_name: String,
    /// Services, this client's latest first.
    pub services: Vec<MenuItem>,
    /// Products, this client's latest first.
    pub products: Vec<MenuItem>,
    /// Products of the last visit: "same as last".
    pub last_products: Vec<MenuItemId>,
    /// Whether effect, note and photos may be recorded: the client's health consent (decisions 16).
    pub health_consent: bool,
}

super::words! {
    /// A field of a visit that an amendment corrects.
    VisitField ("visit-field") {
        /// Effect, 1 to 5.
        Effect = "effect",
        /// Note.
        Note = "note",
        /// Amount, minor units.
        Amount = "amount",
        /// Next date.
        NextOn = "next_on",
    }
}

/// A correction: the old value stays on record.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Amendment {
    /// The visit.
    pub visit: VisitId,
    /// Which field.
    pub field: VisitField,
    /// The new value, in the field's stored spelling.
    pub value: String,
    /// Why.
    pub reason: String,
}
