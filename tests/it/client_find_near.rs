//! A name with a slip in it: what comes near is offered where nothing fits, said as what it is, and only to whom it may be.

use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;
use kartoteka::model::search;

/// A client of that name.
fn named(name: &str) -> Sample<'_> {
    Sample { name, ..Sample::default() }
}

#[tokio::test]
async fn what_comes_near_is_offered_and_opens_nothing_by_itself() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    office.client(named("Emma Sample")).await;
    office.client(named("Emma Sampl")).await;
    office.client(named("Фёдор Примеров")).await;
    for query in ["emma smaple", "sample emma", "примерво", "Emma Smapel"] {
        fei.says(query).await;
    }
    fei.says("Фёдор Прмеров").await;
    fei.presses("Create “Фёдор Прмеров”").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma smaple
      bot to Fei: Find a client ⏎  ⏎ No client for “emma smaple”. Is it one of these? If not, type it differently or create a card. [Emma Sample · A-0001] / [Create “emma smaple”] / [Back] [Home]
    Fei: sample emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 2
    Fei: примерво
      bot to Fei: Find a client ⏎  ⏎ No client for “примерво”. Is it one of these? If not, type it differently or create a card. [Фёдор Примеров · A-0003] / [Create “примерво”] / [Back] [Home]
      bot to Fei deletes 4
    Fei: Emma Smapel
      bot to Fei: Find a client ⏎  ⏎ No client for “Emma Smapel”. Type it differently, or create a card. [Create “Emma Smapel”] / [Back] [Home]
      bot to Fei deletes 6
    Fei: Фёдор Прмеров
      bot to Fei: Find a client ⏎  ⏎ No client for “Фёдор Прмеров”. Is it one of these? If not, type it differently or create a card. [Фёдор Примеров · A-0003] / [Create “Фёдор Прмеров”] / [Back] [Home]
      bot to Fei deletes 8
    Fei: [Create “Фёдор Прмеров”]
      bot to Fei edits 10: This may be the same client ⏎  ⏎ Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on. [Фёдор Примеров · A-0003] / [Someone else, go on] / [Back] [Cancel]
    "#);
}

#[tokio::test]
async fn near_names_in_chinese() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "小飞", Role::FrontDesk, "zh").await;
    office.client(named("王小敏")).await;
    office.client(named("王小明")).await;
    for query in ["王晓明", "wangxioaming", "wxm"] {
        fei.says(query).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    小飞: 王晓明
      bot to 小飞: 查找客户 ⏎  ⏎ 没有找到“王晓明”。是不是下面的客户？如果不是，请换个写法再试，或新建档案。 [王小明 · A-0002] / [王小敏 · A-0001] / [新建“王晓明”] / [返回] [首页]
    小飞: wangxioaming
      bot to 小飞: 查找客户 ⏎  ⏎ 没有找到“wangxioaming”。是不是下面的客户？如果不是，请换个写法再试，或新建档案。 [王小明 · A-0002] / [新建“wangxioaming”] / [返回] [首页]
      bot to 小飞 deletes 2
    小飞: wxm
      bot to 小飞: 查找客户 ⏎  ⏎ “wxm”找到 2 位客户。 ⏎ 没有要找的人？请再多输入几个字，或换个姓名。 [王小敏 · A-0001] / [王小明 · A-0002] / [返回] [首页]
      bot to 小飞 deletes 4
    "#);
}

#[tokio::test]
async fn near_names_in_korean() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "나리", Role::FrontDesk, "ko").await;
    office.client(named("김민수")).await;
    for query in ["김믄수", "김민수"] {
        fei.says(query).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    나리: 김믄수
      bot to 나리: 고객 찾기 ⏎  ⏎ ‘김믄수’ 고객이 없습니다. 찾는 고객이 아래에 있는지 확인해 주세요. 없으면 다르게 입력하거나 새 카드를 만들어 주세요. [김민수 · A-0001] / [‘김믄수’ 만들기] / [뒤로] [홈]
    나리: 김민수
      bot to 나리: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ 김민수 · A-0001 ⏎ 누적 결제: ¥0.00 ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [예약] [열람 대여] / [동의] [원본] / [카드 정정] [긴급 열람] / [상담 모드] / [뒤로] [홈]
      bot to 나리 deletes 2
    "#);
}

#[tokio::test]
async fn a_near_name_is_found_by_whom_the_exact_one_is() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    let (carl, _) = office.seat(102, "Carl", Role::Care, "en").await;
    let emma = office.client(named("Emma Sample")).await;
    office
        .alters(&format!(
            "PRAGMA foreign_keys = OFF; UPDATE client SET branch_id = 2 WHERE id = {}",
            emma.0
        ))
        .await;
    for query in ["emma sample", "emma smaple"] {
        fei.says(query).await;
        let told = fei.screen().text;
        assert!(told.contains("No client for") && !told.contains("one of these"), "{told}");
    }
    carl.says("emma smaple").await;
    assert!(carl.screen().text.contains("Is it one of these?"), "{}", carl.screen().text);
    office.alters(&format!("UPDATE client SET state = 'withdrawn' WHERE id = {}", emma.0)).await;
    carl.says("emma sampel").await;
    assert!(carl.screen().text.contains("No client for"), "{}", carl.screen().text);
    assert!(!carl.screen().text.contains("one of these"), "{}", carl.screen().text);
}

#[tokio::test]
async fn a_corrected_name_is_found_near_its_new_form_only() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    office.client(Sample { phone: Some("+8613800138001"), ..named("Emma Sample") }).await;
    mina.says("emma").await;
    for (button, words) in [("Edit", None), ("Name", Some("Ella Muster"))] {
        mina.presses(button).await;
        if let Some(words) = words {
            mina.says(words).await;
        }
    }
    mina.says("she said so herself").await;
    mina.presses("Save").await;
    for (query, found) in [("ela muster", true), ("ema sample", false), ("smaple", false)] {
        mina.says(query).await;
        assert_eq!(mina.screen().text.contains("one of these"), found, "{query}");
    }
    let kept = office.counts("SELECT count(*) FROM near_key").await;
    assert_eq!(kept, search::near_keys("Ella Muster").len() as i64, "none of the old name's");
}

#[tokio::test]
async fn an_older_archive_is_filled_when_it_is_opened_also_if_that_was_stopped_half_way() {
    let mut office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    for name in ["Emma Sample", "Ella Muster", "Ida", "Otto Exempel"] {
        office.client(named(name)).await;
    }
    let count = "SELECT count(*) FROM near_key";
    let whole = office.counts(count).await;
    for filled in [0, 1, 3] {
        office.alters(&format!("DELETE FROM near_key WHERE client_id > {filled}")).await;
        assert!(office.counts(count).await < whole);
        let backup = office.backs_up(&format!("backup{filled}")).await;
        office.restores(&backup).await;
        assert_eq!(office.counts(count).await, whole, "after {filled}");
    }
    fei.says("ella mutser").await;
    assert!(fei.screen().text.contains("one of these"), "{}", fei.screen().text);
}
