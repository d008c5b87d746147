//! The only way from a record to a screen: a card, seen through role and relations (access.md, decisions 16, T4).

use super::access::{Access, InChat, Part, Relations, access, knows, lendable, shown, shown_field};
use super::card::{Card, Field, Kind, PastVisit};
use super::correct::may_correct_any;
use super::phone::Phone;
use super::policy::{Action, Role, may};
use super::{ClientId, StaffId};
use chrono::{DateTime, Utc};

/// Stands in the place of a value that is on the card and masked.
pub const MASK: &str = "•••";
/// What can be masked: whole parts, and the health details of `care`.
const MASKABLE: [(Part, bool); 4] =
    [(Part::Contact, false), (Part::Safety, true), (Part::Care, true), (Part::Documents, false)];

/// What one person gets to see of one card. Nothing hidden is in it, so no dialogue can leak it.
#[derive(Clone, PartialEq)]
pub struct CardView {
    /// The client.
    pub client: ClientId,
    /// The number.
    pub number: String,
    /// The name; empty where it is not known.
    pub name: String,
    /// Who keeps the client, where the person sees more than the index.
    pub keeper: Option<String>,
    /// Facts that may be read, safety first.
    pub facts: Vec<(Field, String)>,
    /// Phones, whole or masked.
    pub phones: Vec<String>,
    /// Since when the paper file is lost, in place of where it lay.
    pub paper_lost: Option<DateTime<Utc>>,
    /// Latest visits; health details only with consent.
    pub visits: Vec<PastVisit>,
    /// Sum spent, minor units.
    pub spend: Option<i64>,
    /// Health data is locked, since the client's consent is not on the card.
    pub health_locked: bool,
    /// What the owner's setting makes of sensitive fields that this person would read: `On`, as if there were none.
    pub capped: InChat,
    /// Something stands in `safety` that the owner keeps out of the chat: whoever treats must hear that there is a note.
    pub warned: bool,
    /// The card is on legal hold; told to whoever reads its history.
    pub held: bool,
    /// Parts that are shown, at least masked.
    pub shown: Vec<Part>,
    /// Parts that can be asked for.
    pub lendable: Vec<Part>,
    /// Acts to offer on this card.
    pub acts: Vec<Action>,
}

/// Projects a card for a role and its relations; `None` reads as "no such client".
pub fn project(
    card: &Card,
    viewer: StaffId,
    role: Role,
    relations: &Relations,
) -> Option<CardView> {
    if !knows(role, relations) {
        return None;
    }
    let reads = |part| access(role, relations, part) >= Access::Read;
    let shows = |part, health| shown(role, relations, part, health);
    // Originals have a screen of their own, which closes after a few minutes (A8.08).
    let told = |part| reads(part) && part != Part::Originals;
    let lost = card.lost_since();
    let facts = card
        .facts
        .iter()
        .filter(|fact| told(fact.field.part()) && (card.health_consent || !fact.field.health()))
        .filter(|fact| lost.is_none() || fact.field != Field::PaperFile);
    let facts = facts.filter_map(|fact| match shown_field(role, relations, fact.field) {
        Access::Read | Access::Edit => Some((fact.field, fact.value.clone())),
        Access::Masked => Some((fact.field, MASK.to_owned())),
        Access::Lendable | Access::Hidden => None,
    });
    let mut facts: Vec<_> = facts.collect();
    facts.sort_by_key(|(field, _)| (field.part() != Part::Safety, *field));
    Some(CardView {
        client: card.id,
        number: card.number.clone(),
        name: card.name.clone(),
        keeper: card
            .keeper
            .as_ref()
            .filter(|_| reads(Part::Care) || reads(Part::Contact))
            .map(|(_, name)| name.clone()),
        facts,
        phones: match shows(Part::Contact, false) {
            Access::Hidden | Access::Lendable => Vec::new(),
            Access::Masked => card.phones.iter().map(|phone| phone.masked()).collect(),
            Access::Read | Access::Edit => {
                card.phones.iter().map(|phone| phone.national()).collect()
            }
        },
        paper_lost: lost.filter(|_| reads(Part::Documents)),
        visits: match reads(Part::Care) {
            true => visits(card, shows(Part::Care, true), reads(Part::Money)),
            false => Vec::new(),
        },
        spend: reads(Part::Money).then_some(card.spend),
        health_locked: card.kind == Kind::Person
            && !card.health_consent
            && (reads(Part::Safety) || reads(Part::Care)),
        capped: capped(role, relations),
        warned: card.health_consent
            && card.facts.iter().any(|fact| fact.field.part() == Part::Safety)
            && reads(Part::Safety)
            && shows(Part::Safety, true) == Access::Hidden,
        held: card.held && reads(Part::Trail),
        shown: Part::ALL
            .iter()
            .copied()
            .filter(|part| shows(*part, false) >= Access::Masked)
            .collect(),
        lendable: lendable(role, relations),
        acts: acts(card, viewer, role, relations),
    })
}

fn capped(role: Role, relations: &Relations) -> InChat {
    let is_capped = |(part, health): &(Part, bool)| {
        let open = access(role, relations, *part);
        open >= Access::Masked && shown(role, relations, *part, *health) < open
    };
    if MASKABLE.iter().any(is_capped) { relations.in_chat } else { InChat::On }
}

/// What of a card is masked for a person, whole: shown for a minute, with a reason.
pub struct Revealed {
    /// The parts that it is of.
    pub parts: Vec<Part>,
    /// Phones.
    pub phones: Vec<Phone>,
    /// Facts.
    pub facts: Vec<(Field, String)>,
    /// Health details of visits, and nothing else of them.
    pub visits: Vec<PastVisit>,
}

/// Reveals what is masked for this person; `None` if nothing is.
pub fn reveal(card: &Card, role: Role, relations: &Relations) -> Option<Revealed> {
    let parts = masked(card, role, relations);
    if parts.is_empty() {
        return None;
    }
    let is_open = |field: Field| card.health_consent || !field.health();
    let facts = card
        .facts
        .iter()
        .filter(|fact| parts.contains(&fact.field.part()) && is_open(fact.field))
        .map(|fact| (fact.field, fact.value.clone()));
    let health = |visit: &PastVisit| PastVisit {
        services: Vec::new(),
        products: Vec::new(),
        amount: None,
        next_on: None,
        ..visit.clone()
    };
    let visits = card.visits.iter().filter(|visit| has_health(visit)).map(health);
    let mut facts: Vec<_> = facts.collect();
    facts.sort_by_key(|(field, _)| (field.part() != Part::Safety, *field));
    Some(Revealed {
        phones: if parts.contains(&Part::Contact) { card.phones.clone() } else { Vec::new() },
        facts,
        visits: if parts.contains(&Part::Care) { visits.collect() } else { Vec::new() },
        parts,
    })
}

/// The parts that are masked for a person. Without the client's consent health is closed, not masked.
fn masked(card: &Card, role: Role, relations: &Relations) -> Vec<Part> {
    let is_masked = |(part, health): &&(Part, bool)| {
        (card.health_consent || !health) && shown(role, relations, *part, *health) == Access::Masked
    };
    MASKABLE.iter().filter(is_masked).map(|(part, _)| *part).collect()
}

/// A card that the client may look at over one's shoulder: no money, no history, no notes, nothing but what concerns the
/// treatment (N14).
pub fn consultation(view: CardView) -> CardView {
    let shows = |part| matches!(part, Part::Index | Part::Safety | Part::Care);
    let plain = |visit: PastVisit| PastVisit { note: None, amount: None, ..visit };
    CardView {
        keeper: None,
        facts: view.facts.into_iter().filter(|(field, _)| shows(field.part())).collect(),
        phones: Vec::new(),
        paper_lost: None,
        visits: view.visits.into_iter().map(plain).collect(),
        spend: None,
        lendable: Vec::new(),
        acts: Vec::new(),
        held: false,
        ..view
    }
}

/// Visits with as much of their health details as is shown, nothing until the health consent, and without amounts where
/// `money` is not read: their sum is the client's spend.
fn visits(card: &Card, health: Access, money: bool) -> Vec<PastVisit> {
    let without =
        |note, visit: &PastVisit| PastVisit { effect: None, note, photos: 0, ..visit.clone() };
    let open = |visit: &PastVisit| match health {
        _ if !card.health_consent => without(None, visit),
        Access::Read | Access::Edit => visit.clone(),
        Access::Masked => without(has_health(visit).then(|| MASK.to_owned()), visit),
        Access::Lendable | Access::Hidden => without(None, visit),
    };
    let paid = |visit: PastVisit| PastVisit { amount: visit.amount.filter(|_| money), ..visit };
    card.visits.iter().map(open).map(paid).collect()
}

fn has_health(visit: &PastVisit) -> bool {
    visit.effect.is_some() || visit.note.is_some() || visit.photos > 0
}

fn acts(card: &Card, viewer: StaffId, role: Role, relations: &Relations) -> Vec<Action> {
    let offered = |action: &Action| match action {
        Action::LogVisit => may_log(role, relations),
        Action::AmendVisit => may_amend(role, relations),
        Action::RecordConsent => card.kind == Kind::Person && may_hear(role, relations),
        Action::RevealContact => !masked(card, role, relations).is_empty(),
        Action::SeeOriginals => access(role, relations, Part::Originals) >= Access::Read,
        Action::Book => may_book(role, relations),
        Action::RequestLoan => !lendable(role, relations).is_empty(),
        Action::EditCard => may_correct_any(role, relations),
        Action::ReadTrail | Action::EraseClient | Action::HoldCard | Action::GiveCopy => {
            access(role, relations, Part::Trail) >= Access::Read
        }
        Action::BreakGlass => may_break_glass(role, relations, card.kind, card.health_consent),
        _ => false,
    };
    debug_assert!(
        card.keeper.as_ref().is_none_or(|(keeper, _)| (*keeper == viewer) == relations.own)
    );
    Action::ALL.iter().copied().filter(|action| may(role, *action) && offered(action)).collect()
}

/// Who may take a client's word on a consent: whoever edits safety or logs visits, and whoever answers for their rights.
pub fn may_hear(role: Role, relations: &Relations) -> bool {
    access(role, relations, Part::Safety) == Access::Edit
        || may_log(role, relations)
        || access(role, relations, Part::Trail) >= Access::Read
}

/// Who may book a client: the branch's managers and front desk with anybody, the keeper with themselves. A booking opens
/// the card to whoever serves (`today`), so nobody may book their own way to a client whom they do not keep.
pub fn may_book(role: Role, relations: &Relations) -> bool {
    let in_branch = relations.branch && books_for_others(role);
    may(role, Action::Book) && (role == Role::Owner || in_branch || relations.own)
}

/// Whether the role books for colleagues too.
pub fn books_for_others(role: Role) -> bool {
    matches!(role, Role::Owner | Role::Manager | Role::FrontDesk)
}

/// Who may open a person's safety data in an emergency: who knows the client and may not read it otherwise, for want of
/// a relation or of the client's consent (access.md), or since the owner keeps it out of the chat: life before law.
pub fn may_break_glass(role: Role, relations: &Relations, kind: Kind, consent: bool) -> bool {
    let reads = consent && shown(role, relations, Part::Safety, true) >= Access::Read;
    may(role, Action::BreakGlass) && knows(role, relations) && kind == Kind::Person && !reads
}

/// Who may log a visit: whoever keeps or serves the client now, and the branch's managers and front desk.
pub fn may_log(role: Role, relations: &Relations) -> bool {
    let in_branch = relations.branch && matches!(role, Role::Manager | Role::FrontDesk);
    may(role, Action::LogVisit)
        && (role == Role::Owner || in_branch || relations.own || relations.today)
}

/// Who may correct a logged visit: whoever may log one and reads what stands there.
pub fn may_amend(role: Role, relations: &Relations) -> bool {
    let reads = access(role, relations, Part::Care) >= Access::Read;
    may(role, Action::AmendVisit) && may_log(role, relations) && reads
}
