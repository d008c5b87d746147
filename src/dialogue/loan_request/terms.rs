//! The terms that a request offers, as far as the rules of lending allow them.

use super::Say;
use crate::dialogue::form::{self, Answer, At, Draft};
use crate::dialogue::screen::{Choice as Press, Say as Root};
use crate::dialogue::{Ctx, Input};
use crate::model::loan::{LOAN_DAYS_MAX, Term, begins};
use crate::model::loan_rule::MINUTES_MAX;
use crate::model::when;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};

/// The shortest term that is offered where no rule sets a shorter one, in hours.
const HOURS_SHORT: u32 = 2;
/// Minutes of an hour.
const HOUR: u32 = 60;

/// When the loan is to begin: on the day that was chosen, at the hour that was chosen or with the day, if that is yet to
/// come.
pub(super) fn starts(ctx: &Ctx, draft: &Draft) -> Option<DateTime<Utc>> {
    let day = draft.day("start")?;
    let hour = draft.text("clock").and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
    let local = day.and_time(hour.unwrap_or(NaiveTime::MIN));
    let found = ctx.zone.from_local_datetime(&local).earliest();
    // In the gap of a summer time, as late as the gap is long.
    let later = || ctx.zone.from_local_datetime(&(local + Duration::hours(1))).earliest();
    found.or_else(later).map(|at| at.to_utc()).filter(|at| *at > ctx.now)
}

/// The moment and the day from which a term counts: now, or the later beginning.
pub(super) fn counted_from(ctx: &Ctx, draft: &Draft) -> Ctx {
    let now = begins(starts(ctx, draft), ctx.now);
    Ctx { now, today: now.with_timezone(&ctx.zone).date_naive(), ..ctx.clone() }
}

/// Every end of a term within the cap (in minutes) is one tap: hours, each day, and the cap itself from the approval on.
/// Of a loan that begins `later` no day is today or tomorrow.
pub(super) fn offered(ctx: &Ctx, cap: u32, later: bool) -> Vec<form::Option> {
    let option = |key, say| form::Option { key, label: say };
    let days = days_within(ctx, cap).map(|ahead| {
        let say = match ahead {
            0 if !later => Say::Today,
            1 if !later => Say::Tomorrow,
            _ => Say::Until { day: (ctx.today + Days::new(ahead)).into() },
        };
        option(day_key(ahead), Root::LoanRequest(say))
    });
    let short =
        (cap > HOURS_SHORT * HOUR).then(|| option("hours".to_owned(), span(HOURS_SHORT * HOUR)));
    let cap = option("days".to_owned(), span(cap));
    short.into_iter().chain(days).chain([cap]).collect()
}

/// So many minutes, told in whole days or hours.
pub(super) fn span(minutes: u32) -> Root {
    let hours = i64::from(minutes / HOUR);
    Root::LoanRequest(if hours % 24 == 0 {
        Say::Days { days: hours / 24 }
    } else {
        Say::Hours { hours }
    })
}

/// A day typed where the term is asked for is a press of that day's button; beyond the cap it is too long.
pub(super) fn day_typed(ctx: &Ctx, cap: u32, draft: &Draft, input: Input) -> Result<Input, Root> {
    let at_term = matches!(&draft.at, At::Field(key) | At::Edit(key) if key == "term");
    let Input::Text(typed) = &input else { return Ok(input) };
    let day = when::parse_date(typed, ctx.today, when::DateOrder::of(ctx.country));
    let Some(day) = day.filter(|_| at_term) else { return Ok(input) };
    match days_within(ctx, cap).find(|ahead| ctx.today + Days::new(*ahead) == day) {
        Some(ahead) => Ok(Input::Press(Press::Form(form::Choice::Pick(day_key(ahead))))),
        None if cap < MINUTES_MAX => {
            Err(Root::LoanRequest(Say::TermCapped { longest: Box::new(span(cap)) }))
        }
        None => Err(Root::LoanRequest(Say::TermTooLong { days: LOAN_DAYS_MAX as i64 })),
    }
}

/// A time typed where the beginning is asked for is that time, and joins the buttons; other words are no reason either.
pub(super) fn time_typed(draft: &mut Draft, input: Input) -> Result<Input, Root> {
    let at_clock = matches!(&draft.at, At::Field(key) | At::Edit(key) if key == "clock");
    let Input::Text(typed) = &input else { return Ok(input) };
    if !at_clock {
        return Ok(input);
    }
    let time = when::parse_time(typed).ok_or(Root::LoanRequest(Say::TimeUnread))?;
    let key = time.format("%H:%M").to_string();
    draft.answers.insert("clock".to_owned(), Answer::One(key.clone()));
    Ok(Input::Press(Press::Form(form::Choice::Pick(key))))
}

/// The term of a key. Days are counted from the day on which the request is sent, also after a night as a draft.
pub(super) fn term(today: NaiveDate, cap: u32, key: &str) -> Term {
    match days_offered().find(|ahead| day_key(*ahead) == key) {
        Some(ahead) => Term::Until(today + Days::new(ahead)),
        None if key == "days" => Term::Hours(cap / HOUR),
        None => Term::Hours(HOURS_SHORT),
    }
}

/// Days ahead whose end lies within the cap, counted from now.
fn days_within(ctx: &Ctx, cap: u32) -> impl Iterator<Item = u64> {
    let (now, today, zone) = (ctx.now, ctx.today, ctx.zone);
    days_offered().filter(move |ahead| {
        let ends = Term::Until(today + Days::new(*ahead)).ends(now, zone);
        cap == MINUTES_MAX || (ends - now).num_minutes() <= i64::from(cap)
    })
}

/// Days ahead whose end lies within the longest term that there is.
fn days_offered() -> std::ops::Range<u64> {
    0..LOAN_DAYS_MAX
}

fn day_key(ahead: u64) -> String {
    format!("day-{ahead}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::loan_lines::tests::ctx;
    use crate::model::policy::Role;

    #[test]
    fn nothing_longer_than_the_rule_is_offered() {
        // At 10:00 the day has 14 hours left.
        let ctx = ctx(Role::Care);
        let cases: [(u32, &[&str]); 5] = [
            (1, &["days"]),
            (2, &["days"]),
            (8, &["hours", "days"]),
            (24, &["hours", "day-0", "days"]),
            (72, &["hours", "day-0", "day-1", "day-2", "days"]),
        ];
        for (hours, wanted) in cases {
            let offered = offered(&ctx, hours * HOUR, false);
            let keys: Vec<&str> = offered.iter().map(|option| option.key.as_str()).collect();
            assert_eq!(keys, wanted, "{hours}");
            assert!(offered.last().is_some_and(|last| last.label == span(hours * HOUR)));
            assert_eq!(term(ctx.today, hours * HOUR, "days"), Term::Hours(hours));
        }
    }

    #[test]
    fn a_typed_time_is_the_start_and_other_words_are_not_kept() {
        let none = std::collections::BTreeMap::new();
        let at = At::Edit("clock".into());
        let mut draft = Draft { answers: none, at, month: None, page: 0 };
        for (typed, read) in [("09:30", "09:30"), ("2:15pm", "14:15"), ("下午3点半", "15:30")] {
            let input = time_typed(&mut draft, Input::Text(typed.into()));
            let pick = Input::Press(Press::Form(form::Choice::Pick(read.into())));
            assert!(input.is_ok_and(|input| input == pick), "{typed}");
            assert_eq!(draft.text("clock"), Some(read));
        }
        for typed in ["25:99", "soon"] {
            let input = time_typed(&mut draft, Input::Text(typed.into()));
            assert!(input.is_err_and(|say| say == Root::LoanRequest(Say::TimeUnread)), "{typed}");
        }
    }
}
