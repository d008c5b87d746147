//! Screens, worded: what goes over the wire, within Telegram's limits. Pure.

use crate::archive::staff::Seated;
use crate::dialogue::paper::Paper;
use crate::dialogue::screen::{Button, Choice, Common, Door, Say, Screen, button};
use crate::locale::{self, Reader, fit::Rich, fit::fit};
use crate::model::lang::Lang;
use crate::model::phone::Country;
use crate::turn::handle::{AGAIN, Handle, HandleKey};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;

/// The longest message, in UTF-16 units.
const TEXT_UNITS_MAX: usize = 4_096;
/// The longest words under a document, in UTF-16 units.
const CAPTION_UNITS_MAX: usize = 1_024;
/// The longest words over a pressed button, in UTF-16 units.
const TOAST_UNITS_MAX: usize = 200;
/// What stands where a sentence has no words: Telegram refuses empty texts.
const WORDLESS: &str = "…";
/// Where money has no branch: sentences to strangers hold none.
const COUNTRY_UNKNOWN: &str = "KR";

/// How much of a screen may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// All of it, with a line that says that it may have arrived before (R4).
    Repeated,
    /// All of it, with a line that says since when it waited for Telegram (K16).
    Late(DateTime<Utc>),
    /// That a send was interrupted, and ways on: a card is never sent twice blindly (R4).
    Interrupted,
    /// That the card is closed, and ways on.
    Closed,
}

/// `sendMessage`.
#[derive(Serialize)]
pub struct SendMessage {
    chat_id: i64,
    text: String,
    entities: Vec<Entity>,
    link_preview_options: LinkPreview,
    protect_content: bool,
    disable_notification: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<Keyboard>,
}

/// `sendDocument`, without the document, which goes beside it.
#[derive(Serialize)]
pub struct SendDocument {
    chat_id: i64,
    caption: String,
    caption_entities: Vec<Entity>,
    protect_content: bool,
    disable_notification: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<Keyboard>,
}

/// `editMessageText`. Without a keyboard it takes the buttons away.
#[derive(Serialize)]
pub struct EditMessageText {
    chat_id: i64,
    message_id: i32,
    text: String,
    entities: Vec<Entity>,
    link_preview_options: LinkPreview,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<Keyboard>,
}

/// A part of a text that is set otherwise.
#[derive(Serialize)]
pub struct Entity {
    #[serde(rename = "type")]
    kind: &'static str,
    offset: usize,
    length: usize,
}

#[derive(Serialize)]
struct LinkPreview {
    is_disabled: bool,
}

#[derive(Serialize)]
struct Keyboard {
    inline_keyboard: Vec<Vec<Key>>,
}

#[derive(Serialize)]
struct Key {
    text: String,
    callback_data: String,
}

/// A screen in the words of its reader.
pub struct Worded {
    /// What goes with it as a document.
    pub paper: Option<Paper<String>>,
    rich: Rich,
    keyboard: Option<Keyboard>,
    open: bool,
    quiet: bool,
}

/// Words a screen. The buttons of a stub are those of the whole that lead home or back to a card, under the same
/// handles: a handle means the button that the archive holds at its place.
pub fn word(
    screen: &Screen,
    extent: Extent,
    reader: &Reader,
    handle: impl Fn(u32) -> String,
) -> Worded {
    let said = match extent {
        Extent::Whole => locale::screen(screen, reader),
        Extent::Repeated => marked(screen, Common::Repeated, reader),
        Extent::Late(at) => marked(screen, Common::CameLate { at: at.into() }, reader),
        Extent::Interrupted => {
            locale::screen(&Screen::of(Say::Common(Common::Interrupted)), reader)
        }
        Extent::Closed => locale::screen(&Screen::of(Say::Common(Common::Closed)), reader),
    };
    let stub = matches!(extent, Extent::Interrupted | Extent::Closed);
    let mut place = 0..;
    let numbered = screen.rows.iter().map(|row| {
        row.iter().zip(place.by_ref()).map(|(button, place)| (place, button)).collect::<Vec<_>>()
    });
    let keys = numbered.map(|row| {
        let kept = row.into_iter().filter(|(_, button)| !stub || is_way_on(button, extent));
        kept.map(|(place, button)| key(button, handle(place), reader)).collect::<Vec<_>>()
    });
    let again = button(Say::Common(Common::ShowIt), Choice::Again);
    let again = (extent == Extent::Interrupted).then(|| vec![key(&again, handle(AGAIN), reader)]);
    let keys = again.into_iter().chain(keys);
    let inline_keyboard: Vec<_> = keys.filter(|row| !row.is_empty()).collect();
    let paper = screen.paper.as_ref().filter(|_| !stub);
    // On paper nothing is of today: every moment is told with its day.
    let printed = Reader { today: NaiveDate::MIN, ..reader.clone() };
    let units_max = if paper.is_some() { CAPTION_UNITS_MAX } else { TEXT_UNITS_MAX };
    Worded {
        paper: paper.map(|paper| paper.map(|say| locale::words(say, &printed))),
        rich: speak(said, units_max),
        keyboard: (!inline_keyboard.is_empty()).then_some(Keyboard { inline_keyboard }),
        open: screen.open && !stub,
        quiet: screen.quiet,
    }
}

/// A screen with one more line under its title.
fn marked(screen: &Screen, mark: Common, reader: &Reader) -> Rich {
    let mut marked = Screen::of(screen.title.clone()).line(Say::Common(mark));
    marked.lines.extend(screen.lines.iter().cloned());
    locale::screen(&marked, reader)
}

/// A sentence as a message, marked if it may have arrived before. That the bot was away wakes nobody.
pub fn sentence(say: &Say, repeated: bool, reader: &Reader) -> Worded {
    let mut screen = Screen::of(say.clone());
    if repeated {
        screen = screen.line(Say::Common(Common::Repeated));
    }
    let text = locale::screen(&screen, reader).text;
    Worded {
        paper: None,
        rich: speak(Rich { text, bold: Vec::new() }, CAPTION_UNITS_MAX),
        keyboard: None,
        open: false,
        quiet: matches!(say, Say::Common(Common::WasAway { .. } | Common::WasAwayLong { .. })),
    }
}

/// The words over a pressed button.
pub fn toast(say: &Say, reader: &Reader) -> String {
    fit(Rich { text: locale::words(say, reader), bold: Vec::new() }, TOAST_UNITS_MAX).text
}

impl Worded {
    /// As a new message.
    pub fn send(self, chat_id: i64) -> SendMessage {
        let (text, entities) = spell(self.rich);
        SendMessage {
            chat_id,
            text,
            entities,
            link_preview_options: LinkPreview { is_disabled: true },
            protect_content: !self.open,
            disable_notification: self.quiet,
            reply_markup: self.keyboard,
        }
    }

    /// As a new message with a document.
    pub fn send_document(self, chat_id: i64) -> SendDocument {
        let (caption, caption_entities) = spell(self.rich);
        SendDocument {
            chat_id,
            caption,
            caption_entities,
            protect_content: !self.open,
            disable_notification: self.quiet,
            reply_markup: self.keyboard,
        }
    }

    /// Its words alone, for what stands under a document.
    pub fn caption(self) -> (String, Vec<Entity>) {
        spell(self.rich)
    }

    /// In place of what a message said.
    pub fn edit(self, chat_id: i64, message_id: i32) -> EditMessageText {
        let (text, entities) = spell(self.rich);
        let link_preview_options = LinkPreview { is_disabled: true };
        let reply_markup = self.keyboard;
        EditMessageText { chat_id, message_id, text, entities, link_preview_options, reply_markup }
    }
}

/// A person with a seat, as the archive knows them now.
pub fn reader(seated: &Seated, lang: Lang, now: DateTime<Utc>) -> Reader {
    let own = seated.staff.zone.as_deref().and_then(|zone| zone.parse().ok());
    let zone: Tz = own.or_else(|| seated.branch.zone.parse().ok()).unwrap_or(Tz::UTC);
    let country = Country::try_from(seated.branch.country.as_str());
    let country = country.unwrap_or_else(|_| unknown_country());
    Reader { lang, zone, today: now.with_timezone(&zone).date_naive(), country }
}

/// Somebody of whom only the language is known.
pub fn stranger(lang: Lang, now: DateTime<Utc>) -> Reader {
    Reader { lang, zone: Tz::UTC, today: now.date_naive(), country: unknown_country() }
}

/// The handles of a screen's buttons in a chat.
pub fn handles(key: &HandleKey, chat: i64, of: Handle) -> impl Fn(u32) -> String {
    move |place| key.write(chat, Handle { place, ..of })
}

fn unknown_country() -> Country {
    Country::try_from(COUNTRY_UNKNOWN).expect("the country has phones")
}

/// Buttons that a stub keeps: Home, and from an interrupted card the card.
fn is_way_on(button: &Button, extent: Extent) -> bool {
    match &button.choice {
        Choice::Go(Door::Home) => true,
        Choice::Go(Door::Card { .. }) => extent == Extent::Interrupted,
        _ => false,
    }
}

fn key(button: &Button, callback_data: String, reader: &Reader) -> Key {
    let text = locale::label(&button.label, reader);
    let text = if text.trim().is_empty() { WORDLESS.to_owned() } else { text };
    Key { text, callback_data }
}

fn speak(rich: Rich, units_max: usize) -> Rich {
    let rich = fit(rich, units_max);
    if rich.text.trim().is_empty() {
        Rich { text: WORDLESS.into(), bold: Vec::new() }
    } else {
        rich
    }
}

fn spell(rich: Rich) -> (String, Vec<Entity>) {
    let bold = rich.bold.into_iter().filter(|stretch| !stretch.is_empty());
    let bold =
        bold.map(|stretch| Entity { kind: "bold", offset: stretch.start, length: stretch.len() });
    (rich.text, bold.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::screen::{back, door, home};
    use crate::model::{ClientId, IssueId};
    use serde_json::{Value, json};

    fn plain(text: &str) -> Say {
        Say::Common(Common::Plain { text: text.into() })
    }

    fn card() -> Screen {
        let card = Door::Card { client: ClientId(1) };
        let mut screen = Screen::of(plain("A-0147"))
            .line(plain("Mina Test"))
            .row([back()])
            .row([door(Common::OpenCard, card), home()]);
        screen.issue = Some(IssueId(3));
        screen
    }

    fn sent(screen: &Screen, extent: Extent) -> Value {
        let reader = stranger(Lang::En, DateTime::UNIX_EPOCH);
        let worded = word(screen, extent, &reader, |place| format!("h{place}"));
        serde_json::to_value(worded.send(7)).unwrap()
    }

    fn keys(message: &Value) -> Value {
        let rows = message["reply_markup"]["inline_keyboard"].as_array().unwrap();
        rows.iter()
            .flat_map(|row| row.as_array().unwrap())
            .map(|key| key["callback_data"].clone())
            .collect()
    }

    #[test]
    fn a_screen_is_protected_bold_and_counts_its_buttons_through_all_rows() {
        let message = sent(&card(), Extent::Whole);
        assert_eq!(message["text"], "A-0147\n\nMina Test");
        assert_eq!(message["entities"], json!([{"type": "bold", "offset": 0, "length": 6}]));
        assert_eq!(keys(&message), json!(["h0", "h1", "h2"]));
        assert_eq!((&message["protect_content"], &message["chat_id"]), (&json!(true), &json!(7)));
        assert_eq!(message["link_preview_options"], json!({"is_disabled": true}));
    }

    #[test]
    fn a_stub_holds_nothing_of_the_card_and_only_ways_on() {
        let again = format!("h{AGAIN}");
        for (extent, kept) in
            [(Extent::Closed, json!(["h2"])), (Extent::Interrupted, json!([again, "h1", "h2"]))]
        {
            let message = sent(&card(), extent);
            assert!(!message["text"].as_str().unwrap().contains("Mina"));
            assert!(!message["text"].as_str().unwrap().contains("0147"));
            assert_eq!(keys(&message), kept);
        }
    }

    #[test]
    fn a_repeat_says_so_below_the_title() {
        let message = sent(&card(), Extent::Repeated);
        let text = message["text"].as_str().unwrap();
        assert!(text.starts_with("A-0147\n\nThis may be a repeat"), "{text}");
        assert!(text.ends_with("\nMina Test"));
    }

    #[test]
    fn only_an_open_screen_can_be_passed_on_and_only_whole() {
        let open = Screen { open: true, ..card() };
        assert_eq!(sent(&open, Extent::Whole)["protect_content"], json!(false));
        assert_eq!(sent(&open, Extent::Closed)["protect_content"], json!(true));
    }

    #[test]
    fn a_paper_goes_with_the_whole_and_with_no_stub() {
        let paper = Paper::new("A-0147", plain("Copy")).text(plain(&"王".repeat(2_000)));
        let screen = Screen::of(plain("t")).line(plain(&"王".repeat(2_000))).paper(paper);
        let reader = stranger(Lang::En, DateTime::UNIX_EPOCH);
        let worded = |extent| word(&screen, extent, &reader, |place| format!("h{place}"));
        for (extent, goes) in [
            (Extent::Whole, true),
            (Extent::Repeated, true),
            (Extent::Interrupted, false),
            (Extent::Closed, false),
        ] {
            assert!(worded(extent).paper.is_some() == goes, "{extent:?}");
        }
        let sent = serde_json::to_value(worded(Extent::Whole).send_document(7)).unwrap();
        let units = sent["caption"].as_str().unwrap().encode_utf16().count();
        assert_eq!((units, &sent["protect_content"]), (CAPTION_UNITS_MAX, &json!(false)));
    }

    #[test]
    fn nothing_is_empty_or_too_long() {
        let long = Screen::of(plain("t"))
            .line(plain(&"王".repeat(9_000)))
            .row([door(Common::Home, Door::Home)]);
        let units = sent(&long, Extent::Whole)["text"].as_str().unwrap().encode_utf16().count();
        assert_eq!(units, TEXT_UNITS_MAX);
        let empty = sent(&Screen::of(plain("")), Extent::Whole);
        assert_eq!((&empty["text"], &empty["entities"]), (&json!(WORDLESS), &json!([])));
        let reader = stranger(Lang::En, DateTime::UNIX_EPOCH);
        assert!(toast(&plain(&"x".repeat(999)), &reader).encode_utf16().count() <= TOAST_UNITS_MAX);
    }
}
