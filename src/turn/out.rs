//! What leaves: rows of the outbox, as data. The postman words them when they go (decisions 1).

use crate::dialogue::screen::{Common, Say, Screen};
use crate::model::lang::Lang;
use crate::model::policy::Role;
use crate::model::{IssueId, ScreenId};
use serde::{Deserialize, Serialize};

/// One thing to do at Telegram.
#[derive(Clone, Serialize, Deserialize)]
pub enum Out {
    /// Answer a press; worthless after 150 s.
    Answer {
        /// The callback query.
        query: String,
        /// A few words over the button.
        toast: Option<Say>,
        /// In the language of the presser.
        lang: Lang,
    },
    /// Show a screen: edit its message, or send it anew below what the person wrote.
    Show {
        /// What.
        screen: Screen,
        /// Send it as a new message even where one could be edited; the old one is deleted once the new one stands.
        fresh: bool,
    },
    /// Delete a message; after 48 h edit it to a stub instead (R9).
    Delete {
        /// Telegram's id of the message.
        message: i32,
    },
    /// Delete messages that the archive does not know, at most 100; those that there are not are passed over.
    Sweep {
        /// Their ids at Telegram.
        messages: Vec<i32>,
    },
    /// A sentence to somebody without a seat.
    Say {
        /// What.
        say: Say,
        /// In the language of their account.
        lang: Lang,
    },
    /// Set the commands of a chat for a role, or remove them.
    Commands {
        /// The role; none removes them.
        role: Option<Role>,
        /// The language.
        lang: Lang,
    },
    /// Leave a group.
    Leave,
}

/// Messages that one call deletes, at most (Bot API, `deleteMessages`).
pub const SWEPT_AT_ONCE: usize = 100;

impl Out {
    /// Sweeps of all these messages, in their order.
    pub fn sweeps(messages: &[i32]) -> impl Iterator<Item = Out> {
        messages.chunks(SWEPT_AT_ONCE).map(|some| Out::Sweep { messages: some.to_vec() })
    }

    /// What its row says, JSON. What a screen shows stands with the screen already: of a showing the row says only whether
    /// it is one of a card.
    pub fn row(&self) -> String {
        match self {
            // A document comes as a new message, always.
            Out::Show { screen, fresh } => {
                json(&Row::Showing { issue: screen.issue, fresh: *fresh || screen.paper.is_some() })
            }
            other => json(other),
        }
    }

    /// What a row says. `shown` is what its screen shows, if it does so still; where the screen has gone on, that goes out,
    /// and of this one it matters only whether it was a card's (R4).
    pub fn of_row(row: &str, shown: Option<&str>) -> Option<Out> {
        let Ok(Row::Showing { issue, fresh }) = serde_json::from_str(row) else {
            return serde_json::from_str(row).ok();
        };
        let gone = || Screen { issue, ..Screen::of(Say::Common(Common::Interrupted)) };
        let screen =
            shown.map_or_else(|| Some(gone()), |shown| serde_json::from_str(shown).ok())?;
        Some(Out::Show { screen, fresh })
    }

    /// The row's kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Out::Answer { .. } => "answer",
            Out::Show { .. } => "show",
            Out::Delete { .. } | Out::Sweep { .. } => "delete",
            Out::Say { .. } => "say",
            Out::Commands { .. } => "commands",
            Out::Leave => "leave",
        }
    }
}

/// A row that says less than what leaves.
#[derive(Serialize, Deserialize)]
enum Row {
    /// `Out::Show` without its screen.
    Showing { issue: Option<IssueId>, fresh: bool },
}

fn json<T: Serialize>(out: &T) -> String {
    serde_json::to_string(out).expect("what leaves is plain data")
}

/// A row of the outbox on its way.
#[derive(Clone)]
pub struct Parcel {
    /// The row.
    pub id: i64,
    /// The chat.
    pub chat: i64,
    /// The screen, for `Show`.
    pub screen: Option<ScreenId>,
    /// The screen's revision that this row shows.
    pub revision: i32,
    /// What to do.
    pub out: Out,
    /// Times it was tried.
    pub attempts: i32,
    /// It may have been sent before: the process died between the call and its mark (R4).
    pub ambiguous: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_showing_holds_nothing_of_the_card_and_comes_back_whole() {
        let told = Screen::of(Say::Common(Common::Broken { code: "canary".into() }));
        let screen = Screen { issue: Some(IssueId(7)), ..told };
        let shown = serde_json::to_string(&screen).expect("a screen is data");
        let row = Out::Show { screen, fresh: true }.row();
        assert!(!row.contains("canary") && shown.contains("canary"));
        let back = |shown| match Out::of_row(&row, shown) {
            Some(Out::Show { screen, fresh: true }) => Some(screen),
            _ => None,
        };
        let whole = back(Some(&shown)).expect("as it was");
        assert_eq!(serde_json::to_string(&whole).expect("a screen is data"), shown);
        // The screen has gone on: that it was a card is known still (R4).
        let bare = back(None).expect("a showing");
        assert!(bare.issue == Some(IssueId(7)) && bare.lines.is_empty() && bare.rows.is_empty());
        // It was emptied (F24).
        assert!(back(Some("")).is_none());
    }
}
