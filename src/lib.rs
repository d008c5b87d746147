//! Kartoteka: a client archive that a salon's staff talk to.
pub mod dialogue;
pub mod locale;
pub mod model;
