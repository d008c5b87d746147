//! The program is replaced by the next one while forms are open, and by an older one (K33).

use crate::rig::House;
use crate::rig::load::PEOPLE;
use crate::rig::records::{open, pairs};
use migration::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;
use simulator::Person;

/// A form as no version writes it.
const UNREADABLE: &str = r#"{"stack":[{"NoSuchDialogue":1}],"back":[]}"#;
/// What its person is told.
const UPDATED: &str = "I was updated and cannot open what you had begun.";

/// What the bot did at a press, as lines.
async fn presses(person: &Person, label: &str) -> String {
    let acts = person.presses(label).await;
    acts.iter().map(|act| act.line.as_str()).collect::<Vec<_>>().join("\n")
}

async fn begins(person: &Person, line: &str) {
    person.says("/new").await;
    person.says(line).await;
    assert!(person.screen().labels().contains(&"Client agrees"), "{}", person.screen().words());
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_that_were_open_are_served_after_an_upgrade_or_kept_aside() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let [cara, dora, egon] = [1, 2, 3].map(|at| &seats[at].person);
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    begins(cara, "Zoe Pretend 138 1000 2000").await;
    for (person, line) in [(dora, "Yun Fiction 138 1000 2001"), (egon, "Xia Fable 138 1000 2002")] {
        begins(person, line).await;
        person.says("/start").await;
        assert!(person.screen().labels().contains(&"Resume draft"), "the form is kept");
    }
    assert!(bot.terminate().await.0.success(), "{}", bot.said());

    let db = open(&house.database(), &house.key).await;
    Migrator::down(&db, Some(1)).await.expect("the schema of the version before");
    let staff = seats[3].id.0;
    let gone = format!("UPDATE draft SET place = '{UNREADABLE}' WHERE staff_id = {staff}");
    db.execute_unprepared(&gone).await.expect("a form of no version");
    db.close().await.expect("the connection closes");
    let (status, _) = house.run("migrate").await;
    assert!(status.contains("applied"), "{status}");

    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the next version starts");
    cara.presses("Client agrees").await;
    cara.presses("Save").await;
    assert!(cara.screen().words().contains("Saved as "), "{}", cara.screen().words());
    for label in ["Resume draft", "Client agrees", "Save"] {
        dora.presses(label).await;
    }
    assert!(dora.screen().words().contains("Saved as "), "{}", dora.screen().words());
    let told = presses(egon, "Resume draft").await;
    assert!(told.contains(UPDATED), "{told}");
    assert!(bot.terminate().await.0.success(), "{}", bot.said());

    let db = open(&house.database(), &house.key).await;
    let kept = format!("SELECT place, id FROM draft WHERE staff_id = {staff}");
    let kept: Vec<(String, i64)> = pairs(&db, &kept).await;
    assert!(matches!(&kept[..], [(place, _)] if place == UNREADABLE), "it is kept aside");
    let gone = format!("UPDATE screen SET place = '{UNREADABLE}' WHERE staff_id = {staff}");
    db.execute_unprepared(&gone).await.expect("a screen of no version");
    db.close().await.expect("the connection closes");
    let mut bot = house.start("");
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let told = presses(egon, "More").await;
    assert!(told.contains(UPDATED), "{told}");
    assert!(bot.terminate().await.0.success(), "{}", bot.said());
    println!("figure K33 | forms open at an upgrade | 2 served, 2 kept aside with a sentence");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_program_is_refused_by_a_newer_schema() {
    let (house, _) = House::stocked(PEOPLE).await;
    let db = open(&house.database(), &house.key).await;
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    db.execute_unprepared(newer).await.expect("a migration of a later version");
    db.close().await.expect("the connection closes");
    for word in ["run", "migrate", "backup"] {
        let (said, status) = house.run(word).await;
        assert_eq!(status.code(), Some(1), "{word}: {said}");
        let sentence = "made by a newer kartoteka (it has m9999_later). Install that one.";
        assert!(said.contains(sentence), "{word}: {said}");
    }
    assert_eq!(house.sim.pulse().records, 0, "Telegram was not asked");
}
