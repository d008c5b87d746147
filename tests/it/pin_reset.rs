//! A forgotten PIN of the only owner: reset on the command line, in the trail, told in the chat (T13).

use crate::lending::late_digests;
use crate::office::{Office, monday};
use crate::staff_pin::sets;
use kartoteka::archive::pins::Reset;
use kartoteka::command::pin;
use kartoteka::model::lang::Lang;
use kartoteka::model::policy::Role;
use kartoteka::turn::Office as House;
use kartoteka::turn::handle::HandleKey;

/// What `kartoteka pin reset --person NAME` does.
async fn resets(office: &Office, name: &str) -> Reset {
    let house = House {
        handles: HandleKey::new([7; 32]),
        bot_username: String::new(),
        lang: Lang::En,
        locks: Default::default(),
    };
    pin::forget(&office.archive, house, name, monday()).await.expect("the archive")
}

#[tokio::test]
async fn the_only_owner_is_told_and_chooses_a_new_pin() {
    let office = Office::open().await;
    let (olga, olga_id) = office.seat(101, "Olga", Role::Owner, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    late_digests(&office, vec![olga_id, mina_id]).await;
    sets(&olga, "7391").await;
    sets(&mina, "8402").await;
    assert_eq!(
        resets(&office, "Mina").await,
        Reset::Nobody,
        "a manager is let back in by an owner"
    );
    assert_eq!(resets(&office, "Olga").await, Reset::Done(olga_id));
    olga.reads().await;
    olga.presses("PIN").await;
    let traced = "SELECT count(*) FROM trail WHERE act = 'pin_reset' AND actor_id IS NULL";
    assert_eq!(office.counts(traced).await, 1);
    assert_eq!(office.counts("SELECT count(*) FROM pin").await, 1, "Mina's is left alone");
    assert_eq!(resets(&office, "Olga").await, Reset::None);
    let told = office.close().await;
    let at = told.find("bot to Olga: Your PIN was reset").expect("the notice");
    insta::assert_snapshot!(&told[at..], @r#"
    bot to Olga: Your PIN was reset ⏎  ⏎ Whoever runs the server reset it at 17:00. The old PIN counts no more. ⏎ If you asked for it, press PIN and set a new one. If not, set one and find out who did it. [PIN] [Home]
    Olga: [PIN]
      bot to Olga: PIN ⏎  ⏎ You have no PIN yet. ⏎ Everybody may choose whether to have a PIN. ⏎ If you did nothing here for 15 minutes, your PIN is asked for before you decide, confirm, show a contact in full, change an account or change a rule. It protects the archive when somebody else holds your phone. [Set a PIN] / [Require a PIN] / [Back] [Home]
      bot to Olga deletes 2
    "#);
}

#[tokio::test]
async fn where_another_owner_can_help_the_command_line_does_not() {
    let office = Office::open().await;
    let (olga, _) = office.seat(101, "Olga", Role::Owner, "ko").await;
    office.seat(102, "Otto", Role::Owner, "zh").await;
    olga.says("/settings").await;
    olga.presses("PIN").await;
    olga.presses("PIN 설정").await;
    crate::staff_pin::enters(&olga, "7391", "확인").await;
    crate::staff_pin::enters(&olga, "7391", "확인").await;
    assert_eq!(resets(&office, "Olga").await, Reset::NotAlone);
    assert_eq!(resets(&office, "Nobody").await, Reset::Nobody);
    assert!(olga.screen().text.contains("다른 원장이 정지 후 복구"), "{}", olga.screen().text);
    office.close().await;
}
