//! The world: everything the simulator knows, behind one lock, and the bell that rings when it
//! changes. The lock is never held across an `await`.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, MutexGuard},
    time::Instant,
};

use chrono::SecondsFormat;
use serde_json::Value;
use tokio::{sync::Notify, time::timeout_at};

use crate::{
    chat::{Chat, Room},
    clock::SimClock,
    commands::CommandMenus,
    events::{Event, EventKind, Events},
    faults::FaultPlan,
    files::Files,
    host::Host,
    journal::JournalBook,
    options::Options,
    pace::Pace,
    presses::Presses,
    traffic::Traffic,
    transcript::Transcript,
    updates::{UpdateKind, UpdateQueue},
    view::{self, Person},
};

/// Who the bot is.
pub(crate) struct BotProfile {
    pub(crate) token: String,
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) username: String,
    /// The texts of `setMyName` and its siblings, by field and language.
    pub(crate) texts: BTreeMap<(&'static str, String), String>,
    /// Where updates would be posted; the simulator only refuses to poll then.
    pub(crate) webhook_url: String,
}

/// Everything the simulator knows.
pub(crate) struct World {
    pub(crate) bot: BotProfile,
    pub(crate) clock: SimClock,
    pub(crate) people: BTreeMap<i64, Person>,
    /// The people in the order in which they came, which is that of their phones.
    pub(crate) arrived: Vec<i64>,
    pub(crate) chats: BTreeMap<i64, Chat>,
    pub(crate) files: Files,
    pub(crate) queue: UpdateQueue,
    pub(crate) presses: Presses,
    pub(crate) menus: CommandMenus,
    pub(crate) faults: FaultPlan,
    pub(crate) pace: Pace,
    pub(crate) journal: JournalBook,
    pub(crate) events: Events,
    pub(crate) transcript: Transcript,
    /// Up to which event the acts in a chat have been read into the transcript.
    pub(crate) acts_read: BTreeMap<i64, u64>,
    pub(crate) traffic: Traffic,
    pub(crate) last_album: u64,
    /// The number of the first message of a chat.
    pub(crate) first_message_id: i64,
    /// The simulator is going down: long polls end at once.
    pub(crate) closing: bool,
    started: Instant,
}

impl World {
    pub(crate) fn new(options: &Options) -> io::Result<Self> {
        let id = options.token.split(':').next().and_then(|digits| digits.parse().ok());
        let id = id.ok_or_else(|| io::Error::other("a token begins with digits and a colon"))?;
        let bot = BotProfile {
            token: options.token.clone(),
            id,
            name: options.bot_name.clone(),
            username: options.bot_username.clone(),
            texts: BTreeMap::new(),
            webhook_url: String::new(),
        };
        let mut clock = SimClock::start(options.frozen_at, options.clock_file.clone())?;
        clock.shown_offset_s = options.shown_offset_s;
        Ok(Self {
            bot,
            clock,
            people: BTreeMap::new(),
            arrived: Vec::new(),
            chats: BTreeMap::new(),
            files: Files::default(),
            queue: UpdateQueue::new(options.first_update_id),
            presses: Presses::default(),
            menus: CommandMenus::default(),
            faults: FaultPlan::default(),
            pace: Pace::new(options.rate_limits),
            journal: JournalBook::open(options.journal.as_deref())?,
            events: Events::default(),
            transcript: Transcript::default(),
            acts_read: BTreeMap::new(),
            traffic: Traffic::new(),
            last_album: 0,
            first_message_id: options.first_message_id,
            closing: false,
            started: Instant::now(),
        })
    }

    /// The present, as the journal writes it.
    pub(crate) fn timestamp(&self) -> String {
        self.clock.now().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Microseconds from the simulator's start to a moment.
    pub(crate) fn micros(&self, moment: Instant) -> u64 {
        let since = moment.saturating_duration_since(self.started);
        u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
    }

    /// Adds a person and the empty chat with them, or replaces what is known of the person.
    pub(crate) fn add_person(&mut self, person: Person) {
        let id = person.id;
        if self.people.insert(id, person).is_none() {
            self.arrived.push(id);
        }
        let first = self.first_message_id;
        self.chats.entry(id).or_insert_with(|| Chat::new(id, Room::Private, first));
    }

    /// Queues an update for the bot and notes it; `None` if the bot does not want its kind.
    pub(crate) fn issue(&mut self, kind: UpdateKind, date: i64, object: Value) -> Option<i64> {
        let update = self.queue.push(kind, date, object)?;
        let at = self.timestamp();
        self.journal.note_update(at, self.micros(Instant::now()), &update);
        update["update_id"].as_i64()
    }

    /// Tells the people's side what happened to a message.
    pub(crate) fn tell(&mut self, kind: EventKind, chat: i64, message_id: i64, by_bot: bool) {
        let in_chat = &self.chats[&chat];
        let letter = in_chat.letters.get(&message_id);
        let event = Event {
            seq: 0,
            chat: Some(chat),
            kind,
            message: letter.map(|letter| view::message(self, in_chat, letter)),
            message_id: Some(message_id),
            toast: None,
            by_bot,
        };
        self.events.push(event);
    }

    /// The acts of the bot in a chat that are not in the transcript yet.
    pub(crate) fn unread_acts(&self, chat: i64) -> impl Iterator<Item = &Event> {
        let read = self.acts_read.get(&chat).copied().unwrap_or_default();
        let events = self.events.since(read).iter();
        events.filter(move |event| event.is_act() && event.chat == Some(chat))
    }

    /// The identifier of a new album.
    pub(crate) fn new_album(&mut self) -> String {
        self.last_album += 1;
        // As long as the real ones.
        format!("139{:014}", self.last_album)
    }

    /// The name of a person or the title of a group.
    pub(crate) fn chat_name(&self, chat: i64) -> String {
        match &self.chats[&chat].room {
            Room::Private => self.people[&chat].name.clone(),
            Room::Group { title, .. } => title.clone(),
        }
    }
}

/// What a waiting task found when it looked at the world.
pub(crate) enum Found<T> {
    /// What it waited for.
    It(T),
    /// Nothing; look again when the world changes.
    Nothing,
    /// Nothing; look again when the world changes, or at that moment.
    NothingUntil(Instant),
}

/// The world behind its lock, shared by both doors and the Rust face.
pub(crate) struct Shared {
    pub(crate) host: Option<Arc<dyn Host>>,
    world: Mutex<World>,
    changed: Notify,
}

impl Shared {
    pub(crate) fn new(world: World, host: Option<Arc<dyn Host>>) -> Self {
        Self { host, world: Mutex::new(world), changed: Notify::new() }
    }

    /// Changes the world and wakes all who wait for a change.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.lock());
        self.changed.notify_waiters();
        result
    }

    /// Looks at the world.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.lock())
    }

    /// Looks again after every change until it is found; `None` after the deadline.
    ///
    /// `look` may change the world, but wakes nobody by it.
    pub(crate) async fn wait<T>(
        &self,
        deadline: Instant,
        mut look: impl FnMut(&mut World) -> Found<T>,
    ) -> Option<T> {
        loop {
            let mut changed = std::pin::pin!(self.changed.notified());
            changed.as_mut().enable();
            // The lock is gone at the end of this statement.
            let found = look(&mut self.lock());
            let until = match found {
                Found::It(it) => return Some(it),
                Found::Nothing => deadline,
                Found::NothingUntil(moment) => moment.min(deadline),
            };
            if Instant::now() >= deadline {
                return None;
            }
            // Either way the loop looks again.
            let _ = timeout_at(until.into(), changed).await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("nobody panics while holding the world")
    }
}
