//! Nouns and rules of the trade; no I/O, no async, no clock.
pub mod phone;
pub mod search;
pub mod text;
