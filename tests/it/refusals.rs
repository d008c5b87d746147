//! The golden matrix at the gate (F12, F13): each work of a dialogue is ordered for each role × relation; it is done exactly
//! where `tests/matrix/acts.txt` says yes. Each refusal leaves its entry in the trail, and reads byte for byte as if there
//! were no such client.
#![allow(clippy::print_stdout, reason = "what was tried is counted aloud")]

use crate::golden;
use crate::office::{Office, monday};
use crate::standing::{COLUMNS, Marked, Salon, acts};
use kartoteka::archive::{ArchiveError, Tx};
use kartoteka::dialogue;
use kartoteka::dialogue::effect::{
    BookingEffect, ClientEffect, Effect, LoanEffect, Outcome, StaffEffect, TaskEffect,
    UnmaskedEffect, VisitEffect,
};
use kartoteka::dialogue::house_rules::HouseEffect;
use kartoteka::dialogue::paper_file::PaperEffect;
use kartoteka::dialogue::rights::RightEffect;
use kartoteka::dialogue::screen::{Common, Door, Say, Screen};
use kartoteka::dialogue::staff_people::PeopleEffect;
use kartoteka::dialogue::staff_pin::PinEffect;
use kartoteka::model::access::Part;
use kartoteka::model::consent::ConsentFor;
use kartoteka::model::lang::Lang;
use kartoteka::model::loan::{Decision, LoanForm, Purpose, Term};
use kartoteka::model::policy::{Action, Role};
use kartoteka::model::trail::Tab;
use kartoteka::model::visit::{Amendment, NewVisit, VisitField};
use kartoteka::model::{AlertId, ClientId, EmergencyId, VisitId};
use kartoteka::turn::Office as House;
use kartoteka::turn::desk::Desk;
use kartoteka::turn::handle::HandleKey;
use kartoteka::turn::news::{News, spread};
use kartoteka::turn::out::Out;
use kartoteka::turn::perform::{self, Performed};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// A client and a visit that do not exist.
const NOBODY: ClientId = ClientId(999_999);
const NOWHERE: VisitId = VisitId(999_999);

/// What a person reads instead of the work.
#[derive(Clone, PartialEq)]
enum Refusal {
    Said(Say),
    NoSuchClient,
}

pub fn house() -> House {
    let handles = HandleKey::new([7; 32]);
    House { handles, bot_username: "salon_bot".into(), lang: Lang::En, locks: Default::default() }
}

/// Every work about a client or their visit that a dialogue may order; a loan's record stands for its client.
fn orders(salon: &Salon, to: &Marked, client: ClientId, visit: VisitId) -> Vec<Effect> {
    let reader = salon.actor.id;
    let form = LoanForm {
        client,
        purpose: Purpose::Visit,
        reason: String::new(),
        parts: vec![Part::Documents],
        term: Term::Hours(2),
        starts: None,
        paper: false,
    };
    let visited = NewVisit {
        client,
        services: Vec::new(),
        products: Vec::new(),
        effect: None,
        note: None,
        amount: Some(1),
        next_on: None,
        photos: Vec::new(),
    };
    let field = VisitField::NextOn;
    let amended = Amendment { visit, field, value: "2026-06-01".into(), reason: "a slip".into() };
    let starts_at = monday() + chrono::Duration::hours(30);
    let mut orders = vec![
        Effect::Client(ClientEffect::Open { client }),
        Effect::Client(ClientEffect::Correctable { client, at: None }),
        Effect::Client(ClientEffect::Consent { client, given: true }),
        Effect::Visit(VisitEffect::Menu { client }),
        Effect::Visit(VisitEffect::Log(visited)),
        Effect::Visit(VisitEffect::Read { visit }),
        Effect::Visit(VisitEffect::Amend(amended)),
        Effect::Booking(BookingEffect::List { client }),
        Effect::Unmasked(UnmaskedEffect::Reveal { client, reason: "visit".into() }),
        Effect::Unmasked(UnmaskedEffect::Originals { client }),
        Effect::Right(RightEffect::History { client, tab: Tab::Opened, page: 0 }),
        Effect::Right(RightEffect::Seen { client, page: 0 }),
        Effect::Right(RightEffect::Register { client }),
        Effect::Right(RightEffect::OfClient { client }),
        Effect::Right(RightEffect::AskCopy { client }),
        Effect::Right(RightEffect::Hold { client, reason: "dispute".into() }),
        Effect::Right(RightEffect::Emergency { client, reason: "unwell".into() }),
        Effect::Right(RightEffect::Record { client, purpose: ConsentFor::Marketing, given: true }),
        // A loan that runs may be extended, though the card does not offer it.
        Effect::Loan(LoanEffect::Request(form)),
    ];
    if to.column != "none" {
        // With oneself, and by oneself: that takes a seat in the client's branch, which an owner has once.
        orders.push(Effect::Booking(BookingEffect::Book { client, with: reader, starts_at }));
        orders.push(Effect::Unmasked(UnmaskedEffect::LogReading { client, reader }));
    }
    if client == to.id {
        let decision = Decision::Deny("not_needed".into());
        orders.push(Effect::Loan(LoanEffect::Decide { loan: to.loan, decision }));
        orders.push(Effect::Loan(LoanEffect::Recall { loan: to.loan, reason: String::new() }));
    }
    orders
}

/// Work on no client; each is ordered once for each role.
fn errands() -> Vec<Effect> {
    vec![
        Effect::Client(ClientEffect::Find { query: "zz".into(), page: 0 }),
        Effect::Client(ClientEffect::Duplicates { phone: None, name: Some("Zz".into()) }),
        Effect::Task(TaskEffect::Day),
        Effect::Staff(StaffEffect::Seats),
        Effect::Staff(StaffEffect::Settings),
        Effect::People(PeopleEffect::List),
        Effect::Loan(LoanEffect::Rules),
        Effect::Paper(PaperEffect::Mutual),
        Effect::Pin(PinEffect::Require(false)),
        Effect::House(HouseEffect::Read),
        Effect::Right(RightEffect::CheckTrail),
        Effect::Right(RightEffect::Incident),
        Effect::Right(RightEffect::ReviewOf { emergency: EmergencyId(1) }),
        Effect::Unmasked(UnmaskedEffect::Alert { alert: AlertId(1) }),
    ]
}

/// What the gate makes of an order. A refusal is kept, with its entry; what was done is taken back.
async fn orders_one(salon: &Salon, effect: Effect) -> Option<Refusal> {
    let staff = salon.actor.id;
    let told = Arc::new(Mutex::new(None));
    let tell = told.clone();
    let done: kartoteka::archive::Result<()> = salon
        .office
        .archive
        .write(move |tx| {
            let (effect, tell) = (effect.clone(), tell.clone());
            Box::pin(async move {
                let refusal = refusal(tx, staff, effect).await?;
                let refused = refusal.is_some();
                *tell.lock().unwrap() = Some(refusal);
                if refused { Ok(()) } else { Err(ArchiveError::Refused("taken back".into())) }
            })
        })
        .await;
    let refusal = told.lock().unwrap().take().expect("an answer");
    assert_eq!(done.is_ok(), refusal.is_some());
    refusal
}

async fn refusal(
    tx: &Tx,
    staff: kartoteka::model::StaffId,
    effect: Effect,
) -> kartoteka::archive::Result<Option<Refusal>> {
    let house = house();
    let desk = Desk::new(tx, &house, monday());
    let reader = desk.reader(staff).await?.expect("a seat");
    Ok(match perform::perform(&desk, &reader.ctx, effect).await? {
        Performed::Refused(say) => Some(Refusal::Said(say)),
        Performed::Done(Outcome::NoSuchClient, _) => Some(Refusal::NoSuchClient),
        Performed::Done(..) | Performed::Locked(_) => None,
    })
}

/// The screen behind a door, as the person would read it.
async fn behind(salon: &Salon, door: Door) -> Screen {
    let staff = salon.actor.id;
    let shown = salon.office.archive.write(move |tx| {
        let state = dialogue::open(door.clone());
        Box::pin(async move {
            let house = house();
            let mut desk = Desk::new(tx, &house, monday());
            spread(&mut desk, vec![News::Tell { to: staff, state, subject: None }]).await?;
            let shown = desk.parcels.into_iter().find_map(|parcel| match parcel.out {
                Out::Show { screen, .. } => Some(screen),
                _ => None,
            });
            Ok(shown.expect("a screen"))
        })
    });
    shown.await.expect("the door opens")
}

/// The doors to a client, each with the act that stands behind it.
fn doors(client: ClientId, visit: VisitId) -> Vec<(Action, Door)> {
    vec![
        (Action::OpenCard, Door::Card { client }),
        (Action::OpenCard, Door::Visits { client }),
        (Action::OpenCard, Door::Consult { client }),
        (Action::ReadTrail, Door::History { client }),
        (Action::RecordConsent, Door::Register { client }),
        (Action::EditCard, Door::Edit { client }),
        (Action::LogVisit, Door::LogVisit { client }),
        (Action::AmendVisit, Door::AmendVisit { visit }),
        (Action::SeeOriginals, Door::Originals { client }),
        (Action::Book, Door::Bookings { client }),
    ]
}

/// How many refusals of a person the trail holds; of a client's card, where one is named.
async fn refusals(office: &Office, staff: i64, client: Option<i64>) -> i64 {
    let about = client
        .map_or_else(String::new, |id| format!(" AND subject = 'client' AND subject_id = {id}"));
    let sql = format!(
        "SELECT count(*) AS n FROM trail WHERE act = 'refused' AND actor_id = {staff}{about}"
    );
    office.counts(&sql).await
}

async fn every_cell_at_the_gate(role: Role) -> BTreeSet<Action> {
    let mut salon = Salon::open(role).await;
    salon.office.stop().await;
    let (acts, mut ordered, mut refused) = (acts(), BTreeSet::new(), BTreeMap::new());
    let staff = salon.actor.id.0;
    for client in &salon.clients {
        let missing = orders(&salon, client, NOBODY, NOWHERE);
        let (before, mut wanted) = (refusals(&salon.office, staff, None).await, 0);
        for (nth, effect) in orders(&salon, client, client.id, client.visit).into_iter().enumerate()
        {
            let (action, about) = (effect.needs(), effect.about());
            ordered.insert(action);
            let extends = action == Action::RequestLoan && client.column == "loan";
            let at = format!("{role:?}, {}: {action:?} ({nth})", client.column);
            let refusal = orders_one(&salon, effect).await;
            let may = salon.cell(&acts, action.as_str(), client.column) == "yes";
            assert!(extends || refusal.is_none() == may, "{at}: refused {}", refusal.is_some());
            let Some(refusal) = refusal else { continue };
            wanted += 1;
            *refused.entry(about).or_insert(0) += 1;
            if let Some(missing) = missing.get(nth) {
                let none = orders_one(&salon, missing.clone()).await;
                wanted += 1;
                assert!(none == Some(refusal), "{at}: reads otherwise than no such client");
            }
        }
        let entries = refusals(&salon.office, staff, None).await - before;
        assert_eq!(entries, wanted, "{role:?}, {}: entries of the trail", client.column);
    }
    // Each refusal about a card stands in that card's history.
    for (about, count) in refused.iter().filter_map(|(about, count)| Some(((*about)?, *count))) {
        assert_eq!(refusals(&salon.office, staff, Some(about.0)).await, count, "{role:?}");
    }
    for effect in errands() {
        let action = effect.needs();
        ordered.insert(action);
        let refused = orders_one(&salon, effect).await.is_some();
        let may = salon.cell(&acts, action.as_str(), COLUMNS[0]) == "yes";
        assert_eq!(!refused, may, "{role:?}: {action:?}");
    }
    let doors = doors_alike(&salon).await + turned_away(&salon).await;
    println!(
        "{role:?}: {} refusals at the gate, {doors} closed doors",
        refused.values().sum::<i64>()
    );
    salon.office.close().await;
    ordered
}

/// A closed door to a client looks exactly as one to nobody.
async fn doors_alike(salon: &Salon) -> usize {
    let (acts, mut closed) = (acts(), 0);
    for client in &salon.clients {
        let missing = doors(NOBODY, NOWHERE);
        for ((action, door), (_, none)) in doors(client.id, client.visit).into_iter().zip(missing) {
            if salon.cell(&acts, action.as_str(), client.column) == "yes" {
                continue;
            }
            let before = refusals(&salon.office, salon.actor.id.0, None).await;
            let (there, none) = (behind(salon, door).await, behind(salon, none).await);
            let entries = refusals(&salon.office, salon.actor.id.0, None).await - before;
            let bytes = |screen: &Screen| serde_json::to_vec(screen).expect("a screen is data");
            let at = format!("{:?}, {}: {action:?}", salon.role, client.column);
            assert_eq!(bytes(&there), bytes(&none), "{at}");
            assert_eq!(entries, 2, "{at}: entries of the trail");
            closed += 1;
        }
    }
    closed
}

/// Whoever may not is turned away at the house's own doors too, and that is in the trail.
async fn turned_away(salon: &Salon) -> usize {
    let (acts, staff, mut closed) = (acts(), salon.actor.id.0, 0);
    for (action, door) in [
        (Action::HandleIncident, Door::Incident),
        (Action::CheckTrail, Door::Trail),
        (Action::EditLoanRules, Door::LoanRules),
        (Action::ManageStaff, Door::People),
        (Action::InviteStaff, Door::Seats),
        (Action::InviteStaff, Door::Invite),
        (Action::RecallLoan, Door::LoansOut),
    ] {
        let before = refusals(&salon.office, staff, None).await;
        let screen = behind(salon, door).await;
        let entries = refusals(&salon.office, staff, None).await - before;
        let may = salon.cell(&acts, action.as_str(), COLUMNS[0]) == "yes";
        assert_eq!(screen.title != Say::Common(Common::NotAllowed), may, "{action:?}");
        assert_eq!(entries, i64::from(!may), "{:?}: {action:?}", salon.role);
        closed += usize::from(!may);
    }
    closed
}

/// One test a role, so that they run beside each other; the list of acts is the same for each.
async fn holds_at_the_gate(role: Role) {
    let ordered = every_cell_at_the_gate(role).await;
    let left: Vec<&str> = Action::ALL
        .iter()
        .filter(|action| !ordered.contains(action))
        .map(|action| action.as_str())
        .collect();
    golden::same("unordered.txt", &format!("{UNORDERED_HEAD}\n{}\n", left.join("\n")));
}

const UNORDERED_HEAD: &str = "\
# Acts that tests/it/refusals.rs orders of nobody: add an order there, or say here in the commit why not.";

#[tokio::test]
async fn the_gate_holds_for_an_owner() {
    holds_at_the_gate(Role::Owner).await;
}

#[tokio::test]
async fn the_gate_holds_for_a_manager() {
    holds_at_the_gate(Role::Manager).await;
}

#[tokio::test]
async fn the_gate_holds_for_a_keeper() {
    holds_at_the_gate(Role::Keeper).await;
}

#[tokio::test]
async fn the_gate_holds_for_the_front_desk() {
    holds_at_the_gate(Role::FrontDesk).await;
}

#[tokio::test]
async fn the_gate_holds_for_care() {
    holds_at_the_gate(Role::Care).await;
}

#[tokio::test]
async fn the_gate_holds_for_sales() {
    holds_at_the_gate(Role::Sales).await;
}
