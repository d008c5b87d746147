//! Legal hold: set with a reason, told to whoever keeps the archive, against every erasure, lifted with a reason.

use crate::lending::{fills, keeper_and_manager, read, salon_of};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_held_card_is_not_erased_even_where_it_was_asked_for_before() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    fills(&kira, "emma", &["Rights", "Erase the client"]).await;
    office.topic();
    kira.presses("No longer needed").await;
    kira.presses("Ask to erase").await;
    mina.reads().await;
    mina.presses("Open card").await;
    mina.presses("Rights").await;
    mina.presses("Legal hold").await;
    mina.sends_sticker().await;
    mina.says("a dispute about a burn").await;
    let notice = mina.chat().into_iter().find(|it| it.text.starts_with("Erase card"));
    let notice = notice.expect("the notice").message_id;
    mina.presses_at(notice, "Confirm").await;
    mina.presses_at(notice, "Yes, erase").await;
    kira.says("emma").await;
    kira.presses("Rights").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Kira: [No longer needed]
      bot to Kira edits 2: Ask to erase A-0001? ⏎  ⏎ Reason: No longer needed ⏎ Card, phones, visits, notes, photos, bookings, loans and consents are deleted for good, once another manager or owner confirms. Only a proof without personal data stays. [Back] [Ask to erase] / [Home]
    Kira: [Ask to erase]
      bot to Kira edits 2: Erasing A-0001 was asked for ⏎  ⏎ Another manager or owner was told. Without an answer it expires in 72 hours. You get a message when it is decided. [Open card] / [Home]
      bot to Mina: Erase card A-0001 ⏎  ⏎ Kira asks for it. ⏎ Reason: No longer needed ⏎ Everything about the client is deleted for good and taken from every chat. Only a proof without personal data stays. ⏎ Expires 5 Mar 17:00 if nobody decides. The first decision counts. [Confirm] [Refuse] / [Open card] / [Home]
    Mina: [Open card]
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [Rights]
      bot to Mina edits 4: Rights of A-0001 ⏎  ⏎ The client may ask for a copy of everything that is kept about them, or to have it erased. A legal hold keeps the card until it is lifted. ⏎ No legal hold. ⏎ Kira has asked to erase this card. It waits for another manager or owner until 5 Mar 17:00. [Legal hold] [Client's copy] / [All consents] / [Open card] / [Back] [Home]
    Mina: [Legal hold]
      bot to Mina edits 4: Legal hold ⏎  ⏎ While it stands, nothing of this card is erased. Why? Press a reason or type one. [Dispute or court] / [An authority asks] / [Tax or accounts] / [Back] [Home]
    Mina sends a sticker
      bot to Mina: Legal hold ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ While it stands, nothing of this card is erased. Why? Press a reason or type one. [Dispute or court] / [An authority asks] / [Tax or accounts] / [Back] [Home]
      bot to Mina deletes 4
    Mina: a dispute about a burn
      bot to Mina: Rights of A-0001 ⏎  ⏎ The card is on legal hold. ⏎ The client may ask for a copy of everything that is kept about them, or to have it erased. A legal hold keeps the card until it is lifted. ⏎ On legal hold since 17:00, by Mina (a dispute about a burn). Nothing of this card is erased; a manager or owner can lift the hold under Rights. ⏎ Kira has asked to erase this card. It waits for another manager or owner until 5 Mar 17:00. [Lift the hold] [Client's copy] / [All consents] / [Open card] / [Back] [Home]
      bot to Mina deletes 6
    Mina: [Confirm]
      bot to Mina edits 3: Erase A-0001 for good? ⏎  ⏎ It cannot be taken back, and no backup brings it back. [Back] [Yes, erase] / [Home]
    Mina: [Yes, erase]
      bot to Mina edits 3: On legal hold ⏎  ⏎ On legal hold since 17:00, by Mina (a dispute about a burn). Nothing of this card is erased; a manager or owner can lift the hold under Rights. [Home]
    Kira: emma
      bot to Kira: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ ⚖ On legal hold: nothing of this card is erased. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Kira deletes 2
    Kira: [Rights]
      bot to Kira edits 4: Rights of A-0001 ⏎  ⏎ The client may ask for a copy of everything that is kept about them, or to have it erased. A legal hold keeps the card until it is lifted. ⏎ On legal hold since 17:00, by Mina (a dispute about a burn). Nothing of this card is erased; a manager or owner can lift the hold under Rights. ⏎ Kira has asked to erase this card. It waits for another manager or owner until 5 Mar 17:00. [Client's copy] / [All consents] / [Open card] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn whoever_is_about_to_ask_for_the_erasure_of_a_held_card_reads_of_the_hold() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    fills(&kira, "emma", &["Rights", "Erase the client", "The client's wish"]).await;
    fills(&mina, "emma", &["Rights", "Legal hold", "Dispute or court"]).await;
    kira.presses("Ask to erase").await;
    assert!(kira.screen().text.starts_with("On legal hold"), "{}", kira.screen().text);
    assert!(mina.unread().is_empty(), "nothing is asked for");
    office.close().await;
}

#[tokio::test]
async fn it_is_set_and_lifted_in_chinese_and_korean() {
    let seats = [("Mina", Role::Manager, "zh"), ("Olga", Role::Owner, "ko")];
    let (office, [(mina, _), (olga, _)]) = salon_of(seats).await;
    office.topic();
    fills(&mina, "emma", &["客户权利", "法定保留", "税务或账目"]).await;
    fills(&olga, "emma", &["고객 권리", "보존 해제", "잘못 설정함"]).await;
    read(&office, &[]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: emma
      bot to Mina: 客户档案 ⏎  ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 电话：138 0013 8001 ⏎ 皮肤：canary dry ⏎ 文件：canary plan ⏎ 累计消费：¥0.00 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
      bot to Mina deletes 2
    Mina: [客户权利]
      bot to Mina edits 4: A-0001 的客户权利 ⏎  ⏎ 客户可以索取本人全部资料的副本，或要求删除。设置法定保留后，档案在解除前不会删除。 ⏎ 没有法定保留。 [删除客户资料] [法定保留] / [资料副本] / [全部同意事项] / [打开档案] / [返回] [首页]
    Mina: [法定保留]
      bot to Mina edits 4: 法定保留 ⏎  ⏎ 保留期间，此档案的任何内容都不会删除。为什么保留？请选择或输入原因。 [纠纷或诉讼] / [主管部门要求] / [税务或账目] / [返回] [首页]
    Mina: [税务或账目]
      bot to Mina toasts: 已设置法定保留。
      bot to Mina edits 4: A-0001 的客户权利 ⏎  ⏎ 客户可以索取本人全部资料的副本，或要求删除。设置法定保留后，档案在解除前不会删除。 ⏎ 法定保留：Mina 于 17:00 设置（税务或账目）。此档案不得删除；经理或店主可在“客户权利”中解除。 [解除保留] [资料副本] / [全部同意事项] / [打开档案] / [返回] [首页]
    Olga: emma
      bot to Olga: 고객 카드 ⏎  ⏎ ⛔ 알레르기: canary latex ⏎ ⚖ 법적 보존 중: 이 카드는 삭제되지 않습니다. ⏎ Emma Sample · A-0001 ⏎ 전화: 138 0013 8001 ⏎ 피부: canary dry ⏎ 문서: canary plan ⏎ 누적 결제: ¥0.00 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [예약] [동의] / [원본] [카드 정정] / [열람 이력] [고객 권리] / [상담 모드] / [뒤로] [홈]
      bot to Olga deletes 2
    Olga: [고객 권리]
      bot to Olga edits 4: A-0001 고객 권리 ⏎  ⏎ 고객은 보관 중인 모든 정보의 사본이나 삭제를 요구할 수 있습니다. 법적 보존이 걸린 카드는 해제할 때까지 삭제되지 않습니다. ⏎ 법적 보존: Mina 님이 17:00에 설정(세무·회계). 이 카드는 삭제되지 않습니다. 매니저나 원장이 ‘고객 권리’에서 해제할 수 있습니다. [보존 해제] [고객 사본] / [동의 목록] / [카드 열기] / [뒤로] [홈]
    Olga: [보존 해제]
      bot to Olga edits 4: 법적 보존 해제 ⏎  ⏎ 해제하면 카드를 다시 삭제할 수 있습니다. 이유를 고르거나 입력해 주세요. [일이 끝남] / [잘못 설정함] / [뒤로] [홈]
    Olga: [잘못 설정함]
      bot to Olga toasts: 보존을 해제했습니다.
      bot to Olga edits 4: A-0001 고객 권리 ⏎  ⏎ 고객은 보관 중인 모든 정보의 사본이나 삭제를 요구할 수 있습니다. 법적 보존이 걸린 카드는 해제할 때까지 삭제되지 않습니다. ⏎ 법적 보존이 없습니다. [고객 정보 삭제] [법적 보존] / [고객 사본] / [동의 목록] / [카드 열기] / [뒤로] [홈]
    "#);
}
