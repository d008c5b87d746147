//! What waits behind the lock besides loans: who gets in, which seat, a contact in full, the PIN's own rule (T13).

use crate::lending::{late_digests, minutes, read};
use crate::office::{Office, Sample};
use crate::staff_pin::{enters, sets};
use kartoteka::model::policy::Role;
use simulator::Person;

/// What stands above a keypad.
const ASKED: &str = "What you were doing goes on after that.";

fn is_asked(person: &Person) -> bool {
    person.screen().text.contains(ASKED)
}

/// Goes to a colleague's screen.
async fn opens(person: &Person, colleague: &str) {
    person.says("/settings").await;
    person.presses("People").await;
    person.presses(colleague).await;
}

#[tokio::test]
async fn an_idle_phone_lets_nobody_in_and_changes_no_seat_but_cuts_one_off() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (lena, lena_id) = office.seat(102, "Lena", Role::Care, "en").await;
    late_digests(&office, vec![mina_id, lena_id]).await;
    sets(&mina, "7391").await;
    mina.says("/start").await;
    for label in ["More", "Staff", "Invite somebody", "Beautician"] {
        mina.presses(label).await;
    }
    let text = mina.screen().text;
    let link = text.split_whitespace().find(|word| word.starts_with("https://")).expect("a link");
    let eve = office.stranger(103, "Eve", "en");
    eve.follows(link).await;
    mina.reads().await;
    minutes(&office, 16);
    mina.presses("Confirm").await;
    assert!(is_asked(&mina), "an accomplice is not let in: {}", mina.screen().text);
    opens(&mina, "Lena").await;
    for label in ["Change role", "Sales", "Yes, change"] {
        mina.presses(label).await;
    }
    assert!(is_asked(&mina), "no role is given: {}", mina.screen().text);
    opens(&mina, "Lena").await;
    for label in ["Leaving", "Gave notice", "20", "Mina", "Yes, note it"] {
        mina.presses(label).await;
    }
    assert!(is_asked(&mina), "no last day is noted: {}", mina.screen().text);
    opens(&mina, "Lena").await;
    mina.presses("Suspend").await;
    mina.presses("Phone lost").await;
    mina.presses("Yes, suspend").await;
    assert!(!is_asked(&mina), "whoever must be cut off is cut off at once");
    // The right PIN lets go on with the very thing.
    opens(&mina, "Lena").await;
    mina.presses("Let back in").await;
    mina.presses("Yes, let back in").await;
    assert!(is_asked(&mina), "{}", mina.screen().text);
    enters(&mina, "7391", "OK").await;
    assert!(mina.screen().text.contains("Lena"), "{}", mina.screen().text);
    lena.says("/start").await;
    assert!(lena.screen().text.contains("Today"), "{}", lena.screen().text);
    office.close().await;
}

#[tokio::test]
async fn a_contact_in_full_waits_for_the_pin_of_whoever_has_one() {
    let office = Office::open().await;
    let (olga, olga_id) = office.seat(101, "Olga", Role::Owner, "en").await;
    let (sooa, sooa_id) = office.seat(102, "Sooa", Role::Care, "en").await;
    let (lena, lena_id) = office.seat(103, "Lena", Role::Care, "en").await;
    late_digests(&office, vec![olga_id, sooa_id, lena_id]).await;
    let client = Sample { name: "Emma Sample", phone: Some("+8613800138001"), ..Sample::default() };
    office.client(Sample { keeper: Some(sooa_id), ..client.clone() }).await;
    office.client(Sample { keeper: Some(lena_id), name: "Ida Sample", ..client }).await;
    // The rule is for those who decide: it asks nobody else to have a PIN.
    olga.says("/settings").await;
    olga.presses("PIN").await;
    olga.presses("Require a PIN").await;
    lena.says("ida").await;
    lena.presses("Show contact").await;
    lena.presses("Client wants a call").await;
    assert!(lena.screen().text.contains("138 0013 8001"), "{}", lena.screen().text);
    sets(&sooa, "7391").await;
    sooa.presses("Home").await;
    minutes(&office, 16);
    sooa.says("emma").await;
    sooa.presses("Show contact").await;
    sooa.presses("Client wants a call").await;
    assert!(is_asked(&sooa), "{}", sooa.screen().text);
    enters(&sooa, "7390", "OK").await;
    assert!(!sooa.screen().text.contains("138 0013 8001"), "{}", sooa.screen().text);
    enters(&sooa, "7391", "OK").await;
    assert!(sooa.screen().text.contains("138 0013 8001"), "{}", sooa.screen().text);
    // The rule itself is not lifted by whoever finds the owner's phone.
    sets(&olga, "7391").await;
    minutes(&office, 16);
    olga.says("/settings").await;
    olga.presses("PIN").await;
    olga.presses("Stop requiring it").await;
    assert!(is_asked(&olga), "{}", olga.screen().text);
    read(&office, &[&lena, &sooa]).await;
    office.close().await;
}
