//! A client's class: set by whoever keeps the files; of class A two people decide, and a rule may name a class (access.md).

use crate::lending::{LENA, approves, emma, fills, salon_with};
use crate::office::{Office, Sample};
use kartoteka::model::StaffId;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Olga owns, Mina manages, Lena keeps Emma.
async fn salon(olga: &'static str, mina: &'static str) -> (Office, Person, Person, Person) {
    let client = Sample { keeper: Some(StaffId(1)), ..emma() };
    let seats = [LENA, ("Mina", Role::Manager, mina), ("Olga", Role::Owner, olga)];
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_with(client, seats).await;
    (office, olga, mina, lena)
}

#[tokio::test]
async fn a_record_of_class_a_wants_two_approvals_even_for_one_part() {
    let (office, olga, mina, lena) = salon("ko", "zh").await;
    office.topic();
    lena.says("emma").await;
    lena.presses("Edit").await;
    let offered = lena.screen().buttons.concat();
    assert!(!offered.iter().any(|it| it.text.contains("Class")), "whoever serves sets no class");
    mina.says("emma").await;
    mina.presses("更正档案").await;
    mina.presses("客户等级").await;
    mina.says("Z").await;
    mina.presses("A").await;
    mina.presses("保存").await;
    lena.presses("Home").await;
    fills(&lena, "emma", &["Borrow", "Visit", "2 hours", "Send"]).await;
    mina.reads().await;
    olga.reads().await;
    assert!(mina.screen().text.contains("客户等级：A 级"), "{}", mina.screen().text);
    mina.presses("批准").await;
    mina.presses("确定批准").await;
    olga.reads().await;
    lena.reads().await;
    assert!(lena.screen().text.contains("1 of 2 approved by Mina"), "{}", lena.screen().text);
    olga.presses("승인").await;
    olga.presses("네, 승인").await;
    mina.reads().await;
    lena.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Kept by Lena ⏎ Phone: 138••••8001 ⏎ Skin: canary dry ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Lena: [Edit]
      bot to Lena edits 2: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Safety · Allergy: canary latex ⏎ • Profile · nothing yet ⏎ • Care · Skin: canary dry ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Allergy] [Must not be done] / [Patch test] [Birthday] / [Occupation] [Family] / [Likes] [Topics] / [Needs] [Skin] / [Care plan] / [Back] [Home]
    Mina: emma
      bot to Mina: 客户档案 ⏎  ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 负责人：Lena ⏎ 电话：138 0013 8001 ⏎ 皮肤：canary dry ⏎ 文件：canary plan ⏎ 累计消费：¥0.00 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
      bot to Mina deletes 2
    Mina: [更正档案]
      bot to Mina edits 4: 更正档案 · A-0001 ⏎  ⏎ 哪一项有误或缺失？请点选。原来的内容会保留。 ⏎ • 编号与姓名 · 姓名：Emma Sample ⏎ • 安全须知 · 过敏：canary latex ⏎ • 联系方式 · 电话：138 0013 8001 ⏎ • 个人资料 · 暂无 ⏎ • 护理 · 皮肤：canary dry ⏎ • 消费与信用 · 暂无 ⏎ • 文件副本 · 文件：canary plan ⏎ • 文件原件 · 暂无 ⏎ 可查看至 17:30，禁止转发和保存。 [姓名] [部门] / [职务] [过敏] / [禁忌] [皮肤测试] / [电话] [电子邮箱] / [地址] [客户等级] / [生日] [职业] / [家庭] [喜好] / [话题] [需求] / [皮肤] [护理方案] / [信用等级] [付款条件] / [文件] [纸质档案存放处] / [原件存放处] / [返回] [首页]
    Mina: [客户等级]
      bot to Mina edits 4: 更正档案 · A-0001 ⏎  ⏎ 档案现有：无 ⏎ 第 1 步，共 2 步 ⏎ 客户属于哪个等级？借阅 A 级客户的档案须两人批准。 ⏎ 可查看至 17:30，禁止转发和保存。 [A] [B] / [C] / [返回] [取消]
    Mina: Z
      bot to Mina: 更正档案 · A-0001 ⏎  ⏎ 请点下面的按钮。 ⏎ 档案现有：无 ⏎ 第 1 步，共 2 步 ⏎ 客户属于哪个等级？借阅 A 级客户的档案须两人批准。 ⏎ 可查看至 17:30，禁止转发和保存。 [A] [B] / [C] / [返回] [取消]
      bot to Mina deletes 4
    Mina: [A]
      bot to Mina edits 6: 更正档案 · A-0001 ⏎  ⏎ 档案现有：无 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 客户等级：A ⏎ 来源：到店时 ⏎ 可查看至 17:30，禁止转发和保存。 [保存] / [✎ 客户等级] [✎ 来源] / [返回] [取消]
    Mina: [保存]
      bot to Mina edits 6: 档案已更正。 [撤销] [打开档案] / [首页]
    Lena: [Home]
      bot to Lena edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Kept by Lena ⏎ Phone: 138••••8001 ⏎ Class: A ⏎ Skin: canary dry ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
      bot to Lena deletes 2
    Lena: [Borrow]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 3 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 3 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Documents ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 4: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers, two must approve · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena 申请借阅档案 ⏎  ⏎ A-0001 ⏎ 客户等级：A 级 ⏎ 用途：到店服务 ⏎ 内容：文件副本 ⏎ 期限：批准后 2 小时 ⏎ 没有其他借阅 ⏎ 18:00 前未审批完则自动失效。须两人批准，一人拒绝即结束。 [批准] [缩短期限] [拒绝] / [转交] / [首页]
      bot to Olga: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ A-0001 ⏎ 고객 등급: A등급 ⏎ 용도: 매장 시술 ⏎ 항목: 문서 사본 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 18:00까지 처리하지 않으면 만료됩니다. 두 명의 승인이 필요하고, 한 명이라도 거절하면 끝납니다. [승인] [기간 단축] [거절] / [넘기기] / [홈]
    Mina: [批准]
      bot to Mina edits 7: 批准 L-2026-0001？ ⏎  ⏎ Emma Sample · A-0001 ⏎ 用途：到店服务 ⏎ 内容：文件副本 ⏎ 期限：批准后 2 小时 ⏎ 您是两位审批人中的第一位。另一人也批准后，借阅才开始。 [确定批准] [返回] / [首页]
    Mina: [确定批准]
      bot to Mina edits 7: Lena 申请借阅档案 ⏎  ⏎ A-0001 ⏎ 客户等级：A 级 ⏎ 用途：到店服务 ⏎ 内容：文件副本 ⏎ 期限：批准后 2 小时 ⏎ 没有其他借阅 ⏎ 2 人中已有 1 人批准：Mina，17:00 · 还须另一人批准 · 18:00 失效 [首页]
      bot to Olga edits 3: Lena 님이 카드 대여를 요청했습니다 ⏎  ⏎ A-0001 ⏎ 고객 등급: A등급 ⏎ 용도: 매장 시술 ⏎ 항목: 문서 사본 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 2명 중 1명 승인: Mina, 17:00 · 다른 승인자의 승인 필요 · 18:00 만료 [승인] [기간 단축] [거절] / [넘기기] / [홈]
      bot to Lena edits 4: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ 1 of 2 approved by Mina 17:00 · somebody else must approve too · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
    Olga: [승인]
      bot to Olga edits 3: L-2026-0001 승인할까요? ⏎  ⏎ Emma Sample · A-0001 ⏎ 용도: 매장 시술 ⏎ 항목: 문서 사본 ⏎ 기간: 승인 후 2시간 ⏎ Lena 님이 지금부터 19:00까지 이 항목을 볼 수 있습니다. [네, 승인] [뒤로] / [홈]
    Olga: [네, 승인]
      bot to Olga edits 3: 대여 요청 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 요청: Lena 님 ⏎ 용도: 매장 시술 ⏎ 항목: 문서 사본 ⏎ 기간: 승인 후 2시간 ⏎ 1차 승인: Mina, 17:00 ⏎ Olga, 17:00 승인 · 19:00까지 [신청서 인쇄] [홈]
      bot to Mina edits 7: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lena ⏎ 用途：到店服务 ⏎ 内容：文件副本 ⏎ 期限：批准后 2 小时 ⏎ 首位批准：Mina，17:00 ⏎ Olga 于 17:00 批准，至 19:00 [打印借阅单] [首页]
      bot to Lena edits 4: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Olga 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Kept by Lena ⏎ Phone: 138••••8001 ⏎ Class: A ⏎ Skin: canary dry ⏎ Document: canary plan [Return] [Ask to extend] [Log visit] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_rule_for_a_class_is_tried_on_the_past_before_it_is_saved() {
    let (office, olga, mina, lena) = salon("en", "en").await;
    fills(&mina, "emma", &["Edit", "Class", "B", "Save"]).await;
    fills(&lena, "emma", &["Borrow", "Visit", "2 hours", "Send"]).await;
    mina.reads().await;
    olga.reads().await;
    approves(&mina).await;
    lena.reads().await;
    olga.reads().await;
    olga.says("/settings").await;
    for label in ["Loan rules", "Add a rule", "Client class", "Class B"] {
        olga.presses(label).await;
    }
    for label in ["Approvals", "2", "Check"] {
        olga.presses(label).await;
    }
    insta::assert_snapshot!(olga.screen().text, @r#"
    Check the rule

    For: Everybody · Any part · Class B
    Longest term: not set
    Open at once: not set
    Extensions: not set
    2 approvals
    Tried on the last request · 1 needs a second approval
    "#);
    olga.presses("Save").await;
    assert!(olga.screen().text.contains("Everybody · Any part · Class B"));
    office.close().await;
}
