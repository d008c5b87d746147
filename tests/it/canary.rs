//! The canary test (reliability.md, access.md "Proof"): a mark in every field of every client; whatever leaves toward
//! a person may hold only the marks of what role, relation and consent let that person see.

use crate::office::{Office, Sample, monday};
use chrono::{Duration, NaiveDate};
use kartoteka::archive::visits;
use kartoteka::model::access::{Access, Part, Relations, access};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{Actor, BranchId, ClientId, MenuItemId, StaffId};
use simulator::Person;
use std::collections::BTreeSet;

/// A person and how they stand to the two clients that are theirs in this test.
struct Case {
    person: Person,
    chat: i64,
    name: &'static str,
    role: Role,
    relations: Relations,
}

/// A mark: what to look for, where it stands, and whether it is health.
struct Mark {
    text: String,
    part: Part,
    health: bool,
}

/// A client of this test: its number in the test, and whether it agreed to health data.
struct Marked {
    id: ClientId,
    nth: usize,
    consent: bool,
    whose: usize,
}

const CASES: &[(&str, Role)] = &[
    ("Olga", Role::Owner),
    ("Mina", Role::Manager),
    ("Kira", Role::Keeper),
    ("Fei", Role::FrontDesk),
    ("Cleo own", Role::Care),
    ("Tess today", Role::Care),
    ("Carl none", Role::Care),
    ("Sasha own", Role::Sales),
    ("Sam none", Role::Sales),
    ("Lena loan", Role::Care),
];
/// The day on which the digests are read: the morning after the visits.
const BIRTHDAY: &str = "1987-03-06";

fn name(nth: usize) -> String {
    // Two letters that no other name begins with, so that each is one hit and nobody's namesake.
    let letters = ["Qa", "Qe", "Qi", "Qo", "Qu", "Xa", "Xe", "Xi", "Xo", "Xu"];
    format!("{}{} Sample", letters[nth / 2], ["bbbb", "dddd"][nth % 2])
}

fn marked(nth: usize, field: Field) -> String {
    match field {
        Field::Birthday => BIRTHDAY.to_owned(),
        field => format!("zq{nth}-{}", field.as_str()),
    }
}

/// Everything of a client that must not be seen by everybody.
fn marks(nth: usize) -> Vec<Mark> {
    let facts = Field::ALL.iter().filter(|field| **field != Field::Birthday).map(|field| Mark {
        text: marked(nth, *field),
        part: field.part(),
        health: field.health(),
    });
    let mark = |text: String, part, health| Mark { text, part, health };
    facts
        .chain([
            mark(format!("138 1{nth:03} 2345"), Part::Contact, false),
            mark(format!("1381{nth:03}2345"), Part::Contact, false),
            mark(format!("zq{nth}-note"), Part::Care, true),
            mark(format!("{},111.00", 10 + nth), Part::Money, false),
            // The sum of two visits.
            mark(format!("{},222.00", 20 + 2 * nth), Part::Money, false),
        ])
        .collect()
}

async fn open() -> (Office, Vec<Case>, Vec<Marked>) {
    let office = Office::open().await;
    office.menu(&[("service", "Facial"), ("product", "Serum")]).await;
    let mut cases = Vec::new();
    let mut clients = Vec::new();
    for (whose, (name, role)) in CASES.iter().enumerate() {
        let chat = 101 + whose as i64;
        let (person, staff) = office.seat(chat, name, *role, "en").await;
        let own = name.ends_with("own");
        let relations = Relations {
            own,
            today: name.ends_with("today"),
            branch: true,
            lent: if name.ends_with("loan") {
                BTreeSet::from([Part::Care])
            } else {
                BTreeSet::new()
            },
            ..Relations::default()
        };
        for consent in [true, false] {
            let nth = clients.len();
            let id = client(&office, nth, consent, own.then_some(staff)).await;
            if relations.today {
                office.books(id, staff, monday() + Duration::minutes(30)).await;
            }
            clients.push(Marked { id, nth, consent, whose });
        }
        cases.push(Case { person, chat, name, role: *role, relations });
    }
    (office, cases, clients)
}

/// A client with a mark in every field, and two visits that an owner's clerk logged.
async fn client(office: &Office, nth: usize, consent: bool, keeper: Option<StaffId>) -> ClientId {
    let (name, phone) = (name(nth), format!("+861381{nth:03}2345"));
    let facts: Vec<(Field, String)> =
        Field::ALL.iter().map(|field| (*field, marked(nth, *field))).collect();
    let facts = facts.iter().map(|(field, value)| (*field, value.as_str())).collect();
    // With consent, so that the marked visits can be logged; it is taken back below.
    let sample = Sample { name: &name, phone: Some(&phone), facts, consent: Some(true), keeper };
    let id = office.client(sample).await;
    let logged = office.archive.write(move |tx| {
        let clerk =
            Actor { id: StaffId(1), name: String::new(), role: Role::Owner, branch: BranchId(1) };
        Box::pin(async move {
            for days in [3, 2] {
                let new = NewVisit {
                    client: id,
                    services: vec![MenuItemId(1)],
                    products: vec![MenuItemId(2)],
                    effect: Some(4),
                    note: Some(format!("zq{nth}-note")),
                    amount: Some((10_111 + 1_000 * nth as i64) * 100),
                    next_on: NaiveDate::from_ymd_opt(2026, 3, 3),
                    photos: Vec::new(),
                };
                visits::log(tx, &clerk, &new, monday() - Duration::days(days)).await?;
            }
            if !consent {
                kartoteka::archive::clients::record_consent(tx, &clerk, id, false, monday())
                    .await?;
            }
            Ok(())
        })
    });
    logged.await.expect("the visits");
    id
}

/// Presses a button if the screen shows it; true if it did.
async fn presses_if(person: &Person, label: &str) -> bool {
    let shown = person.screen().buttons.iter().flatten().any(|button| button.text == label);
    if shown {
        person.presses(label).await;
    }
    shown
}

/// Opens each field of the latest visit for correction, where the person may.
async fn corrects(person: &Person) {
    let screen = person.screen();
    let mut labels = screen.buttons.iter().flatten().map(|button| button.text.clone());
    let Some(correct) = labels.find(|label| label.starts_with("Correct")) else { return };
    person.presses(&correct).await;
    for field in ["Effect", "Note", "Amount", "Next visit"] {
        if presses_if(person, field).await {
            person.presses("Back").await;
        }
    }
    person.presses("Back").await;
}

/// Everything a person can do to see a client.
async fn looks_everywhere(person: &Person, client: &Marked) {
    person.says(&name(client.nth)).await;
    if presses_if(person, "Visits").await {
        corrects(person).await;
        person.presses("Back").await;
    }
    // A contact that is revealed on purpose, with a reason, has tests of its own.
    for label in ["History", "Edit", "Consents", "Bookings", "Originals"] {
        if presses_if(person, label).await {
            person.presses("Back").await;
        }
    }
    if presses_if(person, "With client").await {
        person.presses("Open card").await;
    }
    if presses_if(person, "Log visit").await {
        person.presses("Cancel").await;
        person.says(&name(client.nth)).await;
    }
    if presses_if(person, "Borrow").await {
        presses_if(person, "Visit").await;
        person.says("/cancel").await;
    }
    // Parts of every name and number at once, and the end of the phone.
    for query in ["sample", "A-0001", "2345", &format!("1381{:03}2345", client.nth)] {
        person.says(query).await;
    }
    person.says("/new").await;
    person.says(&name(client.nth)).await;
    person.says("/cancel").await;
    person.shares_contact(&format!("+861381{:03}2345", client.nth), "Somebody", None).await;
    person.says("/cancel").await;
}

/// What left toward a chat since entry `since` of the journal, as one text.
fn bytes_to(office: &Office, chat: i64, since: usize) -> String {
    let journal = office.sim.journal();
    let calls = journal.entries.iter().skip(since).filter(|entry| entry["kind"] == "call");
    let to_chat = calls.filter(|entry| entry["params"]["chat_id"] == chat);
    to_chat.map(|entry| format!("{}\n", entry["params"])).collect()
}

fn may_see(case: &Case, is_theirs: bool, consent: bool, mark: &Mark) -> bool {
    let strange = Relations { branch: true, ..Relations::default() };
    let relations = if is_theirs { &case.relations } else { &strange };
    access(case.role, relations, mark.part) >= Access::Read && (consent || !mark.health)
}

/// Compares what left toward a person with what they may see; `must_see` where they looked at every screen.
fn check(case: &Case, whose: usize, bytes: &str, clients: &[Marked], must_see: bool) {
    for client in clients {
        let is_theirs = client.whose == whose;
        for mark in marks(client.nth) {
            let (seen, may) =
                (bytes.contains(&mark.text), may_see(case, is_theirs, client.consent, &mark));
            let what = format!(
                "{}, client {} (theirs: {is_theirs}, consent: {}): {:?} {}",
                case.name, client.nth, client.consent, mark.part, mark.text
            );
            assert!(!seen || may, "leaked to {what}");
            // A phone is shown in one of its two spellings.
            let spelt_otherwise =
                mark.part == Part::Contact && !mark.text.contains("zq") && !mark.text.contains(' ');
            assert!(
                seen || !may || !is_theirs || !must_see || spelt_otherwise,
                "hidden from {what}"
            );
        }
        let birthday = Mark { text: String::new(), part: Part::Profile, health: false };
        if !clients
            .iter()
            .filter(|c| c.whose == whose)
            .any(|_| may_see(case, true, true, &birthday))
            && case.role != Role::Owner
        {
            assert!(!bytes.contains("6 Mar"), "{} saw a birthday", case.name);
        }
    }
}

#[tokio::test]
async fn nobody_is_sent_what_they_may_not_see() {
    let (office, cases, clients) = open().await;
    for (whose, case) in cases.iter().enumerate() {
        if !case.relations.lent.is_empty() {
            continue;
        }
        for client in clients.iter().filter(|client| client.whose == whose) {
            looks_everywhere(&case.person, client).await;
        }
        check(case, whose, &bytes_to(&office, case.chat, 0), &clients, true);
    }
    // Mornings: birthdays, follow-ups.
    let before = office.sim.journal().entries.len();
    office.sim.clock().set("2026-03-03T00:31:00Z".parse().unwrap());
    office.sim.idle(DIGEST_QUIET).await;
    let digests =
        cases.iter().filter(|case| bytes_to(&office, case.chat, before).contains("6 Mar"));
    assert!(digests.count() >= 2, "keepers are told of birthdays");
    for (whose, case) in cases.iter().enumerate() {
        check(case, whose, &bytes_to(&office, case.chat, before), &clients, false);
    }
    let journal = office.sim.journal();
    let toasts: String = journal
        .calls("answerCallbackQuery")
        .iter()
        .map(|call| call["params"].to_string())
        .collect();
    assert!(!toasts.contains("zq"), "no toast holds a client's data");
}

/// The schedule looks twice a second; when it was quiet for so long, the digests are out.
const DIGEST_QUIET: std::time::Duration = std::time::Duration::from_millis(1_600);

#[tokio::test]
async fn a_loan_shows_what_was_lent_and_its_request_shows_nothing() {
    let (office, cases, clients) = open().await;
    let whose = cases.len() - 1;
    let (lena, mina) = (&cases[whose], &cases[1]);
    // Nobody is written to before they have begun.
    mina.person.says("/start").await;
    for client in clients.iter().filter(|client| client.whose == whose) {
        let before = office.sim.journal().entries.len();
        lena.person.says(&name(client.nth)).await;
        lena.person.presses("Borrow").await;
        lena.person.presses("Visit").await;
        lena.person.presses("Care").await;
        lena.person.presses("2 hours").await;
        lena.person.presses("Send").await;
        mina.person.reads().await;
        mina.person.presses("Approve").await;
        mina.person.presses("Yes, approve").await;
        lena.person.reads().await;
        let seen = bytes_to(&office, mina.chat, before);
        assert!(!seen.contains("zq"), "the one who approves sees no content: {seen}");
        looks_everywhere(&lena.person, client).await;
        let bytes = bytes_to(&office, lena.chat, 0);
        for mark in marks(client.nth).iter().filter(|mark| mark.part == Part::Care) {
            let (seen, may) = (bytes.contains(&mark.text), client.consent || !mark.health);
            assert_eq!(seen, may, "lent: {} of client {}", mark.text, client.id.0);
        }
        check(lena, whose, &bytes, &clients, false);
    }
}
