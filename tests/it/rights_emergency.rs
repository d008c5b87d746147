//! Break-glass: safety data in an emergency, told at once, reviewed by somebody else, reminded of daily (access.md, D25).

use crate::lending::{UNASKED_QUIET, emma, read, reseats, salon_of, salon_with};
use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;
use simulator::Person;
use std::time::Duration;

/// A beautician who looks at the card of Emma, whom she does not know, and a manager.
async fn salon(langs: [&'static str; 2]) -> (Office, Person, Person) {
    // Without a consent nobody reads health data, which an emergency opens all the same.
    let client = Sample { consent: None, ..emma() };
    let seats = [("Lena", Role::Care, langs[0]), ("Mina", Role::Manager, langs[1])];
    let (office, [(lena, _), (mina, _)]) = salon_with(client, seats).await;
    lena.says("emma").await;
    office.topic();
    (office, lena, mina)
}

#[tokio::test]
async fn safety_is_shown_for_minutes_and_a_manager_reviews_it() {
    let (office, lena, mina) = salon(["en", "en"]).await;
    lena.presses("Emergency").await;
    lena.sends_sticker().await;
    lena.presses("Allergic reaction").await;
    mina.reads().await;
    mina.says("yes").await;
    mina.presses("Not needed").await;
    office.sim.clock().advance(Duration::from_secs(5 * 60));
    read(&office, &[&lena]).await;
    mina.says("emma").await;
    mina.presses("History").await;
    mina.presses("List for the client").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Emergency]
      bot to Lena edits 2: Emergency: safety data ⏎  ⏎ Allergies and what must not be done are shown for 5 minutes. The managers are told at once and review it. What happened? Press a reason or type one. [Allergic reaction] / [The client is unwell] / [A doctor asks] / [Back] [Home]
    Lena sends a sticker
      bot to Lena: Emergency: safety data ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ Allergies and what must not be done are shown for 5 minutes. The managers are told at once and review it. What happened? Press a reason or type one. [Allergic reaction] / [The client is unwell] / [A doctor asks] / [Back] [Home]
      bot to Lena deletes 2
    Lena: [Allergic reaction]
      bot to Lena edits 4: Safety data, for an emergency ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ 1 person was told and reviews it. ⏎ Shown to you until 17:05. Protected from forwarding and saving. [Hide] [Home]
      bot to Mina: Emergency: A-0001 ⏎  ⏎ Lena (Beautician) opened the safety data of this card, 17:00. ⏎ Reason: Allergic reaction ⏎ Was it needed? You are asked once a day until somebody answers. [Needed] [Not needed] / [Home]
    Mina: yes
      bot to Mina: Find a client ⏎  ⏎ No client for “yes”. Type it differently, or create a card. [Create “yes”] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [Not needed]
      bot to Mina edits 3: Emergency: A-0001 ⏎  ⏎ Lena (Beautician) opened the safety data of this card, 17:00. ⏎ Reason: Allergic reaction ⏎ Mina found that it was not needed, 17:00. Go through it with whoever opened it. [Home]
      bot to Lena edits 4: This card is closed. Search for the client to open it again. [Open card] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Document: canary plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:35. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 5
    Mina: [History]
      bot to Mina edits 7: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:05 · Mina (Manager) · opened the card ⏎ 17:00 · Mina (Manager) · reviewed an emergency ⏎ 17:00 · Lena (Beautician) · opened safety data in an emergency ⏎ 17:00 · Lena (Beautician) · opened the card ⏎ Shown to you until 17:35. Protected from forwarding and saving. [✓ Opened by] [Changed by] / [List for the client] / [Back] [Home]
    Mina: [List for the client]
      bot to Mina edits 7: For the client: who saw it ⏎  ⏎ For the client A-0001: show this screen, or read it aloud. It shows only roles and days. ⏎ 2 Mar 2026: Manager, Beautician [Back] [Home]
    "#);
}

#[tokio::test]
async fn it_is_reminded_of_daily_and_never_reviewed_by_who_opened_it() {
    let (office, lena, mina) = salon(["en", "en"]).await;
    lena.presses("Emergency").await;
    lena.says("she cannot breathe").await;
    mina.reads().await;
    office.sim.clock().advance(Duration::from_secs(24 * 60 * 60));
    office.sim.idle(UNASKED_QUIET).await;
    read(&office, &[&mina, &lena]).await;
    let asked = |person: &Person| {
        let open = |text: &str| text.contains("Was it needed?");
        person.chat().iter().filter(|message| open(&message.text)).count()
    };
    assert_eq!(asked(&mina), 1, "the reminder takes the place of the notice");
    reseats(&office, kartoteka::model::StaffId(1), Role::Manager).await;
    lena.says("/settings").await;
    lena.presses("Client rights").await;
    assert!(lena.screen().text.contains("Nothing waits for you"), "{}", lena.screen().text);
    mina.presses("Needed").await;
    assert!(mina.screen().text.contains("found that it was needed"), "{}", mina.screen().text);
    office.sim.clock().advance(Duration::from_secs(24 * 60 * 60));
    office.sim.idle(UNASKED_QUIET).await;
    assert_eq!(asked(&mina), 0, "it is reminded of no more");
}

#[tokio::test]
async fn an_emergency_in_chinese_and_korean() {
    let (office, lena, mina) = salon(["zh", "ko"]).await;
    lena.presses("紧急查看").await;
    lena.presses("客户身体不适").await;
    mina.reads().await;
    mina.presses("필요했음").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [紧急查看]
      bot to Lena edits 2: 紧急查看安全须知 ⏎  ⏎ 将显示过敏和禁忌 5 分钟。经理会立即收到通知并复核。发生了什么？请选择或输入原因。 [过敏反应] / [客户身体不适] / [医生询问] / [返回] [首页]
    Lena: [客户身体不适]
      bot to Lena edits 2: 紧急安全须知 ⏎  ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 已通知 1 人复核。 ⏎ 可查看至 17:05，禁止转发和保存。 [隐藏] [首页]
      bot to Mina: 긴급 열람: A-0001 ⏎  ⏎ Lena 님(시술 담당)이 17:00에 이 카드의 안전 정보를 열람했습니다. ⏎ 사유: 고객 몸 상태 이상 ⏎ 필요한 열람이었나요? 답이 있을 때까지 하루에 한 번 다시 여쭙니다. [필요했음] [필요하지 않았음] / [홈]
    Mina: [필요했음]
      bot to Mina edits 3: 긴급 열람: A-0001 ⏎  ⏎ Lena 님(시술 담당)이 17:00에 이 카드의 안전 정보를 열람했습니다. ⏎ 사유: 고객 몸 상태 이상 ⏎ Mina 님이 17:00에 필요한 열람이었다고 답했습니다. [홈]
    "#);
}

#[tokio::test]
async fn whoever_reads_safety_anyway_has_no_such_button() {
    let seats = [("Fei", Role::FrontDesk, "en"), ("Sam", Role::Sales, "en")];
    let (_office, [(fei, _), (sam, _)]) = salon_of(seats).await;
    fei.says("emma").await;
    sam.says("emma").await;
    for person in [&fei, &sam] {
        assert!(person.press_if_there("Emergency").is_none());
    }
}
