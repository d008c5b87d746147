//! What is inside: the key, the database, what its rows say.

use super::{Bad, Failure, Note, Sheet, Verdict, Well, clock};
use crate::archive::check::{self, Health};
use crate::archive::connect::Key;
use crate::archive::{key_file, restore, restores};
use crate::command::{beside, is_kept};
use crate::model::grave::Settled;
use crate::model::trail::{self, Mark};
use crate::settings::{Database, Settings};

/// More waiting updates or messages than this are told: something is stuck.
const QUEUE_MAX: u64 = 1000;

/// Examines the key and the database behind it. Returns the id of the bot that the archive serves, once it serves one.
pub(super) async fn examine(
    settings: &Settings,
    mark: Option<&Mark>,
    sheet: &mut Sheet,
) -> Result<Option<String>, Failure> {
    let Some(key) = key(settings, sheet)? else { return Ok(None) };
    if let Err(error) = restore::refuse_unfinished(&settings.data) {
        sheet.put("database", Bad(error.to_string()))?;
        return Ok(None);
    }
    if matches!(&settings.database, Database::Sqlite(file) if !file.exists()) {
        sheet.put("database", Note("made at the first start".into()))?;
        return Ok(None);
    }
    match check::health(beside(settings, &key), mark).await {
        Ok(health) => {
            database(settings, &health, sheet)?;
            Ok(health.bot)
        }
        Err(error) => {
            sheet.put("database", Bad(Failure::from(error).to_string()))?;
            Ok(None)
        }
    }
}

fn key(settings: &Settings, sheet: &mut Sheet) -> Result<Option<Key>, Failure> {
    let kept = is_kept(settings);
    let fit = key_file::refuse_inside(&settings.key_file, &settings.data)
        .and_then(|()| key_file::refuse_unfinished(&settings.key_file));
    let (verdict, key) = match fit.and_then(|()| key_file::load(&settings.key_file)) {
        Ok(Some(key)) => {
            (Well(format!("{} is its owner's alone", settings.key_file.display())), Some(key))
        }
        Ok(None) if kept => {
            let file = settings.key_file.display();
            (
                Bad(format!(
                    "{file} is missing although there is an archive; put it back from where you keep its copy"
                )),
                None,
            )
        }
        Ok(None) => (Note("made at the first start".into()), None),
        Err(error) => (Bad(error.to_string()), None),
    };
    sheet.put("key", verdict)?;
    Ok(key)
}

fn database(settings: &Settings, health: &Health, sheet: &mut Sheet) -> Result<(), Failure> {
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
    sheet.put("schema", schema(health))?;
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
    if let Some(verdict) = approvals(health) {
        sheet.put("approvals", verdict)?;
    }
    let now = settings.clock().now();
    if let Some(newest) = health.newest.filter(|newest| *newest > now) {
        sheet.put("clock", clock(now, newest, "the archive's newest entry"))?;
    }
    sheet.put("queues", queues(health))
}

/// Whether those who are to approve loans are there (decisions 13). The bot runs all the same: the mend is in the chat.
fn approvals(health: &Health) -> Option<Verdict> {
    let (seats, deciders) = (health.seats?, health.deciders);
    if seats > 0 && deciders == 0 {
        return Some(Bad(
            "nobody may approve a loan; invite a manager with kartoteka staff add --role manager"
                .into(),
        ));
    }
    Some(match health.overruled {
        0 => Well(format!("{deciders} people may approve loans")),
        rules => Bad(format!(
            "{rules} rules of lending ask for more approvals than the {deciders} people who may give them; ask for fewer under Settings, Loan rules, or invite a manager"
        )),
    })
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
