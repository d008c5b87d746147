//! Dual control cannot be got round: not in two requests, not by an approver who is one no more (T6).

use crate::lending::{LENA, MINA, OLGA, approves, asked, fills, reseats, salon_of};
use crate::office::Office;
use kartoteka::archive::loans;
use kartoteka::model::LoanId;
use kartoteka::model::policy::Role;

async fn status(office: &Office, loan: i64) -> (String, i32) {
    let read = office.archive.read().await.expect("a reader");
    let row = loans::get(&read, LoanId(loan)).await.expect("the loan");
    (row.status, row.approvals)
}

#[tokio::test]
async fn the_whole_record_in_two_requests_wants_two_approvals_too() {
    let (office, [(lena, _), (mina, _), (olga, _)]) = salon_of([LENA, MINA, OLGA]).await;
    asked(&office, &lena, &[&mina, &olga], "2 hours").await;
    approves(&mina).await;
    lena.reads().await;
    olga.reads().await;
    assert_eq!(status(&office, 1).await, ("out".into(), 1));
    // What is left of the card, asked for by itself.
    fills(&lena, "emma", &["Borrow", "Visit", "Documents", "2 hours", "Send"]).await;
    assert_eq!(status(&office, 2).await, ("asked".into(), 2));
}

#[tokio::test]
async fn an_approval_counts_only_while_its_giver_may_decide() {
    let seats = [LENA, MINA, OLGA, ("Nils", Role::Manager, "en")];
    let (office, [(lena, _), (mina, _), (olga, _), (nils, nils_id)]) = salon_of(seats).await;
    fills(&lena, "emma", &["Borrow", "Visit", "All of these", "2 hours", "Send"]).await;
    for manager in [&mina, &olga, &nils] {
        manager.reads().await;
    }
    approves(&nils).await;
    reseats(&office, nils_id, Role::Care).await;
    for manager in [&mina, &olga] {
        manager.reads().await;
    }
    approves(&mina).await;
    assert_eq!(status(&office, 1).await.0, "asked", "one of the two is no manager any more");
    olga.reads().await;
    approves(&olga).await;
    assert_eq!(status(&office, 1).await.0, "out");
}
