//! What is kept no longer: the month's proposal, trimmed by whoever keeps the archive, confirmed by a second person
//! (A12.06, A12.09; security.md, Law).
//!
//! ```text
//! List -- Keep, Erase --> List          List -- a card --> ClientOpen
//! List -- Propose --> Sure -- Ask --> (a second person is asked) --> (receipt)
//! (a confirmation) -- Show the cards --> Look -- a card --> ClientOpen
//! ```

use super::menu::ended;
use super::{Right, RightEffect, confirm};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, home,
};
use crate::dialogue::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::grave::{KeptRule, Proposal, Proposed};
use crate::model::policy::{Action, may};
use crate::model::value::Day;
use crate::model::{ClientId, ConfirmationId};
use serde::{Deserialize, Serialize};

/// Cards on a page; each has two buttons.
const PAGE: usize = 8;

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The cards of a page.
    List { page: u32 },
    /// How many go; ask for it?
    Sure,
    /// The cards that a second person is asked to let go, to look at.
    Look { confirmation: ConfirmationId, page: u32 },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title {
        cards: i64,
    },
    What,
    /// The cards of the page that each rule proposes.
    Visited {
        years: i64,
    },
    Unvisited {
        years: i64,
        numbers: Vec<String>,
    },
    Withdrawn {
        numbers: Vec<String>,
    },
    Card {
        number: String,
        last: Day,
    },
    // A card that was taken back cannot be opened.
    KeepCard {
        number: String,
    },
    KeptCard {
        number: String,
    },
    Keep,
    Kept,
    Propose {
        cards: i64,
    },
    AllKept,
    Older,
    Newer,
    SureTitle {
        cards: i64,
    },
    Sure,
    Ask,
    Nothing,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Keep this card, or let it go after all.
    Keep { client: ClientId, kept: bool },
    /// This page.
    Page(u32),
    /// Propose what is not kept.
    Propose,
    /// Ask a second person.
    Ask,
}

/// Reads the proposal.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::EraseClient) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let read = match &state {
        State::Look { confirmation, .. } => RightEffect::Proposed { confirmation: *confirmation },
        _ => RightEffect::Proposal,
    };
    Step::Do(state.into(), Effect::Right(read))
}

/// Trims it, and asks.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (&state, &input) {
        (State::List { .. }, Input::Press(Press::Rights(super::Choice::Retention(choice)))) => {
            match *choice {
                Choice::Keep { client, kept } => {
                    Step::Do(state.into(), Effect::Right(RightEffect::Keep { client, kept }))
                }
                Choice::Page(page) => Step::Go(State::List { page }.into()),
                Choice::Propose => Step::Go(State::Sure.into()),
                Choice::Ask => puzzled(state.into(), input),
            }
        }
        (
            State::Look { confirmation, .. },
            Input::Press(Press::Rights(super::Choice::Retention(Choice::Page(page)))),
        ) => Step::Go(State::Look { confirmation: *confirmation, page: *page }.into()),
        (State::Sure, Input::Press(Press::Rights(super::Choice::Retention(Choice::Ask)))) => {
            Step::Do(state.into(), Effect::Right(RightEffect::Propose))
        }
        _ => puzzled(state.into(), input),
    }
}

/// Takes the proposal.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let Outcome::Right(right) = outcome else { unreachable!("a proposal is there or not") };
    let proposal = match right {
        Right::Proposal(Some(proposal)) => proposal,
        Right::Proposal(None) => {
            return Step::End(Screen::of(say(Say::Nothing)).row([home()]));
        }
        right => return ended(right),
    };
    if let State::Look { page, .. } = state {
        return Step::Wait(state.into(), look(&proposal, page as usize));
    }
    if let Some(view) = &proposal.waiting {
        return Step::Go(confirm::State::Asked { confirmation: view.id }.into());
    }
    let (state, screen) = match state {
        State::Sure if proposal.going() > 0 => (State::Sure, sure(&proposal)),
        State::Sure => (State::List { page: 0 }, list(&proposal, 0)),
        State::List { page } => (State::List { page }, list(&proposal, page as usize)),
        State::Look { .. } => unreachable!("it is shown above"),
    };
    Step::Wait(state.into(), screen)
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::Rights(super::State::Retention(state))
    }
}

fn list(proposal: &Proposal, page: usize) -> Screen {
    let all = proposal.cards.len();
    let page = page.min(all.saturating_sub(1) / PAGE);
    let shown: Vec<&Proposed> = proposal.cards.iter().skip(page * PAGE).take(PAGE).collect();
    let mut screen = Screen::of(say(Say::Title { cards: all as i64 }));
    screen.lines.extend(rules(proposal, &shown).into_iter().map(say));
    screen = screen.line(say(Say::What));
    screen.rows.extend(shown.into_iter().map(card_row));
    let cards = proposal.going() as i64;
    let screen = screen.grid(2, pages(page, all));
    let screen = match cards {
        0 => screen.line(say(Say::AllKept)),
        _ => screen.row([press(Say::Propose { cards }, Choice::Propose)]),
    };
    screen.row([back(), home()])
}

fn pages(page: usize, all: usize) -> impl Iterator<Item = Button> {
    let to = |page: usize| Choice::Page(page as u32);
    let newer = (page > 0).then(|| press(Say::Newer, to(page.saturating_sub(1))));
    let older = ((page + 1) * PAGE < all).then(|| press(Say::Older, to(page + 1)));
    newer.into_iter().chain(older)
}

/// What goes, with nothing to decide but what to open.
fn look(proposal: &Proposal, page: usize) -> Screen {
    let going: Vec<&Proposed> = proposal.cards.iter().filter(|card| !card.kept).collect();
    let page = page.min(going.len().saturating_sub(1) / PAGE);
    let shown: Vec<&Proposed> = going.iter().copied().skip(page * PAGE).take(PAGE).collect();
    let mut screen = Screen::of(say(Say::Title { cards: going.len() as i64 }));
    screen.lines.extend(rules(proposal, &shown).into_iter().map(say));
    let open = shown.iter().filter(|card| card.rule != KeptRule::Withdrawn).map(|card| open(card));
    screen.grid(4, open).grid(2, pages(page, going.len())).row([back(), home()])
}

fn open(card: &Proposed) -> Button {
    let label = Root::Common(Common::Plain { text: card.number.clone() });
    button(label, Press::Go(Door::Card { client: card.client }))
}

/// Which rule proposes which of these cards, and when their clients came last.
fn rules(proposal: &Proposal, shown: &[&Proposed]) -> Vec<Say> {
    let (visited, unvisited) = (proposal.years.visited.into(), proposal.years.unvisited.into());
    let of_rule = |rule: KeptRule| shown.iter().filter(move |card| card.rule == rule);
    let numbers = |rule| -> Vec<String> { of_rule(rule).map(|it| it.number.clone()).collect() };
    let came = of_rule(KeptRule::Visited).filter_map(|card| {
        let (number, last) = (card.number.clone(), card.last_on?.into());
        Some(Say::Card { number, last })
    });
    let mut lines: Vec<Say> = came.collect();
    if !lines.is_empty() {
        lines.insert(0, Say::Visited { years: visited });
    }
    let (never, taken_back) = (numbers(KeptRule::Unvisited), numbers(KeptRule::Withdrawn));
    if !never.is_empty() {
        lines.push(Say::Unvisited { years: unvisited, numbers: never });
    }
    if !taken_back.is_empty() {
        lines.push(Say::Withdrawn { numbers: taken_back });
    }
    lines
}

fn card_row(card: &Proposed) -> Vec<Button> {
    let number = card.number.clone();
    if card.rule == KeptRule::Withdrawn {
        let label = if card.kept { Say::KeptCard { number } } else { Say::KeepCard { number } };
        return vec![press(label, Choice::Keep { client: card.client, kept: !card.kept })];
    }
    let keep = if card.kept { Say::Kept } else { Say::Keep };
    let (client, kept) = (card.client, !card.kept);
    vec![open(card), press(keep, Choice::Keep { client, kept })]
}

fn sure(proposal: &Proposal) -> Screen {
    Screen::of(say(Say::SureTitle { cards: proposal.going() as i64 }))
        .line(say(Say::Sure))
        .row([back(), press(Say::Ask, Choice::Ask)])
        .row([home()])
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Rights(super::Choice::Retention(choice)))
}

fn say(say: Say) -> Root {
    Root::RightsRetention(say)
}
