//! A manager who is one no more: the right is read again at the decision (T6).

use crate::lending::{LENA, MINA, asked, reseats, salon_of};
use kartoteka::model::policy::Role;

#[tokio::test]
async fn a_demoted_manager_does_not_decide_any_more() {
    let (office, [(lena, _), (mina, mina_id)]) = salon_of([LENA, MINA]).await;
    asked(&office, &lena, &[&mina], "2 hours").await;
    mina.presses("Approve").await;
    reseats(&office, mina_id, Role::Care).await;
    mina.presses("Yes, approve").await;
    lena.presses("Home").await;
    lena.presses("My loans").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: [Approve]
      bot to Mina edits 3: Approve L-2026-0001? ⏎  ⏎ Emma Sample · A-0001 ⏎ For: Visit ⏎ Parts: Care ⏎ How long: 2 hours from the approval ⏎ Lena can read these parts from now until 19:00. [Yes, approve] [Back] / [Home]
    Mina: [Yes, approve]
      bot to Mina edits 3: Your role does not allow this. Ask the owner or a manager. [Find] [Home]
    Lena: [Home]
      bot to Lena edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: [My loans]
      bot to Lena edits 2: My loans · 1 ⏎  ⏎ L-2026-0001 · Emma Sample · A-0001 ⏎ Waiting · asked 1 manager · expires 18:00 [Withdraw A-0001] / [Not approved] [Ran out] / [Tomorrow's pack] [Home]
    "#);
}
