//! Photos: fetched from Telegram after the turn, sealed, and on disk before their row says so (decisions 24).

use super::Desk;
use super::classify::Verdict;
use super::receive::until;
use super::wire::{FILE_BYTES_MAX, Refusal};
use crate::archive::attachments::{self, Row};
use crate::archive::{ArchiveError, Result as Stored};
use crate::model::text::hex;
use futures::StreamExt;
use serde_json::json;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

/// How often waiting photos are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(3);
/// Photos looked at in one sweep.
const SWEEP_MAX: u64 = 64;
/// Downloads under way at once.
const DOWNLOADS_MAX: usize = 2;
/// Pauses after the first, second, … failed try of a photo; the last holds for all later ones.
const PAUSES: [Duration; 4] = [
    Duration::from_secs(10),
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(30 * 60),
];
/// How the formats that Telegram makes photos of begin: JPEG, PNG, and WebP's container.
const BEGINNINGS: [&[u8]; 3] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"];
/// Random bytes in a file's name.
const NAME_BYTES: usize = 16;

/// Why a photo is not there yet.
enum Missing {
    /// It may be there later; counts as a try.
    Failed,
    /// Telegram could not be asked; does not count.
    Unasked(Duration),
    /// It will never be.
    Never,
    /// The archive failed.
    Archive(ArchiveError),
}

/// Fetches photos until the stop.
pub async fn serve(desk: Desk, mut stopped: watch::Receiver<bool>) {
    let mut resting: HashMap<i64, Instant> = HashMap::new();
    while until(&mut stopped, sleep(SWEEP_EVERY)).await.is_some() {
        match until(&mut stopped, sweep(&desk, &mut resting)).await {
            Some(Err(ArchiveError::Closed)) | None => return,
            Some(Err(error)) => tracing::error!(%error, "photos cannot be looked up"),
            Some(Ok(())) => {}
        }
    }
}

async fn sweep(desk: &Desk, resting: &mut HashMap<i64, Instant>) -> Stored<()> {
    let waiting = attachments::pending(&desk.archive.glance().await?, SWEEP_MAX).await?;
    resting.retain(|_, until| *until > Instant::now());
    let ready = waiting.into_iter().filter(|row| !resting.contains_key(&row.id));
    let ready: Vec<Row> = ready.collect();
    let done = futures::stream::iter(ready)
        .map(|row| async move { (row.id, take(desk, &row).await) })
        .buffer_unordered(DOWNLOADS_MAX);
    let paused: Vec<(i64, Option<Duration>)> = done.collect().await;
    let paused = paused.into_iter().filter_map(|(id, pause)| Some((id, Instant::now() + pause?)));
    resting.extend(paused);
    Ok(())
}

/// Takes one photo as far as it goes. Returns how long it then rests, unless it has ended.
async fn take(desk: &Desk, row: &Row) -> Option<Duration> {
    let (id, tries) = (row.id, usize::try_from(row.attempts).unwrap_or(0));
    let pause = PAUSES[tries.min(PAUSES.len() - 1)];
    let give_up = match fetch(desk, row).await {
        Ok(()) => return None,
        Err(Missing::Unasked(pause)) => return Some(pause),
        Err(Missing::Archive(error)) => {
            tracing::error!(%error, "a photo could not be stored");
            return Some(pause);
        }
        Err(Missing::Never) => true,
        Err(Missing::Failed) => false,
    };
    let counting =
        desk.archive.write(move |tx| Box::pin(attachments::failed(tx, id, give_up))).await;
    match counting {
        Ok(true) => tracing::error!(photo = id, "a photo could not be fetched; given up"),
        Ok(false) => tracing::warn!(photo = id, tries, "a photo could not be fetched"),
        Err(error) => tracing::error!(%error, "a failed photo could not be counted"),
    }
    Some(pause)
}

async fn fetch(desk: &Desk, row: &Row) -> Result<(), Missing> {
    let file = desk.connection.call("getFile", &json!({ "file_id": row.file_id })).await;
    let file = file.map_err(|refusal| missing(&refusal))?;
    let too_big = file["file_size"].as_u64().is_some_and(|size| size > FILE_BYTES_MAX as u64);
    let path = file["file_path"].as_str().filter(|_| !too_big).ok_or(Missing::Never)?;
    let photo = desk.connection.file(path).await.map_err(|refusal| missing(&refusal))?;
    if !BEGINNINGS.iter().any(|beginning| photo.starts_with(beginning)) {
        return Err(Missing::Failed);
    }
    let (id, size) = (row.id, i64::try_from(photo.len()).map_err(|_| Missing::Never)?);
    let (key, folder) = (desk.archive.files_key().clone(), desk.archive.data().join("files"));
    let sealing = tokio::task::spawn_blocking(move || {
        let sealed = attachments::seal(&key, id, &photo);
        let name = random_name();
        write_durably(&folder, &name, &sealed.bytes).map(|path| (path, name, sealed.key))
    });
    let (path, name, key) = match sealing.await {
        Ok(Ok(written)) => written,
        Ok(Err(error)) => {
            tracing::error!(kind = %error.kind(), "a photo could not be written");
            return Err(Missing::Unasked(PAUSES[0]));
        }
        Err(_) => return Err(Missing::Failed),
    };
    let storing = desk.archive.write(move |tx| {
        let (name, key) = (name.clone(), key.clone());
        Box::pin(async move { attachments::stored(tx, id, &name, &key, size).await })
    });
    let kept = storing.await;
    if !matches!(kept, Ok(true)) {
        // No row knows this file: its client was erased meanwhile, or the commit failed.
        if let Err(error) = std::fs::remove_file(path) {
            tracing::warn!(kind = %error.kind(), "a file without a row could not be removed");
        }
    }
    kept.map(|_| ()).map_err(Missing::Archive)
}

fn missing(refusal: &Refusal) -> Missing {
    match refusal.verdict() {
        Verdict::RetryAfter(seconds) => Missing::Unasked(Duration::from_secs(seconds)),
        _ if !refusal.may_have_arrived() => Missing::Unasked(PAUSES[0]),
        Verdict::BadContent => Missing::Never,
        _ => Missing::Failed,
    }
}

/// Writes a file that only this user reads, and returns when it would survive a power loss.
fn write_durably(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        options.mode(0o600);
        builder.mode(0o700);
    }
    builder.create(folder)?;
    let path = folder.join(name);
    let mut file = options.open(&path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(path)
}

fn random_name() -> String {
    let mut bytes = [0u8; NAME_BYTES];
    getrandom::fill(&mut bytes).expect("the system has a random source");
    hex(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once_and_for_this_user_only() {
        let folder = tempfile::tempdir().unwrap();
        let files = folder.path().join("files");
        let path = write_durably(&files, "a", b"sealed").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"sealed");
        assert!(write_durably(&files, "a", b"other").is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&path), mode(&files)), (0o600, 0o700));
        }
    }
}
