//! The drill: erase, cut a seat, restore the backup of before; neither comes back (T25, K39).

use crate::data_folder::Home;
use crate::office::monday;
use chrono::Duration;
use kartoteka::archive::erasure::{self, Order};
use kartoteka::archive::erasure_journal::{self, Again};
use kartoteka::archive::staff::{self, Account, NewBranch};
use kartoteka::archive::{Archive, anchors, clients, people, search};
use kartoteka::model::card::{Kind, NewClient, Source};
use kartoteka::model::phone::Country;
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, ClientId, StaffId};
use std::path::{Path, PathBuf};

/// Makes a backup of this name.
async fn backup(home: &Home, name: &str) -> PathBuf {
    let target = home.folder.path().join(name);
    home.backup(&target).await.unwrap();
    target
}

/// Puts a backup back over what is there.
async fn restore(home: &Home, source: &Path) {
    home.restore(source, &home.key, true).await.unwrap();
}

fn owner() -> Actor {
    Actor { id: StaffId(1), name: "Olga".into(), role: Role::Owner, branch: BranchId(1) }
}

/// A branch, an owner, a manager, a beautician, and clients of these names.
async fn people_and(archive: &Archive, names: &'static [&'static str]) {
    let made = archive.write(move |tx| {
        Box::pin(async move {
            let new = NewBranch { name: "Salon", prefix: "A", zone: "Asia/Seoul", country: "KR" };
            let branch = staff::first_branch(tx, &new).await?;
            let seats = [("Olga", Role::Owner), ("Mina", Role::Manager), ("Lena", Role::Care)];
            for (id, (name, role)) in (101..).zip(seats) {
                let account = Account { id, name, lang: Some("en") };
                let person = staff::person(tx, &account, monday()).await?;
                staff::take_seat(tx, person, branch, role.as_str(), "active").await?;
            }
            for name in names {
                client(tx, name).await?;
            }
            Ok(())
        })
    });
    made.await.unwrap();
}

async fn client(tx: &kartoteka::archive::Tx, name: &str) -> kartoteka::archive::Result<()> {
    let new = NewClient {
        kind: Kind::Person,
        name: name.to_owned(),
        phone: None,
        facts: Vec::new(),
        source: Source::Visit,
        health_consent: None,
        keeper: None,
    };
    clients::create(tx, &owner(), &new, monday()).await?;
    Ok(())
}

async fn erase(archive: &Archive, id: i64) {
    let (asked_by, confirmed_by) = (StaffId(2), StaffId(1));
    let order = Order { asked_by, confirmed_by, at: monday() + Duration::hours(1) };
    let erased =
        archive.write(move |tx| Box::pin(erasure::erase(tx, ClientId(id), order, order.at)));
    assert!(erased.await.unwrap().is_some());
}

/// Names of clients that an owner finds.
async fn found(archive: &Archive, name: &'static str) -> usize {
    let found = archive.write(move |tx| {
        Box::pin(async move {
            let country = Country::try_from("KR").unwrap();
            match search::find(tx, &owner(), name, 0, country, monday()).await? {
                search::Found::Page { rows, near: false, .. } => Ok(rows.len()),
                search::Found::Page { .. } | search::Found::TooShort => Ok(0),
            }
        })
    });
    found.await.unwrap()
}

async fn is_seated(archive: &Archive, telegram: i64) -> bool {
    staff::seated(&archive.read().await.unwrap(), telegram).await.unwrap().is_some()
}

#[tokio::test]
async fn what_was_erased_and_cut_stays_so_after_an_older_backup() {
    let home = Home::new();
    let archive = home.open().await;
    people_and(&archive, &["Emma Sample", "Otto Sample"]).await;
    let older = backup(&home, "older.tar").await;
    erase(&archive, 1).await;
    let cut = archive.write(|tx| {
        Box::pin(async move { people::suspend(tx, &owner(), StaffId(3), "", monday()).await })
    });
    cut.await.unwrap();
    erasure_journal::settle(&archive).await.unwrap();
    archive.close().await.unwrap();
    restore(&home, &older).await;
    let archive = home.open().await;
    assert_eq!(found(&archive, "emma").await, 1, "the backup is from before");
    let again = erasure_journal::reapply(&archive, monday() + Duration::days(1)).await.unwrap();
    assert_eq!(again, Again { erased: 1, cut: 1 });
    assert_eq!((found(&archive, "emma").await, found(&archive, "otto").await), (0, 1));
    assert!(!is_seated(&archive, 103).await && is_seated(&archive, 102).await);
    let read = archive.read().await.unwrap();
    let (proofs, _) = erasure::proofs(&read, &owner(), 0).await.unwrap();
    assert_eq!(proofs.len(), 1);
    assert_eq!(
        (proofs[0].number.as_str(), proofs[0].at),
        ("A-0001", monday() + Duration::hours(1))
    );
    assert!(anchors::whole(&read).await.unwrap().is_intact());
    drop(read);
    let again = erasure_journal::reapply(&archive, monday()).await.unwrap();
    assert_eq!(again, Again::default(), "once is enough");
    archive.close().await.unwrap();
}

#[tokio::test]
async fn a_newer_backup_carries_the_journal_to_an_empty_host() {
    let home = Home::new();
    let archive = home.open().await;
    people_and(&archive, &["Emma Sample"]).await;
    let older = backup(&home, "older.tar").await;
    erase(&archive, 1).await;
    erasure_journal::settle(&archive).await.unwrap();
    let newer = backup(&home, "newer.tar").await;
    archive.close().await.unwrap();
    std::fs::remove_dir_all(home.data()).unwrap();
    std::fs::create_dir(home.data()).unwrap();
    restore(&home, &newer).await;
    restore(&home, &older).await;
    let archive = home.open().await;
    let again = erasure_journal::reapply(&archive, monday()).await.unwrap();
    assert_eq!((again.erased, found(&archive, "emma").await), (1, 0));
    archive.close().await.unwrap();
}

#[tokio::test]
async fn another_client_who_got_the_number_since_is_left_alone() {
    let home = Home::new();
    let archive = home.open().await;
    people_and(&archive, &[]).await;
    let empty = backup(&home, "empty.tar").await;
    let made = archive.write(|tx| Box::pin(client(tx, "Emma Sample")));
    made.await.unwrap();
    erase(&archive, 1).await;
    erasure_journal::settle(&archive).await.unwrap();
    archive.close().await.unwrap();
    restore(&home, &empty).await;
    let archive = home.open().await;
    let made = archive.write(|tx| {
        Box::pin(async move {
            let new = NewClient {
                kind: Kind::Person,
                name: "Vera Sample".into(),
                phone: None,
                facts: Vec::new(),
                source: Source::Visit,
                health_consent: None,
                keeper: None,
            };
            clients::create(tx, &owner(), &new, monday() + Duration::days(2)).await?;
            Ok(())
        })
    });
    made.await.unwrap();
    let again = erasure_journal::reapply(&archive, monday()).await.unwrap();
    assert_eq!((again.erased, found(&archive, "vera").await), (0, 1));
    archive.close().await.unwrap();
}
