//! What Telegram or the line breaks on the way to a person: no card twice, a notice twice at most and marked, and
//! nobody else waits (R4, K13, K14, K17).

use crate::lending::{MINA, UNASKED_QUIET, asks, salon, salon_of, sent_with_content};
use crate::office::{Office, monday};
use crate::staff_invite::invites;
use kartoteka::archive::people;
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, StaffId};
use serde_json::Value;
use simulator::Person;
use simulator::faults::{Fault, FaultKind};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_card_that_may_have_arrived_is_not_sent_again_unasked() {
    let (office, _lena, mina) = salon().await;
    let fault = |kind| Fault::on("sendMessage", kind).in_chat(mina.id()).times(1);
    office.sim.faults().add(fault(FaultKind::CutAfter));
    mina.says_quietly("emma");
    office.sim.idle(UNASKED_QUIET).await;
    mina.reads().await;
    assert_eq!(sent_with_content(&office, mina.id()).len(), 1, "the card went out once");
    assert!(!shows_content(&mina), "its number is not known, so it went at once (R9)");
    mina.presses("Home").await;
    // Cut on the way there, it did not arrive: she asks for it.
    office.sim.faults().add(fault(FaultKind::CutBefore));
    mina.says_quietly("emma");
    office.sim.idle(UNASKED_QUIET).await;
    mina.reads().await;
    mina.presses("Show it").await;
    mina.presses("Visits").await;
    mina.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina: This card may not have reached you: the connection broke while I sent it. If it did, I took it back. Press Show it to read it. [Show it] / [Home]
      bot to Mina deletes 4
      bot to Mina deletes 3
      bot to Mina deletes 2
    Mina: [Home]
      bot to Mina edits 5: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: emma
      bot to Mina: This card may not have reached you: the connection broke while I sent it. If it did, I took it back. Press Show it to read it. [Show it] / [Home]
      bot to Mina deletes 6
      bot to Mina deletes 5
    Mina: [Show it]
      bot to Mina edits 7: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [Visits]
      bot to Mina edits 7: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ No visits yet. The first one you log stands here. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] / [Back] [Home]
    Mina: [Back]
      bot to Mina edits 7: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_card_that_may_have_arrived_goes_though_a_newer_screen_takes_its_place() {
    let (office, _lena, mina) = salon().await;
    doubted(&office, &mina).await;
    mina.says_quietly("/start");
    office.sim.idle(UNASKED_QUIET + WAIT).await;
    mina.reads().await;
    assert!(!shows_content(&mina));
    assert_eq!(mina.chat().len(), 2, "her command and Home");
    assert_eq!(sent_with_content(&office, mina.id()).len(), 1);
    office.close().await;
}

#[tokio::test]
async fn a_card_that_may_have_arrived_goes_though_its_reader_lost_the_seat() {
    let (office, [(mina, seat)]) = salon_of([MINA]).await;
    doubted(&office, &mina).await;
    let suspending = office.archive.write(move |tx| {
        Box::pin(async move {
            let owner = Actor {
                id: StaffId(99),
                name: "Owner".into(),
                role: Role::Owner,
                branch: BranchId(1),
            };
            people::suspend(tx, &owner, seat, "", monday()).await
        })
    });
    suspending.await.unwrap();
    office.sim.idle(UNASKED_QUIET + WAIT).await;
    mina.reads().await;
    assert!(!shows_content(&mina));
    assert_eq!(
        office.sim.journal().calls("sendMessage").len(),
        3,
        "Home, the card, and a vain try"
    );
    office.close().await;
}

#[tokio::test]
async fn what_is_made_to_be_passed_on_stays_though_the_card_after_it_may_have_arrived() {
    let (office, _lena, mina) = salon().await;
    invites(&mina, ["More", "Staff", "Invite somebody", "Beautician"]).await;
    let link = mina.screen().message_id;
    doubted(&office, &mina).await;
    office.sim.idle(UNASKED_QUIET + WAIT).await;
    mina.reads().await;
    assert!(!shows_content(&mina));
    assert!(mina.chat().iter().any(|it| it.message_id == link), "the link stays");
    office.close().await;
}

/// How long Telegram has a letter wait that was cut off once.
const WAIT: Duration = Duration::from_secs(5);

/// A card that arrives without an answer, and whose second try has to wait.
async fn doubted(office: &Office, mina: &Person) {
    let fault = |kind| Fault::on("sendMessage", kind).in_chat(mina.id()).times(1);
    let wait = FaultKind::RetryAfter { seconds: WAIT.as_secs() };
    office.sim.faults().add(fault(FaultKind::CutAfter));
    office.sim.faults().add(fault(wait).from_nth(2));
    let calls = || {
        let journal = office.sim.journal();
        let to_mina = |call: &&Value| call["params"]["chat_id"] == mina.id();
        journal.calls("sendMessage").into_iter().filter(to_mina).count()
    };
    let before = calls();
    mina.says_quietly("emma");
    let begun = Instant::now();
    while calls() < before + 2 {
        assert!(begun.elapsed() < Duration::from_secs(60), "it is not tried again");
        office.sim.idle(Duration::from_millis(5)).await;
    }
    assert!(shows_content(mina), "it stands there, and nobody knows its number");
}

/// Whether something of a card stands in somebody's chat.
fn shows_content(person: &Person) -> bool {
    person.chat().iter().any(|message| message.words().contains("canary"))
}

#[tokio::test]
async fn a_notice_that_may_have_arrived_comes_once_more_and_says_so() {
    let (office, lena, mina) = salon().await;
    let fault = Fault::on("sendMessage", FaultKind::CutAfter).in_chat(mina.id()).times(1);
    office.sim.faults().add(fault);
    asks(&lena, "2 hours").await;
    office.sim.idle(UNASKED_QUIET).await;
    mina.reads().await;
    let copies: Vec<_> =
        mina.chat().into_iter().filter(|message| message.text.contains("asks to")).collect();
    assert_eq!(copies.len(), 2);
    // The older copy goes, and the current one is shown below.
    mina.presses_at(copies[0].message_id, "Approve").await;
    office.sim.idle(UNASKED_QUIET).await;
    if !mina.unread().is_empty() {
        mina.reads().await;
    }
    mina.presses("Approve").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: [Borrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Lena: [Care]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ This may be a repeat: I could not tell whether it arrived before. ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina toasts: That button was from an earlier screen. Here is the current one.
      bot to Mina deletes 3
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
      bot to Mina deletes 4
    Mina: [Approve]
      bot to Mina edits 5: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    "#);
}

#[tokio::test]
async fn whoever_is_told_to_wait_holds_up_nobody_else() {
    let (office, lena, mina) = salon().await;
    let (fei, _) = office.seat(103, "Fei", Role::FrontDesk, "en").await;
    office.sim.faults().add(
        Fault::on("sendMessage", FaultKind::RetryAfter { seconds: 8 }).in_chat(lena.id()).times(1),
    );
    let html = "<html><body>502 Bad Gateway</body></html>".to_owned();
    office.sim.faults().add(
        Fault::on("sendMessage", FaultKind::Status { code: 502, body: html })
            .in_chat(mina.id())
            .times(4),
    );
    lena.says_quietly("emma");
    mina.says_quietly("emma");
    fei.says("/start").await;
    assert!(lena.unread().is_empty() && mina.unread().is_empty(), "Fei is served meanwhile");
    mina.reads().await;
    lena.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
    Mina: emma
    Fei: /start
      bot to Fei: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina: This card may not have reached you: the connection broke while I sent it. If it did, I took it back. Press Show it to read it. [Show it] / [Home]
      bot to Mina deletes 3
      bot to Mina deletes 2
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_press_whose_screen_stands_already_is_no_error() {
    let (office, lena, _mina) = salon().await;
    // The edit arrives, the line is cut before the answer: the same edit comes again, unchanged.
    office.sim.faults().add(Fault::on("editMessageText", FaultKind::CutAfter).times(1));
    lena.says("/start").await;
    lena.presses("More").await;
    office.sim.idle(UNASKED_QUIET).await;
    lena.presses("Home").await;
    let edits = office.sim.journal().calls("editMessageText").len();
    assert_eq!(edits, 3, "one edit was asked for twice");
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: [More]
      bot to Lena edits 2: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] / [Home]
    Lena: [Home]
      bot to Lena edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}
