//! A client's card: what this person may see of it, safety first, and the acts that start from it.
//!
//! ```text
//! Card -- Visits --> Visits -- Correct --> VisitAmend
//! Card -- With client --> Consult
//! Card -- Show contact, Originals --> ClientReveal, Originals
//! Card -- Log visit, Bookings, Borrow, Consent --> VisitLog, Booking, LoanRequest, ClientConsent
//! Card -- Edit, History, Rights, Emergency --> ClientEdit, ClientHistory, Rights
//! each -- text --> ClientFind
//! ```

use crate::dialogue::effect::{ClientEffect, Effect, Outcome};
use crate::dialogue::rights::{Way, emergency, menu};
use crate::dialogue::screen::{
    Button, Choice, Common, Door, Say as Root, Screen, back, button, client as name, door, home,
};
use crate::dialogue::{self, Ctx, Input, Step, client_find, puzzled};
use crate::model::access::{InChat, Part};
use crate::model::card::{Field, PastVisit};
use crate::model::mask::{self, CardView};
use crate::model::policy::Action;
use crate::model::text;
use crate::model::value::{Day, Moment, Money, Word, Yearly};
use crate::model::visit::EFFECT_MAX;
use crate::model::{ClientId, IssueId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Visits told on their screen, latest first.
pub const VISITS_MAX: usize = 8;
/// A visit's note is told up to this many graphemes, so that the visits fit into one message.
const NOTE_GRAPHEMES_MAX: usize = 250;
/// A leap year, so that a birthday without a year may be 29 February.
const ANY_YEAR: &str = "2000";

/// What of a card is open. Each showing is recorded by the archive.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The card itself.
    Card {
        /// Whose.
        client: ClientId,
    },
    /// Its visits.
    Visits {
        /// Whose.
        client: ClientId,
    },
    /// The card as the client may see it (N14).
    Consult {
        /// Whose.
        client: ClientId,
    },
}

/// What a card says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    VisitsTitle,
    /// A fact that protects the client; always the first lines.
    Safety {
        field: Word,
        value: String,
    },
    Fact {
        field: Word,
        value: String,
    },
    FactDay {
        field: Word,
        day: Day,
    },
    FactYearly {
        field: Word,
        day: Yearly,
    },
    /// The paper file is lost, in place of where it lay.
    PaperLost {
        at: Moment,
    },
    Keeper {
        name: String,
    },
    Phones {
        phones: Vec<String>,
    },
    LastVisit {
        at: Moment,
        by: String,
    },
    LastVisitFor {
        at: Moment,
        by: String,
        services: Vec<String>,
    },
    NextDate {
        on: Day,
    },
    Spend {
        money: Money,
    },
    HealthLocked,
    /// The same, where the person cannot record a consent.
    HealthClosed,
    /// The owner keeps sensitive details out of the chat; the card says where the paper file lies.
    KeptOut,
    /// The same, where this person does not read that, or nobody noted it.
    KeptOutAsk,
    /// A safety note is among them: a hidden allergy would harm the client.
    Warned,
    /// They are masked, and can be revealed.
    Masked,
    RevealMasked,
    Lendable {
        parts: Vec<Word>,
    },
    Visit {
        at: Moment,
        by: String,
    },
    VisitServices {
        services: Vec<String>,
    },
    VisitProducts {
        products: Vec<String>,
    },
    VisitEffect {
        value: i64,
        of: i64,
    },
    VisitNote {
        note: String,
    },
    VisitPhotos {
        count: i64,
    },
    VisitAmount {
        money: Money,
    },
    VisitNext {
        on: Day,
    },
    NoVisits,
    Amend {
        at: Moment,
    },
    Visits,
    Bookings,
    History,
    Consent,
    Reveal,
    Originals,
    Consult,
    ConsultTitle,
    Edit,
    /// The card is on legal hold.
    Held,
}

/// Shows the card; the archive projects it and records the showing first.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let (State::Card { client } | State::Visits { client } | State::Consult { client }) = state;
    Step::Do(state.into(), Effect::Client(ClientEffect::Open { client }))
}

/// Words are a search; all else is done by the buttons.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match input {
        Input::Text(text) => Step::Go(client_find::search(&text)),
        input => puzzled(state.into(), input),
    }
}

/// Takes the card.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let (view, issue, until) = match outcome {
        Outcome::Card { view, issue, until } => (view, issue, until),
        Outcome::NoSuchClient => return Step::End(no_such_client()),
        _ => unreachable!("an opened card is there or not"),
    };
    let screen = match state {
        State::Card { .. } => card(&view),
        State::Visits { .. } => visits(&view),
        State::Consult { .. } => consult(*view),
    };
    Step::Wait(state.into(), issued(screen, issue, until))
}

/// A card as lines: safety first, then who it is, then the facts part by part. A lent card is told by the same lines.
pub fn lines(view: &CardView) -> Vec<Root> {
    let (safety, facts): (Vec<_>, Vec<_>) =
        view.facts.iter().partition(|(field, _)| field.part() == Part::Safety);
    let mut lines: Vec<Say> = safety.into_iter().map(safety_line).collect();
    lines.extend(view.warned.then_some(Say::Warned));
    lines.extend(locked_line(view));
    lines.extend(capped_line(view));
    lines.extend(view.held.then_some(Say::Held));
    let mut told: Vec<Root> = lines.into_iter().map(Root::ClientOpen).collect();
    told.push(name(&view.name, &view.number));
    let phones = (!view.phones.is_empty()).then(|| Say::Phones { phones: view.phones.clone() });
    let latest = view.visits.first();
    let next = latest.and_then(|visit| visit.next_on);
    let rest = (view.keeper.clone().map(|name| Say::Keeper { name }).into_iter())
        .chain(phones)
        .chain(facts.into_iter().map(fact_line))
        .chain(view.paper_lost.map(|at| Say::PaperLost { at: at.into() }))
        .chain(latest.map(last_visit))
        .chain(next.map(|on| Say::NextDate { on: on.into() }))
        .chain(view.spend.map(|minor| Say::Spend { money: Money { minor } }));
    told.extend(rest.map(Root::ClientOpen));
    told
}

impl From<State> for dialogue::State {
    fn from(state: State) -> Self {
        dialogue::State::ClientOpen(state)
    }
}

/// Not there and not allowed look the same (access.md).
fn no_such_client() -> Screen {
    Screen::of(Root::Common(Common::NoSuchClient)).row([door(Common::Find, Door::Find), home()])
}

/// Marks a screen as a showing of a card, and says until when it is shown.
fn issued(mut screen: Screen, issue: IssueId, until: DateTime<Utc>) -> Screen {
    screen.issue = Some(issue);
    screen.line(Root::Common(Common::ShownUntil { until: until.into() }))
}

fn locked_line(view: &CardView) -> Option<Say> {
    let records = view.acts.contains(&Action::RecordConsent);
    let line = if records { Say::HealthLocked } else { Say::HealthClosed };
    view.health_locked.then_some(line)
}

fn capped_line(view: &CardView) -> Option<Say> {
    match view.capped {
        InChat::On => None,
        InChat::Masked => view.acts.contains(&Action::RevealContact).then_some(Say::Masked),
        InChat::Off if view.facts.iter().any(|(field, _)| *field == Field::PaperFile) => {
            Some(Say::KeptOut)
        }
        InChat::Off => Some(Say::KeptOutAsk),
    }
}

fn safety_line((field, value): &(Field, String)) -> Say {
    Say::Safety { field: field.word(), value: value.clone() }
}

fn fact_line((field, value): &(Field, String)) -> Say {
    let word = field.word();
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let yearly = value.strip_prefix("--").and_then(|rest| day(&format!("{ANY_YEAR}-{rest}")));
    match (field, day(value), yearly) {
        (Field::Birthday, Some(day), _) => Say::FactDay { field: word, day: day.into() },
        (Field::Birthday, _, Some(day)) => Say::FactYearly { field: word, day: Yearly { day } },
        _ => Say::Fact { field: word, value: value.clone() },
    }
}

fn last_visit(visit: &PastVisit) -> Say {
    let (at, by) = (visit.at.into(), visit.by.clone());
    if visit.services.is_empty() {
        return Say::LastVisit { at, by };
    }
    Say::LastVisitFor { at, by, services: visit.services.clone() }
}

fn card(view: &CardView) -> Screen {
    let client = view.client;
    let mut screen = Screen::of(say(Say::Title));
    screen.lines = lines(view);
    let offered = |action: Action, label: Root, door: Door| {
        view.acts.contains(&action).then(|| button(label, Choice::Go(door)))
    };
    let log = Root::Common(Common::LogVisit);
    let visits = button(say(Say::Visits), Choice::Go(Door::Visits { client }));
    let consult = button(say(Say::Consult), Choice::Go(Door::Consult { client }));
    let borrow = button(Root::Common(Common::Borrow), Choice::Go(Door::Borrow { client }));
    let rights = Root::RightsMenu(menu::Say::Rights);
    let reveal = if view.capped == InChat::Masked { Say::RevealMasked } else { Say::Reveal };
    let emergency = Root::RightsEmergency(emergency::Say::Emergency);
    let can_borrow = view.acts.contains(&Action::RequestLoan) && !view.lendable.is_empty();
    let parts = view.lendable.iter().map(|part| part.word()).collect();
    let buttons = (offered(Action::LogVisit, log, Door::LogVisit { client }).into_iter())
        .chain(view.shown.contains(&Part::Care).then_some(visits))
        .chain(offered(Action::RevealContact, say(reveal), Door::Reveal { client }))
        .chain(offered(Action::Book, say(Say::Bookings), Door::Bookings { client }))
        .chain(can_borrow.then_some(borrow))
        .chain(offered(Action::RecordConsent, say(Say::Consent), Door::Consent { client }))
        .chain(offered(Action::SeeOriginals, say(Say::Originals), Door::Originals { client }))
        .chain(offered(Action::EditCard, say(Say::Edit), Door::Edit { client }))
        .chain(offered(Action::ReadTrail, say(Say::History), Door::History { client }))
        .chain(offered(Action::EraseClient, rights, Door::Rights(Way::Client { client })))
        .chain(offered(Action::BreakGlass, emergency, Door::Rights(Way::Emergency { client })))
        .chain(view.shown.contains(&Part::Care).then_some(consult));
    screen
        .maybe(can_borrow.then(|| say(Say::Lendable { parts })))
        .grid(2, buttons)
        .row([back(), home()])
}

/// The card as the client may see it over one's shoulder.
fn consult(view: CardView) -> Screen {
    let view = mask::consultation(view);
    let mut screen = Screen::of(say(Say::ConsultTitle));
    screen.lines = lines(&view);
    let whole = door(Common::OpenCard, Door::Card { client: view.client });
    screen.row([whole, home()])
}

fn visits(view: &CardView) -> Screen {
    let mut screen = Screen::of(say(Say::VisitsTitle)).line(name(&view.name, &view.number));
    screen = screen.maybe(locked_line(view).map(say)).maybe(capped_line(view).map(say));
    let shown = view.visits.iter().take(VISITS_MAX);
    for visit in shown.clone() {
        screen.lines.extend(visit_lines(visit).into_iter().map(say));
    }
    if view.visits.is_empty() {
        screen = screen.line(say(Say::NoVisits));
    }
    let reveals = view.capped == InChat::Masked && view.acts.contains(&Action::RevealContact);
    let reveal =
        || button(say(Say::RevealMasked), Choice::Go(Door::Reveal { client: view.client }));
    screen = screen.grid(1, reveals.then(reveal));
    if view.acts.contains(&Action::AmendVisit) {
        screen = screen.grid(2, shown.map(amend_button));
    }
    if view.acts.contains(&Action::LogVisit) {
        screen = screen.row([door(Common::LogVisit, Door::LogVisit { client: view.client })]);
    }
    screen.row([back(), home()])
}

/// A visit as lines.
pub fn visit_lines(visit: &PastVisit) -> Vec<Say> {
    let some = |list: &Vec<String>| (!list.is_empty()).then(|| list.clone());
    let effect = |value| Say::VisitEffect { value: i64::from(value), of: i64::from(EFFECT_MAX) };
    let photos = Say::VisitPhotos { count: i64::from(visit.photos) };
    [Say::Visit { at: visit.at.into(), by: visit.by.clone() }]
        .into_iter()
        .chain(some(&visit.services).map(|services| Say::VisitServices { services }))
        .chain(some(&visit.products).map(|products| Say::VisitProducts { products }))
        .chain(visit.effect.map(effect))
        .chain(visit.note.as_deref().map(|note| Say::VisitNote { note: excerpt(note) }))
        .chain((visit.photos > 0).then_some(photos))
        .chain(visit.amount.map(|minor| Say::VisitAmount { money: Money { minor } }))
        .chain(visit.next_on.map(|on| Say::VisitNext { on: on.into() }))
        .collect()
}

fn excerpt(note: &str) -> String {
    if text::length(note) <= NOTE_GRAPHEMES_MAX {
        return note.to_owned();
    }
    let beginning: String = note.graphemes(true).take(NOTE_GRAPHEMES_MAX).collect();
    format!("{beginning}…")
}

fn amend_button(visit: &PastVisit) -> Button {
    let door = Door::AmendVisit { visit: visit.id };
    button(say(Say::Amend { at: visit.at.into() }), Choice::Go(door))
}

fn say(say: Say) -> Root {
    Root::ClientOpen(say)
}

#[cfg(test)]
mod tests;
