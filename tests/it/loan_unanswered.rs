//! A request that nobody answers: a reminder, the owner in place of the managers, and then its end.

use crate::lending::{UNASKED_QUIET, asks, emma, late_digests, minutes, read, salon};
use crate::office::Office;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn after_half_an_hour_all_are_reminded_once_and_after_an_hour_the_owner_stands_in() {
    let (office, lena, mina) = salon().await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "ko").await;
    late_digests(&office, vec![olga_id]).await;
    olga.says("/start").await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    olga.reads().await;
    minutes(&office, 31);
    read(&office, &[&mina, &olga]).await;
    minutes(&office, 5);
    office.sim.idle(UNASKED_QUIET).await;
    assert!(mina.unread().is_empty() && olga.unread().is_empty(), "the reminder came twice");
    minutes(&office, 25);
    read(&office, &[&lena, &mina, &olga]).await;
    minutes(&office, 5);
    office.sim.idle(UNASKED_QUIET).await;
    assert!(mina.unread().is_empty() && olga.unread().is_empty(), "the owner was told twice");
    olga.presses("승인").await;
    olga.presses("네, 승인").await;
    read(&office, &[&lena, &mina]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Olga: /start
      bot to Olga: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: care, documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: [Borrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Words you write are kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [care] [documents] / [Back] [Cancel]
    Lena: [care]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [Until 4 Mar 2026] / [3 days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: care ⏎ How long: 2 hours ⏎ Later start: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Later start] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ A-0001 ⏎ 용도: 방문 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 결정이 없으면 18:00에 만료됩니다. 먼저 한 결정이 유효합니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ Nobody has answered for 30 minutes. Please decide. ⏎ A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ 30분 동안 아무도 답하지 않았습니다. 결정해 주세요. ⏎ A-0001 ⏎ 용도: 방문 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 결정이 없으면 18:00에 만료됩니다. 먼저 한 결정이 유효합니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers · expires 18:31 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina edits 3: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:31 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Mina edits 4: Lena asks to borrow a record ⏎  ⏎ Nobody has answered for 30 minutes. Please decide. ⏎ A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:31 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga edits 3: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ A-0001 ⏎ 용도: 방문 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 결정이 없으면 18:31에 만료됩니다. 먼저 한 결정이 유효합니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
      bot to Olga edits 4: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ 30분 동안 아무도 답하지 않았습니다. 결정해 주세요. ⏎ A-0001 ⏎ 용도: 방문 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 결정이 없으면 18:31에 만료됩니다. 먼저 한 결정이 유효합니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
      bot to Olga: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ 매니저가 제때 결정하지 않아 원장님이 대신 결정해 주셔야 합니다. ⏎ A-0001 ⏎ 용도: 방문 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 결정이 없으면 18:31에 만료됩니다. 먼저 한 결정이 유효합니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
    Olga: [승인]
      bot to Olga edits 5: L-2026-0001 승인할까요? ⏎  ⏎ Emma Sample · A-0001 ⏎ 용도: 방문 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ Lena 님이 지금부터 20:06까지 이 항목을 볼 수 있습니다. [네, 승인] [뒤로] / [홈]
    Olga: [네, 승인]
      bot to Olga edits 5: 대여 요청 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Olga, 18:06 승인 · 20:06까지 [신청서 인쇄] [홈]
      bot to Olga edits 3: 대여 요청 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Olga, 18:06 승인 · 20:06까지 [신청서 인쇄] [홈]
      bot to Olga edits 4: 대여 요청 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Olga, 18:06 승인 · 20:06까지 [신청서 인쇄] [홈]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Olga 18:06, until 20:06 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 20:06 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Extend (ask)] / [Print form] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Olga 18:06, until 20:06 [Print form] [Home]
      bot to Mina edits 4: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Olga 18:06, until 20:06 [Print form] [Home]
    "#);
}

#[tokio::test]
async fn where_nobody_stands_in_it_expires_after_the_hour() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "zh").await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    minutes(&office, 31);
    read(&office, &[&mina]).await;
    assert!(mina.screen().text.contains("已有 30 分钟无人审批"), "{}", mina.screen().text);
    minutes(&office, 30);
    read(&office, &[&lena, &mina]).await;
    assert!(lena.screen().text.contains("Expired: nobody decided in time"));
    office.close().await;
}

#[tokio::test]
async fn an_owner_who_does_not_answer_either_lets_it_expire() {
    let (office, lena, mina) = salon().await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&office, vec![olga_id]).await;
    olga.says("/start").await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    olga.reads().await;
    // The bot was away for long: the owner still gets the time that is the owner's.
    minutes(&office, 5 * 60);
    read(&office, &[&lena, &mina, &olga]).await;
    assert!(olga.screen().text.contains("it is up to you as the owner"), "{}", olga.screen().text);
    minutes(&office, 31);
    read(&office, &[&lena, &mina, &olga]).await;
    assert!(lena.screen().text.contains("Expired: nobody decided in time"));
    office.close().await;
}
