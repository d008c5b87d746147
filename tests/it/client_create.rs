//! A new card: from a contact, a pasted line or step by step.

use crate::office::{Office, taps};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_shared_contact_is_a_card_after_two_taps() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/start").await;
    cleo.shares_contact("+86 138 0013 8000", "Wang Xiaomei", None).await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    assert_eq!(taps(&office, "Cleo"), 2);
    cleo.presses("Open card").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo shares a contact
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Ask later]
      bot to Cleo edits 4: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: From a shared contact ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 4: Saved as A-0001 ⏎  ⏎ Wang Xiaomei [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Open card]
      bot to Cleo edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Wang Xiaomei · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8000 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_pasted_line_is_read_and_every_guess_can_be_mended() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Wang Xiaomei 138 0013 8000 combination, latex!").await;
    cleo.presses("Client agrees").await;
    assert_eq!(taps(&office, "Cleo"), 1);
    cleo.presses("✎ Skin").await;
    cleo.says("dry").await;
    cleo.presses("✎ Birthday").await;
    cleo.says("3 May 1990").await;
    cleo.presses("✎ Likes").await;
    cleo.presses("Back").await;
    cleo.presses("Save").await;
    cleo.presses("Open card").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Wang Xiaomei 138 0013 8000 combination, latex!
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Client agrees]
      bot to Cleo edits 4: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8000 ⏎ Consent: Client agrees ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: latex ⏎ Needs: – ⏎ Skin: combination ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [✎ Skin]
      bot to Cleo edits 4: New card ⏎  ⏎ What is the skin like: type and condition? ⏎ Skin: combination [Leave empty] / [Back] [Cancel]
    Cleo: dry
      bot to Cleo: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8000 ⏎ Consent: Client agrees ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: latex ⏎ Needs: – ⏎ Skin: dry ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [✎ Birthday]
      bot to Cleo edits 6: New card ⏎  ⏎ When is the birthday? Type it as 3 May 1990, or as 3 May without the year. [Leave empty] / [Back] [Cancel]
    Cleo: 3 May 1990
      bot to Cleo: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8000 ⏎ Consent: Client agrees ⏎ Birthday: 3 May 1990 ⏎ Kind: Person ⏎ Allergy: latex ⏎ Needs: – ⏎ Skin: dry ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: [✎ Likes]
      bot to Cleo edits 8: New card ⏎  ⏎ What does the client like? [Leave empty] / [Back] [Cancel]
    Cleo: [Back]
      bot to Cleo edits 8: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8000 ⏎ Consent: Client agrees ⏎ Birthday: 3 May 1990 ⏎ Kind: Person ⏎ Allergy: latex ⏎ Needs: – ⏎ Skin: dry ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 8: Saved as A-0001 ⏎  ⏎ Wang Xiaomei [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Open card]
      bot to Cleo edits 8: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Wang Xiaomei · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8000 ⏎ Birthday: 3 May 1990 ⏎ Skin: dry ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_pasted_line_without_consent_leaves_health_out_and_says_so() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("Wang Xiaomei 138 0013 8000 combination, latex!").await;
    cleo.presses("Client says no").await;
    cleo.presses("✎ Allergy").await;
    cleo.presses("Save").await;
    cleo.presses("Open card").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: Wang Xiaomei 138 0013 8000 combination, latex!
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Client says no]
      bot to Cleo toasts: Without the client's yes, allergy, needs and skin were left out. Tap ✎ Consent to ask again.
      bot to Cleo edits 4: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8000 ⏎ Consent: Client says no ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [✎ Allergy]
      bot to Cleo toasts: Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask.
    Cleo: [Save]
      bot to Cleo edits 4: Saved as A-0001 ⏎  ⏎ Wang Xiaomei [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Open card]
      bot to Cleo edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Wang Xiaomei · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8000 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn step_by_step_with_a_step_back() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    mina.says("/start").await;
    mina.presses("New card").await;
    mina.says("Wang Xiaomei").await;
    mina.says("138 0013 8000").await;
    mina.presses("Back").await;
    mina.says("138 0013 8001").await;
    mina.presses("Client says no").await;
    mina.presses("Save").await;
    mina.presses("Home").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: [New card]
      bot to Mina edits 2: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Mina: Wang Xiaomei
      bot to Mina: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Mina deletes 2
    Mina: 138 0013 8000
      bot to Mina: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Mina deletes 4
    Mina: [Back]
      bot to Mina edits 6: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
    Mina: 138 0013 8001
      bot to Mina: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Mina deletes 6
    Mina: [Client says no]
      bot to Mina edits 8: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Wang Xiaomei ⏎ Phone: 138 0013 8001 ⏎ Consent: Client says no ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Mina: [Save]
      bot to Mina edits 8: Saved as A-0001 ⏎  ⏎ Wang Xiaomei [Undo] [Open card] / [Log visit] [Home]
    Mina: [Home]
      bot to Mina edits 8: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn a_phone_alone_is_a_card() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.says("/new").await;
    cleo.says("13800138000").await;
    cleo.presses("Skip").await;
    cleo.presses("Ask later").await;
    cleo.presses("Save").await;
    cleo.presses("Open card").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /new
      bot to Cleo: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Cleo: 13800138000
      bot to Cleo: New card ⏎  ⏎ Step 1 of 4 ⏎ What is the client's name? If only the phone is known, tap Skip. [Skip] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Skip]
      bot to Cleo edits 4: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 4: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: – ⏎ Phone: 138 0013 8000 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo edits 4: Saved as A-0001 [Undo] [Open card] / [Log visit] [Home]
    Cleo: [Open card]
      bot to Cleo edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8000 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_company_has_a_unit_and_no_health() {
    let office = Office::open().await;
    let (sasha, _) = office.seat(101, "Sasha", Role::Sales, "en").await;
    sasha.says("/new").await;
    sasha.presses("For a company").await;
    sasha.says("Invented Hotels Ltd").await;
    sasha.says("010 6500 0000").await;
    sasha.presses("✎ Unit").await;
    sasha.says("Spa").await;
    sasha.presses("Save").await;
    sasha.presses("Open card").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Sasha: /new
      bot to Sasha: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
    Sasha: [For a company]
      bot to Sasha edits 2: New card ⏎  ⏎ Step 1 of 3 ⏎ What is the client's name? If only the phone is known, tap Skip. [Skip] / [Back] [Cancel]
    Sasha: Invented Hotels Ltd
      bot to Sasha: New card ⏎  ⏎ Step 2 of 3 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Sasha deletes 2
    Sasha: 010 6500 0000
      bot to Sasha: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Invented Hotels Ltd ⏎ Phone: 010 6500 0000 ⏎ Kind: Organisation ⏎ Unit: – ⏎ Title: – ⏎ Representative: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit [Save] / [✎ Name] [✎ Phone] [✎ Kind] / [✎ Unit] [✎ Title] [✎ Representative] / [✎ Likes] [✎ Topics] [✎ Source] / [Back] [Cancel]
      bot to Sasha deletes 4
    Sasha: [✎ Unit]
      bot to Sasha edits 6: New card ⏎  ⏎ Which unit or department is it? [Leave empty] / [Back] [Cancel]
    Sasha: Spa
      bot to Sasha: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Invented Hotels Ltd ⏎ Phone: 010 6500 0000 ⏎ Kind: Organisation ⏎ Unit: Spa ⏎ Title: – ⏎ Representative: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit [Save] / [✎ Name] [✎ Phone] [✎ Kind] / [✎ Unit] [✎ Title] [✎ Representative] / [✎ Likes] [✎ Topics] [✎ Source] / [Back] [Cancel]
      bot to Sasha deletes 6
    Sasha: [Save]
      bot to Sasha edits 8: Saved as A-0001 ⏎  ⏎ Invented Hotels Ltd [Undo] [Open card] / [Log visit] [Home]
    Sasha: [Open card]
      bot to Sasha edits 8: Client card ⏎  ⏎ Invented Hotels Ltd · A-0001 ⏎ Kept by Sasha ⏎ Phone: 010••••0000 ⏎ Unit: Spa ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Edit] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_new_card_in_chinese() {
    let office = Office::open().await;
    let (xue, _) = office.seat(101, "小雪", Role::Care, "zh-hans").await;
    xue.says("/new").await;
    xue.says("王小美，138 0013 8000，5月3日，混合性，乳胶过敏").await;
    xue.presses("客户同意").await;
    xue.presses("保存").await;
    xue.presses("打开档案").await;
    insta::assert_snapshot!(office.close().await, @r#"
    小雪: /new
      bot to 小雪: 新建档案 ⏎  ⏎ 有三种方法： ⏎ 1. 分享或转发一个联系人。 ⏎ 2. 粘贴一行，例如：王小美 138 0013 8000 混合性，乳胶！ ⏎ 3. 直接输入姓名。 [企业客户] / [返回] [首页]
    小雪: 王小美，138 0013 8000，5月3日，混合性，乳胶过敏
      bot to 小雪: 新建档案 ⏎  ⏎ 第 3 步，共 4 步 ⏎ 请亲切地读给客户听，不要勉强。客户不同意也完全没关系。 ⏎ “为了更安全、更贴心地为您服务，我们店想记录您的需求、皮肤状况、过敏情况、每次护理的效果和照片。只有本店员工因工作需要才能查看，每次查看都有记录。查看时内容会经由 Telegram 传送，除此之外不提供给他人。您不同意也没关系，服务一样周到；同意以后也可以随时改变主意。您看可以吗？” [客户同意] [客户不同意] / [以后再问] / [返回] [取消]
      bot to 小雪 deletes 2
    小雪: [客户同意]
      bot to 小雪 edits 4: 新建档案 ⏎  ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 姓名：王小美 ⏎ 电话：138 0013 8000 ⏎ 同意：客户同意 ⏎ 生日：5月3日 ⏎ 类型：个人 ⏎ 过敏：乳胶过敏 ⏎ 需求：– ⏎ 皮肤：混合性 ⏎ 喜好：– ⏎ 话题：– ⏎ 来源：到店时 [保存] / [✎ 姓名] [✎ 电话] [✎ 同意] / [✎ 生日] [✎ 类型] [✎ 过敏] / [✎ 需求] [✎ 皮肤] [✎ 喜好] / [✎ 话题] [✎ 来源] / [返回] [取消]
    小雪: [保存]
      bot to 小雪 edits 4: 已保存为 A-0001 ⏎  ⏎ 王小美 [撤销] [打开档案] / [登记到店] [首页]
    小雪: [打开档案]
      bot to 小雪 edits 4: 客户档案 ⏎  ⏎ ⛔ 过敏：乳胶过敏 ⏎ 王小美 · A-0001 ⏎ 负责人：小雪 ⏎ 电话：138••••8000 ⏎ 生日：5月3日 ⏎ 皮肤：混合性 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    "#);
}

#[tokio::test]
async fn a_new_card_in_korean() {
    let office = Office::open().await;
    let (bora, _) = office.seat(101, "보라", Role::Care, "ko").await;
    bora.says("/start").await;
    bora.presses("새 고객 카드").await;
    bora.says("김민수").await;
    bora.says("+82 10-1234-5678").await;
    bora.presses("나중에 묻기").await;
    bora.presses("✎ 생일").await;
    bora.says("5월 3일").await;
    bora.presses("저장").await;
    bora.presses("되돌리기").await;
    insta::assert_snapshot!(office.close().await, @r#"
    보라: /start
      bot to 보라: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    보라: [새 고객 카드]
      bot to 보라 edits 2: 새 고객 카드 ⏎  ⏎ 세 가지 방법이 있습니다. ⏎ 1. 연락처를 공유하거나 전달해 주세요. ⏎ 2. 한 줄로 붙여 넣어 주세요. 예: 왕샤오메이 010-1234-5678 복합성, 라텍스! ⏎ 3. 이름을 입력해 주세요. [업체 고객] / [뒤로] [홈]
    보라: 김민수
      bot to 보라: 새 고객 카드 ⏎  ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to 보라 deletes 2
    보라: +82 10-1234-5678
      bot to 보라: 새 고객 카드 ⏎  ⏎ 4단계 중 3단계 ⏎ 고객님께 편안하게 읽어 드리고 강요하지 말아 주세요. 거절도 괜찮은 대답입니다. ⏎ “더 안전하고 세심하게 모시기 위해 저희 매장에서 원하시는 점, 피부 상태, 알레르기, 시술 효과와 사진을 기록하려고 합니다. 매장 직원만 업무에 필요할 때 볼 수 있고, 열람할 때마다 기록이 남습니다. 직원은 텔레그램으로 보며, 그 밖에는 다른 곳에 제공하지 않습니다. 거절하셔도 서비스는 똑같이 받으실 수 있고, 동의하신 뒤에도 언제든지 마음을 바꾸실 수 있습니다. 괜찮으실까요?” [동의함] [동의 안 함] / [나중에 묻기] / [뒤로] [취소]
      bot to 보라 deletes 4
    보라: [나중에 묻기]
      bot to 보라 edits 6: 새 고객 카드 ⏎  ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 이름: 김민수 ⏎ 전화: 010-1234-5678 ⏎ 동의: 나중에 묻기 ⏎ 생일: – ⏎ 구분: 개인 ⏎ 알레르기: – ⏎ 요구 사항: – ⏎ 피부: – ⏎ 취향: – ⏎ 대화 주제: – ⏎ 출처: 방문 중 ⏎ 고객이 동의하기 전에는 알레르기, 요구 사항, 피부를 입력할 수 없습니다. ‘✎ 동의’를 눌러 물어봐 주세요. [저장] / [✎ 이름] [✎ 전화] [✎ 동의] / [✎ 생일] [✎ 구분] [✎ 알레르기] / [✎ 요구 사항] [✎ 피부] [✎ 취향] / [✎ 대화 주제] [✎ 출처] / [뒤로] [취소]
    보라: [✎ 생일]
      bot to 보라 edits 6: 새 고객 카드 ⏎  ⏎ 생일을 1990년 5월 3일처럼 입력해 주세요. 연도를 모르면 5월 3일만 보내 주세요. [비워 두기] / [뒤로] [취소]
    보라: 5월 3일
      bot to 보라: 새 고객 카드 ⏎  ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 이름: 김민수 ⏎ 전화: 010-1234-5678 ⏎ 동의: 나중에 묻기 ⏎ 생일: 5월 3일 ⏎ 구분: 개인 ⏎ 알레르기: – ⏎ 요구 사항: – ⏎ 피부: – ⏎ 취향: – ⏎ 대화 주제: – ⏎ 출처: 방문 중 ⏎ 고객이 동의하기 전에는 알레르기, 요구 사항, 피부를 입력할 수 없습니다. ‘✎ 동의’를 눌러 물어봐 주세요. [저장] / [✎ 이름] [✎ 전화] [✎ 동의] / [✎ 생일] [✎ 구분] [✎ 알레르기] / [✎ 요구 사항] [✎ 피부] [✎ 취향] / [✎ 대화 주제] [✎ 출처] / [뒤로] [취소]
      bot to 보라 deletes 6
    보라: [저장]
      bot to 보라 edits 8: 저장했습니다: A-0001 ⏎  ⏎ 김민수 [되돌리기] [카드 열기] / [방문 기록하기] [홈]
    보라: [되돌리기]
      bot to 보라 toasts: 되돌렸습니다.
      bot to 보라 edits 8: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    "#);
}

#[tokio::test]
async fn a_number_that_is_none_is_read_back() {
    for (lang, new, [short, long, none]) in [
        (
            "en",
            "New card",
            [
                "“138 0013 800” has 10 digits; 11 are expected.",
                "“138 0013 80000” has 12 digits; 11 are expected.",
                "“110 0013 8000” does not look like a phone number.",
            ],
        ),
        (
            "zh",
            "新建档案",
            [
                "“138 0013 800”有 10 位，应为 11 位。",
                "“138 0013 80000”有 12 位，应为 11 位。",
                "“110 0013 8000”不像电话号码。",
            ],
        ),
        (
            "ko",
            "새 고객 카드",
            [
                "‘138 0013 800’: 10자리입니다.",
                "‘138 0013 80000’: 12자리입니다.",
                "‘110 0013 8000’: 전화번호 형식이 아닙니다.",
            ],
        ),
    ] {
        let office = Office::open().await;
        let (mina, _) = office.seat(101, "Mina", Role::Manager, lang).await;
        mina.says("/start").await;
        mina.presses(new).await;
        mina.says("Wang Xiaomei").await;
        for (typed, told) in
            [("138 0013 800", short), ("138 0013 80000", long), ("110 0013 8000", none)]
        {
            mina.says(typed).await;
            assert!(mina.screen().text.contains(told), "{}", mina.screen().text);
        }
        mina.says("138 0013 8000").await;
        assert!(!mina.screen().text.contains("138"), "{}", mina.screen().text);
        office.close().await;
    }
}
