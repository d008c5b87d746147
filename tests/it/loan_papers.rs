//! A paper file between borrower and keeper: brought back early, incomplete, extended meanwhile (A8.02–A8.04, A9.08).

use crate::lending::{approves, emma, late_digests, minutes, read};
use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use simulator::Person;

/// A salon whose Emma has a paper file, which is out to Lena until 19:00.
struct Cabinet {
    office: Office,
    lena: Person,
    mina: Person,
    kim: Person,
}

async fn out() -> Cabinet {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    let (kim, kim_id) = office.seat(103, "Kim", Role::Keeper, "en").await;
    late_digests(&office, vec![lena_id, mina_id, kim_id]).await;
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    office.client(Sample { facts, ..emma() }).await;
    mina.says("/start").await;
    kim.says("/start").await;
    let at = Cabinet { office, lena, mina, kim };
    lends(&at, "2 hours").await;
    at.kim.presses("Handed out").await;
    read(&at.office, &[&at.lena]).await;
    at
}

/// Lena borrows Emma's documents with the paper file.
async fn lends(at: &Cabinet, term: &str) {
    at.lena.says("emma").await;
    for label in ["Borrow", "Visit", "Documents", "Yes", term, "Send"] {
        at.lena.presses(label).await;
    }
    at.mina.reads().await;
    approves(&at.mina).await;
    read(&at.office, &[&at.lena, &at.kim]).await;
}

/// The messages of a chat that hold these words.
fn holding(person: &Person, words: &str) -> usize {
    person.chat().iter().filter(|message| message.text.contains(words)).count()
}

#[tokio::test]
async fn who_brings_the_file_early_has_its_whole_term_and_damage_is_told() {
    let at = out().await;
    let record = at.lena.chat().into_iter().rfind(|it| it.text.contains("Record on loan"));
    at.lena.presses_at(record.expect("the record").message_id, "Return").await;
    at.lena.presses("Pages missing").await;
    assert!(at.lena.screen().text.contains("by 19:00"), "{}", at.lena.screen().text);
    // Now is the keeper's moment to look: a new message, and the older one goes.
    assert!(!at.kim.unread().is_empty(), "the keeper is told");
    read(&at.office, &[&at.kim]).await;
    let told = at.kim.screen().text;
    assert!(told.contains("The borrower is bringing it back · due 19:00"), "{told}");
    assert!(told.contains("The borrower says: Pages missing"), "{told}");
    assert_eq!(holding(&at.kim, "Paper file on loan"), 1);
    // An hour and a half later nothing is late.
    minutes(&at.office, 89);
    read(&at.office, &[]).await;
    assert_eq!(holding(&at.lena, "late") + holding(&at.kim, "late"), 0);
    for label in ["Note the return", "Damaged"] {
        at.kim.presses(label).await;
    }
    at.kim.says("the last sheet is torn").await;
    read(&at.office, &[&at.lena, &at.mina]).await;
    let marked = at.lena.screen().text;
    assert!(marked.starts_with("5 penalty points are recorded"), "{marked}");
    assert!(marked.contains("Damaged") && marked.contains("the last sheet is torn"), "{marked}");
    assert_eq!(holding(&at.lena, "by 19:00"), 0, "the receipt says no more that it is out");
    assert!(
        at.mina.screen().text.starts_with("Lena: 5 penalty points"),
        "{}",
        at.mina.screen().text
    );
    at.office.close().await;
}

#[tokio::test]
async fn an_extension_takes_the_keepers_message_with_it_and_the_old_button_still_works() {
    let at = out().await;
    // The keeper is about to take it back when the loan is extended.
    at.kim.presses("Note the return").await;
    lends(&at, "Today").await;
    let told = at.kim.chat().into_iter().rfind(|it| it.text.contains("L-2026-0002"));
    let told = told.expect("the keeper reads of the later loan").text;
    assert!(told.contains("Out, back by 24:00"), "{told}");
    let asked = at.kim.chat().into_iter().find(|it| it.text.contains("In what condition"));
    at.kim.presses_at(asked.expect("the question stays").message_id, "Intact").await;
    read(&at.office, &[&at.lena]).await;
    assert!(at.kim.chat().iter().all(|it| !it.text.contains("Not out")), "a dead end");
    assert_eq!(holding(&at.lena, "taken by Kim: Intact"), 1);
    at.office.close().await;
}

#[tokio::test]
async fn what_was_given_back_is_not_taken_over_by_a_later_loan() {
    let at = out().await;
    let record = at.lena.chat().into_iter().rfind(|it| it.text.contains("Record on loan"));
    at.lena.presses_at(record.expect("the record").message_id, "Paper file").await;
    at.lena.presses("I gave it back").await;
    read(&at.office, &[&at.kim]).await;
    lends(&at, "Today").await;
    let given = at.kim.chat().into_iter().rfind(|it| it.text.contains("says the borrower"));
    let given = given.expect("it waits still for the keeper's word").message_id;
    // First the one that came back, then the one that is asked for.
    for label in ["Note the return", "Intact"] {
        at.kim.presses_at(given, label).await;
    }
    let asked = at.kim.chat().into_iter().rfind(|it| it.text.contains("L-2026-0002"));
    at.kim.presses_at(asked.expect("the later loan").message_id, "Handed out").await;
    read(&at.office, &[&at.lena]).await;
    assert_eq!(holding(&at.kim, "Out, back by 24:00"), 1, "{:?}", at.kim.chat());
    at.office.close().await;
}

#[tokio::test]
async fn what_is_said_of_a_file_that_an_extension_took_over_meanwhile_is_heard() {
    let at = out().await;
    at.lena.says("emma").await;
    for label in ["Borrow", "Visit", "Documents", "Yes", "Today", "Send"] {
        at.lena.presses(label).await;
    }
    for label in ["Home", "My loans · 1", "Return"] {
        at.lena.presses(label).await;
    }
    let asked = at.lena.screen().message_id;
    at.mina.reads().await;
    approves(&at.mina).await;
    at.lena.reads().await;
    at.lena.presses_at(asked, "Pages missing").await;
    read(&at.office, &[&at.kim]).await;
    assert_eq!(holding(&at.kim, "The borrower says: Pages missing"), 1, "{:?}", at.kim.chat());
    at.office.close().await;
}
