//! A client's consent to health data: its purpose to read aloud, then yes, no, or an earlier yes taken back (A4.08, A4.10).
//!
//! ```text
//! Asking -> (consent) -> receipt
//! Asking -> Withdrawing -> (consent) -> receipt
//! Within -> (consent) -> back to the dialogue that asked, with the answer
//! ```

use super::effect::{ClientEffect, Effect, Outcome};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, cancel, door, home,
};
use super::{Chosen, Ctx, Input, Step, puzzled};
use crate::model::ClientId;
use crate::model::policy::{Action, may};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// From the card: the purpose, and the three answers.
    Asking { client: ClientId },
    /// The client takes an earlier yes back: what that does, once more.
    Withdrawing { client: ClientId },
    /// Within another dialogue, which gets the answer as `Chosen::Consent`.
    Within { client: ClientId },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    /// To the member of staff: read this aloud, never press for it.
    ReadAloud,
    /// To the client: what is recorded, why, who sees it, and that no is fine. `client_create` asks it too.
    Purpose,
    Yes,
    No,
    Withdraw,
    WithdrawTitle,
    /// What withdrawing does.
    WithdrawWarning,
    ConfirmWithdraw,
    Given,
    /// The client said no, or took a yes back: health data is closed from now on.
    NotGiven,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// The client's answer.
    Answer(bool),
    /// The client takes an earlier yes back.
    Withdraw,
}

/// Shows the question, or what withdrawing does.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::RecordConsent) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let screen = match &state {
        State::Asking { .. } => {
            question().row([press(Say::Withdraw, Choice::Withdraw)]).row([back(), home()])
        }
        State::Within { .. } => question().row([back(), cancel()]),
        State::Withdrawing { .. } => Screen::of(say(Say::WithdrawTitle))
            .line(say(Say::WithdrawWarning))
            .row([back(), press(Say::ConfirmWithdraw, Choice::Answer(false))])
            .row([home()]),
    };
    Step::Wait(wrap(state), screen)
}

/// Takes the client's answer.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Asking { client }, Input::Press(Press::Consent(Choice::Withdraw))) => {
            Step::Go(wrap(State::Withdrawing { client }))
        }
        (state, Input::Press(Press::Consent(Choice::Answer(given))))
            if !given || !matches!(state, State::Withdrawing { .. }) =>
        {
            let client = state.client();
            Step::Do(wrap(state), Effect::Client(ClientEffect::Consent { client, given }))
        }
        (state, input) => puzzled(wrap(state), input),
    }
}

/// Takes what the archive recorded.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Within { .. }, Outcome::ConsentRecorded { given, .. }) => {
            Step::Done(Chosen::Consent(given))
        }
        (_, Outcome::ConsentRecorded { client, given }) => {
            let title = if given { Say::Given } else { Say::NotGiven };
            let card = door(Common::OpenCard, Door::Card { client });
            Step::End(Screen::of(say(title)).row([card]).row([home()]))
        }
        (_, Outcome::NoSuchClient) => {
            Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row([home()]))
        }
        _ => unreachable!("a consent only becomes recorded"),
    }
}

impl State {
    fn client(&self) -> ClientId {
        match self {
            State::Asking { client } | State::Withdrawing { client } | State::Within { client } => {
                *client
            }
        }
    }
}

fn question() -> Screen {
    Screen::of(say(Say::Title))
        .line(say(Say::ReadAloud))
        .line(say(Say::Purpose))
        .row([press(Say::Yes, Choice::Answer(true)), press(Say::No, Choice::Answer(false))])
}

fn wrap(state: State) -> super::State {
    super::State::ClientConsent(state)
}

fn say(say: Say) -> Root {
    Root::ClientConsent(say)
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Consent(choice))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::{ctx, odd_inputs, offered, says, sends_photo};
    use super::*;
    use crate::model::policy::Role;

    const CLIENT: ClientId = ClientId(147);

    fn states() -> [State; 3] {
        let client = CLIENT;
        [State::Asking { client }, State::Withdrawing { client }, State::Within { client }]
    }

    fn answer(given: bool) -> Input {
        Input::Press(Press::Consent(Choice::Answer(given)))
    }

    #[test]
    fn an_answer_is_recorded_as_given() {
        let ctx = ctx(Role::Care);
        for (state, given) in [
            (State::Asking { client: CLIENT }, true),
            (State::Asking { client: CLIENT }, false),
            (State::Within { client: CLIENT }, true),
            (State::Withdrawing { client: CLIENT }, false),
        ] {
            let Step::Do(kept, effect) = step(&ctx, state.clone(), answer(given)) else { panic!() };
            assert!(kept == wrap(state.clone()));
            let wanted = Effect::Client(ClientEffect::Consent { client: CLIENT, given });
            assert!(effect == wanted);
            let recorded = Outcome::ConsentRecorded { client: CLIENT, given };
            match (resume(&ctx, state.clone(), recorded), state) {
                (Step::Done(Chosen::Consent(told)), State::Within { .. }) => {
                    assert_eq!(told, given)
                }
                (Step::End(screen), State::Asking { .. } | State::Withdrawing { .. }) => {
                    let card = Press::Go(Door::Card { client: CLIENT });
                    assert!(offered(&screen).contains(&card));
                }
                _ => panic!("neither a receipt nor an answer"),
            }
        }
    }

    #[test]
    fn withdrawing_takes_two_steps_and_never_gives() {
        let ctx = ctx(Role::FrontDesk);
        let withdraw = Input::Press(Press::Consent(Choice::Withdraw));
        let asked = step(&ctx, State::Asking { client: CLIENT }, withdraw);
        let withdrawing = State::Withdrawing { client: CLIENT };
        assert!(matches!(asked, Step::Go(state) if state == wrap(withdrawing.clone())));
        let Step::Mend(kept, _) = step(&ctx, withdrawing.clone(), answer(true)) else { panic!() };
        assert!(kept == wrap(withdrawing));
    }

    #[test]
    fn every_screen_has_a_way_back_and_every_other_input_keeps_it() {
        let ctx = ctx(Role::Keeper);
        for state in states() {
            let Step::Wait(_, screen) = show(&ctx, state.clone()) else { panic!() };
            assert!(offered(&screen).contains(&Press::Back));
            for input in [vec![says("yes"), sends_photo("a", None)], odd_inputs()].concat() {
                let Step::Mend(kept, _) = step(&ctx, state.clone(), input) else { panic!() };
                assert!(kept == wrap(state.clone()));
            }
        }
    }
}
