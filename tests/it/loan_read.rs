//! A lent record up to its end: reminder, time, recall, extension, and messages too old to be deleted.

use crate::lending::{
    CANARY, UNASKED_QUIET, approves, fills, joins, lent, minutes, presses_late, read, salon,
    sent_with_content,
};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn the_borrower_is_reminded_and_the_record_goes_when_its_time_is_over() {
    let (office, lena, mina) = salon().await;
    lent(&office, &lena, &mina).await;
    let record = lena.screen().message_id;
    minutes(&office, 91);
    read(&office, &[&lena]).await;
    minutes(&office, 30);
    read(&office, &[&lena, &mina]).await;
    assert!(lena.chat().iter().all(|message| message.message_id != record));
    assert!(lena.chat().iter().all(|message| !message.text.contains(CANARY)));
    presses_late(&office, &lena, record, "Return").await;
    insta::assert_snapshot!(office.close().await, @r#"
      bot to Lena: A loan of yours ends 19:00 ⏎  ⏎ A-0001 ⏎ Loan L-2026-0001 then closes by itself. Return it now, or ask for more time. [Return] [Ask to extend] / [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Ran out 19:00 [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena edits 4: This card is closed. Search for the client to open it again.
      bot to Lena deletes 4
      bot to Lena: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Ran out 19:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Ran out 19:00 [Print form] [Home]
    Lena: [Return]
      bot to Lena toasts: That button was from an earlier screen. Here is the current one.
      bot to Lena: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Ran out 19:00 [Ask again] [Home]
      bot to Lena deletes 2
    "#);
}

#[tokio::test]
async fn a_keeper_recalls_with_a_reason() {
    let (office, lena, mina) = salon().await;
    lent(&office, &lena, &mina).await;
    let (kira, _) = joins(&office, 103, ("Kira", Role::Keeper, "en")).await;
    kira.presses("My loans").await;
    kira.presses("All loans").await;
    kira.presses("Recall Lena · A-0001").await;
    kira.says("The client is here and I need her file").await;
    kira.presses("Recall now").await;
    read(&office, &[&lena, &mina]).await;
    assert!(lena.chat().iter().all(|message| !message.text.contains(CANARY)));
    insta::assert_snapshot!(office.close().await, @r#"
    Kira: /start
      bot to Kira: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Kira: [My loans]
      bot to Kira edits 2: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Kira: [All loans]
      bot to Kira edits 2: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Recall Lena · A-0001] / [Not approved] [Ran out] / [Paper files] / [My loans] [Packs] [Home]
    Kira: [Recall Lena · A-0001]
      bot to Kira edits 2: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why do you recall it? Press a reason or write one. [No longer needed] [Needed elsewhere] / [Lent by mistake] [House rule] / [Back] / [Print form] [Home]
    Kira: The client is here and I need her file
      bot to Kira: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why recalled: The client is here and I need her file ⏎ Lena loses the record at once and reads your reason. Recall it? [Back] [Recall now] / [Print form] [Home]
      bot to Kira deletes 2
    Kira: [Recall now]
      bot to Kira edits 4: L-2026-0001 is recalled. Lena has been told. ⏎  ⏎ Emma Sample · A-0001 ⏎ Recalled by Kira 17:00 ⏎ Why recalled: The client is here and I need her file [All loans] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Recalled by Kira 17:00 ⏎ Why recalled: The client is here and I need her file [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Recalled by Kira 17:00 ⏎ Why recalled: The client is here and I need her file ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Recalled by Kira 17:00 ⏎ Why recalled: The client is here and I need her file [Print form] [Home]
    "#);
}

#[tokio::test]
async fn an_extension_is_a_request_of_its_own_and_takes_the_place_of_the_first_loan() {
    let (office, lena, mina) = salon().await;
    lent(&office, &lena, &mina).await;
    minutes(&office, 91);
    read(&office, &[&lena]).await;
    lena.presses("Ask to extend").await;
    for label in ["Today", "Send"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    office.topic();
    minutes(&office, 30);
    // The first loan would be over by now: nobody hears of it.
    office.sim.idle(UNASKED_QUIET).await;
    lena.presses("Return").await;
    lena.presses("Back").await;
    let open = lena.chat().into_iter().filter(|message| message.text.contains(CANARY));
    assert_eq!(open.count(), 1, "the extension's record is still open");
    assert!(lena.chat().iter().all(|message| !message.text.contains("ends 19:00")));
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Return]
      bot to Lena edits 6: Return L-2026-0002 ⏎  ⏎ Emma Sample · A-0001 ⏎ Something new? Tell the person in charge of this client before you return it. [Nothing new, return] / [Back] [Home]
    Lena: [Back]
      bot to Lena edits 6: Record on loan L-2026-0002 ⏎  ⏎ Loan L-2026-0002 · Lena · Visit · until 24:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_record_too_old_to_be_deleted_is_stubbed() {
    let (office, lena, mina) = salon().await;
    fills(&lena, "emma", &["Borrow", "Visit", "Care"]).await;
    office.topic();
    lena.presses("3 full days").await;
    lena.presses("Send").await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    let record = lena.screen().message_id;
    minutes(&office, 49 * 60);
    lena.presses("Return").await;
    lena.presses("Nothing new, return").await;
    mina.reads().await;
    let old = lena.chat().into_iter().find(|message| message.message_id == record);
    assert!(!old.expect("it cannot be deleted").text.contains(CANARY));
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [3 full days]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 3 full days ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 3 days from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 3 days from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 3 days from the approval ⏎ Lena can read these parts from now until 5 Mar 17:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 3 days from the approval ⏎ Approved by Mina 17:00, until 5 Mar 17:00 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 5 Mar 17:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 5 Mar 17:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Lena: [Return]
      bot to Lena edits 3: Return L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Something new? Tell the person in charge of this client before you return it. [Nothing new, return] / [Back] [Home]
    Lena: [Nothing new, return]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Returned 18:00 [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena edits 3: This message is out of date. The current one stands further down.
      bot to Lena: Loan L-2026-0001 returned ⏎  ⏎ A-0001 ⏎ Returned 18:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 3 days from the approval ⏎ Returned 18:00 [Print form] [Home]
    "#);
}

#[tokio::test]
async fn a_recall_takes_the_showings_beside_the_record_with_it() {
    let (office, lena, mina) = salon().await;
    lent(&office, &lena, &mina).await;
    let record = lena.screen().message_id;
    // While the loan runs the card itself shows more, too.
    lena.says("emma").await;
    assert!(lena.screen().text.contains(CANARY));
    let card = lena.screen().message_id;
    mina.presses("Home").await;
    mina.presses("More").await;
    mina.presses("All loans").await;
    mina.presses("Recall Lena · A-0001").await;
    mina.presses("No longer needed").await;
    mina.presses("Recall now").await;
    read(&office, &[&lena]).await;
    assert!(lena.chat().iter().all(|message| !message.text.contains(CANARY)));
    // What comes later shows no more than before the loan.
    let recalled = sent_with_content(&office, lena.id()).len();
    presses_late(&office, &lena, record, "Return").await;
    presses_late(&office, &lena, card, "Borrow").await;
    lena.says("emma").await;
    lena.says("/start").await;
    lena.presses("My loans").await;
    assert_eq!(sent_with_content(&office, lena.id()).len(), recalled);
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Borrow] / [With client] / [Back] [Home]
      bot to Lena deletes 2
    Mina: [Home]
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina deletes 2
    Mina: [More]
      bot to Mina edits 4: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] / [Home]
    Mina: [All loans]
      bot to Mina edits 4: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Recall Lena · A-0001] / [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Mina: [Recall Lena · A-0001]
      bot to Mina edits 4: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why do you recall it? Press a reason or write one. [No longer needed] [Needed elsewhere] / [Lent by mistake] [House rule] / [Back] / [Print form] [Home]
    Mina: [No longer needed]
      bot to Mina edits 4: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why recalled: No longer needed ⏎ Lena loses the record at once and reads your reason. Recall it? [Back] [Recall now] / [Print form] [Home]
    Mina: [Recall now]
      bot to Mina edits 4: L-2026-0001 is recalled. Lena has been told. ⏎  ⏎ Emma Sample · A-0001 ⏎ Recalled by Mina 17:00 ⏎ Why recalled: No longer needed [All loans] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Recalled by Mina 17:00 ⏎ Why recalled: No longer needed [Print form] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena edits 5: This card is closed. Search for the client to open it again. [Open card] [Home]
      bot to Lena: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Recalled by Mina 17:00 ⏎ Why recalled: No longer needed ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
    Lena: [Return]
      bot to Lena toasts: That button was from an earlier screen. Here is the current one.
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 5
    Lena: [Borrow]
      bot to Lena toasts: That button was from an earlier screen. Here is the current one.
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 7
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 8
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 10
    Lena: [My loans]
      bot to Lena edits 12: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [Tomorrow's pack] [Find] [Home]
    "#);
}
