//! Home: today in one line, the next visits, and a way to everything; whatever is typed here is a search.
//!
//! ```text
//! Today -- text --> ClientFind          Today -- contact --> ClientCreate
//! Today -- More --> More -- text --> ClientFind
//! ```

use super::effect::{Day, Effect, Outcome, TaskEffect};
use super::rights::Way;
use super::screen::{Button, Choice, Common, Door, Say as Root, Screen, button, door};
use super::{Ctx, Input, Step, client_create, client_find, incident, puzzled};
use crate::model::policy::{Action, may};
use crate::model::value::Moment;
use crate::model::{ClientId, DraftId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Visits told as lines; the rest is counted.
const VISIT_LINES_MAX: usize = 5;
/// Visits with a button of their own, so that Home stays within one screen.
const VISIT_BUTTONS_MAX: usize = 2;
/// Drafts with buttons of their own; the next ones come when these are done.
const DRAFT_ROWS_MAX: usize = 2;

/// Where a person is at home.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The day and the main ways.
    Today,
    /// The ways that are seldom taken.
    More,
}

/// What Home says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// The title: counts, never names.
    Today {
        visits: i64,
        follow_ups: i64,
        loans: i64,
        requests: i64,
        #[serde(default)]
        papers: i64,
    },
    /// The title of a day without anything due.
    Free,
    /// A visit to come.
    Visit {
        at: Moment,
        name: String,
    },
    MoreVisits {
        count: i64,
    },
    Requests {
        count: i64,
    },
    /// Paper files that their borrowers say they gave back.
    Papers {
        count: i64,
    },
    /// Grave acts that wait for a second person: this one.
    Confirmations {
        count: i64,
    },
    /// An incident is open, with so many hours left until the authority must know.
    Incident {
        left: i64,
    },
    IncidentLate,
    /// A form that was left half filled, in its place among the buttons.
    Draft {
        place: i64,
        draft: Box<Root>,
    },
    MoreDrafts {
        count: i64,
    },
    /// What typing does here.
    TypeAnything,
    NextVisit {
        at: Moment,
    },
    LaterVisit {
        at: Moment,
    },
    FollowUps {
        count: i64,
    },
    Loans {
        count: i64,
    },
    Decide {
        count: i64,
    },
    Confirm {
        count: i64,
    },
    /// The only draft, or the one of this place.
    Resume,
    ResumeOf {
        place: i64,
    },
    Discard,
    DiscardOf {
        place: i64,
    },
    More,
    Settings,
    Help,
    Privacy,
    Staff,
    LoansOut,
}

/// Shows Home; the day is counted first.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match state {
        State::Today => Step::Do(State::Today.into(), Effect::Task(TaskEffect::Day)),
        State::More => Step::Wait(State::More.into(), more(ctx)),
    }
}

/// Words are a search, a contact is a new card.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match input {
        Input::Text(text) => Step::Go(client_find::search(&text)),
        Input::Contact { phone, name } => client_create::from_contact(ctx, phone, name),
        input => puzzled(state.into(), input),
    }
}

/// Takes the counts of the day.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Today, Outcome::Day(day)) => Step::Wait(State::Today.into(), today(ctx, *day)),
        _ => unreachable!("Home asks for the day only"),
    }
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::Home(state)
    }
}

fn today(ctx: &Ctx, day: Day) -> Screen {
    let waiting = i64::from(day.requests) + i64::from(day.packs);
    let decides = may(ctx.who.role, Action::DecideLoan) && waiting > 0;
    let requests = if decides { waiting } else { 0 };
    let list = if day.requests > 0 { Door::LoansOut } else { Door::Packs };
    let mut screen = Screen::of(title(&day, requests));
    for (_, name, at) in day.visits.iter().take(VISIT_LINES_MAX) {
        screen = screen.line(say(Say::Visit { at: (*at).into(), name: name.clone() }));
    }
    for (place, (_, draft)) in (1..).zip(day.drafts.iter().take(DRAFT_ROWS_MAX)) {
        screen = screen.line(say(Say::Draft { place, draft: Box::new(draft.clone()) }));
    }
    let hidden = day.drafts.len().saturating_sub(DRAFT_ROWS_MAX);
    let untold = day.visits.len().saturating_sub(VISIT_LINES_MAX);
    let counted = |count: usize, line: fn(i64) -> Say| (count > 0).then(|| say(line(count as i64)));
    screen = screen
        .maybe(counted(untold, |count| Say::MoreVisits { count }))
        .maybe(counted(hidden, |count| Say::MoreDrafts { count }))
        .maybe(decides.then(|| say(Say::Requests { count: requests })))
        .maybe(counted(day.papers as usize, |count| Say::Papers { count }))
        .maybe(counted(day.confirmations as usize, |count| Say::Confirmations { count }))
        .maybe(day.incident.map(|opened| say(incident_line(ctx, opened))))
        .line(say(Say::TypeAnything))
        .grid(2, visit_buttons(&day.visits));
    let work = [
        button(say(Say::FollowUps { count: day.follow_ups.into() }), Choice::Go(Door::FollowUps)),
        button(say(Say::Loans { count: day.loans.into() }), Choice::Go(Door::Loans)),
    ];
    screen = screen
        .row([
            door(Common::Find, Door::Find),
            door(Common::NewCard, Door::Create { name: String::new() }),
        ])
        .row(work);
    let only = day.drafts.len() == 1;
    for (place, (draft, _)) in (1..).zip(day.drafts.into_iter().take(DRAFT_ROWS_MAX)) {
        screen = screen.row(draft_buttons(draft, (!only).then_some(place)));
    }
    let confirm = button(
        say(Say::Confirm { count: day.confirmations.into() }),
        Choice::Go(Door::Rights(Way::Book)),
    );
    let incident = button(Root::Incident(incident::Say::Title), Choice::Go(Door::Incident));
    let decide = button(say(Say::Decide { count: requests }), Choice::Go(list));
    let more = button(say(Say::More), Choice::Go(Door::More));
    let weighs = [
        decides.then_some(decide),
        (day.confirmations > 0).then_some(confirm),
        day.incident.map(|_| incident),
    ];
    screen.grid(2, weighs.into_iter().flatten().chain([more]))
}

fn incident_line(ctx: &Ctx, opened: DateTime<Utc>) -> Say {
    match incident::REPORT_HOURS - (ctx.now - opened).num_hours() {
        left if left > 0 => Say::Incident { left },
        _ => Say::IncidentLate,
    }
}

fn title(day: &Day, requests: i64) -> Root {
    let weighs = requests > 0 || day.papers > 0 || day.confirmations > 0 || day.incident.is_some();
    if day.visits.is_empty() && day.follow_ups == 0 && day.loans == 0 && !weighs {
        return say(Say::Free);
    }
    say(Say::Today {
        visits: day.visits.len() as i64,
        follow_ups: day.follow_ups.into(),
        loans: day.loans.into(),
        requests,
        papers: day.papers.into(),
    })
}

fn visit_buttons(visits: &[(ClientId, String, DateTime<Utc>)]) -> Vec<Button> {
    let visits = visits.iter().take(VISIT_BUTTONS_MAX).enumerate();
    let label = |place, at: Moment| match place {
        0 => Say::NextVisit { at },
        _ => Say::LaterVisit { at },
    };
    visits
        .map(|(place, (client, _, at))| {
            let card = Choice::Go(Door::Card { client: *client });
            button(say(label(place, (*at).into())), card)
        })
        .collect()
}

fn draft_buttons(draft: DraftId, place: Option<i64>) -> [Button; 2] {
    let resume = place.map_or(Say::Resume, |place| Say::ResumeOf { place });
    let discard = place.map_or(Say::Discard, |place| Say::DiscardOf { place });
    [button(say(resume), Choice::Resume(draft)), button(say(discard), Choice::Discard(draft))]
}

fn more(ctx: &Ctx) -> Screen {
    let way = |label: Say, door: Door| button(say(label), Choice::Go(door));
    let may = |action| may(ctx.who.role, action);
    let mut ways = vec![way(Say::Settings, Door::Settings), way(Say::Help, Door::Help)];
    ways.push(way(Say::Privacy, Door::Privacy));
    if may(Action::InviteStaff) {
        ways.push(way(Say::Staff, Door::Seats));
    }
    if may(Action::RecallLoan) {
        ways.push(way(Say::LoansOut, Door::LoansOut));
    }
    if may(Action::HandleIncident) {
        ways.push(button(Root::Incident(incident::Say::Title), Choice::Go(Door::Incident)));
    }
    Screen::of(say(Say::More))
        .line(say(Say::TypeAnything))
        .grid(2, ways)
        .row([door(Common::Home, Door::Home)])
}

fn say(say: Say) -> Root {
    Root::Home(say)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::dialogue::{Odd, State as Place};
    use crate::model::lang::Lang;
    use crate::model::policy::Role;
    use crate::model::{Actor, BranchId, StaffId};
    use chrono::{Duration, NaiveDate, TimeZone};

    /// An invented person in a seat, on a morning in May.
    pub(crate) fn ctx(role: Role) -> Ctx {
        Ctx {
            who: Actor { id: StaffId(1), name: "Anna Invented".into(), role, branch: BranchId(1) },
            now: Utc.with_ymd_and_hms(2026, 5, 12, 1, 0, 0).unwrap(),
            today: NaiveDate::from_ymd_opt(2026, 5, 12).unwrap(),
            zone: chrono_tz::Asia::Seoul,
            lang: Lang::En,
            country: "KR".to_owned().try_into().unwrap(),
        }
    }

    /// The choices of a screen's buttons, in reading order.
    pub(crate) fn choices(screen: &Screen) -> Vec<&Choice> {
        screen.rows.iter().flatten().map(|button| &button.choice).collect()
    }

    /// The screen that a step shows.
    pub(crate) fn screen(step: Step) -> Screen {
        match step {
            Step::Wait(_, screen) | Step::End(screen) => screen,
            _ => panic!("no screen"),
        }
    }

    /// Whether a button opens this door.
    pub(crate) fn opens(screen: &Screen, door: &Door) -> bool {
        choices(screen).iter().any(|choice| matches!(choice, Choice::Go(to) if to == door))
    }

    fn full_day() -> Day {
        let at = |hours| ctx(Role::Care).now + Duration::hours(hours);
        Day {
            visits: (0..7).map(|n| (ClientId(n), "Mina Test".into(), at(n))).collect(),
            follow_ups: 3,
            loans: 1,
            requests: 2,
            confirmations: 0,
            incident: None,
            packs: 0,
            papers: 1,
            drafts: vec![(DraftId(4), say(Say::Help)), (DraftId(5), say(Say::Help))],
        }
    }

    #[test]
    fn the_day_is_counted_before_it_is_shown() {
        let step = show(&ctx(Role::Care), State::Today);
        assert!(matches!(step, Step::Do(Place::Home(State::Today), Effect::Task(TaskEffect::Day))));
    }

    #[test]
    fn a_full_day_is_told_in_the_title_without_names_and_every_way_is_there() {
        let manager = ctx(Role::Manager);
        let screen = screen(resume(&manager, State::Today, Outcome::Day(Box::new(full_day()))));
        let title = Say::Today { visits: 7, follow_ups: 3, loans: 1, requests: 2, papers: 1 };
        assert!(screen.title == say(title));
        assert!(screen.lines.contains(&say(Say::MoreVisits { count: 2 })));
        assert!(screen.lines.contains(&say(Say::Requests { count: 2 })));
        assert!(screen.lines.contains(&say(Say::Papers { count: 1 })));
        for door in [
            Door::Card { client: ClientId(0) },
            Door::Find,
            Door::Create { name: String::new() },
            Door::FollowUps,
            Door::Loans,
            Door::LoansOut,
            Door::More,
        ] {
            assert!(opens(&screen, &door));
        }
        assert!(choices(&screen).contains(&&Choice::Resume(DraftId(4))));
        assert!(choices(&screen).contains(&&Choice::Discard(DraftId(5))));
    }

    #[test]
    fn an_empty_day_is_free_and_a_stylist_decides_nothing() {
        let care = ctx(Role::Care);
        let day = Day { requests: 2, ..Day::default() };
        let screen = screen(resume(&care, State::Today, Outcome::Day(Box::new(day))));
        assert!(screen.title == say(Say::Free));
        assert!(!opens(&screen, &Door::LoansOut));
    }

    #[test]
    fn whatever_is_typed_is_a_search_and_a_contact_a_new_card() {
        for state in [State::Today, State::More] {
            let typed = step(&ctx(Role::Care), state.clone(), Input::Text(" mina ".into()));
            let wanted = client_find::State::Found { query: "mina".into(), page: 0 };
            assert!(matches!(typed, Step::Go(Place::ClientFind(found)) if found == wanted));
            let contact = Input::Contact { phone: "01000000000".into(), name: "Mina Test".into() };
            let shared = step(&ctx(Role::Care), state.clone(), contact);
            assert!(matches!(
                shared,
                Step::Do(Place::ClientCreate(_), _) | Step::Mend(Place::ClientCreate(_), _)
            ));
            let odd = step(&ctx(Role::Care), state.clone(), Input::Odd(Odd::Voice));
            assert!(matches!(odd, Step::Mend(Place::Home(kept), _) if kept == state));
        }
    }

    #[test]
    fn more_offers_what_the_role_may() {
        for (role, staff, out) in [
            (Role::Owner, true, true),
            (Role::Keeper, false, true),
            (Role::FrontDesk, false, false),
            (Role::Care, false, false),
        ] {
            let screen = screen(show(&ctx(role), State::More));
            assert_eq!(opens(&screen, &Door::Seats), staff, "{role:?}");
            assert_eq!(opens(&screen, &Door::LoansOut), out, "{role:?}");
            assert!(opens(&screen, &Door::Settings) && opens(&screen, &Door::Home));
        }
    }
}
