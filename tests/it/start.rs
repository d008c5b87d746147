//! `/start`: the owner's link, a stranger, language.

use crate::office::{Office, masked};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn the_owner_takes_the_seat_and_a_stranger_gets_one_answer() {
    let office = Office::open().await;
    let link = office.link(Role::Owner).await;
    let olga = office.stranger(101, "Olga", "en");
    let eve = office.stranger(102, "Eve", "zh");
    eve.says("/start").await;
    olga.follows(&link).await;
    eve.follows(&link).await;
    olga.says("/start").await;
    insta::assert_snapshot!(masked(&office.close().await), @r#"
    Eve: /start
      bot to Eve: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Olga: /start <code>
      bot to Olga: Welcome to the client archive ⏎  ⏎ Olga, your account is ready. Your role: Owner. ⏎ Telegram carries what you see here. Every card you open is recorded under your name. ⏎ Something to try first: press Find and type part of a client's name. ⏎ Choose your language, or go on in this one. [✓ English] [中文] [한국어] / [Find] [Privacy] / [Home]
    Eve: /start <code>
      bot to Eve: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Olga: /start
      bot to Olga: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}

#[tokio::test]
async fn a_stranger_reads_the_same_whatever_they_try() {
    let office = Office::open().await;
    for (id, name, lang) in [(101, "Ed", "en"), (102, "Wei", "zh-hans"), (103, "Jun", "ko")] {
        let stranger = office.stranger(id, name, lang);
        let mut answers = Vec::new();
        for tried in ["/start", "/start 00000000000000000000000000000000", "/find", "hello"] {
            stranger.says(tried).await;
            answers.push(stranger.screen().text);
        }
        stranger.sends_photo("look").await;
        answers.push(stranger.screen().text);
        assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:?}");
        assert!(stranger.screen().buttons.is_empty(), "nothing to press for a stranger");
    }
    // Another language than the three gets the house's own.
    office.stranger(104, "Luc", "fr").says("/start").await;
    insta::assert_snapshot!(masked(&office.close().await), @r#"
    Ed: /start
      bot to Ed: This is a private service. If you work here, ask your manager for an invitation.
    Ed: /start <code>
      bot to Ed: This is a private service. If you work here, ask your manager for an invitation.
    Ed: /find
      bot to Ed: This is a private service. If you work here, ask your manager for an invitation.
    Ed: hello
      bot to Ed: This is a private service. If you work here, ask your manager for an invitation.
    Ed sends a photo: look
      bot to Ed: This is a private service. If you work here, ask your manager for an invitation.
    Wei: /start
      bot to Wei: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Wei: /start <code>
      bot to Wei: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Wei: /find
      bot to Wei: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Wei: hello
      bot to Wei: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Wei sends a photo: look
      bot to Wei: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Jun: /start
      bot to Jun: 내부 전용 서비스입니다. 직원이라면 매니저에게 초대를 요청해 주세요.
    Jun: /start <code>
      bot to Jun: 내부 전용 서비스입니다. 직원이라면 매니저에게 초대를 요청해 주세요.
    Jun: /find
      bot to Jun: 내부 전용 서비스입니다. 직원이라면 매니저에게 초대를 요청해 주세요.
    Jun: hello
      bot to Jun: 내부 전용 서비스입니다. 직원이라면 매니저에게 초대를 요청해 주세요.
    Jun sends a photo: look
      bot to Jun: 내부 전용 서비스입니다. 직원이라면 매니저에게 초대를 요청해 주세요.
    Luc: /start
      bot to Luc: This is a private service. If you work here, ask your manager for an invitation.
    "#);
}

#[tokio::test]
async fn a_seat_cannot_be_taken_after_72_hours() {
    let office = Office::open().await;
    let link = office.link(Role::Owner).await;
    let olga = office.stranger(101, "Olga", "en");
    office.sim.clock().advance(std::time::Duration::from_secs(72 * 60 * 60));
    olga.follows(&link).await;
    insta::assert_snapshot!(masked(&office.close().await), @r#"
    Olga: /start <code>
      bot to Olga: This is a private service. If you work here, ask your manager for an invitation.
    "#);
}
