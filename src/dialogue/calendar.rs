//! A month to pick a day from: rows keep their place, days out of range are not offered.
//!
//! ```text
//! Earlier | May 2026 | Later
//! Mo  Tu  We  Th  Fr  Sa  Su
//! ·   ·   ·   ·   1   2   3     … six weeks
//! ```

use super::form;
use super::screen::{Button, Choice, Common, Say as Root, button};
use crate::model::value::{Month, Word};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days in a row.
const WEEK: usize = 7;
/// Weeks that a month touches at most; all are drawn, so that rows keep their place.
const WEEKS: usize = 6;
/// Heads of the columns.
const WEEKDAYS: [&str; WEEK] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What the calendar says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// Head of the month; a press does nothing but stay.
    Head {
        month: Month,
    },
    Earlier,
    Later,
    /// A cell without a day.
    Empty,
}

/// Rows of buttons for one month, weeks beginning on Monday: the head between the ways to the months beside it,
/// the weekdays, six weeks. Cells outside `min..=max` are empty, so that buttons keep their place from month to month.
pub fn rows(month: NaiveDate, min: NaiveDate, max: NaiveDate) -> Vec<Vec<Button>> {
    let first = first_of(month);
    let stay = |label| button(label, turn(first));
    let empty = || stay(Root::Calendar(Say::Empty));
    let (earlier, later) = (first - Months::new(1), first + Months::new(1));
    let head = vec![
        if min < first { button(Root::Calendar(Say::Earlier), turn(earlier)) } else { empty() },
        stay(Root::Calendar(Say::Head { month: Month { first } })),
        if later <= max { button(Root::Calendar(Say::Later), turn(later)) } else { empty() },
    ];
    let weekday = |name: &&str| Root::Common(Common::Term { word: Word::new("calendar-", name) });
    let weekdays = WEEKDAYS.iter().map(|name| stay(weekday(name))).collect();
    let before = Days::new(u64::from(first.weekday().num_days_from_monday()));
    let cells: Vec<Button> = (first - before)
        .iter_days()
        .take(WEEK * WEEKS)
        .map(|day| match day.month() == first.month() && (min..=max).contains(&day) {
            true => button(
                Root::Common(Common::Plain { text: day.day().to_string() }),
                Choice::Form(form::Choice::Day(day)),
            ),
            false => empty(),
        })
        .collect();
    let weeks = cells.chunks(WEEK).map(<[Button]>::to_vec);
    [head, weekdays].into_iter().chain(weeks).collect()
}

/// The first day of a day's month.
pub fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

fn turn(month: NaiveDate) -> Choice {
    Choice::Form(form::Choice::Month(month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(offset)
    }

    fn days(row: &[Button]) -> Vec<NaiveDate> {
        row.iter()
            .filter_map(|button| match button.choice {
                Choice::Form(form::Choice::Day(day)) => Some(day),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_day_stands_under_its_weekday() {
        let may = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
        let rows = rows(may, may, may + Days::new(30));
        let friday = Choice::Form(form::Choice::Day(may));
        assert!(rows[2][4].choice == friday, "the first of May 2026 is a Friday");
        assert!(rows[2][3].label == Root::Calendar(Say::Empty));
        assert!(
            rows[1][4].label == Root::Common(Common::Term { word: Word::new("calendar-", "fri") })
        );
    }

    #[test]
    fn months_beside_are_offered_only_where_a_day_of_theirs_is() {
        let may = |day| NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        for (min, max, earlier, later) in [
            (may(1), may(31), false, false),
            (may(1) - Days::new(1), may(31), true, false),
            (may(1), may(31) + Days::new(1), false, true),
        ] {
            let head = &rows(may(12), min, max)[0];
            assert!((head[0].label == Root::Calendar(Say::Earlier)) == earlier);
            assert!((head[2].label == Root::Calendar(Say::Later)) == later);
        }
    }

    proptest! {
        #[test]
        fn every_day_in_range_is_offered_once_and_rows_keep_their_place(
            month in 0u64..9000, before in 0u64..400, after in 0u64..400
        ) {
            let month = day(month);
            let (min, max) = (month - Days::new(before), month + Days::new(after));
            let rows = rows(month, min, max);
            prop_assert_eq!(rows.len(), 2 + WEEKS);
            prop_assert!(rows[0].len() == 3 && rows[1..].iter().all(|row| row.len() == WEEK));
            let offered: Vec<NaiveDate> = rows.iter().flat_map(|row| days(row)).collect();
            let wanted: Vec<NaiveDate> = first_of(month)
                .iter_days()
                .take_while(|day| day.month() == month.month())
                .filter(|day| (min..=max).contains(day))
                .collect();
            prop_assert_eq!(offered, wanted);
        }
    }
}
