//! Home: the day in its first line, the next visits, and a way to everything else.

use crate::office::{Office, Sample, monday};
use chrono::Duration;
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_full_day_is_told_at_once() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let names = ["Ada", "Bea", "Cora", "Dina", "Ella", "Faye"];
    for (nth, name) in names.iter().enumerate() {
        let client = office.client(Sample { name, ..Sample::default() }).await;
        let minutes = 30 + 60 * nth as i64;
        office.books(client, cleo_id, monday() + Duration::minutes(minutes)).await;
    }
    cleo.says("/start").await;
    cleo.presses("Then 18:30").await;
    cleo.presses("Back").await;
    // An hour and a half later the first two are over.
    office.sim.clock().advance(std::time::Duration::from_secs(151 * 60));
    cleo.says("/start").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · 6 visits ⏎  ⏎ 17:30 · Ada ⏎ 18:30 · Bea ⏎ 19:30 · Cora ⏎ 20:30 · Dina ⏎ 21:30 · Ella ⏎ and 1 more visit ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Next visit 17:30] [Then 18:30] / [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: [Then 18:30]
      bot to Cleo edits 2: Client card ⏎  ⏎ Bea · A-0002 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Cleo: [Back]
      bot to Cleo edits 2: Today · 6 visits ⏎  ⏎ 17:30 · Ada ⏎ 18:30 · Bea ⏎ 19:30 · Cora ⏎ 20:30 · Dina ⏎ 21:30 · Ella ⏎ and 1 more visit ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Next visit 17:30] [Then 18:30] / [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: /start
      bot to Cleo: Today · 4 visits ⏎  ⏎ 19:30 · Cora ⏎ 20:30 · Dina ⏎ 21:30 · Ella ⏎ 22:30 · Faye ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Next visit 19:30] [Then 20:30] / [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 2
    "#);
}

#[tokio::test]
async fn whatever_is_sent_home_is_a_search_or_a_new_card() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let mine = Sample {
        name: "Emma Sample",
        phone: Some("+8613800138001"),
        facts: vec![(Field::Topics, "her two cats")],
        keeper: Some(cleo_id),
        ..Sample::default()
    };
    office.client(mine).await;
    cleo.says("/start").await;
    cleo.says("8001").await;
    cleo.presses("Home").await;
    cleo.says("0001").await;
    cleo.presses("Home").await;
    cleo.sends_sticker().await;
    cleo.sends_photo("").await;
    cleo.shares_contact("+86 138 0013 8002", "Vera Sample", None).await;
    cleo.presses("Cancel").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /start
      bot to Cleo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: 8001
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Topics: her two cats ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: [Home]
      bot to Cleo edits 4: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo: 0001
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Topics: her two cats ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Cleo deletes 4
    Cleo: [Home]
      bot to Cleo edits 6: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Cleo sends a sticker
      bot to Cleo: Today · nothing due ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 6
    Cleo sends a photo
      bot to Cleo: Today · nothing due ⏎  ⏎ A photo does not fit here. Open a client and press Log visit, then send it again. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Cleo deletes 8
    Cleo shares a contact
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
      bot to Cleo deletes 10
    Cleo: [Cancel]
      bot to Cleo toasts: Cancelled. Nothing was saved.
      bot to Cleo edits 12: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn each_role_finds_its_own_ways() {
    let office = Office::open().await;
    for (id, name, role, lang, more) in [
        (101, "Olga", Role::Owner, "en", "More"),
        (102, "Kira", Role::Keeper, "ko", "더보기"),
        (103, "Sam", Role::Sales, "zh", "更多"),
    ] {
        let (person, _) = office.seat(id, name, role, lang).await;
        person.says("/start").await;
        person.presses(more).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Olga: /start
      bot to Olga: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Olga: [More]
      bot to Olga edits 2: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] [Staff] / [All loans] [Incident] / [Home]
    Kira: /start
      bot to Kira: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Kira: [더보기]
      bot to Kira edits 2: 더보기 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [설정] [도움말] / [개인정보] [전체 대여] / [홈]
    Sam: /start
      bot to Sam: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Sam: [更多]
      bot to Sam edits 2: 更多 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [设置] [帮助] / [隐私] / [首页]
    "#);
}
