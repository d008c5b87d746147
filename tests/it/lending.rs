//! What the tests of loans share: a client with marked content, a request, an approval.

use crate::office::{Office, Sample, monday};
use kartoteka::archive::{erasure_journal, loan_rules};
use kartoteka::model::card::Field;
use kartoteka::model::loan_rule::Rule;
use kartoteka::model::policy::{Action, Role, may};
use kartoteka::model::{BranchId, StaffId};
use simulator::Person;
use std::time::{Duration, Instant};

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
    let (office, [(lena, _), (mina, _)]) = salon_of([LENA, MINA]).await;
    (office, lena, mina)
}

/// A name, a seat and a language.
pub type Seat = (&'static str, Role, &'static str);

/// A beautician who does not know Emma.
pub const LENA: Seat = ("Lena", Role::Care, "en");
/// A manager.
pub const MINA: Seat = ("Mina", Role::Manager, "en");
/// An owner.
pub const OLGA: Seat = ("Olga", Role::Owner, "en");

/// A salon with Emma and these people, their Telegram ids from 101 on. Whoever decides loans has begun with the bot.
pub async fn salon_of<const N: usize>(seats: [Seat; N]) -> (Office, [(Person, StaffId); N]) {
    salon_with(emma(), seats).await
}

/// A salon with this client and these people.
pub async fn salon_with<const N: usize>(
    client: Sample<'_>,
    seats: [Seat; N],
) -> (Office, [(Person, StaffId); N]) {
    let office = Office::open().await;
    let mut people = Vec::new();
    for (id, (name, role, lang)) in (101..).zip(seats) {
        people.push(office.seat(id, name, role, lang).await);
    }
    late_digests(&office, people.iter().map(|(_, id)| *id).collect()).await;
    office.client(client).await;
    for ((person, _), (_, role, _)) in people.iter().zip(seats) {
        if may(role, Action::DecideLoan) {
            person.says("/start").await;
        }
    }
    (office, people.try_into().unwrap_or_else(|_| unreachable!("as many people as seats")))
}

/// A salon with a keeper who asks for what weighs, and a manager who confirms it; each reads this language.
pub async fn keeper_and_manager(langs: [&'static str; 2]) -> (Office, Person, Person) {
    let seats = [("Kira", Role::Keeper, langs[0]), ("Mina", Role::Manager, langs[1])];
    let (office, [(kira, _), (mina, _)]) = salon_of(seats).await;
    (office, kira, mina)
}

/// One more person in the salon, who has begun with the bot.
pub async fn joins(office: &Office, id: i64, (name, role, lang): Seat) -> (Person, StaffId) {
    let (person, staff) = office.seat(id, name, role, lang).await;
    late_digests(office, vec![staff]).await;
    person.says("/start").await;
    (person, staff)
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

/// Waits until every erasure and every cut seat is settled.
pub async fn settles(office: &Office) {
    let begun = Instant::now();
    loop {
        let read = office.archive.read().await.expect("a reader");
        if !erasure_journal::any_unsettled(&read).await.expect("the archive") {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "never settled");
        drop(read);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Reads what came unasked, if anything did.
pub async fn catch_up(office: &Office, people: &[&Person]) {
    office.sim.idle(UNASKED_QUIET).await;
    for person in people {
        if !person.unread().is_empty() {
            person.reads().await;
        }
    }
}

/// Presses a button that is out of date, and reads all that the bot says to it.
pub async fn presses_late(office: &Office, person: &Person, message: i64, label: &str) {
    person.presses_at(message, label).await;
    // The toast comes first; the current screen may follow after a while.
    catch_up(office, &[person]).await;
}

/// Asks for Emma's care for a visit, up to the sent request.
pub async fn asks(borrower: &Person, term: &str) {
    fills(borrower, "emma", &["Borrow", "Visit", "Care", term, "Send"]).await;
}

/// Finds a client and presses these.
pub async fn fills(person: &Person, client: &str, labels: &[&str]) {
    person.says(client).await;
    for label in labels {
        person.presses(label).await;
    }
}

/// Asks for Emma's care; all who may decide have read it, and the test is about what comes now.
pub async fn asked(office: &Office, borrower: &Person, deciders: &[&Person], term: &str) {
    asks(borrower, term).await;
    for decider in deciders {
        decider.reads().await;
    }
    office.topic();
}

/// Emma's care is lent for two hours, and the test is about what comes now.
pub async fn lent(office: &Office, borrower: &Person, manager: &Person) {
    lends(borrower, manager).await;
    office.topic();
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
