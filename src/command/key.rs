//! `key change`: everything that the key opens goes over to a new one.

use super::{Failure, existing_key, kept, key, lease, open, run, say, settle};
use crate::archive::key_change::{self, Settled};
use crate::settings::{Database, Settings};
use std::path::Path;

/// Changes the key, or finishes a change that was interrupted. No service may run meanwhile.
///
/// # Errors
/// If one runs, or the change failed: then everything is under the old key, or the next start finishes it.
pub async fn change(settings: &Settings) -> Result<(), Failure> {
    run::plant(settings)?;
    let alone = lease(settings).await?;
    if let Settled::Finished(old) = settle(settings, &alone).await? {
        say("The change of keys that was interrupted is finished.")?;
        return tell(settings, &old);
    }
    let key = match settings.database {
        Database::Sqlite(_) => existing_key(settings)?,
        Database::Postgres(_) => key(settings)?,
    };
    // It must be whole and of this version's schema.
    open(settings, &key).await?.close().await?;
    let now = settings.clock().now();
    let done = key_change::change(&alone, kept(settings), &key, now).await?;
    say(&format!(
        "The key is changed: {} opens the archive, and the old key nothing of it. The keys of {} photos went along.",
        settings.key_file.display(),
        done.photos
    ))?;
    if done.unopened > 0 {
        say(&format!(
            "{} photos did not open before and do not now; look for them in a backup.",
            done.unopened
        ))?;
    }
    tell(settings, &done.old)
}

/// What an owner has to do now.
fn tell(settings: &Settings, old: &Path) -> Result<(), Failure> {
    let old = old.display();
    say(&format!(
        "Copy {} to where you keep its copy, and make a backup now: kartoteka backup.",
        settings.key_file.display()
    ))?;
    if matches!(settings.database, Database::Postgres(_)) {
        return say(&format!("Dumps from before need the old key, which is kept as {old}."));
    }
    say(&format!(
        "Backups from before, and what a restore moved aside, open with the old key alone, which is kept as {old}: kartoteka restore FILE --key {old}. Delete all of them once the new backups will do."
    ))
}
