//! Break-glass: hidden safety data is opened in an emergency with a reason, shown for minutes, and reviewed by somebody
//! else: a notice (access.md, D25).
//!
//! ```text
//! Why -- a reason, pressed or typed --> (open) --> Shown -- minutes, or Hide --> the card
//! Review -- Justified, Not justified --> (review) --> Review, as it stands now
//! ```

use super::{Right, RightEffect, told, typed};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::loan_lines::no_such_client;
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, client as name, home,
};
use crate::dialogue::{Ctx, Input, State as Place, Step, open, puzzled};
use crate::model::grave::{EMERGENCY_MINUTES, EmergencyView, EmergencyWhy, Review, Settled};
use crate::model::policy::{Action, may};
use crate::model::value::{Moment, Word};
use crate::model::{ClientId, EmergencyId};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What happened?
    Why { client: ClientId },
    /// Safety data, while it is shown.
    Shown { client: ClientId },
    /// In front of a reviewer.
    Review { emergency: EmergencyId },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// Opens it from a card.
    Emergency,
    Title,
    AskWhy {
        minutes: i64,
    },
    ShownTitle,
    Fact {
        field: Word,
        value: String,
    },
    NothingKnown,
    Told {
        count: i64,
    },
    NobodyTold,
    Hide,
    ReviewTitle {
        number: String,
    },
    Opened {
        name: String,
        role: Word,
        at: Moment,
    },
    OpenedByFormer {
        name: String,
        at: Moment,
    },
    Why {
        reason: Box<Root>,
    },
    AskReview,
    Justified,
    NotJustified,
    WasJustified {
        name: String,
        at: Moment,
    },
    WasNotJustified {
        name: String,
        at: Moment,
    },
    First,
    ReviewGone,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// For this reason.
    For(EmergencyWhy),
    /// It was justified, or not.
    Justified(bool),
}

/// Asks why. Shown again, as after a restart, nothing is opened anew: the card is shown.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match state {
        State::Why { .. } if !may(ctx.who.role, Action::BreakGlass) => {
            Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]))
        }
        State::Why { client } => {
            let reason = |why: &EmergencyWhy| {
                let label = Root::Common(Common::Term { word: why.word() });
                button(label, Press::Rights(super::Choice::Emergency(Choice::For(*why))))
            };
            let screen = Screen::of(say(Say::Title))
                .line(say(Say::AskWhy { minutes: EMERGENCY_MINUTES }))
                .grid(1, EmergencyWhy::ALL.iter().map(reason))
                .row([back(), home()]);
            Step::Wait(State::Why { client }.into(), screen)
        }
        State::Shown { client } => Step::Go(open(Door::Card { client })),
        State::Review { emergency } => {
            Step::Do(state.into(), Effect::Right(RightEffect::ReviewOf { emergency }))
        }
    }
}

/// Takes the reason, and the review.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (
            State::Why { client },
            Input::Press(Press::Rights(super::Choice::Emergency(Choice::For(why)))),
        ) => reveal(client, why.as_str().to_owned()),
        (State::Why { client }, Input::Text(words)) => match typed(&words) {
            Ok(reason) => reveal(client, reason),
            Err(say) => Step::Mend(State::Why { client }.into(), say),
        },
        (State::Shown { .. }, Input::Text(query)) => Step::Go(open(Door::Search { query })),
        (
            State::Review { emergency },
            Input::Press(Press::Rights(super::Choice::Emergency(Choice::Justified(justified)))),
        ) => {
            let review = RightEffect::Review { emergency, justified };
            Step::Do(State::Review { emergency }.into(), Effect::Right(review))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

fn reveal(client: ClientId, reason: String) -> Step {
    let effect = RightEffect::Emergency { client, reason };
    Step::Do(State::Shown { client }.into(), Effect::Right(effect))
}

/// Takes safety data, or the review.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Shown { client }, Outcome::Right(Right::Emergency(view))) => {
            let screen = shown(client, &view);
            Step::Wait(State::Shown { client }.into(), screen)
        }
        (_, Outcome::NoSuchClient) => no_such_client(),
        (state, Outcome::Right(Right::Review { review: found, late })) => {
            Step::Wait(state.into(), review(&found, late))
        }
        (_, Outcome::Right(Right::ReviewGone)) => {
            Step::End(Screen::of(say(Say::ReviewGone)).row([home()]))
        }
        _ => unreachable!("an emergency is opened and reviewed"),
    }
}

/// An emergency in a list.
pub fn label(review: &Review) -> Root {
    say(Say::ReviewTitle { number: review.number.clone() })
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::Rights(super::State::Emergency(state))
    }
}

fn shown(client: ClientId, view: &EmergencyView) -> Screen {
    let told = match view.told {
        0 => Say::NobodyTold,
        count => Say::Told { count: count.into() },
    };
    let mut screen = Screen::of(say(Say::ShownTitle));
    for (field, value) in &view.facts {
        screen = screen.line(say(Say::Fact { field: field.word(), value: value.clone() }));
    }
    screen = screen
        .maybe(view.facts.is_empty().then(|| say(Say::NothingKnown)))
        .line(name(&view.name, &view.number))
        .line(say(told));
    screen.issue = Some(view.issue);
    let hide = button(say(Say::Hide), Press::Go(Door::Card { client }));
    screen.line(Root::Common(Common::ShownUntil { until: view.until.into() })).row([hide, home()])
}

fn review(review: &Review, late: bool) -> Screen {
    let (name, at) = (review.by.clone(), review.at.into());
    let opened = match review.role {
        Some(role) => Say::Opened { name, role: role.word(), at },
        None => Say::OpenedByFormer { name, at },
    };
    let reason = told(&review.reason, EmergencyWhy::parse(&review.reason).map(EmergencyWhy::word));
    let screen = Screen::of(label(review))
        .maybe(late.then(|| say(Say::First)))
        .line(say(opened))
        .line(say(Say::Why { reason }));
    let screen = match (&review.decided, review.state) {
        (Some((name, at)), Settled::Confirmed) => {
            screen.line(say(Say::WasJustified { name: name.clone(), at: (*at).into() }))
        }
        (Some((name, at)), _) => {
            screen.line(say(Say::WasNotJustified { name: name.clone(), at: (*at).into() }))
        }
        (None, _) => screen.line(say(Say::AskReview)).row([
            press(Say::Justified, Choice::Justified(true)),
            press(Say::NotJustified, Choice::Justified(false)),
        ]),
    };
    screen.row([home()])
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Rights(super::Choice::Emergency(choice)))
}

fn say(say: Say) -> Root {
    Root::RightsEmergency(say)
}

#[cfg(test)]
mod tests {
    use super::super::super::form::tests::{ctx, odd_inputs, offered};
    use super::*;
    use crate::model::IssueId;
    use crate::model::policy::Role;

    const CLIENT: ClientId = ClientId(7);

    #[test]
    fn without_a_reason_nothing_is_opened_and_only_for_whom_it_is() {
        let care = ctx(Role::Care);
        let why = State::Why { client: CLIENT };
        for input in odd_inputs().into_iter().chain([Input::Text("  ".into())]) {
            let mended = step(&care, why.clone(), input);
            assert!(matches!(mended, Step::Mend(kept, _) if kept == why.clone().into()));
        }
        for (role, opens) in [
            (Role::Care, true),
            (Role::FrontDesk, true),
            (Role::Sales, false),
            (Role::Keeper, false),
            (Role::Manager, false),
        ] {
            assert_eq!(matches!(show(&ctx(role), why.clone()), Step::Wait(..)), opens, "{role:?}");
        }
    }

    #[test]
    fn it_is_an_issue_and_is_not_opened_twice() {
        let care = ctx(Role::Care);
        let view = EmergencyView {
            name: "Mina Test".into(),
            number: "A-0147".into(),
            facts: Vec::new(),
            told: 0,
            issue: IssueId(9),
            until: care.now,
        };
        let state = State::Shown { client: CLIENT };
        let outcome = Outcome::Right(Right::Emergency(Box::new(view)));
        let Step::Wait(_, screen) = resume(&care, state.clone(), outcome) else { panic!() };
        assert!(screen.issue == Some(IssueId(9)));
        assert!(offered(&screen).contains(&Press::Go(Door::Card { client: CLIENT })));
        assert!(matches!(show(&care, state), Step::Go(Place::ClientOpen(_))));
    }
}
