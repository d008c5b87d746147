//! Somebody with the database in hand: whatever they do to the trail is seen, a new trail and a cut end by the anchor.

use super::*;
use crate::archive::connect::{self, Key};
use crate::archive::trail::{self, Subject};
use crate::archive::{Archive, ArchiveError};
use crate::model::ClientId;
use crate::model::card::Act;
use chrono::TimeZone;
use sea_orm::ConnectionTrait;

/// Entries before the anchor, and after it.
const BEFORE: i64 = 6;
const AFTER: i64 = 2;

/// What the walk beside the writer says of a trail that nobody touched.
const INTACT: Verdict = Verdict::Intact { entries: 0 };

fn at(hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, hour, 0, 0).unwrap()
}

async fn write(archive: &Archive, entries: i64) {
    let written = archive.write(move |tx| {
        Box::pin(async move {
            for entry in 0..entries {
                let subject = Subject::Client(ClientId(entry % 3));
                trail::record(tx, at(9), Some(StaffId(1)), Act::Opened, subject, "index").await?;
            }
            Ok(())
        })
    });
    written.await.expect("entries");
}

/// A small trail with an anchor in its midst.
async fn anchored(folder: &tempfile::TempDir) -> Archive {
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let archive = connect::open(&url, &Key::generate(), folder.path()).await.expect("it opens");
    write(&archive, BEFORE).await;
    let cast = archive.write(|tx| Box::pin(cast(tx, INTACT, at(10))));
    assert!(matches!(cast.await.expect("an anchor"), Cast::First));
    write(&archive, AFTER).await;
    archive
}

/// What the two walks say after these statements; they are taken back.
async fn after(archive: &Archive, statements: Vec<String>) -> (Verdict, Verdict) {
    let told = std::sync::Arc::new(std::sync::Mutex::new(None));
    let tell = told.clone();
    let done: Result<()> = archive
        .write(move |tx| {
            let (statements, tell) = (statements.clone(), tell.clone());
            Box::pin(async move {
                for sql in statements {
                    tx.db().execute_unprepared(&sql).await?;
                }
                *tell.lock().unwrap() = Some((whole(tx).await?, tail(tx).await?));
                Err(ArchiveError::Refused("taken back".into()))
            })
        })
        .await;
    assert!(done.is_err());
    let verdicts = told.lock().unwrap().take();
    verdicts.expect("two verdicts")
}

async fn one(archive: &Archive, sql: &str) -> (Verdict, Verdict) {
    after(archive, vec![sql.to_owned()]).await
}

#[tokio::test]
async fn what_nobody_touched_is_intact() {
    let folder = tempfile::tempdir().unwrap();
    let archive = anchored(&folder).await;
    let (whole, tail) = one(&archive, "SELECT 1").await;
    assert_eq!(whole, Verdict::Intact { entries: BEFORE + AFTER });
    assert_eq!(tail, Verdict::Intact { entries: AFTER });
    archive.close().await.unwrap();
}

#[tokio::test]
async fn each_changed_field_is_seen_at_its_entry() {
    let folder = tempfile::tempdir().unwrap();
    let archive = anchored(&folder).await;
    for entry in 1..=BEFORE + AFTER {
        for change in [
            "at = '2026-03-02 09:00:01+00:00'",
            "actor_id = 2",
            "actor_id = NULL",
            "act = 'searched'",
            "subject = 'loan'",
            "subject_id = subject_id + 1",
            "subject_id = NULL",
            "detail = 'index,care'",
            "prev = 'x' || prev",
            "prev = NULL",
            "hash = '0' || substr(hash, 2, 62) || '0x'",
            "hash = NULL",
        ] {
            let (whole, tail) =
                one(&archive, &format!("UPDATE trail SET {change} WHERE id = {entry}")).await;
            assert_eq!(whole, Verdict::Changed { entry }, "{entry}: {change}");
            if entry >= BEFORE {
                assert_eq!(tail, Verdict::Changed { entry }, "{entry}: {change}");
            }
        }
    }
    archive.close().await.unwrap();
}

#[tokio::test]
async fn what_is_missing_added_or_exchanged_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let archive = anchored(&folder).await;
    let middle = one(&archive, "DELETE FROM trail WHERE id = 3").await.0;
    assert_eq!(middle, Verdict::CutOrExtended { entry: 4 });
    let beginning = one(&archive, "DELETE FROM trail WHERE id <= 2").await.0;
    assert_eq!(beginning, Verdict::CutOrExtended { entry: 3 });
    let moved = [
        "UPDATE trail SET id = 99 WHERE id = 4",
        "UPDATE trail SET id = 4 WHERE id = 5",
        "UPDATE trail SET id = 5 WHERE id = 99",
    ];
    let exchanged = after(&archive, moved.map(str::to_owned).into()).await.0;
    assert_eq!(exchanged, Verdict::CutOrExtended { entry: 4 });
    let copied = "INSERT INTO trail (at, actor_id, act, subject, subject_id, detail, prev, hash)
        SELECT at, actor_id, act, subject, subject_id, detail, prev, hash FROM trail WHERE id = 5";
    let entry = BEFORE + AFTER + 1;
    assert_eq!(one(&archive, copied).await.0, Verdict::CutOrExtended { entry });
    archive.close().await.unwrap();
}

#[tokio::test]
async fn a_cut_end_is_seen_by_the_anchor() {
    let folder = tempfile::tempdir().unwrap();
    let archive = anchored(&folder).await;
    let (whole, tail) = one(&archive, &format!("DELETE FROM trail WHERE id >= {BEFORE}")).await;
    let cut = Verdict::CutOrExtended { entry: BEFORE };
    assert_eq!((whole, tail), (cut, cut));
    let all = one(&archive, "DELETE FROM trail").await;
    assert_eq!(all, (cut, cut));
    archive.close().await.unwrap();
}

#[tokio::test]
async fn a_trail_written_anew_does_not_meet_the_anchor_here_or_outside() {
    let folder = tempfile::tempdir().unwrap();
    let archive = anchored(&folder).await;
    let mark = last(&archive.read().await.unwrap()).await.unwrap().expect("an anchor").0;
    let anew = archive.write(|tx| {
        Box::pin(async move {
            tx.db().execute_unprepared("DELETE FROM trail").await?;
            tx.db().execute_unprepared("DELETE FROM sqlite_sequence WHERE name = 'trail'").await?;
            // As a thief would who knows how entries are hashed: each fits its content and the one before it.
            *tx.trail_head() = Some(String::new());
            for _ in 0..BEFORE + AFTER {
                trail::record(tx, at(9), Some(StaffId(2)), Act::Searched, Subject::None, "")
                    .await?;
            }
            Ok((chain(tx).await?, whole(tx).await?, tail(tx).await?))
        })
    });
    let (alone, whole, tail) = anew.await.expect("a new trail");
    assert_eq!(alone, Verdict::Intact { entries: BEFORE + AFTER });
    let off = Verdict::OffAnchor { entry: BEFORE };
    assert_eq!((whole, tail), (off, off));
    // The anchor here written anew as well: the one outside still tells.
    let read = archive.read().await.unwrap();
    assert_eq!(meets(&read, &mark).await.unwrap(), off);
    drop(read);
    archive.close().await.unwrap();
}

#[tokio::test]
async fn an_anchor_is_cast_once_a_day_and_never_on_a_trail_that_does_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    let archive = anchored(&folder).await;
    let cast_at = |now| archive.write(move |tx| Box::pin(cast(tx, INTACT, now)));
    assert!(matches!(cast_at(at(20)).await.unwrap(), Cast::NotDue));
    let tomorrow = at(10) + Duration::days(1);
    assert!(
        matches!(cast_at(tomorrow).await.unwrap(), Cast::Noted(mark) if mark.entry == BEFORE + AFTER)
    );
    let later = tomorrow + Duration::days(1);
    assert!(matches!(cast_at(later).await.unwrap(), Cast::NotDue), "nothing was written since");
    write(&archive, 1).await;
    let broken = archive.write(move |tx| {
        Box::pin(async move {
            tx.db().execute_unprepared("UPDATE trail SET detail = 'x' WHERE id = 3").await?;
            cast(tx, whole(tx).await?, later).await
        })
    });
    assert!(matches!(broken.await.unwrap(), Cast::Bad(Verdict::Changed { entry: 3 })));
    archive.close().await.unwrap();
}
