//! What a correction asks for, and how a detail is told.

use super::{Change, Say, say};
use crate::dialogue::form::{self, Draft, Field as Asked, Kind, read};
use crate::dialogue::screen::{Common, Say as Root};
use crate::model::card::{Class, Field, Source};
use crate::model::correct::{Detail, GRADES};
use crate::model::phone::Phone;
use crate::model::text;
use crate::model::value::Word;
use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation;

/// Key of the new value.
pub const VALUE: &str = "value";
/// Key of the reason.
pub const REASON: &str = "reason";
/// Key of the source.
pub const SOURCE: &str = "source";
/// Sources that can be chosen; a shared contact is not one of a correction.
const SOURCES: [Source; 3] = [Source::Visit, Source::Client, Source::Agency];
/// Graphemes of a value in the list of all; the question has it whole.
const LISTED_GRAPHEMES_MAX: usize = 60;

/// The new value, why an old one is corrected, where the new one comes from.
pub fn fields(change: Change) -> Vec<Asked> {
    let detail = change.detail;
    let mut fields = Vec::new();
    if !change.removes {
        let (ask, kind) = question(detail);
        let ask = if change.adds { Say::AskMore { field: detail.word() } } else { ask };
        fields.push(required(VALUE, ask, detail.word(), kind));
    }
    if change.replaces && !change.adds {
        let kind = Kind::Text { max: text::LINE_GRAPHEMES_MAX };
        let label = Word::new("client-edit-field-", REASON);
        fields.push(required(REASON, Say::AskReason, label, kind));
    }
    let option = |source: &Source| form::Option {
        key: source.as_str().to_owned(),
        label: Root::Common(Common::Term { word: source.word() }),
    };
    let sources = Kind::One(SOURCES.iter().map(option).collect());
    let label = Word::new("client-edit-field-", SOURCE);
    fields.push(Asked { asked: false, ..required(SOURCE, Say::AskSource, label, sources) });
    fields
}

fn question(detail: Detail) -> (Say, Kind) {
    let line = Kind::Text { max: text::LINE_GRAPHEMES_MAX };
    match detail {
        Detail::Name => (Say::AskName, line),
        Detail::Phone | Detail::SecondPhone => (Say::AskPhone, Kind::Phone),
        Detail::Fact(Field::Birthday) => (Say::AskBirthday, Kind::Birthday),
        Detail::Fact(Field::Email) => (Say::AskEmail, line),
        Detail::Fact(Field::CreditGrade) => {
            let option = |grade: &str| form::Option {
                key: grade.to_owned(),
                label: Root::Common(Common::Plain { text: grade.to_owned() }),
            };
            (Say::AskGrade, Kind::One(GRADES.map(option).into()))
        }
        Detail::Fact(Field::Class) => {
            let option = |class: &Class| form::Option {
                key: class.as_str().to_owned(),
                label: Root::Common(Common::Plain { text: class.as_str().to_owned() }),
            };
            (Say::AskClass, Kind::One(Class::ALL.iter().map(option).collect()))
        }
        Detail::Fact(field) => (Say::AskWords { field: field.word() }, line),
    }
}

fn required(key: &'static str, ask: Say, label: Word, kind: Kind) -> Asked {
    Asked {
        key,
        ask: say(ask),
        label,
        kind,
        asked: true,
        required: true,
        catches: false,
        quick: Vec::new(),
    }
}

/// Whether an e-mail address looks like one; everything else the form has read already.
pub fn is_plausible(detail: Detail, draft: &Draft) -> bool {
    let (Detail::Fact(Field::Email), Some(typed)) = (detail, draft.text(VALUE)) else {
        return true;
    };
    let domain = typed.split_once('@').filter(|(user, _)| !user.is_empty()).map(|(_, rest)| rest);
    let plain = !typed.contains(char::is_whitespace) && typed.matches('@').count() == 1;
    plain && domain.is_some_and(|domain| domain.trim_matches('.').contains('.'))
}

/// A detail with its value: a phone as it is dialled at home, a birthday as a date.
pub fn told(detail: Detail, value: &str) -> Root {
    let field = detail.word();
    let plain = |value: String| form::Say::Line { field: detail.word(), value };
    Root::Form(match detail {
        Detail::Phone | Detail::SecondPhone => {
            plain(Phone::from_e164(value).map_or(value.to_owned(), |phone| phone.national()))
        }
        Detail::Fact(Field::Birthday) => match read::stored_birthday(value) {
            None => plain(value.to_owned()),
            Some(born) => {
                let year =
                    born.year.and_then(|year| NaiveDate::from_ymd_opt(year, born.month, born.day));
                let (month, day) = (i64::from(born.month), i64::from(born.day));
                match year {
                    Some(day) => form::Say::LineDay { field, day: day.into() },
                    None => form::Say::LineYearless { field, month, day },
                }
            }
        },
        _ => plain(value.to_owned()),
    })
}

/// The beginning of a long value.
pub fn excerpt(value: &str) -> String {
    if text::length(value) <= LISTED_GRAPHEMES_MAX {
        return value.to_owned();
    }
    value.graphemes(true).take(LISTED_GRAPHEMES_MAX).chain(["…"]).collect()
}
