//! A new card is never made twice, never lost half-way, and taken back by one tap.

use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn the_same_client_is_found_before_the_second_question() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    let known = Sample { name: "王小美", phone: Some("+8613800138000"), ..Sample::default() };
    office.client(known).await;
    // By phone, under another name.
    cleo.shares_contact("138 0013 8000", "May", None).await;
    cleo.presses("王小美 · A-0001").await;
    cleo.presses("Back").await;
    cleo.presses("Cancel").await;
    // By name, across scripts; then it is somebody else.
    cleo.presses("New card").await;
    cleo.says("Wang Xiaomei").await;
    cleo.presses("Someone else, go on").await;
    cleo.says("13800138000").await;
    cleo.presses("Someone else, go on").await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo shares a contact
      bot to Cleo: This may be the same client ⏎  ⏎ Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on. [王小美 · A-0001] / [Someone else, go on] / [Back] [Cancel]
    Cleo: [王小美 · A-0001]
      bot to Cleo edits 2: Client card ⏎  ⏎ 王小美 · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Cleo: [Back]
      bot to Cleo edits 2: This may be the same client ⏎  ⏎ Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on. [王小美 · A-0001] / [Someone else, go on] / [Back] [Cancel]
    Cleo: [Cancel]
      bot to Cleo toasts: Cancelled. Nothing was saved.
      bot to Cleo edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: [New card]
      bot to Cleo edits 2: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Wang Xiaomei
      bot to Cleo: This may be the same client ⏎  ⏎ Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on. [王小美 · A-0001] / [Someone else, go on] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Someone else, go on]
      bot to Cleo edits 4: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
    Cleo: 13800138000
      bot to Cleo: This may be the same client ⏎  ⏎ Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on. [王小美 · A-0001] / [Someone else, go on] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [Someone else, go on]
      bot to Cleo edits 6: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 6: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 6: Saved as A-0002 ⏎  ⏎ Wang Xiaomei [Undo] [Open card] / [Log visit] [Home]
    "#);
}

#[tokio::test]
async fn a_form_left_for_a_duplicate_is_kept_as_a_draft() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(&[("service", "Facial")]).await;
    let known = Sample {
        name: "王小美",
        phone: Some("+8613800138000"),
        keeper: Some(cleo_id),
        ..Sample::default()
    };
    office.client(known).await;
    cleo.shares_contact("138 0013 8000", "May", None).await;
    cleo.presses("王小美 · A-0001").await;
    cleo.presses("Log visit").await;
    cleo.presses("Facial").await;
    cleo.presses("Skip").await;
    cleo.presses("Save").await;
    cleo.presses("Home").await;
    cleo.presses("Resume draft").await;
    cleo.presses("Someone else, go on").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo shares a contact
      bot to Cleo: This may be the same client ⏎  ⏎ Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on. [王小美 · A-0001] / [Someone else, go on] / [Back] [Cancel]
    Cleo: [王小美 · A-0001]
      bot to Cleo edits 2: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 王小美 · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8000 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ Step 1 of 3 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Next visit: – ⏎ Amount: – ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Next visit] [✎ Amount] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 2: The visit is saved. ⏎  ⏎ 王小美 · A-0001 [Undo] [Open card] / [Home]
    Cleo: [Home]
      bot to Cleo edits 2: Today · nothing due ⏎  ⏎ Unfinished 1: New card · step 3 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
    Cleo: [Resume draft]
      bot to Cleo edits 2: This may be the same client ⏎  ⏎ Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on. [王小美 · A-0001] / [Someone else, go on] / [Back] [Cancel]
    Cleo: [Someone else, go on]
      bot to Cleo edits 2: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    "#);
}

#[tokio::test]
async fn numbers_follow_each_other_and_an_undone_one_is_not_given_again() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    for name in ["Anton", "Berta", "Cäsar"] {
        cleo.says("/new").await;
        cleo.says(name).await;
        cleo.presses("Skip").await;
        cleo.presses("Ask later").await;
        cleo.presses("Save").await;
        match name {
            "Anton" => drop(cleo.presses("Undo").await),
            "Berta" => drop(cleo.says("/undo").await),
            _ => drop(cleo.says("anton").await),
        }
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Anton
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Skip]
      bot to Cleo edits 4: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 4: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton ⏎ Phone: – ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 4: Saved as A-0001 ⏎  ⏎ Anton [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Undo]
      bot to Cleo toasts: Undone.
      bot to Cleo edits 4: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 4
    Cleo: Berta
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: [Skip]
      bot to Cleo edits 8: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 8: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Berta ⏎ Phone: – ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 8: Saved as A-0002 ⏎  ⏎ Berta [Undo] [Open card] / [Log visit] [Home]
    Cleo: /undo
      bot to Cleo: Today · nothing due ⏎  ⏎ Undone. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 8
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 10
    Cleo: Cäsar
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 12
    Cleo: [Skip]
      bot to Cleo edits 14: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 14: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Cäsar ⏎ Phone: – ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 14: Saved as A-0003 ⏎  ⏎ Cäsar [Undo] [Open card] / [Log visit] [Home]
    Cleo: anton
      bot to Cleo: Find a client ⏎  ⏎ No client for “anton”. Type it differently, or create a card. [Create “anton”] / [Back] [Home]
      bot to Cleo deletes 14
    "#);
}

#[tokio::test]
async fn an_act_is_taken_back_once_and_not_too_late() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/undo").await;
    cleo.shares_contact("+86 138 0013 8000", "Anton", None).await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    let receipt = cleo.screen().message_id;
    cleo.presses("Undo").await;
    cleo.presses_at(receipt, "Undo").await;
    cleo.says("/undo").await;
    cleo.shares_contact("+86 138 0013 8000", "Anton", None).await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    office.sim.clock().advance(std::time::Duration::from_secs(11 * 60));
    cleo.presses("Undo").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /undo
      bot to Cleo: Today · nothing due ⏎  ⏎ There is nothing to undo. Go on from here. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo shares a contact
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Ask later]
      bot to Cleo edits 4: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: From a shared contact ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 4: Saved as A-0001 ⏎  ⏎ Anton [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Undo]
      bot to Cleo toasts: Undone.
      bot to Cleo edits 4: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: [Undo]
      bot to Cleo toasts: That button was from an earlier screen. Here is the current one.
    Cleo: /undo
      bot to Cleo: Today · nothing due ⏎  ⏎ There is nothing to undo. Go on from here. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 4
    Cleo shares a contact
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: [Ask later]
      bot to Cleo edits 8: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: From a shared contact ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 8: Saved as A-0002 ⏎  ⏎ Anton [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Undo]
      bot to Cleo toasts: This can no longer be undone: 10 minutes have passed, or it has changed since. Correct it on the card, or under Follow-ups.
      bot to Cleo edits 8: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn cancel_drops_and_home_keeps() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Anton").await;
    cleo.says("/cancel").await;
    cleo.says("/new").await;
    cleo.says("Berta").await;
    cleo.says("/start").await;
    cleo.presses("Resume draft").await;
    cleo.says("/find").await;
    cleo.says("/start").await;
    cleo.presses("Discard draft").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Anton
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: /cancel
      bot to Cleo: Today · nothing due ⏎  ⏎ Cancelled. Nothing was saved. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 4
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 6
    Cleo: Berta
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Unfinished 1: New card · step 2 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
      bot to Cleo deletes 10
    Cleo: [Resume draft]
      bot to Cleo edits 12: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
    Cleo: /find
      bot to Cleo: Find a client ⏎  ⏎ Your draft is kept. You find it at Home. ⏎ Type a name, initials, the last four digits of a phone number, or a card number such as A-0147. [Back] [Home]
      bot to Cleo deletes 12
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Unfinished 1: New card · step 2 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
      bot to Cleo deletes 14
    Cleo: [Discard draft]
      bot to Cleo edits 16: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn a_draft_survives_the_bot() {
    let mut office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Anton").await;
    office.stop().await;
    office.start().await;
    // The question on the screen still stands.
    cleo.says("13800138000").await;
    cleo.says("/start").await;
    office.stop().await;
    office.start().await;
    cleo.presses("Resume draft").await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Anton
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: 13800138000
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Unfinished 1: New card · step 3 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
      bot to Cleo deletes 6
    Cleo: [Resume draft]
      bot to Cleo edits 8: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 8: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 8: Saved as A-0001 ⏎  ⏎ Anton [Undo] [Open card] / [Log visit] [Home]
    "#);
}
