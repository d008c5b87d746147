//! What the owner sets for the whole house: sensitive fields in the chat shown, masked, or kept out (security.md).

use crate::lending::{CANARY, UNASKED_QUIET, approves, asks, emma, late_digests, read};
use crate::office::{Office, Sample, taps};
use crate::staff_pin::enters;
use crate::visit_log::MENU;
use kartoteka::model::policy::Role;
use simulator::Person;
use std::time::Duration;

/// Emma, whom Cleo keeps, with a visit; an owner, a manager, and Lena, who does not know her.
struct Salon {
    office: Office,
    olga: Person,
    mina: Person,
    cleo: Person,
    lena: Person,
}

async fn salon(lang: &'static str) -> Salon {
    let office = Office::open().await;
    let (olga, olga_id) = office.seat(101, "Olga", Role::Owner, lang).await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, lang).await;
    let (cleo, cleo_id) = office.seat(103, "Cleo", Role::Care, lang).await;
    let (lena, lena_id) = office.seat(104, "Lena", Role::Care, lang).await;
    late_digests(&office, vec![olga_id, mina_id, cleo_id, lena_id]).await;
    office.menu(MENU).await;
    let client = office.client(Sample { keeper: Some(cleo_id), ..emma() }).await;
    let visit = format!(
        "INSERT INTO visit (client_id, staff_id, at, effect, note, state) \
         VALUES ({}, {}, '2026-02-20 09:00:00+00:00', 4, 'canary calm', 'logged')",
        client.0, cleo_id.0
    );
    office.alters(&visit).await;
    Salon { office, olga, mina, cleo, lena }
}

/// What a chat was ever sent.
fn told(office: &Office, person: &Person) -> String {
    let journal = office.sim.journal();
    let calls = journal.entries.iter().filter(|entry| entry["kind"] == "call");
    let to_chat = calls.filter(|entry| entry["params"]["chat_id"] == person.id());
    to_chat.map(|entry| format!("{}\n", entry["params"])).collect()
}

async fn sets_to(olga: &Person, labels: &[&str]) {
    olga.says("/settings").await;
    for label in labels {
        olga.presses(label).await;
    }
}

#[tokio::test]
async fn masked_closes_what_is_open_and_is_revealed_with_a_reason() {
    let Salon { office, olga, mina, cleo, lena } = salon("en").await;
    cleo.says("/start").await;
    lena.says("/start").await;
    mina.says("emma").await;
    sets_to(&olga, &["Sensitive fields", "Masked", "Yes, show less", "Back"]).await;
    read(&office, &[&mina, &cleo, &lena]).await;
    mina.says("emma").await;
    mina.presses("Visits").await;
    mina.presses("Back").await;
    mina.presses("Show masked").await;
    mina.presses("Client wants a call").await;
    office.sim.clock().advance(Duration::from_secs(61));
    read(&office, &[&mina]).await;
    mina.says("emma").await;
    mina.presses("Edit").await;
    mina.presses("Allergy").await;
    // The same value again tells nothing: it is written anew.
    mina.says("canary latex").await;
    mina.says("asked again").await;
    mina.presses("Save").await;
    // What was approved is shown whole: the approval is the reason.
    asks(&lena, "2 hours").await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    assert!(lena.screen().text.contains("canary dry"), "{}", lena.screen().text);
    // More is shown again: nothing that is open is closed.
    mina.says("emma").await;
    sets_to(&olga, &["Sensitive fields", "On"]).await;
    // Those who answer for the clients are told; to the others what told of less goes.
    read(&office, &[&mina, &cleo, &lena]).await;
    assert!(!cleo.chat().iter().any(|message| message.text.contains("shows less now")));
    mina.says("emma").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Last visit: 20 Feb 17:00, with Cleo ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Olga: /settings
      bot to Olga: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Check the log] / [Client rights] / [Loan rules] / [Sensitive fields] [Record keeping] / [Back] [Home]
    Olga: [Sensitive fields]
      bot to Olga edits 2: Sensitive fields in the chat ⏎  ⏎ On: each role reads what it may. ⏎ Sensitive fields are contact details, safety, health details and documents. Whatever you choose, they can be written and corrected as before. ⏎ In an emergency, front desk and beauticians open safety data all the same, and somebody reviews it. If you choose less, every open card is closed at once. [Off] [Masked] [✓ On] / [Back] [Home]
    Olga: [Masked]
      bot to Olga edits 2: Show less in the chat? ⏎  ⏎ Masked: whoever may read them shows them for a minute, with a reason, and it is noted. A lent record shows what was lent. ⏎ Every open card is closed at once, and everybody is told. Unfinished forms wait at Home. [Yes, show less] [Back] / [Home]
    Olga: [Yes, show less]
      bot to Olga toasts: Saved.
      bot to Olga edits 2: Sensitive fields in the chat ⏎  ⏎ Masked: whoever may read them shows them for a minute, with a reason, and it is noted. A lent record shows what was lent. ⏎ Sensitive fields are contact details, safety, health details and documents. Whatever you choose, they can be written and corrected as before. ⏎ In an emergency, front desk and beauticians open safety data all the same, and somebody reviews it. If you choose less, every open card is closed at once. [Off] [✓ Masked] [On] / [Back] [Home]
    Olga: [Back]
      bot to Olga edits 2: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Check the log] / [Client rights] / [Loan rules] / [Sensitive fields] [Record keeping] / [Back] [Home]
      bot to Mina edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina: The chat shows less now ⏎  ⏎ Contact details, safety, health details and documents are masked from now on. They are shown for a minute, with a reason. ⏎ Cards that were open are closed. Unfinished forms wait at Home. [Home]
      bot to Cleo: The chat shows less now ⏎  ⏎ Contact details, safety, health details and documents are masked from now on. They are shown for a minute, with a reason. ⏎ Cards that were open are closed. Unfinished forms wait at Home. [Home]
      bot to Lena: The chat shows less now ⏎  ⏎ Contact details, safety, health details and documents are masked from now on. They are shown for a minute, with a reason. ⏎ Cards that were open are closed. Unfinished forms wait at Home. [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: ••• ⏎ What reads ••• is masked in the chat. Press Show masked: it takes a reason and lasts a minute. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Skin: ••• ⏎ Document: ••• ⏎ Last visit: 20 Feb 17:00, with Cleo ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show masked] [Bookings] / [Consents] [Originals] / [Edit] [History] / [Rights] [With client] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [Visits]
      bot to Mina edits 5: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ What reads ••• is masked in the chat. Press Show masked: it takes a reason and lasts a minute. ⏎ • 20 Feb 17:00 · Cleo ⏎ Note: ••• ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Show masked] / [Correct 20 Feb 17:00] / [Log visit] / [Back] [Home]
    Mina: [Back]
      bot to Mina edits 5: Client card ⏎  ⏎ ⛔ Allergy: ••• ⏎ What reads ••• is masked in the chat. Press Show masked: it takes a reason and lasts a minute. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Skin: ••• ⏎ Document: ••• ⏎ Last visit: 20 Feb 17:00, with Cleo ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show masked] [Bookings] / [Consents] [Originals] / [Edit] [History] / [Rights] [With client] / [Back] [Home]
    Mina: [Show masked]
      bot to Mina edits 5: Show what is masked ⏎  ⏎ It is shown for 60 seconds and noted on the card. What is it for? Press a reason or type one. [Before a treatment] / [Call about the visit] / [Client wants a call] / [Client left an item] / [Back] [Home]
    Mina: [Client wants a call]
      bot to Mina edits 5: Shown for 60 seconds ⏎  ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Allergy: canary latex ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ • 20 Feb 17:00 · Cleo ⏎ Effect: 4 of 5 ⏎ Note: canary calm ⏎ Shown to you until 17:01. Protected from forwarding and saving. [Hide] [Home]
      bot to Mina edits 5: This card is closed. Search for the client to open it again. [Open card] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: ••• ⏎ What reads ••• is masked in the chat. Press Show masked: it takes a reason and lasts a minute. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Skin: ••• ⏎ Document: ••• ⏎ Last visit: 20 Feb 17:00, with Cleo ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Log visit] [Visits] / [Show masked] [Bookings] / [Consents] [Originals] / [Edit] [History] / [Rights] [With client] / [Back] [Home]
      bot to Mina deletes 5
    Mina: [Edit]
      bot to Mina edits 7: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Emma Sample ⏎ • Safety · Allergy: ••• ⏎ • Contact details · Phone: ••• ⏎ • Profile · nothing yet ⏎ • Care · Skin: ••• ⏎ • Money · nothing yet ⏎ • Documents · Document: ••• ⏎ • Originals · nothing yet ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Name] [Unit] / [Title] [Allergy] / [Must not be done] [Patch test] / [Phone] [E-mail] / [Address] [Class] / [Birthday] [Occupation] / [Family] [Likes] / [Topics] [Needs] / [Skin] [Care plan] / [Credit grade] [Terms of payment] / [Document] [Paper file kept at] / [Original kept at] / [Back] [Home]
    Mina: [Allergy]
      bot to Mina edits 7: Correct a card · A-0001 ⏎  ⏎ On the card: Allergy: ••• ⏎ There is something here already, and it is masked. What you send replaces it, so look at it first. ⏎ Step 1 of 3 ⏎ What should Allergy say? Type the whole text. ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Show it first] [Remove from card] / [Back] [Cancel]
    Mina: canary latex
      bot to Mina: Correct a card · A-0001 ⏎  ⏎ On the card: Allergy: ••• ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Back] [Cancel]
      bot to Mina deletes 7
    Mina: asked again
      bot to Mina: Correct a card · A-0001 ⏎  ⏎ On the card: Allergy: ••• ⏎ Please check. Tap a ✎ button to change a line. ⏎ Allergy: canary latex ⏎ Reason: asked again ⏎ Source: On a visit ⏎ The old value stays on record, with the reason and your name. ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Save] / [✎ Allergy] [✎ Reason] [✎ Source] / [Back] [Cancel]
      bot to Mina deletes 9
    Mina: [Save]
      bot to Mina edits 11: The card is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Undo] [Open card] / [Home]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 2
    Lena: [Borrow]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Lena: [Visit]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Lena: [Care]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Lena: [2 hours]
      bot to Lena edits 5: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Lena: [Send]
      bot to Lena edits 5: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 2 managers · expires 18:01 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:01 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
    Mina: [Approve]
      bot to Mina edits 12: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:01. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 12: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:01, until 19:01 [Print form] [Home]
      bot to Lena edits 5: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Approved by Mina 17:01, until 19:01 [My loans] [Home]
      bot to Lena: Record on loan L-2026-0001 ⏎  ⏎ Loan L-2026-0001 · Lena · Visit · until 19:01 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Skin: canary dry ⏎ Last visit: 20 Feb 17:00, with Cleo [Return] [Ask to extend] / [Print form] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: ••• ⏎ What reads ••• is masked in the chat. Press Show masked: it takes a reason and lasts a minute. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Skin: ••• ⏎ Document: ••• ⏎ Last visit: 20 Feb 17:00, with Cleo ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Log visit] [Visits] / [Show masked] [Bookings] / [Consents] [Originals] / [Edit] [History] / [Rights] [With client] / [Back] [Home]
      bot to Mina deletes 11
    Olga: /settings
      bot to Olga: Lena asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 18:01 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Pass on] / [Home]
      bot to Olga edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Approved by Mina 17:01, until 19:01 [Print form] [Home]
      bot to Olga: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Check the log] / [Client rights] / [Loan rules] / [Sensitive fields] [Record keeping] / [Back] [Home]
      bot to Olga deletes 2
    Olga: [Sensitive fields]
      bot to Olga edits 5: Sensitive fields in the chat ⏎  ⏎ Masked: whoever may read them shows them for a minute, with a reason, and it is noted. A lent record shows what was lent. ⏎ Sensitive fields are contact details, safety, health details and documents. Whatever you choose, they can be written and corrected as before. ⏎ In an emergency, front desk and beauticians open safety data all the same, and somebody reviews it. If you choose less, every open card is closed at once. [Off] [✓ Masked] [On] / [Back] [Home]
    Olga: [On]
      bot to Olga toasts: Saved.
      bot to Olga edits 5: Sensitive fields in the chat ⏎  ⏎ On: each role reads what it may. ⏎ Sensitive fields are contact details, safety, health details and documents. Whatever you choose, they can be written and corrected as before. ⏎ In an emergency, front desk and beauticians open safety data all the same, and somebody reviews it. If you choose less, every open card is closed at once. [Off] [Masked] [✓ On] / [Back] [Home]
      bot to Mina edits 3: This message is out of date. The current one stands further down.
      bot to Mina deletes 3
      bot to Mina: The chat shows more now ⏎  ⏎ Olga has changed it: contact details, safety, health details and documents are shown again to each role that may read them. [Home]
      bot to Cleo edits 3: This message is out of date. The current one stands further down.
      bot to Cleo deletes 3
      bot to Lena edits 3: This message is out of date. The current one stands further down.
      bot to Lena deletes 3
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Last visit: 20 Feb 17:00, with Cleo ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 14
    "#);
}

#[tokio::test]
async fn kept_out_there_is_nothing_to_see_and_everything_to_write_in_chinese() {
    let Salon { office, olga, mina, cleo, lena } = salon("zh").await;
    mina.says("/start").await;
    sets_to(&olga, &["敏感信息", "不显示", "确认更改"]).await;
    read(&office, &[&mina]).await;
    mina.says("emma").await;
    mina.presses("更正档案").await;
    mina.presses("过敏").await;
    cleo.says("emma").await;
    cleo.presses("历次到店").await;
    let correct =
        cleo.screen().labels().into_iter().find(|it| it.starts_with("更正")).map(str::to_owned);
    cleo.presses(&correct.expect("a visit to correct")).await;
    cleo.presses("备注").await;
    cleo.says("/cancel").await;
    cleo.says("emma").await;
    // Logging stays five taps.
    cleo.presses("登记到店").await;
    let before = taps(&office, "Cleo");
    for label in ["Facial", "跳过", "5", "2周后", "保存"] {
        cleo.presses(label).await;
    }
    assert_eq!(taps(&office, "Cleo") - before, 5);
    // What is kept out cannot be borrowed; the visits can.
    lena.says("emma").await;
    lena.presses("借阅").await;
    lena.says("/cancel").await;
    for person in [&olga, &mina, &cleo, &lena] {
        let told = told(&office, person);
        assert!(!told.contains(CANARY) && !told.contains("8001"), "{told}");
    }
    // Life before law: an emergency opens safety all the same.
    cleo.says("emma").await;
    cleo.presses("紧急查看").await;
    cleo.presses("过敏反应").await;
    assert!(cleo.screen().text.contains("canary latex"), "{}", cleo.screen().text);
    read(&office, &[&mina, &olga]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Olga: /settings
      bot to Olga: 设置 ⏎  ⏎ 语言：中文（跟随 Telegram 设置） ⏎ 每日提醒：23:59，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [员工管理] [PIN 码] / [我不在岗] / [核对日志] / [客户权利] / [借阅规定] / [敏感信息] [保存期限] / [返回] [首页]
    Olga: [敏感信息]
      bot to Olga edits 2: 聊天中的敏感信息 ⏎  ⏎ 显示：各岗位按权限查看。 ⏎ 敏感信息指联系方式、安全须知、健康信息和文件。无论如何选择，都可以照常登记和更正。 ⏎ 紧急情况下，前台和美容师仍可查看安全须知，事后由他人复核。如选择更严的一项，所有打开的档案会立即收回。 [不显示] [遮盖] [✓ 显示] / [返回] [首页]
    Olga: [不显示]
      bot to Olga edits 2: 减少聊天中显示的内容？ ⏎  ⏎ 不显示：任何人都不能在聊天中查看，也不能借阅。只能通过纸质档案、资料副本或紧急查看得知。 ⏎ 所有打开的档案会立即收回，并通知全体同事；未完成的表单保留在首页。 [确认更改] [返回] / [首页]
    Olga: [确认更改]
      bot to Olga toasts: 已保存。
      bot to Olga edits 2: 聊天中的敏感信息 ⏎  ⏎ 不显示：任何人都不能在聊天中查看，也不能借阅。只能通过纸质档案、资料副本或紧急查看得知。 ⏎ 敏感信息指联系方式、安全须知、健康信息和文件。无论如何选择，都可以照常登记和更正。 ⏎ 紧急情况下，前台和美容师仍可查看安全须知，事后由他人复核。如选择更严的一项，所有打开的档案会立即收回。 [✓ 不显示] [遮盖] [显示] / [返回] [首页]
      bot to Mina: 聊天中显示的内容已减少 ⏎  ⏎ 联系方式、安全须知、健康信息和文件从现在起不在聊天中显示。如有需要，请联系店主或查阅纸质档案。 ⏎ 打开的档案已收回。未完成的表单可在首页继续。 [首页]
    Mina: emma
      bot to Mina: 客户档案 ⏎  ⏎ ⛔ 有安全须知（如过敏），聊天中不显示。操作前请先查阅纸质档案或询问经理。 ⏎ 联系方式、安全须知、健康信息和文件不在聊天中显示。如有需要，请向保管人调阅纸质档案；保管人可在“更正档案”中登记存放处。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 上次到店：2月20日 17:00，Cleo接待 ⏎ 累计消费：¥0.00 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
      bot to Mina deletes 2
    Mina: [更正档案]
      bot to Mina edits 5: 更正档案 · A-0001 ⏎  ⏎ 哪一项有误或缺失？请点选。原来的内容会保留。 ⏎ • 编号与姓名 · 姓名：Emma Sample ⏎ • 安全须知 · 过敏：••• ⏎ • 联系方式 · 电话：••• ⏎ • 个人资料 · 暂无 ⏎ • 护理 · 皮肤：••• ⏎ • 消费与信用 · 暂无 ⏎ • 文件副本 · 文件：••• ⏎ • 文件原件 · 暂无 ⏎ 可查看至 17:30，禁止转发和保存。 [姓名] [部门] / [职务] [过敏] / [禁忌] [皮肤测试] / [电话] [电子邮箱] / [地址] [客户等级] / [生日] [职业] / [家庭] [喜好] / [话题] [需求] / [皮肤] [护理方案] / [信用等级] [付款条件] / [文件] [纸质档案存放处] / [原件存放处] / [返回] [首页]
    Mina: [过敏]
      bot to Mina edits 5: 更正档案 · A-0001 ⏎  ⏎ 档案现有：过敏：••• ⏎ 这一项已有内容，不在聊天中显示。原内容保留，您输入的会补充在后面。 ⏎ 第 1 步，共 2 步 ⏎ “过敏”要补充什么？ ⏎ 可查看至 17:30，禁止转发和保存。 [返回] [取消]
    Cleo: emma
      bot to Cleo: 客户档案 ⏎  ⏎ ⛔ 有安全须知（如过敏），聊天中不显示。操作前请先查阅纸质档案或询问经理。 ⏎ 联系方式、安全须知、健康信息和文件不在聊天中显示。如有需要，请向保管人调阅纸质档案；保管人可在“更正档案”中登记存放处。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 上次到店：2月20日 17:00，Cleo接待 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
    Cleo: [历次到店]
      bot to Cleo edits 2: 历次到店 ⏎  ⏎ Emma Sample · A-0001 ⏎ 联系方式、安全须知、健康信息和文件不在聊天中显示。如有需要，请向保管人调阅纸质档案；保管人可在“更正档案”中登记存放处。 ⏎ • 2月20日 17:00 · Cleo ⏎ 可查看至 17:30，禁止转发和保存。 [更正 2月20日 17:00] / [登记到店] / [返回] [首页]
    Cleo: [更正 2月20日 17:00]
      bot to Cleo edits 2: 更正到店记录 · A-0001 ⏎  ⏎ 到店时间：2月20日 17:00 ⏎ 哪一项有误？原来的内容会保留。 [效果] [备注] / [金额] [下次到店] / [返回] [首页]
    Cleo: [备注]
      bot to Cleo edits 2: 更正到店记录 · A-0001 ⏎  ⏎ 到店时间：2月20日 17:00 ⏎ 原记录：不在聊天中显示 ⏎ 第 1 步，共 3 步 ⏎ 备注应该怎么写？请输入完整内容。 [返回] [取消]
    Cleo: /cancel
      bot to Cleo: 今日 · 暂无待办 ⏎  ⏎ 已取消，没有保存任何内容。 ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
      bot to Cleo deletes 2
    Cleo: emma
      bot to Cleo: 客户档案 ⏎  ⏎ ⛔ 有安全须知（如过敏），聊天中不显示。操作前请先查阅纸质档案或询问经理。 ⏎ 联系方式、安全须知、健康信息和文件不在聊天中显示。如有需要，请向保管人调阅纸质档案；保管人可在“更正档案”中登记存放处。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 上次到店：2月20日 17:00，Cleo接待 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
      bot to Cleo deletes 4
    Cleo: [登记到店]
      bot to Cleo edits 6: 到店记录 · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 1 步，共 5 步 ⏎ 做了什么项目？ ⏎ 备注和照片随时都可以发送。 [Facial] [Massage] / [跳过] / [返回] [取消]
    Cleo: [Facial]
      bot to Cleo edits 6: 到店记录 · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 2 步，共 5 步 ⏎ 用了哪些产品？请逐个点选。 ⏎ 备注和照片随时都可以发送。 [Calming mask] [Serum] / [跳过] / [返回] [取消]
    Cleo: [跳过]
      bot to Cleo edits 6: 到店记录 · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 3 步，共 5 步 ⏎ 与上次相比效果如何？1 分变差，5 分好很多。 ⏎ 备注和照片随时都可以发送。 [1] [2] [3] [4] [5] / [跳过] / [返回] [取消]
    Cleo: [5]
      bot to Cleo edits 6: 到店记录 · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 4 步，共 5 步 ⏎ 下次什么时候来？点按钮，或输入日期，例如 下周五。 ⏎ 备注和照片随时都可以发送。 [常规：28天后] [1周后] / [2周后] [选其他日期] / [跳过] / [返回] [取消]
    Cleo: [2周后]
      bot to Cleo edits 6: 到店记录 · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 项目：Facial ⏎ 产品：– ⏎ 效果：5 / 5 分 ⏎ 下次到店：2026年3月16日 ⏎ 金额：– ⏎ 备注：– ⏎ 照片：– ⏎ 备注和照片随时都可以发送。 [保存] / [✎ 项目] [✎ 产品] [✎ 效果] / [✎ 下次到店] [✎ 金额] [✎ 备注] / [✎ 照片] / [返回] [取消]
    Cleo: [保存]
      bot to Cleo edits 6: 到店记录已保存。 ⏎  ⏎ Emma Sample · A-0001 ⏎ 回访日期：2026年3月16日。 [撤销] [打开档案] / [首页]
    Lena: emma
      bot to Lena: 客户档案 ⏎  ⏎ Emma Sample · A-0001 ⏎ 可申请借阅：护理。 ⏎ 可查看至 17:30，禁止转发和保存。 [借阅] [紧急查看] / [返回] [首页]
    Lena: [借阅]
      bot to Lena edits 2: 借阅 A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 第 1 步，共 3 步 ⏎ 借阅用途？直接输入的文字会记为事由。 [到店服务] [电话联系] / [投诉处理] [代班或交接] / [其他] / [返回] [取消]
    Lena: /cancel
      bot to Lena: 今日 · 暂无待办 ⏎  ⏎ 已取消，没有保存任何内容。 ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
      bot to Lena deletes 2
    Cleo: emma
      bot to Cleo: 客户档案 ⏎  ⏎ ⛔ 有安全须知（如过敏），聊天中不显示。操作前请先查阅纸质档案或询问经理。 ⏎ 联系方式、安全须知、健康信息和文件不在聊天中显示。如有需要，请向保管人调阅纸质档案；保管人可在“更正档案”中登记存放处。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 上次到店：Facial · 17:00，Cleo接待 ⏎ 下次到店：2026年3月16日 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
      bot to Cleo deletes 6
    Cleo: [紧急查看]
      bot to Cleo edits 8: 紧急查看安全须知 ⏎  ⏎ 将显示过敏和禁忌 5 分钟。经理会立即收到通知并复核。发生了什么？请选择或输入原因。 [过敏反应] / [客户身体不适] / [医生询问] / [返回] [首页]
    Cleo: [过敏反应]
      bot to Cleo edits 8: 紧急安全须知 ⏎  ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 已通知 2 人复核。 ⏎ 可查看至 17:05，禁止转发和保存。 [隐藏] [首页]
      bot to Mina: 紧急查看：A-0001 ⏎  ⏎ Cleo（美容师）于 17:00 查看了此档案的安全须知。 ⏎ 原因：过敏反应 ⏎ 是否有必要？在有人答复前，每天提醒一次。 [有必要] [没必要] / [首页]
      bot to Olga: 紧急查看：A-0001 ⏎  ⏎ Cleo（美容师）于 17:00 查看了此档案的安全须知。 ⏎ 原因：过敏反应 ⏎ 是否有必要？在有人答复前，每天提醒一次。 [有必要] [没必要] / [首页]
    "#);
}

#[tokio::test]
async fn it_is_the_owners_alone_and_behind_the_pin_in_korean() {
    let Salon { office, olga, mina, cleo, lena: _ } = salon("ko").await;
    mina.says("/settings").await;
    let labels = mina.screen();
    assert!(!labels.labels().contains(&"민감 정보"), "{:?}", labels.labels());
    cleo.says("emma").await;
    olga.says("/settings").await;
    for label in ["PIN", "PIN 설정"] {
        olga.presses(label).await;
    }
    for _ in 0..2 {
        enters(&olga, "7391", "확인").await;
    }
    office.sim.clock().advance(Duration::from_secs(16 * 60));
    sets_to(&olga, &["민감 정보", "표시 안 함", "네, 줄이기"]).await;
    office.sim.idle(UNASKED_QUIET).await;
    assert!(cleo.unread().is_empty(), "nothing happens before the PIN");
    enters(&olga, "7391", "확인").await;
    read(&office, &[&cleo, &mina]).await;
    cleo.says("emma").await;
    insta::assert_snapshot!(since(&office.close().await, "Olga: [민감 정보]"), @r#"
    Olga: [민감 정보]
      bot to Olga edits 4: 대화에 표시하는 민감 정보 ⏎  ⏎ 표시: 역할별 권한대로 볼 수 있습니다. ⏎ 민감 정보는 연락처, 안전 정보, 건강 정보, 문서입니다. 어떤 설정이든 기록과 정정은 그대로 할 수 있습니다. ⏎ 긴급할 때는 프런트와 시술 담당이 안전 정보를 볼 수 있으며, 다른 사람이 나중에 검토합니다. 더 엄격하게 바꾸면 열려 있는 카드가 모두 바로 회수됩니다. [표시 안 함] [가림] [✓ 표시] / [뒤로] [홈]
    Olga: [표시 안 함]
      bot to Olga edits 4: 대화에 표시하는 내용을 줄일까요? ⏎  ⏎ 표시 안 함: 대화에서는 아무도 볼 수 없고 대여할 수도 없습니다. 종이 파일, 고객 사본, 긴급 열람으로만 확인할 수 있습니다. ⏎ 열려 있는 카드가 모두 바로 회수되고 전 직원에게 알립니다. 작성 중이던 내용은 홈에 남습니다. [네, 줄이기] [뒤로] / [홈]
    Olga: [네, 줄이기]
      bot to Olga edits 4: PIN 입력 ⏎  ⏎ PIN을 숫자 버튼으로 누르고 ‘확인’을 눌러 주세요. 이어서 하던 일이 계속됩니다. ⏎ – [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [지우기] [0] [확인] / [뒤로] [홈]
    Olga: [7]
      bot to Olga edits 4: PIN 입력 ⏎  ⏎ PIN을 숫자 버튼으로 누르고 ‘확인’을 눌러 주세요. 이어서 하던 일이 계속됩니다. ⏎ ● [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [지우기] [0] [확인] / [뒤로] [홈]
    Olga: [3]
      bot to Olga edits 4: PIN 입력 ⏎  ⏎ PIN을 숫자 버튼으로 누르고 ‘확인’을 눌러 주세요. 이어서 하던 일이 계속됩니다. ⏎ ● ● [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [지우기] [0] [확인] / [뒤로] [홈]
    Olga: [9]
      bot to Olga edits 4: PIN 입력 ⏎  ⏎ PIN을 숫자 버튼으로 누르고 ‘확인’을 눌러 주세요. 이어서 하던 일이 계속됩니다. ⏎ ● ● ● [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [지우기] [0] [확인] / [뒤로] [홈]
    Olga: [1]
      bot to Olga edits 4: PIN 입력 ⏎  ⏎ PIN을 숫자 버튼으로 누르고 ‘확인’을 눌러 주세요. 이어서 하던 일이 계속됩니다. ⏎ ● ● ● ● [1] [2] [3] / [4] [5] [6] / [7] [8] [9] / [지우기] [0] [확인] / [뒤로] [홈]
    Olga: [확인]
      bot to Olga toasts: 저장했습니다.
      bot to Olga edits 4: 대화에 표시하는 민감 정보 ⏎  ⏎ 표시 안 함: 대화에서는 아무도 볼 수 없고 대여할 수도 없습니다. 종이 파일, 고객 사본, 긴급 열람으로만 확인할 수 있습니다. ⏎ 민감 정보는 연락처, 안전 정보, 건강 정보, 문서입니다. 어떤 설정이든 기록과 정정은 그대로 할 수 있습니다. ⏎ 긴급할 때는 프런트와 시술 담당이 안전 정보를 볼 수 있으며, 다른 사람이 나중에 검토합니다. 더 엄격하게 바꾸면 열려 있는 카드가 모두 바로 회수됩니다. [✓ 표시 안 함] [가림] [표시] / [뒤로] [홈]
      bot to Cleo edits 2: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
      bot to Cleo: 대화에 표시하는 내용이 줄었습니다 ⏎  ⏎ 이제 연락처, 안전 정보, 건강 정보, 문서는 대화에 표시되지 않습니다. 필요하면 원장에게 문의하거나 종이 파일을 확인해 주세요. ⏎ 열려 있던 카드는 회수했습니다. 작성 중이던 내용은 홈에서 이어서 할 수 있습니다. [홈]
      bot to Mina edits 2: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
      bot to Mina: 대화에 표시하는 내용이 줄었습니다 ⏎  ⏎ 이제 연락처, 안전 정보, 건강 정보, 문서는 대화에 표시되지 않습니다. 필요하면 원장에게 문의하거나 종이 파일을 확인해 주세요. ⏎ 열려 있던 카드는 회수했습니다. 작성 중이던 내용은 홈에서 이어서 할 수 있습니다. [홈]
    Cleo: emma
      bot to Cleo: 고객 카드 ⏎  ⏎ ⛔ 알레르기 같은 안전 정보가 있으나 대화에는 표시되지 않습니다. 시작하기 전에 종이 파일을 확인하거나 매니저에게 문의해 주세요. ⏎ 연락처, 안전 정보, 건강 정보, 문서는 대화에 표시되지 않습니다. 필요하면 보관 담당자에게 종이 파일을 요청해 주세요. 보관 담당자는 ‘카드 정정’에서 보관 위치를 적을 수 있습니다. ⏎ Emma Sample · A-0001 ⏎ 담당: Cleo ⏎ 최근 방문: 2월 20일 17:00, 담당 Cleo ⏎ 17:46까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [예약] [동의] / [카드 정정] [긴급 열람] / [상담 모드] / [뒤로] [홈]
      bot to Cleo deletes 2
    "#);
}

/// The transcript from a line on.
fn since<'a>(transcript: &'a str, begins: &str) -> &'a str {
    let at = transcript.find(begins).expect("the line is in the transcript");
    &transcript[at..]
}
