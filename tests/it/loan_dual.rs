//! Dual control cannot be got round: not in two requests, not by an approver who is one no more (T6).

use crate::lending::{asks, emma, late_digests, reseats};
use crate::office::Office;
use kartoteka::archive::loans;
use kartoteka::model::LoanId;
use kartoteka::model::policy::Role;
use simulator::Person;

/// A beautician, a manager and an owner, Emma on the books.
async fn salon() -> (Office, Person, Person, Person) {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&office, vec![lena_id, mina_id, olga_id]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    olga.says("/start").await;
    (office, lena, mina, olga)
}

async fn status(office: &Office, loan: i64) -> (String, i32) {
    let read = office.archive.read().await.expect("a reader");
    let row = loans::get(&read, LoanId(loan)).await.expect("the loan");
    (row.status, row.approvals)
}

#[tokio::test]
async fn the_whole_record_in_two_requests_wants_two_approvals_too() {
    let (office, lena, mina, olga) = salon().await;
    asks(&lena, "2 hours").await;
    mina.reads().await;
    olga.reads().await;
    mina.presses("Approve").await;
    mina.presses("Yes, approve").await;
    lena.reads().await;
    olga.reads().await;
    assert_eq!(status(&office, 1).await, ("out".into(), 1));
    // What is left of the card, asked for by itself.
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "documents", "2 hours", "Send"] {
        lena.presses(label).await;
    }
    assert_eq!(status(&office, 2).await, ("asked".into(), 2));
}

#[tokio::test]
async fn an_approval_counts_only_while_its_giver_may_decide() {
    let (office, lena, mina, olga) = salon().await;
    let (nils, nils_id) = office.seat(104, "Nils", Role::Manager, "en").await;
    late_digests(&office, vec![nils_id]).await;
    nils.says("/start").await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "All of these", "2 hours", "Send"] {
        lena.presses(label).await;
    }
    for manager in [&mina, &olga, &nils] {
        manager.reads().await;
    }
    nils.presses("Approve").await;
    nils.presses("Yes, approve").await;
    reseats(&office, nils_id, Role::Care).await;
    for manager in [&mina, &olga] {
        manager.reads().await;
    }
    mina.presses("Approve").await;
    mina.presses("Yes, approve").await;
    assert_eq!(status(&office, 1).await.0, "asked", "one of the two is no manager any more");
    olga.reads().await;
    olga.presses("Approve").await;
    olga.presses("Yes, approve").await;
    assert_eq!(status(&office, 1).await.0, "out");
}
