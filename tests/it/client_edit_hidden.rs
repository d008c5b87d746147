//! A correction of what the owner keeps from the chat: what is there is told of, shown first, or only added to.

use crate::lending::{emma, late_digests};
use crate::office::{Office, Sample};
use kartoteka::model::policy::Role;
use simulator::Person;

/// The way home: in English, Chinese, Korean.
const HOME: [&str; 3] = ["Home", "首页", "홈"];

/// Emma, whom Cleo keeps; Olga has set what the chat shows.
async fn salon(lang: &'static str, setting: [&str; 3]) -> (Office, Person, Person) {
    let office = Office::open().await;
    let (olga, olga_id) = office.seat(101, "Olga", Role::Owner, lang).await;
    let (cleo, cleo_id) = office.seat(102, "Cleo", Role::Care, lang).await;
    late_digests(&office, vec![olga_id, cleo_id]).await;
    office.client(Sample { keeper: Some(cleo_id), ..emma() }).await;
    olga.says("/settings").await;
    for label in setting {
        olga.presses(label).await;
    }
    olga.presses(HOME[usize::from(lang == "zh") + 2 * usize::from(lang == "ko")]).await;
    office.topic();
    (office, olga, cleo)
}

#[tokio::test]
async fn a_masked_allergy_is_looked_at_before_it_is_corrected() {
    let (office, _, cleo) = salon("en", ["Sensitive fields", "Masked", "Yes, show less"]).await;
    cleo.says("emma").await;
    cleo.presses("Edit").await;
    cleo.presses("Allergy").await;
    cleo.presses("Show it first").await;
    cleo.presses("Before a treatment").await;
    assert!(cleo.screen().text.contains("canary latex"), "{}", cleo.screen().text);
    cleo.presses("Correct it").await;
    cleo.says("canary latex, nickel").await;
    cleo.says("she told me").await;
    cleo.presses("Save").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ ⛔ Allergy: ••• ⏎ What reads ••• is masked in the chat. Press Show masked: it takes a reason and lasts a minute. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Skin: ••• ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show masked] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Edit]
      bot to Cleo edits 2: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Safety · Allergy: ••• ⏎ • Profile · nothing yet ⏎ • Care · Skin: ••• ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Allergy] [Must not be done] / [Patch test] [Birthday] / [Occupation] [Family] / [Likes] [Topics] / [Needs] [Skin] / [Care plan] / [Back] [Home]
    Cleo: [Allergy]
      bot to Cleo edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: Allergy: ••• ⏎ There is something here already, and it is masked. What you send replaces it, so look at it first. ⏎ Step 1 of 3 ⏎ What should Allergy say? Type the whole text. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Show it first] [Remove from card] / [Back] [Cancel]
    Cleo: [Show it first]
      bot to Cleo edits 2: Show what is masked ⏎  ⏎ It is shown for 60 seconds and noted on the card. What is it for? Press a reason or type one. [Before a treatment] / [Call about the visit] / [Client wants a call] / [Client left an item] / [Back] [Home]
    Cleo: [Before a treatment]
      bot to Cleo edits 2: Shown for 60 seconds ⏎  ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Allergy: canary latex ⏎ Skin: canary dry ⏎ Shown to you until 17:01. Protected from forwarding and saving. [Correct it] / [Hide] [Home]
    Cleo: [Correct it]
      bot to Cleo edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: Allergy: ••• ⏎ There is something here already, and it is masked. What you send replaces it, so look at it first. ⏎ Step 1 of 3 ⏎ What should Allergy say? Type the whole text. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Show it first] [Remove from card] / [Back] [Cancel]
    Cleo: canary latex, nickel
      bot to Cleo: Correct a card · A-0001 ⏎  ⏎ On the card: Allergy: ••• ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: she told me
      bot to Cleo: Correct a card · A-0001 ⏎  ⏎ On the card: Allergy: ••• ⏎ Please check. Tap a ✎ button to change a line. ⏎ Allergy: canary latex, nickel ⏎ Reason: she told me ⏎ Source: On a visit ⏎ The old value stays on record, with the reason and your name. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Allergy] [✎ Reason] [✎ Source] / [Back] [Cancel]
      bot to Cleo deletes 4
    Cleo: [Save]
      bot to Cleo edits 6: The card is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Undo] [Open card] / [Home]
    "#);
}

#[tokio::test]
async fn a_masked_phone_can_be_looked_at_too_in_korean() {
    let (office, olga, _) = salon("ko", ["민감 정보", "가림", "네, 줄이기"]).await;
    olga.says("emma").await;
    olga.presses("카드 정정").await;
    olga.presses("전화").await;
    olga.presses("먼저 보기").await;
    olga.says("번호가 바뀌었대요").await;
    olga.presses("정정하기").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Olga: emma
      bot to Olga: 고객 카드 ⏎  ⏎ ⛔ 알레르기: ••• ⏎ •••로 표시된 내용은 대화에서 가려져 있습니다. ‘가린 내용 보기’를 누르고 사유를 남기면 1분 동안 보입니다. ⏎ Emma Sample · A-0001 ⏎ 담당: Cleo ⏎ 전화: 138••••8001 ⏎ 피부: ••• ⏎ 문서: ••• ⏎ 누적 결제: ¥0.00 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [방문 기록하기] [지난 방문] / [가린 내용 보기] [예약] / [동의] [원본] / [카드 정정] [열람 이력] / [고객 권리] [상담 모드] / [뒤로] [홈]
      bot to Olga deletes 2
    Olga: [카드 정정]
      bot to Olga edits 4: 카드 정정 · A-0001 ⏎  ⏎ 무엇이 잘못되었거나 빠졌나요? 항목을 눌러 주세요. 이전 값은 그대로 남습니다. ⏎ • 번호와 이름 · 이름: Emma Sample ⏎ • 안전 정보 · 알레르기: ••• ⏎ • 연락처 · 전화: ••• ⏎ • 개인 정보 · 아직 없음 ⏎ • 시술 정보 · 피부: ••• ⏎ • 결제와 신용 · 아직 없음 ⏎ • 문서 사본 · 문서: ••• ⏎ • 문서 원본 · 아직 없음 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [이름] [부서] / [직함] [알레르기] / [금기 사항] [패치 테스트] / [전화] [이메일] / [주소] [고객 등급] / [생일] [직업] / [가족] [취향] / [대화 주제] [요구 사항] / [피부] [관리 계획] / [신용 등급] [결제 조건] / [문서] [종이 파일 보관 위치] / [원본 보관 위치] / [뒤로] [홈]
    Olga: [전화]
      bot to Olga edits 4: 카드 정정 · A-0001 ⏎  ⏎ 현재 카드: 전화: ••• ⏎ 이 항목에는 이미 내용이 있으며 가려져 있습니다. 보내는 내용으로 바뀌니 먼저 확인해 주세요. ⏎ 3단계 중 1단계 ⏎ 올바른 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [먼저 보기] [카드에서 빼기] [두 번째 전화] / [뒤로] [취소]
    Olga: [먼저 보기]
      bot to Olga edits 4: 가린 내용 보기 ⏎  ⏎ 60초 동안 표시되고 카드에 기록됩니다. 사유를 고르거나 입력해 주세요. [시술 전 확인] / [방문 관련 전화] / [고객의 연락 요청] / [두고 간 물건] / [뒤로] [홈]
    Olga: 번호가 바뀌었대요
      bot to Olga: 60초 동안 표시 ⏎  ⏎ Emma Sample · A-0001 ⏎ 전화: 138 0013 8001 ⏎ 알레르기: canary latex ⏎ 피부: canary dry ⏎ 문서: canary plan ⏎ 17:01까지 표시됩니다. 전달과 저장이 제한됩니다. [정정하기] / [숨기기] [홈]
      bot to Olga deletes 4
    Olga: [정정하기]
      bot to Olga edits 6: 카드 정정 · A-0001 ⏎  ⏎ 현재 카드: 전화: ••• ⏎ 이 항목에는 이미 내용이 있으며 가려져 있습니다. 보내는 내용으로 바뀌니 먼저 확인해 주세요. ⏎ 3단계 중 1단계 ⏎ 올바른 전화번호를 입력해 주세요. 연락처를 공유해도 됩니다. ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [먼저 보기] [카드에서 빼기] [두 번째 전화] / [뒤로] [취소]
    "#);
}

#[tokio::test]
async fn a_note_that_is_kept_out_is_warned_of_and_only_added_to_in_chinese() {
    let (office, olga, cleo) = salon("zh", ["敏感信息", "不显示", "确认更改"]).await;
    cleo.says("emma").await;
    cleo.presses("更正档案").await;
    cleo.presses("过敏").await;
    let offered = cleo.screen();
    assert!(!offered.labels().contains(&"从档案移除"), "{:?}", offered.labels());
    cleo.says("镍").await;
    cleo.presses("保存").await;
    assert!(!cleo.screen().text.contains("canary"));
    // A number has no room for two: the one that nobody sees is replaced, and the person is told so.
    olga.says("emma").await;
    olga.presses("更正档案").await;
    olga.presses("电话").await;
    olga.says("13900139002").await;
    olga.says("换号").await;
    // The old note is whole.
    olga.says("/settings").await;
    olga.presses("敏感信息").await;
    olga.presses("显示").await;
    olga.presses("首页").await;
    olga.says("emma").await;
    let text = olga.screen().text;
    assert!(text.contains("过敏：canary latex") && text.contains("过敏：镍"), "{text}");
    // It is taken back as one.
    cleo.says("/undo").await;
    cleo.says("emma").await;
    assert!(!cleo.screen().text.contains("镍"), "{}", cleo.screen().text);
    assert!(cleo.screen().text.contains("canary latex"), "{}", cleo.screen().text);
    insta::assert_snapshot!(office.close().await, @r#"
    Cleo: emma
      bot to Cleo: 客户档案 ⏎  ⏎ ⛔ 有安全须知（如过敏），聊天中不显示。操作前请先查阅纸质档案或询问经理。 ⏎ 联系方式、安全须知、健康信息和文件不在聊天中显示。如有需要，请向保管人调阅纸质档案；保管人可在“更正档案”中登记存放处。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [更正档案] [紧急查看] / [当面展示] / [返回] [首页]
    Cleo: [更正档案]
      bot to Cleo edits 2: 更正档案 · A-0001 ⏎  ⏎ 哪一项有误或缺失？请点选。原来的内容会保留。 ⏎ • 安全须知 · 过敏：••• ⏎ • 个人资料 · 暂无 ⏎ • 护理 · 皮肤：••• ⏎ 可查看至 17:30，禁止转发和保存。 [过敏] [禁忌] / [皮肤测试] [生日] / [职业] [家庭] / [喜好] [话题] / [需求] [皮肤] / [护理方案] / [返回] [首页]
    Cleo: [过敏]
      bot to Cleo edits 2: 更正档案 · A-0001 ⏎  ⏎ 档案现有：过敏：••• ⏎ 这一项已有内容，不在聊天中显示。原内容保留，您输入的会补充在后面。 ⏎ 第 1 步，共 2 步 ⏎ “过敏”要补充什么？ ⏎ 可查看至 17:30，禁止转发和保存。 [返回] [取消]
    Cleo: 镍
      bot to Cleo: 更正档案 · A-0001 ⏎  ⏎ 档案现有：过敏：••• ⏎ 这一项已有内容，不在聊天中显示。原内容保留，您输入的会补充在后面。 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 过敏：镍 ⏎ 来源：到店时 ⏎ 可查看至 17:30，禁止转发和保存。 [保存] / [✎ 过敏] [✎ 来源] / [返回] [取消]
      bot to Cleo deletes 2
    Cleo: [保存]
      bot to Cleo edits 4: 档案已更正。 [撤销] [打开档案] / [首页]
    Olga: emma
      bot to Olga: 客户档案 ⏎  ⏎ ⛔ 有安全须知（如过敏），聊天中不显示。操作前请先查阅纸质档案或询问经理。 ⏎ 联系方式、安全须知、健康信息和文件不在聊天中显示。如有需要，请向保管人调阅纸质档案；保管人可在“更正档案”中登记存放处。 ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 累计消费：¥0.00 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
      bot to Olga deletes 2
    Olga: [更正档案]
      bot to Olga edits 4: 更正档案 · A-0001 ⏎  ⏎ 哪一项有误或缺失？请点选。原来的内容会保留。 ⏎ • 编号与姓名 · 姓名：Emma Sample ⏎ • 安全须知 · 过敏：••• ⏎ • 联系方式 · 电话：••• ⏎ • 个人资料 · 暂无 ⏎ • 护理 · 皮肤：••• ⏎ • 消费与信用 · 暂无 ⏎ • 文件副本 · 文件：••• ⏎ • 文件原件 · 暂无 ⏎ 可查看至 17:30，禁止转发和保存。 [姓名] [部门] / [职务] [过敏] / [禁忌] [皮肤测试] / [电话] [电子邮箱] / [地址] [客户等级] / [生日] [职业] / [家庭] [喜好] / [话题] [需求] / [皮肤] [护理方案] / [信用等级] [付款条件] / [文件] [纸质档案存放处] / [原件存放处] / [返回] [首页]
    Olga: [电话]
      bot to Olga edits 4: 更正档案 · A-0001 ⏎  ⏎ 档案现有：电话：••• ⏎ 这一项已有内容，不在聊天中显示。保存后，新内容会取代您看不到的原内容；原内容仍留档。请确认无误后再保存。 ⏎ 第 1 步，共 3 步 ⏎ 请输入正确的电话号码，也可以分享联系人。 ⏎ 可查看至 17:30，禁止转发和保存。 [从档案移除] [第二电话] / [返回] [取消]
    Olga: 13900139002
      bot to Olga: 更正档案 · A-0001 ⏎  ⏎ 档案现有：电话：••• ⏎ 这一项已有内容，不在聊天中显示。保存后，新内容会取代您看不到的原内容；原内容仍留档。请确认无误后再保存。 ⏎ 第 2 步，共 3 步 ⏎ 为什么更正？简单写几个字就行。 ⏎ 可查看至 17:30，禁止转发和保存。 [返回] [取消]
      bot to Olga deletes 4
    Olga: 换号
      bot to Olga: 更正档案 · A-0001 ⏎  ⏎ 档案现有：电话：••• ⏎ 这一项已有内容，不在聊天中显示。保存后，新内容会取代您看不到的原内容；原内容仍留档。请确认无误后再保存。 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 电话：139 0013 9002 ⏎ 原因：换号 ⏎ 来源：到店时 ⏎ 原来的内容会保留，并记下原因和您的名字。 ⏎ 可查看至 17:30，禁止转发和保存。 [保存] / [✎ 电话] [✎ 原因] [✎ 来源] / [返回] [取消]
      bot to Olga deletes 6
    Olga: /settings
      bot to Olga: 设置 ⏎  ⏎ 语言：中文（跟随 Telegram 设置） ⏎ 每日提醒：23:59，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [员工管理] [PIN 码] / [我不在岗] / [核对日志] / [客户权利] / [借阅规定] / [敏感信息] [保存期限] / [返回] [首页]
      bot to Olga deletes 8
    Olga: [敏感信息]
      bot to Olga edits 10: 聊天中的敏感信息 ⏎  ⏎ 不显示：任何人都不能在聊天中查看，也不能借阅。只能通过纸质档案、资料副本或紧急查看得知。 ⏎ 敏感信息指联系方式、安全须知、健康信息和文件。无论如何选择，都可以照常登记和更正。 ⏎ 紧急情况下，前台和美容师仍可查看安全须知，事后由他人复核。如选择更严的一项，所有打开的档案会立即收回。 [✓ 不显示] [遮盖] [显示] / [返回] [首页]
    Olga: [显示]
      bot to Olga toasts: 已保存。
      bot to Olga edits 10: 聊天中的敏感信息 ⏎  ⏎ 显示：各岗位按权限查看。 ⏎ 敏感信息指联系方式、安全须知、健康信息和文件。无论如何选择，都可以照常登记和更正。 ⏎ 紧急情况下，前台和美容师仍可查看安全须知，事后由他人复核。如选择更严的一项，所有打开的档案会立即收回。 [不显示] [遮盖] [✓ 显示] / [返回] [首页]
    Olga: [首页]
      bot to Olga edits 10: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Olga: emma
      bot to Olga: 客户档案 ⏎  ⏎ ⛔ 过敏：canary latex ⏎ ⛔ 过敏：镍 ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 电话：138 0013 8001 ⏎ 皮肤：canary dry ⏎ 文件：canary plan ⏎ 累计消费：¥0.00 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [预约] [同意事项] / [原件] [更正档案] / [查阅记录] [客户权利] / [当面展示] / [返回] [首页]
      bot to Olga deletes 10
    Cleo: /undo
      bot to Cleo: 这条消息已过时，请看下面最新的一条。
      bot to Cleo deletes 5
      bot to Cleo: 今日 · 暂无待办 ⏎  ⏎ 已撤销。 ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
      bot to Cleo deletes 4
    Cleo: emma
      bot to Cleo: 客户档案 ⏎  ⏎ ⛔ 过敏：canary latex ⏎ Emma Sample · A-0001 ⏎ 负责人：Cleo ⏎ 电话：138••••8001 ⏎ 皮肤：canary dry ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
      bot to Cleo deletes 7
    "#);
}
