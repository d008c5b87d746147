//! The journal's file: a line each with its seal, written anew beside itself, so that a kill leaves the old or the new.

use crate::archive::{ArchiveError, Result};
use crate::model::text::hex;
use chrono::{DateTime, SubsecRound, Utc};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The journal's name in the data folder and in a backup.
pub const FILE: &str = "erasures.jsonl";
/// Where a journal is written before it takes its name.
const DRAFT: &str = "erasures.part";

/// The key of the lines' seals. It has no `Debug`.
#[derive(Clone)]
pub struct JournalKey([u8; 32]);

impl JournalKey {
    /// A key from 32 secret bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// What must not come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Entry {
    /// A client was erased.
    Erased {
        client: i64,
        branch: i64,
        number: String,
        mark: String,
        asked_by: i64,
        confirmed_by: i64,
        rows: i64,
        files: i64,
        at: DateTime<Utc>,
    },
    /// A seat was cut.
    Cut { staff: i64, branch: i64, mark: String, by: i64, kind: String, at: DateTime<Utc> },
}

impl Entry {
    /// Whether both tell of the same event: one that was done again has other counts.
    fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Erased { client, at, .. }, Self::Erased { client: of, at: then, .. }) => {
                client == of && same(*at, *then)
            }
            (
                Self::Cut { staff, branch, at, .. },
                Self::Cut { staff: of, branch: there, at: then, .. },
            ) => staff == of && branch == there && same(*at, *then),
            _ => false,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Line {
    entry: Entry,
    seal: String,
}

/// Databases keep fewer digits of a second than a clock has.
pub(super) fn same(one: DateTime<Utc>, other: DateTime<Utc>) -> bool {
    one.trunc_subsecs(3) == other.trunc_subsecs(3)
}

/// Adds what the journal does not know yet. It is written anew beside itself, and takes its name when it is on disk.
pub(super) fn add(data: &Path, key: &JournalKey, entries: Vec<Entry>) -> io::Result<()> {
    let mut known = read(&data.join(FILE), key).map_err(io::Error::other)?;
    let before = known.len();
    for entry in entries {
        if !known.iter().any(|old| old.is_of(&entry)) {
            known.push(entry);
        }
    }
    if known.len() == before {
        return Ok(());
    }
    write(data, key, known)
}

/// Seals a journal with another key. One that has it already stays as it is.
pub(super) fn reseal(data: &Path, old: &JournalKey, new: &JournalKey) -> Result<()> {
    let path = data.join(FILE);
    if read(&path, new).is_ok() {
        return Ok(());
    }
    let known = read(&path, old)?;
    write(data, new, known).map_err(|error| unwritable(&error))
}

fn write(data: &Path, key: &JournalKey, known: Vec<Entry>) -> io::Result<()> {
    let draft = data.join(DRAFT);
    remove(&draft)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    for entry in known {
        let text = serde_json::to_string(&entry)?;
        let seal = hex(&mac(key, &text).finalize().into_bytes());
        let line = serde_json::to_string(&Line { entry, seal })?;
        writeln!(file, "{line}")?;
    }
    file.sync_all()?;
    crate::faults::here("journal-written");
    std::fs::rename(&draft, data.join(FILE))?;
    crate::faults::here("journal-renamed");
    File::open(data)?.sync_all()
}

/// The journal's entries; none where there is no journal.
pub(super) fn read(path: &Path, key: &JournalKey) -> Result<Vec<Entry>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unwritable(&error)),
    };
    let entry = |(at, line): (usize, &str)| {
        let read: Option<Line> = serde_json::from_str(line).ok();
        let sealed = read.filter(|line| {
            let text = serde_json::to_string(&line.entry).unwrap_or_default();
            hex(&mac(key, &text).finalize().into_bytes()) == line.seal
        });
        sealed.map(|line| line.entry).ok_or_else(|| changed(path, at + 1))
    };
    text.lines().enumerate().map(entry).collect()
}

fn changed(path: &Path, line: usize) -> ArchiveError {
    ArchiveError::Refused(format!(
        "{} was changed at line {line}, so what was erased could come back; put back the one of the newest backup.",
        path.display()
    ))
}

pub(super) fn unwritable(error: &io::Error) -> ArchiveError {
    ArchiveError::Refused(format!(
        "The journal of erasures cannot be kept ({error}); mend the data folder's space or permissions."
    ))
}

fn mac(key: &JournalKey, text: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(client: i64) -> Entry {
        Entry::Erased {
            client,
            branch: 1,
            number: "A-0147".into(),
            mark: "salt:hash".into(),
            asked_by: 5,
            confirmed_by: 6,
            rows: 9,
            files: 1,
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_was_added_is_read_back_once_and_a_changed_line_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (key, path) = (JournalKey::new([7; 32]), folder.path().join(FILE));
        add(folder.path(), &key, vec![entry(1)]).unwrap();
        add(folder.path(), &key, vec![entry(1), entry(2)]).unwrap();
        assert_eq!(read(&path, &key).unwrap(), [entry(1), entry(2)]);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("\"client\":2", "\"client\":3")).unwrap();
        let refused = read(&path, &key).unwrap_err().to_string();
        assert!(refused.contains("line 2"), "{refused}");
        assert!(read(&path, &JournalKey::new([8; 32])).is_err());
    }

    #[test]
    fn a_journal_that_is_sealed_anew_is_read_by_the_new_key_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (JournalKey::new([7; 32]), JournalKey::new([8; 32]));
        let path = folder.path().join(FILE);
        add(folder.path(), &old, vec![entry(1), entry(2)]).unwrap();
        for _ in 0..2 {
            reseal(folder.path(), &old, &new).unwrap();
            assert_eq!(read(&path, &new).unwrap(), [entry(1), entry(2)]);
            assert!(read(&path, &old).is_err());
        }
    }

    #[test]
    fn without_a_journal_there_is_nothing_to_do_again() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(&folder.path().join(FILE), &JournalKey::new([7; 32])).unwrap().is_empty());
    }
}
