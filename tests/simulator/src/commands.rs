//! The bot's command menus: one list per scope and language, and which one a person sees.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// A command menu entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) command: String,
    pub(crate) description: String,
}

impl Command {
    pub(crate) fn json(&self) -> Value {
        json!({"command": self.command, "description": self.description})
    }
}

/// For whom a menu is meant; the narrower the later.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    Default,
    AllPrivateChats,
    AllGroupChats,
    AllChatAdministrators,
    Chat(i64),
    ChatAdministrators(i64),
    ChatMember(i64, i64),
}

/// All menus.
#[derive(Default)]
pub(crate) struct CommandMenus {
    menus: BTreeMap<(Scope, String), Vec<Command>>,
}

impl CommandMenus {
    /// Sets a menu; an empty one takes it away.
    pub(crate) fn set(&mut self, scope: Scope, language: String, commands: Vec<Command>) {
        if commands.is_empty() {
            self.menus.remove(&(scope, language));
        } else {
            self.menus.insert((scope, language), commands);
        }
    }

    /// Exactly the menu of this scope and language.
    pub(crate) fn get(&self, scope: Scope, language: &str) -> &[Command] {
        self.menus.get(&(scope, language.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The menu a person sees: the narrowest scope that has one, in the person's language first
    /// (Bot API, "Determining list of commands"; the simulator knows no administrators).
    pub(crate) fn seen_by(&self, person: i64, chat: i64, language: Option<&str>) -> &[Command] {
        let all = if chat > 0 { Scope::AllPrivateChats } else { Scope::AllGroupChats };
        let member = (chat < 0).then_some(Scope::ChatMember(chat, person));
        let scopes = member.into_iter().chain([Scope::Chat(chat), all, Scope::Default]);
        let languages = [language.unwrap_or(""), ""];
        let mut menus =
            scopes.flat_map(|scope| languages.map(|language| self.get(scope.clone(), language)));
        menus.find(|menu| !menu.is_empty()).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_menu_wins_and_the_language_within_it() {
        let menu =
            |name: &str| vec![Command { command: name.to_owned(), description: "x".to_owned() }];
        let mut menus = CommandMenus::default();
        menus.set(Scope::Default, "zh".to_owned(), menu("all_zh"));
        menus.set(Scope::Chat(1), String::new(), menu("one"));
        assert_eq!(menus.seen_by(1, 1, Some("zh")), menu("one"));
        assert_eq!(menus.seen_by(2, 2, Some("zh")), menu("all_zh"));
        assert_eq!(menus.seen_by(2, 2, Some("en")), []);
        menus.set(Scope::Chat(1), "zh".to_owned(), menu("one_zh"));
        assert_eq!(menus.seen_by(1, 1, Some("zh")), menu("one_zh"));
    }
}
