//! What counts as unusual reading, and how much of a masked contact may be revealed in a day (T3, A16.02).

use super::policy::Role;

super::words! {
    /// Why an alert was raised.
    Alert ("watch") {
        /// More different cards in a day than the role's work needs.
        Cards = "cards",
        /// Many different cards within an hour.
        Hour = "hour",
        /// Cards opened at night.
        Night = "night",
        /// The day's contacts are used up.
        Reveals = "reveals",
    }
}

super::words! {
    /// Why a masked contact is revealed; any other reason is typed.
    Why ("why") {
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

/// Different cards in a local day, beyond which an alert is raised; `None` where reading is the work.
pub fn cards_a_day(role: Role) -> Option<u32> {
    match role {
        Role::Owner | Role::Manager | Role::Keeper => None,
        Role::FrontDesk => Some(200),
        Role::Care | Role::Sales => Some(40),
    }
}

/// What is unusual about a person's reading: different cards since local midnight, and within the last hour.
/// Each kind is told once a day; the Owner's own reading raises nothing.
pub fn unusual(role: Role, today: u32, within_hour: u32, local_hour: u32) -> Vec<(Alert, u32)> {
    if role == Role::Owner {
        return Vec::new();
    }
    let beyond = |most: u32, count: u32| (count > most).then_some(count);
    let night = local_hour >= NIGHT.0 || local_hour < NIGHT.1;
    let found = [
        (Alert::Cards, cards_a_day(role).and_then(|most| beyond(most, today))),
        (Alert::Hour, cards_a_day(role).and_then(|_| beyond(CARDS_AN_HOUR, within_hour))),
        (Alert::Night, night.then_some(within_hour)),
    ];
    found.into_iter().filter_map(|(kind, count)| Some((kind, count?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_is_raised_beyond_the_quota_and_not_at_it() {
        let day = |today| unusual(Role::Care, today, 1, 12);
        assert!(day(40).is_empty());
        assert_eq!(day(41), [(Alert::Cards, 41)]);
        assert_eq!(unusual(Role::Sales, 31, 31, 12), [(Alert::Hour, 31)]);
        assert!(unusual(Role::Keeper, 500, 500, 12).is_empty());
    }

    #[test]
    fn the_night_is_watched_for_everybody_but_the_owner() {
        for (hour, told) in [(22, false), (23, true), (0, true), (5, true), (6, false)] {
            for role in Role::ALL {
                let told = told && *role != Role::Owner;
                let found = unusual(*role, 1, 1, hour);
                assert_eq!(found == [(Alert::Night, 1)], told, "{role:?} {hour}");
            }
        }
    }
}
