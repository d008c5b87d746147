//! The client's copy: asked for, confirmed by a second person, a PDF in front of who asked, listed (GDPR 15, PIPL 45,
//! PIPA 35; access.md "Acts that need more").

use crate::lending::{emma, late_digests, read};
use crate::office::Office;
use kartoteka::model::policy::Role;
use simulator::Person;

/// A keeper who asks, a manager who confirms, Emma on the books.
async fn salon(langs: [&'static str; 2]) -> (Office, Person, Person) {
    let office = Office::open().await;
    let (kira, kira_id) = office.seat(101, "Kira", Role::Keeper, langs[0]).await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, langs[1]).await;
    late_digests(&office, vec![kira_id, mina_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    (office, kira, mina)
}

#[tokio::test]
async fn who_asked_gets_the_paper_after_a_second_person_and_it_is_listed() {
    let (office, kira, mina) = salon(["en", "en"]).await;
    kira.says("emma").await;
    kira.presses("Rights").await;
    kira.presses("Client's copy").await;
    kira.presses("Ask for the copy").await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, hand it out").await;
    read(&office, &[&kira]).await;
    let paper = kira.screen();
    let pdf = kira.opens(&paper);
    assert!(pdf.starts_with(b"%PDF"));
    kira.says("/settings").await;
    kira.presses("Client rights").await;
    kira.presses("Copies").await;
    insta::assert_snapshot!(office.close().await, @"");
}

#[tokio::test]
async fn a_copy_in_chinese_and_korean() {
    let (office, kira, mina) = salon(["zh", "ko"]).await;
    kira.says("emma").await;
    kira.presses("客户权利").await;
    kira.presses("资料副本").await;
    kira.says("好").await;
    kira.presses("申请副本").await;
    mina.reads().await;
    mina.presses("확인").await;
    mina.says("네").await;
    mina.presses("네, 내주기").await;
    read(&office, &[&kira]).await;
    insta::assert_snapshot!(office.close().await, @"");
}
