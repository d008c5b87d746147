//! A form is a list of fields: it drives the wizard, the summary in which every line can be mended, and the checks.
//!
//! ```text
//! At::Field(first) -> … -> At::Field(last asked) -> At::Summary -> (save)
//!                                   At::Summary <-> At::Edit(any field)
//! ```

use super::calendar;
use super::screen::{Button, Choice as Press, Common, Say as Root, Screen, back, button, cancel};
use super::{Ctx, Input};
use crate::model::phone::{Phone, PhoneProblem};
use crate::model::value::{Day, Money, Word, decimals};
use crate::model::visit::PhotoRef;
use crate::model::{text, when};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Photos that one form takes.
pub const PHOTOS_MAX: usize = 10;
/// Amounts beyond this many minor units are refused as slips of the finger.
pub const AMOUNT_MAX: i64 = 100_000_000_000;

/// One question of a form.
pub struct Field {
    /// The key of its answer in a draft; stable across releases.
    pub key: &'static str,
    /// The question.
    pub ask: Root,
    /// The name of the field, on its button in the summary.
    pub label: Word,
    /// What an answer looks like.
    pub kind: Kind,
    /// Asked on the way; the others wait on the summary.
    pub asked: bool,
    /// Cannot be skipped.
    pub required: bool,
    /// Takes what the current field does not want: any text for a note, any photo for the photos.
    pub catches: bool,
    /// Ready answers, one tap each.
    pub quick: Vec<(Root, Answer)>,
}

/// What an answer looks like.
pub enum Kind {
    /// Words, at most this many graphemes.
    Text { max: usize },
    /// A phone number, kept in E.164.
    Phone,
    /// A day, picked or typed.
    Day { min: NaiveDate, max: NaiveDate },
    /// An amount, kept in minor units.
    Money,
    /// One of these.
    One(Vec<Option>),
    /// Any of these. On the way the first tap chooses and moves on, if `one_tap`; while editing, taps toggle.
    Many { options: Vec<Option>, one_tap: bool },
    /// 1 to this.
    Scale(i32),
    /// Photos, sent as photos.
    Photos,
}

/// One choice of `One` and `Many`.
#[derive(Clone)]
pub struct Option {
    /// What is stored.
    pub key: String,
    /// What is read.
    pub label: Root,
}

/// An answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Words, or a phone in E.164.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// Minor units.
    Money(i64),
    /// The key of an option.
    One(String),
    /// Keys of options, in the order of the options.
    Many(Vec<String>),
    /// On the scale.
    Scale(i32),
    /// Photos that Telegram still holds.
    Photos(Vec<PhotoRef>),
    /// Left out on purpose.
    Skipped,
}

/// Where the wizard stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum At {
    /// Asking this field on the way.
    Field(String),
    /// All asked: the summary.
    Summary,
    /// Mending one field from the summary.
    Edit(String),
}

/// A form being filled in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Field key to answer.
    pub answers: BTreeMap<String, Answer>,
    /// Where it stands.
    pub at: At,
    /// The month that the calendar shows, if it was turned.
    pub month: std::option::Option<NaiveDate>,
}

/// A press within a form.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// The option with this key: chosen, or toggled.
    Pick(String),
    /// The ready answer at this place.
    Quick(usize),
    /// A value on the scale.
    Scale(i32),
    /// A day of the calendar.
    Day(NaiveDate),
    /// Another month.
    Month(NaiveDate),
    /// Leave this field out.
    Skip,
    /// Enough toggled or sent.
    Next,
    /// Mend this field.
    Edit(String),
    /// Save.
    Save,
}

/// What the form says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// Progress in words, for screen readers too.
    Step {
        step: i64,
        of: i64,
    },
    /// A line of the summary.
    Line {
        field: Word,
        value: String,
    },
    LineDay {
        field: Word,
        day: Day,
    },
    LineMoney {
        field: Word,
        money: Money,
    },
    LineScale {
        field: Word,
        value: i64,
        of: i64,
    },
    LineWords {
        field: Word,
        words: Vec<Root>,
    },
    LinePhotos {
        field: Word,
        count: i64,
    },
    LineNone {
        field: Word,
    },
    /// A button that mends a field.
    Edit {
        field: Word,
    },
    Summary,
    Skip,
    Next,
    Save,
    /// A toggle that is on.
    Chosen {
        option: Box<Root>,
    },
    PhotosHere {
        count: i64,
    },
    TooLong {
        max: i64,
    },
    Empty,
    NotADay,
    DayTooEarly {
        min: Day,
    },
    DayTooLate {
        max: Day,
    },
    NotAnAmount,
    ChooseAButton,
    SendPhotos,
    TooManyPhotos {
        max: i64,
    },
    PhoneNoDigits,
    PhoneTooShort {
        digits: i64,
        expected: i64,
    },
    PhoneTooLong {
        digits: i64,
        expected: i64,
    },
    PhoneNotPlausible,
    CannotSkip,
    Missing {
        field: Word,
    },
}

/// How a form goes on.
pub enum Progress {
    /// Show it again, one step on.
    On(Draft),
    /// Show it again, with what to mend.
    Mend(Draft, Root),
    /// The person pressed Save and nothing required is missing.
    Save(Draft),
    /// The input is not the form's.
    NotMine(Draft, Input),
}

/// A form at its first question.
pub fn begin(fields: &[Field]) -> Draft {
    let mut draft = Draft { answers: BTreeMap::new(), at: At::Summary, month: None };
    draft.at = next(fields, &draft);
    draft
}

impl Draft {
    /// The words of an answer.
    pub fn text(&self, key: &str) -> std::option::Option<&str> {
        match self.answers.get(key) {
            Some(Answer::Text(text) | Answer::One(text)) => Some(text),
            _ => None,
        }
    }

    /// The day of an answer.
    pub fn day(&self, key: &str) -> std::option::Option<NaiveDate> {
        match self.answers.get(key) {
            Some(Answer::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The number of an answer: minor units or a place on the scale.
    pub fn number(&self, key: &str) -> std::option::Option<i64> {
        match self.answers.get(key) {
            Some(Answer::Money(minor)) => Some(*minor),
            Some(Answer::Scale(value)) => Some(i64::from(*value)),
            _ => None,
        }
    }

    /// The keys chosen.
    pub fn many(&self, key: &str) -> &[String] {
        match self.answers.get(key) {
            Some(Answer::Many(keys)) => keys,
            _ => &[],
        }
    }

    /// The photos sent.
    pub fn photos(&self, key: &str) -> &[PhotoRef] {
        match self.answers.get(key) {
            Some(Answer::Photos(photos)) => photos,
            _ => &[],
        }
    }
}

/// The screen of a form: one question, or the summary. `title` names the form; it is never a client's name.
pub fn show(title: Root, fields: &[Field], draft: &Draft, ctx: &Ctx) -> Screen {
    let screen = Screen::of(title);
    match &draft.at {
        At::Summary => summary(screen, fields, draft),
        At::Field(key) => {
            let asked: Vec<&Field> = fields.iter().filter(|field| field.asked).collect();
            let place = asked.iter().position(|field| field.key == *key);
            let step = place.map(|place| {
                Root::Form(Say::Step { step: place as i64 + 1, of: asked.len() as i64 + 1 })
            });
            question(screen.maybe(step), field(fields, key), draft, ctx)
        }
        At::Edit(key) => question(screen, field(fields, key), draft, ctx),
    }
}

/// Takes an input: the current field's answer, something a catching field takes, or a choice of the summary.
pub fn step(fields: &[Field], mut draft: Draft, input: Input, ctx: &Ctx) -> Progress {
    let current = match &draft.at {
        At::Field(key) | At::Edit(key) => Some(key.clone()),
        At::Summary => None,
    };
    match input {
        Input::Press(Press::Form(Choice::Month(month))) => {
            draft.month = Some(month);
            Progress::On(draft)
        }
        Input::Press(Press::Form(Choice::Edit(key)))
            if current.is_none() && fields.iter().any(|field| field.key == key) =>
        {
            draft.at = At::Edit(key);
            draft.month = None;
            Progress::On(draft)
        }
        Input::Press(Press::Form(Choice::Save)) if current.is_none() => save(fields, draft),
        input => match current {
            Some(key) => answer(fields, draft, &key, input, ctx),
            None => catch(fields, draft, input, ctx),
        },
    }
}

/// The field of this key. A draft from an older release may name one that is gone: then the first.
fn field<'a>(fields: &'a [Field], key: &str) -> &'a Field {
    fields.iter().find(|field| field.key == key).unwrap_or(&fields[0])
}

/// The first asked field without an answer, or the summary.
fn next(fields: &[Field], draft: &Draft) -> At {
    let open = fields.iter().find(|field| field.asked && !draft.answers.contains_key(field.key));
    open.map_or(At::Summary, |field| At::Field(field.key.to_owned()))
}

fn put(fields: &[Field], mut draft: Draft, key: &str, answer: Answer) -> Progress {
    draft.answers.insert(key.to_owned(), answer);
    draft.month = None;
    draft.at = next(fields, &draft);
    Progress::On(draft)
}

fn save(fields: &[Field], mut draft: Draft) -> Progress {
    let given = |field: &Field| {
        draft.answers.get(field.key).is_some_and(|answer| *answer != Answer::Skipped)
    };
    match fields.iter().find(|field| field.required && !given(field)) {
        None => Progress::Save(draft),
        Some(field) => {
            draft.at = At::Edit(field.key.to_owned());
            Progress::Mend(draft, Root::Form(Say::Missing { field: field.label.clone() }))
        }
    }
}

/// Takes an input for one field; what the field does not want may be caught by another.
fn answer(fields: &[Field], mut draft: Draft, key: &str, input: Input, ctx: &Ctx) -> Progress {
    let field = field(fields, key);
    let moves_on = matches!(draft.at, At::Field(_));
    match (&field.kind, input) {
        (_, Input::Press(Press::Form(Choice::Skip))) if field.required => {
            Progress::Mend(draft, Root::Form(Say::CannotSkip))
        }
        (_, Input::Press(Press::Form(Choice::Skip))) => put(fields, draft, key, Answer::Skipped),
        (_, Input::Press(Press::Form(Choice::Quick(place)))) if place < field.quick.len() => {
            put(fields, draft, key, field.quick[place].1.clone())
        }
        (Kind::Day { min, max }, Input::Press(Press::Form(Choice::Day(day))))
            if (*min..=*max).contains(&day) =>
        {
            put(fields, draft, key, Answer::Day(day))
        }
        (Kind::Scale(max), Input::Press(Press::Form(Choice::Scale(value))))
            if (1..=*max).contains(&value) =>
        {
            put(fields, draft, key, Answer::Scale(value))
        }
        (Kind::One(options), Input::Press(Press::Form(Choice::Pick(pick))))
            if has(options, &pick) =>
        {
            put(fields, draft, key, Answer::One(pick))
        }
        (Kind::Many { options, one_tap: true }, Input::Press(Press::Form(Choice::Pick(pick))))
            if moves_on && has(options, &pick) =>
        {
            put(fields, draft, key, Answer::Many(vec![pick]))
        }
        (Kind::Many { options, .. }, Input::Press(Press::Form(Choice::Pick(pick))))
            if has(options, &pick) =>
        {
            let toggled = toggle(options, draft.many(key), &pick);
            draft.answers.insert(key.to_owned(), Answer::Many(toggled));
            Progress::On(draft)
        }
        (Kind::Many { .. } | Kind::Photos, Input::Press(Press::Form(Choice::Next))) => {
            enough(fields, draft, field)
        }
        (Kind::Photos, Input::Photo { photo, .. }) => add_photo(draft, key, photo),
        (_, Input::Text(text)) => match read(&field.kind, &text, ctx) {
            Ok(answer) => put(fields, draft, key, answer),
            Err(Mend::Wrong(say)) => Progress::Mend(draft, Root::Form(say)),
            Err(Mend::NotWords(say)) => caught(fields, draft, key, text, say),
        },
        (_, input) => catch(fields, draft, input, ctx),
    }
}

/// `Next` on toggles or photos: something required must be there.
fn enough(fields: &[Field], mut draft: Draft, field: &Field) -> Progress {
    let some = !draft.many(field.key).is_empty() || !draft.photos(field.key).is_empty();
    if !some && field.required {
        return Progress::Mend(draft, Root::Form(Say::CannotSkip));
    }
    if !some {
        return put(fields, draft, field.key, Answer::Skipped);
    }
    draft.at = next(fields, &draft);
    Progress::On(draft)
}

/// Words where a button is wanted: the catching text field takes them, and the question stays.
fn caught(fields: &[Field], mut draft: Draft, current: &str, text: String, say: Say) -> Progress {
    let catching = fields.iter().find(|field| {
        field.catches && matches!(field.kind, Kind::Text { .. }) && field.key != current
    });
    let Some(Field { key, kind: Kind::Text { max }, .. }) = catching else {
        return Progress::Mend(draft, Root::Form(say));
    };
    let text = draft.text(key).map_or(text.clone(), |before| format!("{before}\n{text}"));
    match words(&text, *max) {
        Ok(answer) => {
            draft.answers.insert((*key).to_owned(), answer);
            Progress::On(draft)
        }
        Err(say) => Progress::Mend(draft, Root::Form(say)),
    }
}

/// What no question asked for: a photo or words that a catching field takes. The rest is not the form's.
fn catch(fields: &[Field], draft: Draft, input: Input, ctx: &Ctx) -> Progress {
    match input {
        Input::Photo { photo, caption } => {
            let Some(field) =
                fields.iter().find(|field| field.catches && matches!(field.kind, Kind::Photos))
            else {
                return Progress::NotMine(draft, Input::Photo { photo, caption });
            };
            match (add_photo(draft, field.key, photo), caption) {
                (Progress::On(draft), Some(caption)) => {
                    caught(fields, draft, "", caption, Say::ChooseAButton)
                }
                (progress, _) => progress,
            }
        }
        Input::Text(text)
            if fields
                .iter()
                .any(|field| field.catches && matches!(field.kind, Kind::Text { .. })) =>
        {
            caught(fields, draft, "", text, Say::ChooseAButton)
        }
        input => {
            debug_assert!(ctx.today <= NaiveDate::MAX);
            Progress::NotMine(draft, input)
        }
    }
}

fn add_photo(mut draft: Draft, key: &str, photo: PhotoRef) -> Progress {
    let mut photos = draft.photos(key).to_vec();
    if photos.iter().any(|known| known.unique_id == photo.unique_id) {
        return Progress::On(draft);
    }
    if photos.len() == PHOTOS_MAX {
        return Progress::Mend(draft, Root::Form(Say::TooManyPhotos { max: PHOTOS_MAX as i64 }));
    }
    photos.push(photo);
    draft.answers.insert(key.to_owned(), Answer::Photos(photos));
    Progress::On(draft)
}

fn has(options: &[Option], key: &str) -> bool {
    options.iter().any(|option| option.key == key)
}

fn toggle(options: &[Option], chosen: &[String], key: &str) -> Vec<String> {
    let on = |option: &&Option| (option.key == key) != chosen.contains(&option.key);
    options.iter().filter(on).map(|option| option.key.clone()).collect()
}

/// Why words are no answer: wrong in themselves, or words at all where a button is wanted.
enum Mend {
    Wrong(Say),
    NotWords(Say),
}

fn read(kind: &Kind, typed: &str, ctx: &Ctx) -> Result<Answer, Mend> {
    match kind {
        Kind::Text { max } => words(typed, *max).map_err(Mend::Wrong),
        Kind::Phone => phone(typed, ctx).map_err(Mend::Wrong),
        Kind::Day { min, max } => day(typed, *min, *max, ctx),
        Kind::Money => amount(typed, ctx).ok_or(Mend::Wrong(Say::NotAnAmount)).map(Answer::Money),
        Kind::Scale(max) => match typed.trim().parse() {
            Ok(value) if (1..=*max).contains(&value) => Ok(Answer::Scale(value)),
            _ => Err(Mend::NotWords(Say::ChooseAButton)),
        },
        Kind::One(_) | Kind::Many { .. } => Err(Mend::NotWords(Say::ChooseAButton)),
        Kind::Photos => Err(Mend::NotWords(Say::SendPhotos)),
    }
}

fn words(typed: &str, max: usize) -> Result<Answer, Say> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Say::Empty);
    }
    if text::length(typed) > max {
        return Err(Say::TooLong { max: max as i64 });
    }
    Ok(Answer::Text(typed.to_owned()))
}

fn phone(typed: &str, ctx: &Ctx) -> Result<Answer, Say> {
    let problem = match Phone::parse(typed, ctx.country) {
        Ok(phone) => return Ok(Answer::Text(phone.e164().to_owned())),
        Err(problem) => problem,
    };
    Err(match problem {
        PhoneProblem::NoDigits => Say::PhoneNoDigits,
        PhoneProblem::TooShort { digits, expected } => {
            Say::PhoneTooShort { digits: digits as i64, expected: expected as i64 }
        }
        PhoneProblem::TooLong { digits, expected } => {
            Say::PhoneTooLong { digits: digits as i64, expected: expected as i64 }
        }
        PhoneProblem::NotPlausible => Say::PhoneNotPlausible,
    })
}

/// A typed day. What is no day at all may be a note, so it is `NotWords`; a day out of range is wrong.
fn day(typed: &str, min: NaiveDate, max: NaiveDate, ctx: &Ctx) -> Result<Answer, Mend> {
    match when::parse_date(typed, ctx.today, when::DateOrder::of(ctx.country)) {
        None => Err(Mend::NotWords(Say::NotADay)),
        Some(day) if day < min => Err(Mend::Wrong(Say::DayTooEarly { min: min.into() })),
        Some(day) if day > max => Err(Mend::Wrong(Say::DayTooLate { max: max.into() })),
        Some(day) => Ok(Answer::Day(day)),
    }
}

/// An amount as typed: digits, grouping by commas, spaces or apostrophes, at most two decimals where the currency has them.
fn amount(typed: &str, ctx: &Ctx) -> std::option::Option<i64> {
    let typed = typed
        .trim()
        .trim_start_matches(['¥', '₩', '$', '€', '£'])
        .trim_end_matches(['元', '원', '₩', '¥']);
    let digits: String =
        typed.chars().filter(|c| !matches!(c, ',' | ' ' | '\'' | '\u{a0}' | '，')).collect();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let decimals = decimals(ctx.country);
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(part) || part.len() > decimals {
        return None;
    }
    let minor: i64 = format!("{whole}{part:0<decimals$}").parse().ok()?;
    (minor <= AMOUNT_MAX).then_some(minor)
}

fn question(screen: Screen, field: &Field, draft: &Draft, ctx: &Ctx) -> Screen {
    let mut screen = screen.line(field.ask.clone());
    let quick = field.quick.iter().enumerate();
    screen =
        screen.grid(2, quick.map(|(place, (label, _))| press(label.clone(), Choice::Quick(place))));
    screen = match &field.kind {
        Kind::One(options) => screen.grid(
            2,
            options
                .iter()
                .map(|option| press(option.label.clone(), Choice::Pick(option.key.clone()))),
        ),
        Kind::Many { options, .. } => screen
            .grid(2, options.iter().map(|option| toggle_button(option, draft.many(field.key)))),
        Kind::Scale(max) => {
            let cell = |value| {
                press(
                    Root::Common(Common::Plain { text: i32::to_string(&value) }),
                    Choice::Scale(value),
                )
            };
            screen.grid(*max as usize, (1..=*max).map(cell))
        }
        Kind::Day { min, max } => {
            let month = draft.month.unwrap_or(ctx.today.clamp(*min, *max));
            screen.rows.extend(calendar::rows(month, *min, *max));
            screen
        }
        Kind::Photos => {
            screen.line(Root::Form(Say::PhotosHere { count: draft.photos(field.key).len() as i64 }))
        }
        Kind::Text { .. } | Kind::Phone | Kind::Money => screen,
    };
    ways(screen, field, draft)
}

/// The last rows of a question: on, past, back and out.
fn ways(mut screen: Screen, field: &Field, draft: &Draft) -> Screen {
    let collects = match &field.kind {
        Kind::Many { one_tap, .. } => !*one_tap || matches!(draft.at, At::Edit(_)),
        Kind::Photos => true,
        _ => false,
    };
    let mut row = Vec::new();
    if collects {
        row.push(press(Root::Form(Say::Next), Choice::Next));
    }
    if !field.required {
        row.push(press(Root::Form(Say::Skip), Choice::Skip));
    }
    if !row.is_empty() {
        screen.rows.push(row);
    }
    screen.row([back(), cancel()])
}

fn toggle_button(option: &Option, chosen: &[String]) -> Button {
    let label = match chosen.contains(&option.key) {
        true => Root::Form(Say::Chosen { option: Box::new(option.label.clone()) }),
        false => option.label.clone(),
    };
    press(label, Choice::Pick(option.key.clone()))
}

fn summary(screen: Screen, fields: &[Field], draft: &Draft) -> Screen {
    let screen = screen.line(Root::Form(Say::Summary));
    let mut screen = fields
        .iter()
        .fold(screen, |screen, field| screen.line(line(field, draft.answers.get(field.key))));
    screen.rows.push(vec![press(Root::Form(Say::Save), Choice::Save)]);
    let edits = fields.iter().map(|field| {
        press(
            Root::Form(Say::Edit { field: field.label.clone() }),
            Choice::Edit(field.key.to_owned()),
        )
    });
    screen.grid(3, edits).row([back(), cancel()])
}

fn line(field: &Field, answer: std::option::Option<&Answer>) -> Root {
    let label = field.label.clone();
    let options = match &field.kind {
        Kind::One(options) | Kind::Many { options, .. } => options.as_slice(),
        _ => &[],
    };
    let words = |keys: &[String]| {
        options
            .iter()
            .filter(|option| keys.contains(&option.key))
            .map(|option| option.label.clone())
            .collect()
    };
    Root::Form(match answer {
        Some(Answer::Text(value)) => Say::Line { field: label, value: value.clone() },
        Some(Answer::Day(day)) => Say::LineDay { field: label, day: (*day).into() },
        Some(Answer::Money(minor)) => {
            Say::LineMoney { field: label, money: Money { minor: *minor } }
        }
        Some(Answer::One(key)) => {
            Say::LineWords { field: label, words: words(std::slice::from_ref(key)) }
        }
        Some(Answer::Many(keys)) => Say::LineWords { field: label, words: words(keys) },
        Some(Answer::Scale(value)) => Say::LineScale {
            field: label,
            value: i64::from(*value),
            of: match field.kind {
                Kind::Scale(max) => i64::from(max),
                _ => i64::from(*value),
            },
        },
        Some(Answer::Photos(photos)) => {
            Say::LinePhotos { field: label, count: photos.len() as i64 }
        }
        Some(Answer::Skipped) | None => Say::LineNone { field: label },
    })
}

fn press(label: Root, choice: Choice) -> Button {
    button(label, Press::Form(choice))
}
