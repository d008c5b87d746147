//! The sole keeper has asked for a paper file themselves: somebody else hands it out (access.md "Loans").

use crate::lending::{emma, late_digests, read, reseats};
use crate::office::{Office, Sample};
use kartoteka::model::card::Field;
use kartoteka::model::policy::Role;

#[tokio::test]
async fn the_manager_hands_a_paper_file_to_the_sole_keeper() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "ko").await;
    late_digests(&office, vec![lena_id, mina_id]).await;
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    office.client(Sample { facts, ..emma() }).await;
    mina.says("/start").await;
    lena.says("emma").await;
    for label in ["Borrow", "Visit", "Documents", "Yes", "2 hours", "Send"] {
        lena.presses(label).await;
    }
    read(&office, &[&mina]).await;
    // What was asked for stays when its borrower gets the archive's own seat.
    reseats(&office, lena_id, Role::Keeper).await;
    mina.presses("승인").await;
    mina.presses("네, 승인").await;
    read(&office, &[&lena]).await;
    mina.presses("전달 완료").await;
    read(&office, &[&lena]).await;
    let handed = "SELECT count(*) FROM paper_loan WHERE state = 'out' AND out_by = 2";
    assert_eq!(office.counts(handed).await, 1);
    office.close().await;
}
