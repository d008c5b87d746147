//! Kartoteka: a client archive that a salon's staff talk to.
pub mod archive;
pub mod clock;
pub mod dialogue;
pub mod faults;
pub mod locale;
pub mod model;
pub mod schedule;
pub mod telegram;
pub mod turn;
