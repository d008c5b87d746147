//! The client's consent to health data: locked without it, shown with it, hidden at once when withdrawn.

use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

fn emma() -> Sample<'static> {
    Sample {
        name: "Emma Sample",
        facts: vec![
            (Field::Allergy, "latex"),
            (Field::Skin, "combination"),
            (Field::Topics, "two cats"),
        ],
        ..Sample::default()
    }
}

#[tokio::test]
async fn health_is_locked_then_shown_then_hidden_at_once_for_everybody() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "en").await;
    office.client(Sample { keeper: Some(cleo_id), ..emma() }).await;
    cleo.says("emma").await;
    cleo.presses("Consents").await;
    cleo.presses("Client agrees").await;
    cleo.presses("Open card").await;
    mina.says("emma").await;
    cleo.presses("Consents").await;
    cleo.presses("Withdraw earlier yes").await;
    cleo.presses("Back").await;
    cleo.presses("Withdraw earlier yes").await;
    cleo.presses("Withdraw").await;
    // What Mina still had on her screen is gone too.
    mina.reads().await;
    cleo.presses("Open card").await;
    mina.says("emma").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Topics: two cats ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Consents]
      bot to Cleo edits 2: Consent to health details ⏎  ⏎ ○ Health details: not asked yet ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [All consents] / [Back] [Home]
    Cleo: [Client agrees]
      bot to Cleo edits 2: The consent is recorded. Health details can now be added. [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 2: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Topics: two cats ⏎ Skin: combination ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Topics: two cats ⏎ Skin: combination ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Cleo: [Consents]
      bot to Cleo edits 2: Consent to health details ⏎  ⏎ ✓ Health details: yes, 17:00, asked by Cleo ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Withdraw earlier yes] / [All consents] / [Back] [Home]
    Cleo: [Withdraw earlier yes]
      bot to Cleo edits 2: Withdraw the consent? ⏎  ⏎ Allergy, needs, skin, effects, notes and photos are closed for everybody at once. They open again only after a new yes from the client. [Back] [Withdraw] / [Home]
    Cleo: [Back]
      bot to Cleo edits 2: Consent to health details ⏎  ⏎ ✓ Health details: yes, 17:00, asked by Cleo ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Withdraw earlier yes] / [All consents] / [Back] [Home]
    Cleo: [Withdraw earlier yes]
      bot to Cleo edits 2: Withdraw the consent? ⏎  ⏎ Allergy, needs, skin, effects, notes and photos are closed for everybody at once. They open again only after a new yes from the client. [Back] [Withdraw] / [Home]
    Cleo: [Withdraw]
      bot to Cleo edits 2: Recorded: no consent. Health details are closed. Press Consents on the card to change it. [Open card] / [Home]
      bot to Mina edits 2: This card is closed. Search for the client to open it again. [Open card] [Home]
    Cleo: [Open card]
      bot to Cleo edits 2: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Topics: two cats ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Topics: two cats ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 2
    "#);
}

#[tokio::test]
async fn a_no_is_recorded_and_a_typed_yes_is_not() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.client(Sample { keeper: Some(cleo_id), ..emma() }).await;
    cleo.says("emma").await;
    cleo.presses("Consents").await;
    cleo.says("yes").await;
    cleo.presses("Client says no").await;
    cleo.presses("Home").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Topics: two cats ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Consents]
      bot to Cleo edits 2: Consent to health details ⏎  ⏎ ○ Health details: not asked yet ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [All consents] / [Back] [Home]
    Cleo: yes
      bot to Cleo: Consent to health details ⏎  ⏎ Press one of the buttons to go on. ⏎ ○ Health details: not asked yet ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [All consents] / [Back] [Home]
      bot to Cleo deletes 2
    Cleo: [Client says no]
      bot to Cleo edits 4: Recorded: no consent. Health details are closed. Press Consents on the card to change it. [Open card] / [Home]
    Cleo: [Home]
      bot to Cleo edits 4: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn consent_in_chinese_and_korean() {
    let office = Office::open().await;
    let (xue, xue_id) = office.seat(101, "小雪", Role::Care, "zh-hans").await;
    let (bora, bora_id) = office.seat(102, "보라", Role::Care, "ko").await;
    office.client(Sample { name: "王小美", keeper: Some(xue_id), ..emma() }).await;
    office
        .client(Sample { name: "김민수", keeper: Some(bora_id), consent: Some(true), ..emma() })
        .await;
    xue.says("王小美").await;
    xue.presses("同意事项").await;
    xue.presses("客户同意").await;
    xue.presses("打开档案").await;
    bora.says("김민수").await;
    bora.presses("동의").await;
    bora.presses("이전 동의 철회").await;
    bora.presses("철회").await;
    insta::assert_snapshot!(office.close().await, @r#"
    小雪: 王小美
      bot to 小雪: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ 王小美 · A-0001 ⏎ 负责人：小雪 ⏎ 话题：two cats ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
    小雪: [同意事项]
      bot to 小雪 edits 2: 健康信息同意 ⏎  ⏎ ○ 健康信息：尚未询问 ⏎ 请亲切地读给客户听，不要勉强。客户不同意也完全没关系。 ⏎ “为了更安全、更贴心地为您服务，我们店想记录您的需求、皮肤状况、过敏情况、每次护理的效果和照片。只有本店员工因工作需要才能查看，每次查看都有记录。查看时内容会经由 Telegram 传送，除此之外不提供给他人。您不同意也没关系，服务一样周到；同意以后也可以随时改变主意。您看可以吗？” [客户同意] [客户不同意] / [全部同意事项] / [返回] [首页]
    小雪: [客户同意]
      bot to 小雪 edits 2: 已记录客户同意。现在可以填写健康信息。 [打开档案] / [首页]
    小雪: [打开档案]
      bot to 小雪 edits 2: 客户档案 ⏎  ⏎ ⛔ 过敏：latex ⏎ 王小美 · A-0001 ⏎ 负责人：小雪 ⏎ 话题：two cats ⏎ 皮肤：combination ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    보라: 김민수
      bot to 보라: 고객 카드 ⏎  ⏎ ⛔ 알레르기: latex ⏎ 김민수 · A-0002 ⏎ 담당: 보라 ⏎ 대화 주제: two cats ⏎ 피부: combination ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [연락처 보기] [예약] / [열람 대여] [동의] / [카드 정정] [상담 모드] / [뒤로] [홈]
    보라: [동의]
      bot to 보라 edits 2: 건강 정보 동의 ⏎  ⏎ ✓ 건강 정보: 동의, 1월 31일 17:00 (小雪 님 기록) ⏎ “더 안전하고 세심하게 모시기 위해 저희 매장에서 원하시는 점, 피부 상태, 알레르기, 시술 효과와 사진을 기록하려고 합니다. 매장 직원만 업무에 필요할 때 볼 수 있고, 열람할 때마다 기록이 남습니다. 직원은 텔레그램으로 보며, 그 밖에는 다른 곳에 제공하지 않습니다. 거절하셔도 서비스는 똑같이 받으실 수 있고, 동의하신 뒤에도 언제든지 마음을 바꾸실 수 있습니다. 괜찮으실까요?” [이전 동의 철회] / [동의 목록] / [뒤로] [홈]
    보라: [이전 동의 철회]
      bot to 보라 edits 2: 동의를 철회할까요? ⏎  ⏎ 알레르기, 요구 사항, 피부, 효과, 메모, 사진을 바로 아무도 볼 수 없게 됩니다. 고객이 다시 동의해야 열립니다. [뒤로] [철회] / [홈]
    보라: [철회]
      bot to 보라 edits 2: 동의하지 않음으로 기록했습니다. 건강 정보는 닫혀 있습니다. 바꾸려면 카드에서 ‘동의’를 눌러 주세요. [카드 열기] / [홈]
    "#);
}
