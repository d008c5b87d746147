//! `setMyCommands` and its siblings.

use serde_json::{Value, json};

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        params::Params,
    },
    commands::{Command, Scope},
    events::EventKind,
    world::World,
};

/// "At most 100 commands can be specified."
const COMMANDS_MAX: usize = 100;
/// "Text of the command; 1-32 characters. Can contain only lowercase English letters, digits and
/// underscores."
const COMMAND_CHARS_MAX: usize = 32;
/// "Description of the command; 1-256 characters."
const DESCRIPTION_CHARS_MAX: usize = 256;

pub(crate) fn set_my_commands(world: &mut World, params: &Params) -> Answer {
    let commands = read_commands(params)?;
    change(world, params, commands)
}

pub(crate) fn delete_my_commands(world: &mut World, params: &Params) -> Answer {
    change(world, params, Vec::new())
}

pub(crate) fn get_my_commands(world: &mut World, params: &Params) -> Answer {
    let (scope, language) = (scope(world, params)?, language(params)?);
    Ok(world.menus.get(scope, &language).iter().map(Command::json).collect())
}

fn change(world: &mut World, params: &Params, commands: Vec<Command>) -> Answer {
    let (scope, language) = (scope(world, params)?, language(params)?);
    let chat = match scope {
        Scope::Chat(chat) | Scope::ChatAdministrators(chat) | Scope::ChatMember(chat, _) => {
            Some(chat)
        }
        _ => None,
    };
    world.menus.set(scope, language, commands);
    world.events.push_bare(chat, EventKind::Commands);
    Ok(json!(true))
}

fn read_commands(params: &Params) -> Result<Vec<Command>, Refusal> {
    let list = match params.json("commands") {
        None => return Err(bad_request("commands must be non-empty")),
        Some(Value::Array(list)) => list,
        Some(_) => return Err(bad_request("expected an Array of BotCommand")),
    };
    if list.len() > COMMANDS_MAX {
        return Err(bad_request("BOT_COMMANDS_TOO_MUCH"));
    }
    list.iter().map(read_command).collect()
}

fn read_command(object: &Value) -> Result<Command, Refusal> {
    let field = |name: &str| {
        let missing =
            || bad_request(format!("can't parse BotCommand: Can't find field \"{name}\""));
        object[name].as_str().map(str::trim).ok_or_else(missing)
    };
    let (command, description) = (field("command")?, field("description")?);
    // Telegram takes a leading slash away.
    let command = command.strip_prefix('/').unwrap_or(command);
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if command.is_empty() {
        return Err(bad_request("command must be non-empty"));
    }
    if command.chars().count() > COMMAND_CHARS_MAX {
        return Err(bad_request(format!("command length must not exceed {COMMAND_CHARS_MAX}")));
    }
    if !command.chars().all(is_name) {
        return Err(bad_request("BOT_COMMAND_INVALID"));
    }
    if description.is_empty() {
        return Err(bad_request("command description must be non-empty"));
    }
    if description.chars().count() > DESCRIPTION_CHARS_MAX {
        return Err(bad_request(format!(
            "command description length must not exceed {DESCRIPTION_CHARS_MAX}"
        )));
    }
    Ok(Command { command: command.to_owned(), description: description.to_owned() })
}

fn scope(world: &World, params: &Params) -> Result<Scope, Refusal> {
    let Some(scope) = params.json("scope") else { return Ok(Scope::Default) };
    let fail = |why: &str| bad_request(format!("can't parse BotCommandScope: {why}"));
    let chat = || {
        let chat = &scope["chat_id"];
        let chat = chat.as_i64().or_else(|| chat.as_str().and_then(|chat| chat.parse().ok()));
        let chat = chat.ok_or_else(|| fail("Can't find field \"chat_id\""))?;
        match world.chats.contains_key(&chat) {
            true => Ok(chat),
            false => Err(bad_request("chat not found")),
        }
    };
    match scope["type"].as_str() {
        None => Err(fail("Can't find field \"type\"")),
        Some("default") => Ok(Scope::Default),
        Some("all_private_chats") => Ok(Scope::AllPrivateChats),
        Some("all_group_chats") => Ok(Scope::AllGroupChats),
        Some("all_chat_administrators") => Ok(Scope::AllChatAdministrators),
        Some("chat") => Ok(Scope::Chat(chat()?)),
        Some("chat_administrators") => Ok(Scope::ChatAdministrators(chat()?)),
        Some("chat_member") => {
            let user = scope["user_id"].as_i64().filter(|&user| user > 0);
            Ok(Scope::ChatMember(chat()?, user.ok_or_else(|| fail("Invalid user_id specified"))?))
        }
        Some(_) => Err(fail("Unsupported type specified")),
    }
}

/// "A two-letter ISO 639-1 language code. If empty, commands will be applied to all users from
/// the given scope, for whose language there are no dedicated commands."
pub(crate) fn language(params: &Params) -> Result<String, Refusal> {
    let language = params.text("language_code").unwrap_or_default();
    let is_code = language.len() == 2 && language.chars().all(|c| c.is_ascii_lowercase());
    if language.is_empty() || is_code {
        return Ok(language);
    }
    Err(bad_request("invalid language code specified"))
}
