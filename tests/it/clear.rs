//! `/clear`, its button, and the end of the day: what was shown is taken out of the chat (T28, A8.07).

use crate::lending::{CANARY, lends, minutes, read, salon};

#[tokio::test]
async fn clear_takes_every_card_out_and_a_loan_runs_on() {
    let (office, lena, mina) = salon().await;
    lends(&lena, &mina).await;
    lena.says("emma").await;
    lena.says("/clear").await;
    office.sim.idle(crate::lending::UNASKED_QUIET).await;
    let shown: Vec<String> = lena.chat().into_iter().map(|message| message.text).collect();
    assert!(shown.iter().all(|text| !text.contains(CANARY)), "{shown:?}");
    if !lena.unread().is_empty() {
        lena.reads().await;
    }
    lena.presses("My loans · 1").await;
    lena.presses("Open A-0001").await;
    lena.says("/privacy").await;
    lena.presses("Clear this chat").await;
    mina.says("/clear").await;
    let transcript = office.close().await;
    let at = transcript.find("Lena: /clear").expect("she clears");
    insta::assert_snapshot!(&transcript[at..], @r#"
    Lena: /clear
      bot to Lena deletes 3
      bot to Lena: Today · 1 loan ⏎  ⏎ 2 cards were taken out of this chat. Loans run on: open them under My loans. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans · 1] / [More]
      bot to Lena deletes 5
    Lena: [My loans · 1]
      bot to Lena edits 7: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Open A-0001] [Return] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    Lena: [Open A-0001]
      bot to Lena edits 7: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Skin: canary dry [Return] [Ask to extend] / [Print form] [Home]
    Lena: /privacy
      bot to Lena: Privacy ⏎  ⏎ Telegram carries everything shown in this chat. Its servers can read it, as with any bot. The archive itself stays with your business, encrypted. ⏎ What is kept: clients' cards, visits, consents and loans, and who opened or changed which card and when. Drafts are kept until you finish or discard them. ⏎ Cards are protected from forwarding and saving, and close after a while. A screenshot or a photo of the screen is still possible, so a lent card names its borrower. ⏎ Your part: lock your phone, open a card only for your work, and write down only what serves the client. [Clear this chat] [Home]
      bot to Lena deletes 7
    Lena: [Clear this chat]
      bot to Lena toasts: No card was open in this chat.
      bot to Lena edits 9: Today · 1 loan ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans · 1] / [More]
    Mina: /clear
      bot to Mina: Today · nothing due ⏎  ⏎ No card was open in this chat. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina deletes 2
    "#);
}

#[tokio::test]
async fn the_evening_takes_back_what_was_not_lent() {
    let (office, lena, mina) = salon().await;
    mina.says("emma").await;
    // From 17:00 to a quarter to ten; what was open then has long been taken back.
    minutes(&office, 4 * 60 + 45);
    read(&office, &[&mina]).await;
    mina.says("emma").await;
    lends(&lena, &mina).await;
    mina.says("emma").await;
    minutes(&office, 15);
    read(&office, &[&mina]).await;
    let words = mina.screen().text;
    assert!(!words.contains(CANARY), "{words}");
    let lent = lena.chat().into_iter().any(|message| message.text.contains(CANARY));
    assert!(lent, "what is lent stays");
    office.close().await;
}
