//! A panic in somebody's turn: she is told, her next word is served, and nobody else notices.
//! A binary of its own, since planted faults are the whole process's.
#![allow(missing_docs)]

#[path = "it/office.rs"]
#[allow(dead_code, reason = "the chat tests use the rest of it")]
mod office;

use kartoteka::faults;
use kartoteka::model::policy::Role;
use office::Office;

/// The word that brings a turn down.
const WORD: &str = "boom";

#[tokio::test]
async fn a_panic_in_a_turn_reaches_nobody_else() {
    faults::plant(&format!("panic={WORD}")).expect("the fault is known");
    let office = Office::open().await;
    let (anna, _) = office.seat(101, "Anna", Role::Care, "en").await;
    let (wei, _) = office.seat(102, "Wei", Role::Care, "zh").await;
    anna.says("/start").await;
    anna.says_quietly(WORD);
    // While her turn is tried again, others are served.
    wei.says("/start").await;
    wei.presses("更多").await;
    anna.reads().await;
    let broken = anna.screen().text;
    let code = broken.rsplit(' ').next().unwrap_or_default().to_owned();
    let parts: Vec<&str> = code.split('-').collect();
    let is_number = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    assert!(parts.len() == 2 && parts.iter().all(is_number), "a code for support: {broken}");
    anna.says("emma").await;
    anna.presses("Home").await;
    wei.presses("首页").await;
    insta::assert_snapshot!(office.close().await.replace(&code, "<code>"), @r#"
    Anna: /start
      bot to Anna: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Anna: boom
    Wei: /start
      bot to Wei: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Wei: [更多]
      bot to Wei edits 2: 更多 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [设置] [帮助] / [隐私] / [首页]
      bot to Anna: Something went wrong, and nothing was changed. Try again, or tell your manager this code: <code>
    Anna: emma
      bot to Anna: Find a client ⏎  ⏎ No client for “emma”. Type it differently, or create a card. [Create “emma”] / [Back] [Home]
      bot to Anna deletes 2
    Anna: [Home]
      bot to Anna edits 6: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Wei: [首页]
      bot to Wei edits 2: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    "#);
}
