//! `migrate`: the schema, brought up to date or told.

use super::{Failure, beside, existing_key, is_kept, key, lease, open, say, settle};
use crate::archive::check::{self, Schema};
use crate::settings::{Database, Settings};

/// Applies what is pending. No service may run meanwhile.
///
/// # Errors
/// If one runs, or a migration fails: then nothing of it is left.
pub async fn run(settings: &Settings) -> Result<(), Failure> {
    let lease = lease(settings).await?;
    settle(settings, &lease).await?;
    let before = if is_kept(settings) { Some(schema(settings).await?) } else { None };
    let key = key(settings)?;
    open(settings, &key).await?.close().await?;
    let after = check::schema(beside(settings, &key)).await?;
    for name in &after.applied {
        if !before.as_ref().is_some_and(|before| before.applied.contains(name)) {
            say(&format!("applied  {name}"))?;
        }
    }
    say("The archive has this version's schema.")
}

/// Lists the migrations.
///
/// # Errors
/// If there is no archive or it does not open.
pub async fn status(settings: &Settings) -> Result<(), Failure> {
    let schema = schema(settings).await?;
    let lists =
        [("applied", &schema.applied), ("pending", &schema.pending), ("unknown", &schema.unknown)];
    for (state, names) in lists {
        for name in names {
            say(&format!("{state}  {name}"))?;
        }
    }
    Ok(check::refuse_newer(&schema)?)
}

async fn schema(settings: &Settings) -> Result<Schema, Failure> {
    let key = match settings.database {
        Database::Sqlite(_) => existing_key(settings)?,
        Database::Postgres(_) => key(settings)?,
    };
    Ok(check::schema(beside(settings, &key)).await?)
}
