//! Whatever anybody sends, the bot reads it or leaves it, goes on, and keeps it out of its log (F5, F6, F7, F27, K23, K42).
//!
//! Everything here is drawn by a seed, which is printed: `KARTOTEKA_TEST_SEED` repeats a run, and
//! `KARTOTEKA_TEST_BUDGET=<minutes>` lets each test go on with new draws until its minutes are up.
#![allow(missing_docs, clippy::print_stdout, reason = "what was tried is counted aloud")]

mod rig;

#[path = "fuzz/chat.rs"]
mod chat;
#[path = "fuzz/digests.rs"]
mod digests;
#[path = "fuzz/door.rs"]
mod door;
#[path = "fuzz/fingers.rs"]
mod fingers;
#[path = "fuzz/grammar.rs"]
mod grammar;
#[path = "fuzz/hostile.rs"]
mod hostile;
#[path = "fuzz/kinds.rs"]
mod kinds;
#[path = "fuzz/long.rs"]
mod long;
#[path = "fuzz/node.rs"]
mod node;
#[path = "fuzz/reach.rs"]
mod reach;
#[path = "fuzz/salon.rs"]
mod salon;
#[path = "fuzz/tally.rs"]
mod tally;
#[path = "fuzz/texts.rs"]
mod texts;
#[path = "fuzz/updates.rs"]
mod updates;
#[path = "fuzz/walk.rs"]
mod walk;
