//! A month to pick a day from: rows keep their place, days out of range are not offered.

use super::form;
use super::screen::{Button, Choice, Common, Say as Root, button};
use crate::model::value::Month;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days in a row.
const WEEK: u64 = 7;

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

/// Rows of buttons for one month, weeks beginning on Monday: head, six weeks, and the way to the months beside it.
/// Cells outside `min..=max` are empty, so that buttons keep their place from month to month.
pub fn rows(month: NaiveDate, min: NaiveDate, max: NaiveDate) -> Vec<Vec<Button>> {
    let first = first_of(month);
    let monday = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
    let mut rows =
        vec![vec![button(Root::Calendar(Say::Head { month: Month { first } }), stay(first))]];
    for week in 0..6 {
        let cell = |weekday| {
            let day = monday + Days::new(week * WEEK + weekday);
            if day.month() == first.month() && (min..=max).contains(&day) {
                let label = Root::Common(Common::Plain { text: day.day().to_string() });
                button(label, Choice::Form(form::Choice::Day(day)))
            } else {
                button(Root::Calendar(Say::Empty), stay(first))
            }
        };
        rows.push((0..WEEK).map(cell).collect());
    }
    let earlier = first - Months::new(1);
    let later = first + Months::new(1);
    let mut ways = Vec::new();
    if min < first {
        ways.push(button(Root::Calendar(Say::Earlier), stay(earlier)));
    }
    if later <= max {
        ways.push(button(Root::Calendar(Say::Later), stay(later)));
    }
    if !ways.is_empty() {
        rows.push(ways);
    }
    rows
}

/// The first day of a day's month.
pub fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

fn stay(month: NaiveDate) -> Choice {
    Choice::Form(form::Choice::Month(month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(offset)
    }

    proptest! {
        #[test]
        fn every_day_in_range_is_offered_once_and_rows_keep_their_place(month in 0u64..9000, before in 0u64..400, after in 0u64..400) {
            let month = day(month);
            let (min, max) = (month - Days::new(before), month + Days::new(after));
            let rows = rows(month, min, max);
            prop_assert!(rows[1..7].iter().all(|row| row.len() == 7));
            let offered: Vec<NaiveDate> = rows.iter().flatten().filter_map(|button| match button.choice {
                Choice::Form(form::Choice::Day(day)) => Some(day),
                _ => None,
            }).collect();
            let first = first_of(month);
            let wanted: Vec<NaiveDate> = first.iter_days().take_while(|day| day.month() == first.month())
                .filter(|day| (min..=max).contains(day)).collect();
            prop_assert_eq!(offered, wanted);
        }
    }
}
