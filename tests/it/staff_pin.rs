//! The PIN: set, asked for after a while, wrong too often, required by the owner; its digits are kept nowhere (T13).

use crate::lending::{approves, asks, late_digests, minutes, read, salon};
use crate::office::Office;
use kartoteka::model::policy::Role;
use simulator::Person;
use std::time::Duration;

/// Presses the keys of a PIN, and OK.
pub async fn enters(person: &Person, digits: &str, ok: &str) {
    for digit in digits.chars() {
        person.presses(&digit.to_string()).await;
    }
    person.presses(ok).await;
}

/// Sets a PIN under Settings.
pub async fn sets(person: &Person, digits: &str) {
    person.says("/settings").await;
    person.presses("PIN").await;
    person.presses("Set a PIN").await;
    enters(person, digits, "OK").await;
    enters(person, digits, "OK").await;
}

/// The transcript from the last line that begins so, without the single keys.
fn since(transcript: &str, begins: &str) -> String {
    let at = transcript.rfind(begins).expect("the line is in the transcript");
    let mut told = String::new();
    let mut is_key = false;
    for line in transcript[at..].lines() {
        if let Some((_, pressed)) = line.split_once(": [").filter(|_| !line.starts_with(' ')) {
            is_key = pressed.len() == 2 && pressed.starts_with(|c: char| c.is_ascii_digit());
        }
        if !is_key {
            told += &format!("{line}\n");
        }
    }
    told
}

#[tokio::test]
async fn a_pin_is_asked_for_after_a_while_and_the_decision_goes_on() {
    let (office, lena, mina) = salon().await;
    sets(&mina, "7391").await;
    mina.presses("Home").await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    approves(&mina).await;
    lena.reads().await;
    minutes(&office, 15);
    asks(&lena, "Today").await;
    mina.reads().await;
    approves(&mina).await;
    enters(&mina, "7390", "OK").await;
    enters(&mina, "7391", "OK").await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(since(&office.close().await, "Mina: [Approve]"), @r#"
    Mina: [Approve]
      bot to Mina edits 6: Approve L-2026-0002? ⏎  ⏎ Emma Sample · A-0001 ⏎ Extends L-2026-0001, which runs until 19:00. ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Lena can read these parts from now until 24:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 6: Your PIN ⏎  ⏎ Press the keys of your PIN, then OK. What you were doing goes on after that. ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [Erase] [0] [OK] / [Back] [Home]
    Mina: [OK]
      bot to Mina edits 6: Your PIN ⏎  ⏎ That was wrong. 4 tries are left. Press the keys again. ⏎ Press the keys of your PIN, then OK. What you were doing goes on after that. ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [Erase] [0] [OK] / [Back] [Home]
    Mina: [OK]
      bot to Mina edits 6: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Approved by Mina 17:15, until 24:00 [Print form] [Home]
      bot to Mina edits 5: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Replaced by L-2026-0002 17:15 [Print form] [Home]
      bot to Lena edits 5: Request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:15, until 24:00 [My loans] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Record on loan L-2026-0002 ⏎  ⏎ Loan L-2026-0002 · Lena · Visit · until 24:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_start_locks_and_quick_fingers_are_understood() {
    let (mut office, lena, mina) = salon().await;
    sets(&mina, "7391").await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    office.stop().await;
    office.start().await;
    approves(&mina).await;
    // All four before the first dot is seen.
    for digit in ["7", "3", "9", "1"] {
        mina.press_quietly(digit);
    }
    office.sim.idle(Duration::from_millis(500)).await;
    mina.reads().await;
    mina.presses("OK").await;
    read(&office, &[&lena]).await;
    let transcript = office.close().await;
    assert!(transcript.contains("bot to Lena: Record on loan"), "{transcript}");
}

#[tokio::test]
async fn whoever_decides_sets_a_pin_where_the_owner_requires_one() {
    let office = Office::open().await;
    let (chen, chen_id) = office.seat(101, "Chen", Role::Owner, "zh").await;
    let (lena, lena_id) = office.seat(102, "Lena", Role::Care, "zh").await;
    late_digests(&office, vec![chen_id, lena_id]).await;
    office.client(crate::lending::emma()).await;
    chen.says("/settings").await;
    chen.presses("PIN 码").await;
    chen.presses("要求设置").await;
    chen.presses("首页").await;
    lena.says("emma").await;
    for label in ["借阅", "到店服务", "护理", "2 小时", "提交"] {
        lena.presses(label).await;
    }
    chen.reads().await;
    chen.presses("批准").await;
    chen.presses("确定批准").await;
    enters(&chen, "1234", "确定").await;
    enters(&chen, "7391", "确定").await;
    enters(&chen, "7399", "确定").await;
    enters(&chen, "7391", "确定").await;
    enters(&chen, "7391", "确定").await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(since(&office.close().await, "Chen: [批准]"), @r#"
    Chen: [批准]
      bot to Chen edits 3: 批准 L-2026-0001？ ⏎  ⏎ Emma Sample · A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Lena 可从现在起查看以上内容，至 19:00。 [确定批准] [返回] / [首页]
    Chen: [确定批准]
      bot to Chen edits 3: 新的 PIN 码 ⏎  ⏎ 审批人需要 PIN 码。请按 4 到 6 位数字，然后点“确定”。之后会继续刚才的操作。 ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [退格] [0] [确定] / [返回] [首页]
    Chen: [确定]
      bot to Chen toasts: 这组数字太容易猜到，请换一组。
      bot to Chen edits 3: 新的 PIN 码 ⏎  ⏎ 审批人需要 PIN 码。请按 4 到 6 位数字，然后点“确定”。之后会继续刚才的操作。 ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [退格] [0] [确定] / [返回] [首页]
    Chen: [确定]
      bot to Chen edits 3: 再次输入新 PIN 码 ⏎  ⏎ 请再按一遍同样的数字，然后点“确定”。 ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [退格] [0] [确定] / [返回] [首页]
    Chen: [确定]
      bot to Chen toasts: 两次输入不一致，请重新设置。
      bot to Chen edits 3: 新的 PIN 码 ⏎  ⏎ 审批人需要 PIN 码。请按 4 到 6 位数字，然后点“确定”。之后会继续刚才的操作。 ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [退格] [0] [确定] / [返回] [首页]
    Chen: [确定]
      bot to Chen edits 3: 再次输入新 PIN 码 ⏎  ⏎ 请再按一遍同样的数字，然后点“确定”。 ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [退格] [0] [确定] / [返回] [首页]
    Chen: [确定]
      bot to Chen edits 3: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lena ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Chen 于 17:00 批准，至 19:00 [打印借阅单] [首页]
      bot to Lena edits 2: 申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Chen 于 17:00 批准，至 19:00 [我的借阅] [首页]
      bot to Lena: 借阅档案 L-2026-0001 ⏎  ⏎ 借阅 L-2026-0001 · Lena · 到店服务 · 至 19:00 · 仅限此用途 ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 皮肤：canary dry [归还] [申请续借] / [打印借阅单] [首页]
    "#);
}

#[tokio::test]
async fn five_wrong_tries_are_a_pause_and_the_owner_is_told() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "ko").await;
    let (olga, olga_id) = office.seat(102, "Olga", Role::Owner, "ko").await;
    late_digests(&office, vec![mina_id, olga_id]).await;
    olga.says("/start").await;
    mina.says("/settings").await;
    for label in ["PIN", "PIN 설정"] {
        mina.presses(label).await;
    }
    enters(&mina, "739182", "확인").await;
    enters(&mina, "739182", "확인").await;
    mina.presses("PIN 변경").await;
    for _ in 0..5 {
        enters(&mina, "7390", "확인").await;
    }
    olga.reads().await;
    // The pause has no keys; from the menu it is as long, and the right PIN does not end it.
    assert!(!mina.screen().labels().contains(&"7"));
    for label in ["뒤로", "PIN 변경"] {
        mina.presses(label).await;
    }
    enters(&mina, "739182", "확인").await;
    minutes(&office, 15);
    for label in ["뒤로", "PIN 변경"] {
        mina.presses(label).await;
    }
    enters(&mina, "739182", "확인").await;
    let kept = kept(&office).await;
    assert!(!kept.contains("739182") && !kept.contains("7390"), "digits are kept");
    insta::assert_snapshot!(since(&office.close().await, "Mina: [PIN 변경]"), @r#"
    Mina: [PIN 변경]
      bot to Mina edits 2: PIN 입력 ⏎  ⏎ 현재 PIN을 숫자 버튼으로 누르고 ‘확인’을 눌러 주세요. ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [지우기] [0] [확인] / [뒤로] [홈]
    Mina: [확인]
      bot to Mina edits 2: 새 PIN ⏎  ⏎ 원하는 숫자를 4~6자리 누르고 ‘확인’을 눌러 주세요. ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [지우기] [0] [확인] / [뒤로] [홈]
    "#);
}

#[tokio::test]
async fn a_written_pin_is_not_searched_for() {
    let (office, _, mina) = salon().await;
    mina.says("/settings").await;
    mina.presses("PIN").await;
    mina.presses("Set a PIN").await;
    mina.says("7391").await;
    let words = mina.screen().text;
    assert!(words.contains("Do not write your PIN") && !words.contains("7391"), "{words}");
    office.close().await;
}

/// All that the archive keeps of chats, as text.
async fn kept(office: &Office) -> String {
    let tx = office.archive.read().await.expect("a reader");
    let screens = kartoteka::archive::screens::of_person(&tx, kartoteka::model::StaffId(1)).await;
    let pin = kartoteka::archive::pins::get(&tx, kartoteka::model::StaffId(1)).await;
    let mut kept = pin.expect("it reads").expect("a PIN").hash;
    for row in screens.expect("they read") {
        kept += &format!("{} {}", row.place, row.shown);
    }
    kept
}
