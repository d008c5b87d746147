//! `answerCallbackQuery`: ends the wait on a pressed button, perhaps with a toast.

use serde_json::json;

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        params::Params,
    },
    entities::utf16_len,
    events::{Event, EventKind, Toast},
    world::World,
};

/// "Text of the notification. If not specified, nothing will be shown to the user, 0-200
/// characters".
const ANSWER_UNITS_MAX: usize = 200;

pub(crate) fn answer_callback_query(world: &mut World, params: &Params) -> Answer {
    let id = params.text("callback_query_id").unwrap_or_default();
    let text = params.text("text").unwrap_or_default();
    if utf16_len(&text) > ANSWER_UNITS_MAX {
        return Err(bad_request("MESSAGE_TOO_LONG"));
    }
    if let Some(url) = params.text("url") {
        check_url(world, &url)?;
    }
    let unix = world.clock.unix();
    let press = world.presses.open(&id, unix).ok_or_else(|| {
        bad_request("query is too old and response timeout expired or query ID is invalid")
    })?;
    press.answered = true;
    let (chat, message_id) = (press.chat, press.message_id);
    let toast = Toast { text, alert: params.flag("show_alert") };
    world.events.push(Event {
        seq: 0,
        chat: Some(chat),
        kind: EventKind::Answer,
        message: None,
        message_id: Some(message_id),
        toast: (!toast.text.is_empty()).then_some(toast),
        by_bot: true,
    });
    Ok(json!(true))
}

/// "URL that will be opened by the user's client. If you have created a Game …, otherwise, you
/// may use links like t.me/your_bot?start=XXXX that open your bot with a parameter."
fn check_url(world: &World, url: &str) -> Result<(), Refusal> {
    let own = [
        format!("t.me/{}?start=", world.bot.username),
        format!("https://t.me/{}?start=", world.bot.username),
    ];
    match own.iter().any(|own| url.starts_with(own)) {
        true => Ok(()),
        false => Err(bad_request("URL_INVALID")),
    }
}
