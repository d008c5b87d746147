//! A visit corrected: the old value stays, the reason is asked for, health needs the client's consent.

use crate::office::{Office, Sample, taps};
use kartoteka::model::StaffId;
use kartoteka::model::policy::Role;
use simulator::Person;

fn emma(keeper: StaffId, consent: bool) -> Sample<'static> {
    Sample {
        name: "Emma Sample",
        consent: consent.then_some(true),
        keeper: Some(keeper),
        ..Sample::default()
    }
}

/// Logs a visit with an amount, and with effect and note where the client agreed.
async fn visited(person: &Person, consent: bool) {
    person.says("emma").await;
    person.presses("Log visit").await;
    person.presses("Facial").await;
    if consent {
        person.presses("3").await;
        person.says("calm skin").await;
    }
    person.presses("In 2 weeks").await;
    person.presses("✎ Amount").await;
    person.says("350").await;
    person.presses("Save").await;
    person.presses("Open card").await;
    person.presses("Visits").await;
}

#[tokio::test]
async fn an_amount_is_corrected_with_a_reason() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(&[("service", "Facial")]).await;
    office.client(emma(cleo_id, true)).await;
    visited(&cleo, true).await;
    let before = taps(&office, "Cleo");
    cleo.presses("Correct 17:00").await;
    cleo.presses("Amount").await;
    cleo.says("350").await;
    cleo.says("300").await;
    cleo.says("typed it wrong").await;
    cleo.presses("Save").await;
    assert_eq!(taps(&office, "Cleo") - before, 3);
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [3]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: calm skin
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Added to “Note”. Now tap a button to go on. ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ Note: calm skin ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [In 2 weeks]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Effect: 3 of 5 ⏎ Next visit: 16 Mar 2026 ⏎ Amount: – ⏎ Note: calm skin ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Effect] [✎ Next visit] / [✎ Amount] [✎ Note] [✎ Photos] / [Back] [Cancel]
    Cleo: [✎ Amount]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ How much was paid? Type the amount. ⏎ Note: calm skin ⏎ You can send a note or photos at any moment. [Leave empty] / [Back] [Cancel]
    Cleo: 350
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Effect: 3 of 5 ⏎ Next visit: 16 Mar 2026 ⏎ Amount: ¥350.00 ⏎ Note: calm skin ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Effect] [✎ Next visit] / [✎ Amount] [✎ Note] [✎ Photos] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [Save]
      bot to Cleo edits 6: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 16 Mar 2026. [Undo] [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 6: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Last visit: Facial · 17:00, with Cleo ⏎ Next visit: 16 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Visits]
      bot to Cleo edits 6: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ • 17:00 · Cleo ⏎ Service: Facial ⏎ Effect: 3 of 5 ⏎ Note: calm skin ⏎ Next visit: 16 Mar 2026 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Correct 17:00] / [Log visit] / [Back] [Home]
    Cleo: [Correct 17:00]
      bot to Cleo edits 6: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ What is wrong? The old value stays on record. [Effect] [Note] / [Amount] [Next visit] / [Back] [Home]
    Cleo: [Amount]
      bot to Cleo edits 6: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: ¥350.00 ⏎ Step 1 of 3 ⏎ What is the right amount? Type it. [Back] [Cancel]
    Cleo: 350
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ That is already on record. Send another value, or tap Back. ⏎ Visit of 17:00 ⏎ On record: ¥350.00 ⏎ Step 1 of 3 ⏎ What is the right amount? Type it. [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: 300
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: ¥350.00 ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo: typed it wrong
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: ¥350.00 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Amount: ¥300.00 ⏎ Reason: typed it wrong ⏎ The old value stays on record, with the reason and your name. [Save] / [✎ Amount] [✎ Reason] / [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo: [Save]
      bot to Cleo edits 12: The visit is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Open card] / [Home]
    "#);
}

#[tokio::test]
async fn an_effect_is_corrected_and_the_history_says_so() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "en").await;
    office.menu(&[("service", "Facial")]).await;
    office.client(emma(cleo_id, true)).await;
    visited(&cleo, true).await;
    cleo.presses("Correct 17:00").await;
    cleo.presses("Effect").await;
    cleo.presses("5").await;
    cleo.presses("Back").await;
    cleo.presses("4").await;
    cleo.says("asked her again").await;
    cleo.presses("✎ Reason").await;
    cleo.says("she told me later").await;
    cleo.presses("Save").await;
    cleo.presses("Home").await;
    mina.says("emma").await;
    mina.presses("History").await;
    mina.presses("Changed by").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [3]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: calm skin
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Added to “Note”. Now tap a button to go on. ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ Note: calm skin ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [In 2 weeks]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Effect: 3 of 5 ⏎ Next visit: 16 Mar 2026 ⏎ Amount: – ⏎ Note: calm skin ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Effect] [✎ Next visit] / [✎ Amount] [✎ Note] [✎ Photos] / [Back] [Cancel]
    Cleo: [✎ Amount]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ How much was paid? Type the amount. ⏎ Note: calm skin ⏎ You can send a note or photos at any moment. [Leave empty] / [Back] [Cancel]
    Cleo: 350
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Effect: 3 of 5 ⏎ Next visit: 16 Mar 2026 ⏎ Amount: ¥350.00 ⏎ Note: calm skin ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Effect] [✎ Next visit] / [✎ Amount] [✎ Note] [✎ Photos] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [Save]
      bot to Cleo edits 6: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 16 Mar 2026. [Undo] [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 6: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Last visit: Facial · 17:00, with Cleo ⏎ Next visit: 16 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Visits]
      bot to Cleo edits 6: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ • 17:00 · Cleo ⏎ Service: Facial ⏎ Effect: 3 of 5 ⏎ Note: calm skin ⏎ Next visit: 16 Mar 2026 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Correct 17:00] / [Log visit] / [Back] [Home]
    Cleo: [Correct 17:00]
      bot to Cleo edits 6: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ What is wrong? The old value stays on record. [Effect] [Note] / [Amount] [Next visit] / [Back] [Home]
    Cleo: [Effect]
      bot to Cleo edits 6: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 3 ⏎ Step 1 of 3 ⏎ What is the right effect? [1] [2] [3] [4] [5] / [Back] [Cancel]
    Cleo: [5]
      bot to Cleo edits 6: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 3 ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. [Back] [Cancel]
    Cleo: [Back]
      bot to Cleo edits 6: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 3 ⏎ Step 1 of 3 ⏎ What is the right effect? [1] [2] [3] [4] [5] / [Back] [Cancel]
    Cleo: [4]
      bot to Cleo edits 6: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 3 ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. [Back] [Cancel]
    Cleo: asked her again
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 3 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Effect: 4 of 5 ⏎ Reason: asked her again ⏎ The old value stays on record, with the reason and your name. [Save] / [✎ Effect] [✎ Reason] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: [✎ Reason]
      bot to Cleo edits 8: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 3 ⏎ Why is it corrected? A few words are enough. ⏎ Reason: asked her again [Back] [Cancel]
    Cleo: she told me later
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 3 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Effect: 4 of 5 ⏎ Reason: she told me later ⏎ The old value stays on record, with the reason and your name. [Save] / [✎ Effect] [✎ Reason] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo: [Save]
      bot to Cleo edits 10: The visit is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Open card] / [Home]
    Cleo: [Home]
      bot to Cleo edits 10: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Last visit: Facial · 17:00, with Cleo ⏎ Next visit: 16 Mar 2026 ⏎ Spent so far: ¥350.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [History]
      bot to Mina edits 2: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:00 · Mina (Manager) · opened the card ⏎ 17:00 · Cleo (Beautician) · opened the card ⏎ 17:00 · Cleo (Beautician) · opened the card ⏎ 17:00 · Cleo (Beautician) · opened the card ⏎ Shown to you until 17:30. Protected from forwarding and saving. [✓ Opened by] [Changed by] / [List for the client] / [Back] [Home]
    Mina: [Changed by]
      bot to Mina edits 2: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:00 · Cleo (Beautician) · corrected a visit: Effect ⏎ 17:00 · Cleo (Beautician) · logged a visit ⏎ 31 Jan 17:00 · Cleo (Beautician) · recorded the answer on a consent ⏎ 31 Jan 17:00 · Cleo (Beautician) · created the card ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Opened by] [✓ Changed by] / [List for the client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn an_amount_that_another_logged_is_closed_without_money() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    let (cleo, cleo_id) = office.seat(102, "Cleo", Role::Care, "en").await;
    office.menu(&[("service", "Facial")]).await;
    office.client(emma(cleo_id, false)).await;
    visited(&fei, false).await;
    cleo.says("emma").await;
    cleo.presses("Visits").await;
    cleo.presses("Correct 17:00").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Log visit]
      bot to Fei edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 3 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Fei: [Facial]
      bot to Fei edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Fei: [In 2 weeks]
      bot to Fei edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Next visit: 16 Mar 2026 ⏎ Amount: – ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Next visit] [✎ Amount] / [Ask for consent] / [Back] [Cancel]
    Fei: [✎ Amount]
      bot to Fei edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ How much was paid? Type the amount. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Leave empty] / [Ask for consent] / [Back] [Cancel]
    Fei: 350
      bot to Fei: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Next visit: 16 Mar 2026 ⏎ Amount: ¥350.00 ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Next visit] [✎ Amount] / [Ask for consent] / [Back] [Cancel]
      bot to Fei deletes 2
    Fei: [Save]
      bot to Fei edits 4: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 16 Mar 2026. [Undo] [Open card] / [Home]
    Fei: [Open card]
      bot to Fei edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Last visit: Facial · 17:00, with Fei ⏎ Next visit: 16 Mar 2026 ⏎ Spent so far: ¥350.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Visits]
      bot to Fei edits 4: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ • 17:00 · Fei ⏎ Service: Facial ⏎ Paid: ¥350.00 ⏎ Next visit: 16 Mar 2026 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Correct 17:00] / [Log visit] / [Back] [Home]
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Last visit: Facial · 17:00, with Fei ⏎ Next visit: 16 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Visits]
      bot to Cleo edits 2: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ • 17:00 · Fei ⏎ Service: Facial ⏎ Next visit: 16 Mar 2026 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Correct 17:00] / [Log visit] / [Back] [Home]
    Cleo: [Correct 17:00]
      bot to Cleo edits 2: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ What is wrong? The old value stays on record. ⏎ The client has not agreed to health details, so effect and note are closed. [Next visit] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_next_date_must_lie_ahead_and_its_follow_up_moves() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(&[("service", "Facial")]).await;
    office.client(emma(cleo_id, false)).await;
    visited(&cleo, false).await;
    cleo.presses("Correct 17:00").await;
    cleo.presses("Next visit").await;
    cleo.says("yesterday").await;
    cleo.says("10 March 2029").await;
    cleo.says("tomorrow").await;
    cleo.sends_photo("").await;
    cleo.says("she called").await;
    cleo.presses("Save").await;
    office.sim.clock().set("2026-03-03T00:45:00Z".parse().unwrap());
    cleo.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 3 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [In 2 weeks]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Next visit: 16 Mar 2026 ⏎ Amount: – ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Next visit] [✎ Amount] / [Ask for consent] / [Back] [Cancel]
    Cleo: [✎ Amount]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ How much was paid? Type the amount. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Leave empty] / [Ask for consent] / [Back] [Cancel]
    Cleo: 350
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Next visit: 16 Mar 2026 ⏎ Amount: ¥350.00 ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Next visit] [✎ Amount] / [Ask for consent] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Save]
      bot to Cleo edits 4: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 16 Mar 2026. [Undo] [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Last visit: Facial · 17:00, with Cleo ⏎ Next visit: 16 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Visits]
      bot to Cleo edits 4: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ • 17:00 · Cleo ⏎ Service: Facial ⏎ Next visit: 16 Mar 2026 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Correct 17:00] / [Log visit] / [Back] [Home]
    Cleo: [Correct 17:00]
      bot to Cleo edits 4: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ What is wrong? The old value stays on record. ⏎ The client has not agreed to health details, so effect and note are closed. [Amount] [Next visit] / [Back] [Home]
    Cleo: [Next visit]
      bot to Cleo edits 4: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 16 Mar 2026 ⏎ Step 1 of 3 ⏎ What is the right day of the next visit? Tap a day, or type it. [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [·] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Cancel]
    Cleo: yesterday
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ The earliest date is 3 Mar 2026. Send that or a later one. ⏎ Visit of 17:00 ⏎ On record: 16 Mar 2026 ⏎ Step 1 of 3 ⏎ What is the right day of the next visit? Tap a day, or type it. [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [·] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: 10 March 2029
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ The latest date is 2 Mar 2027. Send that or an earlier one. ⏎ Visit of 17:00 ⏎ On record: 16 Mar 2026 ⏎ Step 1 of 3 ⏎ What is the right day of the next visit? Tap a day, or type it. [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [·] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: tomorrow
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 16 Mar 2026 ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo sends a photo
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ A photo does not fit here. Open a client and press Log visit, then send it again. ⏎ Visit of 17:00 ⏎ On record: 16 Mar 2026 ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo: she called
      bot to Cleo: Correct a visit · A-0001 ⏎  ⏎ Visit of 17:00 ⏎ On record: 16 Mar 2026 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Next visit: 3 Mar 2026 ⏎ Reason: she called ⏎ The old value stays on record, with the reason and your name. [Save] / [✎ Next visit] [✎ Reason] / [Back] [Cancel]
      bot to Cleo deletes 12
    Cleo: [Save]
      bot to Cleo edits 14: The visit is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Open card] / [Home]
      bot to Cleo: Today · 1 follow-up ⏎  ⏎ 1. A-0001 · today [1. Emma Sample] / [Home]
    "#);
}

#[tokio::test]
async fn a_correction_in_chinese() {
    let office = Office::open().await;
    let (xue, xue_id) = office.seat(101, "小雪", Role::Care, "zh-hans").await;
    office.menu(&[("service", "护理")]).await;
    office.client(Sample { name: "王小美", ..emma(xue_id, true) }).await;
    xue.says("王小美").await;
    xue.presses("登记到店").await;
    xue.presses("护理").await;
    xue.presses("3").await;
    xue.presses("跳过").await;
    xue.presses("保存").await;
    xue.presses("打开档案").await;
    xue.presses("历次到店").await;
    xue.presses("更正 17:00").await;
    xue.presses("备注").await;
    xue.says("皮肤稍微发红").await;
    xue.says("漏写了").await;
    xue.presses("保存").await;
    insta::assert_snapshot!(office.close().await, @r#"
    小雪: 王小美
      bot to 小雪: 客户档案 ⏎  ⏎ 王小美 · A-0001 ⏎ 负责人：小雪 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    小雪: [登记到店]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 1 步，共 4 步 ⏎ 做了什么项目？ ⏎ 备注和照片随时都可以发送。 [护理] / [跳过] / [返回] [取消]
    小雪: [护理]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 2 步，共 4 步 ⏎ 与上次相比效果如何？1 分变差，5 分好很多。 ⏎ 备注和照片随时都可以发送。 [1] [2] [3] [4] [5] / [跳过] / [返回] [取消]
    小雪: [3]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 3 步，共 4 步 ⏎ 下次什么时候来？点按钮，或输入日期，例如 下周五。 ⏎ 备注和照片随时都可以发送。 [常规：28天后] [1周后] / [2周后] [选其他日期] / [跳过] / [返回] [取消]
    小雪: [跳过]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 项目：护理 ⏎ 效果：3 / 5 分 ⏎ 下次到店：– ⏎ 金额：– ⏎ 备注：– ⏎ 照片：– ⏎ 备注和照片随时都可以发送。 [保存] / [✎ 项目] [✎ 效果] [✎ 下次到店] / [✎ 金额] [✎ 备注] [✎ 照片] / [返回] [取消]
    小雪: [保存]
      bot to 小雪 edits 2: 到店记录已保存。 ⏎  ⏎ 王小美 · A-0001 [撤销] [打开档案] / [首页]
    小雪: [打开档案]
      bot to 小雪 edits 2: 客户档案 ⏎  ⏎ 王小美 · A-0001 ⏎ 负责人：小雪 ⏎ 上次到店：护理 · 17:00，小雪接待 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    小雪: [历次到店]
      bot to 小雪 edits 2: 历次到店 ⏎  ⏎ 王小美 · A-0001 ⏎ • 17:00 · 小雪 ⏎ 项目：护理 ⏎ 效果：3/5 ⏎ 可查看至 17:30，禁止转发和保存。 [更正 17:00] / [登记到店] / [返回] [首页]
    小雪: [更正 17:00]
      bot to 小雪 edits 2: 更正到店记录 · A-0001 ⏎  ⏎ 到店时间：17:00 ⏎ 哪一项有误？原来的内容会保留。 [效果] [备注] / [金额] [下次到店] / [返回] [首页]
    小雪: [备注]
      bot to 小雪 edits 2: 更正到店记录 · A-0001 ⏎  ⏎ 到店时间：17:00 ⏎ 原记录：无 ⏎ 第 1 步，共 3 步 ⏎ 备注应该怎么写？请输入完整内容。 [返回] [取消]
    小雪: 皮肤稍微发红
      bot to 小雪: 更正到店记录 · A-0001 ⏎  ⏎ 到店时间：17:00 ⏎ 原记录：无 ⏎ 第 2 步，共 3 步 ⏎ 为什么更正？简单写几个字就行。 [返回] [取消]
      bot to 小雪 deletes 2
    小雪: 漏写了
      bot to 小雪: 更正到店记录 · A-0001 ⏎  ⏎ 到店时间：17:00 ⏎ 原记录：无 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 备注：皮肤稍微发红 ⏎ 原因：漏写了 ⏎ 原来的内容会保留，并记下原因和您的名字。 [保存] / [✎ 备注] [✎ 原因] / [返回] [取消]
      bot to 小雪 deletes 4
    小雪: [保存]
      bot to 小雪 edits 6: 到店记录已更正。 ⏎  ⏎ 原来的内容会保留，并记下原因和您的名字。 [打开档案] / [首页]
    "#);
}

#[tokio::test]
async fn a_correction_in_korean() {
    let office = Office::open().await;
    let (bora, bora_id) = office.seat(101, "보라", Role::Care, "ko").await;
    office.menu(&[("service", "관리")]).await;
    office.client(Sample { name: "김민수", ..emma(bora_id, true) }).await;
    bora.says("김민수").await;
    bora.presses("방문 기록하기").await;
    bora.presses("관리").await;
    bora.presses("3").await;
    bora.presses("2주 뒤").await;
    bora.presses("저장").await;
    bora.presses("카드 열기").await;
    bora.presses("지난 방문").await;
    bora.presses("17:00 정정").await;
    bora.presses("효과").await;
    bora.presses("5").await;
    bora.says("잘못 눌렀습니다").await;
    bora.presses("저장").await;
    insta::assert_snapshot!(office.close().await, @r#"
    보라: 김민수
      bot to 보라: 고객 카드 ⏎  ⏎ 김민수 · A-0001 ⏎ 담당: 보라 ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [연락처 보기] [예약] / [열람 대여] [동의] / [카드 정정] [상담 모드] / [뒤로] [홈]
    보라: [방문 기록하기]
      bot to 보라 edits 2: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 4단계 중 1단계 ⏎ 어떤 시술을 했나요? ⏎ 메모와 사진은 언제든지 보낼 수 있습니다. [관리] / [건너뛰기] / [뒤로] [취소]
    보라: [관리]
      bot to 보라 edits 2: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 4단계 중 2단계 ⏎ 지난번과 비교해 효과가 어떤가요? 1점은 나빠짐, 5점은 훨씬 좋아짐입니다. ⏎ 메모와 사진은 언제든지 보낼 수 있습니다. [1] [2] [3] [4] [5] / [건너뛰기] / [뒤로] [취소]
    보라: [3]
      bot to 보라 edits 2: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 4단계 중 3단계 ⏎ 다음 방문은 언제인가요? 버튼을 누르거나 다음 주 금요일처럼 입력해 주세요. ⏎ 메모와 사진은 언제든지 보낼 수 있습니다. [평소: 28일 뒤] [1주 뒤] / [2주 뒤] [다른 날짜] / [건너뛰기] / [뒤로] [취소]
    보라: [2주 뒤]
      bot to 보라 edits 2: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 시술: 관리 ⏎ 효과: 5점 중 3점 ⏎ 다음 방문: 2026년 3월 16일 ⏎ 금액: – ⏎ 메모: – ⏎ 사진: – ⏎ 메모와 사진은 언제든지 보낼 수 있습니다. [저장] / [✎ 시술] [✎ 효과] [✎ 다음 방문] / [✎ 금액] [✎ 메모] [✎ 사진] / [뒤로] [취소]
    보라: [저장]
      bot to 보라 edits 2: 방문 기록을 저장했습니다. ⏎  ⏎ 김민수 · A-0001 ⏎ 후속 연락일: 2026년 3월 16일 [되돌리기] [카드 열기] / [홈]
    보라: [카드 열기]
      bot to 보라 edits 2: 고객 카드 ⏎  ⏎ 김민수 · A-0001 ⏎ 담당: 보라 ⏎ 최근 방문: 관리 · 17:00, 담당 보라 ⏎ 다음 방문일: 2026년 3월 16일 ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [연락처 보기] [예약] / [열람 대여] [동의] / [카드 정정] [상담 모드] / [뒤로] [홈]
    보라: [지난 방문]
      bot to 보라 edits 2: 지난 방문 ⏎  ⏎ 김민수 · A-0001 ⏎ • 17:00 · 보라 ⏎ 시술: 관리 ⏎ 효과: 3/5 ⏎ 다음 방문일: 2026년 3월 16일 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [17:00 정정] / [방문 기록하기] / [뒤로] [홈]
    보라: [17:00 정정]
      bot to 보라 edits 2: 방문 기록 정정 · A-0001 ⏎  ⏎ 방문 시각: 17:00 ⏎ 무엇이 잘못되었나요? 이전 값은 그대로 남습니다. [효과] [메모] / [금액] [다음 방문일] / [뒤로] [홈]
    보라: [효과]
      bot to 보라 edits 2: 방문 기록 정정 · A-0001 ⏎  ⏎ 방문 시각: 17:00 ⏎ 현재 기록: 3점 ⏎ 3단계 중 1단계 ⏎ 올바른 효과 점수를 골라 주세요. [1] [2] [3] [4] [5] / [뒤로] [취소]
    보라: [5]
      bot to 보라 edits 2: 방문 기록 정정 · A-0001 ⏎  ⏎ 방문 시각: 17:00 ⏎ 현재 기록: 3점 ⏎ 3단계 중 2단계 ⏎ 정정하는 이유를 짧게 적어 주세요. [뒤로] [취소]
    보라: 잘못 눌렀습니다
      bot to 보라: 방문 기록 정정 · A-0001 ⏎  ⏎ 방문 시각: 17:00 ⏎ 현재 기록: 3점 ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 효과: 5점 중 5점 ⏎ 정정 이유: 잘못 눌렀습니다 ⏎ 이전 값은 정정 이유, 정정한 사람과 함께 기록에 남습니다. [저장] / [✎ 효과] [✎ 정정 이유] / [뒤로] [취소]
      bot to 보라 deletes 2
    보라: [저장]
      bot to 보라 edits 4: 방문 기록을 정정했습니다. ⏎  ⏎ 이전 값은 정정 이유, 정정한 사람과 함께 기록에 남습니다. [카드 열기] / [홈]
    "#);
}
