//! A loan from the request to the return: few taps, no content for those who decide, nothing left behind.

use crate::lending::{
    CANARY, LENA, approves, asked, fills, lent, presses_late, read, salon, salon_of,
    sent_with_content,
};
use crate::office::taps;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_record_is_asked_for_in_four_taps_lent_in_two_and_given_back() {
    let (office, lena, mina) = salon().await;
    lena.says("emma").await;
    lena.presses("Borrow").await;
    let before = taps(&office, "Lena");
    for label in ["Visit", "Care", "2 hours", "Send"] {
        lena.presses(label).await;
    }
    assert_eq!(taps(&office, "Lena") - before, 4);
    mina.reads().await;
    let before = taps(&office, "Mina");
    approves(&mina).await;
    assert_eq!(taps(&office, "Mina") - before, 2);
    assert!(sent_with_content(&office, mina.id()).is_empty(), "who decides reads no content");
    read(&office, &[&lena]).await;
    let record = lena.screen();
    assert!(record.protected && record.text.contains(CANARY));
    assert!(record.text.contains("Loan L-2026-0001 · Lena · Visit · until"), "it is stamped");
    lena.presses("Return").await;
    lena.presses("Nothing new, return").await;
    mina.reads().await;
    // The phone shows the record no more, and its old button does nothing.
    assert!(lena.chat().iter().all(|message| !message.text.contains(CANARY)));
    assert!(lena.chat().iter().all(|message| message.message_id != record.message_id));
    presses_late(&office, &lena, record.message_id, "Return").await;
    let sent = sent_with_content(&office, lena.id());
    assert!(!sent.is_empty());
    for call in sent.iter().filter(|call| call["method"] == "sendMessage") {
        assert_eq!(call["params"]["protect_content"], true, "a record can be forwarded");
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: [Borrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Lena: [Care]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Lena: [Return]
      bot to Lena edits 3: Return L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Something new? Tell the person in charge of this client before you return it. [Nothing new, return] / [Back] [Home]
    Lena: [Nothing new, return]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Returned 17:00 [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Loan L-2026-0001 returned ⏎  ⏎ A-0001 ⏎ Returned 17:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Returned 17:00 [Print form] [Home]
    Lena: [Return]
      bot to Lena toasts: That button was from an earlier screen. Here is the current one.
      bot to Lena: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Returned 17:00 [Ask again] [Home]
      bot to Lena deletes 2
    "#);
}

#[tokio::test]
async fn another_purpose_wants_a_reason_and_a_day_may_be_typed() {
    let (office, lena, mina) = salon().await;
    fills(&lena, "emma", &["Borrow"]).await;
    office.topic();
    lena.presses("Other").await;
    lena.says("She asked whether the serum suits her").await;
    lena.presses("All of these").await;
    lena.says("in three weeks").await;
    lena.says("tomorrow").await;
    lena.presses("Send").await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Other]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ What exactly for? Write one sentence; the manager reads it. [Back] [Cancel]
    Lena: She asked whether the serum suits her
      bot to Lena: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ Which part do you need? You can add more on the summary. ⏎ Reason: She asked whether the serum suits her [All of these] / [Care] [Documents] / [Back] [Cancel]
      bot to Lena deletes 2
    Lena: [All of these]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ For how long? The clock starts when a manager approves. ⏎ Reason: She asked whether the serum suits her [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: in three weeks
      bot to Lena: Borrow A-0001 ⏎  ⏎ A loan runs from today for at most 3 days. Press one of the buttons. ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ For how long? The clock starts when a manager approves. ⏎ Reason: She asked whether the serum suits her [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
      bot to Lena deletes 4
    Lena: tomorrow
      bot to Lena: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Other ⏎ Reason: She asked whether the serum suits her ⏎ Parts: Care, Documents ⏎ How long: Until tomorrow ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
      bot to Lena deletes 6
    Lena: [Send]
      bot to Lena edits 8: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Other. Why asked: She asked whether the serum suits her ⏎ Parts: Care, Documents ⏎ How long: until the end of 3 Mar 2026 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Other. Why asked: She asked whether the serum suits her ⏎ Parts: Care, Documents ⏎ How long: until the end of 3 Mar 2026 ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Fewer parts] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Other. Why asked: She asked whether the serum suits her ⏎ Parts: Care, Documents ⏎ How long: until the end of 3 Mar 2026 ⏎ Lena can read these parts from now until 3 Mar 24:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Other. Why asked: She asked whether the serum suits her ⏎ Parts: Care, Documents ⏎ How long: until the end of 3 Mar 2026 ⏎ Approved by Mina 17:00, until 3 Mar 24:00 [Print form] [Home]
      bot to Lena edits 8: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 3 Mar 24:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Other · until 3 Mar 24:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry ⏎ Document: canary plan [Return] [Ask to extend] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn the_second_request_for_the_same_record_is_not_sent() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    fills(&lena, "emma", &["Borrow", "Visit", "Care", "Today"]).await;
    office.topic();
    lena.presses("Send").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Send]
      bot to Lena edits 4: Waiting for a manager ⏎  ⏎ You have asked for this record already, so no second request was sent. ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
    "#);
}

#[tokio::test]
async fn where_nobody_may_decide_nothing_is_sent() {
    let (office, [(lena, _), (kira, _)]) = salon_of([LENA, ("Kira", Role::Keeper, "en")]).await;
    kira.says("/start").await;
    fills(&lena, "emma", &["Borrow", "Visit", "Care", "2 hours"]).await;
    office.topic();
    lena.presses("Send").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Send]
      bot to Lena edits 2: A-0001: nobody can approve ⏎  ⏎ Nobody else in your branch can decide loans now, so the request was not sent. Ask again once another manager works here. [Open card] [Home]
    "#);
}

#[tokio::test]
async fn a_loan_in_chinese() {
    let seats = [("Lin", Role::Care, "zh"), ("Mei", Role::Manager, "zh")];
    let (office, [(lin, _), (mei, _)]) = salon_of(seats).await;
    fills(&lin, "emma", &["借阅", "到店服务", "护理", "2 小时", "提交"]).await;
    mei.reads().await;
    mei.presses("批准").await;
    mei.presses("确定批准").await;
    read(&office, &[&lin]).await;
    lin.presses("归还").await;
    lin.presses("无新情况，归还").await;
    mei.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mei: /start
      bot to Mei: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Lin: emma
      bot to Lin: 客户档案 ⏎  ⏎ Emma Sample · A-0001 ⏎ 可申请借阅：护理、文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [借阅] [紧急查看] / [返回] [首页]
    Lin: [借阅]
      bot to Lin edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 1 步，共 4 步 ⏎ 借阅用途？直接输入的文字会记为事由。 [到店服务] [电话联系] / [投诉处理] [代班或交接] / [其他] / [返回] [取消]
    Lin: [到店服务]
      bot to Lin edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 2 步，共 4 步 ⏎ 需要哪部分？在汇总页可以再加。 [全部] / [护理] [文件副本] / [返回] [取消]
    Lin: [护理]
      bot to Lin edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 3 步，共 4 步 ⏎ 借多久？从经理批准时开始计时。 [2 小时] [今天] / [到明天] [3 天，到3月4日] / [满 3 天] / [返回] [取消]
    Lin: [2 小时]
      bot to Lin edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 用途：到店服务 ⏎ 事由：– ⏎ 内容：护理 ⏎ 期限：2 小时 ⏎ 开始日期：– [提交] / [✎ 用途] [✎ 事由] [✎ 内容] / [✎ 期限] [✎ 开始日期] / [返回] [取消]
    Lin: [提交]
      bot to Lin edits 2: 等待经理审批 ⏎  ⏎ 申请 L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ 待审批 · 已通知 1 位经理 · 18:00 失效 ⏎ 批准后，档案会单独发到这里。您可以先做别的事。 [撤回] [首页]
      bot to Mei: Lin 申请借阅档案 ⏎  ⏎ A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ 没有其他借阅 ⏎ 18:00 前无人审批则自动失效；以先处理的为准。 [批准] [缩短期限] [拒绝] / [首页]
    Mei: [批准]
      bot to Mei edits 3: 批准 L-2026-0001？ ⏎  ⏎ Emma Sample · A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Lin 可从现在起查看以上内容，至 19:00。 [确定批准] [返回] / [首页]
    Mei: [确定批准]
      bot to Mei edits 3: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lin ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Mei 于 17:00 批准，至 19:00 [打印借阅单] [首页]
      bot to Lin edits 2: 申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Mei 于 17:00 批准，至 19:00 [我的借阅] [首页]
      bot to Lin: 借阅档案 L-2026-0001 ⏎  ⏎ 借阅 L-2026-0001 · Lin · 到店服务 · 至 19:00 · 仅限此用途 ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 皮肤：canary dry [归还] [申请续借] / [打印借阅单] [首页]
    Lin: [归还]
      bot to Lin edits 3: 归还 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 如有新情况，请先告诉该客户的负责人，再归还。 [无新情况，归还] / [返回] [首页]
    Lin: [无新情况，归还]
      bot to Lin edits 2: 申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 已于 17:00 归还 [再次申请] [首页]
      bot to Lin edits 3: 此档案已关闭。重新查找该客户即可打开。
      bot to Lin deletes 3
      bot to Lin: 借阅 L-2026-0001 已归还 ⏎  ⏎ A-0001 ⏎ 已于 17:00 归还 ⏎ 档案已关闭。如仍需要，请再次申请。 [再次申请] [首页]
      bot to Mei edits 3: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lin ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ 已于 17:00 归还 [打印借阅单] [首页]
    "#);
}

#[tokio::test]
async fn a_loan_in_korean() {
    let seats = [("Ara", Role::Care, "ko"), ("Bora", Role::Manager, "ko")];
    let (office, [(ara, _), (bora, _)]) = salon_of(seats).await;
    fills(&ara, "emma", &["열람 대여", "매장 시술", "시술 정보", "2시간", "보내기"]).await;
    bora.reads().await;
    bora.presses("거절").await;
    bora.presses("이 용도엔 불필요").await;
    read(&office, &[&ara]).await;
    ara.presses("다시 요청").await;
    for label in ["전화 연락", "시술 정보", "오늘", "보내기"] {
        ara.presses(label).await;
    }
    bora.reads().await;
    bora.presses("승인").await;
    bora.presses("네, 승인").await;
    read(&office, &[&ara]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Bora: /start
      bot to Bora: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Ara: emma
      bot to Ara: 고객 카드 ⏎  ⏎ Emma Sample · A-0001 ⏎ 열람 대여를 요청할 수 있는 항목: 시술 정보, 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [열람 대여] [긴급 열람] / [뒤로] [홈]
    Ara: [열람 대여]
      bot to Ara edits 2: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 1단계 ⏎ 어떤 용도로 필요한가요? 직접 적은 글은 사유로 남습니다. [매장 시술] [전화 연락] / [컴플레인 응대] [대리·인계] / [기타] / [뒤로] [취소]
    Ara: [매장 시술]
      bot to Ara edits 2: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 2단계 ⏎ 어느 항목이 필요한가요? 요약 화면에서 더 추가할 수 있습니다. [모두] / [시술 정보] [문서 사본] / [뒤로] [취소]
    Ara: [시술 정보]
      bot to Ara edits 2: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 3단계 ⏎ 얼마 동안 필요한가요? 승인된 때부터 시작됩니다. [2시간] [오늘] / [내일까지] [3일간, 3월 4일까지] / [만 3일] / [뒤로] [취소]
    Ara: [2시간]
      bot to Ara edits 2: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 용도: 매장 시술 ⏎ 사유: – ⏎ 항목: 시술 정보 ⏎ 기간: 2시간 ⏎ 시작일: – [보내기] / [✎ 용도] [✎ 사유] [✎ 항목] / [✎ 기간] [✎ 시작일] / [뒤로] [취소]
    Ara: [보내기]
      bot to Ara edits 2: 매니저 승인 대기 중 ⏎  ⏎ 요청 L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 승인 대기 · 매니저 1명에게 요청 · 18:00 만료 ⏎ 승인되면 카드가 별도 메시지로 옵니다. 그동안 다른 일을 하셔도 됩니다. [요청 철회] [홈]
      bot to Bora: Ara 님이 카드 대여를 요청했습니다 ⏎  ⏎ A-0001 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ 다른 대여 없음 ⏎ 18:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [기간 단축] [거절] / [홈]
    Bora: [거절]
      bot to Bora edits 3: L-2026-0001 거절 ⏎  ⏎ Emma Sample · A-0001 ⏎ 거절 이유를 누르거나 적어 주세요. Ara 님이 읽고, 요청은 거절됩니다. [이 용도엔 불필요] [담당자에게 문의] / [매장 규정] / [뒤로] [홈]
    Bora: [이 용도엔 불필요]
      bot to Bora edits 3: 대여 요청 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 요청: Ara 님 ⏎ 용도: 매장 시술 ⏎ 항목: 시술 정보 ⏎ 기간: 승인 후 2시간 ⏎ Bora, 17:00 거절 ⏎ 거절 이유: 이 용도엔 불필요 [홈]
      bot to Ara edits 2: 요청 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Bora, 17:00 거절 ⏎ 거절 이유: 이 용도엔 불필요 [다시 요청] [홈]
      bot to Ara: 요청 L-2026-0001 ⏎  ⏎ A-0001 ⏎ Bora, 17:00 거절 ⏎ 거절 이유: 이 용도엔 불필요 [다시 요청] [홈]
    Ara: [다시 요청]
      bot to Ara: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 1단계 ⏎ 어떤 용도로 필요한가요? 직접 적은 글은 사유로 남습니다. [매장 시술] [전화 연락] / [컴플레인 응대] [대리·인계] / [기타] / [뒤로] [취소]
      bot to Ara deletes 2
    Ara: [전화 연락]
      bot to Ara edits 4: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 2단계 ⏎ 어느 항목이 필요한가요? 요약 화면에서 더 추가할 수 있습니다. [모두] / [시술 정보] [문서 사본] / [뒤로] [취소]
    Ara: [시술 정보]
      bot to Ara edits 4: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 3단계 ⏎ 얼마 동안 필요한가요? 승인된 때부터 시작됩니다. [2시간] [오늘] / [내일까지] [3일간, 3월 4일까지] / [만 3일] / [뒤로] [취소]
    Ara: [오늘]
      bot to Ara edits 4: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 용도: 전화 연락 ⏎ 사유: – ⏎ 항목: 시술 정보 ⏎ 기간: 오늘 ⏎ 시작일: – [보내기] / [✎ 용도] [✎ 사유] [✎ 항목] / [✎ 기간] [✎ 시작일] / [뒤로] [취소]
    Ara: [보내기]
      bot to Ara edits 4: 매니저 승인 대기 중 ⏎  ⏎ 요청 L-2026-0002 ⏎ Emma Sample · A-0001 ⏎ 용도: 전화 연락 ⏎ 항목: 시술 정보 ⏎ 기간: 2026년 3월 2일 밤 12시까지 ⏎ 승인 대기 · 매니저 1명에게 요청 · 18:00 만료 ⏎ 승인되면 카드가 별도 메시지로 옵니다. 그동안 다른 일을 하셔도 됩니다. [요청 철회] [홈]
      bot to Bora: Ara 님이 카드 대여를 요청했습니다 ⏎  ⏎ A-0001 ⏎ 용도: 전화 연락 ⏎ 항목: 시술 정보 ⏎ 기간: 2026년 3월 2일 밤 12시까지 ⏎ 다른 대여 없음 ⏎ 18:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [기간 단축] [거절] / [홈]
    Bora: [승인]
      bot to Bora edits 4: L-2026-0002 승인할까요? ⏎  ⏎ Emma Sample · A-0001 ⏎ 용도: 전화 연락 ⏎ 항목: 시술 정보 ⏎ 기간: 2026년 3월 2일 밤 12시까지 ⏎ Ara 님이 지금부터 24:00까지 이 항목을 볼 수 있습니다. [네, 승인] [뒤로] / [홈]
    Bora: [네, 승인]
      bot to Bora edits 4: 대여 요청 L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ 요청: Ara 님 ⏎ 용도: 전화 연락 ⏎ 항목: 시술 정보 ⏎ 기간: 2026년 3월 2일 밤 12시까지 ⏎ Bora, 17:00 승인 · 24:00까지 [신청서 인쇄] [홈]
      bot to Ara edits 4: 요청 L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Bora, 17:00 승인 · 24:00까지 [내 대여] [홈]
      bot to Ara: 대여 카드 L-2026-0002 ⏎  ⏎ 대여 L-2026-0002 · Ara · 전화 연락 · 24:00까지 · 이 용도로만 사용 ⏎ ⛔ 알레르기: canary latex ⏎ Emma Sample · A-0001 ⏎ 피부: canary dry [반납] [연장 요청] / [신청서 인쇄] [홈]
    "#);
}

#[tokio::test]
async fn a_lent_record_is_still_there_after_a_restart() {
    let (mut office, lena, mina) = salon().await;
    lent(&office, &lena, &mina).await;
    office.stop().await;
    office.start().await;
    lena.presses("Return").await;
    lena.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Return]
      bot to Lena edits 3: Return L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Something new? Tell the person in charge of this client before you return it. [Nothing new, return] / [Back] [Home]
    Lena: [Back]
      bot to Lena edits 3: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    "#);
}
