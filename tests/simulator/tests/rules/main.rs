//! The simulator through both of its doors, over real HTTP.

mod doors;
mod edits;
mod faults;
mod files;
mod limits;
mod people;
mod phones;
mod polling;
mod support;
