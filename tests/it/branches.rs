//! What one branch lends, keeps out and shows is nobody's in another, but for the owner (access.md, relations).

use crate::lending::{fills, joins};
use crate::paper_files::{cabinet, out};
use kartoteka::archive::{issues, loan_lists, papers};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, StaffId};

#[tokio::test]
async fn lists_end_at_the_branch_and_the_owner_reads_them_all() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    // Somebody else asks, and the request waits; the keeper has a card open.
    let (nora, _) = joins(&at.office, 104, ("Nora", Role::Care, "en")).await;
    fills(&nora, "emma", &["Borrow", "Visit", "Care", "2 hours", "Send"]).await;
    at.mina.reads().await;
    at.kim.says("emma").await;
    let now = at.office.sim.clock().now();
    for (role, branch, sees) in [
        (Role::Manager, BranchId(1), 1),
        (Role::Manager, BranchId(2), 0),
        (Role::Keeper, BranchId(2), 0),
        (Role::Owner, BranchId(2), 1),
    ] {
        let who = Actor { id: StaffId(99), name: String::new(), role, branch };
        let tx = at.office.archive.read().await.expect("a reader");
        let open = loan_lists::out(&tx, &who).await.expect("the loans").len();
        let waiting = loan_lists::waiting_for(&tx, &who, now).await.expect("the requests").len();
        let files = papers::out(&tx, &who).await.expect("the paper files").len();
        let asked = if role == Role::Keeper { 0 } else { sees };
        assert_eq!((open, waiting, files), (2 * sees, asked, sees), "{role:?} in {branch:?}");
    }
    let tx = at.office.archive.read().await.expect("a reader");
    assert_eq!(issues::open_in(&tx, BranchId(1)).await.expect("the showings").len(), 1);
    assert_eq!(issues::open_in(&tx, BranchId(2)).await.expect("the showings").len(), 0);
    drop(tx);
    at.office.close().await;
}
