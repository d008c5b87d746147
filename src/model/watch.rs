//! What counts as unusual reading, and how much of a masked contact may be revealed in a day (T3, A16.02).

use super::StaffId;
use super::policy::Role;
use chrono::NaiveDate;

super::words! {
    /// Why an alert was raised.
    Alert ("watch") {
        /// More different cards in a day than the role's work needs.
        Cards = "cards",
        /// Many different cards within an hour.
        Hour = "hour",
        /// Cards opened at night.
        Night = "night",
        /// Cards of clients with whom the person has nothing to do about that day.
        NoVisit = "no_visit",
        /// The day's contacts are used up.
        Reveals = "reveals",
    }
}

super::words! {
    /// Why a masked contact is revealed; any other reason is typed.
    Why ("why") {
        /// To know what to beware of.
        Treatment = "treatment",
        /// To call about the visit.
        Visit = "visit",
        /// The client asked to be called.
        Asked = "asked",
        /// Something was forgotten in the salon.
        Forgotten = "forgotten",
    }
}

/// A revealed contact is shown this long, in seconds.
pub const REVEAL_SECONDS: i64 = 60;
/// Contacts that one person may reveal in a local day.
pub const REVEALS_A_DAY: u32 = 10;
/// Different cards within an hour, beyond which an alert is raised.
pub const CARDS_AN_HOUR: u32 = 30;
/// The local hours of the night, from and up to.
const NIGHT: (u32, u32) = (23, 6);

/// Days before and after a card is opened in which a booking or a visit explains it.
pub const VISIT_DAYS: i64 = 14;

/// Of somebody whose last day is noted, the share of every limit that is left: one part of so many (T5).
pub const LEAVER_SHARE: u32 = 2;
/// What somebody read in so many days before their last day was noted is held against as many days before those.
pub const BURST_DAYS: i64 = 30;

/// A limit as it is for this person: less for whoever leaves.
fn limit(most: u32, leaves: bool) -> u32 {
    if leaves { most / LEAVER_SHARE } else { most }
}

/// Contacts that this person may reveal in a local day.
pub fn reveals_a_day(leaves: bool) -> u32 {
    limit(REVEALS_A_DAY, leaves)
}

/// How often somebody read in a stretch of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Burst {
    /// Cards and originals were opened.
    pub opened: i64,
    /// Contacts were revealed.
    pub revealed: i64,
    /// The archive was searched.
    pub searched: i64,
}

/// Somebody whose last day was noted, in front of those who keep watch.
#[derive(Clone, PartialEq)]
pub struct Leaver {
    /// Who.
    pub about: StaffId,
    /// Their name.
    pub name: String,
    /// Their role, while they have a seat.
    pub role: Option<Role>,
    /// The last day.
    pub last_on: NaiveDate,
    /// Who noted it.
    pub by: String,
    /// In the `BURST_DAYS` before it was noted.
    pub last: Burst,
    /// In as many days before those.
    pub before: Burst,
    /// Whether the reader may change their seat.
    pub manages: bool,
}

/// Different cards in a local day, beyond which an alert is raised; `None` where reading is the work.
pub fn cards_a_day(role: Role) -> Option<u32> {
    match role {
        Role::Owner | Role::Manager | Role::Keeper => None,
        Role::FrontDesk => Some(200),
        Role::Care | Role::Sales => Some(40),
    }
}

/// Different cards in a local day of clients without a visit or booking about that day, beyond which an alert is raised.
///
/// The front desk has more: it answers whoever calls, and what it books is a visit with somebody else, so that for it a
/// visit with anybody explains a card (see `serves_all`).
pub fn visitless_a_day(role: Role, leaves: bool) -> Option<u32> {
    match role {
        Role::Owner | Role::Manager | Role::Keeper => None,
        Role::FrontDesk => Some(limit(20, leaves)),
        Role::Care | Role::Sales => Some(limit(5, leaves)),
    }
}

/// Whether a visit with a colleague explains this person's reading as well as one with themselves.
pub fn serves_all(role: Role) -> bool {
    role == Role::FrontDesk
}

/// What a person read, up to their latest opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Different cards since local midnight.
    pub today: u32,
    /// Different cards within the hour before the latest opening.
    pub within_hour: u32,
    /// Of today's, those that no visit, booking, loan or emergency explains, of clients who are not the person's own.
    pub visitless: u32,
    /// The local hour of the latest opening.
    pub local_hour: u32,
    /// Whether their last day is noted: then less is unusual already.
    pub leaves: bool,
}

/// What is unusual about a person's reading. Each kind is told once a day; the Owner's own reading raises nothing.
pub fn unusual(role: Role, reading: Reading) -> Vec<(Alert, u32)> {
    if role == Role::Owner {
        return Vec::new();
    }
    let beyond = |most, count: u32| (count > limit(most, reading.leaves)).then_some(count);
    let night = reading.local_hour >= NIGHT.0 || reading.local_hour < NIGHT.1;
    let day = cards_a_day(role);
    let found = [
        (Alert::Cards, day.and_then(|most| beyond(most, reading.today))),
        (Alert::Hour, day.and_then(|_| beyond(CARDS_AN_HOUR, reading.within_hour))),
        (Alert::Night, night.then_some(reading.within_hour)),
        (
            Alert::NoVisit,
            visitless_a_day(role, reading.leaves)
                .and_then(|most| (reading.visitless > most).then_some(reading.visitless)),
        ),
    ];
    found.into_iter().filter_map(|(kind, count)| Some((kind, count?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many cards since midnight and within the hour, all of them explained.
    fn read(today: u32, within_hour: u32, local_hour: u32) -> Reading {
        Reading { today, within_hour, visitless: 0, local_hour, leaves: false }
    }

    #[test]
    fn whoever_leaves_is_told_of_at_half_of_every_limit() {
        let leaver = |reading| unusual(Role::Care, Reading { leaves: true, ..reading });
        for (at, beyond, kind) in [
            (read(20, 1, 12), read(21, 1, 12), Alert::Cards),
            (read(15, 15, 12), read(16, 16, 12), Alert::Hour),
            (
                Reading { visitless: 2, ..read(3, 1, 12) },
                Reading { visitless: 3, ..read(3, 1, 12) },
                Alert::NoVisit,
            ),
        ] {
            assert!(leaver(at).is_empty(), "{kind:?}");
            assert!(unusual(Role::Care, beyond).is_empty(), "{kind:?} of whoever stays");
            assert_eq!(leaver(beyond).first().map(|(kind, _)| *kind), Some(kind));
        }
        assert_eq!(reveals_a_day(true) * LEAVER_SHARE, reveals_a_day(false));
    }

    #[test]
    fn an_alert_is_raised_beyond_the_quota_and_not_at_it() {
        let day = |today| unusual(Role::Care, read(today, 1, 12));
        assert!(day(40).is_empty());
        assert_eq!(day(41), [(Alert::Cards, 41)]);
        assert_eq!(unusual(Role::Sales, read(31, 31, 12)), [(Alert::Hour, 31)]);
        assert!(unusual(Role::Keeper, read(500, 500, 12)).is_empty());
    }

    #[test]
    fn cards_without_a_visit_are_few_for_those_who_serve_and_more_at_the_desk() {
        for (role, most) in [(Role::Care, 5), (Role::Sales, 5), (Role::FrontDesk, 20)] {
            let without = |visitless| unusual(role, Reading { visitless, ..read(30, 1, 12) });
            assert!(without(most).is_empty(), "{role:?}");
            assert_eq!(without(most + 1), [(Alert::NoVisit, most + 1)], "{role:?}");
        }
        for role in [Role::Owner, Role::Manager, Role::Keeper] {
            let all = Reading { visitless: 30, ..read(30, 1, 12) };
            assert!(unusual(role, all).is_empty(), "{role:?}");
        }
    }

    #[test]
    fn the_night_is_watched_for_everybody_but_the_owner() {
        for (hour, told) in [(22, false), (23, true), (0, true), (5, true), (6, false)] {
            for role in Role::ALL {
                let told = told && *role != Role::Owner;
                let found = unusual(*role, read(1, 1, hour));
                assert_eq!(found == [(Alert::Night, 1)], told, "{role:?} {hour}");
            }
        }
    }
}
