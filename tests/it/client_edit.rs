//! A card corrected: by whoever may edit the part, with a reason, found under the new name, undone in time.

use crate::office::{Office, Sample};
use kartoteka::model::StaffId;
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

fn emma(keeper: Option<StaffId>, consent: Option<bool>) -> Sample<'static> {
    Sample {
        name: "Emma Sample",
        phone: Some("+8613800138001"),
        facts: vec![(Field::Allergy, "latex"), (Field::Likes, "tea"), (Field::CreditGrade, "B")],
        consent,
        keeper,
    }
}

#[tokio::test]
async fn a_manager_corrects_a_fact_and_takes_it_back() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    office.client(emma(None, Some(true))).await;
    mina.says("emma").await;
    mina.presses("Edit").await;
    mina.presses("Credit grade").await;
    mina.says("A").await;
    mina.presses("A").await;
    mina.says("paid on time for a year").await;
    mina.presses("✎ Source").await;
    mina.presses("From the client").await;
    mina.presses("Save").await;
    mina.presses("Open card").await;
    mina.says("/undo").await;
    mina.says("emma").await;
    mina.presses("Edit").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Likes: tea ⏎ Credit grade: B ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: [Edit]
      bot to Mina edits 2: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Emma Sample ⏎ • Safety · Allergy: latex ⏎ • Contact details · Phone: 138 0013 8001 ⏎ • Profile · Likes: tea ⏎ • Care · nothing yet ⏎ • Money · Credit grade: B ⏎ • Documents · nothing yet ⏎ • Originals · nothing yet ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Name] [Unit] / [Title] [Allergy] / [Must not be done] [Patch test] / [Phone] [E-mail] / [Address] [Class] / [Birthday] [Occupation] / [Family] [Likes] / [Topics] [Needs] / [Skin] [Care plan] / [Credit grade] [Terms of payment] / [Document] [Paper file kept at] / [Original kept at] / [Back] [Home]
    Mina: [Credit grade]
      bot to Mina edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: Credit grade: B ⏎ Step 1 of 3 ⏎ Which credit grade is right? ⏎ Shown to you until 17:30. Protected from forwarding and saving. [A] [B] / [C] [D] / [Remove from card] / [Back] [Cancel]
    Mina: A
      bot to Mina: Correct a card · A-0001 ⏎  ⏎ Please tap one of the buttons. ⏎ On the card: Credit grade: B ⏎ Step 1 of 3 ⏎ Which credit grade is right? ⏎ Shown to you until 17:30. Protected from forwarding and saving. [A] [B] / [C] [D] / [Remove from card] / [Back] [Cancel]
      bot to Mina deletes 2
    Mina: [A]
      bot to Mina edits 4: Correct a card · A-0001 ⏎  ⏎ On the card: Credit grade: B ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Back] [Cancel]
    Mina: paid on time for a year
      bot to Mina: Correct a card · A-0001 ⏎  ⏎ On the card: Credit grade: B ⏎ Please check. Tap a ✎ button to change a line. ⏎ Credit grade: A ⏎ Reason: paid on time for a year ⏎ Source: On a visit ⏎ The old value stays on record, with the reason and your name. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Credit grade] [✎ Reason] [✎ Source] / [Back] [Cancel]
      bot to Mina deletes 4
    Mina: [✎ Source]
      bot to Mina edits 6: Correct a card · A-0001 ⏎  ⏎ On the card: Credit grade: B ⏎ Where does the new information come from? ⏎ Source: On a visit ⏎ Shown to you until 17:30. Protected from forwarding and saving. [On a visit] [From the client] / [From an agency] / [Back] [Cancel]
    Mina: [From the client]
      bot to Mina edits 6: Correct a card · A-0001 ⏎  ⏎ On the card: Credit grade: B ⏎ Please check. Tap a ✎ button to change a line. ⏎ Credit grade: A ⏎ Reason: paid on time for a year ⏎ Source: From the client ⏎ The old value stays on record, with the reason and your name. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Credit grade] [✎ Reason] [✎ Source] / [Back] [Cancel]
    Mina: [Save]
      bot to Mina edits 6: The card is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Undo] [Open card] / [Home]
    Mina: [Open card]
      bot to Mina edits 6: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Likes: tea ⏎ Credit grade: A ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
    Mina: /undo
      bot to Mina: Today · nothing due ⏎  ⏎ Undone. ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina deletes 6
    Mina: emma
      bot to Mina: Client card ⏎  ⏎ ⛔ Allergy: latex ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Likes: tea ⏎ Credit grade: B ⏎ Spent so far: ¥0.00 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Consents] / [Originals] [Edit] / [History] [Rights] / [With client] / [Back] [Home]
      bot to Mina deletes 8
    Mina: [Edit]
      bot to Mina edits 10: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Emma Sample ⏎ • Safety · Allergy: latex ⏎ • Contact details · Phone: 138 0013 8001 ⏎ • Profile · Likes: tea ⏎ • Care · nothing yet ⏎ • Money · Credit grade: B ⏎ • Documents · nothing yet ⏎ • Originals · nothing yet ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Name] [Unit] / [Title] [Allergy] / [Must not be done] [Patch test] / [Phone] [E-mail] / [Address] [Class] / [Birthday] [Occupation] / [Family] [Likes] / [Topics] [Needs] / [Skin] [Care plan] / [Credit grade] [Terms of payment] / [Document] [Paper file kept at] / [Original kept at] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_new_name_is_found_and_the_old_one_is_not() {
    let office = Office::open().await;
    let (fei, _) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    office.client(emma(None, None)).await;
    office
        .client(Sample { name: "Otto Sample", phone: Some("+8613800138002"), ..Sample::default() })
        .await;
    fei.says("emma").await;
    fei.presses("Edit").await;
    fei.presses("Name").await;
    fei.says("Ottilie Sample").await;
    fei.says("married").await;
    fei.presses("Save").await;
    fei.says("emma").await;
    fei.says("ottilie").await;
    fei.presses("Edit").await;
    fei.presses("Phone").await;
    fei.says("138").await;
    fei.says("13800138002").await;
    fei.says("new number").await;
    fei.presses("Save").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Fei: emma
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Likes: tea ⏎ Credit grade: B ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Fei: [Edit]
      bot to Fei edits 2: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Emma Sample ⏎ • Contact details · Phone: 138 0013 8001 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Name] [Unit] / [Title] [Phone] / [E-mail] [Address] / [Back] [Home]
    Fei: [Name]
      bot to Fei edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: Name: Emma Sample ⏎ Step 1 of 3 ⏎ What is the right name? ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Remove from card] / [Back] [Cancel]
    Fei: Ottilie Sample
      bot to Fei: Correct a card · A-0001 ⏎  ⏎ On the card: Name: Emma Sample ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Back] [Cancel]
      bot to Fei deletes 2
    Fei: married
      bot to Fei: Correct a card · A-0001 ⏎  ⏎ On the card: Name: Emma Sample ⏎ Please check. Tap a ✎ button to change a line. ⏎ Name: Ottilie Sample ⏎ Reason: married ⏎ Source: On a visit ⏎ The old value stays on record, with the reason and your name. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Name] [✎ Reason] [✎ Source] / [Back] [Cancel]
      bot to Fei deletes 4
    Fei: [Save]
      bot to Fei edits 6: The card is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Undo] [Open card] / [Home]
    Fei: emma
      bot to Fei: Find a client ⏎  ⏎ No client for “emma”. Type it differently, or create a card. [Create “emma”] / [Back] [Home]
      bot to Fei deletes 6
    Fei: ottilie
      bot to Fei: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Ottilie Sample · A-0001 ⏎ Phone: 138 0013 8001 ⏎ Likes: tea ⏎ Credit grade: B ⏎ Spent so far: ¥0.00 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Bookings] [Borrow] / [Consents] [Originals] / [Edit] [Emergency] / [With client] / [Back] [Home]
      bot to Fei deletes 8
    Fei: [Edit]
      bot to Fei edits 10: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Number and name · Name: Ottilie Sample ⏎ • Contact details · Phone: 138 0013 8001 ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Name] [Unit] / [Title] [Phone] / [E-mail] [Address] / [Back] [Home]
    Fei: [Phone]
      bot to Fei edits 10: Correct a card · A-0001 ⏎  ⏎ On the card: Phone: 138 0013 8001 ⏎ Step 1 of 3 ⏎ What is the right phone number? You can also share the contact. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Remove from card] [Second phone] / [Back] [Cancel]
    Fei: 138
      bot to Fei: Correct a card · A-0001 ⏎  ⏎ “138” has 3 digits; 11 are expected. Send it again, with + and the country code if it is from abroad. ⏎ On the card: Phone: 138 0013 8001 ⏎ Step 1 of 3 ⏎ What is the right phone number? You can also share the contact. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Remove from card] [Second phone] / [Back] [Cancel]
      bot to Fei deletes 10
    Fei: 13800138002
      bot to Fei: Correct a card · A-0001 ⏎  ⏎ On the card: Phone: 138 0013 8001 ⏎ Step 2 of 3 ⏎ Why is it corrected? A few words are enough. ⏎ Is it the same client? Similar cards: Otto Sample · A-0002. Check before you save. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Back] [Cancel]
      bot to Fei deletes 12
    Fei: new number
      bot to Fei: Correct a card · A-0001 ⏎  ⏎ On the card: Phone: 138 0013 8001 ⏎ Please check. Tap a ✎ button to change a line. ⏎ Phone: 138 0013 8002 ⏎ Reason: new number ⏎ Source: On a visit ⏎ Is it the same client? Similar cards: Otto Sample · A-0002. Check before you save. ⏎ The old value stays on record, with the reason and your name. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Phone] [✎ Reason] [✎ Source] / [Back] [Cancel]
      bot to Fei deletes 14
    Fei: [Save]
      bot to Fei edits 16: The card is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Undo] [Open card] / [Home]
    "#);
}

#[tokio::test]
async fn whoever_edits_no_part_is_not_offered_it_and_health_needs_the_consent() {
    let office = Office::open().await;
    let (cleo, cleo_id) = office.seat(101, "Cleo", Role::Care, "en").await;
    let (lena, _) = office.seat(102, "Lena", Role::Care, "en").await;
    office.client(emma(Some(cleo_id), None)).await;
    lena.says("emma").await;
    cleo.says("emma").await;
    cleo.presses("Edit").await;
    cleo.presses("Likes").await;
    cleo.presses("Remove from card").await;
    cleo.says("no longer true").await;
    cleo.presses("Save").await;
    cleo.presses("Open card").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Cleo: emma
      bot to Cleo: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ Likes: tea ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    Cleo: [Edit]
      bot to Cleo edits 2: Correct a card · A-0001 ⏎  ⏎ What is wrong, or missing? Tap it. An old value stays on record. ⏎ • Profile · Likes: tea ⏎ The client has not agreed to health details, so those are left out. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Birthday] [Occupation] / [Family] [Likes] / [Topics] / [Back] [Home]
    Cleo: [Likes]
      bot to Cleo edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: Likes: tea ⏎ Step 1 of 3 ⏎ What should Likes say? Type the whole text. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Remove from card] / [Back] [Cancel]
    Cleo: [Remove from card]
      bot to Cleo edits 2: Correct a card · A-0001 ⏎  ⏎ On the card: Likes: tea ⏎ Step 1 of 2 ⏎ Why is it corrected? A few words are enough. ⏎ This will be removed from the card. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Back] [Cancel]
    Cleo: no longer true
      bot to Cleo: Correct a card · A-0001 ⏎  ⏎ On the card: Likes: tea ⏎ Please check. Tap a ✎ button to change a line. ⏎ Reason: no longer true ⏎ Source: On a visit ⏎ This will be removed from the card. ⏎ The old value stays on record, with the reason and your name. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Save] / [✎ Reason] [✎ Source] / [Back] [Cancel]
      bot to Cleo deletes 2
    Cleo: [Save]
      bot to Cleo edits 4: The card is corrected. ⏎  ⏎ The old value stays on record, with the reason and your name. [Undo] [Open card] / [Home]
    Cleo: [Open card]
      bot to Cleo edits 4: Client card ⏎  ⏎ Health details are closed: the client's consent is not on the card. Ask the client and record it. ⏎ Emma Sample · A-0001 ⏎ Kept by Cleo ⏎ Phone: 138••••8001 ⏎ You can ask to borrow: Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Log visit] [Visits] / [Show contact] [Bookings] / [Borrow] [Consents] / [Edit] [Emergency] / [With client] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_birthday_is_added_in_chinese() {
    let office = Office::open().await;
    let (li, li_id) = office.seat(101, "Li", Role::Sales, "zh").await;
    office.client(Sample { name: "王小美", keeper: Some(li_id), ..Sample::default() }).await;
    li.says("王小美").await;
    li.presses("更正档案").await;
    li.presses("生日").await;
    li.says("1990年5月3日").await;
    li.presses("保存").await;
    li.presses("打开档案").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Li: 王小美
      bot to Li: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ 王小美 · A-0001 ⏎ 负责人：Li ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    Li: [更正档案]
      bot to Li edits 2: 更正档案 · A-0001 ⏎  ⏎ 哪一项有误或缺失？请点选。原来的内容会保留。 ⏎ • 编号与姓名 · 姓名：王小美 ⏎ • 个人资料 · 暂无 ⏎ 可查看至 17:30，禁止转发和保存。 [姓名] [部门] / [职务] [生日] / [职业] [家庭] / [喜好] [话题] / [返回] [首页]
    Li: [生日]
      bot to Li edits 2: 更正档案 · A-0001 ⏎  ⏎ 档案现有：无 ⏎ 第 1 步，共 2 步 ⏎ 生日是哪天？请这样输入：1990年5月3日；不知道年份就写 5月3日。 ⏎ 可查看至 17:30，禁止转发和保存。 [返回] [取消]
    Li: 1990年5月3日
      bot to Li: 更正档案 · A-0001 ⏎  ⏎ 档案现有：无 ⏎ 请核对。要修改哪一项，就点带 ✎ 的按钮。 ⏎ 生日：1990年5月3日 ⏎ 来源：到店时 ⏎ 可查看至 17:30，禁止转发和保存。 [保存] / [✎ 生日] [✎ 来源] / [返回] [取消]
      bot to Li deletes 2
    Li: [保存]
      bot to Li edits 4: 档案已更正。 [撤销] [打开档案] / [首页]
    Li: [打开档案]
      bot to Li edits 4: 客户档案 ⏎  ⏎ 健康信息未开放：档案中没有客户的同意。请征得客户同意并登记。 ⏎ 王小美 · A-0001 ⏎ 负责人：Li ⏎ 生日：1990年5月3日 ⏎ 可申请借阅：文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [登记到店] [历次到店] / [显示联系方式] [预约] / [借阅] [同意事项] / [更正档案] [当面展示] / [返回] [首页]
    "#);
}

#[tokio::test]
async fn an_address_is_corrected_in_korean() {
    let office = Office::open().await;
    let (gu, _) = office.seat(101, "Gu", Role::Keeper, "ko").await;
    office
        .client(Sample {
            name: "김민수",
            facts: vec![(Field::Email, "kim@example.com")],
            ..Sample::default()
        })
        .await;
    gu.says("김민수").await;
    gu.presses("카드 정정").await;
    gu.presses("이메일").await;
    gu.says("kim").await;
    gu.says("minsu@example.com").await;
    gu.says("새 주소").await;
    gu.presses("저장").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Gu: 김민수
      bot to Gu: 고객 카드 ⏎  ⏎ 건강 정보가 닫혀 있습니다. 고객의 동의가 없습니다. 고객에게 동의를 구하고 기록해 주세요. ⏎ 김민수 · A-0001 ⏎ 이메일: kim@example.com ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [지난 방문] [동의] / [원본] [카드 정정] / [열람 이력] [고객 권리] / [상담 모드] / [뒤로] [홈]
    Gu: [카드 정정]
      bot to Gu edits 2: 카드 정정 · A-0001 ⏎  ⏎ 무엇이 잘못되었거나 빠졌나요? 항목을 눌러 주세요. 이전 값은 그대로 남습니다. ⏎ • 번호와 이름 · 이름: 김민수 ⏎ • 연락처 · 이메일: kim@example.com ⏎ • 개인 정보 · 아직 없음 ⏎ • 문서 사본 · 아직 없음 ⏎ • 문서 원본 · 아직 없음 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [이름] [부서] / [직함] [전화] / [이메일] [주소] / [고객 등급] [생일] / [직업] [가족] / [취향] [대화 주제] / [문서] [종이 파일 보관 위치] / [원본 보관 위치] / [뒤로] [홈]
    Gu: [이메일]
      bot to Gu edits 2: 카드 정정 · A-0001 ⏎  ⏎ 현재 카드: 이메일: kim@example.com ⏎ 3단계 중 1단계 ⏎ 올바른 이메일 주소를 입력해 주세요. ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [카드에서 빼기] / [뒤로] [취소]
    Gu: kim
      bot to Gu: 카드 정정 · A-0001 ⏎  ⏎ 이메일 주소가 아닙니다. 확인하고 name@example.com처럼 다시 보내 주세요. ⏎ 현재 카드: 이메일: kim@example.com ⏎ 3단계 중 1단계 ⏎ 올바른 이메일 주소를 입력해 주세요. ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [카드에서 빼기] / [뒤로] [취소]
      bot to Gu deletes 2
    Gu: minsu@example.com
      bot to Gu: 카드 정정 · A-0001 ⏎  ⏎ 현재 카드: 이메일: kim@example.com ⏎ 3단계 중 2단계 ⏎ 정정하는 이유를 짧게 적어 주세요. ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [뒤로] [취소]
      bot to Gu deletes 4
    Gu: 새 주소
      bot to Gu: 카드 정정 · A-0001 ⏎  ⏎ 현재 카드: 이메일: kim@example.com ⏎ 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요. ⏎ 이메일: minsu@example.com ⏎ 정정 이유: 새 주소 ⏎ 출처: 방문 중 ⏎ 이전 값은 정정 이유, 정정한 사람과 함께 기록에 남습니다. ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [저장] / [✎ 이메일] [✎ 정정 이유] [✎ 출처] / [뒤로] [취소]
      bot to Gu deletes 6
    Gu: [저장]
      bot to Gu edits 8: 카드를 정정했습니다. ⏎  ⏎ 이전 값은 정정 이유, 정정한 사람과 함께 기록에 남습니다. [되돌리기] [카드 열기] / [홈]
    "#);
}
