//! Asking for a loan: what is typed where a time is asked for, and the paper file with the documents that lie in it (D2).

use crate::lending::{emma, late_digests, read, salon};
use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_typed_time_is_the_start_and_never_the_reason() {
    let (office, lena, mina) = salon().await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "Care", "2 hours", "✎ Start day", "Tomorrow", "✎ Start time"]
    {
        lena.presses(label).await;
    }
    lena.says("25:99").await;
    let asked = lena.screen().text;
    assert!(
        asked.contains("I cannot read that time. Press an hour, or type it as 14:30."),
        "{asked}"
    );
    lena.says("09:30").await;
    let summary = lena.screen().text;
    assert!(summary.contains("Start time: 09:30") && summary.contains("Reason: –"), "{summary}");
    lena.presses("Send").await;
    read(&office, &[&mina]).await;
    let request = mina.screen().text;
    assert!(request.contains("Begins: 3 Mar 09:30") && !request.contains("Reason"), "{request}");
    office.close().await;
}

#[tokio::test]
async fn the_paper_file_is_asked_for_with_the_documents_only() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    office.client(Sample { facts, ..emma() }).await;
    mina.says("/start").await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "Care", "2 hours"] {
        lena.presses(label).await;
    }
    assert!(!lena.screen().text.contains("Paper file"), "{}", lena.screen().text);
    for label in ["✎ Parts", "Documents", "Done"] {
        lena.presses(label).await;
    }
    // The documents came with the correction: their paper file is asked about before the request goes.
    for label in ["Yes", "Send"] {
        lena.presses(label).await;
    }
    read(&office, &[&mina]).await;
    assert!(mina.screen().text.contains("With the paper file"), "{}", mina.screen().text);
    office.close().await;
}
