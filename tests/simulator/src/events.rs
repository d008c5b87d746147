//! What people can see happen, in order: the source of the page's long poll and of `reads`.

use serde::Serialize;

use crate::view::Message;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// A message appeared.
    Message,
    /// A message changed.
    Edit,
    /// A message went away.
    Delete,
    /// A press was answered; with a toast only if the answer has a text.
    Answer,
    /// The bot shows "typing…".
    Typing,
    /// The reply keyboard changed.
    Keyboard,
    /// The command menu changed.
    Commands,
    /// The clock was moved.
    Clock,
    /// The bot was blocked or unblocked.
    Blocked,
    /// A message was pinned or unpinned.
    Pinned,
}

/// The short text over a chat after a press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Toast {
    /// The text.
    pub text: String,
    /// A box to close rather than a line that fades.
    pub alert: bool,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Counts from 1 without gaps.
    pub seq: u64,
    /// The chat, unless it concerns all.
    pub chat: Option<i64>,
    /// What happened.
    pub kind: EventKind,
    /// The message as it was then.
    pub message: Option<Message>,
    /// The message's number.
    pub message_id: Option<i64>,
    /// The toast of an answered press.
    pub toast: Option<Toast>,
    /// Whether the bot did it, rather than a person.
    #[serde(skip)]
    pub by_bot: bool,
}

impl Event {
    /// Whether a person notices this as an act of the bot.
    pub(crate) fn is_act(&self) -> bool {
        let noticed = match self.kind {
            EventKind::Message | EventKind::Edit | EventKind::Delete => true,
            EventKind::Answer => self.toast.is_some(),
            EventKind::Typing
            | EventKind::Keyboard
            | EventKind::Commands
            | EventKind::Clock
            | EventKind::Blocked
            | EventKind::Pinned => false,
        };
        self.by_bot && noticed
    }
}

/// All that happened so far.
#[derive(Default)]
pub(crate) struct Events {
    all: Vec<Event>,
}

impl Events {
    /// The number of the latest event, 0 before the first.
    pub(crate) fn last_seq(&self) -> u64 {
        self.all.len() as u64
    }

    /// The events after that number.
    pub(crate) fn since(&self, seq: u64) -> &[Event] {
        let start = usize::try_from(seq).unwrap_or(usize::MAX).min(self.all.len());
        &self.all[start..]
    }

    /// Notes an event about no message.
    pub(crate) fn push_bare(&mut self, chat: Option<i64>, kind: EventKind) {
        self.push(Event {
            seq: 0,
            chat,
            kind,
            message: None,
            message_id: None,
            toast: None,
            by_bot: true,
        });
    }

    /// Notes an event and gives it its number.
    pub(crate) fn push(&mut self, mut event: Event) {
        event.seq = self.last_seq() + 1;
        self.all.push(event);
    }
}
