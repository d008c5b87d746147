//! What a phone holds of the chats with the bot, and what must be true of everything that arrives there.

use chrono::{DateTime, Utc};
use kartoteka::archive::inbox::Waiting;
use kartoteka::archive::{Result, Tx, outbox, screens};
use kartoteka::dialogue::screen::{Button, Choice, Screen};
use kartoteka::locale::{self, Reader};
use kartoteka::model::ScreenId;
use kartoteka::turn::arrival::{Arrival, UpdateKey};
use kartoteka::turn::handle::{Handle, HandleKey};
use kartoteka::turn::out::{Out, Parcel};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Telegram's limits: a message and a caption in UTF-16 units, a toast, a button's data in bytes, buttons in all and in a row.
const TEXT_UNITS_MAX: usize = 4_096;
const CAPTION_UNITS_MAX: usize = 1_024;
const TOAST_UNITS_MAX: usize = 200;
const DATA_BYTES_MAX: usize = 64;
const BUTTONS_MAX: usize = 100;
const ROW_BUTTONS_MAX: usize = 8;
/// Buttons of earlier revisions that a phone remembers.
const STALE_MAX: usize = 30;

/// A message of the bot on a phone.
pub struct Shown {
    pub revision: i32,
    pub screen: Screen,
    pub message: i32,
    /// Digits on a keypad so far, if it is one.
    pub typed: Option<u64>,
}

/// A chat on a phone.
#[derive(Default)]
pub struct Chat {
    pub screens: BTreeMap<i64, Shown>,
    /// The screen that changed last.
    pub latest: Option<i64>,
    /// Buttons that are no longer shown: message and data.
    pub stale: Vec<(i32, String)>,
}

/// A showing as the postman knows it: the screen's row after the turn.
pub struct Standing {
    pub screen: i64,
    pub message: i32,
    pub main: bool,
    /// The state on top of its place, as data.
    pub top: Value,
}

impl Chat {
    /// A screen was sent or edited.
    pub fn show(
        &mut self,
        key: &HandleKey,
        chat: i64,
        parcel: &Parcel,
        standing: &Standing,
        screen: &Screen,
    ) {
        let typed = standing.top.pointer("/StaffPin").and_then(Value::as_object);
        let typed = typed.and_then(|state| state.values().next()?.get("typed")?.as_u64());
        let shown = Shown {
            revision: parcel.revision,
            screen: screen.clone(),
            message: standing.message,
            typed,
        };
        if let Some(old) = self.screens.insert(standing.screen, shown) {
            self.forget(key, chat, standing.screen, &old);
        }
        self.latest = Some(standing.screen);
    }

    /// A message went.
    pub fn delete(&mut self, key: &HandleKey, chat: i64, message: i32) {
        let gone = self.screens.iter().find(|(_, shown)| shown.message == message);
        if let Some(id) = gone.map(|(id, _)| *id)
            && let Some(old) = self.screens.remove(&id)
        {
            self.forget(key, chat, id, &old);
        }
    }

    fn forget(&mut self, key: &HandleKey, chat: i64, screen: i64, old: &Shown) {
        if old.screen.rows.is_empty() {
            return;
        }
        let handle = Handle { screen: ScreenId(screen), revision: old.revision, place: 0 };
        self.stale.push((old.message, key.write(chat, handle)));
        if self.stale.len() > STALE_MAX {
            self.stale.remove(0);
        }
    }
}

/// What is wrong with what one act brought: an unanswered press, or silence where something was said.
pub fn silence(press: Option<&str>, chat: i64, parcels: &[Parcel]) -> Option<String> {
    let to_them = parcels.iter().filter(|parcel| parcel.chat == chat);
    match press {
        Some(query) => {
            let answers = |parcel: &&Parcel| matches!(&parcel.out, Out::Answer { query: answered, .. } if answered == query);
            let count = parcels.iter().filter(answers).count();
            (count != 1).then(|| format!("a press is answered {count} times"))
        }
        None => {
            let told = to_them
                .into_iter()
                .any(|parcel| matches!(parcel.out, Out::Show { .. } | Out::Say { .. }));
            (!told).then(|| "what somebody said is not answered".to_owned())
        }
    }
}

/// Looks at every screen once in each language.
#[derive(Default)]
pub struct Judge {
    seen: HashSet<u64>,
    /// Different screens so far.
    pub screens: usize,
}

impl Judge {
    /// What is wrong with a screen.
    pub fn wrong(
        &mut self,
        standing: &Standing,
        parcel: &Parcel,
        screen: &Screen,
        reader: &Reader,
        key: &HandleKey,
    ) -> Vec<String> {
        let told = serde_json::to_string(screen).expect("a screen is plain data");
        let mut hasher = DefaultHasher::new();
        (told, reader.lang.as_str(), standing.main).hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            return Vec::new();
        }
        self.screens += 1;
        let mut wrong = Vec::new();
        if is_dead_end(screen, standing.main) {
            wrong.push("is a dead end".to_owned());
        }
        wrong.extend(unworded(screen, reader));
        let units = locale::screen(screen, reader).text.encode_utf16().count();
        let most = if screen.paper.is_some() { CAPTION_UNITS_MAX } else { TEXT_UNITS_MAX };
        if units > most {
            wrong.push(format!(
                "is cut: longer than a message, by about {} units",
                (units - most).next_power_of_two()
            ));
        }
        let buttons = screen.rows.iter().flatten().count();
        let too_wide = screen.rows.iter().any(|row| row.is_empty() || row.len() > ROW_BUTTONS_MAX);
        if buttons > BUTTONS_MAX || too_wide {
            wrong.push("has more buttons than Telegram takes".to_owned());
        }
        let longest = Handle {
            screen: ScreenId(standing.screen),
            revision: parcel.revision,
            place: buttons as u32,
        };
        if key.write(parcel.chat, longest).len() > DATA_BYTES_MAX {
            wrong.push("has data beyond 64 bytes".to_owned());
        }
        wrong
    }
}

/// Sentences without words in the reader's language, labels without letters, and toasts that would be cut.
fn unworded(screen: &Screen, reader: &Reader) -> Vec<String> {
    let labels = screen.rows.iter().flatten().map(|button| &button.label);
    let says =
        std::iter::once(&screen.title).chain(&screen.lines).chain(&screen.toast).chain(labels);
    let mut wrong: Vec<String> = says
        .filter_map(|say| locale::try_words(say, reader).err())
        .map(|it| it.to_string())
        .collect();
    for button in screen.rows.iter().flatten() {
        if locale::label(&button.label, reader).trim().is_empty() {
            wrong.push("has a button without words".to_owned());
        }
    }
    let toast = screen.toast.as_ref().map(|toast| locale::words(toast, reader));
    if toast.is_some_and(|toast| toast.encode_utf16().count() > TOAST_UNITS_MAX) {
        wrong.push("has a toast that is cut".to_owned());
    }
    wrong
}

/// Every screen has a way out; only a notice may be a sentence without buttons.
pub fn is_dead_end(screen: &Screen, main: bool) -> bool {
    let out =
        |button: &Button| matches!(button.choice, Choice::Back | Choice::Cancel | Choice::Go(_));
    let stub = screen.rows.is_empty() && !main;
    !stub && !screen.rows.iter().flatten().any(out)
}

/// Marks what a turn put out as sent, as the postman does, and looks how each screen stands.
pub async fn deliver(
    tx: &Tx,
    parcels: &[Parcel],
    first: i32,
    now: DateTime<Utc>,
) -> Result<Vec<Option<Standing>>> {
    let mut message = first;
    let mut standings = Vec::new();
    for parcel in parcels {
        let (Out::Show { fresh, screen }, Some(id)) = (&parcel.out, parcel.screen) else {
            standings.push(None);
            continue;
        };
        let Some(row) = screens::get(tx, id).await? else {
            standings.push(None);
            continue;
        };
        let anew = *fresh || screen.paper.is_some();
        let stands = row.message_id.filter(|_| !anew).unwrap_or_else(|| {
            message += 1;
            message
        });
        outbox::shown(tx, parcel.id, id.0, stands, now).await?;
        let place: Value = serde_json::from_str(&row.place).unwrap_or_default();
        let top =
            place["stack"].as_array().and_then(|stack| stack.last()).cloned().unwrap_or_default();
        standings.push(Some(Standing {
            screen: id.0,
            message: stands,
            main: row.kind == "main",
            top,
        }));
    }
    Ok(standings)
}

/// An update as a row of the inbox.
pub fn waiting(arrival: &Arrival) -> Waiting {
    let UpdateKey { bot, epoch, update } = arrival.key;
    let (person, received_at) = (arrival.from.id, arrival.at);
    Waiting { bot, epoch, update, person, received_at, body: String::new(), attempts: 0 }
}
