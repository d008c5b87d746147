//! An incident: the clock, who was shown cards, the end.

use crate::lending::{catch_up, fills, keeper_and_manager, late_digests, minutes, read};
use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn an_owner_opens_one_sees_who_saw_what_and_closes_it() {
    let office = Office::open().await;
    let (chen, _) = office.seat(101, "Chen", Role::Owner, "en").await;
    let (fei, _) = office.seat(102, "Fei", Role::FrontDesk, "en").await;
    office.client(Sample { name: "Emma Sample", ..Sample::default() }).await;
    office.client(Sample { name: "Otto Sample", ..Sample::default() }).await;
    fei.says("emma").await;
    fei.says("emma").await;
    fei.says("otto").await;
    chen.says("/incident").await;
    chen.says("soon").await;
    chen.presses("3 days ago").await;
    chen.presses("Close the incident").await;
    chen.presses("Close the incident").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 2
    Fei: otto
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Otto Sample · A-0002 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 4
    Chen: /incident
      bot to Chen: Incident ⏎  ⏎ Has client data leaked, or may it have leaked? Tap or type the day it began. The 72 hours for telling the authority start, and you see who was shown how many cards since then. [Since yesterday] [3 days ago] / [7 days ago] [30 days ago] / [Back] [Home]
    Chen: soon
      bot to Chen: Incident ⏎  ⏎ That is no day of the past year. Type one, such as 2 March, or tap a button. ⏎ Has client data leaked, or may it have leaked? Tap or type the day it began. The 72 hours for telling the authority start, and you see who was shown how many cards since then. [Since yesterday] [3 days ago] / [7 days ago] [30 days ago] / [Back] [Home]
      bot to Chen deletes 2
    Chen: [3 days ago]
      bot to Chen toasts: The 72 hours start now.
      bot to Chen edits 4: Incident ⏎  ⏎ 0 of the 72 hours have passed. Tell the authority before they are over. ⏎ Cards shown since 27 Feb 17:00: ⏎ • Fei (Front desk): 2 cards, shown 3 times ⏎ Now: stop the leak, tell the authority, tell the clients if they are at risk, write down what was done. Then close it. [Close the incident] / [Back] [Home]
    Chen: [Close the incident]
      bot to Chen edits 4: Incident ⏎  ⏎ 0 of the 72 hours have passed. Tell the authority before they are over. ⏎ Has everybody been told who must be? The clock stops; the activity log keeps when it was opened and closed. [Back] [Close the incident] / [Home]
    Chen: [Close the incident]
      bot to Chen edits 4: The incident is closed. [Home]
    "#);
}

#[tokio::test]
async fn nobody_else_finds_it() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    mina.says("/incident").await;
    mina.presses("Home").await;
    mina.presses("More").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /incident
      bot to Mina: Your role does not allow this. Ask the owner or a manager. [Home]
    Mina: [Home]
      bot to Mina edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [More]
      bot to Mina edits 2: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] / [Home]
    "#);
}

#[tokio::test]
async fn an_incident_in_chinese_and_korean() {
    let office = Office::open().await;
    let (chen, _) = office.seat(101, "Chen", Role::Owner, "zh").await;
    let (kim, _) = office.seat(102, "Kim", Role::Owner, "ko").await;
    chen.says("/incident").await;
    chen.says("3月1日").await;
    kim.says("/incident").await;
    kim.presses("사고 종료").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Chen: /incident
      bot to Chen: 泄露事件 ⏎  ⏎ 客户资料泄露了，或可能泄露了？从哪天开始？请点选，或输入日期。72 小时报告期限随即开始计时，并列出此后谁看过多少份档案。 [1 天前] [3 天前] / [7 天前] [30 天前] / [返回] [首页]
    Chen: 3月1日
      bot to Chen: 泄露事件 ⏎  ⏎ 已开始计时。 ⏎ 72 小时期限已过去 0 小时，请在期满前报告主管部门。 ⏎ 3月1日 00:00 以来查看过的档案： ⏎ 没有人查看过档案。 ⏎ 现在请：堵住泄露，报告主管部门，客户有风险时通知客户，记下处理经过，然后点“处理完毕”。 [处理完毕] / [返回] [首页]
      bot to Chen deletes 2
    Kim: /incident
      bot to Kim: 유출 사고 ⏎  ⏎ 신고 기한 72시간 중 0시간이 지났습니다. 기한 안에 감독 기관에 신고해 주세요. ⏎ 3월 1일 00:00 이후 열람한 카드: ⏎ 카드를 열람한 사람이 없습니다. ⏎ 지금 할 일: 유출을 막고, 감독 기관에 신고하고, 위험이 있으면 고객에게 알리고, 조치한 내용을 적은 뒤 종료해 주세요. [사고 종료] / [뒤로] [홈]
    Kim: [사고 종료]
      bot to Kim edits 2: 유출 사고 ⏎  ⏎ 신고 기한 72시간 중 0시간이 지났습니다. 기한 안에 감독 기관에 신고해 주세요. ⏎ 알려야 할 곳에 모두 알렸나요? 기한 계산이 멈춥니다. 시작과 종료 시각은 작업 기록에 남습니다. [뒤로] [사고 종료] / [홈]
    "#);
}

#[tokio::test]
async fn who_saw_a_client_that_is_erased_is_counted_and_the_clock_is_not_forgotten() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&office, vec![olga_id]).await;
    let labels = ["Rights", "Erase the client", "The client's wish", "Ask to erase"];
    fills(&kira, "emma", &labels).await;
    read(&office, &[&mina]).await;
    olga.says("/start").await;
    assert!(
        olga.screen().words().contains("1 request waits for you to confirm"),
        "Home does not know what waits"
    );
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    catch_up(&office, &[&kira, &olga]).await;
    olga.says("/incident").await;
    olga.presses("Since yesterday").await;
    let told = olga.screen().words().to_owned();
    assert!(told.contains("Kira (Keeper): 1 card"), "{told}");
    minutes(&office, 48 * 60 + 1);
    read(&office, &[&olga]).await;
    let chat = olga.chat();
    let reminders = chat.iter().filter(|it| it.words().contains("48 of the 72 hours")).count();
    assert_eq!(reminders, 1);
    olga.says("/start").await;
    assert!(olga.screen().words().contains("24 hours left"), "{}", olga.screen().words());
    office.close().await;
}
