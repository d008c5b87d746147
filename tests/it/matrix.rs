//! The golden matrix by real taps (F12): for each role × relation the card is opened by a search and every button pressed;
//! what was seen, what could be corrected and what was offered is compared with `tests/matrix/*.txt`, and every byte that
//! left toward a chat with what that chat may see (T4).
#![allow(clippy::print_stdout, reason = "what was tried is counted aloud")]

use crate::house::{DOORS, leads};
use crate::lending::UNASKED_QUIET;
use crate::standing::{Marked, Salon, acts};
use kartoteka::model::access::InChat;
use kartoteka::model::policy::{Action, Role};
use simulator::Person;
use std::collections::BTreeSet;

/// A button of the card, and the act that it begins.
pub const CARD: [(&str, Action); 12] = [
    ("Log visit", Action::LogVisit),
    ("Show contact", Action::RevealContact),
    ("Bookings", Action::Book),
    ("Borrow", Action::RequestLoan),
    ("Consents", Action::RecordConsent),
    ("Originals", Action::SeeOriginals),
    ("Edit", Action::EditCard),
    ("History", Action::ReadTrail),
    ("Erase the client", Action::EraseClient),
    ("Client's copy", Action::GiveCopy),
    ("Legal hold", Action::HoldCard),
    ("Emergency", Action::BreakGlass),
];
/// Acts that begin on a screen behind the card: the button behind which, and how its label begins.
pub const BEHIND: [(&str, Action); 2] =
    [("Log a reading", Action::LogReading), ("Correct ", Action::AmendVisit)];
/// The fields of a visit as their correction names them.
const VISIT_FIELDS: [(&str, &str); 4] = [
    ("Effect", "visit effect"),
    ("Note", "visit note"),
    ("Amount", "visit amount"),
    ("Next visit", "visit next"),
];
/// A button behind which there are more of the card's.
const MORE: [&str; 2] = ["More", "Rights"];
/// What is offered where something is masked: by the matrix, by the owner.
const REVEAL: [&str; 2] = ["Show contact", "Show masked"];
/// Acts that the owner's setting offers to others than `acts.txt` says, or not.
const SHIFTED: [Action; 3] = [Action::RevealContact, Action::BreakGlass, Action::RequestLoan];
/// The reason that is pressed for a reveal.
const REASON: &str = "Client wants a call";

/// What somebody saw of one client.
#[derive(Default)]
struct Walked {
    /// Everything but the revealed contact.
    plain: String,
    /// With it.
    whole: String,
    /// Buttons that were offered, on the card and behind it.
    buttons: BTreeSet<String>,
    /// Rows that were offered for correction.
    edits: BTreeSet<String>,
}

fn labels(person: &Person) -> Vec<String> {
    let labels = person.screen().labels().into_iter().map(str::to_owned).collect::<Vec<_>>();
    labels.into_iter().filter(|label| label != "Back" && label != "Home").collect()
}

fn is_card(person: &Person) -> bool {
    person.screen().text.starts_with("Client card")
}

/// Presses a button if the screen shows it; true if it did.
async fn presses_if(person: &Person, label: &str) -> bool {
    let shown = person.screen().labels().contains(&label);
    if shown {
        person.presses(label).await;
    }
    shown
}

/// Goes back to the card, by the button if that leads there.
async fn returns(person: &Person, client: &Marked) {
    presses_if(person, "Back").await;
    if !is_card(person) {
        person.says("/cancel").await;
        person.says(client.query()).await;
    }
}

/// Every way on from the card: a button, or two where the first leads to more of the card's own.
async fn ways(person: &Person, client: &Marked) -> Vec<Vec<String>> {
    let mut ways = Vec::new();
    for label in labels(person) {
        if !MORE.contains(&label.as_str()) {
            ways.push(vec![label]);
            continue;
        }
        person.presses(&label).await;
        ways.extend(labels(person).into_iter().map(|behind| vec![label.clone(), behind]));
        returns(person, client).await;
    }
    ways
}

async fn walks(salon: &Salon, client: &Marked) -> Walked {
    let person = &salon.viewer;
    let since = salon.office.sim.journal().entries.len();
    let bytes = || salon.bytes_to(person.id(), since);
    let mut walked = Walked::default();
    person.says(client.query()).await;
    if !is_card(person) {
        (walked.plain, walked.whole) = (bytes(), bytes());
        return walked;
    }
    let (reveal, ways): (Vec<_>, Vec<_>) = ways(person, client)
        .await
        .into_iter()
        .partition(|way| way.last().is_some_and(|label| REVEAL.contains(&label.as_str())));
    for way in ways {
        for label in &way {
            person.presses(label).await;
        }
        let label = way.last().expect("a way has a button");
        looks_inside(person, label, &mut walked).await;
        walked.buttons.insert(label.clone());
        returns(person, client).await;
    }
    walked.plain = bytes();
    for way in reveal {
        for label in way.iter().map(String::as_str).chain([REASON]) {
            person.presses(label).await;
            walked.buttons.insert(label.to_owned());
        }
        person.presses("Hide").await;
    }
    walked.whole = bytes();
    walked
}

/// Goes on where a screen behind the card has more to show. Nothing is saved.
async fn looks_inside(person: &Person, label: &str, walked: &mut Walked) {
    match label {
        "History" => {
            for tab in ["Changed by", "List for the client"] {
                presses_if(person, tab).await;
            }
        }
        "Visits" => {
            let correct = labels(person).into_iter().find(|it| it.starts_with("Correct "));
            let Some(correct) = correct else { return };
            walked.buttons.insert(correct.clone());
            person.presses(&correct).await;
            for (field, row) in VISIT_FIELDS {
                if presses_if(person, field).await {
                    walked.edits.insert(row.to_owned());
                    person.presses("Back").await;
                }
            }
        }
        "Edit" => {
            let words = words();
            let offered = labels(person);
            let row = |label: &String| words.iter().find(|(word, _)| word == label);
            walked.edits.extend(offered.iter().filter_map(|it| Some(row(it)?.1.clone())));
            for label in offered.iter().take(2) {
                person.presses(label).await;
                person.presses("Back").await;
            }
        }
        "Originals" if presses_if(person, "Log a reading").await => {
            walked.buttons.insert("Log a reading".into());
        }
        "Consents" => drop(presses_if(person, "All consents").await),
        "Bookings" => drop(presses_if(person, "New booking").await),
        "Borrow" => drop(presses_if(person, "Visit").await),
        _ => {}
    }
}

/// The label of each row that a correction offers, as the words' file has it.
fn words() -> Vec<(String, String)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/words.ftl");
    let text = std::fs::read_to_string(file).expect("the words are there");
    let fields = text.lines().filter_map(|line| line.strip_prefix("field-")?.split_once(" = "));
    let fields = fields.map(|(key, word)| (word.to_owned(), key.replace('-', "_")));
    let own = [("Name", "name"), ("Phone", "phone")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    own.into_iter().chain(fields).collect()
}

/// Compares what was seen and offered with the golden files.
fn compares(salon: &Salon, client: &Marked, walked: &Walked) -> usize {
    let (fields, acts) = (salon.fields(), acts());
    let mut cells = 0;
    // No client of this salon is on hold; tests/it/rights_hold.rs sees those.
    for row in Salon::rows(&fields).into_iter().filter(|row| row != "held") {
        let cell = salon.cell(&fields, &row, client.column);
        let (see, corrects) = (&cell[..1], &cell[1..2] == "e");
        let at = format!("{:?}, {}: {row} ({cell})", salon.role, client.column);
        let mark = client.mark(&row);
        assert_eq!(walked.plain.contains(&mark), matches!(see, "s" | "v"), "{at}: {mark}");
        assert_eq!(walked.whole.contains(&mark), matches!(see, "s" | "v" | "m"), "{at}: revealed");
        assert_eq!(walked.edits.contains(&row), corrects, "{at}: corrected");
        if row == "phone" {
            assert_eq!(walked.plain.contains(Marked::masked_phone()), see == "m", "{at}: masked");
        }
        cells += 3;
    }
    let shifted = |action| salon.in_chat != InChat::On && SHIFTED.contains(&action);
    for (label, action) in CARD.into_iter().chain(BEHIND).filter(|(_, action)| !shifted(*action)) {
        let offered = walked
            .buttons
            .iter()
            .any(|it| it == label || label.ends_with(' ') && it.starts_with(label));
        let may = salon.cell(&acts, action.as_str(), client.column) == "yes";
        assert_eq!(offered, may, "{:?}, {}: {label}", salon.role, client.column);
        cells += 1;
    }
    let opens = salon.cell(&acts, Action::OpenCard.as_str(), client.column) == "yes";
    assert_eq!(walked.plain.contains("Client card"), opens, "{:?}, {}", salon.role, client.column);
    cells + 1
}

/// No byte toward a chat holds what that chat may not see, whatever led there.
fn scans(salon: &Salon) -> usize {
    let fields = salon.fields();
    let bytes = salon.bytes_to(salon.viewer.id(), 0);
    let mut marks = 0;
    for client in &salon.clients {
        // What every screen of its kind says is no mark of a client.
        for row in Salon::rows(&fields).into_iter().filter(|row| row != "history" && row != "held")
        {
            let cell = salon.cell(&fields, &row, client.column);
            let may = matches!(&cell[..1], "s" | "v" | "m");
            let mark = client.mark(&row);
            assert!(may || !bytes.contains(&mark), "{:?}: {mark} leaked", salon.role);
            marks += 1;
        }
    }
    let toasts = salon.office.sim.journal();
    for call in toasts.calls("answerCallbackQuery") {
        assert!(!call["params"].to_string().contains("zq"), "a toast holds a client's data");
    }
    marks
}

/// The buttons of somebody who may, pressed by somebody else: each is answered alike, and nothing else happens (T8).
async fn forges(salon: &Salon) -> usize {
    let (olga, viewer) = (&salon.olga, &salon.viewer);
    let client = salon.clients.last().expect("a client of another branch");
    olga.says(client.query()).await;
    let card = olga.screen();
    let handles: Vec<String> =
        card.buttons.into_iter().flatten().filter_map(|button| button.data).collect();
    viewer.says("/start").await;
    let home = viewer.screen();
    for handle in &handles {
        // Under a message of their own, and under one with the number of the owner's.
        for message in [home.message_id, card.message_id] {
            let since = salon.office.sim.journal().entries.len();
            viewer.presses_raw(message, handle).await;
            let bytes = salon.bytes_to(viewer.id(), since);
            assert!(!bytes.contains("Client card"), "a stolen button showed {bytes}");
            for row in ["name", "number", "phone"] {
                assert!(!bytes.contains(&client.mark(row)), "a stolen button showed {bytes}");
            }
        }
    }
    salon.office.sim.idle(UNASKED_QUIET).await;
    viewer.says("/start").await;
    assert_eq!(viewer.screen().text, home.text);
    assert!(handles.len() > 8, "an owner's card has buttons");
    handles.len()
}

async fn walks_all(salon: &Salon) -> usize {
    let mut cells = 0;
    for client in &salon.clients {
        let walked = walks(salon, client).await;
        cells += compares(salon, client, &walked);
    }
    cells
}

/// The same under what the owner lets the chat show; with every door of the house, for the person and for an owner.
async fn every_cell_under(in_chat: InChat, role: Role) {
    let salon = Salon::open_under(in_chat, role).await;
    let cells = walks_all(&salon).await;
    for person in [&salon.viewer, &salon.olga] {
        for (_, way) in DOORS {
            leads(person, way).await;
        }
        for way in [&["/start", "My loans"][..], &["/settings", "People", "Mina"], &["2345"]] {
            leads(person, way).await;
        }
    }
    let marks = scans(&salon);
    if in_chat == InChat::Off {
        nothing_sensitive(&salon);
    }
    println!("{role:?}, {}: {cells} cells by taps, {marks} marks", in_chat.as_str());
    salon.office.close().await;
}

/// Off: no byte toward anybody holds anything sensitive of any client.
fn nothing_sensitive(salon: &Salon) {
    let (fields, journal) = (salon.fields(), salon.office.sim.journal());
    let calls = journal.entries.iter().filter(|entry| entry["kind"] == "call");
    let bytes: String = calls.map(|entry| format!("{}\n", entry["params"])).collect();
    assert!(bytes.contains("are kept out of the chat") || salon.role == Role::Sales);
    let key = |row: &str| (format!("{:?}", Role::Owner), row.to_owned(), "branch".to_owned());
    let rows = Salon::rows(&fields).into_iter();
    let sensitive: Vec<String> = rows.filter(|row| fields[&key(row)].starts_with('.')).collect();
    assert!(sensitive.len() > 10, "{sensitive:?}");
    for row in &sensitive {
        for client in &salon.clients {
            let mark = client.mark(row);
            assert!(!bytes.contains(&mark), "{:?}: {mark} left the house", salon.role);
        }
    }
}

async fn every_cell(role: Role) {
    let salon = Salon::open(role).await;
    let cells = walks_all(&salon).await;
    let stolen = if role == Role::Owner { 0 } else { forges(&salon).await };
    let marks = scans(&salon);
    println!("{role:?}: {cells} cells by taps, {marks} marks looked for, {stolen} stolen buttons");
    salon.office.close().await;
}

#[tokio::test]
async fn the_owners_cells() {
    every_cell(Role::Owner).await;
}

#[tokio::test]
async fn the_managers_cells() {
    every_cell(Role::Manager).await;
}

#[tokio::test]
async fn the_keepers_cells() {
    every_cell(Role::Keeper).await;
}

#[tokio::test]
async fn the_front_desks_cells() {
    every_cell(Role::FrontDesk).await;
}

#[tokio::test]
async fn the_cares_cells() {
    every_cell(Role::Care).await;
}

#[tokio::test]
async fn the_sales_cells() {
    every_cell(Role::Sales).await;
}

#[tokio::test]
async fn kept_out_of_the_chat_the_owners_cells() {
    every_cell_under(InChat::Off, Role::Owner).await;
}

#[tokio::test]
async fn kept_out_of_the_chat_the_managers_cells() {
    every_cell_under(InChat::Off, Role::Manager).await;
}

#[tokio::test]
async fn kept_out_of_the_chat_the_keepers_cells() {
    every_cell_under(InChat::Off, Role::Keeper).await;
}

#[tokio::test]
async fn kept_out_of_the_chat_the_front_desks_cells() {
    every_cell_under(InChat::Off, Role::FrontDesk).await;
}

#[tokio::test]
async fn kept_out_of_the_chat_the_cares_cells() {
    every_cell_under(InChat::Off, Role::Care).await;
}

#[tokio::test]
async fn kept_out_of_the_chat_the_saless_cells() {
    every_cell_under(InChat::Off, Role::Sales).await;
}

#[tokio::test]
async fn masked_in_the_chat_the_managers_cells() {
    every_cell_under(InChat::Masked, Role::Manager).await;
}

#[tokio::test]
async fn masked_in_the_chat_the_cares_cells() {
    every_cell_under(InChat::Masked, Role::Care).await;
}
