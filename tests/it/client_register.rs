//! The client's consents, purpose by purpose.

use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn each_purpose_is_asked_for_itself_and_can_be_taken_back() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let sample = Sample {
        name: "Emma Sample",
        consent: Some(true),
        keeper: Some(cleo_id),
        ..Sample::default()
    };
    office.client(sample).await;
    cleo.says("emma").await;
    cleo.presses("Consents").await;
    cleo.presses("All consents").await;
    cleo.presses("Photos shown").await;
    cleo.presses("Client agrees").await;
    cleo.presses("Photos shown").await;
    cleo.presses("Take the yes back").await;
    cleo.presses("News and offers").await;
    cleo.presses("Client says no").await;
    cleo.presses("Health details").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Consents]
      bot to Cleo edits 2: Consent to health details ⏎  ⏎ ✓ Health details: yes, 31 Jan 17:00, asked by Cleo ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Withdraw earlier yes] / [All consents] / [Back] [Home]
    Cleo: [All consents]
      bot to Cleo edits 2: Consents · A-0001 ⏎  ⏎ Each one is asked separately. Tap one to ask the client, or to take a yes back. ⏎ ○ Service and contact: not asked yet ⏎ ✓ Health details: yes, 31 Jan 17:00, asked by Cleo ⏎ ○ Photos on the card: not asked yet ⏎ ○ Photos shown: not asked yet ⏎ ○ News and offers: not asked yet [Service and contact] [Health details] / [Photos on the card] [Photos shown] / [News and offers] / [Open card] / [Back] [Home]
    Cleo: [Photos shown]
      bot to Cleo edits 2: Consents · A-0001 ⏎  ⏎ ○ Photos shown: not asked yet ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “May we show a photo of your treatment to others, such as in our salon or on our page? This is asked apart from keeping it. You are free to say no, and if you change your mind later we take it down.” [Client agrees] [Client says no] / [Back] [Home]
    Cleo: [Client agrees]
      bot to Cleo toasts: Recorded.
      bot to Cleo edits 2: Consents · A-0001 ⏎  ⏎ Each one is asked separately. Tap one to ask the client, or to take a yes back. ⏎ ○ Service and contact: not asked yet ⏎ ✓ Health details: yes, 31 Jan 17:00, asked by Cleo ⏎ ○ Photos on the card: not asked yet ⏎ ✓ Photos shown: yes, 17:00, asked by Cleo ⏎ ○ News and offers: not asked yet [Service and contact] [Health details] / [Photos on the card] [Photos shown] / [News and offers] / [Open card] / [Back] [Home]
    Cleo: [Photos shown]
      bot to Cleo edits 2: Consents · A-0001 ⏎  ⏎ ✓ Photos shown: yes, 17:00, asked by Cleo ⏎ The client has agreed. If the client takes that back, it counts from this moment on. [Take the yes back] / [Back] [Home]
    Cleo: [Take the yes back]
      bot to Cleo toasts: Recorded.
      bot to Cleo edits 2: Consents · A-0001 ⏎  ⏎ Each one is asked separately. Tap one to ask the client, or to take a yes back. ⏎ ○ Service and contact: not asked yet ⏎ ✓ Health details: yes, 31 Jan 17:00, asked by Cleo ⏎ ○ Photos on the card: not asked yet ⏎ – Photos shown: no, 17:00, asked by Cleo ⏎ ○ News and offers: not asked yet [Service and contact] [Health details] / [Photos on the card] [Photos shown] / [News and offers] / [Open card] / [Back] [Home]
    Cleo: [News and offers]
      bot to Cleo edits 2: Consents · A-0001 ⏎  ⏎ ○ News and offers: not asked yet ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “May we now and then tell you about news and offers of our salon? You are free to say no, and one word is enough to stop it.” [Client agrees] [Client says no] / [Back] [Home]
    Cleo: [Client says no]
      bot to Cleo toasts: Recorded.
      bot to Cleo edits 2: Consents · A-0001 ⏎  ⏎ Each one is asked separately. Tap one to ask the client, or to take a yes back. ⏎ ○ Service and contact: not asked yet ⏎ ✓ Health details: yes, 31 Jan 17:00, asked by Cleo ⏎ ○ Photos on the card: not asked yet ⏎ – Photos shown: no, 17:00, asked by Cleo ⏎ – News and offers: no, 17:00, asked by Cleo [Service and contact] [Health details] / [Photos on the card] [Photos shown] / [News and offers] / [Open card] / [Back] [Home]
    Cleo: [Health details]
      bot to Cleo edits 2: Consent to health details ⏎  ⏎ ✓ Health details: yes, 31 Jan 17:00, asked by Cleo ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Withdraw earlier yes] / [All consents] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn who_does_not_serve_the_client_records_nothing() {
    let office = Office::open().await;
    let (lena, _) = office.seat(101, "Lena", Role::Care, "en").await;
    office.client(Sample { name: "Emma Sample", ..Sample::default() }).await;
    lena.says("emma").await;
    let transcript = office.close().await;
    assert!(!transcript.contains("Consents"), "{transcript}");
}

#[tokio::test]
async fn the_register_in_chinese_and_korean() {
    let office = Office::open().await;
    let (li, li_id) = office.seat(101, "Li", Role::Care, "zh").await;
    let (gu, _) = office.seat(102, "Gu", Role::Manager, "ko").await;
    office.client(Sample { name: "王小美", keeper: Some(li_id), ..Sample::default() }).await;
    li.says("王小美").await;
    li.presses("同意事项").await;
    li.presses("全部同意事项").await;
    li.presses("服务与联系").await;
    li.presses("客户同意").await;
    gu.says("王小美").await;
    gu.presses("동의").await;
    gu.presses("동의 목록").await;
    gu.presses("소식과 혜택").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Li: 王小美
      bot to Li: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ 王小美 · A-0001 ⏎ 负责人：Li ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
    Li: [同意事项]
      bot to Li edits 2: 健康信息同意 ⏎  ⏎ ○ 健康信息：尚未询问 ⏎ 请亲切地读给客户听，不要勉强。客户不同意也完全没关系。 ⏎ “为了更安全、更贴心地为您服务，我们店想记录您的需求、皮肤状况、过敏情况、每次护理的效果和照片。只有本店员工因工作需要才能查看，每次查看都有记录。查看时内容会经由 Telegram 传送，除此之外不提供给他人。您不同意也没关系，服务一样周到；同意以后也可以随时改变主意。您看可以吗？” [客户同意] [客户不同意] / [全部同意事项] / [返回] [首页]
    Li: [全部同意事项]
      bot to Li edits 2: 同意事项 · A-0001 ⏎  ⏎ 每一项单独征求同意。点选一项，询问客户或撤回以前的同意。 ⏎ ○ 服务与联系：尚未询问 ⏎ ○ 健康信息：尚未询问 ⏎ ○ 照片存档：尚未询问 ⏎ ○ 照片展示：尚未询问 ⏎ ○ 消息与优惠：尚未询问 [服务与联系] [健康信息] / [照片存档] [照片展示] / [消息与优惠] / [打开档案] / [返回] [首页]
    Li: [服务与联系]
      bot to Li edits 2: 同意事项 · A-0001 ⏎  ⏎ ○ 服务与联系：尚未询问 ⏎ 请亲切地读给客户听，不要勉强。客户不同意也完全没关系。 ⏎ “为了更好地接待您并就预约与您联系，我们可以把您的姓名和电话记在档案里吗？您可以随时要求查看、更正或删除。不同意也没关系，照样为您服务，只是不建档案。” [客户同意] [客户不同意] / [返回] [首页]
    Li: [客户同意]
      bot to Li toasts: 已记录。
      bot to Li edits 2: 同意事项 · A-0001 ⏎  ⏎ 每一项单独征求同意。点选一项，询问客户或撤回以前的同意。 ⏎ ✓ 服务与联系：同意，17:00（Li登记） ⏎ ○ 健康信息：尚未询问 ⏎ ○ 照片存档：尚未询问 ⏎ ○ 照片展示：尚未询问 ⏎ ○ 消息与优惠：尚未询问 [服务与联系] [健康信息] / [照片存档] [照片展示] / [消息与优惠] / [打开档案] / [返回] [首页]
    Gu: 王小美
      bot to Gu: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ 王小美 · A-0001 ⏎ 담당: Li ⏎ 누적 결제: ¥0.00 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [예약] [동의] / [원본] [카드 정정] / [열람 이력] [고객 권리] / [상담 모드] / [뒤로] [홈]
    Gu: [동의]
      bot to Gu edits 2: 건강 정보 동의 ⏎  ⏎ ○ 건강 정보: 아직 묻지 않음 ⏎ 고객님께 편안하게 읽어 드리고 강요하지 말아 주세요. 거절도 괜찮은 대답입니다. ⏎ “더 안전하고 세심하게 모시기 위해 저희 매장에서 원하시는 점, 피부 상태, 알레르기, 시술 효과와 사진을 기록하려고 합니다. 매장 직원만 업무에 필요할 때 볼 수 있고, 열람할 때마다 기록이 남습니다. 직원은 텔레그램으로 보며, 그 밖에는 다른 곳에 제공하지 않습니다. 거절하셔도 서비스는 똑같이 받으실 수 있고, 동의하신 뒤에도 언제든지 마음을 바꾸실 수 있습니다. 괜찮으실까요?” [고객 동의] [동의 안 함] / [동의 목록] / [뒤로] [홈]
    Gu: [동의 목록]
      bot to Gu edits 2: 동의 목록 · A-0001 ⏎  ⏎ 항목마다 따로 동의를 받습니다. 항목을 눌러 고객에게 묻거나 동의를 철회해 주세요. ⏎ ✓ 서비스와 연락: 동의, 17:00 (Li 님 기록) ⏎ ○ 건강 정보: 아직 묻지 않음 ⏎ ○ 사진 보관: 아직 묻지 않음 ⏎ ○ 사진 공개: 아직 묻지 않음 ⏎ ○ 소식과 혜택: 아직 묻지 않음 [서비스와 연락] [건강 정보] / [사진 보관] [사진 공개] / [소식과 혜택] / [카드 열기] / [뒤로] [홈]
    Gu: [소식과 혜택]
      bot to Gu edits 2: 동의 목록 · A-0001 ⏎  ⏎ ○ 소식과 혜택: 아직 묻지 않음 ⏎ 고객님께 편안하게 읽어 드리고 강요하지 말아 주세요. 거절도 괜찮은 대답입니다. ⏎ “저희 매장의 소식과 혜택을 가끔 알려 드려도 괜찮을까요? 거절하셔도 되고, 한마디만 하시면 바로 멈추겠습니다.” [고객 동의] [동의 안 함] / [뒤로] [홈]
    "#);
}
