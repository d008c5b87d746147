//! The real program on a disk that fails, fills, is damaged or taken away, on a machine that has too little, and under a
//! clock that jumps (K6–K12, F4), and on a PostgreSQL that dies (K40).
//!
//! In each run people work, the fault strikes, the fault goes, and the same oracles as after a kill are asked. What a
//! machine lacks for a test is said aloud.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

#[path = "disk/damage.rs"]
mod damage;
#[path = "disk/errors.rs"]
mod errors;
#[path = "disk/full.rs"]
mod full;
#[path = "disk/jumps.rs"]
mod jumps;
#[path = "disk/locked.rs"]
mod locked;
#[path = "disk/memory.rs"]
mod memory;
#[path = "disk/opening.rs"]
mod opening;
#[path = "disk/refused.rs"]
mod refused;
mod rig;
#[path = "disk/scarce.rs"]
mod scarce;
#[path = "disk/server.rs"]
mod server;
#[path = "disk/work.rs"]
mod work;
