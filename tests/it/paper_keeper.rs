//! The sole keeper has asked for a paper file themselves: somebody else hands it out (access.md "Loans").

use crate::lending::{emma, late_digests, read, reseats};
use crate::office::{Office, Sample};
use crate::paper_files::{cabinet, out, out_abroad};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn the_manager_hands_a_paper_file_to_the_sole_keeper() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "ko").await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    office.client(Sample { facts, ..emma() }).await;
    mina.says("/start").await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "Documents", "Yes", "2 hours", "Send"] {
        lena.presses(label).await;
    }
    read(&office, &[&mina]).await;
    // What was asked for stays when its borrower gets the archive's own seat.
    reseats(&office, lena_id, Role::Keeper).await;
    mina.presses("승인").await;
    mina.presses("네, 승인").await;
    read(&office, &[&lena]).await;
    mina.presses("전달 완료").await;
    read(&office, &[&lena]).await;
    let handed = "SELECT count(*) FROM paper_loan WHERE state = 'out' AND out_by = 2";
    assert_eq!(office.counts(handed).await, 1);
    office.close().await;
}

#[tokio::test]
async fn from_one_paper_file_words_are_a_search_and_the_list_is_a_tap_away() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    for label in ["Paper files", "L-2026-0001"] {
        at.kim.presses(label).await;
    }
    at.office.topic();
    at.kim.says("emma").await;
    at.lena.presses("My loans").await;
    insta::assert_snapshot!(at.office.close().await, @r#"
    Kim: emma
      bot to Kim: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Paper file kept at: cabinet 2, drawer 3 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Kim deletes 4
    Lena: [My loans]
      bot to Lena: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ The paper file is still out [Open A-0001] [Return] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
      bot to Lena deletes 2
    "#);
}

#[tokio::test]
async fn the_list_is_a_tap_away_in_chinese_and_korean() {
    let at = cabinet(["zh", "en", "ko"]).await;
    out_abroad(&at).await;
    at.kim.presses("종이 파일").await;
    assert!(at.kim.screen().text.contains("L-2026-0001 · Lena"), "{}", at.kim.screen().text);
    at.lena.presses("我的借阅").await;
    assert!(at.lena.screen().text.starts_with("我的借阅 · 1"), "{}", at.lena.screen().text);
    at.office.close().await;
}
