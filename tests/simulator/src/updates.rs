//! The queue of updates, as `TQueue` and `getUpdates` of the Bot API server keep it.

use std::{collections::VecDeque, time::Instant};

use serde_json::{Value, json};

/// "Values between 1-100 are accepted. Defaults to 100" (Bot API, `getUpdates`).
pub(crate) const BATCH_MAX: usize = 100;
/// An answer is cut where it would grow beyond this.
const ANSWER_BYTES_MAX: usize = 1 << 22;
/// What the server adds per update when it measures an answer.
const UPDATE_BYTES_EXTRA: usize = 50;
/// An offset this far beyond the newest update is taken for a mistake.
const OFFSET_SLACK: i64 = 10;
/// A message reaches the bot for so long after its date, in seconds.
const MESSAGE_LIFE_S: i64 = 24 * 60 * 60;
/// A button press reaches the bot, and can be answered, for so long, in seconds.
pub(crate) const CALLBACK_LIFE_S: i64 = 150;
/// The same offset again within this time gets one update.
const REPEAT_ONE_S: f64 = 0.5;
/// The same offset again within this time waits at least [`REPEAT_TIMEOUT_S`].
const REPEAT_WAIT_S: f64 = 3.0;
/// The shortest wait of a hasty repetition, in seconds.
const REPEAT_TIMEOUT_S: u64 = 3;

/// The kinds of update the simulator issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UpdateKind {
    Message,
    EditedMessage,
    CallbackQuery,
    MyChatMember,
}

impl UpdateKind {
    /// The field that carries it in an `Update`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::EditedMessage => "edited_message",
            Self::CallbackQuery => "callback_query",
            Self::MyChatMember => "my_chat_member",
        }
    }

    fn life_s(self) -> i64 {
        match self {
            Self::CallbackQuery => CALLBACK_LIFE_S,
            Self::Message | Self::EditedMessage | Self::MyChatMember => MESSAGE_LIFE_S,
        }
    }
}

/// What a poll asks for, after the server's quirks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Poll {
    pub(crate) offset: i64,
    pub(crate) limit: usize,
    pub(crate) timeout_s: u64,
}

struct Queued {
    id: i64,
    expires: i64,
    update: Value,
}

/// The updates the bot has not confirmed.
pub(crate) struct UpdateQueue {
    queued: VecDeque<Queued>,
    next_id: i64,
    /// Everything below has been confirmed (or has expired).
    confirmed_below: i64,
    allowed: Vec<String>,
    previous_poll: Option<(i64, Instant)>,
    /// The number of the poll that waits; an older one that still waits has lost its place.
    pub(crate) generation: u64,
    /// How many polls there were so far.
    pub(crate) polls: u64,
    /// How many polls wait right now.
    pub(crate) waiting: usize,
    /// When the bot last asked, in unix seconds of the simulator's clock.
    pub(crate) last_poll: Option<i64>,
    /// Until then the next conflict is answered late.
    pub(crate) next_conflict: Option<Instant>,
}

impl UpdateQueue {
    pub(crate) fn new(first_id: i64) -> Self {
        Self {
            queued: VecDeque::new(),
            next_id: first_id,
            confirmed_below: first_id,
            allowed: Vec::new(),
            previous_poll: None,
            generation: 0,
            polls: 0,
            waiting: 0,
            last_poll: None,
            next_conflict: None,
        }
    }

    /// Queues an update, unless the bot does not want its kind, and returns it with its number.
    ///
    /// `date` is when it happened, which for a press is now.
    pub(crate) fn push(&mut self, kind: UpdateKind, date: i64, object: Value) -> Option<Value> {
        if !self.wants(kind) {
            return None;
        }
        let id = self.next_id;
        self.next_id += 1;
        let update = json!({"update_id": id, kind.name(): object});
        self.queued.push_back(Queued { id, expires: date + kind.life_s(), update: update.clone() });
        Some(update)
    }

    /// "Specify an empty list to receive all update types except chat_member, message_reaction,
    /// and message_reaction_count (default). If not specified, the previous setting will be
    /// used." (Bot API, `getUpdates`)
    pub(crate) fn allow(&mut self, kinds: Option<Vec<String>>) {
        if let Some(kinds) = kinds {
            self.allowed = kinds;
        }
    }

    pub(crate) fn allowed(&self) -> &[String] {
        &self.allowed
    }

    fn wants(&self, kind: UpdateKind) -> bool {
        self.allowed.is_empty() || self.allowed.iter().any(|allowed| allowed == kind.name())
    }

    /// Applies the server's quirks against hasty repetition and remembers this poll.
    pub(crate) fn begin_poll(&mut self, mut poll: Poll, unix: i64) -> Poll {
        if let Some((offset, at)) = self.previous_poll
            && offset == poll.offset
        {
            let since_s = at.elapsed().as_secs_f64();
            if since_s < REPEAT_WAIT_S {
                poll.timeout_s = poll.timeout_s.max(REPEAT_TIMEOUT_S);
            }
            if since_s < REPEAT_ONE_S {
                poll.limit = 1;
            }
        }
        self.polls += 1;
        self.previous_poll = Some((poll.offset, Instant::now()));
        self.last_poll = Some(unix);
        poll
    }

    /// Forgets what `offset` confirms and returns the next updates.
    ///
    /// "An update is considered confirmed as soon as getUpdates is called with an offset higher
    /// than its update_id. The negative offset can be specified to retrieve updates starting from
    /// -offset update from the end of the updates queue. All previous updates will be forgotten."
    /// (Bot API, `getUpdates`)
    pub(crate) fn take(&mut self, offset: i64, limit: usize, unix: i64) -> Vec<Value> {
        if offset < 0 {
            let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
            while self.queued.len() > keep {
                self.forget_head();
            }
        } else if offset <= self.next_id + OFFSET_SLACK {
            while self.queued.front().is_some_and(|head| head.id < offset) {
                self.forget_head();
            }
        }
        self.expire(unix);
        let mut bytes_left = ANSWER_BYTES_MAX;
        let fits = |queued: &&Queued| {
            let bytes = UPDATE_BYTES_EXTRA + queued.update.to_string().len();
            bytes_left = bytes_left.saturating_sub(bytes);
            bytes_left > 0
        };
        self.queued
            .iter()
            .take(limit)
            .take_while(fits)
            .map(|queued| queued.update.clone())
            .collect()
    }

    fn forget_head(&mut self) {
        if let Some(head) = self.queued.pop_front() {
            self.confirmed_below = head.id + 1;
        }
    }

    /// Drops what has outlived its time.
    pub(crate) fn expire(&mut self, unix: i64) {
        self.queued.retain(|queued| queued.expires >= unix);
    }

    /// Drops everything, as `drop_pending_updates` asks.
    pub(crate) fn clear(&mut self) {
        self.queued.clear();
        self.confirmed_below = self.next_id;
    }

    /// How many updates wait to be confirmed.
    pub(crate) fn pending(&self) -> usize {
        self.queued.len()
    }

    /// Whether the bot has confirmed this update.
    pub(crate) fn is_confirmed(&self, id: i64) -> bool {
        id < self.confirmed_below
    }

    /// Lets the next update have this number, as Telegram does after a week of silence.
    pub(crate) fn renumber(&mut self, next_id: i64) {
        self.next_id = next_id;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue_of(count: i64) -> UpdateQueue {
        let mut queue = UpdateQueue::new(10);
        for n in 0..count {
            queue.push(UpdateKind::Message, 0, json!({"message_id": n}));
        }
        queue
    }

    fn ids(updates: &[Value]) -> Vec<i64> {
        updates.iter().filter_map(|update| update["update_id"].as_i64()).collect()
    }

    #[test]
    fn an_offset_confirms_what_is_below_it() {
        let mut queue = queue_of(3);
        assert_eq!(ids(&queue.take(0, 100, 0)), [10, 11, 12]);
        assert_eq!(ids(&queue.take(11, 1, 0)), [11]);
        assert_eq!(ids(&queue.take(0, 100, 0)), [11, 12]);
        assert!(queue.is_confirmed(10) && !queue.is_confirmed(11));
    }

    #[test]
    fn a_negative_offset_keeps_only_the_last() {
        let mut queue = queue_of(3);
        assert_eq!(ids(&queue.take(-1, 100, 0)), [12]);
        assert_eq!(queue.pending(), 1);
    }

    #[test]
    fn an_offset_far_beyond_the_tail_confirms_nothing() {
        let mut queue = queue_of(3);
        assert_eq!(ids(&queue.take(13 + OFFSET_SLACK + 1, 100, 0)), [10, 11, 12]);
        assert_eq!(ids(&queue.take(13 + OFFSET_SLACK, 100, 0)), [0; 0]);
    }

    #[test]
    fn a_press_expires_long_before_a_message() {
        let mut queue = queue_of(1);
        queue.push(UpdateKind::CallbackQuery, 0, json!({}));
        assert_eq!(ids(&queue.take(0, 100, CALLBACK_LIFE_S)), [10, 11]);
        assert_eq!(ids(&queue.take(0, 100, CALLBACK_LIFE_S + 1)), [10]);
        assert_eq!(ids(&queue.take(0, 100, MESSAGE_LIFE_S + 1)), [0; 0]);
    }

    #[test]
    fn kinds_that_are_not_allowed_are_never_queued() {
        let mut queue = queue_of(0);
        queue.allow(Some(vec!["message".to_owned()]));
        assert!(queue.push(UpdateKind::CallbackQuery, 0, json!({})).is_none());
        queue.allow(None);
        assert!(queue.push(UpdateKind::EditedMessage, 0, json!({})).is_none());
        queue.allow(Some(Vec::new()));
        assert!(queue.push(UpdateKind::CallbackQuery, 0, json!({})).is_some());
    }
}
