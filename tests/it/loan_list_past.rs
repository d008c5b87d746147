//! What was declined and what ran out: one's own for a beautician, the branch's for a manager.

use crate::lending::{MINA, asked, fills, joins, lends, minutes, read, salon, salon_of};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn declined_and_run_out_loans_are_listed_to_their_borrower_and_to_the_branch() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "Today").await;
    mina.presses("Deny").await;
    mina.presses("Not needed for this").await;
    read(&office, &[&lena]).await;
    lends(&lena, &mina).await;
    minutes(&office, 91);
    read(&office, &[&lena]).await;
    minutes(&office, 31);
    read(&office, &[&lena, &mina]).await;
    office.topic();
    lena.says("/start").await;
    for label in ["My loans", "Not approved", "Ran out"] {
        lena.presses(label).await;
    }
    mina.says("/start").await;
    for label in ["My loans", "All loans", "Not approved"] {
        mina.presses(label).await;
    }
    // They are nobody else's.
    let (vera, _) = joins(&office, 104, ("Vera", Role::Care, "ko")).await;
    for label in ["내 대여", "승인되지 않음", "기간 만료"] {
        vera.presses(label).await;
        assert!(!vera.screen().text.contains("L-2026"), "{}", vera.screen().text);
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 5
    Lena: [My loans]
      bot to Lena edits 10: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [Tomorrow's pack] [Find] [Home]
    Lena: [Not approved]
      bot to Lena edits 10: Not approved · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [My loans] [Ran out] [Home]
    Lena: [Ran out]
      bot to Lena edits 10: Ran out · 1 ⏎  ⏎ L-2026-0002 · Emma Sample · A-0001 ⏎ Ran out 19:00 [My loans] [Not approved] [Home]
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina deletes 2
    Mina: [My loans]
      bot to Mina edits 6: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Mina: [All loans]
      bot to Mina edits 6: All loans · 0 ⏎  ⏎ Nothing is out and nobody waits. Requests and lent records of your branch stand here. [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Mina: [Not approved]
      bot to Mina edits 6: Not approved · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [My loans] [Ran out] [Home]
    Vera: /start
      bot to Vera: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Vera: [내 대여]
      bot to Vera edits 2: 내 대여 · 0 ⏎  ⏎ 대여한 카드가 없습니다. 고객을 찾아 카드를 열고 ‘열람 대여’를 눌러 주세요. 매니저가 승인하면 여기에 나옵니다. [승인되지 않음] [기간 만료] / [내일 카드 묶음] [찾기] [홈]
    Vera: [승인되지 않음]
      bot to Vera edits 2: 승인되지 않음 · 0 ⏎  ⏎ 최근 30일 동안 승인되지 않은 요청이 없습니다. 거절되거나 처리되지 않은 요청이 여기에 나옵니다. [내 대여] [기간 만료] [홈]
    Vera: [기간 만료]
      bot to Vera edits 2: 기간 만료 · 0 ⏎  ⏎ 최근 30일 동안 반납 없이 끝난 대여가 없습니다. 기간 안에 반납하지 않은 대여가 여기에 나옵니다. [내 대여] [승인되지 않음] [홈]
    "#);
}

#[tokio::test]
async fn a_request_that_nobody_decided_is_among_the_declined_in_chinese() {
    let (office, [(lina, _), (mina, _)]) = salon_of([("Lina", Role::Care, "zh"), MINA]).await;
    fills(&lina, "emma", &["借阅", "到店服务", "护理", "2 小时", "提交"]).await;
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
