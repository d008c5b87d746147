//! Colleagues as those who manage seats see them: who, in which role, how they stand, and what their leaving would mean.

use super::StaffId;
use super::lang::Lang;
use super::policy::{Role, may_invite};

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
