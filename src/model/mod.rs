//! Nouns and rules of the trade; no I/O, no async, no clock.
pub mod pasted;
pub mod phone;
pub mod search;
pub mod text;
pub mod when;
