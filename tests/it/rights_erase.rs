//! Erasure with proof: asked for, confirmed by a second person, gone everywhere; refused, expired, raced for
//! (access.md "Acts that need more"; GDPR 17; F24, I8, K31).

use crate::lending::{
    LENA, MINA, OLGA, emma, fills, joins, keeper_and_manager, late_digests, lends, read, reseats,
    salon_of, settles,
};
use crate::office::{Office, monday};
use kartoteka::archive::erasure::{self, Order};
use kartoteka::archive::{anchors, confirmations, erasure_journal, staff};
use kartoteka::model::grave::Grave;
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, ClientId, StaffId};
use simulator::Person;
use std::time::Duration;

/// When nothing was called for so long, what a press sets off is through.
const QUIET: Duration = Duration::from_millis(300);

/// Asks for Emma to be erased.
async fn asks(person: &Person) {
    let labels = ["Rights", "Erase the client", "The client's wish", "Ask to erase"];
    fills(person, "emma", &labels).await;
}

/// How many proofs there are.
async fn proofs(office: &Office) -> usize {
    let read = office.archive.read().await.expect("a reader");
    let who = Actor { id: StaffId(1), name: String::new(), role: Role::Owner, branch: BranchId(1) };
    erasure::proofs(&read, &who, 0).await.expect("the proofs").0.len()
}

#[tokio::test]
async fn a_second_person_confirms_and_the_client_is_gone_from_every_chat() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (fei, fei_id) = office.seat(103, "Fei", Role::FrontDesk, "en").await;
    late_digests(&office, vec![fei_id]).await;
    fei.says("emma").await;
    asks(&kira).await;
    mina.reads().await;
    mina.says("yes").await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&kira, &fei]).await;
    fei.says("emma").await;
    mina.presses("Home").await;
    mina.says("/settings").await;
    mina.presses("Client rights").await;
    mina.presses("Erased cards").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [With client] / [Back] [Home]
    Kira: emma
      bot to Kira: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Document: canary plan ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Visits] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Kira: [Rights]
      bot to Kira edits 2: Rights of A-0001 ⏎  ⏎ The client may ask for a copy of everything that is kept about them, or to have it erased. A legal hold keeps the card until it is lifted. ⏎ No legal hold. [Erase the client] [Client's copy] / [All consents] / [Open card] / [Back] [Home]
    Kira: [Erase the client]
      bot to Kira edits 2: Erase the client ⏎  ⏎ Why? Press a reason or type one. A manager or owner other than you must confirm it. [The client's wish] / [No longer needed] / [Recorded by mistake] / [Back] [Home]
    Kira: [The client's wish]
      bot to Kira edits 2: Ask to erase A-0001? ⏎  ⏎ Reason: The client's wish ⏎ Card, phones, visits, notes, photos, bookings, loans and consents are deleted for good, once another manager or owner confirms. Only a proof without personal data stays. [Back] [Ask to erase] / [Home]
    Kira: [Ask to erase]
      bot to Kira edits 2: Erasing A-0001 was asked for ⏎  ⏎ Another manager or owner was told. Without an answer it expires in 72 hours. You get a message when it is decided. [Open card] / [Home]
      bot to Mina: Erase card A-0001 ⏎  ⏎ Kira asks for it. ⏎ Reason: The client's wish ⏎ Everything about the client is deleted for good and taken from every chat. Only a proof without personal data stays. ⏎ Expires 5 Mar 17:00 if nobody decides. The first decision counts. [Confirm] [Refuse] / [Open card] / [Home]
    Mina: yes
      bot to Mina: Find a client ⏎  ⏎ No client for “yes”. Type it differently, or create a card. [Create “yes”] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [Confirm]
      bot to Mina edits 3: Erase A-0001 for good? ⏎  ⏎ It cannot be taken back, and no backup brings it back. [Back] [Yes, erase] / [Home]
    Mina: [Yes, erase]
      bot to Mina edits 3: Erase card A-0001 ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. ⏎ Everything was erased: 32 entries, 0 files. The proof is kept under Settings, Client rights. [Home]
      bot to Kira edits 2: Erase card A-0001 ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. ⏎ Everything was erased: 32 entries, 0 files. The proof is kept under Settings, Client rights. [Home]
      bot to Kira: Erase card A-0001 ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. ⏎ Everything was erased: 32 entries, 0 files. The proof is kept under Settings, Client rights. [Home]
      bot to Fei edits 2: This card was erased. Nothing of it is kept. [Find] [Home]
    Fei: emma
      bot to Fei: Find a client ⏎  ⏎ No client for “emma”. Type it differently, or create a card. [Create “emma”] / [Back] [Home]
      bot to Fei deletes 2
    Mina: [Home]
      bot to Mina edits 5: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: /settings
      bot to Mina: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Client rights] / [Back] [Home]
      bot to Mina deletes 5
    Mina: [Client rights]
      bot to Mina edits 7: Client rights ⏎  ⏎ What waits for you, what is kept too long, and the proofs of what was erased. ⏎ Nothing waits for you. [Erased cards] [Copies] / [Not taken back] / [Back] [Home]
    Mina: [Erased cards]
      bot to Mina edits 7: Erased cards ⏎  ⏎ • A-0001 · 17:00: asked by Kira, confirmed by Mina; 32 entries, 0 files [Back] [Home]
    "#);
}

#[tokio::test]
async fn nothing_of_the_client_is_left_in_any_table_or_file() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (lena, _) = joins(&office, 103, LENA).await;
    let (olga, _) = joins(&office, 104, OLGA).await;
    // A loan that runs, a draft that was left, a search, a card that stands open.
    lends(&lena, &mina).await;
    lena.says("Emma Sample").await;
    lena.presses("Borrow").await;
    lena.presses("Home").await;
    olga.says("Emma Sample").await;
    let photo = office.archive.data().join("files").join("aa11bb22cc33dd44");
    std::fs::create_dir_all(photo.parent().expect("a folder")).expect("the folder");
    std::fs::write(&photo, "sealed").expect("a sealed file");
    office.alters("INSERT INTO attachment (client_id, file_id, unique_id, state, attempts, name, key, size, created_at) VALUES (1, 'canary', 'u', 'stored', 0, 'aa11bb22cc33dd44', 'k', 6, '2026-03-02 09:00:00+00:00')").await;
    for text in ["Emma", "canary", "13800138001"] {
        assert!(!office.finds(text).await.is_empty(), "{text} was there before");
    }
    asks(&kira).await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&kira, &lena, &olga]).await;
    erasure_journal::settle(&office.archive).await.expect("the journal");
    assert!(!photo.exists(), "the sealed file is gone");
    for text in ["Emma", "canary", "aa11bb22cc33dd44", "13800138001", "138 0013 8001"] {
        assert_eq!(office.finds(text).await, Vec::<String>::new(), "{text}");
    }
    for person in [&kira, &mina, &lena, &olga] {
        let told = person.chat().into_iter().filter(|message| !message.out);
        let left: Vec<String> = told
            .map(|it| it.text)
            .filter(|it| it.contains("Emma") || it.contains("canary"))
            .collect();
        assert_eq!(left, Vec::<String>::new(), "in a chat");
    }
    assert_eq!(proofs(&office).await, 1);
    let whole = anchors::whole(&office.archive.read().await.expect("a reader")).await;
    assert!(whole.expect("the trail").is_intact());
}

/// What was overwritten stands in the write-ahead log as long as somebody reads from it (T25).
#[tokio::test]
async fn an_erasure_is_settled_as_soon_as_nobody_reads_what_was_before() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let before = office.archive.read().await.expect("a reader");
    assert!(!erasure_journal::any_unsettled(&before).await.expect("the archive"));
    asks(&kira).await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    erasure_journal::settle(&office.archive).await.expect("the journal");
    let meanwhile = office.archive.read().await.expect("a reader");
    let unsettled = erasure_journal::any_unsettled(&meanwhile).await.expect("the archive");
    assert!(unsettled, "somebody reads what was before");
    drop((before, meanwhile));
    settles(&office).await;
    read(&office, &[&kira]).await;
    office.close().await;
}

#[tokio::test]
async fn it_is_refused_in_chinese_and_korean() {
    let (office, kira, mina) = keeper_and_manager(["zh", "ko"]).await;
    fills(&kira, "emma", &["客户权利", "删除客户资料"]).await;
    kira.sends_sticker().await;
    kira.says("客户来电要求").await;
    kira.presses("申请删除").await;
    mina.reads().await;
    mina.presses("승인").await;
    mina.presses("뒤로").await;
    mina.presses("거절").await;
    read(&office, &[&kira]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Kira: emma
      bot to Kira: 客户档案 ⏎  ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 电话：138 0013 8001 ⏎ 皮肤：canary dry ⏎ 文件：canary plan ⏎ 可查看至 17:30，禁止转发和保存。 [历次到店] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
    Kira: [客户权利]
      bot to Kira edits 2: A-0001 的客户权利 ⏎  ⏎ 客户可以索取本人全部资料的副本，或要求删除。设置法定保留后，档案在解除前不会删除。 ⏎ 没有法定保留。 [删除客户资料] [资料副本] / [全部同意事项] / [打开档案] / [返回] [首页]
    Kira: [删除客户资料]
      bot to Kira edits 2: 删除客户资料 ⏎  ⏎ 为什么删除？请选择或输入原因。须由您以外的经理或店主确认。 [客户要求] / [不再需要] / [登记有误] / [返回] [首页]
    Kira sends a sticker
      bot to Kira: 删除客户资料 ⏎  ⏎ 这里不能使用贴纸。请发送简短文字或点击按钮。 ⏎ 为什么删除？请选择或输入原因。须由您以外的经理或店主确认。 [客户要求] / [不再需要] / [登记有误] / [返回] [首页]
      bot to Kira deletes 2
    Kira: 客户来电要求
      bot to Kira: 申请删除 A-0001？ ⏎  ⏎ 原因：客户来电要求 ⏎ 另一位经理或店主确认后，档案、电话、到店记录、备注、照片、预约、借阅和同意将永久删除，只留下不含个人信息的凭证。 [返回] [申请删除] / [首页]
      bot to Kira deletes 4
    Kira: [申请删除]
      bot to Kira edits 6: 已申请删除 A-0001 ⏎  ⏎ 已通知其他经理或店主。72 小时内无人答复则失效。有结果会发消息通知您。 [打开档案] / [首页]
      bot to Mina: A-0001 카드 삭제 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ 사유: 客户来电要求 ⏎ 고객의 모든 정보가 영구히 삭제되고 모든 대화에서 회수됩니다. 개인 정보가 없는 증명만 남습니다. ⏎ 3월 5일 17:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [거절] / [카드 열기] / [홈]
    Mina: [승인]
      bot to Mina edits 3: A-0001 카드를 영구히 삭제할까요? ⏎  ⏎ 되돌릴 수 없으며 백업으로도 복구되지 않습니다. [뒤로] [네, 삭제] / [홈]
    Mina: [뒤로]
      bot to Mina edits 3: A-0001 카드 삭제 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ 사유: 客户来电要求 ⏎ 고객의 모든 정보가 영구히 삭제되고 모든 대화에서 회수됩니다. 개인 정보가 없는 증명만 남습니다. ⏎ 3월 5일 17:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [거절] / [카드 열기] / [홈]
    Mina: [거절]
      bot to Mina edits 3: A-0001 카드 삭제 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ 사유: 客户来电要求 ⏎ Mina 님이 17:00에 거절했습니다. 실행된 것은 없습니다. [홈]
      bot to Kira edits 6: 删除档案 A-0001 ⏎  ⏎ 申请人：Kira ⏎ 原因：客户来电要求 ⏎ Mina 已于 17:00 拒绝，未执行任何操作。 [首页]
      bot to Kira: 删除档案 A-0001 ⏎  ⏎ 申请人：Kira ⏎ 原因：客户来电要求 ⏎ Mina 已于 17:00 拒绝，未执行任何操作。 [首页]
    "#);
}

#[tokio::test]
async fn whoever_is_alone_reads_what_to_do() {
    let office = Office::open().await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "en").await;
    let (fei, _) = office.seat(103, "Fei", Role::FrontDesk, "en").await;
    office.client(emma()).await;
    mina.says("emma").await;
    office.topic();
    for label in ["Rights", "Erase the client", "The client's wish", "Ask to erase"] {
        mina.presses(label).await;
    }
    fei.says("emma").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: [Rights]
      bot to Mina edits 2: Rights of A-0001 ⏎  ⏎ The client may ask for a copy of everything that is kept about them, or to have it erased. A legal hold keeps the card until it is lifted. ⏎ No legal hold. [Erase the client] [Legal hold] / [Client's copy] / [All consents] / [Open card] / [Back] [Home]
    Mina: [Erase the client]
      bot to Mina edits 2: Erase the client ⏎  ⏎ Why? Press a reason or type one. A manager or owner other than you must confirm it. [The client's wish] / [No longer needed] / [Recorded by mistake] / [Back] [Home]
    Mina: [The client's wish]
      bot to Mina edits 2: Ask to erase A-0001? ⏎  ⏎ Reason: The client's wish ⏎ Card, phones, visits, notes, photos, bookings, loans and consents are deleted for good, once another manager or owner confirms. Only a proof without personal data stays. [Back] [Ask to erase] / [Home]
    Mina: [Ask to erase]
      bot to Mina edits 2: Nobody else can confirm this now: it takes a second manager or owner who can be reached here. Invite one under Staff, or ask a colleague to start the bot again. [Home]
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ ⛔ Allergy: canary latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Skin: canary dry ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn who_asks_does_not_confirm_whatever_they_ask_for() {
    let (office, [(mina, mina_id), (olga, olga_id)]) = salon_of([MINA, OLGA]).await;
    asks(&mina).await;
    olga.reads().await;
    mina.says("/settings").await;
    mina.presses("Client rights").await;
    assert!(mina.screen().text.contains("Nothing waits for you"), "{}", mina.screen().text);
    let tx = office.archive.read().await.expect("a reader");
    let row = confirmations::waiting(&tx, Grave::Erase, 1).await.expect("a reader");
    let mut row = row.expect("it waits");
    let who = async |id| staff::by_id(&tx, id).await.expect("a reader").expect("a seat").actor;
    for act in Grave::ALL {
        row.act = act.as_str().into();
        assert!(!confirmations::may_decide(&who(mina_id).await, &row), "{act:?}");
        assert!(confirmations::may_decide(&who(olga_id).await, &row), "{act:?}");
    }
    drop(tx);
    office.close().await;
}

#[tokio::test]
async fn two_presses_at_once_are_one_erasure() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (olga, _) = joins(&office, 104, OLGA).await;
    asks(&kira).await;
    mina.reads().await;
    olga.reads().await;
    mina.presses("Confirm").await;
    mina.press_quietly("Yes, erase");
    olga.press_quietly("Refuse");
    office.sim.idle(QUIET).await;
    read(&office, &[&kira, &mina, &olga]).await;
    let told = |person: &Person| {
        let decided = |text: &str| text.contains("Confirmed by") || text.contains("Refused by");
        let mut texts = person.chat().into_iter().map(|message| message.text);
        texts.find(|text| decided(text)).expect("they read who decided")
    };
    assert!(told(&mina).contains(if proofs(&office).await == 1 { "by Mina" } else { "by Olga" }));
    let line = |text: String| text.lines().find(|it| it.contains(" by ")).map(str::to_owned);
    assert_eq!(line(told(&mina)), line(told(&olga)));
    assert_eq!(line(told(&mina)), line(told(&kira)));
}

#[tokio::test]
async fn the_right_is_read_again_and_time_ends_it() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    asks(&kira).await;
    mina.reads().await;
    reseats(&office, StaffId(2), Role::FrontDesk).await;
    mina.presses("Confirm").await;
    assert_eq!(proofs(&office).await, 0);
    office.sim.clock().advance(Duration::from_secs(72 * 60 * 60));
    office.sim.idle(crate::lending::UNASKED_QUIET).await;
    kira.reads().await;
    assert!(kira.screen().text.contains("Nobody decided in time"), "{}", kira.screen().text);
}

#[tokio::test]
async fn every_table_with_a_clients_data_is_among_those_that_are_erased() {
    let office = Office::open().await;
    let told = erasure::TABLES.iter().map(|(table, _)| (*table).to_owned());
    let told: Vec<String> = told.collect();
    for column in ["client_id", "visit_id", "loan_id"] {
        for table in office.tables_with(column).await {
            // The proof itself holds the id of a client who is no more.
            assert!(told.contains(&table) || table == "erasure", "{table}.{column} would stay");
        }
    }
}

/// Puts a row about the first client, their first visit and their first loan into a table, whatever its columns are.
async fn puts_a_row(office: &Office, table: &str) {
    let mut columns = office.columns(table).await;
    columns.retain(|(name, _)| name != "id");
    let value = |(name, kind): &(String, String)| match kind.to_lowercase() {
        // An undo tells its kind of row by a word.
        _ if table == "undo" && name == "kind" => "'client'",
        kind if kind.contains("timestamp") => "'2026-03-02 09:00:00+00:00'",
        kind if kind.contains("date") => "'2026-03-02'",
        kind if kind.contains("int") || kind.contains("bool") => "1",
        _ => "'canary'",
    };
    let values: Vec<&str> = columns.iter().map(value).collect();
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    office
        .alters(&format!(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; \
             INSERT INTO \"{table}\" ({names}) VALUES ({values})"
        ))
        .await;
}

#[tokio::test]
async fn each_of_those_tables_is_empty_of_the_client_afterwards() {
    let mut office = Office::open().await;
    office.seat(101, "Kira", Role::Keeper, "en").await;
    office.client(emma()).await;
    office.stop().await;
    let count = |table: &str| format!("SELECT count(*) FROM \"{table}\"");
    for (table, _) in erasure::TABLES {
        if *table != "client" {
            puts_a_row(&office, table).await;
        }
        assert!(office.counts(&count(table)).await > 0, "{table} had a row");
    }
    let order = Order { asked_by: StaffId(1), confirmed_by: StaffId(1), at: monday() };
    let erased =
        office.archive.write(move |tx| Box::pin(erasure::erase(tx, ClientId(1), order, monday())));
    assert!(erased.await.expect("the erasure").is_some());
    for (table, _) in erasure::TABLES {
        assert_eq!(office.counts(&count(table)).await, 0, "{table}");
    }
    office.close().await;
}
