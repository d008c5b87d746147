//! Where a paper file lies: read where the card sends people to it, and told as lost once it is (A5.04, A8.02–A8.04).

use crate::lending::{emma, late_digests, minutes, read};
use crate::office::{Office, Sample};
use crate::paper_files::{Cabinet, cabinet, out, out_abroad};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use simulator::Person;

/// A salon whose owner keeps sensitive fields out of the chat: the keeper of the cabinet, and Cleo, who keeps Emma.
async fn kept_out(lang: &'static str) -> (Office, Person, Person) {
    let office = Office::open().await;
    let (kim, kim_id) = office.seat(101, "Kim", Role::Keeper, lang).await;
    let (cleo, cleo_id) = office.seat(102, "Cleo", Role::Care, lang).await;
    late_digests(&office, vec![kim_id, cleo_id]).await;
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    office.client(Sample { facts, keeper: Some(cleo_id), ..emma() }).await;
    let off = "INSERT INTO setting (name, value) VALUES ('sensitive_in_chat', 'off')";
    office.alters(off).await;
    (office, kim, cleo)
}

#[tokio::test]
async fn who_is_sent_to_the_paper_file_reads_its_place_or_whom_to_ask() {
    let (office, kim, cleo) = kept_out("en").await;
    kim.says("emma").await;
    kim.presses("Edit").await;
    kim.presses("Paper file kept at").await;
    cleo.says("emma").await;
    // What is kept out stays out, and the place is not for whoever does not read documents.
    assert!(!office.sim.transcript().contains("canary plan"));
    assert!(!cleo.screen().text.contains("cabinet 2"));
    insta::assert_snapshot!(office.close().await, @r#"
    Kim: emma
      bot to Kim: Client card ⏎  ⏎ ⛔ There is a safety note, such as an allergy, that the chat does not show. Look in the paper file or ask a manager before you start. ⏎ Contact, safety, health and documents are kept out of the chat. Look in the paper file: the card says where it lies. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Paper file kept at: cabinet 2, drawer 3 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Kim: [Edit]
      bot to Kim edits 2: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Emma Sample ⏎ • Contact details · Phone: ••• ⏎ • Profile · nothing yet ⏎ • Documents · Document: •••, Paper file kept at: cabinet 2, drawer 3 ⏎ • Originals · nothing yet ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Name] [Unit] / [Title] [Phone] / [E-mail] [Address] / [Class] [Birthday] / [Occupation] [Family] / [Likes] [Topics] / [Document] [Paper file kept at] / [Original kept at] / [Back] [Home]
    Kim: [Paper file kept at]
      bot to Kim edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: Paper file kept at: cabinet 2, drawer 3 ⏎ Step 1 of 3 ⏎ What should Paper file kept at say? Type the whole text. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Remove from card] / [Back] [Cancel]
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ ⛔ There is a safety note, such as an allergy, that the chat does not show. Look in the paper file or ask a manager before you start. ⏎ Contact, safety, health and documents are kept out of the chat. If you need them, ask whoever keeps the cabinet for the paper file. Whoever keeps it can note where it lies under Edit. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn the_way_to_the_paper_file_in_chinese_and_korean() {
    for (lang, place, ask) in [
        ("zh", "存放处见客户档案", "请向保管人调阅纸质档案"),
        ("ko", "보관 위치는 카드에", "보관 담당자에게 종이 파일을"),
    ] {
        let (office, kim, cleo) = kept_out(lang).await;
        kim.says("emma").await;
        cleo.says("emma").await;
        let (keeps, asks) = (kim.screen().text, cleo.screen().text);
        assert!(keeps.contains("cabinet 2, drawer 3") && keeps.contains(place), "{keeps}");
        assert!(!asks.contains("cabinet 2") && asks.contains(ask), "{asks}");
        office.close().await;
    }
}

/// A file that was out, and is noted as lost.
async fn lost() -> Cabinet {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    for label in ["Note the return", "Lost"] {
        at.kim.presses(label).await;
    }
    at.kim.says("nowhere to be found").await;
    read(&at.office, &[&at.lena, &at.mina]).await;
    at
}

#[tokio::test]
async fn a_lost_file_lies_nowhere_until_its_place_is_noted_again() {
    let at = lost().await;
    at.office.topic();
    minutes(&at.office, 1);
    at.kim.says("emma").await;
    at.kim.presses("Edit").await;
    at.kim.presses("Paper file kept at").await;
    // It was found, and lies where it always lay.
    at.kim.says("cabinet 2, drawer 3").await;
    at.kim.presses("Save").await;
    at.kim.presses("Open card").await;
    insta::assert_snapshot!(at.office.close().await, @r#"
    Kim: emma
      bot to Kim: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Paper file: lost since 17:00 ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Kim deletes 2
    Kim: [Edit]
      bot to Kim edits 7: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Emma Sample ⏎ • Contact details · Phone: 138 0013 8001 ⏎ • Profile · nothing yet ⏎ • Documents · Document: canary plan ⏎ • Originals · nothing yet ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Name] [Unit] / [Title] [Phone] / [E-mail] [Address] / [Class] [Birthday] / [Occupation] [Family] / [Likes] [Topics] / [Document] [Paper file kept at] / [Original kept at] / [Back] [Home]
    Kim: [Paper file kept at]
      bot to Kim edits 7: Correct a card · A-0001 ⏎  ⏎ On the card: nothing yet ⏎ Step 1 of 2 ⏎ What should Paper file kept at say? Type the whole text. ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Back] [Cancel]
    Kim: cabinet 2, drawer 3
      bot to Kim: Correct a card · A-0001 ⏎  ⏎ On the card: nothing yet ⏎ Please check. Tap a ✎ button to change a line. ⏎ Paper file kept at: cabinet 2, drawer 3 ⏎ Source: On a visit ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Save] / [✎ Paper file kept at] [✎ Source] / [Back] [Cancel]
      bot to Kim deletes 7
    Kim: [Save]
      bot to Kim edits 9: The card is corrected. [Undo] [Open card] / [Home]
    Kim: [Open card]
      bot to Kim edits 9: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Paper file kept at: cabinet 2, drawer 3 ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_place_that_is_taken_back_leaves_the_file_lost() {
    let at = lost().await;
    minutes(&at.office, 1);
    at.kim.says("emma").await;
    for label in ["Edit", "Paper file kept at"] {
        at.kim.presses(label).await;
    }
    at.kim.says("cabinet 9").await;
    at.kim.presses("Save").await;
    minutes(&at.office, 1);
    at.kim.presses("Undo").await;
    at.kim.says("emma").await;
    assert!(
        at.kim.screen().text.contains("Paper file: lost since 17:00"),
        "{}",
        at.kim.screen().text
    );
    at.office.close().await;
}

#[tokio::test]
async fn a_lost_file_in_chinese_and_korean() {
    let at = cabinet(["zh", "en", "ko"]).await;
    out_abroad(&at).await;
    for label in ["반납 확인", "분실"] {
        at.kim.presses(label).await;
    }
    at.kim.says("어디에도 없습니다").await;
    read(&at.office, &[&at.lena, &at.mina]).await;
    let (mia, _) = at.office.seat(104, "Mia", Role::Manager, "zh").await;
    for (person, line) in
        [(&at.kim, "종이 파일: 분실(17:00부터)"), (&mia, "纸质档案：已遗失（17:00 起）")]
    {
        person.says("emma").await;
        let card = person.screen().text;
        assert!(card.contains(line) && !card.contains("cabinet 2"), "{card}");
    }
    at.office.close().await;
}

#[tokio::test]
async fn a_lent_record_leads_to_its_paper_file() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    let record = at.lena.chat().into_iter().rfind(|it| it.text.contains("Record on loan"));
    at.office.topic();
    at.lena.presses_at(record.expect("the record").message_id, "Paper file").await;
    at.lena.presses("I gave it back").await;
    read(&at.office, &[&at.kim]).await;
    insta::assert_snapshot!(at.office.close().await, @r#"
    Lena: [Paper file]
      bot to Lena: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Out, back by 19:00 ⏎ You have this file. Bring it back to whoever keeps the cabinet; they note that it is back. [I gave it back] / [My loans] [Home]
      bot to Lena deletes 2
    Lena: [I gave it back]
      bot to Lena edits 5: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Given back 17:00, says the borrower; not confirmed yet ⏎ Whoever keeps the cabinet is asked to confirm it. Until they answer, it does not count as late. [My loans] [Home]
      bot to Lena edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Given back 17:00, says the borrower; not confirmed yet ⏎ Whoever keeps the cabinet is asked to confirm it. Until they answer, it does not count as late. [My loans] [Home]
      bot to Kim edits 3: This message is out of date. The current one stands further down.
      bot to Kim deletes 3
      bot to Kim: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Given back 17:00, says the borrower; not confirmed yet ⏎ The borrower says that the file is back. Look in its place, then press Note the return, or Not there. [Note the return] [Not there] / [Paper files] [Home]
    "#);
}

#[tokio::test]
async fn a_lent_record_leads_to_its_paper_file_in_chinese() {
    let at = cabinet(["zh", "en", "ko"]).await;
    out_abroad(&at).await;
    let record = at.lena.chat().into_iter().rfind(|it| it.text.contains("canary plan"));
    at.lena.presses_at(record.expect("the record").message_id, "纸质档案").await;
    assert!(at.lena.screen().text.contains("这份档案在您手上"), "{}", at.lena.screen().text);
    at.office.close().await;
}
