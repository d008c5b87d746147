//! The commands that Telegram lists: three for everybody, more in the chat of whoever has a seat.

use super::Desk;
use super::backoff::Backoff;
use super::compose::stranger;
use crate::dialogue::screen::{Common, Say};
use crate::locale::{self, Reader};
use crate::model::lang::Lang;
use crate::model::policy::{Action, Role, may};
use serde_json::{Value, json};

/// Tries to set the commands for everybody; without them the bot works as well.
const TRIES_MAX: usize = 5;

/// The list of a chat for a role, or its removal: method and parameters.
pub fn of_chat(chat: i64, role: Option<Role>, reader: &Reader) -> (&'static str, Value) {
    let scope = json!({ "type": "chat", "chat_id": chat });
    match role {
        Some(role) => {
            let commands = worded(&of_role(role), reader);
            ("setMyCommands", json!({ "scope": scope, "commands": commands }))
        }
        None => ("deleteMyCommands", json!({ "scope": scope })),
    }
}

/// Sets the list for everybody, in each language and for all others in the service's own.
pub async fn announce(desk: Desk) {
    let now = desk.clock.now();
    let others = set(None, &stranger(desk.office.lang, now));
    let each = Lang::ALL.iter().map(|lang| set(Some(*lang), &stranger(*lang, now)));
    for params in std::iter::once(others).chain(each) {
        let mut backoff = Backoff::default();
        for _ in 0..TRIES_MAX {
            match desk.connection.call("setMyCommands", &params).await {
                Ok(_) => break,
                Err(refusal) => tracing::warn!(%refusal, "the commands could not be set"),
            }
            backoff.pause().await;
        }
    }
}

fn set(lang: Option<Lang>, reader: &Reader) -> Value {
    let listed = [start(), ("help", Common::CommandHelp), ("privacy", Common::CommandPrivacy)];
    let mut params = json!({ "commands": worded(&listed, reader) });
    if let Some(lang) = lang {
        params["language_code"] = lang.as_str().into();
    }
    params
}

/// What a role may use, most used first.
fn of_role(role: Role) -> Vec<(&'static str, Common)> {
    let new = ("new", Common::CommandNew);
    let find = ("find", Common::CommandFind);
    let settings = ("settings", Common::CommandSettings);
    let mut listed = vec![start()];
    listed.extend(may(role, Action::FindClient).then_some(find));
    listed.extend(may(role, Action::CreateClient).then_some(new));
    listed.extend([("undo", Common::CommandUndo), ("cancel", Common::CommandCancel)]);
    listed.extend(may(role, Action::ChangeSettings).then_some(settings));
    listed.extend([("help", Common::CommandHelp), ("privacy", Common::CommandPrivacy)]);
    listed
}

fn start() -> (&'static str, Common) {
    ("start", Common::CommandStart)
}

fn worded(listed: &[(&'static str, Common)], reader: &Reader) -> Vec<Value> {
    let word = |(command, words): &(&str, Common)| {
        let description = locale::words(&Say::Common(words.clone()), reader);
        json!({ "command": command, "description": description })
    };
    listed.iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    /// Decisions 30.
    const LISTED_MAX: usize = 8;

    #[test]
    fn every_role_has_a_short_list_with_words() {
        for lang in Lang::ALL {
            let reader = stranger(*lang, DateTime::UNIX_EPOCH);
            for role in Role::ALL {
                let (method, params) = of_chat(7, Some(*role), &reader);
                let listed = params["commands"].as_array().unwrap();
                assert_eq!(method, "setMyCommands");
                assert!(listed.len() <= LISTED_MAX, "{role:?}");
                for command in listed {
                    let description = command["description"].as_str().unwrap();
                    assert!(!description.is_empty() && !description.starts_with('['), "{command}");
                }
            }
        }
    }

    #[test]
    fn without_a_role_the_list_is_removed() {
        let (method, params) = of_chat(7, None, &stranger(Lang::En, DateTime::UNIX_EPOCH));
        assert_eq!(method, "deleteMyCommands");
        assert_eq!(params, json!({ "scope": { "type": "chat", "chat_id": 7 } }));
    }
}
