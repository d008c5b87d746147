//! Copies of a request follow the decision wherever they stand, and dual control counts seats, not chats (T6).

use crate::lending::{LENA, MINA, OLGA, Seat, approves, asked, fills, read, salon_of};
use crate::office::monday;
use kartoteka::archive::{loans, pins};
use kartoteka::model::LoanId;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Another manager.
const NILS: Seat = ("Nils", Role::Manager, "en");

/// Whether any message of a person's chat is a keypad.
fn has_keys(person: &Person) -> bool {
    let chat = person.chat();
    chat.iter().any(|it| it.buttons.iter().flatten().any(|button| button.text == "7"))
}

#[tokio::test]
async fn a_copy_that_is_being_passed_on_shows_the_decision() {
    let (office, [(lena, _), (mina, _), (nils, _)]) = salon_of([LENA, MINA, NILS]).await;
    asked(&office, &lena, &[&mina, &nils], "2 hours").await;
    mina.presses("Pass on").await;
    approves(&nils).await;
    read(&office, &[&lena, &mina]).await;
    assert!(mina.screen().text.contains("Approved by Nils"), "{}", mina.screen().text);
    office.close().await;
}

#[tokio::test]
async fn a_keypad_over_a_decision_gives_way_once_another_has_decided() {
    let (office, [(lena, _), (mina, mina_id), (nils, _)]) = salon_of([LENA, MINA, NILS]).await;
    let set = office.archive.write(move |tx| {
        Box::pin(async move { pins::set(tx, mina_id, "an.invented.hash", monday()).await })
    });
    set.await.expect("a PIN");
    asked(&office, &lena, &[&mina, &nils], "2 hours").await;
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
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_of([LENA, MINA, OLGA]).await;
    olga.blocks();
    read(&office, &[]).await;
    fills(&lena, "emma", &["Borrow", "Visit", "All of these", "2 hours", "Send"]).await;
    mina.reads().await;
    approves(&mina).await;
    lena.reads().await;
    let archive = office.archive.read().await.expect("a reader");
    let row = loans::get(&archive, LoanId(1)).await.expect("the request");
    assert_eq!((row.status.as_str(), row.approvals), ("asked", 2), "one of two approved");
    drop(archive);
    office.close().await;
}
