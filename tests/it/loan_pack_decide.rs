//! Packs beside single requests: the same two approvals, the same count on Home, the same deputy, and nothing left of an
//! erased client (access.md "Loans"; GDPR 17).

use crate::lending::{emma, late_digests, read};
use crate::office::{Office, Sample, monday};
use chrono::Duration;
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, StaffId};
use simulator::Person;

/// Lena's clients of tomorrow are Emma and Nora; Mina manages, Olga owns.
async fn salon(role: Role, mina: &'static str) -> (Office, [Person; 3]) {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", role, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, mina).await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&office, vec![lena_id, mina_id, olga_id]).await;
    let emma = office.client(emma()).await;
    let nora = office.client(Sample { name: "Nora Sample", ..Sample::default() }).await;
    for (client, hours) in [(emma, 16), (nora, 18)] {
        office.books(client, lena_id, monday() + Duration::hours(hours)).await;
    }
    for person in [&lena, &mina, &olga] {
        person.says("/start").await;
    }
    (office, [lena, mina, olga])
}

/// Asks for tomorrow's pack, with words.
async fn asks(lena: &Person, words: &str) {
    lena.presses("My loans").await;
    lena.presses("Tomorrow's pack").await;
    if !words.is_empty() {
        lena.says(words).await;
    }
    lena.presses("Ask for all").await;
}

#[tokio::test]
async fn the_houses_own_two_for_all_parts_bind_a_pack_as_well() {
    let (office, [lena, mina, olga]) = salon(Role::Sales, "en").await;
    asks(&lena, "").await;
    read(&office, &[&mina, &olga]).await;
    mina.presses("Approve").await;
    mina.presses("Yes, approve").await;
    read(&office, &[&lena, &olga]).await;
    assert!(lena.screen().text.contains("1 of 2 approved by Mina"), "{}", lena.screen().text);
    olga.presses("Approve").await;
    olga.presses("Yes, approve").await;
    read(&office, &[&lena, &mina]).await;
    assert!(lena.screen().text.contains("Approved by Olga"));
    office.close().await;
}

#[tokio::test]
async fn a_pack_of_one_part_wants_one_as_a_single_request_does() {
    let (office, [lena, mina, olga]) = salon(Role::Care, "en").await;
    asks(&lena, "").await;
    read(&office, &[&mina, &olga]).await;
    mina.presses("Approve").await;
    mina.presses("Yes, approve").await;
    read(&office, &[&lena, &olga]).await;
    assert!(lena.screen().text.contains("Approved by Mina"));
    office.close().await;
}

#[tokio::test]
async fn a_pack_that_waits_is_counted_on_home_and_is_two_taps_away() {
    let (office, [lena, mina, olga]) = salon(Role::Care, "en").await;
    asks(&lena, "").await;
    read(&office, &[&mina, &olga]).await;
    mina.says("/start").await;
    mina.presses("Requests · 1").await;
    mina.presses("P-2026-0001").await;
    mina.presses("Deny").await;
    mina.presses("Not needed for this").await;
    read(&office, &[&lena, &olga]).await;
    olga.says("/start").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Olga: /start
      bot to Olga: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: [My loans]
      bot to Lena edits 2: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [Tomorrow's pack] [Find] [Home]
    Lena: [Tomorrow's pack]
      bot to Lena edits 2: Pack for 3 Mar 2026 · 2 visits ⏎  ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. ⏎ One request and one decision for all of them. ⏎ For: the visits. To add a reason, just write it. [Ask for all] / [Back] [Home]
    Lena: [Ask for all]
      bot to Lena edits 2: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Waiting · asked 2 managers · expires 18:00 ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. [Withdraw] [Home]
      bot to Mina: Lena asks for a day's visits ⏎  ⏎ P-2026-0001 · 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. ⏎ Waiting · asked 2 managers · expires 18:00 ⏎ The first decision counts. [Approve] [Leave out] [Deny] / [Home]
      bot to Olga: Lena asks for a day's visits ⏎  ⏎ P-2026-0001 · 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. ⏎ Waiting · asked 2 managers · expires 18:00 ⏎ The first decision counts. [Approve] [Leave out] [Deny] / [Home]
    Mina: /start
      bot to Mina: Today · 1 request ⏎  ⏎ 1 request waits for your decision. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [Requests · 1] [More]
      bot to Mina deletes 2
    Mina: [Requests · 1]
      bot to Mina edits 5: Packs · 1 ⏎  ⏎ P-2026-0001 · Lena · 3 Mar 2026 ⏎ Waiting · asked 2 managers · expires 18:00 [P-2026-0001] / [Back] [Home]
    Mina: [P-2026-0001]
      bot to Mina edits 5: Lena asks for a day's visits ⏎  ⏎ P-2026-0001 · 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. ⏎ Waiting · asked 2 managers · expires 18:00 ⏎ The first decision counts. [Approve] [Leave out] [Deny] / [Home]
    Mina: [Deny]
      bot to Mina edits 5: Deny P-2026-0001 ⏎  ⏎ Why not? Press a reason or write one: Lena reads it, and the whole pack is denied. [Not needed for this] [Ask person in charge] / [House rule] / [Back] [Home]
    Mina: [Not needed for this]
      bot to Mina edits 5: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Home]
      bot to Mina edits 3: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Home]
      bot to Lena edits 2: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Tomorrow's pack] [Home]
      bot to Lena: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Tomorrow's pack] [Home]
      bot to Olga edits 3: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Denied by Mina 17:00 ⏎ Why denied: Not needed for this [Home]
    Olga: /start
      bot to Olga: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Olga deletes 2
    "#);
}

#[tokio::test]
async fn whoever_goes_away_hands_the_packs_that_wait_to_the_deputy() {
    let (office, [lena, mina, olga]) = salon(Role::Care, "zh").await;
    asks(&lena, "").await;
    read(&office, &[&mina, &olga]).await;
    let before = mina.chat().len();
    olga.says("/settings").await;
    for label in ["I am away", "Choose who decides", "Tomorrow", "Mina"] {
        olga.presses(label).await;
    }
    read(&office, &[&mina]).await;
    // What she had of the pack gives way to what she gets as the deputy, below the news that she is.
    let told: Vec<String> = mina.chat().into_iter().skip(before - 1).map(|it| it.text).collect();
    assert_eq!(told.len(), 2, "that she is the deputy, and what waits: {told:?}");
    assert!(told[1].contains("P-2026-0001"), "{told:?}");
    mina.presses("批准").await;
    mina.presses("确定批准").await;
    read(&office, &[&lena, &olga]).await;
    assert!(lena.screen().text.contains("Approved by Mina"));
    office.close().await;
}

#[tokio::test]
async fn what_was_written_about_a_pack_goes_with_its_client() {
    let (office, [lena, mina, olga]) = salon(Role::Care, "en").await;
    asks(&lena, "canary: Emma brings her sister").await;
    read(&office, &[&mina, &olga]).await;
    mina.presses("Approve").await;
    mina.presses("Yes, approve").await;
    read(&office, &[&lena, &olga]).await;
    olga.says("emma").await;
    for label in ["Rights", "Erase the client", "The client's wish", "Ask to erase"] {
        olga.presses(label).await;
    }
    read(&office, &[&mina]).await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&lena, &olga]).await;
    for text in ["Emma", "canary"] {
        assert_eq!(office.finds(text).await, Vec::<String>::new(), "{text}");
    }
    let kept = office.counts("SELECT count(*) FROM loan WHERE pack_id IS NOT NULL").await;
    assert_eq!(kept, 1, "Nora's loan runs on");
    office.close().await;
}

#[tokio::test]
async fn two_visits_of_one_client_are_told_apart_where_one_is_left_out() {
    for (lang, leave_out, times) in [
        ("en", "Leave out", ["✓ 3 Mar 09:00", "✓ 3 Mar 13:00"]),
        ("zh", "去掉部分客户", ["✓ 3月3日 09:00", "✓ 3月3日 13:00"]),
        ("ko", "일부 제외", ["✓ 3월 3일 09:00", "✓ 3월 3일 13:00"]),
    ] {
        let (office, [lena, mina, olga]) = salon(Role::Care, lang).await;
        let again = monday() + Duration::hours(20);
        office.books(ClientId(1), StaffId(1), again).await;
        asks(&lena, "").await;
        read(&office, &[&mina, &olga]).await;
        mina.presses(leave_out).await;
        let labels: Vec<String> =
            mina.screen().buttons.concat().into_iter().map(|button| button.text).collect();
        assert!(times.iter().all(|time| labels.iter().any(|it| it == time)), "{labels:?}");
        // Whoever comes once is a number.
        assert!(labels.contains(&"✓ A-0002".to_owned()), "{labels:?}");
        office.close().await;
    }
}
