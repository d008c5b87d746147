//! The demo, behind the feature `demo`: to come.

use crate::command::Failure;
use crate::settings::Settings;

/// Serves the demo until Ctrl-C.
///
/// # Errors
/// What stopped it.
pub async fn run(_settings: Settings) -> Result<(), Failure> {
    Err(Failure::Failed("This build has no demo yet.".into()))
}
