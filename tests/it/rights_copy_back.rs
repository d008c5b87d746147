//! A handed copy does not stay: it leaves the chat of who handed it out in the evening, at their wish, with their seat, with
//! the client; what is too old to be deleted is emptied (R9, K31).

use crate::lending::{catch_up, fills, keeper_and_manager, minutes, read};
use crate::office::Office;
use simulator::Person;
use simulator::view::Message;

/// A copy of Emma's in Kira's chat.
async fn copied() -> (Office, Person, Person, Message) {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    fills(&kira, "emma", &["Rights", "Client's copy", "Ask for the copy"]).await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, hand it out").await;
    read(&office, &[&kira]).await;
    let paper = kira.screen();
    assert!(kira.opens(&paper).starts_with(b"%PDF"));
    (office, kira, mina, paper)
}

fn has(person: &Person, message: &Message) -> bool {
    person.chat().iter().any(|there| there.message_id == message.message_id)
}

async fn erased(office: &Office, kira: &Person, mina: &Person) {
    let labels = ["Rights", "Erase the client", "The client's wish", "Ask to erase"];
    fills(kira, "emma", &labels).await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(office, &[kira]).await;
}

#[tokio::test]
async fn the_evening_and_clear_take_a_copy_back() {
    let (office, kira, _, paper) = copied().await;
    minutes(&office, 5 * 60 + 1);
    read(&office, &[&kira]).await;
    assert!(!has(&kira, &paper), "the evening left it");
    office.close().await;

    let (office, kira, _, paper) = copied().await;
    kira.says("/clear").await;
    catch_up(&office, &[&kira]).await;
    assert!(!has(&kira, &paper), "/clear left it");
    office.close().await;
}

#[tokio::test]
async fn an_erasure_takes_the_copy_and_says_nothing_more() {
    let (office, kira, mina, paper) = copied().await;
    office.topic();
    erased(&office, &kira, &mina).await;
    assert!(!has(&kira, &paper), "the copy outlived its client");
    for text in ["canary", "138 0013 8001"] {
        assert_eq!(office.finds(text).await, Vec::<String>::new(), "{text}");
    }
    let told = office.close().await;
    assert!(!told.contains("can no longer be handed out"), "{told}");
    let receipt =
        "Client's copy of A-0001 ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. ⏎ Erased";
    assert!(!told.contains(receipt), "the copy's receipt tells of the erasure");
}

#[tokio::test]
async fn a_copy_that_is_too_old_to_be_deleted_is_emptied() {
    let (mut office, kira, mina, paper) = copied().await;
    let before = kira.opens(&paper);
    // Down for three days, so that no evening takes it in time.
    office.stop().await;
    minutes(&office, 3 * 24 * 60);
    office.start().await;
    catch_up(&office, &[&kira, &mina]).await;
    let left = kira.chat().into_iter().find(|it| it.message_id == paper.message_id);
    let left = left.expect("Telegram keeps what is older than 48 hours");
    assert_eq!(left.words(), "Taken back.");
    let after = kira.opens(&left);
    assert!(after.starts_with(b"%PDF") && after.len() < before.len(), "the file is there still");
    office.close().await;
}
