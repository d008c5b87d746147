//! The invented salon: 200 clients in three scripts, 1,500 visits, staff in every role, a day full of appointments.

use super::people::{self, STAFF};
use crate::archive::staff::{self, Account, NewBranch};
use crate::archive::{Archive, Result, Tx, appointments, clients, tasks, visits};
use crate::model::card::{Field, Kind, NewClient, Source};
use crate::model::policy::Role;
use crate::model::visit::NewVisit;
use crate::model::{Actor, BranchId, ClientId, MenuItemId, StaffId};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// Clients on the books.
pub const CLIENTS: usize = 200;
/// Visits in the past.
pub const VISITS: usize = 1_500;
/// Time zone of the salon.
pub const ZONE: &str = "Asia/Shanghai";

const SERVICES: &[(&str, i32)] = &[
    ("Facial cleansing", 28),
    ("Hydrating mask", 21),
    ("Colour touch-up", 35),
    ("Hair spa", 30),
    ("Brow shaping", 42),
    ("Scalp care", 28),
];
const PRODUCTS: &[&str] =
    &["Cleanser N1", "Serum C", "Colour 6/0 + 6 %", "Ampoule X", "Mask Aloe", "Sunscreen 50"];
const NOTES: &[&str] = &[
    "Liked light pressure.",
    "Asked about the ampoule.",
    "A little redness, gone after ten minutes.",
    "In a hurry today.",
];
const FACTS: &[(Field, &[&str])] = &[
    (Field::Allergy, &["Latex", "PPD (hair dye)", "Nickel", "Fragrance"]),
    (Field::Skin, &["Combination", "Dry, sensitive", "Oily T-zone"]),
    (Field::Needs, &["Even tone", "Less redness", "Volume"]),
    (Field::Likes, &["Jasmine tea, quiet music", "Window seat", "A short chat"]),
    (Field::Topics, &["Daughter's exams", "Hiking", "A new kitten"]),
    (Field::Occupation, &["Teacher", "Engineer", "Baker"]),
    (Field::CreditGrade, &["A", "B", "B", "C"]),
    (Field::Document, &["1-01 Consent form", "2-01 Course contract"]),
    (Field::PaperFile, &["Cabinet 1, drawer 2, no. 5"]),
    (Field::Original, &["Cabinet 2, drawer 3, no. 17"]),
];

/// What the seed has made so far.
struct Salon {
    branch: BranchId,
    staff: Vec<(StaffId, Role)>,
    services: Vec<MenuItemId>,
    products: Vec<MenuItemId>,
    clients: Vec<ClientId>,
}

/// Fills an empty archive, as of `now`.
///
/// # Errors
/// As the archive's.
pub async fn fill(archive: &Archive, now: DateTime<Utc>, today: NaiveDate) -> Result<()> {
    archive
        .write(move |tx| {
            Box::pin(async move {
                let mut salon = open(tx, now).await?;
                for n in 0..CLIENTS {
                    client(tx, &mut salon, n, now).await?;
                }
                for n in 0..VISITS {
                    visit(tx, &salon, n, now).await?;
                }
                follow_ups(tx, &salon, today).await?;
                bookings(tx, &salon, now).await
            })
        })
        .await
}

async fn open(tx: &Tx, now: DateTime<Utc>) -> Result<Salon> {
    let new = NewBranch { name: "Invented Salon", prefix: "A", zone: ZONE, country: "CN" };
    let branch = staff::first_branch(tx, &new).await?;
    let mut people = Vec::new();
    for member in STAFF {
        let Some(role) = member.role else { continue };
        let account = Account { id: member.id, name: member.name, lang: Some(member.lang) };
        // Nobody was here at the hour of today's digest: a late one would push Home away.
        let person = staff::person(tx, &account, now).await?;
        staff::take_seat(tx, person, branch, role.as_str(), "active").await?;
        people.push((person, role));
    }
    let mut salon = Salon {
        branch,
        staff: people,
        services: Vec::new(),
        products: Vec::new(),
        clients: Vec::new(),
    };
    for (position, (name, days)) in (0..).zip(SERVICES) {
        let id = staff::add_menu_item(tx, branch, "service", name, position, Some(*days)).await?;
        salon.services.push(MenuItemId(id));
    }
    for (position, name) in (0..).zip(PRODUCTS) {
        salon.products.push(MenuItemId(
            staff::add_menu_item(tx, branch, "product", name, position, None).await?,
        ));
    }
    Ok(salon)
}

impl Salon {
    fn holder(&self, role: Role) -> StaffId {
        self.staff
            .iter()
            .find(|(_, held)| *held == role)
            .map(|(person, _)| *person)
            .expect("the demo seats every role")
    }

    /// Somebody acting with the owner's right, as whoever carried the paper cards over would.
    fn clerk(&self, person: StaffId) -> Actor {
        Actor { id: person, name: String::new(), role: Role::Owner, branch: self.branch }
    }
}

async fn client(tx: &Tx, salon: &mut Salon, n: usize, now: DateTime<Utc>) -> Result<()> {
    let organisation = n % 23 == 22;
    let mut facts: Vec<(Field, String)> = Vec::new();
    for (place, (field, values)) in FACTS.iter().enumerate() {
        if (n + place * 7) % 5 < 2 || n < 6 {
            facts.push((*field, values[(n + place) % values.len()].to_owned()));
        }
    }
    facts.push((
        Field::Birthday,
        format!("19{:02}-{:02}-{:02}", 60 + n % 40, 1 + n % 12, 1 + n % 28),
    ));
    if organisation {
        facts.push((Field::Unit, "Invented Studio Ltd.".into()));
        facts.push((Field::Title, "Office manager".into()));
        facts.push((Field::LegalPerson, "Invented Owner".into()));
        facts.push((Field::BusinessStatus, "Books quarterly; compares prices.".into()));
    }
    let keeper = match n % 3 {
        0 => Some(salon.holder(Role::Care)),
        1 => Some(salon.holder(Role::Sales)),
        _ => None,
    };
    let new = NewClient {
        kind: if organisation { Kind::Organisation } else { Kind::Person },
        name: people::name(n),
        phone: Some(people::phone(n)),
        facts,
        source: Source::Visit,
        health_consent: (n % 7 != 6).then_some(true),
        keeper,
    };
    let clerk = salon.clerk(salon.holder(Role::Keeper));
    let (row, _) =
        clients::create(tx, &clerk, &new, now - Duration::days(380 - (n as i64 % 300))).await?;
    salon.clients.push(ClientId(row.id));
    Ok(())
}

async fn visit(tx: &Tx, salon: &Salon, n: usize, now: DateTime<Utc>) -> Result<()> {
    let client = n * 7 % CLIENTS;
    let consent = client % 7 != 6;
    let days = 370 - (n * 365 / VISITS) as i64;
    let server = if n % 4 == 3 { Role::FrontDesk } else { Role::Care };
    let new = NewVisit {
        client: salon.clients[client],
        services: vec![salon.services[n % salon.services.len()]],
        products: vec![salon.products[n % salon.products.len()]],
        effect: consent.then_some(3 + (n % 3) as i32),
        note: (consent && n.is_multiple_of(3)).then(|| NOTES[n % NOTES.len()].to_owned()),
        amount: Some(18_000 + (n as i64 % 9) * 4_500),
        next_on: None,
        photos: Vec::new(),
    };
    visits::log(tx, &salon.clerk(salon.holder(server)), &new, now - Duration::days(days)).await?;
    Ok(())
}

/// Follow-ups that are due today or were due yesterday.
async fn follow_ups(tx: &Tx, salon: &Salon, today: NaiveDate) -> Result<()> {
    let due = [
        (Role::Care, 0, 0),
        (Role::Care, 3, 1),
        (Role::Care, 6, 0),
        (Role::Sales, 1, 0),
        (Role::Manager, 2, 0),
        (Role::FrontDesk, 5, 0),
    ];
    for (role, client, days) in due {
        let day = today - Duration::days(days);
        tasks::create(tx, salon.clients[client].0, salon.holder(role).0, None, day).await?;
    }
    Ok(())
}

/// The beautician's day: five clients, the first within the hour; some are not her own.
async fn bookings(tx: &Tx, salon: &Salon, now: DateTime<Utc>) -> Result<()> {
    let care = salon.holder(Role::Care);
    for (client, minutes) in [(2, 20), (3, 110), (8, 260), (9, 350), (14, 440)] {
        let starts = now + Duration::minutes(minutes);
        appointments::book(tx, salon.clients[client], care, starts, starts + Duration::minutes(60))
            .await?;
    }
    Ok(())
}
