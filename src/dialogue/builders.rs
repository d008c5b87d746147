//! How screens and buttons are put together.

use super::paper::Paper;
use super::screen::{Button, Choice, Common, Door, Say, Screen};
use crate::model::lang::Lang;
use serde::{Deserialize, Serialize};

/// A sentence in this language, whoever reads it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Spoken {
    #[serde(rename = "$in")]
    told: (Lang, Box<Say>),
}

/// A sentence as a line in this language, whoever reads it.
pub fn spoken(lang: Lang, say: Say) -> Say {
    Say::Common(Common::In { say: Spoken { told: (lang, Box::new(say)) } })
}

impl Screen {
    /// A screen of one line.
    pub fn of(title: Say) -> Self {
        Self {
            title,
            lines: Vec::new(),
            rows: Vec::new(),
            issue: None,
            open: false,
            quiet: false,
            toast: None,
            paper: None,
        }
    }

    /// Adds a line.
    pub fn line(mut self, say: Say) -> Self {
        self.lines.push(say);
        self
    }

    /// Adds a line if there is one.
    pub fn maybe(mut self, say: Option<Say>) -> Self {
        self.lines.extend(say);
        self
    }

    /// Adds a row of buttons.
    pub fn row<const N: usize>(mut self, buttons: [Button; N]) -> Self {
        self.rows.push(buttons.into());
        self
    }

    /// Adds buttons in rows of `width`.
    pub fn grid(mut self, width: usize, buttons: impl IntoIterator<Item = Button>) -> Self {
        let buttons: Vec<Button> = buttons.into_iter().collect();
        self.rows.extend(buttons.chunks(width).map(<[Button]>::to_vec));
        self
    }

    /// Adds a paper. It is made to be printed, so the message may be passed on.
    pub fn paper(mut self, paper: Paper) -> Self {
        self.open = true;
        self.paper = Some(Box::new(paper));
        self
    }

    /// Adds a toast.
    pub fn toast(mut self, say: Say) -> Self {
        self.toast = Some(say);
        self
    }
}

/// A client as a label or line: name and number, or the number alone where no name is known.
pub fn client(name: &str, number: &str) -> Say {
    Say::Common(if name.is_empty() {
        Common::Plain { text: number.to_owned() }
    } else {
        Common::Client { name: name.to_owned(), number: number.to_owned() }
    })
}

/// A button.
pub fn button(label: Say, choice: Choice) -> Button {
    Button { label, choice }
}

/// A button with a shared label that opens a door.
pub fn door(label: Common, door: Door) -> Button {
    button(Say::Common(label), Choice::Go(door))
}

/// Back, one step.
pub fn back() -> Button {
    button(Say::Common(Common::Back), Choice::Back)
}

/// Cancel.
pub fn cancel() -> Button {
    button(Say::Common(Common::Cancel), Choice::Cancel)
}

/// Home.
pub fn home() -> Button {
    door(Common::Home, Door::Home)
}
