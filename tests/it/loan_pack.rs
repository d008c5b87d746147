//! Tomorrow's pack: one request for a day's visits, one approval; each card opens around its visit only (N3; access.md).

use crate::lending::{UNASKED_QUIET, emma, late_digests, minutes, read, reseats, rules};
use crate::office::{Office, Sample, monday, taps};
use chrono::{DateTime, Duration, Utc};
use kartoteka::model::card::Field;
use kartoteka::model::loan_rule::{Key, Rule, Values, What};
use kartoteka::model::policy::Role;
use simulator::Person;

fn nora() -> Sample<'static> {
    let facts = vec![(Field::Document, "canary form")];
    Sample { name: "Nora Sample", facts, consent: Some(true), ..Sample::default() }
}

/// Tuesday, this hour in Shanghai.
fn tuesday(hour: i64) -> DateTime<Utc> {
    monday() + Duration::hours(7 + hour)
}

/// A salon in which tomorrow Emma comes at 9 and Nora at 11, to whoever is given.
struct Salon {
    office: Office,
    lena: Person,
    mina: Person,
}

async fn salon(role: Role, lena: &'static str, mina: &'static str) -> Salon {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", role, lena).await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, mina).await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    let emma = office.client(emma()).await;
    let nora = office.client(nora()).await;
    office.books(emma, lena_id, tuesday(9)).await;
    office.books(nora, lena_id, tuesday(11)).await;
    mina.says("/start").await;
    lena.says("/start").await;
    Salon { office, lena, mina }
}

/// Three taps from Home.
async fn asks(salon: &Salon) {
    for label in ["My loans", "Tomorrow's pack", "Ask for all"] {
        salon.lena.presses(label).await;
    }
    salon.mina.reads().await;
}

async fn approves(salon: &Salon) {
    salon.mina.presses("Approve").await;
    salon.mina.presses("Yes, approve").await;
    salon.lena.reads().await;
}

/// Lets the clock come to this hour of Tuesday.
fn until(salon: &Salon, hour: i64, minute: i64) {
    let at = tuesday(hour) + Duration::minutes(minute);
    let now = salon.office.sim.clock().now();
    let ahead = (at - now).num_seconds();
    salon.office.sim.clock().advance(std::time::Duration::from_secs(ahead.unsigned_abs()));
}

#[tokio::test]
async fn one_request_one_approval_and_each_card_opens_an_hour_before_its_visit() {
    let salon = salon(Role::Care, "en", "en").await;
    salon.lena.presses("My loans").await;
    salon.lena.presses("Tomorrow's pack").await;
    salon.lena.says("New plans to compare").await;
    salon.lena.presses("Ask for all").await;
    salon.mina.reads().await;
    assert_eq!(taps(&salon.office, "Lena"), 3);
    approves(&salon).await;
    until(&salon, 7, 59);
    salon.office.sim.idle(UNASKED_QUIET).await;
    assert!(salon.lena.unread().is_empty(), "it is not time yet");
    until(&salon, 8, 0);
    read(&salon.office, &[&salon.lena]).await;
    until(&salon, 10, 29);
    read(&salon.office, &[&salon.lena]).await;
    assert!(salon.lena.chat().iter().any(|it| it.text.contains("canary plan")));
    until(&salon, 10, 31);
    read(&salon.office, &[&salon.lena]).await;
    assert!(!salon.lena.chat().iter().any(|it| it.text.contains("canary plan")));
    insta::assert_snapshot!(salon.office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: [My loans]
      bot to Lena edits 2: My loans · 0 ⏎  ⏎ You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here. [Not approved] [Ran out] / [Tomorrow's pack] [Find] [Home]
    Lena: [Tomorrow's pack]
      bot to Lena edits 2: Pack for 3 Mar 2026 · 2 visits ⏎  ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. ⏎ One request and one decision for all of them. ⏎ For: the visits. To add a reason, just write it. [Ask for all] / [Back] [Home]
    Lena: New plans to compare
      bot to Lena: Pack for 3 Mar 2026 · 2 visits ⏎  ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. ⏎ One request and one decision for all of them. ⏎ Why asked: New plans to compare [Ask for all] / [Back] [Home]
      bot to Lena deletes 2
    Lena: [Ask for all]
      bot to Lena edits 4: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Why asked: New plans to compare ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. [Withdraw] [Home]
      bot to Mina: Lena asks for a day's visits ⏎  ⏎ P-2026-0001 · 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Why asked: New plans to compare ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. ⏎ Waiting · asked 1 manager · expires 18:00 ⏎ The first decision counts. [Approve] [Leave out] [Deny] / [Home]
    Mina: [Approve]
      bot to Mina edits 3: Approve P-2026-0001? ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Why asked: New plans to compare ⏎ Lena can read these parts around each of the 2 visits, and at no other time. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Why asked: New plans to compare ⏎ Approved by Mina 17:00 [Recall all] [Home]
      bot to Lena edits 4: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · Emma Sample · A-0001 · Documents ⏎ 3 Mar 11:00 · Nora Sample · A-0002 · Documents ⏎ Why asked: New plans to compare ⏎ Approved by Mina 17:00 ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. [My loans] [Home]
      bot to Lena: Pack P-2026-0001 ⏎  ⏎ 3 Mar 2026 · 2 visits ⏎ 3 Mar 09:00 · A-0001 · Documents ⏎ 3 Mar 11:00 · A-0002 · Documents ⏎ Why asked: New plans to compare ⏎ Approved by Mina 17:00 ⏎ Each card opens 60 minutes before its visit and closes 30 minutes after. It moves with the booking. [My loans] [Home]
      bot to Lena: Record on loan P-2026-0001/1 ⏎  ⏎ Loan P-2026-0001/1 · Lena · Visit · until 10:30 · only for this purpose ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138••••8001 ⏎ Skin: canary dry ⏎ Document: canary plan [Return] [Ask to extend] [Log visit] / [Print form] [Home]
      bot to Lena: Record on loan P-2026-0001/2 ⏎  ⏎ Loan P-2026-0001/2 · Lena · Visit · until 12:30 · only for this purpose ⏎ Nora Sample · A-0002 ⏎ Document: canary form [Return] [Ask to extend] [Log visit] / [Print form] [Home]
      bot to Lena edits 6: This card is closed. Search for the client to open it again.
      bot to Lena deletes 6
      bot to Lena: Loan P-2026-0001/1 is over ⏎  ⏎ A-0001 ⏎ Ran out 10:30 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
    "#);
}

#[tokio::test]
async fn single_clients_are_left_out_with_a_reason_and_the_rest_is_lent() {
    let salon = salon(Role::Care, "zh", "ko").await;
    for label in ["我的借阅", "明日档案包", "全部申请"] {
        salon.lena.presses(label).await;
    }
    salon.mina.reads().await;
    salon.mina.presses("일부 제외").await;
    salon.mina.presses("✓ A-0001").await;
    salon.mina.presses("계속").await;
    salon.mina.sends_sticker().await;
    salon.mina.presses("이 용도엔 불필요").await;
    salon.lena.reads().await;
    until(&salon, 8, 30);
    salon.office.sim.idle(UNASKED_QUIET).await;
    assert!(salon.lena.unread().is_empty(), "Emma was left out");
    until(&salon, 10, 5);
    read(&salon.office, &[&salon.lena]).await;
    insta::assert_snapshot!(salon.office.close().await, @r#"
    Mina: /start
      bot to Mina: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Lena: /start
      bot to Lena: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Lena: [我的借阅]
      bot to Lena edits 2: 我的借阅 · 0 ⏎  ⏎ 目前没有借阅。找到客户，打开档案，点“借阅”；经理批准后会显示在这里。 [未获批准] [到期自动关闭] / [明日档案包] [查找] [首页]
    Lena: [明日档案包]
      bot to Lena edits 2: 2026年3月3日档案包 · 2 位 ⏎  ⏎ 3月3日 09:00 · Emma Sample · A-0001 · 文件副本 ⏎ 3月3日 11:00 · Nora Sample · A-0002 · 文件副本 ⏎ 每份档案在到店前 60 分钟打开，结束后 30 分钟关闭；预约改期则随之变动。 ⏎ 一次申请，一并审批。 ⏎ 用途：到店服务。需要补充事由，直接输入即可。 [全部申请] / [返回] [首页]
    Lena: [全部申请]
      bot to Lena edits 2: 档案包 P-2026-0001 ⏎  ⏎ 2026年3月3日 · 2 位 ⏎ 3月3日 09:00 · Emma Sample · A-0001 · 文件副本 ⏎ 3月3日 11:00 · Nora Sample · A-0002 · 文件副本 ⏎ 待审批 · 已通知 1 位经理 · 18:00 失效 ⏎ 每份档案在到店前 60 分钟打开，结束后 30 分钟关闭；预约改期则随之变动。 [撤回] [首页]
      bot to Mina: Lena 님이 하루 방문 카드를 요청했습니다 ⏎  ⏎ P-2026-0001 · 2026년 3월 3일 · 2명 ⏎ 3월 3일 09:00 · A-0001 · 문서 사본 ⏎ 3월 3일 11:00 · A-0002 · 문서 사본 ⏎ 카드는 방문 60분 전에 열리고 방문이 끝나고 30분 뒤에 닫힙니다. 예약이 바뀌면 함께 바뀝니다. ⏎ 승인 대기 · 매니저 1명에게 요청 · 18:00 만료 ⏎ 먼저 처리한 결과가 적용됩니다. [승인] [일부 제외] [거절] / [홈]
    Mina: [일부 제외]
      bot to Mina edits 3: 일부 제외: P-2026-0001 ⏎  ⏎ 3월 3일 09:00 · Emma Sample · A-0001 · 문서 사본 ⏎ 3월 3일 11:00 · Nora Sample · A-0002 · 문서 사본 ⏎ 어떤 고객을 남길까요? 번호를 누르면 빼거나 다시 넣을 수 있습니다. 고른 뒤 ‘계속’을 눌러 주세요. [✓ A-0001] [✓ A-0002] / [뒤로] [홈]
    Mina: [✓ A-0001]
      bot to Mina edits 3: 일부 제외: P-2026-0001 ⏎  ⏎ 3월 3일 09:00 · Emma Sample · A-0001 · 문서 사본 ⏎ 3월 3일 11:00 · Nora Sample · A-0002 · 문서 사본 ⏎ 어떤 고객을 남길까요? 번호를 누르면 빼거나 다시 넣을 수 있습니다. 고른 뒤 ‘계속’을 눌러 주세요. [A-0001] [✓ A-0002] / [계속] / [뒤로] [홈]
    Mina: [계속]
      bot to Mina edits 3: 일부 제외: P-2026-0001 ⏎  ⏎ 3월 3일 09:00 · Emma Sample · A-0001 · 제외 ⏎ 3월 3일 11:00 · Nora Sample · A-0002 · 문서 사본 ⏎ 제외하는 이유를 누르거나 적어 주세요. Lena 님이 읽습니다. 이유를 보내면 나머지를 승인한 것으로 처리됩니다. [이 용도엔 불필요] [담당자에게 문의] / [매장 규정] / [뒤로] [홈]
    Mina sends a sticker
      bot to Mina: 일부 제외: P-2026-0001 ⏎  ⏎ 여기서 받을 수 없는 내용입니다: 스티커. 짧은 글을 보내거나 버튼을 눌러 주세요. ⏎ 3월 3일 09:00 · Emma Sample · A-0001 · 제외 ⏎ 3월 3일 11:00 · Nora Sample · A-0002 · 문서 사본 ⏎ 제외하는 이유를 누르거나 적어 주세요. Lena 님이 읽습니다. 이유를 보내면 나머지를 승인한 것으로 처리됩니다. [이 용도엔 불필요] [담당자에게 문의] / [매장 규정] / [뒤로] [홈]
      bot to Mina deletes 3
    Mina: [이 용도엔 불필요]
      bot to Mina edits 5: 카드 묶음 P-2026-0001 ⏎  ⏎ 2026년 3월 3일 · 1명 ⏎ 3월 3일 09:00 · A-0001 · 제외 ⏎ 3월 3일 11:00 · A-0002 · 문서 사본 ⏎ Mina, 17:00 승인 ⏎ 요청보다 줄인 이유: 이 용도엔 불필요 [모두 회수] [홈]
      bot to Lena edits 2: 档案包 P-2026-0001 ⏎  ⏎ 2026年3月3日 · 1 位 ⏎ 3月3日 09:00 · Emma Sample · A-0001 · 已去掉 ⏎ 3月3日 11:00 · Nora Sample · A-0002 · 文件副本 ⏎ Mina 于 17:00 批准 ⏎ 未全部批准的理由：此用途不需要 ⏎ 每份档案在到店前 60 分钟打开，结束后 30 分钟关闭；预约改期则随之变动。 [我的借阅] [首页]
      bot to Lena: 档案包 P-2026-0001 ⏎  ⏎ 2026年3月3日 · 1 位 ⏎ 3月3日 09:00 · A-0001 · 已去掉 ⏎ 3月3日 11:00 · A-0002 · 文件副本 ⏎ Mina 于 17:00 批准 ⏎ 未全部批准的理由：此用途不需要 ⏎ 每份档案在到店前 60 分钟打开，结束后 30 分钟关闭；预约改期则随之变动。 [我的借阅] [首页]
      bot to Lena: 借阅档案 P-2026-0001/1 ⏎  ⏎ 借阅 P-2026-0001/1 · Lena · 到店服务 · 至 12:30 · 仅限此用途 ⏎ Nora Sample · A-0002 ⏎ 文件：canary form [归还] [申请续借] [登记到店] / [打印借阅单] [首页]
    "#);
}

#[tokio::test]
async fn a_booking_that_moves_moves_its_card_and_a_cancelled_one_closes_it() {
    let salon = salon(Role::Care, "en", "en").await;
    let (fei, fei_id) = salon.office.seat(103, "Fei", Role::FrontDesk, "en").await;
    late_digests(&salon.office, vec![fei_id]).await;
    asks(&salon).await;
    approves(&salon).await;
    until(&salon, 8, 30);
    read(&salon.office, &[&salon.lena]).await;
    assert!(salon.lena.screen().text.contains("canary plan"));
    fei.says("nora").await;
    for label in ["Bookings", "11:00", "Cancel booking", "Yes, cancel it"] {
        fei.presses(label).await;
    }
    read(&salon.office, &[&salon.lena]).await;
    let told = salon.lena.screen().text;
    assert!(told.contains("The visit 11:00 is cancelled. The card will not open."), "{told}");
    fei.says("emma").await;
    for label in ["Bookings", "09:00", "Move", "Today", "14:00"] {
        fei.presses(label).await;
    }
    read(&salon.office, &[&salon.lena]).await;
    let told = salon.lena.screen().text;
    assert!(told.contains("It is now 14:00. The card opens 13:00."), "{told}");
    assert!(!salon.lena.chat().iter().any(|it| it.text.contains("canary plan")), "it closed");
    until(&salon, 13, 1);
    read(&salon.office, &[&salon.lena]).await;
    assert!(salon.lena.screen().text.contains("canary plan"), "{}", salon.lena.screen().text);
    assert!(salon.lena.screen().text.contains("until 15:30"));
    fei.says("emma").await;
    for label in ["Bookings", "14:00", "Cancel booking", "Yes, cancel it"] {
        fei.presses(label).await;
    }
    read(&salon.office, &[&salon.lena]).await;
    let told = salon.lena.screen().text;
    assert!(told.contains("The visit 14:00 is cancelled, and the card is closed."), "{told}");
    salon.mina.reads().await;
    assert!(salon.mina.screen().text.contains("booking cancelled"));
    salon.office.close().await;
}

#[tokio::test]
async fn a_recall_of_the_pack_ends_all_of_it() {
    let salon = salon(Role::Care, "en", "en").await;
    let (kim, kim_id) = salon.office.seat(103, "Kim", Role::Keeper, "en").await;
    late_digests(&salon.office, vec![kim_id]).await;
    asks(&salon).await;
    approves(&salon).await;
    until(&salon, 8, 5);
    read(&salon.office, &[&salon.lena]).await;
    kim.says("/start").await;
    for label in ["More", "All loans", "Packs", "P-2026-0001", "Recall all"] {
        kim.presses(label).await;
    }
    kim.presses("Lent by mistake").await;
    kim.presses("Recall all now").await;
    read(&salon.office, &[&salon.lena, &salon.mina]).await;
    assert!(!salon.lena.chat().iter().any(|it| it.text.contains("canary plan")));
    until(&salon, 10, 5);
    salon.office.sim.idle(UNASKED_QUIET).await;
    assert!(salon.lena.unread().is_empty(), "Nora's card does not open either");
    insta::assert_snapshot!(kim.screen().text, @r#"
    Pack P-2026-0001

    3 Mar 2026 · 2 visits
    09:00 · A-0001 · Documents
    11:00 · A-0002 · Documents
    Recalled by Kim 08:05
    Why recalled: Lent by mistake
    "#);
    salon.office.close().await;
}

#[tokio::test]
async fn a_denial_has_a_reason_and_what_is_asked_for_can_be_withdrawn() {
    let salon = salon(Role::Care, "en", "en").await;
    asks(&salon).await;
    salon.mina.presses("Deny").await;
    salon.mina.sends_sticker().await;
    salon.mina.says("Ask me in the morning").await;
    salon.lena.reads().await;
    assert!(salon.lena.screen().text.contains("Why denied: Ask me in the morning"));
    // Whoever was denied may ask again, and think better of it.
    salon.lena.presses("Tomorrow's pack").await;
    salon.lena.presses("Ask for all").await;
    salon.mina.reads().await;
    salon.lena.presses("Withdraw").await;
    salon.mina.reads().await;
    assert!(salon.lena.screen().text.contains("is withdrawn"));
    assert!(salon.mina.screen().text.contains("Withdrawn before a decision"));
    salon.office.close().await;
}

#[tokio::test]
async fn whoever_may_not_decide_any_more_decides_nothing_and_a_day_without_visits_asks_nothing() {
    let salon = salon(Role::Care, "en", "en").await;
    let (sora, sora_id) = salon.office.seat(103, "Sora", Role::Care, "en").await;
    let (_, mina_id) = salon.office.seat(104, "Nils", Role::Manager, "en").await;
    late_digests(&salon.office, vec![sora_id, mina_id]).await;
    sora.says("/start").await;
    sora.presses("My loans").await;
    sora.presses("Tomorrow's pack").await;
    assert!(sora.screen().text.contains("Nothing to ask for"), "{}", sora.screen().text);
    asks(&salon).await;
    salon.mina.presses("Approve").await;
    let seat = salon.mina.id();
    let person = salon.office.archive.read().await.unwrap();
    let mina = kartoteka::archive::staff::seated(&person, seat).await.unwrap().unwrap().actor.id;
    drop(person);
    reseats(&salon.office, mina, Role::FrontDesk).await;
    salon.mina.presses("Yes, approve").await;
    assert!(salon.mina.screen().text.contains("Your role"), "{}", salon.mina.screen().text);
    until(&salon, 8, 30);
    read(&salon.office, &[]).await;
    assert!(!salon.lena.chat().iter().any(|it| it.text.contains("canary plan")));
    for person in [&salon.lena, &salon.mina, &salon.office.stranger(104, "Nils", "en")] {
        if !person.unread().is_empty() {
            person.reads().await;
        }
    }
    salon.office.close().await;
}

#[tokio::test]
async fn an_owners_row_for_all_parts_wants_two_for_a_pack_as_well() {
    let salon = salon(Role::Sales, "en", "en").await;
    let (olga, olga_id) = salon.office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&salon.office, vec![olga_id]).await;
    olga.says("/start").await;
    let values = Values { approvals: Some(2), ..Values::default() };
    let key = Key { what: Some(What::All), ..Key::default() };
    rules(&salon.office, Rule { key, values }).await;
    asks(&salon).await;
    olga.reads().await;
    approves_first(&salon.mina).await;
    olga.reads().await;
    salon.lena.reads().await;
    assert!(salon.lena.screen().text.contains("1 of 2 approved by Mina"));
    approves_first(&olga).await;
    salon.mina.reads().await;
    salon.lena.reads().await;
    assert!(salon.lena.screen().text.contains("Approved by Olga"));
    salon.office.close().await;
}

async fn approves_first(manager: &Person) {
    manager.presses("Approve").await;
    manager.presses("Yes, approve").await;
}

#[tokio::test]
async fn nobody_answers_and_it_reminds_goes_to_the_owner_and_expires() {
    let salon = salon(Role::Care, "en", "en").await;
    let (olga, olga_id) = salon.office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&salon.office, vec![olga_id]).await;
    olga.says("/start").await;
    asks(&salon).await;
    olga.reads().await;
    minutes(&salon.office, 31);
    read(&salon.office, &[&salon.mina, &olga]).await;
    assert!(salon.mina.screen().text.contains("Nobody has answered for 30 minutes"));
    minutes(&salon.office, 30);
    read(&salon.office, &[&salon.lena, &salon.mina, &olga]).await;
    assert!(olga.screen().text.contains("it is up to you"), "{}", olga.screen().text);
    minutes(&salon.office, 31);
    read(&salon.office, &[&salon.lena, &salon.mina, &olga]).await;
    assert!(salon.lena.screen().text.contains("Expired: nobody decided in time"));
    salon.office.close().await;
}

#[tokio::test]
async fn a_clients_history_tells_the_request_the_approval_and_the_opening() {
    let salon = salon(Role::Care, "en", "en").await;
    asks(&salon).await;
    approves(&salon).await;
    until(&salon, 8, 1);
    read(&salon.office, &[&salon.lena]).await;
    salon.mina.says("emma").await;
    salon.mina.presses("History").await;
    insta::assert_snapshot!(salon.mina.screen().text, @r#"
    Card history

    Emma Sample · A-0001
    08:01 · Mina (Manager) · opened the card
    08:01 · Lena (Beautician) · opened the card on loan
    2 Mar 17:00 · Mina (Manager) · approved a loan
    2 Mar 17:00 · Lena (Beautician) · asked for a loan
    Shown to you until 08:31. Protected from forwarding and saving.
    "#);
    salon.office.close().await;
}

#[tokio::test]
async fn words_on_an_empty_pack_are_answered_and_kept_nowhere() {
    for (lang, labels, answer) in [
        ("en", ["My loans", "Tomorrow's pack"], "your words were not kept"),
        ("zh", ["我的借阅", "明日档案包"], "文字未保存"),
        ("ko", ["내 대여", "내일 카드 묶음"], "입력한 글을 남기지 않았습니다"),
    ] {
        let office = Office::open().await;
        let (sora, _) = office.seat(101, "Sora", Role::Care, lang).await;
        sora.says("/start").await;
        for label in labels {
            sora.presses(label).await;
        }
        sora.says("for the anniversary").await;
        let told = sora.screen().text;
        assert!(told.contains(answer) && !told.contains("anniversary"), "{told}");
        office.close().await;
    }
}

#[tokio::test]
async fn a_packs_number_stands_once_on_a_screen() {
    let salon = salon(Role::Care, "en", "en").await;
    asks(&salon).await;
    let once = |person: &Person| {
        let text = person.screen().text;
        assert_eq!(text.matches("P-2026-0001").count(), 1, "{text}");
    };
    once(&salon.lena);
    once(&salon.mina);
    salon.mina.presses("Approve").await;
    once(&salon.mina);
    salon.mina.presses("Yes, approve").await;
    salon.lena.reads().await;
    for person in [&salon.lena, &salon.mina] {
        once(person);
    }
    salon.office.close().await;
}
