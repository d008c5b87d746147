//! Kartoteka: a client archive that a salon's staff talk to.
pub mod archive;
pub mod clock;
pub mod command;
#[cfg(feature = "demo")]
pub mod demo;
pub mod dialogue;
pub mod faults;
pub mod locale;
pub mod log;
pub mod model;
pub mod schedule;
pub mod settings;
pub mod telegram;
pub mod turn;
