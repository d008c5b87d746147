//! Bookings: made, moved, cancelled; the card opens to whoever serves, and closes again with the booking (access.md).

use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

fn emma() -> Sample<'static> {
    let facts = vec![(Field::Allergy, "latex"), (Field::Topics, "two cats")];
    Sample { name: "Emma Sample", facts, consent: Some(true), ..Sample::default() }
}

#[tokio::test]
async fn a_booking_opens_the_card_to_whoever_serves_and_its_end_closes_it() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    let (lena, _) = office.seat(102, "Lena", Role::Care, "en").await;
    office.client(emma()).await;
    lena.says("emma").await;
    fei.says("emma").await;
    fei.presses("Bookings").await;
    fei.presses("New booking").await;
    fei.presses("Lena").await;
    fei.presses("Today").await;
    fei.says("17:30").await;
    lena.says("emma").await;
    fei.presses("Bookings").await;
    fei.presses("17:30").await;
    fei.presses("Move").await;
    fei.says("tomorrow").await;
    fei.presses("09:00").await;
    lena.reads().await;
    lena.says("emma").await;
    fei.presses("Bookings").await;
    fei.presses("3 Mar 09:00").await;
    fei.presses("Cancel booking").await;
    fei.presses("Keep it").await;
    fei.presses("Cancel booking").await;
    fei.presses("Yes, cancel it").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Topics: two cats ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [With client] / [Back] [Home]
    Fei: [Bookings]
      bot to Fei edits 2: Bookings ⏎  ⏎ Emma Sample · A-0001 ⏎ Nothing is booked yet. [New booking] / [Back] [Home]
    Fei: [New booking]
      bot to Fei edits 2: New booking · with whom? ⏎  ⏎ Emma Sample · A-0001 ⏎ Who serves the client? [Fei] [Lena] / [Back] [Home]
    Fei: [Lena]
      bot to Fei edits 2: Booking · which day? ⏎  ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
    Fei: [Today]
      bot to Fei edits 2: Booking · what time? ⏎  ⏎ Emma Sample · A-0001 ⏎ 2 Mar 2026: pick the hour, or type a time, such as 14:30. [18:00] [19:00] [20:00] / [Back] [Home]
    Fei: 17:30
      bot to Fei: Booked. ⏎  ⏎ 17:30 · with Lena [Open card] [Bookings] / [Home]
      bot to Fei deletes 2
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Topics: two cats ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Borrow] / [Consents] [Edit] / [With client] / [Back] [Home]
      bot to Lena deletes 2
    Fei: [Bookings]
      bot to Fei edits 4: Bookings ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:30 · with Lena [New booking] / [17:30] / [Back] [Home]
    Fei: [17:30]
      bot to Fei edits 4: Booking ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:30 · with Lena [Move] [Cancel booking] / [Back] [Home]
    Fei: [Move]
      bot to Fei edits 4: Booking · which day? ⏎  ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
    Fei: tomorrow
      bot to Fei: Booking · what time? ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 2026: pick the hour, or type a time, such as 14:30. [09:00] [10:00] [11:00] [12:00] / [13:00] [14:00] [15:00] [16:00] / [17:00] [18:00] [19:00] [20:00] / [Back] [Home]
      bot to Fei deletes 4
    Fei: [09:00]
      bot to Fei edits 6: Moved. ⏎  ⏎ 3 Mar 09:00 · with Lena [Open card] [Bookings] / [Home]
      bot to Lena edits 4: This card is closed. Search for the client to open it again. [Open card] [Home]
      bot to Lena: One of your visits was moved ⏎  ⏎ A-0001 ⏎ It is now 3 Mar 09:00. The card is closed; you can open it again from 3 Mar 08:00. [Home]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 4
    Fei: [Bookings]
      bot to Fei edits 6: Bookings ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 09:00 · with Lena [New booking] / [3 Mar 09:00] / [Back] [Home]
    Fei: [3 Mar 09:00]
      bot to Fei edits 6: Booking ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 09:00 · with Lena [Move] [Cancel booking] / [Back] [Home]
    Fei: [Cancel booking]
      bot to Fei edits 6: Cancel this booking? ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 09:00 · with Lena ⏎ Colleagues who could see the card because of this booking no longer can. [Keep it] [Yes, cancel it] / [Home]
    Fei: [Keep it]
      bot to Fei edits 6: Booking ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 09:00 · with Lena [Move] [Cancel booking] / [Back] [Home]
    Fei: [Cancel booking]
      bot to Fei edits 6: Cancel this booking? ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 09:00 · with Lena ⏎ Colleagues who could see the card because of this booking no longer can. [Keep it] [Yes, cancel it] / [Home]
    Fei: [Yes, cancel it]
      bot to Fei edits 6: Cancelled. ⏎  ⏎ 3 Mar 09:00 · with Lena [Open card] [Bookings] / [Home]
    "#);
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_nothing_is_lost() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    let (_lena, lena) = office.seat(102, "Lena", Role::Care, "en").await;
    let client = office.client(emma()).await;
    office.books(client, lena, crate::office::monday() + chrono::Duration::days(1)).await;
    fei.says("emma").await;
    fei.presses("Bookings").await;
    fei.presses("New booking").await;
    fei.says("Lena please").await;
    fei.presses("Lena").await;
    fei.says("some day").await;
    fei.says("1 March 2026").await;
    fei.says("1 May 2029").await;
    fei.sends_sticker().await;
    fei.says("3 March").await;
    fei.says("noonish").await;
    fei.says("17:30").await;
    fei.presses("Back").await;
    fei.presses("Today").await;
    fei.says("9:00").await;
    fei.presses("18:00").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Topics: two cats ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [With client] / [Back] [Home]
    Fei: [Bookings]
      bot to Fei edits 2: Bookings ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 17:00 · with Lena [New booking] / [3 Mar 17:00] / [Back] [Home]
    Fei: [New booking]
      bot to Fei edits 2: New booking · with whom? ⏎  ⏎ Emma Sample · A-0001 ⏎ Who serves the client? [Fei] [Lena] / [Back] [Home]
    Fei: Lena please
      bot to Fei: New booking · with whom? ⏎  ⏎ Press one of the buttons to go on. ⏎ Emma Sample · A-0001 ⏎ Who serves the client? [Fei] [Lena] / [Back] [Home]
      bot to Fei deletes 2
    Fei: [Lena]
      bot to Fei edits 4: Booking · which day? ⏎  ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
    Fei: some day
      bot to Fei: Booking · which day? ⏎  ⏎ I cannot read that day. Pick one below, or type it as 12 May. ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
      bot to Fei deletes 4
    Fei: 1 March 2026
      bot to Fei: Booking · which day? ⏎  ⏎ That day is over. Pick today or a later day. ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
      bot to Fei deletes 6
    Fei: 1 May 2029
      bot to Fei: Booking · which day? ⏎  ⏎ That is more than a year ahead. Pick an earlier day. ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
      bot to Fei deletes 8
    Fei sends a sticker
      bot to Fei: Booking · which day? ⏎  ⏎ I cannot use a sticker here. Send a short text or press a button. ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
      bot to Fei deletes 10
    Fei: 3 March
      bot to Fei: Booking · what time? ⏎  ⏎ Emma Sample · A-0001 ⏎ 3 Mar 2026: pick the hour, or type a time, such as 14:30. [09:00] [10:00] [11:00] [12:00] / [13:00] [14:00] [15:00] [16:00] / [17:00] [18:00] [19:00] [20:00] / [Back] [Home]
      bot to Fei deletes 12
    Fei: noonish
      bot to Fei: Booking · what time? ⏎  ⏎ I cannot read that time. Pick an hour, or type it as 14:30. ⏎ Emma Sample · A-0001 ⏎ 3 Mar 2026: pick the hour, or type a time, such as 14:30. [09:00] [10:00] [11:00] [12:00] / [13:00] [14:00] [15:00] [16:00] / [17:00] [18:00] [19:00] [20:00] / [Back] [Home]
      bot to Fei deletes 14
    Fei: 17:30
      bot to Fei: Booking · what time? ⏎  ⏎ Lena is booked from 3 Mar 17:00 to 3 Mar 18:00. Choose another time. ⏎ Emma Sample · A-0001 ⏎ 3 Mar 2026: pick the hour, or type a time, such as 14:30. [09:00] [10:00] [11:00] [12:00] / [13:00] [14:00] [15:00] [16:00] / [17:00] [18:00] [19:00] [20:00] / [Back] [Home]
      bot to Fei deletes 16
    Fei: [Back]
      bot to Fei edits 18: Booking · which day? ⏎  ⏎ Emma Sample · A-0001 ⏎ Pick a day, or type one, such as 12 May. [Today] [Tomorrow] / [·] [March 2026] [Later ›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [Back] [Home]
    Fei: [Today]
      bot to Fei edits 18: Booking · what time? ⏎  ⏎ Emma Sample · A-0001 ⏎ 2 Mar 2026: pick the hour, or type a time, such as 14:30. [18:00] [19:00] [20:00] / [Back] [Home]
    Fei: 9:00
      bot to Fei: Booking · what time? ⏎  ⏎ That time is over. Pick a later one. ⏎ Emma Sample · A-0001 ⏎ 2 Mar 2026: pick the hour, or type a time, such as 14:30. [18:00] [19:00] [20:00] / [Back] [Home]
      bot to Fei deletes 18
    Fei: [18:00]
      bot to Fei edits 20: Booked. ⏎  ⏎ 18:00 · with Lena [Open card] [Bookings] / [Home]
    "#);
}

#[tokio::test]
async fn nobody_books_their_own_way_to_a_client() {
    let office = Office::open().await;
    let (lena, id) = office.seat(101, "Lena", Role::Care, "zh").await;
    let (_sora, _) = office.seat(102, "Sora", Role::Sales, "ko").await;
    office.client(emma()).await;
    office.client(Sample { name: "Nora Sample", keeper: Some(id), ..Sample::default() }).await;
    // Without a relation there is no such button.
    lena.says("emma").await;
    lena.says("nora").await;
    lena.presses("预约").await;
    lena.presses("新预约").await;
    lena.presses("明天").await;
    lena.presses("10:00").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: emma
      bot to Lena: 客户档案 ⏎  ⏎ Emma Sample · A-0001 ⏎ 可申请借阅：护理、文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [借阅] [紧急查看] / [返回] [首页]
    Lena: nora
      bot to Lena: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ Nora Sample · A-0002 ⏎ 负责人：Lena ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
      bot to Lena deletes 2
    Lena: [预约]
      bot to Lena edits 4: 预约 ⏎  ⏎ Nora Sample · A-0002 ⏎ 暂无预约。 [新预约] / [返回] [首页]
    Lena: [新预约]
      bot to Lena edits 4: 预约 · 哪一天？ ⏎  ⏎ Nora Sample · A-0002 ⏎ 请选择日期，或直接输入，例如 5月12日。 [今天] [明天] / [·] [2026年3月] [下个月 ›] / [一] [二] [三] [四] [五] [六] [日] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [返回] [首页]
    Lena: [明天]
      bot to Lena edits 4: 预约 · 几点？ ⏎  ⏎ Nora Sample · A-0002 ⏎ 2026年3月3日：请选择整点，或直接输入时间，例如 14:30。 [09:00] [10:00] [11:00] [12:00] / [13:00] [14:00] [15:00] [16:00] / [17:00] [18:00] [19:00] [20:00] / [返回] [首页]
    Lena: [10:00]
      bot to Lena edits 4: 已预约。 ⏎  ⏎ 3月3日 10:00 · Lena [打开档案] [预约] / [首页]
    "#);
}

#[tokio::test]
async fn a_booking_in_korean() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "ko").await;
    office.seat(102, "Lena", Role::Care, "ko").await;
    office.client(emma()).await;
    mina.says("emma").await;
    mina.presses("예약").await;
    mina.presses("새 예약").await;
    mina.presses("Lena").await;
    mina.says("모레").await;
    mina.says("오후 2시 30분").await;
    mina.presses("예약").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: emma
      bot to Mina: 고객 카드 ⏎  ⏎ ⛔ 알레르기: latex ⏎ Emma Sample · A-0001 ⏎ 대화 주제: two cats ⏎ 누적 결제: ¥0.00 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [예약] [동의] / [원본] [카드 정정] / [열람 이력] [고객 권리] / [상담 모드] / [뒤로] [홈]
    Mina: [예약]
      bot to Mina edits 2: 예약 ⏎  ⏎ Emma Sample · A-0001 ⏎ 아직 예약이 없습니다. [새 예약] / [뒤로] [홈]
    Mina: [새 예약]
      bot to Mina edits 2: 새 예약 · 담당자 ⏎  ⏎ Emma Sample · A-0001 ⏎ 시술 담당자를 골라 주세요. [Lena] [Mina] / [뒤로] [홈]
    Mina: [Lena]
      bot to Mina edits 2: 예약 · 날짜 ⏎  ⏎ Emma Sample · A-0001 ⏎ 날짜를 고르거나 5월 12일처럼 입력해 주세요. [오늘] [내일] / [·] [2026년 3월] [다음 달 ›] / [월] [화] [수] [목] [금] [토] [일] / [·] [·] [·] [·] [·] [·] [·] / [2] [3] [4] [5] [6] [7] [8] / [9] [10] [11] [12] [13] [14] [15] / [16] [17] [18] [19] [20] [21] [22] / [23] [24] [25] [26] [27] [28] [29] / [30] [31] [·] [·] [·] [·] [·] / [뒤로] [홈]
    Mina: 모레
      bot to Mina: 예약 · 시간 ⏎  ⏎ Emma Sample · A-0001 ⏎ 2026년 3월 4일: 시간을 고르거나 14:30처럼 입력해 주세요. [09:00] [10:00] [11:00] [12:00] / [13:00] [14:00] [15:00] [16:00] / [17:00] [18:00] [19:00] [20:00] / [뒤로] [홈]
      bot to Mina deletes 2
    Mina: 오후 2시 30분
      bot to Mina: 예약했습니다. ⏎  ⏎ 3월 4일 14:30 · 담당 Lena [카드 열기] [예약] / [홈]
      bot to Mina deletes 4
    Mina: [예약]
      bot to Mina edits 6: 예약 ⏎  ⏎ Emma Sample · A-0001 ⏎ 3월 4일 14:30 · 담당 Lena [새 예약] / [3월 4일 14:30] / [뒤로] [홈]
    "#);
}

#[tokio::test]
async fn a_bare_number_is_the_hour_of_a_button_and_no_other() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    office.client(emma()).await;
    fei.says("emma").await;
    for label in ["Bookings", "New booking", "Tomorrow"] {
        fei.presses(label).await;
    }
    // Nobody means five in the morning.
    fei.says("5").await;
    assert!(fei.screen().text.contains("I cannot read that time."), "{}", fei.screen().text);
    fei.says("10").await;
    assert!(fei.screen().text.contains("3 Mar 10:00"), "{}", fei.screen().text);
    office.close().await;
}
