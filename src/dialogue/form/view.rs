//! The screens of a form: a question with its buttons, and the summary.

use super::{Answer, At, Choice, Draft, Field, Kind, Say, current, read};
use crate::dialogue::Ctx;
use crate::dialogue::calendar;
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Say as Root, Screen, back, button, cancel,
};
use crate::model::phone::Phone;
use crate::model::text;
use crate::model::value::{Money, Word};
use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation;

/// Options on one page; more of them get a button to the next page.
const OPTIONS_PER_PAGE: usize = 8;
/// Graphemes of a long answer that a question repeats; the summary has it whole.
const REPEATED_GRAPHEMES_MAX: usize = 80;

/// How many pages the options fill.
pub fn pages(options: &[super::Option]) -> usize {
    options.len().div_ceil(OPTIONS_PER_PAGE)
}

/// See `super::show`.
pub fn show(title: Root, fields: &[Field], draft: &Draft, ctx: &Ctx) -> Screen {
    let screen = Screen::of(title);
    match current(fields, draft) {
        Some(field) => question(screen.maybe(progress(fields, draft)), fields, field, draft, ctx),
        None => summary(screen, fields, draft),
    }
}

/// "Step 2 of 5": the asked fields and the summary. Nothing while editing.
fn progress(fields: &[Field], draft: &Draft) -> Option<Root> {
    let At::Field(key) = &draft.at else { return None };
    let asked = fields.iter().filter(|field| field.asked);
    let place = asked.clone().position(|field| field.key == *key)?;
    Some(Root::Form(Say::Step { step: place as i64 + 1, of: asked.count() as i64 + 1 }))
}

fn question(screen: Screen, fields: &[Field], field: &Field, draft: &Draft, ctx: &Ctx) -> Screen {
    let repeated = fields
        .iter()
        .filter(|other| other.key == field.key || other.catches)
        .filter_map(|other| repeated(other, draft));
    let screen = repeated.fold(screen.line(field.ask.clone()), Screen::line);
    let quick = field.quick.iter().enumerate();
    let quick = quick.map(|(place, (label, _))| press(label.clone(), Choice::Quick(place)));
    let screen = match &field.kind {
        Kind::One(options) | Kind::Many { options, .. } => {
            choose(screen.grid(2, quick), field, options, draft)
        }
        Kind::Scale(max) => {
            let cell = |value: i32| press(plain(value.to_string()), Choice::Scale(value));
            screen.grid(2, quick).grid(*max as usize, (1..=*max).map(cell))
        }
        Kind::Day { min, max } => match calendar_month(field, draft, *min, *max, ctx.today) {
            Some(month) => rows(screen, calendar::rows(month, *min, *max)),
            None => {
                let month = Choice::Month(calendar::first_of(ctx.today.clamp(*min, *max)));
                let other = press(Root::Form(Say::OtherDay), month);
                screen.grid(2, quick.chain([other]))
            }
        },
        Kind::Photos => {
            let count = draft.photos(field.key).len() as i64;
            screen.line(Root::Form(Say::PhotosHere { count })).grid(2, quick)
        }
        Kind::Text { .. } | Kind::Phone | Kind::Birthday | Kind::Money => screen.grid(2, quick),
    };
    ways(screen, field, draft)
}

/// The month to show; none while ready answers stand in front of the calendar, or where no day can be picked.
fn calendar_month(
    field: &Field,
    draft: &Draft,
    min: NaiveDate,
    max: NaiveDate,
    today: NaiveDate,
) -> Option<NaiveDate> {
    match draft.month {
        Some(month) => Some(month),
        None if field.quick.is_empty() => {
            Some(draft.day(field.key).unwrap_or(today).max(min).min(max))
        }
        None => None,
    }
}

/// The options of one page, and the way to the next.
fn choose(screen: Screen, field: &Field, options: &[super::Option], draft: &Draft) -> Screen {
    let pages = pages(options);
    let page = if draft.page < pages { draft.page } else { 0 };
    let chosen = draft.many(field.key);
    let shown = options.iter().skip(page * OPTIONS_PER_PAGE).take(OPTIONS_PER_PAGE);
    let screen = screen.grid(2, shown.map(|option| option_button(option, chosen)));
    match pages {
        0 | 1 => screen,
        _ => {
            let next = Choice::Page((page + 1) % pages);
            screen.row([press(Root::Common(Common::More), next)])
        }
    }
}

fn option_button(option: &super::Option, chosen: &[String]) -> Button {
    let label = match chosen.contains(&option.key) {
        true => Root::Form(Say::Chosen { option: Box::new(option.label.clone()) }),
        false => option.label.clone(),
    };
    press(label, Choice::Pick(option.key.clone()))
}

/// The last rows of a question: on or past it, back and out.
fn ways(screen: Screen, field: &Field, draft: &Draft) -> Screen {
    let editing = matches!(draft.at, At::Edit(_));
    let collects = match &field.kind {
        Kind::Many { one_tap, .. } => !*one_tap || editing,
        Kind::Photos => true,
        _ => false,
    };
    let some = !draft.many(field.key).is_empty() || !draft.photos(field.key).is_empty();
    let on = match (collects && some, editing) {
        (true, true) => Some(press(Root::Common(Common::Done), Choice::Next)),
        (true, false) => Some(press(Root::Form(Say::Next), Choice::Next)),
        (false, _) => None,
    };
    let past = match (field.required, editing) {
        (true, _) => None,
        (false, true) => Some(press(Root::Form(Say::Clear), Choice::Skip)),
        (false, false) => Some(press(Root::Form(Say::Skip), Choice::Skip)),
    };
    screen.grid(2, on.or(past)).row([back(), cancel()])
}

fn summary(screen: Screen, fields: &[Field], draft: &Draft) -> Screen {
    let screen = screen.line(Root::Form(Say::Summary));
    let lines = fields.iter().map(|field| line(field, draft.answers.get(field.key)));
    let edits = fields.iter().map(|field| {
        let label = Root::Form(Say::Edit { field: field.label.clone() });
        press(label, Choice::Edit(field.key.to_owned()))
    });
    lines
        .fold(screen, Screen::line)
        .row([press(Root::Form(Say::Save), Choice::Save)])
        .grid(3, edits)
        .row([back(), cancel()])
}

/// What is answered already, above the buttons of a question; nothing where it is open.
fn repeated(field: &Field, draft: &Draft) -> Option<Root> {
    match draft.answers.get(field.key)? {
        Answer::Skipped => None,
        // The question counts its photos itself.
        Answer::Photos(_) if current_key(draft) == Some(field.key) => None,
        Answer::Text(value) if text::length(value) > REPEATED_GRAPHEMES_MAX => {
            let value = value.graphemes(true).take(REPEATED_GRAPHEMES_MAX).chain(["…"]).collect();
            Some(Root::Form(Say::Line { field: field.label.clone(), value }))
        }
        answer => Some(line(field, Some(answer))),
    }
}

/// A field and its answer.
fn line(field: &Field, answer: Option<&Answer>) -> Root {
    let label = field.label.clone();
    Root::Form(match answer {
        None | Some(Answer::Skipped) => Say::LineNone { field: label },
        Some(Answer::Text(value)) => text_line(field, value),
        Some(Answer::Day(day)) => Say::LineDay { field: label, day: (*day).into() },
        Some(Answer::Money(minor)) => {
            Say::LineMoney { field: label, money: Money { minor: *minor } }
        }
        Some(Answer::One(key)) => {
            Say::LineWords { field: label, words: labels(field, std::slice::from_ref(key)) }
        }
        Some(Answer::Many(keys)) => Say::LineWords { field: label, words: labels(field, keys) },
        Some(Answer::Scale(value)) => {
            let of = if let Kind::Scale(max) = field.kind { max } else { *value };
            Say::LineScale { field: label, value: i64::from(*value), of: i64::from(of) }
        }
        Some(Answer::Photos(photos)) => {
            Say::LinePhotos { field: label, count: photos.len() as i64 }
        }
    })
}

/// Words as they are; a phone as it is dialled at home, a birthday as a date.
fn text_line(field: &Field, value: &str) -> Say {
    let label = field.label.clone();
    match field.kind {
        Kind::Birthday => birthday_line(label, value),
        Kind::Phone => {
            let value = Phone::from_e164(value).map_or(value.to_owned(), |phone| phone.national());
            Say::Line { field: label, value }
        }
        _ => Say::Line { field: label, value: value.to_owned() },
    }
}

fn birthday_line(field: Word, stored: &str) -> Say {
    let Some(born) = read::stored_birthday(stored) else { return Say::LineNone { field } };
    let day = born.year.and_then(|year| NaiveDate::from_ymd_opt(year, born.month, born.day));
    match day {
        Some(day) => Say::LineDay { field, day: day.into() },
        None => Say::LineYearless { field, month: i64::from(born.month), day: i64::from(born.day) },
    }
}

/// The labels of chosen options; an option that is no more is left out.
fn labels(field: &Field, keys: &[String]) -> Vec<Root> {
    let (Kind::One(options) | Kind::Many { options, .. }) = &field.kind else { return Vec::new() };
    let chosen = options.iter().filter(|option| keys.contains(&option.key));
    chosen.map(|option| option.label.clone()).collect()
}

fn current_key(draft: &Draft) -> Option<&str> {
    match &draft.at {
        At::Field(key) | At::Edit(key) => Some(key),
        At::Summary => None,
    }
}

fn rows(mut screen: Screen, rows: Vec<Vec<Button>>) -> Screen {
    screen.rows.extend(rows);
    screen
}

fn plain(text: String) -> Root {
    Root::Common(Common::Plain { text })
}

fn press(label: Root, choice: Choice) -> Button {
    button(label, Press::Form(choice))
}
