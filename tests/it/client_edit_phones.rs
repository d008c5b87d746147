//! Phones corrected one by one: a second one added, corrected, taken off; a first one taken off and put back (A4.11).

use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;
use simulator::Person;

async fn salon(lang: &'static str) -> (Office, Person) {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, lang).await;
    let phone = Some("+8613800138001");
    office.client(Sample { name: "Emma Sample", phone, ..Sample::default() }).await;
    mina.says("emma").await;
    (office, mina)
}

/// What the latest screen says of phones.
fn phones(person: &Person) -> String {
    let text = person.screen().text;
    text.lines().find(|line| line.contains("138 0013")).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_second_phone_is_added_and_corrected_and_the_first_one_taken_off_and_put_back() {
    let (office, mina) = salon("en").await;
    mina.presses("Edit").await;
    mina.presses("Phone").await;
    mina.presses("Second phone").await;
    mina.says("138 0013 8002").await;
    mina.presses("Save").await;
    mina.presses("Open card").await;
    assert_eq!(phones(&mina), "Phone: 138 0013 8001, 138 0013 8002");
    for label in ["Edit", "Second phone"] {
        mina.presses(label).await;
    }
    mina.says("138 0013 8003").await;
    mina.says("a slip").await;
    mina.presses("Save").await;
    mina.presses("Open card").await;
    assert_eq!(phones(&mina), "Phone: 138 0013 8001, 138 0013 8003");
    for label in ["Edit", "Phone", "Remove from card"] {
        mina.presses(label).await;
    }
    mina.says("no longer hers").await;
    mina.presses("Save").await;
    mina.presses("Open card").await;
    assert_eq!(phones(&mina), "Phone: 138 0013 8003");
    mina.says("/undo").await;
    mina.says("emma").await;
    assert_eq!(phones(&mina), "Phone: 138 0013 8001, 138 0013 8003");
    let told = office.close().await;
    let at = told.find("Mina: [Second phone]").expect("the button");
    let steps: Vec<&str> = told[at..].lines().take(6).collect();
    insta::assert_snapshot!(steps.join("\n"), @r#"
    Mina: [Second phone]
      bot to Mina edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: nothing yet ⏎ Step 1 of 2 ⏎ What is the right phone number? You can also share the contact. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Back] [Cancel]
    Mina: 138 0013 8002
      bot to Mina: Correct a card · A-0001 ⏎  ⏎ On the card: nothing yet ⏎ Please check. Tap a ✎ button to change a line. ⏎ Second phone: 138 0013 8002 ⏎ Source: On a visit ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Second phone] [✎ Source] / [Back] [Cancel]
      bot to Mina deletes 2
    Mina: [Save]
    "#);
}

#[tokio::test]
async fn a_second_phone_is_taken_off_in_chinese_and_nobody_else_may() {
    let (office, mina) = salon("zh").await;
    let (sam, _) = office.seat(102, "Sam", Role::Sales, "ko").await;
    mina.presses("更正档案").await;
    mina.presses("电话").await;
    mina.presses("第二电话").await;
    mina.says("138 0013 8002").await;
    mina.presses("保存").await;
    mina.presses("打开档案").await;
    mina.presses("更正档案").await;
    mina.presses("第二电话").await;
    mina.presses("从档案移除").await;
    mina.says("打错了").await;
    mina.presses("保存").await;
    mina.presses("打开档案").await;
    assert!(phones(&mina).ends_with("138 0013 8001"), "{}", phones(&mina));
    sam.says("emma").await;
    assert!(!sam.screen().text.contains("0013 8002"));
    let kept =
        "SELECT count(*) FROM correction WHERE detail = 'second_phone' AND reason = '打错了'";
    assert_eq!(office.counts(kept).await, 1);
    office.close().await;
}
