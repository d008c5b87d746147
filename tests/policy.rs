//! Who may do what and see what: the code against the README, against `access.md` written out by hand,
//! and against cards full of canaries.
#![allow(clippy::print_stdout, reason = "the tables are printed to be read and copied")]

use chrono::{NaiveDate, TimeZone, Utc};
use kartoteka::model::access::{Access, Part, Relations, access, matrix};
use kartoteka::model::card::{Card, Fact, Field, Kind, PastVisit, Source};
use kartoteka::model::mask::{CardView, project};
use kartoteka::model::phone::Phone;
use kartoteka::model::policy::{Role, table};
use kartoteka::model::{BranchId, ClientId, StaffId, VisitId};
use std::collections::BTreeSet;

/// What a role sees, copied by hand from `access.md`; columns in the order of that page.
/// The row of a relation that a role does not have on that page is the row `nothing`.
const PAGE: &str = "
    Owner, any         | E E E E E E E E R R
    Manager, branch    | E E E E E E E E R R
    Keeper, branch     | E R E E R E – E R R
    FrontDesk, branch  | E R E R R R R L R –
    Care, own or today | R E m E E R – L – –
    Care, none         | R – – – L – – L – –
    Sales, own         | E R m E R E – L – –
    Sales, none        | R – L – – L – L – –
    nothing            | – – – – – – – – – –
";

/// The columns of the page.
const COLUMNS: [Part; 10] = [
    Part::Index,
    Part::Safety,
    Part::Contact,
    Part::Profile,
    Part::Care,
    Part::Business,
    Part::Money,
    Part::Documents,
    Part::Originals,
    Part::Trail,
];

/// From closed to open.
const ORDER: &str = "–LmRE";

/// The person who looks at the cards.
const VIEWER: StaffId = StaffId(5);

#[test]
fn the_readme_holds_the_tables() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).expect("there is a README");
    for (name, wanted) in [("roles", table()), ("access", matrix())] {
        println!("<!-- {name} -->\n{wanted}<!-- /{name} -->");
        let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
        let block = readme.split_once(&open).and_then(|(_, rest)| rest.split_once(&close));
        let block = block.map(|(block, _)| block.trim());
        assert_eq!(block, Some(wanted.trim()), "README.md, block {name}");
    }
}

#[test]
fn the_code_is_the_page() {
    let mut differ = BTreeSet::new();
    for role in Role::ALL {
        for relations in relations() {
            for part in COLUMNS {
                let found = letter(access(*role, &relations, part));
                let wanted = wanted(*role, &relations, part);
                if found != wanted {
                    let Relations { own, today, branch, lent, .. } = &relations;
                    let held =
                        format!("own {own}, today {today}, branch {branch}, {} lent", lent.len());
                    differ.insert(format!(
                        "{role:?}, {held}: {part:?} is {found}, the page says {wanted}"
                    ));
                }
            }
        }
    }
    let differ: Vec<String> = differ.into_iter().collect();
    assert!(differ.is_empty(), "\n{}\n", differ.join("\n"));
}

#[test]
fn what_is_hidden_is_not_in_the_view_and_what_is_open_is() {
    let mut views = 0;
    for role in Role::ALL {
        for relations in relations() {
            for consent in [false, true] {
                let at = format!("{role:?}, {relations:?}, consent {consent}");
                let reads = |part| rank(wanted(*role, &relations, part)) >= rank('R');
                let view = project(&card(&relations, consent), VIEWER, *role, &relations);
                assert_eq!(view.is_some(), reads(Part::Index), "{at}");
                let Some(view) = view else { continue };
                views += 1;
                let told = told(&view);
                for (canary, open) in canaries(*role, &relations, consent) {
                    assert_eq!(told.contains(&canary), open, "{at}: {canary}");
                }
                assert_eq!(
                    view.health_locked,
                    !consent && (reads(Part::Safety) || reads(Part::Care))
                );
            }
        }
    }
    assert!(views > 300, "only {views} views were looked at");
}

/// Every canary of the card, and whether the page opens it.
fn canaries(role: Role, relations: &Relations, consent: bool) -> Vec<(String, bool)> {
    let cell = |part| wanted(role, relations, part);
    let reads = |part| rank(cell(part)) >= rank('R');
    let health = |part| reads(part) && consent;
    let mut canaries: Vec<(String, bool)> = Field::ALL
        .iter()
        .map(|field| {
            let safety = field.part() == Part::Safety;
            let skin = matches!(field, Field::Needs | Field::Skin | Field::Plan);
            // Originals are looked at on a screen of their own (A8.08).
            let told = reads(field.part()) && field.part() != Part::Originals;
            let open = told && (consent || !(safety || skin));
            (format!("canary {}", field.as_str()), open)
        })
        .collect();
    let care = reads(Part::Care);
    canaries.extend(
        [
            ("canary number", true),
            ("canary name", true),
            ("canary keeper", care || reads(Part::Contact)),
            (&phone().national(), reads(Part::Contact)),
            (&phone().masked(), cell(Part::Contact) == 'm'),
            ("canary by", care),
            ("canary service", care),
            ("canary product", care),
            // Decisions 16: date, service, product, amount and next date need no health consent;
            // but amounts add up to the spend, so they show only where `money` does.
            ("amount 7001", care && reads(Part::Money)),
            ("next 2026-04-01", care),
            ("canary note", health(Part::Care)),
            ("effect 4", health(Part::Care)),
            ("photos 6", health(Part::Care)),
            ("spend 9001", reads(Part::Money)),
        ]
        .map(|(canary, open)| (canary.to_owned(), open)),
    );
    canaries
}

/// Everything that a view would tell.
fn told(view: &CardView) -> BTreeSet<String> {
    let mut told: BTreeSet<String> = [view.number.clone(), view.name.clone()].into();
    told.extend(view.keeper.clone());
    told.extend(view.phones.clone());
    told.extend(view.facts.iter().map(|(_, value)| value.clone()));
    told.extend(view.spend.map(|minor| format!("spend {minor}")));
    for visit in &view.visits {
        told.insert(visit.by.clone());
        told.extend(visit.services.iter().chain(&visit.products).cloned());
        told.extend(visit.note.clone());
        told.extend(visit.effect.map(|effect| format!("effect {effect}")));
        told.insert(format!("photos {}", visit.photos));
        told.extend(visit.amount.map(|minor| format!("amount {minor}")));
        told.extend(visit.next_on.map(|day| format!("next {day}")));
    }
    told
}

/// A card with a canary in every place.
fn card(relations: &Relations, health_consent: bool) -> Card {
    let at = Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap();
    let fact = |field: &Field| Fact {
        field: *field,
        value: format!("canary {}", field.as_str()),
        source: Source::Visit,
        at,
    };
    let visit = PastVisit {
        id: VisitId(1),
        at,
        by: "canary by".into(),
        services: vec!["canary service".into()],
        products: vec!["canary product".into()],
        effect: Some(4),
        note: Some("canary note".into()),
        photos: 6,
        amount: Some(7001),
        next_on: NaiveDate::from_ymd_opt(2026, 4, 1),
    };
    let keeper = if relations.own { VIEWER } else { StaffId(6) };
    Card {
        id: ClientId(3),
        branch: BranchId(1),
        number: "canary number".into(),
        kind: Kind::Person,
        name: "canary name".into(),
        keeper: Some((keeper, "canary keeper".into())),
        phones: vec![phone()],
        facts: Field::ALL.iter().map(fact).collect(),
        health_consent,
        held: false,
        paper_lost: None,
        visits: vec![visit],
        spend: 9001,
    }
}

fn phone() -> Phone {
    Phone::from_e164("+821012345678").expect("a plausible number")
}

/// Every set of relations, with loans of nothing, of each part, and of all.
fn relations() -> Vec<Relations> {
    let lent =
        [vec![], Part::ALL.to_vec()].into_iter().chain(Part::ALL.iter().map(|part| vec![*part]));
    let lent: Vec<BTreeSet<Part>> = lent.map(|parts| parts.into_iter().collect()).collect();
    let bits = (0..8).map(|bits: u8| (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0));
    bits.flat_map(|(own, today, branch)| {
        let with = move |lent: &BTreeSet<Part>| Relations {
            own,
            today,
            branch,
            lent: lent.clone(),
            ..Relations::default()
        };
        lent.iter().map(with).collect::<Vec<_>>()
    })
    .collect()
}

/// The page's answer: the most open of the rows that apply (decisions 12), and of the loan's row.
fn wanted(role: Role, relations: &Relations, part: Part) -> char {
    let Relations { own, today, branch, lent, .. } = relations;
    let mut rows = vec![match role {
        Role::Owner => "Owner, any",
        Role::Manager if *branch => "Manager, branch",
        Role::Keeper if *branch => "Keeper, branch",
        Role::FrontDesk if *branch => "FrontDesk, branch",
        Role::Care => "Care, none",
        Role::Sales => "Sales, none",
        Role::Manager | Role::Keeper | Role::FrontDesk => "nothing",
    }];
    if role == Role::Care && (*own || *today) {
        rows.push("Care, own or today");
    }
    if role == Role::Sales && *own {
        rows.push("Sales, own");
    }
    // `any, loan | R | R | as lent … | – | –`: index and safety come with any loan.
    let by_loan = match part {
        Part::Originals | Part::Trail => '–',
        Part::Index | Part::Safety if !lent.is_empty() => 'R',
        part if lent.contains(&part) => 'R',
        _ => '–',
    };
    let cells = rows.into_iter().map(|row| cell(row, part)).chain([by_loan]);
    cells.max_by_key(|cell| rank(*cell)).expect("there is always a row")
}

fn cell(row: &str, part: Part) -> char {
    let rows = PAGE.lines().filter_map(|line| line.split_once('|'));
    let (_, cells) =
        rows.into_iter().find(|(name, _)| name.trim() == row).expect("a row of the page");
    let column = COLUMNS.iter().position(|column| *column == part).expect("a column of the page");
    cells.split_whitespace().nth(column).and_then(|cell| cell.chars().next()).expect("a cell")
}

fn rank(cell: char) -> usize {
    ORDER.find(cell).expect("a letter of the page")
}

fn letter(access: Access) -> char {
    match access {
        Access::Hidden => '–',
        Access::Lendable => 'L',
        Access::Masked => 'm',
        Access::Read => 'R',
        Access::Edit => 'E',
    }
}
