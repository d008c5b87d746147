//! What the keypad asks of the archive and of the lock, and what they may answer.

use crate::dialogue::effect::Effect;
use crate::model::policy::Action;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Which PIN a digit belongs to.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Slot {
    /// The present one.
    Entered,
    /// A new one.
    Chosen,
    /// The new one again.
    Repeated,
}

/// What a PIN is asked for; it goes on when the PIN was right.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Then {
    /// A new PIN, from the settings.
    Change,
    /// Work that waits behind the lock.
    Work(Box<Effect>),
}

/// An order about PINs.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum PinEffect {
    /// How it stands; becomes `PinOutcome::Standing`.
    Standing,
    /// Whether those who decide must have one; becomes `Standing`. An owner's.
    Require(bool),
    /// A digit, after so many; becomes `Typed`. It is kept in memory only.
    Digit { slot: Slot, at: u32, digit: u8 },
    /// The present PIN is whole; becomes `Right`, `Wrong`, `Paused`, `Unset` or `Again`.
    Enter { typed: u32 },
    /// A new PIN is whole; becomes `Chosen`, `TooSimple` or `Again`.
    Choose { typed: u32 },
    /// The new PIN was repeated; becomes `Right`, `Differs` or `Again`.
    Save { typed: u32 },
}

/// What an order about PINs became.
#[derive(Clone, PartialEq)]
pub enum PinOutcome {
    /// Whether the person has one, and whether those who decide must.
    Standing { has: bool, required: bool },
    /// So many digits now; none where another process counted them.
    Typed(u32),
    /// The PIN was right, or is set.
    Right,
    /// It was wrong; so many tries are left.
    Wrong { left: u32 },
    /// Too many tries: none before then.
    Paused { until: DateTime<Utc> },
    /// There is no PIN any more.
    Unset,
    /// It can be repeated now.
    Chosen,
    /// Anybody would try it first.
    TooSimple,
    /// The two are not the same.
    Differs,
    /// The digits are gone: type them again.
    Again,
}

impl PinEffect {
    /// The right that this work needs.
    pub fn needs(&self) -> Action {
        match self {
            Self::Require(_) => Action::RequirePin,
            _ => Action::ChangeSettings,
        }
    }

    /// Whether the work changes what one cannot go back behind: a counted try is nothing of that kind.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Require(_) | Self::Save { .. })
    }
}

impl Then {
    /// The work that goes on.
    pub fn effect(self) -> Option<Effect> {
        match self {
            Self::Change => None,
            Self::Work(effect) => Some(*effect),
        }
    }
}
