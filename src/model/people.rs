//! Colleagues as those who manage seats see them: who, in which role, how they stand, and what their leaving would mean.

use super::StaffId;
use super::lang::Lang;
use super::policy::{Role, may_invite};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A last day lies at most so many days ahead.
pub const LAST_DAY_AHEAD: u64 = 180;

super::words! {
    /// How a seat stands.
    Standing ("standing") {
        /// Works here.
        Active = "active",
        /// Waits for the inviter's word.
        Waiting = "waiting",
        /// Cut off until somebody lets them back in.
        Suspended = "suspended",
    }
}

super::words! {
    /// Why somebody is suspended; any other reason is typed.
    SuspendWhy ("suspend-why") {
        /// What they read was unusual.
        Reading = "reading",
        /// Their phone is lost or in wrong hands.
        Phone = "phone",
        /// Something is being looked into.
        Inquiry = "inquiry",
        /// They are away for long.
        Absent = "absent",
    }
}

super::words! {
    /// Why somebody leaves; any other reason is typed.
    LeaveWhy ("leave-why") {
        /// They gave notice.
        Resigned = "resigned",
        /// They were given notice.
        Dismissed = "dismissed",
        /// The contract or trial period ends.
        Ended = "ended",
        /// They go to another branch.
        Moved = "moved",
    }
}

/// What the trail says where a reason was typed.
const OTHER: &str = "other";

impl SuspendWhy {
    /// The reason as the trail says it: typed words stay out of it.
    pub fn key(reason: &str) -> &'static str {
        Self::parse(reason).map_or(OTHER, Self::as_str)
    }
}

impl LeaveWhy {
    /// The reason as the trail says it: typed words stay out of it.
    pub fn key(reason: &str) -> &'static str {
        Self::parse(reason).map_or(OTHER, Self::as_str)
    }
}

/// A last day to be noted on a colleague's seat.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LastDay {
    /// The day, where the salon is: the seat ends with it.
    pub day: NaiveDate,
    /// Why: a word of `LeaveWhy`, or typed.
    pub reason: String,
    /// Who takes over what they keep then.
    pub heir: Option<StaffId>,
}

/// A colleague in the list of the branch.
#[derive(Clone, PartialEq)]
pub struct Colleague {
    /// The person.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// The right.
    pub role: Role,
    /// How the seat stands.
    pub standing: Standing,
    /// Their last day, if one is noted.
    pub leaves: Option<NaiveDate>,
    /// Why they leave or are suspended: a word of `LeaveWhy` or `SuspendWhy`, or typed; else empty.
    pub why: String,
}

/// What a colleague has in hand; read again for each screen that asks whether to change their seat.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct InHand {
    /// Clients whom they keep.
    pub clients: u32,
    /// Open follow-ups.
    pub follow_ups: u32,
    /// Appointments to come.
    pub visits: u32,
    /// Running loans.
    pub loans: u32,
    /// Requests that wait for a decision.
    pub requests: u32,
    /// Cards that are shown to them now.
    pub shown: u32,
    /// Nobody else is an owner.
    pub only_owner: bool,
}

/// A leaver's own file is kept this many months (A9.16).
pub const LEAVER_MONTHS: u32 = 12;

/// The name of somebody whose own file is no longer kept: what stands in the clients' history in its place, in the
/// language of the house, since a name is stored once and read by everybody.
pub fn former(lang: Lang, id: StaffId) -> String {
    match lang {
        Lang::En => format!("Former colleague {}", id.0),
        Lang::Zh => format!("离职同事 {}", id.0),
        Lang::Ko => format!("퇴사한 직원 {}", id.0),
    }
}

/// Whether a person of one role may change the seat of another: nobody above themselves (access.md), and never their own.
pub fn may_manage(who: StaffId, role: Role, whom: StaffId, theirs: Role) -> bool {
    who != whom && may_invite(role).contains(&theirs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaver_is_a_number_in_every_language() {
        let names = Lang::ALL.iter().map(|lang| former(*lang, StaffId(7)));
        let names: std::collections::BTreeSet<String> = names.collect();
        assert_eq!(names.len(), Lang::ALL.len());
        assert!(names.iter().all(|name| name.ends_with(" 7")));
    }

    #[test]
    fn nobody_changes_their_own_seat_or_one_above_it() {
        let (me, other) = (StaffId(1), StaffId(2));
        for role in Role::ALL {
            for theirs in Role::ALL {
                assert!(!may_manage(me, *role, me, *theirs), "{role:?} changes their own seat");
                let manages = matches!(role, Role::Owner | Role::Manager) && theirs >= role;
                assert_eq!(may_manage(me, *role, other, *theirs), manages, "{role:?}, {theirs:?}");
            }
        }
    }
}
