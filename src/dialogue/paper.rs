//! A paper that goes with a screen: what a printed page says, as data. `telegram` words it in its reader's language,
//! sets it as a PDF when it sends the screen, and keeps nothing of it.

use super::screen::Say;
use serde::{Deserialize, Serialize};

/// What a screen's message carries as a document; the screen's own words stand under it, at most 1 024 units of them.
///
/// A message with a document cannot be edited into one without: such a screen always comes as a new message, and the
/// message before it goes.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper<T = Say> {
    /// The file's name without its ending, such as `L-2026-0412`. It may stand on a lock screen: never a client's name
    /// (T12).
    pub name: String,
    /// What stands at the top of the first page.
    pub title: T,
    /// What stands below, in order.
    pub lines: Vec<Line<T>>,
}

/// One thing on a page.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Line<T = Say> {
    /// A heading.
    Heading(T),
    /// A paragraph.
    Text(T),
    /// A row of a form: what it is, and what stands there.
    Field(T, T),
    /// A line to be signed on, and who signs.
    Signature(T),
}

impl<T> Paper<T> {
    /// A paper with nothing on it but its title.
    pub fn new(name: &str, title: T) -> Self {
        Self { name: name.to_owned(), title, lines: Vec::new() }
    }

    /// Adds a heading.
    pub fn heading(mut self, heading: T) -> Self {
        self.lines.push(Line::Heading(heading));
        self
    }

    /// Adds a paragraph.
    pub fn text(mut self, text: T) -> Self {
        self.lines.push(Line::Text(text));
        self
    }

    /// Adds a row of a form.
    pub fn field(mut self, name: T, value: T) -> Self {
        self.lines.push(Line::Field(name, value));
        self
    }

    /// Adds a line to be signed on.
    pub fn signature(mut self, who: T) -> Self {
        self.lines.push(Line::Signature(who));
        self
    }

    /// The same paper in other words.
    pub fn map<U>(&self, word: impl Fn(&T) -> U) -> Paper<U> {
        let lines = self.lines.iter().map(|line| match line {
            Line::Heading(heading) => Line::Heading(word(heading)),
            Line::Text(text) => Line::Text(word(text)),
            Line::Field(name, value) => Line::Field(word(name), word(value)),
            Line::Signature(who) => Line::Signature(word(who)),
        });
        Paper { name: self.name.clone(), title: word(&self.title), lines: lines.collect() }
    }

    /// Everything that stands on it.
    pub fn says(&self) -> impl Iterator<Item = &T> {
        let lines = self.lines.iter().flat_map(|line| match line {
            Line::Heading(say) | Line::Text(say) | Line::Signature(say) => vec![say],
            Line::Field(name, value) => vec![name, value],
        });
        std::iter::once(&self.title).chain(lines)
    }
}
