//! A form is a list of fields: it drives the wizard, the summary in which every line can be mended, and the checks.
//!
//! ```text
//! At::Field(first) -> … -> At::Field(last asked) -> At::Summary -> (save)
//!                                   At::Summary <-> At::Edit(any field)
//! ```
//! `take.rs` takes what the person did, `read.rs` reads what they typed, `view.rs` makes the screen.

use super::screen::{Say as Root, Screen};
use super::{Ctx, Input};
use crate::model::value::{Day, Money, Word};
use crate::model::visit::PhotoRef;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub mod read;
mod take;
mod view;

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
    /// Words, at most this many graphemes; one line if `model::text` has room for them in one.
    Text { max: usize },
    /// A phone number, kept in E.164; a shared contact gives it too.
    Phone,
    /// A day, picked or typed. With ready answers the calendar waits behind a button.
    Day { min: NaiveDate, max: NaiveDate },
    /// A birthday, typed; kept as `YYYY-MM-DD`, or `--MM-DD` where the year is not known.
    Birthday,
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
    /// Words, a birthday, or a phone in E.164.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// Minor units.
    Money(i64),
    /// The key of an option.
    One(String),
    /// Keys of options, in the order of the options; never empty.
    Many(Vec<String>),
    /// On the scale.
    Scale(i32),
    /// Photos that Telegram still holds; never empty.
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
    /// The month that the calendar shows, if it was opened or turned.
    pub month: std::option::Option<NaiveDate>,
    /// The page of options on show, from 0.
    #[serde(default)]
    pub page: usize,
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
    /// This month of the calendar.
    Month(NaiveDate),
    /// This page of the options.
    Page(usize),
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
    /// A birthday without its year.
    LineYearless {
        field: Word,
        month: i64,
        day: i64,
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
    /// Take an answer out again, while editing.
    Clear,
    Next,
    Save,
    /// Opens the calendar beside ready answers.
    OtherDay,
    /// A toggle that is on.
    Chosen {
        option: Box<Root>,
    },
    PhotosHere {
        count: i64,
    },
    /// Words that no question asked for were added to this field.
    Kept {
        field: Word,
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
    NotABirthday,
    /// A birthday that is still to come.
    BirthdayAhead,
    NotAnAmount,
    ChooseAButton,
    SendPhotos,
    TooManyPhotos {
        max: i64,
    },
    PhoneNoDigits,
    /// With what was typed, so that it can be compared.
    PhoneTooShort {
        typed: String,
        digits: i64,
        expected: i64,
    },
    PhoneTooLong {
        #[serde(default)]
        typed: String,
        digits: i64,
        expected: i64,
    },
    PhoneNotPlausible {
        typed: String,
    },
    CannotSkip,
    Missing {
        field: Word,
    },
    /// An older answer that the form would no longer take: a day gone by, an option that is no more.
    NoLonger {
        field: Word,
    },
}

/// How a form goes on.
pub enum Progress {
    /// Show it again, one step on.
    On(Draft),
    /// Show it again, with what to mend.
    Mend(Draft, Root),
    /// The person pressed Save; nothing required is missing and every answer fits its field.
    Save(Draft),
    /// The input is not the form's.
    NotMine(Draft, Input),
}

/// A form at its first question.
pub fn begin(fields: &[Field]) -> Draft {
    resume(fields, BTreeMap::new())
}

/// A form at its first question that these answers leave open.
pub fn resume(fields: &[Field], answers: BTreeMap<String, Answer>) -> Draft {
    let mut draft = Draft { answers, at: At::Summary, month: None, page: 0 };
    advance(fields, &mut draft);
    draft
}

/// Goes to the first asked field without an answer, or to the summary.
/// Dialogues that change answers or fields themselves call it afterwards.
pub fn advance(fields: &[Field], draft: &mut Draft) {
    let open = fields.iter().find(|field| field.asked && !draft.answers.contains_key(field.key));
    draft.at = open.map_or(At::Summary, |field| At::Field(field.key.to_owned()));
    draft.month = None;
    draft.page = 0;
}

/// The screen of a form: one question, or the summary. `title` names the form; it is never a client's name.
pub fn show(title: Root, fields: &[Field], draft: &Draft, ctx: &Ctx) -> Screen {
    view::show(title, fields, draft, ctx)
}

/// Takes an input: the current field's answer, something a catching field takes, or a choice of the summary.
pub fn step(fields: &[Field], draft: Draft, input: Input, ctx: &Ctx) -> Progress {
    take::step(fields, draft, input, ctx)
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

    /// Whether anything was given, other than "skip".
    pub fn is_given(&self) -> bool {
        self.answers.values().any(|answer| *answer != Answer::Skipped)
    }

    /// Whether the person stands at the same question: a toggle or a turned month is no step that Back takes back.
    pub fn same_place(&self, other: &Draft) -> bool {
        self.at == other.at && self.month.is_some() == other.month.is_some()
    }

    /// Takes these answers over from a later draft, so that Back does not lose what was caught meanwhile.
    pub fn carry(&mut self, later: &Draft, keys: &[&str]) {
        for key in keys {
            match later.answers.get(*key) {
                Some(answer) => self.answers.insert((*key).to_owned(), answer.clone()),
                None => self.answers.remove(*key),
            };
        }
    }
}

/// The field at which the draft stands; none on the summary.
/// A draft from an older release may stand at a field that is gone: then none.
fn current<'a>(fields: &'a [Field], draft: &Draft) -> std::option::Option<&'a Field> {
    match &draft.at {
        At::Field(key) | At::Edit(key) => fields.iter().find(|field| field.key == *key),
        At::Summary => None,
    }
}

#[cfg(test)]
pub(super) mod tests;
#[cfg(test)]
mod walks;
