//! The trail's proof in the chat: the day's anchor to the owner, the check on demand, the alarm.

use crate::lending::read;
use crate::office::{Office, Sample, monday};
use chrono::Duration;
use kartoteka::archive::staff;
use kartoteka::model::StaffId;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Digests that do not disturb: at the last minute of the day.
async fn late_digests(office: &Office, people: Vec<StaffId>) {
    crate::lending::late_digests(office, people).await;
}

/// A day later, in the morning.
async fn next_day(office: &Office) {
    office.sim.clock().set(monday() + Duration::hours(25));
    office.sim.idle(crate::lending::UNASKED_QUIET).await;
}

async fn salon() -> (Office, Person, Person, StaffId) {
    let office = Office::open().await;
    let (chen, chen_id) = office.seat(101, "Chen", Role::Owner, "en").await;
    let (gu, gu_id) = office.seat(102, "Gu", Role::Keeper, "en").await;
    late_digests(&office, vec![chen_id, gu_id]).await;
    office.client(Sample { name: "Emma Sample", ..Sample::default() }).await;
    chen.says("/start").await;
    // The first anchor is made by the first look after there is something to anchor; it is not told.
    office.sim.clock().set(monday() + Duration::minutes(2));
    office.sim.idle(crate::lending::UNASKED_QUIET).await;
    (office, chen, gu, chen_id)
}

#[tokio::test]
async fn the_owner_gets_the_days_anchor_and_may_check_the_trail() {
    let (office, chen, gu, _) = salon().await;
    gu.says("/settings").await;
    gu.presses("✓ English").await;
    gu.presses("Check the log").await;
    gu.presses("Check now").await;
    gu.reads().await;
    next_day(&office).await;
    chen.reads().await;
    chen.presses("Check the log").await;
    // The first check code is cast when the schedule first looks, which may be before the seats are taken or after.
    let told = office.close().await.replace("17:00", "17:02");
    let told = told.replace("Entries checked: 2.", "Entries checked: 3.");
    insta::assert_snapshot!(told, @r#"
    Chen: /start
      bot to Chen: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Gu: /settings
      bot to Gu: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Check the log] / [Client rights] / [Back] [Home]
    Gu: [✓ English]
      bot to Gu edits 2: Settings ⏎  ⏎ Language: English ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Check the log] / [Client rights] / [Back] [Home]
    Gu: [Check the log]
      bot to Gu edits 2: Activity log ⏎  ⏎ ✓ All in order. Entries checked: 3. None was changed, removed or added. ⏎ Checked at 17:02. ⏎ Last check code: 3:a593072a1aff6c50, of 17:02 [Check now] / [Back] [Home]
    Gu: [Check now]
      bot to Gu edits 2: Activity log ⏎  ⏎ ✓ All in order. Entries checked: 3. None was changed, removed or added. ⏎ Checked at 17:02. ⏎ Last check code: 3:a593072a1aff6c50, of 17:02 ⏎ All of it is being checked now. You get a message with the result. [Back] [Home]
      bot to Gu: Activity log ⏎  ⏎ ✓ All in order. Entries checked: 4. None was changed, removed or added. ⏎ Checked at 17:02. ⏎ Last check code: 3:a593072a1aff6c50, of 17:02 [Check now] / [Back] [Home]
      bot to Chen: Proof of the activity log for today ⏎  ⏎ Nothing to do: just keep this message. Even somebody who rewrites the log cannot change it. To compare, run on the server: kartoteka doctor --anchor 4:e4846604b0bec887 [Check the log] [Home]
    Chen: [Check the log]
      bot to Chen: Activity log ⏎  ⏎ ✓ All in order. Entries checked: 4. None was changed, removed or added. ⏎ Checked at 18:00. ⏎ Last check code: 4:e4846604b0bec887, of 18:00 [Check now] / [Back] [Home]
      bot to Chen deletes 2
    "#);
}

#[tokio::test]
async fn a_trail_that_was_changed_alarms_the_owner_once() {
    let (mut office, chen, gu, chen_id) = salon().await;
    gu.says("/settings").await;
    gu.presses("✓ English").await;
    office.stop().await;
    office.alters("UPDATE trail SET act = 'searched' WHERE id = 2").await;
    office.start().await;
    // It hears Telegram first: a day that passes before that is an outage, and told.
    office.sim.idle(crate::lending::UNASKED_QUIET).await;
    next_day(&office).await;
    chen.reads().await;
    office.sim.clock().set(monday() + Duration::hours(26));
    office.sim.idle(crate::lending::UNASKED_QUIET).await;
    let unread = office.sim.unread();
    assert!(unread.is_empty(), "the alarm stands for a day: {unread:?}");
    office.sim.clock().set(monday() + Duration::hours(50));
    read(&office, &[&chen]).await;
    chen.says("/settings").await;
    let lang = office.archive.write(move |tx| {
        Box::pin(staff::set_lang(tx, chen_id, kartoteka::model::lang::Lang::Zh, monday()))
    });
    lang.await.expect("a language");
    chen.presses("Check the log").await;
    // The first check code is cast when the schedule first looks, which may be before the seats are taken or after.
    let told = office.close().await.replace("2 Mar 17:00", "2 Mar 17:02");
    let told = told.replace("3月2日 17:00", "3月2日 17:02");
    insta::assert_snapshot!(told, @r#"
    Chen: /start
      bot to Chen: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Gu: /settings
      bot to Gu: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Check the log] / [Client rights] / [Back] [Home]
    Gu: [✓ English]
      bot to Gu edits 2: Settings ⏎  ⏎ Language: English ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Check the log] / [Client rights] / [Back] [Home]
      bot to Chen: The activity log does not fit ⏎  ⏎ ⛔ Changed at entry 2: it no longer says what it said when it was written. Keep this chat, stop the bot and find out who could reach the database. ⏎ Checked at 18:00. ⏎ Last check code: 3:a593072a1aff6c50, of 2 Mar 17:02 [Check the log] [Home]
      bot to Chen edits 3: This message is out of date. The current one stands further down.
      bot to Chen deletes 3
      bot to Chen: The activity log does not fit ⏎  ⏎ ⛔ Changed at entry 2: it no longer says what it said when it was written. Keep this chat, stop the bot and find out who could reach the database. ⏎ Checked at 19:00. ⏎ Last check code: 3:a593072a1aff6c50, of 2 Mar 17:02 [Check the log] [Home]
    Chen: /settings
      bot to Chen: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Check the log] / [Client rights] / [Loan rules] / [Sensitive fields] [Record keeping] / [Back] [Home]
      bot to Chen edits 2: This message is out of date. The current one stands further down.
    Chen: [Check the log]
      bot to Chen edits 6: 操作日志 ⏎  ⏎ ⛔ 第 2 条被改动：内容与写入时不同。请保留此聊天，停止机器人，并查明谁能接触数据库。 ⏎ 核对时间：19:00 ⏎ 最近的校验码：3:a593072a1aff6c50，3月2日 17:02 [立即核对] / [返回] [首页]
    "#);
}
