//! The client's consents, purpose by purpose: yes, no or not asked, when and by whom; asked and taken back (A4.08, A4.10).
//!
//! ```text
//! List -- a purpose --> Asking -> (record) -> List
//! List -- health --> ClientConsent
//! ```

use super::effect::{Effect, Outcome};
use super::rights::{Right, RightEffect};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, door, home,
};
use super::{Ctx, Input, Step, client_consent, puzzled};
use crate::model::ClientId;
use crate::model::consent::{ConsentFor, Register, Said};
use crate::model::policy::{Action, may};
use crate::model::value::{Moment, Word};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Every purpose with the client's word.
    List { client: ClientId },
    /// One purpose: its text to read aloud, or what taking a yes back does.
    Asking { client: ClientId, purpose: ConsentFor },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title {
        number: String,
    },
    WhichPurpose,
    Yes {
        purpose: Word,
        at: Moment,
        by: String,
    },
    No {
        purpose: Word,
        at: Moment,
        by: String,
    },
    Unasked {
        purpose: Word,
    },
    /// What the client is asked for each purpose, to be read aloud.
    AskService,
    AskPhotoRecord,
    AskPhotoPublish,
    AskMarketing,
    /// What taking a yes back means.
    Withdrawing,
    Withdraw,
    Recorded,
    /// Opens the list from the health consent.
    All,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Look at this purpose.
    Purpose(ConsentFor),
    /// The client's word on it.
    Answer(bool),
}

/// Reads the register, which every screen shows.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::RecordConsent) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let (State::List { client } | State::Asking { client, .. }) = state;
    Step::Do(state.into(), Effect::Right(RightEffect::Register { client }))
}

/// Takes the choice of a purpose, and the client's word.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::List { client }, Input::Press(Press::Register(Choice::Purpose(purpose)))) => {
            Step::Go(State::Asking { client, purpose }.into())
        }
        (
            State::Asking { client, purpose },
            Input::Press(Press::Register(Choice::Answer(given))),
        ) => {
            let record = RightEffect::Record { client, purpose, given };
            Step::Do(State::List { client }.into(), Effect::Right(record))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the register.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::List { client }, Outcome::Right(Right::Register(register))) => {
            Step::Wait(State::List { client }.into(), list(client, &register, back()))
        }
        (State::List { client }, Outcome::Right(Right::Recorded(register))) => {
            // What was recorded stands: Back leads to the card.
            let back = door(Common::Back, Door::Card { client });
            let screen = list(client, &register, back).toast(say(Say::Recorded));
            Step::Wait(State::List { client }.into(), screen)
        }
        (State::Asking { client, purpose }, Outcome::Right(Right::Register(register))) => {
            let screen = ask(purpose, &register);
            Step::Wait(State::Asking { client, purpose }.into(), screen)
        }
        (_, Outcome::NoSuchClient) => {
            Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row([home()]))
        }
        _ => unreachable!("the register is only read and added to"),
    }
}

/// The client's word on a purpose, as a line.
pub fn told(purpose: ConsentFor, said: Option<&Said>) -> Root {
    let purpose = purpose.word();
    say(match said {
        Some(Said { given: true, at, by }) => {
            Say::Yes { purpose, at: (*at).into(), by: by.clone() }
        }
        Some(Said { given: false, at, by }) => {
            Say::No { purpose, at: (*at).into(), by: by.clone() }
        }
        None => Say::Unasked { purpose },
    })
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::ClientRegister(state)
    }
}

fn list(client: ClientId, register: &Register, back: Button) -> Screen {
    let screen = Screen::of(title(register)).line(say(Say::WhichPurpose));
    let words = register.words.iter().map(|(purpose, said)| told(*purpose, said.as_ref()));
    let buttons = ConsentFor::ALL.iter().map(|purpose| {
        let label = Root::Common(Common::Term { word: purpose.word() });
        let choice = match purpose {
            ConsentFor::Health => Press::Go(Door::Consent { client }),
            purpose => Press::Register(Choice::Purpose(*purpose)),
        };
        button(label, choice)
    });
    let card = door(Common::OpenCard, Door::Card { client });
    words.fold(screen, Screen::line).grid(2, buttons).row([card]).row([back, home()])
}

fn ask(purpose: ConsentFor, register: &Register) -> Screen {
    let screen = Screen::of(title(register)).line(told(purpose, register.said(purpose)));
    let consent = |say| Root::ClientConsent(say);
    let answer = |label, given| button(label, Press::Register(Choice::Answer(given)));
    let screen = match question(purpose) {
        _ if register.is_given(purpose) => {
            screen.line(say(Say::Withdrawing)).row([press(Say::Withdraw, Choice::Answer(false))])
        }
        Some(question) => {
            screen.line(consent(client_consent::Say::ReadAloud)).line(say(question)).row([
                answer(consent(client_consent::Say::Yes), true),
                answer(consent(client_consent::Say::No), false),
            ])
        }
        None => screen,
    };
    screen.row([back(), home()])
}

/// The text of a purpose; health has its own dialogue.
fn question(purpose: ConsentFor) -> Option<Say> {
    match purpose {
        ConsentFor::Service => Some(Say::AskService),
        ConsentFor::Health => None,
        ConsentFor::PhotoRecord => Some(Say::AskPhotoRecord),
        ConsentFor::PhotoPublish => Some(Say::AskPhotoPublish),
        ConsentFor::Marketing => Some(Say::AskMarketing),
    }
}

fn title(register: &Register) -> Root {
    say(Say::Title { number: register.number.clone() })
}

fn say(say: Say) -> Root {
    Root::ClientRegister(say)
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Register(choice))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::{ctx, odd_inputs, offered};
    use super::*;
    use crate::model::policy::Role;

    const CLIENT: ClientId = ClientId(147);

    fn register(given: Option<bool>) -> Register {
        let said = given.map(|given| Said {
            given,
            at: ctx(Role::Care).now,
            by: "Anna Sample".to_owned(),
        });
        let words = ConsentFor::ALL.iter().map(|purpose| (*purpose, said.clone()));
        Register { number: "A-0147".into(), words: words.collect() }
    }

    fn shown(state: State, given: Option<bool>) -> Screen {
        let outcome = Outcome::Right(Right::Register(Box::new(register(given))));
        match resume(&ctx(Role::Care), state, outcome) {
            Step::Wait(_, screen) => screen,
            _ => panic!("it waits"),
        }
    }

    #[test]
    fn every_purpose_is_listed_and_health_has_its_own_dialogue() {
        let screen = shown(State::List { client: CLIENT }, None);
        for purpose in ConsentFor::ALL {
            assert!(screen.lines.contains(&told(*purpose, None)));
        }
        assert!(offered(&screen).contains(&Press::Go(Door::Consent { client: CLIENT })));
        let health = Press::Register(Choice::Purpose(ConsentFor::Health));
        assert!(!offered(&screen).contains(&health));
    }

    #[test]
    fn a_yes_can_only_be_taken_back_where_it_was_given() {
        let state = State::Asking { client: CLIENT, purpose: ConsentFor::Marketing };
        for (given, yes) in [(None, true), (Some(false), true), (Some(true), false)] {
            let screen = shown(state.clone(), given);
            assert_eq!(offered(&screen).contains(&Press::Register(Choice::Answer(true))), yes);
            assert_eq!(screen.lines.contains(&say(Say::Withdrawing)), !yes);
        }
    }

    #[test]
    fn the_clients_word_is_recorded_as_given() {
        let (client, purpose) = (CLIENT, ConsentFor::PhotoPublish);
        for given in [true, false] {
            let press = Input::Press(Press::Register(Choice::Answer(given)));
            let done = step(&ctx(Role::Care), State::Asking { client, purpose }, press);
            let Step::Do(_, Effect::Right(effect)) = done else { panic!("it is recorded") };
            assert!(effect == RightEffect::Record { client, purpose, given });
        }
        for state in [State::List { client }, State::Asking { client, purpose }] {
            for input in odd_inputs() {
                let mended = step(&ctx(Role::Care), state.clone(), input);
                assert!(matches!(mended, Step::Mend(kept, _) if kept == state.clone().into()));
            }
        }
    }
}
