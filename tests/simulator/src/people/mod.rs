//! What people do: write, press, edit, delete, block. Each act changes the world and issues the
//! updates that Telegram would. An `Err` is a sentence for the one who asked for it.

pub(crate) mod groups;
pub(crate) mod media;
pub(crate) mod press;

use serde_json::{Map, Value, json};

use crate::{
    chat::{Author, Chat, Content, Kind, Letter, Membership, Room},
    check::TEXT_UNITS_MAX,
    entities::{self, utf16_len},
    events::{Event, EventKind},
    objects,
    updates::UpdateKind,
    world::World,
};

pub(crate) use groups::move_bot;

/// "The start parameter … up to 64 characters of `A-Z`, `a-z`, `0-9`, `_` and `-`" (Bot
/// features, Deep linking).
const START_CHARS_MAX: usize = 64;

/// What an act led to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    /// The update for the bot, if it gets one.
    pub(crate) update_id: Option<i64>,
    /// The message written, if one was.
    pub(crate) message_id: Option<i64>,
}

/// An act done, or why it can't be.
pub(crate) type Outcome = Result<Done, String>;

/// Who acts, and in which chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) by: i64,
    pub(crate) chat: i64,
}

impl Place {
    /// A person in the private chat with the bot.
    pub(crate) fn private(person: i64) -> Self {
        Self { by: person, chat: person }
    }

    /// How the transcript names the one who acts.
    pub(crate) fn name(self, world: &World) -> String {
        let name = &world.people[&self.by].name;
        match self.chat == self.by {
            true => name.clone(),
            false => format!("{name} in {}", world.chat_name(self.chat)),
        }
    }
}

/// Checks that there are such a person and such a chat.
pub(crate) fn check_known(world: &World, place: Place) -> Result<(), String> {
    if !world.people.contains_key(&place.by) {
        return Err(format!("There is no person {}.", place.by));
    }
    if !world.chats.contains_key(&place.chat) {
        return Err(format!("There is no chat {}.", place.chat));
    }
    Ok(())
}

/// Checks that the person may act there.
pub(crate) fn check(world: &World, place: Place) -> Result<(), String> {
    check_known(world, place)?;
    let chat = &world.chats[&place.chat];
    match &chat.room {
        Room::Private if chat.blocked => Err("This person blocks the bot.".to_owned()),
        Room::Group { members, .. } if !members.contains(&place.by) => {
            Err("This person is not in the group.".to_owned())
        }
        Room::Private | Room::Group { .. } => Ok(()),
    }
}

/// Writes a text, as it would be typed.
pub(crate) fn say(world: &mut World, place: Place, text: &str) -> Outcome {
    let text = text.trim();
    match utf16_len(text) {
        0 => return Err("Nothing is written.".to_owned()),
        units if units > TEXT_UNITS_MAX => {
            return Err(format!("A phone sends at most {TEXT_UNITS_MAX} characters at once."));
        }
        _ => {}
    }
    check(world, place)?;
    let line = format!("{}: {text}", place.name(world));
    world.transcript.person(&line);
    post(world, place, Content::text(text.to_owned(), entities::find(text)), None)
}

/// Follows a link to the bot, which presses Start.
pub(crate) fn open_link(world: &mut World, person: i64, url: &str) -> Outcome {
    let link = url.trim_start_matches("https://").trim_start_matches("t.me/");
    let (name, payload) = link.split_once("?start=").unwrap_or((link, ""));
    if !name.eq_ignore_ascii_case(&world.bot.username) {
        return Err("The link does not lead to this bot.".to_owned());
    }
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if payload.len() > START_CHARS_MAX || !payload.chars().all(is_allowed) {
        return Err("A start parameter has at most 64 characters A-Z, a-z, 0-9, _ and -.".into());
    }
    say(world, Place::private(person), &format!("/start {payload}"))
}

/// Puts a message of a person into the chat and tells the bot, if it may see it.
pub(crate) fn post(
    world: &mut World,
    place: Place,
    content: Content,
    album: Option<&str>,
) -> Outcome {
    check(world, place)?;
    let mut letter = Letter::new(Author::Person(place.by), world.clock.unix(), content);
    letter.album = album.map(str::to_owned);
    let chat = world.chats.get_mut(&place.chat).expect("the chat was checked");
    chat.started = true;
    chat.read_up_to = chat.letters.keys().next_back().copied().unwrap_or_default();
    let id = chat.add(letter);
    let update_id = issue_message(world, UpdateKind::Message, place.chat, id);
    let chat = world.chats.get_mut(&place.chat).expect("the chat was checked");
    chat.letter_mut(id).expect("just added").update_id = update_id;
    world.tell(EventKind::Message, place.chat, id, false);
    Ok(Done { update_id, message_id: Some(id) })
}

/// Issues the update for a new or edited message, if the bot may see it.
fn issue_message(world: &mut World, kind: UpdateKind, chat: i64, id: i64) -> Option<i64> {
    let in_chat = &world.chats[&chat];
    let letter = in_chat.letter(id)?;
    if !is_seen_by_bot(world, in_chat, letter) {
        return None;
    }
    let date = letter.edited.unwrap_or(letter.date);
    let object = objects::message(world, in_chat, letter);
    world.issue(kind, date, object)
}

/// Privacy mode: in groups a bot sees commands meant for it and replies to its messages, and
/// service messages.
fn is_seen_by_bot(world: &World, chat: &Chat, letter: &Letter) -> bool {
    let Room::Group { bot, .. } = &chat.room else { return true };
    let own = format!("@{}", world.bot.username);
    let is_command =
        letter.content.words.split_whitespace().next().is_some_and(|word| {
            word.starts_with('/') && (!word.contains('@') || word.ends_with(&own))
        });
    let replied = letter.reply_to.and_then(|id| chat.letter(id));
    let is_reply = replied.is_some_and(Letter::by_bot);
    let is_service = letter.content.kind == Kind::Service;
    *bot == Membership::Member && (is_command || is_reply || is_service)
}

/// Changes the text of one's own message.
pub(crate) fn edit(world: &mut World, place: Place, id: i64, text: &str) -> Outcome {
    check(world, place)?;
    let unix = world.clock.unix();
    let chat = world.chats.get_mut(&place.chat).expect("the chat was checked");
    let own = |letter: &&mut Letter| letter.author == Author::Person(place.by);
    let letter = chat.letter_mut(id).filter(own).filter(|letter| letter.content.kind == Kind::Text);
    let letter = letter.ok_or("Only one's own texts can be edited.")?;
    letter.content = Content::text(text.to_owned(), entities::find(text));
    letter.edited = Some(unix);
    let line = format!("{} edits {id}: {text}", place.name(world));
    world.transcript.person(&line);
    let update_id = issue_message(world, UpdateKind::EditedMessage, place.chat, id);
    world.tell(EventKind::Edit, place.chat, id, false);
    Ok(Done { update_id, message_id: Some(id) })
}

/// Deletes a message for both sides. The bot is not told.
pub(crate) fn delete(world: &mut World, place: Place, id: i64) -> Outcome {
    check(world, place)?;
    let chat = world.chats.get_mut(&place.chat).expect("the chat was checked");
    chat.letter_mut(id).ok_or("There is no such message.")?.deleted = true;
    world.tell(EventKind::Delete, place.chat, id, false);
    Ok(Done { update_id: None, message_id: Some(id) })
}

/// Deletes the whole chat for both sides. The bot is not told.
pub(crate) fn clear(world: &mut World, place: Place) -> Outcome {
    check(world, place)?;
    let ids: Vec<i64> = world.chats[&place.chat].visible().map(|letter| letter.id).collect();
    for id in ids {
        delete(world, place, id)?;
    }
    Ok(Done::default())
}

/// Sees the bot's messages up to this one, or all.
pub(crate) fn read(world: &mut World, chat: i64, up_to: Option<i64>) -> Outcome {
    let chat = world.chats.get_mut(&chat).ok_or("There is no such chat.")?;
    let newest = chat.letters.keys().next_back().copied().unwrap_or_default();
    chat.read_up_to = chat.read_up_to.max(up_to.unwrap_or(newest).min(newest));
    Ok(Done::default())
}

/// Blocks or unblocks the bot, which is told.
pub(crate) fn block(world: &mut World, person: i64, blocked: bool) -> Outcome {
    let chat = world.chats.get_mut(&person).ok_or("There is no such person.")?;
    if chat.blocked == blocked {
        return Ok(Done::default());
    }
    chat.blocked = blocked;
    let verb = if blocked { "blocks" } else { "unblocks" };
    let line = format!("{} {verb} the bot", world.people[&person].name);
    world.transcript.person(&line);
    let (before, after) = if blocked { ("member", "kicked") } else { ("kicked", "member") };
    let update_id = issue_membership(world, Place::private(person), before, after);
    world.events.push(Event {
        seq: 0,
        chat: Some(person),
        kind: EventKind::Blocked,
        message: None,
        message_id: None,
        toast: None,
        by_bot: false,
    });
    Ok(Done { update_id, message_id: None })
}

/// Issues `my_chat_member`: the bot's own place in a chat has changed.
fn issue_membership(world: &mut World, place: Place, before: &str, after: &str) -> Option<i64> {
    let member = |status: &str| {
        let mut member = Map::from_iter([
            ("user".to_owned(), objects::bot(&world.bot)),
            ("status".to_owned(), json!(status)),
        ]);
        if status == "kicked" {
            member.insert("until_date".to_owned(), json!(0));
        }
        Value::Object(member)
    };
    let from = world.people.get(&place.by).map(objects::user);
    let date = world.clock.unix();
    let object = json!({
        "chat": objects::chat(world, &world.chats[&place.chat]),
        "from": from.unwrap_or_else(|| objects::bot(&world.bot)),
        "date": date,
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    });
    world.issue(UpdateKind::MyChatMember, date, object)
}
