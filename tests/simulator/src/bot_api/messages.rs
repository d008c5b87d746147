//! Sending: `sendMessage`, and what all sends have in common.

use serde_json::{Value, json};

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        params::Params,
        writable_chat,
    },
    chat::{Author, Content, Letter},
    check::{self, Markup},
    events::EventKind,
    objects,
    world::World,
};

pub(crate) fn send_message(world: &mut World, params: &Params) -> Answer {
    let (text, entities) = check::text(params, "message is too long")?;
    send(world, params, |_| Ok(Content::text(text, entities)))
}

/// Sends one message: checks the chat, the keyboard and the message replied to, then delivers.
///
/// `content` is made last, so that a refused send stores no file.
pub(crate) fn send(
    world: &mut World,
    params: &Params,
    content: impl FnOnce(&mut World) -> Result<Content, Refusal>,
) -> Answer {
    let envelope = Envelope::read(world, params)?;
    let content = content(world)?;
    world.pace.step(envelope.chat).map_err(Refusal::too_many)?;
    Ok(envelope.deliver(world, content, None))
}

/// Everything about a send but its content.
pub(crate) struct Envelope {
    pub(crate) chat: i64,
    markup: Markup,
    reply_to: Option<i64>,
    protected: bool,
    silent: bool,
}

impl Envelope {
    pub(crate) fn read(world: &World, params: &Params) -> Result<Self, Refusal> {
        let chat = writable_chat(world, params)?;
        Ok(Self {
            chat,
            markup: check::markup(params, world.chats[&chat].is_private())?,
            reply_to: reply_to(world, chat, params)?,
            protected: params.flag("protect_content"),
            silent: params.flag("disable_notification"),
        })
    }

    /// Puts the message into the chat and returns it as the Bot API's object.
    pub(crate) fn deliver(
        &self,
        world: &mut World,
        content: Content,
        album: Option<&str>,
    ) -> Value {
        let mut letter = Letter::new(Author::Bot, world.clock.unix(), content);
        letter.show_inline(self.markup.inline.clone());
        letter.other_markup.clone_from(&self.markup.other);
        letter.protected = self.protected;
        letter.silent = self.silent;
        letter.reply_to = self.reply_to;
        letter.album = album.map(str::to_owned);

        let chat = world.chats.get_mut(&self.chat).expect("the chat was checked");
        chat.typing_until = 0;
        let id = chat.add(letter);
        let is_keyboard_new = change_keyboard(&mut chat.keyboard, self.markup.other.as_ref());
        world.tell(EventKind::Message, self.chat, id, true);
        if is_keyboard_new {
            world.events.push_bare(Some(self.chat), EventKind::Keyboard);
        }
        let chat = &world.chats[&self.chat];
        objects::message(world, chat, &chat.letters[&id])
    }
}

/// Puts a new reply keyboard in place or takes the old one away; returns whether it did.
fn change_keyboard(keyboard: &mut Option<Value>, markup: Option<&Value>) -> bool {
    let after = match markup {
        Some(markup) if markup["keyboard"].is_array() => Some(markup.clone()),
        Some(markup) if markup["remove_keyboard"] == true => None,
        _ => return false,
    };
    let is_new = *keyboard != after;
    *keyboard = after;
    is_new
}

/// The message a new one replies to.
fn reply_to(world: &World, chat: i64, params: &Params) -> Result<Option<i64>, Refusal> {
    let Some(reply) = params.json("reply_parameters") else { return Ok(None) };
    let Some(fields) = reply.as_object() else {
        return Err(bad_request("object expected as reply parameters"));
    };
    let known = ["message_id", "chat_id", "allow_sending_without_reply"];
    if let Some(field) = fields.keys().find(|field| !known.contains(&field.as_str())) {
        return Err(Refusal::unknown(&format!("the field \"{field}\"")));
    }
    let id = reply["message_id"].as_i64();
    let id = id.ok_or_else(|| bad_request("can't find field \"message_id\""))?;
    let is_elsewhere = fields.get("chat_id").is_some_and(|elsewhere| *elsewhere != json!(chat));
    if is_elsewhere {
        return Err(Refusal::unknown("replies to another chat"));
    }
    match world.chats[&chat].letter(id) {
        Some(_) => Ok(Some(id)),
        None if reply["allow_sending_without_reply"] == true => Ok(None),
        None => Err(bad_request("message to be replied not found")),
    }
}
