//! A grammar of the Bot API's updates: every kind of update and of message, as Telegram writes them, and then spoiled:
//! fields missing, of another type, twice, renamed, at the ends of what a number holds, deep, huge, no Unicode.

use crate::hostile;
use crate::kinds::{CHATS, ENTITY, MEDIA, MESSAGES, NUMBERS, OTHERS, SERVICE, SURROGATES};
use crate::node::Node::{self, List, Map, Text};
use crate::node::{map, raw, text};
use crate::rig::Random;

/// Stands in every text that somebody sends: it must be nowhere where it does not belong.
pub const CANARY: &str = "zqcanary";

/// One update in so many is spoiled by size or by depth.
const HUGE: u64 = 4_000;
/// Characters of a huge text, items of a huge list, and the deepest nesting.
const TEXT_BYTES: usize = 1 << 20;
const ENTITIES: usize = 100_000;
const DEPTH: u64 = 20_000;

/// Draws updates.
pub struct Grammar<'a> {
    /// The dice.
    pub random: &'a mut Random,
    /// People who have a seat.
    pub people: &'a [i64],
}

impl Grammar<'_> {
    /// An update as Telegram would write it, most often spoiled in a few places.
    pub fn update(&mut self, id: i64) -> String {
        let mut node = self.sound(id);
        for _ in 0..self.random.pick(&[0, 0, 1, 1, 2, 5]) {
            self.spoil(&mut node);
        }
        let mut told = String::new();
        node.write(&mut told);
        told
    }

    /// The same with its number left whole and the JSON a JSON, as it is when Telegram's own server wrote it.
    pub fn numbered(&mut self, id: i64) -> String {
        loop {
            let told = self.update(id);
            let number = serde_json::from_str::<Numbered>(&told);
            if number.is_ok_and(|number| number.update_id == id) {
                return told;
            }
        }
    }

    /// An update without anything wrong in it.
    pub fn sound(&mut self, id: i64) -> Node {
        let messages = self.random.next().is_multiple_of(2);
        let kind = if messages { self.random.pick(MESSAGES) } else { self.random.pick(OTHERS) };
        let object = match kind {
            "callback_query" => self.press(),
            "my_chat_member" | "chat_member" => self.membership(),
            _ if messages => self.message(0),
            _ => self.other(),
        };
        map([("update_id", raw(id)), (kind, object)])
    }

    fn words(&mut self) -> Node {
        Text(match self.random.between(0, 7) {
            0 => format!("{CANARY} {}", hostile::text(self.random)),
            1 => {
                let command = [
                    "/start",
                    "/find",
                    "/new@salon_bot",
                    "/help@other_bot",
                    "/Undo",
                    "/clear",
                    "/",
                    "/start a-b_c",
                ];
                format!("{} {CANARY}", self.random.pick(&command))
            }
            2 => "Nadia".to_owned(),
            3 => format!("{CANARY} 139 0013 80{:02} latex!", self.random.between(0, 99)),
            _ => format!("{CANARY} {}", self.random.next() % 1_000),
        })
    }

    fn user(&mut self) -> Node {
        let known = self.random.between(0, 9) > 1;
        let id = if known {
            self.random.pick(self.people)
        } else {
            self.random.between(900, 940) as i64
        };
        let mut user = vec![
            ("id".to_owned(), raw(id)),
            ("is_bot".to_owned(), raw(self.random.next().is_multiple_of(50))),
            ("first_name".to_owned(), Text(format!("{CANARY}{}", self.random.next() % 9))),
        ];
        for (name, value) in
            [("last_name", "Sample"), ("username", "sample"), ("language_code", "zh-hans")]
        {
            if self.random.next().is_multiple_of(2) {
                user.push((name.to_owned(), text(value)));
            }
        }
        Map(user)
    }

    fn chat(&mut self, user: &Node) -> Node {
        let kind = self.random.pick(CHATS);
        let id = match (kind, user) {
            ("private", Map(fields)) => fields[0].1.clone(),
            _ => raw(-1_001_000_000_000 - self.random.between(0, 9) as i64),
        };
        map([
            ("id", id),
            ("type", text(kind)),
            ("title", text(CANARY)),
            ("first_name", text(CANARY)),
        ])
    }

    fn message(&mut self, depth: u32) -> Node {
        let user = self.user();
        let chat = self.chat(&user);
        let mut message = vec![
            ("message_id".to_owned(), raw(self.random.between(1, 90_000))),
            ("from".to_owned(), user),
            ("chat".to_owned(), chat),
            ("date".to_owned(), raw(1_772_000_000 + self.random.between(0, 9_000))),
        ];
        let content = match self.random.between(0, 11) {
            0..=4 => {
                let entities = self.entities(3);
                message.push(("entities".to_owned(), entities));
                ("text".to_owned(), self.words())
            }
            5 => ("photo".to_owned(), List(vec![self.file(), self.file()])),
            6 => {
                let phone = Text(format!("+86139{CANARY}"));
                let name = self.words();
                (
                    "contact".to_owned(),
                    map([("phone_number", phone), ("first_name", name), ("vcard", text(CANARY))]),
                )
            }
            7 => {
                let value = self.words();
                (self.random.pick(SERVICE).to_owned(), value)
            }
            8 if depth < 3 => ("reply_to_message".to_owned(), self.message(depth + 1)),
            9 => {
                let to =
                    map([("type", text("user")), ("date", raw(1)), ("sender_user", self.user())]);
                message.push(("forward_origin".to_owned(), to));
                ("text".to_owned(), self.words())
            }
            _ => (self.random.pick(MEDIA).to_owned(), self.file()),
        };
        message.push(content);
        if self.random.next().is_multiple_of(4) {
            let extra = self.random.pick(&[
                "caption",
                "edit_date",
                "via_bot",
                "media_group_id",
                "quote",
                "sender_chat",
            ]);
            let value = match extra {
                "edit_date" => raw(1_772_000_001),
                "via_bot" => self.user(),
                _ => self.words(),
            };
            message.push((extra.to_owned(), value));
        }
        Map(message)
    }

    fn entities(&mut self, most: u64) -> Node {
        let count = self.random.between(0, most);
        List((0..count).map(|_| self.entity()).collect())
    }

    fn entity(&mut self) -> Node {
        let (offset, length) = (self.random.between(0, 9), self.random.between(0, 9));
        map([
            ("type", text(self.random.pick(ENTITY))),
            ("offset", raw(offset)),
            ("length", raw(length)),
        ])
    }

    fn file(&mut self) -> Node {
        let side = self.random.between(1, 4_000);
        map([
            ("file_id", Text(format!("file {CANARY} {}", self.random.next() % 99))),
            ("file_unique_id", text("unique")),
            ("file_size", raw(self.random.between(1, 30_000_000))),
            ("width", raw(side)),
            ("height", raw(side)),
            ("duration", raw(3)),
            ("latitude", raw(37.5)),
            ("longitude", raw(127.0)),
            ("value", raw(6)),
            ("emoji", text("🎲")),
        ])
    }

    fn press(&mut self) -> Node {
        let mut press = vec![
            ("id".to_owned(), Text(format!("{}", self.random.next()))),
            ("from".to_owned(), self.user()),
            ("chat_instance".to_owned(), text("-77")),
        ];
        let data = match self.random.between(0, 2) {
            0 => Text(format!("{:x}.1.0.{:032x}", self.random.between(1, 60), self.random.next())),
            1 => self.words(),
            _ => text(""),
        };
        press.push((
            self.random.pick(&["data", "data", "data", "game_short_name"]).to_owned(),
            data,
        ));
        match self.random.between(0, 4) {
            0 => press.push(("inline_message_id".to_owned(), text("inline"))),
            1 => {
                // Telegram tells no more of a message that is too old.
                let user = self.user();
                let old =
                    map([("chat", self.chat(&user)), ("message_id", raw(4)), ("date", raw(0))]);
                press.push(("message".to_owned(), old));
            }
            _ => press.push(("message".to_owned(), self.message(0))),
        }
        Map(press)
    }

    fn membership(&mut self) -> Node {
        let user = self.user();
        let chat = self.chat(&user);
        let member = |random: &mut Random| {
            let states =
                ["member", "kicked", "left", "administrator", "restricted", "creator", "frozen"];
            map([
                ("user", user.clone()),
                ("status", text(random.pick(&states))),
                ("until_date", raw(0)),
            ])
        };
        let (old, new) = (member(self.random), member(self.random));
        map([
            ("chat", chat),
            ("from", user),
            ("date", raw(1_772_000_000)),
            ("old_chat_member", old),
            ("new_chat_member", new),
        ])
    }

    fn other(&mut self) -> Node {
        let user = self.user();
        map([
            ("id", text("77")),
            ("from", user.clone()),
            ("user", user),
            ("query", self.words()),
            ("offset", text("")),
            ("options", List(vec![self.words(), raw(1)])),
        ])
    }

    /// Spoils one place, any.
    pub fn spoil(&mut self, node: &mut Node) {
        let mut place = self.random.next() % node.count();
        let spoiled = self.random.next();
        node.at(&mut place, &mut |node| self.spoil_here(node, spoiled));
    }

    fn spoil_here(&mut self, node: &mut Node, how: u64) {
        if how.is_multiple_of(HUGE) {
            *node = self.huge(how / HUGE);
            return;
        }
        match node {
            Map(fields) if !fields.is_empty() && how.is_multiple_of(3) => {
                let at = self.random.between(0, fields.len() as u64 - 1) as usize;
                match how / 3 % 4 {
                    0 | 1 => drop(fields.remove(at)),
                    2 => fields.push(fields[at].clone()),
                    _ => {
                        fields[at].0 = self
                            .random
                            .pick(&["", "from", "text", "date", "\u{0}", "chat"])
                            .to_owned()
                    }
                }
            }
            node => *node = self.wrong(how),
        }
    }

    /// A value of some other type.
    fn wrong(&mut self, how: u64) -> Node {
        match how % 8 {
            0 | 1 => raw(self.random.pick(NUMBERS)),
            2 => raw(self.random.pick(SURROGATES)),
            3 => raw(self.random.pick(&["null", "true", "{}", "[]", "\"\""])),
            4 => self.words(),
            5 => List(vec![self.words(), raw(7), map([])]),
            6 => map([("id", self.words()), ("first_name", raw(5)), (CANARY, self.words())]),
            _ => raw(nested(self.random.pick(&[5, 23, 24, 40, 130]))),
        }
    }

    fn huge(&mut self, how: u64) -> Node {
        match how % 4 {
            0 => Text(format!("{CANARY} {}", "字".repeat(TEXT_BYTES / 3))),
            1 => List(
                (0..ENTITIES)
                    .map(|_| map([("type", text("bold")), ("offset", raw(0)), ("length", raw(1))]))
                    .collect(),
            ),
            2 => raw(nested(DEPTH)),
            _ => Text("\u{301}".repeat(TEXT_BYTES / 2)),
        }
    }
}

fn nested(depth: u64) -> String {
    let depth = depth as usize;
    format!("{}\"{CANARY}\"{}", "[".repeat(depth), "]".repeat(depth))
}

#[derive(serde::Deserialize)]
struct Numbered {
    update_id: i64,
}
