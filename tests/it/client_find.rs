//! Search: one box for names in every script, initials, phone numbers and card numbers.

use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;

fn known<'a>(name: &'a str, phone: &'a str) -> Sample<'a> {
    Sample { name, phone: Some(phone), ..Sample::default() }
}

#[tokio::test]
async fn a_name_is_found_in_three_scripts_and_by_its_initials() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    office.client(known("Emma Sample", "+8613800138001")).await;
    office.client(known("王小美", "+8613800138002")).await;
    office.client(known("김민수", "+8613800138003")).await;
    for query in ["emma", "SAMPLE em", "王小美", "小美", "wangxiaomei", "xiaomei wang", "wxm"]
    {
        fei.says(query).await;
    }
    for query in ["김민수", "민수", "ㄱㅁㅅ", "kim min", "gim"] {
        fei.says(query).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: SAMPLE em
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 2
    Fei: 王小美
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 王小美 · A-0002 ⏎ Phone: 138 0013 8002 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 4
    Fei: 小美
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 王小美 · A-0002 ⏎ Phone: 138 0013 8002 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 6
    Fei: wangxiaomei
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 王小美 · A-0002 ⏎ Phone: 138 0013 8002 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 8
    Fei: xiaomei wang
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 王小美 · A-0002 ⏎ Phone: 138 0013 8002 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 10
    Fei: wxm
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 王小美 · A-0002 ⏎ Phone: 138 0013 8002 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 12
    Fei: 김민수
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 김민수 · A-0003 ⏎ Phone: 138 0013 8003 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 14
    Fei: 민수
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 김민수 · A-0003 ⏎ Phone: 138 0013 8003 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 16
    Fei: ㄱㅁㅅ
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 김민수 · A-0003 ⏎ Phone: 138 0013 8003 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 18
    Fei: kim min
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 김민수 · A-0003 ⏎ Phone: 138 0013 8003 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 20
    Fei: gim
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ 김민수 · A-0003 ⏎ Phone: 138 0013 8003 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 22
    "#);
}

#[tokio::test]
async fn two_taps_look_a_client_up() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    office.client(known("Emma Sample", "+8613800138001")).await;
    office.client(known("Emil Sample", "+8613800138002")).await;
    fei.says("/start").await;
    fei.presses("Find").await;
    fei.says("sample").await;
    fei.presses("Emma Sample · A-0001").await;
    fei.presses("Back").await;
    fei.presses("Emil Sample · A-0002").await;
    fei.presses("Back").await;
    fei.presses("Back").await;
    fei.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: /start
      bot to Fei: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Fei: [Find]
      bot to Fei edits 2: Find a client ⏎  ⏎ Type a name, initials, the last four digits of a phone number, or a card number such as A-0147. [Back] [Home]
    Fei: sample
      bot to Fei: Find a client ⏎  ⏎ 2 clients for “sample”. ⏎ Not among them? Type more letters or another name. [Emil Sample · A-0002] / [Emma Sample · A-0001] / [Back] [Home]
      bot to Fei deletes 2
    Fei: [Emma Sample · A-0001]
      bot to Fei edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Back]
      bot to Fei edits 4: Find a client ⏎  ⏎ 2 clients for “sample”. ⏎ Not among them? Type more letters or another name. [Emil Sample · A-0002] / [Emma Sample · A-0001] / [Back] [Home]
    Fei: [Emil Sample · A-0002]
      bot to Fei edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emil Sample · A-0002 ⏎ Phone: 138 0013 8002 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Back]
      bot to Fei edits 4: Find a client ⏎  ⏎ 2 clients for “sample”. ⏎ Not among them? Type more letters or another name. [Emil Sample · A-0002] / [Emma Sample · A-0001] / [Back] [Home]
    Fei: [Back]
      bot to Fei edits 4: Find a client ⏎  ⏎ Type a name, initials, the last four digits of a phone number, or a card number such as A-0147. [Back] [Home]
    Fei: [Back]
      bot to Fei edits 4: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn the_end_of_a_phone_finds_only_where_the_contact_may_be_seen() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    let (cleo, cleo_id) = office.seat(102, "Cleo", Role::Care, "en").await;
    let (carl, _) = office.seat(103, "Carl", Role::Care, "en").await;
    let (sasha, _) = office.seat(104, "Sasha", Role::Sales, "en").await;
    let emma = Sample { keeper: Some(cleo_id), ..known("Emma Sample", "+8613800138001") };
    office.client(emma).await;
    for person in [&fei, &cleo, &carl, &sasha] {
        person.says("8001").await;
        person.says("138 0013 8001").await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: 8001
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: 138 0013 8001
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 2
    Cleo: 8001
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: 138 0013 8001
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Cleo deletes 2
    Carl: 8001
      bot to Carl: Find a client ⏎  ⏎ No client for “8001”. Type it differently, or create a card. [New card] / [Back] [Home]
    Carl: 138 0013 8001
      bot to Carl: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Carl deletes 2
    Sasha: 8001
      bot to Sasha: Find a client ⏎  ⏎ No client for “8001”. Type it differently, or create a card. [New card] / [Back] [Home]
    Sasha: 138 0013 8001
      bot to Sasha: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Contact details, Business, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] / [Back] [Home]
      bot to Sasha deletes 2
    "#);
}

#[tokio::test]
async fn a_card_number_is_found_however_it_is_written() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    office.client(known("Emma Sample", "+8613800138001")).await;
    for query in ["#A-0001", "0001", "a1", "A-0001", "#1"] {
        fei.says(query).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: #A-0001
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: 0001
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 2
    Fei: a1
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 4
    Fei: A-0001
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 6
    Fei: #1
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 8
    "#);
}

#[tokio::test]
async fn what_is_not_found_is_repeated_and_becomes_a_card() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("w").await;
    cleo.says("王").await;
    cleo.says("!?").await;
    cleo.says("#B-0999").await;
    cleo.says("13800138009").await;
    cleo.presses("New card").await;
    cleo.presses("Back").await;
    cleo.says("Wang Xiaomei").await;
    cleo.presses("Create “Wang Xiaomei”").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: w
      bot to Cleo: Find a client ⏎  ⏎ “w” is too short to search. Type at least two characters. [Back] [Home]
    Cleo: 王
      bot to Cleo: Find a client ⏎  ⏎ “王” is too short to search. Type at least two characters. [Back] [Home]
      bot to Cleo deletes 2
    Cleo: !?
      bot to Cleo: Find a client ⏎  ⏎ “!?” is too short to search. Type at least two characters. [Back] [Home]
      bot to Cleo deletes 4
    Cleo: #B-0999
      bot to Cleo: Find a client ⏎  ⏎ No client for “#B-0999”. Type it differently, or create a card. [New card] / [Back] [Home]
      bot to Cleo deletes 6
    Cleo: 13800138009
      bot to Cleo: Find a client ⏎  ⏎ No client for “13800138009”. Type it differently, or create a card. [New card] / [Back] [Home]
      bot to Cleo deletes 8
    Cleo: [New card]
      bot to Cleo edits 10: New card ⏎  ⏎ Step 1 of 4 ⏎ What is the client's name? If only the phone is known, tap Skip. [Skip] / [Back] [Cancel]
    Cleo: [Back]
      bot to Cleo edits 10: Find a client ⏎  ⏎ No client for “13800138009”. Type it differently, or create a card. [New card] / [Back] [Home]
    Cleo: Wang Xiaomei
      bot to Cleo: Find a client ⏎  ⏎ No client for “Wang Xiaomei”. Type it differently, or create a card. [Create “Wang Xiaomei”] / [Back] [Home]
      bot to Cleo deletes 10
    Cleo: [Create “Wang Xiaomei”]
      bot to Cleo edits 12: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
    "#);
}

#[tokio::test]
async fn more_than_ten_hits_are_pages() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    for n in 0..23 {
        let (name, phone) = (format!("Tess {n:02}"), format!("+86138001{n:02}777"));
        office.client(known(&name, &phone)).await;
    }
    fei.says("tess").await;
    fei.presses("Next page").await;
    fei.presses("Next page").await;
    fei.presses("Previous page").await;
    fei.presses("Tess 10 · A-0011").await;
    fei.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: tess
      bot to Fei: Find a client ⏎  ⏎ Clients for “tess”, page 1. ⏎ Not among them? Type more letters or another name. [Tess 00 · A-0001] [Tess 01 · A-0002] / [Tess 02 · A-0003] [Tess 03 · A-0004] / [Tess 04 · A-0005] [Tess 05 · A-0006] / [Tess 06 · A-0007] [Tess 07 · A-0008] / [Tess 08 · A-0009] [Tess 09 · A-0010] / [Next page] / [Back] [Home]
    Fei: [Next page]
      bot to Fei edits 2: Find a client ⏎  ⏎ Clients for “tess”, page 2. ⏎ Not among them? Type more letters or another name. [Tess 10 · A-0011] [Tess 11 · A-0012] / [Tess 12 · A-0013] [Tess 13 · A-0014] / [Tess 14 · A-0015] [Tess 15 · A-0016] / [Tess 16 · A-0017] [Tess 17 · A-0018] / [Tess 18 · A-0019] [Tess 19 · A-0020] / [Previous page] [Next page] / [Back] [Home]
    Fei: [Next page]
      bot to Fei edits 2: Find a client ⏎  ⏎ Clients for “tess”, page 3. ⏎ Not among them? Type more letters or another name. [Tess 20 · A-0021] / [Tess 21 · A-0022] / [Tess 22 · A-0023] / [Previous page] / [Back] [Home]
    Fei: [Previous page]
      bot to Fei edits 2: Find a client ⏎  ⏎ Clients for “tess”, page 2. ⏎ Not among them? Type more letters or another name. [Tess 10 · A-0011] [Tess 11 · A-0012] / [Tess 12 · A-0013] [Tess 13 · A-0014] / [Tess 14 · A-0015] [Tess 15 · A-0016] / [Tess 16 · A-0017] [Tess 17 · A-0018] / [Tess 18 · A-0019] [Tess 19 · A-0020] / [Previous page] [Next page] / [Back] [Home]
    Fei: [Tess 10 · A-0011]
      bot to Fei edits 2: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Tess 10 · A-0011 ⏎ Phone: 138 0011 0777 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Back]
      bot to Fei edits 2: Find a client ⏎  ⏎ Clients for “tess”, page 2. ⏎ Not among them? Type more letters or another name. [Tess 10 · A-0011] [Tess 11 · A-0012] / [Tess 12 · A-0013] [Tess 13 · A-0014] / [Tess 14 · A-0015] [Tess 15 · A-0016] / [Tess 16 · A-0017] [Tess 17 · A-0018] / [Tess 18 · A-0019] [Tess 19 · A-0020] / [Previous page] [Next page] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn pages_of_one_phone_tail_turn_too() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    for n in 0..12 {
        let (name, phone) = (format!("Tess {n:02}"), format!("+86138{n:02}137777"));
        office.client(known(&name, &phone)).await;
    }
    fei.says("7777").await;
    fei.presses("Next page").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: 7777
      bot to Fei: Find a client ⏎  ⏎ Clients for “7777”, page 1. ⏎ Not among them? Type more letters or another name. [Tess 00 · A-0001] [Tess 01 · A-0002] / [Tess 02 · A-0003] [Tess 03 · A-0004] / [Tess 04 · A-0005] [Tess 05 · A-0006] / [Tess 06 · A-0007] [Tess 07 · A-0008] / [Tess 08 · A-0009] [Tess 09 · A-0010] / [Next page] / [Back] [Home]
    Fei: [Next page]
      bot to Fei edits 2: Find a client ⏎  ⏎ Clients for “7777”, page 2. ⏎ Not among them? Type more letters or another name. [Tess 10 · A-0011] / [Tess 11 · A-0012] / [Previous page] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn search_in_chinese() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "小飞", Role::FrontDesk, "zh-hans").await;
    office.client(known("王小美", "+8613800138002")).await;
    office.client(known("王小明", "+8613800138003")).await;
    fei.says("/start").await;
    fei.presses("查找").await;
    fei.says("wx").await;
    fei.presses("王小美 · A-0001").await;
    fei.says("张三").await;
    fei.presses("新建“张三”").await;
    insta::assert_snapshot!(office.close().await, @r#"
    小飞: /start
      bot to 小飞: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    小飞: [查找]
      bot to 小飞 edits 2: 查找客户 ⏎  ⏎ 请输入姓名、拼音首字母、电话后四位，或档案编号（例如 A-0147）。 [返回] [首页]
    小飞: wx
      bot to 小飞: 查找客户 ⏎  ⏎ “wx”找到 2 位客户。 ⏎ 没有要找的人？请再多输入几个字，或换个姓名。 [王小美 · A-0001] / [王小明 · A-0002] / [返回] [首页]
      bot to 小飞 deletes 2
    小飞: [王小美 · A-0001]
      bot to 小飞 edits 4: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ 王小美 · A-0001 ⏎ 电话：138 0013 8002 ⏎ 累计消费：¥0.00 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [借阅] / [同意事项] [原件] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
    小飞: 张三
      bot to 小飞: 查找客户 ⏎  ⏎ 没有找到“张三”。请换个写法再试，或新建档案。 [新建“张三”] / [返回] [首页]
      bot to 小飞 deletes 4
    小飞: [新建“张三”]
      bot to 小飞 edits 6: 新建档案 ⏎  ⏎ 第 2 步，共 4 步 ⏎ 电话号码是多少？也可以分享联系人。 [跳过] / [返回] [取消]
    "#);
}

#[tokio::test]
async fn search_in_korean() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "나리", Role::FrontDesk, "ko").await;
    office.client(known("김민수", "+821012345678")).await;
    office.client(known("김미소", "+821012345679")).await;
    fei.says("/start").await;
    fei.presses("찾기").await;
    fei.says("ㄱㅁㅅ").await;
    fei.presses("김민수 · A-0001").await;
    fei.says("ㄱ").await;
    fei.says("홍길동").await;
    insta::assert_snapshot!(office.close().await, @r#"
    나리: /start
      bot to 나리: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    나리: [찾기]
      bot to 나리 edits 2: 고객 찾기 ⏎  ⏎ 이름, 초성, 전화번호 뒤 네 자리 또는 카드 번호(예: A-0147)를 입력해 주세요. [뒤로] [홈]
    나리: ㄱㅁㅅ
      bot to 나리: 고객 찾기 ⏎  ⏎ ‘ㄱㅁㅅ’ 검색 결과 2명입니다. ⏎ 찾는 고객이 없으면 더 자세히 입력하거나 다른 이름을 입력해 주세요. [김민수 · A-0001] / [김미소 · A-0002] / [뒤로] [홈]
      bot to 나리 deletes 2
    나리: [김민수 · A-0001]
      bot to 나리 edits 4: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ 김민수 · A-0001 ⏎ 전화: 010-1234-5678 ⏎ 누적 결제: ¥0.00 ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [예약] [열람 대여] / [동의] [원본] / [카드 정정] [긴급 열람] / [상담 모드] / [뒤로] [홈]
    나리: ㄱ
      bot to 나리: 고객 찾기 ⏎  ⏎ ‘ㄱ’만으로는 찾을 수 없습니다. 두 글자 이상 입력해 주세요. [뒤로] [홈]
      bot to 나리 deletes 4
    나리: 홍길동
      bot to 나리: 고객 찾기 ⏎  ⏎ ‘홍길동’ 고객이 없습니다. 다르게 입력하거나 새 카드를 만들어 주세요. [‘홍길동’ 만들기] / [뒤로] [홈]
      bot to 나리 deletes 6
    "#);
}
