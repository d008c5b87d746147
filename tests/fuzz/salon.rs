//! A salon on a RAM disk, without Telegram: the archive that the program uses, opened anew from a stocked copy.

use crate::rig::records::{open, pairs};
use chrono::{DateTime, Duration, TimeZone, Utc};
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::staff::{self, Account, NewBranch};
use kartoteka::archive::{Archive, Tx, anchors, appointments, clients, tasks, visits};
use kartoteka::model::card::{Field, Kind, NewClient, Source};
use kartoteka::model::lang::Lang;
use kartoteka::model::policy::Role;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{Actor, BranchId, ClientId, MenuItemId, StaffId};
use kartoteka::turn::Office;
use kartoteka::turn::handle::HandleKey;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Where a RAM disk is on Linux.
const RAM: &str = "/dev/shm";
/// Telegram ids count from here.
pub const FIRST: i64 = 101;
/// The branch's zone.
pub const ZONE: &str = "Asia/Shanghai";

/// Who works here: name, role, language.
pub const PEOPLE: &[(&str, Role, Lang)] = &[
    ("Olga", Role::Owner, Lang::En),
    ("Otto", Role::Owner, Lang::Ko),
    ("Mina", Role::Manager, Lang::Zh),
    ("Mark", Role::Manager, Lang::En),
    ("Kira", Role::Keeper, Lang::Ko),
    ("Fay", Role::FrontDesk, Lang::Zh),
    ("Cara", Role::Care, Lang::En),
    ("Cai", Role::Care, Lang::Zh),
    ("Chae", Role::Care, Lang::Ko),
    ("Sam", Role::Sales, Lang::En),
];
/// Clients on the books.
pub const CLIENTS: &[&str] = &[
    "Nadia Sample",
    "王小美",
    "김서연",
    "Ravi Fiction",
    "Elke Example",
    "שרה Sample",
    "Quinn Pretend",
];

/// A Monday, 17:00 in Shanghai.
pub fn monday() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).single().expect("a moment")
}

/// A stocked archive, closed; each episode works on a copy.
pub struct Template {
    pub folder: TempDir,
    pub key: Key,
}

/// A salon at work.
pub struct Salon {
    pub archive: Archive,
    pub office: Office,
    key: Key,
    folder: TempDir,
}

impl Template {
    /// Makes the archive and stocks it.
    pub async fn stocked() -> Self {
        let this = Self::empty().await;
        let salon = this.open().await;
        let stocked = salon.archive.write(|tx| Box::pin(stock(tx)));
        stocked.await.expect("the salon is stocked");
        salon.archive.close().await.expect("the archive closes");
        std::fs::copy(salon.database(), this.database()).expect("a copy");
        this
    }

    /// An archive with a branch and nobody in it.
    pub async fn empty() -> Self {
        let this = Self { folder: folder(), key: Key::generate() };
        let archive = archive(&this.database(), &this.key, this.folder.path()).await;
        let branch = archive.write(|tx| {
            let new = NewBranch { name: "Salon", prefix: "A", zone: ZONE, country: "CN" };
            Box::pin(async move { staff::first_branch(tx, &new).await })
        });
        branch.await.expect("a branch");
        archive.close().await.expect("the archive closes");
        this
    }

    /// Opens a copy.
    pub async fn open(&self) -> Salon {
        let folder = folder();
        std::fs::copy(self.database(), folder.path().join("test.db")).expect("a copy");
        let archive = archive(&folder.path().join("test.db"), &self.key, folder.path()).await;
        Salon { archive, office: office(), key: self.key.clone(), folder }
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }
}

impl Salon {
    fn database(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// Closes the archive and opens it again: what a process remembers is forgotten.
    pub async fn restarts(&mut self) {
        self.archive.close().await.expect("the archive closes");
        self.archive = archive(&self.database(), &self.key, self.folder.path()).await;
        self.office = office();
    }

    /// Alters the closed archive behind the bot's back.
    pub async fn alters(&self, sql: &str) {
        use sea_orm::ConnectionTrait;
        let db = open(&self.database(), &self.key).await;
        db.execute_unprepared(sql).await.expect("the database is altered");
        db.close().await.expect("the database closes");
    }

    /// Closes the archive; the rules that it breaks.
    pub async fn breaks(&self, rules: &[(&'static str, &str)]) -> Vec<String> {
        let tx = self.archive.read().await.expect("a reader");
        let verdict = anchors::whole(&tx).await.expect("the trail can be read");
        drop(tx);
        self.archive.close().await.expect("the archive closes");
        let mut broken = Vec::new();
        broken.extend(verdict.entry().map(|entry| format!("the trail does not fit at {entry}")));
        broken.extend(self.broken(rules).await);
        broken
    }

    /// The rules that the closed archive breaks.
    pub async fn broken(&self, rules: &[(&'static str, &str)]) -> Vec<String> {
        let db = open(&self.database(), &self.key).await;
        let mut broken = Vec::new();
        for (rule, sql) in rules {
            let found: Vec<(i64, i64)> = pairs(&db, sql).await;
            broken.extend(
                found.first().map(|(id, _)| format!("{rule}: {} of them, first {id}", found.len())),
            );
        }
        db.close().await.expect("the database closes");
        broken
    }
}

/// What every turn of a process knows.
fn office() -> Office {
    Office {
        handles: HandleKey::new([7; 32]),
        bot_username: "salon_bot".into(),
        lang: Lang::En,
        locks: Default::default(),
    }
}

/// A folder in memory, where there is one.
pub fn folder() -> TempDir {
    let ram = Path::new(RAM);
    let made = if ram.is_dir() { TempDir::new_in(ram) } else { TempDir::new() };
    made.expect("a temporary folder")
}

async fn archive(file: &Path, key: &Key, data: &Path) -> Archive {
    let opened = connect::open(&format!("sqlite:{}", file.display()), key, data).await;
    opened.expect("the archive opens")
}

/// Seats a person whose account is older than any day's digest.
pub async fn seat(
    tx: &Tx,
    id: i64,
    name: &str,
    role: Role,
    lang: Lang,
) -> kartoteka::archive::Result<StaffId> {
    let account = Account { id, name, lang: Some(lang.as_str()) };
    let person = staff::person(tx, &account, monday() - Duration::days(400)).await?;
    staff::take_seat(tx, person, BranchId(1), role.as_str(), "active").await?;
    Ok(person)
}

/// Somebody who carries the cards over, with an owner's right.
pub fn clerk() -> Actor {
    Actor { id: StaffId(1), name: String::new(), role: Role::Owner, branch: BranchId(1) }
}

async fn stock(tx: &Tx) -> kartoteka::archive::Result<()> {
    let mut people = Vec::new();
    for (id, (name, role, lang)) in (FIRST..).zip(PEOPLE) {
        people.push(seat(tx, id, name, *role, *lang).await?);
    }
    staff::add_menu_item(tx, BranchId(1), "service", "Facial", 0, Some(28)).await?;
    staff::add_menu_item(tx, BranchId(1), "service", "护理", 1, Some(14)).await?;
    staff::add_menu_item(tx, BranchId(1), "product", "Serum C", 0, None).await?;
    let then = monday() - Duration::days(30);
    for (nth, name) in CLIENTS.iter().enumerate() {
        let facts =
            Field::ALL.iter().filter(|field| **field != Field::Birthday && **field != Field::Class);
        let new = NewClient {
            kind: Kind::Person,
            name: (*name).into(),
            phone: Some(format!("+861380013800{nth}")),
            facts: facts
                .map(|field| (*field, format!("fact {nth} of {}", field.as_str())))
                .collect(),
            source: Source::Visit,
            health_consent: (nth % 3 != 2).then_some(true),
            keeper: Some(people[6 + nth % 3]),
        };
        let client = ClientId(clients::create(tx, &clerk(), &new, then).await?.0.id);
        let visit = NewVisit {
            client,
            services: vec![MenuItemId(1)],
            products: vec![MenuItemId(3)],
            effect: None,
            note: None,
            amount: Some(12_000),
            next_on: Some(monday().date_naive()),
            photos: Vec::new(),
        };
        visits::log(tx, &clerk(), &visit, then).await?;
        let starts = monday() + Duration::hours(1 + 14 * nth as i64);
        let with = people[6 + nth % 4];
        appointments::book(tx, client, with, starts, starts + Duration::hours(1)).await?;
        tasks::create(tx, client.0, with.0, None, monday().date_naive()).await?;
    }
    Ok(())
}
