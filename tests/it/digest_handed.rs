//! The day's work as it changes hands: numbers that stay, heirs who are told, files that wait for their confirmation.

use crate::lending::{LENA, MINA, catch_up, late_digests, minutes, read, salon_of};
use crate::office::{Office, Sample, monday};
use crate::paper_files::{cabinet, out};
use kartoteka::archive::tasks;
use kartoteka::model::StaffId;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Names of clients whose follow-ups are due today.
const DUE: [&str; 4] = ["Emma Sample", "Ana Sample", "Bea Sample", "Dora Sample"];

/// From the test's beginning (17:00) to the late digests' minute.
const TO_THE_LIST: u64 = 6 * 60 + 59;

/// Four follow-ups of this colleague, all due today.
async fn due(office: &Office, staff: StaffId) {
    for name in DUE {
        let client = office.client(Sample { name, ..Sample::default() }).await;
        let made = office.archive.write(move |tx| {
            let day = monday().date_naive();
            Box::pin(async move { tasks::create(tx, client.0, staff.0, None, day).await })
        });
        made.await.expect("a follow-up");
    }
}

#[tokio::test]
async fn the_others_keep_their_numbers_and_whoever_takes_over_is_told_once() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (bo, bo_id) = office.seat(102, "Bo", Role::Care, "en").await;
    late_digests(&office, vec![cleo_id, bo_id]).await;
    due(&office, cleo_id).await;
    for person in [&cleo, &bo] {
        person.says("/start").await;
    }
    office.topic();
    for label in ["Follow-ups · 4", "1. Emma Sample", "Hand over", "Bo"] {
        cleo.presses(label).await;
    }
    read(&office, &[&bo]).await;
    for label in ["3. Bea Sample", "Put off 1 day", "2. Ana Sample", "Hand over", "Bo"] {
        cleo.presses(label).await;
    }
    read(&office, &[&bo]).await;
    bo.presses("Follow-ups").await;
    let notices = bo.chat().into_iter().filter(|it| it.text.contains("Follow-ups from Cleo"));
    assert_eq!(notices.count(), 1);
    // What was done last is taken back, and stands where it stood.
    cleo.says("/undo").await;
    cleo.says("/start").await;
    cleo.presses("Follow-ups · 2").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: [Follow-ups · 4]
      bot to Cleo edits 2: Today · 4 follow-ups ⏎  ⏎ 1. Emma Sample · A-0001 · today ⏎ 2. Ana Sample · A-0002 · today ⏎ 3. Bea Sample · A-0003 · today ⏎ 4. Dora Sample · A-0004 · today [1. Emma Sample] [2. Ana Sample] / [3. Bea Sample] [4. Dora Sample] / [Home]
    Cleo: [1. Emma Sample]
      bot to Cleo edits 2: Follow-up ⏎  ⏎ Emma Sample · A-0001 ⏎ Due 2 Mar 2026 [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Hand over]
      bot to Cleo edits 2: Follow-up ⏎  ⏎ Who takes it over? It moves to their list. [Bo] / [Back] [Home]
    Cleo: [Bo]
      bot to Cleo toasts: Handed over to Bo.
      bot to Cleo edits 2: Today · 3 follow-ups ⏎  ⏎ → Emma Sample · A-0001 · handed over ⏎ 2. Ana Sample · A-0002 · today ⏎ 3. Bea Sample · A-0003 · today ⏎ 4. Dora Sample · A-0004 · today [2. Ana Sample] [3. Bea Sample] / [4. Dora Sample] / [Undo] [Home]
      bot to Bo: Follow-ups from Cleo ⏎  ⏎ What was handed over to you, and not taken back since, stands in your list. Press Follow-ups. [Follow-ups] [Home]
    Cleo: [3. Bea Sample]
      bot to Cleo edits 2: Follow-up ⏎  ⏎ Bea Sample · A-0003 ⏎ Due 2 Mar 2026 [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Put off 1 day]
      bot to Cleo toasts: Put off by 1 day.
      bot to Cleo edits 2: Today · 2 follow-ups ⏎  ⏎ → Emma Sample · A-0001 · handed over ⏎ 2. Ana Sample · A-0002 · today ⏎ → Bea Sample · A-0003 · put off until 3 Mar 2026 ⏎ 4. Dora Sample · A-0004 · today [2. Ana Sample] [4. Dora Sample] / [Undo] [Home]
    Cleo: [2. Ana Sample]
      bot to Cleo edits 2: Follow-up ⏎  ⏎ Ana Sample · A-0002 ⏎ Due 2 Mar 2026 [Done] [Open card] / [Put off 1 day] [Put off 7 days] / [Hand over] / [Back] [Home]
    Cleo: [Hand over]
      bot to Cleo edits 2: Follow-up ⏎  ⏎ Who takes it over? It moves to their list. [Bo] / [Back] [Home]
    Cleo: [Bo]
      bot to Cleo toasts: Handed over to Bo.
      bot to Cleo edits 2: Today · 1 follow-up ⏎  ⏎ → Emma Sample · A-0001 · handed over ⏎ → Ana Sample · A-0002 · handed over ⏎ → Bea Sample · A-0003 · put off until 3 Mar 2026 ⏎ 4. Dora Sample · A-0004 · today [4. Dora Sample] / [Undo] [Home]
      bot to Bo edits 3: This message is out of date. The current one stands further down.
      bot to Bo deletes 3
      bot to Bo: Follow-ups from Cleo ⏎  ⏎ What was handed over to you, and not taken back since, stands in your list. Press Follow-ups. [Follow-ups] [Home]
    Bo: [Follow-ups]
      bot to Bo: Today · 2 follow-ups ⏎  ⏎ 1. Emma Sample · A-0001 · today ⏎ 2. Ana Sample · A-0002 · today [1. Emma Sample] [2. Ana Sample] / [Home]
      bot to Bo deletes 2
    Cleo: /undo
      bot to Cleo: Today · 2 follow-ups ⏎  ⏎ Undone. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 2] [My loans] / [More]
      bot to Cleo deletes 2
    Cleo: /start
      bot to Cleo: Today · 2 follow-ups ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 2] [My loans] / [More]
      bot to Cleo deletes 4
    Cleo: [Follow-ups · 2]
      bot to Cleo edits 6: Today · 2 follow-ups ⏎  ⏎ → Emma Sample · A-0001 · handed over ⏎ 2. Ana Sample · A-0002 · today ⏎ → Bea Sample · A-0003 · put off until 3 Mar 2026 ⏎ 4. Dora Sample · A-0004 · today [2. Ana Sample] [4. Dora Sample] / [Home]
    "#);
}

#[tokio::test]
async fn handed_over_in_chinese_and_korean() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "zh").await;
    let (bo, bo_id) = office.seat(102, "Bo", Role::Care, "ko").await;
    late_digests(&office, vec![cleo_id, bo_id]).await;
    due(&office, cleo_id).await;
    for person in [&cleo, &bo] {
        person.says("/start").await;
    }
    office.topic();
    for label in ["回访 · 4", "1. Emma Sample", "转交", "Bo"] {
        cleo.presses(label).await;
    }
    read(&office, &[&bo]).await;
    bo.presses("후속 연락").await;
    bo.presses("1. Emma Sample").await;
    bo.presses("1일 미루기").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: [回访 · 4]
      bot to Cleo edits 2: 今日 · 回访 4 ⏎  ⏎ 1. Emma Sample · A-0001 · 今日 ⏎ 2. Ana Sample · A-0002 · 今日 ⏎ 3. Bea Sample · A-0003 · 今日 ⏎ 4. Dora Sample · A-0004 · 今日 [1. Emma Sample] [2. Ana Sample] / [3. Bea Sample] [4. Dora Sample] / [首页]
    Cleo: [1. Emma Sample]
      bot to Cleo edits 2: 回访 ⏎  ⏎ Emma Sample · A-0001 ⏎ 2026年3月2日到期 [完成] [打开档案] / [推迟 1 天] [推迟 7 天] / [转交] / [返回] [首页]
    Cleo: [转交]
      bot to Cleo edits 2: 回访 ⏎  ⏎ 转交给谁？会出现在对方的列表里。 [Bo] / [返回] [首页]
    Cleo: [Bo]
      bot to Cleo toasts: 已转交给 Bo。
      bot to Cleo edits 2: 今日 · 回访 3 ⏎  ⏎ → Emma Sample · A-0001 · 已转交 ⏎ 2. Ana Sample · A-0002 · 今日 ⏎ 3. Bea Sample · A-0003 · 今日 ⏎ 4. Dora Sample · A-0004 · 今日 [2. Ana Sample] [3. Bea Sample] / [4. Dora Sample] / [撤销] [首页]
      bot to Bo: Cleo 님이 넘긴 후속 연락 ⏎  ⏎ 취소된 건을 제외하고 내 목록에 추가되었습니다. ‘후속 연락’을 눌러 확인해 주세요. [후속 연락] [홈]
    Bo: [후속 연락]
      bot to Bo: 오늘 · 후속 연락 1건 ⏎  ⏎ 1. Emma Sample · A-0001 · 오늘 [1. Emma Sample] / [홈]
      bot to Bo deletes 2
    Bo: [1. Emma Sample]
      bot to Bo edits 4: 후속 연락 ⏎  ⏎ Emma Sample · A-0001 ⏎ 2026년 3월 2일 예정 [완료] [카드 열기] / [1일 미루기] [7일 미루기] / [넘기기] / [뒤로] [홈]
    Bo: [1일 미루기]
      bot to Bo toasts: 1일 미뤘습니다.
      bot to Bo edits 4: 오늘 ⏎  ⏎ 모두 끝났습니다. 남은 일이 없습니다. ⏎ → Emma Sample · A-0001 · 2026년 3월 3일로 미룸 [되돌리기] [홈]
    "#);
}

#[tokio::test]
async fn an_heir_is_told_and_no_client_is_named() {
    for (lang, told) in [
        ("en", "Lena has left: you take over"),
        ("zh", "Lena 已离职，由您接手"),
        ("ko", "Lena 님의 업무를 이어받았습니다"),
    ] {
        let (office, [(lena, lena_id), (mina, _), (bo, _)]) =
            salon_of([LENA, MINA, ("Bo", Role::Care, lang)]).await;
        due(&office, lena_id).await;
        lena.says("/start").await;
        bo.says("/start").await;
        mina.says("/settings").await;
        for label in ["People", "Lena", "Leaving", "Gave notice", "At once", "Bo", "Yes, end it"] {
            mina.presses(label).await;
        }
        read(&office, &[&bo]).await;
        let heard = bo.screen().text;
        assert!(heard.contains(told) && DUE.iter().all(|name| !heard.contains(name)), "{heard}");
        catch_up(&office, &[&lena, &mina]).await;
        office.close().await;
    }
}

#[tokio::test]
async fn what_was_given_back_stands_in_the_keepers_list_until_it_is_confirmed() {
    for (lang, line, home, [follow_ups, take, intact]) in [
        (
            "en",
            "says it is back: look, then confirm",
            "Today · 1 paper file",
            ["Follow-ups", "Note the return", "Intact"],
        ),
        ("zh", "称已归还，请查看并确认", "今日 · 待确认归还 1", ["回访", "登记归还", "完好"]),
        (
            "ko",
            "님이 반납했다고 합니다. 확인해 주세요",
            "오늘 · 반납 확인 1건",
            ["후속 연락", "반납 확인", "이상 없음"],
        ),
    ] {
        let at = cabinet(["en"; 3]).await;
        out(&at).await;
        at.lena.presses("I gave it back").await;
        read(&at.office, &[&at.kim]).await;
        let sql = format!("UPDATE staff SET lang = '{lang}' WHERE name = 'Kim'");
        at.office.alters(&sql).await;
        let everybody = [&at.lena, &at.mina, &at.kim];
        for wait in [TO_THE_LIST, 24 * 60] {
            at.office.topic();
            minutes(&at.office, wait);
            catch_up(&at.office, &everybody).await;
            assert!(at.kim.screen().text.contains(line), "{}", at.kim.screen().text);
        }
        // The manager was not asked, since there is a keeper.
        assert!(!at.mina.chat().iter().any(|it| it.text.contains("says it is back")));
        // Home counts it too.
        at.kim.says("/start").await;
        assert!(at.kim.screen().text.contains(home), "{}", at.kim.screen().text);
        at.kim.presses(follow_ups).await;
        for label in ["1. L-2026-0001", take, intact] {
            at.kim.presses(label).await;
        }
        catch_up(&at.office, &everybody).await;
        at.office.topic();
        minutes(&at.office, 24 * 60);
        catch_up(&at.office, &everybody).await;
        let told = at.office.close().await;
        assert!(!told.contains(line), "{told}");
    }
}

/// Cleo and Bo, and a follow-up that Cleo hands over to Bo.
async fn handed(lang: &'static str) -> (Office, Person, Person) {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (bo, bo_id) = office.seat(102, "Bo", Role::Care, lang).await;
    late_digests(&office, vec![cleo_id, bo_id]).await;
    due(&office, cleo_id).await;
    for person in [&cleo, &bo] {
        person.says("/start").await;
    }
    for label in ["Follow-ups · 4", "1. Emma Sample", "Hand over", "Bo"] {
        cleo.presses(label).await;
    }
    read(&office, &[&bo]).await;
    (office, cleo, bo)
}

#[tokio::test]
async fn what_is_taken_back_takes_its_notice_with_it_and_not_before() {
    for (lang, told) in [("en", "Follow-ups from Cleo"), ("zh", "Cleo"), ("ko", "Cleo 님이 넘긴")]
    {
        let (office, cleo, bo) = handed(lang).await;
        let notices = || bo.chat().iter().filter(|it| it.text.contains(told)).count();
        for label in ["2. Ana Sample", "Hand over", "Bo"] {
            cleo.presses(label).await;
        }
        read(&office, &[&bo]).await;
        // The first from the list itself, which is shown again.
        cleo.presses("Undo").await;
        assert!(cleo.screen().text.contains("2. Ana Sample · A-0002 · today"));
        for left in [1, 0] {
            if left == 0 {
                cleo.says("/undo").await;
                assert!(cleo.screen().text.contains("Undone."), "{}", cleo.screen().text);
            }
            catch_up(&office, &[&bo]).await;
            assert_eq!(notices(), left, "{lang}");
        }
        office.close().await;
    }
}

#[tokio::test]
async fn what_the_colleague_did_meanwhile_is_not_undone_by_whoever_handed_it_over() {
    let (office, cleo, bo) = handed("en").await;
    for label in ["Follow-ups", "1. Emma Sample", "Done"] {
        bo.presses(label).await;
    }
    office.topic();
    cleo.says("/undo").await;
    bo.says("/start").await;
    bo.presses("Follow-ups").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: /undo
      bot to Cleo: Today · 3 follow-ups ⏎  ⏎ A colleague has worked on it since, so it stays as it is. Ask them to hand it back. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups · 3] [My loans] / [More]
      bot to Cleo deletes 2
    Bo: /start
      bot to Bo: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Bo deletes 4
    Bo: [Follow-ups]
      bot to Bo edits 6: Today ⏎  ⏎ All done. Nothing else waits for you. ⏎ ✓ Emma Sample · A-0001 · done [Home]
    "#);
}

#[tokio::test]
async fn whoever_did_nothing_today_has_nothing_to_undo() {
    for (lang, told) in [
        ("en", "There is nothing to undo"),
        ("zh", "没有可以撤销的操作"),
        ("ko", "되돌릴 작업이 없습니다"),
    ] {
        let (office, cleo, bo) = handed("en").await;
        for (hours, nothing) in [(1, false), (12, true)] {
            minutes(&office, hours * 60);
            catch_up(&office, &[&cleo, &bo]).await;
            let sql = format!("UPDATE staff SET lang = '{lang}' WHERE name = 'Cleo'");
            office.alters(&sql).await;
            cleo.says("/undo").await;
            let text = cleo.screen().text;
            assert_eq!(text.contains(told), nothing, "{text}");
        }
        office.close().await;
    }
}
