//! A manager lends fewer parts than were asked for, or passes the request on to somebody else.

use crate::lending::{LENA, MINA, asked, fills, read, salon, salon_of};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn fewer_parts_are_lent_with_a_reason() {
    let (office, lena, mina) = salon().await;
    fills(&lena, "emma", &["Borrow", "Visit"]).await;
    office.topic();
    for label in ["All of these", "2 hours", "Send"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    mina.presses("Fewer parts").await;
    mina.presses("✓ Documents").await;
    mina.presses("Go on").await;
    mina.presses("Not needed for this").await;
    read(&office, &[&lena]).await;
    let record = lena.screen().text;
    assert!(record.contains("canary dry") && !record.contains("canary plan"), "{record}");
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [All of these]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care, Documents ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Fewer parts] / [Home]
    Mina: [Fewer parts]
      bot to Mina edits 3: Fewer parts: L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Which parts may Lena read? Press a part to take it out or put it back, then go on. [✓ Care] [✓ Documents] / [Back] [Home]
    Mina: [✓ Documents]
      bot to Mina edits 3: Fewer parts: L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Which parts may Lena read? Press a part to take it out or put it back, then go on. [✓ Care] [Documents] / [Go on] / [Back] [Home]
    Mina: [Go on]
      bot to Mina edits 3: Fewer parts: L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Parts: Care ⏎ Why only these? Press a reason or write one; Lena reads it. It counts as your approval of these parts. [Not needed for this] [House rule] / [Back] [Home]
    Mina: [Not needed for this]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 ⏎ Less than asked, because: Not needed for this [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Less than asked, because: Not needed for this [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_request_is_passed_on_and_all_copies_say_so_in_chinese() {
    let seats = [LENA, MINA, ("Olga", Role::Owner, "zh")];
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_of(seats).await;
    fills(&lena, "emma", &["Borrow", "Visit", "Care", "2 hours"]).await;
    office.topic();
    lena.presses("Send").await;
    mina.reads().await;
    olga.reads().await;
    mina.presses("Pass on").await;
    mina.presses("Olga").await;
    olga.reads().await;
    olga.presses("批准").await;
    olga.presses("确定批准").await;
    read(&office, &[&lena, &mina]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga: Lena 申请借阅档案 ⏎  ⏎ A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ 没有其他借阅 ⏎ 18:00 前无人审批则自动失效；以先处理的为准。 [批准] [缩短期限] [拒绝] / [转交] / [首页]
    Mina: [Pass on]
      bot to Mina edits 3: Pass the request on ⏎  ⏎ To whom? They get it as a new message. You can still decide it yourself. [Olga] / [Back] [Home]
    Mina: [Olga]
      bot to Mina edits 3: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Mina passed this on to Olga. ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga edits 3: 这条消息已过时，请看下面最新的一条。
      bot to Olga deletes 3
      bot to Olga: Lena 申请借阅档案 ⏎  ⏎ A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Mina 已转交给 Olga。 ⏎ 没有其他借阅 ⏎ 18:00 前无人审批则自动失效；以先处理的为准。 [批准] [缩短期限] [拒绝] / [转交] / [首页]
    Olga: [批准]
      bot to Olga edits 4: 批准 L-2026-0001？ ⏎  ⏎ Emma Sample · A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Lena 可从现在起查看以上内容，至 19:00。 [确定批准] [返回] / [首页]
    Olga: [确定批准]
      bot to Olga edits 4: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lena ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Olga 于 17:00 批准，至 19:00 [打印借阅单] [首页]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Olga 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Olga 17:00, until 19:00 [Print form] [Home]
    "#);
}

#[tokio::test]
async fn who_may_not_decide_gets_nothing_passed_on_in_korean() {
    let of = |name, role| (name, role, "ko");
    let (mina, olga) = (of("Mina", Role::Manager), of("Olga", Role::Manager));
    let seats = [LENA, mina, olga, of("Kira", Role::Keeper)];
    let (office, [(lena, _), (mina, _), (olga, olga_id), (kira, _)]) = salon_of(seats).await;
    kira.says("/start").await;
    asked(&office, &lena, &[&mina, &olga], "2 hours").await;
    mina.presses("넘기기").await;
    assert_eq!(mina.screen().labels(), ["Olga", "뒤로", "홈"]);
    // Olga's right ends while her name stands on the button.
    crate::lending::reseats(&office, olga_id, Role::Keeper).await;
    mina.presses("Olga").await;
    assert!(
        mina.screen().text.contains("먼저 결정했습니다") || mina.screen().text.contains("바뀐")
    );
    assert!(olga.unread().is_empty() && kira.unread().is_empty());
    mina.presses("승인").await;
    mina.presses("네, 승인").await;
    read(&office, &[&lena, &olga]).await;
    office.close().await;
}
