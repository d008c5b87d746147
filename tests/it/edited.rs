//! Whoever edits what they just said has it taken anew (K27).

use crate::office::Office;
use crate::visit_log::{MENU, emma};
use kartoteka::model::policy::Role;
use simulator::Person;
use std::time::Duration;

/// When nothing was under way for so long, nothing will be said.
const QUIET: Duration = Duration::from_millis(300);

/// The message in which a person said this.
fn saying(person: &Person, words: &str) -> i64 {
    let said = person.chat().into_iter().find(|message| message.text == words);
    said.expect("it was said").message_id
}

#[tokio::test]
async fn an_edit_of_the_last_answer_takes_its_place_and_no_other_edit_does() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Anton Sample").await;
    let name = saying(&cleo, "Anton Sample");
    cleo.edits(name, "Anton Example");
    cleo.reads().await;
    cleo.edits(name, "Antonia Example");
    cleo.reads().await;
    cleo.says("138 0013 8001").await;
    let phone = saying(&cleo, "138 0013 8001");
    cleo.edits(name, "Too Late");
    cleo.reads().await;
    cleo.edits(phone, "138");
    cleo.reads().await;
    cleo.edits(phone, "138 0013 8002");
    cleo.reads().await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    cleo.edits(phone, "138 0013 8003");
    cleo.reads().await;
    cleo.says("/start").await;
    cleo.says("Berta").await;
    cleo.edits(saying(&cleo, "Berta"), "Antonia");
    cleo.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Anton Sample
      bot to Cleo: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo edits 3: Anton Example
      bot to Cleo: New card ⏎  ⏎ I have used your edited message in place of the first. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo edits 3: Antonia Example
      bot to Cleo: New card ⏎  ⏎ I have used your edited message in place of the first. ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 5
    Cleo: 138 0013 8001
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo edits 3: Too Late
      bot to Cleo: New card ⏎  ⏎ Your edit changed nothing: I follow it only for your latest answer. In an open form press Back and answer again; what is saved, correct on the card. ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo edits 7: 138
      bot to Cleo: New card ⏎  ⏎ “138” has 3 digits; 11 are expected. Send it again, with + and the country code if it is from abroad. ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 9
    Cleo edits 7: 138 0013 8002
      bot to Cleo: New card ⏎  ⏎ I have used your edited message in place of the first. ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo: [Ask later]
      bot to Cleo edits 11: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Antonia Example ⏎ Phone: 138 0013 8002 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 11: Saved as A-0001 ⏎  ⏎ Antonia Example [Undo] [Open card] / [Log visit] [Home]
    Cleo edits 7: 138 0013 8003
      bot to Cleo: Today · nothing due ⏎  ⏎ Your edit changed nothing: I follow it only for your latest answer. In an open form press Back and answer again; what is saved, correct on the card. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 11
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 12
    Cleo: Berta
      bot to Cleo: Find a client ⏎  ⏎ No client for “Berta”. Type it differently, or create a card. [Create “Berta”] / [Back] [Home]
      bot to Cleo deletes 14
    Cleo edits 15: Antonia
      bot to Cleo: Client card ⏎  ⏎ I have used your edited message in place of the first. ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Antonia Example · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8002 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Cleo deletes 16
    "#);
}

#[tokio::test]
async fn an_edit_that_adds_a_note_keeps_it_and_one_of_the_same_words_says_nothing() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(MENU).await;
    office.client(emma(cleo_id, true)).await;
    cleo.says("emma").await;
    cleo.presses("Log visit").await;
    cleo.presses("Facial").await;
    cleo.presses("Skip").await;
    office.topic();
    cleo.says("4").await;
    let effect = saying(&cleo, "4");
    cleo.edits(effect, "4");
    office.sim.idle(QUIET).await;
    assert!(cleo.unread().is_empty(), "{:?}", cleo.unread());
    cleo.edits(effect, "4, but red afterwards");
    cleo.reads().await;
    cleo.presses("4").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: 4
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo edits 3: 4
    Cleo edits 3: 4, but red afterwards
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Added to “Note”. Now tap a button to go on. ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ Note: 4, but red afterwards ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [4]
      bot to Cleo edits 5: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ Note: 4, but red afterwards ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    "#);
}

#[tokio::test]
async fn an_edit_takes_nothing_back_that_was_given_since() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Anton Sample").await;
    cleo.says("138 0013 8001").await;
    cleo.presses("Ask later").await;
    cleo.presses("✎ Birthday").await;
    cleo.says("12.03.1990").await;
    office.topic();
    cleo.shares_contact("+8613800138002", "Anton", None).await;
    cleo.edits(saying(&cleo, "12.03.1990"), "13.03.1990");
    cleo.reads().await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo shares a contact
      bot to Cleo: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton Sample ⏎ Phone: 138 0013 8002 ⏎ Consent: Ask later ⏎ Birthday: 3 Dec 1990 ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo edits 7: 13.03.1990
      bot to Cleo: New card ⏎  ⏎ Your edit changed nothing: I follow it only for your latest answer. In an open form press Back and answer again; what is saved, correct on the card. ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Anton Sample ⏎ Phone: 138 0013 8002 ⏎ Consent: Ask later ⏎ Birthday: 3 Dec 1990 ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
      bot to Cleo deletes 10
    "#);
}
