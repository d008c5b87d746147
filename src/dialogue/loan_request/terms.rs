//! The terms that a request offers, as far as the rules of lending allow them.

use super::Say;
use crate::dialogue::form::{self, Answer, At, Draft};
use crate::dialogue::screen::{Choice as Press, Say as Root};
use crate::dialogue::{Ctx, Input};
use crate::model::loan::{LOAN_DAYS_MAX, Term, begins};
use crate::model::loan_rule::MINUTES_MAX;
use crate::model::value::Yearly;
use crate::model::when;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};

/// The shortest term that is offered where no rule sets a shorter one, in hours.
const HOURS_SHORT: u32 = 2;
/// The key of the longest term.
const CAP: &str = "days";
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
/// Of a loan that begins `later` no day is today or tomorrow. Of an extension only what ends after what runs `until` then;
/// the cap is always there.
pub(super) fn offered(
    ctx: &Ctx,
    cap: u32,
    later: bool,
    until: Option<DateTime<Utc>>,
) -> Vec<form::Option> {
    let option = |key, say| form::Option { key, label: Root::LoanRequest(say) };
    let days = days_within(ctx, cap).map(|ahead| {
        let day = ctx.today + Days::new(ahead);
        let say = match ahead {
            0 if !later => Say::Today,
            1 if !later => Say::Tomorrow,
            _ => Say::DaysTo { days: ahead as i64 + 1, day: Yearly { day } },
        };
        option(day_key(ahead), say)
    });
    let hours = Say::Hours { hours: HOURS_SHORT.into() };
    let short = (cap > HOURS_SHORT * HOUR).then(|| option("hours".to_owned(), hours));
    let longer = |it: &form::Option| is_longer(ctx, cap, &it.key, until);
    let hours = i64::from(cap / HOUR);
    // Not the same as so many days by the calendar.
    let full = match hours % 24 {
        0 => Say::FullDays { days: hours / 24 },
        _ => Say::Hours { hours },
    };
    let cap = option(CAP.to_owned(), full);
    short.into_iter().chain(days).filter(longer).chain([cap]).collect()
}

/// Whether a term of this key ends after what runs until then.
fn is_longer(ctx: &Ctx, cap: u32, key: &str, until: Option<DateTime<Utc>>) -> bool {
    until.is_none_or(|until| term(ctx.today, cap, key).ends(ctx.now, ctx.zone) > until)
}

/// Whether any term within the cap is longer than what runs until then.
pub(super) fn can_extend(ctx: &Ctx, cap: u32, until: DateTime<Utc>) -> bool {
    is_longer(ctx, cap, CAP, Some(until))
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

/// A day typed where the term is asked for is a press of that day's button; beyond the cap it is too long, and other words
/// are no reason either. Of an extension a day is later than what runs `until` then.
pub(super) fn day_typed(
    ctx: &Ctx,
    cap: u32,
    draft: &Draft,
    input: Input,
    until: Option<DateTime<Utc>>,
) -> Result<Input, Root> {
    let at_term = matches!(&draft.at, At::Field(key) | At::Edit(key) if key == "term");
    let Input::Text(typed) = &input else { return Ok(input) };
    let day = when::parse_date(typed, ctx.today, when::DateOrder::of(ctx.country));
    if !at_term {
        return Ok(input);
    }
    let day = day.ok_or(Root::LoanRequest(Say::TermUnread))?;
    match days_within(ctx, cap).find(|ahead| ctx.today + Days::new(*ahead) == day) {
        Some(ahead) if is_longer(ctx, cap, &day_key(ahead), until) => {
            Ok(Input::Press(Press::Form(form::Choice::Pick(day_key(ahead)))))
        }
        Some(_) => Err(Root::LoanRequest(Say::TermNotLonger)),
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
        None if key == CAP => Term::Hours(cap / HOUR),
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
            let offered = offered(&ctx, hours * HOUR, false, None);
            let keys: Vec<&str> = offered.iter().map(|option| option.key.as_str()).collect();
            assert_eq!(keys, wanted, "{hours}");
            let (days, hours_max) = (i64::from(hours / 24), i64::from(hours));
            let say = match hours % 24 {
                0 => Say::FullDays { days },
                _ => Say::Hours { hours: hours_max },
            };
            assert!(offered.last().is_some_and(|last| last.label == Root::LoanRequest(say)));
            assert_eq!(term(ctx.today, hours * HOUR, "days"), Term::Hours(hours));
        }
    }

    #[test]
    fn an_extension_is_offered_only_what_ends_later() {
        // At 10:00: today and the two hours end before tonight's midnight does, or with it.
        let ctx = ctx(Role::Care);
        let midnight = Term::Until(ctx.today).ends(ctx.now, ctx.zone);
        let keys = |until| -> Vec<String> {
            offered(&ctx, MINUTES_MAX, false, until).into_iter().map(|it| it.key).collect()
        };
        assert_eq!(keys(None), ["hours", "day-0", "day-1", "day-2", "days"]);
        assert_eq!(keys(Some(midnight)), ["day-1", "day-2", "days"]);
        assert!(can_extend(&ctx, MINUTES_MAX, midnight) && !can_extend(&ctx, 8 * HOUR, midnight));
        let draft = Draft {
            answers: std::collections::BTreeMap::new(),
            at: At::Field("term".into()),
            month: None,
            page: 0,
        };
        let typed = |words: &str| {
            let input = Input::Text(words.to_owned());
            day_typed(&ctx, MINUTES_MAX, &draft, input, Some(midnight))
        };
        let late = Root::LoanRequest(Say::TermNotLonger);
        assert!(typed("today").is_err_and(|say| say == late) && typed("tomorrow").is_ok());
    }

    #[test]
    fn a_typed_day_is_the_term_and_other_words_are_not_kept() {
        let ctx = ctx(Role::Care);
        let at = |key: &str| Draft {
            answers: std::collections::BTreeMap::new(),
            at: At::Field(key.into()),
            month: None,
            page: 0,
        };
        let typed = |key, words: &str| {
            day_typed(&ctx, MINUTES_MAX, &at(key), Input::Text(words.to_owned()), None)
        };
        let pick = Input::Press(Press::Form(form::Choice::Pick("day-1".into())));
        assert!(typed("term", "tomorrow").is_ok_and(|input| input == pick));
        let unread = Root::LoanRequest(Say::TermUnread);
        assert!(typed("term", "as long as it takes").is_err_and(|say| say == unread));
        assert!(typed("parts", "as long as it takes").is_ok());
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
