//! One binary for every test that talks to the bot over HTTP, as people do.
#![allow(missing_docs)]

mod office;
mod start;
