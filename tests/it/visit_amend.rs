//! A visit corrected: the old value stays, the reason is asked for, health needs the client's consent.

use crate::office::{Office, Sample, taps};
use kartoteka::model::StaffId;
use kartoteka::model::policy::Role;
use simulator::Person;

fn emma(keeper: StaffId, consent: bool) -> Sample<'static> {
    Sample {
        name: "Emma Sample",
        consent: consent.then_some(true),
        keeper: Some(keeper),
        ..Sample::default()
    }
}

/// Logs a visit with an amount, and with effect and note where the client agreed.
async fn visited(person: &Person, consent: bool) {
    person.says("emma").await;
    person.presses("Log visit").await;
    person.presses("Facial").await;
    if consent {
        person.presses("3").await;
        person.says("calm skin").await;
    }
    person.presses("In 2 weeks").await;
    person.presses("✎ Amount").await;
    person.says("350").await;
    person.presses("Save").await;
    person.presses("Open card").await;
    person.presses("Visits").await;
}

#[tokio::test]
async fn each_field_is_corrected_with_a_reason() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "en").await;
    office.menu(&[("service", "Facial")]).await;
    office.client(emma(cleo_id, true)).await;
    visited(&cleo, true).await;
    let before = taps(&office, "Cleo");
    cleo.presses("Correct 17:00").await;
    cleo.presses("Amount").await;
    cleo.says("350").await;
    cleo.says("300").await;
    cleo.says("typed it wrong").await;
    cleo.presses("Save").await;
    assert_eq!(taps(&office, "Cleo") - before, 3);
    cleo.presses("Open card").await;
    cleo.presses("Visits").await;
    cleo.presses("Correct 17:00").await;
    cleo.presses("Effect").await;
    cleo.presses("5").await;
    cleo.presses("Back").await;
    cleo.presses("4").await;
    cleo.says("asked her again").await;
    cleo.presses("✎ Reason").await;
    cleo.says("she told me later").await;
    cleo.presses("Save").await;
    cleo.presses("Home").await;
    mina.says("emma").await;
    mina.presses("History").await;
    insta::assert_snapshot!(office.close().await, @"");
}

#[tokio::test]
async fn a_next_date_must_lie_ahead_and_its_follow_up_moves() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(&[("service", "Facial")]).await;
    office.client(emma(cleo_id, false)).await;
    visited(&cleo, false).await;
    cleo.presses("Correct 17:00").await;
    cleo.presses("Next date").await;
    cleo.says("yesterday").await;
    cleo.says("10 March 2029").await;
    cleo.says("tomorrow").await;
    cleo.sends_photo("").await;
    cleo.says("she called").await;
    cleo.presses("Save").await;
    office.sim.clock().set("2026-03-03T00:45:00Z".parse().unwrap());
    cleo.reads().await;
    insta::assert_snapshot!(office.close().await, @"");
}

#[tokio::test]
async fn a_correction_in_chinese_and_in_korean() {
    let office = Office::open().await;
    let (xue, xue_id) = office.seat(101, "小雪", Role::Care, "zh-hans").await;
    let (bora, bora_id) = office.seat(102, "보라", Role::Care, "ko").await;
    office.menu(&[("service", "护理")]).await;
    office.client(Sample { name: "王小美", ..emma(xue_id, true) }).await;
    office.client(Sample { name: "김민수", ..emma(bora_id, true) }).await;
    xue.says("王小美").await;
    xue.presses("登记到店").await;
    xue.presses("护理").await;
    xue.presses("3").await;
    xue.presses("跳过").await;
    xue.presses("保存").await;
    xue.presses("打开档案").await;
    xue.presses("历次到店").await;
    xue.presses("更正 17:00").await;
    xue.presses("备注").await;
    xue.says("皮肤稍微发红").await;
    xue.says("漏写了").await;
    xue.presses("保存").await;
    bora.says("김민수").await;
    bora.presses("방문 기록하기").await;
    bora.presses("护理").await;
    bora.presses("3").await;
    bora.presses("2주 뒤").await;
    bora.presses("저장").await;
    bora.presses("카드 열기").await;
    bora.presses("지난 방문").await;
    insta::assert_snapshot!(office.close().await, @"");
}
