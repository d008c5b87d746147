//! Copies of a request follow the decision wherever they stand, and dual control counts seats, not chats (T6).

use crate::lending::{approves, asks, emma, late_digests, read};
use crate::office::{Office, monday};
use kartoteka::archive::{loans, pins};
use kartoteka::model::policy::Role;
use kartoteka::model::{LoanId, StaffId};
use simulator::Person;

/// A beautician and two managers, Emma on the books, a request in front of both.
async fn salon() -> (Office, Person, (Person, StaffId), Person) {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    let (nils, nils_id) = office.seat(103, "Nils", Role::Manager, "en").await;
    late_digests(&office, vec![lena_id, mina_id, nils_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    nils.says("/start").await;
    (office, lena, (mina, mina_id), nils)
}

/// Whether any message of a person's chat is a keypad.
fn has_keys(person: &Person) -> bool {
    let chat = person.chat();
    chat.iter().any(|it| it.buttons.iter().flatten().any(|button| button.text == "7"))
}

#[tokio::test]
async fn a_copy_that_is_being_passed_on_shows_the_decision() {
    let (office, lena, (mina, _), nils) = salon().await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    nils.reads().await;
    mina.presses("Pass on").await;
    approves(&nils).await;
    read(&office, &[&lena, &mina]).await;
    assert!(mina.screen().text.contains("Approved by Nils"), "{}", mina.screen().text);
    office.close().await;
}

#[tokio::test]
async fn a_keypad_over_a_decision_gives_way_once_another_has_decided() {
    let (office, lena, (mina, mina_id), nils) = salon().await;
    let set = office.archive.write(move |tx| {
        Box::pin(async move { pins::set(tx, mina_id, "an.invented.hash", monday()).await })
    });
    set.await.expect("a PIN");
    asks(&lena, "2 hours").await;
    mina.reads().await;
    nils.reads().await;
    approves(&mina).await;
    assert!(has_keys(&mina), "a keypad");
    // Somebody passes it on: it waits still, and so does the keypad.
    nils.presses("Pass on").await;
    nils.presses("Mina").await;
    read(&office, &[&mina]).await;
    approves(&nils).await;
    read(&office, &[&lena, &mina]).await;
    assert!(!has_keys(&mina), "no keypad");
    let copies = mina.chat();
    assert!(copies.iter().filter(|it| it.text.contains("Approved by Nils")).count() == 2);
    office.close().await;
}

#[tokio::test]
async fn an_owner_who_blocked_the_bot_does_not_weaken_dual_control() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&office, vec![lena_id, mina_id, olga_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    olga.says("/start").await;
    olga.blocks();
    read(&office, &[]).await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "All of these", "2 hours", "Send"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    approves(&mina).await;
    lena.reads().await;
    let archive = office.archive.read().await.expect("a reader");
    let row = loans::get(&archive, LoanId(1)).await.expect("the request");
    assert_eq!((row.status.as_str(), row.approvals), ("asked", 2), "one of two approved");
    drop(archive);
    office.close().await;
}
