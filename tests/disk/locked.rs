//! Somebody else holds the database: a writer for seconds, a reader for long, a backup (K9). Nobody reads of a lock, and
//! nothing is lost.

use crate::rig::records::{open, pairs};
use crate::rig::seed;
use crate::work::Shift;
use sea_orm::ConnectionTrait;
use std::time::Duration;
use tokio::time::sleep;

/// How long the other writer holds the lock: less than a connection waits for it, and more.
const HELD: [Duration; 2] = [Duration::from_secs(4), Duration::from_secs(8)];

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_held_by_somebody_else_reaches_nobody() {
    let mut shift = Shift::few(seed()).await;
    let (database, key) = (shift.house.database(), shift.house.key.clone());
    let mut bot = shift.starts_well().await;
    shift.works_on(&mut bot, 1).await;
    let reader = open(&database, &key).await;
    reader.execute_unprepared("BEGIN").await.expect("a reader");
    let seen: Vec<(i64, i64)> = pairs(&reader, "SELECT count(*), max(id) FROM trail").await;
    for held in HELD {
        let other = open(&database, &key).await;
        shift
            .work_while(async {
                other.execute_unprepared("BEGIN IMMEDIATE").await.expect("the lock");
                sleep(held).await;
                other.execute_unprepared("ROLLBACK").await.expect("given back");
            })
            .await;
        other.close().await.expect("closed");
        shift.works_on(&mut bot, 1).await;
    }
    let target = shift.house.folder.path().join("beside.tar");
    let mut backup = shift.house.command("backup");
    let backup = backup.arg("--to").arg(&target).output();
    let made = shift.work_while(backup).await.expect("backup runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let still: Vec<(i64, i64)> = pairs(&reader, "SELECT count(*), max(id) FROM trail").await;
    assert_eq!(seen, still, "the long reader sees one moment");
    reader.execute_unprepared("COMMIT").await.expect("the reader ends");
    reader.close().await.expect("closed");
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    shift.is_whole("Locked by somebody else", &[]).await;
    println!(
        "figure K9 | another process holds the write lock for 4 s and 8 s, a reader for all the time, a backup, under load | {} acts told done, 0 lost, 0 messages that tell of a lock",
        shift.done()
    );
}
