//! What cannot be taken out of a chat is listed for whoever answers for the clients' rights, and goes when its person comes
//! back (R9, K19).

use crate::lending::{UNASKED_QUIET, fills, keeper_and_manager, late_digests, minutes, read};
use crate::office::Office;
use kartoteka::model::policy::Role;
use simulator::Person;

/// What the list says to a keeper.
async fn listed(kira: &Person) -> String {
    kira.says("/settings").await;
    for label in ["Client rights", "Not taken back"] {
        kira.presses(label).await;
    }
    kira.screen().words().to_owned()
}

async fn with_fei() -> (Office, Person, Person, Person) {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (fei, fei_id) = office.seat(103, "Fei", Role::FrontDesk, "en").await;
    late_digests(&office, vec![fei_id]).await;
    fei.says("emma").await;
    (office, kira, mina, fei)
}

fn shows_card(person: &Person) -> bool {
    person.chat().iter().any(|message| message.words().contains("Emma Sample"))
}

#[tokio::test]
async fn a_card_in_a_blocked_chat_is_listed_until_its_person_comes_back() {
    let (office, kira, _, fei) = with_fei().await;
    assert!(listed(&kira).await.contains("has left it"), "nothing is left behind yet");
    fei.blocks();
    minutes(&office, 31);
    office.sim.idle(UNASKED_QUIET).await;
    assert!(shows_card(&fei), "a blocked bot deletes nothing");
    let told = listed(&kira).await;
    assert!(told.contains("A-0001 · shown 17:00 to Fei"), "{told}");
    fei.unblocks();
    read(&office, &[&fei]).await;
    assert!(!shows_card(&fei), "it is taken back now");
    assert!(listed(&kira).await.contains("has left it"));
    office.close().await;
}

#[tokio::test]
async fn whoever_is_suspended_behind_a_block_is_listed_with_what_they_have() {
    let (office, kira, mina, fei) = with_fei().await;
    fei.blocks();
    office.sim.idle(UNASKED_QUIET).await;
    fills(&mina, "/settings", &["People", "Fei", "Suspend", "Away for long", "Yes, suspend"]).await;
    office.sim.idle(UNASKED_QUIET).await;
    let told = listed(&kira).await;
    assert!(told.contains("A-0001 · shown 17:00 to Fei"), "{told}");
    fei.unblocks();
    read(&office, &[&fei]).await;
    assert!(!shows_card(&fei), "it is taken back, and Fei is a stranger");
    office.close().await;
}

#[tokio::test]
async fn the_list_in_chinese_and_korean() {
    let (office, kira, mina) = keeper_and_manager(["zh", "ko"]).await;
    kira.says("/settings").await;
    mina.says("/settings").await;
    for (person, labels) in
        [(&kira, ["客户权利", "未能收回"]), (&mina, ["고객 권리", "회수 못 한 카드"])]
    {
        for label in labels {
            person.presses(label).await;
        }
    }
    assert!(kira.screen().words().contains("都已收回"));
    assert!(mina.screen().words().contains("모두 회수했습니다"));
    office.close().await;
}
