//! What a card does not show by itself: a masked contact for a minute, originals for five, and who is told (T3, A8.08).

use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use kartoteka::model::watch::{REVEALS_A_DAY, cards_a_day};
use std::time::Duration;

fn emma() -> Sample<'static> {
    let facts = vec![(Field::Email, "emma@example.com"), (Field::Original, "cabinet 2, drawer 3")];
    Sample { name: "Emma Sample", phone: Some("+8613800138001"), facts, ..Sample::default() }
}

#[tokio::test]
async fn a_contact_is_shown_for_a_minute_with_a_reason_and_leaves_a_trace() {
    let office = Office::open().await;
    let (lena, id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "en").await;
    office.client(Sample { keeper: Some(id), ..emma() }).await;
    lena.says("emma").await;
    lena.presses("Show contact").await;
    lena.sends_sticker().await;
    lena.says("she left her scarf here").await;
    office.sim.clock().advance(Duration::from_secs(61));
    lena.reads().await;
    mina.says("emma").await;
    mina.presses("History").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Lena ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Lena: [Show contact]
      bot to Lena edits 2: Show what is masked ⏎  ⏎ It is shown for 60 seconds and noted on the card. What is it for? Press a reason or type one. [Before a treatment] / [Call about the visit] / [Client wants a call] / [Client left an item] / [Back] [Home]
    Lena sends a sticker
      bot to Lena: Show what is masked ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ It is shown for 60 seconds and noted on the card. What is it for? Press a reason or type one. [Before a treatment] / [Call about the visit] / [Client wants a call] / [Client left an item] / [Back] [Home]
      bot to Lena deletes 2
    Lena: she left her scarf here
      bot to Lena: Shown for 60 seconds ⏎  ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ E-mail: emma@example.com ⏎ Shown to you until 17:01. Protected from forwarding and saving. [Hide] [Home]
      bot to Lena deletes 4
      bot to Lena edits 6: This card is closed. Search for the client to open it again. [Open card] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Lena ⏎ Phone: 138 0013 8001 ⏎ E-mail: emma@example.com ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:31. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [History]
      bot to Mina edits 2: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:01 · Mina (Manager) · opened the card ⏎ 17:00 · Lena (Beautician) · revealed what was masked: she left her scarf here ⏎ 17:00 · Lena (Beautician) · opened the card ⏎ Shown to you until 17:31. Protected from forwarding and saving. [✓ Opened by] [Changed by] / [List for the client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn the_day_has_an_end_of_contacts_and_the_manager_hears_once() {
    let office = Office::open().await;
    let (lena, id) = office.seat(101, "Lena", Role::Care, "zh").await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "ko").await;
    mina.says("/start").await;
    office.client(Sample { keeper: Some(id), ..emma() }).await;
    lena.says("emma").await;
    for _ in 0..REVEALS_A_DAY {
        lena.presses("显示联系方式").await;
        lena.presses("客户要求回电").await;
        lena.presses("隐藏").await;
    }
    for _ in 0..2 {
        lena.presses("显示联系方式").await;
        lena.presses("客户要求回电").await;
        lena.presses("打开档案").await;
    }
    mina.reads().await;
    let transcript = office.close().await;
    assert_eq!(transcript.matches("경고: 비정상 열람").count(), 1, "{transcript}");
    let end: Vec<&str> = transcript.lines().rev().take(9).collect();
    insta::assert_snapshot!(end.into_iter().rev().collect::<Vec<_>>().join("\n"), @r#"
    Lena: [打开档案]
      bot to Lena edits 2: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Lena ⏎ 电话：138••••8001 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
    Lena: [显示联系方式]
      bot to Lena edits 2: 显示遮盖内容 ⏎  ⏎ 将显示 60 秒，并记入档案。为什么要看？请选择或输入原因。 [护理前查看] / [联系到店事宜] / [客户要求回电] / [客户遗落物品] / [返回] [首页]
    Lena: [客户要求回电]
      bot to Lena edits 2: 今天已显示遮盖内容 10 次，已达上限。如仍需要，请联系经理。 [打开档案] [首页]
    Lena: [打开档案]
      bot to Lena edits 2: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Lena ⏎ 电话：138••••8001 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
      bot to Mina: 경고: 비정상 열람 ⏎  ⏎ Lena (시술 담당) ⏎ 오늘 볼 수 있는 연락처 10건을 모두 보고 더 요청했습니다. ⏎ 본인에게 용도를 확인해 주세요. 모든 열람은 카드의 열람 이력에 남습니다. [열람 내역] [계정 관리] / [홈]
    "#);
}

#[tokio::test]
async fn a_time_zone_of_ones_own_begins_no_new_day_of_contacts() {
    let office = Office::open().await;
    let (lena, id) = office.seat(101, "Lena", Role::Care, "en").await;
    office.client(Sample { keeper: Some(id), ..emma() }).await;
    let reveals = async || {
        lena.says("/start").await;
        lena.says("emma").await;
        lena.presses("Show contact").await;
        lena.presses("Client wants a call").await;
        lena.screen().text.contains("138 0013 8001")
    };
    for _ in 0..REVEALS_A_DAY {
        assert!(reveals().await);
    }
    // In Auckland it is tomorrow by now.
    office.sim.clock().advance(Duration::from_secs(3 * 60 * 60));
    lena.says("/settings").await;
    lena.says("Auckland").await;
    assert!(lena.screen().text.contains("Pacific/Auckland"), "{}", lena.screen().text);
    assert!(!reveals().await);
}

#[tokio::test]
async fn whoever_leafs_through_is_told_of_at_the_next_card_beyond_the_quota_and_once() {
    let office = Office::open().await;
    let (lena, _) = office.seat(101, "Lena", Role::Care, "en").await;
    let (kira, _) = office.seat(102, "Kira", Role::Keeper, "en").await;
    kira.says("/start").await;
    let quota = cards_a_day(Role::Care).expect("a quota");
    for number in 0..=quota + 1 {
        let name = format!("Invented {}", char::from_u32(0x4e00 + number).expect("a letter"));
        office.client(Sample { name: &name, ..Sample::default() }).await;
        if number == quota || number == quota + 1 {
            let told = |text: &str| text.contains("different cards today");
            let before = kira.chat().iter().filter(|message| told(&message.text)).count();
            assert_eq!(before, usize::from(number > quota), "before card {}", number + 1);
        }
        // The hour's own alert is kept out of this one.
        office.sim.clock().advance(Duration::from_secs(3 * 60));
        lena.says(&name).await;
        if number == quota {
            kira.reads().await;
        }
    }
    assert!(office.sim.unread().is_empty());
    office.close().await;
}

#[tokio::test]
async fn originals_are_looked_at_for_five_minutes_and_readings_are_noted_in_two_taps() {
    let office = Office::open().await;
    let (kira, _) = office.seat(101, "Kira", Role::Keeper, "en").await;
    let (fei, _) = office.seat(102, "Fei", Role::FrontDesk, "zh").await;
    let (lena, id) = office.seat(103, "Lena", Role::Care, "ko").await;
    office.client(Sample { keeper: Some(id), ..emma() }).await;
    kira.says("emma").await;
    kira.presses("Originals").await;
    kira.presses("Log a reading").await;
    kira.presses("Lena").await;
    office.sim.clock().advance(Duration::from_secs(6 * 60));
    kira.reads().await;
    // The front desk looks, and notes nothing; whoever keeps the client sees no such button.
    fei.says("emma").await;
    fei.presses("原件").await;
    lena.says("emma").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Kira: emma
      bot to Kira: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Lena ⏎ Phone: 138 0013 8001 ⏎ E-mail: emma@example.com ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Kira: [Originals]
      bot to Kira edits 2: Originals ⏎  ⏎ Emma Sample · A-0001 ⏎ Original: cabinet 2, drawer 3 ⏎ Shown to Kira at 17:00. Look only: originals are never lent or passed on. ⏎ Shown to you until 17:05. Protected from forwarding and saving. [Log a reading] / [Back] [Home]
    Kira: [Log a reading]
      bot to Kira edits 2: Who read the originals? ⏎  ⏎ Emma Sample · A-0001 ⏎ Choose who read them here, on the spot. ⏎ Shown to you until 17:05. Protected from forwarding and saving. [Fei] [Kira] / [Lena] / [Back] [Home]
    Kira: [Lena]
      bot to Kira edits 2: Originals ⏎  ⏎ Noted: Lena read the originals. ⏎ Emma Sample · A-0001 ⏎ Original: cabinet 2, drawer 3 ⏎ Read on the spot: 17:00 · Lena ⏎ Shown to Kira at 17:00. Look only: originals are never lent or passed on. ⏎ Shown to you until 17:05. Protected from forwarding and saving. [Log a reading] / [Back] [Home]
      bot to Kira edits 2: This card is closed. Search for the client to open it again. [Open card] [Home]
    Fei: emma
      bot to Fei: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Lena ⏎ 电话：138 0013 8001 ⏎ 电子邮箱：emma@example.com ⏎ 累计消费：¥0.00 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:36，禁止转发和保存。 [登记到店] [历次到店] / [预约] [借阅] / [同意事项] [原件] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
    Fei: [原件]
      bot to Fei edits 2: 原件 ⏎  ⏎ Emma Sample · A-0001 ⏎ 原件：cabinet 2, drawer 3 ⏎ 现场查阅：17:00 · Lena ⏎ 17:06 向Fei显示。仅供查看：原件不外借、不转交。 ⏎ 可查看至 17:11，禁止转发和保存。 [返回] [首页]
    Lena: emma
      bot to Lena: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ Emma Sample · A-0001 ⏎ 담당: Lena ⏎ 전화: 138••••8001 ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:36까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [연락처 보기] [예약] / [열람 대여] [동의] / [카드 정정] [긴급 열람] / [상담 모드] / [뒤로] [홈]
    "#);
}

#[tokio::test]
async fn with_the_client_beside_one_the_card_holds_nothing_private() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    let facts = vec![
        (Field::Allergy, "latex"),
        (Field::Topics, "her sister's divorce"),
        (Field::CreditGrade, "C"),
        (Field::Skin, "dry"),
    ];
    office.client(Sample { facts, consent: Some(true), ..emma() }).await;
    mina.says("emma").await;
    mina.presses("With client").await;
    mina.presses("Open card").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Topics: her sister's divorce ⏎ Skin: dry ⏎ Credit grade: C ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [With client]
      bot to Mina edits 2: With the client ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Skin: dry ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Open card] [Home]
    Mina: [Open card]
      bot to Mina edits 2: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Topics: her sister's divorce ⏎ Skin: dry ⏎ Credit grade: C ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    "#);
}
