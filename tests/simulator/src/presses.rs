//! Button presses that wait for their answer (`answerCallbackQuery`).

use std::collections::BTreeMap;

use crate::updates::CALLBACK_LIFE_S;

/// One press.
pub(crate) struct Press {
    pub(crate) chat: i64,
    pub(crate) message_id: i64,
    pressed: i64,
    pub(crate) answered: bool,
}

/// All presses by the id of their callback query.
#[derive(Default)]
pub(crate) struct Presses {
    presses: BTreeMap<String, Press>,
}

impl Presses {
    /// Takes a press in and returns the id of its callback query.
    pub(crate) fn add(&mut self, chat: i64, message_id: i64, unix: i64) -> String {
        // As long as the real ones, which are signed 64-bit numbers.
        let id = (4_000_000_000_000_000_000_u64 + self.presses.len() as u64 + 1).to_string();
        let press = Press { chat, message_id, pressed: unix, answered: false };
        self.presses.insert(id.clone(), press);
        id
    }

    /// The press, if it can still be answered.
    pub(crate) fn open(&mut self, id: &str, unix: i64) -> Option<&mut Press> {
        let is_open =
            |press: &&mut Press| !press.answered && unix <= press.pressed + CALLBACK_LIFE_S;
        self.presses.get_mut(id).filter(is_open)
    }

    pub(crate) fn is_answered(&self, id: &str) -> bool {
        self.presses.get(id).is_some_and(|press| press.answered)
    }
}
