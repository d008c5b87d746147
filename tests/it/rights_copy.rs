//! The client's copy: asked for, confirmed by a second person, a PDF in front of who asked, listed (GDPR 15, PIPL 45,
//! PIPA 35; access.md "Acts that need more").

use crate::lending::{fills, keeper_and_manager, read};

#[tokio::test]
async fn who_asked_gets_the_paper_after_a_second_person_and_it_is_listed() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    fills(&kira, "emma", &["Rights"]).await;
    office.topic();
    kira.presses("Client's copy").await;
    kira.presses("Ask for the copy").await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, hand it out").await;
    read(&office, &[&kira]).await;
    let paper = kira.screen();
    let pdf = kira.opens(&paper);
    assert!(pdf.starts_with(b"%PDF"));
    kira.says("/settings").await;
    kira.presses("Client rights").await;
    kira.presses("Copies").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Kira: [Client's copy]
      bot to Kira edits 2: Client's copy ⏎  ⏎ A PDF of everything that is kept about the client, for them. Ask only if they asked for it. A manager or owner other than you must confirm it; then it comes to you, to be handed over. [Ask for the copy] / [Back] [Home]
    Kira: [Ask for the copy]
      bot to Kira edits 2: Client's copy of A-0001 ⏎  ⏎ Another manager or owner was told. Without an answer it expires in 72 hours. You get a message when it is decided. [Open card] / [Home]
      bot to Mina: Client's copy of A-0001 ⏎  ⏎ Kira asks for it. ⏎ Whoever asked gets a PDF of everything that is kept about the client, to hand it over to them. It can be forwarded. ⏎ Expires 5 Mar 17:00 if nobody decides. The first decision counts. [Confirm] [Refuse] / [Open card] / [Home]
    Mina: [Confirm]
      bot to Mina edits 3: Hand out the copy of A-0001? ⏎  ⏎ Confirm only if the client asked for it, and you know that it is them. [Back] [Yes, hand it out] / [Home]
    Mina: [Yes, hand it out]
      bot to Mina edits 3: Client's copy of A-0001 ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. [Home]
      bot to Kira edits 2: Client's copy of A-0001 ⏎  ⏎ Kira asks for it. ⏎ Confirmed by Mina, 17:00. [Home]
      bot to Kira: (document) Client's copy of A-0001 ⏎  ⏎ Everything that is kept about the client. Print it or send it to them now: it leaves this chat by 3 Mar 17:00 at the latest. It can be forwarded. [Home]
    Kira: /settings
      bot to Kira: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [PIN] / [Check the log] / [Client rights] / [Back] [Home]
      bot to Kira deletes 2
    Kira: [Client rights]
      bot to Kira edits 5: Client rights ⏎  ⏎ What waits for you, what is kept too long, and the proofs of what was erased. ⏎ Nothing waits for you. [Erased cards] [Copies] / [Not taken back] / [Back] [Home]
    Kira: [Copies]
      bot to Kira edits 5: Copies handed out ⏎  ⏎ • A-0001 · 17:00: asked by Kira, confirmed by Mina [Back] [Home]
    "#);
}

#[tokio::test]
async fn a_copy_in_chinese_and_korean() {
    let (office, kira, mina) = keeper_and_manager(["zh", "ko"]).await;
    fills(&kira, "emma", &["客户权利"]).await;
    office.topic();
    kira.presses("资料副本").await;
    kira.says("好").await;
    kira.presses("申请副本").await;
    mina.reads().await;
    mina.presses("승인").await;
    mina.says("네").await;
    mina.presses("네, 제공하기").await;
    read(&office, &[&kira]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Kira: [资料副本]
      bot to Kira edits 2: 资料副本 ⏎  ⏎ 这是一份包含该客户全部资料的 PDF 文件，供客户本人使用。仅在客户提出要求时申请。须由您以外的经理或店主确认，之后发给您转交。 [申请副本] / [返回] [首页]
    Kira: 好
      bot to Kira: 资料副本 ⏎  ⏎ 请点击下面的按钮继续。 ⏎ 这是一份包含该客户全部资料的 PDF 文件，供客户本人使用。仅在客户提出要求时申请。须由您以外的经理或店主确认，之后发给您转交。 [申请副本] / [返回] [首页]
      bot to Kira deletes 2
    Kira: [申请副本]
      bot to Kira edits 4: 客户资料副本 A-0001 ⏎  ⏎ 已通知其他经理或店主。72 小时内无人答复则失效。有结果会发消息通知您。 [打开档案] / [首页]
      bot to Mina: A-0001 고객 사본 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ 요청한 직원이 고객의 모든 정보가 담긴 PDF 파일을 받아 고객에게 전달합니다. 전달이 제한되지 않는 파일입니다. ⏎ 3월 5일 17:00까지 처리하지 않으면 만료됩니다. 먼저 처리한 결과가 적용됩니다. [승인] [거절] / [카드 열기] / [홈]
    Mina: [승인]
      bot to Mina edits 3: A-0001 사본을 제공할까요? ⏎  ⏎ 고객 본인이 요청했고 신원을 확인했을 때만 승인해 주세요. [뒤로] [네, 제공하기] / [홈]
    Mina: 네
      bot to Mina: 고객 찾기 ⏎  ⏎ ‘네’만으로는 찾을 수 없습니다. 두 글자 이상 입력해 주세요. [뒤로] [홈]
      bot to Mina deletes 2
    Mina: [네, 제공하기]
      bot to Mina edits 3: A-0001 고객 사본 ⏎  ⏎ Kira 님이 요청했습니다. ⏎ Mina 님이 17:00에 승인했습니다. [홈]
      bot to Kira edits 4: 客户资料副本 A-0001 ⏎  ⏎ 申请人：Kira ⏎ Mina 已于 17:00 确认。 [首页]
      bot to Kira: (document) 客户资料副本 A-0001 ⏎  ⏎ 所保存的该客户全部资料。请尽快打印或发送给客户本人：此文件最迟于 3月3日 17:00 从聊天中收回。文件可以转发。 [首页]
    "#);
}
