//! The morning's digest: at each person's hour, once a day, and worked off in place.

use crate::office::{Office, Sample};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use kartoteka::archive::{staff, tasks};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, StaffId};
use std::time::Duration;

/// The schedule looks twice a second; when it was quiet for so long, nothing was due.
const QUIET: Duration = Duration::from_millis(1_200);

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// A moment of March in Shanghai, where the salon is.
fn at(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    let local = march(day).and_hms_opt(hour, minute, 0).unwrap();
    Utc.from_utc_datetime(&local) - chrono::Duration::hours(8)
}

/// A transcript's lines that say something, and the rest of it.
fn apart(transcript: &str, what: &str) -> (Vec<String>, String) {
    let (told, others): (Vec<&str>, Vec<&str>) =
        transcript.lines().partition(|line| line.contains(what));
    (told.into_iter().map(str::to_owned).collect(), others.join("\n"))
}

/// The salon on Tuesday at eight, before anybody's hour.
async fn morning() -> Office {
    let office = Office::open().await;
    // The schedule's first look is over: it would take Monday's hour for that of people who come on Tuesday.
    office.sim.idle(QUIET).await;
    office.sim.clock().set(at(3, 8, 0));
    office
}

async fn follow_up(office: &Office, client: ClientId, staff: StaffId, due: NaiveDate) {
    let made = office.archive.write(move |tx| {
        Box::pin(async move { tasks::create(tx, client.0, staff.0, None, due).await })
    });
    made.await.expect("a follow-up");
}

async fn named(office: &Office, name: &str) -> ClientId {
    office.client(Sample { name, ..Sample::default() }).await
}

#[tokio::test]
async fn it_comes_at_each_persons_hour_once_a_day_across_restarts() {
    let mut office = morning().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (sam, sam_id) = office.seat(102, "Sam", Role::Sales, "en").await;
    let (idle, idle_id) = office.seat(103, "Ida", Role::Care, "en").await;
    let later = office.archive.write(move |tx| {
        Box::pin(async move { staff::set_digest(tx, sam_id, "09:15", at(3, 8, 0)).await })
    });
    later.await.expect("a digest time");
    let emma = named(&office, "Emma Sample").await;
    follow_up(&office, emma, cleo_id, march(3)).await;
    follow_up(&office, emma, sam_id, march(3)).await;
    follow_up(&office, emma, idle_id, march(4)).await;
    for person in [&cleo, &sam, &idle] {
        person.says("/start").await;
    }
    let nobody_hears = async |office: &Office| {
        office.sim.idle(QUIET).await;
        assert_eq!(office.sim.unread(), Vec::<String>::new());
    };
    office.sim.clock().set(at(3, 8, 29));
    nobody_hears(&office).await;
    office.sim.clock().set(at(3, 8, 30));
    cleo.reads().await;
    nobody_hears(&office).await;
    office.stop().await;
    office.sim.clock().set(at(3, 9, 14));
    office.start().await;
    office.sim.idle(QUIET).await;
    for person in [&cleo, &sam, &idle] {
        person.reads().await;
    }
    nobody_hears(&office).await;
    office.sim.clock().set(at(3, 9, 15));
    sam.reads().await;
    nobody_hears(&office).await;
    // A clock that is set back within the day brings no second one; the next day does.
    office.sim.clock().set(at(3, 8, 30));
    nobody_hears(&office).await;
    office.sim.clock().set(at(4, 8, 30));
    cleo.reads().await;
    idle.reads().await;
    nobody_hears(&office).await;
    let (away, others) = apart(&office.close().await, "I was away from");
    assert!(away.len() == 3 && away.iter().all(|told| told.contains(" to 09:14. ")), "{away:?}");
    insta::assert_snapshot!(others, @r#"
    Cleo: /start
      bot to Cleo: Today · 1 follow-up ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 1] [My loans] / [More]
    Sam: /start
      bot to Sam: Today · 1 follow-up ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 1] [My loans] / [More]
    Ida: /start
      bot to Ida: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo: Today · 1 follow-up ⏎  ⏎ 1. A-0001 · today [1. Emma Sample] / [Home]
      bot to Sam: Today · 1 follow-up ⏎  ⏎ 1. A-0001 · today [1. Emma Sample] / [Home]
      bot to Cleo edits 3: This message is out of date. The current one stands further down.
      bot to Cleo deletes 3
      bot to Cleo: Today · 1 follow-up ⏎  ⏎ 1. A-0001 · 1 day overdue [1. Emma Sample] / [Home]
      bot to Ida: Today · 1 follow-up ⏎  ⏎ 1. A-0001 · today [1. Emma Sample] / [Home]
    "#);
}

#[tokio::test]
async fn after_an_outage_it_comes_late_and_says_so() {
    let mut office = morning().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "zh").await;
    let wang = named(&office, "王小美").await;
    follow_up(&office, wang, cleo_id, march(1)).await;
    cleo.says("/start").await;
    office.stop().await;
    office.sim.clock().set(at(3, 10, 0));
    office.start().await;
    office.sim.idle(QUIET).await;
    cleo.reads().await;
    cleo.presses("1. 王小美").await;
    cleo.presses("完成").await;
    cleo.presses("首页").await;
    // Whether she is told of the outage before or after her list is left to chance.
    let (away, others) = apart(&office.close().await, "期间系统离线");
    assert!(away.len() == 1 && away[0].contains(" 至 10:00 "), "{away:?}");
    insta::assert_snapshot!(others.replace("edits 4:", "edits 3:"), @r#"
    Cleo: /start
      bot to Cleo: 今日 · 回访 1 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访 · 1] [我的借阅] / [更多]
      bot to Cleo: 今日 · 回访 1 ⏎  ⏎ 这份提醒发晚了：到点时系统不在线。 ⏎ 1. A-0001 · 逾期 2 天 [1. 王小美] / [首页]
    Cleo: [1. 王小美]
      bot to Cleo edits 3: 回访 ⏎  ⏎ 王小美 · A-0001 ⏎ 逾期 2 天 [完成] [打开档案] / [推迟 1 天] [推迟 7 天] / [转交] / [返回] [首页]
    Cleo: [完成]
      bot to Cleo toasts: 已完成。
      bot to Cleo edits 3: 今日 ⏎  ⏎ 这份提醒发晚了：到点时系统不在线。 ⏎ 全部完成，没有其他待办。 ⏎ ✓ A-0001 · 已完成 [撤销] [首页]
    Cleo: [首页]
      bot to Cleo: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
      bot to Cleo deletes 2
    "#);
}

#[tokio::test]
async fn each_line_is_worked_off_in_place() {
    let office = morning().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (sam, _) = office.seat(102, "Sam", Role::Sales, "en").await;
    for (name, due) in [("Emma Sample", 1), ("Ana Sample", 3), ("Bea Sample", 3)] {
        let client = named(&office, name).await;
        follow_up(&office, client, cleo_id, march(due)).await;
    }
    let born = |name, day| Sample {
        name,
        facts: vec![(Field::Birthday, day)],
        keeper: Some(cleo_id),
        ..Sample::default()
    };
    office.client(born("Cora Sample", "1990-03-06")).await;
    office.client(born("Dora Sample", "--03-03")).await;
    cleo.says("/start").await;
    sam.says("/start").await;
    office.sim.clock().set(at(3, 8, 30));
    cleo.reads().await;
    cleo.presses("1. Emma Sample").await;
    cleo.presses("Done").await;
    cleo.presses("2. Ana Sample").await;
    cleo.presses("Back").await;
    cleo.presses("2. Ana Sample").await;
    cleo.presses("Put off 7 days").await;
    cleo.presses("3. Bea Sample").await;
    cleo.presses("Hand over").await;
    cleo.presses("Sam").await;
    sam.presses("Follow-ups").await;
    // Words under the digest are a search all the same: it asked nothing.
    cleo.says("cora").await;
    cleo.presses("4. Dora Sample").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · 3 follow-ups ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 3] [My loans] / [More]
    Sam: /start
      bot to Sam: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo: Today · 3 follow-ups · 2 birthdays ⏎  ⏎ 1. A-0001 · 2 days overdue ⏎ 2. A-0002 · today ⏎ 3. A-0003 · today ⏎ 4. A-0005 · birthday today ⏎ 5. A-0004 · birthday 6 Mar [1. Emma Sample] [2. Ana Sample] / [3. Bea Sample] [4. Dora Sample] / [5. Cora Sample] / [Home]
    Cleo: [1. Emma Sample]
      bot to Cleo edits 3: Follow-up ⏎  ⏎ Emma Sample · A-0001 ⏎ 2 days overdue [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Done]
      bot to Cleo toasts: Done.
      bot to Cleo edits 3: Today · 2 follow-ups · 2 birthdays ⏎  ⏎ ✓ A-0001 · done ⏎ 2. A-0002 · today ⏎ 3. A-0003 · today ⏎ 4. A-0005 · birthday today ⏎ 5. A-0004 · birthday 6 Mar [2. Ana Sample] [3. Bea Sample] / [4. Dora Sample] [5. Cora Sample] / [Undo] [Home]
    Cleo: [2. Ana Sample]
      bot to Cleo edits 3: Follow-up ⏎  ⏎ Ana Sample · A-0002 ⏎ Due 3 Mar 2026 [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Back]
      bot to Cleo edits 3: Today · 2 follow-ups · 2 birthdays ⏎  ⏎ ✓ A-0001 · done ⏎ 2. A-0002 · today ⏎ 3. A-0003 · today ⏎ 4. A-0005 · birthday today ⏎ 5. A-0004 · birthday 6 Mar [2. Ana Sample] [3. Bea Sample] / [4. Dora Sample] [5. Cora Sample] / [Home]
    Cleo: [2. Ana Sample]
      bot to Cleo edits 3: Follow-up ⏎  ⏎ Ana Sample · A-0002 ⏎ Due 3 Mar 2026 [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Put off 7 days]
      bot to Cleo toasts: Put off by 7 days.
      bot to Cleo edits 3: Today · 1 follow-up · 2 birthdays ⏎  ⏎ ✓ A-0001 · done ⏎ → A-0002 · put off until 10 Mar 2026 ⏎ 3. A-0003 · today ⏎ 4. A-0005 · birthday today ⏎ 5. A-0004 · birthday 6 Mar [3. Bea Sample] [4. Dora Sample] / [5. Cora Sample] / [Undo] [Home]
    Cleo: [3. Bea Sample]
      bot to Cleo edits 3: Follow-up ⏎  ⏎ Bea Sample · A-0003 ⏎ Due 3 Mar 2026 [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Hand over]
      bot to Cleo edits 3: Follow-up ⏎  ⏎ Who takes it over? It moves to their list. [Sam] / [Back] [Home]
    Cleo: [Sam]
      bot to Cleo toasts: Handed over to Sam.
      bot to Cleo edits 3: Today · 2 birthdays ⏎  ⏎ ✓ A-0001 · done ⏎ → A-0002 · put off until 10 Mar 2026 ⏎ → A-0003 · handed over ⏎ 4. A-0005 · birthday today ⏎ 5. A-0004 · birthday 6 Mar [4. Dora Sample] [5. Cora Sample] / [Undo] [Home]
    Sam: [Follow-ups]
      bot to Sam: Follow-ups from Cleo ⏎  ⏎ What was handed over to you, and not taken back since, stands in your list. Press Follow-ups. [Follow-ups] [Home]
      bot to Sam: Today · 1 follow-up ⏎  ⏎ 1. Bea Sample · A-0003 · today [1. Bea Sample] / [Home]
      bot to Sam deletes 2
    Cleo: cora
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Cora Sample · A-0004 ⏎ Kept by Cleo ⏎ Birthday: 6 Mar 1990 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 09:00. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: [4. Dora Sample]
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Dora Sample · A-0005 ⏎ Kept by Cleo ⏎ Birthday: 3 Mar ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 09:00. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Cleo deletes 5
    "#);
}

#[tokio::test]
async fn a_waiting_request_stands_in_the_managers_digest() {
    let office = morning().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (carl, _) = office.seat(102, "Carl", Role::Care, "en").await;
    named(&office, "Emma Sample").await;
    mina.says("/start").await;
    // The digest comes before the reminder of an unanswered request.
    office.sim.clock().set(at(3, 8, 10));
    carl.says("emma").await;
    for label in ["Borrow", "Visit", "Care", "2 hours", "Send"] {
        carl.presses(label).await;
    }
    mina.reads().await;
    office.sim.clock().set(at(3, 8, 30));
    mina.reads().await;
    mina.presses("1. L-2026-0001").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Carl: emma
      bot to Carl: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 08:40. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Carl: [Borrow]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Carl: [Visit]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Carl: [Care]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 5 Mar] / [3 full days] / [Back] [Cancel]
    Carl: [2 hours]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Carl: [Send]
      bot to Carl edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 09:10 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Carl asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 09:10 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
      bot to Mina: Today · 1 request ⏎  ⏎ 1. Request L-2026-0001 · Carl waits for a decision [1. L-2026-0001] / [Home]
    Mina: [1. L-2026-0001]
      bot to Mina: All loans · 1 ⏎  ⏎ L-2026-0001 · Carl ⏎ Emma Sample · A-0001 ⏎ Waiting · asked 1 manager · expires 09:10 [Decide A-0001] / [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
      bot to Mina deletes 2
    "#);
}

#[tokio::test]
async fn the_days_visits_stand_first_until_they_are_over() {
    let office = morning().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let emma = named(&office, "Emma Sample").await;
    let ana = named(&office, "Ana Sample").await;
    follow_up(&office, emma, cleo_id, march(3)).await;
    office.books(ana, cleo_id, at(3, 10, 30)).await;
    office.books(emma, cleo_id, at(3, 14, 0)).await;
    office.books(ana, cleo_id, at(4, 10, 0)).await;
    cleo.says("/start").await;
    office.sim.clock().set(at(3, 8, 30));
    cleo.reads().await;
    cleo.presses("Home").await;
    cleo.presses("Follow-ups · 1").await;
    cleo.presses("Home").await;
    office.sim.clock().set(at(3, 11, 31));
    cleo.presses("3. Emma Sample").await;
    cleo.presses("Done").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · 2 visits · 1 follow-up ⏎  ⏎ 10:30 · Ana Sample ⏎ 14:00 · Emma Sample ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Next visit 10:30] [Then 14:00] / [Find] [New card] / [Follow-ups · 1] [My loans] / [More]
      bot to Cleo: Today · 2 visits · 1 follow-up ⏎  ⏎ 1. 10:30 · A-0002 ⏎ 2. 14:00 · A-0001 ⏎ 3. A-0001 · today [1. Ana Sample] [2. Emma Sample] / [3. Emma Sample] / [Home]
    Cleo: [Home]
      bot to Cleo: Today · 2 visits · 1 follow-up ⏎  ⏎ 10:30 · Ana Sample ⏎ 14:00 · Emma Sample ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Next visit 10:30] [Then 14:00] / [Find] [New card] / [Follow-ups · 1] [My loans] / [More]
      bot to Cleo deletes 2
    Cleo: [Follow-ups · 1]
      bot to Cleo edits 4: Today · 1 follow-up ⏎  ⏎ 1. Emma Sample · A-0001 · today [1. Emma Sample] / [Home]
    Cleo: [Home]
      bot to Cleo edits 4: Today · 2 visits · 1 follow-up ⏎  ⏎ 10:30 · Ana Sample ⏎ 14:00 · Emma Sample ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Next visit 10:30] [Then 14:00] / [Find] [New card] / [Follow-ups · 1] [My loans] / [More]
    Cleo: [3. Emma Sample]
      bot to Cleo edits 3: Follow-up ⏎  ⏎ Emma Sample · A-0001 ⏎ Due 3 Mar 2026 [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Done]
      bot to Cleo toasts: Done.
      bot to Cleo edits 3: Today · 1 visit ⏎  ⏎ 1. 14:00 · A-0001 ⏎ ✓ A-0001 · done [1. Emma Sample] / [Undo] [Home]
    "#);
}

#[tokio::test]
async fn in_another_time_zone_it_comes_at_the_hour_there() {
    let office = morning().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let emma = named(&office, "Emma Sample").await;
    follow_up(&office, emma, cleo_id, march(3)).await;
    cleo.says("/settings").await;
    cleo.says("atlantis").await;
    cleo.says("berlin").await;
    cleo.presses("Home").await;
    office.sim.clock().set(at(3, 8, 30));
    office.sim.idle(QUIET).await;
    assert!(cleo.unread().is_empty(), "it is half past one at night there");
    // Seven hours later it is half past eight in Berlin.
    office.sim.clock().set(at(3, 15, 30));
    cleo.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /settings
      bot to Cleo: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 08:30, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
    Cleo: atlantis
      bot to Cleo: Settings ⏎  ⏎ That is neither a time of day nor a city of a time zone. Type 08:15 or Seoul, or press one of the times. ⏎ Language: English, as your Telegram is set ⏎ Daily list: 08:30, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: berlin
      bot to Cleo: Settings ⏎  ⏎ Saved. ⏎ Language: English, as your Telegram is set ⏎ Daily list: 08:30, time zone Europe/Berlin ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
      bot to Cleo deletes 4
    Cleo: [Home]
      bot to Cleo edits 6: Today · 1 follow-up ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 1] [My loans] / [More]
      bot to Cleo: Today · 1 follow-up ⏎  ⏎ 1. A-0001 · today [1. Emma Sample] / [Home]
    "#);
}
