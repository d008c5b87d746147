//! Where a client's originals lie: looked at for five minutes, never lent; readings on the spot are noted (A8.08, D4).
//!
//! ```text
//! Shown -- Log a reading --> Who -- name --> (note) --> Shown
//! ```

use super::effect::{Effect, OriginalsView, Outcome, UnmaskedEffect};
use super::loan_lines::no_such_client;
use super::screen::{
    Choice as Press, Common, Door, Say as Root, Screen, back, button, client as name, home,
};
use super::{Ctx, Input, State as Place, Step, open, puzzled};
use crate::model::value::Moment;
use crate::model::{ClientId, StaffId};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The places, with whose reading was just noted.
    Shown { client: ClientId, noted: Option<String> },
    /// Who read them?
    Who { client: ClientId },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    LookOnly { name: String, at: Moment },
    Place { text: String },
    None,
    Reading { at: Moment, by: String },
    Log,
    WhoTitle,
    AskWho,
    Noted { name: String },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Note a reading.
    Log,
    /// This person read them.
    By(StaffId),
}

/// Each screen is a showing.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let client = state.client();
    Step::Do(wrap(state), Effect::Unmasked(UnmaskedEffect::Originals { client }))
}

/// Takes what the person did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Shown { client, .. }, Input::Press(Press::Originals(Choice::Log))) => {
            Step::Go(wrap(State::Who { client }))
        }
        (State::Who { client }, Input::Press(Press::Originals(Choice::By(reader)))) => {
            let log = UnmaskedEffect::LogReading { client, reader };
            Step::Do(wrap(State::Who { client }), Effect::Unmasked(log))
        }
        (State::Shown { .. }, Input::Text(query)) => Step::Go(open(Door::Search { query })),
        (state, input) => puzzled(wrap(state), input),
    }
}

/// Takes what the archive answered.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let client = state.client();
    match (state, outcome) {
        (State::Shown { noted, .. }, Outcome::Originals(view)) => {
            let screen = shown(ctx, &view, noted);
            Step::Wait(wrap(State::Shown { client, noted: None }), screen)
        }
        (State::Who { .. }, Outcome::Originals(view)) => {
            Step::Wait(wrap(State::Who { client }), who(&view))
        }
        (_, Outcome::ReadingLogged { name }) => {
            Step::Go(wrap(State::Shown { client, noted: Some(name) }))
        }
        (_, Outcome::NoSuchClient) => no_such_client(),
        _ => unreachable!("originals are shown, and their readings noted"),
    }
}

fn shown(ctx: &Ctx, view: &OriginalsView, noted: Option<String>) -> Screen {
    let mut screen = Screen::of(root(Say::Title))
        .maybe(noted.map(|name| root(Say::Noted { name })))
        .line(name(&view.name, &view.number));
    for place in &view.places {
        screen = screen.line(root(Say::Place { text: place.clone() }));
    }
    screen = screen.maybe(view.places.is_empty().then(|| root(Say::None)));
    for (at, by) in &view.readings {
        screen = screen.line(root(Say::Reading { at: (*at).into(), by: by.clone() }));
    }
    if view.logs {
        screen = screen.row([button(root(Say::Log), Press::Originals(Choice::Log))]);
    }
    let stamp = Say::LookOnly { name: ctx.who.name.clone(), at: ctx.now.into() };
    issued(screen.line(root(stamp)), view)
}

fn who(view: &OriginalsView) -> Screen {
    let by = |(id, name): &(StaffId, String)| {
        let label = Root::Common(Common::Plain { text: name.clone() });
        button(label, Press::Originals(Choice::By(*id)))
    };
    let screen = Screen::of(root(Say::WhoTitle))
        .line(name(&view.name, &view.number))
        .line(root(Say::AskWho))
        .grid(2, view.people.iter().map(by));
    issued(screen, view)
}

fn issued(mut screen: Screen, view: &OriginalsView) -> Screen {
    screen.issue = Some(view.issue);
    screen.line(Root::Common(Common::ShownUntil { until: view.until.into() })).row([back(), home()])
}

impl State {
    fn client(&self) -> ClientId {
        let (State::Shown { client, .. } | State::Who { client }) = self;
        *client
    }
}

fn wrap(state: State) -> Place {
    Place::Originals(state)
}

fn root(say: Say) -> Root {
    Root::Originals(say)
}
