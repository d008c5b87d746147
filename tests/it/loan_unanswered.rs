//! A request that nobody answers: a reminder, the owner in place of the managers, and then its end.

use crate::lending::{
    LENA, MINA, OLGA, UNASKED_QUIET, asked, catch_up, fills, minutes, read, salon_of,
};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn after_half_an_hour_all_are_reminded_once_and_after_an_hour_the_owner_stands_in() {
    let seats = [LENA, MINA, ("Olga", Role::Owner, "ko")];
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_of(seats).await;
    fills(&lena, "emma", &["Borrow", "Visit", "Care", "2 hours"]).await;
    office.topic();
    lena.presses("Send").await;
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
    // Her own copies may be told after her press was answered.
    catch_up(&office, &[&olga]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ A-0001 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 18:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
      bot to Mina edits 3: This message is out of date. The current one stands further down.
      bot to Mina deletes 3
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ Nobody has answered for 30 minutes. Please decide. ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga edits 3: 지난 메시지입니다. 아래의 최신 메시지를 확인해 주세요.
      bot to Olga deletes 3
      bot to Olga: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ 30분 동안 아무도 답하지 않았습니다. 처리해 주세요. ⏎ A-0001 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 18:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers · expires 18:31 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina edits 4: Lena asks to borrow a record ⏎  ⏎ Nobody has answered for 30 minutes. Please decide. ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:31 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga edits 4: 지난 메시지입니다. 아래의 최신 메시지를 확인해 주세요.
      bot to Olga deletes 4
      bot to Olga: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ 매니저가 제때 처리하지 않아 원장님께 넘어왔습니다. 처리해 주세요. ⏎ A-0001 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 18:31까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
    Olga: [승인]
      bot to Olga edits 5: L-2026-0001 승인할까요? ⏎  ⏎ Emma Sample · A-0001 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ Lena 님이 지금부터 20:06까지 이 항목을 볼 수 있습니다. [네, 승인] [뒤로] / [홈]
    Olga: [네, 승인]
      bot to Olga edits 5: 대여 요청 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 요청: Lena 님 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ Olga, 18:06 승인 · 20:06까지 [신청서 인쇄] [홈]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Olga 18:06, until 20:06 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 20:06 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
      bot to Mina edits 4: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Olga 18:06, until 20:06 [Print form] [Home]
    "#);
}

#[tokio::test]
async fn where_nobody_stands_in_it_expires_after_the_hour() {
    let (office, [(lena, _), (mina, _)]) = salon_of([LENA, ("Mina", Role::Manager, "zh")]).await;
    asked(&office, &lena, &[&mina], "2 hours").await;
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
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_of([LENA, MINA, OLGA]).await;
    asked(&office, &lena, &[&mina, &olga], "2 hours").await;
    // The bot was away for long: the owner still gets the time that is the owner's.
    minutes(&office, 5 * 60);
    read(&office, &[&lena, &mina, &olga]).await;
    assert!(olga.screen().text.contains("it is up to you as the owner"), "{}", olga.screen().text);
    minutes(&office, 31);
    read(&office, &[&lena, &mina, &olga]).await;
    assert!(lena.screen().text.contains("Expired: nobody decided in time"));
    office.close().await;
}
