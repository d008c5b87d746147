//! The write-ahead log moves into the database beside the turns. SQLite would do it within the commit that makes the log
//! long, and whoever waits for that commit, and for those behind it, would wait several times as long.

use super::failed;
use crate::archive::ArchiveError;
use rusqlite::Connection;
use rusqlite::hooks::Wal;
use std::cell::Cell;
use std::ffi::c_int;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// Pages by which the log has grown when it is moved: SQLite's own measure.
const GROWN: c_int = 1000;
/// Pages of 4 KiB from which on a commit moves it all the same: while commits come without a pause the log cannot begin anew
/// beside them, and a longer one would take longer to read after a crash.
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
    /// The pages at which it was last moved.
    moved_at: Cell<c_int>,
}

impl Mover {
    /// Takes the log of a connection's database over. `open` makes a connection of its own, at the first need.
    pub(super) fn of(
        db: &Connection,
        open: impl Fn() -> rusqlite::Result<Connection> + Send + 'static,
    ) -> Self {
        db.wal_hook(Some(committed));
        // One request waits at most, behind the one under way.
        let (stirred, requests) = sync_channel(1);
        let thread = thread::Builder::new().name("log".to_owned());
        let thread = thread.spawn(move || serve(&requests, open));
        let thread = thread.expect("the system has a thread for the log");
        Self { stirred: Some(stirred), thread: Some(thread), moved_at: Cell::new(0) }
    }

    /// A commit on this thread is done.
    pub(super) fn committed(&self) {
        let pages = PAGES.get();
        // The log began anew.
        let moved_at = self.moved_at.get().min(pages);
        let is_due = pages >= moved_at + GROWN;
        self.moved_at.set(if is_due { pages } else { moved_at });
        if let Some(stirred) = self.stirred.as_ref().filter(|_| is_due) {
            // Where a request waits already, it does for this one.
            let _waits = stirred.try_send(());
        }
    }
}

/// Ends after the move under way: its connection must not be the last one open.
impl Drop for Mover {
    fn drop(&mut self) {
        self.stirred = None;
        let ended = self.thread.take().map(JoinHandle::join);
        if let Some(Err(_)) = ended {
            tracing::error!("the thread of the write-ahead log panicked");
        }
    }
}

fn committed(log: &Wal, pages: c_int) -> rusqlite::Result<()> {
    PAGES.set(pages);
    if pages >= LONG {
        // What cannot be moved now stays in the log, and is tried again.
        let _later = log.checkpoint();
    }
    Ok(())
}

fn serve(requests: &Receiver<()>, open: impl Fn() -> rusqlite::Result<Connection>) {
    let mut opened = None;
    for () in requests {
        let moved = opened.take().map_or_else(&open, Ok).and_then(|db| {
            db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
            Ok(db)
        });
        match moved {
            Ok(db) => opened = Some(db),
            Err(error) => {
                let error = ArchiveError::from(failed(error));
                tracing::warn!(%error, "the write-ahead log could not be moved; tried again later");
            }
        }
    }
}
