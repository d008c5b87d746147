//! Colleagues' seats: another role, suspended and let back in, leaving; and what that takes out of their chat (T5, T6).

use crate::lending::{asks, late_digests, lends, minutes, read, salon};
use crate::office::{Office, Sample, monday};
use kartoteka::archive::people::{self, Change};
use kartoteka::archive::{invites, staff, tasks};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, StaffId};
use simulator::Person;
use std::time::Duration;

/// When nothing was under way for so long, all that a press causes has left.
const QUIET: Duration = Duration::from_millis(300);
/// What a cut chat must be emptied in, real time (T5).
const CUT_MAX: Duration = Duration::from_secs(10);

/// Goes to a colleague's screen.
async fn opens(person: &Person, colleague: &str) {
    person.says("/settings").await;
    person.presses("People").await;
    person.presses(colleague).await;
}

/// What a chat shows still, of the bot.
fn left(person: &Person) -> Vec<String> {
    person.chat().into_iter().filter(|message| !message.out).map(|message| message.text).collect()
}

/// The transcript from the last line that begins so.
fn since(transcript: &str, begins: &str) -> String {
    let at = transcript.rfind(&format!("{begins}\n")).expect("the line is in the transcript");
    transcript[at..].to_owned()
}

/// Sends toward a chat so far.
fn sent_to(office: &Office, person: &Person) -> usize {
    let journal = office.sim.journal();
    let sent = journal.calls("sendMessage").into_iter();
    sent.filter(|call| call["params"]["chat_id"] == person.id()).count()
}

#[tokio::test]
async fn a_suspended_borrower_is_a_stranger_with_an_empty_chat() {
    let (office, lena, mina) = salon().await;
    lends(&lena, &mina).await;
    asks(&lena, "Today").await;
    mina.reads().await;
    lena.says("emma").await;
    let card = lena.screen().message_id;
    opens(&mina, "Lena").await;
    mina.presses("Suspend").await;
    mina.presses("Phone lost").await;
    let begun = std::time::Instant::now();
    mina.presses("Yes, suspend").await;
    office.sim.idle(QUIET).await;
    assert!(begun.elapsed() < CUT_MAX);
    read(&office, &[&lena]).await;
    assert!(left(&lena).is_empty(), "the chat holds {:?}", left(&lena));
    assert_eq!(lena.menu().len(), 3, "the commands of everybody");
    // A button that was pressed while its message was being deleted: it stops spinning, and says nothing.
    let sent = sent_to(&office, &lena);
    let silence = tokio::time::timeout(2 * QUIET, lena.presses_at(card, "Home")).await;
    assert!(silence.is_err(), "a dead button spoke");
    let journal = office.sim.journal();
    let answer = journal.calls("answerCallbackQuery").pop().expect("an answer");
    assert!(answer["params"].get("text").is_none());
    lena.says("emma").await;
    lena.says("/start").await;
    assert_eq!(sent_to(&office, &lena), sent + 2);
    insta::assert_snapshot!(since(&office.close().await, "Mina: [Lena]"), @r#"
    Mina: [Lena]
      bot to Mina edits 6: Lena ⏎  ⏎ Beautician · active ⏎ Keeps: clients 0 · open follow-ups 0 · visits to come 0 ⏎ Holds: running loans 1 · waiting requests 1 · cards shown now 2 [Change role] [Suspend] / [Leaving] / [Back] [Home]
    Mina: [Suspend]
      bot to Mina edits 6: Why suspend Lena? ⏎  ⏎ Press a reason, or type another in a few words. No client's name, please: the reason is kept with the account. [Unusual reading] [Phone lost] / [Being looked into] [Away for long] / [Back] [Home]
    Mina: [Phone lost]
      bot to Mina edits 6: Suspend Lena? ⏎  ⏎ Reason: Phone lost ⏎ From now on they see no cards and get no daily list and no notices. Everything shown in their chat is deleted. You can let them back in at any time. ⏎ Ends at once: running loans 1 · waiting requests 1 · cards shown now 2 [No, go back] [Yes, suspend] / [Home]
    Mina: [Yes, suspend]
      bot to Mina edits 6: Suspended ⏎  ⏎ Lena has no access any more. Press People to let them back in. [People] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Recalled by Mina 17:00 [Print form] [Home]
      bot to Mina edits 4: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ Asked to extend L-2026-0001, lent until 19:00. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Withdrawn before a decision [Home]
      bot to Lena deletes 3
      bot to Lena deletes 7
    Lena: [Home]
    Lena: emma
      bot to Lena: This is a private service. If you work here, ask your manager for an invitation.
    Lena: /start
      bot to Lena: This is a private service. If you work here, ask your manager for an invitation.
    "#);
}

#[tokio::test]
async fn what_is_too_old_to_be_deleted_is_stubbed_in_the_suspended_ones_own_language() {
    for (lang, stub) in [("zh", "已收回。"), ("ko", "회수되었습니다.")] {
        let office = Office::open().await;
        let (lena, lena_id) = office.seat(101, "Lena", Role::Care, lang).await;
        let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
        late_digests(&office, vec![lena_id, mina_id]).await;
        lena.says("/start").await;
        minutes(&office, 49 * 60);
        opens(&mina, "Lena").await;
        for label in ["Suspend", "Phone lost", "Yes, suspend"] {
            mina.presses(label).await;
        }
        lena.reads().await;
        let left = lena.chat().into_iter().filter(|message| !message.out);
        let left: Vec<String> = left.map(|message| message.words().to_owned()).collect();
        assert_eq!(left, [stub], "{lang}");
        office.close().await;
    }
}

#[tokio::test]
async fn nothing_reaches_the_suspended_until_they_are_let_back_in() {
    let (office, lena, mina) = salon().await;
    let (_, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let due = office.archive.write(move |tx| {
        Box::pin(async move {
            staff::set_digest(tx, lena_id, "08:30", monday()).await?;
            tasks::create(tx, 1, lena_id.0, None, monday().date_naive()).await.map(drop)
        })
    });
    due.await.expect("a follow-up");
    lena.says("/start").await;
    opens(&mina, "Lena").await;
    mina.presses("Suspend").await;
    mina.presses("Phone lost").await;
    mina.presses("Yes, suspend").await;
    lena.reads().await;
    let sent = sent_to(&office, &lena);
    minutes(&office, 24 * 60);
    read(&office, &[]).await;
    assert_eq!(sent_to(&office, &lena), sent, "no digest");
    mina.presses("People").await;
    mina.presses("Lena").await;
    mina.presses("Let back in").await;
    mina.presses("Yes, let back in").await;
    read(&office, &[&lena]).await;
    assert_eq!(lena.menu().len(), 8, "the commands of the role");
    lena.says("/start").await;
    insta::assert_snapshot!(since(&office.close().await, "Mina: [Yes, suspend]"), @r#"
    Mina: [Yes, suspend]
      bot to Mina edits 4: Suspended ⏎  ⏎ Lena has no access any more. Press People to let them back in. [People] [Home]
      bot to Lena deletes 2
    Mina: [People]
      bot to Mina edits 4: People ⏎  ⏎ Mina · Manager · you ⏎ Lena · Beautician · suspended ⏎ Press a name to change a role, to suspend somebody, or when somebody leaves. [Lena] / [Invite somebody] / [Back] [Home]
    Mina: [Lena]
      bot to Mina edits 4: Lena ⏎  ⏎ Beautician · suspended ⏎ Keeps: clients 0 · open follow-ups 1 · visits to come 0 ⏎ Holds: running loans 0 · waiting requests 0 · cards shown now 0 ⏎ Reason: Phone lost [Let back in] [Leaving] / [Back] [Home]
    Mina: [Let back in]
      bot to Mina edits 4: Let Lena back in? ⏎  ⏎ They work again as Beautician, at once, and are told. Loans and requests that ended do not come back. [No, go back] [Yes, let back in] / [Home]
    Mina: [Yes, let back in]
      bot to Mina edits 4: Let back in ⏎  ⏎ Lena works here again as Beautician, and was told. [People] [Home]
      bot to Lena: Your account is open again ⏎  ⏎ You work here as Beautician. Go on from Home. [Home]
    Lena: /start
      bot to Lena: Today · 1 follow-up ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 1] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn another_role_closes_what_is_open_and_changes_the_commands() {
    let office = Office::open().await;
    let (chen, chen_id) = office.seat(101, "Chen", Role::Owner, "zh").await;
    let (mei, mei_id) = office.seat(102, "Mei", Role::Manager, "zh").await;
    late_digests(&office, vec![chen_id, mei_id]).await;
    office.client(Sample { name: "Emma Sample", ..Sample::default() }).await;
    mei.says("emma").await;
    chen.says("/settings").await;
    for label in ["员工管理", "Mei", "更改岗位", "美容师", "确定更改"] {
        chen.presses(label).await;
    }
    read(&office, &[&mei]).await;
    mei.presses("首页").await;
    mei.presses("更多").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mei: emma
      bot to Mei: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ Emma Sample · A-0001 ⏎ 累计消费：¥0.00 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
    Chen: /settings
      bot to Chen: 设置 ⏎  ⏎ 语言：中文（跟随 Telegram 设置） ⏎ 每日提醒：23:59，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [员工管理] [PIN 码] / [我不在岗] / [核对日志] / [客户权利] / [借阅规定] / [敏感信息] [保存期限] / [返回] [首页]
    Chen: [员工管理]
      bot to Chen edits 2: 员工管理 ⏎  ⏎ Chen · 店主 · 本人 ⏎ Mei · 经理 ⏎ 点姓名即可更改岗位、暂停账号或办理离职。 [Mei] / [邀请员工] / [返回] [首页]
    Chen: [Mei]
      bot to Chen edits 2: Mei ⏎  ⏎ 经理 · 在岗 ⏎ 负责：客户 0 位 · 未完成回访 0 项 · 预约 0 个 ⏎ 手上：借阅中 0 份 · 待审批 0 份 · 正在显示的档案 1 份 [更改岗位] [暂停账号] / [办理离职] / [返回] [首页]
    Chen: [更改岗位]
      bot to Chen edits 2: 更改Mei的岗位 ⏎  ⏎ 从现在起担任什么岗位？ [店主] [档案管理员] / [前台] [美容师] / [销售] / [返回] [首页]
    Chen: [美容师]
      bot to Chen edits 2: 确定更改Mei的岗位？ ⏎  ⏎ 由经理改为美容师，立即生效。对方聊天中打开的档案会全部关闭（现有 1 份），可用命令随之更换，对方会收到通知。借阅中的档案不受影响。 [不，返回] [确定更改] / [首页]
    Chen: [确定更改]
      bot to Chen edits 2: 岗位已更改 ⏎  ⏎ Mei现任美容师，并已收到通知。 [员工管理] [首页]
      bot to Mei edits 2: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
      bot to Mei: 您的岗位已更改 ⏎  ⏎ 您现在的岗位是美容师。之前打开的档案已关闭，请从首页继续。 [首页]
    Mei: [首页]
      bot to Mei: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
      bot to Mei deletes 2
    Mei: [更多]
      bot to Mei edits 4: 更多 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [设置] [帮助] / [隐私] / [首页]
    "#);
}

#[tokio::test]
async fn whoever_leaves_hands_over_what_they_keep() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "ko").await;
    let (cleo, cleo_id) = office.seat(102, "Cleo", Role::Care, "ko").await;
    let (_, dora) = office.seat(103, "Dora", Role::Care, "ko").await;
    late_digests(&office, vec![mina_id, cleo_id, dora]).await;
    let keeper = Some(cleo_id);
    let client = office.client(Sample { name: "Emma Sample", keeper, ..Sample::default() }).await;
    office.books(client, cleo_id, monday() + chrono::Duration::days(1)).await;
    let due = office.archive.write(move |tx| {
        Box::pin(async move {
            tasks::create(tx, client.0, cleo_id.0, None, monday().date_naive()).await.map(drop)
        })
    });
    due.await.expect("a follow-up");
    cleo.says("/start").await;
    mina.says("/settings").await;
    for label in
        ["직원 관리", "Cleo", "퇴사 처리", "자진 퇴사", "바로 종료", "Dora", "네, 퇴사 처리"]
    {
        mina.presses(label).await;
    }
    cleo.reads().await;
    cleo.says("/start").await;
    mina.presses("직원 관리").await;
    mina.presses("Dora").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: 오늘 · 후속 연락 1건 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락 · 1] [내 대여] / [더보기]
    Mina: /settings
      bot to Mina: 설정 ⏎  ⏎ 언어: 한국어 (텔레그램 설정에 따름) ⏎ 일일 알림: 23:59, 시간대 Asia/Shanghai ⏎ 언어나 시간을 누르거나, 08:15처럼 시간을 입력해 주세요. 다른 시간대라면 Seoul처럼 도시 이름을 영어로 입력해 주세요. [English] [中文] [✓ 한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [직원 관리] [PIN] / [자리 비움] / [고객 권리] / [뒤로] [홈]
    Mina: [직원 관리]
      bot to Mina edits 2: 직원 관리 ⏎  ⏎ Mina · 매니저 · 본인 ⏎ Cleo · 시술 담당 ⏎ Dora · 시술 담당 ⏎ 이름을 누르면 역할을 바꾸거나 계정을 정지하거나 퇴사를 처리할 수 있습니다. [Cleo] [Dora] / [직원 초대] / [뒤로] [홈]
    Mina: [Cleo]
      bot to Mina edits 2: Cleo ⏎  ⏎ 시술 담당 · 근무 중 ⏎ 담당: 고객 1명 · 남은 후속 연락 1건 · 예약 1건 ⏎ 보유: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 [역할 변경] [계정 정지] / [퇴사 처리] / [뒤로] [홈]
    Mina: [퇴사 처리]
      bot to Mina edits 2: Cleo 님이 왜 퇴사하나요? ⏎  ⏎ 사유를 누르거나 짧게 입력해 주세요. 사유는 계정과 함께 보관되니 고객 이름은 쓰지 마세요. [자진 퇴사] [해고] / [계약 종료] [다른 지점으로] / [뒤로] [홈]
    Mina: [자진 퇴사]
      bot to Mina edits 2: Cleo 님의 마지막 근무일은 언제인가요? ⏎  ⏎ 마지막 근무일을 누르거나 5월 31일처럼 입력해 주세요. 그날이 끝나면 계정이 자동으로 종료됩니다. 바로 종료할 수도 있습니다. [바로 종료] / [·] [2026년 3월] [다음 달 ›] / [월] [화] [수] [목] [금] [토] [일] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [뒤로] [홈]
    Mina: [바로 종료]
      bot to Mina edits 2: 누가 이어받나요? ⏎  ⏎ 담당 고객, 남은 후속 연락, 예약을 이어받습니다. [Dora] [Mina] / [뒤로] [홈]
    Mina: [Dora]
      bot to Mina edits 2: Cleo 님의 퇴사를 처리할까요? ⏎  ⏎ 사유: 자진 퇴사 ⏎ 이용 권한이 바로 끝나고, 대화창에 표시된 내용은 모두 삭제됩니다. 다시 일하려면 새로 초대해야 합니다. ⏎ 바로 종료: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 ⏎ Dora 님에게: 고객 1명 · 남은 후속 연락 1건 · 예약 1건 [아니요] [네, 퇴사 처리] / [홈]
    Mina: [네, 퇴사 처리]
      bot to Mina edits 2: 퇴사를 처리했습니다 ⏎  ⏎ Cleo 님은 더 이상 이용할 수 없습니다. Dora 님이 이어받았습니다. [직원 관리] [홈]
      bot to Cleo deletes 2
    Cleo: /start
      bot to Cleo: 내부 전용 서비스입니다. 직원이라면 매니저에게 초대를 요청해 주세요.
    Mina: [직원 관리]
      bot to Mina edits 2: 직원 관리 ⏎  ⏎ Mina · 매니저 · 본인 ⏎ Dora · 시술 담당 ⏎ 이름을 누르면 역할을 바꾸거나 계정을 정지하거나 퇴사를 처리할 수 있습니다. [Dora] / [직원 초대] / [뒤로] [홈]
    Mina: [Dora]
      bot to Mina edits 2: Dora ⏎  ⏎ 시술 담당 · 근무 중 ⏎ 담당: 고객 1명 · 남은 후속 연락 1건 · 예약 1건 ⏎ 보유: 대여 중 0건 · 승인 대기 0건 · 열려 있는 카드 0장 [역할 변경] [계정 정지] / [퇴사 처리] / [뒤로] [홈]
    "#);
}

#[tokio::test]
async fn who_may_not_manage_has_no_way_to_it() {
    let office = Office::open().await;
    let (kira, _) = office.seat(101, "Kira", Role::Keeper, "en").await;
    kira.says("/settings").await;
    let transcript = office.close().await;
    assert!(!transcript.contains("[People]"), "{transcript}");
}

/// Runs an act on the archive.
async fn acts<T: Send + 'static>(
    office: &Office,
    act: impl for<'a> Fn(
        &'a kartoteka::archive::Tx,
    ) -> futures::future::BoxFuture<'a, kartoteka::archive::Result<T>>
    + Send
    + Sync
    + 'static,
) -> T {
    office.archive.write(act).await.expect("the archive does not fail")
}

fn actor(id: StaffId, role: Role) -> Actor {
    Actor { id, name: String::new(), role, branch: BranchId(1) }
}

#[tokio::test]
async fn one_owner_is_left_and_nobody_reaches_above_themselves() {
    let office = Office::open().await;
    let (_, olga) = office.seat(101, "Olga", Role::Owner, "en").await;
    let (_, mina) = office.seat(102, "Mina", Role::Manager, "en").await;
    // Another owner's press that was on its way when that owner's own seat ended.
    let late = actor(StaffId(99), Role::Owner);
    let manager = actor(mina, Role::Manager);
    let now = monday();
    let done = acts(&office, move |tx| {
        let (late, manager) = (late.clone(), manager.clone());
        Box::pin(async move {
            Ok([
                people::suspend(tx, &late, olga, "", now).await?,
                people::leave(tx, &late, olga, None, "", now).await?,
                people::change_role(tx, &late, olga, Role::Care, now).await?,
                people::suspend(tx, &manager, olga, "", now).await?,
                people::suspend(tx, &manager, mina, "", now).await?,
                people::change_role(tx, &manager, mina, Role::Owner, now).await?,
                people::let_in(tx, &manager, olga, now).await?,
            ])
        })
    })
    .await;
    assert_eq!(done[..3], [Change::OnlyOwner; 3]);
    assert_eq!(done[3..], [Change::Gone; 4]);
    office.close().await;
}

#[tokio::test]
async fn a_link_does_not_lead_round_a_suspension_but_lets_a_leaver_begin_anew() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (cleo, cleo_id) = office.seat(102, "Cleo", Role::Care, "en").await;
    mina.says("/start").await;
    let manager = actor(mina_id, Role::Manager);
    let theirs = actor(cleo_id, Role::Manager);
    let now = monday();
    let (void, good) = acts(&office, move |tx| {
        let (manager, theirs) = (manager.clone(), theirs.clone());
        Box::pin(async move {
            // A link that Cleo gave out while she could.
            let void = invites::invite(tx, &theirs, Role::Manager, now).await?;
            let good = invites::invite(tx, &manager, Role::Care, now).await?;
            people::suspend(tx, &manager, cleo_id, "", now).await?;
            Ok((void.expect("a link").0, good.expect("a link").0))
        })
    })
    .await;
    let link = |code: &str| format!("https://t.me/salon_bot?start={code}");
    let eve = office.stranger(103, "Eve", "en");
    eve.follows(&link(&void)).await;
    cleo.follows(&link(&good)).await;
    let manager = actor(mina_id, Role::Manager);
    let change = acts(&office, move |tx| {
        let manager = manager.clone();
        Box::pin(async move { people::leave(tx, &manager, cleo_id, None, "", now).await })
    })
    .await;
    assert_eq!(change, Change::Done);
    cleo.follows(&link(&good)).await;
    mina.reads().await;
    mina.presses("Confirm").await;
    cleo.reads().await;
    let transcript = office.close().await;
    let read: Vec<&str> = transcript
        .lines()
        .filter(|line| line.starts_with("  bot to"))
        .map(|line| line.split('.').next().unwrap_or_default())
        .collect();
    insta::assert_snapshot!(read.join("\n"), @r#"
    bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search
    bot to Eve: This is a private service
    bot to Cleo: This is a private service
    bot to Cleo: Your account is waiting for confirmation
    bot to Mina: An invitation was accepted ⏎  ⏎ Cleo accepted your invitation as Beautician
    bot to Mina edits 3: Account confirmed ⏎  ⏎ Cleo now works here as Beautician, and was told
    bot to Cleo: Welcome to the client archive ⏎  ⏎ Cleo, your account is ready
    "#);
}
