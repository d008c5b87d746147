//! Retention: once a month a list for the keeper, trimmed, proposed, confirmed by a second person (A12.06, A12.09).

use crate::lending::{UNASKED_QUIET, late_digests, read};
use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, StaffId};
use simulator::Person;
use std::time::Duration;

/// The month that makes a proposal due.
const MONTH: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// Three clients of long ago, one of lately; a keeper and a manager.
async fn salon(langs: [&'static str; 2]) -> (Office, Person, Person) {
    let office = Office::open().await;
    let (kira, kira_id) = office.seat(101, "Kira", Role::Keeper, langs[0]).await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, langs[1]).await;
    late_digests(&office, vec![kira_id, mina_id]).await;
    for name in ["Emma Sample", "Otto Sample", "Vera Sample", "Lately Sample"] {
        office.client(Sample { name, ..Sample::default() }).await;
    }
    office.alters("UPDATE client SET created_at = '2019-05-01 09:00:00+00:00' WHERE id <= 3").await;
    office.alters("INSERT INTO visit (client_id, staff_id, at, state) VALUES (1, 1, '2019-06-01 09:00:00+00:00', 'logged')").await;
    kira.says("/start").await;
    mina.says("/start").await;
    office.topic();
    office.sim.clock().advance(MONTH);
    office.sim.idle(UNASKED_QUIET).await;
    (office, kira, mina)
}

#[tokio::test]
async fn a_keeper_trims_the_months_list_and_a_manager_confirms_the_rest() {
    let (office, kira, mina) = salon(["en", "en"]).await;
    kira.reads().await;
    office.alters("INSERT INTO hold (client_id, by_id, reason, at, lifted_why) VALUES (3, 2, 'dispute', '2026-04-01 09:00:00+00:00', '')").await;
    kira.says("all").await;
    kira.presses("A-0002").await;
    kira.presses("Home").await;
    kira.says("/settings").await;
    kira.presses("Client rights").await;
    kira.presses("Kept too long (3)").await;
    kira.presses("Keep").await;
    kira.presses("Propose erasing 2").await;
    kira.presses("Ask to erase").await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&kira]).await;
    // The kept one and the held one stay, and so does whoever came lately.
    assert_eq!(office.finds("Vera").await.len() + office.finds("Lately").await.len(), 2);
    // A month brings other messages beside the list, now more and now fewer: what is said is looked for, not its place.
    let told = office.close().await;
    for said in [
        "bot to Kira: 3 cards are kept too long ⏎  ⏎ Nobody came for 5 years; last visit: ⏎ • A-0001 · 1 Jun 2019 ⏎ Never came within 2 years: A-0002, A-0003",
        "Propose erasing 2 cards?",
        "Erase 2 cards kept too long ⏎  ⏎ Another manager or owner was told.",
        "bot to Mina: Erase 2 cards kept too long ⏎  ⏎ Kira asks for it. ⏎ Everything about these clients is deleted for good",
        "[Show the cards]",
        "Erase 1 card kept too long ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. ⏎ Everything was erased:",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[tokio::test]
async fn it_is_refused_in_chinese_and_korean_and_nothing_goes() {
    let (office, kira, mina) = salon(["zh", "ko"]).await;
    kira.reads().await;
    kira.presses("申请删除 3 份").await;
    kira.presses("申请删除").await;
    mina.reads().await;
    mina.presses("거절").await;
    read(&office, &[&kira]).await;
    insta::assert_snapshot!(office.close().await, @r#"
      bot to Kira: 3 份档案已到期 ⏎  ⏎ 5 年未到店，最后到店： ⏎ • A-0001 · 2019年6月1日 ⏎ 建档 2 年从未到店：A-0002、A-0003 ⏎ 点编号查看，仍需要的点“保留”，其余提交删除。须由另一位经理或店主确认，在此之前不会删除。 [A-0001] [保留] / [A-0002] [保留] / [A-0003] [保留] / [申请删除 3 份] / [返回] [首页]
    Kira: [申请删除 3 份]
      bot to Kira edits 3: 申请删除 3 份档案？ ⏎  ⏎ 须由另一位经理或店主确认。期间到店或设置保留的客户不会删除。 [返回] [申请删除] / [首页]
    Kira: [申请删除]
      bot to Kira edits 3: 删除 3 份到期档案 ⏎  ⏎ 已通知其他经理或店主。72 小时内无人答复则失效。有结果会发消息通知您。 [首页]
      bot to Mina: 보관 기간이 지난 카드 3장 삭제 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ 이 고객들의 모든 정보가 영구히 삭제되고 모든 대화에서 회수됩니다. 개인 정보가 없는 증명만 남습니다. 먼저 목록을 확인해 주세요. ⏎ 4월 5일 17:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [거절] / [목록 보기] / [홈]
    Mina: [거절]
      bot to Mina edits 3: 보관 기간이 지난 카드 3장 삭제 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ Mina 님이 17:00에 거절했습니다. 실행된 것은 없습니다. [홈]
      bot to Kira: 删除 3 份到期档案 ⏎  ⏎ 申请人：Kira ⏎ Mina 已于 17:00 拒绝，未执行任何操作。 [首页]
    "#);
}

/// Goes to the years that records are kept, and chooses.
async fn keeps(owner: &Person, door: &str, years: &[&str]) {
    owner.says("/settings").await;
    owner.presses(door).await;
    for years in years {
        owner.presses(years).await;
    }
}

/// The lines of the transcript that are one person's.
fn of(transcript: &str, name: &str) -> String {
    let (does, told) = (name.to_owned(), format!("  bot to {name}"));
    let theirs = transcript.lines().filter(|it| it.starts_with(&does) || it.starts_with(&told));
    theirs.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_owners_years_decide_and_a_card_that_was_taken_back_goes_with_the_rest() {
    let office = Office::open().await;
    let (olga, olga_id) = office.seat(101, "Olga", Role::Owner, "en").await;
    let (kira, kira_id) = office.seat(102, "Kira", Role::Keeper, "en").await;
    late_digests(&office, vec![olga_id, kira_id]).await;
    // Made three years and a half before the list, all of them.
    for name in ["Emma Sample", "Otto Sample", "Vera Sample", "Ida Sample"] {
        office.client(Sample { name, ..Sample::default() }).await;
    }
    office.alters("UPDATE client SET created_at = '2022-10-01 09:00:00+00:00'").await;
    for (client, on) in [(1, "2022-11-01"), (3, "2024-11-01")] {
        let sql = format!(
            "INSERT INTO visit (client_id, staff_id, at, state) VALUES ({client}, 1, '{on} 09:00:00+00:00', 'logged')"
        );
        office.alters(&sql).await;
    }
    // Nobody but the owner sets the years.
    kira.says("/settings").await;
    assert!(!kira.screen().labels().contains(&"Record keeping"));
    keeps(&olga, "Record keeping", &["After visit: 3 y", "Never came: 3 y"]).await;
    // Made by mistake, and taken back at once.
    kira.says("/new").await;
    kira.says("Slip Sample").await;
    for label in ["Skip", "Ask later", "Save"] {
        kira.presses(label).await;
    }
    kira.presses("Undo").await;
    office.sim.clock().advance(MONTH);
    read(&office, &[&kira]).await;
    let text = kira.screen().text;
    assert!(text.contains("• A-0001 · 1 Nov 2022") && !text.contains("A-0003"), "{text}");
    // Longer again: whoever falls under no rule any more stays.
    keeps(&olga, "Record keeping", &["After visit: 5 y"]).await;
    kira.presses("Propose erasing 4").await;
    kira.presses("Ask to erase").await;
    olga.reads().await;
    olga.presses("Confirm").await;
    olga.presses("Yes, erase").await;
    read(&office, &[&kira]).await;
    let left = office.counts("SELECT count(*) AS n FROM client WHERE id IN (1, 3)").await;
    let all = office.counts("SELECT count(*) AS n FROM client").await;
    assert_eq!((left, all), (2, 2), "the slip is gone for good");
    // The owner also gets an anchor of the trail, sooner or later.
    insta::assert_snapshot!(of(&office.close().await, "Kira"), @r#"
    Kira: /settings
      bot to Kira: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Check the log] / [Client rights] / [Back] [Home]
    Kira: /new
      bot to Kira: New card ⏎  ⏎ There are three ways to begin: ⏎ 1. Share or forward a contact. ⏎ 2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex! ⏎ 3. Type the name. [For a company] / [Back] [Home]
      bot to Kira deletes 2
    Kira: Slip Sample
      bot to Kira: New card ⏎  ⏎ Step 2 of 4 ⏎ What is the phone number? You can also share the contact. [Skip] / [Back] [Cancel]
      bot to Kira deletes 4
    Kira: [Skip]
      bot to Kira edits 6: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Kira: [Ask later]
      bot to Kira edits 6: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Slip Sample ⏎ Phone: – ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: On a visit ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Kira: [Save]
      bot to Kira edits 6: Saved as A-0005 ⏎  ⏎ Slip Sample [Undo] [Open card] / [Home]
    Kira: [Undo]
      bot to Kira toasts: Undone.
      bot to Kira edits 6: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Kira: 4 cards are kept too long ⏎  ⏎ Nobody came for 3 years; last visit: ⏎ • A-0001 · 1 Nov 2022 ⏎ Never came within 3 years: A-0002, A-0004 ⏎ Undone right after it was made: A-0005 ⏎ Open a card to look, press Keep where it is still needed, then propose the rest. Another manager or owner confirms; nothing is erased before. [A-0001] [Keep] / [A-0002] [Keep] / [A-0004] [Keep] / [Keep A-0005] / [Propose erasing 4] / [Back] [Home]
    Kira: [Propose erasing 4]
      bot to Kira edits 7: Propose erasing 4 cards? ⏎  ⏎ Another manager or owner confirms it. Whoever comes meanwhile, or is put on hold, stays. [Back] [Ask to erase] / [Home]
    Kira: [Ask to erase]
      bot to Kira edits 7: Erase 4 cards kept too long ⏎  ⏎ Another manager or owner was told. Without an answer it expires in 72 hours. You get a message when it is decided. [Home]
      bot to Kira: Erase 3 cards kept too long ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Olga, 17:00. ⏎ Everything was erased: 76 entries, 0 files. The proof is kept under Settings, Client rights. [Home]
    "#);
}

#[tokio::test]
async fn years_are_set_in_chinese_and_korean() {
    let office = Office::open().await;
    let (olga, _) = office.seat(101, "Olga", Role::Owner, "zh").await;
    let (omar, _) = office.seat(102, "Omar", Role::Owner, "ko").await;
    keeps(&olga, "保存期限", &["到店后存 7 年"]).await;
    keeps(&omar, "보관 기간", &["미방문 1년"]).await;
    omar.says("2").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Olga: /settings
      bot to Olga: 设置 ⏎  ⏎ 语言：中文（跟随 Telegram 设置） ⏎ 每日提醒：08:30，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [员工管理] [PIN 码] / [我不在岗] / [核对日志] / [客户权利] / [借阅规定] / [敏感信息] [保存期限] / [返回] [首页]
    Olga: [保存期限]
      bot to Olga edits 2: 档案保存期限 ⏎  ⏎ 最后一次到店后保存 5 年；从未到店的保存 2 年。 ⏎ 每月将到期档案列成清单交档案管理员。须由另一位经理或店主确认，不会自动删除。当地法律可能另有年限，缩短前请先核对。 [到店后存 2 年] [到店后存 3 年] [✓ 到店后存 5 年] / [到店后存 7 年] [到店后存 10 年] / [未到店存 1 年] [✓ 未到店存 2 年] [未到店存 3 年] / [返回] [首页]
    Olga: [到店后存 7 年]
      bot to Olga toasts: 已保存。
      bot to Olga edits 2: 档案保存期限 ⏎  ⏎ 最后一次到店后保存 7 年；从未到店的保存 2 年。 ⏎ 每月将到期档案列成清单交档案管理员。须由另一位经理或店主确认，不会自动删除。当地法律可能另有年限，缩短前请先核对。 [到店后存 2 年] [到店后存 3 年] [到店后存 5 年] / [✓ 到店后存 7 年] [到店后存 10 年] / [未到店存 1 年] [✓ 未到店存 2 年] [未到店存 3 年] / [返回] [首页]
    Omar: /settings
      bot to Omar: 설정 ⏎  ⏎ 언어: 한국어 (텔레그램 설정에 따름) ⏎ 일일 알림: 08:30, 시간대 Asia/Shanghai ⏎ 언어나 시간을 누르거나, 08:15처럼 시간을 입력해 주세요. 다른 시간대라면 Seoul처럼 도시 이름을 영어로 입력해 주세요. [English] [中文] [✓ 한국어] / [07:30] [08:00] [✓ 08:30] / [09:00] [09:30] [10:00] / [직원 관리] [PIN] / [자리 비움] / [작업 기록 확인] / [고객 권리] / [대여 규정] / [민감 정보] [보관 기간] / [뒤로] [홈]
    Omar: [보관 기간]
      bot to Omar edits 2: 고객 카드 보관 기간 ⏎  ⏎ 마지막 방문 후 7년, 한 번도 오지 않은 고객은 2년 보관합니다. ⏎ 기간이 지난 카드는 매달 목록으로 기록 관리자에게 전달됩니다. 다른 매니저나 원장이 승인해야 하며 저절로 삭제되지 않습니다. 법에서 정한 기간이 따로 있을 수 있으니 줄이기 전에 확인해 주세요. [방문 후 2년] [방문 후 3년] [방문 후 5년] / [✓ 방문 후 7년] [방문 후 10년] / [미방문 1년] [✓ 미방문 2년] [미방문 3년] / [뒤로] [홈]
    Omar: [미방문 1년]
      bot to Omar toasts: 저장했습니다.
      bot to Omar edits 2: 고객 카드 보관 기간 ⏎  ⏎ 마지막 방문 후 7년, 한 번도 오지 않은 고객은 1년 보관합니다. ⏎ 기간이 지난 카드는 매달 목록으로 기록 관리자에게 전달됩니다. 다른 매니저나 원장이 승인해야 하며 저절로 삭제되지 않습니다. 법에서 정한 기간이 따로 있을 수 있으니 줄이기 전에 확인해 주세요. [방문 후 2년] [방문 후 3년] [방문 후 5년] / [✓ 방문 후 7년] [방문 후 10년] / [✓ 미방문 1년] [미방문 2년] [미방문 3년] / [뒤로] [홈]
    Omar: 2
      bot to Omar: 고객 카드 보관 기간 ⏎  ⏎ 아래 버튼을 눌러 계속해 주세요. ⏎ 마지막 방문 후 7년, 한 번도 오지 않은 고객은 1년 보관합니다. ⏎ 기간이 지난 카드는 매달 목록으로 기록 관리자에게 전달됩니다. 다른 매니저나 원장이 승인해야 하며 저절로 삭제되지 않습니다. 법에서 정한 기간이 따로 있을 수 있으니 줄이기 전에 확인해 주세요. [방문 후 2년] [방문 후 3년] [방문 후 5년] / [✓ 방문 후 7년] [방문 후 10년] / [✓ 미방문 1년] [미방문 2년] [미방문 3년] / [뒤로] [홈]
      bot to Omar deletes 2
    "#);
}

#[tokio::test]
async fn whoever_is_booked_or_has_a_card_on_loan_meanwhile_stays() {
    let (office, kira, mina) = salon(["en", "en"]).await;
    kira.reads().await;
    kira.presses("Propose erasing 3").await;
    kira.presses("Ask to erase").await;
    mina.reads().await;
    let now = office.sim.clock().now();
    office.books(ClientId(1), StaffId(2), now + chrono::Duration::days(3)).await;
    office
        .alters(
            "INSERT INTO loan (number, client_id, borrower_id, purpose, reason, parts, term, status, asked, asked_at, \
             request_until, reminded, answer, extension, whole, approvals, nudged, begun, queued) \
             VALUES ('L-2026-0001', 2, 2, 'visit', '', 'care', '{\"Hours\":2}', 'asked', 1, '2026-04-02 09:00:00+00:00', \
             '2026-04-09 09:00:00+00:00', 0, '', 0, 0, 1, 9, 1, 0)",
        )
        .await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&kira]).await;
    let left = "SELECT count(*) FROM client WHERE id IN (1, 2)";
    assert_eq!((office.counts(left).await, office.finds("Vera").await.len()), (2, 0));
    office.close().await;
}
