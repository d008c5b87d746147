//! The words: every sentence in every language, with the same arguments, nothing left over, nothing left in English.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use kartoteka::dialogue::screen::{Common, Say};
use kartoteka::dialogue::{client_find, client_open, help, home, staff_confirm, staff_invite};
use kartoteka::locale::{Reader, check, label, words};
use kartoteka::model::lang::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_segmentation::UnicodeSegmentation;

/// Latin words that may stand in Chinese and Korean: names, and samples of what is typed.
const LATIN_ALLOWED: &str = "Telegram A B C Seoul PDF PIN kartoteka doctor backup restore force pin reset anchor name example com";

/// Parts of keys that mark a sentence as telling of a failure.
const FAILURE_MARKS: &[&str] = &[
    "-too-",
    "-not-",
    "-no-",
    "-cannot",
    "-gone",
    "-over",
    "-missing",
    "-empty",
    "-broken",
    "-nobody",
    "-stranger",
    "-void",
];

/// Keys that carry a mark and tell of no failure.
const NO_FAILURES: &[&str] = &[
    "client-consent-not-given",
    "client-open-no-visits",
    "client-history-nobody-saw",
    "incident-nobody-saw",
    "digest-work-overdue",
    "visit-amend-no-consent",
    "loan-read-too-late",
    "loan-list-gone-receipt",
    "digest-work-task-overdue",
];

/// Words by which an English sentence says how to go on.
const WAYS_ON: &[&str] = &[
    "ask", "check", "choose", "correct", "create", "enter", "fill", "go", "here", "log", "make",
    "open", "pick", "press", "search", "send", "share", "skip", "start", "take", "tap", "tell",
    "try", "type", "use", "wait", "write",
];

/// The longest labels of buttons, in graphemes.
const LABEL_EN_MAX: usize = 20;
const LABEL_CJK_MAX: usize = 12;

/// A message of a file: its variables, and its text outside of placeables.
struct Message {
    file: String,
    variables: BTreeSet<String>,
    texts: Vec<String>,
}

type Messages = BTreeMap<String, Message>;

fn folder(lang: Lang) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang.as_str())
}

fn messages(lang: Lang) -> Messages {
    let mut messages = Messages::new();
    for entry in fs::read_dir(folder(lang)).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let parsed = fluent_syntax::parser::parse(text)
            .unwrap_or_else(|(_, errors)| panic!("{} {file}: {errors:?}", lang.as_str()));
        for entry in parsed.body {
            let Entry::Message(message) = entry else {
                assert!(!matches!(entry, Entry::Term(_) | Entry::Junk { .. }), "{file}: no terms");
                continue;
            };
            let mut told =
                Message { file: file.clone(), variables: BTreeSet::new(), texts: Vec::new() };
            read(&message.value.expect("a message has a value"), &mut told);
            let twice = messages.insert(message.id.name.clone(), told);
            assert!(twice.is_none(), "{} twice in {}", message.id.name, lang.as_str());
        }
    }
    messages
}

fn read(pattern: &Pattern<String>, told: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => told.texts.push(value.clone()),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => read_inline(inline, told),
                Expression::Select { selector, variants } => {
                    read_inline(selector, told);
                    variants.iter().for_each(|variant| read(&variant.value, told));
                }
            },
        }
    }
}

fn read_inline(inline: &InlineExpression<String>, told: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            told.variables.insert(id.name.clone());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        _ => panic!("{}: only variables and literals are used", told.file),
    }
}

fn reader(lang: Lang) -> Reader {
    Reader {
        lang,
        zone: chrono_tz::Asia::Seoul,
        today: chrono::NaiveDate::from_ymd_opt(2026, 5, 12).unwrap(),
        country: "KR".to_owned().try_into().unwrap(),
    }
}

/// Every file under `src`, without its tests.
fn sources() -> Vec<String> {
    let mut texts = Vec::new();
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    texts
}

fn read_folder(folder: &Path, texts: &mut Vec<String>) {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    let apart: Vec<String> = files.values().flat_map(|text| tests_apart(text)).collect();
    let kept = files.iter().filter(|(name, _)| !apart.contains(name));
    texts.extend(kept.map(|(_, text)| without_tests(text).to_owned()));
}

/// The files that a file names as its tests: `#[cfg(test)] mod tests;`.
fn tests_apart(text: &str) -> Vec<String> {
    let behind = text.split("#[cfg(test)]\n").skip(1);
    let named =
        behind.filter_map(|rest| rest.lines().next()?.split_once("mod ")?.1.strip_suffix(';'));
    named.map(str::to_owned).collect()
}

/// A file up to the tests at its end.
fn without_tests(text: &str) -> &str {
    let ends = |place: &usize| {
        let next = text[*place..].lines().nth(1);
        next.is_some_and(|line| line.contains("mod ") && line.ends_with('{'))
    };
    let place = text.match_indices("#[cfg(test)]").map(|(place, _)| place).find(ends);
    &text[..place.unwrap_or(text.len())]
}

/// Words that the code makes itself: `Word::new("prefix-", "name")` is a key, with any other name it is a prefix.
fn own_words() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut keys, mut prefixes) = (BTreeSet::new(), BTreeSet::new());
    for text in sources() {
        for call in text.split("Word::new(").skip(1) {
            let literal = |text: &str| -> Option<(String, String)> {
                let (inside, after) = text.trim_start().strip_prefix('"')?.split_once('"')?;
                Some((inside.to_owned(), after.to_owned()))
            };
            let Some((prefix, after)) = literal(call) else { continue };
            match literal(after.trim_start_matches(',')) {
                Some((name, _)) => keys.insert(format!("{prefix}{}", name.replace('_', "-"))),
                None => prefixes.insert(prefix),
            };
        }
    }
    (keys, prefixes)
}

#[test]
fn every_sentence_has_words_in_every_language() {
    let wrong = check::check().err().unwrap_or_default();
    assert!(
        wrong.is_empty(),
        "{} messages are wrong (after adding a file, save src/locale/messages.rs again):\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_languages_have_the_same_files_messages_and_variables() {
    let english = messages(Lang::En);
    for lang in [Lang::Zh, Lang::Ko] {
        let other = messages(lang);
        let ids = |messages: &Messages| messages.keys().cloned().collect::<BTreeSet<_>>();
        let differ: Vec<_> = ids(&english).symmetric_difference(&ids(&other)).cloned().collect();
        assert!(differ.is_empty(), "en and {} differ: {differ:?}", lang.as_str());
        for (id, message) in &english {
            assert_eq!(message.variables, other[id].variables, "{} {id}", lang.as_str());
            assert_eq!(message.file, other[id].file, "{} {id}", lang.as_str());
        }
    }
}

#[test]
fn every_argument_is_told_and_no_message_is_left_over() {
    let english = messages(Lang::En);
    let mut used: BTreeSet<String> = check::words().into_iter().map(|word| word.key).collect();
    for sentence in check::sentences() {
        if let Some(message) = english.get(&sentence.key) {
            let untold: Vec<_> = (sentence.arguments.iter())
                .filter(|argument| !message.variables.contains(**argument))
                .collect();
            assert!(untold.is_empty(), "{} does not tell {untold:?}", sentence.key);
        }
        used.insert(sentence.key);
    }
    let (keys, prefixes) = own_words();
    let missing: Vec<_> = keys.iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "words without a message: {missing:?}");
    used.extend(keys);
    let unused: Vec<_> = (english.keys())
        .filter(|id| !used.contains(*id))
        .filter(|id| !prefixes.iter().any(|prefix| id.starts_with(prefix)))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn every_closed_list_of_words_is_checked() {
    let words = check::words();
    let mut lists = 0;
    for text in sources() {
        for list in text.split("words! {\n").skip(1) {
            let head = list.lines().find(|line| !line.trim().starts_with("///")).unwrap();
            let prefix = head.split('"').nth(1).unwrap();
            let known = words.iter().any(|word| word.key.starts_with(&format!("{prefix}-")));
            assert!(known, "locale::check::words leaves out {head}");
            lists += 1;
        }
    }
    assert!(lists > 10, "the lists were not found");
}

#[test]
fn each_message_stands_in_the_file_of_its_dialogue() {
    for (id, message) in messages(Lang::En) {
        let dialogue = message.file.trim_end_matches(".ftl").replace('_', "-");
        let fits = dialogue == "words" || id.starts_with(&format!("{dialogue}-"));
        assert!(fits, "{id} stands in {}", message.file);
    }
}

#[test]
fn nothing_is_left_in_another_language() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    for (id, message) in messages(Lang::En) {
        let foreign = message.texts.concat().contains(|c| han(c) || hangul(c));
        assert!(!foreign, "en {id}");
    }
    for (lang, foreign) in [(Lang::Zh, &hangul as &dyn Fn(char) -> bool), (Lang::Ko, &han)] {
        for (id, message) in messages(lang) {
            let text = message.texts.join(" ");
            assert!(!text.contains(foreign), "{} {id}", lang.as_str());
            let latin = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty());
            let known = |word: &&str| LATIN_ALLOWED.split(' ').any(|known| known == *word);
            let left: Vec<_> = latin.filter(|word| !known(word)).collect();
            assert!(left.is_empty(), "{} {id}: {left:?}", lang.as_str());
        }
    }
}

#[test]
fn chinese_and_korean_use_their_own_punctuation() {
    for (id, message) in messages(Lang::Zh) {
        let text = message.texts.join(" ");
        assert!(!text.contains([',', '!', '?', ';']), "zh {id}: half-width punctuation");
    }
    for (id, message) in messages(Lang::Ko) {
        let text = message.texts.join(" ");
        assert!(!text.contains(['，', '。', '：', '、']), "ko {id}: full-width punctuation");
    }
}

#[test]
fn a_failure_says_how_to_go_on() {
    for (id, message) in messages(Lang::En) {
        let failure = FAILURE_MARKS.iter().any(|mark| id.contains(mark));
        let button = message.texts.concat().graphemes(true).count() <= LABEL_EN_MAX;
        if !failure || button || NO_FAILURES.contains(&id.as_str()) {
            continue;
        }
        let text = message.texts.join(" ").to_lowercase();
        let way = text.unicode_words().any(|word| WAYS_ON.contains(&word));
        assert!(way, "{id} does not say what to do next: {text}");
    }
}

/// Labels of buttons with their longest usual arguments; names of clients are not among them.
fn buttons() -> Vec<Say> {
    use Common::*;
    let common =
        [Back, Cancel, Home, Yes, No, Undo, More, Done, OpenCard, LogVisit, Borrow, NewCard, Find];
    let count = 12;
    let home = [
        home::Say::FollowUps { count },
        home::Say::Loans { count },
        home::Say::Decide { count },
        home::Say::Discard,
        home::Say::More,
        home::Say::Settings,
        home::Say::Help,
        home::Say::Privacy,
        home::Say::Staff,
        home::Say::LoansOut,
    ];
    let find = [client_find::Say::NewCard, client_find::Say::Earlier, client_find::Say::Later];
    let card = {
        use client_open::Say::*;
        [Visits, History, Consent, Edit]
    };
    let confirm = {
        use staff_confirm::Say::*;
        [Confirm, Refuse, Invite, Seats]
    };
    let invite = [staff_invite::Say::Invite, staff_invite::Say::Seats];
    let roles = kartoteka::model::policy::Role::ALL.iter().map(|role| role.word());
    (common.into_iter().map(Say::Common))
        .chain(home.into_iter().map(Say::Home))
        .chain(find.into_iter().map(Say::ClientFind))
        .chain(card.into_iter().map(Say::ClientOpen))
        .chain([help::Say::Settings, help::Say::Privacy].map(Say::Help))
        .chain(confirm.into_iter().map(Say::StaffConfirm))
        .chain(invite.into_iter().map(Say::StaffInvite))
        .chain(roles.map(|role| Say::StaffInvite(staff_invite::Say::Role { role })))
        .collect()
}

#[test]
fn labels_are_short() {
    for lang in Lang::ALL {
        let max = if *lang == Lang::En { LABEL_EN_MAX } else { LABEL_CJK_MAX };
        for say in buttons() {
            let label = label(&say, &reader(*lang));
            assert!(label.graphemes(true).count() <= max, "{}: {label}", lang.as_str());
        }
    }
}

#[test]
fn no_two_buttons_of_a_screen_read_the_same() {
    let common = |say: Common| Say::Common(say);
    let card = [
        common(Common::LogVisit),
        Say::ClientOpen(client_open::Say::Visits),
        common(Common::Borrow),
        Say::ClientOpen(client_open::Say::Consent),
        Say::ClientOpen(client_open::Say::History),
        Say::ClientOpen(client_open::Say::Edit),
        common(Common::Back),
        common(Common::Home),
    ];
    for lang in Lang::ALL {
        let labels: BTreeSet<String> = card.iter().map(|say| label(say, &reader(*lang))).collect();
        assert_eq!(labels.len(), card.len(), "{}: {labels:?}", lang.as_str());
    }
}

#[test]
fn the_title_of_home_counts_what_there_is() {
    let title = |lang, visits, follow_ups, loans, requests| {
        let papers = 0;
        let today = home::Say::Today { visits, follow_ups, loans, requests, papers };
        words(&Say::Home(today), &reader(lang))
    };
    assert_eq!(title(Lang::En, 5, 3, 1, 0), "Today · 5 visits · 3 follow-ups · 1 loan");
    assert_eq!(title(Lang::En, 1, 0, 2, 1), "Today · 1 visit · 2 loans · 1 request");
    assert_eq!(title(Lang::En, 0, 1, 0, 0), "Today · 1 follow-up");
    assert_eq!(title(Lang::Zh, 5, 3, 1, 2), "今日 · 到店 5 · 回访 3 · 借阅 1 · 待审批 2");
    assert_eq!(title(Lang::Ko, 5, 0, 1, 2), "오늘 · 방문 5건 · 대여 1건 · 승인 대기 2건");
}
