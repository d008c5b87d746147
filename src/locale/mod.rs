//! The only place where a `Say` becomes words, in the reader's language.
//!
//! The key of a sentence and its arguments are found by walking serde's own output:
//! `Say::LoanRequest(Sent { number })` is the message `loan-request-sent` with `{ $number }`.
//! `check` walks serde's own input the same way, so that it knows every sentence there is.

use crate::dialogue::Ctx;
use crate::dialogue::screen::{Say, Screen};
use crate::model::lang::Lang;
use crate::model::phone::Country;
use chrono::NaiveDate;
use chrono_tz::Tz;
use fit::Rich;
use fluent_bundle::{FluentArgs, FluentValue};
use serde_json::Value;
use std::borrow::Cow;
use std::iter;
use unicode_segmentation::UnicodeSegmentation;

pub mod check;
pub mod fit;
mod messages;
pub mod value;

/// The longest label of a button, in graphemes; a longer one ends in `…`.
pub const LABEL_GRAPHEMES_MAX: usize = 32;

/// Who reads: it decides language, local time and currency.
#[derive(Clone)]
pub struct Reader {
    /// The language.
    pub lang: Lang,
    /// The time zone in which moments are told.
    pub zone: Tz,
    /// Today in that zone: a moment of today is told without its date.
    pub today: NaiveDate,
    /// The branch's country, for amounts.
    pub country: Country,
}

impl From<&Ctx> for Reader {
    fn from(ctx: &Ctx) -> Self {
        Self { lang: ctx.lang, zone: ctx.zone, today: ctx.today, country: ctx.country }
    }
}

/// Why a sentence has no words. It names keys only, never a client's data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no words in {lang:?} for {key}")]
pub struct Unworded {
    /// The language.
    pub lang: Lang,
    /// The key of the message.
    pub key: String,
}

/// The whole message: the title in bold, an empty line, then a paragraph per line.
pub fn screen(screen: &Screen, reader: &Reader) -> Rich {
    let title = words(&screen.title, reader);
    let end = title.encode_utf16().count();
    let mut text = title;
    if !screen.lines.is_empty() {
        text.push('\n');
    }
    for line in &screen.lines {
        text.push('\n');
        text.push_str(&words(line, reader));
    }
    Rich { text, bold: iter::once(0..end).collect() }
}

/// The label of a button: one line of at most `LABEL_GRAPHEMES_MAX` graphemes.
pub fn label(say: &Say, reader: &Reader) -> String {
    let label = words(say, reader).replace('\n', " ");
    if label.graphemes(true).count() <= LABEL_GRAPHEMES_MAX {
        return label;
    }
    let kept: String = label.graphemes(true).take(LABEL_GRAPHEMES_MAX - 1).collect();
    format!("{}…", kept.trim_end())
}

/// The words of a sentence. One that has none, which `check` rules out, is told in
/// English, and at worst by its key: a person never gets silence.
pub fn words(say: &Say, reader: &Reader) -> String {
    try_words(say, reader)
        .or_else(|_| try_words(say, &Reader { lang: Lang::En, ..reader.clone() }))
        .unwrap_or_else(|unworded| format!("[{}]", unworded.key))
}

/// The words of a sentence in the reader's language.
///
/// # Errors
///
/// Returns the key without a message, or whose message wants an argument that the sentence lacks.
pub fn try_words(say: &Say, reader: &Reader) -> Result<String, Unworded> {
    let told = serde_json::to_value(say).map_err(|_| Unworded::of(reader, "?"))?;
    sentence(&told, reader)
}

impl Unworded {
    fn of(reader: &Reader, key: &str) -> Self {
        Self { lang: reader.lang, key: key.to_owned() }
    }
}

/// A `Say` as serde writes it: `{"LoanRequest": {"Sent": {"number": …}}}` or `{"Common": "Back"}`.
fn sentence(told: &Value, reader: &Reader) -> Result<String, Unworded> {
    let Some((root, inner)) = only_entry(told) else { return Err(Unworded::of(reader, "?")) };
    match (inner, only_entry(inner)) {
        (Value::String(variant), _) => message(&key(root, variant), &FluentArgs::new(), reader),
        (_, Some((variant, Value::Object(fields)))) => {
            let key = key(root, variant);
            let mut arguments = FluentArgs::with_capacity(fields.len());
            for (name, value) in fields {
                let value =
                    ending(name, value, reader).map_or_else(|| argument(value, &key, reader), Ok);
                arguments.set(name.as_str(), value?);
            }
            message(&key, &arguments, reader)
        }
        _ => Err(Unworded::of(reader, root)),
    }
}

/// The key of a message: `LoanRequest`, `Sent` is `loan-request-sent`.
fn key(root: &str, variant: &str) -> String {
    format!("{}-{}", kebab(root), kebab(variant))
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (place, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && place > 0 {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// The moment at which something ends, which is an argument by the name of `until` everywhere.
fn ending<'a>(name: &str, value: &Value, reader: &Reader) -> Option<FluentValue<'a>> {
    let ("$at", at) = only_entry(value).filter(|_| name == "until")? else { return None };
    parsed(at).map(|at| FluentValue::from(value::end(at, reader)))
}

/// An argument: a number stays one, so that Fluent can choose a plural; all else is text by now.
fn argument<'a>(value: &'a Value, key: &str, reader: &Reader) -> Result<FluentValue<'a>, Unworded> {
    match value {
        Value::Number(number) if number.is_i64() || number.is_u64() => {
            Ok(FluentValue::from(number.as_i64().unwrap_or(i64::MAX)))
        }
        value => text(value, key, reader).map(FluentValue::String),
    }
}

fn text<'a>(value: &'a Value, key: &str, reader: &Reader) -> Result<Cow<'a, str>, Unworded> {
    match value {
        Value::String(typed) => Ok(isolated(typed)),
        Value::Null => Ok(Cow::Borrowed("")),
        Value::Bool(_) | Value::Number(_) => Ok(Cow::Owned(value.to_string())),
        Value::Array(items) => {
            let items: Result<Vec<_>, _> =
                items.iter().map(|item| text(item, key, reader)).collect();
            Ok(Cow::Owned(items?.join(separator(reader.lang))))
        }
        Value::Object(_) => typed(value, key, reader).map(Cow::Owned),
    }
}

/// A typed argument of `model::value`, or a sentence within the sentence.
fn typed(value: &Value, key: &str, reader: &Reader) -> Result<String, Unworded> {
    let unworded = || Unworded::of(reader, key);
    let (tag, inner) = only_entry(value).ok_or_else(unworded)?;
    match tag {
        "$word" => message(inner.as_str().ok_or_else(unworded)?, &FluentArgs::new(), reader),
        "$minor" => inner.as_i64().map(|minor| value::money(minor, reader)).ok_or_else(unworded),
        "$day" => parsed(inner).map(|day| value::day(day, reader.lang)).ok_or_else(unworded),
        "$month" => {
            parsed(inner).map(|first| value::month(first, reader.lang)).ok_or_else(unworded)
        }
        "$yearly" => parsed(inner).map(|day| value::yearly(day, reader.lang)).ok_or_else(unworded),
        "$in" => {
            let (lang, say) = parsed::<(Lang, Value)>(inner).ok_or_else(unworded)?;
            sentence(&say, &Reader { lang, ..reader.clone() })
        }
        "$at" => parsed(inner).map(|at| value::moment(at, reader)).ok_or_else(unworded),
        _ => sentence(value, reader),
    }
}

fn parsed<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok() // The caller names the key, never the value.
}

fn only_entry(value: &Value) -> Option<(&str, &Value)> {
    let entries = value.as_object().filter(|entries| entries.len() == 1)?;
    entries.iter().next().map(|(name, inner)| (name.as_str(), inner))
}

/// A message in exactly the reader's language.
fn message(key: &str, arguments: &FluentArgs, reader: &Reader) -> Result<String, Unworded> {
    messages::text(reader.lang, key, arguments).map_err(|_| Unworded::of(reader, key))
}

fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::En | Lang::Ko => ", ",
        Lang::Zh => "、",
    }
}

/// What a person typed: text that runs from right to left is isolated, so that it does not turn the sentence around it.
fn isolated(typed: &str) -> Cow<'_, str> {
    const FIRST_STRONG_ISOLATE: char = '\u{2068}';
    const POP_ISOLATE: char = '\u{2069}';
    if typed.contains(runs_leftwards) {
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{typed}{POP_ISOLATE}"))
    } else {
        Cow::Borrowed(typed)
    }
}

/// The blocks of Hebrew, Arabic and the other scripts that run from right to left.
fn runs_leftwards(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::form;
    use crate::dialogue::screen::Common;
    use crate::model::value::{Day, Moment, Money};
    use chrono::{TimeZone, Utc};

    fn reader(lang: Lang) -> Reader {
        Reader {
            lang,
            zone: chrono_tz::Asia::Seoul,
            today: NaiveDate::from_ymd_opt(2026, 5, 12).unwrap(),
            country: "KR".to_owned().try_into().unwrap(),
        }
    }

    fn plain(text: &str) -> Say {
        Say::Common(Common::Plain { text: text.to_owned() })
    }

    #[test]
    fn a_sentence_carries_numbers_words_lists_and_sentences() {
        let say = Say::Common(Common::Client { name: "Mina Test".into(), number: "A-0147".into() });
        assert_eq!(words(&say, &reader(Lang::En)), "Mina Test · A-0147");
        let part = crate::model::access::Part::Care.word();
        let listed =
            Say::Form(form::Say::LineWords { field: part, words: vec![plain("a"), plain("b")] });
        let told = serde_json::to_value(&listed).unwrap();
        let (_, fields) = only_entry(only_entry(&told).unwrap().1).unwrap();
        for (lang, list) in [(Lang::En, "a, b"), (Lang::Zh, "a、b"), (Lang::Ko, "a, b")] {
            assert_eq!(text(&fields["words"], "", &reader(lang)).unwrap(), list);
        }
        assert_eq!(text(&fields["field"], "", &reader(Lang::Zh)).unwrap(), "护理");
    }

    #[test]
    fn typed_arguments_are_told_as_the_reader_writes_them() {
        let day = Day { day: NaiveDate::from_ymd_opt(2026, 5, 12).unwrap() };
        let told = serde_json::to_value(day).unwrap();
        assert_eq!(text(&told, "", &reader(Lang::Ko)).unwrap(), "2026년 5월 12일");
        let at = Moment { at: Utc.with_ymd_and_hms(2026, 5, 12, 5, 5, 0).unwrap() };
        let told = serde_json::to_value(at).unwrap();
        assert_eq!(text(&told, "", &reader(Lang::Zh)).unwrap(), "14:05");
        let told = serde_json::to_value(Money { minor: 1_234_500 }).unwrap();
        assert_eq!(text(&told, "", &reader(Lang::En)).unwrap(), "₩1,234,500");
    }

    #[test]
    fn only_what_runs_leftwards_is_isolated() {
        assert_eq!(words(&plain("Mina"), &reader(Lang::En)), "Mina");
        assert_eq!(words(&plain("שרה"), &reader(Lang::En)), "\u{2068}שרה\u{2069}");
    }

    #[test]
    fn a_screen_has_a_bold_title_and_its_lines_below() {
        let told = Screen::of(plain("오늘 🙂")).line(plain("one")).line(plain("two"));
        let rich = screen(&told, &reader(Lang::Ko));
        assert_eq!(rich.text, "오늘 🙂\n\none\ntwo");
        assert!(rich.bold.into_iter().eq(iter::once(0..5)));
        assert_eq!(screen(&Screen::of(plain("Done")), &reader(Lang::En)).text, "Done");
    }

    #[test]
    fn a_label_is_cut_between_graphemes() {
        let label = label(&plain(&"🧑‍🎨".repeat(40)), &reader(Lang::En));
        assert_eq!(label, format!("{}…", "🧑‍🎨".repeat(LABEL_GRAPHEMES_MAX - 1)));
    }

    #[test]
    fn a_missing_word_is_named_by_its_key() {
        let say = Say::Common(Common::Term { word: crate::model::value::Word::new("no-", "word") });
        assert_eq!(try_words(&say, &reader(Lang::Ko)).unwrap_err().key, "no-word");
        assert_eq!(words(&say, &reader(Lang::Ko)), "[no-word]");
    }
}
