//! A year after somebody left, what the archive keeps about the person goes; the clients' history stays (A9.16).

use crate::lending::{UNASKED_QUIET, late_digests};
use crate::office::{Office, Sample};
use crate::staff_pin::sets;
use kartoteka::model::policy::Role;
use simulator::Person;
use std::time::Duration;

/// One day.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// From the tests' beginning to past the branch's evening.
const UNTIL_EVENING: Duration = Duration::from_secs(6 * 60 * 60);

async fn tomorrow(office: &Office, days: u32) {
    office.sim.clock().advance(days * DAY);
    office.sim.idle(UNASKED_QUIET).await;
}

/// Cleo kept Emma, logged a visit and left; Mina is the manager and stays.
async fn salon(lang: &'static str) -> (Office, Person, Person) {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, lang).await;
    let (cleo, cleo_id) = office.seat(40_777_102, "Cleo", Role::Care, "en").await;
    late_digests(&office, vec![mina_id, cleo_id]).await;
    let keeper = Some(cleo_id);
    office.client(Sample { name: "Emma Sample", keeper, ..Sample::default() }).await;
    office.alters(&format!("INSERT INTO visit (client_id, staff_id, at, state) VALUES (1, {}, '2026-02-20 09:00:00+00:00', 'logged')", cleo_id.0)).await;
    sets(&cleo, "7391").await;
    cleo.says("/start").await;
    cleo.says("emma").await;
    // A form that is left unfinished.
    cleo.says("/new").await;
    cleo.says("Otto Sample").await;
    cleo.says("/start").await;
    (office, mina, cleo)
}

async fn closes(office: Office, people: &[&Person]) {
    office.sim.idle(UNASKED_QUIET).await;
    for person in people {
        if !person.unread().is_empty() {
            person.reads().await;
        }
    }
    office.close().await;
}

/// Everything in which the person is known by account or name.
async fn known(office: &Office) -> i64 {
    let mut known = 0;
    for sql in [
        "SELECT count(*) AS n FROM staff WHERE telegram_id = 40777102 OR name = 'Cleo' OR telegram_lang = 'en' AND id = 2",
        "SELECT count(*) AS n FROM screen WHERE chat_id = 40777102 OR staff_id = 2 AND shown <> ''",
        "SELECT count(*) AS n FROM outbox WHERE chat_id = 40777102",
        "SELECT count(*) AS n FROM inbox WHERE person = 40777102",
        "SELECT count(*) AS n FROM draft WHERE staff_id = 2",
        "SELECT count(*) AS n FROM focus WHERE staff_id = 2",
        "SELECT count(*) AS n FROM pin WHERE staff_id = 2",
    ] {
        known += office.counts(sql).await;
    }
    known
}

#[tokio::test]
async fn a_year_after_a_leave_only_a_number_is_left_and_the_history_reads_on() {
    let (office, mina, cleo) = salon("en").await;
    mina.says("/settings").await;
    for label in ["People", "Cleo", "Leaving", "Gave notice", "At once", "Mina", "Yes, end it"] {
        mina.presses(label).await;
    }
    office.sim.clock().advance(UNTIL_EVENING);
    tomorrow(&office, 364).await;
    assert!(known(&office).await > 4, "a day too early");
    let entries = office.counts("SELECT count(*) AS n FROM trail").await;
    tomorrow(&office, 1).await;
    assert_eq!(known(&office).await, 0);
    let cleared = "SELECT count(*) AS n FROM trail WHERE act = 'leaver_cleared'";
    assert_eq!(office.counts(cleared).await, 1);
    assert!(office.counts("SELECT count(*) AS n FROM trail").await > entries, "only added");
    // Another night finds nothing to do.
    tomorrow(&office, 1).await;
    assert_eq!(office.counts(cleared).await, 1);
    mina.says("emma").await;
    let card = mina.screen().text;
    assert!(card.contains("with Former colleague 2") && !card.contains("Cleo"), "{card}");
    mina.presses("Visits").await;
    assert!(mina.screen().text.contains("Former colleague 2"), "{}", mina.screen().text);
    mina.presses("Back").await;
    mina.presses("History").await;
    let history = mina.screen().text;
    assert!(history.contains("Former colleague 2 (Beautician) · opened the card"), "{history}");
    closes(office, &[&mina, &cleo]).await;
}

#[tokio::test]
async fn who_came_back_is_known_still_in_chinese() {
    let (office, mina, cleo) = salon("zh").await;
    mina.says("/settings").await;
    for label in ["员工管理", "Cleo", "办理离职", "主动辞职", "立即终止", "Mina", "确定离职"]
    {
        mina.presses(label).await;
    }
    // Invited anew, and confirmed.
    office.alters("UPDATE seat SET state = 'active' WHERE staff_id = 2").await;
    office.sim.clock().advance(UNTIL_EVENING);
    tomorrow(&office, 366).await;
    assert!(known(&office).await > 4);
    mina.says("emma").await;
    assert!(mina.screen().text.contains("Cleo接待"), "{}", mina.screen().text);
    closes(office, &[&mina, &cleo]).await;
}
