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
    insta::assert_snapshot!(office.close().await, @"");
}
