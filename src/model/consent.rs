//! The consent register: one word of the client for each purpose, the latest counts (security.md, Law; A4.08, A4.10).

use chrono::{DateTime, Utc};

super::words! {
    /// What a client may say yes or no to, each for itself.
    ConsentFor ("consent-for") {
        /// Being served and called about it.
        Service = "service",
        /// Health details; decided where they are kept, so that there is one truth (decisions 16).
        Health = "health",
        /// Photos on the card.
        PhotoRecord = "photo_record",
        /// Photos shown to others.
        PhotoPublish = "photo_publish",
        /// News and offers.
        Marketing = "marketing",
    }
}

/// The client's latest word on a purpose.
#[derive(Clone, PartialEq)]
pub struct Said {
    /// Yes or no.
    pub given: bool,
    /// When.
    pub at: DateTime<Utc>,
    /// Who asked; the name that colleagues read.
    pub by: String,
}

/// A client's register.
#[derive(Clone, PartialEq)]
pub struct Register {
    /// The number.
    pub number: String,
    /// Each purpose, with the client's word if they were asked.
    pub words: Vec<(ConsentFor, Option<Said>)>,
}

impl Register {
    /// The client's word on a purpose.
    pub fn said(&self, purpose: ConsentFor) -> Option<&Said> {
        self.words.iter().find(|(of, _)| *of == purpose).and_then(|(_, said)| said.as_ref())
    }

    /// Whether the client's word is yes.
    pub fn is_given(&self, purpose: ConsentFor) -> bool {
        self.said(purpose).is_some_and(|said| said.given)
    }
}
