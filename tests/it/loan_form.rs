//! The form of a loan on paper: for its borrower, its approver and the keeper, and for nobody else (A8.02, A8.12, D3).

use crate::lending::{
    LENA, MINA, approves, asked, catch_up, fills, lends, lent, read, salon, salon_of,
};
use crate::office::monday;
use kartoteka::archive::{loan_forms, loans};
use kartoteka::model::LoanId;
use kartoteka::model::policy::Role;
use simulator::Person;
use simulator::view::Message;

/// The newest document in a chat.
fn paper(person: &Person) -> Message {
    person.chat().into_iter().rfind(|message| message.kind == "document").expect("a document")
}

#[tokio::test]
async fn borrower_approver_and_keeper_print_the_form_and_it_is_a_pdf() {
    let seats = [LENA, MINA, ("Kim", Role::Keeper, "en")];
    let (office, [(lena, _), (mina, _), (kim, _)]) = salon_of(seats).await;
    lent(&office, &lena, &mina).await;
    for person in [&lena, &mina] {
        person.presses("Print form").await;
        person.presses("Make the PDF").await;
        read(&office, &[]).await;
        let paper = paper(person);
        assert!(person.opens(&paper).starts_with(b"%PDF-"));
        assert_eq!(paper.file_name.as_deref(), Some("L-2026-0001.pdf"));
        assert!(!paper.protected, "it is made to be printed");
    }
    kim.says("/start").await;
    kim.presses("My loans").await;
    kim.presses("All loans").await;
    kim.presses("Recall Lena · A-0001").await;
    kim.presses("Print form").await;
    kim.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: [Print form]
      bot to Lena: Form of L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ You get a PDF to print, sign and file. It names the client and what was asked for, but nothing from the record itself. The printing is noted in the card's history. [Make the PDF] / [Back] [Home]
      bot to Lena deletes 2
    Lena: [Make the PDF]
      bot to Lena edits 4: The form of L-2026-0001 comes as a message of its own ⏎  ⏎ Open it, print it, have it signed, and file it with the card. [Home]
      bot to Lena: (document) Form of L-2026-0001 ⏎  ⏎ To print and sign. It names the client: keep the sheet locked away. [Home]
    Mina: [Print form]
      bot to Mina: Form of L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ You get a PDF to print, sign and file. It names the client and what was asked for, but nothing from the record itself. The printing is noted in the card's history. [Make the PDF] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [Make the PDF]
      bot to Mina edits 4: The form of L-2026-0001 comes as a message of its own ⏎  ⏎ Open it, print it, have it signed, and file it with the card. [Home]
      bot to Mina: (document) Form of L-2026-0001 ⏎  ⏎ To print and sign. It names the client: keep the sheet locked away. [Home]
    Kim: /start
      bot to Kim: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Kim: [My loans]
      bot to Kim edits 2: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [All loans] [Find] [Home]
    Kim: [All loans]
      bot to Kim edits 2: All loans · 1 ⏎  ⏎ L-2026-0001 · Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 [Recall Lena · A-0001] / [Not approved] [Ran out] / [Paper files] / [My loans] [Packs] [Home]
    Kim: [Recall Lena · A-0001]
      bot to Kim edits 2: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why do you recall it? Press a reason or write one. [No longer needed] [Needed elsewhere] / [Lent by mistake] [House rule] / [Back] / [Print form] [Home]
    Kim: [Print form]
      bot to Kim edits 2: Form of L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ You get a PDF to print, sign and file. It names the client and what was asked for, but nothing from the record itself. The printing is noted in the card's history. [Make the PDF] / [Back] [Home]
    Kim: [Back]
      bot to Kim edits 2: Recall L-2026-0001 ⏎  ⏎ Borrowed by Lena ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:00, until 19:00 ⏎ Why do you recall it? Press a reason or write one. [No longer needed] [Needed elsewhere] / [Lent by mistake] [House rule] / [Back] / [Print form] [Home]
    "#);
}

#[tokio::test]
async fn the_form_keeps_its_approvals_after_the_return_and_printing_is_on_the_trail() {
    let (office, lena, mina) = salon().await;
    lends(&lena, &mina).await;
    lena.presses("Print form").await;
    lena.presses("Make the PDF").await;
    lena.presses("Return").await;
    lena.presses("Nothing new, return").await;
    read(&office, &[&mina]).await;
    mina.says("emma").await;
    mina.presses("History").await;
    let history = mina.screen().text;
    assert!(history.contains("printed a loan's form"), "{history}");
    let tx = office.archive.read().await.expect("a reader");
    let row = loans::get(&tx, LoanId(1)).await.expect("the loan");
    let approvals = loan_forms::approvals(&tx, &row).await.expect("the trail");
    assert_eq!(approvals, [("Mina".to_owned(), monday())]);
    drop(tx);
    office.close().await;
}

#[tokio::test]
async fn whoever_has_no_part_in_a_loan_cannot_print_it_any_more() {
    let seats = [LENA, MINA, ("Noa", Role::Manager, "en")];
    let (office, [(lena, _), (mina, _), (noa, noa_id)]) = salon_of(seats).await;
    asked(&office, &lena, &[&mina, &noa], "2 hours").await;
    approves(&mina).await;
    read(&office, &[&lena, &noa]).await;
    noa.presses("Print form").await;
    crate::lending::reseats(&office, noa_id, Role::Care).await;
    noa.presses("Make the PDF").await;
    assert!(noa.screen().text.contains("does not allow"), "{}", noa.screen().text);
    assert!(noa.chat().iter().all(|message| message.kind != "document"));
    office.close().await;
}

#[tokio::test]
async fn the_form_speaks_chinese_and_korean() {
    let mut told = Vec::new();
    for (lang, words) in [
        ("zh", ["借阅", "到店服务", "护理", "2 小时", "提交", "打印借阅单", "生成 PDF"]),
        (
            "ko",
            ["열람 대여", "매장 시술", "시술 정보", "2시간", "보내기", "신청서 인쇄", "PDF 만들기"],
        ),
    ] {
        let seats = [("Li Na", Role::Care, lang), MINA];
        let (office, [(li, _), (mina, _)]) = salon_of(seats).await;
        fills(&li, "emma", &words[..5]).await;
        mina.reads().await;
        approves(&mina).await;
        read(&office, &[&li]).await;
        for label in &words[5..] {
            li.presses(label).await;
        }
        catch_up(&office, &[&li]).await;
        told.push(paper(&li).caption);
        office.close().await;
    }
    insta::assert_snapshot!(told.join("\n---\n"), @r#"
    L-2026-0001 的借阅单

    供打印和签字。上面有客户姓名，请锁好保管。
    ---
    L-2026-0001 대여 신청서

    인쇄·서명용입니다. 고객 이름이 있으니 잠기는 곳에 보관해 주세요.
    "#);
}
