//! Guesses what a pasted line holds; every guess becomes a row of the summary, where the person can mend it.

use super::sheet::{ALLERGY, BIRTHDAY, NAME, PHONE, SKIN, Sheet, TOPICS};
use crate::dialogue::Ctx;
use crate::dialogue::form::{self, Answer, Draft, read};
use crate::model::card::{Kind, Source};
use crate::model::pasted::{self, Pasted};
use crate::model::text::clean;
use std::collections::BTreeMap;

/// What an allergy is told by, beside an exclamation mark. In lower case.
const ALLERGY_WORDS: &[&str] = &[
    "allerg",
    "latex",
    "ppd",
    "henna",
    "penicillin",
    "过敏",
    "過敏",
    "乳胶",
    "알레르기",
    "알러지",
    "라텍스",
];
/// What skin and health are told by: better locked behind the consent by mistake than recorded without it.
const SKIN_WORDS: &[&str] = &[
    "combination",
    "oily",
    "dry",
    "sensitive",
    "normal skin",
    "acne",
    "eczema",
    "rosacea",
    "skin",
    "pregnan",
    "混合",
    "油性",
    "干性",
    "中性",
    "敏感",
    "肤",
    "痘",
    "湿疹",
    "孕",
    "복합성",
    "지성",
    "건성",
    "민감",
    "중성",
    "피부",
    "여드름",
    "아토피",
    "임신",
];
/// What stands between the parts of a line's rest.
const BETWEEN: &[char] = &[',', ';', '，', '、', '；', '\n'];

/// The sheet of a line, if it has a name or a phone.
pub fn from_line(ctx: &Ctx, line: &str) -> Option<Sheet> {
    let Pasted { name, phone, birthday, rest } = pasted::read(line, ctx.country, ctx.today);
    if name.is_none() && phone.is_none() {
        return None;
    }
    let mut answers: BTreeMap<String, Answer> = rest_of(&rest);
    let mut put = |key: &str, text: Option<String>| {
        answers.extend(text.map(|text| (key.to_owned(), Answer::Text(text))));
    };
    put(NAME, name);
    put(PHONE, phone.map(|phone| phone.e164().to_owned()));
    put(BIRTHDAY, birthday.map(read::stored));
    Some(Sheet::of(Kind::Person, Source::Visit, answers))
}

/// The rest, part by part, under the field that it seems to be; nothing of it is lost but marks alone.
fn rest_of(rest: &str) -> BTreeMap<String, Answer> {
    let mut sorted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let says = |part: &&str| !part.chars().all(|mark| matches!(mark, '!' | '！'));
    for part in parts(rest).filter(says) {
        sorted.entry(field_of(part)).or_default().push(part.trim_end_matches(['!', '！']));
    }
    let joined = |parts: Vec<&str>| Answer::Text(clean(&parts.join(", ")));
    sorted.into_iter().map(|(key, parts)| (key.to_owned(), joined(parts))).collect()
}

/// What is wrong with a number among the topics that was meant as the phone.
pub fn mistyped_phone(ctx: &Ctx, draft: &Draft) -> Option<form::Say> {
    parts(draft.text(TOPICS)?).find_map(|part| wrong_phone(ctx, part))
}

/// Takes that number out: the phone was given instead.
pub fn take_mistyped_phone(ctx: &Ctx, draft: &mut Draft) {
    let Some(topics) = draft.text(TOPICS) else { return };
    let mut kept: Vec<_> = parts(topics).collect();
    let Some(place) = kept.iter().position(|part| wrong_phone(ctx, part).is_some()) else { return };
    kept.remove(place);
    let kept = kept.join(", ");
    draft.answers.remove(TOPICS);
    if !kept.is_empty() {
        draft.answers.insert(TOPICS.to_owned(), Answer::Text(kept));
    }
}

fn wrong_phone(ctx: &Ctx, part: &str) -> Option<form::Say> {
    let whole = Some(0..part.len()) == pasted::find_number(part, ctx.country, ctx.today);
    whole.then(|| read::phone(part, ctx.country).err()).flatten()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty())
}

fn field_of(part: &str) -> &'static str {
    let lower = part.to_lowercase();
    let tells = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match () {
        () if part.ends_with(['!', '！']) || tells(ALLERGY_WORDS) => ALLERGY,
        () if tells(SKIN_WORDS) => SKIN,
        () => TOPICS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::form::tests::ctx;
    use crate::model::policy::Role;
    use proptest::prelude::*;

    #[test]
    fn lines_and_their_guesses() {
        for (line, wanted) in [
            (
                "Wang Xiaomei 138 0013 8000 combination, latex!",
                &[
                    (NAME, "Wang Xiaomei"),
                    (PHONE, "+8613800138000"),
                    (SKIN, "combination"),
                    (ALLERGY, "latex"),
                ][..],
            ),
            (
                "王小美，13800138000，5月3日，乳胶过敏",
                &[
                    (NAME, "王小美"),
                    (PHONE, "+8613800138000"),
                    (BIRTHDAY, "--05-03"),
                    (ALLERGY, "乳胶过敏"),
                ],
            ),
            (
                "김민수 138 0013 8000 복합성",
                &[(NAME, "김민수"), (PHONE, "+8613800138000"), (SKIN, "복합성")],
            ),
            (
                "Anna 13800138000 2 kids, tea",
                &[(NAME, "Anna"), (PHONE, "+8613800138000"), (TOPICS, "2 kids, tea")],
            ),
            ("Anna", &[(NAME, "Anna")]),
            // A mark alone is no allergy.
            ("Anna 13800138000!", &[(NAME, "Anna"), (PHONE, "+8613800138000")]),
            ("王小美！", &[(NAME, "王小美")]),
            ("138 0013 8000", &[(PHONE, "+8613800138000")]),
        ] {
            let sheet = from_line(&ctx(Role::Care), line).unwrap();
            for key in [NAME, PHONE, BIRTHDAY, ALLERGY, SKIN, TOPICS] {
                let wanted = wanted.iter().find(|(named, _)| *named == key).map(|(_, text)| *text);
                assert_eq!(sheet.draft.text(key), wanted, "{line}: {key}");
            }
        }
    }

    #[test]
    fn a_line_without_name_and_phone_is_no_sheet() {
        for line in ["", " , ; ", "138 0013 800", "!!!"] {
            assert!(from_line(&ctx(Role::Care), line).is_none(), "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_breaks_it_and_every_guess_fits_its_field(line in "(?s).{0,300}") {
            if let Some(sheet) = from_line(&ctx(Role::Care), &line) {
                prop_assert!(sheet.new_client().is_some());
                for key in [NAME, ALLERGY, SKIN, TOPICS] {
                    let length = sheet.draft.text(key).map_or(0, crate::model::text::length);
                    prop_assert!(length <= crate::model::text::LINE_GRAPHEMES_MAX);
                }
            }
        }
    }
}
