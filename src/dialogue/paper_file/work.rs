//! What paper files and violations ask of the archive, and what it may answer.

use crate::model::loan::Mutual;
use crate::model::paper::{Condition, PaperView, Violation};
use crate::model::policy::Action;
use crate::model::{LoanId, StaffId};
use serde::{Deserialize, Serialize};

/// An order about paper files or violations.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum PaperEffect {
    /// The paper files that are out or to be handed out; becomes `PaperOutcome::List`.
    List,
    /// The paper file of a loan; becomes `One`.
    View { loan: LoanId },
    /// It was handed out; becomes `One`, or `Taken` if somebody else has it or the loan is over.
    HandOut { loan: LoanId },
    /// It was taken back; becomes `One` as it stands then.
    TakeBack { loan: LoanId, condition: Condition, words: String },
    /// Its borrower says that they gave it back; becomes `One`.
    Give { loan: LoanId },
    /// It is not there, whatever its borrower says; becomes `One`.
    NotHere { loan: LoanId },
    /// What its borrower says of its condition; becomes `One`.
    Say { loan: LoanId, condition: Condition },
    /// What is recorded against borrowers; becomes `Violations`.
    Violations,
    /// Who approved each other's loans; becomes `Mutual`.
    Mutual,
    /// Let somebody borrow again; becomes `Violations`.
    Lift { staff: StaffId, reason: String },
}

/// What an order about paper files became.
#[derive(Clone, PartialEq)]
pub enum PaperOutcome {
    /// Paper files, first due first.
    List(Vec<PaperView>),
    /// One; whether this person keeps the cabinet.
    One(Box<PaperView>, bool),
    /// It was not handed out: how it stands.
    Taken(Box<PaperView>),
    /// What is recorded, newest first.
    Violations(Vec<Violation>),
    /// Pairs who approved each other's loans, most first.
    Mutual(Vec<Mutual>),
}

impl PaperEffect {
    /// The right that this work needs.
    pub fn needs(&self) -> Action {
        match self {
            // A borrower reads of their own.
            Self::View { .. } | Self::Say { .. } | Self::Give { .. } => Action::RequestLoan,
            Self::List | Self::HandOut { .. } | Self::TakeBack { .. } | Self::NotHere { .. } => {
                Action::KeepPapers
            }
            Self::Violations | Self::Lift { .. } => Action::JudgeBorrowers,
            Self::Mutual => Action::ReviewApprovals,
        }
    }

    /// Whether the work changes the archive.
    pub fn writes(&self) -> bool {
        matches!(
            self,
            Self::Say { .. }
                | Self::Give { .. }
                | Self::NotHere { .. }
                | Self::HandOut { .. }
                | Self::TakeBack { .. }
                | Self::Lift { .. }
        )
    }
}
