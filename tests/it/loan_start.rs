//! A loan that begins later: nothing opens before, the record comes by itself, a recall before is a recall (D2).

use crate::lending::{UNASKED_QUIET, approves, catch_up, fills, minutes, read, salon};
use crate::office::Office;
use simulator::Person;

/// Asks for Emma's care from tomorrow, 9 o'clock, for two hours; the test is about this later start.
async fn asks_for_tomorrow(office: &Office, borrower: &Person, manager: &Person) {
    fills(borrower, "emma", &["Borrow", "Visit", "Care", "2 hours"]).await;
    office.topic();
    for label in ["✎ Start day", "Tomorrow", "✎ Start time", "09:00", "Send"] {
        borrower.presses(label).await;
    }
    manager.reads().await;
}

#[tokio::test]
async fn a_loan_for_tomorrow_opens_tomorrow_and_its_clock_starts_then() {
    let (office, lena, mina) = salon().await;
    asks_for_tomorrow(&office, &lena, &mina).await;
    approves(&mina).await;
    lena.reads().await;
    lena.says("emma").await;
    assert!(!lena.screen().text.contains("canary dry"), "not before it begins");
    lena.says("/start").await;
    lena.presses("My loans · 1").await;
    minutes(&office, 15 * 60 + 59);
    catch_up(&office, &[&lena]).await;
    assert!(!lena.chat().iter().any(|it| it.text.contains("canary dry")));
    minutes(&office, 1);
    read(&office, &[&lena]).await;
    assert!(lena.screen().text.contains("until 11:00"), "{}", lena.screen().text);
    minutes(&office, 121);
    read(&office, &[&lena, &mina]).await;
    assert!(!lena.chat().iter().any(|it| it.text.contains("canary dry")), "it ended");
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [✎ Start day]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ From which day? Leave it empty to begin with the approval. [Tomorrow] [Another day] / [Leave empty] / [Back] [Cancel]
    Lena: [Tomorrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: 3 Mar 2026 ⏎ Start time: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] [✎ Start time] / [Back] [Cancel]
    Lena: [✎ Start time]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ From what time on that day? Leave it empty to begin with the day. [08:00] [09:00] / [10:00] [11:00] / [12:00] [13:00] / [14:00] [15:00] / [More] / [Leave empty] / [Back] [Cancel]
    Lena: [09:00]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: 3 Mar 2026 ⏎ Start time: 09:00 [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] [✎ Start time] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ Begins: 3 Mar 09:00 ⏎ How long: 2 hours from then on ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ Begins: 3 Mar 09:00 ⏎ How long: 2 hours from then on ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ Begins: 3 Mar 09:00 ⏎ How long: 2 hours from then on ⏎ Lena can read these parts from 3 Mar 09:00 until 3 Mar 11:00, and not before. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ Begins: 3 Mar 09:00 ⏎ How long: 2 hours from then on ⏎ Approved by Mina 17:00, from 3 Mar 09:00 until 3 Mar 11:00 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, from 3 Mar 09:00 until 3 Mar 11:00 [My loans] [Home]
      bot to Lena: Loan L-2026-0001 begins later ⏎  ⏎ A-0001 ⏎ Approved by Mina 17:00, from 3 Mar 09:00 until 3 Mar 11:00 ⏎ The record arrives here as a message of its own when it begins. Until then the card stays closed. [Not needed] [Home]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 2
    Lena: /start
      bot to Lena: Today · 1 loan ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans · 1] / [More]
      bot to Lena deletes 5
    Lena: [My loans · 1]
      bot to Lena edits 7: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Approved by Mina 17:00, from 3 Mar 09:00 until 3 Mar 11:00 [Give up A-0001] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 11:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
      bot to Lena edits 8: This card is closed. Search for the client to open it again.
      bot to Lena deletes 8
      bot to Lena: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Ran out 11:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ Begins: 09:00 ⏎ How long: 2 hours from then on ⏎ Ran out 11:00 [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_recall_before_the_beginning_is_told_and_nothing_opens() {
    let (office, lena, mina) = salon().await;
    asks_for_tomorrow(&office, &lena, &mina).await;
    approves(&mina).await;
    lena.reads().await;
    mina.says("/start").await;
    for label in ["More", "All loans", "Recall Lena · A-0001", "Lent by mistake", "Recall now"] {
        mina.presses(label).await;
    }
    lena.reads().await;
    assert!(lena.screen().text.contains("Recalled by Mina"), "{}", lena.screen().text);
    minutes(&office, 16 * 60 + 5);
    office.sim.idle(UNASKED_QUIET).await;
    assert!(!lena.chat().iter().any(|it| it.text.contains("canary dry")));
    catch_up(&office, &[&lena]).await;
    office.close().await;
}

#[tokio::test]
async fn what_is_not_needed_any_more_is_given_up_before_it_begins() {
    let (office, lena, mina) = salon().await;
    asks_for_tomorrow(&office, &lena, &mina).await;
    approves(&mina).await;
    lena.reads().await;
    lena.presses("Not needed").await;
    lena.says("words").await;
    lena.presses("Yes, give it up").await;
    assert!(lena.screen().text.contains("returned"), "{}", lena.screen().text);
    mina.reads().await;
    office.close().await;
}
