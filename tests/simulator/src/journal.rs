//! The journal: every Bot API call and every update, in order.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use serde_json::{Value, json};

/// Everything noted so far.
pub(crate) struct JournalBook {
    entries: Vec<Value>,
    problems: Vec<String>,
    unknown: Vec<String>,
    file: Option<File>,
}

/// A copy of the journal, to look at.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// `{"n","at","us","kind":"call"|"update",…}` in order; `n` counts from 1, `us` the microseconds from the
    /// simulator's start until the call came or the update was issued.
    pub entries: Vec<Value>,
    /// What the bot did that no bot should do: unknown methods and parameters.
    pub problems: Vec<String>,
}

impl Journal {
    /// The calls of one method, in order.
    pub fn calls(&self, method: &str) -> Vec<&Value> {
        let wanted = |entry: &&Value| entry["kind"] == "call" && entry["method"] == method;
        self.entries.iter().filter(wanted).collect()
    }

    /// The updates issued, in order.
    pub fn updates(&self) -> Vec<&Value> {
        let updates = self.entries.iter().filter(|entry| entry["kind"] == "update");
        updates.map(|entry| &entry["update"]).collect()
    }
}

/// A finished call, as the journal keeps it.
pub(crate) struct CallNote {
    /// Microseconds from the simulator's start to the call's arrival.
    pub(crate) us: u64,
    pub(crate) method: String,
    pub(crate) params: Value,
    pub(crate) files: Value,
    /// The HTTP status, 0 if no answer was sent.
    pub(crate) status: u16,
    pub(crate) answer: Value,
    /// What was wrong with the call beyond Telegram's own answer.
    pub(crate) problems: Vec<String>,
    pub(crate) fault: Option<Value>,
}

impl JournalBook {
    /// Opens the book; with a path, entries are also appended to that file.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let open = |path| OpenOptions::new().create(true).append(true).open(path);
        let file = path.map(open).transpose()?;
        Ok(Self { entries: Vec::new(), problems: Vec::new(), unknown: Vec::new(), file })
    }

    pub(crate) fn note_call(&mut self, at: String, note: CallNote) {
        let mut entry = json!({
            "kind": "call",
            "at": at,
            "us": note.us,
            "method": note.method,
            "params": note.params,
            "files": note.files,
            "status": note.status,
            "answer": note.answer,
        });
        if !note.problems.is_empty() {
            entry["problems"] = json!(note.problems);
            self.problems.extend(note.problems);
        }
        if let Some(fault) = note.fault {
            entry["fault"] = fault;
        }
        self.append(entry);
    }

    pub(crate) fn note_update(&mut self, at: String, us: u64, update: &Value) {
        self.append(json!({"kind": "update", "at": at, "us": us, "update": update}));
    }

    /// Remembers a method that the simulator does not have.
    pub(crate) fn note_unknown(&mut self, method: &str) {
        self.unknown.push(method.to_owned());
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// A copy of the entries after number `n`, and of all problems.
    pub(crate) fn since(&self, n: u64) -> Journal {
        let start = usize::try_from(n).unwrap_or(usize::MAX).min(self.entries.len());
        Journal { entries: self.entries[start..].to_vec(), problems: self.problems.clone() }
    }

    fn append(&mut self, mut entry: Value) {
        entry["n"] = json!(self.entries.len() + 1);
        if let Some(file) = &mut self.file {
            // One write per line, so that a reader in another process sees whole lines.
            let line = format!("{entry}\n");
            file.write_all(line.as_bytes()).expect("the journal file can be written");
        }
        self.entries.push(entry);
    }
}
