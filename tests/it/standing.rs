//! A person of one role and five clients, one for each column of the matrix, with a mark of its own in every field.

use crate::golden::{self, Table};
use crate::lending::late_digests;
use crate::office::{Office, Sample, monday};
use chrono::{Duration, NaiveDate};
use kartoteka::archive::loans::{self, Requested};
use kartoteka::archive::staff::{self, Account};
use kartoteka::archive::{Tx, house_rules, loan_decisions, visits};
use kartoteka::model::access::{InChat, Part, Relations, lendable};
use kartoteka::model::card::Field;
use kartoteka::model::loan::{Decision, LoanForm, Purpose, Term};
use kartoteka::model::policy::Role;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{Actor, BranchId, ClientId, LoanId, MenuItemId, StaffId, VisitId};
use simulator::Person;

/// The columns of the golden files.
pub const COLUMNS: [&str; 5] = ["own", "today", "loan", "branch", "none"];
/// The letters that no two names share, so that each is one hit and nobody's namesake.
const NAMES: [&str; 5] = ["Qabbbb", "Qeffff", "Qihhhh", "Qokkkk", "Qupppp"];
/// One service and one product a client.
const MENU: &[(&str, &str)] = &[
    ("service", "Zv0"),
    ("service", "Zv1"),
    ("service", "Zv2"),
    ("service", "Zv3"),
    ("service", "Zv4"),
    ("product", "Zp0"),
    ("product", "Zp1"),
    ("product", "Zp2"),
    ("product", "Zp3"),
    ("product", "Zp4"),
];
/// Photos of a client beyond their place in the row, so that no two have as many.
const PHOTOS: usize = 2;

/// The salon of one test.
pub struct Salon {
    /// The office.
    pub office: Office,
    /// Whom it is about.
    pub role: Role,
    /// Their phone.
    pub viewer: Person,
    /// The same person to the archive.
    pub actor: Actor,
    /// The owner.
    pub olga: Person,
    /// A manager.
    pub mina: Person,
    /// What the owner lets the chat show.
    pub in_chat: InChat,
    /// A client for each column.
    pub clients: Vec<Marked>,
}

/// A client with marks.
#[derive(Clone, Copy)]
pub struct Marked {
    /// How the person stands to them.
    pub column: &'static str,
    /// The client.
    pub id: ClientId,
    /// Their place in the row.
    pub nth: usize,
    /// The later of their two visits.
    pub visit: VisitId,
    /// A request for their record by somebody else, which waits.
    pub loan: LoanId,
}

impl Salon {
    /// Opens a salon with somebody of this role.
    pub async fn open(role: Role) -> Self {
        Self::open_under(InChat::On, role).await
    }

    /// Opens a salon with somebody of this role, whose owner lets the chat show so much; what is lent was lent before.
    pub async fn open_under(in_chat: InChat, role: Role) -> Self {
        let office = Office::open().await;
        office.menu(MENU).await;
        let (olga, olga_id) = office.seat(101, "Olga", Role::Owner, "en").await;
        let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
        let (viewer, staff) = office.seat(103, "Vera", role, "en").await;
        let (_, lena) = office.seat(104, "Lena", Role::Care, "en").await;
        late_digests(&office, vec![olga_id, mina_id, staff, lena]).await;
        for person in [&olga, &mina] {
            person.says("/start").await;
        }
        let actor =
            |id, name: &str, role| Actor { id, name: name.to_owned(), role, branch: BranchId(1) };
        let viewing = actor(staff, "Vera", role);
        let deciders = [actor(mina_id, "Mina", Role::Manager), actor(olga_id, "Olga", Role::Owner)];
        office.alters("INSERT INTO branch (name, prefix, zone, country, next_number) VALUES ('Other', 'B', 'Asia/Shanghai', 'CN', 1)").await;
        let mut clients = Vec::new();
        for (nth, column) in COLUMNS.into_iter().enumerate() {
            let (id, visit) = client(&office, nth, (column == "own").then_some(staff)).await;
            match column {
                "today" => office.books(id, staff, monday() + Duration::minutes(30)).await,
                "loan" => lends(&office, &viewing, id, deciders.clone()).await,
                "none" => {
                    office
                        .alters(&format!("UPDATE client SET branch_id = 2 WHERE id = {}", id.0))
                        .await
                }
                _ => {}
            }
            let loan = asks(&office, actor(lena, "Lena", Role::Care), id).await;
            clients.push(Marked { column, id, nth, visit, loan });
        }
        let set = office.archive.write(move |tx| {
            Box::pin(async move { house_rules::set_in_chat(tx, olga_id, in_chat, monday()).await })
        });
        set.await.expect("the house's rules");
        Self { office, role, viewer, actor: viewing, olga, mina, in_chat, clients }
    }

    /// The golden file of what this salon shows.
    pub fn fields(&self) -> Table {
        match self.in_chat {
            InChat::On => fields(),
            InChat::Masked => golden::read("fields_masked.txt"),
            InChat::Off => golden::read("fields_off.txt"),
        }
    }

    /// The golden cell of a row for this role.
    pub fn cell<'a>(&self, table: &'a Table, row: &str, column: &str) -> &'a str {
        let key = (format!("{:?}", self.role), row.to_owned(), column.to_owned());
        table.get(&key).unwrap_or_else(|| panic!("no golden cell {key:?}"))
    }

    /// The rows of a golden file.
    pub fn rows(table: &Table) -> Vec<String> {
        let mut rows: Vec<String> = table.keys().map(|(_, row, _)| row.clone()).collect();
        rows.sort();
        rows.dedup();
        rows
    }

    /// What left toward a chat since an entry of the journal, as one text.
    pub fn bytes_to(&self, chat: i64, since: usize) -> String {
        let journal = self.office.sim.journal();
        let calls = journal.entries.iter().skip(since).filter(|entry| entry["kind"] == "call");
        let to_chat = calls.filter(|entry| entry["params"]["chat_id"] == chat);
        to_chat.map(|entry| format!("{}\n", entry["params"])).collect()
    }
}

impl Marked {
    /// What finds this client and nobody else; no mark.
    pub fn query(&self) -> &'static str {
        NAMES[self.nth]
    }

    /// The words by which a row of `fields.txt` is known on a screen.
    pub fn mark(&self, row: &str) -> String {
        let nth = self.nth;
        let keeper = if self.column == "own" { "Vera".to_owned() } else { keeper(nth) };
        match row {
            "number" => format!("A-{:04}", nth + 1),
            "name" => surname(nth),
            "phone" => format!("138 100{nth} 2345"),
            "keeper" => format!("Kept by {keeper}"),
            "visit by" => server(nth),
            "visit service" => format!("Service: Zv{nth}"),
            "visit product" => format!("Products: Zp{nth}"),
            "visit effect" => format!("Effect: {} of 5", nth + 1),
            "visit note" => format!("zq{nth}-note"),
            "visit photos" => format!("{} photos", nth + PHOTOS),
            "visit next" => format!("1{nth} May 2026"),
            "visit amount" => format!("Paid: ¥1{nth},111.00"),
            "spend" => format!("Spent so far: ¥2{},222.00", 2 * nth),
            "history" => "Card history".to_owned(),
            "held" => "On legal hold".to_owned(),
            field => format!("zq{nth}-{field}"),
        }
    }

    /// The phone as it is shown where the contact is masked.
    pub fn masked_phone() -> &'static str {
        "138••••2345"
    }
}

fn surname(nth: usize) -> String {
    format!("Zname{nth}")
}

fn keeper(nth: usize) -> String {
    format!("Zk{nth}")
}

fn server(nth: usize) -> String {
    format!("Zs{nth}")
}

/// Rows of the golden file `fields.txt`.
pub fn fields() -> Table {
    golden::read("fields.txt")
}

/// Rows of the golden file `acts.txt`.
pub fn acts() -> Table {
    golden::read("acts.txt")
}

/// A colleague without a seat: nobody writes to them.
async fn colleague(office: &Office, id: i64, name: String) -> StaffId {
    let made = office.archive.write(move |tx| {
        let name = name.clone();
        Box::pin(async move {
            let account = Account { id, name: &name, lang: None };
            staff::person(tx, &account, monday() - Duration::days(30)).await
        })
    });
    made.await.expect("a colleague")
}

/// A client with a mark in every field, and two visits.
async fn client(office: &Office, nth: usize, keeper_id: Option<StaffId>) -> (ClientId, VisitId) {
    let keeper_id = match keeper_id {
        Some(id) => id,
        None => colleague(office, 500 + nth as i64, keeper(nth)).await,
    };
    let server = colleague(office, 600 + nth as i64, server(nth)).await;
    let (name, phone) = (format!("{} {}", NAMES[nth], surname(nth)), format!("+86138100{nth}2345"));
    let facts: Vec<(Field, String)> =
        Field::ALL.iter().map(|field| (*field, format!("zq{nth}-{}", field.as_str()))).collect();
    let facts = facts.iter().map(|(field, value)| (*field, value.as_str())).collect();
    let keeper = Some(keeper_id);
    let sample = Sample { name: &name, phone: Some(&phone), facts, consent: Some(true), keeper };
    let id = office.client(sample).await;
    let logged = office.archive.write(move |tx| {
        let who = Actor { id: server, name: String::new(), role: Role::Owner, branch: BranchId(1) };
        Box::pin(async move {
            for days in [3, 2] {
                let new = NewVisit {
                    client: id,
                    services: vec![MenuItemId(1 + nth as i64)],
                    products: vec![MenuItemId(1 + (COLUMNS.len() + nth) as i64)],
                    effect: Some(1 + nth as i32),
                    note: Some(format!("zq{nth}-note")),
                    amount: Some((10_111 + 1_000 * nth as i64) * 100),
                    next_on: NaiveDate::from_ymd_opt(2026, 5, 10 + nth as u32),
                    photos: Vec::new(),
                };
                visits::log(tx, &who, &new, monday() - Duration::days(days)).await?;
            }
            Ok(())
        })
    });
    logged.await.expect("the visits");
    let visit = VisitId(2 * (nth as i64 + 1));
    for photo in 0..nth + PHOTOS {
        let sql = format!(
            "INSERT INTO attachment (client_id, visit_id, file_id, unique_id, state, attempts, created_at) \
             VALUES ({}, {}, 'f', 'u{nth}-{photo}', 'failed', 9, '2026-03-01 09:00:00+00:00')",
            id.0, visit.0
        );
        office.alters(&sql).await;
    }
    (id, visit)
}

/// Lends all that the person may borrow, decided by as many as it takes.
async fn lends(office: &Office, who: &Actor, client: ClientId, deciders: [Actor; 2]) {
    let branch = Relations { branch: true, ..Relations::default() };
    let (who, parts) = (who.clone(), lendable(who.role, &branch));
    if parts.is_empty() {
        return;
    }
    let lent = office.archive.write(move |tx| {
        let (who, parts, deciders) = (who.clone(), parts.clone(), deciders.clone());
        Box::pin(async move {
            let loan = request(tx, &who, client, parts).await?;
            for decider in &deciders {
                let row = loans::get(tx, loan).await?;
                let (zone, now) = (chrono_tz::Asia::Shanghai, monday());
                loan_decisions::decide(tx, decider, &row, &Decision::Approve, zone, now).await?;
            }
            Ok(loans::get(tx, loan).await?.status)
        })
    });
    assert_eq!(lent.await.expect("a loan"), "out");
}

/// Somebody asks for a client's care, and nobody has decided yet.
async fn asks(office: &Office, who: Actor, client: ClientId) -> LoanId {
    let asked = office.archive.write(move |tx| {
        let who = who.clone();
        Box::pin(async move { request(tx, &who, client, vec![Part::Care]).await })
    });
    asked.await.expect("a request")
}

async fn request(
    tx: &Tx,
    who: &Actor,
    client: ClientId,
    parts: Vec<Part>,
) -> kartoteka::archive::Result<LoanId> {
    let (purpose, reason, term) = (Purpose::Visit, String::new(), Term::Hours(2));
    let form = LoanForm { client, purpose, reason, parts, term, starts: None, paper: false };
    match loans::request(tx, who, &form, monday()).await? {
        Requested::Asked(row, _) => Ok(LoanId(row.id)),
        _ => panic!("the request is sent"),
    }
}
