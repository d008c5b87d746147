//! A visit: five taps without typing; a note and photos at any moment; nothing of health without consent.

use crate::office::{Office, Sample, taps};
use kartoteka::archive::attachments;
use kartoteka::model::StaffId;
use kartoteka::model::policy::Role;

pub const MENU: &[(&str, &str)] = &[
    ("service", "Facial"),
    ("service", "Massage"),
    ("product", "Calming mask"),
    ("product", "Serum"),
];
/// How a PNG begins.
const PNG: &[u8] = b"\x89PNG";

/// A client with a keeper, who agreed to health data or was not asked.
pub fn emma(keeper: StaffId, consent: bool) -> Sample<'static> {
    Sample {
        name: "Emma Sample",
        phone: Some("+8613800138001"),
        consent: consent.then_some(true),
        keeper: Some(keeper),
        ..Sample::default()
    }
}

#[tokio::test]
async fn a_usual_visit_takes_five_taps_and_no_typing() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(MENU).await;
    office.client(emma(cleo_id, true)).await;
    cleo.says("emma").await;
    cleo.presses("Log visit").await;
    let before = taps(&office, "Cleo");
    cleo.presses("Facial").await;
    cleo.presses("Serum").await;
    cleo.presses("Next").await;
    cleo.presses("4").await;
    cleo.presses("Usual: in 28 days").await;
    cleo.presses("Save").await;
    cleo.presses("Open card").await;
    cleo.presses("Log visit").await;
    // The second visit: service, same as last, effect, next date, save.
    let second = taps(&office, "Cleo");
    cleo.presses("Facial").await;
    cleo.presses("Same as last").await;
    cleo.presses("5").await;
    cleo.presses("In 2 weeks").await;
    cleo.presses("Save").await;
    assert_eq!(taps(&office, "Cleo") - second, 5);
    assert!(second > before);
    cleo.presses("Open card").await;
    cleo.presses("Visits").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: [Serum]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Products: Serum ⏎ You can send a note or photos at any moment. [Calming mask] [✓ Serum] / [Next] / [Back] [Cancel]
    Cleo: [Next]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [4]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: [Usual: in 28 days]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: Serum ⏎ Effect: 4 of 5 ⏎ Next visit: 30 Mar 2026 ⏎ Amount: – ⏎ Note: – ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 2: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 30 Mar 2026. [Undo] [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 2: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Last visit: Facial · 17:00, with Cleo ⏎ Next visit: 30 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ You can send a note or photos at any moment. [Same as last] / [Serum] [Calming mask] / [Skip] / [Back] [Cancel]
    Cleo: [Same as last]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [5]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: [In 2 weeks]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: Serum ⏎ Effect: 5 of 5 ⏎ Next visit: 16 Mar 2026 ⏎ Amount: – ⏎ Note: – ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 2: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 16 Mar 2026. [Undo] [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 2: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Last visit: Facial · 17:00, with Cleo ⏎ Next visit: 16 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Visits]
      bot to Cleo edits 2: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ • 17:00 · Cleo ⏎ Service: Facial ⏎ Products: Serum ⏎ Effect: 5 of 5 ⏎ Next visit: 16 Mar 2026 ⏎ • 17:00 · Cleo ⏎ Service: Facial ⏎ Products: Serum ⏎ Effect: 4 of 5 ⏎ Next visit: 30 Mar 2026 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Correct 17:00] [Correct 17:00] / [Log visit] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_note_and_photos_are_taken_at_any_moment_and_sealed() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(MENU).await;
    office.client(emma(cleo_id, true)).await;
    cleo.says("emma").await;
    cleo.presses("Log visit").await;
    cleo.sends_photo("before, left cheek").await;
    cleo.presses("Massage").await;
    cleo.says("likes low pressure").await;
    cleo.presses("Skip").await;
    cleo.sends_album(2).await;
    cleo.presses("3").await;
    cleo.says("next friday").await;
    cleo.presses("✎ Amount").await;
    cleo.says("350").await;
    cleo.sends_photo("").await;
    cleo.presses("Save").await;
    cleo.presses("Open card").await;
    cleo.presses("Visits").await;
    let files = stored(&office, 4).await;
    assert!(files.iter().all(|bytes| bytes.len() > PNG.len() && !bytes.starts_with(PNG)));
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo sends a photo: before, left cheek
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ Note: before, left cheek ⏎ Photos: 1 ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Massage]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Note: before, left cheek ⏎ Photos: 1 ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: likes low pressure
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Added to “Note”. Now tap a button to go on. ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 1 ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [Skip]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 1 ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo sends an album
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 2 ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 3 ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 6
      bot to Cleo deletes 9
    Cleo: [3]
      bot to Cleo edits 10: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 3 ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: next friday
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Massage ⏎ Products: – ⏎ Effect: 3 of 5 ⏎ Next visit: 13 Mar 2026 ⏎ Amount: – ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 3 ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo: [✎ Amount]
      bot to Cleo edits 12: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ How much was paid? Type the amount. ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 3 ⏎ You can send a note or photos at any moment. [Leave empty] / [Back] [Cancel]
    Cleo: 350
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Massage ⏎ Products: – ⏎ Effect: 3 of 5 ⏎ Next visit: 13 Mar 2026 ⏎ Amount: ¥350.00 ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 3 ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
      bot to Cleo deletes 12
    Cleo sends a photo
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Massage ⏎ Products: – ⏎ Effect: 3 of 5 ⏎ Next visit: 13 Mar 2026 ⏎ Amount: ¥350.00 ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ Photos: 4 ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
      bot to Cleo deletes 14
    Cleo: [Save]
      bot to Cleo edits 16: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 13 Mar 2026. ⏎ 4 photos are being stored. [Undo] [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 16: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Last visit: Massage · 17:00, with Cleo ⏎ Next visit: 13 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Visits]
      bot to Cleo edits 16: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ • 17:00 · Cleo ⏎ Service: Massage ⏎ Effect: 3 of 5 ⏎ Note: before, left cheek ⏎ likes low pressure ⏎ 4 photos ⏎ Next visit: 13 Mar 2026 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Correct 17:00] / [Log visit] / [Back] [Home]
    "#);
}

/// Waits until no photo is pending any more, and reads the sealed files.
async fn stored(office: &Office, count: usize) -> Vec<Vec<u8>> {
    let folder = office.archive.data().join("files");
    // Downloads look every few seconds of real time; the simulator's own limit bounds the wait.
    for _ in 0..LOOKS_MAX {
        let pending = {
            let tx = office.archive.read().await.expect("a reader");
            attachments::pending(&tx, 10).await.expect("the photos").len()
        };
        if pending == 0 {
            break;
        }
        office.sim.idle(LOOK).await;
    }
    let files = std::fs::read_dir(folder).expect("the folder of files");
    let files: Vec<Vec<u8>> = files
        .map(|file| std::fs::read(file.expect("a file").path()).expect("a readable file"))
        .collect();
    assert_eq!(files.len(), count, "every photo is on disk");
    files
}

/// One look at the photos under way, in real time.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);
/// Looks until a photo that is still pending is a failure.
const LOOKS_MAX: u32 = 20;

#[tokio::test]
async fn the_next_date_is_a_follow_up_and_undo_takes_both_back() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(MENU).await;
    office.client(emma(cleo_id, true)).await;
    for undone in [false, true] {
        cleo.says("emma").await;
        cleo.presses("Log visit").await;
        cleo.presses("Facial").await;
        cleo.presses("Skip").await;
        cleo.presses("Skip").await;
        cleo.presses(if undone { "In 1 week" } else { "In 2 weeks" }).await;
        cleo.presses("Save").await;
        if undone {
            cleo.presses("Undo").await;
        }
    }
    office.sim.clock().set("2026-03-17T00:45:00Z".parse().unwrap());
    cleo.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: [In 2 weeks]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Effect: – ⏎ Next visit: 16 Mar 2026 ⏎ Amount: – ⏎ Note: – ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 2: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 16 Mar 2026. [Undo] [Open card] / [Home]
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Last visit: Facial · 17:00, with Cleo ⏎ Next visit: 16 Mar 2026 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: [Log visit]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: [In 1 week]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Effect: – ⏎ Next visit: 9 Mar 2026 ⏎ Amount: – ⏎ Note: – ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 4: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 9 Mar 2026. [Undo] [Open card] / [Home]
    Cleo: [Undo]
      bot to Cleo toasts: Undone.
      bot to Cleo edits 4: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo: Today · 1 follow-up ⏎  ⏎ 1. A-0001 · 1 day overdue [1. Emma Sample] / [Home]
    "#);
}

#[tokio::test]
async fn a_visit_left_is_a_draft_and_a_step_back_keeps_the_note() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(MENU).await;
    office.client(emma(cleo_id, true)).await;
    cleo.says("emma").await;
    cleo.presses("Log visit").await;
    cleo.presses("Facial").await;
    cleo.says("likes low pressure").await;
    cleo.presses("Back").await;
    cleo.presses("Massage").await;
    cleo.says("/start").await;
    cleo.presses("Resume draft").await;
    cleo.presses("Calming mask").await;
    cleo.presses("✓ Calming mask").await;
    cleo.presses("Skip").await;
    cleo.presses("Skip").await;
    cleo.presses("Another day").await;
    cleo.presses("Back").await;
    cleo.presses("Skip").await;
    cleo.presses("Save").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: likes low pressure
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Added to “Note”. Now tap a button to go on. ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Back]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo: [Massage]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Unfinished 1: Visit · A-0001 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
      bot to Cleo deletes 4
    Cleo: [Resume draft]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: [Calming mask]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Products: Calming mask ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [✓ Calming mask] [Serum] / [Next] / [Back] [Cancel]
    Cleo: [✓ Calming mask]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: [Another day]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [·] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Skip] / [Back] [Cancel]
    Cleo: [Back]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ Note: likes low pressure ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Massage ⏎ Products: – ⏎ Effect: – ⏎ Next visit: – ⏎ Amount: – ⏎ Note: likes low pressure ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 6: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 [Undo] [Open card] / [Home]
    "#);
}
