//! What is masked, revealed for a minute: a reason first, then the numbers, then they are gone (access.md "m", D11).
//!
//! ```text
//! Why -- reason, pressed or typed --> (reveal) --> Shown -- a minute, or Hide --> the card
//!                                                  Shown -- Correct it --> client_edit, where it came from there
//! ```

use super::effect::{ContactView, Effect, Outcome, UnmaskedEffect};
use super::loan_lines::{no_such_client, reason};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, client as name, door,
    home,
};
use super::{Ctx, Input, State as Place, Step, client_edit, client_open, open, puzzled};
use crate::model::ClientId;
use crate::model::correct::Detail;
use crate::model::value::Word;
use crate::model::watch::{REVEAL_SECONDS, Why};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Why?
    Why {
        client: ClientId,
        /// The detail that is corrected once it was seen.
        #[serde(default)]
        then: Option<Detail>,
    },
    /// The numbers, while they are shown.
    Shown {
        client: ClientId,
        #[serde(default)]
        then: Option<Detail>,
    },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    AskWhy {
        seconds: i64,
    },
    ShownTitle {
        seconds: i64,
    },
    Phones {
        phones: Vec<String>,
    },
    Fact {
        field: Word,
        value: String,
    },
    Nothing,
    Hide,
    /// Back to the correction.
    Correct,
    UsedUp {
        limit: i64,
    },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// For this reason.
    For(Why),
    /// Correct what was seen.
    Correct,
}

/// Shows what is masked before a detail of it is corrected.
pub fn before(client: ClientId, detail: Detail) -> Place {
    wrap(State::Why { client, then: Some(detail) })
}

/// Asks why. Shown again, as after a restart, the numbers are not counted anew: the card is shown.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    match state {
        State::Why { client, then } => {
            let seconds = REVEAL_SECONDS;
            let reason = |why: &Why| {
                let label = Root::Common(Common::Term { word: why.word() });
                button(label, Press::Reveal(Choice::For(*why)))
            };
            let screen = Screen::of(root(Say::Title))
                .line(root(Say::AskWhy { seconds }))
                .grid(1, Why::ALL.iter().map(reason))
                .row([back(), home()]);
            Step::Wait(wrap(State::Why { client, then }), screen)
        }
        State::Shown { client, then: None } => Step::Go(open(Door::Card { client })),
        State::Shown { client, then: Some(detail) } => Step::Go(client_edit::again(client, detail)),
    }
}

/// Takes the reason.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Why { client, then }, Input::Press(Press::Reveal(Choice::For(why)))) => {
            reveal(client, then, why.as_str().to_owned())
        }
        (State::Why { client, then }, Input::Text(typed)) => match reason(&typed) {
            Ok(reason) => reveal(client, then, reason),
            Err(say) => Step::Mend(wrap(State::Why { client, then }), say),
        },
        (
            State::Shown { client, then: Some(detail) },
            Input::Press(Press::Reveal(Choice::Correct)),
        ) => Step::Go(client_edit::again(client, detail)),
        (State::Shown { .. }, Input::Text(query)) => Step::Go(open(Door::Search { query })),
        (state, input) => puzzled(wrap(state), input),
    }
}

/// Takes the contact.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let (State::Why { client, then } | State::Shown { client, then }) = state;
    match outcome {
        Outcome::Contact(view) => Step::Wait(wrap(state), shown(client, then, &view)),
        Outcome::UsedUp { limit } => {
            let limit = limit.into();
            let screen = Screen::of(root(Say::UsedUp { limit })).row([card(client), home()]);
            Step::End(screen)
        }
        Outcome::NoSuchClient => no_such_client(),
        _ => unreachable!("a contact is revealed or not"),
    }
}

fn reveal(client: ClientId, then: Option<Detail>, reason: String) -> Step {
    let effect = Effect::Unmasked(UnmaskedEffect::Reveal { client, reason });
    Step::Do(wrap(State::Shown { client, then }), effect)
}

fn shown(client: ClientId, then: Option<Detail>, view: &ContactView) -> Screen {
    let mut screen = Screen::of(root(Say::ShownTitle { seconds: REVEAL_SECONDS }))
        .line(name(&view.name, &view.number));
    if !view.phones.is_empty() {
        screen = screen.line(root(Say::Phones { phones: view.phones.clone() }));
    }
    for (field, value) in &view.facts {
        screen = screen.line(root(Say::Fact { field: field.word(), value: value.clone() }));
    }
    for visit in view.visits.iter().take(client_open::VISITS_MAX) {
        screen.lines.extend(client_open::visit_lines(visit).into_iter().map(Root::ClientOpen));
    }
    let nothing = view.phones.is_empty() && view.facts.is_empty() && view.visits.is_empty();
    screen = screen.maybe(nothing.then(|| root(Say::Nothing)));
    screen.issue = Some(view.issue);
    let correct = then.map(|_| button(root(Say::Correct), Press::Reveal(Choice::Correct)));
    let hide = button(root(Say::Hide), Press::Go(Door::Card { client }));
    screen
        .line(Root::Common(Common::ShownUntil { until: view.until.into() }))
        .grid(1, correct)
        .row([hide, home()])
}

fn card(client: ClientId) -> Button {
    door(Common::OpenCard, Door::Card { client })
}

fn wrap(state: State) -> Place {
    Place::ClientReveal(state)
}

fn root(say: Say) -> Root {
    Root::ClientReveal(say)
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::{ctx, odd_inputs, offered};
    use super::*;
    use crate::model::IssueId;
    use crate::model::policy::Role;

    const CLIENT: ClientId = ClientId(7);

    #[test]
    fn without_a_reason_nothing_is_revealed() {
        let ctx = ctx(Role::Care);
        let why = State::Why { client: CLIENT, then: None };
        let inputs = odd_inputs().into_iter().chain([Input::Text("  ".into())]);
        for input in inputs {
            let Step::Mend(kept, _) = step(&ctx, why.clone(), input) else { panic!() };
            assert!(kept == wrap(why.clone()));
        }
        for (input, wanted) in [
            (Input::Press(Press::Reveal(Choice::For(Why::Asked))), "asked"),
            (Input::Text("she left her ring".into()), "she left her ring"),
        ] {
            let reason = wanted.to_owned();
            let reveal = Effect::Unmasked(UnmaskedEffect::Reveal { client: CLIENT, reason });
            assert!(matches!(step(&ctx, why.clone(), input), Step::Do(_, done) if done == reveal));
        }
    }

    #[test]
    fn the_numbers_are_an_issue_and_are_not_shown_twice() {
        let ctx = ctx(Role::Care);
        let view = ContactView {
            name: "Mina Test".into(),
            number: "A-0147".into(),
            phones: vec!["010-0000-0000".into()],
            facts: Vec::new(),
            visits: Vec::new(),
            issue: IssueId(9),
            until: ctx.now,
        };
        let state = State::Shown { client: CLIENT, then: None };
        let told = resume(&ctx, state.clone(), Outcome::Contact(Box::new(view)));
        let Step::Wait(_, screen) = told else { panic!() };
        assert!(screen.issue == Some(IssueId(9)));
        assert!(screen.title != name("Mina Test", "A-0147"));
        assert!(offered(&screen).contains(&Press::Go(Door::Card { client: CLIENT })));
        assert!(matches!(show(&ctx, state), Step::Go(Place::ClientOpen(_))));
    }
}
