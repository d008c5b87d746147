//! Hostile names and texts on their whole way: parsed, cleaned, cut, composed, set as a paper. What is sent is what was
//! meant (F6, T17).

use crate::hostile;
use crate::rig::Random;
use crate::tally::{draw, figure};
use kartoteka::dialogue::paper::Paper;
use kartoteka::dialogue::screen::{Choice, Common, Say, Screen, button};
use kartoteka::dialogue::{Input, Odd};
use kartoteka::locale::fit::{Rich, fit};
use kartoteka::model::lang::Lang;
use kartoteka::model::text::{LINES_GRAPHEMES_MAX, clean, clean_lines, is_invisible, length};
use kartoteka::telegram::compose::{self, Extent};
use kartoteka::telegram::routes::Routes;
use kartoteka::telegram::{Me, paper};
use kartoteka::turn::arrival::Came;
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

/// Texts through the parser, the cleaning and the cutting.
const READ: u64 = 1_000_000;
/// Texts through the composing, in every language.
const COMPOSED: u64 = 100_000;
/// Texts set as a paper.
const SET: u64 = 10_000;
/// Of a text so many characters are a name, too.
const NAME_CHARS: usize = 100;
/// Telegram's limits of a message and of a button, in UTF-16 units and graphemes.
const TEXT_UNITS_MAX: usize = 4_096;
const LABEL_GRAPHEMES_MAX: usize = 32;

#[test]
fn a_million_hostile_texts_are_read_as_they_were_meant() {
    let routes = routes();
    let kinds = draw(READ, |random| {
        let text = hostile::text(random);
        cut(random, &text)?;
        read(&routes, &text)
    });
    println!("{kinds:?}");
    let all: u64 = kinds.values().sum();
    assert!(kinds["text"] > all / 2, "most are taken: {kinds:?}");
    assert!(kinds["too long"] > 0 && kinds["nothing to see"] > 0 && kinds["command"] > 0);
    figure(
        "F6",
        "hostile texts parsed, cleaned and cut: read otherwise than meant",
        format!("0 of {all}"),
    );
}

#[test]
fn what_is_sent_of_a_hostile_text_is_what_was_meant() {
    let kinds = draw(COMPOSED, |random| {
        let name = clean(&hostile::text(random));
        let pieces = random.pick(&[3, 10, 30]);
        let note = clean_lines(&hostile::note(random, pieces));
        // Of lines without end, one in so many screens.
        let note = if random.next().is_multiple_of(50) { note.repeat(200) } else { note };
        let lang = random.pick(Lang::ALL);
        composed(&name, &note, lang)
    });
    println!("{kinds:?}");
    assert!(kinds["whole"] > 0 && kinds["cut"] > 0, "{kinds:?}");
    let all: u64 = kinds.values().sum();
    figure(
        "F6",
        "hostile texts composed: text or entities other than meant",
        format!("0 of {all}"),
    );
}

#[test]
fn a_hostile_text_is_set_as_a_paper() {
    let kinds = draw(SET, |random| {
        let pieces = random.pick(&[5, 20, 120]);
        let words = |random: &mut Random| hostile::note(random, pieces);
        let paper = Paper::new("L-2026-0001", words(random))
            .heading(words(random))
            .text(words(random))
            .field(words(random), words(random))
            .signature(words(random));
        is_pdf(&paper::set(&paper))
    });
    let all: u64 = kinds.values().sum();
    figure("F6", "hostile texts set as a PDF: file that is none", format!("0 of {all}"));
}

pub fn routes() -> Routes {
    Routes::new(&Me { id: 7_000_001, username: "salon_bot".into() })
}

/// A message with this text, as Telegram delivers it, through the parser.
fn read(routes: &Routes, text: &str) -> Result<&'static str, String> {
    let name: String = text.chars().take(NAME_CHARS).collect();
    let user = json!({"id": 101, "is_bot": false, "first_name": name, "last_name": "x"});
    let chat = json!({"id": 101, "type": "private", "first_name": name});
    let message =
        json!({"message_id": 1, "from": user, "chat": chat, "date": 1_772_000_000, "text": text});
    let body = json!({"update_id": 1, "message": message}).to_string();
    let routed = routes.route(&body);
    if body.len() <= 200_000 {
        let from = routed.from.ok_or("nobody sent it")?;
        equal(&from.name, &clean(&format!("{name} x")), "the name")?;
    }
    match routed.came {
        Came::Told(Input::Text(told)) => {
            equal(&told, &clean_lines(text), "the text")?;
            equal(&clean_lines(&told), &told, "cleaned twice")?;
            equal(&visible(&told), &visible(text), "what can be seen of it")?;
            Ok("text")
        }
        // Only what cannot be kept whole is too long.
        Came::Told(Input::Odd(Odd::TooLong))
            if text.chars().count() > LINES_GRAPHEMES_MAX
                || visible(&clean_lines(text)) != visible(text) =>
        {
            Ok("too long")
        }
        Came::Told(Input::Odd(Odd::Other)) if clean_lines(text).is_empty() => Ok("nothing to see"),
        Came::Command(_) | Came::Start(_) if text.starts_with('/') => Ok("command"),
        Came::Nothing if body.len() > 200_000 => Ok("beyond reading"),
        _ => Err("it came as something else".into()),
    }
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// Cut anywhere, a text is a beginning of itself in whole graphemes.
fn cut(random: &mut Random, text: &str) -> Result<(), String> {
    let beginning: String = text.chars().take(64).collect();
    let units_max = random.between(0, 40) as usize;
    let whole = Rich { text: beginning.clone(), bold: Vec::new() };
    let fitted = fit(whole, units_max).text;
    if units(&fitted) > units_max {
        return Err(format!("{} units of {units_max}", units(&fitted)));
    }
    is_beginning(&fitted, &beginning)
}

/// What is cut ends in `…`, and before it stands a beginning that parts no grapheme.
pub fn is_beginning(cut: &str, whole: &str) -> Result<(), String> {
    if cut == whole || cut.is_empty() {
        return Ok(());
    }
    let kept = cut.strip_suffix('…').ok_or("cut without a sign")?;
    let borders = || whole.grapheme_indices(true).map(|(at, _)| at);
    let whole_letters = whole.starts_with(kept) && borders().any(|at| at == kept.len());
    whole_letters.then_some(()).ok_or_else(|| "cut within a grapheme".to_owned())
}

/// A screen of these words, composed and read back as Telegram would.
fn composed(name: &str, note: &str, lang: Lang) -> Result<&'static str, String> {
    let plain = |text: &str| Say::Common(Common::Plain { text: text.into() });
    let screen = Screen::of(plain(name))
        .line(plain(note))
        .row([button(plain(name), Choice::Back), button(plain(note), Choice::Again)]);
    let reader = compose::stranger(lang, chrono::DateTime::UNIX_EPOCH);
    let worded = compose::word(&screen, Extent::Whole, &reader, |place| format!("h{place}"));
    let sent = serde_json::to_value(worded.send(7)).expect("a message is plain data");
    let text = sent["text"].as_str().ok_or("no text")?;
    let keys = sent["reply_markup"]["inline_keyboard"][0].as_array().ok_or("no buttons")?;
    for key in keys {
        let label = key["text"].as_str().unwrap_or_default();
        if label.trim().is_empty() || label.contains('\n') || length(label) > LABEL_GRAPHEMES_MAX {
            return Err("a button that Telegram refuses".into());
        }
    }
    let (name, note) = (isolated(name), isolated(note));
    let meant = format!("{name}\n\n{note}");
    if units(text) > TEXT_UNITS_MAX {
        return Err("longer than a message".into());
    }
    let bold = bold(&sent, text)?;
    if meant.trim().is_empty() {
        return (text == "…").then_some("empty").ok_or_else(|| "nothing is not empty".to_owned());
    }
    if units(&meant) <= TEXT_UNITS_MAX {
        equal(text, &meant, "the text")?;
        equal(&bold, &name, "the title")?;
        return Ok("whole");
    }
    is_beginning(text, &meant)?;
    equal(&bold, &name, "the title")?;
    Ok("cut")
}

/// What the entities set in bold: they must begin and end between letters, and lie within the text.
pub fn bold(sent: &Value, text: &str) -> Result<String, String> {
    let wide: Vec<u16> = text.encode_utf16().collect();
    let mut bold = String::new();
    for entity in sent["entities"].as_array().ok_or("no entities")? {
        let number = |key: &str| entity[key].as_u64().map(|number| number as usize);
        let (Some(offset), Some(length)) = (number("offset"), number("length")) else {
            return Err("an entity without its place".into());
        };
        let part = wide.get(offset..offset + length).ok_or("an entity beyond the text")?;
        if length == 0 || entity["type"] != "bold" {
            return Err("an entity that Telegram refuses".into());
        }
        bold += &String::from_utf16(part).map_err(|_| "an entity within a letter")?;
    }
    Ok(bold)
}

/// What runs from right to left stands apart from the sentence around it.
fn isolated(typed: &str) -> String {
    let leftwards = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if typed.contains(leftwards) { format!("\u{2068}{typed}\u{2069}") } else { typed.to_owned() }
}

/// A PDF whose parts are where its table says.
fn is_pdf(file: &[u8]) -> Result<&'static str, String> {
    let text = String::from_utf8_lossy(file);
    if !text.starts_with("%PDF-") || !text.trim_end().ends_with("%%EOF") {
        return Err("no PDF".into());
    }
    let at = |mark: &[u8]| file.windows(mark.len()).rposition(|window| window == mark);
    let table = at(b"\nxref").ok_or("no table")? + 1;
    let told = text.trim_end().trim_end_matches("%%EOF").trim_end();
    let told: usize =
        told.rsplit('\n').next().and_then(|line| line.parse().ok()).ok_or("no place")?;
    if told != table {
        return Err("the table is elsewhere".into());
    }
    let rows = file[table..].split(|byte| *byte == b'\n').filter(|row| row.ends_with(b" n\r"));
    let mut objects = 0;
    for row in rows {
        let row = String::from_utf8_lossy(row);
        let place: usize = row[..10].parse().map_err(|_| "a row without its place")?;
        let object = &file[place..(place + 24).min(file.len())];
        if !String::from_utf8_lossy(object).contains(" 0 obj") {
            return Err("an object is elsewhere".into());
        }
        objects += 1;
    }
    if objects == 0 { Err("a table of nothing".into()) } else { Ok("set") }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn equal(is: &str, meant: &str, what: &str) -> Result<(), String> {
    (is == meant).then_some(()).ok_or_else(|| format!("{what} is {is:?}, meant was {meant:?}"))
}

#[test]
fn what_is_otherwise_than_meant_is_seen() {
    assert!(is_beginning("👩…", "👩‍👩‍👧").is_err(), "a family parted");
    assert!(is_beginning("ab", "abc").is_err(), "cut without a sign");
    assert!(equal("a", "b", "it").is_err());
    let doctored = json!({"entities": [{"type": "bold", "offset": 0, "length": 1}]});
    assert!(bold(&doctored, "😀").is_err(), "half of a letter is bold");
    let beyond = json!({"entities": [{"type": "bold", "offset": 1, "length": 2}]});
    assert!(bold(&beyond, "ab").is_err(), "more than there is");
    let file = paper::set(&Paper::new("L-2026-0001", "a sample".to_owned()));
    let moved = [&file[..100], b"x", &file[100..]].concat();
    assert!(is_pdf(&file).is_ok() && is_pdf(&moved).is_err(), "a byte too many");
    let empty = String::from_utf8_lossy(&file).replace(" n\r", " f\r").into_bytes();
    assert!(is_pdf(&empty).is_err(), "a table of nothing");
}
