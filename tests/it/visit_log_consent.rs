//! A visit where the client has not agreed to health data, or took that back; and visits in Chinese and Korean.

use crate::office::{Office, Sample};
use crate::visit_log::{MENU, emma};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn without_consent_no_effect_no_note_no_photo() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    office.menu(MENU).await;
    office.client(emma(cleo_id, false)).await;
    cleo.says("emma").await;
    cleo.presses("Log visit").await;
    cleo.says("red spots").await;
    cleo.sends_photo("left cheek").await;
    cleo.presses("Facial").await;
    cleo.presses("Skip").await;
    cleo.presses("In 1 week").await;
    cleo.says("red spots").await;
    cleo.presses("Ask for consent").await;
    cleo.presses("Client agrees").await;
    cleo.presses("2").await;
    cleo.says("red spots").await;
    cleo.presses("Save").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] [Massage] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: red spots
      bot to Cleo: Visit · A-0001 ⏎  ⏎ A note or photo is a health detail and needs the client's consent first. Tap Ask for consent, then send it again. ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] [Massage] / [Skip] / [Ask for consent] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo sends a photo: left cheek
      bot to Cleo: Visit · A-0001 ⏎  ⏎ A note or photo is a health detail and needs the client's consent first. Tap Ask for consent, then send it again. ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What was done? ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Facial] [Massage] / [Skip] / [Ask for consent] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [Facial]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which products were used? Tap each one. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Calming mask] [Serum] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Ask for consent] / [Back] [Cancel]
    Cleo: [In 1 week]
      bot to Cleo edits 6: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Next visit: 9 Mar 2026 ⏎ Amount: – ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Products] [✎ Next visit] / [✎ Amount] / [Ask for consent] / [Back] [Cancel]
    Cleo: red spots
      bot to Cleo: Visit · A-0001 ⏎  ⏎ A note or photo is a health detail and needs the client's consent first. Tap Ask for consent, then send it again. ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Next visit: 9 Mar 2026 ⏎ Amount: – ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Products] [✎ Next visit] / [✎ Amount] / [Ask for consent] / [Back] [Cancel]
      bot to Cleo deletes 6
    Cleo: [Ask for consent]
      bot to Cleo edits 8: Consent to health details ⏎  ⏎ Read this to the client, warmly and without pressing. A no is just as good an answer. ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Client agrees] [Client says no] / [Back] [Cancel]
    Cleo: [Client agrees]
      bot to Cleo edits 8: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [2]
      bot to Cleo edits 8: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Effect: 2 of 5 ⏎ Next visit: 9 Mar 2026 ⏎ Amount: – ⏎ Note: – ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
    Cleo: red spots
      bot to Cleo: Visit · A-0001 ⏎  ⏎ Added to “Note”. Now tap a button to go on. ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Effect: 2 of 5 ⏎ Next visit: 9 Mar 2026 ⏎ Amount: – ⏎ Note: red spots ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
      bot to Cleo deletes 8
    Cleo: [Save]
      bot to Cleo edits 10: The visit is saved. ⏎  ⏎ Emma Sample · A-0001 ⏎ Follow-up on 9 Mar 2026. [Undo] [Open card] / [Home]
    "#);
}

#[tokio::test]
async fn consent_withdrawn_meanwhile_is_said_and_nothing_is_lost() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (mina, _) = office.seat(102, "Mina", Role::Manager, "en").await;
    office.menu(MENU).await;
    office.client(emma(cleo_id, true)).await;
    cleo.says("emma").await;
    cleo.presses("Log visit").await;
    cleo.presses("Facial").await;
    cleo.presses("Skip").await;
    cleo.presses("4").await;
    mina.says("emma").await;
    mina.presses("Consents").await;
    mina.presses("Withdraw earlier yes").await;
    mina.presses("Withdraw").await;
    cleo.presses("Skip").await;
    cleo.presses("Save").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [With client] / [Back] [Home]
    Cleo: [Log visit]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 5 ⏎ What was done? ⏎ You can send a note or photos at any moment. [Facial] [Massage] / [Skip] / [Back] [Cancel]
    Cleo: [Facial]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 5 ⏎ Which products were used? Tap each one. ⏎ You can send a note or photos at any moment. [Calming mask] [Serum] / [Skip] / [Back] [Cancel]
    Cleo: [Skip]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 5 ⏎ How well did it work, compared with the last time? 1 is worse, 5 is much better. ⏎ You can send a note or photos at any moment. [1] [2] [3] [4] [5] / [Skip] / [Back] [Cancel]
    Cleo: [4]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 4 of 5 ⏎ When is the next visit? Tap, or type a date such as next Friday. ⏎ You can send a note or photos at any moment. [Usual: in 28 days] [In 1 week] / [In 2 weeks] [Another day] / [Skip] / [Back] [Cancel]
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138 0013 8001 ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [Consents]
      bot to Mina edits 2: Consent to health details ⏎  ⏎ ✓ Health details: yes, 31 Jan 17:00, asked by Cleo ⏎ “To look after you safely, our salon would like to note your wishes, your skin, any allergies, how each treatment worked, and photos. Only our staff see this, and only for their work; every look at it is recorded. They read it over the Telegram service; we pass it on to nobody else. You are free to say no and are served just as well. You can also change your mind at any time. May we?” [Withdraw earlier yes] / [All consents] / [Back] [Home]
    Mina: [Withdraw earlier yes]
      bot to Mina edits 2: Withdraw the consent? ⏎  ⏎ Allergy, needs, skin, effects, notes and photos are closed for everybody at once. They open again only after a new yes from the client. [Back] [Withdraw] / [Home]
    Mina: [Withdraw]
      bot to Mina edits 2: Recorded: no consent. Health details are closed. Press Consents on the card to change it. [Open card] / [Home]
    Cleo: [Skip]
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Effect: 4 of 5 ⏎ Next visit: – ⏎ Amount: – ⏎ Note: – ⏎ Photos: – ⏎ You can send a note or photos at any moment. [Save] / [✎ Services] [✎ Products] [✎ Effect] / [✎ Next visit] [✎ Amount] [✎ Note] / [✎ Photos] / [Back] [Cancel]
    Cleo: [Save]
      bot to Cleo toasts: Nothing is saved yet: the client has withdrawn the consent meanwhile, so effect, note and photos are left out. Save the rest, or ask again.
      bot to Cleo edits 2: Visit · A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Services: Facial ⏎ Products: – ⏎ Next visit: – ⏎ Amount: – ⏎ The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you. [Save] / [✎ Services] [✎ Products] [✎ Next visit] / [✎ Amount] / [Ask for consent] / [Back] [Cancel]
    "#);
}

#[tokio::test]
async fn a_visit_in_chinese() {
    let office = Office::open().await;
    let (xue, xue_id) = office.seat(101, "小雪", Role::Care, "zh-hans").await;
    office.menu(&[("service", "面部护理"), ("product", "精华")]).await;
    office.client(Sample { name: "王小美", ..emma(xue_id, true) }).await;
    xue.says("wxm").await;
    xue.presses("登记到店").await;
    xue.presses("面部护理").await;
    xue.presses("精华").await;
    xue.presses("下一步").await;
    xue.says("客户喜欢轻柔的手法").await;
    xue.presses("4").await;
    xue.says("下周五").await;
    xue.presses("保存").await;
    xue.presses("打开档案").await;
    xue.presses("历次到店").await;
    insta::assert_snapshot!(office.close().await, @r#"
    小雪: wxm
      bot to 小雪: 客户档案 ⏎  ⏎ 王小美 · A-0001 ⏎ 负责人：小雪 ⏎ 电话：138••••8001 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    小雪: [登记到店]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 1 步，共 5 步 ⏎ 做了什么项目？ ⏎ 备注和照片随时都可以发送。 [面部护理] / [跳过] / [返回] [取消]
    小雪: [面部护理]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 2 步，共 5 步 ⏎ 用了哪些产品？请逐个点选。 ⏎ 备注和照片随时都可以发送。 [精华] / [跳过] / [返回] [取消]
    小雪: [精华]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 2 步，共 5 步 ⏎ 用了哪些产品？请逐个点选。 ⏎ 产品：精华 ⏎ 备注和照片随时都可以发送。 [✓ 精华] / [下一步] / [返回] [取消]
    小雪: [下一步]
      bot to 小雪 edits 2: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 3 步，共 5 步 ⏎ 与上次相比效果如何？1 分变差，5 分好很多。 ⏎ 备注和照片随时都可以发送。 [1] [2] [3] [4] [5] / [跳过] / [返回] [取消]
    小雪: 客户喜欢轻柔的手法
      bot to 小雪: 到店记录 · A-0001 ⏎  ⏎ 已记入“备注”。请点按钮继续。 ⏎ 王小美 · A-0001 ⏎ 第 3 步，共 5 步 ⏎ 与上次相比效果如何？1 分变差，5 分好很多。 ⏎ 备注：客户喜欢轻柔的手法 ⏎ 备注和照片随时都可以发送。 [1] [2] [3] [4] [5] / [跳过] / [返回] [取消]
      bot to 小雪 deletes 2
    小雪: [4]
      bot to 小雪 edits 4: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 第 4 步，共 5 步 ⏎ 下次什么时候来？点按钮，或输入日期，例如 下周五。 ⏎ 备注：客户喜欢轻柔的手法 ⏎ 备注和照片随时都可以发送。 [常规：28天后] [1周后] / [2周后] [选其他日期] / [跳过] / [返回] [取消]
    小雪: 下周五
      bot to 小雪: 到店记录 · A-0001 ⏎  ⏎ 王小美 · A-0001 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 项目：面部护理 ⏎ 产品：精华 ⏎ 效果：4 / 5 分 ⏎ 下次到店：2026年3月13日 ⏎ 金额：– ⏎ 备注：客户喜欢轻柔的手法 ⏎ 照片：– ⏎ 备注和照片随时都可以发送。 [保存] / [✎ 项目] [✎ 产品] [✎ 效果] / [✎ 下次到店] [✎ 金额] [✎ 备注] / [✎ 照片] / [返回] [取消]
      bot to 小雪 deletes 4
    小雪: [保存]
      bot to 小雪 edits 6: 到店记录已保存。 ⏎  ⏎ 王小美 · A-0001 ⏎ 回访日期：2026年3月13日。 [撤销] [打开档案] / [首页]
    小雪: [打开档案]
      bot to 小雪 edits 6: 客户档案 ⏎  ⏎ 王小美 · A-0001 ⏎ 负责人：小雪 ⏎ 电话：138••••8001 ⏎ 上次到店：面部护理 · 17:00，小雪接待 ⏎ 下次到店：2026年3月13日 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    小雪: [历次到店]
      bot to 小雪 edits 6: 历次到店 ⏎  ⏎ 王小美 · A-0001 ⏎ • 17:00 · 小雪 ⏎ 项目：面部护理 ⏎ 产品：精华 ⏎ 效果：4/5 ⏎ 备注：客户喜欢轻柔的手法 ⏎ 下次到店：2026年3月13日 ⏎ 可查看至 17:30，禁止转发和保存。 [更正 17:00] / [登记到店] / [返回] [首页]
    "#);
}

#[tokio::test]
async fn a_visit_in_korean() {
    let office = Office::open().await;
    let (bora, bora_id) = office.seat(101, "보라", Role::Care, "ko").await;
    office.menu(&[("service", "페이셜"), ("product", "세럼")]).await;
    office.client(Sample { name: "김민수", ..emma(bora_id, false) }).await;
    bora.says("ㄱㅁㅅ").await;
    bora.presses("방문 기록하기").await;
    bora.sends_photo("").await;
    bora.presses("페이셜").await;
    bora.presses("건너뛰기").await;
    bora.says("다음 주 금요일").await;
    bora.presses("✎ 금액").await;
    bora.says("3만5천").await;
    bora.says("35,000").await;
    bora.presses("저장").await;
    bora.presses("카드 열기").await;
    insta::assert_snapshot!(office.close().await, @r#"
    보라: ㄱㅁㅅ
      bot to 보라: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ 김민수 · A-0001 ⏎ 담당: 보라 ⏎ 전화: 138••••8001 ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [연락처 보기] [예약] / [열람 대여] [동의] / [카드 정정] [긴급 열람] / [상담 모드] / [뒤로] [홈]
    보라: [방문 기록하기]
      bot to 보라 edits 2: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 4단계 중 1단계 ⏎ 어떤 시술을 했나요? ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [페이셜] / [건너뛰기] / [동의 구하기] / [뒤로] [취소]
    보라 sends a photo
      bot to 보라: 방문 기록 · A-0001 ⏎  ⏎ 메모와 사진은 건강 정보라서 먼저 고객의 동의가 필요합니다. ‘동의 구하기’를 누른 뒤 다시 보내 주세요. ⏎ 김민수 · A-0001 ⏎ 4단계 중 1단계 ⏎ 어떤 시술을 했나요? ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [페이셜] / [건너뛰기] / [동의 구하기] / [뒤로] [취소]
      bot to 보라 deletes 2
    보라: [페이셜]
      bot to 보라 edits 4: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 4단계 중 2단계 ⏎ 어떤 제품을 썼나요? 하나씩 눌러 주세요. ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [세럼] / [건너뛰기] / [동의 구하기] / [뒤로] [취소]
    보라: [건너뛰기]
      bot to 보라 edits 4: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 4단계 중 3단계 ⏎ 다음 방문은 언제인가요? 버튼을 누르거나 다음 주 금요일처럼 입력해 주세요. ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [평소: 28일 뒤] [1주 뒤] / [2주 뒤] [다른 날짜] / [건너뛰기] / [동의 구하기] / [뒤로] [취소]
    보라: 다음 주 금요일
      bot to 보라: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 시술: 페이셜 ⏎ 제품: – ⏎ 다음 방문: 2026년 3월 13일 ⏎ 금액: – ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [저장] / [✎ 시술] [✎ 제품] [✎ 다음 방문] / [✎ 금액] / [동의 구하기] / [뒤로] [취소]
      bot to 보라 deletes 4
    보라: [✎ 금액]
      bot to 보라 edits 6: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 얼마를 받았나요? 금액을 입력해 주세요. ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [비워 두기] / [동의 구하기] / [뒤로] [취소]
    보라: 3만5천
      bot to 보라: 방문 기록 · A-0001 ⏎  ⏎ 금액을 읽지 못했습니다. 35000 또는 35,000처럼 숫자만 보내 주세요. ⏎ 김민수 · A-0001 ⏎ 얼마를 받았나요? 금액을 입력해 주세요. ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [비워 두기] / [동의 구하기] / [뒤로] [취소]
      bot to 보라 deletes 6
    보라: 35,000
      bot to 보라: 방문 기록 · A-0001 ⏎  ⏎ 김민수 · A-0001 ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 시술: 페이셜 ⏎ 제품: – ⏎ 다음 방문: 2026년 3월 13일 ⏎ 금액: ¥35,000.00 ⏎ 고객이 건강 정보에 동의하지 않아 효과, 메모, 사진은 기록하지 않습니다. 고객이 곁에 있으면 ‘동의 구하기’를 눌러 주세요. [저장] / [✎ 시술] [✎ 제품] [✎ 다음 방문] / [✎ 금액] / [동의 구하기] / [뒤로] [취소]
      bot to 보라 deletes 8
    보라: [저장]
      bot to 보라 edits 10: 방문 기록을 저장했습니다. ⏎  ⏎ 김민수 · A-0001 ⏎ 후속 연락일: 2026년 3월 13일 [되돌리기] [카드 열기] / [홈]
    보라: [카드 열기]
      bot to 보라 edits 10: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ 김민수 · A-0001 ⏎ 담당: 보라 ⏎ 전화: 138••••8001 ⏎ 최근 방문: 페이셜 · 17:00, 담당 보라 ⏎ 다음 방문일: 2026년 3월 13일 ⏎ 열람 대여를 요청할 수 있는 항목: 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [연락처 보기] [예약] / [열람 대여] [동의] / [카드 정정] [긴급 열람] / [상담 모드] / [뒤로] [홈]
    "#);
}
