//! What the tests of loans share: a client with marked content, a request, an approval.

use crate::office::{Office, Sample, monday};
use kartoteka::archive::loan_rules;
use kartoteka::model::card::Field;
use kartoteka::model::loan_rule::Rule;
use kartoteka::model::policy::Role;
use kartoteka::model::{BranchId, StaffId};
use simulator::Person;
use std::time::Duration;

/// What stands in every field that a request must not show.
pub const CANARY: &str = "canary";

/// The schedule looks twice a second; when it was quiet for so long, all is sent.
pub const UNASKED_QUIET: Duration = Duration::from_millis(1_100);

/// A client whose lendable parts are marked.
pub fn emma() -> Sample<'static> {
    Sample {
        name: "Emma Sample",
        phone: Some("+8613800138001"),
        facts: vec![
            (Field::Allergy, "canary latex"),
            (Field::Skin, "canary dry"),
            (Field::Document, "canary plan"),
        ],
        consent: Some(true),
        keeper: None,
    }
}

/// A salon with Emma, a beautician who does not know her, and a manager who has begun with the bot.
pub async fn salon() -> (Office, Person, Person) {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    (office, lena, mina)
}

/// Moves the morning's digest to the night, out of the way of a test about something else.
pub async fn late_digests(office: &Office, people: Vec<StaffId>) {
    let moved = office.archive.write(move |tx| {
        let people = people.clone();
        Box::pin(async move {
            for who in people {
                kartoteka::archive::staff::set_digest(tx, who, "23:59", monday()).await?;
            }
            Ok(())
        })
    });
    moved.await.expect("the digests");
}

/// Reads what came unasked, once all of it has come.
pub async fn read(office: &Office, people: &[&Person]) {
    // What a recall sends leaves in several calls, and a person who reads at once would miss the last.
    office.sim.idle(UNASKED_QUIET).await;
    for person in people {
        person.reads().await;
    }
}

/// Presses a button that is out of date, and reads all that the bot says to it.
pub async fn presses_late(office: &Office, person: &Person, message: i64, label: &str) {
    person.presses_at(message, label).await;
    // The toast comes first; the current screen may follow after a while.
    office.sim.idle(UNASKED_QUIET).await;
    if !person.unread().is_empty() {
        person.reads().await;
    }
}

/// Asks for Emma's care for a visit, up to the sent request.
pub async fn asks(borrower: &Person, term: &str) {
    borrower.says("emma").await;
    for label in ["Borrow", "Visit", "care", term, "Send"] {
        borrower.presses(label).await;
    }
}

/// Asks for two hours, and the manager approves; both have read it.
pub async fn lends(borrower: &Person, manager: &Person) {
    asks(borrower, "2 hours").await;
    manager.reads().await;
    approves(manager).await;
    borrower.reads().await;
}

/// Approves the newest request.
pub async fn approves(manager: &Person) {
    manager.presses("Approve").await;
    manager.presses("Yes, approve").await;
}

/// Gives somebody another seat.
pub async fn reseats(office: &Office, who: StaffId, role: Role) {
    let taken = office.archive.write(move |tx| {
        Box::pin(async move {
            kartoteka::archive::staff::take_seat(tx, who, BranchId(1), role.as_str(), "active")
                .await?;
            Ok(())
        })
    });
    taken.await.expect("a seat");
}

/// Lets so many minutes pass.
pub fn minutes(office: &Office, minutes: u64) {
    office.sim.clock().advance(Duration::from_secs(minutes * 60));
}

/// Every call toward a chat whose words hold the client's content.
pub fn sent_with_content(office: &Office, chat: i64) -> Vec<serde_json::Value> {
    let journal = office.sim.journal();
    let calls = journal.entries.into_iter().filter(|entry| entry["kind"] == "call");
    calls
        .filter(|entry| entry["params"]["chat_id"] == chat)
        .filter(|entry| entry["params"].to_string().contains(CANARY))
        .collect()
}

/// Writes a rule of lending, as its editor does.
pub async fn rules(office: &Office, rule: Rule) {
    let saved = office.archive.write(move |tx| {
        Box::pin(async move { loan_rules::save(tx, StaffId(1), None, &rule, monday()).await })
    });
    saved.await.expect("a rule").expect("the rule stands");
}
