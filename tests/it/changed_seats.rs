//! An answer to a seat that changed meanwhile is void, and an undo without the right any more changes nothing (T1, T6).

use crate::lending::reseats;
use crate::office::{Office, Sample, monday};
use kartoteka::archive::staff::{self, Account};
use kartoteka::model::BranchId;
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Invites Cleo to a seat of Care, and she accepts.
async fn accepted(office: &Office, mina: &Person) -> Person {
    mina.says("/start").await;
    for label in ["More", "Staff", "Invite somebody", "Beautician"] {
        mina.presses(label).await;
    }
    let text = mina.screen().text;
    let link = text.lines().find(|line| line.starts_with("https://")).expect("a link");
    let cleo = office.stranger(102, "Cleo", "en");
    cleo.follows(link).await;
    mina.reads().await;
    cleo
}

/// Gives Cleo's seat another role and state, as a later link or a cut does.
async fn changes_seat(office: &Office, role: &'static str, state: &'static str) {
    let changed = office.archive.write(move |tx| {
        Box::pin(async move {
            let account = Account { id: 102, name: "Cleo", lang: Some("en") };
            let cleo = staff::person(tx, &account, monday()).await?;
            staff::take_seat(tx, cleo, BranchId(1), role, state).await
        })
    });
    changed.await.expect("another seat");
}

#[tokio::test]
async fn a_confirmation_of_a_seat_that_changed_meanwhile_is_void() {
    for (role, state) in [("sales", "waiting"), ("care", "ended")] {
        let office = Office::open().await;
        let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
        let cleo = accepted(&office, &mina).await;
        changes_seat(&office, role, state).await;
        mina.presses("Confirm").await;
        let said = mina.screen().text;
        assert!(!said.contains("Welcome") && !said.contains("confirmed"), "{said}");
        let read = office.archive.read().await.expect("a reader");
        let seated = staff::seated(&read, 102).await.expect("read");
        assert!(seated.is_none(), "{role} {state}: nobody has a seat by it");
        drop(read);
        assert!(cleo.unread().is_empty(), "nobody is welcomed");
        office.close().await;
    }
}

#[tokio::test]
async fn a_correction_is_not_undone_by_somebody_who_may_not_correct_any_more() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "en").await;
    let (nils, _) = office.seat(103, "Nils", Role::Manager, "en").await;
    let facts = vec![(Field::CreditGrade, "B")];
    office.client(Sample { name: "Emma Sample", facts, ..Sample::default() }).await;
    mina.says("emma").await;
    for label in ["Edit", "Credit grade", "A"] {
        mina.presses(label).await;
    }
    mina.says("paid on time for a year").await;
    mina.presses("Save").await;
    reseats(&office, mina_id, Role::Keeper).await;
    mina.says("/undo").await;
    assert!(mina.screen().text.contains("can no longer be undone"), "{}", mina.screen().text);
    nils.says("emma").await;
    assert!(nils.screen().text.contains("Credit grade: A"), "{}", nils.screen().text);
    // With the right back, the undo is theirs again.
    reseats(&office, mina_id, Role::Manager).await;
    mina.says("/undo").await;
    nils.says("emma").await;
    assert!(nils.screen().text.contains("Credit grade: B"), "{}", nils.screen().text);
    office.close().await;
}
