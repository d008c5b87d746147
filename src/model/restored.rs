//! An archive that came back from a backup, and what that means: what a second person reads before work goes on (T25).

use super::StaffId;
use super::grave::Settled;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How much is in an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Clients.
    pub clients: i64,
    /// Visits.
    pub visits: i64,
    /// Loans and requests.
    pub loans: i64,
    /// The number of the trail's last entry that is known of, by the trail itself or by its last anchor.
    pub trail: i64,
}

/// A restore, from the command line to a second person's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// When the backup was made.
    pub made_at: DateTime<Utc>,
    /// What is in it.
    pub now: Contents,
    /// What stood here before; none if there was nothing, or nothing that could be read.
    pub before: Option<Contents>,
    /// Clients that were erased after the backup, and erased again.
    pub erased: u32,
    /// Seats that were cut after the backup, and cut again.
    pub cut: u32,
    /// Whether those who may confirm were told.
    pub told: bool,
    /// Those who were sent away meanwhile, and are told when the archive is open again.
    #[serde(default)]
    pub kept_out: Vec<StaffId>,
    /// When they are reminded, once.
    #[serde(default)]
    pub remind_at: Option<DateTime<Utc>>,
    /// How it stands: asked, confirmed, or refused and so stopped.
    pub state: Settled,
    /// Who decided, and when.
    pub decided: Option<(StaffId, DateTime<Utc>)>,
}

impl Restored {
    /// Entries of the trail that were made after the backup, as far as is known here.
    pub fn lost(&self) -> i64 {
        let known = self.before.map_or(0, |before| before.trail);
        (known - self.now.trail).max(0)
    }
}

/// A restore in front of somebody: with the name of who decided.
#[derive(Clone, PartialEq)]
pub struct RestoredView {
    /// What it means.
    pub restored: Restored,
    /// Who decided; empty while nobody has.
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_beyond_the_backup_is_lost() {
        let contents = |trail| Contents { trail, ..Contents::default() };
        for (before, now, lost) in [(Some(12), 9, 3), (Some(9), 12, 0), (None, 12, 0)] {
            let restored = Restored {
                made_at: DateTime::UNIX_EPOCH,
                now: contents(now),
                before: before.map(contents),
                erased: 0,
                cut: 0,
                told: false,
                kept_out: Vec::new(),
                remind_at: None,
                state: Settled::Asked,
                decided: None,
            };
            assert_eq!(restored.lost(), lost);
        }
    }
}
