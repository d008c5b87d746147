//! `/start`: the owner's link, a stranger, language.

use crate::office::Office;
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
    // The code of a link is random.
    let code = link.rsplit_once('=').expect("a link with a code").1;
    let transcript = office.close().await.replace(code, "CODE");
    insta::assert_snapshot!(transcript, @r#"
    Eve: /start
      bot to Eve: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Olga: /start CODE
      bot to Olga: Welcome to the client archive ⏎  ⏎ Olga, your seat is ready. Your role: Owner. ⏎ Telegram carries what you see here. Every card you open is recorded under your name. ⏎ Something to try first: press Find and type part of a client's name. ⏎ Choose your language, or go on in this one. [✓ English] [中文] [한국어] / [Find] [Privacy] / [Home]
    Eve: /start CODE
      bot to Eve: 这是内部服务。如果您是本店员工，请向经理索取邀请。
    Olga: /start
      bot to Olga: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    "#);
}
