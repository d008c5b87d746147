//! Retention: once a month a list for the keeper, trimmed, proposed, confirmed by a second person (A12.06, A12.09).

use crate::lending::{UNASKED_QUIET, late_digests, read};
use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, StaffId};
use simulator::Person;
use std::time::Duration;

/// The month that makes a proposal due.
const MONTH: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// Three clients of long ago, one of lately; a keeper and a manager.
async fn salon(langs: [&'static str; 2]) -> (Office, Person, Person) {
    let office = Office::open().await;
    let (kira, kira_id) = office.seat(101, "Kira", Role::Keeper, langs[0]).await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, langs[1]).await;
    late_digests(&office, vec![kira_id, mina_id]).await;
    for name in ["Emma Sample", "Otto Sample", "Vera Sample", "Lately Sample"] {
        office.client(Sample { name, ..Sample::default() }).await;
    }
    office.alters("UPDATE client SET created_at = '2019-05-01 09:00:00+00:00' WHERE id <= 3").await;
    office.alters("INSERT INTO visit (client_id, staff_id, at, state) VALUES (1, 1, '2019-06-01 09:00:00+00:00', 'logged')").await;
    kira.says("/start").await;
    mina.says("/start").await;
    office.topic();
    office.sim.clock().advance(MONTH);
    office.sim.idle(UNASKED_QUIET).await;
    (office, kira, mina)
}

#[tokio::test]
async fn a_keeper_trims_the_months_list_and_a_manager_confirms_the_rest() {
    let (office, kira, mina) = salon(["en", "en"]).await;
    kira.reads().await;
    office.alters("INSERT INTO hold (client_id, by_id, reason, at, lifted_why) VALUES (3, 2, 'dispute', '2026-04-01 09:00:00+00:00', '')").await;
    kira.says("all").await;
    kira.presses("A-0002 · never").await;
    kira.presses("Home").await;
    kira.says("/settings").await;
    kira.presses("Client rights").await;
    kira.presses("Kept too long (3)").await;
    kira.presses("Keep").await;
    kira.presses("Propose erasing 2").await;
    kira.presses("Ask to erase").await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&kira]).await;
    // The kept one and the held one stay, and so does whoever came lately.
    assert_eq!(office.finds("Vera").await.len() + office.finds("Lately").await.len(), 2);
    insta::assert_snapshot!(office.close().await, @r#"
      bot to Kira: 3 cards are kept too long ⏎  ⏎ Nobody came for 5 years, or never within 2 years. Open a card to look, press Keep where it is still needed, then propose the rest. A second person confirms; nothing is erased before. [A-0001 · 1 Jun 2019] [Keep] / [A-0002 · never] [Keep] / [A-0003 · never] [Keep] / [Propose erasing 3] / [Back] [Home]
    Kira: all
      bot to Kira: Find a client ⏎  ⏎ No client for “all”. Type it differently, or create a card. [Create “all”] / [Back] [Home]
      bot to Kira edits 2: This message is out of date. The current one stands further down.
    Kira: [A-0002 · never]
      bot to Kira: Client card ⏎  ⏎ Health data is locked: the client's consent is not on the card. ⏎ Otto Sample · A-0002 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Originals] / [Edit] [History] / [Rights] [With client] / [Back] [Home]
      bot to Kira deletes 5
    Kira: [Home]
      bot to Kira edits 6: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Kira: /settings
      bot to Kira: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily digest: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Check the trail] / [Client rights] / [Back] [Home]
      bot to Kira deletes 6
    Kira: [Client rights]
      bot to Kira edits 8: Client rights ⏎  ⏎ What waits for you, what is kept too long, and the proofs of what was erased. [Kept too long (3)] / [Erased cards] [Copies] / [Back] [Home]
    Kira: [Kept too long (3)]
      bot to Kira edits 8: 3 cards are kept too long ⏎  ⏎ Nobody came for 5 years, or never within 2 years. Open a card to look, press Keep where it is still needed, then propose the rest. A second person confirms; nothing is erased before. [A-0001 · 1 Jun 2019] [Keep] / [A-0002 · never] [Keep] / [A-0003 · never] [Keep] / [Propose erasing 3] / [Back] [Home]
    Kira: [Keep]
      bot to Kira edits 8: 3 cards are kept too long ⏎  ⏎ Nobody came for 5 years, or never within 2 years. Open a card to look, press Keep where it is still needed, then propose the rest. A second person confirms; nothing is erased before. [A-0001 · 1 Jun 2019] [✓ Kept] / [A-0002 · never] [Keep] / [A-0003 · never] [Keep] / [Propose erasing 2] / [Back] [Home]
    Kira: [Propose erasing 2]
      bot to Kira edits 8: Propose erasing 2 cards? ⏎  ⏎ Another manager or owner confirms it. Whoever comes meanwhile, or is put on hold, stays. [Back] [Ask to erase] / [Home]
    Kira: [Ask to erase]
      bot to Kira edits 8: Erase 2 cards kept too long ⏎  ⏎ Another manager or owner was told. Without an answer it expires in 72 hours. You read here how it ended. [Home]
      bot to Mina: Erase 2 cards kept too long ⏎  ⏎ Kira asks for it. ⏎ Everything about the client is deleted for good and taken from every chat. Only a proof without personal data stays. ⏎ Expires 5 Apr 17:00 if nobody decides. The first decision counts. [Confirm] [Refuse] / [Home]
    Mina: [Confirm]
      bot to Mina edits 3: Erase 2 cards for good? ⏎  ⏎ It cannot be taken back, and no backup brings it back. [Back] [Yes, erase] / [Home]
    Mina: [Yes, erase]
      bot to Mina edits 3: Erase 1 card kept too long ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. ⏎ Erased: 6 rows, 0 files. The proof is kept under Settings, Client rights. [Home]
      bot to Kira edits 3: No card is kept too long. The list is made anew each month; come back then. [Home]
      bot to Kira: Erase 1 card kept too long ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. ⏎ Erased: 6 rows, 0 files. The proof is kept under Settings, Client rights. [Home]
    "#);
}

#[tokio::test]
async fn it_is_refused_in_chinese_and_korean_and_nothing_goes() {
    let (office, kira, mina) = salon(["zh", "ko"]).await;
    kira.reads().await;
    kira.presses("申请删除 3 份").await;
    kira.presses("申请删除").await;
    mina.reads().await;
    mina.presses("거절").await;
    read(&office, &[&kira]).await;
    insta::assert_snapshot!(office.close().await, @r#"
      bot to Kira: 3 份档案已到期 ⏎  ⏎ 客户已有 5 年未到店，或建档 2 年从未到店。点编号查看，仍需要的点“保留”，其余提交删除。须由第二人确认，在此之前不会删除。 [A-0001 · 2019年6月1日] [保留] / [A-0002 · 未到店] [保留] / [A-0003 · 未到店] [保留] / [申请删除 3 份] / [返回] [首页]
    Kira: [申请删除 3 份]
      bot to Kira edits 3: 申请删除 3 份档案？ ⏎  ⏎ 须由另一位经理或店主确认。期间到店或设置保留的客户不会删除。 [返回] [申请删除] / [首页]
    Kira: [申请删除]
      bot to Kira edits 3: 删除 3 份到期档案 ⏎  ⏎ 已通知其他经理或店主。72 小时内无人答复则失效。结果会在这里告诉您。 [首页]
      bot to Mina: 보관 기간이 지난 카드 3장 삭제 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ 고객의 모든 정보가 영구히 삭제되고 모든 대화에서 회수됩니다. 개인 정보가 없는 증명만 남습니다. ⏎ 결정이 없으면 4월 5일 17:00에 만료됩니다. 먼저 한 결정이 유효합니다. [확인] [거절] / [홈]
    Mina: [거절]
      bot to Mina edits 3: 보관 기간이 지난 카드 3장 삭제 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ Mina 님이 17:00에 거절했습니다. 실행된 것은 없습니다. [홈]
      bot to Kira: 删除 3 份到期档案 ⏎  ⏎ 申请人：Kira ⏎ Mina 已于 17:00 拒绝，未执行任何操作。 [首页]
    "#);
}

#[tokio::test]
async fn whoever_is_booked_or_has_a_card_on_loan_meanwhile_stays() {
    let (office, kira, mina) = salon(["en", "en"]).await;
    kira.reads().await;
    kira.presses("Propose erasing 3").await;
    kira.presses("Ask to erase").await;
    mina.reads().await;
    let now = office.sim.clock().now();
    office.books(ClientId(1), StaffId(2), now + chrono::Duration::days(3)).await;
    office
        .alters(
            "INSERT INTO loan (number, client_id, borrower_id, purpose, reason, parts, term, status, asked, asked_at, \
             request_until, reminded, answer, extension, whole, approvals, nudged, begun, queued) \
             VALUES ('L-2026-0001', 2, 2, 'visit', '', 'care', '{\"Hours\":2}', 'asked', 1, '2026-04-02 09:00:00+00:00', \
             '2026-04-09 09:00:00+00:00', 0, '', 0, 0, 1, 9, 1, 0)",
        )
        .await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&kira]).await;
    let left = "SELECT count(*) FROM client WHERE id IN (1, 2)";
    assert_eq!((office.counts(left).await, office.finds("Vera").await.len()), (2, 0));
    office.close().await;
}
