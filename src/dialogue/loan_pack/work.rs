//! What packs ask of the archive, and what it may answer.

use crate::model::PackId;
use crate::model::loan_pack::{PackDecision, PackView, PackVisit};
use crate::model::policy::Action;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An order about packs.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum PackEffect {
    /// Tomorrow's visits, or the pack that there is for them; becomes `Offer` or `Pack`.
    Tomorrow,
    /// Ask for all of tomorrow's visits; becomes `Pack`, `Offer` without visits, `Nobody` or `TooFew`.
    Ask { reason: String },
    /// Read a pack; becomes `Pack`.
    View { pack: PackId },
    /// Withdraw one's own request; becomes `Pack` or `Gone`.
    Withdraw { pack: PackId },
    /// Decide; becomes `Pack` as it stands then, or `Gone`.
    Decide { pack: PackId, decision: PackDecision },
    /// End a pack and every loan of it; becomes `Pack` or `Gone`.
    Recall { pack: PackId, reason: String },
    /// The packs of the branch that wait or run; becomes `List`.
    Open,
}

/// What an order about packs became.
#[derive(Clone, PartialEq)]
pub enum PackOutcome {
    /// What can be asked for on this day; perhaps nothing.
    Offer { day: NaiveDate, visits: Vec<PackVisit> },
    /// A pack as it stands.
    Pack(Box<PackView>),
    /// Somebody was first, or it is over: how it stands now.
    Gone(Box<PackView>),
    /// Nobody else may decide it (decisions 13).
    Nobody,
    /// A rule of lending wants more people to approve than there are.
    TooFew { needed: u32 },
    /// The packs that wait or run, newest first.
    List(Vec<PackView>),
}

impl PackEffect {
    /// The right that this work needs.
    pub fn needs(&self) -> Action {
        match self {
            Self::Tomorrow | Self::Ask { .. } | Self::View { .. } | Self::Withdraw { .. } => {
                Action::RequestLoan
            }
            Self::Decide { .. } => Action::DecideLoan,
            Self::Recall { .. } | Self::Open => Action::RecallLoan,
        }
    }

    /// Whether the work changes the archive.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::Tomorrow | Self::View { .. } | Self::Open)
    }
}
