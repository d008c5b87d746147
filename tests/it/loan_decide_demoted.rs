//! A manager who is one no more: the right is read again at the decision (T6).

use crate::lending::{asks, reseats, salon};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_demoted_manager_does_not_decide_any_more() {
    let (office, lena, mina) = salon().await;
    let (_, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    mina.presses("Approve").await;
    reseats(&office, mina_id, Role::Care).await;
    mina.presses("Yes, approve").await;
    lena.presses("Home").await;
    lena.presses("My loans").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: care, documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: [Borrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Words you write are kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [care] [documents] / [Back] [Cancel]
    Lena: [care]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [Until 4 Mar 2026] / [3 days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: care ⏎ How long: 2 hours ⏎ Later start: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Later start] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Your role does not allow this. Ask a manager if you need it. [Find] [Home]
    Lena: [Home]
      bot to Lena edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: [My loans]
      bot to Lena edits 2: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Waiting · asked 1 manager · expires 18:00 [Withdraw A-0001] / [Declined] [Run out] / [Tomorrow's pack] [Home]
    "#);
}
