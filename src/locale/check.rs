//! Knows every sentence that the bot can say, and checks that each has words in every language.

use super::{kebab, messages};
use crate::dialogue::Odd;
use crate::dialogue::loan_lines::Reason;
use crate::dialogue::loan_rules::Aspect;
use crate::dialogue::screen::Say;
use crate::model::access::{InChat, Part};
use crate::model::card::{Act, Class, Field, Kind, Source};
use crate::model::consent::ConsentFor;
use crate::model::grave::{EmergencyWhy, EraseWhy, Grave, HoldWhy, LiftWhy, Settled};
use crate::model::lang::Lang;
use crate::model::loan::{LoanStatus, Purpose};
use crate::model::paper::{Condition, Offence};
use crate::model::people::{LeaveWhy, Standing, SuspendWhy};
use crate::model::policy::{Action, Role};
use crate::model::value::Word;
use crate::model::visit::VisitField;
use crate::model::watch::{Alert, Why};
use fluent_bundle::{FluentArgs, FluentValue};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A sentence that the bot can say: the key of its message, and the names of its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The key of its message.
    pub key: String,
    /// The names of its arguments.
    pub arguments: &'static [&'static str],
}

/// Checks that every sentence and every word has a message in every language, that no message is
/// empty, and that none wants an argument that its sentence lacks.
///
/// # Errors
///
/// Returns one line per missing, empty or wrong message.
pub fn check() -> Result<(), Vec<String>> {
    let words = words().into_iter().map(|word| Sentence { key: word.key, arguments: &[] });
    let sentences: Vec<Sentence> = sentences().into_iter().chain(words).collect();
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        wrong.extend(sentences.iter().filter_map(|sentence| fault(sentence, *lang)));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// What is wrong with a sentence in a language.
fn fault(sentence: &Sentence, lang: Lang) -> Option<String> {
    let arguments: FluentArgs =
        sentence.arguments.iter().map(|name| (*name, FluentValue::from("x"))).collect();
    let what = match messages::text(lang, &sentence.key, &arguments) {
        Ok(text) if text.trim().is_empty() => "is empty".to_owned(),
        Ok(_) => return None,
        Err(wrong) => wrong,
    };
    Some(format!("{}: {}: {what}", lang.as_str(), sentence.key))
}

/// Every word of the closed lists.
pub fn words() -> Vec<Word> {
    fn all<T: Copy>(list: &[T], word: fn(T) -> Word) -> impl Iterator<Item = Word> {
        list.iter().map(move |value| word(*value))
    }
    all(Act::ALL, Act::word)
        .chain(all(Aspect::ALL, Aspect::word))
        .chain(all(Action::ALL, Action::word))
        .chain(all(Alert::ALL, Alert::word))
        .chain(all(Class::ALL, Class::word))
        .chain(all(Condition::ALL, Condition::word))
        .chain(all(ConsentFor::ALL, ConsentFor::word))
        .chain(all(EmergencyWhy::ALL, EmergencyWhy::word))
        .chain(all(EraseWhy::ALL, EraseWhy::word))
        .chain(all(Field::ALL, Field::word))
        .chain(all(Grave::ALL, Grave::word))
        .chain(all(HoldWhy::ALL, HoldWhy::word))
        .chain(all(InChat::ALL, InChat::word))
        .chain(all(Kind::ALL, Kind::word))
        .chain(all(Lang::ALL, Lang::word))
        .chain(all(LeaveWhy::ALL, LeaveWhy::word))
        .chain(all(LiftWhy::ALL, LiftWhy::word))
        .chain(all(LoanStatus::ALL, LoanStatus::word))
        .chain(all(Odd::ALL, Odd::word))
        .chain(all(Offence::ALL, Offence::word))
        .chain(all(Part::ALL, Part::word))
        .chain(all(Purpose::ALL, Purpose::word))
        .chain(all(Reason::ALL, Reason::word))
        .chain(all(Role::ALL, Role::word))
        .chain(all(Settled::ALL, Settled::word))
        .chain(all(Source::ALL, Source::word))
        .chain(all(Standing::ALL, Standing::word))
        .chain(all(SuspendWhy::ALL, SuspendWhy::word))
        .chain(all(VisitField::ALL, VisitField::word))
        .chain(all(Why::ALL, Why::word))
        .collect()
}

/// Every sentence, found by asking serde for each variant of `Say` in turn.
pub fn sentences() -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut place = Place { root: 0, variant: 0 };
    loop {
        let mut seen = Seen::default();
        // The walk ends in an error on purpose: it only wants to see what serde asks for.
        drop(Say::deserialize(Walk { place, within: false, seen: &mut seen }));
        let (Some(root), Some(variant)) =
            (seen.roots.get(place.root), seen.variants.get(place.variant))
        else {
            break;
        };
        sentences.push(Sentence {
            key: format!("{}-{}", kebab(root), kebab(variant)),
            arguments: seen.fields,
        });
        place.variant += 1;
        if place.variant == seen.variants.len() {
            place = Place { root: place.root + 1, variant: 0 };
        }
    }
    sentences
}

/// Which variant of which root the walk asks for.
#[derive(Clone, Copy)]
struct Place {
    root: usize,
    variant: usize,
}

/// What serde's derived code told on the way.
#[derive(Default)]
struct Seen {
    roots: &'static [&'static str],
    variants: &'static [&'static str],
    fields: &'static [&'static str],
}

/// Answers serde's questions with the names that serde itself gives.
struct Walk<'a> {
    place: Place,
    within: bool,
    seen: &'a mut Seen,
}

fn end<T>() -> Result<T, Error> {
    Err(serde::de::Error::custom("seen"))
}

impl<'de> Deserializer<'de> for Walk<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        end()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.within {
            self.seen.variants = variants;
        } else {
            self.seen.roots = variants;
        }
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Walk<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let (names, place) = match self.within {
            true => (self.seen.variants, self.place.variant),
            false => (self.seen.roots, self.place.root),
        };
        let Some(name) = names.get(place) else { return end() };
        Ok((seed.deserialize(StrDeserializer::new(name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Walk<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Walk { within: true, ..self })
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        end()
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.seen.fields = fields;
        end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_sees_the_first_the_last_and_the_arguments() {
        let sentences = sentences();
        let has = |key: &str, arguments: &[&str]| {
            sentences.iter().any(|sentence| sentence.key == key && sentence.arguments == arguments)
        };
        assert!(has("common-plain", &["text"]));
        assert!(has("common-client", &["name", "number"]));
        assert!(has("common-command-privacy", &[]));
        assert!(has("form-line-scale", &["field", "value", "of"]));
        assert!(sentences.iter().any(|sentence| sentence.key.starts_with("visit-log-")));
    }

    #[test]
    fn a_missing_and_a_greedy_message_are_told_from_a_good_one() {
        let sentence = |key: &str, arguments| Sentence { key: key.to_owned(), arguments };
        assert!(fault(&sentence("common-plain", &["text"]), Lang::Ko).is_none());
        assert!(fault(&sentence("common-plain", &[]), Lang::Ko).is_some());
        assert!(fault(&sentence("common-no-such", &[]), Lang::En).is_some());
    }
}
