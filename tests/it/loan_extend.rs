//! A running loan is asked for longer: the form is filled in as it runs, and whoever decides reads that it is longer.

use crate::lending::{
    LENA, MINA, approves, asks, catch_up, emma, late_digests, minutes, read, salon_of,
};
use crate::office::Office;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn an_extension_is_two_taps_and_says_what_it_extends() {
    let (office, [(lena, _), (mina, _)]) = salon_of([LENA, MINA]).await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    office.topic();
    for term in ["Today", "Until tomorrow"] {
        for label in ["Ask to extend", term, "Send"] {
            lena.presses(label).await;
        }
        mina.reads().await;
        approves(&mina).await;
        read(&office, &[&lena]).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Ask to extend]
      bot to Lena: Extend A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0001, which runs until 19:00. ⏎ Step 1 of 2 ⏎ For how long? The clock starts when a manager approves. [Today] [Until tomorrow] / [3 days, to 4 Mar] [3 full days] / [Back] [Cancel]
      bot to Lena deletes 2
    Lena: [Today]
      bot to Lena edits 4: Extend A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0001, which runs until 19:00. ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: Today ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 4: Waiting for a manager ⏎  ⏎ Request L-2026-0002 ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0001, which runs until 19:00. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to extend a loan ⏎  ⏎ A-0001 ⏎ Extends L-2026-0001, which runs until 19:00. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 4: Approve L-2026-0002? ⏎  ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0001, which runs until 19:00. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Lena can read these parts from now until 24:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 4: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Approved by Mina 17:00, until 24:00 [Print form] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Replaced by L-2026-0002 17:00 [Print form] [Home]
      bot to Lena edits 4: Request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 24:00 [My loans] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Record on loan L-2026-0002 ⏎  ⏎ Loan L-2026-0002 · Lena · Visit · until 24:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Lena: [Ask to extend]
      bot to Lena: Extend A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0002, which runs until 24:00 and was extended once already. ⏎ Step 1 of 2 ⏎ For how long? The clock starts when a manager approves. [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
      bot to Lena deletes 4
    Lena: [Until tomorrow]
      bot to Lena edits 6: Extend A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0002, which runs until 24:00 and was extended once already. ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: Until tomorrow ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 6: Waiting for a manager ⏎  ⏎ Request L-2026-0003 ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0002, which runs until 24:00 and was extended once already. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 3 Mar 2026 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to extend a loan ⏎  ⏎ A-0001 ⏎ Extends L-2026-0002, which runs until 24:00 and was extended once already. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 3 Mar 2026 ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 5: Approve L-2026-0003? ⏎  ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0002, which runs until 24:00 and was extended once already. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 3 Mar 2026 ⏎ Lena can read these parts from now until 3 Mar 24:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 5: Loan request L-2026-0003 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 3 Mar 2026 ⏎ Approved by Mina 17:00, until 3 Mar 24:00 [Print form] [Home]
      bot to Mina edits 4: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Replaced by L-2026-0003 17:00 [Print form] [Home]
      bot to Lena edits 6: Request L-2026-0003 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 3 Mar 24:00 [My loans] [Home]
      bot to Lena edits 5: This card is closed. Search for the client to open it again.
      bot to Lena deletes 5
      bot to Lena: Record on loan L-2026-0003 ⏎  ⏎ Loan L-2026-0003 · Lena · Visit · until 3 Mar 24:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn an_extension_in_chinese_and_korean() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "zh").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "ko").await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    lena.says("emma").await;
    for label in ["借阅", "到店服务", "护理", "2 小时", "提交"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    mina.presses("승인").await;
    mina.presses("네, 승인").await;
    read(&office, &[&lena]).await;
    office.topic();
    for label in ["申请续借", "今天", "提交"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    mina.presses("거절").await;
    mina.presses("이 용도엔 불필요").await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [申请续借]
      bot to Lena: 续借 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 续借 L-2026-0001，现借至 19:00。 ⏎ 第 1 步，共 2 步 ⏎ 借多久？从经理批准时开始计时。 [今天] [到明天] / [3 天，到3月4日] [满 3 天] / [返回] [取消]
      bot to Lena deletes 2
    Lena: [今天]
      bot to Lena edits 4: 续借 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 续借 L-2026-0001，现借至 19:00。 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 用途：到店服务 ⏎ 事由：– ⏎ 内容：护理 ⏎ 期限：今天 ⏎ 开始日期：– [提交] / [✎ 用途] [✎ 事由] [✎ 内容] / [✎ 期限] [✎ 开始日期] / [返回] [取消]
    Lena: [提交]
      bot to Lena edits 4: 等待经理审批 ⏎  ⏎ 申请 L-2026-0002 ⏎ Emma Sample · A-0001 ⏎ 续借 L-2026-0001，现借至 19:00。 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：到2026年3月2日为止 ⏎ 待审批 · 已通知 1 位经理 · 18:00 失效 ⏎ 批准后，档案会单独发到这里。您可以先做别的事。 [撤回] [首页]
      bot to Mina: Lena 님이 대여 연장을 요청했습니다 ⏎  ⏎ A-0001 ⏎ L-2026-0001 연장 요청입니다. 현재 19:00까지입니다. ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 2026년 3월 2일 밤 12시까지 ⏎ 다른 대여 없음 ⏎ 18:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [거절] / [홈]
    Mina: [거절]
      bot to Mina edits 4: L-2026-0002 거절 ⏎  ⏎ Emma Sample · A-0001 ⏎ 거절 이유를 누르거나 적어 주세요. Lena 님이 읽고, 요청은 거절됩니다. [이 용도엔 불필요] [담당자에게 문의] / [매장 규정] / [뒤로] [홈]
    Mina: [이 용도엔 불필요]
      bot to Mina edits 4: 대여 요청 L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ 요청: Lena 님 ⏎ L-2026-0001 연장 요청이었습니다(대여 기한 19:00). ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 2026년 3월 2일 밤 12시까지 ⏎ Mina, 17:00 거절 ⏎ 거절 이유: 이 용도엔 불필요 [홈]
      bot to Lena edits 4: 申请 L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ 原申请续借 L-2026-0001（借至 19:00）。 ⏎ Mina 于 17:00 拒绝 ⏎ 拒绝理由：此用途不需要 [再次申请] [首页]
      bot to Lena: 申请 L-2026-0002 ⏎  ⏎ A-0001 ⏎ 原申请续借 L-2026-0001（借至 19:00）。 ⏎ Mina 于 17:00 拒绝 ⏎ 拒绝理由：此用途不需要 [再次申请] [首页]
    "#);
}

#[tokio::test]
async fn a_denied_extension_says_which_loan_it_would_have_extended() {
    let (office, [(lena, _), (mina, _)]) = salon_of([LENA, MINA]).await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    for label in ["Ask to extend", "Today", "Send"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    office.topic();
    mina.presses("Deny").await;
    mina.presses("House rule").await;
    read(&office, &[&lena]).await;
    // The loan goes on, and ends by its own term: the history says so.
    minutes(&office, 121);
    read(&office, &[&lena, &mina]).await;
    mina.says("emma").await;
    mina.presses("History").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: [Deny]
      bot to Mina edits 4: Deny L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Why not? Press a reason or write one: Lena reads it, and the request is denied. [Not needed for this] [Ask person in charge] / [House rule] / [Back] [Home]
    Mina: [House rule]
      bot to Mina edits 4: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ Asked to extend L-2026-0001, lent until 19:00. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Denied by Mina 17:00 ⏎ Why denied: House rule [Home]
      bot to Lena edits 4: Request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked to extend L-2026-0001, lent until 19:00. ⏎ Denied by Mina 17:00 ⏎ Why denied: House rule [Ask again] [Home]
      bot to Lena: Request L-2026-0002 ⏎  ⏎ A-0001 ⏎ Asked to extend L-2026-0001, lent until 19:00. ⏎ Denied by Mina 17:00 ⏎ Why denied: House rule [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Ran out 19:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Ran out 19:00 [Print form] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 19:31. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [History]
      bot to Mina edits 6: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 19:01 · Mina (Manager) · opened the card ⏎ 19:01 · automatic · loan ran out ⏎ 17:00 · Mina (Manager) · denied a loan ⏎ 17:00 · Lena (Beautician) · asked for a loan ⏎ 17:00 · Lena (Beautician) · opened the card on loan ⏎ 17:00 · Mina (Manager) · approved a loan ⏎ 17:00 · Lena (Beautician) · asked for a loan ⏎ 17:00 · Lena (Beautician) · opened the card ⏎ Shown to you until 19:31. Protected from forwarding and saving. [✓ Opened by] [Changed by] / [List for the client] / [Back] [Home]
    "#);
}

/// A shorter or an equal end, typed or pressed, would be a loan beside the loan.
#[tokio::test]
async fn only_what_ends_later_extends_a_loan() {
    for (lang, offered, typed, mend) in [
        ("en", ["3 days, to 4 Mar", "3 full days"], "tomorrow", "The loan runs that long already."),
        ("zh", ["3 天，到3月4日", "满 3 天"], "明天", "现在已经借到那天了。"),
        ("ko", ["3일간, 3월 4일까지", "만 3일"], "내일", "지금 대여도 그때까지입니다."),
    ] {
        let (office, [(lena, lena_id), (mina, _)]) = salon_of([LENA, MINA]).await;
        asks(&lena, "Until tomorrow").await;
        mina.reads().await;
        approves(&mina).await;
        read(&office, &[&lena]).await;
        office.alters(&format!("UPDATE staff SET lang = '{lang}' WHERE id = {}", lena_id.0)).await;
        lena.presses("Ask to extend").await;
        let buttons = lena.screen().buttons;
        let terms: Vec<&str> = buttons[0].iter().map(|button| button.text.as_str()).collect();
        assert_eq!((terms.as_slice(), buttons.len()), (offered.as_slice(), 2));
        lena.says(typed).await;
        assert!(lena.screen().text.contains(mend), "{}", lena.screen().text);
        office.close().await;
    }
}

#[tokio::test]
async fn a_loan_that_cannot_end_later_is_not_extended_and_says_so() {
    let (office, [(lena, _), (mina, _)]) = salon_of([LENA, MINA]).await;
    asks(&lena, "3 full days").await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    office.topic();
    lena.presses("Ask to extend").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Ask to extend]
      bot to Lena: A-0001: lent as long as can be ⏎  ⏎ Your loan runs until 5 Mar 17:00, and no loan can end later than that for now. Ask to extend it once its end is nearer. [My loans] [Home]
      bot to Lena deletes 2
    "#);
}

#[tokio::test]
async fn asked_again_a_denied_extension_is_an_extension() {
    let (office, [(lena, _), (mina, _)]) = salon_of([LENA, MINA]).await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    for label in ["Ask to extend", "Today", "Send"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    mina.presses("Deny").await;
    mina.presses("House rule").await;
    read(&office, &[&lena]).await;
    lena.presses("Ask again").await;
    let text = lena.screen().text;
    assert!(text.starts_with("Extend A-0001") && text.contains("Step 1 of 2"), "{text}");
    office.close().await;
}

#[tokio::test]
async fn a_replaced_loan_reads_so_in_chinese_and_korean() {
    for (lang, told) in
        [("zh", "已于 17:00 被 L-2026-0002 取代"), ("ko", "17:00 L-2026-0002 대여로 대체됨")]
    {
        let (office, [(lena, _), (mina, mina_id)]) = salon_of([LENA, MINA]).await;
        asks(&lena, "2 hours").await;
        mina.reads().await;
        approves(&mina).await;
        read(&office, &[&lena]).await;
        for label in ["Ask to extend", "Today", "Send"] {
            lena.presses(label).await;
        }
        mina.reads().await;
        mina.presses("Approve").await;
        office.alters(&format!("UPDATE staff SET lang = '{lang}' WHERE id = {}", mina_id.0)).await;
        mina.presses("Yes, approve").await;
        read(&office, &[&lena]).await;
        catch_up(&office, &[&mina]).await;
        let replaced = |it: &simulator::view::Message| it.text.contains(told);
        assert!(mina.chat().iter().any(replaced), "{told}");
        office.close().await;
    }
}
