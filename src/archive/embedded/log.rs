//! The write-ahead log moves into the database beside the turns. SQLite would do it within the commit that makes the log
//! long, and whoever waits for that commit, and for those behind it, would wait several times as long.

use super::failed;
use crate::archive::ArchiveError;
use rusqlite::hooks::Wal;
use rusqlite::{Connection, Transaction};
use std::cell::Cell;
use std::ffi::c_int;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// Pages at which the log is moved: SQLite's own measure.
const GROWN: c_int = 1000;
/// Pages of 4 KiB at which a commit moves it all the same: a longer log would take longer to read after a crash.
const LONG: c_int = 8 * GROWN;

thread_local! {
    /// The pages of the log after the latest commit on this thread.
    pub(super) static PAGES: Cell<c_int> = const { Cell::new(0) };
}

/// Moves the log of one database.
pub(super) struct Mover {
    /// `None` once it is to end.
    stirred: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    /// The pages at which it was asked to move the log.
    asked_at: Cell<c_int>,
    /// It has moved the log; what was committed meanwhile is still to be moved.
    has_moved: Arc<AtomicBool>,
    /// Holds the log while a commit's thread moves it.
    reader: Connection,
}

impl Mover {
    /// Takes the log of a connection's database over, with another connection to it that only this uses. `open` makes more,
    /// at the first need.
    pub(super) fn of(
        db: &Connection,
        reader: Connection,
        open: impl Fn() -> rusqlite::Result<Connection> + Send + 'static,
    ) -> Self {
        db.wal_hook(Some(noted));
        // One request waits at most, behind the one under way.
        let (stirred, requests) = sync_channel(1);
        let has_moved = Arc::new(AtomicBool::new(false));
        let moved = Arc::clone(&has_moved);
        let thread = thread::Builder::new().name("log".to_owned());
        let thread = thread.spawn(move || serve(&requests, open, &moved));
        let thread = Some(thread.expect("the system has a thread for the log"));
        Self { stirred: Some(stirred), thread, asked_at: Cell::new(0), has_moved, reader }
    }

    /// A commit of this connection, on this thread, is done. What came while the log was moved is moved now, which is
    /// little: the next transaction then begins the log anew. Until it does, a damaged log would harm what was moved.
    pub(super) fn committed(&self, db: &Connection) {
        let pages = PAGES.get();
        let has_moved = self.has_moved.swap(false, Ordering::AcqRel);
        if pages >= LONG || has_moved && pages >= GROWN {
            // What cannot be moved now stays in the log, and is tried again.
            let _later = move_held(db, &self.reader);
        }
        // A log that began anew is short.
        let asked_at = self.asked_at.get().min(pages);
        let is_due = pages >= asked_at + GROWN;
        self.asked_at.set(if is_due { pages } else { asked_at });
        if let Some(stirred) = self.stirred.as_ref().filter(|_| is_due) {
            // Where a request waits already, it does for this one.
            let _waits = stirred.try_send(());
        }
    }
}

/// Ends after the move under way and the one that waits: its connections must not be the last ones open.
impl Drop for Mover {
    fn drop(&mut self) {
        self.stirred = None;
        let ended = self.thread.take().map(JoinHandle::join);
        if let Some(Err(_)) = ended {
            tracing::error!("the thread of the write-ahead log panicked");
        }
    }
}

fn noted(_: &Wal, pages: c_int) -> rusqlite::Result<()> {
    PAGES.set(pages);
    Ok(())
}

pub(super) fn move_log(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("PRAGMA wal_checkpoint(PASSIVE)")?.query_row([], |_| Ok(()))
}

/// Moves what stands in the log now, as far as nobody reads what was before.
fn move_held(db: &Connection, reader: &Connection) -> rusqlite::Result<()> {
    let held = hold(reader)?;
    move_log(db)?;
    held.commit()
}

/// Holds the log as it is. As long as a connection reads from it, whoever writes, here or in another process, cannot begin it
/// anew; and where all of it was moved already, the reader keeps it from being moved again.
///
/// The log must not be moved without: until 3.51.3 (SQLCipher 4.14) SQLite may count a log that was begun anew meanwhile as
/// moved, and lose what is in it. See <https://sqlite.org/wal.html#walresetbug>.
pub(super) fn hold(reader: &Connection) -> rusqlite::Result<Transaction<'_>> {
    let held = reader.unchecked_transaction()?;
    // It reads, and needs no schema for it.
    held.prepare_cached("PRAGMA user_version")?.query_row([], |_| Ok(()))?;
    Ok(held)
}

fn serve(
    requests: &Receiver<()>,
    open: impl Fn() -> rusqlite::Result<Connection>,
    has_moved: &AtomicBool,
) {
    let both = || Ok((open()?, open()?));
    let mut opened = None;
    for () in requests {
        let moved = opened.take().map_or_else(both, Ok).and_then(|(db, reader)| {
            move_held(&db, &reader)?;
            Ok((db, reader))
        });
        match moved {
            Ok(both) => {
                has_moved.store(true, Ordering::Release);
                opened = Some(both);
            }
            Err(error) => {
                let error = ArchiveError::from(failed(error));
                tracing::warn!(%error, "the write-ahead log could not be moved; tried again later");
            }
        }
    }
}
