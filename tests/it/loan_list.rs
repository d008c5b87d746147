//! The lists: one's own loans, and everything that is out in the branch.

use crate::lending::{approves, asked, emma, fills, joins, read, salon};
use crate::office::Sample;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn ones_own_request_is_withdrawn_from_the_list() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    for label in ["Home", "My loans", "Withdraw A-0001"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Home]
      bot to Lena edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: [My loans]
      bot to Lena edits 2: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Waiting · asked 1 manager · expires 18:00 [Withdraw A-0001] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    Lena: [Withdraw A-0001]
      bot to Lena edits 2: Request L-2026-0001 is withdrawn ⏎  ⏎ Emma Sample · A-0001 [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Withdrawn before a decision [Home]
    "#);
}

#[tokio::test]
async fn ones_own_loan_is_opened_from_the_list() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    lena.presses("Home").await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    for label in ["My loans", "Open A-0001", "Home"] {
        lena.presses(label).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Home]
      bot to Lena edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Lena: [My loans]
      bot to Lena edits 2: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Open A-0001] [Return] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    Lena: [Open A-0001]
      bot to Lena edits 2: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Lena: [Home]
      bot to Lena: Today · 1 loan ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans · 1] / [More]
      bot to Lena deletes 2
    "#);
}

#[tokio::test]
async fn a_manager_decides_and_recalls_from_the_list_and_others_do_not_see_it() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    mina.says("/start").await;
    mina.presses("My loans").await;
    mina.presses("All loans").await;
    mina.presses("Decide A-0001").await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    mina.presses("Home").await;
    mina.presses("My loans").await;
    mina.presses("All loans").await;
    mina.presses("Recall Lena · A-0001").await;
    mina.presses("Lent by mistake").await;
    mina.presses("Recall now").await;
    read(&office, &[&lena]).await;
    let (sam, _) = joins(&office, 103, ("Sam", Role::Sales, "en")).await;
    sam.presses("My loans").await;
    assert!(!sam.screen().labels().contains(&"All loans"));
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · 1 request ⏎  ⏎ 1 request waits for your decision. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Requests · 1] [More]
      bot to Mina deletes 2
    Mina: [My loans]
      bot to Mina edits 5: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Mina: [All loans]
      bot to Mina edits 5: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Waiting · asked 1 manager · expires 18:00 [Decide A-0001] / [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Mina: [Decide A-0001]
      bot to Mina edits 5: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 5: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 5: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Mina: [Home]
      bot to Mina edits 5: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [My loans]
      bot to Mina edits 5: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Mina: [All loans]
      bot to Mina edits 5: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Recall Lena · A-0001] / [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Mina: [Recall Lena · A-0001]
      bot to Mina edits 5: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why do you recall it? Press a reason or write one. [No longer needed] [Needed elsewhere] / [Lent by mistake] [House rule] / [Back] / [Print form] [Home]
    Mina: [Lent by mistake]
      bot to Mina edits 5: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why recalled: Lent by mistake ⏎ Lena loses the record at once and reads your reason. Recall it? [Back] [Recall now] / [Print form] [Home]
    Mina: [Recall now]
      bot to Mina edits 5: L-2026-0001 is recalled. Lena has been told. ⏎  ⏎ Emma Sample · A-0001 ⏎ Recalled by Mina 17:00 ⏎ Why recalled: Lent by mistake [All loans] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Recalled by Mina 17:00 ⏎ Why recalled: Lent by mistake [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Recalled by Mina 17:00 ⏎ Why recalled: Lent by mistake [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Recalled by Mina 17:00 ⏎ Why recalled: Lent by mistake ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
    Sam: /start
      bot to Sam: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Sam: [My loans]
      bot to Sam edits 2: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [Tomorrow's pack] [Find] [Home]
    "#);
}

#[tokio::test]
async fn a_long_list_has_pages_and_an_empty_one_a_way_on() {
    let (office, lena, mina) = salon().await;
    lena.says("/start").await;
    lena.presses("My loans").await;
    for name in ["Ada", "Bea", "Cora", "Dina", "Ella", "Faye"] {
        let client = Sample { name, phone: None, ..emma() };
        office.client(client).await;
        fills(&lena, name, &["Borrow", "Visit", "Care", "2 hours", "Send"]).await;
        mina.reads().await;
    }
    office.topic();
    lena.says("/start").await;
    lena.presses("My loans").await;
    lena.presses("Page 2").await;
    lena.presses("Withdraw A-0002").await;
    mina.reads().await;
    mina.presses("Home").await;
    mina.presses("Requests · 5").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 14
    Lena: [My loans]
      bot to Lena edits 16: My loans · 6 ⏎  ⏎ L-2026-0006 · Faye · A-0007 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0005 · Ella · A-0006 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0004 · Dina · A-0005 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0003 · Cora · A-0004 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0002 · Bea · A-0003 ⏎ Waiting · asked 1 manager · expires 18:00 [Withdraw A-0007] / [Withdraw A-0006] / [Withdraw A-0005] / [Withdraw A-0004] / [Withdraw A-0003] / [Page 2] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    Lena: [Page 2]
      bot to Lena edits 16: My loans · 6 ⏎  ⏎ L-2026-0001 · Ada · A-0002 ⏎ Waiting · asked 1 manager · expires 18:00 [Withdraw A-0002] / [Page 1] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    Lena: [Withdraw A-0002]
      bot to Lena edits 16: Request L-2026-0001 is withdrawn ⏎  ⏎ Ada · A-0002 [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Ada · A-0002 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Withdrawn before a decision [Home]
    Mina: [Home]
      bot to Mina: Today · 5 requests ⏎  ⏎ 5 requests wait for your decision. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Requests · 5] [More]
      bot to Mina deletes 2
    Mina: [Requests · 5]
      bot to Mina edits 10: All loans · 5 ⏎  ⏎ L-2026-0006 · Lena ⏎ Faye · A-0007 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0005 · Lena ⏎ Ella · A-0006 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0004 · Lena ⏎ Dina · A-0005 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0003 · Lena ⏎ Cora · A-0004 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ L-2026-0002 · Lena ⏎ Bea · A-0003 ⏎ Waiting · asked 1 manager · expires 18:00 [Decide A-0007] / [Decide A-0006] / [Decide A-0005] / [Decide A-0004] / [Decide A-0003] / [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    "#);
}
