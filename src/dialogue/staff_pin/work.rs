//! What the keypad asks of the archive and of the lock, and what they may answer.

use crate::dialogue::effect::{Effect, LoanEffect};
use crate::dialogue::rights::RightEffect;
use crate::model::loan::Decision;
use crate::model::policy::Action;
use crate::model::{ConfirmationId, LoanId};
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
    /// A decision on a request.
    Decide { loan: LoanId, decision: Decision },
    /// The end of a running loan.
    Recall { loan: LoanId, reason: String },
    /// A grave act that is confirmed.
    Confirm { confirmation: ConfirmationId },
}

/// An order about PINs.
#[derive(Clone, PartialEq)]
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
    /// What is behind the lock: decisions on loans, recalls, confirmations of grave acts (access.md).
    pub fn behind(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::Loan(LoanEffect::Decide { loan, decision }) => {
                Some(Self::Decide { loan: *loan, decision: decision.clone() })
            }
            Effect::Loan(LoanEffect::Recall { loan, reason }) => {
                Some(Self::Recall { loan: *loan, reason: reason.clone() })
            }
            Effect::Right(RightEffect::Decide { confirmation, confirm: true }) => {
                Some(Self::Confirm { confirmation: *confirmation })
            }
            _ => None,
        }
    }

    /// The work that goes on.
    pub fn effect(self) -> Option<Effect> {
        match self {
            Self::Change => None,
            Self::Decide { loan, decision } => {
                Some(Effect::Loan(LoanEffect::Decide { loan, decision }))
            }
            Self::Recall { loan, reason } => {
                Some(Effect::Loan(LoanEffect::Recall { loan, reason }))
            }
            Self::Confirm { confirmation } => {
                Some(Effect::Right(RightEffect::Decide { confirmation, confirm: true }))
            }
        }
    }
}
