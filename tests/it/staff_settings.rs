//! One's own settings, and the commands that need no form.

use crate::office::Office;
use kartoteka::model::policy::Role;
use std::time::Duration;

/// When nothing was under way for so long, the commands were set.
const QUIET: Duration = Duration::from_millis(100);

#[tokio::test]
async fn another_language_changes_the_commands_and_the_next_screens() {
    let office = Office::open().await;
    let (jin, _) = office.seat(101, "Jin", Role::Care, "ko").await;
    jin.says("/settings").await;
    jin.presses("中文").await;
    office.sim.idle(QUIET).await;
    let chinese = jin.menu();
    jin.presses("首页").await;
    jin.presses("更多").await;
    jin.presses("设置").await;
    jin.presses("한국어").await;
    office.sim.idle(QUIET).await;
    let korean = jin.menu();
    jin.says("/start").await;
    let menus = format!("{}\n{}\n", chinese.join(" · "), korean.join(" · "));
    insta::assert_snapshot!(office.close().await + &menus, @r#"
    Jin: /settings
      bot to Jin: 설정 ⏎  ⏎ 언어: 한국어 (텔레그램 설정에 따름) ⏎ 일일 알림: 08:30, 시간대 Asia/Shanghai ⏎ 언어나 시간을 누르거나, 08:15처럼 시간을 입력해 주세요. 다른 시간대라면 Seoul처럼 도시 이름을 영어로 입력해 주세요. [English] [中文] [✓ 한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN] / [뒤로] [홈]
    Jin: [中文]
      bot to Jin edits 2: 设置 ⏎  ⏎ 语言：中文 ⏎ 每日提醒：08:30，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN 码] / [返回] [首页]
    Jin: [首页]
      bot to Jin edits 2: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Jin: [更多]
      bot to Jin edits 2: 更多 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [设置] [帮助] / [隐私] / [首页]
    Jin: [设置]
      bot to Jin edits 2: 设置 ⏎  ⏎ 语言：中文 ⏎ 每日提醒：08:30，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN 码] / [返回] [首页]
    Jin: [한국어]
      bot to Jin edits 2: 설정 ⏎  ⏎ 언어: 한국어 ⏎ 일일 알림: 08:30, 시간대 Asia/Shanghai ⏎ 언어나 시간을 누르거나, 08:15처럼 시간을 입력해 주세요. 다른 시간대라면 Seoul처럼 도시 이름을 영어로 입력해 주세요. [English] [中文] [✓ 한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN] / [뒤로] [홈]
    Jin: /start
      bot to Jin: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
      bot to Jin deletes 2
    start – 首页 · find – 查找客户 · new – 新建档案 · undo – 撤销最近一次保存 · cancel – 放弃当前内容 · settings – 语言与时间 · help – 帮助 · privacy – 数据的保存与显示
    start – 홈 · find – 고객 찾기 · new – 새 고객 카드 · undo – 마지막 저장 되돌리기 · cancel – 진행 중인 내용 버리기 · settings – 언어와 시간 · help – 도움말 · privacy – 보관과 표시 안내
    "#);
}

#[tokio::test]
async fn the_digest_comes_when_one_likes() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/settings").await;
    cleo.presses("09:30").await;
    cleo.says("7:45").await;
    cleo.says("早上八点").await;
    cleo.says("at noon or so").await;
    cleo.sends_sticker().await;
    cleo.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /settings
      bot to Cleo: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 08:30, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
    Cleo: [09:30]
      bot to Cleo toasts: Saved.
      bot to Cleo edits 2: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 09:30, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [✓ 09:30] [10:00] / [PIN] / [Back] [Home]
    Cleo: 7:45
      bot to Cleo: Settings ⏎  ⏎ Saved. ⏎ Language: English, as your Telegram is set ⏎ Daily list: 07:45, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: 早上八点
      bot to Cleo: Settings ⏎  ⏎ Saved. ⏎ Language: English, as your Telegram is set ⏎ Daily list: 08:00, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [✓ 08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
      bot to Cleo deletes 4
    Cleo: at noon or so
      bot to Cleo: Settings ⏎  ⏎ That is neither a time of day nor a city of a time zone. Type 08:15 or Seoul, or press one of the times. ⏎ Language: English, as your Telegram is set ⏎ Daily list: 08:00, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [✓ 08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
      bot to Cleo deletes 6
    Cleo sends a sticker
      bot to Cleo: Settings ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ Language: English, as your Telegram is set ⏎ Daily list: 08:00, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [✓ 08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Back] [Home]
      bot to Cleo deletes 8
    Cleo: [Back]
      bot to Cleo edits 10: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn help_and_privacy_answer_at_any_moment() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/help").await;
    cleo.presses("Privacy").await;
    cleo.presses("Home").await;
    cleo.says("/new").await;
    cleo.says("Emma Sample").await;
    cleo.says("/privacy").await;
    cleo.presses("Home").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /help
      bot to Cleo: Help ⏎  ⏎ Look somebody up: type a name, initials or the last four digits of the phone. A single match opens the card at once. ⏎ After a visit: open the card, press Log visit and tap your way through. Photos and words fit in at any moment. ⏎ Need to see more of a card? Press Borrow and say what for and how long. A manager decides in the chat. ⏎ Back goes one step back, Cancel drops what you are doing. An unfinished form waits for you at Home. [Find] [New card] / [Settings] [Privacy] / [Home]
    Cleo: [Privacy]
      bot to Cleo edits 2: Privacy ⏎  ⏎ Telegram carries everything shown in this chat. Its servers can read it, as with any bot. The archive itself stays with your business, encrypted. ⏎ What is kept: clients' cards, visits, consents and loans, and who opened or changed which card and when. Drafts are kept until you finish or discard them. ⏎ Cards are protected from forwarding and saving, and close after a while. A screenshot or a photo of the screen is still possible, so a lent card names its borrower. ⏎ Your part: lock your phone, open a card only for your work, and write down only what serves the client. [Clear this chat] [Home]
    Cleo: [Home]
      bot to Cleo edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: Emma Sample
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: /privacy
      bot to Cleo: Privacy ⏎  ⏎ Your draft is kept. You find it at Home. ⏎ Telegram carries everything shown in this chat. Its servers can read it, as with any bot. The archive itself stays with your business, encrypted. ⏎ What is kept: clients' cards, visits, consents and loans, and who opened or changed which card and when. Drafts are kept until you finish or discard them. ⏎ Cards are protected from forwarding and saving, and close after a while. A screenshot or a photo of the screen is still possible, so a lent card names its borrower. ⏎ Your part: lock your phone, open a card only for your work, and write down only what serves the client. [Clear this chat] [Home]
      bot to Cleo deletes 6
    Cleo: [Home]
      bot to Cleo edits 8: Today · nothing due ⏎  ⏎ Unfinished 1: New card · step 2 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
    "#);
}

#[tokio::test]
async fn commands_with_nothing_to_do_say_so() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/undo").await;
    cleo.says("/cancel").await;
    cleo.says("/frobnicate").await;
    cleo.says("/new").await;
    cleo.says("Emma Sample").await;
    // A word with a slash is no answer to a question, and drops nothing.
    cleo.says("/frobnicate").await;
    cleo.says("/cancel").await;
    cleo.says("/undo").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /undo
      bot to Cleo: Today · nothing due ⏎  ⏎ There is nothing to undo. Go on from here. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: /cancel
      bot to Cleo: Today · nothing due ⏎  ⏎ There is nothing to cancel. Go on from here. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 2
    Cleo: /frobnicate
      bot to Cleo: Today · nothing due ⏎  ⏎ There is no such command. Press a button, or type / to see the list. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 4
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 6
    Cleo: Emma Sample
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo: /frobnicate
      bot to Cleo: New card ⏎  ⏎ There is no such command. Press a button, or type / to see the list. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo: /cancel
      bot to Cleo: Today · nothing due ⏎  ⏎ Cancelled. Nothing was saved. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 12
    Cleo: /undo
      bot to Cleo: Today · nothing due ⏎  ⏎ There is nothing to undo. Go on from here. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 14
    "#);
}
