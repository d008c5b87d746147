//! Paper files: asked for with a loan, handed out, taken back with their condition, and the ladder when one stays away
//! (A5.04, A8.02–A8.04, A8.12, A9.08; access.md, Ladder).

use crate::lending::{UNASKED_QUIET, approves, emma, fills, late_digests, minutes, read, reseats};
use crate::office::{Office, Sample};
use kartoteka::model::StaffId;
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Minutes of a day.
const DAY: u64 = 24 * 60;

/// A salon whose Emma has a paper file: a beautician, a manager, a keeper.
pub struct Cabinet {
    pub office: Office,
    pub lena: Person,
    pub mina: Person,
    pub kim: Person,
}

pub async fn cabinet(langs: [&'static str; 3]) -> Cabinet {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, langs[0]).await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, langs[1]).await;
    let (kim, kim_id) = office.seat(103, "Kim", Role::Keeper, langs[2]).await;
    late_digests(&office, vec![lena_id, mina_id, kim_id]).await;
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    office.client(Sample { facts, ..emma() }).await;
    mina.says("/start").await;
    kim.says("/start").await;
    Cabinet { office, lena, mina, kim }
}

/// Asks for the record with its paper file.
const ASKS: [&str; 6] = ["Borrow", "Visit", "Documents", "Yes", "2 hours", "Send"];

/// Asks for the record with its paper file, and the manager approves.
async fn lends(at: &Cabinet, asks: [&str; 6]) {
    fills(&at.lena, "emma", &asks).await;
    at.mina.reads().await;
    approves(&at.mina).await;
    read(&at.office, &[&at.lena, &at.kim]).await;
}

/// Lends, and the keeper hands the file out.
pub async fn out(at: &Cabinet) {
    lends(at, ASKS).await;
    at.kim.presses("Handed out").await;
    read(&at.office, &[&at.lena]).await;
}

/// The same with a Chinese borrower and a Korean keeper.
pub async fn out_abroad(at: &Cabinet) {
    lends(at, ["借阅", "到店服务", "文件副本", "是", "2 小时", "提交"]).await;
    at.kim.presses("전달 완료").await;
    read(&at.office, &[&at.lena]).await;
}

/// Lets time pass, and takes what came to whom, by its first line.
pub async fn told(at: &Cabinet, pass: u64) -> Vec<String> {
    minutes(&at.office, pass);
    let mut titles = Vec::new();
    // A day holds more than one look: its digests and its evening come beside the ladder.
    for _ in 0..2 {
        at.office.sim.idle(UNASKED_QUIET).await;
    }
    for (name, person) in [("Lena", &at.lena), ("Mina", &at.mina), ("Kim", &at.kim)] {
        if person.unread().is_empty() {
            continue;
        }
        for act in person.reads().await {
            let text = act.message.map(|message| message.text).unwrap_or_default();
            let title = text.lines().next().unwrap_or_default().to_owned();
            let told = ["paper file", "Recall slip", "no new loans"];
            if act.kind == simulator::events::EventKind::Message
                && told.iter().any(|words| title.contains(words))
            {
                titles.push(format!("{name}: {title}"));
            }
        }
    }
    titles
}

#[tokio::test]
async fn a_paper_file_goes_out_with_a_loan_and_comes_back_with_its_condition() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    for label in ["Home", "My loans", "All loans", "Paper files"] {
        at.kim.presses(label).await;
    }
    at.lena.presses("Return").await;
    at.lena.presses("Intact").await;
    read(&at.office, &[&at.mina, &at.kim]).await;
    at.lena.says("/start").await;
    at.lena.presses("My loans").await;
    for label in ["L-2026-0001", "Note the return", "Damaged", "Back", "Damaged"] {
        at.kim.presses(label).await;
    }
    at.kim.says("the last sheet is torn").await;
    read(&at.office, &[&at.lena]).await;
    for label in ["Home", "My loans", "All loans", "Violations"] {
        at.mina.presses(label).await;
    }
    insta::assert_snapshot!(at.office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Kim: /start
      bot to Kim: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Lena: [Borrow]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Lena: [Documents]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ Do you need the paper file too? Whoever keeps the cabinet hands it out once a manager has approved. [Yes] [No] / [Back] [Cancel]
    Lena: [Yes]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Documents ⏎ Paper file: Yes ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ Paper file] [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:00 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Document: canary plan ⏎ Paper file kept at: cabinet 2, drawer 3 [Return] [Ask to extend] / [Paper file] / [Print form] [Home]
      bot to Kim: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ To be handed out ⏎ Take it from its place and give it to the borrower, then press Handed out. [Handed out] / [Paper files] [Home]
    Kim: [Handed out]
      bot to Kim edits 3: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Out, back by 19:00 [Note the return] / [Paper files] [Home]
      bot to Lena: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Out, back by 19:00 ⏎ You have this file. Bring it back to whoever keeps the cabinet; they note that it is back. [I gave it back] / [My loans] [Home]
    Kim: [Home]
      bot to Kim: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Kim deletes 2
    Kim: [My loans]
      bot to Kim edits 4: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Kim: [All loans]
      bot to Kim edits 4: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ The paper file is still out [Recall Lena · A-0001] / [Not approved] [Ran out] / [Paper files] / [My loans] [Packs] [Home]
    Kim: [Paper files]
      bot to Kim edits 4: Paper files out · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Out, back by 19:00 [L-2026-0001] / [Back] [Home]
    Lena: [Return]
      bot to Lena edits 3: Return L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Something new? Tell the person in charge of this client before you return it. ⏎ Bring the paper file back to whoever keeps the cabinet. In what condition is it? Your answer also returns the loan. [Intact] [Damaged] / [Pages missing] [Lost] / [Back] [Home]
    Lena: [Intact]
      bot to Lena edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ The borrower is bringing it back · due 19:00 ⏎ The borrower says: Intact ⏎ You have this file. Bring it back to whoever keeps the cabinet; they note that it is back. [I gave it back] / [My loans] [Home]
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Returned 17:00 [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena deletes 3
      bot to Lena: Loan L-2026-0001 returned ⏎  ⏎ A-0001 ⏎ Returned 17:00 ⏎ Now bring the paper file to whoever keeps the cabinet, by 19:00: they note that it is back. If it is lost, tell them what happened. ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Returned 17:00 [Print form] [Home]
      bot to Kim edits 3: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ The borrower is bringing it back · due 19:00 ⏎ The borrower says: Intact [Note the return] / [Paper files] [Home]
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Lena deletes 2
    Lena: [My loans]
      bot to Lena edits 7: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Returned 17:00 ⏎ The paper file is still out [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    Kim: [L-2026-0001]
      bot to Kim edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ The borrower is bringing it back · due 19:00 ⏎ The borrower says: Intact [Note the return] / [Paper files] [Home]
    Kim: [Note the return]
      bot to Kim edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Borrower: Lena ⏎ The borrower says: Intact ⏎ Look through the file. In what condition is it back? [Intact] [Damaged] / [Pages missing] [Lost] / [Back] [Home]
    Kim: [Damaged]
      bot to Kim edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Damaged ⏎ What is wrong? Write one sentence: which sheet, what happened. ⏎ 5 penalty points will be recorded for the borrower's appraisal. [Back] [Home]
    Kim: [Back]
      bot to Kim edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Borrower: Lena ⏎ The borrower says: Intact ⏎ Look through the file. In what condition is it back? [Intact] [Damaged] / [Pages missing] [Lost] / [Back] [Home]
    Kim: [Damaged]
      bot to Kim edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Damaged ⏎ What is wrong? Write one sentence: which sheet, what happened. ⏎ 5 penalty points will be recorded for the borrower's appraisal. [Back] [Home]
    Kim: the last sheet is torn
      bot to Kim: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Back 17:00, taken by Kim: Damaged ⏎ Noted: the last sheet is torn [Paper files] [Home]
      bot to Kim edits 3: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Back 17:00, taken by Kim: Damaged ⏎ Noted: the last sheet is torn [Paper files] [Home]
      bot to Kim deletes 4
      bot to Lena edits 5: Loan L-2026-0001 returned ⏎  ⏎ A-0001 ⏎ Returned 17:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Lena edits 4: This message is out of date. The current one stands further down.
      bot to Lena deletes 4
      bot to Lena: 5 penalty points are recorded ⏎  ⏎ A-0001 ⏎ The paper file of loan L-2026-0001 came back: Damaged. ⏎ Back 17:00, taken by Kim: Damaged ⏎ Noted: the last sheet is torn [Home]
    Mina: [Home]
      bot to Mina: Lena: 5 penalty points for a paper file ⏎  ⏎ A-0001 ⏎ The paper file of loan L-2026-0001 came back: Damaged. ⏎ Back 17:00, taken by Kim: Damaged ⏎ Noted: the last sheet is torn [Violations] / [Home]
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina deletes 2
    Mina: [My loans]
      bot to Mina edits 5: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Mina: [All loans]
      bot to Mina edits 5: All loans · 0 ⏎  ⏎ Nothing is out and nobody waits. Requests and lent records of your branch stand here. [Not approved] [Ran out] / [Paper files] [Violations] / [My loans] [Packs] [Home]
    Mina: [Violations]
      bot to Mina edits 5: Violations of borrowers ⏎  ⏎ Lena · 5 points ⏎ – L-2026-0001 · damaged · 5 points · 17:00 [Approved each other] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn each_rung_of_the_ladder_is_told_once_even_across_a_restart() {
    let mut at = cabinet(["en"; 3]).await;
    out(&at).await;
    let mut ladder = Vec::new();
    for pass in [90, 30, 60] {
        ladder.extend(told(&at, pass).await);
    }
    at.office.stop().await;
    at.office.start().await;
    for pass in [1, DAY - 61, 1, DAY - 1, 1, DAY] {
        ladder.extend(told(&at, pass).await);
    }
    insta::assert_snapshot!(ladder.join("\n"), @r#"
    Lena: A paper file is due 19:00
    Lena: A paper file is due now
    Lena: Your paper file L-2026-0001 is late
    Kim: Lena: paper file an hour late
    Lena: Your paper file L-2026-0001 is late
    Mina: Recall slip L-2026-0001
    Lena: You get no new loans for now
    Mina: Lena: paper file two days late
    "#);
    at.office.close().await;
}

#[tokio::test]
async fn after_an_outage_only_the_highest_rung_is_told_and_a_suspended_borrower_is_refused() {
    let mut at = cabinet(["en"; 3]).await;
    out(&at).await;
    at.office.stop().await;
    minutes(&at.office, 3 * DAY);
    at.office.start().await;
    let ladder = told(&at, 0).await;
    assert_eq!(
        ladder,
        ["Lena: You get no new loans for now", "Mina: Lena: paper file two days late"]
    );
    at.lena.says("emma").await;
    at.lena.presses("Borrow").await;
    let refused = at.lena.screen().text;
    assert!(refused.contains("L-2026-0001") && refused.contains("ask the manager"), "{refused}");
    // The manager lifts it with a reason; the points stay, and the borrower reads why.
    at.mina.presses("Violations").await;
    assert!(at.mina.screen().text.contains("Lena · 3 points · no new loans"));
    at.mina.presses("Let Lena borrow").await;
    at.mina.presses("Back").await;
    at.mina.presses("Let Lena borrow").await;
    at.mina.sends_sticker().await;
    at.mina.says("She was ill").await;
    read(&at.office, &[&at.lena]).await;
    assert!(at.lena.screen().text.contains("She was ill"));
    at.lena.says("emma").await;
    at.lena.presses("Borrow").await;
    assert!(at.lena.screen().text.contains("Step 1 of"), "{}", at.lena.screen().text);
    at.mina.presses("Violations").await;
    assert!(at.mina.screen().text.contains("allowed again by Mina"), "{}", at.mina.screen().text);
    at.office.close().await;
}

#[tokio::test]
async fn one_person_has_the_file_at_a_time_and_the_others_are_told_who() {
    let at = cabinet(["en"; 3]).await;
    let (noa, noa_id) = at.office.seat(104, "Noa", Role::Care, "en").await;
    late_digests(&at.office, vec![noa_id]).await;
    // Both asked while it lay in its place: the first approval has it, the second waits.
    fills(&at.lena, "emma", &ASKS).await;
    at.mina.reads().await;
    fills(&noa, "emma", &ASKS).await;
    at.mina.reads().await;
    for _ in 0..2 {
        approves(&at.mina).await;
        read(&at.office, &[&at.kim]).await;
    }
    read(&at.office, &[&at.lena, &noa]).await;
    // Lena asked first: her notice came below Noa's, whose loan was approved first.
    at.kim.presses("Handed out").await;
    read(&at.office, &[&at.lena]).await;
    at.kim.presses("Handed out").await;
    let texts: Vec<_> = at.kim.chat().into_iter().map(|message| message.text).collect();
    assert!(texts.iter().any(|text| text.contains("cannot be handed out now")), "{texts:#?}");
    noa.presses("Return").await;
    noa.presses("Nothing new, return").await;
    read(&at.office, &[&at.mina, &at.kim]).await;
    noa.says("emma").await;
    noa.presses("Borrow").await;
    let told = noa.screen().text;
    assert!(told.contains("The paper file is with Lena until 19:00"), "{told}");
    at.office.close().await;
}

#[tokio::test]
async fn whoever_keeps_no_cabinet_hands_nothing_out() {
    let at = cabinet(["en"; 3]).await;
    lends(&at, ASKS).await;
    let kim = StaffId(3);
    for label in ["Home", "My loans", "All loans", "Paper files"] {
        at.kim.presses(label).await;
    }
    at.kim.presses("L-2026-0001").await;
    let handing = at.kim.screen().message_id;
    reseats(&at.office, kim, Role::Sales).await;
    at.kim.presses_at(handing, "Handed out").await;
    let refused = at.kim.screen().text;
    assert!(refused.contains("does not allow"), "{refused}");
    // A beautician sees no such list at all.
    at.lena.says("/start").await;
    at.lena.presses("My loans · 1").await;
    assert!(!at.lena.screen().labels().contains(&"All loans"));
    at.office.close().await;
}

#[tokio::test]
async fn the_keeper_notes_where_the_paper_file_and_the_original_lie() {
    let office = Office::open().await;
    let (kim, _) = office.seat(101, "Kim", Role::Keeper, "en").await;
    let (lena, _) = office.seat(102, "Lena", Role::Care, "en").await;
    let (mina, _) = office.seat(103, "Mina", Role::Manager, "en").await;
    office.client(emma()).await;
    for (field, place) in
        [("Paper file kept at", "cabinet 2, drawer 3"), ("Original kept at", "safe, no. 17")]
    {
        kim.says("emma").await;
        kim.presses("Edit").await;
        kim.presses(field).await;
        kim.says(place).await;
        kim.presses("Save").await;
    }
    mina.says("emma").await;
    mina.presses("Originals").await;
    assert!(mina.screen().text.contains("safe, no. 17"));
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "Documents"] {
        lena.presses(label).await;
    }
    assert!(lena.screen().text.contains("paper file too"));
    office.close().await;
}

#[tokio::test]
async fn in_chinese_a_file_is_returned_and_in_korean_it_is_asked_back() {
    let at = cabinet(["zh", "en", "ko"]).await;
    out_abroad(&at).await;
    minutes(&at.office, 180);
    read(&at.office, &[&at.lena, &at.mina, &at.kim]).await;
    at.kim.presses("반납 확인").await;
    at.kim.presses("페이지 누락").await;
    at.kim.says("동의서 3쪽이 없음").await;
    read(&at.office, &[&at.lena, &at.mina]).await;
    insta::assert_snapshot!(at.office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Kim: /start
      bot to Kim: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Lena: emma
      bot to Lena: 客户档案 ⏎  ⏎ Emma Sample · A-0001 ⏎ 可申请借阅：护理、文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [借阅] [紧急查看] / [返回] [首页]
    Lena: [借阅]
      bot to Lena edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 1 步，共 4 步 ⏎ 借阅用途？直接输入的文字会记为事由。 [到店服务] [电话联系] / [投诉处理] [代班或交接] / [其他] / [返回] [取消]
    Lena: [到店服务]
      bot to Lena edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 2 步，共 4 步 ⏎ 需要哪部分？在汇总页可以再加。 [全部] / [护理] [文件副本] / [返回] [取消]
    Lena: [文件副本]
      bot to Lena edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 3 步，共 5 步 ⏎ 是否也需要纸质档案？经理批准后由保管人发放。 [是] [否] / [返回] [取消]
    Lena: [是]
      bot to Lena edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 4 步，共 5 步 ⏎ 借多久？从经理批准时开始计时。 [2 小时] [今天] / [到明天] [3 天，到3月4日] / [满 3 天] / [返回] [取消]
    Lena: [2 小时]
      bot to Lena edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 用途：到店服务 ⏎ 事由：– ⏎ 内容：文件副本 ⏎ 纸质档案：是 ⏎ 期限：2 小时 ⏎ 开始日期：– [提交] / [✎ 用途] [✎ 事由] [✎ 内容] / [✎ 纸质档案] [✎ 期限] [✎ 开始日期] / [返回] [取消]
    Lena: [提交]
      bot to Lena edits 2: 等待经理审批 ⏎  ⏎ 申请 L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ 用途：到店服务 ⏎ 内容：文件副本 ⏎ 期限：批准后 2 小时 ⏎ 连同纸质档案 ⏎ 待审批 · 已通知 1 位经理 · 18:00 失效 ⏎ 批准后，档案会单独发到这里。您可以先做别的事。 [撤回] [首页]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ No other loans open ⏎ Expires 18:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Approved by Mina 17:00, until 19:00 [Print form] [Home]
      bot to Lena edits 2: 申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Mina 于 17:00 批准，至 19:00 [我的借阅] [首页]
      bot to Lena: 借阅档案 L-2026-0001 ⏎  ⏎ 借阅 L-2026-0001 · Lena · 到店服务 · 至 19:00 · 仅限此用途 ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 文件：canary plan ⏎ 纸质档案存放处：cabinet 2, drawer 3 [归还] [申请续借] / [纸质档案] / [打印借阅单] [首页]
      bot to Kim: 종이 파일 L-2026-0001 ⏎  ⏎ A-0001 ⏎ 빌린 사람: Lena ⏎ 보관 위치: cabinet 2, drawer 3 ⏎ 전달 대기 ⏎ 보관 위치에서 꺼내 빌린 사람에게 전달한 뒤 ‘전달 완료’를 눌러 주세요. [전달 완료] / [종이 파일] [홈]
    Kim: [전달 완료]
      bot to Kim edits 3: 종이 파일 L-2026-0001 ⏎  ⏎ A-0001 ⏎ 빌린 사람: Lena ⏎ 보관 위치: cabinet 2, drawer 3 ⏎ 대여 중, 19:00까지 반납 [반납 확인] / [종이 파일] [홈]
      bot to Lena: 纸质档案 L-2026-0001 ⏎  ⏎ A-0001 ⏎ 借阅人：Lena ⏎ 已借出，应于 19:00 前归还 ⏎ 这份档案在您手上。请交还保管人，由保管人登记归还。 [我已归还] / [我的借阅] [首页]
      bot to Lena edits 2: 申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 已于 19:00 到期自动关闭 [再次申请] [首页]
      bot to Lena edits 3: 此档案已关闭。重新查找该客户即可打开。
      bot to Lena deletes 3
      bot to Lena: 借阅 L-2026-0001 已结束 ⏎  ⏎ A-0001 ⏎ 已于 19:00 到期自动关闭 ⏎ 纸质档案尚未归还 ⏎ 档案已关闭。如仍需要，请再次申请。 [再次申请] [首页]
      bot to Lena edits 4: 这条消息已过时，请看下面最新的一条。
      bot to Lena deletes 4
      bot to Lena: 您的纸质档案 L-2026-0001 已逾期 ⏎  ⏎ A-0001 ⏎ 借阅人：Lena ⏎ 已借出，应还时间 19:00 已过 ⏎ 请马上归还，已通知相关同事。逾期两天将记为违规，并暂停新的借阅。 [我已归还] / [首页]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Ran out 19:00 [Print form] [Home]
      bot to Kim edits 3: 지난 메시지입니다. 아래의 최신 메시지를 확인해 주세요.
      bot to Kim deletes 3
      bot to Kim: Lena: 종이 파일 한 시간 지연 ⏎  ⏎ A-0001 ⏎ 빌린 사람: Lena ⏎ 보관 위치: cabinet 2, drawer 3 ⏎ 대여 중, 기한 19:00 지남 ⏎ 파일을 돌려 달라고 요청해 주세요. 제자리에 있으면 ‘반납 확인’을 눌러 주세요. [반납 확인] / [홈]
    Kim: [반납 확인]
      bot to Kim edits 4: 종이 파일 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 빌린 사람: Lena ⏎ 파일을 넘겨 보며 확인해 주세요. 어떤 상태로 돌아왔나요? [이상 없음] [훼손] / [페이지 누락] [분실] / [뒤로] [홈]
    Kim: [페이지 누락]
      bot to Kim edits 4: 종이 파일 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 페이지 누락 ⏎ 무엇이 잘못되었나요? 몇 쪽이 어떻게 되었는지 한 문장으로 적어 주세요. ⏎ 빌린 사람의 평가에 벌점 10점이 기록됩니다. [뒤로] [홈]
    Kim: 동의서 3쪽이 없음
      bot to Kim: 종이 파일 L-2026-0001 ⏎  ⏎ A-0001 ⏎ 빌린 사람: Lena ⏎ 보관 위치: cabinet 2, drawer 3 ⏎ 20:00 반납, 받은 사람 Kim: 페이지 누락 ⏎ 메모: 동의서 3쪽이 없음 [종이 파일] [홈]
      bot to Kim deletes 4
      bot to Lena edits 5: 借阅 L-2026-0001 已结束 ⏎  ⏎ A-0001 ⏎ 已于 19:00 到期自动关闭 ⏎ 档案已关闭。如仍需要，请再次申请。 [再次申请] [首页]
      bot to Lena edits 6: 这条消息已过时，请看下面最新的一条。
      bot to Lena deletes 6
      bot to Lena: 已记违规分 10 分 ⏎  ⏎ A-0001 ⏎ 借阅 L-2026-0001 的纸质档案归还时：缺页。 ⏎ 20:00 归还，由 Kim 接收：缺页 ⏎ 备注：동의서 3쪽이 없음 [首页]
      bot to Mina: Lena: 10 penalty points for a paper file ⏎  ⏎ A-0001 ⏎ The paper file of loan L-2026-0001 came back: Pages missing. ⏎ Back 20:00, taken by Kim: Pages missing ⏎ Noted: 동의서 3쪽이 없음 [Violations] / [Home]
    "#);
}
