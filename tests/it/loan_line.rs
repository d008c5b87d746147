//! Requests that wait in line: told their place, told when they move, sent on when a loan ends (access.md "Loans"; D3).

use crate::lending::{asks, catch_up, fills, lends, minutes, rules, salon, salon_of};
use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::loan_rule::{Key, Rule, Values};
use kartoteka::model::policy::Role;
use simulator::Person;

fn client(name: &'static str) -> Sample<'static> {
    Sample { name, facts: vec![(Field::Document, "a form")], ..Sample::default() }
}

/// One loan at once, and two more clients.
async fn one_at_once(office: &Office) {
    let values = Values { open_max: Some(1), ..Values::default() };
    rules(office, Rule { key: Key::default(), values }).await;
    office.client(client("Nora Sample")).await;
    office.client(client("Vera Sample")).await;
}

/// Asks for a client's care while another loan runs, and waits in line.
async fn waits(borrower: &Person, name: &str) {
    let labels = ["Borrow", "Visit", "Care", "2 hours", "Send", "Wait in line"];
    fills(borrower, name, &labels).await;
}

#[tokio::test]
async fn the_oldest_goes_on_when_a_loan_is_given_back_and_the_next_moves_up() {
    let (office, lena, mina) = salon().await;
    one_at_once(&office).await;
    lends(&lena, &mina).await;
    waits(&lena, "nora").await;
    assert!(lena.screen().text.contains("place 1"), "{}", lena.screen().text);
    fills(&lena, "vera", &["Borrow", "Visit", "Care", "2 hours"]).await;
    office.topic();
    lena.presses("Send").await;
    lena.presses("Wait in line").await;
    assert!(lena.screen().text.contains("place 2"), "{}", lena.screen().text);
    assert!(mina.unread().is_empty(), "nobody is asked yet");
    lena.says("/start").await;
    lena.presses("My loans · 1").await;
    lena.presses("Return").await;
    lena.presses("Nothing new, return").await;
    catch_up(&office, &[&lena, &mina]).await;
    assert!(mina.screen().text.contains("A-0002"), "{}", mina.screen().text);
    lena.says("/start").await;
    lena.presses("My loans").await;
    assert!(lena.screen().text.contains("place 1"), "{}", lena.screen().text);
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Send]
      bot to Lena edits 7: A-0003: not sent ⏎  ⏎ The rule for Everybody · Any part allows 1 open loan at once, requests included, and you have 1. Wait in line, or return or withdraw one. [Wait in line] [My loans] / [Back] [Home]
    Lena: [Wait in line]
      bot to Lena edits 7: Waiting in line ⏎  ⏎ Request L-2026-0003 ⏎ Vera Sample · A-0003 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ In line · place 2 of your waiting requests ⏎ When one of your loans ends, this request goes to a manager by itself, and you are told. It waits 7 days at most. [Withdraw] [Home]
    Lena: /start
      bot to Lena: Today · 1 loan ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans · 1] / [More]
      bot to Lena deletes 7
    Lena: [My loans · 1]
      bot to Lena edits 9: My loans · 3 ⏎  ⏎ L-2026-0003 · Vera Sample · A-0003 ⏎ In line · place 2 of your waiting requests ⏎ L-2026-0002 · Nora Sample · A-0002 ⏎ In line · place 1 of your waiting requests ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Withdraw A-0003] / [Withdraw A-0002] / [Open A-0001] [Return] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    Lena: [Return]
      bot to Lena edits 9: Return L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Something new? Tell the person in charge of this client before you return it. [Nothing new, return] / [Back] [Home]
    Lena: [Nothing new, return]
      bot to Lena edits 9: Loan L-2026-0001 returned ⏎  ⏎ A-0001 ⏎ Returned 17:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Loan L-2026-0001 returned ⏎  ⏎ A-0001 ⏎ Returned 17:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Lena: Waiting for a manager ⏎  ⏎ One of your loans has ended, so this request has gone to a manager. ⏎ Request L-2026-0002 ⏎ A-0002 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Returned 17:00 [Print form] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0002 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 9
    Lena: [My loans]
      bot to Lena edits 13: My loans · 2 ⏎  ⏎ L-2026-0003 · Vera Sample · A-0003 ⏎ In line · place 1 of your waiting requests ⏎ L-2026-0002 · Nora Sample · A-0002 ⏎ Waiting · asked 1 manager · expires 18:00 [Withdraw A-0003] / [Withdraw A-0002] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    "#);
}

#[tokio::test]
async fn a_refusal_lets_the_next_one_go_and_the_managers_list_shows_the_line() {
    let (office, lena, mina) = salon().await;
    one_at_once(&office).await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    waits(&lena, "nora").await;
    mina.says("/start").await;
    mina.presses("More").await;
    mina.presses("All loans").await;
    let screen = mina.screen();
    assert!(screen.text.contains("In line · place 1"), "{}", screen.text);
    let decide = screen.buttons.iter().flatten().filter(|it| it.text.starts_with("Decide"));
    assert_eq!(decide.count(), 1, "what waits in line is nobody's to decide");
    mina.presses("Decide A-0001").await;
    mina.presses("Deny").await;
    mina.presses("House rule").await;
    catch_up(&office, &[&lena, &mina]).await;
    assert!(mina.chat().iter().any(|it| it.text.contains("A-0002")), "it goes on");
    assert!(lena.chat().iter().any(|it| it.text.contains("has gone to a manager")));
    office.close().await;
}

#[tokio::test]
async fn a_place_in_the_line_can_be_given_up_and_does_not_last_for_ever() {
    let (office, lena, mina) = salon().await;
    one_at_once(&office).await;
    lends(&lena, &mina).await;
    waits(&lena, "nora").await;
    lena.presses("Withdraw").await;
    assert!(lena.screen().text.contains("is withdrawn"));
    fills(&lena, "vera", &["Borrow", "Visit", "Care", "2 hours", "Send"]).await;
    lena.says("please").await;
    assert!(lena.screen().text.contains("Press one of the buttons"), "{}", lena.screen().text);
    lena.presses("Back").await;
    assert!(lena.screen().text.contains("Please check"), "nothing is lost");
    office.close().await;
}

#[tokio::test]
async fn a_line_in_chinese_and_korean() {
    let seats = [("Lina", Role::Care, "zh"), ("Mina", Role::Manager, "ko")];
    let (office, [(lina, _), (mina, _)]) = salon_of(seats).await;
    one_at_once(&office).await;
    fills(&lina, "emma", &["借阅", "到店服务", "护理", "2 小时", "提交"]).await;
    mina.reads().await;
    mina.presses("승인").await;
    mina.presses("네, 승인").await;
    lina.reads().await;
    let labels = ["借阅", "到店服务", "护理", "2 小时", "提交", "排队等候"];
    fills(&lina, "nora", &labels).await;
    mina.says("/start").await;
    mina.presses("더보기").await;
    mina.presses("전체 대여").await;
    let list = mina.screen().text;
    minutes(&office, 121);
    catch_up(&office, &[&lina, &mina]).await;
    insta::assert_snapshot!(list, @r#"
    전체 대여 · 2

    L-2026-0002 · Lina
    Nora Sample · A-0002
    순서 대기 · 대기 요청 중 1번째
    L-2026-0001 · Lina
    Emma Sample · A-0001
    Mina, 17:00 승인 · 19:00까지
    "#);
    insta::assert_snapshot!(lina.screen().text, @r#"
    等待经理审批

    您的一份借阅已结束，这份申请已提交给经理。
    申请 L-2026-0002
    A-0002
    用途：到店服务
    内容：护理
    期限：批准后 2 小时
    待审批 · 已通知 1 位经理 · 20:01 失效
    批准后，档案会单独发到这里。您可以先做别的事。
    "#);
    office.close().await;
}
