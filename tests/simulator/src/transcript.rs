//! The transcript: what people did and what the bot did toward them, one line each.
//!
//! ```text
//! Anna: /start
//!   bot to Anna: Home · 3 cards [Find] [New card] / [Follow-ups]
//! Anna: [Find]
//!   bot to Anna edits 7: Whom? [Back]
//!   bot to Anna deletes 6
//!   bot to Anna toasts: Saved
//! ```

use crate::{
    events::{Event, EventKind},
    view::Message,
};

/// The lines so far.
#[derive(Default)]
pub(crate) struct Transcript {
    lines: Vec<String>,
}

impl Transcript {
    /// Adds what a person did, such as `Anna: /start`.
    pub(crate) fn person(&mut self, line: &str) {
        self.lines.push(line.replace('\n', " ⏎ "));
    }

    /// Adds an act of the bot.
    pub(crate) fn act(&mut self, name: &str, event: &Event) {
        self.lines.push(act_line(name, event));
    }

    /// All lines, each with a line end.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// An act of the bot as a line.
pub(crate) fn act_line(name: &str, event: &Event) -> String {
    let shown = event.message.as_ref().map(shown).unwrap_or_default();
    let id = event.message_id.unwrap_or_default();
    let act = match (event.kind, &event.toast) {
        (EventKind::Edit, _) => format!(" edits {id}: {shown}"),
        (EventKind::Delete, _) => format!(" deletes {id}"),
        (_, Some(toast)) if toast.alert => format!(" alerts: {}", one_line(&toast.text)),
        (_, Some(toast)) => format!(" toasts: {}", one_line(&toast.text)),
        _ => format!(": {shown}"),
    };
    format!("  bot to {name}{act}")
}

/// A message as a line: its kind unless text, its words, its buttons.
fn shown(message: &Message) -> String {
    let kind = match message.kind.as_str() {
        "text" => String::new(),
        kind => format!("({kind})"),
    };
    let row = |row: &Vec<_>| row.iter().map(label).collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = message.buttons.iter().map(row).collect();
    let mut parts = vec![kind, one_line(message.words()), rows.join(" / ")];
    if let Some(keyboard) = &message.keyboard {
        let rows: Vec<String> = keyboard.iter().map(|row| bracketed(row)).collect();
        parts.push(format!("keyboard: {}", rows.join(" / ")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn label(button: &crate::view::Button) -> String {
    format!("[{}]", button.text)
}

fn bracketed(labels: &[String]) -> String {
    labels.iter().map(|label| format!("[{label}]")).collect::<Vec<_>>().join(" ")
}

fn one_line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(" ⏎ ")
}
