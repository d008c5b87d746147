//! Telegram's rate limits, off unless an option asks for them.
//!
//! "In a single chat, avoid sending more than one message per second. […] In a group, bots are
//! not be able to send more than 20 messages per minute. For bulk notifications, bots are not
//! able to broadcast more than about 30 messages per second" (Bots FAQ). Edits count as well.
//! Real time is measured: waiting for a clock that stands still would never end.

use std::{
    collections::{BTreeMap, VecDeque},
    time::{Duration, Instant},
};

/// In one private chat: so many within [`SECOND`].
const CHAT_MAX: usize = 1;
/// In one group: so many within [`MINUTE`].
const GROUP_MAX: usize = 20;
/// In all chats together: so many within [`SECOND`].
const ALL_MAX: usize = 30;
const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// When the bot last wrote, and where.
pub(crate) struct Pace {
    is_limited: bool,
    all: VecDeque<Instant>,
    chats: BTreeMap<i64, VecDeque<Instant>>,
}

impl Pace {
    pub(crate) fn new(is_limited: bool) -> Self {
        Self { is_limited, all: VecDeque::new(), chats: BTreeMap::new() }
    }

    /// Counts a message to this chat, or says after how many seconds to try again.
    pub(crate) fn step(&mut self, chat: i64) -> Result<(), u64> {
        if !self.is_limited {
            return Ok(());
        }
        let now = Instant::now();
        let (chat_max, window) = if chat < 0 { (GROUP_MAX, MINUTE) } else { (CHAT_MAX, SECOND) };
        let in_chat = self.chats.entry(chat).or_default();
        check(in_chat, now, chat_max, window)?;
        check(&mut self.all, now, ALL_MAX, SECOND)?;
        in_chat.push_back(now);
        self.all.push_back(now);
        Ok(())
    }
}

fn check(
    times: &mut VecDeque<Instant>,
    now: Instant,
    most: usize,
    window: Duration,
) -> Result<(), u64> {
    while times.front().is_some_and(|&time| now - time >= window) {
        times.pop_front();
    }
    match times.front() {
        Some(&oldest) if times.len() >= most => Err((window - (now - oldest)).as_secs() + 1),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_message_within_a_second_waits() {
        let mut pace = Pace::new(true);
        assert_eq!(pace.step(101), Ok(()));
        assert_eq!(pace.step(101), Err(1));
        assert_eq!(pace.step(102), Ok(()));
        assert_eq!((0..GROUP_MAX).try_for_each(|_| pace.step(-5)), Ok(()));
        assert_eq!(pace.step(-5), Err(60));
        assert_eq!(Pace::new(false).step(101), Ok(()));
    }
}
