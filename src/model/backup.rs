//! A backup as its owner reads of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A backup that was put back on trial and found whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Rows that it holds, over all tables.
    pub rows: u64,
}
