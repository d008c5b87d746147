//! Whatever comes where it does not fit: each has its sentence, and nothing is lost.

use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;
use simulator::Person;

/// What Telegram lets a phone send at once.
const MESSAGE_CHARS_MAX: usize = 4_096;

async fn everything_odd(person: &Person) {
    person.sends_sticker().await;
    person.sends_voice().await;
    person.sends_document("notes.pdf", b"%PDF-1.4 invented").await;
    person.sends_location().await;
}

#[tokio::test]
async fn what_no_conversation_takes_has_its_sentence() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/start").await;
    everything_odd(&cleo).await;
    cleo.sends_photo("a photo").await;
    cleo.says("/dance").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo sends a sticker
      bot to Cleo: Today · nothing due ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 2
    Cleo sends a voice message
      bot to Cleo: Today · nothing due ⏎  ⏎ I cannot use a voice message here. Send a short text or press a button. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 4
    Cleo sends notes.pdf
      bot to Cleo: Today · nothing due ⏎  ⏎ I cannot use a file here. Send a short text or press a button. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 6
    Cleo shares a location
      bot to Cleo: Today · nothing due ⏎  ⏎ I cannot use a location here. Send a short text or press a button. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 8
    Cleo sends a photo: a photo
      bot to Cleo: Today · nothing due ⏎  ⏎ A photo does not fit here. Open a client and press Log visit, then send it again. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 10
    Cleo: /dance
      bot to Cleo: Today · nothing due ⏎  ⏎ There is no such command. Press a button, or type / to see the list. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 12
    "#);
}

#[tokio::test]
async fn a_form_keeps_what_it_has_whatever_comes() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Anton Sample").await;
    everything_odd(&cleo).await;
    cleo.sends_photo("his phone").await;
    cleo.sends_album(2).await;
    let name = cleo.chat().into_iter().find(|message| message.text == "Anton Sample");
    cleo.edits(name.expect("the name was sent").message_id, "Anton Example");
    cleo.reads().await;
    cleo.says("one two three").await;
    cleo.says("13800").await;
    cleo.says("138001380001").await;
    cleo.says("110 0013 8000").await;
    cleo.says("/dance").await;
    cleo.says("/start").await;
    cleo.presses("Resume draft").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Anton Sample
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo sends a sticker
      bot to Cleo: New card ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo sends a voice message
      bot to Cleo: New card ⏎  ⏎ I cannot use a voice message here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo sends notes.pdf
      bot to Cleo: New card ⏎  ⏎ I cannot use a file here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo shares a location
      bot to Cleo: New card ⏎  ⏎ I cannot use a location here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo sends a photo: his phone
      bot to Cleo: New card ⏎  ⏎ A photo does not fit here. Open a client and press Log visit, then send it again. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 12
    Cleo sends an album
      bot to Cleo: New card ⏎  ⏎ A photo does not fit here. Open a client and press Log visit, then send it again. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo: New card ⏎  ⏎ A photo does not fit here. Open a client and press Log visit, then send it again. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 14
      bot to Cleo deletes 17
    Cleo edits 3: Anton Example
      bot to Cleo: New card ⏎  ⏎ I have used your edited message in place of the first. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 18
    Cleo: one two three
      bot to Cleo: New card ⏎  ⏎ I see no digits. Send the phone number, or share the contact. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 19
    Cleo: 13800
      bot to Cleo: New card ⏎  ⏎ “13800” has 5 digits; 11 are expected. Send it again, with + and the country code if it is from abroad. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 21
    Cleo: 138001380001
      bot to Cleo: New card ⏎  ⏎ “138001380001” has 12 digits; 11 are expected. Send it again, with + and the country code if it is from abroad. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 23
    Cleo: 110 0013 8000
      bot to Cleo: New card ⏎  ⏎ “110 0013 8000” does not look like a phone number. Check the digits; if it is from abroad, send it with + and the country code. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 25
    Cleo: /dance
      bot to Cleo: New card ⏎  ⏎ There is no such command. Press a button, or type / to see the list. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 27
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Unfinished 1: New card · step 2 ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Resume draft] [Discard draft] / [More]
      bot to Cleo deletes 29
    Cleo: [Resume draft]
      bot to Cleo edits 31: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
    "#);
}

#[tokio::test]
async fn a_paste_of_20_kb_is_refused_piece_by_piece() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Anton Sample").await;
    let paste = "words ".repeat(20_000 / 6);
    let paste: Vec<char> = paste.chars().collect();
    for piece in paste.chunks(MESSAGE_CHARS_MAX) {
        let piece: String = piece.iter().collect();
        cleo.says(&piece).await;
    }
    let transcript = office.close().await.replace(&"words ".repeat(100), "words*100 ");
    insta::assert_snapshot!(transcript, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Anton Sample
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: words*100 words*100 words*100 words*100 words*100 words*100 words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words word
      bot to Cleo: New card ⏎  ⏎ I cannot use a text this long here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: s words*100 words*100 words*100 words*100 words*100 words*100 words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words wo
      bot to Cleo: New card ⏎  ⏎ I cannot use a text this long here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: rds words*100 words*100 words*100 words*100 words*100 words*100 words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words
      bot to Cleo: New card ⏎  ⏎ I cannot use a text this long here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo: words*100 words*100 words*100 words*100 words*100 words*100 words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words words word
      bot to Cleo: New card ⏎  ⏎ I cannot use a text this long here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo: s words*100 words*100 words*100 words*100 words*100 words*100 words words
      bot to Cleo: New card ⏎  ⏎ I cannot use a text this long here. Send a short text or press a button. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 12
    "#);
}

#[tokio::test]
async fn a_date_must_lie_on_the_right_side_of_today() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(&[("service", "Facial")]).await;
    office.client(Sample { name: "Emma Sample", keeper: Some(cleo_id), ..Sample::default() }).await;
    cleo.says("emma").await;
    cleo.presses("Log visit").await;
    cleo.says("what is this").await;
    cleo.presses("Facial").await;
    cleo.says("1 March 2026").await;
    cleo.says("31 Feb").await;
    cleo.says("/cancel").await;
    cleo.says("/new").await;
    cleo.says("Anton 13800138000").await;
    cleo.presses("Ask later").await;
    cleo.presses("✎ Birthday").await;
    cleo.says("3 May 2027").await;
    cleo.says("someday").await;
    cleo.says("29 Feb").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 3 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: what is this
      bot to Cleo: Visit · A-0001 ⏎  ⏎ A note or photo is a health detail and needs the client's consent first. Tap Ask for consent, then send it again. ⏎ Emma Sample · A-0001 ⏎ Step 1 of 3 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] / [Skip] / [Ask for consent] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Facial]
      bot to Cleo edits 4: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: 1 March 2026
      bot to Cleo: Visit · A-0001 ⏎  ⏎ The earliest date is 3 Mar 2026. Send that or a later one. ⏎ Emma Sample · A-0001 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: 31 Feb
      bot to Cleo: Visit · A-0001 ⏎  ⏎ I cannot read a date. Type one, such as 25 Nov or next Friday, or tap a button. ⏎ Emma Sample · A-0001 ⏎ Step 2 of 3 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: /cancel
      bot to Cleo: Today · nothing due ⏎  ⏎ Cancelled. Nothing was saved. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 8
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 10
    Cleo: Anton 13800138000
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 12
    Cleo: [Ask later]
      bot to Cleo edits 14: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [✎ Birthday]
      bot to Cleo edits 14: New card ⏎  ⏎ When is the birthday? Type it as 3 May 1990, or as 3 May without the year. [Leave empty] / [Back] [Cancel]
    Cleo: 3 May 2027
      bot to Cleo: New card ⏎  ⏎ That day is still to come. Send the day of birth, or day and month only. ⏎ When is the birthday? Type it as 3 May 1990, or as 3 May without the year. [Leave empty] / [Back] [Cancel]
      bot to Cleo deletes 14
    Cleo: someday
      bot to Cleo: New card ⏎  ⏎ I cannot read that as a birthday. Type it as 3 May 1990, or as 3 May. ⏎ When is the birthday? Type it as 3 May 1990, or as 3 May without the year. [Leave empty] / [Back] [Cancel]
      bot to Cleo deletes 16
    Cleo: 29 Feb
      bot to Cleo: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: 29 February ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
      bot to Cleo deletes 18
    "#);
}

#[tokio::test]
async fn a_press_on_an_old_screen_brings_the_current_one() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/start").await;
    let old = cleo.screen().message_id;
    cleo.says("/new").await;
    cleo.presses_at(old, "Find").await;
    cleo.says("Anton").await;
    // The same button, pressed twice in a row: the second press finds a screen that moved on.
    let now = cleo.screen().message_id;
    cleo.presses("Skip").await;
    cleo.presses_at(now, "Skip").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: [Find]
      bot to Cleo toasts: That button was from an earlier screen. Here is the current one.
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Cleo deletes 4
    Cleo: Anton
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 5
    Cleo: [Skip]
      bot to Cleo edits 7: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo toasts: That button was from an earlier screen. Here is the current one.
    "#);
}

#[tokio::test]
async fn the_buttons_of_others_and_forged_ones_do_nothing() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (carl, _) = office.seat(102, "Carl", Role::Care, "en").await;
    cleo.says("/start").await;
    carl.says("/start").await;
    let data = data_of(&office, 101);
    let screen = carl.screen().message_id;
    carl.presses_raw(screen, &data).await;
    for forged in ["", "home", "1.1.0.00000000000000000000000000000000", "0.0.0", "🙂"] {
        carl.presses_raw(screen, forged).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Carl: /start
      bot to Carl: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Carl: [raw 1.1.0.44ec1f98ec15ef7265433c4b3d9b521a]
      bot to Carl toasts: That button was from an earlier screen. Here is the current one.
    Carl: [raw ]
      bot to Carl toasts: That button was from an earlier screen. Here is the current one.
    Carl: [raw home]
      bot to Carl toasts: That button was from an earlier screen. Here is the current one.
    Carl: [raw 1.1.0.00000000000000000000000000000000]
      bot to Carl toasts: That button was from an earlier screen. Here is the current one.
    Carl: [raw 0.0.0]
      bot to Carl toasts: That button was from an earlier screen. Here is the current one.
    Carl: [raw 🙂]
      bot to Carl toasts: That button was from an earlier screen. Here is the current one.
    "#);
}

/// The callback data of the first button that a chat was shown.
fn data_of(office: &Office, chat: i64) -> String {
    let journal = office.sim.journal();
    let calls = journal.entries.iter().filter(|entry| entry["params"]["chat_id"] == chat);
    let text = calls
        .map(|entry| entry["params"]["reply_markup"].to_string())
        .find(|markup| markup.contains("callback_data"));
    let text = text.expect("a button was shown").replace('\\', "");
    let rest = text.split("\"callback_data\":\"").nth(1).expect("a button with data");
    rest.split('"').next().expect("the data ends").to_owned()
}

#[tokio::test]
async fn in_a_group_the_bot_says_once_that_it_talks_in_private_and_leaves() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/start").await;
    let data = data_of(&office, 101);
    office.sim.group(-500, "Salon talk");
    let here = cleo.in_group(-500);
    here.adds_bot();
    here.reads().await;
    // A button that somebody carried there opens nothing.
    here.presses_raw(here.screen().message_id, &data).await;
    let journal = office.sim.journal();
    let to_group = |method: &str| {
        journal.calls(method).iter().filter(|call| call["params"]["chat_id"] == -500).count()
    };
    assert_eq!((to_group("sendMessage"), to_group("leaveChat")), (1, 1));
    cleo.presses("Find").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo in Salon talk adds the bot
      bot to Salon talk: I only talk in a private chat. Open a chat with me to go on.
    Cleo in Salon talk: [raw 1.1.0.44ec1f98ec15ef7265433c4b3d9b521a]
      bot to Salon talk toasts: I only talk in a private chat. Open a chat with me to go on.
    Cleo: [Find]
      bot to Cleo edits 2: Find a client ⏎  ⏎ Type a name, initials, the last four digits of a phone number, or a card number such as A-0147. [Back] [Home]
    "#);
}

#[tokio::test]
async fn bad_input_in_chinese_and_in_korean() {
    let office = Office::open().await;
    let (xue, _) = office.seat(101, "小雪", Role::Care, "zh-hans").await;
    let (bora, _) = office.seat(102, "보라", Role::Care, "ko").await;
    for person in [&xue, &bora] {
        person.says("/new").await;
        person.says("Anton").await;
        person.says("13800").await;
        person.says("abc").await;
        everything_odd(person).await;
        person.says("/cancel").await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    小雪: /new
      bot to 小雪: 新建档案 ⏎  ⏎ 有三种方法： ⏎ 1. 分享或转发一个联系人。 ⏎ 2. 粘贴一行，例如：王小美 138 0013 8000 混合性，乳胶！ ⏎ 3. 直接输入姓名。 [企业客户] / [返回] [首页]
    小雪: Anton
      bot to 小雪: 新建档案 ⏎  ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
      bot to 小雪 deletes 2
    小雪: 13800
      bot to 小雪: 新建档案 ⏎  ⏎ “13800”有 5 位，应为 11 位。请重新发送；国外号码请加“+”和国家代码。 ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
      bot to 小雪 deletes 4
    小雪: abc
      bot to 小雪: 新建档案 ⏎  ⏎ 没有看到数字。请发送电话号码，或分享联系人。 ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
      bot to 小雪 deletes 6
    小雪 sends a sticker
      bot to 小雪: 新建档案 ⏎  ⏎ 这里不能使用贴纸。请发送简短文字或点击按钮。 ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
      bot to 小雪 deletes 8
    小雪 sends a voice message
      bot to 小雪: 新建档案 ⏎  ⏎ 这里不能使用语音消息。请发送简短文字或点击按钮。 ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
      bot to 小雪 deletes 10
    小雪 sends notes.pdf
      bot to 小雪: 新建档案 ⏎  ⏎ 这里不能使用文件。请发送简短文字或点击按钮。 ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
      bot to 小雪 deletes 12
    小雪 shares a location
      bot to 小雪: 新建档案 ⏎  ⏎ 这里不能使用位置。请发送简短文字或点击按钮。 ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
      bot to 小雪 deletes 14
    小雪: /cancel
      bot to 小雪: 今日 · 暂无待办 ⏎  ⏎ 已取消，没有保存任何内容。 ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
      bot to 小雪 deletes 16
    보라: /new
      bot to 보라: 새 고객 카드 ⏎  ⏎ 세 가지 방법이 있습니다. ⏎ 1. 연락처를 공유하거나 전달해 주세요. ⏎ 2. 한 줄로 붙여 넣어 주세요. 예: 왕샤오메이 010-1234-5678 복합성, 라텍스! ⏎ 3. 이름을 입력해 주세요. [업체 고객] / [뒤로] [홈]
    보라: Anton
      bot to 보라: 새 고객 카드 ⏎  ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 2
    보라: 13800
      bot to 보라: 새 고객 카드 ⏎  ⏎ ‘13800’: 5자리입니다. 11자리여야 합니다. 다시 보내 주세요. 해외 번호는 +와 국가 번호를 붙여 주세요. ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 4
    보라: abc
      bot to 보라: 새 고객 카드 ⏎  ⏎ 숫자가 없습니다. 전화번호를 보내거나 연락처를 공유해 주세요. ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 6
    보라 sends a sticker
      bot to 보라: 새 고객 카드 ⏎  ⏎ 여기서 받을 수 없는 내용입니다: 스티커. 짧은 글을 보내거나 버튼을 눌러 주세요. ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 8
    보라 sends a voice message
      bot to 보라: 새 고객 카드 ⏎  ⏎ 여기서 받을 수 없는 내용입니다: 음성 메시지. 짧은 글을 보내거나 버튼을 눌러 주세요. ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 10
    보라 sends notes.pdf
      bot to 보라: 새 고객 카드 ⏎  ⏎ 여기서 받을 수 없는 내용입니다: 파일. 짧은 글을 보내거나 버튼을 눌러 주세요. ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 12
    보라 shares a location
      bot to 보라: 새 고객 카드 ⏎  ⏎ 여기서 받을 수 없는 내용입니다: 위치. 짧은 글을 보내거나 버튼을 눌러 주세요. ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 14
    보라: /cancel
      bot to 보라: 오늘 · 할 일이 없습니다 ⏎  ⏎ 취소했습니다. 저장된 내용은 없습니다. ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
      bot to 보라 deletes 16
    "#);
}
