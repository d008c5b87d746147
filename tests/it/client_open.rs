//! The card, as each role sees it; "not allowed" reads as "no such client".

use crate::office::{Office, Sample, monday};
use chrono::Duration;
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use simulator::Person;

/// A client with something in every part of the card.
fn full() -> Sample<'static> {
    Sample {
        name: "Emma Sample",
        phone: Some("+8613800138001"),
        facts: vec![
            (Field::Title, "Ms"),
            (Field::Allergy, "latex"),
            (Field::PatchTest, "PPD, negative, 1 Feb"),
            (Field::Email, "emma@example.org"),
            (Field::Birthday, "1990-05-03"),
            (Field::Topics, "her two cats"),
            (Field::Skin, "combination"),
            (Field::CreditGrade, "B"),
            (Field::Document, "3-02-007 treatment plan"),
            (Field::Original, "cabinet 2"),
        ],
        consent: Some(true),
        keeper: None,
    }
}

#[tokio::test]
async fn each_role_sees_its_own_card() {
    let office = Office::open().await;
    let mut people: Vec<Person> = Vec::new();
    for (id, name, role) in [
        (101, "Olga", Role::Owner),
        (102, "Mina", Role::Manager),
        (103, "Kira", Role::Keeper),
        (104, "Fei", Role::FrontDesk),
        (105, "Carl (none)", Role::Care),
        (106, "Sam (none)", Role::Sales),
    ] {
        people.push(office.seat(id, name, role, "en").await.0);
    }
    let (today, today_id) = office.seat(107, "Tess (today)", Role::Care, "en").await;
    let (cleo, cleo_id) = office.seat(108, "Cleo (own)", Role::Care, "en").await;
    let (sasha, sasha_id) = office.seat(109, "Sasha (own)", Role::Sales, "en").await;
    let emma = office.client(Sample { keeper: Some(cleo_id), ..full() }).await;
    let lead = Sample { name: "Lee Sample", keeper: Some(sasha_id), ..full() };
    office.client(Sample { phone: Some("+8613800138002"), ..lead }).await;
    office.books(emma, today_id, monday() + Duration::minutes(30)).await;
    for person in people.iter().chain([&today, &cleo]) {
        person.says("emma").await;
    }
    sasha.says("lee").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Olga: emma
      bot to Olga: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo (own) ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Credit grade: B ⏎ Document: 3-02-007 treatment plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo (own) ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Credit grade: B ⏎ Document: 3-02-007 treatment plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Kira: emma
      bot to Kira: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo (own) ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Document: 3-02-007 treatment plan ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo (own) ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Credit grade: B ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [With client] / [Back] [Home]
    Carl (none): emma
      bot to Carl (none): Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Title: Ms ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Sam (none): emma
      bot to Sam (none): Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Title: Ms ⏎ You can ask to borrow: Contact details, Business, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] / [Back] [Home]
    Tess (today): emma
      bot to Tess (today): Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo (own) ⏎ Phone: 138••••8001 ⏎ Title: Ms ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Borrow] / [Consents] [Edit] / [With client] / [Back] [Home]
    Cleo (own): emma
      bot to Cleo (own): Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo (own) ⏎ Phone: 138••••8001 ⏎ Title: Ms ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Sasha (own): lee
      bot to Sasha (own): Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Lee Sample · A-0002 ⏎ Kept by Sasha (own) ⏎ Phone: 138••••8002 ⏎ Title: Ms ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn every_opening_is_on_the_trail() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (carl, _) = office.seat(102, "Carl", Role::Care, "en").await;
    let (fei, _) = office.seat(103, "Fei", Role::FrontDesk, "en").await;
    office.client(full()).await;
    carl.says("emma").await;
    fei.says("emma").await;
    fei.presses("Visits").await;
    mina.says("emma").await;
    mina.presses("History").await;
    mina.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Carl: emma
      bot to Carl: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Title: Ms ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Credit grade: B ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [With client] / [Back] [Home]
    Fei: [Visits]
      bot to Fei edits 2: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ No visits yet. The first one you log stands here. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] / [Back] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Credit grade: B ⏎ Document: 3-02-007 treatment plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [History]
      bot to Mina edits 2: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:00 · Mina (Manager) · opened the card ⏎ 17:00 · Fei (Front desk) · opened the card ⏎ 17:00 · Fei (Front desk) · opened the card ⏎ 17:00 · Carl (Beautician) · opened the card ⏎ Shown to you until 17:30. Protected from forwarding and saving. [✓ Opened by] [Changed by] / [List for the client] / [Back] [Home]
    Mina: [Back]
      bot to Mina edits 2: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Credit grade: B ⏎ Document: 3-02-007 treatment plan ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_card_is_closed_when_its_time_is_over() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    office.client(full()).await;
    fei.says("emma").await;
    office.sim.clock().advance(std::time::Duration::from_secs(31 * 60));
    fei.reads().await;
    fei.presses("Home").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Title: Ms ⏎ E-mail: emma@example.org ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ Credit grade: B ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [With client] / [Back] [Home]
      bot to Fei edits 2: This card is closed. Search for the client to open it again. [Open card] [Home]
    Fei: [Home]
      bot to Fei edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn not_allowed_reads_as_no_such_client() {
    let office = Office::open().await;
    let (tess, tess_id) = office.seat(101, "Tess", Role::Care, "en").await;
    let (cleo, _) = office.seat(102, "Cleo", Role::Care, "en").await;
    office.menu(&[("service", "Facial")]).await;
    let emma = office.client(full()).await;
    office.books(emma, tess_id, monday()).await;
    // Tess begins to log Emma's visit and saves it when Emma is not hers any more.
    tess.says("emma").await;
    tess.presses("Log visit").await;
    tess.presses("Facial").await;
    tess.presses("Skip").await;
    tess.presses("Skip").await;
    office.sim.clock().advance(std::time::Duration::from_secs(3 * 60 * 60));
    tess.presses("Save").await;
    let not_allowed = tess.screen();
    // Cleo logs a visit of a client whom she takes back meanwhile.
    cleo.shares_contact("+86 138 0013 8009", "Gone Sample", None).await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    cleo.presses("Log visit").await;
    cleo.presses("Facial").await;
    cleo.says("/undo").await;
    cleo.presses("Resume draft").await;
    cleo.presses("Skip").await;
    cleo.presses("Save").await;
    let not_there = cleo.screen();
    assert_eq!(not_allowed.text, not_there.text);
    let labels = |message: &simulator::view::Message| -> Vec<String> {
        message.labels().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(labels(&not_allowed), labels(&not_there));
    // What they had typed is not lost with the refusal.
    tess.presses("Home").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Tess: emma
      bot to Tess: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ ⛔ Patch test: PPD, negative, 1 Feb ⏎ Emma Sample · A-0001 ⏎ Phone: 138••••8001 ⏎ Title: Ms ⏎ Birthday: 3 May 1990 ⏎ Topics: her two cats ⏎ Skin: combination ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Borrow] / [Consents] [Edit] / [With client] / [Back] [Home]
    Tess: [Log visit]
      bot to Tess edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] / [Skip] / [Back] [Cancel]
    Tess: [Facial]
      bot to Tess edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Tess: [Skip]
      bot to Tess edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Tess: [Skip]
      bot to Tess edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Effect: – ⏎ Next visit: – ⏎ Amount: – ⏎ Note: – ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Effect] [✎ Next visit] / [✎ Amount] [✎ Note] [✎ Photos] / [Back] [Cancel]
    Tess: [Save]
      bot to Tess edits 2: There is no such client. Check the name or number and search again. [Find] [Home]
    Cleo shares a contact
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 2: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Gone Sample ⏎ Phone: 138 0013 8009 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: From a shared contact ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 2: Saved as A-0002 ⏎  ⏎ Gone Sample [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0002 ⏎  ⏎ Gone Sample · A-0002 ⏎ Step 1 of 3 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0002 ⏎  ⏎ Gone Sample · A-0002 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: /undo
      bot to Cleo: Today · nothing due ⏎  ⏎ Undone. ⏎ Unfinished 1: Visit · A-0002 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
      bot to Cleo deletes 2
    Cleo: [Resume draft]
      bot to Cleo edits 4: Visit · A-0002 ⏎  ⏎ Gone Sample · A-0002 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 4: Visit · A-0002 ⏎  ⏎ Gone Sample · A-0002 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Next visit: – ⏎ Amount: – ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Next visit] [✎ Amount] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 4: There is no such client. Check the name or number and search again. [Find] [Home]
    Tess: [Home]
      bot to Tess edits 2: Today · nothing due ⏎  ⏎ Unfinished 1: Visit · A-0001 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
    "#);
}
