//! The screens themselves: old buttons, two taps, restarts, deleted messages, and drafts.

use crate::office::{Office, Sample, monday};
use kartoteka::archive::{screens, staff};
use kartoteka::model::StaffId;
use kartoteka::model::policy::Role;
use std::time::Duration;

/// When nothing was under way for so long, the bot has done what it was told.
const QUIET: Duration = Duration::from_millis(100);

async fn with_emma() -> Office {
    let office = Office::open().await;
    let phone = Some("+8613800138001");
    office.client(Sample { name: "Emma Sample", phone, ..Sample::default() }).await;
    office
}

/// What an older version stored is no longer a place.
async fn spoil(office: &Office, staff: StaffId) {
    let spoiled = office.archive.write(move |tx| {
        Box::pin(async move {
            let row = screens::main(tx, staff).await?.expect("a screen");
            // The buttons stay those of the revision that is shown.
            let before = screens::Row { revision: row.revision - 1, ..row };
            let place = r#"{"stack":[{"Attic":"Nowhere"}],"back":[]}"#;
            screens::turn(tx, &before, place, &before.shown, None, None).await
        })
    });
    spoiled.await.expect("a spoiled place");
}

async fn is_reachable(office: &Office, staff: StaffId) -> bool {
    let tx = office.archive.read().await.expect("a transaction");
    let seated = staff::by_id(&tx, staff).await.expect("the archive reads");
    seated.expect("a seat").staff.reachable
}

#[tokio::test]
async fn an_old_button_brings_the_current_screen() {
    let office = with_emma().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "zh").await;
    fei.says("/start").await;
    let home = fei.screen().message_id;
    fei.presses("更多").await;
    // The message is the same, its buttons are others by now.
    fei.presses_at(home, "查找").await;
    fei.says("emma").await;
    let card = fei.screen().message_id;
    fei.says("/help").await;
    fei.presses_at(card, "首页").await;
    fei.presses_raw(fei.screen().message_id, "made up").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: /start
      bot to Fei: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Fei: [更多]
      bot to Fei edits 2: 更多 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [设置] [帮助] / [隐私] / [首页]
    Fei: [查找]
      bot to Fei toasts: 刚才的按钮属于之前的页面，这是当前页面。
    Fei: emma
      bot to Fei: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ Emma Sample · A-0001 ⏎ 电话：138 0013 8001 ⏎ 累计消费：¥0.00 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [借阅] / [同意事项] [原件] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
      bot to Fei deletes 2
    Fei: /help
      bot to Fei: 帮助 ⏎  ⏎ 查找客户：输入姓名、拼音首字母或电话后四位。只有一个结果时直接打开档案。 ⏎ 客户离店后：打开档案，点“登记到店”，按提示点选即可。照片和文字随时可以发送。 ⏎ 档案显示的内容不够：点“借阅”，说明用途和时长，经理会在聊天中审批。 ⏎ “返回”退回一步，“取消”放弃当前内容。未完成的表单会保留在首页。 [查找] [新建档案] / [设置] [隐私] / [首页]
      bot to Fei deletes 4
    Fei: [首页]
      bot to Fei toasts: 刚才的按钮属于之前的页面，这是当前页面。
      bot to Fei: 帮助 ⏎  ⏎ 查找客户：输入姓名、拼音首字母或电话后四位。只有一个结果时直接打开档案。 ⏎ 客户离店后：打开档案，点“登记到店”，按提示点选即可。照片和文字随时可以发送。 ⏎ 档案显示的内容不够：点“借阅”，说明用途和时长，经理会在聊天中审批。 ⏎ “返回”退回一步，“取消”放弃当前内容。未完成的表单会保留在首页。 [查找] [新建档案] / [设置] [隐私] / [首页]
      bot to Fei deletes 6
    Fei: [raw made up]
      bot to Fei toasts: 刚才的按钮属于之前的页面，这是当前页面。
    "#);
}

#[tokio::test]
async fn two_taps_have_one_effect_and_two_answers() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.shares_contact("+86 138 0013 8009", "Emma Sample", None).await;
    cleo.presses("Ask later").await;
    let before = office.sim.journal().calls("answerCallbackQuery").len();
    cleo.press_quietly("Save");
    cleo.press_quietly("Save");
    cleo.reads().await;
    office.sim.idle(QUIET).await;
    let answers = office.sim.journal().calls("answerCallbackQuery").len() - before;
    assert_eq!(answers, 2);
    cleo.says("emma").await;
    let transcript = office.close().await;
    // Whether the word over the second press or the edit comes first is left to chance.
    let (toasts, others): (Vec<&str>, Vec<&str>) =
        transcript.lines().partition(|line| line.contains(" toasts: "));
    let late =
        "  bot to Cleo toasts: That button was from an earlier screen. Here is the current one.";
    assert_eq!(toasts, [late]);
    insta::assert_snapshot!(others.join("\n"), @r#"
    Cleo shares a contact
      bot to Cleo: New card ⏎  ⏎ Step 3 of 4 ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Ask later] / [Back] [Cancel]
    Cleo: [Ask later]
      bot to Cleo edits 2: New card ⏎  ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Emma Sample ⏎ Phone: 138 0013 8009 ⏎ Consent: Ask later ⏎ Birthday: – ⏎ Kind: Person ⏎ Allergy: – ⏎ Needs: – ⏎ Skin: – ⏎ Likes: – ⏎ Topics: – ⏎ Source: From a shared contact ⏎ Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask. [Save] / [✎ Name] [✎ Phone] [✎ Consent] / [✎ Birthday] [✎ Kind] [✎ Allergy] / [✎ Needs] [✎ Skin] [✎ Likes] / [✎ Topics] [✎ Source] / [Back] [Cancel]
    Cleo: [Save]
    Cleo: [Save]
      bot to Cleo edits 2: Saved as A-0001 ⏎  ⏎ Emma Sample [Undo] [Open card] / [Log visit] [Home]
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8009 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Cleo deletes 2
    "#);
}

#[tokio::test]
async fn a_button_from_before_a_restart_works() {
    let mut office = with_emma().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    fei.says("emma").await;
    office.stop().await;
    // Pressed while the bot is away: it waits for it.
    fei.press_quietly("Visits");
    office.start().await;
    fei.reads().await;
    fei.presses("Back").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Visits]
      bot to Fei edits 2: Visits ⏎  ⏎ Emma Sample · A-0001 ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ No visits yet. The first one you log stands here. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] / [Back] [Home]
    Fei: [Back]
      bot to Fei edits 2: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_place_of_an_older_version_leads_home() {
    let office = with_emma().await;
    let (fei, fei_id) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    fei.says("/start").await;
    spoil(&office, fei_id).await;
    fei.presses("Find").await;
    spoil(&office, fei_id).await;
    fei.says("emma").await;
    fei.says("emma").await;
    spoil(&office, fei_id).await;
    fei.says("/help").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: /start
      bot to Fei: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Fei: [Find]
      bot to Fei toasts: I was updated and cannot open what you had begun. What was saved is there. Start again from here.
      bot to Fei: Today · nothing due ⏎  ⏎ I was updated and cannot open what you had begun. What was saved is there. Start again from here. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Fei deletes 2
    Fei: emma
      bot to Fei: Today · nothing due ⏎  ⏎ I was updated and cannot open what you had begun. What was saved is there. Start again from here. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Fei deletes 3
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 5
    Fei: /help
      bot to Fei: Help ⏎  ⏎ Look somebody up: type a name, initials or the last four digits of the phone. A single match opens the card at once. ⏎ After a visit: open the card, press Log visit and tap your way through. Photos and words fit in at any moment. ⏎ Need to see more of a card? Press Borrow and say what for and how long. A manager decides in the chat. ⏎ Back goes one step back, Cancel drops what you are doing. An unfinished form waits for you at Home. [Find] [New card] / [Settings] [Privacy] / [Home]
      bot to Fei deletes 7
    "#);
}

#[tokio::test]
async fn whoever_blocks_is_left_alone_and_served_again_afterwards() {
    let office = with_emma().await;
    let (fei, fei_id) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    fei.says("/start").await;
    fei.blocks();
    office.sim.idle(QUIET).await;
    assert!(!is_reachable(&office, fei_id).await);
    fei.unblocks();
    office.sim.idle(QUIET).await;
    assert!(is_reachable(&office, fei_id).await);
    fei.says("emma").await;
    fei.presses("Home").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: /start
      bot to Fei: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Fei blocks the bot
    Fei unblocks the bot
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 2
    Fei: [Home]
      bot to Fei edits 4: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn a_deleted_screen_comes_anew_with_the_next_act() {
    let office = with_emma().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    fei.says("/start").await;
    // She taps and deletes the chat's message before the answer is there.
    let home = fei.screen().message_id;
    fei.press_quietly("More");
    fei.deletes(home);
    fei.reads().await;
    fei.presses("Help").await;
    fei.deletes(fei.screen().message_id);
    fei.says("emma").await;
    fei.presses("Home").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: /start
      bot to Fei: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Fei: [More]
      bot to Fei: More ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Settings] [Help] / [Privacy] / [Home]
    Fei: [Help]
      bot to Fei edits 3: Help ⏎  ⏎ Look somebody up: type a name, initials or the last four digits of the phone. A single match opens the card at once. ⏎ After a visit: open the card, press Log visit and tap your way through. Photos and words fit in at any moment. ⏎ Need to see more of a card? Press Borrow and say what for and how long. A manager decides in the chat. ⏎ Back goes one step back, Cancel drops what you are doing. An unfinished form waits for you at Home. [Find] [New card] / [Settings] [Privacy] / [Home]
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Home]
      bot to Fei edits 5: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn words_after_deny_are_the_reason_and_then_a_search_again() {
    let office = with_emma().await;
    // Before the day's digests are due, which would tell of the request as well.
    office.sim.clock().set(monday() - chrono::Duration::hours(9));
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (carl, _) = office.seat(102, "Carl", Role::Care, "en").await;
    mina.says("/start").await;
    carl.says("emma").await;
    for label in ["Borrow", "Visit", "Care", "2 hours", "Send"] {
        carl.presses(label).await;
    }
    mina.reads().await;
    // Before Deny was pressed the notice asks nothing.
    mina.says("emma").await;
    mina.presses("Deny").await;
    mina.says("She is not your client").await;
    carl.reads().await;
    mina.says("emma").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Carl: emma
      bot to Carl: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 08:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Carl: [Borrow]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Carl: [Visit]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Carl: [Care]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    Carl: [2 hours]
      bot to Carl edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Purpose: Visit ⏎ Reason: – ⏎ Parts: Care ⏎ How long: 2 hours ⏎ Start day: – [Send] / [✎ Purpose] [✎ Reason] [✎ Parts] / [✎ How long] [✎ Start day] / [Back] [Cancel]
    Carl: [Send]
      bot to Carl edits 2: Waiting for a manager ⏎  ⏎ Request L-2026-0001 ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Waiting · asked 1 manager · expires 09:00 ⏎ Once approved, the record arrives here as a message of its own. Go on with something else meanwhile. [Withdraw] [Home]
      bot to Mina: Carl asks to borrow a record ⏎  ⏎ A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ No other loans open ⏎ Expires 09:00 if nobody decides. The first decision counts. [Approve] [Shorten] [Deny] / [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 08:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 2
    Mina: [Deny]
      bot to Mina edits 3: Deny L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Why not? Press a reason or write one: Carl reads it, and the request is denied. [Not needed for this] [Ask person in charge] / [House rule] / [Back] [Home]
    Mina: She is not your client
      bot to Mina: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Carl ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Denied by Mina 08:00 ⏎ Why denied: She is not your client [Home]
      bot to Mina deletes 3
      bot to Carl edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Denied by Mina 08:00 ⏎ Why denied: She is not your client [Ask again] [Home]
      bot to Carl: Request L-2026-0001 ⏎  ⏎ A-0001 ⏎ Denied by Mina 08:00 ⏎ Why denied: She is not your client [Ask again] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 08:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 5
    "#);
}

#[tokio::test]
async fn a_form_left_for_home_waits_there() {
    let office = Office::open().await;
    let (jin, _) = office.seat(101, "Jin", Role::Care, "ko").await;
    jin.says("/new").await;
    jin.says("김예시").await;
    jin.says("/start").await;
    jin.presses("이어 쓰기").await;
    jin.says("010-1234-5678").await;
    jin.says("/help").await;
    jin.presses("홈").await;
    jin.presses("버리기").await;
    jin.says("/new").await;
    jin.says("이예시").await;
    jin.says("/cancel").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Jin: /new
      bot to Jin: 새 고객 카드 ⏎  ⏎ 세 가지 방법이 있습니다. ⏎ 1. 연락처를 공유하거나 전달해 주세요. ⏎ 2. 한 줄로 붙여 넣어 주세요. 예: 왕샤오메이 010-1234-5678 복합성, 라텍스! ⏎ 3. 이름을 입력해 주세요. [업체 고객] / [뒤로] [홈]
    Jin: 김예시
      bot to Jin: 새 고객 카드 ⏎  ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to Jin deletes 2
    Jin: /start
      bot to Jin: 오늘 · 할 일이 없습니다 ⏎  ⏎ 작성 중 1: 새 카드·2단계 ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [이어 쓰기] [버리기] / [더보기]
      bot to Jin deletes 4
    Jin: [이어 쓰기]
      bot to Jin edits 6: 새 고객 카드 ⏎  ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
    Jin: 010-1234-5678
      bot to Jin: 새 고객 카드 ⏎  ⏎ 4단계 중 3단계 ⏎ 고객님께 편안하게 읽어 드리고 강요하지 말아 주세요. 거절도 괜찮은 대답입니다. ⏎ “더 안전하고 세심하게 모시기 위해 저희 매장에서 원하시는 점, 피부 상태, 알레르기, 시술 효과와 사진을 기록하려고 합니다. 매장 직원만 업무에 필요할 때 볼 수 있고, 열람할 때마다 기록이 남습니다. 직원은 텔레그램으로 보며, 그 밖에는 다른 곳에 제공하지 않습니다. 거절하셔도 서비스는 똑같이 받으실 수 있고, 동의하신 뒤에도 언제든지 마음을 바꾸실 수 있습니다. 괜찮으실까요?” [동의함] [동의 안 함] / [나중에 묻기] / [뒤로] [취소]
      bot to Jin deletes 6
    Jin: /help
      bot to Jin: 도움말 ⏎  ⏎ 작성 중인 내용을 보관했습니다. 홈에서 이어서 쓸 수 있습니다. ⏎ 고객 찾기: 이름, 초성 또는 전화번호 뒤 네 자리를 입력해 주세요. 결과가 하나면 카드가 바로 열립니다. ⏎ 방문이 끝나면: 카드를 열고 ‘방문 기록하기’를 누른 뒤 차례로 골라 주세요. 사진과 글은 언제든 보낼 수 있습니다. ⏎ 카드에서 더 볼 항목이 있으면: ‘열람 대여’를 누르고 용도와 기간을 알려 주세요. 매니저가 대화창에서 승인합니다. ⏎ ‘뒤로’는 한 단계 돌아가고 ‘취소’는 진행 중인 내용을 버립니다. 작성 중인 내용은 홈에 보관됩니다. [찾기] [새 고객 카드] / [설정] [개인정보] / [홈]
      bot to Jin deletes 8
    Jin: [홈]
      bot to Jin edits 10: 오늘 · 할 일이 없습니다 ⏎  ⏎ 작성 중 1: 새 카드·3단계 ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [이어 쓰기] [버리기] / [더보기]
    Jin: [버리기]
      bot to Jin edits 10: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Jin: /new
      bot to Jin: 새 고객 카드 ⏎  ⏎ 세 가지 방법이 있습니다. ⏎ 1. 연락처를 공유하거나 전달해 주세요. ⏎ 2. 한 줄로 붙여 넣어 주세요. 예: 왕샤오메이 010-1234-5678 복합성, 라텍스! ⏎ 3. 이름을 입력해 주세요. [업체 고객] / [뒤로] [홈]
      bot to Jin deletes 10
    Jin: 이예시
      bot to Jin: 새 고객 카드 ⏎  ⏎ 4단계 중 2단계 ⏎ 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. [건너뛰기] / [뒤로] [취소]
      bot to Jin deletes 12
    Jin: /cancel
      bot to Jin: 오늘 · 할 일이 없습니다 ⏎  ⏎ 취소했습니다. 저장된 내용은 없습니다. ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
      bot to Jin deletes 14
    "#);
}

#[tokio::test]
async fn back_at_the_first_question_leads_to_the_card() {
    let office = with_emma().await;
    office.menu(&[("service", "Facial")]).await;
    office.seat(101, "Mina", Role::Manager, "en").await;
    let (fei, _) = office.seat(102, "Fei", Role::FrontDesk, "en").await;
    fei.says("emma").await;
    for form in ["Log visit", "Borrow"] {
        fei.presses(form).await;
        fei.presses("Back").await;
        assert!(fei.screen().text.starts_with("Client card"), "{}", fei.screen().text);
    }
    fei.presses("Log visit").await;
    fei.presses("Facial").await;
    fei.presses("Back").await;
    fei.presses("Back").await;
    assert!(fei.screen().text.starts_with("Client card"), "{}", fei.screen().text);
    office.close().await;
}
