//! Decisions: shorter, no, too late, by somebody else; and who may not decide.

use crate::lending::{
    LENA, MINA, OLGA, approves, asked, late_digests, minutes, presses_late, read, reseats, salon,
    salon_of,
};
use crate::office::monday;
use kartoteka::archive::{loan_decisions, loans, staff};
use kartoteka::model::LoanId;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_shorter_term_has_a_reason() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "3 full days").await;
    mina.presses("Shorten").await;
    mina.presses("1 hour").await;
    mina.presses("Long enough").await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: [Shorten]
      bot to Mina edits 3: Shorten L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 3 days from the approval ⏎ How long instead, from now on? [1 hour] [2 hours] [Today] / [Back] [Home]
    Mina: [1 hour]
      bot to Mina edits 3: Shorten L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Until 18:00. Why shorter? Press a reason or write one; Lena reads it. It counts as your approval. [Long enough] [House rule] / [Back] [Home]
    Mina: [Long enough]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 3 days from the approval ⏎ Approved by Mina 17:00, until 18:00 ⏎ Less than asked, because: Long enough [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 18:00 ⏎ Less than asked, because: Long enough [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 18:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_refusal_has_a_reason_typed_or_tapped() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    mina.presses("Deny").await;
    mina.says("Ask me in person first, please").await;
    read(&office, &[&lena]).await;
    lena.presses("Ask again").await;
    for label in ["Call", "Care", "Today", "Send"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    mina.presses("Deny").await;
    mina.presses("Not needed for this").await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: [Deny]
      bot to Mina edits 3: Deny L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Why not? Press a reason or write one: Lena reads it, and the request is denied. [Not needed for this] [Ask person in charge] / [House rule] / [Back] [Home]
    Mina: Ask me in person first, please
      bot to Mina: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Denied by Mina 17:00 ⏎ Why denied: Ask me in person first, please [Home]
      bot to Mina deletes 3
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Why denied: Ask me in person first, please [Ask again] [Home]
      bot to Lena: Request L-2026-0001 ⏎  ⏎ A-0001 ⏎ Denied by Mina 17:00 ⏎ Why denied: Ask me in person first, please [Ask again] [Home]
    Lena: [Ask again]
      bot to Lena: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
      bot to Lena deletes 2
    Lena: [Call]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Lena: [Care]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [Today]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Call ⏎ Reason: – ⏎ Parts: Care ⏎ How long: Today ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 4: Waiting for a manager ⏎  ⏎ Request L-2026-0002 ⏎ Emma Sample · A-0001 ⏎ For: Call ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Call ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Deny]
      bot to Mina edits 6: Deny L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Why not? Press a reason or write one: Lena reads it, and the request is denied. [Not needed for this] [Ask person in charge] / [House rule] / [Back] [Home]
    Mina: [Not needed for this]
      bot to Mina edits 6: Loan request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Call ⏎ Parts: Care ⏎ How long: until the end of 2 Mar 2026 ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Home]
      bot to Lena edits 4: Request L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Ask again] [Home]
      bot to Lena: Request L-2026-0002 ⏎  ⏎ A-0001 ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Ask again] [Home]
    "#);
}

#[tokio::test]
async fn a_withdrawn_request_cannot_be_approved() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    let notice = mina.screen().message_id;
    lena.presses("Withdraw").await;
    mina.reads().await;
    presses_late(&office, &mina, notice, "Approve").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Withdraw]
      bot to Lena edits 2: Request L-2026-0001 is withdrawn ⏎  ⏎ Emma Sample · A-0001 [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Withdrawn before a decision [Home]
    Mina: [Approve]
      bot to Mina toasts: That button was from an earlier screen. Here is the current one.
    "#);
}

#[tokio::test]
async fn a_request_that_nobody_decides_expires() {
    let (office, lena, mina) = salon().await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    let notice = mina.screen().message_id;
    minutes(&office, 61);
    read(&office, &[&lena, &mina]).await;
    presses_late(&office, &mina, notice, "Approve").await;
    insta::assert_snapshot!(office.close().await, @r#"
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Expired: nobody decided in time [Ask again] [Home]
      bot to Lena: Request L-2026-0001 ⏎  ⏎ A-0001 ⏎ Expired: nobody decided in time [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Expired: nobody decided in time [Home]
    Mina: [Approve]
      bot to Mina toasts: That button was from an earlier screen. Here is the current one.
    "#);
}

#[tokio::test]
async fn the_first_press_wins_and_the_other_copy_says_who_decided() {
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_of([LENA, MINA, OLGA]).await;
    asked(&office, &lena, &[&mina, &olga], "2 hours").await;
    let notice = mina.screen().message_id;
    mina.presses("Approve").await;
    olga.presses("Deny").await;
    olga.presses("Ask person in charge").await;
    mina.reads().await;
    presses_late(&office, &mina, notice, "Yes, approve").await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Olga: [Deny]
      bot to Olga edits 3: Deny L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Why not? Press a reason or write one: Lena reads it, and the request is denied. [Not needed for this] [Ask person in charge] / [House rule] / [Back] [Home]
    Olga: [Ask person in charge]
      bot to Olga edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Denied by Olga 17:00 ⏎ Why denied: Ask person in charge [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Denied by Olga 17:00 ⏎ Why denied: Ask person in charge [Home]
    Mina: [Yes, approve]
      bot to Mina toasts: That button was from an earlier screen. Here is the current one.
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Denied by Olga 17:00 ⏎ Why denied: Ask person in charge [Ask again] [Home]
      bot to Lena: Request L-2026-0001 ⏎  ⏎ A-0001 ⏎ Denied by Olga 17:00 ⏎ Why denied: Ask person in charge [Ask again] [Home]
    "#);
}

#[tokio::test]
async fn who_came_by_the_list_and_is_late_reads_that_somebody_was_first() {
    let (office, lena, mina) = salon().await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&office, vec![olga_id]).await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    // The owner begins only now, so she has no notice to be refreshed.
    olga.says("/start").await;
    for label in ["My loans", "All loans", "Decide A-0001", "Deny"] {
        olga.presses(label).await;
    }
    approves(&mina).await;
    read(&office, &[&lena]).await;
    olga.presses("House rule").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Olga: /start
      bot to Olga: Today · 1 request ⏎  ⏎ 1 request waits for your decision. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Requests · 1] [More]
    Olga: [My loans]
      bot to Olga edits 2: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Olga: [All loans]
      bot to Olga edits 2: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Waiting · asked 2 managers · expires 18:00 [Decide A-0001] / [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Olga: [Decide A-0001]
      bot to Olga edits 2: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
    Olga: [Deny]
      bot to Olga edits 2: Deny L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Why not? Press a reason or write one: Lena reads it, and the request is denied. [Not needed for this] [Ask person in charge] / [House rule] / [Back] [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Olga: [House rule]
      bot to Olga: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Olga edits 2: Loan request L-2026-0001 ⏎  ⏎ Somebody was first. Your press changed nothing. ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_borrower_who_became_a_manager_does_not_decide_their_own_request() {
    let (office, [(lena, lena_id), (mina, _)]) = salon_of([LENA, MINA]).await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    reseats(&office, lena_id, Role::Manager).await;
    lena.presses("Home").await;
    lena.presses("My loans").await;
    lena.presses("All loans").await;
    let decides = lena.screen().labels().into_iter().any(|label| label.starts_with("Decide"));
    assert!(!decides, "the borrower decides");
    let tx = office.archive.read().await.expect("a reader");
    let row = loans::get(&tx, LoanId(1)).await.expect("the request");
    let borrower = staff::by_id(&tx, lena_id).await.expect("a reader").expect("a seat").actor;
    let may = loan_decisions::may_decide(&tx, &borrower, &row, monday()).await;
    assert!(!may.expect("a reader"), "nor by any other way");
    drop(tx);
    approves(&mina).await;
    read(&office, &[&lena]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Home]
      bot to Lena edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: [My loans]
      bot to Lena edits 2: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Waiting · asked 1 manager · expires 18:00 [Withdraw A-0001] / [Not approved] [Ran out] / [All loans] [Home]
    Lena: [All loans]
      bot to Lena edits 2: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Waiting · asked 1 manager · expires 18:00 [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Spent so far: ¥0.00 [Return] [Ask to extend] [Log visit] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn deciding_keeps_the_form_that_the_manager_is_filling_in() {
    let (office, lena, mina) = salon().await;
    mina.says("/new").await;
    mina.says("Nora Sample").await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    // Her next words are for the card, not for the decided request.
    mina.says("138 0013 8002").await;
    assert!(mina.screen().text.starts_with("New card"), "the form goes on");
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: [Approve]
      bot to Mina edits 7: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 7: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Mina: 138 0013 8002
      bot to Mina: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Mina deletes 6
    "#);
}
