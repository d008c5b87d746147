//! One turn, whole or not at all: what somebody did, decided and remembered as one piece.

use crate::archive::{Result, Tx};
use crate::model::lang::Lang;
use arrival::Arrival;
use chrono::{DateTime, Utc};
use handle::HandleKey;
use out::Parcel;

pub mod arrival;
pub mod handle;
pub mod out;

/// What every turn of this process needs to know.
#[derive(Clone)]
pub struct Office {
    /// The key of the buttons' handles.
    pub handles: HandleKey,
    /// The bot's user name, for links.
    pub bot_username: String,
    /// The language where an account names none that we speak.
    pub lang: Lang,
}

/// A turn that failed this often is given up, and the person is told.
pub const TRIES_MAX: i32 = 3;

/// Takes one update: loads where the person stands, decides, does the work, saves, and ends the inbox row.
/// Returns what leaves at once; it is in the outbox already. The caller owns the transaction (decisions 4).
///
/// # Errors
/// As the archive's; the turn's savepoint is then rolled back, and `fail` counts it.
pub async fn take(
    _tx: &Tx,
    _office: &Office,
    _arrival: &Arrival,
    _now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    unreachable!()
}

/// Counts a failed turn; at the last try ends the update as `dead` and says so to the person, with a code for support.
///
/// # Errors
/// As the archive's.
pub async fn fail(
    _tx: &Tx,
    _office: &Office,
    _arrival: &Arrival,
    _now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    unreachable!()
}
