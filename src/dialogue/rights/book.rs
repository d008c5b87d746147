//! The book of rights: what waits for this person, the month's proposal, and the proofs of what was erased.
//!
//! ```text
//! List -- a confirmation, an emergency, the proposal --> confirm, emergency, retention
//! List -- Not taken back --> Unrecalled
//! List -- Erased cards --> Proofs <-- Newer, Older --> Proofs
//! ```

use super::{Right, RightEffect, Way, confirm, emergency};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, home,
};
use crate::dialogue::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::grave::{GraveView, Left, Proof, Review};
use crate::model::policy::{Action, may};
use crate::model::value::Moment;
use crate::model::{ConfirmationId, EmergencyId};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What waits.
    List,
    /// The proofs of erasures, newest first.
    Proofs { page: u32 },
    /// Copies that were handed out.
    Copies,
    /// What should have left a chat, and could not.
    Unrecalled,
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// Opens it.
    Book,
    Title,
    What,
    NothingWaits,
    Proposal {
        cards: i64,
    },
    Proofs,
    ProofsTitle,
    Proof {
        number: String,
        at: Moment,
        asked: String,
        confirmed: String,
        rows: i64,
        files: i64,
    },
    NoProofs,
    Copies,
    CopiesTitle,
    Copy {
        number: String,
        at: Moment,
        asked: String,
        confirmed: String,
    },
    NoCopies,
    Unrecalled,
    UnrecalledTitle,
    Left {
        number: String,
        at: Moment,
        name: String,
    },
    NoneLeft,
    Older,
    Newer,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Look at this confirmation.
    Confirmation(ConfirmationId),
    /// Look at this emergency.
    Emergency(EmergencyId),
    /// This page of the proofs.
    Proofs(u32),
    /// Copies that were handed out.
    Copies,
    /// What could not be recalled.
    Unrecalled,
}

/// Reads what waits.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::EraseClient) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let read = match state {
        State::List => RightEffect::Book,
        State::Proofs { page } => RightEffect::Proofs { page },
        State::Copies => RightEffect::Copies,
        State::Unrecalled => RightEffect::Unrecalled,
    };
    Step::Do(state.into(), Effect::Right(read))
}

/// Goes on to what was pressed.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let Input::Press(Press::Rights(super::Choice::Book(choice))) = input else {
        return puzzled(state.into(), input);
    };
    Step::Go(match choice {
        Choice::Confirmation(confirmation) => confirm::State::Asked { confirmation }.into(),
        Choice::Emergency(emergency) => emergency::State::Review { emergency }.into(),
        Choice::Proofs(page) => State::Proofs { page }.into(),
        Choice::Copies => State::Copies.into(),
        Choice::Unrecalled => State::Unrecalled.into(),
    })
}

/// Takes what waits.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let screen = match (&state, outcome) {
        (State::List, Outcome::Right(Right::Book { waiting, reviews, proposed })) => {
            list(&waiting, &reviews, proposed)
        }
        (State::Proofs { page }, Outcome::Right(Right::Proofs { proofs, more })) => {
            proofs_page(&proofs, *page, more)
        }
        (State::Copies, Outcome::Right(Right::Copies(copies))) => copies_page(&copies),
        (State::Unrecalled, Outcome::Right(Right::Unrecalled(left))) => left_page(&left),
        _ => unreachable!("the book is only read"),
    };
    Step::Wait(state.into(), screen)
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::Rights(super::State::Book(state))
    }
}

fn list(waiting: &[GraveView], reviews: &[Review], proposed: u32) -> Screen {
    let decide = waiting.iter().map(|view| {
        let choice = Choice::Confirmation(view.id);
        button(confirm::title(view), Press::Rights(super::Choice::Book(choice)))
    });
    let review = reviews.iter().map(|review| {
        let label = emergency::label(review);
        button(label, Press::Rights(super::Choice::Book(Choice::Emergency(review.id))))
    });
    let cards = i64::from(proposed);
    let retention = button(say(Say::Proposal { cards }), Press::Go(Door::Rights(Way::Retention)));
    let nothing = waiting.is_empty() && reviews.is_empty() && proposed == 0;
    Screen::of(say(Say::Title))
        .line(say(Say::What))
        .maybe(nothing.then(|| say(Say::NothingWaits)))
        .grid(1, decide)
        .grid(1, review)
        .grid(1, (proposed > 0).then_some(retention))
        .row([press(Say::Proofs, Choice::Proofs(0)), press(Say::Copies, Choice::Copies)])
        .row([press(Say::Unrecalled, Choice::Unrecalled)])
        .row([back(), home()])
}

fn proofs_page(proofs: &[Proof], page: u32, more: bool) -> Screen {
    let line = |proof: &Proof| {
        say(Say::Proof {
            number: proof.number.clone(),
            at: proof.at.into(),
            asked: proof.asked_by.clone(),
            confirmed: proof.confirmed_by.clone(),
            rows: proof.rows.cast_signed(),
            files: proof.files.cast_signed(),
        })
    };
    let screen =
        Screen::of(say(Say::ProofsTitle)).maybe(proofs.is_empty().then(|| say(Say::NoProofs)));
    let newer = (page > 0).then(|| press(Say::Newer, Choice::Proofs(page.saturating_sub(1))));
    let older = more.then(|| press(Say::Older, Choice::Proofs(page + 1)));
    proofs
        .iter()
        .map(line)
        .fold(screen, Screen::line)
        .grid(2, newer.into_iter().chain(older))
        .row([back(), home()])
}

fn copies_page(copies: &[GraveView]) -> Screen {
    let line = |view: &GraveView| {
        let (confirmed, at) = view.decided.clone()?;
        let (number, asked) = (view.number.clone(), view.asked_by.clone());
        Some(say(Say::Copy { number, at: at.into(), asked, confirmed }))
    };
    let screen =
        Screen::of(say(Say::CopiesTitle)).maybe(copies.is_empty().then(|| say(Say::NoCopies)));
    copies.iter().filter_map(line).fold(screen, Screen::line).row([back(), home()])
}

fn left_page(left: &[Left]) -> Screen {
    let line = |it: &Left| {
        let (number, name) = (it.number.clone(), it.person.clone());
        say(Say::Left { number, at: it.shown_at.into(), name })
    };
    let screen =
        Screen::of(say(Say::UnrecalledTitle)).maybe(left.is_empty().then(|| say(Say::NoneLeft)));
    left.iter().map(line).fold(screen, Screen::line).row([back(), home()])
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Rights(super::Choice::Book(choice)))
}

fn say(say: Say) -> Root {
    Root::RightsBook(say)
}
