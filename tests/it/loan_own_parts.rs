//! A record on loan shows the parts of its own loan, never those of another loan of the same client (D3).

use crate::lending::{approves, emma, late_digests, minutes, read};
use crate::office::Office;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Emma's phone, as whoever borrowed the contact reads it.
const PHONE: &str = "138 0013 8001";
/// Emma's document, as whoever borrowed the documents reads it.
const PLAN: &str = "canary plan";

/// Borrows one part for a visit; the manager approves, and the record is there.
async fn borrows(borrower: &Person, manager: &Person, part: &str, term: &str) {
    borrower.says("emma").await;
    for label in ["Borrow", "Visit", part, term, "Send"] {
        borrower.presses(label).await;
    }
    manager.reads().await;
    approves(manager).await;
    borrower.reads().await;
}

/// The messages of a chat that hold these words.
fn holding(person: &Person, words: &str) -> Vec<String> {
    let chat = person.chat().into_iter().map(|message| message.text);
    chat.filter(|text| text.contains(words)).collect()
}

#[tokio::test]
async fn each_of_two_records_shows_its_own_parts_and_what_ended_is_gone() {
    let office = Office::open().await;
    let (sora, sora_id) = office.seat(101, "Sora", Role::Sales, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    late_digests(&office, vec![sora_id, mina_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    borrows(&sora, &mina, "Contact details", "2 hours").await;
    borrows(&sora, &mina, "Documents", "Today").await;
    let record = sora.screen().text;
    assert!(record.contains("L-2026-0002") && record.contains(PLAN), "{record}");
    assert!(!record.contains(PHONE), "the number was lent with the other loan: {record}");
    assert!(!record.contains("You can ask to borrow: Contact"), "it is lent already: {record}");
    let [first] = holding(&sora, PHONE).try_into().expect("one message has the number");
    assert!(first.contains("L-2026-0001") && !first.contains(PLAN), "{first}");
    // The card itself shows what both lend, until the first of them ends.
    sora.says("emma").await;
    let card = sora.screen().text;
    assert!(card.contains(PHONE) && card.contains(PLAN), "{card}");
    minutes(&office, 121);
    read(&office, &[&sora, &mina]).await;
    assert!(holding(&sora, PHONE).is_empty(), "{:?}", holding(&sora, PHONE));
    let [second] = holding(&sora, PLAN).try_into().expect("the other record stays");
    assert!(second.contains("L-2026-0002"), "{second}");
    office.close().await;
}
