//! `demo`: the salon in the browser, until Ctrl-C.

use super::Failure;
use super::run::Stop;
use crate::demo::{self, Wish};
use std::path::PathBuf;

/// How to show it.
#[derive(clap::Args)]
pub struct Wished {
    /// Keep the salon in this folder, and go on with it the next time. Default: nothing is left behind.
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,
    /// The page's port on this machine. Default: any free one.
    #[arg(long, default_value_t = 0)]
    pub port: u16,
}

/// Serves the demo until SIGTERM or Ctrl-C.
///
/// # Errors
/// What kept it from starting, or ended it.
pub async fn run(wished: Wished) -> Result<(), Failure> {
    let stop = Stop::listen()?;
    let wish = Wish { keep: wished.keep, port: wished.port };
    demo::run(wish, stop.wait()).await.map_err(Failure::Failed)
}
