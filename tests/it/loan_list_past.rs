//! What was declined and what ran out: one's own for a beautician, the branch's for a manager.

use crate::lending::{asks, emma, late_digests, lends, minutes, read, salon};
use crate::office::Office;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn declined_and_run_out_loans_are_listed_to_their_borrower_and_to_the_branch() {
    let (office, lena, mina) = salon().await;
    let (vera, vera_id) = office.seat(104, "Vera", Role::Care, "ko").await;
    late_digests(&office, vec![vera_id]).await;
    asks(&lena, "Today").await;
    mina.reads().await;
    mina.presses("Deny").await;
    mina.presses("Not needed for this").await;
    read(&office, &[&lena]).await;
    lends(&lena, &mina).await;
    minutes(&office, 91);
    read(&office, &[&lena]).await;
    minutes(&office, 31);
    read(&office, &[&lena, &mina]).await;
    lena.says("/start").await;
    for label in ["My loans", "Declined", "Run out"] {
        lena.presses(label).await;
    }
    mina.says("/start").await;
    for label in ["My loans", "Everything out", "Declined"] {
        mina.presses(label).await;
    }
    // They are nobody else's.
    vera.says("/start").await;
    for label in ["내 대여", "승인되지 않음", "미반납 종료"] {
        vera.presses(label).await;
        assert!(!vera.screen().text.contains("L-2026"), "{}", vera.screen().text);
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: care, documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: [Borrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Words you write are kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [care] [documents] / [Back] [Cancel]
    Lena: [care]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [Until 4 Mar 2026] / [3 days] / [Back] [Cancel]
    Lena: [Today]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: care ⏎ How long: Today ⏎ Later start: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Later start] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: until the end of 2 Mar 2026 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: until the end of 2 Mar 2026 ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Deny]
      bot to Mina edits 3: Deny L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Why not? Press a reason or write one: Lena reads it, and the request is denied. [Not needed for this] [Ask the keeper] / [House rule] / [Back] [Home]
    Mina: [Not needed for this]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Reason: Not needed for this [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Reason: Not needed for this [Ask again] [Home]
      bot to Lena: Request L-2026-0001 ⏎  ⏎ A-0001 ⏎ Denied by Mina 17:00 ⏎ Reason: Not needed for this [Ask again] [Home]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: care, documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 2
    Lena: [Borrow]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Words you write are kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [care] [documents] / [Back] [Cancel]
    Lena: [care]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [Until 4 Mar 2026] / [3 days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: care ⏎ How long: 2 hours ⏎ Later start: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Later start] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 5: Waiting for a manager ⏎  ⏎ Request L-2026-0002 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 4: Approve L-2026-0002? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 4: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena edits 5: Request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0002 ⏎  ⏎ Loan L-2026-0002 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Extend (ask)] / [Print form] [Home]
      bot to Lena: A loan of yours ends 19:00 ⏎  ⏎ A-0001 ⏎ Loan L-2026-0002 then closes by itself. Return it now, or ask for more time. [Return] [Extend (ask)] / [Home]
      bot to Lena edits 5: Request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Ended by its term 19:00 [Ask again] [Home]
      bot to Lena edits 6: This card is closed. Search for the client to open it again.
      bot to Lena deletes 6
      bot to Lena edits 7: This card is closed. Search for the client to open it again.
      bot to Lena deletes 7
      bot to Lena: Loan L-2026-0002 is over ⏎  ⏎ A-0001 ⏎ Ended by its term 19:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 4: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Ended by its term 19:00 [Print form] [Home]
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 5
    Lena: [My loans]
      bot to Lena edits 10: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Declined] [Run out] / [Tomorrow's pack] [Find] [Home]
    Lena: [Declined]
      bot to Lena edits 10: Declined · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Reason: Not needed for this [My loans] [Run out] [Home]
    Lena: [Run out]
      bot to Lena edits 10: Run out · 1 ⏎  ⏎ L-2026-0002 · Emma Sample · A-0001 ⏎ Ended by its term 19:00 [My loans] [Declined] [Home]
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina deletes 2
    Mina: [My loans]
      bot to Mina edits 6: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Declined] [Run out] / [Everything out] [Find] [Home]
    Mina: [Everything out]
      bot to Mina edits 6: Out and waiting · 0 ⏎  ⏎ Nothing is out and nobody waits. Requests and lent records of your branch stand here. [Declined] [Run out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Mina: [Declined]
      bot to Mina edits 6: Declined · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Reason: Not needed for this [My loans] [Run out] [Home]
    Vera: /start
      bot to Vera: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Vera: [내 대여]
      bot to Vera edits 2: 내 대여 · 0 ⏎  ⏎ 대여한 카드가 없습니다. 고객을 찾아 카드를 열고 ‘열람 대여’를 누르세요. 매니저가 승인하면 여기에 나옵니다. [승인되지 않음] [미반납 종료] / [내일 카드 묶음] [찾기] [홈]
    Vera: [승인되지 않음]
      bot to Vera edits 2: 승인되지 않음 · 0 ⏎  ⏎ 최근 30일 동안 승인되지 않은 요청이 없습니다. 거절되거나 결정되지 않은 요청이 여기에 나옵니다. [내 대여] [미반납 종료] [홈]
    Vera: [미반납 종료]
      bot to Vera edits 2: 미반납 종료 · 0 ⏎  ⏎ 최근 30일 동안 반납 없이 끝난 대여가 없습니다. 기간 안에 반납하지 않은 대여가 여기에 나옵니다. [내 대여] [승인되지 않음] [홈]
    "#);
}

#[tokio::test]
async fn a_request_that_nobody_decided_is_among_the_declined_in_chinese() {
    let office = Office::open().await;
    let (lina, lina_id) = office.seat(101, "Lina", Role::Care, "zh").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    late_digests(&office, vec![lina_id, mina_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    lina.says("emma").await;
    for label in ["借阅", "到店服务", "护理", "2 小时", "提交"] {
        lina.presses(label).await;
    }
    mina.reads().await;
    minutes(&office, 61);
    read(&office, &[&lina, &mina]).await;
    lina.says("/start").await;
    lina.presses("我的借阅").await;
    lina.presses("未获批准").await;
    let text = lina.screen().text;
    assert!(text.contains("L-2026-0001") && text.contains("无人审批，已失效"), "{text}");
    office.close().await;
}
