//! The bot itself: `getMe`, its name and descriptions, its webhook.

use serde_json::{Value, json};

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        commands::language,
        params::Params,
    },
    objects,
    world::World,
};

/// "New bot name; 0-64 characters."
const NAME_CHARS_MAX: usize = 64;
/// "New bot description; 0-512 characters."
const DESCRIPTION_CHARS_MAX: usize = 512;
/// "New short description for the bot; 0-120 characters."
const SHORT_DESCRIPTION_CHARS_MAX: usize = 120;
/// "Maximum allowed number of simultaneous HTTPS connections …. Defaults to 40."
const MAX_CONNECTIONS: u32 = 40;

pub(crate) fn get_me(world: &mut World, _params: &Params) -> Answer {
    Ok(objects::bot_in_full(&world.bot))
}

pub(crate) fn get_webhook_info(world: &mut World, _params: &Params) -> Answer {
    let unix = world.clock.unix();
    world.queue.expire(unix);
    let mut info = json!({
        "url": world.bot.webhook_url,
        "has_custom_certificate": false,
        "pending_update_count": world.queue.pending(),
    });
    if !world.bot.webhook_url.is_empty() {
        info["max_connections"] = json!(MAX_CONNECTIONS);
    }
    if !world.queue.allowed().is_empty() {
        info["allowed_updates"] = json!(world.queue.allowed());
    }
    Ok(info)
}

/// Only keeps the address, which makes `getUpdates` fail; nothing is ever posted to it.
pub(crate) fn set_webhook(world: &mut World, params: &Params) -> Answer {
    let url = params.text("url").unwrap_or_default();
    if !url.is_empty() && !url.starts_with("https://") {
        return Err(bad_request("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    if let Some(kinds) = params.json("allowed_updates") {
        let kinds = serde_json::from_value(kinds.clone());
        let wrong = |_| bad_request("can't parse allowed_updates: expected an Array of String");
        world.queue.allow(Some(kinds.map_err(wrong)?));
    }
    drop_pending(world, params);
    world.bot.webhook_url = url;
    Ok(json!(true))
}

pub(crate) fn delete_webhook(world: &mut World, params: &Params) -> Answer {
    drop_pending(world, params);
    world.bot.webhook_url.clear();
    Ok(json!(true))
}

fn drop_pending(world: &mut World, params: &Params) {
    if params.flag("drop_pending_updates") {
        world.queue.clear();
    }
}

/// `logOut` moves a bot to a server of its own, `close` stops it: no bot here means either.
pub(crate) fn refuse_to_stop(_world: &mut World, _params: &Params) -> Answer {
    Err(Refusal::unknown("logOut and close"))
}

pub(crate) fn set_my_name(world: &mut World, params: &Params) -> Answer {
    set_text(world, params, "name", NAME_CHARS_MAX)
}

pub(crate) fn get_my_name(world: &mut World, params: &Params) -> Answer {
    let mut name = get_text(world, params, "name")?;
    if name["name"] == "" {
        name["name"] = json!(world.bot.name);
    }
    Ok(name)
}

pub(crate) fn set_my_description(world: &mut World, params: &Params) -> Answer {
    set_text(world, params, "description", DESCRIPTION_CHARS_MAX)
}

pub(crate) fn get_my_description(world: &mut World, params: &Params) -> Answer {
    get_text(world, params, "description")
}

pub(crate) fn set_my_short_description(world: &mut World, params: &Params) -> Answer {
    set_text(world, params, "short_description", SHORT_DESCRIPTION_CHARS_MAX)
}

pub(crate) fn get_my_short_description(world: &mut World, params: &Params) -> Answer {
    get_text(world, params, "short_description")
}

fn set_text(world: &mut World, params: &Params, field: &'static str, most: usize) -> Answer {
    let text = params.text(field).unwrap_or_default();
    if text.chars().count() > most {
        return Err(bad_request(format!("bot {} is too long", field.replace('_', " "))));
    }
    world.bot.texts.insert((field, language(params)?), text);
    Ok(json!(true))
}

fn get_text(world: &World, params: &Params, field: &'static str) -> Answer {
    let language = language(params)?;
    let text =
        |language: String| world.bot.texts.get(&(field, language)).filter(|text| !text.is_empty());
    let text = text(language).or_else(|| text(String::new()));
    Ok(Value::from_iter([(field, json!(text.map_or("", String::as_str)))]))
}
