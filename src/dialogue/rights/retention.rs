//! What is kept no longer: the month's proposal, trimmed by whoever keeps the archive, confirmed by a second person
//! (A12.06, A12.09; security.md, Law).
//!
//! ```text
//! List -- Keep, Erase --> List          List -- a card --> ClientOpen
//! List -- Propose --> Sure -- Ask --> (a second person is asked) --> (receipt)
//! ```

use super::menu::ended;
use super::{Right, RightEffect, confirm};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, home,
};
use crate::dialogue::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::ClientId;
use crate::model::grave::{KeptRule, Proposal, Proposed};
use crate::model::policy::{Action, may};
use crate::model::value::Day;
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
        numbers: Vec<String>,
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
    CardUnvisited {
        number: String,
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
    Step::Do(state.into(), Effect::Right(RightEffect::Proposal))
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
    if let Some(view) = &proposal.waiting {
        return Step::Go(confirm::State::Asked { confirmation: view.id }.into());
    }
    let (state, screen) = match state {
        State::Sure if proposal.going() > 0 => (State::Sure, sure(&proposal)),
        State::Sure => (State::List { page: 0 }, list(&proposal, 0)),
        State::List { page } => (State::List { page }, list(&proposal, page as usize)),
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
    let to = |page: usize| Choice::Page(page as u32);
    let newer = (page > 0).then(|| press(Say::Newer, to(page.saturating_sub(1))));
    let older = ((page + 1) * PAGE < all).then(|| press(Say::Older, to(page + 1)));
    let cards = proposal.going() as i64;
    let screen = screen.grid(2, newer.into_iter().chain(older));
    let screen = match cards {
        0 => screen.line(say(Say::AllKept)),
        _ => screen.row([press(Say::Propose { cards }, Choice::Propose)]),
    };
    screen.row([back(), home()])
}

/// Which rule proposes which of these cards.
fn rules(proposal: &Proposal, shown: &[&Proposed]) -> Vec<Say> {
    let (visited, unvisited) = (proposal.years.visited.into(), proposal.years.unvisited.into());
    let rule = |rule: KeptRule| {
        let of_rule = shown.iter().filter(|card| card.rule == rule);
        let numbers: Vec<String> = of_rule.map(|card| card.number.clone()).collect();
        if numbers.is_empty() {
            return None;
        }
        Some(match rule {
            KeptRule::Visited => Say::Visited { years: visited, numbers },
            KeptRule::Unvisited => Say::Unvisited { years: unvisited, numbers },
            KeptRule::Withdrawn => Say::Withdrawn { numbers },
        })
    };
    let rules = [KeptRule::Visited, KeptRule::Unvisited, KeptRule::Withdrawn];
    rules.into_iter().filter_map(rule).collect()
}

fn card_row(card: &Proposed) -> Vec<Button> {
    let number = card.number.clone();
    if card.rule == KeptRule::Withdrawn {
        let label = if card.kept { Say::KeptCard { number } } else { Say::KeepCard { number } };
        return vec![press(label, Choice::Keep { client: card.client, kept: !card.kept })];
    }
    let label = match card.last_on {
        Some(last) => Say::Card { number, last: last.into() },
        None => Say::CardUnvisited { number },
    };
    let keep = if card.kept { Say::Kept } else { Say::Keep };
    let (client, kept) = (card.client, !card.kept);
    vec![
        button(say(label), Press::Go(Door::Card { client })),
        press(keep, Choice::Keep { client, kept }),
    ]
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
