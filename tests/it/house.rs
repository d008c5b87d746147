//! Acts on no client by real taps (F12), and what notices, lists, digests and an incident tell of a client: each role goes
//! to every door of the house, and what opens is what `tests/matrix/acts.txt` says.
#![allow(clippy::print_stdout, reason = "what was tried is counted aloud")]

use crate::golden;
use crate::lending::{CANARY, UNASKED_QUIET, emma, late_digests};
use crate::matrix::{BEHIND, CARD};
use crate::office::{Office, monday};
use crate::standing::acts;
use kartoteka::model::StaffId;
use kartoteka::model::policy::{Action, Role};
use simulator::Person;
use std::collections::BTreeSet;
use std::time::Duration;

/// The way to an act: commands are typed, anything else is pressed; the last button need only be there.
pub const DOORS: [(Action, &[&str]); 13] = [
    (Action::FindClient, &["/find"]),
    (Action::CreateClient, &["/new"]),
    (Action::WorkTasks, &["/start", "Follow-ups"]),
    (Action::ChangeSettings, &["/settings"]),
    (Action::InviteStaff, &["/start", "More", "Staff"]),
    (Action::ManageStaff, &["/settings", "People"]),
    (Action::RecallLoan, &["/start", "More", "All loans"]),
    (
        Action::ReviewApprovals,
        &["/start", "More", "All loans", "Violations", "Approved each other"],
    ),
    (Action::EditLoanRules, &["/settings", "Loan rules"]),
    (Action::CheckTrail, &["/settings", "Check the log"]),
    (Action::SetHouseRules, &["/settings", "Sensitive fields"]),
    (Action::RequirePin, &["/settings", "PIN", "Require a PIN"]),
    (Action::HandleIncident, &["/incident"]),
];
/// Acts that begin with a notice, and words of it.
const NOTICES: [(Action, &str); 2] =
    [(Action::DecideLoan, "asks to borrow"), (Action::ReadAlerts, "Alert: unusual reading")];
/// What whoever may not reads.
const NOT_ALLOWED: &str = "Your role does not allow this";
/// From the test's beginning to half past eleven at night.
const UNTIL_NIGHT: Duration = Duration::from_secs(6 * 60 * 60 + 30 * 60);
/// From there to the next morning's digests.
const UNTIL_MORNING: Duration = Duration::from_secs(9 * 60 * 60 + 5 * 60);

const UNTAPPED_HEAD: &str = "\
# Acts that no test of tests/it/{matrix,house}.rs begins by a tap: add their button there, or say in the commit why not.";

async fn everybody(office: &Office) -> Vec<(Role, Person, StaffId)> {
    let names = ["Olga", "Mina", "Kira", "Fei", "Cleo", "Sam"];
    let mut people = Vec::new();
    for (nth, (role, name)) in Role::ALL.iter().zip(names).enumerate() {
        let (person, staff) = office.seat(101 + nth as i64, name, *role, "en").await;
        people.push((*role, person, staff));
    }
    assert_eq!(people.len(), Role::ALL.len(), "each role has a person");
    people
}

/// Whether a way leads to its end.
pub async fn leads(person: &Person, way: &[&str]) -> bool {
    for (nth, step) in way.iter().enumerate() {
        if step.starts_with('/') {
            person.says(step).await;
            if person.screen().text.starts_with(NOT_ALLOWED) {
                return false;
            }
            continue;
        }
        // Some labels count what stands behind them.
        let shown = person
            .screen()
            .labels()
            .into_iter()
            .find(|label| label.starts_with(step))
            .map(str::to_owned);
        let Some(label) = shown else { return false };
        if nth + 1 < way.len() {
            person.presses(&label).await;
        }
    }
    true
}

fn may(role: Role, action: Action) -> bool {
    let key = (format!("{role:?}"), action.as_str().to_owned(), "branch".to_owned());
    acts()[&key] == "yes"
}

/// Reads whatever came unasked, of everybody.
async fn all_read(office: &Office, people: &[(Role, Person, StaffId)]) {
    office.sim.idle(UNASKED_QUIET).await;
    for (_, person, _) in people {
        if !person.unread().is_empty() {
            person.reads().await;
        }
    }
}

/// Every text that a chat was ever sent.
fn told(office: &Office, person: &Person) -> String {
    let journal = office.sim.journal();
    let calls = journal.entries.iter().filter(|entry| entry["kind"] == "call");
    let to_chat = calls.filter(|entry| entry["params"]["chat_id"] == person.id());
    to_chat.map(|entry| format!("{}\n", entry["params"])).collect()
}

#[tokio::test]
async fn each_role_finds_its_doors_and_gets_its_notices_without_a_clients_content() {
    let office = Office::open().await;
    let people = everybody(&office).await;
    late_digests(&office, people.iter().map(|(.., staff)| *staff).collect()).await;
    office.client(emma()).await;
    let mut cells = 0;
    for (role, person, _) in &people {
        for (action, way) in DOORS {
            assert_eq!(leads(person, way).await, may(*role, action), "{role:?}: {action:?}");
            cells += 1;
        }
        person.says("/start").await;
    }
    let cleo = &people[4].1;
    cleo.says("emma").await;
    for label in ["Borrow", "Visit", "Care", "2 hours", "Send"] {
        cleo.presses(label).await;
    }
    all_read(&office, &people).await;
    office.sim.clock().advance(UNTIL_NIGHT);
    all_read(&office, &people).await;
    cleo.says("emma").await;
    all_read(&office, &people).await;
    for (role, person, _) in &people {
        for (action, words) in NOTICES {
            assert_eq!(
                told(&office, person).contains(words),
                may(*role, action),
                "{role:?}: {action:?}"
            );
            cells += 1;
        }
    }
    let tapped = DOORS.iter().map(|(action, _)| *action).chain(NOTICES.map(|(action, _)| action));
    let tapped =
        tapped.chain(CARD.map(|(_, action)| action)).chain(BEHIND.map(|(_, action)| action));
    let tapped: BTreeSet<Action> = tapped.chain([Action::OpenCard]).collect();
    let left = Action::ALL.iter().filter(|action| !tapped.contains(action));
    let left: Vec<&str> = left.map(|action| action.as_str()).collect();
    golden::same("untapped.txt", &format!("{UNTAPPED_HEAD}\n{}\n", left.join("\n")));
    println!("{cells} cells of acts on no client by taps");
    lists_and_digests(&office, &people).await;
    for (role, person, _) in &people {
        assert!(!told(&office, person).contains(CANARY), "{role:?} was told a client's content");
    }
    office.close().await;
}

/// Everything that tells of clients without opening a card.
async fn lists_and_digests(office: &Office, people: &[(Role, Person, StaffId)]) {
    for (_, person, _) in people {
        for way in [
            &["/start", "My loans", "Not approved", "Home"][..],
            &["/start", "Follow-ups", "Home"],
            &["/start", "More", "All loans", "Home"],
            &["/settings", "People", "Cleo", "Home"],
            &["/incident", "3 days ago", "Home"],
            &["/settings", "Check the log", "Home"],
        ] {
            leads(person, way).await;
        }
    }
    all_read(office, people).await;
    office.sim.clock().advance(UNTIL_MORNING);
    all_read(office, people).await;
    let olga = &people[0].1;
    assert!(told(office, olga).contains("Cards shown since"), "the incident tells who saw cards");
    assert!(office.sim.clock().now() > monday() + chrono::Duration::hours(15));
}
