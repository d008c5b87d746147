//! A person's phone in a test: says, presses, reads.
//!
//! Methods without `quietly` wait for the bot's next act toward the person and for all that
//! follows in the same breath; see [`Person::reads`]. Everything is written into the transcript.
//! What can't be done (a button that is not there, a bot that stays silent) is a panic that shows
//! the transcript so far.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    events::{Event, EventKind},
    people::{self, Done, Outcome, Place, media, press},
    transcript::act_line,
    view::{self, Message},
    world::{Found, Shared, World},
};

/// The longest wait for the bot, in real time.
pub const WAIT_MAX: Duration = Duration::from_secs(10);
/// The bot is done with an act when no call was under way for so long.
const QUIET: Duration = Duration::from_millis(30);

/// An act of the bot that a person noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// A message, an edit, a deletion, or an answer with a toast.
    pub kind: EventKind,
    /// The message as it was then.
    pub message: Option<Message>,
    /// Its line in the transcript.
    pub line: String,
}

/// A person's phone; clones are the same phone.
#[derive(Clone)]
pub struct Person {
    shared: Arc<Shared>,
    place: Place,
    /// Events up to this number have been read.
    read_up_to: Arc<AtomicU64>,
}

impl Person {
    pub(crate) fn new(shared: Arc<Shared>, place: Place, read_up_to: Arc<AtomicU64>) -> Self {
        Self { shared, place, read_up_to }
    }

    /// The user's id, which is also the id of the private chat.
    pub fn id(&self) -> i64 {
        self.place.by
    }

    /// The same person in a group; reads what happens there.
    pub fn in_group(&self, group: i64) -> Self {
        let place = Place { by: self.place.by, chat: group };
        Self { place, read_up_to: Arc::default(), ..self.clone() }
    }

    /// Writes a text and reads the bot's acts.
    pub async fn says(&self, text: &str) -> Vec<Act> {
        self.says_quietly(text);
        self.reads().await
    }

    /// Writes a text and returns the update's number, 0 if the bot does not get it.
    pub fn says_quietly(&self, text: &str) -> i64 {
        self.act(|world, place| people::say(world, place, text))
    }

    /// Follows a link to the bot.
    pub async fn follows(&self, link: &str) -> Vec<Act> {
        self.act(|world, place| people::open_link(world, place.by, link));
        self.reads().await
    }

    /// Presses the newest button with this label and reads the bot's acts.
    pub async fn presses(&self, label: &str) -> Vec<Act> {
        let query = self.press(|world, chat| press::by_label(world, chat, label, None));
        self.read_until(Some(&query.1)).await
    }

    /// Presses the newest button with this label and returns the update's number.
    pub fn presses_quietly(&self, label: &str) -> i64 {
        self.press(|world, chat| press::by_label(world, chat, label, None)).0
    }

    /// Presses a button of a certain message, also one that it no longer shows.
    pub async fn presses_at(&self, message_id: i64, label: &str) -> Vec<Act> {
        let query = self.press(|world, chat| press::by_memory(world, chat, label, message_id));
        self.read_until(Some(&query.1)).await
    }

    /// Sends callback data of one's own making, as a modified client can.
    pub async fn presses_raw(&self, message_id: i64, data: &str) -> Vec<Act> {
        let (label, data) = (format!("raw {data}"), data.to_owned());
        let query = self.press(|_, _| Ok(press::Target { message_id, label, data }));
        self.read_until(Some(&query.1)).await
    }

    /// Taps the key of the reply keyboard with this label and reads the bot's acts.
    pub async fn taps(&self, label: &str) -> Vec<Act> {
        self.act(|world, place| {
            let key = press::key_place(world, place.chat, label);
            let (row, column) = key.ok_or_else(|| format!("No key says [{label}]."))?;
            press::tap(world, place, row, column)
        });
        self.reads().await
    }

    /// Shares the contact card of somebody, who need not be on Telegram.
    pub async fn shares_contact(
        &self,
        phone_number: &str,
        first_name: &str,
        user_id: Option<i64>,
    ) -> Vec<Act> {
        let mut contact = json!({"phone_number": phone_number, "first_name": first_name});
        if let Some(user_id) = user_id {
            contact["user_id"] = json!(user_id);
        }
        self.shares_contact_card(contact).await
    }

    /// Shares a contact card given as the Bot API's `Contact`.
    pub async fn shares_contact_card(&self, contact: Value) -> Vec<Act> {
        self.act(|world, place| media::share_contact(world, place, contact));
        self.reads().await
    }

    /// Shares the person's own contact card, as the key of a reply keyboard does.
    pub async fn shares_own_contact(&self) -> Vec<Act> {
        let own = self.shared.look(|world| media::own_contact(world, self.place.by));
        self.shares_contact_card(own).await
    }

    /// Sends an invented photo.
    pub async fn sends_photo(&self, caption: &str) -> Vec<Act> {
        self.act(|world, place| media::send_photo(world, place, caption, None));
        self.reads().await
    }

    /// Sends so many invented photos as one album.
    pub async fn sends_album(&self, count: usize) -> Vec<Act> {
        self.act(|world, place| media::send_album(world, place, count, ""));
        self.reads().await
    }

    /// Sends a document.
    pub async fn sends_document(&self, name: &str, bytes: &[u8]) -> Vec<Act> {
        let bytes = Some(bytes.to_vec());
        self.act(|world, place| media::send_document(world, place, name, bytes));
        self.reads().await
    }

    /// Sends a sticker.
    pub async fn sends_sticker(&self) -> Vec<Act> {
        self.act(media::send_sticker);
        self.reads().await
    }

    /// Sends a voice message.
    pub async fn sends_voice(&self) -> Vec<Act> {
        self.act(media::send_voice);
        self.reads().await
    }

    /// Changes the text of one's own message and returns the update's number. Bots that do not
    /// ask for edits never hear of it, so nothing is waited for.
    pub fn edits(&self, message_id: i64, text: &str) -> i64 {
        self.act(|world, place| people::edit(world, place, message_id, text))
    }

    /// Deletes a message on both sides; the bot is not told.
    pub fn deletes(&self, message_id: i64) {
        self.act(|world, place| people::delete(world, place, message_id));
    }

    /// Blocks the bot and returns the update's number.
    pub fn blocks(&self) -> i64 {
        self.act(|world, place| people::block(world, place.by, true))
    }

    /// Unblocks the bot and returns the update's number.
    pub fn unblocks(&self) -> i64 {
        self.act(|world, place| people::block(world, place.by, false))
    }

    /// Adds the bot to the group this phone looks at, and returns the update's number.
    pub fn adds_bot(&self) -> i64 {
        self.act(people::groups::add_bot)
    }

    /// Waits for the bot's next act toward this person: a new message, an edit, a deletion or a
    /// toast. Goes on until nothing is unread and no call was under way for 30 ms.
    pub async fn reads(&self) -> Vec<Act> {
        self.read_until(None).await
    }

    /// The newest message of the bot that the person sees.
    pub fn screen(&self) -> Message {
        let newest = self.chat().into_iter().rfind(|message| !message.out);
        newest.unwrap_or_else(|| self.fail("sees no message of the bot"))
    }

    /// All messages the person sees, oldest first.
    pub fn chat(&self) -> Vec<Message> {
        self.shared.look(|world| {
            let chat = &world.chats[&self.place.chat];
            chat.visible().map(|letter| view::message(world, chat, letter)).collect()
        })
    }

    /// The command menu the person sees, as `command – description`.
    pub fn menu(&self) -> Vec<String> {
        self.shared.look(|world| {
            let language = world.people[&self.place.by].language_code.as_deref();
            let menu = world.menus.seen_by(self.place.by, self.place.chat, language);
            menu.iter().map(|entry| format!("{} – {}", entry.command, entry.description)).collect()
        })
    }

    /// The acts of the bot that this person has not read yet, as lines of the transcript.
    pub fn unread(&self) -> Vec<String> {
        self.shared.look(|world| {
            let name = world.chat_name(self.place.chat);
            self.unread_acts(world).map(|event| act_line(&name, event)).collect()
        })
    }

    fn unread_acts<'a>(&self, world: &'a World) -> impl Iterator<Item = &'a Event> + use<'a> {
        let chat = self.place.chat;
        let events = world.events.since(self.read_up_to.load(Ordering::Acquire)).iter();
        events.filter(move |event| event.is_act() && event.is_seen_in(chat))
    }

    fn act(&self, act: impl FnOnce(&mut World, Place) -> Outcome) -> i64 {
        match self.shared.change(|world| act(world, self.place)) {
            Ok(Done { update_id, .. }) => update_id.unwrap_or_default(),
            Err(why) => self.fail(&why),
        }
    }

    /// Presses what `find` finds; returns the numbers of the update and the callback query.
    fn press(
        &self,
        find: impl FnOnce(&World, i64) -> Result<press::Target, String>,
    ) -> (i64, String) {
        let pressed = self.shared.change(|world| {
            let target = find(world, self.place.chat)?;
            press::press(world, self.place, &target)
        });
        match pressed {
            Ok((done, query)) => (done.update_id.unwrap_or_default(), query),
            Err(why) => self.fail(&why),
        }
    }

    /// Reads until something was read, the press was answered, and it is quiet.
    async fn read_until(&self, press: Option<&str>) -> Vec<Act> {
        let mut acts = Vec::new();
        let deadline = Instant::now() + WAIT_MAX;
        let quiet = self.shared.wait(deadline, |world| {
            acts.extend(self.take_acts(world));
            let is_answered = press.is_none_or(|query| world.presses.is_answered(query));
            if acts.is_empty() || !is_answered {
                return Found::Nothing;
            }
            match world.traffic.quiet_at(QUIET) {
                Some(moment) if moment <= Instant::now() => Found::It(()),
                Some(moment) => Found::NothingUntil(moment),
                None => Found::Nothing,
            }
        });
        if quiet.await.is_some() {
            return acts;
        }
        match press.is_some_and(|query| self.shared.look(|world| !world.presses.is_answered(query)))
        {
            true => self.fail("waits in vain for the answer to a press"),
            false if acts.is_empty() => self.fail("waits in vain for the bot"),
            false => self.fail("waits in vain for the bot to come to rest"),
        }
    }

    /// Takes the unread acts over into the transcript.
    fn take_acts(&self, world: &mut World) -> Vec<Act> {
        let events: Vec<Event> = self.unread_acts(world).cloned().collect();
        self.read_up_to.store(world.events.last_seq(), Ordering::Release);
        let name = world.chat_name(self.place.chat);
        let act = |event: Event| {
            world.transcript.act(&name, &event);
            Act { kind: event.kind, line: act_line(&name, &event), message: event.message }
        };
        events.into_iter().map(act).collect()
    }

    fn fail(&self, why: &str) -> ! {
        let (name, transcript) =
            self.shared.look(|world| (self.place.name(world), world.transcript.text()));
        panic!("{name}: {why}\n\nThe transcript so far:\n{transcript}");
    }
}
