//! What is around the archive: settings, folders, the lock, the port, backups.

use super::{Bad, Failure, Note, Sheet, Verdict, Well};
use crate::archive::nightly::AGE_MAX;
use crate::archive::{backup, lease};
use crate::command::subject;
use crate::settings::{Database, Settings};
use chrono::{DateTime, Utc};
use std::fs::{File, OpenOptions, TryLockError};
use std::net::SocketAddr;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Less free space than this is told, MiB.
const FREE_MIN_MIB: u64 = 512;

/// Examines it.
pub(super) async fn examine(settings: &Settings, sheet: &mut Sheet) -> Result<(), Failure> {
    sheet.put("settings", read_from(settings))?;
    sheet.put(
        "token",
        match settings.needed_token() {
            Ok(_) => Well("looks like one".into()),
            Err(wrong) => Bad(wrong.to_string()),
        },
    )?;
    if settings.clock_file.is_some() {
        sheet.put("clock", Note("moved by KARTOTEKA_CLOCK".into()))?;
    }
    if let Some(list) = &settings.fault {
        sheet.put("faults", faults(list))?;
    }
    sheet.put("folder", folder(&settings.data))?;
    sheet.put("space", space(&settings.data))?;
    let held = lock(&settings.data);
    let serves = matches!(held, Note(_));
    sheet.put("lock", if serves { held } else { elsewhere(settings).await.unwrap_or(held) })?;
    if let Some(address) = settings.metrics {
        sheet.put("metrics", metrics(address, serves))?;
    }
    sheet.put("backups", backups(settings))?;
    sheet.put("backup", last_backup(settings, settings.clock().now()))
}

fn faults(list: &str) -> Verdict {
    match crate::faults::plant(list) {
        Ok(()) => Note("planted by KARTOTEKA_FAULT".into()),
        Err(word) => Bad(format!(
            "KARTOTEKA_FAULT does not know {word}; see src/faults.rs for what it knows, or remove it"
        )),
    }
}

fn read_from(settings: &Settings) -> Verdict {
    if !settings.strangers.is_empty() {
        let names = settings.strangers.join(", ");
        return Bad(format!(
            "the environment has {names}, which means nothing; mend the name or remove it"
        ));
    }
    match &settings.file {
        Some(file) => Well(format!("from {} and the environment", file.display())),
        None => Well("from the environment".into()),
    }
}

fn folder(data: &Path) -> Verdict {
    if !data.exists() {
        return Note(format!("{} is made at the first start", data.display()));
    }
    let probe = data.join(format!(".doctor-{}", std::process::id()));
    let written = File::create_new(&probe).and_then(|_| std::fs::remove_file(&probe));
    match written {
        Ok(()) => Well(format!("{} is writable", data.display())),
        Err(error) => Bad(format!(
            "{} is not writable ({error}); mend its owner or permissions",
            data.display()
        )),
    }
}

fn space(data: &Path) -> Verdict {
    let Some(there) = data.ancestors().find(|folder| folder.exists()) else {
        return Note("unknown".into());
    };
    match rustix::fs::statvfs(there) {
        Ok(disk) => free(disk.f_bavail.saturating_mul(disk.f_frsize) / (1024 * 1024)),
        Err(error) => Note(format!("unknown ({error})")),
    }
}

fn free(mib: u64) -> Verdict {
    let text = format!("{mib} MiB free");
    if mib >= FREE_MIN_MIB {
        return Well(text);
    }
    Bad(format!("{text}; free some, {FREE_MIN_MIB} MiB at least"))
}

/// Whether a service runs. A shared lock is tried, for an instant: it only ever meets the service's own.
fn lock(data: &Path) -> Verdict {
    let Ok(file) = OpenOptions::new().read(true).open(data.join("lock")) else {
        return Well("free".into());
    };
    match file.try_lock_shared() {
        Ok(()) => Well("free".into()),
        Err(TryLockError::WouldBlock) => {
            let process = std::fs::read_to_string(data.join("lock")).unwrap_or_default();
            Note(format!(
                "held by process {}, the bot; stop it before another start, a migration or a restore",
                process.trim()
            ))
        }
        Err(TryLockError::Error(error)) => {
            Bad(format!("cannot be locked ({error}); put the data folder on a local disk"))
        }
    }
}

/// A service that works on this database from another data folder.
async fn elsewhere(settings: &Settings) -> Option<Verdict> {
    let subject = subject(settings);
    lease::is_held(&settings.data, subject).await.then(|| {
        Bad("another kartoteka, with another data folder, works on this database; stop it, or mend DATABASE_URL or KARTOTEKA_DATA".into())
    })
}

/// Whether the port is free, or the bot's own.
fn metrics(address: SocketAddr, serves: bool) -> Verdict {
    match std::net::TcpListener::bind(address) {
        Ok(_) => Well(format!("{address} is free")),
        Err(_) if serves => Well(format!("{address} is in use, by the bot most likely")),
        Err(error) => Bad(format!(
            "KARTOTEKA_METRICS names {address}, which cannot be listened on ({}); choose another port",
            error.kind()
        )),
    }
}

/// Whether the backups can be written, and whether a lost disk leaves them.
fn backups(settings: &Settings) -> Verdict {
    let folder = &settings.backups;
    if matches!(settings.database, Database::Postgres(_)) {
        return Note("PostgreSQL's are yours".into());
    }
    if folder.exists()
        && let Bad(told) = self::folder(folder)
    {
        return Bad(format!("{told}, or set KARTOTEKA_BACKUPS"));
    }
    let disk = |path: &Path| {
        let there = path.ancestors().find(|folder| folder.exists())?;
        std::fs::metadata(there).ok().map(|metadata| metadata.dev())
    };
    if disk(folder) != disk(&settings.data) {
        return Well(format!("{} is on another disk", folder.display()));
    }
    Note(format!(
        "{} is on the archive's own disk and is lost with it; set KARTOTEKA_BACKUPS to another disk",
        folder.display()
    ))
}

fn last_backup(settings: &Settings, now: DateTime<Utc>) -> Verdict {
    if matches!(settings.database, Database::Postgres(_)) {
        return Note("PostgreSQL's is yours: pg_dump".into());
    }
    let Some(last) = backup::last(&settings.data) else {
        return Note("none yet; the bot makes one every night while it runs".into());
    };
    let age = now - last.at;
    let text = format!("{} h old, {}", age.num_hours(), last.file.display());
    if age > AGE_MAX {
        Bad(format!(
            "{text}; see whether the bot runs at night and what its log says, or run kartoteka backup"
        ))
    } else {
        Well(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_with_how_much_is_needed() {
        assert!(matches!(free(FREE_MIN_MIB), Well(_)));
        let Bad(told) = free(FREE_MIN_MIB - 1) else { panic!("a disk that is nearly full") };
        assert_eq!(told, "511 MiB free; free some, 512 MiB at least");
    }
}
