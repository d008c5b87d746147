//! A deputy: while a manager is away, requests go to whoever they named; the right is read again at the press (D2).

use crate::lending::{LENA, asks, catch_up, fills, late_digests, minutes, read, salon_of};
use crate::office::{Office, monday};
use kartoteka::archive::staff::{self, Account};
use kartoteka::archive::{loan_decisions, loans};
use kartoteka::model::policy::Role;
use kartoteka::model::{BranchId, LoanId, StaffId};
use simulator::Person;

/// Lena serves, Mina manages here, Nils manages another branch; Emma is on the books here.
struct Salon {
    office: Office,
    lena: Person,
    mina: Person,
    nils: Person,
    nils_id: StaffId,
}

async fn salon(mina: &'static str, nils: &'static str) -> Salon {
    let (office, [(lena, _), (mina, _)]) = salon_of([LENA, ("Mina", Role::Manager, mina)]).await;
    office
        .alters(
            "INSERT INTO branch (id, name, prefix, zone, country, next_number) \
         VALUES (2, 'Other', 'B', 'Asia/Shanghai', 'CN', 1)",
        )
        .await;
    let (nils, nils_id) = elsewhere(&office, 103, "Nils", nils).await;
    Salon { office, lena, mina, nils, nils_id }
}

/// A manager of the other branch, who has begun with the bot.
async fn elsewhere(
    office: &Office,
    id: i64,
    name: &'static str,
    lang: &'static str,
) -> (Person, StaffId) {
    let seated = office.archive.write(move |tx| {
        Box::pin(async move {
            let account = Account { id, name, lang: Some(lang) };
            let person = staff::person(tx, &account, monday() - chrono::Duration::days(30)).await?;
            staff::take_seat(tx, person, BranchId(2), "manager", "active").await?;
            Ok(person)
        })
    });
    let staff = seated.await.expect("a seat in the other branch");
    let person = office.stranger(id, name, lang);
    late_digests(office, vec![staff]).await;
    person.says("/start").await;
    (person, staff)
}

/// Mina is away until tomorrow, and Nils decides for her.
async fn leaves(salon: &Salon) {
    salon.mina.says("/settings").await;
    for label in ["I am away", "Choose who decides", "Tomorrow", "Nils"] {
        salon.mina.presses(label).await;
    }
    salon.nils.reads().await;
}

#[tokio::test]
async fn while_a_manager_is_away_the_deputy_decides_for_them() {
    let salon = salon("en", "zh").await;
    fills(&salon.lena, "emma", &["Borrow", "Visit", "Care", "2 hours"]).await;
    salon.office.topic();
    leaves(&salon).await;
    salon.lena.presses("Send").await;
    read(&salon.office, &[&salon.nils]).await;
    assert!(salon.mina.unread().is_empty(), "whoever is away is left in peace");
    assert!(salon.nils.screen().text.contains("代 Mina 审批"), "{}", salon.nils.screen().text);
    salon.nils.presses("批准").await;
    salon.nils.presses("确定批准").await;
    salon.lena.reads().await;
    salon.mina.says("/settings").await;
    salon.mina.presses("I am away").await;
    salon.mina.presses("I am back").await;
    insta::assert_snapshot!(salon.office.close().await, @r#"
    Mina: /settings
      bot to Mina: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Client rights] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [I am away]
      bot to Mina edits 4: While you are away ⏎  ⏎ You are here: requests for loans come to you. ⏎ While you are away, requests go to a colleague who may decide them. You can still decide, too. [Choose who decides] / [Back] [Home]
    Mina: [Choose who decides]
      bot to Mina edits 4: Away · until when? ⏎  ⏎ The last day you are away. Pick it, or type it, such as next Friday. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
    Mina: [Tomorrow]
      bot to Mina edits 4: Away · who decides? ⏎  ⏎ Who decides for you until the end of 3 Mar 2026? [Nils] / [Back] [Home]
    Mina: [Nils]
      bot to Mina toasts: Saved.
      bot to Mina edits 4: While you are away ⏎  ⏎ Until 3 Mar 24:00 Nils decides requests for you. [I am back] [Choose who decides] / [Back] [Home]
      bot to Nils: 请您代同事审批 ⏎  ⏎ 3月3日 24:00 前由您代 Mina 审批，申请会发到这里。 [首页]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Nils: Lena 申请借阅档案 ⏎  ⏎ A-0001 ⏎ 代 Mina 审批（对方不在岗）。 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ 没有其他借阅 ⏎ 18:00 前无人审批则自动失效；以先处理的为准。 [批准] [缩短期限] [拒绝] / [首页]
    Nils: [批准]
      bot to Nils edits 4: 批准 L-2026-0001？ ⏎  ⏎ Emma Sample · A-0001 ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Lena 可从现在起查看以上内容，至 19:00。 [确定批准] [返回] / [首页]
    Nils: [确定批准]
      bot to Nils edits 4: 借阅申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 申请人：Lena ⏎ 用途：到店服务 ⏎ 内容：护理 ⏎ 期限：批准后 2 小时 ⏎ Nils 于 17:00 批准，至 19:00 [打印借阅单] [首页]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Nils 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Mina: /settings
      bot to Mina: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Client rights] / [Back] [Home]
      bot to Mina deletes 4
    Mina: [I am away]
      bot to Mina edits 6: While you are away ⏎  ⏎ Until 3 Mar 24:00 Nils decides requests for you. [I am back] [Choose who decides] / [Back] [Home]
    Mina: [I am back]
      bot to Mina edits 6: While you are away ⏎  ⏎ You are here: requests for loans come to you. ⏎ While you are away, requests go to a colleague who may decide them. You can still decide, too. [Choose who decides] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_deputy_who_is_one_no_more_decides_nothing() {
    let salon = salon("en", "en").await;
    leaves(&salon).await;
    asks(&salon.lena, "2 hours").await;
    salon.nils.reads().await;
    salon.nils.presses("Approve").await;
    salon.mina.says("/settings").await;
    salon.mina.presses("I am away").await;
    salon.mina.presses("I am back").await;
    salon.nils.presses("Yes, approve").await;
    assert!(salon.nils.screen().text.contains("Your role does not allow this"));
    assert!(salon.lena.screen().text.contains("Waiting for a manager"));
    salon.office.close().await;
}

#[tokio::test]
async fn what_waits_goes_to_the_deputy_at_once_and_nobody_unfit_is_offered() {
    let salon = salon("ko", "en").await;
    asks(&salon.lena, "2 hours").await;
    salon.mina.reads().await;
    salon.mina.says("/settings").await;
    for label in ["자리 비움", "대신할 직원 정하기"] {
        salon.mina.presses(label).await;
    }
    salon.mina.says("언젠가").await;
    salon.mina.says("2020-01-01").await;
    salon.mina.presses("내일").await;
    let offered = salon.mina.screen().buttons.concat();
    assert!(!offered.iter().any(|it| it.text == "Lena"), "whoever serves decides nothing");
    reseats_away(&salon).await;
    salon.mina.presses("Nils").await;
    assert!(
        salon.mina.screen().text.contains("다른 매니저를 초대한"),
        "{}",
        salon.mina.screen().text
    );
    assert!(salon.nils.unread().is_empty());
    salon.office.close().await;
}

/// Nils manages nothing any more.
async fn reseats_away(salon: &Salon) {
    let nils = salon.nils_id;
    let ended = salon.office.archive.write(move |tx| {
        Box::pin(async move { staff::take_seat(tx, nils, BranchId(2), "care", "active").await })
    });
    ended.await.expect("another seat");
}

#[tokio::test]
async fn a_deputy_gets_what_waits() {
    let salon = salon("en", "en").await;
    asks(&salon.lena, "2 hours").await;
    salon.mina.reads().await;
    leaves(&salon).await;
    let told = salon.nils.chat();
    assert!(
        told.iter().any(|it| it.text.contains("in place of Mina, who is away.")),
        "it waits for her"
    );
    salon.office.close().await;
}

#[tokio::test]
async fn a_deputys_time_ends_by_itself() {
    let salon = salon("en", "en").await;
    let everybody = [&salon.lena, &salon.mina, &salon.nils];
    leaves(&salon).await;
    minutes(&salon.office, 2 * 24 * 60);
    catch_up(&salon.office, &everybody).await;
    asks(&salon.lena, "2 hours").await;
    salon.mina.reads().await;
    catch_up(&salon.office, &[&salon.lena]).await;
    assert!(salon.nils.unread().is_empty(), "Mina is back without a press");
    assert_eq!(may_decide(&salon.office).await, [("Mina", true), ("Nils", false)]);
    salon.office.close().await;
}

#[tokio::test]
async fn a_deputy_of_another_branchs_manager_decides_nothing_here() {
    let salon = salon("en", "en").await;
    let (otto, _) = elsewhere(&salon.office, 104, "Otto", "en").await;
    salon.nils.says("/settings").await;
    for label in ["I am away", "Choose who decides", "Tomorrow", "Otto"] {
        salon.nils.presses(label).await;
    }
    otto.reads().await;
    asks(&salon.lena, "2 hours").await;
    salon.mina.reads().await;
    catch_up(&salon.office, &[&salon.lena]).await;
    assert!(otto.unread().is_empty(), "it is not the branch that he decides for");
    let decide = [("Mina", true), ("Nils", false), ("Otto", false)];
    assert_eq!(may_decide(&salon.office).await, decide);
    salon.office.close().await;
}

/// Who of the managers may decide the first loan now, by the archive.
async fn may_decide(office: &Office) -> Vec<(&'static str, bool)> {
    let tx = office.archive.read().await.expect("a reader");
    let row = loans::get(&tx, LoanId(1)).await.expect("the request");
    let mut told = Vec::new();
    for (telegram, name) in [(102, "Mina"), (103, "Nils"), (104, "Otto")] {
        let Some(who) = staff::seated(&tx, telegram).await.expect("a reader") else { continue };
        let now = office.sim.clock().now();
        let may = loan_decisions::may_decide(&tx, &who.actor, &row, now).await;
        told.push((name, may.expect("a reader")));
    }
    told
}
