//! The rules of lending as people meet them: shorter terms, fewer loans, two who must approve.

use crate::lending::{
    LENA, MINA, OLGA, approves, asks, emma, fills, late_digests, lends, read, rules, salon,
    salon_of,
};
use crate::office::{Office, Sample, monday};
use kartoteka::archive::loan_decisions::{self, Decided};
use kartoteka::archive::{loans, staff};
use kartoteka::model::BranchId;
use kartoteka::model::LoanId;
use kartoteka::model::access::Part;
use kartoteka::model::loan::Decision;
use kartoteka::model::loan_rule::{Key, Rule, Values, What};
use kartoteka::model::policy::Role;
use simulator::Person;

/// A rule for everybody's requests for care.
fn for_care(values: Values) -> Rule {
    Rule { key: Key { what: Some(What::Part(Part::Care)), ..Key::default() }, values }
}

/// The salon with an owner, who has begun with the bot.
async fn salon_of_two() -> (Office, Person, Person, Person) {
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_of([LENA, MINA, OLGA]).await;
    (office, lena, mina, olga)
}

/// Asks for everything that Emma's card lends; the test is about that.
async fn asks_for_all(office: &Office, borrower: &Person) {
    fills(borrower, "emma", &["Borrow", "Visit"]).await;
    office.topic();
    for label in ["All of these", "2 hours", "Send"] {
        borrower.presses(label).await;
    }
}

#[tokio::test]
async fn all_parts_want_two_people_and_the_second_starts_the_clock() {
    let (office, lena, mina, olga) = salon_of_two().await;
    asks_for_all(&office, &lena).await;
    mina.reads().await;
    olga.reads().await;
    approves(&mina).await;
    read(&office, &[&lena, &olga]).await;
    assert_eq!(mina.screen().labels(), ["Home"], "the same person cannot give both");
    crate::lending::minutes(&office, 20);
    approves(&olga).await;
    read(&office, &[&lena, &mina]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [All of these]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care, Documents ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers, two must approve · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if undecided. Two people must approve; one refusal ends it. [Approve] [Shorten] [Deny] / [Fewer parts] [Pass on] / [Home]
      bot to Olga: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if undecided. Two people must approve; one refusal ends it. [Approve] [Shorten] [Deny] / [Fewer parts] [Pass on] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ Yours is the first of two approvals. The loan begins when somebody else approves as well. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ 1 of 2 approved by Mina 17:00 · somebody else must approve too · expires 18:00 [Home]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ 1 of 2 approved by Mina 17:00 · somebody else must approve too · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Olga edits 3: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ 1 of 2 approved by Mina 17:00 · somebody else must approve too · expires 18:00 [Approve] [Shorten] [Deny] / [Fewer parts] [Pass on] / [Home]
    Olga: [Approve]
      bot to Olga edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:20. [Yes, approve] [Back] / [Home]
    Olga: [Yes, approve]
      bot to Olga edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ First approved by Mina 17:00 ⏎ Approved by Olga 17:20, until 19:20 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Olga 17:20, until 19:20 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:20 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry ⏎ Document: canary plan [Return] [Ask to extend] / [Print form] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care, Documents ⏎ How long: 2 hours from the approval ⏎ First approved by Mina 17:00 ⏎ Approved by Olga 17:20, until 19:20 [Print form] [Home]
    "#);
}

#[tokio::test]
async fn nobody_gives_both_approvals_however_they_reach_the_archive() {
    let (mut office, lena, mina, olga) = salon_of_two().await;
    asks_for_all(&office, &lena).await;
    mina.reads().await;
    olga.reads().await;
    office.stop().await;
    let decided = office.archive.write(|tx| {
        Box::pin(async move {
            let mut decided = Vec::new();
            for telegram in [102, 102, 103, 103] {
                let who = staff::seated(tx, telegram).await?.expect("a seat").actor;
                let row = loans::get(tx, LoanId(1)).await?;
                let (zone, approve) = (chrono_tz::Asia::Shanghai, Decision::Approve);
                decided
                    .push(loan_decisions::decide(tx, &who, &row, &approve, zone, monday()).await?);
            }
            Ok(decided)
        })
    });
    let wanted = [Decided::Half, Decided::Gone, Decided::Done, Decided::Gone];
    assert!(decided.await.expect("the decisions") == wanted);
}

#[tokio::test]
async fn the_first_of_two_may_shorten_and_the_second_may_still_refuse() {
    let (office, lena, mina, olga) = salon_of_two().await;
    asks_for_all(&office, &lena).await;
    mina.reads().await;
    olga.reads().await;
    for label in ["Shorten", "1 hour", "Long enough"] {
        olga.presses(label).await;
    }
    read(&office, &[&lena, &mina]).await;
    // Who approved first has nothing left to decide.
    olga.says("/start").await;
    assert!(olga.screen().text.starts_with("Today · nothing due"), "{}", olga.screen().text);
    let text = mina.screen().text;
    assert!(text.contains("How long: 1 hour from the approval"), "{text}");
    assert!(text.contains("1 of 2 approved by Olga") && text.contains("because: Long enough"));
    mina.presses("Deny").await;
    mina.presses("House rule").await;
    read(&office, &[&lena, &olga]).await;
    assert!(lena.screen().text.contains("Denied by Mina"));
    assert!(olga.chat().iter().any(|message| message.text.contains("Denied by Mina")));
    office.close().await;
}

#[tokio::test]
async fn a_rule_caps_the_terms_and_the_loans_at_once() {
    let (office, lena, mina) = salon().await;
    let nora = Sample { name: "Nora Sample", phone: Some("+8613800138002"), ..emma() };
    office.client(nora).await;
    let values = Values { minutes_max: Some(4 * 60), open_max: Some(1), ..Values::default() };
    rules(&office, for_care(values)).await;
    fills(&lena, "emma", &["Borrow", "Visit"]).await;
    office.topic();
    lena.presses("Care").await;
    assert_eq!(lena.screen().labels()[..2], ["2 hours", "4 hours"]);
    lena.says("tomorrow").await;
    lena.presses("4 hours").await;
    lena.presses("Send").await;
    mina.reads().await;
    fills(&lena, "nora", &["Borrow", "Visit", "Care", "2 hours", "Send"]).await;
    // The rule became stricter before the decision: it holds from then on.
    let (_, rule) = rule_in_force(&office).await;
    let stricter = Values { minutes_max: Some(60), ..rule.values };
    changes(&office, for_care(stricter)).await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Care]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [4 hours] / [Back] [Cancel]
    Lena: tomorrow
      bot to Lena: Borrow A-0001 ⏎  ⏎ By the rules a loan of these parts lasts at most 4 hours. Press one of the buttons. ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [4 hours] / [Back] [Cancel]
      bot to Lena deletes 2
    Lena: [4 hours]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 4 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 4: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 4 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 4 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Lena: nora
      bot to Lena: Client card ⏎  ⏎ Nora Sample · A-0002 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 4
    Lena: [Borrow]
      bot to Lena edits 6: Borrow A-0002 ⏎  ⏎ Nora Sample · A-0002 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 6: Borrow A-0002 ⏎  ⏎ Nora Sample · A-0002 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Lena: [Care]
      bot to Lena edits 6: Borrow A-0002 ⏎  ⏎ Nora Sample · A-0002 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [4 hours] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 6: Borrow A-0002 ⏎  ⏎ Nora Sample · A-0002 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 6: A-0002: not sent ⏎  ⏎ The rule for Everybody · Care allows 1 open loan at once, requests included, and you have 1. Wait in line, or return or withdraw one. [Wait in line] [My loans] / [Back] [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 4 hours from the approval ⏎ Lena can read these parts from now until 18:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 4 hours from the approval ⏎ Approved by Mina 17:00, until 18:00 [Print form] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 18:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn an_extension_beyond_the_rule_is_refused_in_chinese() {
    let (office, [(lina, _), (mina, _)]) = salon_of([("Lina", Role::Care, "zh"), MINA]).await;
    rules(&office, for_care(Values { extensions_max: Some(0), ..Values::default() })).await;
    fills(&lina, "emma", &["借阅", "到店服务", "护理", "2 小时", "提交"]).await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lina]).await;
    office.topic();
    lina.presses("申请续借").await;
    for label in ["今天", "提交"] {
        lina.presses(label).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Lina: [申请续借]
      bot to Lina: 续借 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 续借 L-2026-0001，现借至 19:00。 ⏎ 第 1 步，共 2 步 ⏎ 借多久？从经理批准时开始计时。 [今天] [到明天] / [3 天，到3月4日] [满 3 天] / [返回] [取消]
      bot to Lina deletes 2
    Lina: [今天]
      bot to Lina edits 4: 续借 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 续借 L-2026-0001，现借至 19:00。 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 用途：到店服务 ⏎ 事由：– ⏎ 内容：护理 ⏎ 期限：今天 ⏎ 开始日期：– [提交] / [✎ 用途] [✎ 事由] [✎ 内容] / [✎ 期限] [✎ 开始日期] / [返回] [取消]
    Lina: [提交]
      bot to Lina edits 4: A-0001：未提交 ⏎  ⏎ “所有人 · 护理”的规定：借阅不能续借。请先归还，如仍需要再申请。 [我的借阅] [首页]
    "#);
}

#[tokio::test]
async fn where_the_rule_wants_two_and_one_may_the_request_is_not_sent_in_korean() {
    let (office, _, mina, olga) = salon_of_two().await;
    let (yuna, yuna_id) = office.seat(104, "Yuna", Role::Care, "ko").await;
    late_digests(&office, vec![yuna_id]).await;
    rules(&office, for_care(Values { approvals: Some(2), ..Values::default() })).await;
    // The owner has left: dual control counts seats.
    let gone = office.archive.write(|tx| {
        Box::pin(async move {
            let olga = staff::seated(tx, 103).await?.expect("a seat").actor.id;
            staff::take_seat(tx, olga, BranchId(1), "owner", "ended").await
        })
    });
    gone.await.expect("left");
    fills(&yuna, "emma", &["열람 대여", "매장 시술", "시술 정보", "2시간"]).await;
    office.topic();
    yuna.presses("보내기").await;
    assert!(mina.unread().is_empty() && olga.unread().is_empty(), "nobody is asked");
    insta::assert_snapshot!(office.close().await, @r#"
    Yuna: [보내기]
      bot to Yuna edits 2: A-0001: 보내지 않음 ⏎  ⏎ ‘모든 직원 · 시술 정보’ 규정: 2명이 승인해야 하는데 승인할 수 있는 사람이 모자랍니다. 항목을 줄이거나 원장에게 규정 변경을 요청해 주세요. [다시 요청] [홈]
    "#);
}

#[tokio::test]
async fn an_extension_within_the_rule_goes_on() {
    let (office, lena, mina) = salon().await;
    rules(&office, for_care(Values { extensions_max: Some(1), ..Values::default() })).await;
    lends(&lena, &mina).await;
    for sent in [true, false] {
        asks(&lena, "Today").await;
        assert_eq!(lena.screen().text.starts_with("Waiting"), sent, "{}", lena.screen().text);
        if sent {
            mina.reads().await;
            approves(&mina).await;
            read(&office, &[&lena]).await;
        }
    }
    office.close().await;
}

/// The only rule.
async fn rule_in_force(office: &Office) -> (kartoteka::model::RuleId, Rule) {
    let tx = office.archive.read().await.expect("a reader");
    kartoteka::archive::loan_rules::all(&tx).await.expect("the rules")[0]
}

/// Changes the only rule.
async fn changes(office: &Office, rule: Rule) {
    let (id, _) = rule_in_force(office).await;
    let changed = office.archive.write(move |tx| {
        Box::pin(async move {
            let by = kartoteka::model::StaffId(1);
            kartoteka::archive::loan_rules::save(tx, by, Some(id), &rule, monday()).await
        })
    });
    changed.await.expect("the change").expect("the rule stands");
}
