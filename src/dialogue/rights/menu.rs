//! A client's rights from the card: erase the record, with a reason and a second person; legal hold, set and lifted
//! (security.md, Law; GDPR 17, PIPL 47, PIPA 36).
//!
//! ```text
//! Menu -- Erase --> EraseWhy -- a reason --> EraseSure -- Ask --> (a second person is asked) --> (receipt)
//! Menu -- Client's copy --> CopySure -- Ask --> (a second person is asked) --> (receipt)
//! Menu -- Legal hold, Lift --> HoldWhy -- a reason --> (set, lift) --> Menu
//! ```

use super::confirm::{held, on_hold};
use super::{Right, RightEffect, told, typed};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, door, home,
};
use crate::dialogue::{Ctx, Input, State as Place, Step, client_register, puzzled};
use crate::model::ClientId;
use crate::model::grave::{
    CONFIRM_HOURS, ClientRights, EraseWhy, Grave, GraveView, HoldWhy, LiftWhy,
};
use crate::model::policy::{Action, may};
use crate::model::value::{Moment, Word};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What can be done, and what is under way.
    Menu { client: ClientId },
    /// Why is the client erased?
    EraseWhy { client: ClientId },
    /// What goes; ask for it?
    EraseSure { client: ClientId, reason: String },
    /// What a copy is; ask for it?
    CopySure { client: ClientId },
    /// Why is the hold set, or lifted?
    HoldWhy { client: ClientId, lift: bool },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// Opens the menu from a card.
    Rights,
    Title {
        number: String,
    },
    What,
    Waiting {
        name: String,
        until: Moment,
    },
    NoHold,
    Erase,
    Hold,
    Lift,
    Copy,
    CopySure,
    AskCopy,
    EraseTitle,
    AskEraseWhy,
    SureTitle {
        number: String,
    },
    Sure {
        reason: Box<Root>,
    },
    Ask,
    HoldTitle,
    AskHoldWhy,
    LiftTitle,
    AskLiftWhy,
    HoldSet,
    HoldLifted,
    AskedTitle {
        number: String,
    },
    Asked {
        hours: i64,
    },
    AlreadyAsked {
        name: String,
        until: Moment,
    },
    NobodyConfirms,
    /// Stands where an erased card was shown.
    Erased,
    /// Stands where a list named an erased client.
    ListChanged,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Erase.
    Erase,
    /// For this reason.
    EraseFor(EraseWhy),
    /// Ask a second person.
    Ask,
    /// Ask for the client's copy.
    Copy,
    /// Set the hold, or lift it.
    Hold { lift: bool },
    /// For this reason.
    HoldFor(HoldWhy),
    /// For this reason.
    LiftFor(LiftWhy),
}

/// Shows it; only the questions for a reason need no reading.
pub fn show(ctx: &Ctx, state: State) -> Step {
    let needs = match &state {
        State::HoldWhy { .. } => Action::HoldCard,
        _ => Action::EraseClient,
    };
    if !may(ctx.who.role, needs) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let screen = match &state {
        State::Menu { client } | State::EraseSure { client, .. } => {
            let read = RightEffect::OfClient { client: *client };
            return Step::Do(state.into(), Effect::Right(read));
        }
        State::EraseWhy { .. } => {
            let why = EraseWhy::ALL.iter().map(|why| reason(why.word(), Choice::EraseFor(*why)));
            Screen::of(say(Say::EraseTitle)).line(say(Say::AskEraseWhy)).grid(1, why)
        }
        State::CopySure { .. } => Screen::of(say(Say::Copy))
            .line(say(Say::CopySure))
            .row([press(Say::AskCopy, Choice::Ask)]),
        State::HoldWhy { lift: false, .. } => {
            let why = HoldWhy::ALL.iter().map(|why| reason(why.word(), Choice::HoldFor(*why)));
            Screen::of(say(Say::HoldTitle)).line(say(Say::AskHoldWhy)).grid(1, why)
        }
        State::HoldWhy { lift: true, .. } => {
            let why = LiftWhy::ALL.iter().map(|why| reason(why.word(), Choice::LiftFor(*why)));
            Screen::of(say(Say::LiftTitle)).line(say(Say::AskLiftWhy)).grid(1, why)
        }
    };
    Step::Wait(state.into(), screen.row([back(), home()]))
}

/// Takes choices and reasons.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (state, Input::Press(Press::Rights(super::Choice::Menu(choice)))) => pressed(state, choice),
        (State::EraseWhy { client }, Input::Text(words)) => match typed(&words) {
            Ok(reason) => Step::Go(State::EraseSure { client, reason }.into()),
            Err(say) => Step::Mend(State::EraseWhy { client }.into(), say),
        },
        (State::HoldWhy { client, lift }, Input::Text(words)) => match typed(&words) {
            Ok(reason) => hold(client, lift, reason),
            Err(say) => Step::Mend(State::HoldWhy { client, lift }.into(), say),
        },
        (state, input) => puzzled(state.into(), input),
    }
}

fn pressed(state: State, choice: Choice) -> Step {
    match (state, choice) {
        (State::Menu { client }, Choice::Erase) => Step::Go(State::EraseWhy { client }.into()),
        (State::Menu { client }, Choice::Copy) => Step::Go(State::CopySure { client }.into()),
        (State::CopySure { client }, Choice::Ask) => {
            let ask = RightEffect::AskCopy { client };
            Step::Do(State::Menu { client }.into(), Effect::Right(ask))
        }
        (State::Menu { client }, Choice::Hold { lift }) => {
            Step::Go(State::HoldWhy { client, lift }.into())
        }
        (State::EraseWhy { client }, Choice::EraseFor(why)) => {
            let reason = why.as_str().to_owned();
            Step::Go(State::EraseSure { client, reason }.into())
        }
        (State::EraseSure { client, reason }, Choice::Ask) => {
            let ask = RightEffect::AskErasure { client, reason };
            Step::Do(State::Menu { client }.into(), Effect::Right(ask))
        }
        (State::HoldWhy { client, lift: false }, Choice::HoldFor(why)) => {
            hold(client, false, why.as_str().to_owned())
        }
        (State::HoldWhy { client, lift: true }, Choice::LiftFor(why)) => {
            hold(client, true, why.as_str().to_owned())
        }
        (state, choice) => {
            puzzled(state.into(), Input::Press(Press::Rights(super::Choice::Menu(choice))))
        }
    }
}

fn hold(client: ClientId, lift: bool, reason: String) -> Step {
    let effect = match lift {
        true => RightEffect::LiftHold { client, reason },
        false => RightEffect::Hold { client, reason },
    };
    Step::Do(State::HoldWhy { client, lift }.into(), Effect::Right(effect))
}

/// Takes how it stands.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let right = match outcome {
        Outcome::Right(right) => right,
        Outcome::NoSuchClient => {
            return Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row([home()]));
        }
        _ => unreachable!("a client's rights are there or not"),
    };
    match (state, right) {
        (State::EraseSure { client, reason }, Right::Client(rights)) => {
            let screen = sure(&rights, &reason);
            Step::Wait(State::EraseSure { client, reason }.into(), screen)
        }
        (State::HoldWhy { client, lift }, Right::Client(rights)) => {
            let done = if lift { Say::HoldLifted } else { Say::HoldSet };
            Step::Wait(State::Menu { client }.into(), menu(ctx, &rights).toast(say(done)))
        }
        (state, Right::Client(rights)) => Step::Wait(state.into(), menu(ctx, &rights)),
        (_, right) => ended(right),
    }
}

/// The receipt of having asked, or why it could not be asked.
pub fn ended(right: Right) -> Step {
    let screen = match right {
        Right::Asked(view) => {
            let state = super::confirm::State::Sent { confirmation: view.id };
            return Step::Wait(state.into(), asked(&view));
        }
        Right::Already(view) => {
            let (name, until) = (view.asked_by.clone(), view.until.into());
            Screen::of(super::confirm::title(&view)).line(say(Say::AlreadyAsked { name, until }))
        }
        Right::OnHold(hold) => return Step::End(held(&hold)),
        Right::NobodyConfirms => Screen::of(say(Say::NobodyConfirms)),
        _ => unreachable!("it is asked for, or something is against it"),
    };
    Step::End(screen.row([home()]))
}

/// That it waits for a second person.
pub(super) fn asked(view: &GraveView) -> Screen {
    let title = match view.act {
        Grave::Erase => say(Say::AskedTitle { number: view.number.clone() }),
        Grave::Retention | Grave::Copy => super::confirm::title(view),
    };
    let screen = Screen::of(title).line(say(Say::Asked { hours: CONFIRM_HOURS }));
    let open = view.client.map(|client| door(Common::OpenCard, Door::Card { client }));
    screen.grid(1, open).row([home()])
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::Rights(super::State::Menu(state))
    }
}

fn menu(ctx: &Ctx, rights: &ClientRights) -> Screen {
    let waiting = rights
        .waiting
        .as_ref()
        .map(|view| say(Say::Waiting { name: view.asked_by.clone(), until: view.until.into() }));
    let hold = rights.hold.as_ref().map_or_else(|| say(Say::NoHold), on_hold);
    let stands = rights.hold.is_some();
    let all = Root::ClientRegister(client_register::Say::All);
    let consents = button(all, Press::Go(Door::Register { client: rights.client }));
    let erase = (!stands && waiting.is_none()).then(|| press(Say::Erase, Choice::Erase));
    let set = may(ctx.who.role, Action::HoldCard).then(|| match stands {
        true => press(Say::Lift, Choice::Hold { lift: true }),
        false => press(Say::Hold, Choice::Hold { lift: false }),
    });
    Screen::of(say(Say::Title { number: rights.number.clone() }))
        .line(say(Say::What))
        .line(hold)
        .maybe(waiting)
        .grid(2, erase.into_iter().chain(set).chain([press(Say::Copy, Choice::Copy)]))
        .grid(1, may(ctx.who.role, Action::RecordConsent).then_some(consents))
        .row([door(Common::OpenCard, Door::Card { client: rights.client })])
        .row([back(), home()])
}

fn sure(rights: &ClientRights, why: &str) -> Screen {
    let why = told(why, EraseWhy::parse(why).map(EraseWhy::word));
    Screen::of(say(Say::SureTitle { number: rights.number.clone() }))
        .line(say(Say::Sure { reason: why }))
        .row([back(), press(Say::Ask, Choice::Ask)])
        .row([home()])
}

fn reason(word: Word, choice: Choice) -> Button {
    let label = Root::Common(Common::Term { word });
    button(label, Press::Rights(super::Choice::Menu(choice)))
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Rights(super::Choice::Menu(choice)))
}

fn say(say: Say) -> Root {
    Root::RightsMenu(say)
}

#[cfg(test)]
mod tests {
    use super::super::super::form::tests::{ctx, odd_inputs, offered};
    use super::*;
    use crate::model::policy::Role;

    const CLIENT: ClientId = ClientId(147);

    fn shown(role: Role, held: bool) -> Screen {
        let at = ctx(role).now;
        let hold = held.then(|| crate::model::grave::Hold {
            by: "Anna Sample".into(),
            at,
            reason: "dispute".into(),
        });
        let rights = ClientRights { client: CLIENT, number: "A-0147".into(), hold, waiting: None };
        let outcome = Outcome::Right(Right::Client(Box::new(rights)));
        match resume(&ctx(role), State::Menu { client: CLIENT }, outcome) {
            Step::Wait(_, screen) => screen,
            _ => panic!("it waits"),
        }
    }

    fn has(screen: &Screen, choice: Choice) -> bool {
        offered(screen).contains(&Press::Rights(super::super::Choice::Menu(choice)))
    }

    #[test]
    fn a_held_card_offers_no_erasure_and_a_keeper_sets_no_hold() {
        assert!(has(&shown(Role::Keeper, false), Choice::Erase));
        assert!(!has(&shown(Role::Manager, true), Choice::Erase));
        assert!(has(&shown(Role::Manager, true), Choice::Hold { lift: true }));
        assert!(has(&shown(Role::Owner, false), Choice::Hold { lift: false }));
        assert!(!has(&shown(Role::Keeper, false), Choice::Hold { lift: false }));
        for role in [Role::FrontDesk, Role::Care, Role::Sales] {
            assert!(matches!(show(&ctx(role), State::Menu { client: CLIENT }), Step::End(_)));
        }
    }

    #[test]
    fn nothing_is_asked_for_without_a_reason() {
        let keeper = ctx(Role::Keeper);
        let why = State::EraseWhy { client: CLIENT };
        for input in odd_inputs().into_iter().chain([Input::Text("  ".into())]) {
            let mended = step(&keeper, why.clone(), input);
            assert!(matches!(mended, Step::Mend(kept, _) if kept == why.clone().into()));
        }
        let typed = step(&keeper, why, Input::Text("moved abroad".into()));
        let reason = "moved abroad".to_owned();
        let sure = State::EraseSure { client: CLIENT, reason };
        assert!(matches!(typed, Step::Go(state) if state == sure.into()));
    }
}
