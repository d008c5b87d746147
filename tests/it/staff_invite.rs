//! Inviting a colleague: a link for one person, the inviter's word, and the commands of the new seat.

use crate::lending::read;
use crate::office::{Office, masked};
use kartoteka::model::policy::Role;
use simulator::Person;
use std::time::Duration;

/// What a link is valid for.
const LINK_LIFE: Duration = Duration::from_secs(72 * 60 * 60);

/// The link that the bot gave to be passed on.
fn link_in(person: &Person) -> String {
    let text = person.screen().text;
    let link = text.lines().find(|line| line.starts_with("https://"));
    link.expect("the invitation holds a link").to_owned()
}

/// The way to a link for a role, in English.
fn way(role: &str) -> [&str; 4] {
    ["More", "Staff", "Invite somebody", role]
}

/// Goes the way from Home to a link for a role.
pub async fn invites(person: &Person, labels: [&str; 4]) -> String {
    person.says("/start").await;
    for label in labels {
        person.presses(label).await;
    }
    link_in(person)
}

#[tokio::test]
async fn the_inviter_confirms_and_the_colleague_is_welcome() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    let cleo = office.stranger(102, "Cleo", "ko");
    let link = invites(&mina, way("Beautician")).await;
    assert!(!mina.screen().protected, "an invitation is made to be forwarded");
    cleo.follows(&link).await;
    mina.reads().await;
    // The link is used up, for her as for others.
    cleo.follows(&link).await;
    let eve = office.stranger(103, "Eve", "en");
    eve.follows(&link).await;
    mina.presses("Confirm").await;
    cleo.reads().await;
    cleo.presses("새 고객 카드").await;
    mina.presses("Staff").await;
    insta::assert_snapshot!(masked(&office.close().await), @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [More]
      bot to Mina edits 2: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] / [Home]
    Mina: [Staff]
      bot to Mina edits 2: Staff ⏎  ⏎ Mina · Manager [Invite somebody] [People] / [Back] [Home]
    Mina: [Invite somebody]
      bot to Mina edits 2: New invitation ⏎  ⏎ Which role does your new colleague get? Press one. [Manager] [Keeper] / [Front desk] [Beautician] / [Sales] / [Back] [Home]
    Mina: [Beautician]
      bot to Mina: Invitation to the client archive ⏎  ⏎ Role: Beautician. Open the link below in Telegram and press Start. It works once, until 5 Mar 17:00. ⏎ 岗位：美容师。请在 Telegram 中打开下面的链接并点击“开始”。链接只能使用一次，有效至3月5日 17:00。 ⏎ 역할: 시술 담당. 텔레그램에서 아래 링크를 열고 ‘시작’을 눌러 주세요. 3월 5일 17:00까지 한 번만 쓸 수 있습니다. ⏎ https://t.me/salon_bot?start=<code> ⏎ Forward this message to one person only. After they accept, whoever invited them confirms it. [Staff] [Home]
      bot to Mina deletes 2
    Cleo: /start <code>
      bot to Cleo: 계정 승인을 기다리는 중입니다. 초대한 사람이 승인하면 바로 알려 드립니다.
      bot to Mina: An invitation was accepted ⏎  ⏎ Cleo accepted your invitation as Beautician. ⏎ Confirm only if you know that it is them: with the account they can open clients' cards. [Confirm] [Refuse] / [Home]
    Cleo: /start <code>
      bot to Cleo: 계정 승인을 기다리는 중입니다. 초대한 사람이 승인하면 바로 알려 드립니다.
    Eve: /start <code>
      bot to Eve: This is a private service. If you work here, ask your manager for an invitation.
    Mina: [Confirm]
      bot to Mina edits 4: Account confirmed ⏎  ⏎ Cleo now works here as Beautician, and was told. [Staff] [Home]
      bot to Cleo: 고객 기록에 오신 것을 환영합니다 ⏎  ⏎ Cleo 님, 계정이 준비되었습니다. 역할: 시술 담당 ⏎ 여기 보이는 내용은 텔레그램을 거칩니다. 여는 카드마다 본인 이름으로 기록이 남습니다. ⏎ 먼저 해 보세요: ‘새 고객 카드’를 누르고 가상의 고객을 입력해 주세요. 저장한 뒤 바로 되돌릴 수 있습니다. ⏎ 언어를 고르거나 지금 언어로 계속해 주세요. [English] [中文] [✓ 한국어] / [새 고객 카드] [개인정보] / [홈]
    Cleo: [새 고객 카드]
      bot to Cleo: 새 고객 카드 ⏎  ⏎ 세 가지 방법이 있습니다. ⏎ 1. 연락처를 공유하거나 전달해 주세요. ⏎ 2. 한 줄로 붙여 넣어 주세요. 예: 왕샤오메이 010-1234-5678 복합성, 라텍스! ⏎ 3. 이름을 입력해 주세요. [업체 고객] / [뒤로] [홈]
    Mina: [Staff]
      bot to Mina: Staff ⏎  ⏎ Mina · Manager ⏎ Cleo · Beautician [Invite somebody] [People] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_refused_colleague_stays_a_stranger() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "zh").await;
    let eve = office.stranger(102, "Eve", "zh");
    mina.says("/start").await;
    for label in ["更多", "员工", "邀请员工", "美容师"] {
        mina.presses(label).await;
    }
    let link = link_in(&mina);
    eve.follows(&link).await;
    mina.reads().await;
    // Words are no decision.
    mina.says("好的").await;
    mina.presses("拒绝").await;
    eve.says("/start").await;
    eve.follows(&link).await;
    insta::assert_snapshot!(masked(&office.close().await), @r#"
    Mina: /start
      bot to Mina: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Mina: [更多]
      bot to Mina edits 2: 更多 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [设置] [帮助] / [隐私] [员工] / [全部借阅] / [首页]
    Mina: [员工]
      bot to Mina edits 2: 员工 ⏎  ⏎ Mina · 经理 [邀请员工] [员工管理] / [返回] [首页]
    Mina: [邀请员工]
      bot to Mina edits 2: 新邀请 ⏎  ⏎ 新同事担任什么岗位？请选择。 [经理] [档案管理员] / [前台] [美容师] / [销售] / [返回] [首页]
    Mina: [美容师]
      bot to Mina: 客户档案邀请 ⏎  ⏎ Role: Beautician. Open the link below in Telegram and press Start. It works once, until 5 Mar 17:00. ⏎ 岗位：美容师。请在 Telegram 中打开下面的链接并点击“开始”。链接只能使用一次，有效至3月5日 17:00。 ⏎ 역할: 시술 담당. 텔레그램에서 아래 링크를 열고 ‘시작’을 눌러 주세요. 3월 5일 17:00까지 한 번만 쓸 수 있습니다. ⏎ https://t.me/salon_bot?start=<code> ⏎ 请只转发给一个人。对方接受后由邀请人确认。 [员工] [首页]
      bot to Mina deletes 2
    Eve: /start <code>
      bot to Eve: 您的账号正在等待确认。邀请人确认后，您会马上收到消息。
      bot to Mina: 有人接受了邀请 ⏎  ⏎ Eve接受了您的邀请，岗位：美容师。 ⏎ 请确认是本人再点“确认”：开通后即可打开客户档案。 [确认] [拒绝] / [首页]
    Mina: 好的
      bot to Mina: 查找客户 ⏎  ⏎ 没有找到“好的”。请换个写法再试，或新建档案。 [新建“好的”] / [返回] [首页]
    Mina: [拒绝]
      bot to Mina edits 4: 未开通账号 ⏎  ⏎ Eve没有开通账号，链接已失效。如属误操作，请重新邀请。 [新邀请] [首页]
    Eve: /start
      bot to Eve: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Eve: /start <code>
      bot to Eve: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    "#);
}

#[tokio::test]
async fn a_link_is_over_after_72_hours() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    let link = invites(&mina, way("Sales")).await;
    office.sim.clock().advance(LINK_LIFE - Duration::from_secs(1));
    let sam = office.stranger(102, "Sam", "en");
    sam.follows(&link).await;
    mina.reads().await;
    let link = invites(&mina, way("Sales")).await;
    office.sim.clock().advance(LINK_LIFE);
    // Sam waits for three days now: whoever may confirm is reminded.
    read(&office, &[&mina]).await;
    let late = office.stranger(103, "Lara", "en");
    late.follows(&link).await;
    insta::assert_snapshot!(masked(&office.close().await), @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [More]
      bot to Mina edits 2: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] / [Home]
    Mina: [Staff]
      bot to Mina edits 2: Staff ⏎  ⏎ Mina · Manager [Invite somebody] [People] / [Back] [Home]
    Mina: [Invite somebody]
      bot to Mina edits 2: New invitation ⏎  ⏎ Which role does your new colleague get? Press one. [Manager] [Keeper] / [Front desk] [Beautician] / [Sales] / [Back] [Home]
    Mina: [Sales]
      bot to Mina: Invitation to the client archive ⏎  ⏎ Role: Sales. Open the link below in Telegram and press Start. It works once, until 5 Mar 17:00. ⏎ 岗位：销售。请在 Telegram 中打开下面的链接并点击“开始”。链接只能使用一次，有效至3月5日 17:00。 ⏎ 역할: 영업. 텔레그램에서 아래 링크를 열고 ‘시작’을 눌러 주세요. 3월 5일 17:00까지 한 번만 쓸 수 있습니다. ⏎ https://t.me/salon_bot?start=<code> ⏎ Forward this message to one person only. After they accept, whoever invited them confirms it. [Staff] [Home]
      bot to Mina deletes 2
    Sam: /start <code>
      bot to Sam: Your account is waiting for confirmation. You will get a message as soon as the person who invited you confirms it.
      bot to Mina: An invitation was accepted ⏎  ⏎ Sam accepted your invitation as Sales. ⏎ Confirm only if you know that it is them: with the account they can open clients' cards. [Confirm] [Refuse] / [Home]
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [More]
      bot to Mina edits 6: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] / [Home]
    Mina: [Staff]
      bot to Mina edits 6: Staff ⏎  ⏎ Mina · Manager ⏎ Sam · Sales · waits for confirmation [Invite somebody] [People] / [Back] [Home]
    Mina: [Invite somebody]
      bot to Mina edits 6: New invitation ⏎  ⏎ Which role does your new colleague get? Press one. [Manager] [Keeper] / [Front desk] [Beautician] / [Sales] / [Back] [Home]
    Mina: [Sales]
      bot to Mina: Invitation to the client archive ⏎  ⏎ Role: Sales. Open the link below in Telegram and press Start. It works once, until 8 Mar 16:59. ⏎ 岗位：销售。请在 Telegram 中打开下面的链接并点击“开始”。链接只能使用一次，有效至3月8日 16:59。 ⏎ 역할: 영업. 텔레그램에서 아래 링크를 열고 ‘시작’을 눌러 주세요. 3월 8일 16:59까지 한 번만 쓸 수 있습니다. ⏎ https://t.me/salon_bot?start=<code> ⏎ Forward this message to one person only. After they accept, whoever invited them confirms it. [Staff] [Home]
      bot to Mina deletes 6
      bot to Mina edits 4: This message is out of date. The current one stands further down.
      bot to Mina edits 4: This message is out of date. The current one stands further down.
      bot to Mina: An invitation was accepted ⏎  ⏎ Sam accepted your invitation as Sales. ⏎ Confirm only if you know that it is them: with the account they can open clients' cards. [Confirm] [Refuse] / [Home]
    Lara: /start <code>
      bot to Lara: This is a private service. If you work here, ask your manager for an invitation.
    "#);
}

#[tokio::test]
async fn each_role_gets_its_commands_in_its_language() {
    let office = Office::open().await;
    let mut menus = Vec::new();
    // The lists for everybody are set once the bot has started.
    office.sim.idle(Duration::from_millis(300)).await;
    let (olga, _) = office.seat(101, "Olga", Role::Owner, "en").await;
    for (id, name, lang, role) in [
        (102, "Mina", "en", "Manager"),
        (103, "Kira", "en", "Keeper"),
        (104, "Fei", "zh", "Front desk"),
        (105, "Cleo", "ko", "Beautician"),
        (106, "Sam", "en", "Sales"),
    ] {
        let person = office.stranger(id, name, lang);
        let before = person.menu();
        let link = invites(&olga, way(role)).await;
        person.follows(&link).await;
        olga.reads().await;
        olga.presses("Confirm").await;
        person.reads().await;
        office.sim.idle(Duration::from_millis(50)).await;
        menus.push(format!("{name}, {role}, before: {}", before.join(" · ")));
        menus.push(format!("{name}, {role}, after: {}", person.menu().join(" · ")));
    }
    office.close().await;
    insta::assert_snapshot!(menus.join("\n"), @r#"
    Mina, Manager, before: start – Home · help – Help · privacy – What is kept and shown
    Mina, Manager, after: start – Home · find – Find a client · new – New card · undo – Undo what was saved last · cancel – Drop the open form · settings – Language and hours · help – Help · privacy – What is kept and shown
    Kira, Keeper, before: start – Home · help – Help · privacy – What is kept and shown
    Kira, Keeper, after: start – Home · find – Find a client · new – New card · undo – Undo what was saved last · cancel – Drop the open form · settings – Language and hours · help – Help · privacy – What is kept and shown
    Fei, Front desk, before: start – 首页 · help – 帮助 · privacy – 数据的保存与显示
    Fei, Front desk, after: start – 首页 · find – 查找客户 · new – 新建档案 · undo – 撤销最近一次保存 · cancel – 放弃当前内容 · settings – 语言与时间 · help – 帮助 · privacy – 数据的保存与显示
    Cleo, Beautician, before: start – 홈 · help – 도움말 · privacy – 보관과 표시 안내
    Cleo, Beautician, after: start – 홈 · find – 고객 찾기 · new – 새 고객 카드 · undo – 마지막 저장 되돌리기 · cancel – 진행 중인 내용 버리기 · settings – 언어와 시간 · help – 도움말 · privacy – 보관과 표시 안내
    Sam, Sales, before: start – Home · help – Help · privacy – What is kept and shown
    Sam, Sales, after: start – Home · find – Find a client · new – New card · undo – Undo what was saved last · cancel – Drop the open form · settings – Language and hours · help – Help · privacy – What is kept and shown
    "#);
}

#[tokio::test]
async fn who_may_not_invite_has_no_way_to_it() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "en").await;
    cleo.says("/start").await;
    cleo.presses("More").await;
    mina.says("/start").await;
    for label in ["More", "Staff", "Invite somebody"] {
        mina.presses(label).await;
    }
    mina.says("care").await;
    mina.presses("Back").await;
    mina.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: [More]
      bot to Cleo edits 2: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] / [Home]
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [More]
      bot to Mina edits 2: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] / [Home]
    Mina: [Staff]
      bot to Mina edits 2: Staff ⏎  ⏎ Mina · Manager ⏎ Cleo · Beautician [Invite somebody] [People] / [Back] [Home]
    Mina: [Invite somebody]
      bot to Mina edits 2: New invitation ⏎  ⏎ Which role does your new colleague get? Press one. [Manager] [Keeper] / [Front desk] [Beautician] / [Sales] / [Back] [Home]
    Mina: care
      bot to Mina: New invitation ⏎  ⏎ Press one of the buttons to go on. ⏎ Which role does your new colleague get? Press one. [Manager] [Keeper] / [Front desk] [Beautician] / [Sales] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [Back]
      bot to Mina edits 4: Staff ⏎  ⏎ Mina · Manager ⏎ Cleo · Beautician [Invite somebody] [People] / [Back] [Home]
    Mina: [Back]
      bot to Mina edits 4: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] / [Home]
    "#);
}
