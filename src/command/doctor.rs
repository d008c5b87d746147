//! `doctor`: one line per check, and how to mend what is wrong. It changes nothing.

use super::{Failure, beside, is_kept, joint, say};
use crate::archive::check::{self, Health};
use crate::archive::connect::Key;
use crate::archive::{backup, key_file, restore, restores};
use crate::model::grave::Settled;
use crate::model::trail::{self, MARK_DIGITS, Mark};
use crate::settings::{Database, Settings, Wrong};
use chrono::{DateTime, Duration, Utc};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Telegram is waited for this long.
const ANSWER_MAX: std::time::Duration = std::time::Duration::from_secs(10);
/// Less free space than this is told, MiB.
const FREE_MIN_MIB: u64 = 512;
/// A backup older than this is told (K38).
const BACKUP_AGE_MAX: Duration = Duration::hours(26);
/// More waiting updates or messages than this are told: something is stuck.
const QUEUE_MAX: u64 = 1000;

/// How a check came out.
enum Verdict {
    /// As it should be.
    Well(String),
    /// Worth knowing.
    Note(String),
    /// Wrong; the text says how to mend it.
    Bad(String),
}
use Verdict::{Bad, Note, Well};

/// The lines so far.
#[derive(Default)]
struct Sheet {
    bad: usize,
}

impl Sheet {
    fn put(&mut self, check: &str, verdict: Verdict) -> Result<(), Failure> {
        let (word, text) = match &verdict {
            Well(text) => ("ok  ", text),
            Note(text) => ("note", text),
            Bad(text) => ("BAD ", text),
        };
        self.bad += usize::from(matches!(verdict, Bad(_)));
        say(&format!("{word}  {check:<9} {text}"))
    }
}

/// Examines and prints. `offline` leaves Telegram out; `anchor` is one that the owner was sent.
///
/// # Errors
/// `Failure::Told` if anything is wrong.
pub async fn run(
    settings: Result<Settings, Wrong>,
    offline: bool,
    anchor: Option<String>,
) -> Result<(), Failure> {
    let mark = mark(anchor.as_deref())?;
    let mut sheet = Sheet::default();
    match settings {
        Err(wrong) => sheet.put("settings", Bad(wrong.to_string()))?,
        Ok(settings) => {
            surroundings(&settings, &mut sheet)?;
            archive(&settings, mark.as_ref(), &mut sheet).await?;
            if !offline {
                sheet.put("telegram", telegram(&settings).await)?;
            }
        }
    }
    if sheet.bad > 0 { Err(Failure::Told) } else { Ok(()) }
}

/// An anchor as the owner was sent it.
fn mark(anchor: Option<&str>) -> Result<Option<Mark>, Failure> {
    let Some(text) = anchor else { return Ok(None) };
    let wrong = || {
        Failure::Setting(format!(
            "--anchor wants an entry's number and {MARK_DIGITS} digits of its hash, such as 120:1f2e3d4c5b6a7988, as the bot sent it."
        ))
    };
    Mark::parse(text).map(Some).ok_or_else(wrong)
}

/// Everything around the archive.
fn surroundings(settings: &Settings, sheet: &mut Sheet) -> Result<(), Failure> {
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
    if settings.fault.is_some() {
        sheet.put("faults", Note("planted by KARTOTEKA_FAULT".into()))?;
    }
    sheet.put("folder", folder(&settings.data))?;
    sheet.put("space", space(&settings.data))?;
    sheet.put("lock", lock(&settings.data))?;
    sheet.put("backup", last_backup(settings, settings.clock().now()))
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
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize) / (1024 * 1024);
            let text = format!("{free} MiB free");
            if free < FREE_MIN_MIB {
                Bad(format!("{text}; free some, {FREE_MIN_MIB} MiB at least"))
            } else {
                Well(text)
            }
        }
        Err(error) => Note(format!("unknown ({error})")),
    }
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
            Well(format!("held by process {}", process.trim()))
        }
        Err(TryLockError::Error(error)) => {
            Bad(format!("cannot be locked ({error}); put the data folder on a local disk"))
        }
    }
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
    if age > BACKUP_AGE_MAX {
        Bad(format!(
            "{text}; see whether the bot runs at night and what its log says, or run kartoteka backup"
        ))
    } else {
        Well(text)
    }
}

/// The key and the database behind it.
async fn archive(
    settings: &Settings,
    mark: Option<&Mark>,
    sheet: &mut Sheet,
) -> Result<(), Failure> {
    let kept = is_kept(settings);
    let inside = key_file::refuse_inside(&settings.key_file, &settings.data);
    let key = match inside.and_then(|()| key_file::load(&settings.key_file)) {
        Ok(Some(key)) => {
            sheet.put(
                "key",
                Well(format!("{} is its owner's alone", settings.key_file.display())),
            )?;
            key
        }
        Ok(None) if kept => {
            let file = settings.key_file.display();
            return sheet.put("key", Bad(format!("{file} is missing although there is an archive; put it back from where you keep its copy")));
        }
        Ok(None) => return sheet.put("key", Note("made at the first start".into())),
        Err(error) => return sheet.put("key", Bad(error.to_string())),
    };
    if let Err(error) = restore::refuse_unfinished(&settings.data) {
        return sheet.put("database", Bad(error.to_string()));
    }
    if matches!(&settings.database, Database::Sqlite(file) if !file.exists()) {
        return sheet.put("database", Note("made at the first start".into()));
    }
    examine(settings, &key, mark, sheet).await
}

async fn examine(
    settings: &Settings,
    key: &Key,
    mark: Option<&Mark>,
    sheet: &mut Sheet,
) -> Result<(), Failure> {
    let health = match check::health(beside(settings, key), mark).await {
        Ok(health) => health,
        Err(error) => return sheet.put("database", Bad(error.to_string())),
    };
    sheet.put("database", Well("opens with the key".into()))?;
    sheet.put(
        "pages",
        match health.problems.first() {
            None => Well("whole".into()),
            Some(problem) => Bad(format!(
                "damaged ({problem}); stop the bot and run kartoteka restore with the last backup"
            )),
        },
    )?;
    sheet.put("schema", schema(&health))?;
    if let Some(journal) = &health.journal {
        let text = format!("journal {journal}, synchronous FULL");
        let verdict = if journal == "wal" {
            Well(text)
        } else {
            Note(format!("{text}; the next start sets it to wal"))
        };
        sheet.put("journal", verdict)?;
    }
    sheet.put(
        "trail",
        trail(health.trail, "find out who changed it, and restore a backup from before"),
    )?;
    if let Some(verdict) = health.outside {
        let told = trail(verdict, "the trail was cut or written anew after that anchor was sent");
        sheet.put("anchor", told)?;
    }
    if health.lone_pin {
        let told = "the only owner has one; if it is forgotten: kartoteka pin reset --person NAME";
        sheet.put("pin", Well(told.into()))?;
    }
    if let Some(restored) = &health.restored {
        let told = restores::standing(restored).to_owned();
        let stopped = restored.state == Settled::Refused;
        sheet.put("restore", if stopped { Bad(told) } else { Note(told) })?;
    }
    sheet.put(
        "zones",
        if health.zoneless.is_empty() {
            Well("known".into())
        } else {
            Bad(format!("unknown for the branches {:?}; set an IANA name", health.zoneless))
        },
    )?;
    sheet.put("queues", queues(&health))
}

fn trail(verdict: trail::Verdict, mend: &str) -> Verdict {
    if verdict.is_intact() { Well(verdict.to_string()) } else { Bad(format!("{verdict}; {mend}")) }
}

fn schema(health: &Health) -> Verdict {
    if let Err(error) = check::refuse_newer(&health.schema) {
        return Bad(error.to_string());
    }
    match health.schema.pending.len() {
        0 => Well("this version's".into()),
        pending => Note(format!(
            "{pending} migrations pending; the next start or kartoteka migrate applies them"
        )),
    }
}

fn queues(health: &Health) -> Verdict {
    let text = format!(
        "{} updates waiting, {} messages unsent, {} updates given up",
        health.waiting, health.unsent, health.dead
    );
    if health.waiting > QUEUE_MAX || health.unsent > QUEUE_MAX {
        return Bad(format!("{text}; see whether the bot runs and what its log says"));
    }
    if health.dead > 0 { Note(format!("{text}; the log says why")) } else { Well(text) }
}

async fn telegram(settings: &Settings) -> Verdict {
    let Ok(met) = tokio::time::timeout(ANSWER_MAX, joint::meet(settings)).await else {
        return Bad(format!(
            "{} does not answer; look at the network, or set TELOXIDE_API_URL",
            settings.api_url
        ));
    };
    match met {
        Ok(_) => Well(format!("{} answers and knows the token", settings.api_url)),
        Err(failure) => Bad(failure.to_string()),
    }
}
