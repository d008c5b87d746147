//! The archive that `tests/bench/run` loads: a branch of managers, and clients whose phone and name follow from a number.

use super::rig::House;
use kartoteka::archive::{Result, Tx, clients, visits};
use kartoteka::model::card::{Kind, NewClient, Source};
use kartoteka::model::policy::Role;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{Actor, BranchId, ClientId, StaffId};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// People on the staff, as many as the load generator has.
const PEOPLE: usize = 500;
/// Clients, unless `KARTOTEKA_TEST_STOCK_CLIENTS` says otherwise.
const CLIENTS: usize = 100_000;
/// Cards of one transaction.
const BATCH: usize = 500;
/// Visits of one client.
const VISITS: i64 = 3;

/// Makes the archive in the folder that `KARTOTEKA_TEST_STOCK` names, or says that it is skipped. The branch is in the
/// zone of `KARTOTEKA_TEST_STOCK_ZONE`: cards that are read at night raise alerts, which are not what is measured.
pub async fn make() {
    let Some(folder) = std::env::var_os("KARTOTEKA_TEST_STOCK").map(PathBuf::from) else {
        println!("skipped: KARTOTEKA_TEST_STOCK is not set");
        return;
    };
    let given = std::env::var("KARTOTEKA_TEST_STOCK_CLIENTS").ok();
    let all = given.map_or(CLIENTS, |given| given.parse().expect("a number of clients"));
    let names: Vec<String> = (0..PEOPLE).map(|number| format!("Person {number:03}")).collect();
    let people: Vec<(&str, Role)> = names.iter().map(|name| (&**name, Role::Manager)).collect();
    let (house, seats) = House::stocked(&people).await;
    let archive = house.archive().await;
    let id = seats[0].id;
    for begin in (0..all).step_by(BATCH) {
        let range = begin..(begin + BATCH).min(all);
        let stocked = archive.write(move |tx| {
            let range = range.clone();
            Box::pin(async move { batch(tx, id, range).await })
        });
        stocked.await.expect("the clients are stocked");
    }
    archive.close().await.expect("the archive is closed");
    if let Ok(zone) = std::env::var("KARTOTEKA_TEST_STOCK_ZONE") {
        move_to(&zone, &house).await;
    }
    copy(&house.data(), &folder.join("data"));
    copy(house.key_file().parent().expect("a folder"), &folder.join("config"));
}

async fn move_to(zone: &str, house: &House) {
    let mut options = ConnectOptions::new(format!("sqlite://{}", house.database().display()));
    options.max_connections(1).sqlx_logging(false);
    options.sqlcipher_key(house.key.opening());
    let db = Database::connect(options).await.expect("the database opens");
    let sql = format!("UPDATE branch SET zone = '{zone}'");
    db.execute_unprepared(&sql).await.expect("the branch moves");
    db.close().await.expect("the database is closed");
}

async fn batch(tx: &Tx, id: StaffId, range: Range<usize>) -> Result<()> {
    let clerk = Actor { id, name: String::new(), role: Role::Owner, branch: BranchId(1) };
    let now = chrono::Utc::now();
    for number in range {
        let new = NewClient {
            kind: Kind::Person,
            name: format!("Invented {}", letters(number)),
            phone: Some(format!("+86138{number:08}")),
            facts: Vec::new(),
            source: Source::Visit,
            health_consent: Some(true),
            keeper: None,
        };
        let (card, _) = clients::create(tx, &clerk, &new, now).await?;
        for _ in 0..VISITS {
            let visit = NewVisit {
                client: ClientId(card.id),
                services: Vec::new(),
                products: Vec::new(),
                effect: None,
                note: None,
                amount: None,
                next_on: None,
                photos: Vec::new(),
            };
            visits::log(tx, &clerk, &visit, now).await?;
        }
    }
    Ok(())
}

/// As `tests/bench/src/plan.rs` counts them.
fn letters(number: usize) -> String {
    let place = |place: u32| number / 26_usize.pow(place) % 26;
    (0..5).rev().map(|at| char::from(b'a' + u8::try_from(place(at)).expect("a letter"))).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file is copied");
        }
    }
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(to, private).expect("chmod");
}
