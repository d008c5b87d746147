//! The only way from a record to a screen: a card, seen through role and relations (access.md, decisions 16, T4).

use super::access::{Access, Part, Relations, access, knows, lendable};
use super::card::{Card, Field, Kind, PastVisit};
use super::correct::may_correct_any;
use super::policy::{Action, Role, may};
use super::{ClientId, StaffId};

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
    /// Latest visits; health details only with consent.
    pub visits: Vec<PastVisit>,
    /// Sum spent, minor units.
    pub spend: Option<i64>,
    /// Health data is locked, since the client's consent is not on the card.
    pub health_locked: bool,
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
    let open = |part| access(role, relations, part);
    let reads = |part| open(part) >= Access::Read;
    // Originals have a screen of their own, which closes after a few minutes (A8.08).
    let told = |part| reads(part) && part != Part::Originals;
    let facts = card
        .facts
        .iter()
        .filter(|fact| told(fact.field.part()) && (card.health_consent || !fact.field.health()));
    let mut facts: Vec<_> = facts.map(|fact| (fact.field, fact.value.clone())).collect();
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
        phones: match open(Part::Contact) {
            Access::Hidden | Access::Lendable => Vec::new(),
            Access::Masked => card.phones.iter().map(|phone| phone.masked()).collect(),
            Access::Read | Access::Edit => {
                card.phones.iter().map(|phone| phone.national()).collect()
            }
        },
        visits: if reads(Part::Care) { visits(card, reads(Part::Money)) } else { Vec::new() },
        spend: reads(Part::Money).then_some(card.spend),
        health_locked: card.kind == Kind::Person
            && !card.health_consent
            && (reads(Part::Safety) || reads(Part::Care)),
        held: card.held && reads(Part::Trail),
        shown: Part::ALL.iter().copied().filter(|part| open(*part) >= Access::Masked).collect(),
        lendable: lendable(role, relations),
        acts: acts(card, viewer, role, relations),
    })
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
        visits: view.visits.into_iter().map(plain).collect(),
        spend: None,
        lendable: Vec::new(),
        acts: Vec::new(),
        held: false,
        ..view
    }
}

/// Visits without what is locked until the health consent, and without amounts where `money` is not read:
/// their sum is the client's spend.
fn visits(card: &Card, money: bool) -> Vec<PastVisit> {
    let open = |visit: &PastVisit| match card.health_consent {
        true => visit.clone(),
        false => PastVisit { effect: None, note: None, photos: 0, ..visit.clone() },
    };
    let masked = |visit: PastVisit| PastVisit { amount: visit.amount.filter(|_| money), ..visit };
    card.visits.iter().map(open).map(masked).collect()
}

fn acts(card: &Card, viewer: StaffId, role: Role, relations: &Relations) -> Vec<Action> {
    let offered = |action: &Action| match action {
        Action::LogVisit => may_log(role, relations),
        Action::AmendVisit => may_amend(role, relations),
        Action::RecordConsent => {
            let edits = access(role, relations, Part::Safety) == Access::Edit;
            card.kind == Kind::Person && (edits || may_log(role, relations))
        }
        Action::RevealContact => access(role, relations, Part::Contact) == Access::Masked,
        Action::SeeOriginals => access(role, relations, Part::Originals) >= Access::Read,
        Action::Book => may_book(role, relations),
        Action::RequestLoan => !lendable(role, relations).is_empty(),
        Action::EditCard => may_correct_any(role, relations),
        Action::ReadTrail | Action::EraseClient | Action::HoldCard => {
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
/// a relation or of the client's consent (access.md).
pub fn may_break_glass(role: Role, relations: &Relations, kind: Kind, consent: bool) -> bool {
    let reads = consent && access(role, relations, Part::Safety) >= Access::Read;
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
