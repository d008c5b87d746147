//! An incident: open it, see for how many hours it runs and who was shown cards since when, close it (security.md, Law).
//!
//! ```text
//! Now -- days, a typed date --> (open) --> Now -- Close --> Closing -- Close --> (close) --> Now
//! ```

use super::effect::{Effect, Outcome};
use super::rights::{Right, RightEffect};
use super::screen::{Button, Choice as Press, Common, Say as Root, Screen, back, button, home};
use super::{Ctx, Input, Step, puzzled};
use crate::model::policy::{Action, may};
use crate::model::trail::{Exposure, Incident};
use crate::model::value::{Moment, Word};
use crate::model::when::{DateOrder, parse_past_date};
use chrono::{DateTime, Days, Duration, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// Ready answers to "since when", in days back.
const DAYS: [i64; 4] = [1, 3, 7, 30];
/// The authority is told within this many hours (GDPR 33; PIPA 34).
pub const REPORT_HOURS: i64 = 72;
/// Nothing older than this many days can be chosen: less than a year, so that a day without its year is one day.
const DAYS_MAX: u64 = 364;

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The open incident, or the question since when.
    Now,
    /// Close it: once more.
    Closing,
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    /// Since when, and what opening does.
    SinceWhen,
    DaysBack {
        days: i64,
    },
    NotADate,
    Running {
        hours: i64,
        of: i64,
    },
    Overdue {
        hours: i64,
        of: i64,
    },
    Since {
        at: Moment,
    },
    Seen {
        name: String,
        role: Word,
        cards: i64,
        times: i64,
    },
    NobodySaw,
    /// What to do now.
    Steps,
    Close,
    ReallyClose,
    Opened,
    Closed,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Open one: cards may have been seen since so many days.
    Open(i64),
    /// Close it: the question, and then the answer.
    Close,
}

/// Reads the open incident, which every screen shows.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::HandleIncident) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    Step::Do(state.into(), Effect::Right(RightEffect::Incident))
}

/// Opens and closes.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    let open =
        |since| Step::Do(State::Now.into(), Effect::Right(RightEffect::OpenIncident { since }));
    match (state, input) {
        (State::Now, Input::Press(Press::Incident(Choice::Open(days)))) if DAYS.contains(&days) => {
            open(ctx.now - Duration::days(days))
        }
        (State::Now, Input::Text(typed)) => match since(ctx, &typed) {
            Some(since) => open(since),
            None => Step::Mend(State::Now.into(), say(Say::NotADate)),
        },
        (State::Now, Input::Press(Press::Incident(Choice::Close))) => {
            Step::Go(State::Closing.into())
        }
        (State::Closing, Input::Press(Press::Incident(Choice::Close))) => {
            Step::Do(State::Now.into(), Effect::Right(RightEffect::CloseIncident))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the incident as it is now.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let (incident, toast) = match outcome {
        Outcome::Right(Right::Incident { incident, changed }) => (incident, changed),
        _ => unreachable!("an incident is only read, opened and closed"),
    };
    let done = match (&incident, toast) {
        (_, false) => None,
        (Some(_), true) => Some(say(Say::Opened)),
        (None, true) => return Step::End(Screen::of(say(Say::Closed)).row([home()])),
    };
    let (state, screen) = match (state, incident) {
        (State::Closing, Some(incident)) => {
            let really = [back(), press(Say::Close, Choice::Close)];
            let screen = head(ctx, &incident).line(say(Say::ReallyClose)).row(really);
            (State::Closing, screen.row([home()]))
        }
        (_, Some(incident)) => (State::Now, running(ctx, &incident)),
        (_, None) => (State::Now, ask()),
    };
    let screen = Screen { toast: done, ..screen };
    Step::Wait(state.into(), screen)
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::Incident(state)
    }
}

/// The beginning of a typed day that has begun, where the person is.
fn since(ctx: &Ctx, typed: &str) -> Option<DateTime<Utc>> {
    let day = parse_past_date(typed, ctx.today, DateOrder::of(ctx.country))?;
    if day < ctx.today - Days::new(DAYS_MAX) {
        return None;
    }
    let midnight = day.and_time(NaiveTime::MIN);
    let local = ctx.zone.from_local_datetime(&midnight).earliest();
    Some(local.map_or_else(|| midnight.and_utc(), |local| local.to_utc()))
}

fn ask() -> Screen {
    let days = DAYS.map(|days| press(Say::DaysBack { days }, Choice::Open(days)));
    Screen::of(say(Say::Title)).line(say(Say::SinceWhen)).grid(2, days).row([back(), home()])
}

fn head(ctx: &Ctx, incident: &Incident) -> Screen {
    let hours = (ctx.now - incident.opened_at).num_hours().max(0);
    let of = REPORT_HOURS;
    let clock = if hours < of { Say::Running { hours, of } } else { Say::Overdue { hours, of } };
    Screen::of(say(Say::Title)).line(say(clock))
}

fn running(ctx: &Ctx, incident: &Incident) -> Screen {
    let screen = head(ctx, incident).line(say(Say::Since { at: incident.since.into() }));
    let none = incident.exposures.is_empty().then(|| say(Say::NobodySaw));
    let seen = |exposure: &Exposure| {
        let Exposure { name, role, cards, times } = exposure.clone();
        say(Say::Seen { name, role: role.word(), cards, times })
    };
    let screen = incident.exposures.iter().map(seen).fold(screen.maybe(none), Screen::line);
    screen.line(say(Say::Steps)).row([press(Say::Close, Choice::Close)]).row([back(), home()])
}

fn say(say: Say) -> Root {
    Root::Incident(say)
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Incident(choice))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::{ctx, odd_inputs, offered, says, today};
    use super::*;
    use crate::model::policy::Role;

    fn incident(hours: i64) -> Incident {
        let opened_at = ctx(Role::Owner).now - Duration::hours(hours);
        let exposure =
            Exposure { name: "Anna Sample".into(), role: Role::Care, cards: 2, times: 5 };
        Incident { opened_at, since: opened_at - Duration::days(1), exposures: vec![exposure] }
    }

    fn shown(state: State, incident: Option<Incident>) -> Screen {
        let outcome = Outcome::Right(Right::Incident { incident, changed: false });
        match resume(&ctx(Role::Owner), state, outcome) {
            Step::Wait(_, screen) => screen,
            _ => panic!("it waits"),
        }
    }

    #[test]
    fn the_clock_runs_to_72_hours_and_then_says_so() {
        for (hours, line) in [
            (0, Say::Running { hours: 0, of: 72 }),
            (71, Say::Running { hours: 71, of: 72 }),
            (72, Say::Overdue { hours: 72, of: 72 }),
        ] {
            let screen = shown(State::Now, Some(incident(hours)));
            assert!(screen.lines.contains(&say(line)), "{hours}");
        }
    }

    #[test]
    fn a_typed_day_is_its_beginning_and_a_day_to_come_is_none() {
        let owner = ctx(Role::Owner);
        let step = step(&owner, State::Now, says(&today().to_string()));
        let Step::Do(_, Effect::Right(RightEffect::OpenIncident { since })) = step else {
            panic!("it opens")
        };
        assert_eq!(since.to_rfc3339(), "2026-11-20T16:00:00+00:00");
        let march = super::since(&owner, "3 March").map(|since| since.to_rfc3339());
        assert_eq!(march.as_deref(), Some("2026-03-02T16:00:00+00:00"));
        let yesterday = super::since(&owner, "20 November").map(|since| since.to_rfc3339());
        assert_eq!(yesterday.as_deref(), Some("2026-11-19T16:00:00+00:00"));
        for typed in
            ["soon", "2027-01-01", "1999-01-01", "tomorrow", "Monday", "明天", "周一", "내일"]
        {
            let mended = super::step(&owner, State::Now, says(typed));
            assert!(matches!(mended, Step::Mend(_, line) if line == say(Say::NotADate)), "{typed}");
        }
    }

    #[test]
    fn it_is_closed_in_two_taps_and_only_by_an_owner() {
        let owner = ctx(Role::Owner);
        let close = || Input::Press(Press::Incident(Choice::Close));
        assert!(
            offered(&shown(State::Now, Some(incident(1))))
                .contains(&Press::Incident(Choice::Close))
        );
        let asked = step(&owner, State::Now, close());
        assert!(matches!(asked, Step::Go(state) if state == State::Closing.into()));
        let closed = step(&owner, State::Closing, close());
        assert!(matches!(closed, Step::Do(_, Effect::Right(RightEffect::CloseIncident))));
        assert!(matches!(show(&ctx(Role::Manager), State::Now), Step::End(_)));
        for state in [State::Now, State::Closing] {
            for input in odd_inputs() {
                let mended = step(&owner, state.clone(), input);
                assert!(matches!(mended, Step::Mend(kept, _) if kept == state.clone().into()));
            }
        }
    }
}
