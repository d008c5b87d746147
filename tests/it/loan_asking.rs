//! Asking for a loan: what is typed where a time is asked for, and the paper file with the documents that lie in it (D2).

use crate::lending::{emma, fills, late_digests, read, salon};
use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_typed_time_is_the_start_and_never_the_reason() {
    let (office, lena, mina) = salon().await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "Care", "2 hours", "✎ Start day", "Tomorrow", "✎ Start time"]
    {
        lena.presses(label).await;
    }
    lena.says("25:99").await;
    let asked = lena.screen().text;
    assert!(
        asked.contains("I cannot read that time. Press an hour, or type it as 14:30."),
        "{asked}"
    );
    lena.says("09:30").await;
    let summary = lena.screen().text;
    assert!(summary.contains("Start time: 09:30") && summary.contains("Reason: –"), "{summary}");
    lena.presses("Send").await;
    read(&office, &[&mina]).await;
    let request = mina.screen().text;
    assert!(request.contains("Begins: 3 Mar 09:30") && !request.contains("Reason"), "{request}");
    office.close().await;
}

#[tokio::test]
async fn the_paper_file_is_asked_for_with_the_documents_only() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    office.client(Sample { facts, ..emma() }).await;
    mina.says("/start").await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "Care", "2 hours"] {
        lena.presses(label).await;
    }
    assert!(!lena.screen().text.contains("Paper file"), "{}", lena.screen().text);
    for label in ["✎ Parts", "Documents", "Done"] {
        lena.presses(label).await;
    }
    // The documents came with the correction: their paper file is asked about before the request goes.
    for label in ["Yes", "Send"] {
        lena.presses(label).await;
    }
    read(&office, &[&mina]).await;
    assert!(mina.screen().text.contains("With the paper file"), "{}", mina.screen().text);
    office.close().await;
}

#[tokio::test]
async fn a_reason_says_something_and_a_term_is_no_reason() {
    let (office, lena, _) = salon().await;
    lena.says("emma").await;
    for step in
        ["[Borrow]", "x", "[Other]", "x", "she moves house", "[Care]", "as long as it takes"]
    {
        match step.strip_prefix('[').and_then(|step| step.strip_suffix(']')) {
            Some(label) => lena.presses(label).await,
            None => lena.says(step).await,
        };
    }
    // What was answered before is still there, and a day that is typed is the term.
    lena.says("tomorrow").await;
    lena.says("y").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: [Borrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: x
      bot to Lena: Borrow A-0001 ⏎  ⏎ That says too little. Write a few words. ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
      bot to Lena deletes 2
    Lena: [Other]
      bot to Lena edits 4: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ What exactly for? Write one sentence; the manager reads it. [Back] [Cancel]
    Lena: x
      bot to Lena: Borrow A-0001 ⏎  ⏎ That says too little. Write a few words. ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ What exactly for? Write one sentence; the manager reads it. [Back] [Cancel]
      bot to Lena deletes 4
    Lena: she moves house
      bot to Lena: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ Which part do you need? You can add more on the summary. ⏎ Reason: she moves house [All of these] / [Care] [Documents] / [Back] [Cancel]
      bot to Lena deletes 6
    Lena: [Care]
      bot to Lena edits 8: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ For how long? The clock starts when a manager approves. ⏎ Reason: she moves house [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: as long as it takes
      bot to Lena: Borrow A-0001 ⏎  ⏎ I cannot read that as an end. Press a button, or type the last day, such as tomorrow. A reason is written on the summary. ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ For how long? The clock starts when a manager approves. ⏎ Reason: she moves house [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
      bot to Lena deletes 8
    Lena: tomorrow
      bot to Lena: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Other ⏎ Reason: she moves house ⏎ Parts: Care ⏎ How long: Until tomorrow ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
      bot to Lena deletes 10
    Lena: y
      bot to Lena: Borrow A-0001 ⏎  ⏎ That says too little. Write a few words. ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Other ⏎ Reason: she moves house ⏎ Parts: Care ⏎ How long: Until tomorrow ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
      bot to Lena deletes 12
    "#);
}

#[tokio::test]
async fn a_typed_term_is_answered_in_chinese_and_korean() {
    for (lang, labels, unread, short) in [
        ("zh", ["借阅", "到店服务", "护理"], "看不懂这个期限", "内容太短"),
        ("ko", ["열람 대여", "매장 시술", "시술 정보"], "기간을 알 수 없습니다", "두 글자 이상"),
    ] {
        let office = Office::open().await;
        let (lena, _) = office.seat(101, "Lena", Role::Care, lang).await;
        office.seat(102, "Mina", Role::Manager, lang).await;
        office.client(emma()).await;
        fills(&lena, "emma", &labels[..1]).await;
        lena.says("a").await;
        assert!(lena.screen().text.contains(short), "{}", lena.screen().text);
        for label in &labels[1..] {
            lena.presses(label).await;
        }
        lena.says("soon enough").await;
        assert!(lena.screen().text.contains(unread), "{}", lena.screen().text);
        office.close().await;
    }
}
