//! The cells of the permission matrix, asked of the domain: what a role may do to, see of, correct and export of a client
//! who stands so to them (F12).

use chrono::{NaiveDate, TimeZone, Utc};
use kartoteka::model::access::{Access, InChat, Part, Relations, access, knows, lendable, shown};
use kartoteka::model::card::{Card, Fact, Field, Kind, PastVisit, Source};
use kartoteka::model::correct::{Detail, may_correct};
use kartoteka::model::mask::{CardView, MASK, project};
use kartoteka::model::phone::Phone;
use kartoteka::model::policy::{Action, Role, may};
use kartoteka::model::{BranchId, ClientId, StaffId, VisitId};
use std::collections::BTreeSet;

/// The columns: each is a client of the person's own branch but the last, who is another branch's.
/// Sets of several relations at once are `tests/policy.rs`'s.
pub const RELATIONS: [&str; 5] = ["own", "today", "loan", "branch", "none"];
/// The person who looks at the cards.
const VIEWER: StaffId = StaffId(5);
/// Words in the spelling of an act that takes data out of the archive.
const EXPORTS: [&str; 2] = ["export", "copy"];
/// Acts that are done to a client, or a client's loan, but not from the card.
const BESIDE: [Action; 4] =
    [Action::OpenCard, Action::LogReading, Action::DecideLoan, Action::RecallLoan];

/// A row of the second table: a thing that a card tells.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its spelling; that of the field, or of what has a row of its own in the archive.
    pub name: &'static str,
    /// The part that it belongs to.
    pub part: Part,
    /// Whether it is closed until the client's health consent.
    pub health: bool,
    /// What corrects it.
    edit: Edit,
}

#[derive(Clone, Copy)]
enum Edit {
    Correction(Detail),
    Amendment,
    Nothing,
}

/// How a person stands to a client under one column.
pub fn relations(role: Role, column: &str) -> Relations {
    let branch = Relations { branch: true, ..Relations::default() };
    match column {
        "own" => Relations { own: true, ..branch },
        "today" => Relations { today: true, ..branch },
        "loan" => Relations { lent: lendable(role, &branch).into_iter().collect(), ..branch },
        "branch" => branch,
        // The owner's branch is every one.
        "none" => Relations { branch: role == Role::Owner, ..Relations::default() },
        other => panic!("no column {other}"),
    }
}

/// Whether the act is done to a client; the others hang on the role alone.
pub fn concerns_a_client(action: Action) -> bool {
    let sets = || RELATIONS.iter().flat_map(|name| Role::ALL.iter().map(move |role| (role, name)));
    let on_a_card = |(role, name): (&Role, &&str)| {
        view(*role, &relations(*role, name), true).is_some_and(|it| it.acts.contains(&action))
    };
    BESIDE.contains(&action) || sets().any(on_a_card)
}

/// Whether a role may do this to a client who stands so.
pub fn acts(role: Role, column: &str, action: Action) -> bool {
    let set = relations(role, column);
    may(role, action)
        && match action {
            Action::OpenCard => knows(role, &set),
            Action::LogReading => access(role, &set, Part::Originals) >= Access::Read,
            // Of the client's branch; who borrows decides nothing, and is not lent a record of their own to decide.
            Action::DecideLoan | Action::RecallLoan => set.branch,
            action if concerns_a_client(action) => {
                view(role, &set, true).is_some_and(|it| it.acts.contains(&action))
            }
            _ => true,
        }
}

/// A cell of the second table: three letters, for see, correct and export; see the head of `fields.txt`.
pub fn tells(role: Role, column: &str, row: Row, consent: bool) -> String {
    tells_in(InChat::On, role, column, row, consent)
}

/// The same, under what the owner lets the chat show. It changes nothing about what is corrected and exported.
pub fn tells_in(in_chat: InChat, role: Role, column: &str, row: Row, consent: bool) -> String {
    let open = relations(role, column);
    let set = Relations { in_chat, ..open.clone() };
    let whole = view(role, &open, consent);
    let reads = whole.as_ref().is_some_and(|view| told(view).contains(row.name));
    let view = view(role, &set, consent);
    let see = match shown(role, &set, row.part, row.health) {
        _ if view.as_ref().is_some_and(|view| told(view).contains(row.name)) => 's',
        _ if row.health && !consent => '.',
        Access::Read | Access::Edit if matches!(row.part, Part::Originals | Part::Trail) => 'v',
        Access::Masked => 'm',
        Access::Lendable => 'l',
        _ => '.',
    };
    let corrects = match row.edit {
        Edit::Correction(detail) => may_correct(role, &set, detail),
        Edit::Amendment => reads && view.is_some_and(|it| it.acts.contains(&Action::AmendVisit)),
        Edit::Nothing => false,
    };
    let out = |action: &&Action| EXPORTS.iter().any(|word| action.as_str().contains(word));
    let exports = reads && Action::ALL.iter().filter(out).any(|action| acts(role, column, *action));
    let letter = |is: bool, letter| if is { letter } else { '.' };
    [see, letter(corrects && (consent || !row.health), 'e'), letter(exports, 'x')].iter().collect()
}

/// Everything that a card tells: its fields, and what has rows of its own.
pub fn rows() -> Vec<Row> {
    let fields = Field::ALL.iter().map(|field| Row {
        name: field.as_str(),
        part: field.part(),
        health: field.health(),
        edit: Edit::Correction(Detail::Fact(*field)),
    });
    let row = |name, part, health, edit| Row { name, part, health, edit };
    let visit = |name, health| row(name, Part::Care, health, Edit::Amendment);
    let fixed = |name| row(name, Part::Care, false, Edit::Nothing);
    let mut rows: Vec<Row> = fields.collect();
    rows.extend([
        row("number", Part::Index, false, Edit::Nothing),
        row("name", Part::Index, false, Edit::Correction(Detail::Name)),
        row("phone", Part::Contact, false, Edit::Correction(Detail::Phone)),
        row("keeper", Part::Care, false, Edit::Nothing),
        fixed("visit by"),
        fixed("visit service"),
        fixed("visit product"),
        visit("visit effect", true),
        visit("visit note", true),
        row("visit photos", Part::Care, true, Edit::Nothing),
        visit("visit next", false),
        row("visit amount", Part::Money, false, Edit::Amendment),
        row("spend", Part::Money, false, Edit::Nothing),
        row("history", Part::Trail, false, Edit::Nothing),
        row("held", Part::Trail, false, Edit::Nothing),
    ]);
    rows.sort_by_key(|row| row.part);
    rows
}

/// The rows that a view tells. A new field of a view does not compile until it has its row.
fn told(view: &CardView) -> BTreeSet<&'static str> {
    let CardView {
        client: _,
        number,
        name,
        keeper,
        facts,
        phones,
        paper_lost,
        visits,
        spend,
        health_locked: _,
        capped: _,
        warned: _,
        held,
        shown: _,
        lendable: _,
        acts: _,
    } = view;
    let facts = facts.iter().filter(|(_, value)| value != MASK);
    let mut told: BTreeSet<&'static str> = facts.map(|(field, _)| field.as_str()).collect();
    let mut tell = |name, is: bool| {
        if is {
            told.insert(name);
        }
    };
    tell("number", !number.is_empty());
    tell("name", !name.is_empty());
    tell("keeper", keeper.is_some());
    tell("phone", phones.contains(&phone().national()));
    tell("spend", spend.is_some());
    tell("held", *held);
    // In place of where it lay.
    tell("paper_file", paper_lost.is_some());
    for visit in visits {
        let PastVisit {
            id: _,
            at: _,
            by,
            services,
            products,
            effect,
            note,
            photos,
            amount,
            next_on,
        } = visit;
        tell("visit by", !by.is_empty());
        tell("visit service", !services.is_empty());
        tell("visit product", !products.is_empty());
        tell("visit effect", effect.is_some());
        tell("visit note", note.as_ref().is_some_and(|note| note != MASK));
        tell("visit photos", *photos > 0);
        tell("visit amount", amount.is_some());
        tell("visit next", next_on.is_some());
    }
    told
}

/// A full card as this role and these relations show it.
pub fn view(role: Role, relations: &Relations, consent: bool) -> Option<CardView> {
    project(&card(relations, consent), VIEWER, role, relations)
}

/// A card with something in every place.
fn card(relations: &Relations, health_consent: bool) -> Card {
    let at = Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap();
    let fact = |field: &Field| Fact {
        field: *field,
        value: field.as_str().to_owned(),
        source: Source::Visit,
        at,
    };
    let visit = PastVisit {
        id: VisitId(1),
        at,
        by: "somebody".into(),
        services: vec!["a service".into()],
        products: vec!["a product".into()],
        effect: Some(4),
        note: Some("a note".into()),
        photos: 6,
        amount: Some(7001),
        next_on: NaiveDate::from_ymd_opt(2026, 4, 1),
    };
    let keeper = if relations.own { VIEWER } else { StaffId(6) };
    Card {
        id: ClientId(3),
        branch: BranchId(1),
        number: "A-0001".into(),
        kind: Kind::Person,
        name: "Emma Sample".into(),
        keeper: Some((keeper, "a keeper".into())),
        phones: vec![phone()],
        facts: Field::ALL.iter().map(fact).collect(),
        health_consent,
        visits: vec![visit],
        spend: 9001,
        held: true,
        paper_lost: None,
    }
}

fn phone() -> Phone {
    Phone::from_e164("+821012345678").expect("a plausible number")
}
