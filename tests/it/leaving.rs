//! A last day: noted with a reason, told to those who keep watch with what was read before, ended by the schedule (T5, D18).

use crate::lending::{
    LENA, MINA, Seat, UNASKED_QUIET, approves, asks, catch_up, late_digests, minutes, salon_of,
};
use crate::office::{Office, Sample, monday};
use chrono::{DateTime, Duration, Utc};
use kartoteka::archive::people::{self, Change};
use kartoteka::archive::trail::{self, Subject};
use kartoteka::archive::{Tx, anchors, leavings};
use kartoteka::model::card::Act;
use kartoteka::model::people::LastDay;
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, StaffId};
use simulator::Person;

/// From the test's beginning (Monday, 17:00) to a quarter to eleven on Wednesday evening: after the sweep, before the night.
const TO_WEDNESDAY_EVENING: u64 = (2 * 24 + 5) * 60 + 45;

/// A beautician, and those who keep watch.
pub const WATCHED: [Seat; 4] =
    [LENA, MINA, ("Olga", Role::Owner, "zh"), ("Kira", Role::Keeper, "ko")];

/// What Lena did lately, and how often before that.
const DONE: [(Act, i64, usize); 5] = [
    (Act::Searched, 61, 9),
    (Act::Opened, 31, 1),
    (Act::Revealed, 29, 2),
    (Act::Searched, 5, 4),
    (Act::Opened, 3, 7),
];

async fn did(tx: &Tx, who: StaffId) -> kartoteka::archive::Result<()> {
    for (act, days, times) in DONE {
        for _ in 0..times {
            let at = monday() - Duration::days(days);
            trail::record(tx, at, Some(who), act, Subject::None, "").await?;
        }
    }
    // The first anchor tells nobody; it is here before the clock moves, so that the next one always comes.
    anchors::cast(tx, anchors::whole(tx).await?, monday()).await?;
    Ok(())
}

/// Goes to a colleague's seat.
async fn opens(person: &Person, way: [&str; 2]) {
    person.says("/settings").await;
    for label in way {
        person.presses(label).await;
    }
}

/// The transcript from the first line that begins so.
fn since(transcript: &str, begins: &str) -> String {
    let at = transcript.find(&format!("{begins}\n")).expect("the line is in the transcript");
    transcript[at..].to_owned()
}

#[tokio::test]
async fn a_last_day_is_told_with_what_was_read_before_and_ends_the_seat_with_that_day() {
    let (office, [(lena, lena_id), (mina, _), (olga, _), (kira, _)]) = salon_of(WATCHED).await;
    kira.says("/start").await;
    office.client(Sample { name: "Anna Sample", keeper: Some(lena_id), ..Sample::default() }).await;
    for name in ["Berta", "Carla", "Dina"] {
        office.client(Sample { name, ..Sample::default() }).await;
    }
    let done = office.archive.write(move |tx| Box::pin(did(tx, lena_id)));
    done.await.expect("a past");
    opens(&mina, ["People", "Lena"]).await;
    for label in ["Leaving", "Gave notice", "4", "Mina", "Yes, note it"] {
        mina.presses(label).await;
    }
    // Nobody asks twice, and Lena reads nothing of it.
    catch_up(&office, &[&mina, &olga, &kira]).await;
    assert!(lena.unread().is_empty());
    kira.presses("열람 내역").await;
    opens(&mina, ["People", "Lena"]).await;
    // Half of the limits is enough now.
    for name in ["berta", "carla", "dina"] {
        lena.says(name).await;
    }
    catch_up(&office, &[&mina, &olga, &kira]).await;
    minutes(&office, TO_WEDNESDAY_EVENING);
    catch_up(&office, &[&lena]).await;
    asks(&lena, "2 hours").await;
    catch_up(&office, &[&mina, &olga]).await;
    approves(&mina).await;
    catch_up(&office, &[&lena, &olga]).await;
    minutes(&office, 74);
    catch_up(&office, &[]).await;
    lena.says("anna").await;
    // The night alert about that opening, and then the end of the day.
    catch_up(&office, &[&mina, &olga, &kira]).await;
    minutes(&office, 1);
    catch_up(&office, &[&lena, &mina, &olga, &kira]).await;
    lena.says("anna").await;
    let left = lena.chat().into_iter().filter(|message| !message.out);
    let left: Vec<String> = left.map(|message| message.text).collect();
    assert!(!left.iter().any(|text| text.contains("Sample")), "a stranger reads {left:?}");
    insta::assert_snapshot!(since(&office.close().await, "Mina: [Lena]"), @r#"
    Mina: [Lena]
      bot to Mina edits 4: Lena ⏎  ⏎ Beautician · active ⏎ Keeps: clients 1 · open follow-ups 0 · visits to come 0 ⏎ Holds: running loans 0 · waiting requests 0 · cards shown now 0 [Change role] [Suspend] / [Leaving] / [Back] [Home]
    Mina: [Leaving]
      bot to Mina edits 4: Why does Lena leave? ⏎  ⏎ Press a reason, or type another in a few words. No client's name, please: the reason is kept with the account. [Gave notice] [Was given notice] / [Contract ends] [To another branch] / [Back] [Home]
    Mina: [Gave notice]
      bot to Mina edits 4: When is the last day of Lena? ⏎  ⏎ Press the last day or type it, such as 31 May. The account ends by itself at the end of that day. Or end it at once. [At once] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
    Mina: [4]
      bot to Mina edits 4: Who takes over? ⏎  ⏎ The colleague gets the kept clients, the open follow-ups and the visits to come. [Kira] [Mina] / [Olga] / [Back] [Home]
    Mina: [Mina]
      bot to Mina edits 4: Last day of Lena: 4 Mar 2026? ⏎  ⏎ Reason: Gave notice ⏎ They work as before until the end of that day; then the account ends by itself, and you are told. Those who keep watch read now how much they opened lately, and alerts about their reading come sooner. The colleague is not told. ⏎ Then to Mina, as of now: clients 1 · open follow-ups 0 · visits to come 0 [No, go back] [Yes, note it] / [Home]
    Mina: [Yes, note it]
      bot to Mina edits 4: Last day noted ⏎  ⏎ Lena works here until the end of 4 Mar 2026. Press People to take it back or to choose another day. [People] [Home]
      bot to Mina: Alert: somebody leaves ⏎  ⏎ Lena (Beautician) ⏎ Last day: 4 Mar 2026, noted by Mina ⏎ In the last 30 days, and in the 30 days before: ⏎ Cards opened: 7, before 1 ⏎ Contacts shown: 2, before 0 ⏎ Searches: 4, before 0 ⏎ From now on alerts about them come at 1/2 of the usual limits. Look at what was read. ⏎ If need be, press Their account: it can be suspended at once. [What was read] [Their account] / [Home]
      bot to Olga: 警报：员工即将离职 ⏎  ⏎ Lena（美容师） ⏎ 最后工作日：2026年3月4日，由Mina登记 ⏎ 最近 30 天与此前 30 天对比： ⏎ 打开档案：7 次，此前 1 次 ⏎ 显示联系方式：2 次，此前 0 次 ⏎ 查找：4 次，此前 0 次 ⏎ 从现在起，其警报标准降为常规的 1/2。请查看查阅明细。 ⏎ 必要时点“管理账号”，可立即暂停账号。 [查阅明细] [管理账号] / [首页]
      bot to Kira: 경고: 퇴사 예정 ⏎  ⏎ Lena (시술 담당) ⏎ 마지막 근무일: 2026년 3월 4일 (Mina 등록) ⏎ 최근 30일과 그 이전 30일의 비교: ⏎ 카드 열람: 7회, 이전 1회 ⏎ 연락처 보기: 2회, 이전 0회 ⏎ 검색: 4회, 이전 0회 ⏎ 지금부터 이 직원의 경고 기준은 평소의 1/2입니다. 열람 내역을 확인해 주세요. ⏎ 필요하면 지점 매니저에게 계정 정지를 요청해 주세요. [열람 내역] / [홈]
    Kira: [열람 내역]
      bot to Kira edits 3: 열람 내역 ⏎  ⏎ Lena ⏎ 2월 27일 17:00 · 카드 열람 ⏎ 2월 27일 17:00 · 카드 열람 ⏎ 2월 27일 17:00 · 카드 열람 ⏎ 2월 27일 17:00 · 카드 열람 ⏎ 2월 27일 17:00 · 카드 열람 ⏎ 2월 27일 17:00 · 카드 열람 ⏎ 2월 27일 17:00 · 카드 열람 ⏎ 2월 25일 17:00 · 검색 ⏎ 2월 25일 17:00 · 검색 ⏎ 2월 25일 17:00 · 검색 ⏎ 2월 25일 17:00 · 검색 ⏎ 2월 1일 17:00 · 가린 내용 표시 [이전] / [뒤로] [홈]
    Mina: /settings
      bot to Mina: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Client rights] / [Back] [Home]
      bot to Mina deletes 4
    Mina: [People]
      bot to Mina edits 7: People ⏎  ⏎ Olga · Owner ⏎ Mina · Manager · you ⏎ Kira · Keeper ⏎ Lena · Beautician · leaves on 4 Mar 2026 ⏎ Press a name to change a role, to suspend somebody, or when somebody leaves. [Kira] [Lena] / [Invite somebody] / [Back] [Home]
    Mina: [Lena]
      bot to Mina edits 7: Lena ⏎  ⏎ Beautician · active ⏎ Keeps: clients 1 · open follow-ups 0 · visits to come 0 ⏎ Holds: running loans 0 · waiting requests 0 · cards shown now 0 ⏎ Last day: 4 Mar 2026 ⏎ Reason: Gave notice [Change role] [Suspend] / [They stay] [Leaving] / [Back] [Home]
    Lena: berta
      bot to Lena: Client card ⏎  ⏎ Berta · A-0003 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: carla
      bot to Lena: Client card ⏎  ⏎ Carla · A-0004 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 2
    Lena: dina
      bot to Lena: Client card ⏎  ⏎ Dina · A-0005 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 4
      bot to Mina: Alert: unusual reading ⏎  ⏎ Lena (Beautician) ⏎ Opened 3 cards today of clients who are not their own, with no visit or booking within 14 days to explain it. ⏎ Ask them what it was for. Each opening stands in the history of its card. [What was read] [Their account] / [Home]
      bot to Olga: 警报：异常查阅 ⏎  ⏎ Lena（美容师） ⏎ 今天打开了 3 份非本人负责客户的档案，前后 14 天内没有相应的到店或预约。 ⏎ 请向本人了解用途。每次打开都记录在该档案的查阅记录中。 [查阅明细] [管理账号] / [首页]
      bot to Kira: 경고: 비정상 열람 ⏎  ⏎ Lena (시술 담당) ⏎ 오늘 담당 고객이 아니고 앞뒤 14일 안에 관련 방문이나 예약도 없는 고객의 카드 3장을 열었습니다. ⏎ 본인에게 용도를 확인해 주세요. 모든 열람은 카드의 열람 이력에 남습니다. [열람 내역] / [홈]
      bot to Lena edits 6: This card is closed. Search for the client to open it again. [Open card] [Home]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 23:15. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena edits 6: This message is out of date. The current one stands further down.
    Lena: [Borrow]
      bot to Lena edits 8: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 8: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Lena: [Care]
      bot to Lena edits 8: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 6 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 8: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 8: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers · expires 23:45 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 23:45 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga: 今日日志凭证 ⏎  ⏎ 您无需操作，保留此消息即可：即使有人重写日志，也改不了它。如需核对，请在服务器上运行：kartoteka doctor --anchor 41:ed6be1aafc87319d [核对日志] [首页]
      bot to Olga: Lena 申请借阅档案 ⏎  ⏎ A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ 没有其他借阅 ⏎ 23:45 前无人审批则自动失效；以先处理的为准。 [批准] [缩短期限] [拒绝] / [转交] / [首页]
    Mina: [Approve]
      bot to Mina edits 9: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 5 Mar 00:45. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 9: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 22:45, until 5 Mar 00:45 [Print form] [Home]
      bot to Lena edits 8: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 22:45, until 5 Mar 00:45 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 5 Mar 00:45 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
      bot to Olga edits 6: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lena ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Mina 于 22:45 批准，至 3月5日 00:45 [打印借阅单] [首页]
    Lena: anna
      bot to Lena: Today · 1 loan due ⏎  ⏎ 1. Loan L-2026-0001 · due 5 Mar 00:45 [1. L-2026-0001] / [Home]
      bot to Lena: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Anna Sample · A-0002 ⏎ Kept by Lena ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 5 Mar 00:29. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Lena deletes 8
      bot to Mina: Alert: unusual reading ⏎  ⏎ Lena (Beautician) ⏎ Opened a card at night, at 23:59. ⏎ Ask them what it was for. Each opening stands in the history of its card. [What was read] [Their account] / [Home]
      bot to Olga: 警报：异常查阅 ⏎  ⏎ Lena（美容师） ⏎ 夜间打开了档案，时间 23:59。 ⏎ 请向本人了解用途。每次打开都记录在该档案的查阅记录中。 [查阅明细] [管理账号] / [首页]
      bot to Kira: 경고: 비정상 열람 ⏎  ⏎ Lena (시술 담당) ⏎ 밤 시간(23:59)에 카드를 열었습니다. ⏎ 본인에게 용도를 확인해 주세요. 모든 열람은 카드의 열람 이력에 남습니다. [열람 내역] / [홈]
      bot to Lena deletes 9
      bot to Lena deletes 12
      bot to Lena deletes 10
      bot to Mina edits 9: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Recalled by Mina 00:00 [Print form] [Home]
      bot to Mina: Lena has left: you take over ⏎  ⏎ Their clients, open follow-ups and visits to come are yours now. Press Follow-ups to see what is due. [Follow-ups] [Home]
      bot to Mina: A last day is over ⏎  ⏎ Lena has no access any more. Mina took over. [People] [Home]
      bot to Olga edits 6: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lena ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Mina 于 00:00 收回 [打印借阅单] [首页]
      bot to Olga: 最后工作日已结束 ⏎  ⏎ Lena已无法使用，由Mina接手。 [员工管理] [首页]
    Lena: anna
      bot to Lena: This is a private service. If you work here, ask your manager for an invitation.
    "#);
}

#[tokio::test]
async fn a_last_day_is_taken_back_and_nothing_ends() {
    let office = Office::open().await;
    let (chen, chen_id) = office.seat(101, "Chen", Role::Owner, "zh").await;
    let (mei, mei_id) = office.seat(102, "Mei", Role::Sales, "zh").await;
    late_digests(&office, vec![chen_id, mei_id]).await;
    opens(&chen, ["员工管理", "Mei"]).await;
    chen.presses("办理离职").await;
    chen.says("回老家").await;
    chen.says("昨天").await;
    chen.says("2026-02-01").await;
    chen.says("2026-03-04").await;
    chen.presses("Chen").await;
    chen.presses("确定登记").await;
    catch_up(&office, &[&chen]).await;
    opens(&chen, ["员工管理", "Mei"]).await;
    chen.presses("留任").await;
    chen.presses("确定留任").await;
    minutes(&office, TO_WEDNESDAY_EVENING + 90);
    catch_up(&office, &[&chen]).await;
    mei.says("/start").await;
    // The trail's anchor comes in the night, sooner or later; nothing else does.
    let transcript = since(&office.close().await, "Chen: [办理离职]");
    let told: Vec<&str> = transcript.lines().filter(|it| !it.contains("今日日志凭证")).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    Chen: [办理离职]
      bot to Chen edits 2: Mei为什么离职？ ⏎  ⏎ 请选择原因，或用几个字说明。原因随账号保存，请勿写客户姓名。 [主动辞职] [公司辞退] / [合同到期] [调往其他分店] / [返回] [首页]
    Chen: 回老家
      bot to Chen: Mei的最后工作日是哪天？ ⏎  ⏎ 请点选或输入最后工作日，例如 5月31日。账号在当天结束时自动终止。也可以立即终止。 [立即终止] / [·] [2026年3月] [下个月 ›] / [一] [二] [三] [四] [五] [六] [日] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [返回] [首页]
      bot to Chen deletes 2
    Chen: 昨天
      bot to Chen: Mei的最后工作日是哪天？ ⏎  ⏎ 最后工作日应在今天起 180 天之内。请另选一天。 ⏎ 请点选或输入最后工作日，例如 5月31日。账号在当天结束时自动终止。也可以立即终止。 [立即终止] / [·] [2026年3月] [下个月 ›] / [一] [二] [三] [四] [五] [六] [日] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [返回] [首页]
      bot to Chen deletes 4
    Chen: 2026-02-01
      bot to Chen: Mei的最后工作日是哪天？ ⏎  ⏎ 最后工作日应在今天起 180 天之内。请另选一天。 ⏎ 请点选或输入最后工作日，例如 5月31日。账号在当天结束时自动终止。也可以立即终止。 [立即终止] / [·] [2026年3月] [下个月 ›] / [一] [二] [三] [四] [五] [六] [日] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [返回] [首页]
      bot to Chen deletes 6
    Chen: 2026-03-04
      bot to Chen: 由谁接手？ ⏎  ⏎ 接手的同事将负责对方的客户、未完成的回访和预约。 [Chen] / [返回] [首页]
      bot to Chen deletes 8
    Chen: [Chen]
      bot to Chen edits 10: Mei的最后工作日：2026年3月4日？ ⏎  ⏎ 原因：回老家 ⏎ 当天结束前照常工作，之后账号自动终止，并通知您。负责监督的人会立即收到其近期查阅数量，此后其异常查阅警报也会更早发出。不会通知本人。 ⏎ 届时交给Chen，目前为：客户 0 位 · 未完成回访 0 项 · 预约 0 个 [不，返回] [确定登记] / [首页]
    Chen: [确定登记]
      bot to Chen edits 10: 最后工作日已登记 ⏎  ⏎ Mei工作至 2026年3月4日 结束。如需撤销或改期，请点“员工管理”。 [员工管理] [首页]
      bot to Chen: 警报：员工即将离职 ⏎  ⏎ Mei（销售） ⏎ 最后工作日：2026年3月4日，由Chen登记 ⏎ 最近 30 天与此前 30 天对比： ⏎ 打开档案：0 次，此前 0 次 ⏎ 显示联系方式：0 次，此前 0 次 ⏎ 查找：0 次，此前 0 次 ⏎ 从现在起，其警报标准降为常规的 1/2。请查看查阅明细。 ⏎ 必要时点“管理账号”，可立即暂停账号。 [查阅明细] [管理账号] / [首页]
    Chen: /settings
      bot to Chen: 设置 ⏎  ⏎ 语言：中文（跟随 Telegram 设置） ⏎ 每日提醒：23:59，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [员工管理] [PIN 码] / [我不在岗] / [核对日志] / [客户权利] / [借阅规定] / [敏感信息] [保存期限] / [返回] [首页]
      bot to Chen deletes 10
    Chen: [员工管理]
      bot to Chen edits 13: 员工管理 ⏎  ⏎ Chen · 店主 · 本人 ⏎ Mei · 销售 · 最后工作日 2026年3月4日 ⏎ 点姓名即可更改岗位、暂停账号或办理离职。 [Mei] / [邀请员工] / [返回] [首页]
    Chen: [Mei]
      bot to Chen edits 13: Mei ⏎  ⏎ 销售 · 在岗 ⏎ 负责：客户 0 位 · 未完成回访 0 项 · 预约 0 个 ⏎ 手上：借阅中 0 份 · 待审批 0 份 · 正在显示的档案 0 份 ⏎ 最后工作日：2026年3月4日 ⏎ 原因：回老家 [更改岗位] [暂停账号] / [留任] [办理离职] / [返回] [首页]
    Chen: [留任]
      bot to Chen edits 13: Mei留任？ ⏎  ⏎ 最后工作日 2026年3月4日 将撤销。账号不会终止，警报恢复常规标准。 [不，返回] [确定留任] / [首页]
    Chen: [确定留任]
      bot to Chen edits 13: 最后工作日已撤销 ⏎  ⏎ Mei留任。 [员工管理] [首页]
    Mei: /start
      bot to Mei: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    "#);
}

#[tokio::test]
async fn another_day_is_not_told_anew_and_a_suspension_has_its_reason() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "ko").await;
    let (_, cleo) = office.seat(102, "Cleo", Role::FrontDesk, "ko").await;
    let (kira, kira_id) = office.seat(103, "Kira", Role::Keeper, "ko").await;
    late_digests(&office, vec![mina_id, cleo, kira_id]).await;
    kira.says("/start").await;
    for day in ["5", "6"] {
        opens(&mina, ["직원 관리", "Cleo"]).await;
        for label in ["퇴사 처리", "계약 종료", day, "Mina", "네, 등록"] {
            mina.presses(label).await;
        }
        office.sim.idle(UNASKED_QUIET).await;
    }
    catch_up(&office, &[&kira, &mina]).await;
    let told = kira.chat().iter().filter(|message| message.text.contains("퇴사 예정")).count();
    assert_eq!(told, 1, "told once");
    mina.says("/settings").await;
    mina.presses("직원 관리").await;
    for label in ["Cleo", "계정 정지", "장기 부재", "네, 정지", "직원 관리", "Cleo", "퇴사 처리"]
    {
        mina.presses(label).await;
    }
    mina.says("이사").await;
    mina.presses("바로 종료").await;
    mina.presses("네, 퇴사 처리").await;
    insta::assert_snapshot!(since(&office.close().await, "Mina: [Cleo]"), @r#"
    Mina: [Cleo]
      bot to Mina edits 2: Cleo ⏎  ⏎ 프런트 · 근무 중 ⏎ 담당: 고객 0명 · 남은 후속 연락 0건 · 예약 0건 ⏎ 보유: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 [역할 변경] [계정 정지] / [퇴사 처리] / [뒤로] [홈]
    Mina: [퇴사 처리]
      bot to Mina edits 2: Cleo 님이 왜 퇴사하나요? ⏎  ⏎ 사유를 누르거나 짧게 입력해 주세요. 사유는 계정과 함께 보관되니 고객 이름은 쓰지 마세요. [자진 퇴사] [해고] / [계약 종료] [다른 지점으로] / [뒤로] [홈]
    Mina: [계약 종료]
      bot to Mina edits 2: Cleo 님의 마지막 근무일은 언제인가요? ⏎  ⏎ 마지막 근무일을 누르거나 5월 31일처럼 입력해 주세요. 그날이 끝나면 계정이 자동으로 종료됩니다. 바로 종료할 수도 있습니다. [바로 종료] / [·] [2026년 3월] [다음 달 ›] / [월] [화] [수] [목] [금] [토] [일] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [뒤로] [홈]
    Mina: [5]
      bot to Mina edits 2: 누가 이어받나요? ⏎  ⏎ 담당 고객, 남은 후속 연락, 예약을 이어받습니다. [Kira] [Mina] / [뒤로] [홈]
    Mina: [Mina]
      bot to Mina edits 2: Cleo 님의 마지막 근무일이 2026년 3월 5일인가요? ⏎  ⏎ 사유: 계약 종료 ⏎ 그날까지는 그대로 일하고, 그날이 끝나면 계정이 자동으로 종료되며 알려 드립니다. 감독하는 사람들은 지금 최근 열람 횟수를 받고, 이후 비정상 열람 경고가 더 빨리 울립니다. 본인에게는 알리지 않습니다. ⏎ 그때 Mina 님에게(현재 기준): 고객 0명 · 남은 후속 연락 0건 · 예약 0건 [아니요] [네, 등록] / [홈]
    Mina: [네, 등록]
      bot to Mina edits 2: 마지막 근무일을 등록했습니다 ⏎  ⏎ Cleo 님은 2026년 3월 5일까지 근무합니다. 취소하거나 날짜를 바꾸려면 ‘직원 관리’를 눌러 주세요. [직원 관리] [홈]
      bot to Mina: 경고: 퇴사 예정 ⏎  ⏎ Cleo (프런트) ⏎ 마지막 근무일: 2026년 3월 5일 (Mina 등록) ⏎ 최근 30일과 그 이전 30일의 비교: ⏎ 카드 열람: 0회, 이전 0회 ⏎ 연락처 보기: 0회, 이전 0회 ⏎ 검색: 0회, 이전 0회 ⏎ 지금부터 이 직원의 경고 기준은 평소의 1/2입니다. 열람 내역을 확인해 주세요. ⏎ 필요하면 ‘계정 관리’에서 계정을 바로 정지할 수 있습니다. [열람 내역] [계정 관리] / [홈]
    Mina: /settings
      bot to Mina: 설정 ⏎  ⏎ 언어: 한국어 (텔레그램 설정에 따름) ⏎ 일일 알림: 23:59, 시간대 Asia/Shanghai ⏎ 언어나 시간을 누르거나, 08:15처럼 시간을 입력해 주세요. 다른 시간대라면 Seoul처럼 도시 이름을 영어로 입력해 주세요. [English] [中文] [✓ 한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [직원 관리] [PIN] / [자리 비움] / [고객 권리] / [뒤로] [홈]
      bot to Mina deletes 2
    Mina: [직원 관리]
      bot to Mina edits 5: 직원 관리 ⏎  ⏎ Mina · 매니저 · 본인 ⏎ Kira · 기록 관리자 ⏎ Cleo · 프런트 · 마지막 근무일 2026년 3월 5일 ⏎ 이름을 누르면 역할을 바꾸거나 계정을 정지하거나 퇴사를 처리할 수 있습니다. [Kira] [Cleo] / [직원 초대] / [뒤로] [홈]
    Mina: [Cleo]
      bot to Mina edits 5: Cleo ⏎  ⏎ 프런트 · 근무 중 ⏎ 담당: 고객 0명 · 남은 후속 연락 0건 · 예약 0건 ⏎ 보유: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 ⏎ 마지막 근무일: 2026년 3월 5일 ⏎ 사유: 계약 종료 [역할 변경] [계정 정지] / [계속 근무] [퇴사 처리] / [뒤로] [홈]
    Mina: [퇴사 처리]
      bot to Mina edits 5: Cleo 님이 왜 퇴사하나요? ⏎  ⏎ 사유를 누르거나 짧게 입력해 주세요. 사유는 계정과 함께 보관되니 고객 이름은 쓰지 마세요. [자진 퇴사] [해고] / [계약 종료] [다른 지점으로] / [뒤로] [홈]
    Mina: [계약 종료]
      bot to Mina edits 5: Cleo 님의 마지막 근무일은 언제인가요? ⏎  ⏎ 마지막 근무일을 누르거나 5월 31일처럼 입력해 주세요. 그날이 끝나면 계정이 자동으로 종료됩니다. 바로 종료할 수도 있습니다. [바로 종료] / [·] [2026년 3월] [다음 달 ›] / [월] [화] [수] [목] [금] [토] [일] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [뒤로] [홈]
    Mina: [6]
      bot to Mina edits 5: 누가 이어받나요? ⏎  ⏎ 담당 고객, 남은 후속 연락, 예약을 이어받습니다. [Kira] [Mina] / [뒤로] [홈]
    Mina: [Mina]
      bot to Mina edits 5: Cleo 님의 마지막 근무일이 2026년 3월 6일인가요? ⏎  ⏎ 사유: 계약 종료 ⏎ 그날까지는 그대로 일하고, 그날이 끝나면 계정이 자동으로 종료되며 알려 드립니다. 감독하는 사람들은 지금 최근 열람 횟수를 받고, 이후 비정상 열람 경고가 더 빨리 울립니다. 본인에게는 알리지 않습니다. ⏎ 그때 Mina 님에게(현재 기준): 고객 0명 · 남은 후속 연락 0건 · 예약 0건 [아니요] [네, 등록] / [홈]
    Mina: [네, 등록]
      bot to Mina edits 5: 마지막 근무일을 등록했습니다 ⏎  ⏎ Cleo 님은 2026년 3월 6일까지 근무합니다. 취소하거나 날짜를 바꾸려면 ‘직원 관리’를 눌러 주세요. [직원 관리] [홈]
      bot to Kira: 경고: 퇴사 예정 ⏎  ⏎ Cleo (프런트) ⏎ 마지막 근무일: 2026년 3월 5일 (Mina 등록) ⏎ 최근 30일과 그 이전 30일의 비교: ⏎ 카드 열람: 0회, 이전 0회 ⏎ 연락처 보기: 0회, 이전 0회 ⏎ 검색: 0회, 이전 0회 ⏎ 지금부터 이 직원의 경고 기준은 평소의 1/2입니다. 열람 내역을 확인해 주세요. ⏎ 필요하면 지점 매니저에게 계정 정지를 요청해 주세요. [열람 내역] / [홈]
    Mina: /settings
      bot to Mina: 설정 ⏎  ⏎ 언어: 한국어 (텔레그램 설정에 따름) ⏎ 일일 알림: 23:59, 시간대 Asia/Shanghai ⏎ 언어나 시간을 누르거나, 08:15처럼 시간을 입력해 주세요. 다른 시간대라면 Seoul처럼 도시 이름을 영어로 입력해 주세요. [English] [中文] [✓ 한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [직원 관리] [PIN] / [자리 비움] / [고객 권리] / [뒤로] [홈]
      bot to Mina deletes 5
    Mina: [직원 관리]
      bot to Mina edits 7: 직원 관리 ⏎  ⏎ Mina · 매니저 · 본인 ⏎ Kira · 기록 관리자 ⏎ Cleo · 프런트 · 마지막 근무일 2026년 3월 6일 ⏎ 이름을 누르면 역할을 바꾸거나 계정을 정지하거나 퇴사를 처리할 수 있습니다. [Kira] [Cleo] / [직원 초대] / [뒤로] [홈]
    Mina: [Cleo]
      bot to Mina edits 7: Cleo ⏎  ⏎ 프런트 · 근무 중 ⏎ 담당: 고객 0명 · 남은 후속 연락 0건 · 예약 0건 ⏎ 보유: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 ⏎ 마지막 근무일: 2026년 3월 6일 ⏎ 사유: 계약 종료 [역할 변경] [계정 정지] / [계속 근무] [퇴사 처리] / [뒤로] [홈]
    Mina: [계정 정지]
      bot to Mina edits 7: Cleo 님의 계정을 왜 정지하나요? ⏎  ⏎ 사유를 누르거나 짧게 입력해 주세요. 사유는 계정과 함께 보관되니 고객 이름은 쓰지 마세요. [비정상 열람] [휴대폰 분실] / [조사 중] [장기 부재] / [뒤로] [홈]
    Mina: [장기 부재]
      bot to Mina edits 7: Cleo 님의 계정을 정지할까요? ⏎  ⏎ 사유: 장기 부재 ⏎ 지금부터 카드를 볼 수 없고 일일 알림과 다른 알림도 받지 않습니다. 대화창에 표시된 내용은 모두 삭제됩니다. 언제든지 복구할 수 있습니다. ⏎ 바로 종료: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 [아니요] [네, 정지] / [홈]
    Mina: [네, 정지]
      bot to Mina edits 7: 계정을 정지했습니다 ⏎  ⏎ Cleo 님은 더 이상 이용할 수 없습니다. 복구하려면 ‘직원 관리’를 눌러 주세요. [직원 관리] [홈]
    Mina: [직원 관리]
      bot to Mina edits 7: 직원 관리 ⏎  ⏎ Mina · 매니저 · 본인 ⏎ Kira · 기록 관리자 ⏎ Cleo · 프런트 · 정지됨 ⏎ 이름을 누르면 역할을 바꾸거나 계정을 정지하거나 퇴사를 처리할 수 있습니다. [Kira] [Cleo] / [직원 초대] / [뒤로] [홈]
    Mina: [Cleo]
      bot to Mina edits 7: Cleo ⏎  ⏎ 프런트 · 정지됨 ⏎ 담당: 고객 0명 · 남은 후속 연락 0건 · 예약 0건 ⏎ 보유: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 ⏎ 마지막 근무일: 2026년 3월 6일 ⏎ 사유: 장기 부재 [계정 복구] [퇴사 처리] / [계속 근무] / [뒤로] [홈]
    Mina: [퇴사 처리]
      bot to Mina edits 7: Cleo 님이 왜 퇴사하나요? ⏎  ⏎ 사유를 누르거나 짧게 입력해 주세요. 사유는 계정과 함께 보관되니 고객 이름은 쓰지 마세요. [자진 퇴사] [해고] / [계약 종료] [다른 지점으로] / [뒤로] [홈]
    Mina: 이사
      bot to Mina: Cleo 님의 마지막 근무일은 언제인가요? ⏎  ⏎ 계정이 정지되어 있어 바로 종료할 수만 있습니다. [바로 종료] / [뒤로] [홈]
      bot to Mina deletes 7
    Mina: [바로 종료]
      bot to Mina edits 9: Cleo 님의 퇴사를 처리할까요? ⏎  ⏎ 사유: 이사 ⏎ 이용 권한이 바로 끝나고, 대화창에 표시된 내용은 모두 삭제됩니다. 다시 일하려면 새로 초대해야 합니다. ⏎ 바로 종료: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 [아니요] [네, 퇴사 처리] / [홈]
    Mina: [네, 퇴사 처리]
      bot to Mina edits 9: 퇴사를 처리했습니다 ⏎  ⏎ Cleo 님은 더 이상 이용할 수 없습니다. [직원 관리] [홈]
    "#);
}

fn actor(id: StaffId, role: Role) -> Actor {
    Actor { id, name: String::new(), role, branch: BranchId(1) }
}

fn last(heir: Option<StaffId>) -> LastDay {
    LastDay { day: monday().date_naive(), reason: "moved".into(), heir }
}

/// The end of the test's first day, where the salon is.
fn midnight() -> DateTime<Utc> {
    monday() + Duration::hours(7)
}

#[tokio::test]
async fn a_last_day_is_noted_of_nobody_above_and_settled_once_whatever_became_of_the_seat() {
    let office = Office::open().await;
    let (_, olga) = office.seat(101, "Olga", Role::Owner, "en").await;
    let (_, otto) = office.seat(102, "Otto", Role::Owner, "en").await;
    let (_, mina) = office.seat(103, "Mina", Role::Manager, "en").await;
    let (_, cleo) = office.seat(104, "Cleo", Role::Care, "en").await;
    let (_, dora) = office.seat(105, "Dora", Role::Care, "en").await;
    let acts = office.archive.write(move |tx| {
        Box::pin(async move {
            let now = monday();
            let (by_olga, by_mina) = (actor(olga, Role::Owner), actor(mina, Role::Manager));
            let noted = [
                // Above oneself, one's own, for a day that is over, to nobody who works here.
                leavings::note(tx, &by_mina, olga, &last(None), midnight(), now).await?.0,
                leavings::note(tx, &by_mina, mina, &last(None), midnight(), now).await?.0,
                leavings::note(tx, &by_mina, cleo, &last(None), now, now).await?.0,
                leavings::note(tx, &by_mina, cleo, &last(Some(StaffId(99))), midnight(), now)
                    .await?
                    .0,
                leavings::take_back(tx, &by_mina, cleo, now).await?,
            ];
            assert_eq!(noted, [Change::Gone; 5]);
            let to_dora = last(Some(dora));
            leavings::note(tx, &by_mina, cleo, &to_dora, midnight(), now).await?;
            leavings::note(tx, &by_olga, otto, &last(None), midnight(), now).await?;
            // The heir goes, and so does the other owner: then the last one cannot.
            people::suspend(tx, &by_mina, dora, "phone", now).await?;
            people::leave(tx, &actor(otto, Role::Owner), olga, None, "", now).await?;
            let none = last(None);
            let only = leavings::note(tx, &by_olga, otto, &none, midnight(), now).await?;
            assert_eq!(only.0, Change::OnlyOwner);
            assert!(!leavings::any_due(tx, midnight() - Duration::seconds(1)).await?);
            assert!(leavings::any_due(tx, midnight()).await?);
            let over = leavings::close_due(tx, midnight()).await?;
            assert!(!leavings::any_due(tx, midnight()).await?, "settled");
            Ok(over.into_iter().map(|it| (it.staff, it.change, it.heir)).collect::<Vec<_>>())
        })
    });
    let over = acts.await.expect("the archive does not fail");
    assert_eq!(over, [(cleo, Change::Done, None), (otto, Change::OnlyOwner, None)]);
    office.close().await;
}
