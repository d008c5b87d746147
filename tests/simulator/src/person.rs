//! A person's phone in a test: says, presses, reads.
//!
//! Methods without `quietly` wait for the bot's next act toward the person and for all that
//! follows in the same breath; see [`Person::reads`]. Everything is written into the transcript.
//! What can't be done (a button that is not there, a bot that stays silent) is a panic that shows
//! the transcript so far.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    events::{Event, EventKind, Toast},
    people::{self, Done, Outcome, Place, media, press},
    traffic::Calm,
    transcript::act_line,
    view::{self, Message},
    world::{Found, Shared, World},
};

/// The longest wait for the bot, in real time.
pub const WAIT_MAX: Duration = Duration::from_secs(10);
/// The bot is done with an act when no call was under way for so long.
const QUIET: Duration = Duration::from_millis(30);
/// The same while the bot may still be at work: it has not confirmed the update, has only shown a toast, or wrote
/// anew and may be about to delete what that replaces.
const QUIET_UNDONE: Duration = Duration::from_millis(400);

/// An act of the bot that a person noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Counts all events of the simulator.
    pub seq: u64,
    /// A message, an edit, a deletion, or an answer with a toast.
    pub kind: EventKind,
    /// The message as it was then.
    pub message: Option<Message>,
    /// The toast of an answer.
    pub toast: Option<Toast>,
    /// Its line in the transcript.
    pub line: String,
}

/// What a wait for the bot began with.
#[derive(Default)]
struct Start {
    /// The newest event before it.
    seq: u64,
    /// The update the bot got.
    update_id: Option<i64>,
    /// The callback query that waits for an answer.
    query: Option<String>,
}

impl Start {
    /// Whether this act may be the bot's answer: a late deletion belongs to what was before.
    fn is_answered_by(&self, act: &Act) -> bool {
        act.seq > self.seq && (self.seq == 0 || act.kind != EventKind::Delete)
    }
}

/// A person's phone; clones are the same phone.
#[derive(Clone)]
pub struct Person {
    shared: Arc<Shared>,
    place: Place,
}

impl Person {
    pub(crate) fn new(shared: Arc<Shared>, place: Place) -> Self {
        Self { shared, place }
    }

    /// The user's id, which is also the id of the private chat.
    pub fn id(&self) -> i64 {
        self.place.by
    }

    /// The same person in a group; reads what happens there.
    pub fn in_group(&self, group: i64) -> Self {
        let place = Place { by: self.place.by, chat: group };
        Self { place, shared: self.shared.clone() }
    }

    /// Writes a text and reads the bot's acts.
    pub async fn says(&self, text: &str) -> Vec<Act> {
        self.act_and_read(|world, place| people::say(world, place, text)).await
    }

    /// Writes a text and returns the update's number, 0 if the bot does not get it.
    pub fn says_quietly(&self, text: &str) -> i64 {
        self.act(|world, place| people::say(world, place, text)).unwrap_or_default()
    }

    /// Follows a link to the bot.
    pub async fn follows(&self, link: &str) -> Vec<Act> {
        self.act_and_read(|world, place| people::open_link(world, place.by, link)).await
    }

    /// Presses the newest button with this label and reads the bot's acts.
    pub async fn presses(&self, label: &str) -> Vec<Act> {
        self.press_and_read(|world, chat| press::by_label(world, chat, label, None)).await
    }

    /// Presses the newest button with this label and returns the update's number.
    pub fn press_quietly(&self, label: &str) -> i64 {
        self.press(|world, chat| press::by_label(world, chat, label, None)).0.unwrap_or_default()
    }

    /// Presses the newest button with this label, if there is one, and returns the update's number.
    pub fn press_if_there(&self, label: &str) -> Option<i64> {
        self.shared.change(|world| {
            let target = press::by_label(world, self.place.chat, label, None).ok()?;
            press::press(world, self.place, &target).ok()?.0.update_id
        })
    }

    /// Presses a button of a certain message, also one that it no longer shows.
    pub async fn presses_at(&self, message_id: i64, label: &str) -> Vec<Act> {
        self.press_and_read(|world, chat| press::by_memory(world, chat, label, message_id)).await
    }

    /// Sends callback data of one's own making, as a modified client can.
    pub async fn presses_raw(&self, message_id: i64, data: &str) -> Vec<Act> {
        let (label, data) = (format!("raw {data}"), data.to_owned());
        self.press_and_read(|_, _| Ok(press::Target { message_id, label, data })).await
    }

    /// Taps the key of the reply keyboard with this label and reads the bot's acts.
    pub async fn taps(&self, label: &str) -> Vec<Act> {
        self.act_and_read(|world, place| {
            let key = press::key_place(world, place.chat, label);
            let (row, column) = key.ok_or_else(|| format!("No key says [{label}]."))?;
            press::tap(world, place, row, column)
        })
        .await
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
        self.act_and_read(|world, place| media::share_contact(world, place, contact)).await
    }

    /// Shares the person's own contact card, as the key of a reply keyboard does.
    pub async fn shares_own_contact(&self) -> Vec<Act> {
        let own = self.shared.look(|world| media::own_contact(world, self.place.by));
        self.shares_contact_card(own).await
    }

    /// Sends an invented photo.
    pub async fn sends_photo(&self, caption: &str) -> Vec<Act> {
        self.act_and_read(|world, place| media::send_photo(world, place, caption, None)).await
    }

    /// Sends so many invented photos as one album.
    pub async fn sends_album(&self, count: usize) -> Vec<Act> {
        self.act_and_read(|world, place| media::send_album(world, place, count, "")).await
    }

    /// Sends a document.
    pub async fn sends_document(&self, name: &str, bytes: &[u8]) -> Vec<Act> {
        let bytes = Some(bytes.to_vec());
        self.act_and_read(|world, place| media::send_document(world, place, name, bytes)).await
    }

    /// Sends a sticker.
    pub async fn sends_sticker(&self) -> Vec<Act> {
        self.act_and_read(media::send_sticker).await
    }

    /// Sends a voice message.
    pub async fn sends_voice(&self) -> Vec<Act> {
        self.act_and_read(media::send_voice).await
    }

    /// Shares an invented place.
    pub async fn sends_location(&self) -> Vec<Act> {
        self.act_and_read(media::share_location).await
    }

    /// Changes the text of one's own message and returns the update's number. Bots that do not
    /// ask for edits never hear of it, so nothing is waited for.
    pub fn edits(&self, message_id: i64, text: &str) -> i64 {
        self.act(|world, place| people::edit(world, place, message_id, text)).unwrap_or_default()
    }

    /// Deletes a message on both sides; the bot is not told.
    pub fn deletes(&self, message_id: i64) {
        self.act(|world, place| people::delete(world, place, message_id));
    }

    /// Blocks the bot and returns the update's number.
    pub fn blocks(&self) -> i64 {
        self.act(|world, place| people::block(world, place.by, true)).unwrap_or_default()
    }

    /// Unblocks the bot and returns the update's number.
    pub fn unblocks(&self) -> i64 {
        self.act(|world, place| people::block(world, place.by, false)).unwrap_or_default()
    }

    /// Adds the bot to the group this phone looks at, and returns the update's number.
    pub fn adds_bot(&self) -> i64 {
        self.act(people::groups::add_bot).unwrap_or_default()
    }

    /// Waits for the bot's next act toward this person: a new message, an edit, a deletion or a
    /// toast. Goes on until nothing is unread and no call was under way for 30 ms (400 ms while the
    /// bot may still be at work).
    pub async fn reads(&self) -> Vec<Act> {
        self.read_from(Start::default()).await
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

    /// The file of a message that the person sees.
    pub fn opens(&self, message: &Message) -> Vec<u8> {
        let id = message.file.as_ref().and_then(|path| path.rsplit('/').next());
        let bytes = self.shared.look(|world| Some(world.files.get(id?)?.bytes.clone()));
        bytes.unwrap_or_else(|| self.fail("sees no file there"))
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
            world.unread_acts(self.place.chat).map(|event| act_line(&name, event)).collect()
        })
    }

    fn act(&self, act: impl FnOnce(&mut World, Place) -> Outcome) -> Option<i64> {
        match self.shared.change(|world| act(world, self.place)) {
            Ok(Done { update_id, .. }) => update_id,
            Err(why) => self.fail(&why),
        }
    }

    async fn act_and_read(&self, act: impl FnOnce(&mut World, Place) -> Outcome) -> Vec<Act> {
        let seq = self.last_seq();
        let update_id = self.act(act);
        self.read_from(Start { seq, update_id, query: None }).await
    }

    async fn press_and_read(
        &self,
        find: impl FnOnce(&World, i64) -> Result<press::Target, String>,
    ) -> Vec<Act> {
        let seq = self.last_seq();
        let (update_id, query) = self.press(find);
        self.read_from(Start { seq, update_id, query: Some(query) }).await
    }

    fn last_seq(&self) -> u64 {
        self.shared.look(|world| world.events.last_seq())
    }

    /// Presses what `find` finds; returns the numbers of the update and the callback query.
    fn press(
        &self,
        find: impl FnOnce(&World, i64) -> Result<press::Target, String>,
    ) -> (Option<i64>, String) {
        let pressed = self.shared.change(|world| {
            let target = find(world, self.place.chat)?;
            press::press(world, self.place, &target)
        });
        match pressed {
            Ok((done, query)) => (done.update_id, query),
            Err(why) => self.fail(&why),
        }
    }

    /// Reads until something was read that happened after the start, the press was answered, and
    /// it is quiet.
    async fn read_from(&self, start: Start) -> Vec<Act> {
        let mut acts: Vec<Act> = Vec::new();
        let mut calm = Calm::begin();
        let press = start.query.as_deref();
        let deadline = Instant::now() + WAIT_MAX;
        let quiet = self.shared.wait(deadline, |world| {
            acts.extend(self.take_acts(world));
            let is_answered = press.is_none_or(|query| world.presses.is_answered(query));
            if !is_answered || !acts.iter().any(|act| start.is_answered_by(act)) {
                return Found::Nothing;
            }
            let is_confirmed = start.update_id.is_none_or(|id| world.queue.is_confirmed(id));
            // A toast is often the first half of an answer: the screen follows.
            let is_toast = acts.last().is_some_and(|act| act.kind == EventKind::Answer);
            let is_done = is_confirmed && !is_toast && !self.awaits_deletion(world, &acts);
            calm.look(&world.traffic, if is_done { QUIET } else { QUIET_UNDONE })
        });
        if quiet.await.is_some() {
            return acts;
        }
        let is_open = |query| self.shared.look(|world| !world.presses.is_answered(query));
        if press.is_some_and(is_open) {
            self.fail("waits in vain for the answer to a press");
        }
        if acts.last().is_none_or(|act| act.seq <= start.seq) {
            self.fail("waits in vain for the bot");
        }
        self.fail("waits in vain for the bot to come to rest")
    }

    /// Whether the bot wrote more than it deleted while an older message of it is still there.
    fn awaits_deletion(&self, world: &World, acts: &[Act]) -> bool {
        let count = |kind| acts.iter().filter(|act| act.kind == kind).count();
        let older = world.chats[&self.place.chat].visible().filter(|letter| letter.by_bot());
        count(EventKind::Message) > count(EventKind::Delete) && older.count() > 1
    }

    /// Takes the unread acts over into the transcript.
    fn take_acts(&self, world: &mut World) -> Vec<Act> {
        let chat = self.place.chat;
        let events: Vec<Event> = world.unread_acts(chat).cloned().collect();
        world.acts_read.insert(chat, world.events.last_seq());
        let name = world.chat_name(self.place.chat);
        let act = |event: Event| {
            world.transcript.act(&name, &event);
            let Event { seq, kind, message, toast, .. } = event.clone();
            Act { seq, kind, message, toast, line: act_line(&name, &event) }
        };
        events.into_iter().map(act).collect()
    }

    fn fail(&self, why: &str) -> ! {
        let (name, transcript) =
            self.shared.look(|world| (self.place.name(world), world.transcript.text()));
        panic!("{name}: {why}\n\nThe transcript so far:\n{transcript}");
    }
}
