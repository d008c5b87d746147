//! Search: one box for names, initials, phone numbers and card numbers; one hit opens the card.
//!
//! ```text
//! Asking -- text --> Found -- one hit --> ClientOpen
//!                    Found -- a button --> ClientOpen      Found -- text, another page --> Found
//!                    Found -- none, but near ones --> their buttons; none opens by itself
//!                    Found -- none --> ClientCreate, or Found by typing again
//! ```

use super::effect::{ClientEffect, Effect, Hit, Outcome};
use super::screen::{
    Button, Choice as Press, Door, Say as Root, Screen, back, button, client, home,
};
use super::{Ctx, Input, Step, client_create, client_open, puzzled};
use crate::model::phone::Phone;
use crate::model::text;
use serde::{Deserialize, Serialize};

/// Hits up to this many stand one to a row; more stand in two columns, so that the screen stays short.
const ONE_COLUMN_HITS_MAX: usize = 5;

/// Where a search stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Waiting for something to search for.
    Asking,
    /// Searched for this; pages count from 0.
    Found {
        /// As typed, one clean line.
        query: String,
        /// The page shown.
        page: u32,
    },
}

/// What a search says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    Ask,
    /// Hits for this query, on the only page.
    Hits {
        query: String,
        count: i64,
    },
    /// Hits for this query, on one of several pages, counted from 1.
    HitsOnPage {
        query: String,
        page: i64,
    },
    TryAgain,
    NoHits {
        query: String,
    },
    /// Nothing fits, but these come near.
    Near {
        query: String,
    },
    TooShort {
        query: String,
    },
    Create {
        query: String,
    },
    NewCard,
    Earlier,
    Later,
}

/// What a press means in a search.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Show this page.
    Page(u32),
    /// A new card with the phone number that was searched for.
    CreateFromPhone,
}

/// The state that searches for what was typed.
pub fn search(typed: &str) -> super::State {
    State::Found { query: text::clean(typed), page: 0 }.into()
}

/// Shows the question, or searches again: the archive may have changed.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    match state {
        State::Asking => Step::Wait(State::Asking.into(), asking(Say::Ask)),
        State::Found { query, page } => {
            let find = ClientEffect::Find { query: query.clone(), page };
            Step::Do(State::Found { query, page }.into(), Effect::Client(find))
        }
    }
}

/// Words are a new search, a contact is a new card.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (_, Input::Text(text)) => Step::Go(search(&text)),
        (_, Input::Contact { phone, name }) => client_create::from_contact(ctx, phone, name),
        (State::Found { query, .. }, Input::Press(Press::Find(Choice::Page(page)))) => {
            show(ctx, State::Found { query, page })
        }
        (State::Found { query, .. }, Input::Press(Press::Find(Choice::CreateFromPhone))) => {
            Step::Go(client_create::open(query))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the hits.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let State::Found { query, page } = state else {
        unreachable!("only a query is searched for");
    };
    match outcome {
        Outcome::TooShort => Step::Wait(State::Asking.into(), asking(Say::TooShort { query })),
        Outcome::Hits { hits, .. } if hits.is_empty() && page > 0 => {
            show(ctx, State::Found { query, page: 0 })
        }
        Outcome::Hits { hits, .. } if hits.is_empty() => {
            let screen = none(ctx, &query);
            Step::Wait(State::Found { query, page }.into(), screen)
        }
        // What only comes near is another person until somebody says that it is not: no card opens by itself.
        Outcome::Hits { hits, near: true, .. } => {
            let screen = near(ctx, &query, &hits);
            Step::Wait(State::Found { query, page }.into(), screen)
        }
        Outcome::Hits { hits, more: false, .. } if hits.len() == 1 && page == 0 => {
            Step::Go(client_open::State::Card { client: hits[0].client }.into())
        }
        Outcome::Hits { hits, more, .. } => {
            let screen = found(&query, page, &hits, more);
            Step::Wait(State::Found { query, page }.into(), screen)
        }
        _ => unreachable!("a search becomes hits"),
    }
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::ClientFind(state)
    }
}

fn asking(line: Say) -> Screen {
    Screen::of(say(Say::Title)).line(say(line)).row([back(), home()])
}

fn none(ctx: &Ctx, query: &str) -> Screen {
    Screen::of(say(Say::Title))
        .line(say(Say::NoHits { query: query.to_owned() }))
        .row([create(ctx, query)])
        .row([back(), home()])
}

fn near(ctx: &Ctx, query: &str, hits: &[Hit]) -> Screen {
    Screen::of(say(Say::Title))
        .line(say(Say::Near { query: query.to_owned() }))
        .grid(columns(hits), cards(hits))
        .row([create(ctx, query)])
        .row([back(), home()])
}

fn create(ctx: &Ctx, query: &str) -> Button {
    let is_phone = Phone::parse(query, ctx.country).is_ok();
    let is_name = !query.contains(|c: char| c.is_ascii_digit() || c == '#');
    match (is_phone, is_name) {
        (true, _) => button(say(Say::NewCard), Press::Find(Choice::CreateFromPhone)),
        (_, true) => button(
            say(Say::Create { query: query.to_owned() }),
            Press::Go(Door::Create { name: query.to_owned() }),
        ),
        (false, false) => {
            button(say(Say::NewCard), Press::Go(Door::Create { name: String::new() }))
        }
    }
}

fn found(query: &str, page: u32, hits: &[Hit], more: bool) -> Screen {
    let query = query.to_owned();
    let head = match page == 0 && !more {
        true => Say::Hits { query, count: hits.len() as i64 },
        false => Say::HitsOnPage { query, page: i64::from(page) + 1 },
    };
    Screen::of(say(Say::Title))
        .line(say(head))
        .line(say(Say::TryAgain))
        .grid(columns(hits), cards(hits))
        .grid(2, pager(page, more))
        .row([back(), home()])
}

fn cards(hits: &[Hit]) -> impl Iterator<Item = Button> {
    hits.iter().map(|hit| {
        let label = client(&hit.name, &hit.number);
        button(label, Press::Go(Door::Card { client: hit.client }))
    })
}

fn columns(hits: &[Hit]) -> usize {
    if hits.len() > ONE_COLUMN_HITS_MAX { 2 } else { 1 }
}

fn pager(page: u32, more: bool) -> Vec<Button> {
    let turn = |label, page| button(say(label), Press::Find(Choice::Page(page)));
    let earlier = page.checked_sub(1).map(|page| turn(Say::Earlier, page));
    let later = more.then(|| turn(Say::Later, page.saturating_add(1)));
    earlier.into_iter().chain(later).collect()
}

fn say(say: Say) -> Root {
    Root::ClientFind(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::State as Place;
    use crate::dialogue::home::tests::{choices, ctx, opens, screen};
    use crate::model::ClientId;
    use crate::model::policy::Role;

    fn at(query: &str, page: u32) -> State {
        State::Found { query: query.into(), page }
    }

    fn hits(count: i64, more: bool) -> Outcome {
        let hit =
            |n| Hit { client: ClientId(n), name: "Mina Test".into(), number: format!("A-{n:04}") };
        Outcome::Hits { hits: (1..=count).map(hit).collect(), more, near: false }
    }

    fn after(state: State, outcome: Outcome) -> Step {
        resume(&ctx(Role::Care), state, outcome)
    }

    #[test]
    fn one_hit_goes_straight_to_the_card_but_not_on_a_later_page() {
        let card = client_open::State::Card { client: ClientId(1) };
        assert!(matches!(
            after(at("mina", 0), hits(1, false)),
            Step::Go(Place::ClientOpen(state)) if state == card
        ));
        assert!(matches!(after(at("mina", 1), hits(1, false)), Step::Wait(..)));
    }

    #[test]
    fn several_hits_are_buttons_under_the_repeated_query() {
        let screen = screen(after(at("mina", 0), hits(3, false)));
        assert!(screen.lines[0] == say(Say::Hits { query: "mina".into(), count: 3 }));
        for n in 1..=3 {
            assert!(opens(&screen, &Door::Card { client: ClientId(n) }));
        }
        assert!(screen.title == say(Say::Title));
    }

    #[test]
    fn pages_turn_both_ways_and_a_vanished_page_is_the_first_again() {
        let press = |page| Press::Find(Choice::Page(page));
        let middle = screen(after(at("mina", 1), hits(10, true)));
        assert!(choices(&middle).contains(&&press(0)) && choices(&middle).contains(&&press(2)));
        let first = screen(after(at("mina", 0), hits(10, true)));
        assert!(choices(&first).contains(&&press(1)));
        let turned = step(&ctx(Role::Care), at("mina", 0), Input::Press(press(1)));
        assert!(matches!(turned, Step::Do(Place::ClientFind(state), _) if state == at("mina", 1)));
        let gone = after(at("mina", 3), hits(0, false));
        assert!(matches!(gone, Step::Do(Place::ClientFind(state), _) if state == at("mina", 0)));
    }

    #[test]
    fn no_hit_offers_a_card_made_of_what_was_typed() {
        for (query, choice) in [
            ("왕샤오메이", Press::Go(Door::Create { name: "왕샤오메이".into() })),
            ("010-1234-5678", Press::Find(Choice::CreateFromPhone)),
            ("#A-0147", Press::Go(Door::Create { name: String::new() })),
        ] {
            let screen = screen(after(at(query, 0), hits(0, false)));
            assert!(screen.lines[0] == say(Say::NoHits { query: query.into() }));
            assert!(choices(&screen).contains(&&choice), "{query}");
        }
        let press = Input::Press(Press::Find(Choice::CreateFromPhone));
        let made = step(&ctx(Role::Care), at("010-1234-5678", 0), press);
        assert!(matches!(made, Step::Go(Place::ClientCreate(_))));
    }

    #[test]
    fn what_only_comes_near_opens_nothing_by_itself() {
        let Outcome::Hits { hits, more, .. } = hits(1, false) else { panic!("hits") };
        let near = Outcome::Hits { hits, more, near: true };
        let screen = screen(after(at("mnia", 0), near));
        assert!(screen.lines[0] == say(Say::Near { query: "mnia".into() }));
        assert!(opens(&screen, &Door::Card { client: ClientId(1) }));
        assert!(opens(&screen, &Door::Create { name: "mnia".into() }));
    }

    #[test]
    fn a_short_query_is_repeated_and_asked_for_again() {
        let Step::Wait(Place::ClientFind(State::Asking), screen) =
            after(at("m", 0), Outcome::TooShort)
        else {
            panic!("waits for a longer query");
        };
        assert!(screen.lines[0] == say(Say::TooShort { query: "m".into() }));
    }

    #[test]
    fn typing_searches_anew_and_a_foreign_press_is_out_of_date() {
        for state in [State::Asking, at("mina", 2)] {
            let typed = step(&ctx(Role::Care), state.clone(), Input::Text("lee".into()));
            assert!(matches!(typed, Step::Go(Place::ClientFind(next)) if next == at("lee", 0)));
            let press = Input::Press(Press::Form(super::super::form::Choice::Save));
            let odd = step(&ctx(Role::Care), state.clone(), press);
            assert!(matches!(odd, Step::Mend(Place::ClientFind(kept), _) if kept == state));
        }
    }
}
