//! A grave act in front of whoever may confirm it, and its outcome in front of who asked: a notice (access.md "Acts that
//! need more").
//!
//! ```text
//! Asked -- Confirm --> Sure -- Yes --> (decide) --> Asked, as it stands now
//! Asked -- Refuse --> (decide)
//! Asked -- Show the cards --> retention: what goes
//! Sent: the receipt of who asked, until it is decided: then how
//! ```

use super::{Right, RightEffect, menu, retention, told};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::screen::{
    Choice as Press, Common, Door, Say as Root, Screen, back, button, door, home,
};
use crate::dialogue::{Ctx, Input, State as Place, Step, open, puzzled};
use crate::model::ConfirmationId;
use crate::model::grave::{
    CONFIRM_HOURS, EraseWhy, Grave, GraveView, Hold, HoldWhy, REMIND_AFTER_HOURS, Settled,
};
use crate::model::policy::{Action, may};
use crate::model::value::Moment;
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// As it stands.
    Asked { confirmation: ConfirmationId },
    /// Really?
    Sure { confirmation: ConfirmationId },
    /// In front of who asked: that it waits, then how it was decided.
    Sent { confirmation: ConfirmationId },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    EraseTitle {
        number: String,
    },
    RetentionTitle {
        cards: i64,
    },
    CopyTitle {
        number: String,
    },
    Asks {
        name: String,
    },
    Why {
        reason: Box<Root>,
    },
    WhatGoes,
    WhatIsCopied,
    Until {
        until: Moment,
    },
    Confirm,
    Refuse,
    /// Opens the list of what goes.
    Cards,
    /// What goes where it is many.
    CardsGo,
    SureTitle {
        number: String,
    },
    SureCardsTitle {
        cards: i64,
    },
    SureCopyTitle {
        number: String,
    },
    Sure,
    SureCopy,
    Yes,
    YesCopy,
    First,
    Confirmed {
        name: String,
        at: Moment,
    },
    Refused {
        name: String,
        at: Moment,
    },
    Expired,
    Waits,
    /// Nobody has decided for a day.
    Still,
    Proof {
        rows: i64,
        files: i64,
    },
    OnHoldTitle,
    OnHold {
        name: String,
        at: Moment,
        reason: Box<Root>,
    },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Look once more.
    Confirm,
    /// Not this.
    Refuse,
    /// Look at the cards first.
    Cards,
    /// Do it.
    Yes,
}

/// Reads it as it stands.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let confirmation = state.confirmation();
    Step::Do(state.into(), Effect::Right(RightEffect::Confirmation { confirmation }))
}

/// Decides, in two taps.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let confirmation = state.confirmation();
    let decide = |confirm| {
        let decide = RightEffect::Decide { confirmation, confirm };
        Step::Do(State::Asked { confirmation }.into(), Effect::Right(decide))
    };
    match (&state, press(&input)) {
        (State::Asked { .. }, Some(Choice::Confirm)) => {
            Step::Go(State::Sure { confirmation }.into())
        }
        (State::Asked { .. }, Some(Choice::Refuse)) => decide(false),
        (State::Asked { .. }, Some(Choice::Cards)) => {
            Step::Go(retention::State::Look { confirmation, page: 0 }.into())
        }
        (State::Sure { .. }, Some(Choice::Yes)) => decide(true),
        _ => match (state, input) {
            // Nobody waits idly: words are a search, as at home.
            (State::Sent { .. }, Input::Text(query)) => Step::Go(open(Door::Search { query })),
            (state, input) => puzzled(state.into(), input),
        },
    }
}

fn press(input: &Input) -> Option<&Choice> {
    match input {
        Input::Press(Press::Rights(super::Choice::Confirm(choice))) => Some(choice),
        _ => None,
    }
}

/// Takes how it stands.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let confirmation = state.confirmation();
    let asked: Place = State::Asked { confirmation }.into();
    match outcome {
        Outcome::Right(Right::Confirmation(view)) if matches!(state, State::Sent { .. }) => {
            let waits = view.state == Settled::Asked && view.until > ctx.now;
            let told = if waits { menu::asked(&view) } else { screen(ctx, &view) };
            Step::Wait(state.into(), told)
        }
        Outcome::Right(Right::Confirmation(view)) => {
            let sure = matches!(state, State::Sure { .. }) && may_press(ctx, &view);
            match sure {
                true => Step::Wait(state.into(), sure_screen(&view)),
                false => Step::Wait(asked, screen(ctx, &view)),
            }
        }
        Outcome::Right(Right::Decided(view)) => Step::Wait(asked, screen(ctx, &view)),
        Outcome::Right(Right::TooLate(view)) => {
            let mut screen = screen(ctx, &view);
            screen.lines.insert(0, say(Say::First));
            Step::Wait(asked, screen)
        }
        Outcome::Right(Right::OnHold(hold)) => Step::Wait(asked, held(&hold)),
        _ => unreachable!("a confirmation is read and decided"),
    }
}

/// A legal hold, as what stands against an erasure.
pub fn on_hold(hold: &Hold) -> Root {
    let reason = told(&hold.reason, HoldWhy::parse(&hold.reason).map(HoldWhy::word));
    say(Say::OnHold { name: hold.by.clone(), at: hold.at.into(), reason })
}

/// That a hold is against it. A typed reason is no title: it may name the client.
pub fn held(hold: &Hold) -> Screen {
    Screen::of(say(Say::OnHoldTitle)).line(on_hold(hold)).row([home()])
}

/// What is asked for, by whom, why.
pub fn lines(view: &GraveView) -> Vec<Root> {
    let mut lines = vec![say(Say::Asks { name: view.asked_by.clone() })];
    if !view.reason.is_empty() {
        let reason = told(&view.reason, EraseWhy::parse(&view.reason).map(EraseWhy::word));
        lines.push(say(Say::Why { reason }));
    }
    lines
}

/// The title: what is asked for. It holds a number, never a name.
pub fn title(view: &GraveView) -> Root {
    say(match view.act {
        Grave::Erase => Say::EraseTitle { number: view.number.clone() },
        Grave::Retention => Say::RetentionTitle { cards: view.cards.into() },
        Grave::Copy => Say::CopyTitle { number: view.number.clone() },
    })
}

impl State {
    /// Which confirmation.
    pub fn confirmation(&self) -> ConfirmationId {
        let (State::Asked { confirmation }
        | State::Sure { confirmation }
        | State::Sent { confirmation }) = self;
        *confirmation
    }
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::Rights(super::State::Confirm(state))
    }
}

fn may_press(ctx: &Ctx, view: &GraveView) -> bool {
    view.state == Settled::Asked
        && view.until > ctx.now
        && view.asker != ctx.who.id
        && may(ctx.who.role, Action::ConfirmGrave)
}

fn screen(ctx: &Ctx, view: &GraveView) -> Screen {
    let mut screen = Screen::of(title(view));
    screen.lines = lines(view);
    if may_press(ctx, view) {
        let way = |label, choice| button(say(label), Press::Rights(super::Choice::Confirm(choice)));
        let card = view.client.map(|client| door(Common::OpenCard, Door::Card { client }));
        let long = Duration::hours(CONFIRM_HOURS - REMIND_AFTER_HOURS);
        return screen
            .maybe((view.until - ctx.now <= long).then(|| say(Say::Still)))
            .line(say(match view.act {
                Grave::Copy => Say::WhatIsCopied,
                Grave::Erase => Say::WhatGoes,
                Grave::Retention => Say::CardsGo,
            }))
            .line(say(Say::Until { until: view.until.into() }))
            .row([way(Say::Confirm, Choice::Confirm), way(Say::Refuse, Choice::Refuse)])
            .grid(1, card)
            .grid(1, (view.act == Grave::Retention).then(|| way(Say::Cards, Choice::Cards)))
            .row([home()]);
    }
    let ended = match (&view.decided, view.state) {
        (Some((name, at)), Settled::Confirmed) => {
            Say::Confirmed { name: name.clone(), at: (*at).into() }
        }
        (Some((name, at)), _) => Say::Refused { name: name.clone(), at: (*at).into() },
        (None, Settled::Asked) if view.until > ctx.now => Say::Waits,
        (None, _) => Say::Expired,
    };
    let erased = view.state == Settled::Confirmed && view.act != Grave::Copy;
    let proof = view.gone.filter(|_| erased).map(|(rows, files)| {
        say(Say::Proof { rows: rows.cast_signed(), files: files.cast_signed() })
    });
    screen.line(say(ended)).maybe(proof).row([home()])
}

fn sure_screen(view: &GraveView) -> Screen {
    let (title, sure, yes) = match view.act {
        Grave::Erase => (Say::SureTitle { number: view.number.clone() }, Say::Sure, Say::Yes),
        Grave::Retention => (Say::SureCardsTitle { cards: view.cards.into() }, Say::Sure, Say::Yes),
        Grave::Copy => {
            let number = view.number.clone();
            (Say::SureCopyTitle { number }, Say::SureCopy, Say::YesCopy)
        }
    };
    let yes = button(say(yes), Press::Rights(super::Choice::Confirm(Choice::Yes)));
    Screen::of(say(title)).line(say(sure)).row([back(), yes]).row([home()])
}

fn say(say: Say) -> Root {
    Root::RightsConfirm(say)
}

#[cfg(test)]
mod tests {
    use super::super::super::form::tests::{ctx, odd_inputs, offered};
    use super::*;
    use crate::model::StaffId;
    use crate::model::policy::Role;

    const CONFIRMATION: ConfirmationId = ConfirmationId(3);

    fn view(asker: i64, state: Settled) -> GraveView {
        let now = ctx(Role::Manager).now;
        GraveView {
            id: CONFIRMATION,
            act: Grave::Erase,
            number: "A-0147".into(),
            client: None,
            cards: 0,
            asker: StaffId(asker),
            asked_by: "Anna Sample".into(),
            reason: "wish".into(),
            until: now + Duration::hours(1),
            state,
            decided: None,
            gone: None,
        }
    }

    fn shown(role: Role, view: GraveView) -> Screen {
        let outcome = Outcome::Right(Right::Confirmation(Box::new(view)));
        match resume(&ctx(role), State::Asked { confirmation: CONFIRMATION }, outcome) {
            Step::Wait(_, screen) => screen,
            _ => panic!("it waits"),
        }
    }

    fn press(choice: Choice) -> Press {
        Press::Rights(super::super::Choice::Confirm(choice))
    }

    #[test]
    fn only_another_manager_or_owner_gets_the_buttons_and_only_while_it_waits() {
        let me = ctx(Role::Manager).who.id.0;
        for (role, asker, state, open) in [
            (Role::Manager, me + 1, Settled::Asked, true),
            (Role::Owner, me + 1, Settled::Asked, true),
            (Role::Keeper, me + 1, Settled::Asked, false),
            (Role::Owner, me, Settled::Asked, false),
            (Role::Owner, me + 1, Settled::Expired, false),
            (Role::Owner, me + 1, Settled::Refused, false),
        ] {
            let screen = shown(role, view(asker, state));
            assert_eq!(offered(&screen).contains(&press(Choice::Confirm)), open, "{role:?}");
        }
    }

    #[test]
    fn it_takes_two_taps_to_confirm_and_words_decide_nothing() {
        let manager = ctx(Role::Manager);
        let asked = State::Asked { confirmation: CONFIRMATION };
        let sure = State::Sure { confirmation: CONFIRMATION };
        let go = step(&manager, asked.clone(), Input::Press(press(Choice::Confirm)));
        assert!(matches!(go, Step::Go(state) if state == sure.clone().into()));
        let early = step(&manager, asked.clone(), Input::Press(press(Choice::Yes)));
        assert!(matches!(early, Step::Mend(..)));
        let done = step(&manager, sure.clone(), Input::Press(press(Choice::Yes)));
        let Step::Do(_, Effect::Right(effect)) = done else { panic!("it decides") };
        assert!(effect == RightEffect::Decide { confirmation: CONFIRMATION, confirm: true });
        for state in [asked, sure] {
            for input in odd_inputs() {
                assert!(matches!(step(&manager, state.clone(), input), Step::Mend(..)));
            }
        }
    }
}
