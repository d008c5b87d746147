//! JSON that may be wrong where JSON can be wrong, and how it is written.

use std::fmt::Write;

use Node::{List, Map, Raw, Text};

/// JSON that may be wrong where JSON can be wrong.
#[derive(Clone)]
pub enum Node {
    /// As it stands: numbers, literals, and what is none.
    Raw(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object, in order; names may repeat.
    Map(Vec<(String, Node)>),
}

pub fn map<const N: usize>(fields: [(&str, Node); N]) -> Node {
    Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

pub fn raw(value: impl std::fmt::Display) -> Node {
    Raw(value.to_string())
}

pub fn text(value: &str) -> Node {
    Text(value.to_owned())
}

impl Node {
    /// The places of a value: itself, and those of what it holds.
    pub fn count(&self) -> u64 {
        1 + match self {
            Raw(_) | Text(_) => 0,
            List(items) => items.iter().map(Node::count).sum(),
            Map(fields) => fields.iter().map(|(_, value)| value.count()).sum(),
        }
    }

    /// Does something at one place.
    pub fn at(&mut self, place: &mut u64, act: &mut dyn FnMut(&mut Node)) -> bool {
        if *place == 0 {
            act(self);
            return true;
        }
        *place -= 1;
        match self {
            Raw(_) | Text(_) => false,
            List(items) => items.iter_mut().any(|item| item.at(place, act)),
            Map(fields) => fields.iter_mut().any(|(_, value)| value.at(place, act)),
        }
    }

    /// Writes it as JSON.
    pub fn write(&self, to: &mut String) {
        match self {
            Raw(raw) => to.push_str(raw),
            Text(text) => quote(text, to),
            List(items) => {
                to.push('[');
                for (at, item) in items.iter().enumerate() {
                    to.push_str(if at > 0 { "," } else { "" });
                    item.write(to);
                }
                to.push(']');
            }
            Map(fields) => {
                to.push('{');
                for (at, (name, value)) in fields.iter().enumerate() {
                    to.push_str(if at > 0 { "," } else { "" });
                    quote(name, to);
                    to.push(':');
                    value.write(to);
                }
                to.push('}');
            }
        }
    }
}

fn quote(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            '\0'..='\u{1f}' => drop(write!(to, "\\u{:04x}", u32::from(c))),
            c => to.push(c),
        }
    }
    to.push('"');
}
