//! A client's consent to health data: its purpose to read aloud, then yes, no, or an earlier yes taken back (A4.08, A4.10).
//!
//! ```text
//! Asking -> (consent) -> receipt
//! Asking -> Withdrawing -> (consent) -> receipt
//! Within -> (consent) -> back to the dialogue that asked, with the answer
//! ```

use super::effect::{ClientEffect, Effect, Outcome};
use super::rights::{Right, RightEffect};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, cancel, door, home,
};
use super::{Chosen, Ctx, Input, Step, client_register, puzzled};
use crate::model::ClientId;
use crate::model::consent::{ConsentFor, Register};
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
        State::Asking { client } => {
            let register = RightEffect::Register { client: *client };
            return Step::Do(wrap(state), Effect::Right(register));
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
        (State::Asking { client }, Outcome::Right(Right::Register(register))) => {
            Step::Wait(wrap(State::Asking { client }), asking(client, &register))
        }
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
        _ => unreachable!("a consent is only read and recorded"),
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

/// The question, with the client's latest word; a yes can be taken back where one was given.
fn asking(client: ClientId, register: &Register) -> Screen {
    let health = ConsentFor::Health;
    let said = client_register::told(health, register.said(health));
    // A yes that stands is only taken back, and after a warning.
    let mut screen = match register.is_given(health) {
        true => Screen::of(say(Say::Title))
            .line(say(Say::Purpose))
            .row([press(Say::Withdraw, Choice::Withdraw)]),
        false => question(),
    };
    screen.lines.insert(0, said);
    let all = Root::ClientRegister(client_register::Say::All);
    screen.row([button(all, Press::Go(Door::Register { client }))]).row([back(), home()])
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
    use crate::model::consent::Said;
    use crate::model::policy::Role;

    const CLIENT: ClientId = ClientId(147);

    fn states() -> [State; 3] {
        let client = CLIENT;
        [State::Asking { client }, State::Withdrawing { client }, State::Within { client }]
    }

    fn answer(given: bool) -> Input {
        Input::Press(Press::Consent(Choice::Answer(given)))
    }

    /// The screen of a state, where the client's word on health is this.
    fn shown(ctx: &Ctx, state: State, given: bool) -> Screen {
        let said = Some(Said { given, at: ctx.now, by: "Anna Sample".to_owned() });
        let words = vec![(ConsentFor::Health, said)];
        let register = Box::new(Register { number: "A-0147".to_owned(), words });
        let step = match show(ctx, state.clone()) {
            Step::Do(_, Effect::Right(RightEffect::Register { client: CLIENT })) => {
                resume(ctx, state, Outcome::Right(Right::Register(register)))
            }
            step => step,
        };
        let Step::Wait(_, screen) = step else { panic!("it waits") };
        screen
    }

    #[test]
    fn a_yes_can_be_taken_back_only_where_it_was_given() {
        let withdraw = Press::Consent(Choice::Withdraw);
        for given in [true, false] {
            let screen = shown(&ctx(Role::Care), State::Asking { client: CLIENT }, given);
            assert_eq!(offered(&screen).contains(&withdraw), given);
        }
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
            let screen = shown(&ctx, state.clone(), true);
            assert!(offered(&screen).contains(&Press::Back));
            for input in [vec![says("yes"), sends_photo("a", None)], odd_inputs()].concat() {
                let Step::Mend(kept, _) = step(&ctx, state.clone(), input) else { panic!() };
                assert!(kept == wrap(state.clone()));
            }
        }
    }
}
