//! What whoever runs the machine sees of the real program: health and metrics, the log, the doctor; and no word of a client's.
#![allow(missing_docs, clippy::print_stdout, reason = "figures are printed")]

mod rig;

#[path = "operations/doctor.rs"]
mod doctor;
#[path = "operations/health.rs"]
mod health;
#[path = "operations/hygiene.rs"]
mod hygiene;
#[path = "operations/logs.rs"]
mod logs;
#[path = "operations/scrape.rs"]
mod scrape;
#[path = "operations/silence.rs"]
mod silence;
