//! A card's history in two tabs, and what a client is shown of who saw the file.

use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

fn emma() -> Sample<'static> {
    Sample { name: "Emma Sample", facts: vec![(Field::Likes, "tea")], ..Sample::default() }
}

#[tokio::test]
async fn the_history_has_two_tabs_and_names_the_field() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (fei, _) = office.seat(102, "Fei", Role::FrontDesk, "en").await;
    crate::lending::late_digests(&office, vec![mina_id]).await;
    office.client(emma()).await;
    fei.says("emma").await;
    fei.presses("Edit").await;
    fei.presses("Title").await;
    fei.says("Director").await;
    fei.presses("Save").await;
    mina.says("emma").await;
    mina.presses("History").await;
    mina.presses("Changed by").await;
    mina.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Likes: tea ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Edit]
      bot to Fei edits 2: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Emma Sample ⏎ • Contact details · nothing yet ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Name] [Unit] / [Title] [Phone] / [E-mail] [Address] / [Back] [Home]
    Fei: [Title]
      bot to Fei edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: nothing yet ⏎ Step 1 of 2 ⏎ What should Title say? Type the whole text. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Back] [Cancel]
    Fei: Director
      bot to Fei: Correct a card · A-0001 ⏎  ⏎ On the card: nothing yet ⏎ Please check. Tap a ✎ button to change a line. ⏎ Title: Director ⏎ Source: On a visit ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Title] [✎ Source] / [Back] [Cancel]
      bot to Fei deletes 2
    Fei: [Save]
      bot to Fei edits 4: The card is corrected. [Undo] [Open card] / [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Title: Director ⏎ Likes: tea ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [History]
      bot to Mina edits 2: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:00 · Mina (Manager) · opened the card ⏎ 17:00 · Fei (Front desk) · opened the card ⏎ 17:00 · Fei (Front desk) · opened the card ⏎ Shown to you until 17:30. Protected from forwarding and saving. [✓ Opened by] [Changed by] / [List for the client] / [Back] [Home]
    Mina: [Changed by]
      bot to Mina edits 2: Card history ⏎  ⏎ Emma Sample · A-0001 ⏎ 17:00 · Fei (Front desk) · corrected the card: Title ⏎ 31 Jan 17:00 · Mina (Manager) · created the card ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Opened by] [✓ Changed by] / [List for the client] / [Back] [Home]
    Mina: [Back]
      bot to Mina edits 2: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Title: Director ⏎ Likes: tea ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_long_history_has_pages() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    office.client(emma()).await;
    for _ in 0..13 {
        mina.says("emma").await;
    }
    mina.presses("History").await;
    mina.presses("Older").await;
    mina.presses("Newer").await;
    let transcript = office.close().await;
    let last: Vec<&str> = transcript.lines().rev().take(4).collect();
    let told: Vec<usize> =
        last.iter().map(|line| line.matches("opened the card").count()).collect();
    assert_eq!(told, [11, 0, 2, 0], "{transcript}");
}

#[tokio::test]
async fn a_client_is_shown_roles_and_days_and_nothing_else() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (fei, _) = office.seat(102, "Fei", Role::FrontDesk, "en").await;
    let (lena, _) = office.seat(103, "Lena", Role::Care, "en").await;
    office.client(emma()).await;
    fei.says("emma").await;
    fei.says("emma").await;
    office.sim.clock().advance(std::time::Duration::from_secs(9 * 60 * 60));
    fei.reads().await;
    lena.says("emma").await;
    mina.says("emma").await;
    mina.presses("History").await;
    mina.presses("List for the client").await;
    mina.presses("Back").await;
    let transcript = office.close().await;
    let shown = transcript.lines().find(|line| line.contains("For the client")).unwrap();
    for name in ["Fei", "Lena", "Emma"] {
        assert!(!shown.contains(name), "{shown}");
    }
    insta::assert_snapshot!(shown.trim(), @r#"
    bot to Mina edits 2: For the client: who saw it ⏎  ⏎ For the client A-0001: show this screen, or read it aloud. It shows only roles and days. ⏎ 3 Mar 2026: Manager, Beautician ⏎ 2 Mar 2026: Front desk [Back] [Home]
    "#);
}

#[tokio::test]
async fn the_history_in_chinese_and_korean() {
    let office = Office::open().await;
    let (chen, _) = office.seat(101, "Chen", Role::Owner, "zh").await;
    let (gu, _) = office.seat(102, "Gu", Role::Keeper, "ko").await;
    office.client(Sample { name: "王小美", ..Sample::default() }).await;
    chen.says("王小美").await;
    chen.presses("查阅记录").await;
    chen.presses("修改人").await;
    gu.says("王小美").await;
    gu.presses("열람 이력").await;
    gu.presses("고객용 열람 목록").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Chen: 王小美
      bot to Chen: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ 王小美 · A-0001 ⏎ 累计消费：¥0.00 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
    Chen: [查阅记录]
      bot to Chen edits 2: 档案查阅记录 ⏎  ⏎ 王小美 · A-0001 ⏎ 17:00 · Chen（店主） · 查看档案 ⏎ 可查看至 17:30，禁止转发和保存。 [✓ 查阅人] [修改人] / [给客户看：查阅名单] / [返回] [首页]
    Chen: [修改人]
      bot to Chen edits 2: 档案查阅记录 ⏎  ⏎ 王小美 · A-0001 ⏎ 1月31日 17:00 · Chen（店主） · 新建档案 ⏎ 可查看至 17:30，禁止转发和保存。 [查阅人] [✓ 修改人] / [给客户看：查阅名单] / [返回] [首页]
    Gu: 王小美
      bot to Gu: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ 王小美 · A-0001 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [지난 방문] [동의] / [원본] [카드 정정] / [열람 이력] [고객 권리] / [상담 모드] / [뒤로] [홈]
    Gu: [열람 이력]
      bot to Gu edits 2: 카드 열람 이력 ⏎  ⏎ 王小美 · A-0001 ⏎ 17:00 · Gu(기록 관리자) · 카드 열람 ⏎ 17:00 · Chen(원장) · 열람 이력 확인 ⏎ 17:00 · Chen(원장) · 열람 이력 확인 ⏎ 17:00 · Chen(원장) · 카드 열람 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [✓ 열람한 사람] [고친 사람] / [고객용 열람 목록] / [뒤로] [홈]
    Gu: [고객용 열람 목록]
      bot to Gu edits 2: 고객용 열람 목록 ⏎  ⏎ 이 화면을 고객(A-0001)에게 보여 드리거나 읽어 드려 주세요. 역할과 날짜만 있습니다. ⏎ 2026년 3월 2일: 원장, 기록 관리자 [뒤로] [홈]
    "#);
}
